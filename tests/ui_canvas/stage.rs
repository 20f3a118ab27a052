//! A small window with nothing but the map in it.

use std::path::Path;

use eframe::egui::{self, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase, Vec2, vec2};
use egui_kittest::wgpu::{WgpuTestRenderer, create_render_state, default_wgpu_setup};
use egui_kittest::{Harness, kittest::Queryable};
use hecta::app::{Communes, Language, LayerSettings, Session, Texts};
use hecta::geometry::{GridPoint, ProjectCrs};
use hecta::io::ReadOptions;
use hecta::io::embedded::{SamplePlan, communes, demonstration_boundary, sample_plan};
use hecta::io::import::{import_boundary, import_plan};
use hecta::plan::{Division, Plan, ZoneId};
use hecta::ui::canvas::{Canvas, CanvasResponse};
use hecta::ui::theme::Theme;

/// The reference communes.
pub fn reference_communes() -> Communes {
    let layer = |division| communes(division, ProjectCrs::default()).expect("the embedded communes can be read").into();
    Communes { until2025: layer(Division::Until2025), since2025: layer(Division::Since2025) }
}

/// A session on one of the embedded plans.
pub fn session(which: SamplePlan) -> Session {
    let imported = sample_plan(which, "test", ProjectCrs::default()).expect("the embedded plan can be read");
    Session::new(imported.plan, reference_communes())
}

/// A session on the demonstration boundary without zones.
pub fn empty_session() -> Session {
    let given = demonstration_boundary(ProjectCrs::default()).expect("the embedded boundary can be read");
    let plan = Plan::assemble("test", ProjectCrs::default(), given.approval, Some(&given.boundary), Vec::new()).0;
    Session::new(plan, reference_communes())
}

/// A session on a plan of `tests/data`: its folder has a boundary and zones.
pub fn session_on(folder: &str) -> Session {
    let file = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder).join(name);
    let boundary = import_boundary(&file("boundary.geojson"), ReadOptions::default()).expect("the boundary can be read");
    let options = ReadOptions::default();
    let plan = import_plan(&file("zones.geojson"), options, Some(boundary), None).expect("the zones can be read").plan;
    Session::new(plan, reference_communes())
}

/// The map and what it works on.
pub struct App {
    pub canvas: Canvas,
    pub session: Session,
    pub texts: Texts,
    pub layers: LayerSettings,
    pub response: Option<CanvasResponse>,
    /// Frames shown so far.
    pub frames: usize,
}

impl App {
    fn show(&mut self, ui: &mut egui::Ui) {
        self.frames += 1;
        self.response = Some(self.canvas.show(ui, &mut self.session, &self.texts, &self.layers));
    }
}

/// How the window looks.
#[derive(Clone, Copy)]
pub struct Look {
    pub size: Vec2,
    pub pixels_per_point: f32,
    pub theme: egui::Theme,
    pub language: Language,
    pub gpu: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            size: vec2(900.0, 640.0),
            pixels_per_point: 1.0,
            theme: egui::Theme::Light,
            language: Language::Vietnamese,
            gpu: false,
        }
    }
}

/// The window under test.
pub struct Stage {
    pub harness: Harness<'static, App>,
}

impl Stage {
    /// A window on `session`, after its first frames.
    pub fn new(session: Session, look: Look) -> Self {
        let mut builder = Harness::builder()
            .with_size(look.size)
            .with_pixels_per_point(look.pixels_per_point)
            .with_theme(look.theme)
            .with_render_cursor(false)
            // short enough for double clicks, long enough for a flight of the view within one `run`
            .with_step_dt(0.05)
            .with_max_steps(40)
            .with_context_setup(Theme::install);
        let mut canvas = Canvas::new(None);
        if look.gpu {
            let state = create_render_state(default_wgpu_setup(), egui_wgpu::RendererOptions::PREDICTABLE);
            canvas = Canvas::new(Some(&state));
            builder = builder.renderer(WgpuTestRenderer::from_render_state(state));
        }
        let texts = Texts::new(look.language);
        let app = App { canvas, session, texts, layers: LayerSettings::default(), response: None, frames: 0 };
        let mut stage = Self { harness: builder.build_ui_state(|ui, app| app.show(ui), app) };
        stage.harness.run();
        stage
    }

