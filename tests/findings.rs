//! Findings on plans with known truth: every injected defect one by one with its area, none invented on clean plans.
//!
//! `HECTA_TRUTH=folder cargo test --test findings` also runs on the plans that `generate/gen.py` wrote into subfolders of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use hecta::check::{Checker, Detail, Finding, Rule, RuleBook, Severity, Verdict};
use hecta::geometry::grid::Location;
use hecta::geometry::validity::{FaultKind, region_from_raw};
use hecta::geometry::{ExactArea, GridPoint, ProjectCrs};
use hecta::io::{ReadOptions, SourceLayer, geojson};
use hecta::plan::{Approval, Boundary, CommuneLayer, Division, Ledger, Plan, ZoneAttributes, ZoneDraft, ZoneId};
use serde_json::Value;

/// How far an area may lie from the truth, which shapely computed in floating point: m².
const AREA_TOLERANCE_M2: f64 = 0.5;

/// The given folders of `tests/data`, and those of `HECTA_TRUTH` that hold `file`.
fn folders(own: &[&str], file: &str) -> Vec<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let more = std::env::var_os("HECTA_TRUTH").map(|folder| std::fs::read_dir(folder).expect("HECTA_TRUTH is a folder"));
    let more = more.into_iter().flatten().map(|entry| entry.expect("an entry of HECTA_TRUTH").path());
    own.iter().map(|folder| data.join(folder)).chain(more.filter(|folder| folder.join(file).is_file())).collect()
}

fn data(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn truth(folder: &Path) -> Value {
    serde_json::from_slice(&data(&folder.join("truth.json"))).expect("truth.json is JSON")
}

fn layer(path: &Path) -> SourceLayer {
    let layer = geojson::read(&data(path), ReadOptions::default()).expect("the file is GeoJSON");
    assert_eq!(layer.first_error(), None, "{}", path.display());
    layer
}

/// A plan of the zones in one file and the boundary in another; zones are named by their code.
fn plan(folder: &Path, zones: &str, boundary: &str) -> Plan {
    let drafts = layer(&folder.join(zones)).features.into_iter().map(|feature| {
        let (region, faults) = region_from_raw(&feature.polygons);
        let text = |key: &str| feature.properties.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let attributes = ZoneAttributes { code: text("code"), name_vi: text("name"), ..ZoneAttributes::default() };
        ZoneDraft { attributes, region, faults }
    });
    let (legal, faults) = region_from_raw(&layer(&folder.join(boundary)).features[0].polygons);
    assert!(faults.is_empty(), "{boundary}");
    let boundary = Boundary::from_legal(legal, String::new(), String::new(), true);
    Plan::assemble("test", ProjectCrs::default(), Approval::default(), Some(&boundary), drafts.collect()).0
}

fn no_communes() -> CommuneLayer {
    CommuneLayer::new(Division::Loaded, Vec::new())
}

fn checked(plan: &Plan) -> Checker {
    Checker::of(plan, &Ledger::of(plan, &no_communes()), RuleBook::KNOWN_ON)
}

fn code(plan: &Plan, id: ZoneId) -> &str {
    plan.zone(id).map_or("?", |zone| &zone.attributes.code)
}

fn codes<'a>(plan: &'a Plan, finding: &Finding) -> Vec<&'a str> {
    finding.zones.iter().map(|id| code(plan, *id)).collect()
}

fn area_m2(finding: &Finding) -> f64 {
    finding.area.map_or(f64::NAN, ExactArea::m2)
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("truth.json has a number here")
}

fn list<'a>(truth: &'a Value, key: &str) -> &'a [Value] {
    truth[key].as_array().expect("truth.json has a list here")
}

/// Findings about pieces of land.
fn about_land(checker: &Checker) -> Vec<&Finding> {
    let rules = [Rule::Gap, Rule::Overlap, Rule::Outside, Rule::Duplicate, Rule::Sliver, Rule::InvalidGeometry];
    checker.findings().iter().filter(|f| rules.contains(&f.rule)).collect()
}

/// Each finding's place lies inside its land, and its area is its land's.
fn assert_places_are_inside(checker: &Checker) {
    for finding in checker.findings().iter().filter(|f| !f.geometry.is_empty()) {
        let at = finding.at.expect("faulty land has a place");
        assert_eq!(finding.geometry.locate(at), Location::Inside, "{finding:?}");
        assert_eq!(Some(finding.geometry.area()), finding.area);
    }
}

