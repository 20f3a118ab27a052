//! Plots within zones: the same commands one level down, and plots that follow whatever happens to their zones.

use std::collections::BTreeMap;

use hecta::check::{Checker, Detail, Rule};
use hecta::edit::repair::{RepairPolicy, fixes, repair_all};
use hecta::edit::{Command, DrawMode, History, Refusal, Vacated, apply};
use hecta::geometry::overlay::{Fill, intersection, region_from_rings, union};
use hecta::geometry::{ExactArea, GridBox, GridPoint, ProjectCrs, Region, Ring, Similarity};
use hecta::plan::{
    Approval, Boundary, CommuneLayer, Date, Division, Face, Ledger, Plan, PlanLevel, ZoneAttributes, ZoneDraft, ZoneId,
};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

fn at(east_m: i64, north_m: i64) -> GridPoint {
    GridPoint::from_mm(600_000_000 + east_m * 1000, 2_270_000_000 + north_m * 1000)
}

fn rectangle(a: GridPoint, b: GridPoint) -> Ring {
    vec![a, GridPoint::new(b.east, a.north), b, GridPoint::new(a.east, b.north)]
}

fn land(rings: &[Ring]) -> Region {
    region_from_rings(rings, Fill::NonZero)
}

fn named(code: &str) -> Box<ZoneAttributes> {
    Box::new(ZoneAttributes { code: code.into(), ..ZoneAttributes::default() })
}

fn draw(a: GridPoint, b: GridPoint, code: &str) -> Command {
    Command::DrawZone { sketch: vec![rectangle(a, b)], mode: DrawMode::Take, attributes: named(code) }
}

fn among(zone: ZoneId, command: Command) -> Command {
    Command::OnPlots { zone, command: Box::new(command) }
}

const WEST: ZoneId = ZoneId(1);
const EAST: ZoneId = ZoneId(2);

/// A park of 1 000 m × 400 m: a west and an east zone, each of four plots in a row from south to north and a free strip.
fn park() -> Plan {
    let boundary = Boundary::from_legal(land(&[rectangle(at(0, 0), at(1000, 400))]), String::new(), String::new(), true);
    let zone = |a, b, code: &str| ZoneDraft { attributes: *named(code), region: land(&[rectangle(a, b)]), faults: Vec::new() };
    let drafts = vec![zone(at(0, 0), at(500, 400), "W"), zone(at(500, 0), at(1000, 400), "E")];
    let (mut plan, _) = Plan::assemble("", ProjectCrs::default(), Approval::default(), Some(&boundary), drafts);
    for (zone, west, east) in [(WEST, 300, 500), (EAST, 500, 700)] {
        for row in 0..4 {
            let plot = draw(at(west, row * 90), at(east, (row + 1) * 90), &format!("{}-{row}", zone.0));
            apply(&mut plan, &among(zone, plot)).expect("there is room");
        }
    }
    plan
}

/// What must hold for the plots of every zone.
fn assert_plots(plan: &Plan) {
    for (id, plots) in plan.divided_zones() {
        let zone = plan.zone(id).expect("only zones are divided");
        let boundary = plots.boundary().expect("plots have a boundary");
        assert_eq!(plots.level(), PlanLevel::Zone);
        assert_eq!(boundary.outline.legal(), &zone.region, "plots divide the land of their zone");
        assert_eq!(plots.approval().area, zone.area);
        assert!(plots.adds_up() && !plots.faults().inexact, "plots of {id:?} and what is free of them tile the zone");
        let of_plots: ExactArea = plots.zones().map(|plot| plot.area).sum();
        assert_eq!(of_plots + plan.unplotted(id), zone.area);
        assert!((plan.unplotted(id) - plots.unallocated().area()).abs().m2() < 0.01);
        for plot in plots.zones() {
            assert!(!plot.region.is_empty() && plot.area == plot.region.area());
        }
        assert!(plots.zones().len() > 0, "an undivided zone has no plots at all");
    }
}

