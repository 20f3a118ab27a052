//! The project file: a GeoPackage that QGIS opens as it is, with what a layer cannot hold in tables beside its layers.
//!
//! Each alternative of the document has a layer `boundary` (as given, without nodes), a layer `zones` and a table
//! `hecta_plan`; those of the first have these plain names, those of the others end in `_` and their number. The table
//! `hecta_alternatives` names the alternatives, in the planner's order; a file of one plan may lack it. `communes` is there once. What
//! other programs edit in the layers is read back: the layers are the document.

mod plan_tables;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};

use self::plan_tables::{SETTINGS, TableNames, plan_of_tables, settings_of, tables_of_plan};
use super::export_error::ExportError;
use super::fingerprint::Fingerprint;
use super::geopackage::{
    Column, ColumnKind, FeatureTable, Field, Others, Row, Written, raw_layers, read_tables, refuse_if_in_use, table_from_regions,
    write_document,
};
use super::import::Imported;
use super::import_error::ImportError;
use super::problem::{ImportProblem, Place, ProblemKind};
use super::snapshot::{Snapshot, snapshots_of, snapshots_table};
use super::source::{RawLayer, Shape};
use crate::plan::{CommuneLayer, LayingReport, Plan};

/// Version of the tables; a file with a larger one is from a newer Hecta and is not opened.
///
/// 1 is a file of one plan, 2 one of several alternatives, 3 one with versions set aside. Each only adds tables, which a program that
/// knows none of them would lose when it saves; a file is of the lowest version that has what it holds, so that older programs open
/// what they can.
pub const SCHEMA_VERSION: u32 = 3;

const COMMUNES: &str = "communes";
const ALTERNATIVES: &str = "hecta_alternatives";
const TABLE_SUFFIX: &str = "table_suffix";

/// An alternative of a document, to be saved.
#[derive(Debug, Clone, Copy)]
pub struct AlternativeToSave<'a> {
    /// Its number, which no other one of the document has.
    pub number: u32,
    /// Its name; empty if the planner has given it none.
    pub name: &'a str,
    /// The plan.
    pub plan: &'a Plan,
}

/// A document to be saved.
#[derive(Debug, Clone, Copy)]
pub struct DocumentToSave<'a> {
    /// Its alternatives in the planner's order.
    pub alternatives: &'a [AlternativeToSave<'a>],
    /// The place of the one that is worked on.
    pub current: usize,
    /// The communes it lies in.
    pub communes: &'a CommuneLayer,
    /// Versions set aside.
    pub snapshots: &'a [Arc<Snapshot>],
    /// The file it was opened from, if any: tables of other programs in it come along.
    pub came_from: Option<&'a Path>,
}

/// An alternative of a document that was opened.
#[derive(Debug, Clone)]
pub struct OpenedAlternative {
    /// Its number, which no other one of the document has.
    pub number: u32,
    /// Its name; empty if the planner has given it none.
    pub name: String,
    /// The plan.
    pub imported: Imported,
}

/// A document that was opened: its alternatives in the planner's order, at least one.
#[derive(Debug, Clone)]
pub struct OpenedProject {
    /// The alternatives.
    pub alternatives: Vec<OpenedAlternative>,
    /// The place of the one last worked on.
    pub current: usize,
    /// Versions set aside, by number.
    pub snapshots: Vec<Arc<Snapshot>>,
}

impl From<Imported> for OpenedProject {
    /// A document of one plan.
    fn from(imported: Imported) -> Self {
        Self {
            alternatives: vec![OpenedAlternative { number: 1, name: String::new(), imported }],
            current: 0,
            snapshots: Vec::new(),
        }
    }
}

impl From<Plan> for OpenedProject {
    /// A document of one plan that comes from no file.
    fn from(plan: Plan) -> Self {
        Self::from(Imported { plan, laying: LayingReport::default(), problems: Vec::new() })
    }
}

impl OpenedProject {
    /// The alternative last worked on.
    pub fn into_current(mut self) -> OpenedAlternative {
        self.alternatives.swap_remove(self.current)
    }
}

/// Replaces the file at `path` with a document of one plan and the communes it lies in.
pub fn save(plan: &Plan, communes: &CommuneLayer, path: &Path) -> Result<(), ExportError> {
    let alternatives = &[AlternativeToSave { number: 1, name: "", plan }];
    save_document(&DocumentToSave { alternatives, current: 0, communes, snapshots: &[], came_from: None }, path, &mut |_| {})
        .map(drop)
}