#[test]
fn clean_plans_have_no_finding_whatever_boundary_they_are_laid_against() {
    for folder in folders(&["plan_3", "plan_50", "plan_2000"], "zones.geojson") {
        let total_m2 = number(&truth(&folder)["totals"]["sum_zone_areas_m2"]);
        for boundary in ["boundary.geojson", "boundary_150.geojson"] {
            let plan = plan(&folder, "zones.geojson", boundary);
            let name = format!("{} against {boundary}", folder.display());
            let checker = checked(&plan);
            assert_eq!(about_land(&checker), Vec::<&Finding>::new(), "{name}");
            assert!(plan.adds_up() && !plan.faults().inexact, "{name} tiles the boundary to the last integer");
            let ledger = Ledger::of(&plan, &no_communes());
            assert!((ledger.zones_total.m2() - total_m2).abs() < 0.001, "{name}: {}", ledger.zones_total.m2());
            assert!((ledger.noded_boundary - ledger.boundary).abs() < ExactArea::from_m2(0.001), "{name}");
            assert_eq!(ledger.zones_total + ledger.unallocated, ledger.noded_boundary, "{name}");
            let rules: Vec<_> = checker.findings().iter().map(|f| (f.rule, f.severity, f.detail)).collect();
            assert_eq!(rules, [(Rule::MissingZone, Severity::Warning, Detail::NoneDeclared)], "{name}");
            assert_eq!(checker.judgement(&plan, &ledger).verdict, Verdict::Insufficient, "{name}");
        }
    }
}

#[test]
fn every_injected_defect_is_found_one_by_one_with_its_area() {
    for folder in folders(&["defects_50"], "zones_defects.geojson") {
        assert_finds_the_truth(&folder);
    }
}

/// The findings about land are those of `truth.json`, neither fewer nor more.
fn assert_finds_the_truth(folder: &Path) {
    let name = folder.display();
    let truth = truth(folder);
    let plan = plan(folder, "zones_defects.geojson", "boundary.geojson");
    let checker = checked(&plan);
    assert_places_are_inside(&checker);
    let found = |rule| checker.findings().of_rule(rule).collect::<Vec<_>>();
    let is_near = |finding: &Finding, area: &Value| (area_m2(finding) - number(area)).abs() < AREA_TOLERANCE_M2;

    let overlaps: BTreeMap<_, _> = found(Rule::Overlap).into_iter().map(|f| (codes(&plan, f), f)).collect();
    assert_eq!(overlaps.len(), list(&truth, "overlaps").len(), "{name}");
    for overlap in list(&truth, "overlaps") {
        let pair = [&overlap["a"], &overlap["b"]].map(|v| v.as_str().expect("a code")).to_vec();
        let finding = overlaps.get(&pair).unwrap_or_else(|| panic!("{name}: no overlap of {pair:?}"));
        assert!(is_near(finding, &overlap["area_m2"]) && finding.severity == Severity::Error, "{name}: {pair:?}");
    }
    let outside: BTreeMap<_, _> = found(Rule::Outside).into_iter().map(|f| (code(&plan, f.zones[0]), f)).collect();
    assert_eq!(outside.len(), list(&truth, "outside").len(), "{name}");
    for part in list(&truth, "outside") {
        assert!(is_near(outside[part["zone"].as_str().expect("a code")], &part["area_m2"]), "{name}: {part}");
    }
    let gaps = found(Rule::Gap);
    assert_eq!(gaps.len(), list(&truth, "gaps").len(), "{name}");
    for gap in list(&truth, "gaps") {
        let at = GridPoint::from_m(number(&gap["at_5897"][0]), number(&gap["at_5897"][1])).expect("on the grid");
        let holds = |f: &&&Finding| f.geometry.locate(at) != Location::Outside;
        let finding = gaps.iter().find(holds).unwrap_or_else(|| panic!("{name}: no gap at {at:?}"));
        assert!(is_near(finding, &gap["area_m2"]), "{name}: {gap}");
    }
    let duplicates: Vec<_> = found(Rule::Duplicate).into_iter().map(|f| codes(&plan, f)).collect();
    let injected = |kind: &'static str| {
        let is_kind = move |defect: &&Value| defect["kind"].as_str().is_some_and(|k| k.starts_with(kind));
        list(&truth, "injected").iter().filter(is_kind)
    };
    assert_eq!(duplicates.len(), injected("duplicate").count(), "{name}");
    for duplicate in injected("duplicate") {
        let pair: Vec<_> = list(duplicate, "zones").iter().filter_map(Value::as_str).collect();
        assert!(duplicates.contains(&pair), "{name}: {pair:?} is not among {duplicates:?}");
    }
    let others = about_land(&checker).len() - overlaps.len() - outside.len() - gaps.len() - duplicates.len();
    assert_eq!(others, 0, "{name}: {:?}", about_land(&checker));
    for gap in injected("gap") {
        let mut same = gaps.iter().filter(|f| is_near(f, &gap["designed_area_m2"]));
        let beside = codes(&plan, same.next().expect("the gap is found"));
        assert!(list(gap, "zones").iter().all(|zone| zone.as_str().is_some_and(|z| beside.contains(&z))), "{gap}: {beside:?}");
    }
}

