//! Seeded random commands over plans of many zones: after every one of them the plan adds up to the last integer.
//!
//! `HECTA_COMMANDS=100000 cargo test --test properties` runs more of them.

use std::sync::Arc;

use hecta::check::{Checker, RuleBook};
use hecta::edit::{Command, DrawMode, History, HistoryBounds, Refusal, Vacated};
use hecta::geometry::grid::Location;
use hecta::geometry::overlay::{Fill, region_from_edges, region_from_rings, union};
use hecta::geometry::segment::distance_to_segment_um;
use hecta::geometry::{ExactArea, GridBox, GridPoint, ProjectCrs, Region, Ring, Similarity};
use hecta::plan::{Approval, Boundary, Commune, CommuneLayer, Division, Face, Ledger, Plan, PlanDiff, ZoneAttributes, ZoneId};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// Accepted commands over all runs unless `HECTA_COMMANDS` says otherwise.
const COMMANDS: usize = 10_000;

fn park() -> Boundary {
    let file: geojson::FeatureCollection =
        include_str!("../data/park_boundary_demo.geojson").parse().expect("the demonstration boundary is GeoJSON");
    let geometry = file.features[0].geometry.clone().expect("it has a geometry");
    let geojson::GeometryValue::Polygon { coordinates } = geometry.value else { panic!("it is a polygon") };
    let crs = ProjectCrs::default();
    let ring: Ring =
        coordinates[0][1..].iter().map(|c| crs.grid_from_lon_lat(c[0], c[1]).expect("it lies in the province")).collect();
    let legal = region_from_rings([&ring], Fill::NonZero);
    Boundary::from_legal(legal, String::new(), String::new(), true)
}

/// Four rectangles around the park, cutting it into quarters.
fn communes(bounds: GridBox) -> CommuneLayer {
    let (c, outer) = (bounds.centre(), bounds.grown(1_000_000_000));
    let commune = |a: GridPoint, b: GridPoint| {
        let ring = vec![a, GridPoint::new(b.east, a.north), b, GridPoint::new(a.east, b.north)];
        Commune {
            code: String::new(),
            name: String::new(),
            valid_from: None,
            valid_to: None,
            hosts_park: true,
            region: region_from_rings([&ring], Fill::NonZero),
        }
    };
    let north_west = GridPoint::new(outer.min.east, outer.max.north);
    let south_east = GridPoint::new(outer.max.east, outer.min.north);
    let quarters = [outer.min, outer.max, north_west, south_east].map(|corner| commune(corner, c));
    CommuneLayer::new(Division::Until2025, quarters.into())
}

/// Draws commands at random; what they refer to exists more often than not.
struct Planner {
    rng: Pcg64,
    bounds: GridBox,
    most_zones: usize,
}

impl Planner {
    fn point(&mut self) -> GridPoint {
        let GridBox { min, max } = self.bounds;
        let east = self.rng.random_range(min.east..max.east);
        let north = self.rng.random_range(min.north..max.north);
        GridPoint::new(east, north).rounded_to_mm()
    }

    fn vertex(&mut self, plan: &Plan) -> GridPoint {
        let around = self.point();
        plan.index().nearest_vertex(around, f64::INFINITY).unwrap_or(around)
    }

    fn zone(&mut self, plan: &Plan) -> ZoneId {
        let order = plan.order();
        if order.is_empty() { ZoneId(1) } else { order[self.rng.random_range(0..order.len())] }
    }

    fn near(&mut self, at: GridPoint, reach_mm: i64) -> GridPoint {
        let mut step = || self.rng.random_range(-reach_mm..=reach_mm) * 1000;
        GridPoint::new(at.east + step(), at.north + step()).rounded_to_mm()
    }

    /// A star around a point or a vertex; some reach beyond the boundary, some run along existing vertices.
    fn sketch(&mut self, plan: &Plan) -> Ring {
        let centre = if self.rng.random_bool(0.3) { self.vertex(plan) } else { self.point() };
        let reach_mm = 2_000_000 / (1 + self.most_zones as i64).isqrt();
        let corners = self.rng.random_range(3..12);
        let mut ring = Ring::new();
        for corner in 0..corners {
            let angle = (f64::from(corner) + self.rng.random_range(-0.3..0.3)) * std::f64::consts::TAU / f64::from(corners);
            let radius = self.rng.random_range(0.2..1.0) * reach_mm as f64 * 1000.0;
            let at = GridPoint::new(centre.east + (radius * angle.cos()) as i64, centre.north + (radius * angle.sin()) as i64);
            let snapped = plan.index().nearest_vertex(at, 30_000_000.0).filter(|_| self.rng.random_bool(0.3));
            ring.push(snapped.unwrap_or(at.rounded_to_mm()));
        }
        ring
    }

