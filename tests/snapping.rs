//! Snapping, locks of direction and the wall, on plans of 50 zones and more: exact, in order of priority, and without flicker.

#[path = "snapping/dense.rs"]
mod dense;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use hecta::geometry::grid::{Location, UM_PER_M};
use hecta::geometry::noding::undirected;
use hecta::geometry::segment::distance_to_segment_um;
use hecta::geometry::{GridBox, GridPoint};
use hecta::io::ReadOptions;
use hecta::io::import::{import_boundary, import_plan};
use hecta::plan::{Face, Plan, ZoneAttributes};
use hecta::tool::constraint::Picked;
use hecta::tool::{Aim, Aiming, Angles, Backdrop, GuideKind, Modifiers, Snap, SnapKind, SnapKinds, SnapSettings, SnapTarget};
use hecta::tool::{ToolContext, ToolOptions};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

const REACH_UM: i64 = 5 * UM_PER_M;

/// A plan and how the pointer is aimed on it.
struct Board {
    plan: Plan,
    aiming: Aiming,
}

impl Board {
    fn new(plan: Plan) -> Self {
        Self { plan, aiming: Aiming::default() }
    }

    fn fifty() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/plan_50");
        let options = ReadOptions::default();
        let boundary = import_boundary(&folder.join("boundary.geojson"), options).expect("a boundary");
        Self::new(import_plan(&folder.join("zones.geojson"), options, Some(boundary), None).expect("zones").plan)
    }

    fn with(mut self, change: impl FnOnce(&mut Aiming)) -> Self {
        change(&mut self.aiming);
        self
    }

    fn only(self, targets: &[SnapTarget]) -> Self {
        let kinds = SnapKinds::only(targets);
        self.with(|aiming| aiming.snaps.kinds = kinds)
    }

    fn aim(&self, aim: &Aim<'_>) -> Snap {
        let (selection, new_zone, options) = (BTreeSet::new(), ZoneAttributes::default(), ToolOptions::default());
        let context =
            ToolContext { plan: &self.plan, selection: &selection, aiming: &self.aiming, new_zone: &new_zone, options: &options };
        context.aim(aim, |_| false)
    }

    fn at(&self, at: GridPoint, held: Option<Snap>, sketch: &[GridPoint]) -> Snap {
        self.aim(&Aim { held, sketch, ..Aim::new(at, REACH_UM, Modifiers::default()) })
    }

    fn bounds(&self) -> GridBox {
        self.plan.bounds().expect("a plan")
    }
}

fn random_in(random: &mut Pcg64, within: GridBox) -> GridPoint {
    let (min, max) = (within.min, within.max);
    GridPoint::new(random.random_range(min.east..max.east), random.random_range(min.north..max.north))
}

fn beside(random: &mut Pcg64, at: GridPoint, by_um: i64) -> GridPoint {
    random_in(random, GridBox { min: at, max: at }.grown(by_um))
}

/// What a result is a place on, or is itself.
fn target(snap: Snap) -> String {
    match snap.kind {
        SnapKind::Border(edge) | SnapKind::Wall(edge, _) => format!("{edge:?}"),
        SnapKind::Guide(guide) => format!("{guide:?}"),
        SnapKind::Free => String::new(),
        SnapKind::Intersection(_) => format!("intersection {:?}", snap.point),
        kind => format!("{kind:?} {:?}", snap.point),
    }
}

#[test]
fn a_trembling_pointer_never_goes_to_and_fro_between_targets() {
    for targets in [&SnapTarget::ALL[..], &SnapTarget::ALL[..7], &[SnapTarget::Vertex, SnapTarget::Border]] {
        let board = Board::fifty().only(targets);
        let mut random = Pcg64::seed_from_u64(7);
        let sketch = [board.bounds().centre(), beside(&mut random, board.bounds().centre(), 80 * UM_PER_M)];
        for _ in 0..400 {
            let centre = random_in(&mut random, board.bounds());
            let (mut held, mut seen): (Option<Snap>, Vec<String>) = (None, Vec::new());
            for _ in 0..12 {
                // a square this wide lies within 1/25 of the reach
                let pointer = beside(&mut random, centre, REACH_UM / 36);
                let snap = board.at(pointer, held, &sketch);
                held = Some(snap);
                if seen.last() != Some(&target(snap)) {
                    assert!(!seen.contains(&target(snap)), "to and fro at {centre:?}: {seen:?} then {}", target(snap));
                    seen.push(target(snap));
                }
            }
        }
    }
}

