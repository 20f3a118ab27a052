//! What properties of features mean: codes, names, functions, targets, roles; read generously, written one way.

use serde_json::{Map, Number, Value};
use unicode_normalization::UnicodeNormalization;

use super::problem::{ImportProblem, Place, ProblemKind};
use super::source::SourceFeature;
use crate::geometry::ExactArea;
use crate::plan::{Approval, LandUse, Phase, PriorityField, ZoneAttributes, ZoneFunction};

/// Properties that Hecta writes and computes anew; in a file of its own they are not kept. With the prefix below for areas.
const COMPUTED: [&str; 9] =
    ["layer", "area_ha_geodesic", "share_pct", "crs_source", "datum_operation", "decision", "status", "draft_reason", "verdict"];
const COMPUTED_AREA_PREFIX: &str = "area_ha_grid_";
/// The property by which a feature is known to be written by Hecta.
const OWN_MARK: &str = "crs_source";
/// Properties that name the class of land, the finest of TT 16/2025/TT-BXD first.
const LAND_USE_NAMES: [&str; 4] = ["land_use", "chucNangSuDungDatMuc3", "chucNangSuDungDatMuc2", "chucNangSuDungDatMuc1"];

/// What a feature or a layer is to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The park boundary.
    Boundary,
    /// A functional zone.
    Zone,
    /// A plot within a zone.
    Plot,
    /// Something a plan does not take from here: communes, roads.
    Background,
}

/// The role that a word gives: the `layer` property or the name of a layer, in Vietnamese or English, or a class of TT 16/2025/TT-BXD.
pub(super) fn role_of_word(word: &str) -> Option<Role> {
    let word = folded(word);
    let begins = |words: &[&str]| words.iter().any(|begin| word.starts_with(begin));
    match () {
        () if begins(&["boundary", "boundaries", "ranhgioi"]) => Some(Role::Boundary),
        () if begins(&["zone", "phankhu", "vungchucnang", "khuchucnang"]) => Some(Role::Zone),
        () if begins(&["plot", "chucnangsudungdat", "lodat"]) => Some(Role::Plot),
        () if word == "xa" || begins(&["commune"]) => Some(Role::Background),
        () => None,
    }
}

/// The role of a feature: by its `layer`, by figures only a boundary has, else by its layer's name.
pub(super) fn role_of_feature(feature: &SourceFeature, layer_role: Option<Role>) -> Option<Role> {
    role_of_properties(&feature.properties, layer_role)
}

/// The role of a feature with these properties; see [`role_of_feature`].
pub(super) fn role_of_properties(properties: &Map<String, Value>, layer_role: Option<Role>) -> Option<Role> {
    let by_word = properties.get("layer").and_then(Value::as_str).and_then(role_of_word);
    let has = |name: &str| properties.contains_key(name);
    let by_figures = (has("approved_area_ha") && !has("code") && !has("zone_code") && !has("function")).then_some(Role::Boundary);
    by_word.or(by_figures).or(layer_role)
}

/// Lower-case letters and digits without Vietnamese marks, so that "Ranh giới", "RanhGioi" and "ranh_gioi" are one word.
fn folded(text: &str) -> String {
    let plain = text.nfd().filter(|c| c.is_alphanumeric()).map(|c| if matches!(c, 'đ' | 'Đ') { 'd' } else { c });
    plain.flat_map(char::to_lowercase).collect()
}

/// Takes properties out one by one; what is left is kept as it is.
struct Properties {
    left: Map<String, Value>,
    /// Properties whose words say nothing to Hecta, with the words.
    unknown: Vec<(String, String)>,
}

impl Properties {
    fn of(feature: &SourceFeature) -> Self {
        Self { left: feature.properties.clone(), unknown: Vec::new() }
    }

    /// What `read` makes of the first of `names` whose word it knows; words it does not know stay, and the first is noted if none is known.
    fn known<T>(&mut self, names: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut first_unknown = None;
        for name in names {
            let word = self.left.get(*name).filter(|value| !value.is_null()).map(text_of);
            let Some(word) = word else { continue };
            if let Some(known) = read(&word) {
                self.left.shift_remove(*name);
                return Some(known);
            }
            first_unknown = first_unknown.or_else(|| (!word.is_empty()).then(|| ((*name).to_owned(), word)));
        }
        self.unknown.extend(first_unknown);
        None
    }

