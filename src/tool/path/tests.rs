use std::collections::BTreeSet;

use super::*;
use crate::plan::{Approval, Plan, ZoneAttributes};
use crate::tool::{Aiming, SnapKinds, SnapSettings, SnapTarget, ToolOptions};

/// A path on a map without anything to snap to.
struct Hand {
    path: Path,
    plan: Plan,
    options: ToolOptions,
    aiming: Aiming,
    modifiers: Modifiers,
}

impl Hand {
    fn new() -> Self {
        let plan = Plan::assemble("", Default::default(), Approval::default(), None, Vec::new()).0;
        Self {
            path: Path::default(),
            plan,
            options: ToolOptions::default(),
            aiming: vertices_only(),
            modifiers: Modifiers::default(),
        }
    }

    fn on(&mut self, event: MapEvent) -> Change {
        let (selection, new_zone) = (BTreeSet::new(), ZoneAttributes::default());
        let context = ToolContext {
            plan: &self.plan,
            selection: &selection,
            aiming: &self.aiming,
            new_zone: &new_zone,
            options: &self.options,
        };
        self.path.on(&event, &context)
    }

    fn pointer(&mut self, pointer: Pointer, (east, north): (i64, i64)) -> Change {
        self.on(MapEvent::Pointer { pointer, at: m(east, north), reach_um: 5 * UM_PER_M, modifiers: self.modifiers })
    }

    fn click(&mut self, at: (i64, i64)) -> Change {
        self.pointer(Pointer::Move, at);
        let pressed = self.pointer(Pointer::Press, at);
        let released = self.pointer(Pointer::Release, at);
        if released == Change::None { pressed } else { released }
    }

    fn key(&mut self, key: Key) -> Change {
        self.on(MapEvent::Key { key, modifiers: Modifiers::default() })
    }

    fn clicks(corners: &[(i64, i64)]) -> Self {
        let mut hand = Self::new();
        for corner in corners {
            assert_eq!(hand.click(*corner), Change::Moved);
        }
        hand
    }
}

/// An aim that takes hold of corners and of nothing else.
fn vertices_only() -> Aiming {
    let kinds = SnapKinds::only(&[SnapTarget::Vertex]);
    let mut aiming = Aiming::default();
    aiming.snaps = SnapSettings { kinds, ..SnapSettings::default() };
    aiming
}

fn m(east: i64, north: i64) -> GridPoint {
    GridPoint::new(east * UM_PER_M, north * UM_PER_M)
}

const SQUARE: [(i64, i64); 4] = [(0, 0), (100, 0), (100, 100), (0, 100)];

#[test]
fn a_click_on_the_first_corner_finishes_and_a_corner_is_not_set_twice() {
    let mut hand = Hand::clicks(&SQUARE);
    assert_eq!(hand.click((0, 100)), Change::Moved);
    assert_eq!(hand.path.line().len(), 4);
    assert_eq!(hand.click((1, 1)), Change::Finished, "within reach of the first corner");
    assert_eq!(hand.path.line().len(), 4);
}

#[test]
fn a_corner_that_is_set_can_be_dragged_and_put_back() {
    let mut hand = Hand::clicks(&SQUARE);
    hand.pointer(Pointer::Move, (99, 1));
    assert_eq!(hand.path.hot_corner(), Some(m(100, 0)));
    assert_eq!(hand.path.with_cursor().len(), 4, "over a corner the cursor adds none");
    hand.pointer(Pointer::Press, (99, 1));
    hand.pointer(Pointer::Move, (150, -20));
    assert_eq!(hand.path.line()[1], m(150, -20));
    assert_eq!(hand.key(Key::Escape), Change::Moved);
    assert_eq!(hand.path.line()[1], m(100, 0));
    hand.pointer(Pointer::Press, (99, 1));
    hand.pointer(Pointer::Move, (150, -20));
    assert_eq!(hand.pointer(Pointer::Release, (150, -20)), Change::Moved);
    assert_eq!(hand.path.ring(), [m(0, 0), m(150, -20), m(100, 100), m(0, 100)]);
    assert_eq!(hand.key(Key::Escape), Change::Dropped);
    assert_eq!(hand.path.line(), []);
}

