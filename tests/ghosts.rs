//! A sketch is never lost: thirty gestures that fail. Each changes nothing, says why and where, stays in hand,
//! and is mended by at most two further actions.

use hecta::app::{Session, Workspace};
use hecta::edit::{Command, DrawMode, Refusal};
use hecta::geometry::GridPoint;
use hecta::plan::{Plan, ZoneAttributes, ZoneId};
use hecta::tool::{EdgeDrag, Key, MapEvent, Modifiers, Pointer, ToolKind};

/// How far the pointer reaches, µm.
const REACH_UM: i64 = 20_000_000;
const NONE: Modifiers = Modifiers { shift: false, ctrl: false, alt: false };
const SHIFT: Modifiers = Modifiers { shift: true, ..NONE };
const CTRL: Modifiers = Modifiers { ctrl: true, ..NONE };
/// A corner of the legal boundary.
const CORNER: Spot = (2309.36, 558.08);

/// Metres east and north of the south-west corner of the box around the boundary.
type Spot = (f64, f64);

/// Something a planner does.
#[derive(Debug, Clone, Copy)]
enum Act {
    Click(Spot),
    ClickWith(Modifiers, Spot),
    Drag(Spot, Spot),
    DragWith(Modifiers, Spot, Spot),
    Type(Spot),
    Press(Key),
    Lock(&'static str, bool),
    LockBoundary(bool),
    Select(&'static [&'static str]),
    Radius(i64),
    Take(bool),
    EdgeDrag(EdgeDrag),
}
use Act::{Click, ClickWith, Drag, DragWith, Lock, LockBoundary, Press, Radius, Select, Take, Type};

/// Where the reason stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// At a place, to the metre.
    At(Spot),
    /// At a zone.
    Zone(&'static str),
    /// At the gesture.
    Gesture,
}
use Place::{At, Gesture, Zone};

/// A gesture that fails: what comes before, the gesture, why it fails and where, and what mends it.
struct Case {
    tool: ToolKind,
    before: &'static [Act],
    fails: &'static [Act],
    code: &'static str,
    place: Place,
    mended_by: &'static [Act],
}

