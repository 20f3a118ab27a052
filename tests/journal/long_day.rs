//! A long day: thousands of edits, with the history bounded and the journal in step with it.

use hecta::app::{NoticeKind, Workspace};
use hecta::edit::{Command, HistoryBounds};
use hecta::geometry::GridPoint;
use hecta::plan::{Plan, ZoneAttributes, ZoneId};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use crate::{digest, workspace};

/// What a planner does all day, at random: names, borders, divisions, and taking back.
struct Planner {
    rng: Pcg64,
    number: u32,
}

impl Planner {
    fn new(seed: u64) -> Self {
        Self { rng: Pcg64::seed_from_u64(seed), number: 0 }
    }

    /// One edit, be it allowed or not.
    fn edit(&mut self, workspace: &mut Workspace) {
        self.number += 1;
        match self.rng.random_range(0..20) {
            0 => drop(workspace.session_mut().undo()),
            1 => drop(workspace.session_mut().redo()),
            2..=8 => self.drag(workspace),
            9 => self.divide(workspace),
            10..=12 => self.join(workspace),
            _ => self.name(workspace),
        }
    }

    fn zone(&mut self, plan: &Plan) -> Option<ZoneId> {
        let order = plan.order();
        (!order.is_empty()).then(|| order[self.rng.random_range(0..order.len())])
    }

    fn name(&mut self, workspace: &mut Workspace) {
        let Some(zone) = self.zone(workspace.session().plan()) else { return };
        let attributes = ZoneAttributes { name_vi: format!("Bước {}", self.number), ..ZoneAttributes::default() };
        drop(workspace.session_mut().perform(&Command::SetAttributes { zone, attributes: Box::new(attributes) }));
    }

    /// Moves a vertex, with previews on the way as under the pointer.
    fn drag(&mut self, workspace: &mut Workspace) {
        let plan = workspace.session().plan();
        let Some(zone) = self.zone(plan).and_then(|id| plan.zone(id)) else { return };
        let corners: Vec<GridPoint> = zone.region.vertices().collect();
        let from = corners[self.rng.random_range(0..corners.len())];
        let mut shift = || self.rng.random_range(-4_000_000..=4_000_000);
        let to = GridPoint::new(from.east + shift(), from.north + shift()).rounded_to_mm();
        drop(workspace.session_mut().perform(&Command::MoveVertices { moves: vec![(from, to)] }));
    }

    fn divide(&mut self, workspace: &mut Workspace) {
        let plan = workspace.session().plan();
        if plan.zones().len() > 12 {
            return self.join(workspace);
        }
        let Some(bounds) = plan.bounds() else { return };
        let mut east = || self.rng.random_range(bounds.min.east..=bounds.max.east);
        let line = vec![
            GridPoint::new(east(), bounds.min.north - 1_000_000).rounded_to_mm(),
            GridPoint::new(east(), bounds.max.north + 1_000_000).rounded_to_mm(),
        ];
        let zones: Vec<ZoneId> = self.zone(workspace.session().plan()).into_iter().collect();
        drop(workspace.session_mut().perform(&Command::SplitZones { zones, line }));
    }

    fn join(&mut self, workspace: &mut Workspace) {
        if workspace.session().plan().zones().len() <= 3 {
            return;
        }
        let pair = [self.zone(workspace.session().plan()), self.zone(workspace.session().plan())];
        if let [Some(into), Some(other)] = pair
            && into != other
        {
            drop(workspace.session_mut().perform(&Command::MergeZones { into, from: vec![other] }));
        }
    }
}

/// Edits until `count` steps have been made since the plan was opened.
fn work(workspace: &mut Workspace, planner: &mut Planner, count: usize) {
    let made = |workspace: &Workspace| workspace.session().history().dropped() + workspace.session().history().steps().0.len();
    while made(workspace) < count {
        planner.edit(workspace);
        workspace.keep();
    }
}

fn warnings(workspace: &mut Workspace) -> usize {
    workspace.take_notices().iter().filter(|notice| notice.kind == NoticeKind::Warning).count()
}

