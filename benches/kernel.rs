//! How long the kernel takes: reading, checking and dragging in plans of 3 to 2,000 zones, and counting parcels by zone.
//!
//! `cargo bench --bench kernel`. Nothing here asserts a time.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use hecta::app::cross::CrossedLayer;
use hecta::app::job::Progress;
use hecta::app::reference::ReferenceShape;
use hecta::app::{Communes, Session};
use hecta::check::{Checker, RuleBook};
use hecta::geometry::coverage::analyse;
use hecta::geometry::validity::{RawPolygon, region_from_raw};
use hecta::geometry::{GridPoint, ProjectCrs, Region};
use hecta::io::import::{Imported, import_boundary, import_plan};
use hecta::io::{OutlineLayer, PathKind, ReadOptions, embedded};
use hecta::plan::{Approval, Division, Ledger, Plan, ZoneAttributes, ZoneDraft};
use hecta::tool::{MapEvent, Modifiers, Pointer, ToolKind};

const REACH_UM: i64 = 5_000_000;

fn import(folder: &str) -> Imported {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
    let options = ReadOptions::default();
    let boundary = import_boundary(&folder.join("boundary.geojson"), options).expect("a boundary");
    import_plan(&folder.join("zones.geojson"), options, Some(boundary), None).expect("zones")
}

fn communes() -> Communes {
    let layer = |division| embedded::communes(division, ProjectCrs::default()).expect("embedded").into();
    Communes { until2025: layer(Division::Until2025), since2025: layer(Division::Since2025) }
}

fn import_and_check(c: &mut Criterion) {
    let mut group = c.benchmark_group("plan");
    group.sample_size(20);
    for folder in ["plan_3", "plan_50", "plan_2000"] {
        group.bench_function(BenchmarkId::new("import", folder), |b| b.iter(|| black_box(import(folder))));
        let plan = import(folder).plan;
        let communes = communes();
        group.bench_function(BenchmarkId::new("full check", folder), |b| {
            b.iter(|| {
                let regions: Vec<&Region> = plan.zones().map(|zone| &zone.region).collect();
                black_box(analyse(plan.boundary().expect("a boundary").outline.noded(), &regions))
            });
        });
        group.bench_function(BenchmarkId::new("ledger and findings", folder), |b| {
            b.iter(|| {
                let ledger = Ledger::of(&plan, &communes.until2025);
                black_box(Checker::of(&plan, &ledger, RuleBook::KNOWN_ON).findings().len())
            });
        });
    }
    group.finish();
}

/// A vertex inside the plan that three zones share, or at least two.
fn shared_vertex(plan: &Plan) -> GridPoint {
    let centre = plan.bounds().expect("a plan").centre();
    let shares = |v: &GridPoint| plan.index().owners_of_vertex(*v).len() > 2;
    let mut vertices: Vec<_> = plan.zones().flat_map(|zone| zone.region.vertices()).collect();
    vertices.sort_by_key(|v| v.distance_squared(centre));
    vertices.iter().find(|v| shares(v)).or(vertices.first()).copied().expect("zones have vertices")
}

fn drag(c: &mut Criterion) {
    let mut group = c.benchmark_group("drag a shared vertex, one mouse move");
    for folder in ["plan_50", "plan_2000"] {
        let mut session = Session::new(import(folder).plan, communes());
        session.set_tool(ToolKind::Vertices);
        session.set_snapping(false);
        let at = shared_vertex(session.plan());
        let mut send = |pointer, at| {
            session.on(MapEvent::Pointer { pointer, at, reach_um: REACH_UM, modifiers: Modifiers::default() });
        };
        send(Pointer::Move, at);
        send(Pointer::Press, at);
        let mut step = 0_i64;
        group.bench_function(folder, |b| {
            b.iter(|| {
                step = (step + 1) % 50;
                send(Pointer::Move, GridPoint::new(at.east + 2_000_000 + step * 10_000, at.north + step * 7_000));
            });
        });
    }
    group.finish();
}