    fn command(&mut self, plan: &Plan) -> Command {
        let crowded = plan.zones().len() >= self.most_zones;
        match self.rng.random_range(0..125) {
            100..125 => self.shaping(plan, crowded),
            0..25 if !crowded => Command::DrawZone {
                sketch: vec![self.sketch(plan)],
                mode: if self.rng.random_bool(0.5) { DrawMode::Take } else { DrawMode::Yield },
                attributes: Box::default(),
            },
            0..8 => Command::DeleteZones { zones: vec![self.zone(plan)] },
            8..10 => Command::MergeZones { into: self.zone(plan), from: vec![self.zone(plan), self.zone(plan)] },
            10..13 if !crowded => Command::SplitZones { zones: Vec::new(), line: self.sketch(plan) },
            10..16 => Command::Reshape { zone: self.zone(plan), line: self.sketch(plan) },
            16..20 => Command::Allocate { at: self.point(), to: self.zone(plan) },
            20..30 => {
                let at = self.vertex(plan);
                Command::DeleteVertices { at: vec![at] }
            }
            30..50 => {
                let around = self.point();
                let Some((edge, _)) = plan.index().nearest_edge(around, f64::INFINITY) else {
                    return Command::SetTitle { title: "empty".into() };
                };
                let (a, b) = edge.edge;
                let middle = a.midpoint(b);
                let reach_mm = [0, 20, 20_000][self.rng.random_range(0..3)];
                Command::InsertVertex { edge: edge.edge, at: self.near(middle, reach_mm) }
            }
            50..55 => {
                let zone = self.zone(plan);
                let locked = self.rng.random_bool(0.2);
                let code = self.rng.random_range(0..1000).to_string();
                Command::SetAttributes { zone, attributes: Box::new(ZoneAttributes { code, locked, ..Default::default() }) }
            }
            55..58 => {
                let mut order = plan.order().as_ref().clone();
                order.reverse();
                Command::ReorderZones { order }
            }
            _ => {
                let from = self.vertex(plan);
                let reach_mm = [2, 500, 30_000, 300_000][self.rng.random_range(0..4)];
                let to = match self.rng.random_range(0..6) {
                    0 => self.vertex(plan),
                    1 => plan.index().nearest_edge(self.near(from, 100_000), f64::INFINITY).map_or(from, |e| e.0.edge.0),
                    _ => self.near(from, reach_mm),
                };
                Command::MoveVertices { moves: vec![(from, to)] }
            }
        }
    }
}

impl Planner {
    /// A command of the tools that shape zones and borders.
    fn shaping(&mut self, plan: &Plan, crowded: bool) -> Command {
        match self.rng.random_range(0..30) {
            0..2 if !crowded => Command::FillZone { at: self.point(), attributes: Box::default() },
            2..5 if !crowded => {
                let attributes = Box::default();
                Command::CompleteZone { line: self.sketch(plan), other_side: self.rng.random_bool(0.3), attributes }
            }
            0..7 => {
                let zones = if self.rng.random_bool(0.5) { Vec::new() } else { vec![self.zone(plan)] };
                Command::CutOut { zones, sketch: vec![self.sketch(plan)] }
            }
            7..9 => Command::ExplodeZones { zones: plan.order().as_ref().clone() },
            9..16 => self.placing(plan),
            16..19 => {
                let from = self.vertex(plan);
                let to = plan.index().nearest_vertex(self.near(from, 400_000), f64::INFINITY).unwrap_or(from);
                Command::Straighten { from, to }
            }
            19..20 => {
                let tolerance_um = [10_000, 1_000_000, 40_000_000][self.rng.random_range(0..3)];
                Command::SimplifyBorders { zones: vec![self.zone(plan)], tolerance_um }
            }
            20..24 => {
                let at = vec![self.vertex(plan)];
                Command::RoundCorners { at, radius_um: [1_000_000, 15_000_000, 200_000_000][self.rng.random_range(0..3)] }
            }
            24 => Command::SetBoundaryLocked { locked: self.rng.random_bool(0.5) },
            25..29 => self.transfer(plan),
            _ => {
                let commands = (0..2).map(|_| self.transfer(plan)).collect();
                Command::Several { code: "repair-all", commands }
            }
        }
    }

