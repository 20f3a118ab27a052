//! The project file: a GeoPackage that QGIS opens as it is, with the plan's own settings in a table beside its layers.
//!
//! Layers `boundary` (as given, without nodes), `zones` and `communes`; the table `hecta_plan` holds what a layer cannot.
//! What other programs edit in the layers is read back: the layers are the document.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};

use super::attributes::{boundary_names, figure, zone_attributes, zone_properties};
use super::export_error::ExportError;
use super::geopackage::{
    Column, ColumnKind, FeatureTable, Field, Row, Shape, read_layers, read_tables, table_from_regions, write,
};
use super::import::Imported;
use super::import_error::ImportError;
use super::problem::ImportProblem;
use super::source::{ReadOptions, SourceFeature, SourceLayer};
use crate::geometry::validity::region_from_raw;
use crate::geometry::{ExactArea, ProjectCrs};
use crate::plan::{Approval, Boundary, CommuneLayer, LayerSettings, Plan, ZoneDraft};

/// Version of the tables; a file with a larger one is from a newer Hecta and is not opened.
pub const SCHEMA_VERSION: u32 = 1;

const SETTINGS: &str = "hecta_plan";
const BOUNDARY: &str = "boundary";
const ZONES: &str = "zones";
const COMMUNES: &str = "communes";
/// Key of the settings under which stands how the layers of the map are shown; files before it have none.
const LAYERS: &str = "layers";
/// Column of `zones` with the properties Hecta keeps but does not interpret, as JSON.
const OTHER: &str = "hecta_other";

/// Replaces the file at `path` with the plan and the communes it lies in.
pub fn save(plan: &Plan, communes: &CommuneLayer, path: &Path) -> Result<(), ExportError> {
    let crs = plan.crs();
    let mut tables = vec![settings_table(plan)];
    if let Some(boundary) = plan.boundary() {
        let properties = boundary_properties(plan, boundary);
        tables.push(table_from_regions(BOUNDARY, "Ranh giới", crs, [(boundary.outline.legal(), &properties)]));
    }
    let zones: Vec<_> = plan.zones().map(|zone| (&zone.region, zone_row(zone))).collect();
    tables.push(table_from_regions(ZONES, "Vùng chức năng", crs, zones.iter().map(|(region, row)| (*region, row))));
    let rows: Vec<_> = communes.communes.iter().map(|commune| (&commune.region, commune_row(commune))).collect();
    if !rows.is_empty() {
        tables.push(table_from_regions(COMMUNES, "Xã (bản đồ tham khảo)", crs, rows.iter().map(|(region, row)| (*region, row))));
    }
    write(path, &tables)
}

/// Opens a project file; `None` if the GeoPackage is not one of Hecta's.
pub fn open(path: &Path) -> Result<Option<Imported>, ImportError> {
    let tables = read_tables(path)?;
    let Some(settings) = tables.iter().find(|table| table.name == SETTINGS).map(settings_of) else { return Ok(None) };
    let number = |key: &str| settings.get(key).and_then(|text| text.parse::<u32>().ok());
    if number("schema_version").is_none_or(|version| version > SCHEMA_VERSION) {
        return Err(ImportError::NewerVersion { path: path.to_owned() });
    }
    let crs = number("crs").map(ProjectCrs::from_epsg).transpose().map_err(ImportError::Crs)?.unwrap_or_default();
    let layers = read_layers(path, ReadOptions { plan_crs: crs, ..ReadOptions::default() })?;
    let named =
        |name: &str| tables.iter().filter(|t| t.geometry.is_some()).position(|t| t.name == name).and_then(|i| layers.get(i));
    let text = |key: &str| settings.get(key).cloned().unwrap_or_default();
    let boundary = named(BOUNDARY).and_then(boundary_of);
    let approval = approval_of(&settings);
    let mut problems: Vec<_> = layers.iter().flat_map(|layer| layer.problems.clone()).collect();
    let zones = named(ZONES).map_or(&[][..], |layer| &layer.features);
    let drafts = zones.iter().map(|feature| zone_draft(feature, &mut problems)).collect();
    let (plan, laying) = Plan::assemble(&text("title"), crs, approval, boundary.as_ref(), drafts);
    // how something looks is not worth refusing a file for
    let shown: LayerSettings = settings.get(LAYERS).and_then(|text| toml::from_str(text).ok()).unwrap_or_default();
    let plan = plan.with_layers(shown);
    Ok(Some(Imported { plan, laying, problems }))
}

