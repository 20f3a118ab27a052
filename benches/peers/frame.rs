//! Frames of the map while it is panned and zoomed over a layer of parcels: what the processor does for each.
//!
//! "app" is what we answer for: input, the map's own work, labels, shapes and their tessellation. "thread" adds filling buffers and
//! writing down what the graphics processor is to do. The phase "raster" is all threads of the process together for frames that are
//! painted, too: without a graphics processor Mesa paints every pixel on them, so the other frames are left unpainted.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use eframe::egui::{self, Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase, Vec2, pos2, vec2};
use egui_kittest::wgpu::{create_render_state, default_wgpu_setup};
use egui_wgpu::{RenderState, RendererOptions, ScreenDescriptor, wgpu};
use hecta::app::reference::{ReferenceSource, References};
use hecta::app::{Language, LayerSettings, Session, Texts};
use hecta::geometry::ProjectCrs;
use hecta::io::ReadOptions;
use hecta::io::embedded::{SamplePlan, sample_plan};
use hecta::ui::canvas::Canvas;
use hecta::ui::theme::Theme;

use crate::clock::{Times, cpu_of_thread_s};
use crate::{Failure, Told, layer, reference_communes};

const SIZE: Vec2 = vec2(1920.0, 1080.0);
/// Time between frames, s.
const STEP_S: f64 = 1.0 / 60.0;
/// Frames of each gesture that are measured, and those that are painted.
const FRAMES: u16 = 120;
const PAINTED: u16 = 8;
/// How long nothing new must have come from beside the window for the layer to be ready, and when it must be, looks of 20 ms.
const QUIET_LOOKS: u32 = 100;
const MOST_LOOKS: u32 = 10_000;

/// A map on a screen of its own, on which nobody looks.
struct Screen {
    context: egui::Context,
    state: RenderState,
    target: wgpu::TextureView,
    canvas: Canvas,
    session: Session,
    references: References,
    texts: Texts,
    layers: LayerSettings,
    time_s: f64,
    has_news: Arc<AtomicBool>,
    /// Whether frames are painted, not only written down.
    is_painting: bool,
}

/// Processor time of one frame, s.
struct Cost {
    app_s: f64,
    thread_s: f64,
}

/// Pans and zooms over the layer of a file: all of it in sight, then a sixteenth.
pub fn pan_and_zoom(path: &Path) -> Result<Told, Failure> {
    let mut screen = Screen::new(path)?;
    screen.prepare()?;
    let mut told = Told::default();
    told.total("painted", PAINTED);
    told.total("parcels", screen.references.layers().iter().map(|layer| layer.shape.len()).sum::<usize>());
    screen.gestures("all in sight", &mut told)?;
    for _ in 0..4 {
        screen.canvas.zoom_in();
        screen.frames(20, |_| Vec::new())?;
    }
    screen.gestures("a part in sight", &mut told)?;
    Ok(told)
}

impl Screen {
    fn new(path: &Path) -> Result<Self, Failure> {
        let context = egui::Context::default();
        Theme::install(&context);
        let has_news = Arc::new(AtomicBool::default());
        let news = has_news.clone();
        context.set_request_repaint_callback(move |_| news.store(true, Ordering::Relaxed));
        let state = create_render_state(default_wgpu_setup(), RendererOptions::PREDICTABLE);
        let target = target_of(&state);
        let plan = sample_plan(SamplePlan::Finished, "", ProjectCrs::default())?.plan;
        let shape = Arc::new(layer::read(path)?);
        let bounds = shape.bounds();
        let mut references = References::default();
        let source = ReferenceSource { path: Some(path.to_owned()), layer: 0, options: ReadOptions::default() };
        let parcels = references.add("parcels".into(), source, shape, None);
        references.set_label(parcels, Some("so_thua".into()));
        let mut canvas = Canvas::new(Some(&state));
        bounds.into_iter().for_each(|bounds| canvas.zoom_to(bounds));
        let session = Session::new(plan, reference_communes()?);
        let texts = Texts::new(Language::English);
        let layers = LayerSettings::default();
        Ok(Self { context, state, target, canvas, session, references, texts, layers, time_s: 0.0, has_news, is_painting: false })
    }

    /// Waits until what is done beside the window has come, and shows it.
    fn prepare(&mut self) -> Result<(), Failure> {
        self.frames(10, |_| Vec::new())?;
        let bounds = self.references.layers().first().and_then(|layer| layer.shape.bounds());
        bounds.into_iter().for_each(|bounds| self.canvas.zoom_to(bounds));
        let mut quiet = 0;
        for _ in 0..MOST_LOOKS {
            std::thread::sleep(Duration::from_millis(20));
            quiet = if self.has_news.swap(false, Ordering::Relaxed) { 0 } else { quiet + 1 };
            if quiet == 0 {
                self.frame(Vec::new())?;
            } else if quiet > QUIET_LOOKS {
                self.frames(10, |_| Vec::new())?;
                return Ok(());
            }
        }
        Err("the layer was never ready to be drawn".into())
    }

