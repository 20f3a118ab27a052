//! A plan as GeoPackage in the hand-over schema of TT 16/2025/TT-BXD, Phụ lục II (HoSoGIS): its class names and fields, styles for QGIS.
//!
//! The classes have the fields of the annex and nothing else. What Hecta knows beyond them stands in a table of attributes of its own,
//! so that the package reads back as the same plan. What is not known stays empty; nothing is made up.

mod classes;
mod styles;

use serde_json::{Map, Value};

pub(super) use classes::{BOUNDARY, CORNERS, LAND_USE, ZONES};

use self::classes::{BOUNDARY_CLASS, CORNER_CLASS, Class, KEPT_ON_READING, LAND_USE_CLASS, NAME_LENGTH, Values, ZONE_CLASS};
use super::clearance::Cleared;
use super::features::{LandFeature, PlanFeatures};
use super::geopackage::{Column, ColumnKind, FeatureTable, Field, GeometryColumn, MORE, Row};
use super::source::{DeclaredCrs, Shape};
use crate::geometry::cadastral::rings_in_cadastral_order;
use crate::geometry::{GridPoint, Region};
use crate::plan::{LandUnit, LandUse, Plan, Zone, ZoneAttributes, units_of};

/// The rule that [`has_class_names`] answers.
pub(super) const CLASS_NAMES: &str = "DOC-02";
/// Table of what the classes have no field for: class, key of the row, properties as JSON.
const ATTRIBUTES: &str = "hecta_attributes";
/// Member of those properties by which a row is known that only repeats others: corner markers, zones as land with a use.
const DERIVED: &str = "hecta_derived";
/// What is said where a code is missing that must have a value.
const CODES_MISSING: &str = "Chưa có maThongTinQH, maHoSoQH do cơ quan quản lý quy hoạch cấp";

/// Which tables a GeoPackage of a plan has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PackageSchema {
    /// Boundary, zones and plots with their figures in plain words.
    #[default]
    Plain,
    /// The classes and fields of TT 16/2025/TT-BXD.
    Tt16,
}

impl PackageSchema {
    /// Every schema, in the order lists show them.
    pub const ALL: [Self; 2] = [Self::Plain, Self::Tt16];

    /// The word on the command line and in ids of texts.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Tt16 => "tt16",
        }
    }
}

/// What every class says of the plan.
#[derive(Clone, Copy)]
struct Said<'a> {
    /// That it is a draft, and why; stands in every row.
    note: Option<&'a str>,
    description: &'a str,
}

/// A table under way, with what Hecta knows beyond its fields.
struct Filled {
    table: FeatureTable,
    extras: Vec<Map<String, Value>>,
}

/// The tables of a plan in the schema: classes, attributes beyond them, styles. The statement is not among them.
pub(super) fn tables(cleared: &Cleared<'_>, features: &PlanFeatures<'_>) -> Vec<FeatureTable> {
    let plan = cleared.export().plan;
    let description = Value::Object(features.members.clone()).to_string();
    let note = cleared.draft_reason().map(|reason| format!("BẢN NHÁP: {reason}"));
    let said = Said { note: note.as_deref(), description: &description };
    let mut filled = vec![
        boundary_class(plan, &features.boundary, said),
        zone_class(plan, &features.zones, said),
        land_use_class(plan, features, said),
        corner_class(plan, said),
    ];
    filled.retain(|filled| !filled.table.rows.is_empty());
    let attributes = attributes_table(&filled);
    let mut tables: Vec<FeatureTable> = filled.into_iter().map(|filled| filled.table).collect();
    let styles = styles::table(&tables);
    tables.extend([attributes, styles]);
    tables
}

/// Whether a package is one of these.
pub(super) fn is_handover(tables: &[FeatureTable]) -> bool {
    tables.iter().any(|table| table.name == ATTRIBUTES)
}

