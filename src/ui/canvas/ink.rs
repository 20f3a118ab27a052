//! What egui's painter puts on the map: text with a halo, lines cut to the screen, call-outs.

use std::sync::Arc;

use eframe::egui::epaint::TextShape;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use crate::geometry::GridPoint;
use crate::ui::paint::MapView;
use crate::ui::theme::{Theme, fonts};

/// How far a halo stands out around letters, points.
const TEXT_HALO_PT: f32 = 1.5;
/// Widest line of a call-out, points.
const CALLOUT_WIDTH_PT: f32 = 300.0;
/// Distance of a call-out from what it is about, points.
const CALLOUT_GAP_PT: f32 = 16.0;

/// Ordinary text of `size` points.
pub(super) const fn regular(size: f32) -> FontId {
    FontId::new(size, eframe::egui::FontFamily::Proportional)
}

/// Bold text of `size` points.
pub(super) fn bold(size: f32) -> FontId {
    FontId::new(size, fonts::bold_family())
}

/// A laid-out text with its top left corner at `at`, over a halo.
pub(super) fn text_with_halo(painter: &Painter, at: Pos2, galley: &Arc<Galley>, colour: Color32, halo: Color32) {
    let diagonal = TEXT_HALO_PT * std::f32::consts::FRAC_1_SQRT_2;
    let offsets = [(TEXT_HALO_PT, 0.0), (0.0, TEXT_HALO_PT), (diagonal, diagonal), (diagonal, -diagonal)];
    text_over(painter, at, galley, [colour, halo], &offsets);
}

/// The same with half the copies, for maps with hundreds of texts.
pub(super) fn text_with_thin_halo(painter: &Painter, at: Pos2, galley: &Arc<Galley>, colour: Color32, halo: Color32) {
    text_over(painter, at, galley, [colour, halo], &[(1.0, 1.0), (1.0, -1.0)]);
}

fn text_over(painter: &Painter, at: Pos2, galley: &Arc<Galley>, [colour, halo]: [Color32; 2], offsets: &[(f32, f32)]) {
    let copy = |at: Pos2, colour| TextShape::new(at, galley.clone(), colour).with_override_text_color(colour);
    for offset in offsets.iter().map(|(x, y)| vec2(*x, *y)) {
        painter.add(copy(at + offset, halo));
        painter.add(copy(at - offset, halo));
    }
    painter.add(copy(at, colour));
}

/// Several lines of text, each in its font, centred under each other.
pub(super) fn centred_lines(painter: &Painter, lines: &[(&str, FontId)], colour: Color32) -> Arc<Galley> {
    let mut job = LayoutJob { halign: eframe::egui::Align::Center, ..LayoutJob::default() };
    for (i, (line, font)) in lines.iter().enumerate() {
        let format = TextFormat { font_id: font.clone(), color: colour, ..TextFormat::default() };
        job.append(if i > 0 { "\n" } else { "" }, 0.0, format.clone());
        job.append(line, 0.0, format);
    }
    painter.layout_job(job)
}

/// An edge of the plan as it appears on screen, cut off a little beyond its sides; `None` if it does not appear.
pub(super) fn edge_on_screen(view: &MapView, a: GridPoint, b: GridPoint) -> Option<[Pos2; 2]> {
    let window = view.rect().expand(32.0);
    let (low, high) = (view.m_from_screen(window.left_bottom()), view.m_from_screen(window.right_top()));
    let ([ax, ay], [bx, by]) = (a.to_m(), b.to_m());
    let (dx, dy) = (bx - ax, by - ay);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (slope, room) in [(-dx, ax - low[0]), (dx, high[0] - ax), (-dy, ay - low[1]), (dy, high[1] - ay)] {
        if slope == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if slope < 0.0 {
            from = from.max(room / slope);
        } else {
            to = to.min(room / slope);
        }
    }
    (from <= to).then(|| [from, to].map(|t| view.screen_from_m([ax + t * dx, ay + t * dy])))
}

/// The edges between successive points on screen.
pub(super) fn line_on_screen(view: &MapView, points: &[GridPoint]) -> Vec<[Pos2; 2]> {
    points.windows(2).filter_map(|pair| edge_on_screen(view, pair[0], pair[1])).collect()
}