fn plotted(plan: &Plan) -> f64 {
    plan.divided_zones().flat_map(|(_, plots)| plots.zones()).map(|plot| plot.area.m2()).sum()
}

fn areas(plan: &Plan, zone: ZoneId) -> BTreeMap<String, f64> {
    let plots = plan.plots(zone).into_iter().flat_map(Plan::zones);
    plots.map(|plot| (plot.attributes.code.clone(), (plot.area.m2() * 1000.0).round() / 1000.0)).collect()
}

#[test]
fn plots_are_drawn_split_and_undone_like_zones() {
    let mut plan = park();
    let start = plan.clone();
    let mut history = History::default();
    assert_eq!(areas(&plan, WEST).values().copied().collect::<Vec<_>>(), [18_000.0; 4]);
    let split = among(WEST, Command::SplitZones { zones: Vec::new(), line: vec![at(400, -10), at(400, 410)] });
    history.perform(&mut plan, &split, "").expect("it cuts four plots");
    assert_eq!(plan.plots(WEST).map(|plots| plots.zones().len()), Some(8));
    assert_plots(&plan);
    assert_eq!(plan.zone(WEST), start.zone(WEST), "the zone itself stays as it is, without a node");
    let delete = Command::DeleteZones { zones: plan.plots(WEST).expect("divided").order().to_vec() };
    history.perform(&mut plan, &among(WEST, delete), "").expect("allowed");
    assert!(plan.plots(WEST).is_none());
    while history.undo(&mut plan).is_some() {}
    assert_eq!(plan, start);
}

#[test]
fn what_the_zone_decides_is_refused_among_plots() {
    let mut plan = park();
    for command in [
        Command::SetTitle { title: "x".into() },
        Command::SetBoundaryLocked { locked: false },
        Command::SetApproval { approval: Approval::default() },
        among(ZoneId(1), Command::DeleteZones { zones: vec![ZoneId(1)] }),
    ] {
        let several = Command::Several { code: "repair-all", commands: vec![command.clone()] };
        assert_eq!(apply(&mut plan, &among(WEST, command)), Err(Refusal::NotForPlots));
        assert_eq!(apply(&mut plan, &among(WEST, several)), Err(Refusal::NotForPlots));
    }
    let nowhere = among(ZoneId(99), draw(at(0, 0), at(10, 10), ""));
    assert_eq!(apply(&mut plan, &nowhere), Err(Refusal::NoSuchZone { zone: ZoneId(99) }));
    let reshape_zone = among(WEST, Command::MoveVertices { moves: vec![(at(500, 0), at(510, 0))] });
    assert!(
        matches!(apply(&mut plan, &reshape_zone), Err(Refusal::LegalCorner { .. })),
        "plots cannot move the border of their zone"
    );
}

#[test]
fn a_moved_border_takes_the_plots_on_it_along() {
    let mut plan = park();
    let moves = vec![(at(500, 0), at(540, 0)), (at(500, 400), at(520, 400))];
    apply(&mut plan, &Command::MoveVertices { moves }).expect("both slide on the boundary");
    assert_plots(&plan);
    let (west, east) = (areas(&plan, WEST), areas(&plan, EAST));
    assert_eq!((west.len(), east.len()), (4, 4), "no plot comes or goes");
    // the border now runs from 540 to 520: at north n it lies 540 − n / 20
    for row in 0..4_i32 {
        let gain = f64::from(90 * 40) - (f64::from(row) + 0.5) * 90.0 / 20.0 * 90.0;
        assert!((west[&format!("1-{row}")] - (18_000.0 + gain)).abs() < 0.01, "{west:?}");
        assert!((east[&format!("2-{row}")] - (18_000.0 - gain)).abs() < 0.01, "{east:?}");
    }
    assert!((plotted(&plan) - 144_000.0).abs() < 0.01, "what the west gains the east gives");
    let insert = Command::InsertVertex { edge: (at(540, 0), at(520, 400)), at: at(560, 200) };
    apply(&mut plan, &insert).expect("it bulges");
    assert_plots(&plan);
    assert_eq!((areas(&plan, WEST).len(), areas(&plan, EAST).len()), (4, 4));
    apply(&mut plan, &Command::DeleteVertices { at: vec![at(560, 200)] }).expect("it is no junction");
    assert_plots(&plan);
    assert!((areas(&plan, WEST)["1-0"] - west["1-0"]).abs() < 0.1, "back where it was");
}