    /// Pans by dragging and zooms by the wheel, and tells what frames took.
    fn gestures(&mut self, name: &str, told: &mut Told) -> Result<(), Failure> {
        let from = pos2(SIZE.x / 2.0, SIZE.y / 2.0);
        let button =
            |pressed| Event::PointerButton { pos: from, button: PointerButton::Middle, pressed, modifiers: Modifiers::NONE };
        self.frames(1, |_| vec![Event::PointerMoved(from), button(true)])?;
        let drag = |step: u16| vec![Event::PointerMoved(from + vec2(4.0, 2.0) * f32::from(step.min(FRAMES - step)))];
        let panned = self.frames(FRAMES, drag)?;
        self.is_painting = true;
        told.phase(&format!("raster, {name}"), || self.frames(PAINTED, drag))?;
        self.is_painting = false;
        self.frames(1, |_| vec![button(false)])?;
        let wheel = |step: u16| vec![Event::PointerMoved(from), notch(if step < FRAMES / 2 { 1.0 } else { -1.0 }, step)];
        let zoomed = self.frames(FRAMES, wheel)?;
        self.frames(30, |_| Vec::new())?;
        for (gesture, costs) in [("panning", panned), ("zooming", zoomed)] {
            let (mut app, mut thread) = (Times::default(), Times::default());
            for cost in costs {
                app.push(cost.app_s);
                thread.push(cost.thread_s);
            }
            told.phases.insert(format!("app, {gesture}, {name}"), app.told());
            told.phases.insert(format!("thread, {gesture}, {name}"), thread.told());
        }
        Ok(())
    }

    fn frames(&mut self, count: u16, mut events: impl FnMut(u16) -> Vec<Event>) -> Result<Vec<Cost>, Failure> {
        (0..count).map(|step| self.frame(events(step))).collect()
    }

    /// One frame from its input to the last pixel.
    fn frame(&mut self, events: Vec<Event>) -> Result<Cost, Failure> {
        self.time_s += STEP_S;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, SIZE));
        let input = RawInput { screen_rect, time: Some(self.time_s), events, ..RawInput::default() };
        let (began, start) = (Instant::now(), cpu_of_thread_s()?);
        let context = self.context.clone();
        let output = context.run_ui(input, |ui| self.show(ui));
        let primitives = context.tessellate(output.shapes, output.pixels_per_point);
        let app_s = cpu_of_thread_s()? - start;
        self.paint(&primitives, output.textures_delta)?;
        let thread_s = cpu_of_thread_s()? - start;
        self.state.device.poll(wgpu::PollType::wait_indefinitely())?;
        // what is made beside the window has as much time as on a screen
        std::thread::sleep(Duration::from_secs_f64(STEP_S).saturating_sub(began.elapsed()));
        Ok(Cost { app_s, thread_s })
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        self.canvas.follow_references(&self.references, Theme::of(ui.ctx()));
        self.canvas.show(ui, &mut self.session, &self.texts, &self.layers);
    }

    fn paint(&mut self, primitives: &[egui::ClippedPrimitive], mut textures: egui::TexturesDelta) -> Result<(), Failure> {
        let RenderState { device, queue, .. } = &self.state;
        let mut renderer = self.state.renderer.write();
        for (id, images) in textures.set.drain() {
            images.iter().for_each(|image| renderer.update_texture(device, queue, id, image));
        }
        let screen = ScreenDescriptor { pixels_per_point: 1.0, size_in_pixels: [SIZE.x as u32, SIZE.y as u32] };
        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let of_callbacks = renderer.update_buffers(device, queue, &mut encoder, primitives, &screen);
        let attachment = wgpu::RenderPassColorAttachment {
            view: &self.target,
            resolve_target: None,
            ops: wgpu::Operations { load: wgpu::LoadOp::Clear(wgpu::Color::WHITE), store: wgpu::StoreOp::Store },
            depth_slice: None,
        };
        let pass = wgpu::RenderPassDescriptor { color_attachments: &[Some(attachment)], ..Default::default() };
        let mut pass = encoder.begin_render_pass(&pass).forget_lifetime();
        renderer.render(&mut pass, primitives, &screen);
        drop(pass);
        let drawing = encoder.finish();
        queue.submit(of_callbacks.into_iter().chain(self.is_painting.then_some(drawing)));
        textures.free.drain().for_each(|id| renderer.free_texture(&id));
        Ok(())
    }
}

/// Every eighth frame a notch of the wheel.
fn notch(direction: f32, step: u16) -> Event {
    let delta = vec2(0.0, if step.is_multiple_of(8) { direction } else { 0.0 });
    let (modifiers, source) = (Modifiers::NONE, egui::MouseWheelSource::Unknown);
    Event::MouseWheel { unit: MouseWheelUnit::Line, delta, modifiers, phase: TouchPhase::Move, source }
}

fn target_of(state: &RenderState) -> wgpu::TextureView {
    let texture = state.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("screen"),
        size: wgpu::Extent3d { width: SIZE.x as u32, height: SIZE.y as u32, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: state.target_format,
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
        view_formats: &[],
    });
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}
