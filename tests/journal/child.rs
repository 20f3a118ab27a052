//! The process that is killed: it works at random and says on its standard output what it did.
//!
//! Lines: `restored D`, then for each step `doing D` before it is put on disk and `kept D` after; `saving L` and `saved L`, `exporting`
//! and `exported`. `D` is the digest of the document, `L` that of its land.

use std::io::Write;
use std::path::{Path, PathBuf};

use hecta::app::{Saved, Workspace};
use hecta::edit::{Command, DrawMode};
use hecta::geometry::GridPoint;
use hecta::plan::{ZoneAttributes, ZoneId};
use rand::{Rng, RngExt, SeedableRng};
use rand_pcg::Pcg64;

use crate::{digest, land_digest_of, workspace};

/// Where the process is told what to do: "seed folder".
pub const ORDER: &str = "HECTA_JOURNAL_CHILD";
/// The name of the test that is the process.
pub const NAME: &str = "child::works_until_it_is_killed";

pub fn project(folder: &Path) -> PathBuf {
    folder.join("Đồ án.gpkg")
}

pub fn exported(folder: &Path) -> PathBuf {
    folder.join("Xuất.geojson")
}

/// A line that the parent gets at once; a closed pipe ends the process.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    if writeln!(out, "hecta {line}").and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}

/// As a test of its own it does nothing; with an order it is the process.
#[test]
fn works_until_it_is_killed() {
    let Ok(order) = std::env::var(ORDER) else { return };
    let (seed, folder) = order.split_once(' ').expect("seed and folder");
    let folder = Path::new(folder);
    let mut rng = Pcg64::seed_from_u64(seed.parse().expect("a number"));
    let mut workspace = workspace(&folder.join("profile"));
    if workspace.is_recoverable() {
        assert!(workspace.recover(), "{:?}", workspace.take_notices());
    } else if project(folder).exists() {
        assert!(workspace.open(&project(folder)), "{:?}", workspace.take_notices());
        say(&format!("opened {}", land_digest_of(&workspace)));
    }
    say(&format!("restored {}", digest(&workspace)));
    loop {
        match rng.random_range(0..12) {
            0 => save(&mut workspace, folder),
            1 => {
                say("exporting");
                assert!(workspace.export(&exported(folder), Some("thử")), "{:?}", workspace.take_notices());
                say("exported");
            }
            _ => step(&mut workspace, &mut rng),
        }
    }
}

fn save(workspace: &mut Workspace, folder: &Path) {
    let land = land_digest_of(workspace);
    say(&format!("saving {land}"));
    let saved = if workspace.file().is_some() { workspace.save() } else { workspace.save_as(&project(folder)) };
    assert_eq!(saved, Saved::Yes, "{:?}", workspace.take_notices());
    say(&format!("saved {land}"));
}

fn step(workspace: &mut Workspace, rng: &mut Pcg64) {
    let before = workspace.session().revisions().committed;
    change(workspace, rng);
    if workspace.session().revisions().committed == before {
        return;
    }
    // going from one alternative to another of a saved document is no change
    if !workspace.is_modified() {
        return;
    }
    say(&format!("doing {}", digest(workspace)));
    workspace.keep();
    let failures = workspace.take_notices().into_iter().filter(|n| n.kind == hecta::app::NoticeKind::Error).collect::<Vec<_>>();
    assert!(failures.is_empty(), "{failures:?}");
    assert!(workspace.kept_at().is_some());
    say(&format!("kept {}", digest(workspace)));
}

fn any_zone(workspace: &Workspace, rng: &mut Pcg64) -> Option<ZoneId> {
    let order = workspace.session().plan().order();
    (!order.is_empty()).then(|| order[rng.random_range(0..order.len())])
}

/// Something at random; what is refused changes nothing.
pub fn change(workspace: &mut Workspace, rng: &mut Pcg64) {
    match rng.random_range(0..10) {
        0 => drop(workspace.session_mut().undo()),
        1 => drop(workspace.session_mut().redo()),
        2 if workspace.alternatives().count() < 3 => drop(workspace.duplicate_alternative()),
        3 => {
            let titles: Vec<_> = workspace.alternatives().titles().map(|title| title.id).collect();
            let id = titles[rng.random_range(0..titles.len())];
            match rng.random_range(0..3) {
                0 => workspace.rename_alternative(id, &format!("Phương án {}", rng.random_range(0..99))),
                1 => drop(workspace.switch_alternative(id)),
                _ => drop(workspace.delete_alternative(id)),
            }
        }
        4 => {
            let Some(zone) = any_zone(workspace, rng) else { return };
            let attributes = ZoneAttributes { name_vi: format!("Vùng {}", rng.next_u32()), ..ZoneAttributes::default() };
            drop(workspace.session_mut().perform(&Command::SetAttributes { zone, attributes: Box::new(attributes) }));
        }
        5 if rng.random_bool(0.3) => {
            let numbers: Vec<u32> = workspace.snapshots().iter().map(|snapshot| snapshot.number).collect();
            match numbers.first() {
                Some(number) if numbers.len() > 2 => drop(workspace.delete_snapshot(*number)),
                _ => drop(workspace.take_snapshot("Mốc", "thử")),
            }
        }
        5 => {
            let Some(zone) = any_zone(workspace, rng) else { return };
            drop(workspace.session_mut().perform(&Command::DeleteZones { zones: vec![zone] }));
        }
        6 => {
            let Some(zone) = any_zone(workspace, rng) else { return };
            let command = Box::new(draw(workspace, rng));
            drop(workspace.session_mut().perform(&Command::OnPlots { zone, command }));
        }
        _ => {
            let command = draw(workspace, rng);
            drop(workspace.session_mut().perform(&command));
        }
    }
}

/// A triangle somewhere, which takes land from whoever has it.
fn draw(workspace: &Workspace, rng: &mut Pcg64) -> Command {
    let bounds = workspace.session().plan().bounds().expect("a park");
    let mut corner = || {
        let east = rng.random_range(bounds.min.east..=bounds.max.east);
        GridPoint::new(east, rng.random_range(bounds.min.north..=bounds.max.north)).rounded_to_mm()
    };
    let sketch = vec![vec![corner(), corner(), corner()]];
    Command::DrawZone { sketch, mode: DrawMode::Take, attributes: Box::default() }
}
