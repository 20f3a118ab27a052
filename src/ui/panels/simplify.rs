//! Simplifying borders: the tolerance, what would become of them, and the button that does it.

use eframe::egui::{Align2, Area, Button, Context, Frame, Grid, Id, Key, Modifiers, Order, Rect, RichText, Ui, vec2};

use crate::app::phrase::zone_code;
use crate::app::simplify::SimplifyFigures;
use crate::app::wording::refusal_text;
use crate::geometry::grid::UM_PER_M;
use crate::tool::ToolOptions;
use crate::ui::edit_options::metres;
use crate::ui::request::{Request, Scene};
use crate::ui::theme::fonts;

/// Least and largest tolerance, metres.
const TOLERANCES_M: std::ops::RangeInclusive<f64> = 0.01..=500.0;
const WIDTH_PT: f32 = 300.0;
/// Zones listed with what they win or lose.
const MOST_ZONES: usize = 8;

/// The panel beside the map while borders are about to be simplified.
#[derive(Debug, Default)]
pub struct SimplifyPanel {
    is_open: bool,
}

impl SimplifyPanel {
    /// Shows it.
    pub const fn open(&mut self) {
        self.is_open = true;
    }

    /// Puts it away.
    pub const fn close(&mut self) {
        self.is_open = false;
    }

    /// Whether it is shown.
    pub const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether Escape was pressed while it is shown; the key is used up.
    pub fn is_escaped(&self, context: &Context) -> bool {
        let is_above = context.memory(|memory| memory.top_modal_layer().is_none());
        self.is_open && is_above && context.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    }

    /// Shows the panel at the upper right of the map.
    pub fn show(&self, context: &Context, scene: &Scene<'_>, map: Rect, requests: &mut Vec<Request>) {
        if !self.is_open {
            return;
        }
        let area = Area::new(Id::unique("simplify")).order(Order::Middle).pivot(Align2::RIGHT_TOP);
        area.fixed_pos(map.right_top() + vec2(-12.0, 12.0)).show(context, |ui| {
            Frame::popup(ui.style()).inner_margin(12.0).show(ui, |ui| {
                ui.set_width(WIDTH_PT.min(map.width() - 48.0));
                content(ui, scene, requests);
            });
        });
    }
}

fn content(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
    ui.label(RichText::new(texts.get("action-simplify")).text_style(eframe::egui::TextStyle::Heading));
    let of = match session.selection().len() {
        0 => texts.get("panel-simplify-all").to_owned(),
        count => texts.format("status-selected", &[("count", count.into())]),
    };
    ui.label(RichText::new(of).text_style(fonts::table()).color(theme.weak_text));
    ui.horizontal(|ui| {
        let label = ui.label(texts.get("panel-simplify-tolerance"));
        let present = *session.options();
        let mut tolerance_m = present.simplify_tolerance_um as f64 / UM_PER_M as f64;
        if metres(ui, scene, &mut tolerance_m, TOLERANCES_M).labelled_by(label.id).changed() {
            let simplify_tolerance_um = (tolerance_m * UM_PER_M as f64).round() as i64;
            requests.push(Request::Options(ToolOptions { simplify_tolerance_um, ..present }));
        }
    });
    let figures = session.simplify_figures();
    if let Some(refusal) = session.preview_refusal() {
        ui.label(RichText::new(refusal_text(texts, session.plan(), refusal)).color(theme.error));
    } else if let Some(figures) = figures.as_ref().filter(|figures| !figures.areas.is_empty()) {
        table(ui, scene, figures);
    } else {
        ui.label(RichText::new(texts.get("panel-simplify-nothing")).color(theme.weak_text));
    }
    ui.add_space(6.0);
    let can = figures.is_some_and(|figures| !figures.areas.is_empty());
    ui.horizontal(|ui| {
        let act = RichText::new(texts.get("action-simplify-do")).color(if can { theme.on_accent } else { theme.weak_text });
        let button = if can { Button::new(act).fill(theme.accent) } else { Button::new(act) };
        if ui.add_enabled(can, button).clicked() {
            requests.push(Request::Simplify(true));
        }
        if ui.button(texts.get("dialog-cancel")).on_hover_text("Esc").clicked() {
            requests.push(Request::Simplify(false));
        }
    });
}

fn table(ui: &mut Ui, scene: &Scene<'_>, figures: &SimplifyFigures) {
    let (texts, numbers) = (scene.texts, scene.texts.numbers());
    let small = |text: String| RichText::new(text).text_style(fonts::table());
    Grid::new("simplify figures").num_columns(2).show(ui, |ui| {
        ui.label(small(texts.get("panel-vertices").to_owned()));
        ui.label(small(format!("{} → {}", figures.vertices_before, figures.vertices_after)));
        ui.end_row();
        ui.label(small(texts.get("panel-simplify-departure").to_owned()));
        ui.label(small(format!("{} m", numbers.number(figures.largest_departure_m, 3))));
        ui.end_row();
        for (id, change) in figures.areas.iter().take(MOST_ZONES) {
            ui.label(small(zone_code(texts, scene.session().plan(), *id)));
            ui.label(small(format!("{} m²", numbers.signed(change.rounded_m2(1), 1))));
            ui.end_row();
        }
    });
    if figures.areas.len() > MOST_ZONES {
        ui.label(small(format!("… +{}", figures.areas.len() - MOST_ZONES)));
    }
}
