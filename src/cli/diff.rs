//! `hecta diff`: what became of whose land between two plans.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value};

use super::arguments::{DiffArguments, OutputFormat};
use super::failure::Failure;
use super::subject::{LoadedPlan, ZoneKeys, mention};
use super::table::{Side, Table};
use super::{Outcome, say};
use crate::app::Texts;
use crate::app::phrase::{area_text, zone_name};
use crate::geometry::ExactArea;
use crate::io::ReadOptions;
use crate::plan::transfer::{RoundedTransfer, counterparts};
use crate::plan::{Party, Plan, TransferMatrix};

/// Name and version of the form of the report.
const SCHEMA: &str = "hecta-diff/1";
/// More rows or columns than this make a table that no terminal shows: then moves are listed.
const MOST_COLUMNS: usize = 8;

/// Two plans and what moved between them.
struct Compared {
    a: Plan,
    b: Plan,
    keys: [ZoneKeys; 2],
    matrix: TransferMatrix,
    /// Land that is with another zone in B.
    moved: ExactArea,
}

/// The report; grid areas in m².
#[derive(Serialize)]
struct Report {
    schema: &'static str,
    crs: String,
    a: PlanReport,
    b: PlanReport,
    /// Land by zone of A and zone of B, `unallocated` for the rest, by [`party_key`].
    transfer_m2: Map<String, Value>,
    /// Zones of A and the zones of B that have their code or name.
    counterparts: Map<String, Value>,
    /// Land that is with another zone in B.
    moved_m2: f64,
    /// The most a cell was changed by so that rows and columns add up in spite of crossings rounded to the grid.
    rounding_m2: f64,
}

#[derive(Serialize)]
struct PlanReport {
    plan: String,
    boundary_m2: Option<f64>,
    zones_m2: f64,
    unallocated_m2: Option<f64>,
    zones: Vec<ZoneReport>,
}

#[derive(Serialize)]
struct ZoneReport {
    id: String,
    name: String,
    area_m2: f64,
}

/// Compares two plans; whether they comply is not asked.
pub(super) fn diff(arguments: &DiffArguments, texts: &Texts) -> Result<Outcome, Failure> {
    let options = ReadOptions { reading: arguments.reading.reading(Some(&arguments.plan_a))?, ..ReadOptions::default() };
    let boundary = arguments.boundary.as_deref();
    let a = LoadedPlan::read(&arguments.plan_a, boundary, options)?;
    let wanted = a.plan.crs();
    let b = LoadedPlan::read(&arguments.plan_b, boundary, ReadOptions { plan_crs: wanted, ..options })?;
    if b.plan.crs() != wanted {
        return Err(Failure::OtherGrid { path: arguments.plan_b.clone(), crs: b.plan.crs(), wanted });
    }
    mention(&[a.problems, b.problems].concat(), texts);
    let (a, b) = (a.plan, b.plan);
    let matrix = TransferMatrix::between(&a, &b);
    let moved = matrix.moved(&counterparts(&a, &b));
    let keys = [&a, &b].map(ZoneKeys::of);
    let compared = Compared { a, b, keys, matrix, moved };
    say(&match arguments.answer.format {
        OutputFormat::Json => json(&compared, arguments, texts)?,
        OutputFormat::Text => text(&compared, arguments, texts),
    });
    Ok(Outcome::Compliant)
}

/// m² to a millionth, the finest that every figure of a park carries as `f64`.
fn m2(area: ExactArea) -> f64 {
    area.rounded_m2(6) as f64 / 1e6
}

/// What a row or column is called: a zone as in `check`, and the words of the form for the others.
fn party_key(keys: &ZoneKeys, party: Party) -> String {
    const WORDS: [&str; 3] = ["unallocated", "outside", "overlap"];
    match party {
        Party::Zone(id) => {
            let key = keys.key(id);
            if WORDS.contains(&key.as_str()) { format!("{key}#{}", id.0) } else { key }
        }
        Party::Unallocated => WORDS[0].into(),
        Party::Outside => WORDS[1].into(),
        Party::Overlap => WORDS[2].into(),
    }
}

fn json(compared: &Compared, arguments: &DiffArguments, texts: &Texts) -> Result<String, Failure> {
    let Compared { a, b, keys: [keys_a, keys_b], matrix, moved } = compared;
    let (rows, columns) = (matrix.shown_rows(), matrix.shown_columns());
    let row = |from: &Party| {
        let cells = columns.iter().map(|to| (party_key(keys_b, *to), m2(matrix.cell(*from, *to))));
        let cells: Map<String, Value> = cells.filter(|(_, m2)| *m2 != 0.0).map(|(key, m2)| (key, m2.into())).collect();
        (party_key(keys_a, *from), Value::from(cells))
    };
    let pair = |(of_a, of_b)| (party_key(keys_a, Party::Zone(of_a)), Value::from(party_key(keys_b, Party::Zone(of_b))));
    let report = Report {
        schema: SCHEMA,
        crs: a.crs().to_string(),
        a: plan_report(a, keys_a, &arguments.plan_a, texts),
        b: plan_report(b, keys_b, &arguments.plan_b, texts),
        transfer_m2: rows.iter().map(row).collect(),
        counterparts: counterparts(a, b).into_iter().map(pair).collect(),
        moved_m2: m2(*moved),
        rounding_m2: m2(matrix.rounding()),
    };
    let mut text = serde_json::to_string_pretty(&report).map_err(|source| Failure::Json { source })?;
    text.push('\n');
    Ok(text)
}

