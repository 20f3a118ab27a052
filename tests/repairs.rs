//! A plan imported with faults is mended by commands until it adds up exactly; no command makes it worse.

use hecta::check::{Checker, Rule, RuleBook, Verdict};
use hecta::edit::{Command, History, Refusal, apply};
use hecta::geometry::grid::Location;
use hecta::geometry::validity::region_from_raw;
use hecta::geometry::{GridPoint, ProjectCrs};
use hecta::io::{ReadOptions, geojson};
use hecta::plan::{Approval, Boundary, CommuneLayer, Division, Ledger, Plan, ZoneAttributes, ZoneDraft, ZoneFunction, ZoneId};

fn plan(bytes: &[u8]) -> Plan {
    let layer = geojson::read(bytes, ReadOptions::default()).expect("embedded data can be read");
    let mut boundary = None;
    let mut drafts = Vec::new();
    for feature in layer.features {
        let (region, faults) = region_from_raw(&feature.polygons);
        let text = |key: &str| feature.properties.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
        if text("layer") == "boundary" {
            boundary = Some(Boundary::from_legal(region, text("name"), text("name_en"), true));
        } else {
            let function = ZoneFunction::from_code(&text("function"));
            let attributes = ZoneAttributes { code: text("zone_code"), function, ..ZoneAttributes::default() };
            drafts.push(ZoneDraft { attributes, region, faults });
        }
    }
    Plan::assemble("", ProjectCrs::default(), Approval::default(), boundary.as_ref(), drafts).0
}

fn unfinished() -> Plan {
    plan(include_bytes!("../data/unfinished_plan.geojson"))
}

fn check(plan: &Plan) -> (Ledger, Checker) {
    let ledger = Ledger::of(plan, &CommuneLayer::new(Division::Loaded, Vec::new()));
    let checker = Checker::of(plan, &ledger, RuleBook::KNOWN_ON);
    (ledger, checker)
}

fn verdict(plan: &Plan) -> Verdict {
    let (ledger, checker) = check(plan);
    checker.judgement(plan, &ledger).verdict
}

#[test]
fn the_sample_plan_passes_to_the_last_integer() {
    let plan = plan(include_bytes!("../data/sample_plan.geojson"));
    assert!(plan.adds_up());
    assert!(plan.unallocated().is_empty());
    assert_eq!(verdict(&plan), Verdict::Pass);
    let (ledger, checker) = check(&plan);
    assert!(checker.findings().is_empty());
    assert!(ledger.residual().abs().m2() < 0.001);
    let hectares: Vec<_> = ledger.zones.values().map(|area| area.rounded_m2(0)).collect();
    assert_eq!(hectares, [1_658_000, 3_979_100, 994_800]);
}

#[test]
fn three_commands_clear_the_unfinished_plan() {
    let mut plan = unfinished();
    let start = plan.clone();
    let mut history = History::default();
    let rules = |plan: &Plan| check(plan).1.findings().iter().map(|f| f.rule).collect::<Vec<_>>();
    assert_eq!(verdict(&plan), Verdict::Fail);
    for rule in [Rule::Gap, Rule::Overlap, Rule::Outside] {
        assert_eq!(rules(&plan).iter().filter(|r| **r == rule).count(), 1, "{rule:?}");
    }

    let overlap = plan.faults().overlaps[0].clone();
    let command = Command::ResolveOverlap { keep: overlap.a, from: overlap.b };
    history.perform(&mut plan, &command, "").expect("an overlap can be settled");
    assert!(!rules(&plan).contains(&Rule::Overlap));

    let (zone, _) = plan.faults().outside[0];
    history.perform(&mut plan, &Command::ClipToBoundary { zone }, "").expect("an outside part can be cut off");
    assert!(plan.faults().outside.is_empty());
    assert!(!plan.faults().inexact, "what was mended adds up exactly");
    assert!(plan.adds_up());

    let gap = check(&plan).1.findings().iter().find(|f| f.rule == Rule::Gap).cloned().expect("the gap is left");
    let at = gap.at.expect("a gap has a place");
    assert_eq!(plan.unallocated().locate(at), Location::Inside);
    history.perform(&mut plan, &Command::Allocate { at, to: gap.zones[0] }, "").expect("a gap can be given");
    assert!(plan.adds_up() && plan.unallocated().is_empty());
    assert_eq!(verdict(&plan), Verdict::Pass);

    while history.undo(&mut plan).is_some() {}
    assert_eq!(plan, start);
}

#[test]
fn a_broken_plan_can_be_drawn_in_but_not_made_worse() {
    let mut plan = unfinished();
    let free = check(&plan).1.findings().iter().find(|f| f.rule == Rule::Gap).and_then(|f| f.at).expect("a gap");
    let around = |d: i64| {
        let corner = |e: i64, n: i64| GridPoint::new(free.east + e * d, free.north + n * d).rounded_to_mm();
        vec![corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
    };
    let draw = Command::DrawZone { sketch: vec![around(400_000_000)], mode: Default::default(), attributes: Box::default() };
    let (_, diff) = apply(&mut plan, &draw).expect("a gap can be drawn over");
    assert!(diff.zones.iter().any(|(id, change)| *id == ZoneId(4) && change.before.is_none()));
    assert_eq!(check(&plan).1.findings().of_rule(Rule::Gap).count(), 0);
    let wrong = plan.faults().overlap_area() + plan.faults().outside_area();

    let (zone, land) = plan.faults().outside[0].clone();
    let (from, to) = (land.vertices().next().expect("it has corners"), free);
    let before = plan.clone();
    let corner = plan.zone(zone).expect("it exists").region.vertices().find(|v| land.vertices().any(|w| w == *v));
    let far = GridPoint::new(from.east + 2_000_000_000, from.north + 2_000_000_000);
    for target in [to, far] {
        let worse = Command::MoveVertices { moves: vec![(corner.expect("an outside corner"), target)] };
        match apply(&mut plan, &worse) {
            Ok(_) => assert!(plan.faults().overlap_area() + plan.faults().outside_area() <= wrong),
            Err(refusal) => {
                assert!(matches!(refusal, Refusal::MoreFaults | Refusal::Crosses { .. } | Refusal::LegalCorner { .. }));
                assert_eq!(plan, before);
            }
        }
        plan = before.clone();
    }
}

#[test]
fn deleting_in_a_broken_plan_frees_the_land_once() {
    let mut plan = unfinished();
    let overlap = plan.faults().overlaps[0].clone();
    apply(&mut plan, &Command::DeleteZones { zones: vec![overlap.b] }).expect("a zone can be deleted");
    assert!(plan.faults().overlaps.is_empty());
    let (ledger, _) = check(&plan);
    let total = ledger.zones_total + ledger.unallocated - ledger.outside;
    assert!((total - ledger.noded_boundary).abs().m2() < 0.01, "what is left and what is free make up the boundary");
}