#[test]
fn a_long_day_keeps_a_bounded_history() {
    let mut workspace = Workspace::start(None).expect("the embedded data can be read");
    let (mut planner, bounds) = (Planner::new(1), HistoryBounds::default());
    work(&mut workspace, &mut planner, bounds.steps);
    assert_eq!((workspace.session().history().dropped(), warnings(&mut workspace)), (0, 0));
    let mut told = 0;
    for _ in 0..2_000 {
        planner.edit(&mut workspace);
        workspace.keep();
        told += warnings(&mut workspace);
        let history = workspace.session().history();
        assert!(history.steps().0.len() <= bounds.steps && history.held_bytes() <= bounds.bytes);
        assert_eq!(workspace.session().stamps().len(), history.steps().0.len());
    }
    assert_eq!(told, 1, "it is said once");
    assert!(workspace.session().history().dropped() > 1_000, "{}", workspace.session().history().dropped());
    // another document begins anew
    workspace.new_plan();
    assert_eq!(workspace.session().history().dropped(), 0);
}

#[test]
fn what_is_kept_leads_back_to_the_state_before_the_oldest_step_and_forth_again() {
    let mut workspace = Workspace::start(None).expect("the embedded data can be read");
    let (most, surplus) = (HistoryBounds::default().steps, 40);
    let mut planner = Planner::new(2);
    let mut oldest = None;
    while workspace.session().history().dropped() < surplus {
        let history = workspace.session().history();
        if history.dropped() == 0 && history.steps().1 == surplus {
            oldest = Some(workspace.session().settled_document());
        }
        if planner.rng.random_bool(0.5) {
            planner.name(&mut workspace);
        } else {
            planner.drag(&mut workspace);
        }
    }
    let oldest = oldest.expect("so many steps were made");
    let last = workspace.session().settled_document();
    let kept = workspace.session().history().steps().0.len();
    assert_eq!(kept, most);
    assert!(workspace.session_mut().go_to_step(0));
    assert_eq!(workspace.session().settled_document(), oldest);
    assert!(!workspace.session_mut().undo());
    assert!(workspace.session_mut().go_to_step(kept));
    assert_eq!(workspace.session().settled_document(), last);
    let mut undone = 0;
    while workspace.session_mut().undo() {
        undone += 1;
    }
    assert_eq!(undone, kept);
    assert_eq!(workspace.session().settled_document(), oldest);
}

#[test]
fn what_was_worked_on_is_recovered_after_steps_were_dropped() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = workspace(folder.path());
    let mut planner = Planner::new(3);
    // steps go into the journal in bunches, as far as time allows
    while window.session().history().dropped() < 200 {
        for _ in 0..40 {
            planner.edit(&mut window);
        }
        window.keep();
    }
    let middle = window.session().history().steps().0.len() / 2;
    assert!(window.session_mut().go_to_step(middle));
    window.keep();
    let expected = digest(&window);
    // the window dies: its lock goes, its journal stays
    drop(window);
    let mut again = workspace(folder.path());
    assert!(again.is_recoverable() && again.recover(), "{:?}", again.take_notices());
    assert_eq!(digest(&again), expected);
    assert_eq!(again.session().history().dropped(), 0);
    planner.name(&mut again);
    again.keep();
    assert!(again.kept_at().is_some());
}

/// Memory of this process, MB.
#[cfg(target_os = "linux")]
fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("proc");
    let line = status.lines().find(|line| line.starts_with("VmRSS")).expect("VmRSS");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).expect("a number") / 1024.0
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "measures; run alone with --ignored --nocapture"]
fn memory_over_a_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = workspace(folder.path());
    let mut planner = Planner::new(4);
    println!("begun: {:.1} MB", resident_mb());
    for target in (1..=20).map(|half| half * 500) {
        work(&mut window, &mut planner, target);
        let history = window.session().history();
        let files = walk(folder.path());
        let (kept, held) = (history.steps().0.len(), history.held_bytes() as f64 / 1e6);
        println!("{target} steps: {:.1} MB, {kept} kept, {held:.1} MB held, {files:.2} MB on disk", resident_mb());
    }
}

/// What the files in a folder take, MB.
#[cfg(target_os = "linux")]
fn walk(folder: &std::path::Path) -> f64 {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(
            |entry| {
                if entry.path().is_dir() { walk(&entry.path()) } else { entry.metadata().map_or(0.0, |m| m.len() as f64 / 1e6) }
            },
        )
        .sum()
}