fn settings_table(plan: &Plan) -> FeatureTable {
    let approval = plan.approval();
    let settings = [
        ("schema_version", SCHEMA_VERSION.to_string()),
        ("application", format!("Hecta {}", env!("CARGO_PKG_VERSION"))),
        ("title", plan.title().to_owned()),
        ("crs", plan.crs().epsg().to_string()),
        ("approved_twice_um2", approval.area.twice_um2().to_string()),
        ("decision", approval.decision.clone()),
        (LAYERS, toml::to_string(plan.layers()).unwrap_or_default()),
    ];
    let column = |name: &str| Column { name: name.into(), kind: ColumnKind::Text };
    let row = |(i, (key, value)): (usize, (&str, String))| Row {
        key: i as i64 + 1,
        shape: Shape::Missing,
        fields: vec![key.into(), Field::Text(value)],
    };
    FeatureTable {
        name: SETTINGS.into(),
        identifier: "Hecta".into(),
        description: String::new(),
        geometry: None,
        columns: vec![column("key"), column("value")],
        rows: settings.into_iter().enumerate().map(row).collect(),
    }
}

fn settings_of(table: &FeatureTable) -> BTreeMap<String, String> {
    let place = |name: &str| table.columns.iter().position(|column| column.name == name);
    let (Some(key), Some(value)) = (place("key"), place("value")) else { return BTreeMap::new() };
    let pair = |row: &Row| match (row.fields.get(key), row.fields.get(value)) {
        (Some(Field::Text(key)), Some(Field::Text(value))) => Some((key.clone(), value.clone())),
        _ => None,
    };
    table.rows.iter().filter_map(pair).collect()
}

fn approval_of(settings: &BTreeMap<String, String>) -> Approval {
    let park = Approval::default();
    let area = settings.get("approved_twice_um2").and_then(|text| text.parse().ok()).map(ExactArea::from_twice_um2);
    Approval { area: area.unwrap_or(park.area), decision: settings.get("decision").cloned().unwrap_or(park.decision) }
}

fn boundary_properties(plan: &Plan, boundary: &Boundary) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut put = |name: &str, value: Value| drop(properties.insert(name.to_owned(), value));
    put("name_vi", boundary.name_vi.clone().into());
    put("name_en", boundary.name_en.clone().into());
    put("synthetic", boundary.synthetic.into());
    put("locked", boundary.locked.into());
    put("approved_area_ha", figure(plan.approval().area.ha(), 6));
    put("decision", plan.approval().decision.clone().into());
    properties
}

fn boundary_of(layer: &SourceLayer) -> Option<Boundary> {
    let feature = layer.features.first()?;
    let (legal, _) = region_from_raw(&feature.polygons);
    let (name_vi, name_en, synthetic) = boundary_names(feature);
    let locked = feature.properties.get("locked").and_then(Value::as_bool).unwrap_or(true);
    Some(Boundary { locked, ..Boundary::from_legal(legal, name_vi, name_en, synthetic) })
}

fn zone_row(zone: &crate::plan::Zone) -> Map<String, Value> {
    let mut row = zone_properties(&zone.attributes);
    row.insert("area_m2".into(), figure(zone.area.m2(), 3));
    let other: Map<String, Value> = zone.attributes.other.clone().into_iter().collect();
    row.insert(OTHER.into(), Value::Object(other).to_string().into());
    row
}

fn zone_draft(feature: &SourceFeature, problems: &mut Vec<ImportProblem>) -> ZoneDraft {
    let (region, faults) = region_from_raw(&feature.polygons);
    let mut feature = feature.clone();
    feature.properties.shift_remove("area_m2");
    let other = feature.properties.shift_remove(OTHER);
    let mut attributes = zone_attributes(&feature, problems);
    let kept = other.as_ref().and_then(Value::as_str).and_then(|text| serde_json::from_str::<Map<String, Value>>(text).ok());
    attributes.other.extend(kept.into_iter().flatten());
    ZoneDraft { attributes, region, faults }
}

