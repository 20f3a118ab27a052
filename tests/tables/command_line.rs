//! `hecta report` and `hecta export` to tables, as scripts see them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn hecta(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_hecta")).args(arguments).current_dir(root).output().expect("the program starts")
}

/// Exit status and the one line on standard error.
fn told(output: &Output) -> (i32, String) {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.lines().count() <= 1 && !text.contains("panicked"), "{text}");
    (output.status.code().expect("the program ends by itself"), text.trim().to_owned())
}

fn fresh(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("tables-{name}"));
    let _ = std::fs::remove_file(&path);
    let _ = std::fs::remove_dir_all(&path);
    path
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

#[test]
fn a_report_is_a_workbook_or_a_folder() {
    let workbook = fresh("report.xlsx");
    let (status, said) = told(&hecta(&["report", "data/sample_plan.geojson", text(&workbook), "--lang", "en"]));
    assert_eq!(status, 0, "{said}");
    assert!(std::fs::read(&workbook).expect("written").starts_with(b"PK"));
    let folder = fresh("report");
    assert_eq!(told(&hecta(&["report", "data/sample_plan.geojson", text(&folder)])).0, 0);
    assert!(folder.join("zones.csv").is_file() && folder.join("corners.csv").is_file());
    let paper = fresh("report.pdf");
    let (status, said) = told(&hecta(&["report", "data/sample_plan.geojson", text(&paper)]));
    assert!(status == 2 && said.contains(".xlsx") && !paper.exists(), "{status}: {said}");
}

#[test]
fn a_failing_plan_is_reported_only_as_a_draft() {
    let workbook = fresh("draft.xlsx");
    let (status, said) = told(&hecta(&["report", "data/unfinished_plan.geojson", text(&workbook)]));
    assert!(status == 1 && said.contains("--draft") && !workbook.exists(), "{status}: {said}");
    let (status, said) = told(&hecta(&["report", "data/unfinished_plan.geojson", text(&workbook), "--draft", "xem xét nội bộ"]));
    assert!(status == 0 && workbook.exists(), "{status}: {said}");
}

#[test]
fn export_writes_one_table_as_csv() {
    let zones = fresh("zones.csv");
    assert_eq!(told(&hecta(&["export", "data/sample_plan.geojson", text(&zones)])).0, 0);
    assert!(std::fs::read_to_string(&zones).expect("UTF-8").contains(";663,19;100,00;"));
    let corners = fresh("corners.csv");
    assert_eq!(told(&hecta(&["export", "data/sample_plan.geojson", text(&corners), "--table", "corners-tn"])).0, 0);
    let (status, said) = told(&hecta(&["export", "data/sample_plan.geojson", text(&zones), "--table", "nothing"]));
    assert!(status == 2 && said.contains("land-balance"), "{status}: {said}");
    // what was written is read: a plan of one zone has errors, but is a plan
    let (status, said) = told(&hecta(&["check", text(&corners), "--boundary", "data/park_boundary_demo.geojson"]));
    assert_eq!(status, 1, "{said}");
}
