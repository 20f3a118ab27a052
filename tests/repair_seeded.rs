//! 200 seeded defects of a foreign plan, of every kind and several sizes: each is cleared by at most one action, none arises, and
//! zones and unallocated land make up the boundary afterwards.

mod defects;

use defects::{Defect, Drawn};
use hecta::check::{Checker, Finding, Rule, RuleBook, Severity};
use hecta::edit::repair::{Fix, FixKind, RepairPolicy, WhyLeft, fixes, repair_all};
use hecta::edit::{Command, History, Refusal, apply};
use hecta::geometry::ExactArea;
use hecta::plan::{CommuneLayer, Division, Ledger, Plan, ZoneAttributes};
use rand::SeedableRng;
use rand_pcg::Pcg64;

fn checked(plan: &Plan) -> (Ledger, Checker) {
    let ledger = Ledger::of(plan, &CommuneLayer::new(Division::Loaded, Vec::new()));
    let checker = Checker::of(plan, &ledger, RuleBook::KNOWN_ON);
    (ledger, checker)
}

/// Findings about the coverage and its shapes: what repairs are for.
fn faults(plan: &Plan) -> Vec<Finding> {
    let rules = [Rule::Gap, Rule::Overlap, Rule::Outside, Rule::Duplicate, Rule::Sliver, Rule::InvalidGeometry];
    checked(plan).1.findings().iter().filter(|f| rules.contains(&f.rule)).cloned().collect()
}