#[test]
fn a_slow_move_comes_to_each_vertex_once() {
    let board = Board::fifty().only(&[SnapTarget::Vertex, SnapTarget::Border]);
    let mut random = Pcg64::seed_from_u64(11);
    let mut met = 0;
    for _ in 0..60 {
        let from = random_in(&mut random, board.bounds());
        let to = beside(&mut random, from, 400 * UM_PER_M);
        let (mut held, mut left): (Option<Snap>, Vec<GridPoint>) = (None, Vec::new());
        for step in 0..2_000 {
            let part = |a: i64, b: i64| a + (b - a) * step / 2_000;
            let snap = board.at(GridPoint::new(part(from.east, to.east), part(from.north, to.north)), held, &[]);
            if let Some(Snap { kind: SnapKind::Vertex, point }) = held.filter(|before| *before != snap) {
                left.push(point);
            }
            assert!(snap.kind != SnapKind::Vertex || !left.contains(&snap.point), "back to {:?}", snap.point);
            held = Some(snap);
        }
        met += left.len();
    }
    assert!(met > 40, "{met} vertices were met");
}

#[test]
fn results_are_exact_on_what_they_are_snapped_to() {
    let board = Board::fifty();
    let mut random = Pcg64::seed_from_u64(3);
    let (mut held, mut kinds) = (None, BTreeSet::new());
    for round in 0..4_000 {
        let sketch = [board.bounds().centre(), beside(&mut random, board.bounds().centre(), 50 * UM_PER_M)];
        let vertex = board.plan.zones().nth(round % 40).expect("a zone").region.vertices().next().expect("a vertex");
        let at = beside(&mut random, vertex, 60 * UM_PER_M);
        let snap = board.at(at, held.filter(|_| round % 2 == 0), &sketch);
        held = Some(snap);
        let off = |edge| distance_to_segment_um(snap.point, edge);
        match snap.kind {
            SnapKind::Vertex => {
                let is_vertex = !board.plan.index().owners_of_vertex(snap.point).is_empty();
                assert!(is_vertex || sketch.contains(&snap.point));
            }
            SnapKind::Border(edge) | SnapKind::Perpendicular(edge) | SnapKind::Midpoint(edge) | SnapKind::Wall(edge, _) => {
                assert!(off(edge) < 1.0 && edge == undirected(edge), "{} µm", off(edge));
            }
            SnapKind::Intersection(_) => {
                let nearest = board.plan.index().edges_by_distance(snap.point).next().expect("an edge").1;
                assert!(nearest < 1.0 || snap.point.is_on_mm(), "{nearest} µm");
            }
            SnapKind::Guide(guide) => {
                let aside = guide.heading().turned_right().along(guide.through, snap.point).abs();
                assert!(aside < 1_000.0, "{aside} µm");
            }
            SnapKind::Free
            | SnapKind::Grid
            | SnapKind::Commune
            | SnapKind::Reference
            | SnapKind::Locked
            | SnapKind::Typed
            | SnapKind::Area(_) => {
                assert!(snap.point.is_on_mm());
            }
        }
        kinds.insert(match snap.kind {
            SnapKind::Vertex => 0,
            SnapKind::Intersection(_) => 1,
            SnapKind::Midpoint(_) => 2,
            SnapKind::Perpendicular(_) => 3,
            SnapKind::Border(_) => 4,
            SnapKind::Guide(_) => 5,
            _ => 6,
        });
    }
    assert!(kinds.len() >= 6, "{kinds:?}");
}

