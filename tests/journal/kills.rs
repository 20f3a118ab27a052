//! A process that works, saves and exports is killed again and again; after each end at most the gesture in progress is lost.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use hecta::io::project::open_alternatives;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use crate::child::{NAME, ORDER, exported, project};
use crate::land_digest;

/// Rounds in `./test`; `HECTA_KILLS` asks for another number.
const ROUNDS: usize = 24;
/// Processes at a time, each in a folder of its own.
const WORKERS: usize = 2;
/// Longest that a process may take to say something, which it does many times a second.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the process has said, so far as it decides what may be found after its end.
#[derive(Debug, Default, Clone)]
struct Known {
    /// The document that was acknowledged last.
    kept: Option<u64>,
    /// One that was being put on disk.
    doing: Option<u64>,
    /// Land in the project file.
    saved: Option<u64>,
    /// Land that was being saved.
    saving: Option<u64>,
    /// Whether the project file, or the beginning, is the document that was acknowledged last.
    clean: bool,
    exporting: bool,
}

/// How often a process died in the middle of what.
#[derive(Debug, Default)]
struct Ends {
    rounds: usize,
    while_keeping: usize,
    while_saving: usize,
    while_exporting: usize,
    next_state_found: usize,
}

impl Known {
    /// Takes in a line of a living process.
    fn hear(&mut self, line: &str) {
        let (word, number) = line.split_once(' ').unwrap_or((line, ""));
        let number = number.parse().ok();
        match word {
            "doing" => self.doing = number,
            "kept" => (self.kept, self.doing, self.clean) = (number, None, false),
            "saving" => self.saving = number,
            "saved" => (self.saved, self.saving, self.clean) = (number, None, true),
            "exporting" => self.exporting = true,
            "exported" => self.exporting = false,
            _ => panic!("unknown line {line}"),
        }
    }

    /// Compares what a new process found with what the last one had said.
    fn compare(&mut self, opened: Option<u64>, restored: u64, ends: &mut Ends) {
        match opened {
            // there was no journal: the project file must hold everything
            Some(land) => {
                let was_just_saved = self.saving == Some(land);
                assert!(self.clean || was_just_saved, "acknowledged steps are lost: {self:?}");
                assert!(was_just_saved || self.saved == Some(land), "the project file holds something else: {self:?}, {land}");
                *self = Self { saved: Some(land), clean: true, ..Self::default() };
            }
            None if self.kept.is_none() || (self.clean && self.saved.is_none()) => {
                *self = Self { clean: true, ..Self::default() };
            }
            None => {
                assert!(self.kept == Some(restored) || self.doing == Some(restored), "restored {restored}: {self:?}");
                ends.next_state_found += usize::from(self.kept != Some(restored));
                let saved = self.saved;
                *self = Self { saved, ..Self::default() };
            }
        }
        self.kept = Some(restored);
    }
}

/// A process at work, and the lines it says.
struct Working {
    process: Child,
    lines: Receiver<String>,
}

impl Working {
    fn start(seed: u64, folder: &Path) -> Self {
        let program = std::env::current_exe().expect("this test is a program");
        let order = format!("{seed} {}", folder.display());
        let mut process = Command::new(program)
            .args(["--exact", NAME, "--nocapture", "--test-threads=1"])
            .env(ORDER, order)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("started");
        let out = BufReader::new(process.stdout.take().expect("a pipe"));
        let (tell, lines) = channel();
        std::thread::spawn(move || {
            // the last line may be cut off by the end of the process: it has no end of line and does not count
            let mut out = out;
            let mut line = String::new();
            while out.read_line(&mut line).is_ok_and(|count| count > 0) && line.ends_with('\n') {
                if let Some((_, said)) = line.trim_end().split_once("hecta ") {
                    drop(tell.send(said.to_owned()));
                }
                line.clear();
            }
        });
        Self { process, lines }
    }

    fn next_line(&mut self) -> String {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => line,
            Err(RecvTimeoutError::Disconnected) => panic!("the process ended by itself: {:?}", self.process.wait()),
            Err(RecvTimeoutError::Timeout) => panic!("the process says nothing any more"),
        }
    }
}

/// Lets a process work in `folder` and kills it; checks what the one before left.
fn round(rng: &mut Pcg64, folder: &Path, known: &mut Known, ends: &mut Ends) {
    let mut working = Working::start(rng.random(), folder);
    let mut opened = None;
    let restored = loop {
        let line = working.next_line();
        match line.split_once(' ').expect("a word and a number") {
            ("opened", number) => opened = number.parse().ok(),
            ("restored", number) => break number.parse().expect("a number"),
            other => panic!("{other:?} before anything was restored"),
        }
    };
    if known.doing.is_some() || known.kept.is_some() || opened.is_some() {
        known.compare(opened, restored, ends);
    } else {
        *known = Known { kept: Some(restored), clean: true, ..Known::default() };
    }
    for _ in 0..rng.random_range(0..60) {
        let line = working.next_line();
        known.hear(&line);
    }
    std::thread::sleep(Duration::from_micros(rng.random_range(0..6_000)));
    working.process.kill().expect("it can be killed");
    working.process.wait().expect("it is dead");
    while let Ok(line) = working.lines.recv() {
        known.hear(&line);
    }
    ends.rounds += 1;
    ends.while_keeping += usize::from(known.doing.is_some());
    ends.while_saving += usize::from(known.saving.is_some());
    ends.while_exporting += usize::from(known.exporting);
    check_files(folder, known);
}

/// The files that people see are whole, old or new.
fn check_files(folder: &Path, known: &mut Known) {
    let path = project(folder);
    if path.exists() {
        let opened = open_alternatives(&path).expect("whole").expect("a project");
        let land = land_digest(opened.alternatives.iter().map(|a| &a.imported.plan));
        assert!(known.saved == Some(land) || known.saving == Some(land), "{known:?}, {land}");
        known.saved = Some(land);
    } else {
        assert_eq!(known.saved, None, "what was saved is there");
    }
    if exported(folder).exists() {
        let bytes = std::fs::read(exported(folder)).expect("readable");
        let json: serde_json::Value = serde_json::from_slice(&bytes).expect("whole");
        assert!(json["features"].is_array());
    }
}

#[test]
fn a_process_killed_at_any_moment_loses_at_most_the_gesture_in_progress() {
    let rounds = std::env::var("HECTA_KILLS").map_or(ROUNDS, |text| text.parse().expect("HECTA_KILLS is a number"));
    let worker = |worker: usize| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut rng = Pcg64::seed_from_u64(20_261_122 + worker as u64);
        let (mut known, mut ends) = (Known { clean: true, ..Known::default() }, Ends::default());
        for _ in 0..rounds.div_ceil(WORKERS) {
            round(&mut rng, folder.path(), &mut known, &mut ends);
        }
        ends
    };
    let all: Vec<Ends> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..WORKERS).map(|index| scope.spawn(move || worker(index))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no assertion failed")).collect()
    });
    println!("{all:?}");
    assert!(all.iter().map(|ends| ends.rounds).sum::<usize>() >= rounds);
}