#[test]
fn a_border_moved_over_plots_cuts_them() {
    let mut plan = park();
    let moves = vec![(at(500, 0), at(250, 0)), (at(500, 400), at(250, 400))];
    apply(&mut plan, &Command::MoveVertices { moves }).expect("both slide on the boundary");
    assert_plots(&plan);
    assert_eq!(plan.zone(WEST).map(|zone| zone.area.m2()), Some(100_000.0));
    assert!((plotted(&plan) - 144_000.0).abs() < 0.01, "land keeps its plot, in the zone that has it now: {}", plotted(&plan));
}

#[test]
fn land_that_changes_hands_takes_its_plots_with_it() {
    let mut plan = park();
    let transfer = Command::TransferLand {
        sketch: vec![rectangle(at(400, 45), at(500, 300))],
        from: vec![Face::Zone(WEST)],
        to: Face::Zone(EAST),
    };
    apply(&mut plan, &transfer).expect("there is land");
    assert_plots(&plan);
    assert!((plotted(&plan) - 144_000.0).abs() < 0.01);
    let east = plan.plots(EAST).expect("divided");
    let came: f64 = east.zones().filter(|plot| plot.attributes.code.starts_with('1')).map(|plot| plot.area.m2()).sum();
    assert!((came - 25_500.0).abs() < 0.01, "{came}");
    let cut = Command::CutOut { zones: Vec::new(), sketch: vec![rectangle(at(450, 10), at(550, 40))] };
    apply(&mut plan, &cut).expect("there is land");
    assert_plots(&plan);
    assert!((plotted(&plan) - 141_000.0).abs() < 0.01, "plots of land that no zone has are gone");
    apply(&mut plan, &Command::MergeZones { into: WEST, from: vec![EAST] }).expect("unlocked");
    assert_plots(&plan);
    assert!(plan.plots(EAST).is_none() && (plotted(&plan) - 141_000.0).abs() < 0.01);
    apply(&mut plan, &Command::SplitZones { zones: Vec::new(), line: vec![at(-10, 200), at(1010, 200)] }).expect("it cuts");
    assert_plots(&plan);
    assert_eq!(plan.divided_zones().len(), plan.zones().len(), "both halves have plots");
    assert!((plotted(&plan) - 141_000.0).abs() < 0.01);
}

#[test]
fn a_zone_that_is_moved_takes_its_plots_along() {
    let mut plan = park();
    let place = |by| Command::PlaceZones { zones: vec![WEST], by, mode: DrawMode::Take, vacated: Vacated::Unallocated };
    apply(&mut plan, &place(Similarity::shift(at(0, 0), at(100, 0)))).expect("it takes land of the east");
    assert_plots(&plan);
    assert_eq!(areas(&plan, WEST).values().copied().collect::<Vec<_>>(), [18_000.0; 4], "its plots are whole");
    assert!((areas(&plan, EAST)["2-0"] - 9_000.0).abs() < 0.01, "those of the east lost what lies under it");
}

