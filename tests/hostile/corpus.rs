//! A sound file of every format: written by Hecta where it writes the format, else kept in `tests/data/corpus`.

use std::path::{Path, PathBuf};

use hecta::app::tables::{ReportPart, TableSubject, report};
use hecta::app::{Language, Texts};
use hecta::check::Checker;
use hecta::geometry::ProjectCrs;
use hecta::geometry::crs::Decimals;
use hecta::io::embedded::{SamplePlan, communes, sample_plan};
use hecta::io::{Format, PlanExport, export, project};
use hecta::plan::{Date, Division, Ledger};

/// Files that are read but not written by Hecta, or that others write differently.
fn kept() -> Vec<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/corpus"));
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| Format::of_name(path).is_some_and(Format::is_read));
    files.sort();
    files
}

/// Makes the files in `folder`: the sample plan in every format that is written, a project, and what is kept.
pub fn corpus(folder: &Path) -> Vec<PathBuf> {
    let crs = ProjectCrs::default();
    let plan = sample_plan(SamplePlan::Finished, "Phương án 1", crs).expect("embedded").plan;
    let communes = communes(Division::Until2025, crs).expect("embedded");
    let ledger = Ledger::of(&plan, &communes);
    let checker = Checker::of(&plan, &ledger, Date::new(2026, 11, 22).expect("a day"));
    let judgement = checker.judgement(&plan, &ledger);
    let texts = Texts::new(Language::Vietnamese);
    let (plan, ledger, checker, communes) = (&plan, &ledger, &checker, &communes);
    let subject = TableSubject { texts: &texts, plan, ledger, checker, judgement: judgement.clone(), communes };
    // of the tables those with corners are read
    let report = report(&subject, ReportPart::Keyed("corners")).expect("a boundary");
    let export_as = |format: Format| {
        let path = folder.join("plan").with_extension(format.endings()[0]);
        let what = PlanExport {
            plan,
            ledger,
            judgement: &judgement,
            checker,
            draft_reason: None,
            decimals: Decimals::Fewest,
            report: Some(&report),
        };
        export(&path, &what).expect("the sample plan passes");
        path
    };
    let mut files: Vec<PathBuf> =
        Format::ALL.into_iter().filter(|format| format.is_written() && format.is_read()).map(export_as).collect();
    let saved = folder.join("project.gpkg");
    project::save(plan, communes, &saved).expect("saved");
    files.push(saved);
    for path in kept() {
        let copy = folder.join(path.file_name().expect("a name"));
        std::fs::copy(&path, &copy).expect("copied");
        files.push(copy);
    }
    files
}

#[test]
fn every_format_that_is_read_has_a_file_here() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = corpus(folder.path());
    for format in Format::ALL.into_iter().filter(|format| format.is_read()) {
        let has_one = files.iter().any(|path| Format::of_name(path) == Some(format));
        assert!(has_one, "no sound file of {format:?} to damage");
    }
    for path in files {
        let read = hecta::io::import::read_raw_layers(&path, hecta::io::ReadOptions::default());
        let features: usize = read.unwrap_or_else(|e| panic!("{}: {e}", path.display())).iter().map(|l| l.features.len()).sum();
        assert!(features > 0, "{}", path.display());
    }
}