/// Whether the classes have the names and geometry types of the annex: rule DOC-02.
pub(super) fn has_class_names(tables: &[FeatureTable]) -> bool {
    let layers = tables.iter().filter(|table| table.geometry.is_some());
    layers.into_iter().all(|table| {
        let is_point = |row: &Row| matches!(row.shape, Shape::WithoutArea { kind: "Point", .. });
        let ending = if table.rows.iter().all(is_point) { "_P" } else { "_A" };
        Class::ALL.iter().any(|class| class.name == table.name) && table.name.ends_with(ending) && table.name.is_ascii()
    })
}

/// Puts what Hecta knows beyond the fields of the classes back to its rows, and takes out rows that only repeat others. Packages
/// of others are left as they are.
pub(super) fn completed(tables: &mut [FeatureTable]) {
    let Some(place) = tables.iter().position(|table| table.name == ATTRIBUTES && table.geometry.is_none()) else { return };
    let extras: Vec<(String, i64, Map<String, Value>)> = tables[place].rows.iter().filter_map(extra_of).collect();
    for table in tables.iter_mut().filter(|table| Class::ALL.iter().any(|class| class.name == table.name)) {
        complete(table, &extras);
    }
}

fn extra_of(row: &Row) -> Option<(String, i64, Map<String, Value>)> {
    let [Field::Text(class), Field::Integer(key), Field::Text(text)] = &row.fields[..] else { return None };
    Some((class.clone(), *key, serde_json::from_str(text).ok()?))
}

/// A class with its rows as the plain schema would have them; fields that only repeat what is computed are dropped.
fn complete(table: &mut FeatureTable, extras: &[(String, i64, Map<String, Value>)]) {
    let of_row = |key: i64| extras.iter().find(|(class, row, _)| *class == table.name && *row == key).map(|(.., extra)| extra);
    let known: Vec<Option<&Map<String, Value>>> = table.rows.iter().map(|row| of_row(row.key)).collect();
    let mut columns: Vec<Column> =
        table.columns.iter().filter(|column| KEPT_ON_READING.contains(&column.name.as_str())).cloned().collect();
    let fields: Vec<usize> = columns.iter().filter_map(|kept| table.columns.iter().position(|c| c.name == kept.name)).collect();
    columns.push(Column { name: MORE.into(), kind: ColumnKind::Text });
    let mut rows = Vec::with_capacity(table.rows.len());
    for (row, known) in table.rows.iter().zip(known) {
        if known.is_some_and(|known| known.contains_key(DERIVED)) {
            continue;
        }
        let mut row_fields: Vec<Field> = fields.iter().map(|at| row.fields.get(*at).cloned().unwrap_or(Field::Null)).collect();
        row_fields.push(known.map_or(Field::Null, |known| Field::Text(Value::Object(known.clone()).to_string())));
        rows.push(Row { key: row.key, shape: row.shape.clone(), fields: row_fields });
    }
    if rows.is_empty() && table.name == CORNERS {
        table.geometry = None;
    }
    (table.columns, table.rows) = (columns, rows);
}

/// A row of a class with its land.
fn row(class: &Class, key: i64, shape: Shape, values: &Values) -> Row {
    Row { key, shape, fields: class.fields().map(|(name, kind)| classes::field(kind, values.get(name))).collect() }
}

fn table_of(class: &Class, plan: &Plan, description: &str, rows: Vec<Row>) -> FeatureTable {
    FeatureTable {
        name: class.name.into(),
        identifier: class.name.into(),
        description: description.into(),
        geometry: Some(GeometryColumn { name: "geom".into(), crs: DeclaredCrs::Known(plan.crs().into()) }),
        columns: class.fields().map(|(name, kind)| Column { name: name.into(), kind }).collect(),
        rows,
    }
}

