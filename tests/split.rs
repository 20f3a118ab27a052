//! `hecta split` as scripts see it: the parts in the file, the exit status, one line for what cannot be done.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const PLAN: &str = "tests/data/plan_3/zones.geojson";
const BOUNDARY: &str = "tests/data/plan_3/boundary.geojson";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn hecta(arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_hecta")).args(arguments).current_dir(root()).output();
    output.expect("the program starts")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("what is said is UTF-8")
}

/// A path for a file this test writes, gone from earlier runs.
fn written(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("split-{name}"));
    let _ = std::fs::remove_file(&path);
    path
}

fn checked(path: &str) -> Value {
    let boundary: &[&str] = if path == PLAN { &["--boundary", BOUNDARY] } else { &[] };
    let output = hecta(&[&["check", path, "--format", "json"], boundary].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", text(&output.stderr)))
}

/// Number, code and area of the zones in a report, m².
fn zones(report: &Value) -> Vec<(String, f64)> {
    let zones = report["zones"].as_array().expect("a list");
    zones.iter().map(|zone| (zone["id"].as_str().unwrap_or_default().to_owned(), zone["area_m2"].as_f64().expect("m²"))).collect()
}

#[test]
fn a_zone_is_cut_into_areas_and_the_total_stays() {
    let before = zones(&checked(PLAN));
    let (zone, whole) = before[0].clone();
    let first_ha = (whole / 1e4 / 4.0 * 100.0).floor() / 100.0;
    let out = written("areas.geojson");
    let out = out.to_str().expect("the path is UTF-8");
    let areas = format!("{first_ha};{};rest", format!("{first_ha}").replace('.', ","));
    let programme = ["--zone", &zone, "--areas", &areas, "--bearing", "-30"];
    let output =
        hecta(&[&["split", PLAN, out, "--boundary", BOUNDARY, "--draft", "test", "--lang", "en"], &programme[..]].concat());
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout).lines().filter(|line| line.contains(" ha = ")).count(), 3, "{}", text(&output.stdout));
    let after = zones(&checked(out));
    assert_eq!(after.len(), before.len() + 2);
    let total = |zones: &[(String, f64)]| zones.iter().map(|(_, m2)| m2).sum::<f64>();
    assert!((total(&after) - total(&before)).abs() < 0.01);
    for number in [1, 2] {
        let code = format!("{zone}-{number}");
        let part = after.iter().find(|(id, _)| *id == code).unwrap_or_else(|| panic!("{code} in {after:?}"));
        assert!((part.1 - first_ha * 1e4).abs() <= 1.0, "{part:?}");
    }
}

#[test]
fn shares_do_as_well() {
    let (zone, whole) = zones(&checked(PLAN))[1].clone();
    let out = written("shares.geojson");
    let out = out.to_str().expect("the path is UTF-8");
    let programme = ["--zone", &zone, "--shares", "20,30,50", "--bearing", "45"];
    let output = hecta(&[&["split", PLAN, out, "--boundary", BOUNDARY, "--draft", "test"], &programme[..]].concat());
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let after = zones(&checked(out));
    let part = |number: u32| after.iter().find(|(id, _)| *id == format!("{zone}-{number}")).map_or(0.0, |(_, m2)| *m2);
    for (number, share) in [(1, 0.2), (2, 0.3), (3, 0.5)] {
        assert!((part(number) - whole * share).abs() <= 1.0, "part {number} of {whole}: {}", part(number));
    }
}

#[test]
fn what_cannot_be_done_is_said_on_one_line_and_nothing_is_written() {
    let out = written("refused.geojson");
    let path = out.to_str().expect("the path is UTF-8");
    let zone = zones(&checked(PLAN))[0].0.clone();
    for (zone, list, bearing, says) in [
        (zone.as_str(), "1,2", "0", "together"),
        (&zone, "1,x", "0", "list"),
        (&zone, "1,rest", "north", "bearing"),
        ("no such zone", "1,rest", "0", "no such zone"),
        (&zone, "99999,rest", "0", "Part 2"),
    ] {
        let arguments = ["split", PLAN, path, "--zone", zone, "--areas", list, "--bearing", bearing, "--lang", "en"];
        let output = hecta(&[&arguments[..], &["--boundary", BOUNDARY]].concat());
        let complaint = text(&output.stderr);
        assert_eq!(status(&output), 2, "{list}: {complaint}");
        assert!(complaint.lines().count() == 1 && complaint.contains(says), "{list}: {complaint}");
        assert!(!out.exists(), "nothing is written");
    }
    let output = hecta(&["split", PLAN, path, "--zone", &zone, "--bearing", "0"]);
    assert_eq!(status(&output), 2, "areas or shares are needed");
}