#[test]
fn the_last_corner_and_the_one_that_closes_are_not_taken_hold_of_until_a_refusal() {
    let mut hand = Hand::clicks(&SQUARE);
    for at in [(0, 0), (0, 100)] {
        hand.pointer(Pointer::Move, at);
        assert_eq!(hand.path.hot_corner(), None);
    }
    hand.modifiers = Modifiers { alt: true, ..Modifiers::default() };
    hand.pointer(Pointer::Move, (100, 0));
    assert_eq!(hand.path.hot_corner(), None, "with Alt a new corner can be set there");
    hand.modifiers = Modifiers::default();
    hand.path.refused();
    for (corner, to) in [((0, 0), (-30, -30)), ((0, 100), (-30, 130)), ((100, 0), (130, -30))] {
        hand.pointer(Pointer::Press, corner);
        hand.pointer(Pointer::Move, to);
        assert_eq!(hand.pointer(Pointer::Release, to), Change::Moved);
        assert!(hand.path.line().contains(&m(to.0, to.1)));
    }
    hand.pointer(Pointer::Move, (400, 400));
    assert_eq!(hand.path.with_cursor().len(), 4, "what is shown is what Enter makes");
    assert_eq!(hand.click((-30, -30)), Change::Finished, "a click on the first corner still closes");
    hand.path.refused();
    assert_eq!(hand.click((400, 400)), Change::Moved);
    assert_eq!(hand.path.line().len(), 5, "a click elsewhere goes on drawing");
}

#[test]
fn an_arc_takes_a_point_and_an_end_and_goes_back_as_one() {
    let mut hand = Hand::new();
    hand.options.segment = Segment::Arc;
    hand.click((500, 0));
    assert_eq!(hand.path.hint(), Some("hint-arc-via"));
    hand.click((300, 400));
    assert_eq!(hand.path.hint(), Some("hint-arc-end"));
    hand.pointer(Pointer::Move, (-500, 0));
    assert!(hand.path.with_cursor().len() > 100, "the arc is shown while it is drawn");
    assert_eq!(hand.path.marks(), [m(500, 0), m(300, 400), m(-500, 0)]);
    assert!(matches!(hand.path.remark(), Some(Remark::Radius { radius_m }) if (radius_m - 500.0).abs() < 1e-6));
    let live = hand.path.live(true).expect("figures");
    assert!((live.length_m - 500.0 * std::f64::consts::PI).abs() < 0.2, "{}", live.length_m);
    hand.key(Key::Backspace);
    assert_eq!(hand.path.line(), [m(500, 0)]);
    hand.click((300, 400));
    hand.click((-500, 0));
    let bend = hand.path.line().len();
    assert!(bend > 100 && hand.path.line().contains(&m(300, 400)));
    hand.options.segment = Segment::Straight;
    hand.click((-600, 0));
    assert_eq!(hand.path.line().len(), bend + 1);
    hand.key(Key::Backspace);
    hand.key(Key::Backspace);
    assert_eq!(hand.path.line(), [m(500, 0)]);
}

#[test]
fn an_arc_can_close_a_path_on_its_first_corner() {
    let mut hand = Hand::clicks(&[(500, 0), (-500, 0)]);
    hand.options.segment = Segment::Arc;
    hand.click((0, 500));
    assert_eq!(hand.click((500, 0)), Change::Finished);
    let ring = hand.path.ring();
    assert!(ring.len() > 100 && ring.first() != ring.last());
}

#[test]
fn a_point_of_an_arc_without_an_end_is_a_corner() {
    let mut hand = Hand::new();
    hand.options.segment = Segment::Arc;
    hand.click((0, 0));
    hand.click((100, 0));
    assert_eq!(hand.key(Key::Enter), Change::Finished);
    assert_eq!(hand.path.line(), [m(0, 0), m(100, 0)]);
    hand.click((100, 100));
    hand.options.segment = Segment::Straight;
    hand.click((0, 100));
    assert_eq!(hand.path.line().len(), 4, "straight again, the point is one of the corners");
}

#[test]
fn dragging_the_point_of_an_arc_bends_it() {
    let mut hand = Hand::new();
    hand.options.segment = Segment::Arc;
    for at in [(500, 0), (300, 400), (-500, 0)] {
        hand.click(at);
    }
    hand.options.segment = Segment::Straight;
    hand.click((-500, -300));
    hand.pointer(Pointer::Press, (300, 400));
    hand.pointer(Pointer::Move, (0, 300));
    hand.pointer(Pointer::Release, (0, 300));
    let top = hand.path.line().iter().map(|p| p.north).max();
    assert_eq!(top, Some(300 * UM_PER_M));
    assert_eq!(hand.path.line().last(), Some(&m(-500, -300)));
}