/// The six fields that every class has.
fn common(plan: &Plan, note: Option<&str>, code: &str, name: &str, kind: &str) -> Values {
    let codes = &plan.settings().dossier;
    let mut values = Values::default();
    values.text("maThongTinQH", &codes.information);
    values.text("maHoSoQH", &codes.dossier);
    values.text("maDoiTuong", code);
    values.text("tenDoiTuong", name);
    values.text("phanLoai", kind);
    let missing = (codes.information.is_empty() || codes.dossier.is_empty()).then_some(CODES_MISSING);
    let notes: Vec<&str> = note.into_iter().chain(missing).collect();
    values.text("ghiChu", &notes.join("; "));
    values
}

/// The properties of a feature that no field of its class carries; a name that the field cuts off stays here in full.
fn extra(feature: &LandFeature<'_>, carried: &[&str], name: &str) -> Map<String, Value> {
    let is_cut = name.chars().count() > NAME_LENGTH;
    let is_extra = |property: &str| !carried.contains(&property) || (property == "name_vi" && is_cut);
    feature.properties.iter().filter(|(property, _)| is_extra(property)).map(|(n, v)| (n.clone(), v.clone())).collect()
}

fn boundary_class(plan: &Plan, features: &[LandFeature<'_>], Said { note, description }: Said<'_>) -> Filled {
    let mut filled = (Vec::new(), Vec::new());
    for (key, feature) in (1..).zip(features) {
        let name = plan.boundary().map(|boundary| boundary.name_vi.clone()).unwrap_or_default();
        let mut values = common(plan, note, "", &name, "Ranh giới quy hoạch");
        values.text("tenDoAn", plan.title());
        values.number("dienTichQH", feature.region.area().m2());
        filled.0.push(row(&BOUNDARY_CLASS, key, Shape::from_region(feature.region), &values));
        filled.1.push(extra(feature, &["name_vi"], &name));
    }
    Filled { table: table_of(&BOUNDARY_CLASS, plan, description, filled.0), extras: filled.1 }
}

fn zone_class(plan: &Plan, features: &[LandFeature<'_>], Said { note, description }: Said<'_>) -> Filled {
    let mut filled = (Vec::new(), Vec::new());
    for (key, (zone, feature)) in (1..).zip(plan.zones().zip(features)) {
        let attributes = &zone.attributes;
        let kind = attributes.function.map_or("", zone_kind);
        let mut values = common(plan, note, &attributes.code, &attributes.name_vi, kind);
        values.text("kyHieuKhuQH", &attributes.code);
        put_figures(&mut values, attributes, &zone.region);
        filled.0.push(row(&ZONE_CLASS, key, Shape::from_region(&zone.region), &values));
        let carried = ["zone_code", "name_vi", "storeys", "building_coverage_pct", "floor_area_ratio"];
        filled.1.push(extra(feature, &carried, &attributes.name_vi));
    }
    Filled { table: table_of(&ZONE_CLASS, plan, description, filled.0), extras: filled.1 }
}

const fn zone_kind(function: crate::plan::ZoneFunction) -> &'static str {
    match function {
        crate::plan::ZoneFunction::RdLaboratory => "Vùng thí nghiệm công nghệ cao",
        crate::plan::ZoneFunction::Production => "Vùng sản xuất, ứng dụng công nghệ cao",
        crate::plan::ZoneFunction::StartupHub => "Vùng trung tâm khởi nghiệp, sáng tạo",
        _ => "",
    }
}

/// Plots, and zones without plots that declare what their land is for.
fn land_use_class(plan: &Plan, features: &PlanFeatures<'_>, Said { note, description }: Said<'_>) -> Filled {
    let mut filled = (Vec::new(), Vec::new());
    let mut plots = features.plots.iter();
    for unit in plan.zones().flat_map(|zone: &Zone| units_of(plan, zone)) {
        let feature = unit.plot.and_then(|_| plots.next());
        if feature.is_none() && unit.attributes.land_use.is_none() {
            continue;
        }
        let key = filled.0.len() as i64 + 1;
        filled.0.push(row(&LAND_USE_CLASS, key, Shape::from_region(unit.region), &land_use_values(plan, note, &unit)));
        let carried = ["plot_code", "name_vi", "land_use", "storeys", "building_coverage_pct", "floor_area_ratio"];
        let derived = || [(DERIVED.to_owned(), true.into())].into_iter().collect();
        filled.1.push(feature.map_or_else(derived, |feature| extra(feature, &carried, &unit.attributes.name_vi)));
    }
    Filled { table: table_of(&LAND_USE_CLASS, plan, description, filled.0), extras: filled.1 }
}

fn land_use_values(plan: &Plan, note: Option<&str>, unit: &LandUnit<'_>) -> Values {
    let attributes = unit.attributes;
    let class = attributes.land_use.map(LandUse::class);
    let kind = class.map_or("", |class| class.name_vi.as_str());
    let mut values = common(plan, note, &attributes.code, &attributes.name_vi, kind);
    values.text("chucNangSuDungDatMuc1", class.map_or("", |class| class.code.as_str()));
    values.text("kyHieuLoDat", &attributes.code);
    put_figures(&mut values, attributes, unit.region);
    values
}

fn put_figures(values: &mut Values, attributes: &ZoneAttributes, region: &Region) {
    values.number("dienTich", region.area().m2());
    if let Some(storeys) = attributes.storeys {
        values.integer("tangCaoXayDung", i64::from(storeys));
    }
    if let Some(percent) = attributes.building_coverage_pct {
        values.number("matDoXayDung", percent);
    }
    if let Some(ratio) = attributes.floor_area_ratio {
        values.number("heSoSuDungDat", ratio);
    }
}

/// The corners of the legal boundary, numbered as in its corner table; `toaDoX` is the northing, `toaDoY` the easting, metres.
fn corner_class(plan: &Plan, Said { note, description }: Said<'_>) -> Filled {
    let rings = plan.boundary().map(|boundary| rings_in_cadastral_order(boundary.outline.legal())).unwrap_or_default();
    let corners: Vec<GridPoint> = rings.into_iter().flatten().collect();
    let corner = |(number, corner): (i64, &GridPoint)| {
        let [easting, northing] = corner.to_m();
        let name = format!("M{number}");
        let mut values = common(plan, note, &name, &name, "Điểm góc ranh giới");
        values.number("toaDoX", northing);
        values.number("toaDoY", easting);
        row(&CORNER_CLASS, number, Shape::WithoutArea { kind: "Point", paths: vec![vec![[easting, northing]]] }, &values)
    };
    let rows: Vec<Row> = (1..).zip(&corners).map(corner).collect();
    let derived = |_: &Row| [(DERIVED.to_owned(), true.into())].into_iter().collect();
    let extras = rows.iter().map(derived).collect();
    Filled { table: table_of(&CORNER_CLASS, plan, description, rows), extras }
}

fn attributes_table(filled: &[Filled]) -> FeatureTable {
    let column = |name: &str, kind| Column { name: name.into(), kind };
    let mut rows = Vec::new();
    for Filled { table, extras } in filled {
        for (of, extra) in table.rows.iter().zip(extras) {
            let text = Value::Object(extra.clone()).to_string();
            let fields = vec![Field::Text(table.name.clone()), Field::Integer(of.key), Field::Text(text)];
            rows.push(Row { key: rows.len() as i64 + 1, shape: Shape::Missing, fields });
        }
    }
    FeatureTable {
        name: ATTRIBUTES.into(),
        identifier: ATTRIBUTES.into(),
        description: "Thuộc tính của Hecta ngoài các trường của TT 16/2025/TT-BXD".into(),
        geometry: None,
        columns: vec![
            column("class", ColumnKind::Text),
            column("row", ColumnKind::Integer),
            column("properties", ColumnKind::Text),
        ],
        rows,
    }
}
