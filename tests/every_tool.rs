//! Every tool, by pointer and keys, in plans of 3, 50 and 2,000 zones: after each gesture everything adds up, and undo gives back
//! the identical document.

mod gestures;
mod invariants;

use std::path::Path;

use gestures::{Hand, Places, gesture};
use hecta::app::{Session, Workspace};
use hecta::geometry::grid::UM_PER_M;
use hecta::geometry::{ExactArea, GridPoint};
use hecta::io::ReadOptions;
use hecta::io::import::{import_boundary, import_plan};
use hecta::tool::{Key, MapEvent, Modifiers, Pointer, SnapSettings, ToolKind, ToolOptions};
use invariants::{assert_adds_up, assert_invariants};

/// As 10 px reach on a map of 1:400: the zones of the largest plan are 50 m wide.
const REACH_UM: i64 = UM_PER_M;

/// A hand at the session itself: everything must add up after every single event.
struct MapHand(Workspace);

impl MapHand {
    fn at(folder: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
        let options = ReadOptions::default();
        let boundary = import_boundary(&folder.join("boundary.geojson"), options).expect("a boundary");
        let plan = import_plan(&folder.join("zones.geojson"), options, Some(boundary), None).expect("zones").plan;
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        let session = workspace.session_mut();
        session.replace(plan);
        session.set_snaps(SnapSettings { on: false, ..SnapSettings::default() });
        session.set_options(ToolOptions { corner_radius_um: UM_PER_M / 2, ..ToolOptions::default() });
        Self(workspace)
    }

    fn send(&mut self, event: MapEvent) {
        self.0.session_mut().on(event);
        assert_adds_up(self.0.session());
    }
}

impl Hand for MapHand {
    fn session(&self) -> &Session {
        self.0.session()
    }

    fn reach_um(&self) -> i64 {
        REACH_UM
    }

    fn take(&mut self, kind: ToolKind) {
        self.0.session_mut().set_tool(kind);
    }

    fn pointer(&mut self, pointer: Pointer, at: GridPoint) {
        self.send(MapEvent::Pointer { pointer, at, reach_um: REACH_UM, modifiers: Modifiers::default() });
    }

    fn key(&mut self, key: Key) {
        self.send(MapEvent::Key { key, modifiers: Modifiers::default() });
    }

    fn type_area(&mut self, area: ExactArea) {
        let numbers = self.0.texts().numbers();
        self.0.session_mut().set_area_figure(numbers.ha(area, 4), numbers);
    }

    fn undo(&mut self) {
        assert!(self.0.session_mut().undo());
    }

    fn redo(&mut self) {
        assert!(self.0.session_mut().redo());
    }
}

fn every_tool_in(folder: &str) {
    let mut hand = MapHand::at(folder);
    let places = Places::made_by(&mut hand);
    let legal = hand.plan().boundary().expect("a boundary").outline.legal().clone();
    let extent = hand.plan().bounds();
    for kind in ToolKind::ALL {
        let before = hand.plan().clone();
        let steps_before = hand.session().history().steps().1;
        let code = gesture(&mut hand, &places, kind);
        println!("{folder}: {} → {code:?}", kind.code());
        assert_eq!(hand.session().refused().map(|refused| refused.refusal.clone()), None, "{kind:?}");
        let steps = hand.session().history().steps().1 - steps_before;
        assert_eq!(steps, usize::from(code.is_some()), "{kind:?}: one gesture is one step");
        assert_invariants(hand.session(), Some(&legal));
        assert_eq!(hand.plan().bounds(), extent, "nothing lies outside");
        if let Some(code) = code {
            let after = hand.plan().clone();
            assert_eq!(hand.session().history().next_undo().map(|step| step.code), Some(code));
            hand.undo();
            assert_eq!(*hand.plan(), before, "{kind:?}: undo gives back the identical document");
            assert_invariants(hand.session(), Some(&legal));
            hand.redo();
            assert_eq!(*hand.plan(), after);
            hand.undo();
        } else {
            assert_eq!(*hand.plan(), before, "{kind:?} changes nothing");
        }
        hand.key(Key::Escape);
    }
}

#[test]
fn every_tool_adds_up_among_three_zones() {
    every_tool_in("plan_3");
}

#[test]
fn every_tool_adds_up_among_fifty_zones() {
    every_tool_in("plan_50");
}

#[test]
fn every_tool_adds_up_among_two_thousand_zones() {
    every_tool_in("plan_2000");
}
