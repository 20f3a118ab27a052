//! How long it takes to solve for area: one border of a concave zone of 200 vertices, offers, a programme, a balance.
//!
//! `cargo bench --bench solve`. Nothing here asserts a time.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use hecta::edit::solve::{
    AreaWay, CutDirection, FreeBorder, ProgrammePart, Share, Sides, balance, offers, set_area, split_by_programme,
};
use hecta::edit::{Command, DrawMode, apply};
use hecta::geometry::grid::UM_PER_M;
use hecta::geometry::overlay::{Fill, region_from_rings};
use hecta::geometry::{ExactArea, GridPoint, ProjectCrs, Ring};
use hecta::plan::{Approval, Boundary, Face, Plan, ZoneAttributes, ZoneId};

fn m(east: f64, north: f64) -> GridPoint {
    let um = |origin_m: f64, metres: f64| ((origin_m + metres) * UM_PER_M as f64).round() as i64;
    GridPoint::new(um(600_000.0, east), um(2_270_000.0, north)).rounded_to_mm()
}

fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Ring {
    vec![m(west, south), m(east, south), m(east, north), m(west, north)]
}

fn plan_of(zones: &[Ring]) -> Plan {
    let legal = region_from_rings([&rectangle(0.0, 0.0, 2_600.0, 2_600.0)], Fill::NonZero);
    let boundary = Boundary::from_legal(legal, String::new(), String::new(), true);
    let (mut plan, _) = Plan::assemble("", ProjectCrs::default(), Approval::default(), Some(&boundary), Vec::new());
    for ring in zones {
        let attributes = Box::<ZoneAttributes>::default();
        let command = Command::DrawZone { sketch: vec![ring.clone()], mode: DrawMode::Take, attributes };
        apply(&mut plan, &command).expect("there is land");
    }
    plan
}

/// A star of 200 vertices on a neighbour that has all other land, with a hole.
fn concave() -> Plan {
    let corner = |number: u32| {
        let angle = f64::from(number) * std::f64::consts::TAU / 200.0;
        let radius = if number.is_multiple_of(2) { 1_000.0 } else { 830.0 + 20.0 * f64::from(number % 7) };
        m(radius.mul_add(angle.cos(), 1_300.0), radius.mul_add(angle.sin(), 1_300.0))
    };
    let star: Ring = (0..200).map(corner).collect();
    let mut plan = plan_of(&[rectangle(0.0, 0.0, 2_600.0, 2_600.0), star]);
    let hole = vec![rectangle(1_200.0, 1_900.0, 1_500.0, 2_000.0)];
    apply(&mut plan, &Command::CutOut { zones: Vec::new(), sketch: hole }).expect("there is land");
    plan
}

fn with_target(plan: &mut Plan, zone: ZoneId, change_m2: f64) {
    let zone = plan.zone(zone).expect("it is there");
    let (id, target) = (zone.id, zone.area + ExactArea::from_m2(change_m2));
    let attributes = Box::new(ZoneAttributes { target: Some(target), ..zone.attributes.clone() });
    apply(plan, &Command::SetAttributes { zone: id, attributes }).expect("attributes can be set");
}

fn one_border(c: &mut Criterion) {
    let mut plan = concave();
    let star = ZoneId(2);
    let zone = plan.zone(star).expect("it is there").clone();
    let ring = zone.region.polygons()[0].exterior.clone();
    let mut border = ring.clone();
    border.push(ring[0]);
    let sides = Sides::AlongNeighbours;
    let edge = (ring[50], ring[51]);
    let mut group = c.benchmark_group("area of a concave zone of 200 vertices");
    for (name, way) in [
        ("slide", AreaWay::Slide { edge, sides }),
        ("swing", AreaWay::Swing { edge, hinge: edge.0 }),
        ("offset of 40 edges", AreaWay::Offset { border: ring[20..=60].to_vec(), sides }),
        ("offset all round", AreaWay::Offset { border, sides }),
    ] {
        for (change, m2) in [("grows", 900.0), ("shrinks", -900.0)] {
            let target = zone.area + ExactArea::from_m2(m2);
            group.bench_function(format!("{name}, {change}"), |b| {
                b.iter(|| black_box(set_area(&plan, star, &way, target, &[]).expect("it is within reach")));
            });
        }
    }
    let parts: Vec<ProgrammePart> =
        (0..20).map(|_| ProgrammePart { attributes: ZoneAttributes::default(), share: Share::Percent(5.0) }).collect();
    group.bench_function("programme of 20 parts", |b| {
        b.iter(|| black_box(split_by_programme(&plan, star, &parts, &CutDirection::Bearing(20.0)).expect("it fits")));
    });
    with_target(&mut plan, star, 900.0);
    group.bench_function("offers", |b| b.iter(|| black_box(offers(&plan, star).len())));
    group.finish();
}

fn balance_of_twenty(c: &mut Criterion) {
    let zones: Vec<Ring> = (0..20_u32)
        .map(|number| {
            let (west, south) = (f64::from(number % 5) * 520.0, f64::from(number / 5) * 650.0);
            rectangle(west, south, west + 520.0, south + 650.0)
        })
        .collect();
    let mut plan = plan_of(&zones);
    let face = |number: u32| Face::Zone(ZoneId(number));
    let free: Vec<FreeBorder> = (1..=10).map(|number| FreeBorder { a: face(number), b: face(number + 5) }).collect();
    for number in 1..=10 {
        let m2 = f64::from(number) * 700.0;
        with_target(&mut plan, ZoneId(number), m2);
    }
    let mut group = c.benchmark_group("balance");
    group.sample_size(20);
    group.bench_function("20 zones, 10 borders", |b| b.iter(|| black_box(balance(&plan, &free).expect("it can be met"))));
    group.finish();
}

criterion_group!(benches, one_border, balance_of_twenty);
criterion_main!(benches);