    /// The first of `names` that holds text or a number, as text; it is taken out, the others stay.
    fn text(&mut self, names: &[&str]) -> Option<String> {
        // an empty text says nothing that would have to be kept
        self.left
            .retain(|name, value| !names.contains(&name.as_str()) || value.as_str().is_none_or(|text| !text.trim().is_empty()));
        let name = names.iter().find(|name| self.left.get(**name).is_some_and(|value| !text_of(value).is_empty()))?;
        self.left.shift_remove(*name).map(|value| text_of(&value))
    }

    /// A positive figure in hectares.
    fn hectares(&mut self, name: &str) -> Option<ExactArea> {
        let area = ExactArea::from_ha(self.left.get(name)?.as_f64().filter(|ha| *ha > 0.0 && *ha < 1e8)?);
        self.left.shift_remove(name);
        Some(area)
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The attributes of a zone from the properties of its feature; what is not understood is kept for export, and words for land use,
/// storeys, coverage, floor area, phase and field that say nothing to Hecta are named among `problems`.
pub(super) fn zone_attributes(feature: &SourceFeature, problems: &mut Vec<ImportProblem>) -> ZoneAttributes {
    let mut properties = Properties::of(feature);
    let is_own = properties.left.contains_key(OWN_MARK);
    if is_own {
        properties.left.retain(|name, _| !COMPUTED.contains(&name.as_str()) && !name.starts_with(COMPUTED_AREA_PREFIX));
    }
    properties.left.shift_remove("layer");
    let code = properties.text(&["code", "plot_code", "kyHieuLoDat", "zone_code", "kyHieuKhuQH", "zone_id"]);
    let name_vi = properties.text(&["name_vi", "name", "tenDoiTuong"]);
    let function = properties.left.get("function").and_then(Value::as_str).and_then(function_of);
    if function.is_some() {
        properties.left.shift_remove("function");
    }
    let colour = properties.left.get("colour").and_then(Value::as_str).and_then(colour_of);
    if colour.is_some() {
        properties.left.shift_remove("colour");
    }
    let locked = properties.left.get("locked").and_then(Value::as_bool).unwrap_or(false);
    if locked {
        properties.left.shift_remove("locked");
    }
    let figure = |text: &str| text.parse::<f64>().ok().filter(|figure| figure.is_finite() && *figure >= 0.0);
    let land_use = properties.known(&LAND_USE_NAMES, land_use_of);
    let storeys = properties.known(&["storeys", "tangCaoXayDung"], |text| text.parse().ok());
    let building_coverage_pct =
        properties.known(&["building_coverage_pct", "matDoXayDung"], |text| figure(text).filter(|percent| *percent <= 100.0));
    let floor_area_ratio = properties.known(&["floor_area_ratio", "heSoSuDungDat"], figure);
    let phase = properties.known(&["phase"], Phase::from_code);
    let priority = properties.known(&["priority"], PriorityField::from_code);
    let unknown = std::mem::take(&mut properties.unknown).into_iter();
    let problem =
        |(property, word)| ImportProblem::new(Place::feature(feature.number), ProblemKind::UnknownWord { property, word });
    problems.extend(unknown.map(problem));
    ZoneAttributes {
        // where Hecta wrote no code there is none; the key of a row is not one
        code: code.or_else(|| feature.id.clone().filter(|_| !is_own)).unwrap_or_default(),
        name_vi: name_vi.unwrap_or_default(),
        name_en: properties.text(&["name_en"]).unwrap_or_default(),
        function,
        land_use,
        storeys,
        building_coverage_pct,
        floor_area_ratio,
        phase,
        priority,
        target: properties.hectares("target_ha"),
        colour,
        locked,
        other: properties.left.into_iter().filter(|(_, value)| !value.is_null()).collect(),
    }
}

/// The function a word in a file stands for: ours, or the Vietnamese or English name of one.
pub(super) fn function_of(word: &str) -> Option<ZoneFunction> {
    let names = [
        (["thinghiem", "laboratory", "rd"], ZoneFunction::RdLaboratory),
        (["sanxuat", "production", "sx"], ZoneFunction::Production),
        (["khoinghiep", "startup", "kn"], ZoneFunction::StartupHub),
    ];
    let folded = folded(word);
    let is_named = |name: &str| folded == name || (name.len() > 2 && folded.contains(name));
    let by_name = || names.iter().find(|(words, _)| words.iter().any(|word| is_named(word))).map(|(_, function)| *function);
    ZoneFunction::from_code(word).or_else(by_name)
}

/// The class a word in a file stands for: its code, its symbol on drawings, or its Vietnamese or English name.
pub(super) fn land_use_of(word: &str) -> Option<LandUse> {
    let folded_word = folded(word);
    let is_named = |land_use: &LandUse| {
        let class = land_use.class();
        class.symbol == word || [&class.name_vi, &class.name_en].into_iter().any(|name| folded(name) == folded_word)
    };
    LandUse::from_code(word).or_else(|| LandUse::all().find(is_named))
}

/// "#rrggbb".
fn colour_of(text: &str) -> Option<[u8; 3]> {
    let hex = text.trim().strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// Attributes of a zone as properties, in the order people read them; computed figures come from the export.
pub(super) fn zone_properties(attributes: &ZoneAttributes) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut put = |name: &str, value: Value| drop(properties.insert(name.to_owned(), value));
    put("layer", "zone".into());
    put("zone_code", attributes.code.clone().into());
    put("name_vi", attributes.name_vi.clone().into());
    put("name_en", attributes.name_en.clone().into());
    put("function", attributes.function.map_or(Value::Null, |function| function.code().into()));
    let declared = [
        ("land_use", attributes.land_use.map(|land_use| land_use.code().into())),
        ("storeys", attributes.storeys.map(Value::from)),
        ("building_coverage_pct", attributes.building_coverage_pct.map(Value::from)),
        ("floor_area_ratio", attributes.floor_area_ratio.map(Value::from)),
        ("phase", attributes.phase.map(|phase| phase.code().into())),
        ("priority", attributes.priority.map(|priority| priority.code().into())),
    ];
    declared.into_iter().filter_map(|(name, value)| Some((name, value?))).for_each(|(name, value)| put(name, value));
    if let Some(target) = attributes.target {
        put("target_ha", figure(target.ha(), 6));
    }
    if let Some([r, g, b]) = attributes.colour {
        put("colour", format!("#{r:02x}{g:02x}{b:02x}").into());
    }
    if attributes.locked {
        put("locked", true.into());
    }
    properties
}

/// A figure with at most `decimals` decimals, as a JSON number.
pub(super) fn figure(value: f64, decimals: i32) -> Value {
    let scale = 10_f64.powi(decimals);
    Number::from_f64((value * scale).round() / scale).map_or(Value::Null, Value::Number)
}

/// The approved figure and the decision that a boundary feature carries, with `fallback` for what it does not say.
pub(super) fn approval(feature: &SourceFeature, fallback: &Approval) -> Approval {
    let mut properties = Properties::of(feature);
    Approval {
        area: properties.hectares("approved_area_ha").unwrap_or(fallback.area),
        decision: properties.text(&["decision", "soQDQH"]).unwrap_or_else(|| fallback.decision.clone()),
    }
}

/// Vietnamese and English name of a boundary, and whether it says that it is synthetic.
pub(super) fn boundary_names(feature: &SourceFeature) -> (String, String, bool) {
    let mut properties = Properties::of(feature);
    let name_vi = properties.text(&["name_vi", "name", "tenDoAn", "tenDoiTuong"]).unwrap_or_default();
    let name_en = properties.text(&["name_en"]).unwrap_or_default();
    (name_vi, name_en, properties.left.get("synthetic").and_then(Value::as_bool).unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The attributes of a feature that gives no trouble.
    fn attributes_of(properties: &Value) -> ZoneAttributes {
        let mut problems = Vec::new();
        let attributes = zone_attributes(&feature(properties), &mut problems);
        assert_eq!(problems, []);
        attributes
    }

    fn feature(properties: &Value) -> SourceFeature {
        let properties = properties.as_object().cloned().unwrap_or_default();
        SourceFeature { number: 1, id: Some("f7".into()), properties, polygons: Vec::new() }
    }

    #[test]
    fn roles_are_known_in_both_languages_and_by_class_names() {
        for word in ["boundary", "boundary_150", "Ranh giới", "RanhGioiQuyHoach_A", "ranh_gioi", "RANH GIỚI KHU"] {
            assert_eq!(role_of_word(word), Some(Role::Boundary), "{word}");
        }
        for word in ["zone", "Zones", "Phân khu chức năng", "PhanKhuQuyHoach_A", "vùng chức năng"] {
            assert_eq!(role_of_word(word), Some(Role::Zone), "{word}");
        }
        for word in ["plots", "ChucNangSuDungDat_A", "Lô đất"] {
            assert_eq!(role_of_word(word), Some(Role::Plot), "{word}");
        }
        assert_eq!(role_of_word("Xã"), Some(Role::Background));
        assert_eq!(role_of_word("Layer 1"), None);
        assert_eq!(role_of_feature(&feature(&json!({"approved_area_ha": 1})), None), Some(Role::Boundary));
        assert_eq!(role_of_feature(&feature(&json!({"layer": "zone"})), Some(Role::Boundary)), Some(Role::Zone));
    }

    #[test]
    fn attributes_come_back_as_they_were_written() {
        let attributes = ZoneAttributes {
            code: "SX-01".into(),
            name_vi: "Vùng sản xuất".into(),
            name_en: "Production".into(),
            function: Some(ZoneFunction::Production),
            land_use: LandUse::from_code("SX_Congnghiep"),
            storeys: Some(5),
            building_coverage_pct: Some(62.5),
            floor_area_ratio: Some(2.8),
            phase: Some(Phase::LongTerm),
            priority: Some(PriorityField::ElectronicsSemiconductors),
            target: Some(ExactArea::from_ha(397.91)),
            colour: Some([1, 160, 255]),
            locked: true,
            other: [("lot_owner".to_owned(), json!("VSIP"))].into(),
        };
        let mut written = zone_properties(&attributes);
        written.insert("crs_source".into(), json!("EPSG:5897"));
        written.insert("area_ha_grid_5897".into(), json!(1.0));
        written.extend(attributes.other.clone());
        assert_eq!(attributes_of(&Value::Object(written)), attributes);
    }

    #[test]
    fn foreign_properties_are_recognised_and_the_rest_kept() {
        let attributes =
            attributes_of(&json!({"zone_id": 12, "code": "DVHC-0012", "name": "Dịch vụ", "function": "Sản xuất CNC",
            "area_ha": 3.5, "status": "kept: not our file", "nothing": null}));
        assert_eq!((attributes.code.as_str(), attributes.name_vi.as_str()), ("DVHC-0012", "Dịch vụ"));
        assert_eq!(attributes.function, Some(ZoneFunction::Production));
        assert_eq!(attributes.other.keys().collect::<Vec<_>>(), ["area_ha", "status", "zone_id"]);
        assert_eq!(attributes_of(&json!({"zone_id": 12})).code, "12");
        assert_eq!(attributes_of(&json!({})).code, "f7");
        let unknown = attributes_of(&json!({"function": "Nghĩa trang", "colour": "red", "target_ha": -1}));
        assert_eq!((unknown.function, unknown.colour, unknown.target), (None, None, None));
        assert_eq!(unknown.other.len(), 3);
    }

    #[test]
    fn land_use_is_known_by_code_symbol_and_name_and_unknown_words_are_kept_and_named() {
        for word in ["DAT_SX_Congnghiep", "sx_congnghiep", "SX", "Sản xuất, kho bãi", "production, warehouses and yards"] {
            assert_eq!(attributes_of(&json!({"land_use": word})).land_use, LandUse::from_code("SX_Congnghiep"), "{word}");
        }
        let lot = attributes_of(
            &json!({"tangCaoXayDung": "7", "matDoXayDung": 60, "heSoSuDungDat": 4.2, "phase": "first", "land_use": ""}),
        );
        assert_eq!((lot.storeys, lot.building_coverage_pct, lot.floor_area_ratio), (Some(7), Some(60.0), Some(4.2)));
        assert_eq!((lot.phase, lot.land_use), (Some(Phase::First), None));
        let bad =
            json!({"land_use": "CLN", "storeys": "3-5", "building_coverage_pct": 140, "floor_area_ratio": -1, "priority": "gạo"});
        let mut problems = Vec::new();
        let unknown = zone_attributes(&feature(&bad), &mut problems);
        assert_eq!(serde_json::to_value(&unknown.other).expect("it can be written"), bad, "nothing is lost");
        let named = |p: &ImportProblem| {
            if let ProblemKind::UnknownWord { property, .. } = &p.kind { property.clone() } else { String::new() }
        };
        let names: Vec<_> = problems.iter().map(named).collect();
        assert_eq!(names, ["land_use", "storeys", "building_coverage_pct", "floor_area_ratio", "priority"]);
    }
}
