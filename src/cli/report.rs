//! `hecta report`: the tables of a plan as a workbook, or as CSV files in a folder.

use super::Outcome;
use super::arguments::{InputArguments, ReportArguments};
use super::failure::Failure;
use super::produce::{ending_of, hand_over_tables, refuse_overwriting};
use super::subject::Subject;
use crate::app::Texts;
use crate::app::tables::{ReportPart, report as report_of};
use crate::io::export::{export, export_folder};

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
        crs: arguments.crs.clone(),
        encoding: None,
        rules: arguments.rules.clone(),
        date: arguments.date.clone(),
    };
    let subject = Subject::load(&input, texts)?;
    let report = report_of(&subject.tables(texts), ReportPart::All);
    let draft = draft.as_deref();
    if is_folder {
        return hand_over_tables(&subject, report.as_ref(), output, (draft, export_folder), texts);
    }
    hand_over_tables(&subject, report.as_ref(), output, (draft, export), texts)
}
