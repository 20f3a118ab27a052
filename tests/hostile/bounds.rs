//! The program itself, given files made to exhaust it: it answers with a reason, and within the memory it is allowed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// Address space allowed to the program, in KiB: an office computer's memory, half of it.
const MEMORY_KIB: u64 = 4 << 20;
/// After this the program counts as hanging; a slow machine needs a fraction of it.
const PATIENCE: Duration = Duration::from_secs(120);

/// `hecta check FILE` in bounded memory; it must end by itself.
fn check(path: &Path) -> Output {
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -v {MEMORY_KIB}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_hecta")]);
        shell
    } else {
        Command::new(env!("CARGO_BIN_EXE_hecta"))
    };
    command.args(["check", "--lang", "en"]).arg(path).stdin(std::process::Stdio::null());
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let started = Instant::now();
    while child.try_wait().expect("waited for").is_none() {
        if started.elapsed() > PATIENCE {
            let _ = child.kill();
            panic!("{} keeps the program busy without end", path.display());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().expect("its words")
}

/// Asserts that a file is refused on one line that holds `reason`.
fn refused(path: &Path, reason: &str) {
    let output = check(path);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{}: {words}", path.display());
    assert!(words.lines().count() == 1 && words.contains(reason), "{}: {words}", path.display());
}

fn written(folder: &Path, name: &str, pieces: impl IntoIterator<Item = Vec<u8>>) -> PathBuf {
    let path = folder.join(name);
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).expect("made"));
    pieces.into_iter().try_for_each(|piece| file.write_all(&piece)).and_then(|()| file.flush()).expect("written");
    path
}

const HEAD: &str =
    r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[["#;

#[test]
fn brackets_without_end_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let deep = |open: &str, close: &str| {
        let rest = if close.is_empty() { "" } else { "]]}}]}" };
        let nested = [open.repeat(200_000), "1".into(), close.repeat(200_000), rest.into()];
        std::iter::once(HEAD.into()).chain(nested).map(String::into_bytes)
    };
    refused(&written(folder.path(), "lists.geojson", deep("[", "]")), "deep");
    refused(&written(folder.path(), "objects.geojson", deep("{\"a\":", "}")), "deep");
    refused(&written(folder.path(), "open.geojson", deep("[", "")), "deep");
}

#[test]
fn a_ring_of_ten_million_points_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let head = std::iter::once(HEAD.as_bytes().to_vec());
    let points = (0..1_000).map(|i| format!("[106.0{i},20.5{i}],").repeat(10_000).into_bytes());
    let tail = std::iter::once(b"[106,20]]]}}]}".to_vec());
    refused(&written(folder.path(), "ring.geojson", head.chain(points).chain(tail)), "positions");
}

#[test]
fn coordinates_at_the_edges_of_numbers_are_refused_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, number) in [("huge", "1e308"), ("tiny", "5e-324"), ("negative", "-1.7976931348623157e308")] {
        let ring = format!("[106.0,20.5],[{number},20.5],[106.1,{number}],[106.0,20.5]]]}}}}]}}");
        let path = written(folder.path(), &format!("{name}.geojson"), [HEAD.as_bytes().to_vec(), ring.into_bytes()]);
        let output = check(&path);
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(1 | 2)) && words.lines().count() <= 1, "{name}: {words}");
        assert!(!words.contains("panicked"), "{name}: {words}");
    }
}

#[test]
fn what_is_no_ordinary_file_is_refused_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    refused(folder.path(), "not an ordinary file");
    if cfg!(unix) {
        refused(Path::new("/dev/zero"), "not an ordinary file");
    }
}

/// Another program writes while Hecta reads: whatever was caught, the answer is a plan or a reason.
#[test]
fn a_file_that_changes_while_it_is_read_gives_a_plan_or_a_reason() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let folder = tempfile::tempdir().expect("a folder");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample_plan.geojson");
    let (whole, path) = (std::fs::read(sample).expect("readable"), folder.path().join("plan.geojson"));
    std::fs::write(&path, &whole).expect("written");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut length = 0;
            while !done.load(Ordering::Relaxed) {
                length = (length + 997) % whole.len();
                std::fs::write(&path, &whole[..length]).expect("written");
                std::fs::write(&path, &whole).expect("written");
            }
        });
        for _ in 0..200 {
            let read = hecta::io::import_plan(&path, hecta::io::ReadOptions::default(), None, None);
            if let Ok(imported) = read {
                assert!(imported.plan.zones().len() <= 3);
            }
        }
        done.store(true, Ordering::Relaxed);
    });
}
