//! The tables that leave together, for formats that are tables.

use std::path::Path;

use super::balance::verdict_id;
use super::corners::reported;
use super::{
    TableSubject, balance_table, commune_table, compliance_table, findings_table, land_table, zone_land_table, zone_table,
};
use crate::app::corners::CornerSubject;
use crate::app::land_table::LandTab;
use crate::io::Format;
use crate::io::table::{Report, ReportWords, Table};

/// With more zones their corners stand on one sheet, one table below the other.
const MOST_CORNER_SHEETS: usize = 24;

/// Which tables of a plan are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportPart<'a> {
    /// All of them.
    #[default]
    All,
    /// The zones alone.
    Zones,
    /// The one with this key.
    Keyed(&'a str),
}

/// The report of a plan: `None` if `part` names no table of it.
pub fn report(subject: &TableSubject<'_>, part: ReportPart<'_>) -> Option<Report> {
    let tables = match part {
        ReportPart::Zones => vec![zone_table(subject)],
        ReportPart::All => all(subject),
        ReportPart::Keyed(key) => all(subject).into_iter().filter(|table| table.key == key).collect(),
    };
    let has_some = !tables.is_empty();
    let words = report_words(subject);
    let (title, day) = (subject.plan_title().to_owned(), subject.plan.settings().date);
    has_some.then(|| Report { title, numbers: subject.texts.numbers(), words, day, tables })
}

/// The report that a file of this name holds: all tables in a workbook, the zones as CSV; `None` for formats that are no tables.
pub fn report_for(path: &Path, subject: &TableSubject<'_>) -> Option<Report> {
    match Format::of_name(path)? {
        Format::Xlsx => report(subject, ReportPart::All),
        Format::Csv => report(subject, ReportPart::Zones),
        _ => None,
    }
}

/// The words that the writers put around tables.
pub fn report_words(subject: &TableSubject<'_>) -> ReportWords {
    let texts = subject.texts;
    ReportWords {
        draft: texts.get("app-table-draft").to_owned(),
        verdict: texts.get(verdict_id(subject.judgement.verdict)).to_owned(),
        check: texts.get("app-table-check").to_owned(),
        page: texts.get("app-table-page").to_owned(),
    }
}

fn all(subject: &TableSubject<'_>) -> Vec<Table> {
    let plan = subject.plan;
    let balance = &subject.ledger.land_balance;
    let mut tables = vec![balance_table(subject), zone_table(subject), commune_table(subject)];
    tables.push(land_table(subject, LandTab::Uses, plan.zones().len() <= MOST_CORNER_SHEETS));
    if !balance.total().phases.is_empty() {
        tables.push(land_table(subject, LandTab::Phases, false));
    }
    if !balance.total().priorities.is_empty() {
        tables.push(land_table(subject, LandTab::Priorities, false));
    }
    let has_plots = |zone: &&crate::plan::Zone| plan.plots(zone.id).is_some_and(|plots| plots.zones().len() > 0);
    tables.extend(plan.zones().filter(has_plots).map(|zone| zone_land_table(subject, zone)));
    tables.push(findings_table(subject));
    tables.push(compliance_table(subject));
    tables.extend(reported(subject, CornerSubject::Boundary));
    let are_many = plan.zones().len() > MOST_CORNER_SHEETS;
    tables.extend(plan.zones().filter_map(|zone| reported(subject, CornerSubject::Zone(zone.id))).map(|mut table| {
        if are_many {
            table.sheet = subject.texts.get("app-table-sheet-corners-of-zones").to_owned();
        }
        table
    }));
    with_keys_of_their_own(tables)
}

/// Numbers the tables whose keys are those of others, as of zones with one code.
fn with_keys_of_their_own(mut tables: Vec<Table>) -> Vec<Table> {
    let mut taken = std::collections::BTreeSet::new();
    for table in &mut tables {
        let plain = table.key.clone();
        let numbered = (2_usize..).map(|number| format!("{plain}-{number}"));
        let free = std::iter::once(plain.clone()).chain(numbered).find(|key| !taken.contains(key));
        table.key = free.unwrap_or(plain);
        taken.insert(table.key.clone());
    }
    tables
}
