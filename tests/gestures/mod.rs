//! One gesture for every tool, made with a hand that reaches the session or the window.

use hecta::app::Session;
use hecta::edit::solve::{AreaWay, border_chains, set_area};
use hecta::edit::{Command, diff_of};
use hecta::geometry::grid::Location;
use hecta::geometry::inside::point_inside;
use hecta::geometry::segment::distance_to_segment_um;
use hecta::geometry::{ExactArea, GridPoint, Region};
use hecta::plan::{Plan, ZoneId};
use hecta::tool::{Key, Pointer, ToolKind};

/// Something that holds the pointer and the keys.
pub trait Hand {
    /// The document.
    fn session(&self) -> &Session;
    /// How far the pointer reaches, µm.
    fn reach_um(&self) -> i64;
    /// Takes a tool.
    fn take(&mut self, kind: ToolKind);
    /// Moves the pointer, presses or releases its button.
    fn pointer(&mut self, pointer: Pointer, at: GridPoint);
    /// Presses a key.
    fn key(&mut self, key: Key);
    /// Takes the last step back.
    fn undo(&mut self);
    /// Makes it again.
    fn redo(&mut self);
    /// Types the area, in hectares, that the tool for it sets.
    fn type_area(&mut self, area: ExactArea);
    /// The gesture can be looked at before it ends.
    fn look(&mut self, _kind: ToolKind) {}

    /// Selects a zone alone, or nothing.
    fn select(&mut self, zone: Option<ZoneId>) {
        self.take(ToolKind::Select);
        match zone.and_then(|zone| self.plan().zone(zone)) {
            Some(zone) => self.click(inside(&zone.region.clone())),
            None => self.key(Key::Escape),
        }
    }

    /// The plan as shown.
    fn plan(&self) -> &Plan {
        self.session().plan()
    }

    /// Clicks.
    fn click(&mut self, at: GridPoint) {
        [Pointer::Move, Pointer::Press, Pointer::Release].into_iter().for_each(|pointer| self.pointer(pointer, at));
    }
}

/// Where there is something to do.
#[derive(Debug)]
pub struct Places {
    /// A zone to work on.
    pub zone: ZoneId,
    /// Land no zone has.
    pub free: Region,
}

impl Places {
    /// The zone nearest to the middle is worked on; the next one is deleted to make room.
    pub fn made_by(hand: &mut impl Hand) -> Self {
        let plan = hand.plan();
        let centre = plan.bounds().expect("an extent").centre();
        let middle = |land: &Region| land.bounds().expect("land").centre();
        let mut zones: Vec<_> = plan.zones().collect();
        zones.sort_by_key(|zone| middle(&zone.region).distance_squared(centre));
        let (zone, removed, free) = (zones[0].id, zones[1].id, zones[1].region.clone());
        hand.select(Some(removed));
        hand.key(Key::Delete);
        assert_eq!(hand.plan().zone(removed), None);
        Self { zone, free }
    }
}

/// Makes one gesture with a tool; the kind of step that follows, if one does.
pub fn gesture(hand: &mut impl Hand, places: &Places, kind: ToolKind) -> Option<&'static str> {
    let land = hand.plan().zone(places.zone).expect("it stays").region.clone();
    let on_zone = match kind {
        ToolKind::Split | ToolKind::Reshape | ToolKind::Move | ToolKind::Rotate | ToolKind::Scale | ToolKind::SetArea => {
            Some(places.zone)
        }
        _ => None,
    };
    hand.select(on_zone);
    hand.take(kind);
    match kind {
        ToolKind::Pan | ToolKind::Select | ToolKind::SelectPolygon | ToolKind::Measure | ToolKind::Identify => {
            look_around(hand, places, kind, &land);
            None
        }
        ToolKind::Polygon | ToolKind::Rectangle | ToolKind::Freehand | ToolKind::Complete | ToolKind::Fill => {
            Some(draw(hand, kind, &places.free))
        }
        ToolKind::CutOut | ToolKind::Split | ToolKind::Reshape => Some(cut(hand, kind, &land)),
        ToolKind::Move | ToolKind::Rotate | ToolKind::Scale => Some(place(hand, kind, &land)),
        ToolKind::SetArea => Some(set_area_of(hand, kind, places.zone)),
        ToolKind::Vertices | ToolKind::Round | ToolKind::Straighten => Some(shape(hand, kind, &land)),
    }
}

