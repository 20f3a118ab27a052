//! How long a frame of the map takes on the processor: input, labels, shapes and their tessellation, without the GPU.
//!
//! `cargo bench --bench frames`. Nothing here asserts a time.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::{Event, Modifiers, PointerButton, Pos2, vec2};
use hecta::io::embedded::SamplePlan;
use hecta::plan::Face;
use hecta::tool::ToolKind;
use stage::{Look, Stage, session, session_on};

#[expect(dead_code, reason = "the tests use more of the stage than the measurement")]
#[path = "../tests/ui_canvas/stage.rs"]
mod stage;

/// One frame in which the pointer is at `at`.
fn frame(stage: &mut Stage, at: Pos2) {
    stage.harness.event(Event::PointerMoved(at));
    stage.harness.step();
    let output = stage.harness.output();
    let shapes = output.shapes.clone();
    black_box(stage.harness.ctx.tessellate(shapes, output.pixels_per_point));
}

fn look() -> Look {
    Look { size: vec2(1280.0, 800.0), ..Look::default() }
}

fn panning(c: &mut Criterion, name: &str, mut stage: Stage) {
    let from = stage.map().center();
    stage.move_to(from);
    stage.button(from, PointerButton::Middle, true, Modifiers::NONE);
    let mut step = 0_u16;
    c.bench_function(&format!("frame while panning, {name}"), |b| {
        b.iter(|| {
            step = (step + 1) % 80;
            frame(&mut stage, from + vec2(f32::from(step) * 2.0, f32::from(step)));
        });
    });
}

fn pan(c: &mut Criterion) {
    panning(c, "sample plan", Stage::new(session(SamplePlan::Unfinished), look()));
    panning(c, "2,000 zones", Stage::new(session_on("plan_2000"), look()));
}

fn drag(c: &mut Criterion) {
    let mut stage = Stage::new(session(SamplePlan::Finished), look());
    stage.session_mut().set_tool(ToolKind::Vertices);
    let plan = stage.session_mut().plan();
    let shared = |v: &_| {
        let owners = plan.index().owners_of_vertex(*v);
        owners.len() == 2 && owners.iter().all(|face| matches!(face, Face::Zone(_)))
    };
    let vertex = plan.zones().flat_map(|zone| zone.region.vertices()).find(shared).expect("zones share vertices");
    let from = stage.screen(vertex);
    stage.begin_drag(from, from + vec2(3.0, 2.0), PointerButton::Primary);
    let mut step = 0_u16;
    c.bench_function("frame while dragging a shared vertex, sample plan", |b| {
        b.iter(|| {
            step = (step + 1) % 5;
            frame(&mut stage, from + vec2(3.0 + f32::from(step), 2.0));
        });
    });
}

criterion_group!(benches, pan, drag);
criterion_main!(benches);
