//! Every tool, by pointer and keys, in plans of 3, 50 and 2,000 zones: after each gesture everything adds up, and undo gives back
//! the identical document.

mod invariants;

use std::path::Path;

use hecta::app::{Session, Workspace};
use hecta::edit::{Command, diff_of};
use hecta::geometry::grid::{Location, UM_PER_M};
use hecta::geometry::inside::point_inside;
use hecta::geometry::{GridBox, GridPoint, Region};
use hecta::io::ReadOptions;
use hecta::io::import::{import_boundary, import_plan};
use hecta::plan::{Plan, ZoneId};
use hecta::tool::{Key, MapEvent, Modifiers, Pointer, SnapSettings, ToolKind, ToolOptions};
use invariants::{assert_adds_up, assert_invariants};

/// As 10 px reach on a map of 1:400: the zones of the largest plan are 50 m wide.
const REACH_UM: i64 = UM_PER_M;

/// A hand at a plan, with a zone and a piece of free land to work on.
struct Hand {
    workspace: Workspace,
    legal: Region,
    zone: ZoneId,
    free: Region,
}

impl Hand {
    /// A plan in which one zone near the middle has been deleted; another is to be worked on.
    fn at(folder: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
        let options = ReadOptions::default();
        let boundary = import_boundary(&folder.join("boundary.geojson"), options).expect("a boundary");
        let plan = import_plan(&folder.join("zones.geojson"), options, Some(boundary), None).expect("zones").plan;
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        let session = workspace.session_mut();
        session.replace(plan);
        session.set_snaps(SnapSettings { on: false, ..SnapSettings::default() });
        let centre = session.plan().bounds().expect("an extent").centre();
        let mut zones: Vec<_> = session.plan().zones().collect();
        let middle = |land: &Region| land.bounds().expect("land").centre();
        zones.sort_by_key(|zone| middle(&zone.region).distance_squared(centre));
        let (removed, zone) = (zones[1].id, zones[0].id);
        let free = zones[1].region.clone();
        session.perform(&Command::DeleteZones { zones: vec![removed] }).expect("it is not locked");
        let legal = session.plan().boundary().expect("a boundary").outline.legal().clone();
        Self { workspace, legal, zone, free }
    }

    fn session(&mut self) -> &mut Session {
        self.workspace.session_mut()
    }

    fn plan(&self) -> &Plan {
        self.workspace.session().plan()
    }

    fn send(&mut self, event: MapEvent) {
        self.session().on(event);
        assert_adds_up(self.workspace.session());
    }

    fn pointer(&mut self, pointer: Pointer, at: GridPoint) {
        self.send(MapEvent::Pointer { pointer, at, reach_um: REACH_UM, modifiers: Modifiers::default() });
    }

    fn click(&mut self, at: GridPoint) {
        [Pointer::Move, Pointer::Press, Pointer::Release].into_iter().for_each(|pointer| self.pointer(pointer, at));
    }

    fn drag(&mut self, along: &[GridPoint]) {
        self.pointer(Pointer::Move, along[0]);
        self.pointer(Pointer::Press, along[0]);
        along[1..].iter().for_each(|at| self.pointer(Pointer::Move, *at));
        self.pointer(Pointer::Release, along[along.len() - 1]);
    }

    fn key(&mut self, key: Key) {
        self.send(MapEvent::Key { key, modifiers: Modifiers::default() });
    }

    fn land(&self) -> Region {
        self.plan().zone(self.zone).expect("it stays").region.clone()
    }

    /// A triangle around a place inside `land`, half as far as its nearest border.
    fn triangle_in(land: &Region) -> [GridPoint; 3] {
        let at = inside(land);
        let reach = land.edges().map(|edge| hecta::geometry::segment::distance_to_segment_um(at, edge)).fold(f64::MAX, f64::min);
        let step = (reach / 2.0) as i64;
        [(-step, -step), (step, -step), (0, step)].map(|(e, n)| mm(at.east + e, at.north + n))
    }

    /// The ends of a line from east to west through a place inside `land`, well beyond it.
    fn line_across(land: &Region) -> [GridPoint; 2] {
        let (at, bounds) = (inside(land), land.bounds().expect("land"));
        let beyond = 2 * UM_PER_M;
        [mm(bounds.min.east - beyond, at.north), mm(bounds.max.east + beyond, at.north + 1_000)]
    }

    /// A vertex inside the boundary for which `command` would be accepted and change something.
    fn vertex_for(&self, command: impl Fn(GridPoint) -> Command) -> GridPoint {
        let land = self.land();
        let accepted = |v: &GridPoint| diff_of(self.plan(), &command(*v)).is_ok_and(|diff| !diff.is_empty());
        land.vertices().find(accepted).expect("some vertex can be changed")
    }

    fn option(&mut self, change: impl FnOnce(&mut ToolOptions)) {
        let mut options = *self.session().options();
        change(&mut options);
        self.session().set_options(options);
    }

