//! `hecta cross`: how much of the parcels of a file lies in which zone, grouped by one of their attributes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::arguments::{AnswerArguments, InputArguments, OutputFormat};
use super::failure::Failure;
use super::produce::{ending_of, hand_over_tables, refuse_overwriting};
use super::reading_arguments::ReadingArguments;
use super::subject::{Subject, beside};
use super::table::{Side, Table};
use super::{Outcome, say};
use crate::app::Texts;
use crate::app::cross::{CrossedLayer, columns_of};
use crate::app::job::Progress;
use crate::app::reference::{ReferenceShape, read_reference};
use crate::app::tables::{CROSS_M2_DECIMALS, cross_column_text, cross_group_text, cross_notes, cross_report};
use crate::geometry::ExactArea;
use crate::io::export::export;
use crate::io::{KnownPlaces, ReadOptions};
use crate::plan::Party;
use crate::plan::cross_table::{CrossRow, RoundedCrossTable};

/// Name and version of the form of the report.
const SCHEMA: &str = "hecta-cross/1";
/// More columns than this make a table that no terminal shows.
const MOST_COLUMNS: usize = 8;
/// Endings of tables, for complaints.
const KNOWN: &str = ".xlsx, .csv";

/// A plan, and parcels that are counted by its zones.
#[derive(Debug, Args)]
pub(super) struct CrossArguments {
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    #[arg(value_name = "PARCELS")]
    pub parcels: PathBuf,
    #[arg(long, value_name = "COLUMN")]
    pub by: String,
    /// Which layer of the file; without it the first with land.
    #[arg(long, value_name = "NAME")]
    pub layer: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "REASON", requires = "out")]
    pub draft: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "boundary")]
    pub alternative: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub boundary: Option<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    #[command(flatten)]
    pub answer: AnswerArguments,
}

/// Counts the parcels; with a file to write the table goes there, by the same door as a plan's own tables.
pub(super) fn cross(arguments: &CrossArguments, texts: &Texts) -> Result<Outcome, Failure> {
    if let Some(out) = &arguments.out {
        refuse_overwriting(&arguments.plan, out)?;
        refuse_overwriting(&arguments.parcels, out)?;
        if !["xlsx", "csv"].contains(&ending_of(out).as_str()) {
            return Err(Failure::UnknownEnding { path: out.clone(), known: KNOWN });
        }
    }
    let input = InputArguments {
        plan: Some(arguments.plan.clone()),
        alternative: arguments.alternative.clone(),
        boundary: arguments.boundary.clone(),
        reading: arguments.reading.clone(),
        ..InputArguments::default()
    };
    let subject = Subject::load(&input, texts)?;
    let (layer, shape) = parcels(arguments, &subject)?;
    let no_column = || Failure::NoSuchColumn {
        path: arguments.parcels.clone(),
        wanted: arguments.by.clone(),
        known: columns_of(&shape).join(", "),
    };
    let crossed = CrossedLayer::of(&subject.plan, &shape, &layer, &arguments.by, &Progress::default()).ok_or_else(no_column)?;
    match (&arguments.out, arguments.answer.format) {
        (Some(out), _) => {
            let report = cross_report(&subject.tables(texts), &crossed);
            return hand_over_tables(&subject, Some(&report), out, (arguments.draft.as_deref(), export), texts);
        }
        (None, OutputFormat::Text) => say(&text(&subject, &crossed, texts)),
        (None, OutputFormat::Json) => say(&json_of(&subject, &crossed)?),
    }
    Ok(Outcome::Compliant)
}

