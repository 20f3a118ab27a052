//! Random drags through the tools: whatever the hand does, nothing leaves the boundary and locked zones stay as they are.
//!
//! `HECTA_DRAGS=100000 cargo test --test drags` makes more of them.

use std::collections::BTreeSet;

use hecta::app::{Communes, Session};
use hecta::edit::{Command, DrawMode, Vacated};
use hecta::geometry::overlay::difference;
use hecta::geometry::{ExactArea, GridBox, GridPoint, ProjectCrs, Region};
use hecta::io::embedded::{communes, demonstration_boundary};
use hecta::plan::{Division, Plan, ZoneAttributes, ZoneId};
use hecta::tool::{EdgeDrag, Key, MapEvent, Modifiers, Pointer, ToolKind, ToolOptions};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// Drags over all runs unless `HECTA_DRAGS` says otherwise.
const DRAGS: usize = 10_000;
/// How far the pointer reaches, µm.
const REACH_UM: i64 = 10_000_000;

/// The demonstration boundary in twelve zones, one of which is no zone again and two are locked.
fn session() -> Session {
    let crs = ProjectCrs::default();
    let given = demonstration_boundary(crs).expect("the embedded boundary can be read");
    let plan = Plan::assemble("", crs, given.approval, Some(&given.boundary), Vec::new()).0;
    let layer = |division| communes(division, crs).expect("the embedded communes can be read").into();
    let layers = Communes { until2025: layer(Division::Until2025), since2025: layer(Division::Since2025) };
    let mut session = Session::new(plan, layers.clone());
    let GridBox { min, max } = session.plan().bounds().expect("land");
    let at = |east: i64, north: i64| {
        let part = |from: i64, to: i64, percent: i64| from + (to - from) / 100 * percent;
        GridPoint::new(part(min.east, max.east, east), part(min.north, max.north, north)).rounded_to_mm()
    };
    let mut perform = |command: Command| session.perform(&command).expect("the plan is laid out");
    let sketch = vec![vec![at(-5, -5), at(105, -5), at(105, 105), at(-5, 105)]];
    perform(Command::DrawZone { sketch, mode: DrawMode::Yield, attributes: Box::default() });
    for line in [
        vec![at(-5, 40), at(105, 52)],
        vec![at(18, -5), at(20, 45), at(16, 105)],
        vec![at(34, -5), at(36, 105)],
        vec![at(50, -5), at(47, 60), at(50, 105)],
        vec![at(64, -5), at(66, 50), at(64, 105)],
        vec![at(80, -5), at(78, 105)],
    ] {
        perform(Command::SplitZones { zones: Vec::new(), line });
    }
    let order = session.plan().order().clone();
    session.perform(&Command::DeleteZones { zones: vec![order[5]] }).expect("a zone goes");
    for zone in [order[2], order[6]] {
        let attributes = ZoneAttributes { locked: true, ..session.plan().zone(zone).expect("a zone").attributes.clone() };
        session.perform(&Command::SetAttributes { zone, attributes: Box::new(attributes) }).expect("it is locked");
    }
    assert!((10..=13).contains(&session.plan().zones().len()), "{} zones", session.plan().zones().len());
    // laying it out is no step that could be undone
    Session::new(session.plan().clone(), layers)
}

struct Hand {
    rng: Pcg64,
    session: Session,
    bounds: GridBox,
    modifiers: Modifiers,
}

impl Hand {
    fn point(&mut self) -> GridPoint {
        let GridBox { min, max } = self.bounds;
        GridPoint::new(self.rng.random_range(min.east..max.east), self.rng.random_range(min.north..max.north))
    }

    /// Somewhere near, or far off and far outside.
    fn target(&mut self, from: GridPoint) -> GridPoint {
        let reach_m = [5, 15, 40, 100, 400, 20_000][self.rng.random_range(0..6)];
        let mut step = || self.rng.random_range(-reach_m * 1_000_000..=reach_m * 1_000_000);
        GridPoint::new(from.east + step(), from.north + step())
    }

    fn send(&mut self, pointer: Pointer, at: GridPoint) {
        let modifiers = self.modifiers;
        self.session.on(MapEvent::Pointer { pointer, at, reach_um: REACH_UM, modifiers });
    }

    fn key(&mut self, key: Key) {
        self.session.on(MapEvent::Key { key, modifiers: Modifiers::default() });
    }

    fn drag(&mut self, from: GridPoint, to: GridPoint) {
        self.send(Pointer::Move, from);
        self.send(Pointer::Press, from);
        let middle = GridPoint::new(from.east.midpoint(to.east), from.north.midpoint(to.north));
        self.send(Pointer::Move, middle);
        self.send(Pointer::Move, to);
        self.send(Pointer::Release, to);
    }

    fn vertex(&mut self) -> GridPoint {
        let around = self.point();
        self.session.plan().index().nearest_vertex(around, f64::INFINITY).expect("a vertex")
    }

    /// One gesture of a kind drawn by lot.
    fn gesture(&mut self) {
        self.modifiers = Modifiers::default();
        match self.rng.random_range(0..10) {
            0..3 => {
                self.session.set_tool(ToolKind::Vertices);
                let from = self.vertex();
                let to = self.target(from);
                self.drag(from, to);
            }
            3..6 => {
                self.session.set_tool(ToolKind::Vertices);
                let around = self.point();
                let (edge, _) = self.session.plan().index().nearest_edge(around, f64::INFINITY).expect("a border");
                let (a, b) = edge.edge;
                let from = GridPoint::new(a.east.midpoint(b.east), a.north.midpoint(b.north));
                let edge_drag = [EdgeDrag::Insert, EdgeDrag::Parallel, EdgeDrag::Slide][self.rng.random_range(0..3)];
                self.options(|options| options.edge_drag = edge_drag);
                let to = self.target(from);
                self.drag(from, to);
            }
            6..8 => {
                self.session.set_tool(ToolKind::Vertices);
                let (a, b) = (self.point(), self.point());
                self.drag(a, b);
                let selected: BTreeSet<GridPoint> = self.session.tool().selected_vertices().cloned().unwrap_or_default();
                if let Some(from) = selected.into_iter().next() {
                    let to = self.target(from);
                    self.drag(from, to);
                }
            }
            _ => self.transform(),
        }
    }

