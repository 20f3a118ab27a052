//! What stands on the map whatever it shows: north arrow, scale bar, zoom buttons, notices, a hint on an empty map.

use eframe::egui::text::LayoutJob;
use eframe::egui::{self, Align, Align2, Color32, Painter, Rect, RichText, Shape, Stroke, StrokeKind, pos2, vec2};

use super::ink::{bold, regular, text_with_halo};
use crate::app::{LayerSettings, MapLayer, Session, Texts};
use crate::geometry::area::NumberFormat;
use crate::plan::PlanLevel;
use crate::ui::paint::MapView;
use crate::ui::theme::{Theme, icons};

/// Distance from the sides of the map, points.
const MARGIN_PT: f32 = 12.0;
/// Longest scale bar, points.
const SCALE_BAR_PT: f32 = 170.0;
/// Side of a zoom button, points.
const BUTTON_PT: f32 = 28.0;

/// Which zoom button was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ZoomButton {
    In,
    Out,
    Fit,
}

/// The places of the furniture, so that labels keep away from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Furniture {
    scale: Rect,
    buttons: Rect,
    caption: Rect,
}

impl Furniture {
    /// The places on a map of `view`.
    pub(super) fn on(view: &MapView) -> Self {
        let map = view.rect();
        let low = map.max.y - MARGIN_PT;
        let scale = Rect::from_min_max(pos2(map.min.x + MARGIN_PT, low - 34.0), pos2(map.min.x + MARGIN_PT + 220.0, low));
        let caption_height = 18.0;
        let caption = Rect::from_min_max(pos2(scale.max.x + 24.0, low - caption_height), pos2(map.max.x - MARGIN_PT, low));
        let right = map.max.x - MARGIN_PT;
        let buttons_low = low - caption_height - 10.0;
        let buttons = Rect::from_min_max(pos2(right - BUTTON_PT, buttons_low - 3.0 * BUTTON_PT), pos2(right, buttons_low));
        Self { scale, buttons, caption }
    }

    /// What labels must leave free.
    pub(super) const fn taken(&self) -> [Rect; 3] {
        [self.scale, self.buttons, self.caption]
    }

    /// Paints north arrow, scale bar and notices.
    pub(super) fn paint(&self, painter: &Painter, view: &MapView, theme: &Theme, texts: &Texts) {
        let bar = view.scale_bar(SCALE_BAR_PT);
        let width = 30.0 + bar.length_pt + 34.0;
        ground(painter, Rect::from_min_max(self.scale.min, pos2(self.scale.min.x + width, self.scale.max.y)).expand(4.0), theme);
        north_arrow(painter, self.scale.left_top(), theme, texts);
        scale_bar(painter, pos2(self.scale.min.x + 30.0, self.scale.max.y), view, theme, texts.numbers());
    }

    /// The notices about what the map is not.
    pub(super) fn notices(&self, painter: &Painter, theme: &Theme, texts: &Texts, session: &Session, settings: &LayerSettings) {
        let shown = |layer| settings.get(layer).effective_opacity() > 0.0;
        let mut notices = Vec::new();
        if shown(MapLayer::Communes2025) || shown(MapLayer::Communes2020) {
            notices.push(texts.get("layer-notice-reference"));
        }
        if shown(MapLayer::Boundary) && session.document().boundary().is_some_and(|boundary| boundary.synthetic) {
            notices.push(texts.get("layer-notice-synthetic-boundary"));
        }
        let layout = |width: f32| {
            let mut job = LayoutJob::simple(notices.join(" · "), regular(11.0), theme.weak_text, width.max(80.0));
            job.halign = Align::RIGHT;
            painter.layout_job(job)
        };
        let (mut galley, mut corner) = (layout(self.caption.width()), self.caption.max);
        if galley.rows.len() > 1 {
            // on a narrow map it wraps, beside the buttons
            corner.x = self.buttons.min.x - 8.0;
            galley = layout(corner.x - self.caption.min.x);
        }
        if notices.is_empty() {
            return;
        }
        let rect = Rect::from_min_max(corner - galley.size(), corner);
        ground(painter, rect.expand2(vec2(6.0, 2.0)), theme);
        painter.galley(rect.right_top(), galley, theme.weak_text);
    }

    /// Shows the zoom buttons; the one that was pressed.
    pub(super) fn buttons(&self, ui: &mut egui::Ui, texts: &Texts) -> Option<ZoomButton> {
        let theme = Theme::of(ui.ctx());
        let mut pressed = None;
        let frame = self.buttons.expand(1.0);
        ui.painter().rect(frame, 4.0, theme.panel, Stroke::new(1.0, theme.divider), StrokeKind::Outside);
        for (i, (button, icon, id)) in [
            (ZoomButton::In, icons::PLUS, "action-zoom-in"),
            (ZoomButton::Out, icons::MINUS, "action-zoom-out"),
            (ZoomButton::Fit, icons::CORNERS_OUT, "action-zoom-fit"),
        ]
        .into_iter()
        .enumerate()
        {
            let corner = self.buttons.min + vec2(0.0, BUTTON_PT * i as f32);
            let place = Rect::from_min_size(corner, egui::Vec2::splat(BUTTON_PT));
            let name = texts.get(id);
            // drags too, or else the map below would take them
            let sense = egui::Sense::click_and_drag();
            let widget = egui::Button::new(RichText::new(icon).size(16.0)).frame_when_inactive(false).sense(sense);
            let response = ui.put(place, widget).on_hover_text(name).accessible_name(name);
            if response.clicked() {
                pressed = Some(button);
            }
        }
        pressed
    }
}

