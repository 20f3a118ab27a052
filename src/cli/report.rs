//! `hecta report`: the tables of a plan as a workbook, or as CSV files in a folder.

use std::path::Path;

use super::Outcome;
use super::arguments::{InputArguments, ReportArguments};
use super::failure::Failure;
use super::produce::{ending_of, hand_over_tables, refuse_overwriting};
use super::subject::Subject;
use crate::app::alternatives::{AlternativeTitle, Correspondence};
use crate::app::tables::{AlternativeFigures, ReportPart, alternatives_table, report as report_of};
use crate::app::{Texts, today};
use crate::check::Checker;
use crate::io::Table;
use crate::io::export::{export, export_folder};
use crate::io::project::open_alternatives;
use crate::plan::{Ledger, Plan};

/// Endings of reports, for complaints.
const KNOWN: &str = ".xlsx";

/// Writes the tables of a plan; a name without an ending is a folder. A plan that does not pass leaves only as a draft with a reason.
pub(super) fn report(arguments: &ReportArguments, texts: &Texts) -> Result<Outcome, Failure> {
    let ReportArguments { plan, output, draft, .. } = arguments;
    refuse_overwriting(plan, output)?;
    let is_folder = match ending_of(output).as_str() {
        "xlsx" => false,
        "" => true,
        _ => return Err(Failure::UnknownEnding { path: output.clone(), known: KNOWN }),
    };
    let input = InputArguments {
        plan: Some(plan.clone()),
        alternative: arguments.alternative.clone(),
        boundary: arguments.boundary.clone(),
        approved_ha: arguments.approved_ha.clone(),
        communes: arguments.communes.clone(),
        reading: arguments.reading.clone(),
        encoding: None,
        rules: arguments.rules.clone(),
        date: arguments.date.clone(),
    };
    let subject = Subject::load(&input, texts)?;
    let mut report = report_of(&subject.tables(texts), ReportPart::All);
    if let Some(report) = &mut report {
        report.add_beside(compared(plan, arguments.alternative.as_deref(), &subject, texts)?);
    }
    let draft = draft.as_deref();
    if is_folder {
        return hand_over_tables(&subject, report.as_ref(), output, (draft, export_folder), texts);
    }
    hand_over_tables(&subject, report.as_ref(), output, (draft, export), texts)
}

/// The figures of all alternatives of a project side by side, those of the one reported against the others; `None` if the file has
/// but one plan.
fn compared(path: &Path, wanted: Option<&str>, subject: &Subject, texts: &Texts) -> Result<Option<Table>, Failure> {
    if ending_of(path) != "gpkg" {
        return Ok(None);
    }
    let opened = open_alternatives(path).map_err(|source| Failure::Import { path: path.to_owned(), source: Box::new(source) })?;
    let Some(project) = opened.filter(|project| project.alternatives.len() > 1) else { return Ok(None) };
    let titles: Vec<AlternativeTitle> = project.alternatives.iter().map(AlternativeTitle::from).collect();
    let named = wanted.and_then(|wanted| titles.iter().position(|title| title.is_called(wanted)));
    let present = named.unwrap_or(project.current);
    let judged: Vec<(&Plan, Ledger, Checker)> = project
        .alternatives
        .iter()
        .map(|alternative| {
            let plan = &alternative.imported.plan;
            let ledger = Ledger::of(plan, &subject.communes);
            let checker = Checker::of(plan, &ledger, today());
            (plan, ledger, checker)
        })
        .collect();
    let figures = titles.iter().zip(&judged);
    let figures: Vec<AlternativeFigures<'_>> = figures
        .map(|(title, (plan, ledger, checker))| AlternativeFigures::of(title.text(texts), plan, ledger, checker))
        .collect();
    let plans: Vec<&Plan> = judged.iter().map(|(plan, ..)| *plan).collect();
    let rows = Correspondence::between(&plans, present);
    Ok(Some(alternatives_table(texts, &figures, rows.rows(), present)))
}