/// The layer of parcels, with its name.
fn parcels(arguments: &CrossArguments, subject: &Subject) -> Result<(String, Arc<ReferenceShape>), Failure> {
    let path = &arguments.parcels;
    let plan_crs = subject.plan.crs();
    let known = KnownPlaces::embedded(plan_crs).map_err(|source| Failure::Embedded { source: Box::new(source) })?;
    let options = ReadOptions { plan_crs, reading: arguments.reading.reading(Some(path.as_path()))?, ..ReadOptions::default() };
    let read = |path: &Path, options: ReadOptions| read_reference(path, options, &known, &Progress::default());
    let layers = beside(path, options, read, |_| &[])?;
    let names: Vec<String> = layers.iter().map(|(name, _)| name.clone()).collect();
    let is_wanted = |(name, shape): &(String, ReferenceShape)| match &arguments.layer {
        Some(wanted) => name == wanted || name.ends_with(&format!(" – {wanted}")),
        None => shape.counts().polygons > 0,
    };
    let found = layers.into_iter().find(is_wanted);
    let (name, shape) = found.ok_or_else(|| match &arguments.layer {
        Some(wanted) => Failure::NoSuchLayer { path: path.clone(), wanted: wanted.clone(), known: names.join(", ") },
        None => Failure::NoLand { path: path.clone() },
    })?;
    Ok((name, Arc::new(shape)))
}

/// What a column is called in a table and in JSON: a zone as in `check`.
fn party_key(subject: &Subject, party: Party) -> String {
    const WORDS: [&str; 3] = ["unallocated", "outside", "overlap"];
    match party {
        Party::Zone(id) => {
            let key = subject.zone_key(id);
            if WORDS.contains(&key.as_str()) { format!("{key}#{}", id.0) } else { key }
        }
        Party::Unallocated => WORDS[0].into(),
        Party::Outside => WORDS[1].into(),
        Party::Overlap => WORDS[2].into(),
    }
}

/// The table to be read: the smaller of groups and holders makes the columns; where both are many it is a list.
fn text(subject: &Subject, crossed: &CrossedLayer, texts: &Texts) -> String {
    let of = &crossed.table;
    let rounded = of.rounded_m2(CROSS_M2_DECIMALS);
    let holder = |party: &Party| match party {
        Party::Zone(id) => subject.zone_key(*id),
        other => cross_column_text(texts, &subject.plan, *other),
    };
    let printed = Printed {
        texts,
        crossed,
        shown: rounded.shown_columns(),
        groups: of.rows.iter().map(|row| cross_group_text(texts, &crossed.groups[row.group])).collect(),
        holders: of.columns.iter().map(holder).collect(),
        rounded,
    };
    let table = match () {
        () if printed.shown.len() <= MOST_COLUMNS => printed.by_holder(),
        () if printed.groups.len() <= MOST_COLUMNS => printed.by_group(),
        () => printed.list(),
    };
    let values = [("layer", crossed.layer.as_str().into()), ("column", crossed.column.as_str().into())];
    let mut text = format!("{} (m²)\n{}", texts.format("panel-cross-title", &values), table.text());
    for note in cross_notes(texts, crossed) {
        text.push_str(&format!("{note}\n"));
    }
    text
}

/// A table with the words of its rows and columns.
struct Printed<'a> {
    texts: &'a Texts,
    crossed: &'a CrossedLayer,
    rounded: RoundedCrossTable,
    /// Columns that are shown.
    shown: Vec<usize>,
    groups: Vec<&'a str>,
    holders: Vec<String>,
}

