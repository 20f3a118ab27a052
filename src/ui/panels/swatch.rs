//! Colour and hatch of the map in small, painted by egui.

use eframe::egui::{Color32, CornerRadius, Painter, Rect, Stroke, StrokeKind, pos2, vec2};

use crate::ui::paint::{FillStyle, Hatch, HatchKind};
use crate::ui::theme::{Theme, ZoneLook};

/// Paints a square with the colour, hatch and border of a zone.
pub fn paint_swatch(painter: &Painter, rect: Rect, theme: &Theme, look: ZoneLook) {
    let fill = theme.zone_fill(look);
    paint_fill(painter, rect, FillStyle { opacity: 0.55, ..fill }, 4.0);
    let border = Stroke::new(1.5, theme.zone_line_colour(look));
    painter.rect_stroke(rect, CornerRadius::same(2), border, StrokeKind::Inside);
}

/// Fills `rect` with a style of the map, its hatch drawn every `spacing_pt`.
pub fn paint_fill(painter: &Painter, rect: Rect, fill: FillStyle, spacing_pt: f32) {
    painter.rect_filled(rect, 0.0, fill.colour.gamma_multiply(fill.opacity));
    if let Some(hatch) = fill.hatch {
        let inside = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
        paint_hatch(&inside, rect, hatch, spacing_pt);
    }
}

fn paint_hatch(painter: &Painter, rect: Rect, hatch: Hatch, spacing_pt: f32) {
    let stroke = Stroke::new(hatch.width_pt.min(1.2), hatch.colour);
    match hatch.kind {
        HatchKind::Diagonal => slanted(painter, rect, stroke, spacing_pt, 1.0),
        HatchKind::BackDiagonal => slanted(painter, rect, stroke, spacing_pt, -1.0),
        HatchKind::CrossHatch => {
            slanted(painter, rect, stroke, spacing_pt * 1.3, 1.0);
            slanted(painter, rect, stroke, spacing_pt * 1.3, -1.0);
        }
        HatchKind::Horizontal => straight(painter, rect, stroke, spacing_pt, false),
        HatchKind::Grid => {
            straight(painter, rect, stroke, spacing_pt, true);
            straight(painter, rect, stroke, spacing_pt, false);
        }
        HatchKind::Dots => dots(painter, rect, hatch.colour, spacing_pt),
    }
}

fn steps(from: f32, to: f32, step: f32) -> impl Iterator<Item = f32> {
    let count = ((to - from) / step).ceil().clamp(0.0, 4_000.0) as usize;
    (0..=count).map(move |i| from + i as f32 * step)
}

/// Lines at 45° that rise to the right (`rise` 1) or fall (−1).
fn slanted(painter: &Painter, rect: Rect, stroke: Stroke, spacing_pt: f32, rise: f32) {
    let height = rect.height();
    for x in steps(rect.left() - height, rect.right(), spacing_pt * std::f32::consts::SQRT_2) {
        let (low, high) = if rise > 0.0 { (rect.bottom(), rect.top()) } else { (rect.top(), rect.bottom()) };
        painter.line_segment([pos2(x, low), pos2(x + height, high)], stroke);
    }
}

fn straight(painter: &Painter, rect: Rect, stroke: Stroke, spacing_pt: f32, upright: bool) {
    if upright {
        for x in steps(rect.left() + spacing_pt / 2.0, rect.right(), spacing_pt) {
            painter.vline(x, rect.y_range(), stroke);
        }
    } else {
        for y in steps(rect.top() + spacing_pt / 2.0, rect.bottom(), spacing_pt) {
            painter.hline(rect.x_range(), y, stroke);
        }
    }
}

fn dots(painter: &Painter, rect: Rect, colour: Color32, spacing_pt: f32) {
    for (row, y) in steps(rect.top() + spacing_pt / 2.0, rect.bottom(), spacing_pt).enumerate() {
        let shift = if row % 2 == 0 { 0.0 } else { spacing_pt / 2.0 };
        for x in steps(rect.left() + spacing_pt / 2.0 + shift, rect.right(), spacing_pt) {
            painter.rect_filled(Rect::from_center_size(pos2(x, y), vec2(1.6, 1.6)), 0.8, colour);
        }
    }
}
