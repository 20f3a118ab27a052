//! The subcommands that write files, and the way to the window.

use std::path::Path;

use super::arguments::{ConvertArguments, ExportArguments, InputArguments, RenderArguments, crs};
use super::failure::Failure;
use super::subject::{Subject, embedded_communes, mention};
use super::{Outcome, complain, say};
use crate::app::Texts;
use crate::app::import_text::export_error_text;
use crate::app::phrase::reason_text;
use crate::app::picture::{PictureSize, PictureSubject, map_svg, png_from_svg};
use crate::app::tables::{ReportPart, report, report_for};
use crate::geometry::crs::Decimals;
use crate::io::PackageSchema;
use crate::io::convert::{self, ConvertError};
use crate::io::export::{PlanExport, export as export_plan, export_as};
use crate::io::{ExportError, Format, Report, atomic};
use crate::plan::dossier::{is_dossier_code, is_information_code};
use crate::plan::{Division, DossierCodes, PlanSettings};

/// The ending of a path, in lower case.
pub(super) fn ending_of(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Draws a plan as PNG or SVG.
pub(super) fn render(arguments: &RenderArguments, texts: &Texts) -> Result<Outcome, Failure> {
    let (plan, out) = match &arguments.paths[..] {
        [plan, out] => (Some(plan.clone()), out),
        [out] => (None, out),
        _ => {
            return Err(Failure::Arguments { detail: texts.format("cli-error-missing-argument", &[("argument", "OUT".into())]) });
        }
    };
    let ending = ending_of(out);
    if !["png", "svg"].contains(&ending.as_str()) {
        return Err(Failure::UnknownEnding { path: out.clone(), known: ".png, .svg" });
    }
    let size = arguments.size.as_deref().map_or(Ok(PictureSize::default()), str::parse)?;
    let subject =
        Subject::load(&InputArguments { plan, reading: arguments.reading.clone(), ..InputArguments::default() }, texts)?;
    subject.mention_problems(texts);
    let communes_since = embedded_communes(Division::Since2025, subject.plan.crs())?;
    let picture = PictureSubject {
        texts,
        plan: &subject.plan,
        ledger: &subject.ledger,
        findings: subject.checker.findings(),
        judgement: &subject.judgement,
        communes_until: &subject.communes,
        communes_since: &communes_since,
    };
    let svg = map_svg(&picture, size);
    let bytes = if ending == "svg" { svg.into_bytes() } else { png_from_svg(&svg)? };
    atomic::write(out, &bytes)?;
    say(&texts.format("cli-written", &[("path", out.display().to_string().into())]));
    Ok(Outcome::Compliant)
}

/// Converts a file to another format or CRS; it is not judged.
pub(super) fn convert(arguments: &ConvertArguments, texts: &Texts) -> Result<Outcome, Failure> {
    let ConvertArguments { input, output, .. } = arguments;
    refuse_overwriting(input, output)?;
    let to = crs(arguments.to.as_deref())?;
    let from = arguments.numbers.reading(crs(arguments.from.as_deref())?, Some(input))?;
    let problems = convert::convert(input, output, from, to, Decimals::default()).map_err(|e| match e {
        ConvertError::Import(source) => Failure::Import { path: input.clone(), source: Box::new(source) },
        ConvertError::Feature { problem } => Failure::Problem { path: input.clone(), problem },
        ConvertError::Export(source) => Failure::Export { path: output.clone(), source: Box::new(source) },
    })?;
    mention(&problems, texts);
    say(&texts.format("cli-written", &[("path", output.display().to_string().into())]));
    Ok(Outcome::Compliant)
}

/// Exports a plan to hand over. One that does not pass leaves only as a draft with a reason; else nothing is written.
pub(super) fn export(arguments: &ExportArguments, texts: &Texts) -> Result<Outcome, Failure> {
    let output = &arguments.output;
    refuse_overwriting(&arguments.plan, output)?;
    Format::to_write(output).map_err(|source| Failure::Export { path: output.clone(), source: Box::new(source) })?;
    let (plan, reading) = (Some(arguments.plan.clone()), arguments.reading.clone());
    let subject = Subject::load(&InputArguments { plan, reading, ..InputArguments::default() }, texts)?;
    let codes = codes_of(arguments, subject.plan.settings().dossier.clone())?;
    let settings = PlanSettings { dossier: codes, ..subject.plan.settings().clone() };
    let subject = subject.with_plan(subject.plan.clone().with_settings(settings));
    let (draft_reason, schema) = (arguments.draft.as_deref(), arguments.schema);
    if let Some(key) = arguments.table.as_deref() {
        let report = one_table(&subject, key, texts)?;
        return hand_over_tables(&subject, Some(&report), output, (draft_reason, export_plan), texts);
    }
    let door = |path: &Path, export: &PlanExport<'_>| export_as(path, export, schema);
    let report = report_for(output, &subject.tables(texts));
    let outcome = hand_over_tables(&subject, report.as_ref(), output, (draft_reason, door), texts)?;
    let codes = &subject.plan.settings().dossier;
    let is_filed = !codes.information.is_empty() && !codes.dossier.is_empty();
    if outcome == Outcome::Compliant && schema == PackageSchema::Tt16 && !is_filed {
        complain(texts.get("cli-handover-codes-missing"));
    }
    Ok(outcome)
}

/// The codes of the dossier: those typed, else those of the project.
fn codes_of(arguments: &ExportArguments, of_project: DossierCodes) -> Result<DossierCodes, Failure> {
    let typed = |code: &Option<String>, own: String, has_form: fn(&str) -> bool| match code.as_deref().map(str::trim) {
        None => Ok(own),
        Some(code) if has_form(code) => Ok(code.to_owned()),
        Some(code) => Err(Failure::NotACode { text: code.to_owned() }),
    };
    Ok(DossierCodes {
        information: typed(&arguments.information_code, of_project.information, is_information_code)?,
        dossier: typed(&arguments.dossier_code, of_project.dossier, is_dossier_code)?,
    })
}

/// The table of a plan that is called `key`.
fn one_table(subject: &Subject, key: &str, texts: &Texts) -> Result<Report, Failure> {
    let tables = subject.tables(texts);
    report(&tables, ReportPart::Keyed(key)).ok_or_else(|| {
        let all = report(&tables, ReportPart::All).map(|report| report.tables).unwrap_or_default();
        let known = all.into_iter().map(|table| table.key).collect::<Vec<_>>().join(", ");
        Failure::NoSuchTable { wanted: key.to_owned(), known }
    })
}

/// Writes a plan to hand over, or says why it may only leave as a draft.
pub(super) fn hand_over(subject: &Subject, output: &Path, draft_reason: Option<&str>, texts: &Texts) -> Result<Outcome, Failure> {
    let report = report_for(output, &subject.tables(texts));
    hand_over_tables(subject, report.as_ref(), output, (draft_reason, export_plan), texts)
}

/// Writes a plan with `report` as its tables by a door of `io`, or says why it may only leave as a draft.
pub(super) fn hand_over_tables<T>(
    subject: &Subject,
    report: Option<&Report>,
    output: &Path,
    (draft_reason, door): (Option<&str>, impl Fn(&Path, &PlanExport<'_>) -> Result<T, ExportError>),
    texts: &Texts,
) -> Result<Outcome, Failure> {
    let export = PlanExport {
        plan: &subject.plan,
        ledger: &subject.ledger,
        judgement: &subject.judgement,
        checker: &subject.checker,
        draft_reason,
        decimals: Decimals::default(),
        report,
    };
    match door(output, &export) {
        Ok(_) => {
            subject.mention_problems(texts);
            say(&texts.format("cli-written", &[("path", output.display().to_string().into())]));
            Ok(Outcome::Compliant)
        }
        Err(refused @ ExportError::NeedsDraftReason { .. }) => {
            let why = export_error_text(texts, &output.display().to_string(), &refused);
            let reasons = subject.judgement.reasons.iter().map(|reason| reason_text(texts, *reason));
            complain(&format!("{why} (--draft): {}", reasons.collect::<Vec<_>>().join(" ")));
            Ok(Outcome::Faulty)
        }
        Err(source) => Err(Failure::Export { path: output.to_owned(), source: Box::new(source) }),
    }
}

/// The file that is read must still be there if writing fails, and afterwards.
pub(super) fn refuse_overwriting(input: &Path, output: &Path) -> Result<(), Failure> {
    if input == output { Err(Failure::SameFile { path: output.to_owned() }) } else { Ok(()) }
}
