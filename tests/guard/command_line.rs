//! What scripts see of the guard: exit status 2, the fault, the option that mends it.

use std::path::Path;
use std::process::{Command, Output};

use hecta::geometry::crs::FileCrs;

use super::variants::{Variant, geojson, numbers_of, wrong};
use super::{boundary, folder};

fn hecta(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hecta")).args(arguments).output().expect("the program starts")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn a_suspect_file_is_refused_with_the_option_that_mends_it() {
    let folder = folder();
    for (index, Variant { name, declared, reading, .. }) in wrong().into_iter().enumerate() {
        let path = folder.path().join(format!("{index}.geojson"));
        std::fs::write(&path, geojson(&numbers_of(&boundary(), reading), Some(declared))).expect("written");
        let refused = hecta(&["check", text(&path), "--lang", "en"]);
        let said = complaint(&refused);
        assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0), "{name}: {said}");
        assert_eq!(said.lines().count(), 1, "{name}: {said}");
        let (_, options) = said.rsplit_once("(command line: ").unwrap_or_else(|| panic!("{name}: {said}"));
        let options: Vec<&str> = options.trim_end().trim_end_matches(").").split(' ').collect();
        let obeyed = hecta(&[&["check", text(&path), "--lang", "en", "--format", "json"], options.as_slice()].concat());
        assert_ne!(obeyed.status.code(), Some(2), "{name} {options:?}: {}", complaint(&obeyed));
        let report: serde_json::Value = serde_json::from_slice(&obeyed.stdout).expect("JSON");
        let source = &report["import"]["sources"][0];
        assert_eq!((&source["decided_by"], &source["doubt"]), (&"user".into(), &serde_json::Value::Null), "{name}: {source}");
        let area_m2 = report["zones_m2"].as_f64().expect("a number");
        assert!((area_m2 - 6_631_900.0).abs() < 200.0, "{name}: {area_m2}");
    }
}

#[test]
fn every_command_that_reads_refuses_and_takes_the_option() {
    let folder = folder();
    let (path, out) = (folder.path().join("in.geojson"), folder.path().join("out.geojson"));
    let utm = FileCrs::from_epsg(3405).expect("known");
    let rings = numbers_of(&boundary(), hecta::geometry::crs::Reading::of(utm));
    std::fs::write(&path, geojson(&rings, Some(FileCrs::from_epsg(5897).expect("known")))).expect("written");
    let (input, output) = (text(&path), text(&out));
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample_plan.geojson");
    let commands: [&[&str]; 5] = [
        &["convert", input, output],
        &["repair", input, output, "--draft", "thử"],
        &["export", input, output, "--draft", "thử"],
        &["diff", sample, input],
        &["check", sample, "--boundary", input],
    ];
    for arguments in commands {
        let refused = hecta(arguments);
        let said = complaint(&refused);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("--crs EPSG:3405") && !out.exists(), "{arguments:?}: {said}");
        let obeyed = hecta(&[arguments, &["--crs", "EPSG:3405"]].concat());
        if arguments[0] != "diff" {
            assert_ne!(obeyed.status.code(), Some(2), "{arguments:?}: {}", complaint(&obeyed));
        }
        if arguments[0] == "export" {
            let verified = hecta(&["verify", output]);
            assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));
            let text = std::fs::read_to_string(&out).expect("written");
            assert!(text.contains("\"decided_by\"") && text.contains("EPSG:3405"), "the file says how its source was read");
        }
        let _ = std::fs::remove_file(&out);
    }
}