#[test]
fn plots_that_come_with_faults_are_found_and_mended_in_one_step() {
    let plain = park();
    let zones = plain.zones().map(|zone| ZoneDraft {
        attributes: zone.attributes.clone(),
        region: zone.region.clone(),
        faults: Vec::new(),
    });
    let (plan, _) = Plan::assemble("", ProjectCrs::default(), Approval::default(), plain.boundary(), zones.collect());
    let plot = |a, b| ZoneDraft { attributes: *named("p"), region: land(&[rectangle(a, b)]), faults: Vec::new() };
    let drafts = vec![plot(at(10, 10), at(200, 200)), plot(at(150, 150), at(300, 300)), plot(at(400, 100), at(520, 300))];
    let (mut plan, reports) = plan.with_plots(BTreeMap::from([(WEST, drafts.into())]));
    assert_eq!(reports.len(), 1);
    let findings = |plan: &Plan| {
        let ledger = Ledger::of(plan, &CommuneLayer::new(Division::Loaded, Vec::new()));
        let checker = Checker::of(plan, &ledger, Date::new(2026, 11, 22).expect("a day"));
        let among_plots = checker.findings().iter().filter(|f| f.detail == Detail::AmongPlots).cloned();
        among_plots.collect::<Vec<_>>()
    };
    let found = findings(&plan);
    let areas: Vec<(Rule, f64)> = found.iter().map(|f| (f.rule, f.area.expect("land").m2())).collect();
    assert_eq!(areas, [(Rule::Overlap, 2_500.0), (Rule::Outside, 4_000.0)]);
    let fixes = fixes(&plan, &found[0]);
    assert!(fixes.len() == 1 && fixes[0].is_clean(), "{fixes:?}");
    let mut history = History::default();
    let before = plan.clone();
    history.perform(&mut plan, &fixes[0].command, "").expect("it was tried");
    assert!(findings(&plan).is_empty());
    assert_plots(&plan);
    history.undo(&mut plan);
    assert_eq!(plan, before);
    let all = repair_all(&plan, RepairPolicy::LongestBorder).command().expect("there is something to do");
    history.perform(&mut plan, &all, "").expect("it was tried");
    assert!(findings(&plan).is_empty());
}

/// Commands at random, on zones and on plots.
struct Planner {
    rng: Pcg64,
    bounds: GridBox,
}

impl Planner {
    fn point(&mut self) -> GridPoint {
        let GridBox { min, max } = self.bounds;
        GridPoint::new(self.rng.random_range(min.east..max.east), self.rng.random_range(min.north..max.north)).rounded_to_mm()
    }

    fn zone(&mut self, plan: &Plan) -> ZoneId {
        let order = plan.order();
        if order.is_empty() { ZoneId(1) } else { order[self.rng.random_range(0..order.len())] }
    }

    fn sketch(&mut self, plan: &Plan, reach_m: f64) -> Ring {
        let centre = if self.rng.random_bool(0.3) { self.vertex(plan) } else { self.point() };
        let corners = self.rng.random_range(3..8);
        let corner = |k: i32, radius_m: f64, turn: f64| {
            let angle = (f64::from(k) + turn) * std::f64::consts::TAU / f64::from(corners);
            let [east, north] = centre.to_m();
            GridPoint::from_m(east + radius_m * angle.cos(), north + radius_m * angle.sin()).expect("near by").rounded_to_mm()
        };
        (0..corners).map(|k| corner(k, self.rng.random_range(0.3..1.0) * reach_m, self.rng.random_range(-0.3..0.3))).collect()
    }

    fn vertex(&mut self, plan: &Plan) -> GridPoint {
        let around = self.point();
        plan.index().nearest_vertex(around, f64::INFINITY).unwrap_or(around)
    }