/// Replaces the file at `path` with a document; returns what the file is now.
///
/// Tables of other programs in the file the document came from come along; those that cannot are named.
/// `announce` hears what the file will be just before it takes its place, so that one who dies in between knows his own file.
pub fn save_document(
    document: &DocumentToSave<'_>,
    path: &Path,
    announce: &mut dyn FnMut(Fingerprint),
) -> Result<Written, ExportError> {
    let DocumentToSave { alternatives, current, communes, snapshots, came_from } = *document;
    let count = alternatives.len();
    let version = schema_version(count, snapshots.len());
    let names: Vec<TableNames> = alternatives.iter().enumerate().map(|(at, a)| names_for(a, at, count)).collect();
    let mut tables: Vec<FeatureTable> = Vec::new();
    for (alternative, names) in alternatives.iter().zip(&names) {
        tables.extend(tables_of_plan(alternative.plan, names, version));
    }
    if alternatives.iter().any(|a| count > 1 || a.number != 1 || !a.name.is_empty()) {
        tables.push(index_table(alternatives, &names, current));
    }
    if !snapshots.is_empty() {
        tables.push(snapshots_table(snapshots));
    }
    let rows: Vec<_> = communes.communes.iter().map(|commune| (&commune.region, commune_row(commune))).collect();
    if let (Some(first), false) = (alternatives.first(), rows.is_empty()) {
        let land = rows.iter().map(|(region, row)| (*region, row));
        tables.push(table_from_regions(COMMUNES, "Xã (bản đồ tham khảo)", first.plan.crs(), land));
    }
    refuse_if_in_use(path)?;
    let others = came_from.and_then(Others::of);
    let suffixes = others.as_ref().map(|others| others.texts(ALTERNATIVES, TABLE_SUFFIX)).unwrap_or_default();
    let is_own = |table: &str| is_own(table, &suffixes);
    write_document(path, &tables, others.map(|others| (others, &is_own as &dyn Fn(&str) -> bool)), announce)
}

/// Whether a table of a project whose alternatives have these suffixes is one of Hecta's.
fn is_own(table: &str, suffixes: &[String]) -> bool {
    let table = table.to_ascii_lowercase();
    let names = suffixes.iter().map(|suffix| TableNames { suffix: suffix.clone(), label: String::new() });
    table == COMMUNES || table.starts_with("hecta_") || names.chain([TableNames::plain()]).any(|names| names.owns(&table))
}

/// Opens the current alternative of a project file; `None` if the GeoPackage is not one of Hecta's.
pub fn open(path: &Path) -> Result<Option<Imported>, ImportError> {
    Ok(open_alternatives(path)?.map(|project| project.into_current().imported))
}

/// Opens a project file with all its alternatives; `None` if the GeoPackage is not one of Hecta's.
///
/// An alternative whose tables are gone is left out and named among the problems of the current one.
pub fn open_alternatives(path: &Path) -> Result<Option<OpenedProject>, ImportError> {
    let tables = read_tables(path)?;
    let versions = tables.iter().filter(|table| table.name.starts_with(SETTINGS)).map(version_of);
    let Some(versions) = versions.reduce(|a, b| Some(a?.max(b?))) else { return Ok(None) };
    if versions.is_none_or(|version| version > SCHEMA_VERSION) {
        return Err(ImportError::NewerVersion { path: path.to_owned() });
    }
    let mut alternatives = Vec::new();
    let mut current = 0;
    let mut missing = Vec::new();
    for entry in index_of(&tables) {
        match plan_of_tables(&tables, &entry.names)? {
            Some(imported) => {
                if entry.is_current {
                    current = alternatives.len();
                }
                alternatives.push(OpenedAlternative { number: entry.number, name: entry.name, imported });
            }
            None => missing.push(entry.names.table(SETTINGS)),
        }
    }
    let problem = |layer| ImportProblem::new(Place::default(), ProblemKind::LayerLeftOut { layer });
    let Some(shown) = alternatives.get_mut(current) else { return Ok(None) };
    shown.imported.problems.extend(missing.into_iter().map(problem));
    Ok(Some(OpenedProject { alternatives, current, snapshots: snapshots_of(&tables) }))
}

