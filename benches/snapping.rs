//! How long one move of the pointer takes over a plan of 200,000 vertices, at several zooms.
//!
//! `cargo bench --bench snapping`. Nothing here asserts a time.

#[path = "../tests/snapping/dense.rs"]
mod dense;
#[path = "parcels/mod.rs"]
mod parcels;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use hecta::app::job::Progress;
use hecta::app::reference::{ReferenceShape, read_reference};
use hecta::geometry::grid::UM_PER_M;
use hecta::geometry::{GridPoint, ProjectCrs};
use hecta::io::{KnownPlaces, ReadOptions};
use hecta::plan::ZoneAttributes;
use hecta::tool::{Aim, Aiming, Modifiers, Snap, SnapKinds, ToolContext, ToolOptions};
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

fn moves(c: &mut Criterion) {
    let plan = dense::dense_plan();
    let bounds = plan.bounds().expect("a plan");
    let (selection, new_zone, options) = (BTreeSet::new(), ZoneAttributes::default(), ToolOptions::default());
    let mut aiming = Aiming::default();
    aiming.snaps.kinds = SnapKinds::every(true);
    let context = ToolContext { plan: &plan, selection: &selection, aiming: &aiming, new_zone: &new_zone, options: &options };
    let centre = bounds.centre();
    let sketch = [centre, GridPoint::new(centre.east + 300 * UM_PER_M, centre.north + 70 * UM_PER_M)];
    let mut group = c.benchmark_group("one move among 200,000 vertices, reach");
    // ten pixels at 1:400, 1:2,000, 1:20,000 and 1:200,000
    for reach_m in [1, 5, 50, 500] {
        let (mut step, mut held): (i64, Option<Snap>) = (0, None);
        group.bench_function(BenchmarkId::from_parameter(format!("{reach_m} m")), |b| {
            b.iter(|| {
                step = (step + 7_919_777) % 4_000_000_000;
                let at = GridPoint::new(centre.east + step, centre.north - step / 3);
                let aim = Aim { held, sketch: &sketch, ..Aim::new(at, reach_m * UM_PER_M, Modifiers::default()) };
                held = Some(black_box(context.aim(&aim, |_| false)));
            });
        });
    }
    group.finish();
}

/// The parcels as the window reads them.
fn reference(count: usize) -> Arc<ReferenceShape> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("parcels.geojson");
    std::fs::write(&path, parcels::parcels(count, 1)).expect("written");
    let known = KnownPlaces::embedded(ProjectCrs::default()).expect("the embedded data can be read");
    let layers = read_reference(&path, ReadOptions::default(), &known, &Progress::default()).expect("read");
    Arc::new(layers.into_iter().next().expect("a layer").1)
}

/// The pointer over a plan of 200,000 vertices before 100,000 parcels of 1.1 million.
fn moves_over_parcels(c: &mut Criterion, shape: &Arc<ReferenceShape>) {
    let plan = dense::dense_plan();
    let (selection, new_zone, options) = (BTreeSet::new(), ZoneAttributes::default(), ToolOptions::default());
    let mut aiming = Aiming::default();
    aiming.snaps.kinds = SnapKinds::every(true);
    aiming.backdrops = vec![shape.clone()];
    let context = ToolContext { plan: &plan, selection: &selection, aiming: &aiming, new_zone: &new_zone, options: &options };
    let bounds = shape.bounds().expect("parcels");
    let (low, size) = (bounds.min, bounds.max.delta(bounds.min));
    let mut group = c.benchmark_group("one move over 1,100,000 vertices of parcels, reach");
    for reach_m in [1, 5, 50, 500] {
        let (mut step, mut held): (i64, Option<Snap>) = (0, None);
        group.bench_function(BenchmarkId::from_parameter(format!("{reach_m} m")), |b| {
            b.iter(|| {
                step += 7_919_777;
                let at = GridPoint::new(low.east + step % size.0 as i64, low.north + step * 3 % size.1 as i64);
                let aim = Aim { held, sketch: &[], ..Aim::new(at, reach_m * UM_PER_M, Modifiers::default()) };
                held = Some(black_box(context.aim(&aim, |_| false)));
            });
        });
    }
    group.finish();
}

/// Which parcel each of 100,000 places lies in.
fn places(c: &mut Criterion, shape: &ReferenceShape) {
    let bounds = shape.bounds().expect("parcels");
    let (low, size) = (bounds.min, bounds.max.delta(bounds.min));
    let mut random = Pcg64Mcg::seed_from_u64(1);
    let mut place = || {
        let mut along = |size: i128| random.random_range(0..size as i64);
        GridPoint::new(low.east + along(size.0), low.north + along(size.1))
    };
    let places: Vec<GridPoint> = (0..100_000).map(|_| place()).collect();
    c.bench_function("100,000 places in 100,000 parcels", |b| b.iter(|| black_box(shape.holding(&places)).len()));
}

fn over_parcels(c: &mut Criterion) {
    let shape = reference(100_000);
    moves_over_parcels(c, &shape);
    places(c, &shape);
}

criterion_group!(benches, moves, over_parcels);
criterion_main!(benches);