    fn face(&mut self, plan: &Plan) -> Face {
        if self.rng.random_bool(0.2) { Face::Unallocated } else { Face::Zone(self.zone(plan)) }
    }

    fn transfer(&mut self, plan: &Plan) -> Command {
        let from = if self.rng.random_bool(0.5) { Vec::new() } else { vec![self.face(plan), self.face(plan)] };
        Command::TransferLand { sketch: vec![self.sketch(plan)], from, to: self.face(plan) }
    }

    fn placing(&mut self, plan: &Plan) -> Command {
        let mut zones = vec![self.zone(plan)];
        if self.rng.random_bool(0.3) {
            zones.push(self.zone(plan));
        }
        let centre = self.vertex(plan);
        let by = match self.rng.random_range(0..4) {
            0 => Similarity::rotation(centre, self.rng.random_range(-180.0..180.0)),
            1 => Similarity::scaling(centre, self.rng.random_range(0.5..1.6)),
            2 => Similarity::shift(centre, self.vertex(plan)),
            _ => Similarity::shift(centre, self.near(centre, 200_000)),
        };
        let mode = if self.rng.random_bool(0.5) { DrawMode::Take } else { DrawMode::Yield };
        let vacated = if self.rng.random_bool(0.5) { Vacated::Unallocated } else { Vacated::Neighbours };
        Command::PlaceZones { zones, by, mode, vacated }
    }
}

/// Everything that must hold after every command.
fn assert_invariants(plan: &Plan, legal: &Region, ledger: &Ledger, communes: &CommuneLayer, diff: &PlanDiff) {
    let boundary = plan.boundary().expect("the plan keeps its boundary");
    assert!(plan.adds_up(), "zones and unallocated land tile the boundary");
    let total: ExactArea = plan.zones().map(|zone| zone.region.area()).sum();
    assert_eq!(total + plan.unallocated().area(), boundary.outline.noded().area(), "areas add up exactly");
    assert_eq!(boundary.outline.legal(), legal, "the legal boundary never bends");
    for (_, change) in &diff.zones {
        if let Some(zone) = &change.after {
            assert_eq!(region_from_edges(zone.region.edges()).as_ref(), Ok(&zone.region), "zones are valid");
            assert!(!zone.region.is_empty(), "zones have land");
            assert_eq!(zone.area, zone.region.area());
        }
    }
    if diff.boundary.is_some() {
        for node in boundary.outline.noded().vertices() {
            let on_line = legal.edges().any(|line| distance_to_segment_um(node, line) <= 1.0);
            assert!(on_line, "boundary node {node:?} lies within 1 µm of a legal line");
        }
        for corner in legal.vertices() {
            assert_eq!(boundary.outline.noded().locate(corner), Location::Border);
        }
        let departure_m2 = (boundary.noded_area() - boundary.legal_area()).abs().m2();
        assert!(departure_m2 < legal.perimeter_m() * 1e-6, "{departure_m2} m²: nodes lie within 1 µm of the legal lines");
    }
    assert_eq!(*ledger, Ledger::of(plan, communes), "the incremental ledger equals a recomputed one");
}

/// The legal boundary there should be: only a released corner that is moved changes it.
fn legal_after(before: &Plan, command: &Command, plan: &Plan, legal: Region) -> Region {
    let boundary = before.boundary().expect("it has one");
    let moves_corner = match command {
        Command::MoveVertices { moves } => moves.iter().any(|(from, _)| boundary.outline.is_legal_corner(*from)),
        _ => false,
    };
    if boundary.locked || !moves_corner {
        return legal;
    }
    let now = plan.boundary().expect("it keeps it").outline.legal().clone();
    assert_eq!(now.vertex_count(), legal.vertex_count(), "a corner moves, none comes or goes");
    now
}

fn assert_queries_agree_with_a_scan(plan: &Plan, at: GridPoint) {
    let scanned: Vec<ZoneId> = plan.zones().filter(|z| z.region.locate(at) != Location::Outside).map(|z| z.id).collect();
    assert_eq!(plan.zones_at(at), scanned);
    let nearest = plan.faces().flat_map(|(_, r)| r.vertices()).min_by_key(|v| v.distance_squared(at));
    let found = plan.index().nearest_vertex(at, f64::INFINITY);
    assert_eq!(found.map(|v| v.distance_squared(at)), nearest.map(|v| v.distance_squared(at)));
    let edges = plan.faces().flat_map(|(_, r)| r.edges()).map(|e| distance_to_segment_um(at, e));
    let closest = edges.min_by(f64::total_cmp);
    let indexed = plan.index().nearest_edge(at, f64::INFINITY).map(|(_, d)| d);
    assert!((closest.unwrap_or(0.0) - indexed.unwrap_or(0.0)).abs() <= 1.0, "{at:?}: {closest:?} scanned, {indexed:?} indexed");
}