/// Two zones of 400 m by 400 m beside each other; metres from the south-west corner.
fn two_squares() -> Board {
    use hecta::geometry::noding::NodedBoundary;
    use hecta::geometry::overlay::{Fill, region_from_rings};
    use hecta::plan::{Approval, Boundary, ZoneDraft};
    let region = |west, east| {
        let ring = [(west, 0.0), (east, 0.0), (east, 400.0), (west, 400.0)].map(|(e, n)| place(e, n)).to_vec();
        region_from_rings(&[ring], Fill::NonZero)
    };
    let outline = NodedBoundary::from_legal(region(0.0, 800.0));
    let boundary =
        Boundary { outline, name_vi: String::new(), name_en: String::new(), synthetic: true, locked: true, source: None };
    let draft = |code: &str, west, east| ZoneDraft {
        attributes: ZoneAttributes { code: code.into(), ..ZoneAttributes::default() },
        region: region(west, east),
        faults: Vec::new(),
    };
    let drafts = vec![draft("A", 0.0, 400.0), draft("B", 400.0, 800.0)];
    Board::new(Plan::assemble("", hecta::geometry::ProjectCrs::default(), Approval::default(), Some(&boundary), drafts).0)
}

fn place(east_m: f64, north_m: f64) -> GridPoint {
    GridPoint::from_m(600_000.0 + east_m, 2_270_000.0 + north_m).expect("near")
}