/// What to do on a map without a boundary or without zones.
pub(super) fn empty_hint(painter: &Painter, view: &MapView, theme: &Theme, texts: &Texts, session: &Session) {
    let plan = session.plan();
    let id = match (plan.boundary(), plan.zones().len()) {
        _ if !session.tool().sketch().is_empty() => return,
        (None, 0) => "panel-empty-boundary",
        (Some(_), 0) if plan.level() == PlanLevel::Zone => "panel-empty-plots",
        (Some(_), 0) => "panel-empty-zones",
        _ => return,
    };
    let width = (view.rect().width() - 4.0 * MARGIN_PT).clamp(80.0, 440.0);
    let mut job = LayoutJob::simple(texts.get(id).to_owned(), regular(13.0), theme.text, width);
    job.halign = Align::Center;
    let galley = painter.layout_job(job);
    let top = view.rect().center_top() + vec2(0.0, MARGIN_PT);
    let rect = Rect::from_min_size(top - vec2(galley.size().x / 2.0 + 12.0, 0.0), galley.size() + vec2(24.0, 14.0));
    painter.rect(rect, 4.0, theme.panel, Stroke::new(1.0, theme.divider), StrokeKind::Inside);
    painter.galley(top + vec2(0.0, 7.0), galley, theme.text);
}

/// Lifts what is to be read off the hatches below.
fn ground(painter: &Painter, rect: Rect, theme: &Theme) {
    painter.rect_filled(rect, 3.0, theme.paper.gamma_multiply(0.82));
}

/// The arrow to grid north, 20 points wide, with its letter.
fn north_arrow(painter: &Painter, corner: egui::Pos2, theme: &Theme, texts: &Texts) {
    let [tip, left, right, notch] = [(10.0, 12.0), (3.0, 34.0), (17.0, 34.0), (10.0, 29.0)].map(|(x, y)| corner + vec2(x, y));
    let halo = Stroke::new(4.0, theme.halo);
    painter.add(Shape::closed_line(vec![tip, right, notch, left], halo));
    painter.add(Shape::convex_polygon(vec![tip, notch, left], theme.text, Stroke::NONE));
    painter.add(Shape::convex_polygon(vec![tip, right, notch], theme.halo, Stroke::NONE));
    painter.add(Shape::closed_line(vec![tip, right, notch, left], Stroke::new(1.0, theme.text)));
    let galley = painter.layout_no_wrap(texts.get("layer-north").to_owned(), bold(12.0), theme.text);
    let at = corner + vec2(10.0 - galley.size().x / 2.0, 12.0 - galley.size().y);
    text_with_halo(painter, at, &galley, theme.text, theme.halo);
}

/// A bar of a round length in two halves, with its length.
fn scale_bar(painter: &Painter, low_left: egui::Pos2, view: &MapView, theme: &Theme, numbers: NumberFormat) {
    let bar = view.scale_bar(SCALE_BAR_PT);
    let (height, half) = (6.0, bar.length_pt / 2.0);
    let top = low_left.y - height - 2.0;
    let whole = Rect::from_min_size(pos2(low_left.x, top), vec2(bar.length_pt, height));
    painter.rect_filled(whole.expand(2.5), 2.0, theme.halo);
    let part = |from: f32, to: f32| Rect::from_min_max(whole.min + vec2(from, 0.0), whole.min + vec2(to, height));
    painter.rect_filled(part(0.0, half), 0.0, theme.text);
    painter.rect_stroke(whole, 0.0, Stroke::new(1.0, theme.text), StrokeKind::Inside);
    let (unit, per_unit) = if bar.length_m >= 1000.0 { ("km", 1000.0) } else { ("m", 1.0) };
    let figure = |length_m: f64| {
        let value = length_m / per_unit;
        let decimals = (0..6).find(|d| (value * 10_f64.powi(*d)).fract().abs() < 1e-9).unwrap_or(6);
        numbers.number(value, decimals.cast_unsigned())
    };
    let marks = [(0.0, "0".to_owned()), (half, figure(bar.length_m / 2.0)), (bar.length_pt, figure(bar.length_m))];
    for (x, text) in marks {
        let is_last = x >= bar.length_pt;
        label(painter, pos2(low_left.x + x, top - 2.0), &text, if is_last { Some(unit) } else { None }, theme.text, theme.halo);
    }
}

/// A figure above its tick; the unit goes on to the right of it.
fn label(painter: &Painter, at: egui::Pos2, figure: &str, unit: Option<&str>, colour: Color32, halo: Color32) {
    let layout = |text: &str| painter.layout_no_wrap(text.to_owned(), regular(11.0), colour);
    let galley = layout(figure);
    let rect = Align2::CENTER_BOTTOM.anchor_size(at, galley.size());
    text_with_halo(painter, rect.min, &galley, colour, halo);
    if let Some(unit) = unit {
        text_with_halo(painter, rect.right_top() + vec2(3.0, 0.0), &layout(unit), colour, halo);
    }
}