/// The layers of a GeoPackage as it has them; of a project with several alternatives only those of the current one.
pub fn read_raw_layers_of_current(path: &Path) -> Result<Vec<RawLayer>, ImportError> {
    let mut tables = read_tables(path)?;
    let entries = index_of(&tables);
    let is_others = |table: &FeatureTable| entries.iter().any(|entry| !entry.is_current && entry.names.owns(&table.name));
    tables.retain(|table| !is_others(table));
    raw_layers(path, tables)
}

/// The version that a file of so many alternatives and versions set aside needs.
const fn schema_version(alternatives: usize, snapshots: usize) -> u32 {
    match (alternatives, snapshots) {
        (..=1, 0) => 1,
        (_, 0) => 2,
        _ => SCHEMA_VERSION,
    }
}

fn version_of(settings: &FeatureTable) -> Option<u32> {
    settings_of(settings).get("schema_version").and_then(|text| text.parse().ok())
}

fn names_for(alternative: &AlternativeToSave<'_>, at: usize, count: usize) -> TableNames {
    let AlternativeToSave { number, name, .. } = alternative;
    let label = match (count, name.is_empty()) {
        (..=1, true) => String::new(),
        (_, true) => format!("phương án {number}"),
        // the number keeps the names of layers apart, whatever the planner has called them
        (_, false) => format!("phương án {number}: {name}"),
    };
    TableNames { suffix: if at == 0 { String::new() } else { format!("_{number}") }, label }
}

/// An alternative as the index names it.
struct Entry {
    number: u32,
    name: String,
    names: TableNames,
    is_current: bool,
}

const INDEX_COLUMNS: [(&str, ColumnKind); 4] = [
    ("number", ColumnKind::Integer),
    ("name", ColumnKind::Text),
    (TABLE_SUFFIX, ColumnKind::Text),
    ("is_current", ColumnKind::Boolean),
];

fn index_table(alternatives: &[AlternativeToSave<'_>], names: &[TableNames], current: usize) -> FeatureTable {
    let row = |(at, (alternative, names)): (usize, (&AlternativeToSave<'_>, &TableNames))| Row {
        key: at as i64 + 1,
        shape: Shape::Missing,
        fields: vec![
            Field::Integer(i64::from(alternative.number)),
            alternative.name.into(),
            names.suffix.as_str().into(),
            Field::Integer(i64::from(at == current)),
        ],
    };
    FeatureTable {
        name: ALTERNATIVES.into(),
        identifier: ALTERNATIVES.into(),
        description: "Phương án".into(),
        geometry: None,
        columns: INDEX_COLUMNS.map(|(name, kind)| Column { name: name.into(), kind }).to_vec(),
        rows: alternatives.iter().zip(names).enumerate().map(row).collect(),
    }
}

/// The alternatives of a file; a file without an index, or with one that cannot be read, has the one of the plain names.
///
/// Exactly one is the current one, and no two have the same number.
fn index_of(tables: &[FeatureTable]) -> Vec<Entry> {
    let index = tables.iter().find(|table| table.name == ALTERNATIVES);
    let mut entries: Vec<Entry> =
        index.map(|table| table.rows.iter().filter_map(|row| entry_of(table, row)).collect()).unwrap_or_default();
    if entries.is_empty() {
        entries.push(Entry { number: 1, name: String::new(), names: TableNames::plain(), is_current: true });
    }
    let current = entries.iter().position(|entry| entry.is_current).unwrap_or(0);
    let mut taken = BTreeSet::new();
    for (at, entry) in entries.iter_mut().enumerate() {
        entry.is_current = at == current;
        if taken.contains(&entry.number) {
            entry.number = (1..).find(|number| !taken.contains(number)).unwrap_or(entry.number);
        }
        taken.insert(entry.number);
    }
    entries
}

fn entry_of(table: &FeatureTable, row: &Row) -> Option<Entry> {
    let field = |name: &str| row.fields.get(table.columns.iter().position(|column| column.name == name)?);
    let text = |name: &str| match field(name) {
        Some(Field::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let Some(Field::Integer(number)) = field("number") else { return None };
    Some(Entry {
        number: u32::try_from(*number).ok().filter(|number| *number > 0)?,
        name: text("name"),
        names: TableNames { suffix: text(TABLE_SUFFIX), label: String::new() },
        is_current: matches!(field("is_current"), Some(Field::Integer(1))),
    })
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
mod tests;