    fn transform(&mut self) {
        let around = self.point();
        let zones: Vec<ZoneId> = self.session.plan().zones_at(around).into_iter().chain(self.other_zone()).collect();
        self.session.select(zones);
        let mode = if self.rng.random_bool(0.5) { DrawMode::Take } else { DrawMode::Yield };
        let vacated = if self.rng.random_bool(0.5) { Vacated::Neighbours } else { Vacated::Unallocated };
        self.options(|options| (options.draw_mode, options.vacated) = (mode, vacated));
        let kind = [ToolKind::Move, ToolKind::Rotate, ToolKind::Scale][self.rng.random_range(0..3)];
        self.session.set_tool(kind);
        let base = if self.rng.random_bool(0.3) { self.vertex() } else { around };
        let to = self.target(base);
        self.drag(base, to);
        if kind != ToolKind::Move {
            let last = self.target(to);
            self.send(Pointer::Move, last);
            self.send(Pointer::Press, last);
            self.send(Pointer::Release, last);
        }
    }

    /// Now and then a second zone goes along.
    fn other_zone(&mut self) -> Option<ZoneId> {
        let order = self.session.plan().order().clone();
        let at = self.rng.random_range(0..order.len() * 3);
        order.get(at).copied()
    }

    fn options(&mut self, change: impl FnOnce(&mut ToolOptions)) {
        let mut options = *self.session.options();
        change(&mut options);
        self.session.set_options(options);
    }
}

/// Land of the locked zones.
fn locked(plan: &Plan) -> Vec<(ZoneId, Region)> {
    plan.zones().filter(|zone| zone.attributes.locked).map(|zone| (zone.id, zone.region.clone())).collect()
}

fn assert_nothing_leaks(session: &Session, before: &[(ZoneId, Region)], number: usize) {
    let plan = session.plan();
    assert!(plan.adds_up(), "drag {number}: zones and unallocated land tile the boundary");
    let boundary = plan.boundary().expect("a boundary");
    let total: ExactArea = plan.zones().map(|zone| zone.region.area()).sum();
    assert_eq!(total + plan.unallocated().area(), boundary.noded_area(), "drag {number}");
    let outside: ExactArea = plan.zones().map(|zone| difference(&zone.region, boundary.outline.noded()).area()).sum();
    assert_eq!(outside, ExactArea::ZERO, "drag {number}: area outside the boundary");
    assert_eq!(boundary.outline.legal().area(), boundary.legal_area());
    for (id, land) in before {
        let now = &plan.zone(*id).expect("a locked zone stays").region;
        let (lost, won) = (difference(land, now).area(), difference(now, land).area());
        // a border that comes to end at a locked one puts a node on it, to the nearest micrometre
        assert!(lost.m2() < 1e-3 && won.m2() < 1e-3, "drag {number}: a locked zone lost {lost:?} and won {won:?}");
        let vertices: BTreeSet<GridPoint> = now.vertices().collect();
        assert!(land.vertices().filter(|v| !vertices.contains(v)).count() == 0, "drag {number}: a locked corner is gone");
    }
}

fn run(seed: u64, drags: usize, snapping: bool) {
    let mut session = session();
    session.set_snapping(snapping);
    let legal = session.plan().boundary().expect("a boundary").outline.legal().clone();
    let bounds = session.plan().bounds().expect("land").grown(100_000_000);
    let first_locked = locked(session.plan());
    assert_eq!(first_locked.len(), 2);
    let mut hand = Hand { rng: Pcg64::seed_from_u64(seed), session, bounds, modifiers: Modifiers::default() };
    let (mut accepted, mut refused) = (0, 0);
    for number in 0..drags {
        let steps = hand.session.history().steps().1;
        hand.gesture();
        assert_nothing_leaks(&hand.session, &first_locked, number);
        if hand.session.refused().is_some() {
            refused += 1;
            assert!(hand.session.tool().holds_ghost(), "what was refused stays in hand");
        }
        accepted += usize::from(hand.session.history().steps().1 > steps);
        hand.key(Key::Escape);
        assert!(!hand.session.has_preview() && hand.session.refused().is_none(), "Escape drops it");
        // the plan stays one of about a dozen sensible zones
        if hand.session.plan().zones().len() < 9 || hand.rng.random_bool(0.5) {
            hand.session.undo();
        }
        assert_eq!(hand.session.plan().boundary().map(|b| b.outline.legal()), Some(&legal));
    }
    println!("seed {seed}: {accepted} of {drags} accepted, {refused} refused");
    assert!(accepted * 5 > drags, "{accepted} of {drags} were accepted");
    assert!(refused * 10 > drags, "{refused} of {drags} were refused");
}

fn drags() -> usize {
    std::env::var("HECTA_DRAGS").ok().and_then(|n| n.parse().ok()).unwrap_or(DRAGS)
}

#[test]
fn with_snapping_nothing_leaves_the_boundary() {
    run(1, drags() / 2, true);
}

#[test]
fn without_snapping_nothing_leaves_the_boundary() {
    run(2, drags() / 2, false);
}
