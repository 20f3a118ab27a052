//! How long the kernel takes: reading, checking and dragging in plans of 3 to 2,000 zones.
//!
//! `cargo bench --bench kernel`. Nothing here asserts a time.

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use hecta::app::{Communes, Session};
use hecta::check::{Checker, RuleBook};
use hecta::geometry::coverage::analyse;
use hecta::geometry::{GridPoint, ProjectCrs, Region};
use hecta::io::import::{Imported, import_boundary, import_plan};
use hecta::io::{ReadOptions, embedded};
use hecta::plan::{Division, Ledger, Plan};
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

criterion_group!(benches, import_and_check, drag);
criterion_main!(benches);
