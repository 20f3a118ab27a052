//! `hecta diff` and the transfer matrix: rows and columns add up, figures agree with an independent overlay.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use geo::{Area as _, BooleanOps as _};
use hecta::geometry::noding::map_vertices;
use hecta::geometry::overlay::{Fill, region_from_rings};
use hecta::geometry::{ExactArea, GridPoint, ProjectCrs, Region, Ring};
use hecta::plan::transfer::{cell_land, counterparts};
use hecta::plan::{Approval, Boundary, Party, Plan, TransferMatrix, ZoneAttributes, ZoneDraft};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;
use serde_json::Value;

const SAMPLE: &str = "data/sample_plan.geojson";
const UNFINISHED: &str = "data/unfinished_plan.geojson";

fn hecta(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_hecta")).args(arguments).current_dir(root).output().expect("the program starts")
}

fn compared(arguments: &[&str]) -> Value {
    let output = hecta(&[&["diff", "--format", "json"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("a report")
}

/// Rows and columns of a report, by name.
fn sums(report: &Value) -> [BTreeMap<String, f64>; 2] {
    let mut sums = [BTreeMap::new(), BTreeMap::new()];
    for (from, row) in report["transfer_m2"].as_object().expect("an object") {
        for (to, area) in row.as_object().expect("a row") {
            let area = area.as_f64().expect("a number");
            *sums[0].entry(from.clone()).or_default() += area;
            *sums[1].entry(to.clone()).or_default() += area;
        }
    }
    sums
}

/// Every zone's row or column makes up the zone, and unallocated land its own.
fn assert_adds_up(report: &Value) {
    for (side, sums) in ["a", "b"].into_iter().zip(sums(report)) {
        let sum = |key: &str| sums.get(key).copied().unwrap_or_default();
        for zone in report[side]["zones"].as_array().expect("a list") {
            let (id, area) = (zone["id"].as_str().expect("a name"), zone["area_m2"].as_f64().expect("a number"));
            assert!((sum(id) - area).abs() < 2e-5, "{side} {id}: {} for {area}", sum(id));
        }
        if let Some(unallocated) = report[side]["unallocated_m2"].as_f64() {
            assert!((sum("unallocated") - unallocated).abs() < 2e-5, "{side}: {} for {unallocated}", sum("unallocated"));
        }
    }
}

#[test]
fn a_plan_against_itself_is_a_diagonal() {
    let report = compared(&[SAMPLE, SAMPLE]);
    assert_eq!(report["schema"], "hecta-diff/1");
    assert_eq!(report["moved_m2"], 0.0);
    for (from, row) in report["transfer_m2"].as_object().expect("an object") {
        let keys: Vec<_> = row.as_object().expect("a row").keys().collect();
        assert_eq!(keys, [from]);
        assert_eq!(report["counterparts"][from], *from.as_str());
    }
    assert_adds_up(&report);
    let text = hecta(&["diff", SAMPLE, SAMPLE, "--lang", "en"]);
    let text = String::from_utf8(text.stdout).expect("UTF-8");
    assert!(text.contains("663.19") && text.contains("alike"), "{text}");
}

#[test]
fn a_faulty_plan_says_what_is_claimed_twice_and_adds_up_all_the_same() {
    let report = compared(&[UNFINISHED, SAMPLE]);
    assert_adds_up(&report);
    let overlap = report["transfer_m2"]["overlap"].as_object().expect("a row for land claimed twice");
    assert!(overlap.values().all(|area| area.as_f64().is_some_and(|area| area < 0.0)), "{overlap:?}");
    assert_adds_up(&compared(&[SAMPLE, UNFINISHED]));
    assert_adds_up(&compared(&[UNFINISHED, UNFINISHED]));
}

#[test]
fn zones_without_a_boundary_and_another_boundary() {
    let zones = "tests/data/plan_50/zones.geojson";
    let report = compared(&[zones, zones, "--boundary", "tests/data/plan_50/boundary.geojson"]);
    assert_adds_up(&report);
    assert_eq!(report["moved_m2"], 0.0);
    let report = compared(&[zones, zones]);
    assert_adds_up(&report);
    let report = compared(&[SAMPLE, zones]);
    assert_adds_up(&report);
    assert!(report["moved_m2"].as_f64().is_some_and(|area| area > 1e6));
}

#[test]
fn what_cannot_be_compared_is_told_on_one_line() {
    for arguments in [&["diff", SAMPLE][..], &["diff", SAMPLE, "tests/data/none.geojson"]] {
        let output = hecta(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let complaint = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(complaint.starts_with("hecta: ") && complaint.lines().count() == 1, "{complaint}");
    }
}

/// The park of all random plans: a bent outline of about 100 ha.
fn park() -> Region {
    let corners = [(0, 0), (1_100_003, 40_001), (1_204_007, 700_019), (800_021, 980_027), (90_031, 1_010_037)];
    region_from_rings(&[corners.map(|(e, n)| GridPoint::from_mm(600_000_000 + e, 2_270_000_000 + n)).to_vec()], Fill::NonZero)
}

/// A plan of the park cut by random lines; some parts belong to no zone.
fn random_plan(rng: &mut Pcg64) -> Plan {
    use hecta::edit::{Command, apply};
    let boundary = Boundary::from_legal(park(), String::new(), String::new(), true);
    let whole = ZoneDraft { attributes: ZoneAttributes::default(), region: park(), faults: Vec::new() };
    let (mut plan, _) = Plan::assemble("", ProjectCrs::default(), Approval::default(), Some(&boundary), vec![whole]);
    let bounds = plan.bounds().expect("a park").grown(1_000_000);
    for _ in 0..rng.random_range(1..6) {
        let mut on_rim = || rng.random_range(0.0..1.0_f64);
        let at = |share: f64, from: i64, to: i64| from + ((to - from) as f64 * share) as i64;
        let (west, east) = (bounds.min.east, bounds.max.east);
        let (south, north) = (bounds.min.north, bounds.max.north);
        let line = if on_rim() < 0.5 {
            [GridPoint::new(west, at(on_rim(), south, north)), GridPoint::new(east, at(on_rim(), south, north))]
        } else {
            [GridPoint::new(at(on_rim(), west, east), south), GridPoint::new(at(on_rim(), west, east), north)]
        };
        let line = line.map(GridPoint::rounded_to_mm).to_vec();
        let _ = apply(&mut plan, &Command::SplitZones { zones: Vec::new(), line });
    }
    let given_up: Vec<_> = plan.order().iter().copied().filter(|_| rng.random_range(0..4) == 0).collect();
    let _ = apply(&mut plan, &Command::DeleteZones { zones: given_up });
    assert!(plan.adds_up());
    plan
}

/// The same land in metres for the `geo` crate, whose overlay and arithmetic are its own.
fn in_metres(region: &Region) -> geo::MultiPolygon {
    let ring = |ring: &Ring| {
        geo::LineString::from(
            ring.iter()
                .map(|p| {
                    let [e, n] = p.to_m();
                    [e - 600_000.0, n - 2_270_000.0]
                })
                .collect::<Vec<_>>(),
        )
    };
    let polygon = |p: &hecta::geometry::Polygon| geo::Polygon::new(ring(&p.exterior), p.holes.iter().map(ring).collect());
    geo::MultiPolygon(region.polygons().iter().map(polygon).collect())
}

#[test]
fn random_plans_balance_exactly_and_agree_with_another_overlay() {
    let mut rng = Pcg64::seed_from_u64(20_261_122);
    let (mut cells, mut worst) = (0, 0.0_f64);
    for round in 0..150 {
        let (a, b) = (random_plan(&mut rng), random_plan(&mut rng));
        let matrix = TransferMatrix::between(&a, &b);
        for (plan, parties) in [(&a, matrix.rows()), (&b, matrix.columns())] {
            for (party, sum) in parties {
                let wanted = match party {
                    Party::Zone(id) => plan.zone(*id).expect("it exists").area,
                    Party::Unallocated => plan.unallocated().area(),
                    // outlines that differ by nodes rounded to the micrometre
                    Party::Outside => {
                        assert!(sum.abs() < ExactArea::from_m2(0.01), "{sum:?}");
                        continue;
                    }
                    Party::Overlap => panic!("nothing is claimed twice"),
                };
                assert_eq!(*sum, wanted, "round {round}, {party:?}");
            }
        }
        assert!(matrix.rounding() < ExactArea::from_m2(0.005), "round {round}: {:?}", matrix.rounding());
        let reversed = TransferMatrix::between(&b, &a);
        for (from, to, area) in matrix.cells() {
            let off = (reversed.cell(to, from) - area).abs();
            assert!(off < ExactArea::from_m2(0.005), "round {round}: {from:?} {to:?} {off:?}");
            if let (Party::Zone(of_a), Party::Zone(of_b)) = (from, to) {
                let [x, y] = [(&a, of_a), (&b, of_b)].map(|(plan, id)| in_metres(&plan.zone(id).expect("it exists").region));
                worst = worst.max((x.intersection(&y).unsigned_area() - area.m2()).abs());
                assert!((cell_land(&a, &b, from, to).area() - area).abs() < ExactArea::from_m2(0.005));
                cells += 1;
            }
        }
    }
    assert!(cells > 500, "{cells}");
    // geo overlays on a floating grid of its own, which moves vertices by 1e-5 m
    assert!(worst < 0.1, "{worst}");
    eprintln!("{cells} cells, at most {worst} m² from the other overlay");
}

#[test]
fn two_thousand_zones_against_two_thousand() {
    let [zones, boundary] = ["tests/data/plan_2000/zones.geojson", "tests/data/plan_2000/boundary.geojson"];
    let read = |zones: &str| {
        let options = hecta::io::ReadOptions::default();
        let boundary = hecta::io::import_boundary(Path::new(boundary), options).expect("a boundary");
        hecta::io::import_plan(Path::new(zones), options, Some(boundary), None).expect("zones").plan
    };
    let a = read(zones);
    let mut b = a.clone();
    // one line through the whole plan gives every zone on it two parts
    let bounds = b.bounds().expect("a park").grown(1_000_000);
    let cut = hecta::edit::Command::SplitZones { zones: Vec::new(), line: vec![bounds.min, bounds.max] };
    hecta::edit::apply(&mut b, &cut).expect("it cuts");
    let started = std::time::Instant::now();
    let matrix = TransferMatrix::between(&a, &b);
    eprintln!("one cut: {:?}", started.elapsed());
    assert!(a.zones().all(|zone| matrix.rows().contains(&(Party::Zone(zone.id), zone.area))));
    assert!(b.zones().all(|zone| matrix.columns().contains(&(Party::Zone(zone.id), zone.area))));
    assert!(counterparts(&a, &b).len() <= a.zones().len());
    // the same zones a little further north-east: every one meets several others, some leave the boundary
    let shifted = |zone: &hecta::plan::Zone| {
        let place = |p: GridPoint| Some(GridPoint::new(p.east + 37_000_001, p.north + 23_000_003));
        let region = map_vertices(&zone.region, place).expect("it stays valid");
        ZoneDraft { attributes: zone.attributes.clone(), region, faults: Vec::new() }
    };
    let drafts = a.zones().map(shifted).collect();
    let (b, _) = Plan::assemble("", a.crs(), a.approval().clone(), a.boundary(), drafts);
    let started = std::time::Instant::now();
    let matrix = TransferMatrix::between(&a, &b);
    eprintln!("all zones shifted: {:?}, {} cells", started.elapsed(), matrix.cells().count());
    assert!(a.zones().all(|zone| matrix.rows().contains(&(Party::Zone(zone.id), zone.area))));
    assert!(b.zones().all(|zone| matrix.columns().contains(&(Party::Zone(zone.id), zone.area))));
    assert!(matrix.shown_rows().contains(&Party::Outside));
}