fn plan_report(plan: &Plan, keys: &ZoneKeys, path: &Path, texts: &Texts) -> PlanReport {
    let zone = |zone: &crate::plan::Zone| ZoneReport {
        id: party_key(keys, Party::Zone(zone.id)),
        name: zone_name(texts, zone),
        area_m2: m2(zone.area),
    };
    PlanReport {
        plan: path.display().to_string(),
        boundary_m2: plan.boundary().map(|boundary| m2(boundary.legal_area())),
        zones_m2: m2(plan.zones().map(|zone| zone.area).sum()),
        unallocated_m2: plan.boundary().map(|_| m2(plan.unallocated().area())),
        zones: plan.zones().map(zone).collect(),
    }
}

fn text(compared: &Compared, arguments: &DiffArguments, texts: &Texts) -> String {
    let Compared { matrix, moved, .. } = compared;
    let [path_a, path_b] = [&arguments.plan_a, &arguments.plan_b].map(|path| path.display());
    let mut text = format!("{}\n  A: {path_a}\n  B: {path_b}\n\n", texts.get("cli-diff-title"));
    let rounded = matrix.rounded_hectares(2);
    let fits = matrix.shown_rows().len() <= 4 * MOST_COLUMNS && matrix.shown_columns().len() <= MOST_COLUMNS;
    text.push_str(&if fits { table(compared, &rounded, texts) } else { moves(compared, &rounded, texts) });
    text.push('\n');
    let said = if moved.rounded_m2(2) == 0 {
        texts.get("cli-diff-same").to_owned()
    } else {
        texts.format("cli-diff-moved", &[("area", area_text(texts, *moved).into())])
    };
    text.push_str(&format!("{said}\n"));
    if !matrix.rounding().is_zero() {
        let area = texts.numbers().scaled(matrix.rounding().rounded_m2(6), 6);
        text.push_str(&format!("{}\n", texts.format("cli-diff-rounding", &[("area", area.into())])));
    }
    text
}

/// What a row or column is called in a table.
fn party_name(keys: &ZoneKeys, party: Party, texts: &Texts) -> String {
    match party {
        Party::Zone(id) => keys.key(id),
        Party::Unallocated => texts.get("panel-unallocated").to_owned(),
        Party::Outside => texts.get("panel-outside").to_owned(),
        Party::Overlap => texts.get("panel-overlap").to_owned(),
    }
}

/// The matrix; hectares add up in every row and column.
fn table(compared: &Compared, rounded: &RoundedTransfer, texts: &Texts) -> String {
    let Compared { keys: [a, b], matrix, .. } = compared;
    let numbers = texts.numbers();
    let (rows, columns) = (matrix.shown_rows(), matrix.shown_columns());
    let mut sides = vec![Side::Left];
    sides.resize(columns.len() + 2, Side::Right);
    let mut table = Table::new(sides);
    let total = || texts.get("panel-total").to_owned();
    let names = columns.iter().map(|party| party_name(b, *party, texts));
    table.row(std::iter::once("A \\ B".to_owned()).chain(names).chain([total()]));
    table.rule();
    let figure = |count: Option<&i128>| count.filter(|n| **n != 0).map_or_else(|| "–".to_owned(), |n| numbers.scaled(*n, 2));
    let sum = |totals: &BTreeMap<Party, i128>, party: &Party| numbers.scaled(totals.get(party).copied().unwrap_or_default(), 2);
    for from in &rows {
        let cells = columns.iter().map(|to| figure(rounded.cells.get(&(*from, *to))));
        let name = std::iter::once(party_name(a, *from, texts));
        table.row(name.chain(cells).chain([sum(&rounded.rows, from)]));
    }
    table.rule();
    let sums = columns.iter().map(|to| sum(&rounded.columns, to));
    table.row(std::iter::once(total()).chain(sums).chain([numbers.scaled(rounded.total(), 2)]));
    format!("{}\n{}", texts.get("cli-diff-heading"), table.text())
}

/// Land that is with another zone in B, most first.
fn moves(compared: &Compared, rounded: &RoundedTransfer, texts: &Texts) -> String {
    let Compared { a, b, keys: [keys_a, keys_b], matrix, .. } = compared;
    let numbers = texts.numbers();
    let same = counterparts(a, b);
    let stays = |from: Party, to: Party| match (from, to) {
        (Party::Zone(from), Party::Zone(to)) => same.get(&from) == Some(&to),
        (from, to) => from == to,
    };
    let mut moves: Vec<_> = matrix.cells().filter(|(from, to, area)| !stays(*from, *to) && area.rounded_m2(1) != 0).collect();
    moves.sort_by_key(|(from, to, area)| (std::cmp::Reverse(*area), *from, *to));
    let mut table = Table::new([Side::Left, Side::Left, Side::Right, Side::Right]);
    for (from, to, area) in moves {
        let hectares = rounded.cells.get(&(from, to)).copied().unwrap_or_default();
        let names = [party_name(keys_a, from, texts), format!("→ {}", party_name(keys_b, to, texts))];
        table.row(names.into_iter().chain([numbers.scaled(hectares, 2), numbers.scaled(area.rounded_m2(1), 1)]));
    }
    format!("{}\n{}", texts.get("cli-diff-heading-moves"), table.text())
}