fn look_around(hand: &mut impl Hand, places: &Places, kind: ToolKind, land: &Region) {
    match kind {
        ToolKind::Select => {
            hand.click(inside(land));
            assert_eq!(hand.session().selected_zone(), Some(places.zone));
        }
        ToolKind::SelectPolygon => {
            path(hand, kind, &triangle_in(land));
            assert_eq!(hand.session().selected_zone(), Some(places.zone));
        }
        ToolKind::Measure => {
            path(hand, kind, &line_across(land));
            assert!(hand.session().measured().is_some());
        }
        ToolKind::Identify => {
            hand.click(inside(land));
            hand.look(kind);
            assert!(hand.session().inquiry().is_some());
        }
        _ => drag(hand, kind, &[inside(land), inside(land).midpoint(inside(&places.free))]),
    }
}

fn draw(hand: &mut impl Hand, kind: ToolKind, free: &Region) -> &'static str {
    let [a, b, c] = triangle_in(free);
    match kind {
        ToolKind::Rectangle => last_click(hand, kind, &[a, c]),
        ToolKind::Freehand => drag(hand, kind, &[a, a.midpoint(b), b, b.midpoint(c), c, c.midpoint(a)]),
        ToolKind::Fill => last_click(hand, kind, &[inside(free)]),
        ToolKind::Complete => path(hand, kind, &line_across(free)),
        _ => path(hand, kind, &[a, b, c]),
    }
    match kind {
        ToolKind::Fill => "fill-zone",
        ToolKind::Complete => "complete-zone",
        _ => "draw-zone",
    }
}

fn cut(hand: &mut impl Hand, kind: ToolKind, land: &Region) -> &'static str {
    match kind {
        ToolKind::CutOut => {
            path(hand, kind, &triangle_in(land));
            "cut-out"
        }
        ToolKind::Split => {
            path(hand, kind, &line_across(land));
            "split-zones"
        }
        _ => {
            path(hand, kind, &line_across(land));
            "reshape"
        }
    }
}

fn place(hand: &mut impl Hand, kind: ToolKind, land: &Region) -> &'static str {
    let [a, b, c] = triangle_in(land);
    match kind {
        ToolKind::Move => {
            last_click(hand, kind, &[a, a.midpoint(b)]);
            "move-zones"
        }
        ToolKind::Rotate => {
            last_click(hand, kind, &[a, b, b.midpoint(c)]);
            "rotate-zones"
        }
        _ => {
            last_click(hand, kind, &[a, b, a.midpoint(b).midpoint(b)]);
            "scale-zones"
        }
    }
}

fn shape(hand: &mut impl Hand, kind: ToolKind, land: &Region) -> &'static str {
    let step = hand.reach_um() * 2 / 3;
    match kind {
        ToolKind::Vertices => {
            let near = |v: GridPoint| mm(v.east + step, v.north + step);
            let from = vertex_for(hand.plan(), land, |v| Command::MoveVertices { moves: vec![(v, near(v))] });
            drag(hand, kind, &[from, from.midpoint(near(from)), near(from)]);
            "move-vertices"
        }
        ToolKind::Round => {
            let radius_um = hand.session().options().corner_radius_um;
            let at = vertex_for(hand.plan(), land, |v| Command::RoundCorners { at: vec![v], radius_um });
            last_click(hand, kind, &[at]);
            "round-corners"
        }
        _ => {
            let ring: Vec<GridPoint> = land.rings().next().expect("an exterior").clone();
            let second = |from: GridPoint| {
                let at = ring.iter().position(|v| *v == from).unwrap_or_default();
                ring[(at + 2) % ring.len()]
            };
            let from = vertex_for(hand.plan(), land, |from| Command::Straighten { from, to: second(from) });
            last_click(hand, kind, &[from, second(from)]);
            "straighten"
        }
    }
}