const fn case(
    tool: ToolKind,
    (before, fails): (&'static [Act], &'static [Act]),
    (code, place): (&'static str, Place),
    mended_by: &'static [Act],
) -> Case {
    Case { tool, before, fails, code, place, mended_by }
}

const RETRY: Act = Press(Key::Enter);
use ToolKind::{Move, Polygon, Reshape, Rotate, Round, Scale, Split, Straighten, Vertices};

/// TN and SX stand side by side, KN above both; all else is unallocated.
const CASES: &[Case] = &[
    // one vertex
    case(
        Vertices,
        (&[], &[Drag((2000.0, 900.0), (2200.0, 1700.0))]),
        ("crosses", Gesture),
        &[Drag((2200.0, 1700.0), (2100.0, 950.0))],
    ),
    case(
        Vertices,
        (&[Lock("SX", true)], &[Drag((2000.0, 900.0), (2100.0, 950.0))]),
        ("locked", Zone("SX")),
        &[Lock("SX", false), RETRY],
    ),
    case(Vertices, (&[], &[Drag(CORNER, (2309.0, 700.0))]), ("legal-corner", At(CORNER)), &[LockBoundary(false), RETRY]),
    case(
        Vertices,
        (&[], &[Drag((1600.0, 900.0), (1600.0, -900.0))]),
        ("crosses", Gesture),
        &[Drag((1600.0, -900.0), (1550.0, 880.0))],
    ),
    case(Vertices, (&[], &[Click((2000.0, 900.0)), Type((2200.0, 1700.0))]), ("crosses", Gesture), &[Type((2100.0, 950.0))]),
    case(
        Vertices,
        (&[], &[Drag((1950.0, 850.0), (2050.0, 1350.0)), Press(Key::Delete)]),
        ("junction", At((2000.0, 900.0))),
        &[Click((1600.0, 900.0)), Press(Key::Delete)],
    ),
    // a new vertex
    case(
        Vertices,
        (&[], &[Drag((1600.0, 1100.0), (2300.0, 1100.0))]),
        ("crosses", Gesture),
        &[Drag((2300.0, 1100.0), (1700.0, 1100.0))],
    ),
    case(
        Vertices,
        (&[Lock("TN", true)], &[Drag((1600.0, 1100.0), (1550.0, 1100.0))]),
        ("locked", Zone("TN")),
        &[Lock("TN", false), RETRY],
    ),
    case(
        Vertices,
        (&[], &[Drag((2200.0, 900.0), (2200.0, -900.0))]),
        ("crosses", Gesture),
        &[Drag((2200.0, -900.0), (2200.0, 850.0))],
    ),
    // a border parallel to itself
    case(
        Vertices,
        (&[], &[DragWith(SHIFT, (1600.0, 1100.0), (2200.0, 1100.0))]),
        ("crosses", Gesture),
        &[Drag((2200.0, 1100.0), (1700.0, 1100.0))],
    ),
    case(
        Vertices,
        (&[Lock("KN", true)], &[DragWith(SHIFT, (1800.0, 1300.0), (1800.0, 1350.0))]),
        ("locked", Zone("KN")),
        &[Lock("KN", false), RETRY],
    ),
    case(
        Vertices,
        (&[], &[DragWith(CTRL, (2200.0, 900.0), (2200.0, 1400.0))]),
        ("crosses", Gesture),
        &[Drag((2200.0, 1400.0), (2200.0, 950.0))],
    ),
    case(
        Vertices,
        (&[Act::EdgeDrag(EdgeDrag::Parallel)], &[Click((2200.0, 900.0)), Type((2200.0, -900.0))]),
        ("crosses", Gesture),
        &[Type((2200.0, 850.0))],
    ),
    // several vertices
    case(
        Vertices,
        (&[Drag((1950.0, 850.0), (2450.0, 950.0))], &[Drag((2000.0, 900.0), (2000.0, 1700.0))]),
        ("crosses", Gesture),
        &[Drag((2400.0, 1700.0), (2400.0, 850.0))],
    ),
    case(
        Vertices,
        (&[Drag((1950.0, 850.0), (2450.0, 950.0)), Lock("TN", true)], &[Drag((2000.0, 900.0), (2000.0, 850.0))]),
        ("locked", Zone("TN")),
        &[Lock("TN", false), RETRY],
    ),
    // moving
    case(
        Move,
        (&[Select(&["TN"])], &[Drag((1800.0, 1100.0), (1800.0, 8000.0))]),
        ("would-vanish", Zone("TN")),
        &[Drag((1800.0, 8000.0), (1700.0, 1100.0))],
    ),
    case(
        Move,
        (&[Select(&["TN"]), Lock("TN", true)], &[Drag((1800.0, 1100.0), (1700.0, 1100.0))]),
        ("locked", Zone("TN")),
        &[Lock("TN", false), RETRY],
    ),
    case(
        Move,
        (&[Select(&["TN"]), Lock("SX", true), Take(true)], &[Click((1600.0, 900.0)), Click((2000.0, 900.0))]),
        ("would-vanish", Zone("TN")),
        &[Click((1900.0, 900.0))],
    ),
    // turning
    case(
        Rotate,
        (&[Select(&["TN"]), Lock("TN", true)], &[Click((1800.0, 1100.0)), Click((1800.0, 1200.0)), Click((1900.0, 1200.0))]),
        ("locked", Zone("TN")),
        &[Lock("TN", false), RETRY],
    ),
    case(
        Rotate,
        (&[Select(&["TN"])], &[Click((1800.0, -200.0)), Click((1800.0, 1100.0)), Click((1800.0, -1500.0))]),
        ("would-vanish", Zone("TN")),
        &[Click((1750.0, 1100.0))],
    ),
    // scaling
    case(
        Scale,
        (&[Select(&["TN"])], &[Click((1800.0, -3000.0)), Click((1800.0, -2000.0)), Click((1800.0, 5000.0))]),
        ("would-vanish", Zone("TN")),
        &[Click((1800.0, -1980.0))],
    ),
    case(
        Scale,
        (&[Select(&["SX"]), Lock("SX", true)], &[Click((2400.0, 900.0)), Click((2000.0, 900.0)), Click((2200.0, 900.0))]),
        ("locked", Zone("SX")),
        &[Lock("SX", false), RETRY],
    ),
    // rounding
    case(Round, (&[Radius(5000)], &[Click((1600.0, 900.0))]), ("radius-too-large", At((1600.0, 900.0))), &[Radius(50), RETRY]),
    case(Round, (&[], &[Click((2000.0, 1300.0))]), ("junction", At((2000.0, 1300.0))), &[Click((1600.0, 900.0))]),
    case(Round, (&[Lock("TN", true)], &[Click((1600.0, 900.0))]), ("locked", Zone("TN")), &[Lock("TN", false), RETRY]),
    // straightening
    case(
        Straighten,
        (&[], &[Click((1600.0, 900.0)), Click((2000.0, 900.0))]),
        ("already-straight", At((1600.0, 900.0))),
        &[Click((2000.0, 1300.0))],
    ),
    case(Straighten, (&[], &[Click((1600.0, 900.0)), Click(CORNER)]), ("not-one-border", At(CORNER)), &[Click((2000.0, 1300.0))]),
    // drawing, splitting, reshaping
    case(
        Polygon,
        (&[], &[Click((1700.0, 1000.0)), Click((1900.0, 1000.0)), Click((1900.0, 1200.0)), RETRY]),
        ("nothing-free", Gesture),
        &[Take(true), RETRY],
    ),
    case(
        Split,
        (&[], &[Click((1500.0, 1100.0)), Click((1800.0, 1100.0)), RETRY]),
        ("cuts-nothing", Gesture),
        &[Click((2050.0, 1100.0)), RETRY],
    ),
    case(
        Reshape,
        (&[Select(&["TN"])], &[Click((1500.0, 1000.0)), Click((1700.0, 1000.0)), RETRY]),
        ("cuts-nothing", Gesture),
        &[Click((1700.0, 850.0)), RETRY],
    ),
    case(
        Reshape,
        (
            &[Select(&["TN"]), Lock("TN", true)],
            &[Click((1500.0, 1000.0)), Click((1700.0, 1000.0)), Click((1700.0, 850.0)), RETRY],
        ),
        ("locked", Zone("TN")),
        &[Lock("TN", false), RETRY],
    ),
];

/// A planner at a plan of three zones; nothing snaps, no wall holds the pointer, so that gestures can fail.
struct Planner {
    workspace: Workspace,
    origin: GridPoint,
}

impl Planner {
    fn new() -> Self {
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        workspace.new_plan();
        let origin = workspace.session().plan().bounds().expect("a park").min.rounded_to_mm();
        let mut planner = Self { workspace, origin };
        let mut snaps = planner.session().snaps();
        (snaps.on, snaps.wall) = (false, false);
        planner.session_mut().set_snaps(snaps);
        for (code, [west, south, east, north]) in [
            ("TN", [1600.0, 900.0, 2000.0, 1300.0]),
            ("SX", [2000.0, 900.0, 2400.0, 1300.0]),
            ("KN", [1600.0, 1300.0, 2400.0, 1600.0]),
        ] {
            let sketch = [(west, south), (east, south), (east, north), (west, north)].map(|spot| planner.place(spot)).to_vec();
            let attributes = Box::new(ZoneAttributes { code: code.into(), ..ZoneAttributes::default() });
            let command = Command::DrawZone { sketch: vec![sketch], mode: DrawMode::Yield, attributes };
            planner.session_mut().perform(&command).expect("the zone is drawn");
        }
        planner.session_mut().select([]);
        planner
    }

    fn session(&self) -> &Session {
        self.workspace.session()
    }

    fn session_mut(&mut self) -> &mut Session {
        self.workspace.session_mut()
    }

    fn place(&self, (east_m, north_m): Spot) -> GridPoint {
        let um = |metres: f64| (metres * 1000.0).round() as i64 * 1000;
        GridPoint::new(self.origin.east + um(east_m), self.origin.north + um(north_m))
    }

    fn zone(&self, code: &str) -> ZoneId {
        self.session().plan().zones().find(|zone| zone.attributes.code == code).expect("a zone").id
    }

    fn pointer(&mut self, pointer: Pointer, at: GridPoint, modifiers: Modifiers) {
        self.session_mut().on(MapEvent::Pointer { pointer, at, reach_um: REACH_UM, modifiers });
    }

    fn drag(&mut self, modifiers: Modifiers, from: Spot, to: Spot) {
        let (from, to) = (self.place(from), self.place(to));
        self.pointer(Pointer::Move, from, modifiers);
        self.pointer(Pointer::Press, from, modifiers);
        let middle = GridPoint::new(from.east.midpoint(to.east), from.north.midpoint(to.north));
        self.pointer(Pointer::Move, middle, modifiers);
        self.pointer(Pointer::Move, to, modifiers);
        self.pointer(Pointer::Release, to, modifiers);
    }

    fn options(&mut self, change: impl FnOnce(&mut hecta::tool::ToolOptions)) {
        let mut options = *self.session().options();
        change(&mut options);
        self.session_mut().set_options(options);
    }

    fn act(&mut self, act: Act) {
        match act {
            Click(spot) => self.act(ClickWith(NONE, spot)),
            ClickWith(modifiers, spot) => {
                let at = self.place(spot);
                [Pointer::Move, Pointer::Press, Pointer::Release].into_iter().for_each(|p| self.pointer(p, at, modifiers));
            }
            Drag(from, to) => self.drag(NONE, from, to),
            DragWith(modifiers, from, to) => self.drag(modifiers, from, to),
            Type(spot) => {
                let at = self.place(spot);
                self.session_mut().on(MapEvent::Typed { at });
            }
            Press(key) => self.session_mut().on(MapEvent::Key { key, modifiers: NONE }),
            Lock(code, locked) => {
                let zone = self.zone(code);
                let attributes = self.session().plan().zone(zone).expect("a zone").attributes.clone();
                let attributes = Box::new(ZoneAttributes { locked, ..attributes });
                self.session_mut().perform(&Command::SetAttributes { zone, attributes }).expect("it is locked or unlocked");
            }
            LockBoundary(locked) => {
                self.session_mut().perform(&Command::SetBoundaryLocked { locked }).expect("it is locked or unlocked");
            }
            Select(codes) => {
                let zones: Vec<ZoneId> = codes.iter().map(|code| self.zone(code)).collect();
                self.session_mut().select(zones);
            }
            Radius(metres) => self.options(|options| options.corner_radius_um = metres * 1_000_000),
            Take(takes) => {
                let mode = if takes { DrawMode::Take } else { DrawMode::Yield };
                self.options(|options| options.draw_mode = mode);
            }
            Act::EdgeDrag(edge_drag) => self.options(|options| options.edge_drag = edge_drag),
        }
    }

    fn assert_place(&self, refusal: &Refusal, place: Place) {
        match place {
            At(spot) => {
                let at = refusal.at().expect("the reason has a place");
                assert!(at.distance_m(self.place(spot)) < 1.0, "{refusal:?}");
            }
            Zone(code) => assert_eq!(refusal.zone(), Some(self.zone(code))),
            Gesture => {
                let of_gesture = !self.session().tool().sketch().is_empty() || !self.session().tool().ghost_handles().is_empty();
                assert!(refusal.at().is_some() || of_gesture, "{refusal:?}");
            }
        }
    }
}

/// Zones and boundary, without what locks say.
fn land(plan: &Plan) -> Vec<hecta::geometry::Region> {
    plan.faces().map(|(_, land)| land.clone()).collect()
}

fn check(number: usize, case: &Case) {
    let mut planner = Planner::new();
    planner.session_mut().set_tool(case.tool);
    case.before.iter().for_each(|act| planner.act(*act));
    let (plan, steps) = (planner.session().plan().clone(), planner.session().history().steps().1);
    case.fails.iter().for_each(|act| planner.act(*act));

    let session = planner.session();
    let name = format!("case {number}: {:?} {:?}", case.tool, case.fails);
    assert!(!session.has_preview() && *session.plan() == plan, "{name} changes nothing");
    let refused = session.refused().unwrap_or_else(|| panic!("{name} is refused"));
    assert_eq!(refused.refusal.code(), case.code, "{name}");
    planner.assert_place(&refused.refusal, case.place);
    let tool = session.tool();
    let selected = tool.selected_vertices().is_some_and(|vertices| !vertices.is_empty());
    assert!(!tool.sketch().is_empty() || !tool.ghost_handles().is_empty() || selected, "{name} stays in hand");

    // looking around does not lose it
    let at = planner.place((3300.0, 1200.0));
    planner.pointer(Pointer::Move, at, NONE);
    assert!(planner.session().refused().is_some(), "{name}: the reason still stands");

    assert!(case.mended_by.len() <= 2);
    case.mended_by.iter().for_each(|act| planner.act(*act));
    let session = planner.session();
    assert!(session.refused().is_none(), "{name} is mended, not {:?}", session.refused());
    assert!(session.history().steps().1 > steps && land(session.plan()) != land(&plan), "{name} becomes a step");
    assert!(session.plan().adds_up() && !session.has_preview(), "{name}");
    assert!(session.tool().ghost_handles().is_empty());
}

#[test]
fn thirty_gestures_fail_and_are_mended() {
    assert!(CASES.len() >= 30, "{} gestures", CASES.len());
    for (number, case) in CASES.iter().enumerate() {
        check(number, case);
    }
}

#[test]
fn escape_drops_what_was_refused() {
    for case in CASES {
        let mut planner = Planner::new();
        planner.session_mut().set_tool(case.tool);
        case.before.iter().chain(case.fails).for_each(|act| planner.act(*act));
        planner.act(Press(Key::Escape));
        let tool = planner.session().tool();
        assert!(planner.session().refused().is_none() && tool.ghost_handles().is_empty() && tool.sketch().is_empty());
    }
}