/// Every kind of defect in several sizes, 200 in all.
fn two_hundred() -> Vec<Defect> {
    use Defect::{
        Away, BowTie, CornerOverlap, Duplicate, DuplicateReversed, Gap, Hole, HoleOutside, NearMiss, Needle, Nested, NoArea,
        Outside, Overlap, PartsOverlap, Repeated, SliverPart, SliverZone, Spike, TJunction,
    };
    let sized = |times: usize, sizes: &[f64], make: fn(f64) -> Defect| {
        (0..times).flat_map(|_| sizes.iter().copied().map(make).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let all = [
        sized(5, &[0.03, 0.5, 2.0, 8.0], Gap),
        sized(3, &[1.0, 6.0, 20.0], Hole),
        sized(5, &[0.03, 0.5, 2.0, 8.0], Overlap),
        sized(4, &[0.5, 4.0], CornerOverlap),
        sized(4, &[2.0, 15.0], Nested),
        sized(5, &[0.05, 0.5, 2.0, 20.0], Outside),
        sized(2, &[5.0, 60.0], Away),
        sized(4, &[0.05, 0.3], SliverZone),
        sized(4, &[0.05, 0.3], SliverPart),
        sized(2, &[5.0, 60.0, 300.0], Spike),
        sized(3, &[5.0, 40.0], Needle),
        sized(4, &[-0.5, -0.03, -0.004, -0.001, 0.001, 0.004, 0.03, 0.5], TJunction),
        sized(5, &[0.02, 0.3, 1.5], NearMiss),
        vec![Duplicate; 6],
        vec![DuplicateReversed; 6],
        vec![BowTie; 12],
        vec![PartsOverlap; 3],
        vec![HoleOutside; 3],
        vec![NoArea; 2],
        vec![Repeated; 4],
    ];
    all.concat()
}

/// The plan after `command` in a history, and that undo gives back the identical document.
fn performed(plan: &Plan, command: &Command) -> Option<Plan> {
    let mut history = History::default();
    let mut repaired = plan.clone();
    history.perform(&mut repaired, command, "").ok()?;
    let after = repaired.clone();
    history.undo(&mut repaired);
    assert_eq!(repaired, *plan, "undo restores the identical document");
    Some(after)
}

fn is_whole(plan: &Plan) -> bool {
    let (ledger, _) = checked(plan);
    plan.adds_up() && !plan.faults().inexact && ledger.zones_total + ledger.unallocated == ledger.noded_boundary
}

/// The first fix of any finding after which nothing is wrong any more, with the plan it leaves.
fn one_action(plan: &Plan, found: &[Finding]) -> Option<(Fix, Plan)> {
    found.iter().flat_map(|finding| fixes(plan, finding)).find_map(|fix| {
        let after = fix.outcome.as_ref().ok().and_then(|_| performed(plan, &fix.command))?;
        (faults(&after).is_empty() && is_whole(&after)).then_some((fix, after))
    })
}

#[test]
fn each_of_200_defects_is_cleared_by_at_most_one_action() {
    let clean = Drawn::clean();
    let defects = two_hundred();
    assert_eq!(defects.len(), 200);
    let mut failed = Vec::new();
    for (seed, defect) in defects.into_iter().enumerate() {
        let mut drawn = clean.clone();
        assert!(drawn.inject(defect, &mut Pcg64::seed_from_u64(seed as u64)), "{defect:?} finds a place");
        let plan = drawn.plan();
        let found = faults(&plan);
        let is_told = !matches!(defect, Defect::Repeated) && !matches!(defect, Defect::TJunction(d) if d.abs() < 0.01);
        assert!(!is_told || !found.is_empty(), "{defect:?} ({seed}) is found");
        let after = if found.is_empty() { Some(plan.clone()) } else { one_action(&plan, &found).map(|(_, after)| after) };
        match after {
            Some(after) if is_whole(&after) => {
                let (_, checker) = checked(&after);
                let errors: Vec<_> = checker.findings().iter().filter(|f| f.severity == Severity::Error).collect();
                assert!(errors.is_empty(), "{defect:?} ({seed}): {errors:?}");
            }
            _ => failed.push(format!("{seed} {defect:?}: {}", described(&plan, &found))),
        }
    }
    assert!(failed.is_empty(), "{} of 200 are left:\n{}", failed.len(), failed.join("\n"));
}

fn described(plan: &Plan, found: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let ways: Vec<String> = fixes(plan, finding)
            .iter()
            .map(|fix| match &fix.outcome {
                Ok(outcome) => format!("{:?} {:?} -{} +{}", fix.kind, fix.zone, outcome.cleared, outcome.created),
                Err(refusal) => format!("{:?} {:?} {refusal}", fix.kind, fix.zone),
            })
            .collect();
        format!("  {:?} {:?} {:?}: {ways:?}", finding.rule, finding.zones, finding.area.map(ExactArea::m2))
    };
    format!("inexact {}\n{}", plan.faults().inexact, found.iter().map(line).collect::<Vec<_>>().join("\n"))
}

#[test]
fn plans_with_many_defects_are_repaired_as_one_step() {
    let clean = Drawn::clean();
    let defects = two_hundred();
    for seed in 0..10_u64 {
        let mut rng = Pcg64::seed_from_u64(1_000 + seed);
        let mut drawn = clean.clone();
        // every tenth, so that all kinds come together
        let chosen: Vec<Defect> = defects.iter().copied().skip(seed as usize).step_by(10).collect();
        let put = chosen.into_iter().filter(|defect| drawn.inject(*defect, &mut rng)).count();
        let plan = drawn.plan();
        let before = faults(&plan);
        for policy in RepairPolicy::ALL {
            let repair = repair_all(&plan, policy);
            let command = repair.command().expect("there is something to do");
            let after = performed(&plan, &command).expect("a repair that was worked out can be made");
            let left: Vec<_> = faults(&after).into_iter().map(|f| (f.rule, f.zones, f.area.map(ExactArea::m2))).collect();
            if policy == RepairPolicy::LeaveGaps {
                assert!(left.iter().all(|(rule, ..)| *rule == Rule::Gap), "seed {seed}: {left:?}");
            } else {
                assert_eq!(left, [], "seed {seed}, {policy:?}: {put} defects, {} findings", before.len());
                assert!(after.unallocated().is_empty(), "seed {seed}: Σ zones = boundary");
            }
            assert!(is_whole(&after), "seed {seed}, {policy:?}");
            assert_eq!(repair.left.len(), left.len());
            assert_eq!(repair.total.unallocated.1, after.unallocated().area(), "what was told is what is done");
            for outcome in &repair.total.zones {
                assert_eq!(after.zone(outcome.zone).map(|zone| zone.area), outcome.after);
            }
            if policy != RepairPolicy::LeaveGaps {
                assert_eq!(repair_all(&after, policy).command(), None, "a repaired plan needs no repair");
            }
        }
    }
}

/// Runs the program and gives its exit status, what it says and what it complains about.
fn hecta(arguments: &[&str]) -> (i32, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hecta")).args(arguments).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn hecta_repair_does_the_same_without_a_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let mut rng = Pcg64::seed_from_u64(7);
    let mut drawn = Drawn::clean();
    let put = Defect::ONE_OF_EACH.into_iter().filter(|defect| drawn.inject(*defect, &mut rng)).count();
    assert!(put > 8, "{put} defects found a place");
    std::fs::write(path("foreign.geojson"), drawn.geojson()).expect("written");

    let (status, ..) = hecta(&["check", &path("foreign.geojson"), "--approved-ha", "663.19"]);
    assert_eq!(status, 1, "the foreign plan fails");
    let repair = ["repair", &path("foreign.geojson"), &path("mended.geojson"), "--approved-ha", "663.19", "--format", "json"];
    let (status, said, complaint) = hecta(&repair);
    assert_eq!(status, 0, "{said} {complaint}");
    let report: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(report["schema"], "hecta-repair/1");
    assert_eq!(report["left"].as_array().map(Vec::len), Some(0), "{report}");
    assert!((report["zones_m2"].as_f64().expect("m²") - report["boundary_m2"].as_f64().expect("m²")).abs() < 0.001);

    let work = repair_all(&drawn.plan(), RepairPolicy::LongestBorder);
    let steps = report["steps"].as_array().expect("a list");
    assert_eq!(steps.len(), work.steps.len(), "the same engine as in the window");
    for (step, told) in work.steps.iter().zip(steps) {
        assert_eq!(
            (step.fix.kind.code(), step.finding.rule.id()),
            (told["fix"].as_str().unwrap(), told["rule"].as_str().unwrap())
        );
    }

    let (status, checked, _) = hecta(&["check", &path("mended.geojson"), "--format", "json"]);
    let checked: serde_json::Value = serde_json::from_str(&checked).expect("JSON");
    assert_eq!(status, 0, "{checked}");
    for figure in ["overlap_m2", "outside_m2", "unallocated_m2"] {
        assert!(checked[figure].as_f64().expect("m²").abs() < 1e-6, "{figure}: {}", checked[figure]);
    }
    let text = std::fs::read_to_string(path("mended.geojson")).expect("written");
    assert!(text.contains("draft"), "zones without functions leave as a draft that says so");

    let (status, said, _) = hecta(&["repair", &path("mended.geojson"), &path("again.geojson"), "--lang", "en"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("0 faults cleared, 0 left"), "{said}");
    let shapes = |name: &str| {
        let text = std::fs::read_to_string(path(name)).expect("written");
        let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let features = file["features"].as_array().cloned().expect("features");
        features.into_iter().map(|feature| feature["geometry"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(shapes("mended.geojson"), shapes("again.geojson"), "repairing again changes nothing");
}

#[test]
fn hecta_repair_leaves_what_the_policy_leaves_and_refuses_what_it_cannot_use() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let mut drawn = Drawn::clean();
    assert!(drawn.inject(Defect::Gap(2.0), &mut Pcg64::seed_from_u64(3)));
    std::fs::write(path("gap.geojson"), drawn.geojson()).expect("written");
    let with_gaps = ["repair", &path("gap.geojson"), &path("out.gpkg"), "--policy", "leave-gaps", "--lang", "en"];
    let (status, said, _) = hecta(&with_gaps);
    assert_eq!(status, 1, "a gap of more than 1 m² is an error: {said}");
    assert!(said.contains("By the chosen policy gaps stay"), "{said}");
    for wrong in [
        vec!["repair", &path("gap.geojson"), &path("gap.geojson")],
        vec!["repair", &path("missing.geojson"), &path("out.geojson")],
        vec!["repair", &path("gap.geojson"), &path("out.txt")],
        vec!["repair", &path("gap.geojson"), &path("out.geojson"), "--policy", "largest"],
    ] {
        let (status, _, complaint) = hecta(&wrong);
        assert_eq!((status, complaint.lines().count()), (2, 1), "{complaint}");
    }
    assert!(!folder.path().join("out.geojson").exists());
}

#[test]
fn each_neighbour_of_a_gap_is_offered_by_its_border() {
    let mut drawn = Drawn::clean();
    assert!(drawn.inject(Defect::Gap(2.0), &mut Pcg64::seed_from_u64(4)));
    let plan = drawn.plan();
    let found = faults(&plan);
    let ways = fixes(&plan, &found[0]);
    let receivers: Vec<_> = ways.iter().filter(|fix| fix.kind == FixKind::GiveGap).collect();
    let lengths: Vec<f64> = receivers.iter().filter_map(|fix| fix.border).map(|border| border.length_m).collect();
    assert!(lengths.len() > 1 && lengths.is_sorted_by(|a, b| a >= b), "{lengths:?}");
    let shares: f64 = receivers.iter().filter_map(|fix| fix.border).map(|border| border.share).sum();
    assert!((shares - 1.0).abs() < 1e-6, "the whole outline is someone's: {shares}");
    for fix in receivers {
        let outcome = fix.outcome.as_ref().expect("it can be done");
        let [change] = outcome.zones[..] else { panic!("one zone changes: {outcome:?}") };
        assert_eq!(change.after.zip(change.before).map(|(after, before)| after - before), found[0].area);
        assert_eq!((Some(change.zone), outcome.unallocated.1), (fix.zone, ExactArea::ZERO));
    }
}

/// `plan` with all zones locked.
fn locked(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    for zone in plan.order().to_vec() {
        let attributes = ZoneAttributes { locked: true, ..plan.zone(zone).expect("a zone").attributes.clone() };
        apply(&mut plan, &Command::SetAttributes { zone, attributes: Box::new(attributes) }).expect("allowed");
    }
    plan
}

#[test]
fn what_locked_zones_forbid_is_left_with_its_reason() {
    for defect in [Defect::Gap(2.0), Defect::Overlap(2.0), Defect::Outside(2.0), Defect::BowTie, Defect::Duplicate] {
        let mut drawn = Drawn::clean();
        assert!(drawn.inject(defect, &mut Pcg64::seed_from_u64(5)));
        let plan = locked(&drawn.plan());
        let work = repair_all(&plan, RepairPolicy::LongestBorder);
        assert_eq!((work.steps.len(), work.command()), (0, None), "{defect:?}");
        assert_eq!(work.left.len(), faults(&plan).len(), "{defect:?}");
        for left in &work.left {
            assert!(matches!(left.why, WhyLeft::Refused(Refusal::Locked { .. })), "{defect:?}: {:?}", left.why);
            assert!(fixes(&plan, &left.finding).iter().all(|fix| !fix.is_clean() || fix.kind == FixKind::MakeZone));
        }
    }
}

#[test]
fn what_a_duplicate_says_is_not_lost() {
    let mut drawn = Drawn::clean();
    assert!(drawn.inject(Defect::Duplicate, &mut Pcg64::seed_from_u64(9)));
    let plan = drawn.plan();
    let copy = plan.zones().last().expect("the copy");
    assert!(copy.attributes.code.is_empty() && copy.attributes.name_en == "Copy");
    let work = repair_all(&plan, RepairPolicy::LongestBorder);
    let after = performed(&plan, &work.command().expect("a repair")).expect("it can be made");
    let kept = after.zones().find(|zone| zone.region == copy.region).expect("one of the two stays");
    assert!(!kept.attributes.code.is_empty() && kept.attributes.name_en == "Copy", "{:?}", kept.attributes);
}
