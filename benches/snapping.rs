//! How long one move of the pointer takes over a plan of 200,000 vertices, at several zooms.
//!
//! `cargo bench --bench snapping`. Nothing here asserts a time.

#[path = "../tests/snapping/dense.rs"]
mod dense;

use std::collections::BTreeSet;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use hecta::geometry::GridPoint;
use hecta::geometry::grid::UM_PER_M;
use hecta::plan::ZoneAttributes;
use hecta::tool::{Aim, Aiming, Modifiers, Snap, SnapKinds, ToolContext, ToolOptions};

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

criterion_group!(benches, moves);
criterion_main!(benches);
