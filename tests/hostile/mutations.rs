//! Seeded damage: bits flipped, bytes replaced by what parsers trip over, pieces cut out, repeated, exchanged, zeroed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use hecta::io::import::read_raw_layers;
use hecta::io::{ReadOptions, import_plan, place_layers, project};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use super::corpus::corpus;

/// Pieces that mean something to one parser or another.
const PIECES: [&[u8]; 16] = [
    b"1e999",
    b"-1",
    b"NaN",
    b"99999999999999999999",
    b"0.00000000000000000001",
    b"[[[[[[[[",
    b"]",
    b"}",
    b"<Placemark>",
    b"&bomb;",
    b"\0\0\0\0",
    b"\xFF\xFF\xFF\xFF",
    b"\x7F\xFF\xFF\xFF",
    b"\x00\x00\x00\x80",
    b"\r\n",
    b"\xC3\x28",
];

fn damage(random: &mut Pcg64, bytes: &mut Vec<u8>) {
    for _ in 0..random.random_range(1..5) {
        let length = bytes.len();
        if length < 4 {
            return;
        }
        let at = random.random_range(0..length);
        let end = (at + random.random_range(1..64)).min(length);
        match random.random_range(0..8) {
            0 | 1 => bytes[at] ^= 1 << random.random_range(0..8),
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..end)),
            4 => bytes[at..end].fill(0),
            5 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            6 => {
                let other = random.random_range(0..length);
                bytes.swap(at, other);
            }
            _ => {
                let piece = PIECES[random.random_range(0..PIECES.len())];
                let end = (at + piece.len()).min(length);
                bytes.splice(at..end, piece.iter().copied());
            }
        }
    }
}

/// Everything that is done with a file someone opens.
fn open(path: &Path) {
    if let Ok(raw) = read_raw_layers(path, ReadOptions::default()) {
        let _ = place_layers(&raw, ReadOptions::default());
    }
    let _ = import_plan(path, ReadOptions::default(), None, None);
    if path.extension().is_some_and(|ending| ending == "gpkg") {
        let _ = project::open_alternatives(path);
    }
}

#[test]
fn damaged_files_of_every_format_never_panic() {
    let rounds: u64 = std::env::var("HECTA_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let folder = tempfile::tempdir().expect("a folder");
    let mut failures = Vec::new();
    for path in corpus(folder.path()) {
        let sound = std::fs::read(&path).expect("readable");
        for round in 0..rounds {
            let mut random = Pcg64::seed_from_u64(round);
            let mut bytes = sound.clone();
            damage(&mut random, &mut bytes);
            std::fs::write(&path, &bytes).expect("written");
            if catch_unwind(AssertUnwindSafe(|| open(&path))).is_err() {
                failures.push(format!("{} damaged with seed {round}", path.file_name().expect("a name").display()));
            }
        }
        std::fs::write(&path, &sound).expect("written");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