    /// Makes one gesture with a tool; the kind of step that follows, if one does.
    fn gesture(&mut self, kind: ToolKind) -> Option<&'static str> {
        self.session().set_tool(kind);
        let (zone, free, land) = (self.zone, self.free.clone(), self.land());
        self.session().select([]);
        let step = UM_PER_M / 2;
        match kind {
            ToolKind::Pan => {
                self.drag(&[inside(&land), inside(&free)]);
                None
            }
            ToolKind::Select => {
                self.click(inside(&land));
                assert_eq!(self.session().selected_zone(), Some(zone));
                None
            }
            ToolKind::SelectPolygon => {
                Self::triangle_in(&land).into_iter().for_each(|at| self.click(at));
                self.key(Key::Enter);
                assert_eq!(self.session().selected_zone(), Some(zone));
                None
            }
            ToolKind::Measure => {
                Self::line_across(&land).into_iter().for_each(|at| self.click(at));
                self.key(Key::Enter);
                assert!(self.session().measured().is_some());
                None
            }
            ToolKind::Identify => {
                self.click(inside(&land));
                assert!(self.session().inquiry().is_some());
                None
            }
            ToolKind::Polygon | ToolKind::CutOut => {
                let land = if kind == ToolKind::Polygon { free } else { land };
                Self::triangle_in(&land).into_iter().for_each(|at| self.click(at));
                self.key(Key::Enter);
                Some(if kind == ToolKind::Polygon { "draw-zone" } else { "cut-out" })
            }
            ToolKind::Rectangle => {
                let [a, _, b] = Self::triangle_in(&free);
                self.click(a);
                self.click(b);
                Some("draw-zone")
            }
            ToolKind::Freehand => {
                let [a, b, c] = Self::triangle_in(&free);
                self.drag(&[a, a.midpoint(b), b, b.midpoint(c), c, c.midpoint(a)]);
                Some("draw-zone")
            }
            ToolKind::Fill => {
                self.click(inside(&free));
                Some("fill-zone")
            }
            ToolKind::Complete | ToolKind::Split | ToolKind::Reshape => {
                let land = if kind == ToolKind::Complete { free } else { land };
                if kind != ToolKind::Complete {
                    self.session().select([zone]);
                }
                Self::line_across(&land).into_iter().for_each(|at| self.click(at));
                self.key(Key::Enter);
                Some(match kind {
                    ToolKind::Complete => "complete-zone",
                    ToolKind::Split => "split-zones",
                    _ => "reshape",
                })
            }
            ToolKind::Vertices => {
                let near = |v: GridPoint| mm(v.east + step, v.north + step);
                let from = self.vertex_for(|v| Command::MoveVertices { moves: vec![(v, near(v))] });
                self.drag(&[from, from.midpoint(near(from)), near(from)]);
                Some("move-vertices")
            }
            ToolKind::Move | ToolKind::Rotate | ToolKind::Scale => {
                self.session().select([zone]);
                let [a, b, c] = Self::triangle_in(&land);
                self.click(a);
                self.click(b);
                if kind != ToolKind::Move {
                    self.click(mm((b.east + 4 * b.east.midpoint(c.east)) / 5, (b.north + 4 * b.north.midpoint(c.north)) / 5));
                }
                Some(match kind {
                    ToolKind::Move => "move-zones",
                    ToolKind::Rotate => "rotate-zones",
                    _ => "scale-zones",
                })
            }
            ToolKind::Round => {
                self.option(|options| options.corner_radius_um = step);
                let at = self.vertex_for(|v| Command::RoundCorners { at: vec![v], radius_um: step });
                self.click(at);
                Some("round-corners")
            }
            ToolKind::Straighten => {
                let ring: Vec<GridPoint> = land.rings().next().expect("an exterior").clone();
                let second = |from: GridPoint| {
                    let at = ring.iter().position(|v| *v == from).expect("on the ring");
                    ring[(at + 2) % ring.len()]
                };
                let from = self.vertex_for(|from| Command::Straighten { from, to: second(from) });
                self.click(from);
                self.click(second(from));
                Some("straighten")
            }
        }
    }
}

/// A place well inside `land`, on whole millimetres.
fn inside(land: &Region) -> GridPoint {
    let at = point_inside(land).expect("it has land").rounded_to_mm();
    assert_eq!(land.locate(at), Location::Inside);
    at
}

fn mm(east: i64, north: i64) -> GridPoint {
    GridPoint::new(east, north).rounded_to_mm()
}

fn every_tool_in(folder: &str) {
    let mut hand = Hand::at(folder);
    let extent: GridBox = hand.plan().bounds().expect("an extent");
    for kind in ToolKind::ALL {
        let before = hand.plan().clone();
        let steps_before = hand.session().history().steps().1;
        let code = hand.gesture(kind);
        println!("{folder}: {} → {code:?}", kind.code());
        assert_eq!(hand.session().refused().map(|refused| refused.refusal.clone()), None, "{kind:?}");
        let steps = hand.session().history().steps().1 - steps_before;
        assert_eq!(steps, usize::from(code.is_some()), "{kind:?}: one gesture is one step");
        let legal = hand.legal.clone();
        assert_invariants(hand.session(), Some(&legal));
        assert_eq!(hand.plan().bounds(), Some(extent), "nothing lies outside");
        if let Some(code) = code {
            let after = hand.plan().clone();
            assert_eq!(hand.session().history().next_undo().map(|step| step.code), Some(code));
            assert!(hand.session().undo());
            assert_eq!(*hand.plan(), before, "{kind:?}: undo gives back the identical document");
            assert_invariants(hand.session(), Some(&legal));
            assert!(hand.session().redo());
            assert_eq!(*hand.plan(), after);
            assert!(hand.session().undo());
        } else {
            assert_eq!(*hand.plan(), before, "{kind:?} changes nothing");
        }
        hand.session().escape();
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