/// Makes a zone a hundredth larger over the first of its borders that can do it.
fn set_area_of(hand: &mut impl Hand, kind: ToolKind, zone: ZoneId) -> &'static str {
    let before = hand.plan().zone(zone).expect("it stays").area;
    let target = ExactArea::from_ha((before.ha() * 1.01 * 1e4).round() / 1e4);
    let sides = hand.session().options().sides;
    let solves = |course: &Vec<GridPoint>| {
        let way = AreaWay::Offset { border: course.clone(), sides };
        set_area(hand.plan(), zone, &way, target, &[]).is_ok()
    };
    let chains = border_chains(hand.plan(), zone).into_iter().filter(|chain| chain.across.is_some());
    let course = chains.map(|chain| chain.points).find(solves).expect("some border can move");
    let edges = course.windows(2).map(|pair| (pair[0], pair[1]));
    let (a, b) = edges.max_by(|(a, b), (c, d)| a.distance_m(*b).total_cmp(&c.distance_m(*d))).expect("an edge");
    hand.type_area(target);
    hand.click(a.midpoint(b));
    hand.look(kind);
    hand.key(Key::Enter);
    let after = hand.plan().zone(zone).expect("it stays").area;
    assert!((after - target).m2().abs() <= 1.0, "{} m² off", (after - target).m2());
    "set-area"
}

/// Clicks corners and finishes with Enter.
fn path(hand: &mut impl Hand, kind: ToolKind, corners: &[GridPoint]) {
    corners.iter().for_each(|at| hand.click(*at));
    hand.look(kind);
    hand.key(Key::Enter);
}

/// Clicks points, the last of which finishes.
fn last_click(hand: &mut impl Hand, kind: ToolKind, points: &[GridPoint]) {
    let (last, before) = points.split_last().expect("a point");
    before.iter().for_each(|at| hand.click(*at));
    hand.pointer(Pointer::Move, *last);
    hand.look(kind);
    hand.pointer(Pointer::Press, *last);
    hand.pointer(Pointer::Release, *last);
}

fn drag(hand: &mut impl Hand, kind: ToolKind, along: &[GridPoint]) {
    hand.pointer(Pointer::Move, along[0]);
    hand.pointer(Pointer::Press, along[0]);
    along[1..].iter().for_each(|at| hand.pointer(Pointer::Move, *at));
    hand.look(kind);
    hand.pointer(Pointer::Release, along[along.len() - 1]);
}

/// A triangle around a place inside `land`, half as far as its nearest border.
fn triangle_in(land: &Region) -> [GridPoint; 3] {
    let at = inside(land);
    let room = land.edges().map(|edge| distance_to_segment_um(at, edge)).fold(f64::MAX, f64::min);
    let step = (room / 2.0) as i64;
    [(-step, -step), (step, -step), (0, step)].map(|(e, n)| mm(at.east + e, at.north + n))
}

/// The ends of a line from west to east through a place inside `land`, a little beyond it.
fn line_across(land: &Region) -> [GridPoint; 2] {
    let (at, bounds) = (inside(land), land.bounds().expect("land"));
    let beyond = 2_000_000;
    [mm(bounds.min.east - beyond, at.north), mm(bounds.max.east + beyond, at.north + 1_000)]
}

/// A vertex of `land` for which `command` would be accepted and change something.
fn vertex_for(plan: &Plan, land: &Region, command: impl Fn(GridPoint) -> Command) -> GridPoint {
    let accepted = |v: &GridPoint| diff_of(plan, &command(*v)).is_ok_and(|diff| !diff.is_empty());
    land.vertices().find(accepted).expect("some vertex can be changed")
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
