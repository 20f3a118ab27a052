//! Parcels by zone: groups of features down, who holds the land across.

use super::{TableSubject, key_of};
use crate::app::cross::CrossedLayer;
use crate::app::i18n::Texts;
use crate::app::phrase::{area_text, zone_code};
use crate::io::table::{Cell, Column, Measure, Report, RowRole, Table};
use crate::plan::{Party, Plan};

/// Decimals of square metres, as cadastral papers have them.
pub const CROSS_M2_DECIMALS: u32 = 1;

/// What a column of a cross table is called.
pub fn cross_column_text(texts: &Texts, plan: &Plan, party: Party) -> String {
    let id = match party {
        Party::Zone(zone) => return zone_code(texts, plan, zone),
        Party::Unallocated if plan.boundary().is_none() => "panel-cross-no-zone",
        Party::Unallocated => "panel-unallocated",
        Party::Outside => "panel-outside",
        Party::Overlap => "panel-cross-twice",
    };
    texts.get(id).to_owned()
}

/// What a group is called.
pub fn cross_group_text<'a>(texts: &'a Texts, name: &'a str) -> &'a str {
    if name.is_empty() { texts.get("panel-cross-group-none") } else { name }
}

/// What was noticed about the features, each a sentence.
pub fn cross_notes(texts: &Texts, crossed: &CrossedLayer) -> Vec<String> {
    let counts = crossed.table.counts;
    let counted = |id: &str, count: usize| (count > 0).then(|| texts.format(id, &[("count", count.into())]));
    let overlapping = &crossed.overlapping;
    let area = area_text(texts, overlapping.area);
    let overlaps = (overlapping.pairs > 0)
        .then(|| texts.format("panel-cross-note-overlapping", &[("count", overlapping.pairs.into()), ("area", area.into())]));
    let others = [("panel-cross-note-without-land", counts.without_land), ("panel-cross-note-mended", counts.mended)];
    overlaps.into_iter().chain(others.into_iter().filter_map(|(id, count)| counted(id, count))).collect()
}

/// The table in square metres; each row and each column adds up.
pub fn cross_table(subject: &TableSubject<'_>, crossed: &CrossedLayer) -> Table {
    let TableSubject { texts, plan, .. } = *subject;
    let (of, rounded) = (&crossed.table, crossed.table.rounded_m2(CROSS_M2_DECIMALS));
    let shown = rounded.shown_columns();
    let title = texts
        .format("panel-cross-title", &[("layer", crossed.layer.as_str().into()), ("column", crossed.column.as_str().into())]);
    let mut table = Table {
        key: format!("cross-{}", key_of(&crossed.column)).trim_end_matches('-').to_owned(),
        sheet: texts.get("panel-cross-sheet").to_owned(),
        title: subject.title(&title),
        grounds: subject.grounds(),
        notes: cross_notes(texts, crossed),
        ..Table::default()
    };
    let square_metres = |heading: String| Column::summed(format!("{heading} (m²)"));
    table.columns = vec![Column::new(crossed.column.clone()), Column::summed(texts.get("panel-cross-features"))];
    table.columns.extend(shown.iter().map(|at| square_metres(cross_column_text(texts, plan, of.columns[*at]))));
    table.columns.push(square_metres(texts.get("panel-total").to_owned()));
    let figure = |count: i128| Cell::figure(Measure::SquareMetres, count, CROSS_M2_DECIMALS);
    for (at, row) in of.rows.iter().enumerate() {
        let head = [Cell::text(cross_group_text(texts, &crossed.groups[row.group])), Cell::number(row.features as i128)];
        let cells = shown.iter().map(|column| figure(rounded.cells[at][*column]));
        table.push(RowRole::Body, head.into_iter().chain(cells).chain([figure(rounded.rows[at])]).collect());
    }
    let head = [Cell::text(texts.get("panel-total")), Cell::number(of.counts.with_land as i128)];
    let sums = shown.iter().map(|column| figure(rounded.columns[*column]));
    table.push(RowRole::Total, head.into_iter().chain(sums).chain([figure(rounded.total())]).collect());
    table
}

/// The table as a report that leaves alone.
pub fn cross_report(subject: &TableSubject<'_>, crossed: &CrossedLayer) -> Report {
    Report {
        title: subject.plan_title().to_owned(),
        numbers: subject.texts.numbers(),
        words: super::report_words(subject),
        day: subject.plan.settings().date,
        tables: vec![cross_table(subject, crossed)],
    }
}