    fn command(&mut self, plan: &Plan, reach_m: f64, most: usize) -> Command {
        let crowded = plan.zones().len() >= most;
        let mode = DrawMode::taking(self.rng.random_bool(0.5));
        match self.rng.random_range(0..20) {
            0..5 if !crowded => Command::DrawZone { sketch: vec![self.sketch(plan, reach_m)], mode, attributes: named("d") },
            0..2 => Command::DeleteZones { zones: vec![self.zone(plan)] },
            2..4 => Command::MergeZones { into: self.zone(plan), from: vec![self.zone(plan)] },
            5..7 if !crowded => Command::SplitZones { zones: Vec::new(), line: self.sketch(plan, reach_m) },
            4 | 7 => Command::Reshape { zone: self.zone(plan), line: self.sketch(plan, reach_m) },
            8..10 => {
                let from = if self.rng.random_bool(0.5) { Vec::new() } else { vec![Face::Unallocated] };
                Command::TransferLand { sketch: vec![self.sketch(plan, reach_m)], from, to: Face::Zone(self.zone(plan)) }
            }
            10 => Command::CutOut { zones: Vec::new(), sketch: vec![self.sketch(plan, reach_m / 2.0)] },
            11 => {
                let by = Similarity::shift(self.point(), self.point());
                Command::PlaceZones { zones: vec![self.zone(plan)], by, mode, vacated: Vacated::Neighbours }
            }
            12 => Command::DeleteVertices { at: vec![self.vertex(plan)] },
            13..15 => {
                let around = self.point();
                match plan.index().nearest_edge(around, f64::INFINITY) {
                    Some((edge, _)) => Command::InsertVertex { edge: edge.edge, at: edge.edge.0.midpoint(edge.edge.1) },
                    None => draw(around, self.point(), "r"),
                }
            }
            _ => {
                let from = self.vertex(plan);
                let reach_mm = [5_000, 60_000][self.rng.random_range(0..2)];
                let mut step = || self.rng.random_range(-reach_mm..=reach_mm) * 1000;
                Command::MoveVertices { moves: vec![(from, GridPoint::new(from.east + step(), from.north + step()))] }
            }
        }
    }
}

/// Land of all plots together; commands that only hand land over between zones keep it.
fn plotted_land(plan: &Plan) -> Region {
    union(plan.divided_zones().flat_map(|(_, plots)| plots.zones()).map(|plot| &plot.region).collect::<Vec<_>>())
}

#[test]
fn random_commands_on_both_levels_always_add_up() {
    let rounds: usize = std::env::var("HECTA_PLOT_COMMANDS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000);
    for seed in 0..3 {
        let mut plan = park();
        let start = plan.clone();
        let bounds = plan.bounds().expect("it has an extent").grown(20_000_000);
        let mut planner = Planner { rng: Pcg64::seed_from_u64(seed), bounds };
        let mut history = History::default();
        let (mut accepted, mut on_plots) = (0, 0);
        for _ in 0..rounds {
            let zone = planner.zone(&plan);
            let among_plots = planner.rng.random_bool(0.4);
            let command = if among_plots {
                let Some(plots) = plan.plot_plan(zone) else { continue };
                among(zone, planner.command(&plots, 120.0, 12))
            } else {
                planner.command(&plan, 250.0, 8)
            };
            let before = plan.clone();
            let Ok(diff) = history.perform(&mut plan, &command, "") else {
                assert_eq!(plan, before, "a refused command changes nothing");
                continue;
            };
            accepted += 1;
            on_plots += usize::from(among_plots);
            assert!(plan.adds_up());
            assert_plots(&plan);
            let mut back = plan.clone();
            back.commit(&diff.inverted());
            assert_eq!(back, before, "the inverse restores zones and plots: {command:?}");
            if let Command::MergeZones { .. } | Command::TransferLand { .. } | Command::SplitZones { .. } = command {
                let lost = plotted_land(&before).area() - intersection(&plotted_land(&before), &plotted_land(&plan)).area();
                let width = lost.m2() / plotted_land(&before).perimeter_m().max(1.0);
                assert!(width < 0.002, "land that changes hands keeps its plots: {} m² of {command:?}", lost.m2());
            }
        }
        println!("seed {seed}: {accepted} of {rounds} accepted, {on_plots} on plots");
        assert!(accepted * 4 > rounds && on_plots * 20 > rounds);
        while history.undo(&mut plan).is_some() {}
        assert_eq!(plan, start);
    }
}