fn commune_row(commune: &crate::plan::Commune) -> Map<String, Value> {
    let mut row = Map::new();
    let mut put = |name: &str, value: Value| drop(row.insert(name.to_owned(), value));
    put("code", commune.code.clone().into());
    put("name", commune.name.clone().into());
    put("valid_from", commune.valid_from.clone().map_or(Value::Null, Value::from));
    put("valid_to", commune.valid_to.clone().map_or(Value::Null, Value::from));
    put("hosts_park", commune.hosts_park.into());
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, apply};
    use crate::geometry::GridPoint;
    use crate::io::embedded::{SamplePlan, communes, sample_plan};
    use crate::plan::{Division, LandUse, MapLayer, Phase, PriorityField};

    fn sample() -> Plan {
        sample_plan(SamplePlan::Finished, "Phương án 1", ProjectCrs::default()).expect("embedded").plan
    }

    fn background() -> CommuneLayer {
        communes(Division::Until2025, ProjectCrs::default()).expect("embedded")
    }

    #[test]
    fn a_project_comes_back_as_it_was_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Đồ án.gpkg");
        let mut plan = sample();
        let zone = plan.zones().next().expect("three zones").clone();
        let mut attributes = zone.attributes.clone();
        attributes.locked = true;
        attributes.colour = Some([1, 2, 3]);
        attributes.target = Some(ExactArea::from_ha(165.5));
        attributes.land_use = LandUse::from_code("DaotaoNC");
        (attributes.storeys, attributes.building_coverage_pct, attributes.floor_area_ratio) = (Some(9), Some(40.0), Some(3.25));
        (attributes.phase, attributes.priority) = (Some(Phase::First), Some(PriorityField::NewMaterials));
        attributes.other.insert("ghi chú".into(), serde_json::json!({"a": [1, null]}));
        apply(&mut plan, &Command::SetAttributes { zone: zone.id, attributes: Box::new(attributes) }).expect("allowed");
        let free = plan.zones().nth(2).expect("three zones").id;
        apply(&mut plan, &Command::DeleteZones { zones: vec![free] }).expect("allowed");

        let mut layers = LayerSettings::default();
        layers.get_mut(MapLayer::Communes2020).visible = false;
        layers.get_mut(MapLayer::Zones).opacity = 0.4;
        apply(&mut plan, &Command::SetLayers { layers }).expect("allowed");

        save(&plan, &background(), &path).expect("saved");
        let opened = open(&path).expect("readable").expect("a project");
        assert_eq!(*opened.plan.layers(), layers);
        assert_eq!(opened.laying.moved, 0, "nothing moves on the way");
        assert!(opened.problems.is_empty(), "{:?}", opened.problems);
        for (saved, read) in plan.zones().zip(opened.plan.zones()) {
            assert_eq!((&saved.attributes, &saved.region), (&read.attributes, &read.region));
        }
        assert_eq!(plan.zones().len(), opened.plan.zones().len());
        assert_eq!(plan.boundary(), opened.plan.boundary());
        assert_eq!(plan.unallocated(), opened.plan.unallocated());
        assert_eq!((plan.title(), plan.approval(), plan.crs()), (opened.plan.title(), opened.plan.approval(), opened.plan.crs()));
    }

    #[test]
    fn a_plan_without_zones_or_boundary_survives() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("empty.gpkg");
        let (plan, _) = Plan::assemble("", ProjectCrs::default(), Approval::default(), None, Vec::new());
        save(&plan, &background(), &path).expect("saved");
        assert_eq!(open(&path).expect("readable").expect("a project").plan, plan);
    }

    #[test]
    fn nodes_that_drawing_put_on_the_boundary_are_read_back_where_they_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("drawn.gpkg");
        let mut plan = sample();
        let all: Vec<_> = plan.order().to_vec();
        apply(&mut plan, &Command::DeleteZones { zones: all }).expect("allowed");
        let c = plan.bounds().expect("a boundary").centre();
        let far = 3_000_000_000;
        let ring = vec![c, GridPoint::new(c.east + far, c.north + 700_123), GridPoint::new(c.east + far, c.north + far)];
        let draw = Command::DrawZone { sketch: vec![ring], mode: crate::edit::DrawMode::Yield, attributes: Box::default() };
        apply(&mut plan, &draw).expect("drawn");
        save(&plan, &background(), &path).expect("saved");
        let opened = open(&path).expect("readable").expect("a project");
        assert_eq!(opened.laying.moved, 0);
        assert!(opened.plan.adds_up());
        let land = |plan: &Plan| plan.zones().map(|z| z.region.clone()).collect::<Vec<_>>();
        assert_eq!(land(&opened.plan), land(&plan));
    }

    #[test]
    fn a_file_from_before_layers_were_kept_shows_all_of_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, empty) = (folder.path().join("older.gpkg"), Map::new());
        let plan = sample();
        let mut table = settings_table(&plan);
        table.rows.retain(|row| row.fields[0] != Field::Text(LAYERS.into()));
        let zones = table_from_regions(ZONES, "zones", plan.crs(), plan.zones().map(|zone| (&zone.region, &empty)));
        write(&path, &[table, zones]).expect("written");
        assert_eq!(*open(&path).expect("readable").expect("a project").plan.layers(), LayerSettings::default());
    }

    #[test]
    fn a_newer_file_is_refused_and_a_foreign_one_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("newer.gpkg");
        let plan = sample();
        let mut table = settings_table(&plan);
        table.rows[0].fields[1] = Field::Text("2".into());
        write(&path, &[table]).expect("written");
        assert!(matches!(open(&path), Err(ImportError::NewerVersion { .. })));
        write(&path, &[table_from_regions("zones", "zones", plan.crs(), [])]).expect("written");
        assert!(open(&path).expect("readable").is_none());
    }
}