#[test]
fn the_first_in_priority_wins_and_each_kind_can_be_switched_off() {
    use SnapTarget::{Border, Extension, Grid, Intersection, Midpoint, Parallel, Perpendicular, Vertex};
    let name = |snap: Snap| match snap.kind {
        SnapKind::Vertex => "vertex",
        SnapKind::Intersection(_) => "intersection",
        SnapKind::Midpoint(_) => "midpoint",
        SnapKind::Perpendicular(_) => "foot",
        SnapKind::Border(_) => "border",
        SnapKind::Guide(guide) => match guide.kind {
            GuideKind::Perpendicular => "perpendicular",
            GuideKind::Extension => "extension",
            GuideKind::Parallel => "parallel",
        },
        SnapKind::Grid => "grid",
        _ => "free",
    };
    let sketch = [place(100.0, 100.0), place(100.0, 203.0)];
    // where the pointer is; what it is snapped to with all kinds, then with one kind after another switched off
    type Falls<'a> = &'a [(&'a str, Option<SnapTarget>)];
    let cases: [((f64, f64), Falls<'_>); 4] = [
        ((402.0, 398.0), &[("vertex", Some(Vertex)), ("border", Some(Border)), ("free", None)]),
        (
            (398.0, 201.5),
            &[
                ("intersection", Some(Intersection)),
                ("midpoint", Some(Midpoint)),
                ("foot", Some(Perpendicular)),
                ("border", Some(Border)),
                ("free", None),
            ],
        ),
        ((101.0, 260.0), &[("extension", Some(Extension)), ("grid", Some(Grid)), ("free", None)]),
        ((160.0, 204.0), &[("perpendicular", Some(Perpendicular)), ("grid", Some(Grid)), ("free", None)]),
    ];
    for ((east, north), expected) in cases {
        // nothing lies on hand to be parallel to
        let mut kinds = SnapKinds::every(true).with(Parallel, false);
        for (kind, switched_off) in expected {
            if *kind == "border" || *kind == "free" {
                kinds = kinds.with(Grid, false);
            }
            let board = two_squares().with(|aiming| aiming.snaps = SnapSettings { kinds, ..SnapSettings::default() });
            let snap = board.at(place(east, north), None, &sketch);
            assert_eq!(name(snap), *kind, "at {east} {north}: {snap:?}");
            if let Some(target) = switched_off {
                kinds = kinds.with(*target, false);
            }
        }
    }
    let off = two_squares().with(|aiming| aiming.snaps.on = false);
    assert_eq!(name(off.at(place(402.0, 398.0), None, &sketch)), "free");
    let alt = Modifiers { alt: true, ..Modifiers::default() };
    assert_eq!(name(two_squares().aim(&Aim::new(place(402.0, 398.0), REACH_UM, alt))), "free");
}

#[test]
fn a_border_the_pointer_was_at_gives_its_parallel_and_an_edge_is_continued() {
    let board = two_squares();
    let sketch = [place(500.0, 90.0), place(517.0, 130.0)];
    board.at(place(799.0, 250.0), None, &sketch);
    let parallel = board.at(place(518.5, 300.0), None, &sketch);
    assert!(matches!(parallel.kind, SnapKind::Guide(guide) if guide.kind == GuideKind::Parallel), "{parallel:?}");
    assert_eq!(parallel.point, place(517.0, 300.0));
    let board = two_squares().with(|aiming| aiming.snaps.wall = false);
    board.at(place(401.0, 399.0), None, &[]);
    let beyond = board.at(place(401.0, 450.0), None, &[]);
    assert_eq!((beyond.point, matches!(beyond.kind, SnapKind::Guide(_))), (place(400.0, 450.0), true));
}

#[test]
fn the_grid_holds_its_nodes_and_has_its_own_switch() {
    let board = two_squares().only(&[SnapTarget::Grid]).with(|aiming| aiming.snaps.on = false);
    let mut held = None;
    for (north, expected) in [(101.0, 100.0), (105.4, 100.0), (106.5, 110.0), (104.6, 110.0), (103.0, 100.0)] {
        let snap = board.at(place(203.0, north), held, &[]);
        assert_eq!(snap, Snap { point: place(200.0, expected), kind: SnapKind::Grid });
        held = Some(snap);
    }
}

#[test]
fn the_pointer_never_leaves_the_boundary_nor_enters_a_locked_zone() {
    let mut board = Board::fifty();
    let locked: Vec<_> = board.plan.order().iter().copied().step_by(7).collect();
    for id in &locked {
        let attributes = Box::new(ZoneAttributes { locked: true, ..board.plan.zone(*id).expect("it exists").attributes.clone() });
        hecta::edit::apply(&mut board.plan, &hecta::edit::Command::SetAttributes { zone: *id, attributes }).expect("accepted");
    }
    let mut random = Pcg64::seed_from_u64(5);
    let around = board.bounds().grown(400 * UM_PER_M);
    let boundary = board.plan.boundary().expect("a boundary").outline.noded().clone();
    let (mut held, mut walls) = (None, [0, 0]);
    for round in 0..3_000 {
        let at = random_in(&mut random, around);
        let sketch = [board.bounds().centre()];
        let snap = board.at(at, held.filter(|_| round % 3 > 0), &sketch[..round % 2]);
        held = Some(snap);
        let off = |region: &hecta::geometry::Region| {
            region.edges().map(|edge| distance_to_segment_um(snap.point, edge)).fold(f64::INFINITY, f64::min)
        };
        let is_outside = boundary.locate(snap.point) == Location::Outside && off(&boundary) > 2.0;
        assert!(!is_outside, "{at:?} {snap:?}");
        for id in &locked {
            let region = &board.plan.zone(*id).expect("it exists").region;
            let is_within = region.locate(snap.point) == Location::Inside && off(region) > 2.0;
            assert!(!is_within, "{at:?} {snap:?}");
        }
        match snap.kind {
            SnapKind::Wall(_, None) => walls[0] += 1,
            SnapKind::Wall(_, Some(_)) => walls[1] += 1,
            _ => {}
        }
    }
    assert!(walls.iter().all(|count| *count > 40), "{walls:?}");
    let outside = GridPoint::new(around.min.east, around.min.north);
    let free = Aim { walled: false, ..Aim::new(outside, REACH_UM, Modifiers::default()) };
    assert_eq!(board.aim(&free), Snap::free(outside));
}

#[test]
fn a_locked_direction_meets_borders_and_stops_at_the_wall() {
    let board = two_squares().with(|aiming| aiming.constraint.angles = Angles::Orthogonal);
    let sketch = [place(100.0, 203.0)];
    let crossing = board.at(place(397.0, 215.0), None, &sketch);
    assert_eq!((crossing.point, crossing.kind), (place(400.0, 203.0), SnapKind::Intersection(None)));
    let between = board.at(place(250.123_4, 215.0), None, &sketch);
    assert_eq!((between.point, between.kind), (place(250.123, 203.0), SnapKind::Locked));
    let beyond = board.at(place(900.0, 215.0), None, &sketch);
    assert_eq!(beyond.point, place(800.0, 203.0));
    assert!(matches!(beyond.kind, SnapKind::Wall(_, None)), "{beyond:?}");
    let edge = (place(0.0, 0.0), place(300.0, 400.0));
    let picked = Some(Picked { edge, perpendicular: true });
    let board = two_squares().with(|aiming| aiming.constraint.picked = picked);
    let snap = board.at(place(180.0, 143.5), None, &sketch);
    assert_eq!(snap.point, place(179.76, 143.18), "three east, four north, turned to the right");
}

#[test]
fn the_nearest_border_tells_the_face_as_locating_does() {
    let board = Board::fifty();
    let mut random = Pcg64::seed_from_u64(13);
    let around = board.bounds().grown(100 * UM_PER_M);
    let boundary = board.plan.boundary().expect("a boundary").outline.noded();
    let vertices: Vec<_> = board.plan.zones().flat_map(|zone| zone.region.vertices()).collect();
    for round in 0..4_000 {
        // half of them close to corners
        let corner = vertices[random.random_range(0..vertices.len())];
        let at = if round % 2 == 0 { random_in(&mut random, around) } else { beside(&mut random, corner, UM_PER_M) };
        let expected = match (boundary.locate(at), &board.plan.zones_at(at)[..]) {
            (Location::Outside, _) => None,
            (_, [zone]) => Some(Face::Zone(*zone)),
            (_, []) => Some(Face::Unallocated),
            _ => continue,
        };
        assert_eq!(board.plan.index().face_at(at), expected, "{at:?}");
    }
}

/// `cargo test --test snapping -- --ignored --nocapture` prints how long a move takes; `benches/snapping.rs` measures.
#[test]
#[ignore = "prints a time"]
fn a_move_over_200_000_vertices_takes() {
    let board = Board::new(dense::dense_plan());
    let vertices: usize = board.plan.zones().map(|zone| zone.region.vertex_count()).sum();
    let sketch = [board.bounds().centre(), beside(&mut Pcg64::seed_from_u64(1), board.bounds().centre(), 900 * UM_PER_M)];
    for reach_m in [1, 5, 50, 500] {
        let mut random = Pcg64::seed_from_u64(9);
        let (mut held, mut longest, mut total) = (None, 0.0_f64, 0.0);
        for _ in 0..1_000 {
            let at = random_in(&mut random, board.bounds());
            let one = Instant::now();
            held = Some(board.aim(&Aim { held, sketch: &sketch, ..Aim::new(at, reach_m * UM_PER_M, Modifiers::default()) }));
            let took_ms = one.elapsed().as_secs_f64() * 1e3;
            longest = longest.max(took_ms);
            total += took_ms;
        }
        println!("{vertices} vertices of zones, reach {reach_m} m: {:.3} ms a move, longest {longest:.3} ms", total / 1e3);
    }
}

/// A line behind the plan, off the millimetres.
#[derive(Debug)]
struct Road(GridPoint, GridPoint);

impl Backdrop for Road {
    fn edges_near(&self, _: GridPoint, _: i64, _: usize) -> Vec<((GridPoint, GridPoint), f64)> {
        vec![((self.0, self.1), 0.0)]
    }
}

#[test]
fn what_lies_behind_the_plan_is_taken_to_the_millimetre_and_only_when_switched_on() {
    let board = Board::fifty();
    let centre = board.bounds().centre();
    // far from every border: outside the plan
    let start = GridPoint::new(board.bounds().max.east + 900 * UM_PER_M + 123, centre.north + 456);
    let end = GridPoint::new(start.east + 400 * UM_PER_M, start.north + 7);
    let board = board.with(|aiming| aiming.backdrops.push(std::sync::Arc::new(Road(start, end))));
    let beside = GridPoint::new(start.east + 2 * UM_PER_M, start.north + UM_PER_M);
    // the wall would hold the pointer inside
    let aimed = |board: &Board, at| board.aim(&Aim { walled: false, ..Aim::new(at, REACH_UM, Modifiers::default()) });
    assert_ne!(aimed(&board, beside).kind, SnapKind::Reference, "off to begin with");
    let board = board.with(|aiming| aiming.snaps.kinds = aiming.snaps.kinds.with(SnapTarget::References, true));
    let snap = aimed(&board, beside);
    assert_eq!((snap.kind, snap.point), (SnapKind::Reference, start.rounded_to_mm()), "its end comes before its line");
    let along = GridPoint::new(start.east + 200 * UM_PER_M, start.north + 3 * UM_PER_M);
    let snap = aimed(&board, along);
    assert_eq!(snap.kind, SnapKind::Reference);
    assert!(snap.point.is_on_mm() && (snap.point.north - start.north).abs() < 1_000, "{snap:?}");
}
