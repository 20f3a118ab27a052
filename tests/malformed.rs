//! Every broken file gets what `tests/data/malformed/expected.json` says: accepted, mended with a warning, or refused with the reason.

use std::collections::BTreeMap;
use std::path::Path;

use hecta::geometry::validity::{FaultKind, region_from_raw};
use hecta::io::{ImportError, ReadOptions, SourceLayer, geojson};

/// What came of a file.
#[derive(Debug, PartialEq)]
enum Outcome {
    /// Features read, message ids of problems, geometry faults.
    Read(usize, Vec<&'static str>, Vec<FaultKind>),
    /// Message id of the error.
    Refused(&'static str),
}

fn outcome(read: &Result<SourceLayer, ImportError>) -> Outcome {
    match read {
        Ok(layer) => {
            let problems = layer.problems.iter().map(|problem| problem.kind.message_id()).collect();
            let faults =
                layer.features.iter().flat_map(|feature| region_from_raw(&feature.polygons).1).map(|fault| fault.kind).collect();
            Outcome::Read(layer.features.len(), problems, faults)
        }
        Err(error) => Outcome::Refused(error.message_id()),
    }
}

fn expected_outcome(name: &str) -> Option<Outcome> {
    use FaultKind::{HoleOutside, NoArea, PartsOverlap, SelfIntersection, Spike};
    let accepted = |features| Outcome::Read(features, vec![], vec![]);
    let with_problem = |features, problem| Outcome::Read(features, vec![problem], vec![]);
    let with_faults = |faults: &[FaultKind]| Outcome::Read(1, vec![], faults.to_vec());
    Some(match name {
        "ok_square" | "ok_hole" | "clockwise" | "projected_with_crs" | "bare_geometry" | "bare_feature" | "bom" => accepted(1),
        "duplicate_ids" => accepted(2),
        "no_features" => accepted(0),
        "unclosed_ring" => with_problem(1, "import-ring-closed"),
        "two_point_ring" => with_problem(0, "error-too-few-positions"),
        "empty_coordinates" => with_problem(0, "import-empty-geometry"),
        "null_geometry" => with_problem(1, "import-null-geometry"),
        "swapped_latlon" => with_problem(0, "error-swapped-degrees"),
        "out_of_range" => with_problem(0, "error-longitude-out-of-range"),
        "line_in_polygon_layer" => with_problem(0, "import-not-a-polygon"),
        "geometry_collection" => with_problem(1, "import-collection"),
        "z_values" => with_problem(1, "import-height-dropped"),
        "string_coordinates" => with_problem(0, "error-not-a-number"),
        "one_number_position" => with_problem(0, "error-position-too-short"),
        "bow_tie" => with_faults(&[SelfIntersection]),
        "hole_outside" => with_faults(&[HoleOutside]),
        "nested_duplicate_multi" => with_faults(&[PartsOverlap]),
        "zero_area" => with_faults(&[Spike, NoArea]),
        "projected_metres" => Outcome::Refused("error-not-degrees"),
        "not_geojson" => Outcome::Refused("error-not-geojson"),
        "nan_token" | "trailing_garbage" | "binary" => Outcome::Refused("error-not-json"),
        "inf_1e999" => Outcome::Refused("error-not-finite"),
        "truncated" => Outcome::Refused("error-truncated"),
        "utf16" => Outcome::Refused("error-utf16"),
        "bad_utf8" => Outcome::Refused("error-not-utf8"),
        "empty_file" => Outcome::Refused("error-empty-file"),
        "deep_nesting" => Outcome::Refused("error-too-deep"),
        _ => return None,
    })
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/malformed"))
}

fn read(name: &str) -> Result<SourceLayer, ImportError> {
    let bytes = std::fs::read(folder().join(name)).expect("a file of the test data");
    geojson::read(&bytes, ReadOptions::default())
}

#[test]
fn every_malformed_file_gets_what_is_expected() {
    let text = std::fs::read_to_string(folder().join("expected.json")).expect("the list");
    let listed: BTreeMap<String, String> = serde_json::from_str(&text).expect("names and what they should give");
    assert_eq!(listed.len(), 35);
    for (name, words) in listed {
        let read = read(&name);
        let stem = name.trim_end_matches(".geojson");
        assert_eq!(Some(outcome(&read)), expected_outcome(stem), "{name}: {words}");
        let messages = match &read {
            Ok(layer) => layer.problems.iter().map(ToString::to_string).collect(),
            Err(error) => vec![error.to_string()],
        };
        assert!(messages.iter().all(|message| !message.contains('\n')), "one line: {messages:?}");
        println!("{name}: {words} -> {messages:?}");
    }
}

#[test]
fn areas_of_accepted_files_do_not_depend_on_how_they_are_written() {
    let area_m2 = |name: &str| {
        let layer = read(name).expect("accepted");
        layer.features.iter().map(|feature| region_from_raw(&feature.polygons).0.area()).max().expect("a feature").m2()
    };
    let square_m2 = area_m2("ok_square.geojson");
    assert!((square_m2 - 11_546.0).abs() < 10.0, "{square_m2}");
    for name in [
        "clockwise",
        "unclosed_ring",
        "z_values",
        "bare_geometry",
        "bare_feature",
        "bom",
        "nested_duplicate_multi",
        "null_geometry",
    ] {
        assert!((area_m2(&format!("{name}.geojson")) - square_m2).abs() < 1e-9, "{name}");
    }
    assert!((area_m2("projected_with_crs.geojson") - 10_000.0).abs() < 1e-9);
}

/// Flips, cuts and repeats bytes of good and bad files: whatever comes, the reader answers.
#[test]
fn damaged_files_never_panic() {
    use rand::{RngExt, SeedableRng};
    let mut random = rand_pcg::Pcg64::seed_from_u64(35);
    let names = ["ok_hole", "geometry_collection", "projected_with_crs", "nested_duplicate_multi", "z_values"];
    for round in 0..4_000 {
        let name = names[round % names.len()];
        let mut bytes = std::fs::read(folder().join(format!("{name}.geojson"))).expect("a file of the test data");
        for _ in 0..random.random_range(1..6) {
            let at = random.random_range(0..bytes.len());
            match random.random_range(0..4) {
                0 => bytes[at] = b"0123456789-+.eE[]{},:\"nul \\"[random.random_range(0..27)],
                1 => bytes[at] ^= 1 << random.random_range(0..8),
                2 => bytes.truncate(at.max(1)),
                _ => {
                    let piece = bytes[at..(at + 20).min(bytes.len())].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
        }
        if let Ok(layer) = geojson::read(&bytes, ReadOptions::default()) {
            for feature in &layer.features {
                region_from_raw(&feature.polygons);
            }
        }
    }
}