impl Printed<'_> {
    fn figure(&self, count: i128) -> String {
        if count == 0 { "–".to_owned() } else { self.texts.numbers().scaled(count, CROSS_M2_DECIMALS) }
    }

    fn total(&self) -> String {
        self.texts.get("panel-total").to_owned()
    }

    /// A row for each group, a column for each holder.
    fn by_holder(&self) -> Table {
        let (of, rounded) = (&self.crossed.table, &self.rounded);
        let mut table = with_figures(self.shown.len() + 2);
        let heads = self.shown.iter().map(|at| self.holders[*at].clone());
        let first = [self.crossed.column.clone(), self.texts.get("panel-cross-features").to_owned()];
        table.row(first.into_iter().chain(heads).chain([self.total()]));
        table.rule();
        let line = |name: &str, features: usize, cells: &[i128], sum: i128| {
            let cells: Vec<String> = self.shown.iter().map(|at| self.figure(cells[*at])).collect();
            [name.to_owned(), features.to_string()].into_iter().chain(cells).chain([self.figure(sum)])
        };
        for (at, row) in of.rows.iter().enumerate() {
            table.row(line(self.groups[at], row.features, &rounded.cells[at], rounded.rows[at]));
        }
        table.rule();
        table.row(line(&self.total(), of.counts.with_land, &rounded.columns, rounded.total()));
        table
    }

    /// A row for each holder, a column for each group.
    fn by_group(&self) -> Table {
        let rounded = &self.rounded;
        let mut table = with_figures(self.groups.len() + 1);
        let heads = self.groups.iter().map(|group| (*group).to_owned());
        table.row(std::iter::once(String::new()).chain(heads).chain([self.total()]));
        table.rule();
        for column in &self.shown {
            let cells = rounded.cells.iter().map(|row| self.figure(row[*column]));
            let sum = self.figure(rounded.columns[*column]);
            table.row(std::iter::once(self.holders[*column].clone()).chain(cells).chain([sum]));
        }
        table.rule();
        let sums = rounded.rows.iter().map(|sum| self.figure(*sum));
        table.row(std::iter::once(self.total()).chain(sums).chain([self.figure(rounded.total())]));
        table
    }

    /// A row for each piece of land.
    fn list(&self) -> Table {
        let rounded = &self.rounded;
        let mut table = Table::new([Side::Left, Side::Left, Side::Right]);
        for (at, group) in self.groups.iter().enumerate() {
            for column in self.shown.iter().filter(|column| rounded.cells[at][**column] != 0) {
                table.row([(*group).to_owned(), self.holders[*column].clone(), self.figure(rounded.cells[at][*column])]);
            }
            table.row([(*group).to_owned(), self.total(), self.figure(rounded.rows[at])]);
            table.rule();
        }
        table.row([self.total(), String::new(), self.figure(rounded.total())]);
        table
    }
}

/// A table of names and so many columns of figures.
fn with_figures(columns: usize) -> Table {
    Table::new(std::iter::once(Side::Left).chain(std::iter::repeat_n(Side::Right, columns)).collect::<Vec<_>>())
}

/// The report; grid areas in m².
#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    crs: String,
    layer: &'a str,
    by: &'a str,
    rows: Vec<RowReport>,
    /// Area by who holds it.
    totals: Map<String, Value>,
    total_m2: f64,
    /// Features: with land, without, mended, met by a border of the plan.
    features: Value,
    /// Land that several features claim.
    overlapping: Value,
}

#[derive(Serialize)]
struct RowReport {
    /// What the features say; `null` for those that say nothing.
    group: Option<String>,
    features: usize,
    total_m2: f64,
    zones: Map<String, Value>,
}

fn json_of(subject: &Subject, crossed: &CrossedLayer) -> Result<String, Failure> {
    let of = &crossed.table;
    let keys: Vec<String> = of.columns.iter().map(|party| party_key(subject, *party)).collect();
    let areas = |areas: &[ExactArea]| -> Map<String, Value> {
        let with_land = keys.iter().zip(areas).filter(|(_, area)| !area.is_zero());
        with_land.map(|(key, area)| (key.clone(), m2(*area).into())).collect()
    };
    let row = |row: &CrossRow| {
        let name = crossed.groups[row.group].as_str();
        let group = Some(name).filter(|name| !name.is_empty()).map(str::to_owned);
        RowReport { group, features: row.features, total_m2: m2(row.total), zones: areas(&row.cells) }
    };
    let counts = of.counts;
    let report = Report {
        schema: SCHEMA,
        crs: subject.plan.crs().to_string(),
        layer: &crossed.layer,
        by: &crossed.column,
        rows: of.rows.iter().map(row).collect(),
        totals: areas(&of.totals),
        total_m2: m2(of.total()),
        features: json!({"with_land": counts.with_land, "without_land": counts.without_land,
            "mended": counts.mended, "met": counts.met}),
        overlapping: json!({"pairs": crossed.overlapping.pairs, "area_m2": m2(crossed.overlapping.area)}),
    };
    let mut text = serde_json::to_string_pretty(&report).map_err(|source| Failure::Json { source })?;
    text.push('\n');
    Ok(text)
}

/// m² to a millionth, the finest that every figure of a park carries as `f64`.
fn m2(area: ExactArea) -> f64 {
    area.rounded_m2(6) as f64 / 1e6
}