    pub fn session(&self) -> &Session {
        &self.harness.state().session
    }

    pub fn session_mut(&mut self) -> &mut Session {
        &mut self.harness.state_mut().session
    }

    /// The zone with this code.
    pub fn zone(&self, code: &str) -> ZoneId {
        self.session().plan().zones().find(|zone| zone.attributes.code == code).expect("a zone of this code").id
    }

    /// Where a point of the plan is on screen.
    pub fn screen(&self, point: GridPoint) -> Pos2 {
        self.harness.state().canvas.view().to_screen(point)
    }

    /// The point of the plan under a place on screen.
    pub fn plan_point(&self, position: Pos2) -> GridPoint {
        self.harness.state().canvas.view().to_grid(position)
    }

    /// The rectangle of the map.
    pub fn map(&self) -> Rect {
        self.harness.state().canvas.view().rect()
    }

    pub fn move_to(&mut self, at: Pos2) {
        self.harness.event(Event::PointerMoved(at));
        self.harness.run();
    }

    pub fn button(&mut self, at: Pos2, button: PointerButton, pressed: bool, modifiers: Modifiers) {
        self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        self.harness.run();
    }

    pub fn click(&mut self, at: Pos2) {
        self.click_with(at, PointerButton::Primary, Modifiers::NONE);
    }

    pub fn click_with(&mut self, at: Pos2, button: PointerButton, modifiers: Modifiers) {
        self.harness.event_modifiers(Event::PointerMoved(at), modifiers);
        self.harness.run();
        self.button(at, button, true, modifiers);
        self.button(at, button, false, modifiers);
        // the next click is not a second one of a double click
        self.harness.run_steps(8);
    }

    /// Two clicks in quick succession.
    pub fn double_click(&mut self, at: Pos2) {
        self.harness.event(Event::PointerMoved(at));
        self.harness.run();
        for pressed in [true, false, true, false] {
            let button = PointerButton::Primary;
            self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        }
        self.harness.run();
    }

    /// Drags with a button, in a few steps.
    pub fn drag(&mut self, from: Pos2, to: Pos2, button: PointerButton) {
        self.begin_drag(from, to, button);
        self.button(to, button, false, Modifiers::NONE);
    }

    /// Drags without letting go.
    pub fn begin_drag(&mut self, from: Pos2, to: Pos2, button: PointerButton) {
        self.move_to(from);
        self.button(from, button, true, Modifiers::NONE);
        for step in 1..=4 {
            self.move_to(from + (to - from) * (step as f32 / 4.0));
        }
    }

    pub fn wheel(&mut self, unit: MouseWheelUnit, delta: Vec2) {
        let source = egui::MouseWheelSource::Unknown;
        self.harness.event(Event::MouseWheel { unit, delta, modifiers: Modifiers::NONE, phase: TouchPhase::Move, source });
        self.harness.run();
    }

    /// Holds these keys, and no others, from now on.
    pub fn hold(&mut self, modifiers: Modifiers) {
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.harness.run();
    }

    pub fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.run();
    }

    /// Puts the focus on the map by its name.
    pub fn focus_map(&mut self) {
        self.harness.get_by_role(egui::accesskit::Role::Canvas).focus();
        self.harness.run();
    }

    /// Renders the window and, with `HECTA_PICTURES=folder`, keeps the picture.
    pub fn picture(&mut self, name: &str) -> Vec<[u8; 4]> {
        let image = self.harness.render().expect("a picture");
        if let Ok(folder) = std::env::var("HECTA_PICTURES") {
            image.save(format!("{folder}/{name}.png")).expect("the picture's folder");
        }
        image.pixels().map(|pixel| pixel.0).collect()
    }
}
