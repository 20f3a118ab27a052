//! Damaged and lying files: read in part or refused with a reason, never a panic, never more memory than the file is worth.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use hecta::io::import::read_raw_layers;
use hecta::io::{FileFault, ProblemKind, ReadOptions, Severity, Shape, place_layers};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use super::{copy, faults, kept, raw};

const ENDINGS: [&str; 5] = ["shp", "shx", "dbf", "prj", "cpg"];

/// Does everything that is done with a file; whether it panicked.
fn panics(path: &Path) -> bool {
    let open = || {
        if let Ok(raw) = read_raw_layers(path, ReadOptions::default()) {
            let _ = place_layers(&raw, ReadOptions::default());
        }
    };
    catch_unwind(AssertUnwindSafe(open)).is_err()
}

#[test]
fn files_cut_off_anywhere_are_read_in_part_and_said_to_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = copy("shapes.shp", &ENDINGS, folder.path());
    for ending in ["shp", "shx", "dbf"] {
        let file = path.with_extension(ending);
        let whole = std::fs::read(&file).expect("read");
        for part in 0..50 {
            std::fs::write(&file, &whole[..whole.len() * part / 50]).expect("written");
            assert!(!panics(&path), "{ending} cut at {part}/50");
            if ending == "shp"
                && let Ok(layers) = read_raw_layers(&path, ReadOptions::default())
            {
                assert!(layers[0].problems.iter().any(|problem| problem.severity() == Severity::Error), "cut at {part}/50");
                assert!(faults(&layers[0]).iter().any(|fault| matches!(fault, FileFault::CutOff { .. })));
            }
        }
        std::fs::write(&file, &whole).expect("written");
    }
    let path = folder.path().join("plan.fgb");
    let whole = std::fs::read(kept("sample_plan.fgb")).expect("read");
    for part in 0..50 {
        std::fs::write(&path, &whole[..whole.len() * part / 50]).expect("written");
        assert!(!panics(&path), "cut at {part}/50");
        if let Ok(layers) = read_raw_layers(&path, ReadOptions::default()) {
            assert!(faults(&layers[0]).iter().any(|fault| matches!(fault, FileFault::CutOff { .. })), "cut at {part}/50");
        }
    }
}

#[test]
fn flipped_bytes_never_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    let shp = copy("shapes.shp", &ENDINGS, folder.path());
    let names = copy("names_vni.shp", &["shp", "shx", "dbf"], folder.path());
    let fgb = folder.path().join("plan.fgb");
    std::fs::copy(kept("sample_plan.fgb"), &fgb).expect("copied");
    let targets = [(&shp, "shp"), (&shp, "shx"), (&shp, "dbf"), (&shp, "prj"), (&names, "dbf"), (&fgb, "fgb")];
    let mut random = Pcg64::seed_from_u64(5);
    let mut failures = Vec::new();
    for (path, ending) in targets {
        let file = path.with_extension(ending);
        let whole = std::fs::read(&file).expect("read");
        for round in 0..150 {
            let mut bytes = whole.clone();
            for _ in 0..random.random_range(1..6) {
                // headers decide most
                let reach = if random.random_range(0..2) == 0 { bytes.len().min(200) } else { bytes.len() };
                let at = random.random_range(0..reach);
                bytes[at] = [0, 0xFF, 0x7F, 0x80, bytes[at] ^ (1 << random.random_range(0..8))][random.random_range(0..5)];
            }
            std::fs::write(&file, &bytes).expect("written");
            if panics(path) {
                failures.push(format!("{} round {round}", file.display()));
            }
        }
        std::fs::write(&file, &whole).expect("written");
    }
    assert!(failures.is_empty(), "{failures:?}");
}

#[test]
fn counts_that_lie_cost_one_feature_or_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = copy("sample.shp", &["shp", "dbf", "prj"], folder.path());
    let whole = std::fs::read(&path).expect("read");
    let first = 100 + 8;
    for (at, what) in [(first + 36, "parts"), (first + 40, "points")] {
        for lie in [i32::MAX, -1, 1_000_000] {
            let mut bytes = whole.clone();
            bytes[at..at + 4].copy_from_slice(&lie.to_le_bytes());
            std::fs::write(&path, &bytes).expect("written");
            let features = raw(&path).features.to_vec();
            assert!(matches!(features[0].shape, Shape::Broken(_)), "{what} {lie}");
            assert!(features[1..].iter().all(|feature| matches!(feature.shape, Shape::Polygons { .. })), "{what} {lie}");
        }
    }
    std::fs::write(&path, &whole).expect("written");
    let table = path.with_extension("dbf");
    let mut bytes = std::fs::read(&table).expect("read");
    bytes[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
    std::fs::write(&table, &bytes).expect("written");
    let layer = raw(&path);
    assert_eq!(faults(&layer), [FileFault::RowsDiffer { shapes: 4, rows: 4 }]);
    assert_eq!(layer.features.len(), 4);
    // FlatGeobuf whose header promises 4 GB, and one that ends in noise
    let whole = std::fs::read(kept("sample_plan.fgb")).expect("read");
    let header = u32::from_le_bytes(*whole[8..].first_chunk().expect("a size")) as usize;
    let path = folder.path().join("plan.fgb");
    let mut bytes = whole.clone();
    bytes[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
    std::fs::write(&path, &bytes).expect("written");
    assert!(read_raw_layers(&path, ReadOptions::default()).is_err());
    let mut bytes = whole[..12 + header].to_vec();
    bytes.extend(std::iter::repeat_n(0xFF, 400));
    std::fs::write(&path, &bytes).expect("written");
    let read = read_raw_layers(&path, ReadOptions::default());
    assert!(read.is_err() || read.is_ok_and(|layers| layers[0].problems.iter().any(|p| matches!(p.kind, ProblemKind::File(_)))));
}
