//! The tables of one plan within a project file: its settings, its boundary, its zones and their plots.
//!
//! Every alternative of a document has the same tables; those of the first have the plain names, the others end in
//! `_` and their number. What a plan gains is stored here, once, and every alternative has it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::attributes::{boundary_names, figure, zone_attributes, zone_properties};
use super::super::geopackage::{Column, ColumnKind, FeatureTable, Field, Row, raw_layer, table_from_regions};
use super::super::import::Imported;
use super::super::import_error::ImportError;
use super::super::journal::record::{text_of_unallocated, unallocated_of_text};
use super::super::placement::place_layer;
use super::super::problem::{ImportProblem, Place, ProblemKind};
use super::super::source::{ReadOptions, Shape, SourceFeature, SourceLayer};
use crate::check::RuleBook;
use crate::geometry::validity::region_from_raw;
use crate::geometry::{ExactArea, ProjectCrs, Region};
use crate::plan::{Approval, Boundary, LayerSettings, Plan, PlanSettings, SourceRecord, ZoneDraft, ZoneDrafts, ZoneId};

pub(super) const SETTINGS: &str = "hecta_plan";
pub(super) const BOUNDARY: &str = "boundary";
pub(super) const ZONES: &str = "zones";
/// There only if a zone is divided into plots.
pub(super) const PLOTS: &str = "plots";
/// Key of the settings under which stands how the layers of the map are shown; files before it have none.
pub(super) const LAYERS: &str = "layers";
/// Key of the settings under which stands what the project sets for its checks; files before it have none.
const CHECKS: &str = "checks";
/// Key of the settings under which stands, as JSON, which files the plan was made from and how they were read; files before it have none.
const SOURCES: &str = "sources";
/// Key of the settings under which stands the land that nothing claims, exact. Where the layers tile their boundary together with it, they
/// are what Hecta wrote and are taken as they are; other programs need not keep it, then borders are joined as those of any file.
/// Absent for plans with faults and in files before it.
pub(super) const UNALLOCATED: &str = "unallocated";
/// Column of `plots` with the key of the row in `zones` that the plot is a part of.
const ZONE_KEY: &str = "zone_fid";
/// Column of `zones` and `plots` with the properties Hecta keeps but does not interpret, as JSON.
const OTHER: &str = "hecta_other";

/// What QGIS and others show of the layers: whoever takes them out of the file must not take them for what was handed over.
const WORKING_FILE: &str = "Tệp làm việc của Hecta: không phải bản giao nộp, không kèm kết luận kiểm tra \
    (working file: not a hand-over, carries no verdict)";

/// How the tables of one plan are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableNames {
    /// What their names end in; empty for the plain names.
    pub suffix: String,
    /// What people see behind the name of a layer, to tell the alternatives apart; empty if there is only one.
    pub label: String,
}

impl TableNames {
    /// The plain names, as for a plan that is alone in its file.
    pub(super) const fn plain() -> Self {
        Self { suffix: String::new(), label: String::new() }
    }

    /// The name of a table in the database.
    pub(super) fn table(&self, name: &str) -> String {
        format!("{name}{}", self.suffix)
    }

    /// What people see as the name of a layer.
    fn identifier(&self, name: &str) -> String {
        if self.label.is_empty() { name.to_owned() } else { format!("{name} ({})", self.label) }
    }

    /// Whether a table of this name is one of the plan's.
    pub(super) fn owns(&self, table: &str) -> bool {
        [SETTINGS, BOUNDARY, ZONES, PLOTS].into_iter().any(|name| self.table(name) == table)
    }
}

/// The tables of `plan` in a file of this version.
pub(super) fn tables_of_plan(plan: &Plan, names: &TableNames, version: u32) -> Vec<FeatureTable> {
    let crs = plan.crs();
    let mut tables = vec![settings_table(plan, names, version)];
    if let Some(boundary) = plan.boundary() {
        let properties = boundary_properties(plan, boundary);
        let land = [(boundary.outline.legal(), &properties)];
        tables.push(table_from_regions(&names.table(BOUNDARY), &names.identifier("Ranh giới"), crs, land));
    }
    let zones: Vec<_> = plan.zones().map(|zone| (&zone.region, zone_row(zone))).collect();
    let rows = zones.iter().map(|(region, row)| (*region, row));
    tables.push(table_from_regions(&names.table(ZONES), &names.identifier("Vùng chức năng"), crs, rows));
    let plots: Vec<_> = plot_rows(plan);
    if !plots.is_empty() {
        let rows = plots.iter().map(|(region, row)| (*region, row));
        tables.push(table_from_regions(&names.table(PLOTS), &names.identifier("Lô đất"), crs, rows));
    }
    for table in tables.iter_mut().filter(|table| table.geometry.is_some()) {
        WORKING_FILE.clone_into(&mut table.description);
    }
    tables
}

