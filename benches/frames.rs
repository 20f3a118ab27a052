//! How long a frame of the map takes on the processor: input, labels, shapes and their tessellation, without the GPU.
//!
//! `cargo bench --bench frames`. Nothing here asserts a time.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, TouchPhase, vec2};
use hecta::app::job::Progress;
use hecta::app::reference::{ReferenceSource, References, read_reference};
use hecta::geometry::ProjectCrs;
use hecta::io::embedded::SamplePlan;
use hecta::io::{KnownPlaces, ReadOptions};
use hecta::plan::Face;
use hecta::tool::ToolKind;
use hecta::ui::theme::Theme;
use stage::{Look, Stage, session, session_on};

#[path = "parcels/mod.rs"]
mod parcels;
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

/// The references with so many parcels behind the sample plan, read as the window reads them.
fn with_parcels(count: usize) -> References {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("thửa đất.geojson");
    std::fs::write(&path, parcels::parcels(count, 1)).expect("written");
    let known = KnownPlaces::embedded(ProjectCrs::default()).expect("the embedded data can be read");
    let layers = read_reference(&path, ReadOptions::default(), &known, &Progress::default()).expect("read");
    let mut references = References::default();
    for (name, shape) in layers {
        let source = ReferenceSource { path: None, layer: 0, options: ReadOptions::default() };
        references.add(name, source, Arc::new(shape), None);
    }
    references
}

/// Shows frames until nothing more is made beside the window.
fn settle(stage: &mut Stage) {
    let at = stage.map().center();
    for _ in 0..60 {
        frame(stage, at);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

/// Panning and zooming with parcels behind the plan, at several zooms; all frames count, also those in which new tiles arrive.
fn parcels_behind(c: &mut Criterion) {
    for count in [10_000, 100_000] {
        let mut references = with_parcels(count);
        let layer = references.layers()[0].id;
        references.set_label(layer, Some("so_thua".into()));
        for (zoom, times) in [("whole", 0), ("half way", 5), ("close", 9)] {
            let mut stage = Stage::new(session(SamplePlan::Finished), look());
            let canvas = &mut stage.harness.state_mut().canvas;
            canvas.follow_references(&references, &Theme::LIGHT);
            canvas.zoom_to(references.layers()[0].shape.bounds().expect("parcels"));
            settle(&mut stage);
            let middle = stage.map().center();
            for _ in 0..times {
                stage.harness.state_mut().canvas.zoom_in();
                settle(&mut stage);
            }
            let mut step = 0_u16;
            c.bench_function(&format!("frame while zooming, {count} parcels, {zoom}"), |b| {
                b.iter(|| {
                    step = (step + 1) % 16;
                    let delta = vec2(0.0, if step < 8 { 1.0 } else { -1.0 });
                    let (phase, modifiers, source) = (TouchPhase::Move, Modifiers::NONE, MouseWheelSource::Unknown);
                    stage.harness.event(Event::MouseWheel { unit: MouseWheelUnit::Line, delta, phase, modifiers, source });
                    frame(&mut stage, middle);
                });
            });
            settle(&mut stage);
            panning(c, &format!("{count} parcels, {zoom}"), stage);
        }
    }
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

criterion_group!(benches, pan, parcels_behind, drag);
criterion_main!(benches);
