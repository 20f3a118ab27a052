//! The five-step tour: see, draw, match the area, clear a fault, export; the planner performs each step himself.

use eframe::egui::{self, Align2, Area, Frame, Id, Order, RichText, vec2};

use super::request::{Request, Scene};
use super::theme::{Theme, fonts, icons};
use crate::app::Session;
use crate::check::Severity;
use crate::geometry::GridPoint;

/// Width of the card, points.
const WIDTH_PT: f32 = 360.0;

/// A step of the tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TourStep {
    /// Look around.
    See,
    /// Draw a zone.
    Draw,
    /// Move a shared border.
    Match,
    /// Clear a fault.
    Clear,
    /// Export.
    Export,
}

impl TourStep {
    /// All steps in order.
    pub const ALL: [Self; 5] = [Self::See, Self::Draw, Self::Match, Self::Clear, Self::Export];

    const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::See => ("tour-see-title", "tour-see-text"),
            Self::Draw => ("tour-draw-title", "tour-draw-text"),
            Self::Match => ("tour-match-title", "tour-match-text"),
            Self::Clear => ("tour-clear-title", "tour-clear-text"),
            Self::Export => ("tour-export-title", "tour-export-text"),
        }
    }
}

/// The tour while it is shown.
#[derive(Debug, Default)]
pub struct Tour {
    step: Option<usize>,
    /// Where the map was, and how many faults there were, when the step began.
    began: Option<(GridPoint, f64, usize)>,
    performed: bool,
    exported: bool,
}

impl Tour {
    /// The step being shown.
    pub fn step(&self) -> Option<TourStep> {
        TourStep::ALL.get(self.step?).copied()
    }

    /// Goes to a step; `None` ends the tour.
    pub fn go_to(&mut self, step: Option<usize>) {
        *self = Self { step: step.filter(|step| *step < TourStep::ALL.len()), ..Self::default() };
    }

    /// Notes that a file was exported.
    pub fn note_export(&mut self) {
        self.exported = true;
    }

    /// Whether the planner has done what the present step asks for.
    pub const fn is_performed(&self) -> bool {
        self.performed
    }

    fn watch(&mut self, session: &Session, centre: GridPoint, scale: f64) {
        let faults = session.findings().count(Severity::Error);
        let &mut (began_at, began_scale, began_faults) = self.began.get_or_insert((centre, scale, faults));
        let has_step = |code: &str| {
            let (steps, done) = session.history().steps();
            steps[..done].iter().any(|step| step.code == code)
        };
        self.performed |= match self.step() {
            Some(TourStep::See) => began_at != centre || (began_scale - scale).abs() > 1.0,
            Some(TourStep::Draw) => has_step("draw-zone"),
            Some(TourStep::Match) => has_step("move-vertices") || has_step("insert-vertex"),
            Some(TourStep::Clear) => faults < began_faults,
            Some(TourStep::Export) => self.exported,
            None => false,
        };
    }

    /// Shows the card of the present step at the lower left of the map, whose middle and scale are given.
    pub fn show(
        &mut self,
        context: &egui::Context,
        scene: &Scene<'_>,
        (map, centre, scale): (egui::Rect, GridPoint, f64),
        requests: &mut Vec<Request>,
    ) {
        let Some(step) = self.step() else { return };
        self.watch(scene.session(), centre, scale);
        Area::new(Id::unique("tour"))
            .order(Order::Middle)
            .pivot(Align2::LEFT_TOP)
            .fixed_pos(map.left_top() + vec2(12.0, 12.0))
            .show(context, |ui| {
                let frame = Frame::popup(ui.style()).inner_margin(12.0).stroke(egui::Stroke::new(2.0, scene.theme.accent));
                frame.show(ui, |ui| {
                    ui.set_width(WIDTH_PT.min(map.width() - 48.0));
                    self.card(ui, scene, step, requests);
                });
            });
    }

    fn card(&self, ui: &mut egui::Ui, scene: &Scene<'_>, step: TourStep, requests: &mut Vec<Request>) {
        let (texts, theme) = (scene.texts, scene.theme);
        let index = self.step.unwrap_or_default();
        let (number, total) = ((index + 1).to_string(), TourStep::ALL.len().to_string());
        let progress = texts.format("tour-progress", &[("number", number.into()), ("total", total.into())]);
        ui.label(
            RichText::new(format!("{} · {progress}", texts.get("tour-title"))).text_style(fonts::table()).color(theme.weak_text),
        );
        let (title, text) = step.texts();
        ui.label(RichText::new(texts.get(title)).text_style(egui::TextStyle::Heading).color(theme.accent));
        let body = match step {
            TourStep::See => {
                let approved = texts.numbers().ha(scene.session().ledger().approved, 2);
                texts.format(text, &[("approved", approved.into())])
            }
            TourStep::Draw => texts.format(text, &[("key", "Shift".into())]),
            _ => texts.get(text).to_owned(),
        };
        ui.add(egui::Label::new(body).wrap());
        performed_line(
            ui,
            theme,
            texts.get(if self.performed { "tour-performed" } else { "tour-not-performed" }),
            self.performed,
        );
        ui.horizontal(|ui| {
            let is_last = index + 1 == TourStep::ALL.len();
            let next = texts.get(if is_last { "tour-finish" } else { "tour-next" });
            let mut button =
                egui::Button::new(RichText::new(next).color(if self.performed { theme.on_accent } else { theme.text }));
            if self.performed {
                button = button.fill(theme.accent);
            }
            if ui.add(button).clicked() {
                requests.push(Request::Tour((!is_last).then_some(index + 1)));
            }
            if index > 0 && ui.button(texts.get("tour-back")).clicked() {
                requests.push(Request::Tour(Some(index - 1)));
            }
            if !is_last && ui.button(texts.get("tour-skip")).clicked() {
                requests.push(Request::Tour(None));
            }
        });
    }
}

fn performed_line(ui: &mut egui::Ui, theme: &Theme, text: &str, performed: bool) {
    let (icon, colour) = if performed { (icons::CHECK_CIRCLE, theme.pass) } else { (icons::CIRCLE, theme.weak_text) };
    ui.label(RichText::new(format!("{icon} {text}")).text_style(fonts::table()).color(colour));
    ui.add_space(4.0);
}