/// The plan in the tables of these names; `None` if it has no settings among them.
pub(super) fn plan_of_tables(tables: &[FeatureTable], names: &TableNames) -> Result<Option<Imported>, ImportError> {
    let table = |name: &str| tables.iter().find(|table| table.name == names.table(name));
    let Some(settings) = table(SETTINGS).map(settings_of) else { return Ok(None) };
    let crs = settings.get("crs").and_then(|text| text.parse().ok());
    let crs = crs.map(ProjectCrs::from_epsg).transpose().map_err(ImportError::Crs)?.unwrap_or_default();
    let options = ReadOptions { plan_crs: crs, ..ReadOptions::default() };
    let mut problems: Vec<ImportProblem> = Vec::new();
    let mut layer = |name: &str| -> Result<Option<SourceLayer>, ImportError> {
        let mut layer = table(name).cloned().and_then(raw_layer).map(|raw| place_layer(&raw, options)).transpose()?;
        problems.extend(layer.iter_mut().flat_map(|layer| layer.problems.drain(..)));
        Ok(layer)
    };
    let (unallocated, left_by_plots) = settings.get(UNALLOCATED).and_then(|text| unallocated_of_text(text)).unzip();
    let boundary = layer(BOUNDARY)?.as_ref().and_then(boundary_of);
    let zones = layer(ZONES)?.map(|layer| layer.features).unwrap_or_default();
    let plots = layer(PLOTS)?.map(|layer| layer.features).unwrap_or_default();
    let drafts = ZoneDrafts { zones: zones.iter().map(|feature| zone_draft(feature, &mut problems)).collect(), unallocated };
    let plots = plot_drafts(&plots, &zones, left_by_plots.unwrap_or_default(), &mut problems);
    let title = settings.get("title").cloned().unwrap_or_default();
    let (plan, mut laying) = Plan::assemble_kept(&title, crs, approval_of(&settings), boundary.as_ref(), drafts);
    let (plan, laid_plots) = plan.with_plots(plots);
    laying.count_plots(&laid_plots);
    // how something looks is not worth refusing a file for
    let shown: LayerSettings = settings.get(LAYERS).and_then(|text| toml::from_str(text).ok()).unwrap_or_default();
    let checks = checks_of(&settings, &mut problems);
    let plan = plan.with_layers(shown).with_settings(checks).with_sources(&sources_of(&settings));
    Ok(Some(Imported { plan, laying, problems }))
}