fn run(seed: u64, commands: usize, most_zones: usize) {
    let boundary = park();
    let mut legal = boundary.outline.legal().clone();
    let bounds = legal.bounds().expect("the park has an extent");
    let communes = communes(bounds);
    let (start, _) = Plan::assemble("", ProjectCrs::default(), Approval::default(), Some(&boundary), Vec::new());
    let mut plan = start.clone();
    // every step is kept: at the end all of them are undone
    let mut history = History::within(HistoryBounds { steps: usize::MAX, bytes: usize::MAX });
    let mut ledger = Ledger::of(&plan, &communes);
    let mut checker = Checker::of(&plan, &ledger, RuleBook::KNOWN_ON);
    let mut planner = Planner { rng: Pcg64::seed_from_u64(seed), bounds: bounds.grown(50_000_000), most_zones };
    let (mut accepted, mut tried, mut too_fine) = (0, 0, 0);
    while accepted < commands {
        let number = tried;
        tried += 1;
        let command = planner.command(&plan);
        let before = Arc::new(plan.clone());
        match history.perform(&mut plan, &command, "") {
            Ok(diff) => {
                accepted += 1;
                legal = legal_after(&before, &command, &plan, legal);
                ledger.update(&plan, &diff, &communes);
                checker.update(&plan, &ledger, &diff);
                assert_invariants(&plan, &legal, &ledger, &communes, &diff);
                let anew = Checker::of(&plan, &ledger, RuleBook::KNOWN_ON);
                assert_eq!(checker.findings(), anew.findings(), "incremental findings equal recomputed ones");
            }
            Err(refusal) => {
                assert_eq!(plan, *before, "a refused command changes nothing");
                if matches!(refusal, Refusal::DoesNotAddUp { .. } | Refusal::TooFine { .. }) {
                    too_fine += 1;
                    println!("seed {seed} command {number}: {refusal:?} {command:?}");
                }
            }
        }
        if number % 97 == 0 {
            assert_queries_agree_with_a_scan(&plan, planner.point());
            let land: Vec<&Region> = plan.faces().map(|(_, land)| land).collect();
            let whole = union(land.iter().copied()).area();
            assert!(
                (whole - land.iter().map(|r| r.area()).sum::<ExactArea>()).abs().m2() < 1e-6,
                "an overlay agrees: nothing overlaps"
            );
        }
        if number % 41 == 0 {
            let present = plan.clone();
            let steps = (0..5).map_while(|_| history.undo(&mut plan)).inspect(ledger_follows).count();
            (0..steps).for_each(|_| assert!(history.redo(&mut plan).is_some()));
            assert_eq!(plan, present, "redo after undo gives the same document");
        }
    }
    println!("seed {seed}: {accepted} of {tried} accepted, {too_fine} too fine, {} zones", plan.zones().len());
    assert!(accepted * 4 > tried, "a good part of the commands is accepted");
    assert!(too_fine * 1000 <= tried, "next to nothing is too fine for the grid");
    let end = plan.clone();
    while history.undo(&mut plan).is_some() {}
    assert_eq!(plan, start, "undo of everything gives the identical document");
    while history.redo(&mut plan).is_some() {}
    assert_eq!(plan, end, "redo of everything too");
    let whole_index = plan.index().edges_near(plan.bounds().expect("it has an extent").grown(1_000_000));
    assert_eq!(whole_index.len(), plan.faces().map(|(_, r)| r.vertex_count()).sum::<usize>());
    assert_eq!(plan.land(Face::Unallocated), plan.unallocated());
}

fn ledger_follows(diff: &PlanDiff) {
    assert!(!diff.is_empty(), "a step changes something");
}

fn commands() -> usize {
    std::env::var("HECTA_COMMANDS").ok().and_then(|n| n.parse().ok()).unwrap_or(COMMANDS)
}

#[test]
fn a_few_large_zones_always_add_up() {
    run(1, commands() * 4 / 10, 3);
}

#[test]
fn dozens_of_zones_always_add_up() {
    run(2, commands() * 4 / 10, 40);
}

#[test]
fn two_hundred_zones_always_add_up() {
    run(3, commands() * 2 / 10, 200);
}
