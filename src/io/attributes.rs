//! What properties of features mean: codes, names, functions, targets, roles; read generously, written one way.

use serde_json::{Map, Number, Value};
use unicode_normalization::UnicodeNormalization;

use super::source::SourceFeature;
use crate::geometry::ExactArea;
use crate::plan::{Approval, ZoneAttributes, ZoneFunction};

/// Properties that Hecta writes and computes anew; in a file of its own they are not kept. With the prefix below for areas.
const COMPUTED: [&str; 9] =
    ["layer", "area_ha_geodesic", "share_pct", "crs_source", "datum_operation", "decision", "status", "draft_reason", "verdict"];
const COMPUTED_AREA_PREFIX: &str = "area_ha_grid_";
/// The property by which a feature is known to be written by Hecta.
const OWN_MARK: &str = "crs_source";

/// What a feature or a layer is to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The park boundary.
    Boundary,
    /// A functional zone.
    Zone,
    /// Something a plan does not take from here: communes, plots, roads.
    Background,
}

/// The role that a word gives: the `layer` property or the name of a layer, in Vietnamese or English, or a class of TT 16/2025/TT-BXD.
pub(super) fn role_of_word(word: &str) -> Option<Role> {
    let word = folded(word);
    let begins = |words: &[&str]| words.iter().any(|begin| word.starts_with(begin));
    match () {
        () if begins(&["boundary", "boundaries", "ranhgioi"]) => Some(Role::Boundary),
        () if begins(&["zone", "phankhu", "vungchucnang", "khuchucnang"]) => Some(Role::Zone),
        () if word == "xa" || begins(&["commune", "plot", "chucnangsudungdat", "lodat"]) => Some(Role::Background),
        () => None,
    }
}

/// The role of a feature: by its `layer`, by figures only a boundary has, else by its layer's name.
pub(super) fn role_of_feature(feature: &SourceFeature, layer_role: Option<Role>) -> Option<Role> {
    let by_word = feature.properties.get("layer").and_then(Value::as_str).and_then(role_of_word);
    let has = |name: &str| feature.properties.contains_key(name);
    let by_figures = (has("approved_area_ha") && !has("code") && !has("zone_code") && !has("function")).then_some(Role::Boundary);
    by_word.or(by_figures).or(layer_role)
}

/// Lower-case letters and digits without Vietnamese marks, so that "Ranh giới", "RanhGioi" and "ranh_gioi" are one word.
fn folded(text: &str) -> String {
    let plain = text.nfd().filter(|c| c.is_alphanumeric()).map(|c| if matches!(c, 'đ' | 'Đ') { 'd' } else { c });
    plain.flat_map(char::to_lowercase).collect()
}

/// Takes properties out one by one; what is left is kept as it is.
struct Properties(Map<String, Value>);

impl Properties {
    /// The first of `names` that holds text or a number, as text; it is taken out, the others stay.
    fn text(&mut self, names: &[&str]) -> Option<String> {
        let name = names.iter().find(|name| self.0.get(**name).is_some_and(|value| !text_of(value).is_empty()))?;
        self.0.shift_remove(*name).map(|value| text_of(&value))
    }

    /// A positive figure in hectares.
    fn hectares(&mut self, name: &str) -> Option<ExactArea> {
        let area = ExactArea::from_ha(self.0.get(name)?.as_f64().filter(|ha| *ha > 0.0 && *ha < 1e8)?);
        self.0.shift_remove(name);
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

/// The attributes of a zone from the properties of its feature; what is not understood is kept for export.
pub(super) fn zone_attributes(feature: &SourceFeature) -> ZoneAttributes {
    let mut properties = Properties(feature.properties.clone());
    if properties.0.contains_key(OWN_MARK) {
        properties.0.retain(|name, _| !COMPUTED.contains(&name.as_str()) && !name.starts_with(COMPUTED_AREA_PREFIX));
    }
    properties.0.shift_remove("layer");
    let code = properties.text(&["code", "zone_code", "kyHieuKhuQH", "zone_id"]);
    let name_vi = properties.text(&["name_vi", "name", "tenDoiTuong"]);
    let function = properties.0.get("function").and_then(Value::as_str).and_then(function_of);
    if function.is_some() {
        properties.0.shift_remove("function");
    }
    let colour = properties.0.get("colour").and_then(Value::as_str).and_then(colour_of);
    if colour.is_some() {
        properties.0.shift_remove("colour");
    }
    let locked = properties.0.get("locked").and_then(Value::as_bool).unwrap_or(false);
    if locked {
        properties.0.shift_remove("locked");
    }
    ZoneAttributes {
        code: code.or_else(|| feature.id.clone()).unwrap_or_default(),
        name_vi: name_vi.unwrap_or_default(),
        name_en: properties.text(&["name_en"]).unwrap_or_default(),
        function,
        target: properties.hectares("target_ha"),
        colour,
        locked,
        other: properties.0.into_iter().filter(|(_, value)| !value.is_null()).collect(),
    }
}

/// The function a word in a file stands for: ours, or the Vietnamese or English name of one.
fn function_of(word: &str) -> Option<ZoneFunction> {
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
    let mut properties = Properties(feature.properties.clone());
    Approval {
        area: properties.hectares("approved_area_ha").unwrap_or(fallback.area),
        decision: properties.text(&["decision", "soQDQH"]).unwrap_or_else(|| fallback.decision.clone()),
    }
}

/// Vietnamese and English name of a boundary, and whether it says that it is synthetic.
pub(super) fn boundary_names(feature: &SourceFeature) -> (String, String, bool) {
    let mut properties = Properties(feature.properties.clone());
    let name_vi = properties.text(&["name_vi", "name", "tenDoAn"]).unwrap_or_default();
    let name_en = properties.text(&["name_en"]).unwrap_or_default();
    (name_vi, name_en, properties.0.get("synthetic").and_then(Value::as_bool).unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

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
        assert_eq!(role_of_word("ChucNangSuDungDat_A"), Some(Role::Background));
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
            target: Some(ExactArea::from_ha(397.91)),
            colour: Some([1, 160, 255]),
            locked: true,
            other: [("land_use".to_owned(), json!("SX_Congnghiep"))].into(),
        };
        let mut written = zone_properties(&attributes);
        written.insert("crs_source".into(), json!("EPSG:5897"));
        written.insert("area_ha_grid_5897".into(), json!(1.0));
        written.extend(attributes.other.clone());
        assert_eq!(zone_attributes(&feature(&Value::Object(written))), attributes);
    }

    #[test]
    fn foreign_properties_are_recognised_and_the_rest_kept() {
        let attributes =
            zone_attributes(&feature(&json!({"zone_id": 12, "code": "DVHC-0012", "name": "Dịch vụ", "function": "Sản xuất CNC",
            "area_ha": 3.5, "status": "kept: not our file", "nothing": null})));
        assert_eq!((attributes.code.as_str(), attributes.name_vi.as_str()), ("DVHC-0012", "Dịch vụ"));
        assert_eq!(attributes.function, Some(ZoneFunction::Production));
        assert_eq!(attributes.other.keys().collect::<Vec<_>>(), ["area_ha", "status", "zone_id"]);
        assert_eq!(zone_attributes(&feature(&json!({"zone_id": 12}))).code, "12");
        assert_eq!(zone_attributes(&feature(&json!({}))).code, "f7");
        let unknown = zone_attributes(&feature(&json!({"function": "Nghĩa trang", "colour": "red", "target_ha": -1})));
        assert_eq!((unknown.function, unknown.colour, unknown.target), (None, None, None));
        assert_eq!(unknown.other.len(), 3);
    }
}
