//! Versions of a plan that the planner has set aside (mốc): named, with a note and the figures of that day, inside the project file.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::geopackage::{Column, ColumnKind, FeatureTable, Field, Row};
use super::journal::JournalError;
use super::journal::record::{plan_of_text, text_of_plan};
use super::source::Shape;
use crate::check::Verdict;
use crate::geometry::ExactArea;
use crate::plan::{Ledger, Plan};

/// The table of the project file.
pub(super) const SNAPSHOTS: &str = "hecta_snapshots";

/// A version of a plan that was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Its number, which no other one of the document has.
    pub number: u32,
    /// Its name, never empty.
    pub name: String,
    /// What the planner wrote about it.
    pub note: String,
    /// When it was made, with the zone of time; never compared with another time.
    pub made: String,
    /// The verdict of that day: [`Verdict::id`].
    pub verdict: String,
    /// The figures of that day.
    pub figures: SnapshotFigures,
    /// The plan, as a text that only Hecta reads.
    content: String,
}

/// The figures of a version; exact grid areas in the project CRS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotFigures {
    /// How many zones there are.
    pub zones: u32,
    /// Σ zones.
    pub drawn: ExactArea,
    /// Approved minus Σ zones.
    pub residual: ExactArea,
}

/// What is written about a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotTitle {
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// A note.
    pub note: String,
    /// When it is made.
    pub made: String,
}

impl Snapshot {
    /// Sets `plan` aside with what its ledger and checks say of it.
    pub fn of(plan: &Plan, ledger: &Ledger, verdict: Verdict, title: SnapshotTitle) -> Result<Self, JournalError> {
        let SnapshotTitle { number, name, note, made } = title;
        let figures = SnapshotFigures {
            zones: plan.zones().len() as u32,
            drawn: ledger.zones_total,
            residual: ledger.approved - ledger.zones_total,
        };
        let content = text_of_plan(&plan.parts())?;
        Ok(Self { number, name, note, made, verdict: verdict.id().to_owned(), figures, content })
    }

    /// The verdict of that day; `None` if the file says something else.
    pub fn verdict(&self) -> Option<Verdict> {
        [Verdict::Pass, Verdict::Fail, Verdict::Insufficient].into_iter().find(|verdict| verdict.id() == self.verdict)
    }

    /// The plan as it was, to the last bit.
    pub fn plan(&self) -> Result<Plan, JournalError> {
        plan_of_text(&self.content)
    }
}

const COLUMNS: [(&str, ColumnKind); 9] = [
    ("number", ColumnKind::Integer),
    ("name", ColumnKind::Text),
    ("note", ColumnKind::Text),
    ("made", ColumnKind::Text),
    ("verdict", ColumnKind::Text),
    ("zones", ColumnKind::Integer),
    ("drawn_twice_um2", ColumnKind::Text),
    ("residual_twice_um2", ColumnKind::Text),
    ("content", ColumnKind::Text),
];

/// The table of all versions.
pub(super) fn snapshots_table(snapshots: &[Arc<Snapshot>]) -> FeatureTable {
    let row = |snapshot: &Arc<Snapshot>| {
        let Snapshot { number, name, note, made, verdict, figures, content } = snapshot.as_ref();
        let fields = vec![
            Field::Integer(i64::from(*number)),
            name.as_str().into(),
            note.as_str().into(),
            made.as_str().into(),
            verdict.as_str().into(),
            Field::Integer(i64::from(figures.zones)),
            Field::Text(figures.drawn.twice_um2().to_string()),
            Field::Text(figures.residual.twice_um2().to_string()),
            content.as_str().into(),
        ];
        Row { key: i64::from(*number), shape: Shape::Missing, fields }
    };
    FeatureTable {
        name: SNAPSHOTS.into(),
        identifier: SNAPSHOTS.into(),
        description: "Mốc của đồ án".into(),
        geometry: None,
        columns: COLUMNS.map(|(name, kind)| Column { name: name.into(), kind }).to_vec(),
        rows: snapshots.iter().map(row).collect(),
    }
}

/// The versions in the tables of a project, by number; rows that make none are left out.
pub(super) fn snapshots_of(tables: &[FeatureTable]) -> Vec<Arc<Snapshot>> {
    let Some(table) = tables.iter().find(|table| table.name == SNAPSHOTS) else { return Vec::new() };
    let mut snapshots: Vec<_> = table.rows.iter().filter_map(|row| snapshot_of(table, row)).map(Arc::new).collect();
    snapshots.sort_by_key(|snapshot| snapshot.number);
    snapshots.dedup_by_key(|snapshot| snapshot.number);
    snapshots
}

fn snapshot_of(table: &FeatureTable, row: &Row) -> Option<Snapshot> {
    let field = |name: &str| row.fields.get(table.columns.iter().position(|column| column.name == name)?);
    let text = |name: &str| match field(name) {
        Some(Field::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let number = |name: &str| match field(name) {
        Some(Field::Integer(number)) => u32::try_from(*number).ok(),
        _ => None,
    };
    let area = |name: &str| text(name)?.parse().ok().map(ExactArea::from_twice_um2);
    Some(Snapshot {
        number: number("number").filter(|number| *number > 0)?,
        name: text("name")?,
        note: text("note").unwrap_or_default(),
        made: text("made").unwrap_or_default(),
        verdict: text("verdict").unwrap_or_default(),
        figures: SnapshotFigures {
            zones: number("zones")?,
            drawn: area("drawn_twice_um2")?,
            residual: area("residual_twice_um2")?,
        },
        content: text("content")?,
    })
}
