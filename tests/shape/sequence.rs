//! GeoJSON features one after the other.

use std::path::Path;

use hecta::io::{ImportError, ReadOptions, geojson, import_plan};
use serde_json::Value;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample_plan.geojson");

fn lines() -> Vec<String> {
    let collection: Value = serde_json::from_slice(&std::fs::read(SAMPLE).expect("read")).expect("JSON");
    collection["features"].as_array().expect("features").iter().map(ToString::to_string).collect()
}

#[test]
fn lines_and_records_are_read_as_the_collection_is() {
    let whole = import_plan(Path::new(SAMPLE), ReadOptions::default(), None, None).expect("readable").plan;
    let folder = tempfile::tempdir().expect("a folder");
    let lines = lines();
    let records: String = lines.iter().map(|line| format!("\u{1e}{line}\n")).collect();
    let texts = [
        ("a.geojsonl", lines.join("\n")),
        ("b.jsonl", format!("\u{feff}{}\r\n\r\n", lines.join("\r\n"))),
        ("c.geojsons", records.clone()),
        ("d.json", records),
        ("e.geojson", lines.join("\n")),
    ];
    for (name, text) in texts {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        let read = import_plan(&path, ReadOptions::default(), None, None).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(read.problems, [], "{name}");
        assert!(
            read.plan.zones().zip(whole.zones()).all(|(a, b)| a.region == b.region && a.attributes == b.attributes),
            "{name}"
        );
        assert!(read.plan.boundary() == whole.boundary(), "{name}");
    }
}

#[test]
fn a_broken_line_is_named_and_other_texts_are_left_out_with_a_reason() {
    let lines = lines();
    let cut = format!("{}\n{}", lines[0], &lines[1][..lines[1].len() / 2]);
    let refused = geojson::read_raw_sequence(cut.as_bytes());
    assert!(matches!(refused, Err(ImportError::UnexpectedEnd { line: 2, .. })), "{refused:?}");
    let mixed = format!("{}\n42\n{}", lines[0], lines[1]);
    let layer = geojson::read_raw_sequence(mixed.as_bytes()).expect("readable");
    assert_eq!((layer.features.len(), layer.problems.len()), (2, 1));
    assert_eq!(layer.problems[0].place.feature, Some(2));
    assert_eq!(geojson::read_raw_sequence(lines[0].as_bytes()).expect("readable").features.len(), 1);
    assert!(matches!(geojson::read_raw_sequence(b"\n\n"), Err(ImportError::Empty)));
    assert!(geojson::read_raw_sequence("[".repeat(200_000).as_bytes()).is_err());
}