/// Solid edges over a halo.
pub(super) fn solid(painter: &Painter, edges: &[[Pos2; 2]], stroke: Stroke, halo: Option<Color32>) {
    if let Some(halo) = halo {
        painter.extend(edges.iter().map(|edge| Shape::line_segment(*edge, Stroke::new(stroke.width + 2.5, halo))));
    }
    painter.extend(edges.iter().map(|edge| Shape::line_segment(*edge, stroke)));
}

/// Dashed edges.
pub(super) fn dashed(painter: &Painter, edges: &[[Pos2; 2]], stroke: Stroke, dash_pt: f32, gap_pt: f32) {
    for edge in edges {
        painter.extend(Shape::dashed_line(edge, stroke, dash_pt, gap_pt));
    }
}

/// A line of a call-out.
#[derive(Debug, Clone)]
pub(super) struct CalloutLine {
    /// What it says.
    pub text: String,
    /// In which colour.
    pub colour: Color32,
}

/// A box of text beside `at`, kept on the map; the rectangle it takes.
pub(super) fn callout(painter: &Painter, theme: &Theme, at: Pos2, border: Color32, lines: &[CalloutLine]) -> Rect {
    let mut job = LayoutJob::default();
    job.wrap.max_width = CALLOUT_WIDTH_PT.min(painter.clip_rect().width() - 2.0 * CALLOUT_GAP_PT);
    for (i, line) in lines.iter().enumerate() {
        let format = TextFormat { font_id: regular(12.0), color: line.colour, ..TextFormat::default() };
        job.append(if i > 0 { "\n" } else { "" }, 0.0, format.clone());
        job.append(&line.text, 0.0, format);
    }
    let galley = painter.layout_job(job);
    let padding = vec2(8.0, 5.0);
    let size = galley.size() + 2.0 * padding;
    let rect = beside(at, size, painter.clip_rect().shrink(4.0));
    painter.rect(rect, 4.0, theme.panel, Stroke::new(1.0, border), StrokeKind::Inside);
    painter.galley(rect.min + padding, galley, theme.text);
    rect
}

/// Right below `at`, or on the other side where there is no room.
fn beside(at: Pos2, size: Vec2, within: Rect) -> Rect {
    let place = |at: f32, length: f32, end: f32| {
        if at + CALLOUT_GAP_PT + length <= end { at + CALLOUT_GAP_PT } else { at - CALLOUT_GAP_PT - length }
    };
    let min = pos2(place(at.x, size.x, within.max.x), place(at.y, size.y, within.max.y));
    let most = (within.max - size).max(within.min);
    Rect::from_min_size(min.clamp(within.min, most), size)
}

/// A symbol of the icon font in the middle of a disc.
pub(super) fn sign(painter: &Painter, at: Pos2, icon: &str, size: f32, colour: Color32, ground: Color32) {
    painter.circle_filled(at, size * 0.62, ground);
    painter.text(at, Align2::CENTER_CENTER, icon, regular(size), colour);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::GridPoint;

    fn view(metres_per_point: f64) -> MapView {
        let rect = Rect::from_min_size(pos2(100.0, 50.0), vec2(800.0, 600.0));
        MapView::new(rect, GridPoint::from_mm(609_275_860, 2_275_703_015), metres_per_point)
    }

    #[test]
    fn an_edge_of_kilometres_is_cut_to_the_screen_at_the_closest_zoom() {
        let view = view(0.0005);
        let middle = view.centre();
        let far = |metres: i64| GridPoint::new(middle.east + metres * 1_000_000, middle.north);
        let [a, b] = edge_on_screen(&view, far(-3_000), far(5_000)).expect("it passes through the middle");
        let window = view.rect().expand(33.0);
        assert!(window.contains(a) && window.contains(b), "{a:?} {b:?}");
        assert!((a.y - view.rect().center().y).abs() < 0.01 && b.x - a.x > 800.0);
        let above = |p: GridPoint| GridPoint::new(p.east, p.north + 10_000_000);
        assert_eq!(edge_on_screen(&view, above(far(-3_000)), above(far(5_000))), None);
    }

    #[test]
    fn a_callout_stays_on_the_map() {
        let within = Rect::from_min_size(pos2(0.0, 0.0), vec2(300.0, 200.0));
        for at in [pos2(10.0, 10.0), pos2(290.0, 190.0), pos2(290.0, 10.0), pos2(-50.0, 500.0)] {
            let rect = beside(at, vec2(120.0, 40.0), within);
            assert!(within.contains_rect(rect), "{at:?}: {rect:?}");
            assert!(!within.contains(at) || !rect.contains(at));
        }
    }
}