/// The records of the files that zones and boundary came from; what cannot be read is not there.
fn sources_of(settings: &BTreeMap<String, String>) -> Vec<SourceRecord> {
    settings.get(SOURCES).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// What the project sets for its checks; what cannot be read is said, and the program's own settings stand in its place.
fn checks_of(settings: &BTreeMap<String, String>, problems: &mut Vec<ImportProblem>) -> PlanSettings {
    let mut unreadable = |cause: String| {
        problems.push(ImportProblem::new(Place::default(), ProblemKind::SettingsUnreadable { cause: cause.into() }));
    };
    let read = settings.get(CHECKS).map(|text| toml::from_str::<PlanSettings>(text)).transpose();
    let checks = read.map_err(|e| unreadable(e.message().to_owned())).unwrap_or_default().unwrap_or_default();
    if let Some(Err(e)) = checks.own_rules.as_deref().map(RuleBook::with_own) {
        unreadable(e.to_string());
    }
    checks
}

/// The settings of a plan by key.
pub(super) fn settings_of(table: &FeatureTable) -> BTreeMap<String, String> {
    let place = |name: &str| table.columns.iter().position(|column| column.name == name);
    let (Some(key), Some(value)) = (place("key"), place("value")) else { return BTreeMap::new() };
    let pair = |row: &Row| match (row.fields.get(key), row.fields.get(value)) {
        (Some(Field::Text(key)), Some(Field::Text(value))) => Some((key.clone(), value.clone())),
        _ => None,
    };
    table.rows.iter().filter_map(pair).collect()
}

pub(super) fn settings_table(plan: &Plan, names: &TableNames, version: u32) -> FeatureTable {
    let approval = plan.approval();
    let mut settings = vec![
        ("schema_version", version.to_string()),
        ("application", format!("Hecta {}", env!("CARGO_PKG_VERSION"))),
        ("title", plan.title().to_owned()),
        ("crs", plan.crs().epsg().to_string()),
        ("approved_twice_um2", approval.area.twice_um2().to_string()),
        ("decision", approval.decision.clone()),
        (LAYERS, toml::to_string(plan.layers()).unwrap_or_default()),
        (CHECKS, toml::to_string(plan.settings()).unwrap_or_default()),
        (SOURCES, serde_json::to_string(&plan.sources().collect::<Vec<_>>()).unwrap_or_default()),
    ];
    settings.extend(text_of_unallocated(plan).map(|text| (UNALLOCATED, text)));
    let column = |name: &str| Column { name: name.into(), kind: ColumnKind::Text };
    let row = |(i, (key, value)): (usize, (&str, String))| Row {
        key: i as i64 + 1,
        shape: Shape::Missing,
        fields: vec![key.into(), Field::Text(value)],
    };
    FeatureTable {
        name: names.table(SETTINGS),
        identifier: names.identifier("Hecta"),
        description: String::new(),
        geometry: None,
        columns: vec![column("key"), column("value")],
        rows: settings.into_iter().enumerate().map(row).collect(),
    }
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

/// The plots of all zones, by zone in the planner's order, each with the key that its zone's row has.
fn plot_rows(plan: &Plan) -> Vec<(&Region, Map<String, Value>)> {
    let zones = (1_i64..).zip(plan.order().iter());
    let plots = zones.filter_map(|(key, id)| Some((key, plan.plots(*id)?)));
    let row = |key: i64, plot| {
        let mut row = zone_row(plot);
        row.insert(ZONE_KEY.into(), key.into());
        row
    };
    plots.flat_map(|(key, plots)| plots.zones().map(move |plot| (&plot.region, row(key, plot)))).collect()
}

/// The plots by the zone they are a part of; zones have the ids 1, 2, … in the order of their rows. A plot of no zone is named
/// among the problems.
fn plot_drafts(
    plots: &[SourceFeature],
    zones: &[SourceFeature],
    mut left: BTreeMap<i64, Region>,
    problems: &mut Vec<ImportProblem>,
) -> BTreeMap<ZoneId, ZoneDrafts> {
    let ids: BTreeMap<&str, ZoneId> =
        zones.iter().zip(1..).filter_map(|(zone, id)| Some((zone.id.as_deref()?, ZoneId(id)))).collect();
    let mut by_zone: BTreeMap<ZoneId, ZoneDrafts> = BTreeMap::new();
    for plot in plots {
        let mut plot = plot.clone();
        let key = plot.properties.shift_remove(ZONE_KEY).as_ref().and_then(Value::as_i64);
        match key.and_then(|key| Some((key, ids.get(key.to_string().as_str())?))) {
            Some((key, zone)) => {
                let unallocated = left.remove(&key);
                let drafts = by_zone.entry(*zone).or_insert(ZoneDrafts { zones: Vec::new(), unallocated });
                drafts.zones.push(zone_draft(&plot, problems));
            }
            None => problems.push(ImportProblem::new(Place::feature(plot.number), ProblemKind::PlotWithoutZone)),
        }
    }
    by_zone
}

fn zone_draft(feature: &SourceFeature, problems: &mut Vec<ImportProblem>) -> ZoneDraft {
    let (region, faults) = region_from_raw(&feature.polygons);
    let mut feature = feature.clone();
    // a row's key is no code: a zone without one comes back without one
    feature.id = None;
    feature.properties.shift_remove("area_m2");
    let other = feature.properties.shift_remove(OTHER);
    let mut attributes = zone_attributes(&feature, problems);
    let kept = other.as_ref().and_then(Value::as_str).and_then(|text| serde_json::from_str::<Map<String, Value>>(text).ok());
    attributes.other.extend(kept.into_iter().flatten());
    ZoneDraft { attributes, region, faults }
}
