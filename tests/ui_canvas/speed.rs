//! How long a frame of the map takes on the processor: input, labels, shapes and their tessellation, without the GPU.

use std::time::{Duration, Instant};

use eframe::egui::{Event, PointerButton, Pos2, vec2};
use hecta::io::embedded::SamplePlan;
use hecta::tool::ToolKind;

use super::gestures::shared_vertex;
use super::stage::{Look, Stage, session, session_on};

/// Median time of frames in each of which the pointer moves on, with the map panned or a vertex dragged.
fn frame_time(stage: &mut Stage, path: impl Fn(usize) -> Pos2) -> Duration {
    let context = stage.harness.ctx.clone();
    let mut times = Vec::new();
    for frame in 0..40 {
        stage.harness.event(Event::PointerMoved(path(frame)));
        let start = Instant::now();
        stage.harness.step();
        let output = stage.harness.output();
        let shapes = output.shapes.clone();
        std::hint::black_box(context.tessellate(shapes, output.pixels_per_point));
        times.push(start.elapsed());
    }
    times.sort_unstable();
    times[times.len() / 2]
}

fn panning(mut stage: Stage) -> Duration {
    let from = stage.map().center();
    stage.move_to(from);
    stage.button(from, PointerButton::Middle, true, eframe::egui::Modifiers::NONE);
    frame_time(&mut stage, |frame| from + vec2(frame as f32 * 2.0, frame as f32))
}

#[test]
fn panning_and_dragging_stay_fluent() {
    let look = Look { size: vec2(1280.0, 800.0), ..Look::default() };
    let sample = panning(Stage::new(session(SamplePlan::Unfinished), look));
    let thousands = panning(Stage::new(session_on("plan_2000"), look));
    let mut closer = Stage::new(session_on("plan_2000"), look);
    closer.harness.state_mut().canvas.zoom_in();
    closer.harness.state_mut().canvas.zoom_in();
    closer.harness.state_mut().canvas.zoom_in();
    closer.harness.run();
    let closer = panning(closer);
    let mut stage = Stage::new(session(SamplePlan::Finished), look);
    stage.session_mut().set_tool(ToolKind::Vertices);
    let from = stage.screen(shared_vertex(&stage, "TN", "SX"));
    stage.begin_drag(from, from + vec2(3.0, 2.0), PointerButton::Primary);
    let dragging = frame_time(&mut stage, |frame| from + vec2(3.0 + (frame % 5) as f32, 2.0));
    println!("sample {sample:?}, 2,000 zones {thousands:?}, closer {closer:?}, dragging {dragging:?}");
    // ten times what an idle machine needs: this guards against rebuilding what has not changed, not against load
    for (what, time) in [("sample", sample), ("2,000 zones", thousands), ("closer", closer), ("dragging", dragging)] {
        assert!(time < Duration::from_millis(60), "{what}: {time:?}");
    }
}
