//! Tables out and in: figures of workbooks and CSV are those of the ledger, tables of corners come back to the millimetre, and files
//! that mean harm are refused.

#[path = "tables/command_line.rs"]
mod command_line;
#[path = "tables/corners_in.rs"]
mod corners_in;
#[path = "tables/hostile.rs"]
mod hostile;
#[path = "tables/written.rs"]
mod written;

use std::path::{Path, PathBuf};

use hecta::app::tables::{ReportPart, TableSubject, report};
use hecta::app::{Language, Texts, Workspace};
use hecta::geometry::crs::Decimals;
use hecta::io::embedded::SamplePlan;
use hecta::io::export::export_folder;
use hecta::io::{ExportError, PlanExport, export};

/// A folder that is gone afterwards, and a path in it.
fn place(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    (folder, path)
}

fn sample(which: SamplePlan) -> Workspace {
    let mut workspace = Workspace::start(None).expect("the embedded data can be read");
    workspace.open_sample(which);
    workspace
}

/// Writes the tables of a plan: a path without an ending is a folder.
fn written(
    workspace: &Workspace,
    path: &Path,
    part: ReportPart<'_>,
    language: Language,
    draft_reason: Option<&str>,
) -> Result<(), ExportError> {
    let texts = Texts::new(language);
    let subject = TableSubject::document(workspace.session(), &texts);
    let report = report(&subject, part).expect("such a table");
    let what = PlanExport {
        plan: subject.plan,
        ledger: subject.ledger,
        judgement: &subject.judgement,
        checker: subject.checker,
        draft_reason,
        decimals: Decimals::Fewest,
        report: Some(&report),
    };
    if path.extension().is_none() { export_folder(path, &what) } else { export(path, &what).map(drop) }
}