/// A number from 0 to `below`, from what it is of.
fn scattered(of: [i64; 3], below: i64) -> i64 {
    let mix = |hash: u64, value: i64| (hash.rotate_left(23) ^ value as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((of.into_iter().fold(7, mix) >> 33) as i64) % below
}

/// Parcels of eight corners that tile the land around a plan, `side` in each direction, each with the commune it is said to lie in.
fn parcels(plan: &Plan, side: i64) -> ReferenceShape {
    let bounds = plan.bounds().expect("a plan").grown(200_000_000);
    let [width, height] = [bounds.max.east - bounds.min.east, bounds.max.north - bounds.min.north].map(|size| size / side);
    // corners at even places, points on the sides between them at odd ones
    let node = |column: i64, row: i64| {
        let off = |axis: i64, size: i64| scattered([column, row, axis], size / 6) - size / 12;
        let east = bounds.min.east + column * width / 2 + off(0, width);
        GridPoint::new(east, bounds.min.north + row * height / 2 + off(1, height))
    };
    let mut layer = OutlineLayer::default();
    for (column, row) in (0..side).flat_map(|row| (0..side).map(move |column| (column, row))) {
        let around = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1)];
        let ring = around.map(|(east, north)| node(2 * column + east, 2 * row + north));
        let name = format!("Xã {}", 4 * (row * 4 / side) + column * 4 / side);
        let number = layer.features.len() as u32 + 1;
        let properties = [("xa".to_owned(), name.into())].into_iter().collect();
        layer.put(number, &properties, &[(PathKind::Exterior, &ring)]);
    }
    ReferenceShape::of(layer)
}

fn cross_table(c: &mut Criterion) {
    let mut group = c.benchmark_group("parcels by zone");
    group.sample_size(10);
    for (folder, side) in [("plan_50", 100), ("plan_50", 316), ("plan_2000", 100), ("plan_2000", 316)] {
        let plan = import(folder).plan;
        let shape = Arc::new(parcels(&plan, side));
        let name = format!("{} parcels × {folder}", shape.len());
        group.bench_function(name, |b| {
            b.iter(|| {
                black_box(CrossedLayer::of(&plan, &shape, "thửa", "xa", &Progress::default())).expect("a table").table.total()
            });
        });
    }
    group.finish();
}

/// What `hecta check` does, but for starting.
fn check_files(c: &mut Criterion) {
    let mut group = c.benchmark_group("files to verdict");
    group.sample_size(20);
    for folder in ["plan_3", "plan_50", "plan_2000"] {
        let communes = communes();
        group.bench_function(folder, |b| {
            b.iter(|| {
                let plan = import(folder).plan;
                let ledger = Ledger::of(&plan, &communes.until2025);
                black_box(Checker::of(&plan, &ledger, RuleBook::KNOWN_ON).judgement(&plan, &ledger).verdict)
            });
        });
    }
    group.finish();
}

/// Rings to a verdict on the coverage: each made a valid region, borders joined, gaps, overlaps and parts outside found.
fn check_rings(c: &mut Criterion) {
    let mut group = c.benchmark_group("rings to faults");
    group.sample_size(20);
    for folder in ["plan_3", "plan_50", "plan_2000"] {
        let plan = import(folder).plan;
        let rings: Vec<Vec<RawPolygon>> = plan
            .zones()
            .map(|zone| zone.region.polygons().iter().map(|polygon| polygon.rings().cloned().collect()).collect())
            .collect();
        let boundary = plan.boundary().cloned();
        group.bench_function(folder, |b| {
            b.iter(|| {
                let draft = |polygons: &Vec<RawPolygon>| {
                    let (region, faults) = region_from_raw(polygons);
                    ZoneDraft { attributes: ZoneAttributes::default(), region, faults }
                };
                let drafts = rings.iter().map(draft).collect();
                let (plan, _) = Plan::assemble("bench", ProjectCrs::default(), Approval::default(), boundary.as_ref(), drafts);
                black_box((plan.faults().overlaps.len(), plan.unallocated().area()))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, import_and_check, check_rings, check_files, drag, cross_table);
criterion_main!(benches);