#[test]
fn invalid_geometry_is_named_with_its_place_and_harmless_oddities_are_not() {
    for folder in folders(&["defects_50"], "zones_invalid.geojson") {
        assert_finds_invalid_geometry(&folder);
    }
}

/// The bow-tie and the spike are named, and what they and the needle leave behind is found; nothing else is.
fn assert_finds_invalid_geometry(folder: &Path) {
    let name = folder.display();
    let truth = truth(folder);
    let plan = plan(folder, "zones_invalid.geojson", "boundary.geojson");
    let checker = checked(&plan);
    assert_places_are_inside(&checker);
    let mut invalid: Vec<_> = checker.findings().of_rule(Rule::InvalidGeometry).collect();
    invalid.sort_by_key(|f| f.detail);
    let named: Vec<_> = invalid.iter().map(|f| (code(&plan, f.zones[0]), f.detail)).collect();
    let zone_of = |kind: &str| {
        let made = list(&truth, "zones_invalid").iter().find(|z| z["kind"] == kind).expect("truth.json has this kind");
        made["zone"].as_str().expect("a code")
    };
    let (bow_tie, spike) = (zone_of("bow_tie"), zone_of("spike_zero_width"));
    let expected = [(bow_tie, Detail::Fault(FaultKind::SelfIntersection)), (spike, Detail::Fault(FaultKind::Spike))];
    assert_eq!(named, expected, "{name}");
    for finding in invalid {
        let zone = plan.zone(finding.zones[0]).expect("the zone is in the plan");
        let around = zone.region.bounds().expect("it has land").grown(100_000_000);
        assert!(finding.severity == Severity::Error && finding.at.is_some_and(|at| around.contains(at)), "{finding:?}");
    }
    let after = &truth["zones_invalid_after_make_valid"];
    let of_rule = |rule| checker.findings().of_rule(rule).collect::<Vec<_>>();
    let overlaps = of_rule(Rule::Overlap);
    assert_eq!(overlaps.len(), list(after, "overlaps").len(), "{name}");
    for overlap in list(after, "overlaps") {
        let pair = [&overlap["a"], &overlap["b"]].map(|v| v.as_str().expect("a code"));
        let finding = overlaps.iter().find(|f| codes(&plan, f) == pair).expect("the overlap is found");
        assert!((area_m2(finding) - number(&overlap["area_m2"])).abs() < AREA_TOLERANCE_M2, "{name}: {finding:?}");
    }
    let mut gaps: Vec<_> = of_rule(Rule::Gap).into_iter().map(area_m2).collect();
    let mut expected: Vec<_> = list(after, "gaps").iter().map(|gap| number(&gap["area_m2"])).collect();
    gaps.sort_by(f64::total_cmp);
    expected.sort_by(f64::total_cmp);
    assert_eq!(gaps.len(), expected.len(), "{name}: {gaps:?}");
    assert!(gaps.iter().zip(&expected).all(|(found, true_m2)| (found - true_m2).abs() < 0.01), "{name}: {gaps:?}");
    let slivers = of_rule(Rule::Sliver);
    assert!(slivers.iter().all(|f| code(&plan, f.zones[0]) == bow_tie), "{name}: only a half of the bow-tie may be that thin");
    let known = named.len() + overlaps.len() + gaps.len() + slivers.len();
    assert_eq!(about_land(&checker).len(), known, "{name}: {:?}", about_land(&checker));
}
