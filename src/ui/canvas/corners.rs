//! The corners of a table on the map: their numbers, the selected one, and rings that were pasted.

use std::sync::Arc;

use eframe::egui::{Painter, Pos2, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::ink::{bold, edge_on_screen, regular, solid, text_with_halo};
use super::input::REACH_PT;
use crate::app::corners::CornerTable;
use crate::geometry::grid::ring_edges;
use crate::geometry::{GridPoint, Ring};
use crate::ui::paint::MapView;
use crate::ui::theme::Theme;

/// Numbers nearer to each other than this are left out, points.
const NUMBER_SPACING_PT: f32 = 26.0;
/// Distance of a number from its corner, points.
const NUMBER_OFFSET: Vec2 = vec2(8.0, -8.0);
/// Rings with more corners than this are drawn without marks on them.
const MOST_MARKED: usize = 500;

/// What is shown of a corner table on the map.
#[derive(Debug, Clone, Default)]
pub struct CornerMarks {
    /// The table, whose numbers are shown.
    pub table: Option<Arc<CornerTable>>,
    /// The corner of the selected row.
    pub selected: Option<GridPoint>,
    /// Rings that were pasted or computed and are not in the plan yet.
    pub rings: Arc<Vec<Ring>>,
}

impl CornerMarks {
    /// Paints the marks; the corner under the pointer always has its number.
    pub(super) fn paint(&self, painter: &Painter, view: &MapView, theme: &Theme, pointer: Option<Pos2>) {
        self.paint_rings(painter, view, theme);
        let Some(table) = &self.table else { return };
        let on_screen = view.rect().expand(NUMBER_SPACING_PT);
        let places = table.corners.iter().map(|corner| (corner, view.to_screen(corner.at)));
        let seen: Vec<_> = places.filter(|(_, at)| on_screen.contains(*at)).collect();
        let distance = |at: Pos2| pointer.map_or(f32::INFINITY, |pointer| pointer.distance(at));
        let under = seen.iter().filter(|(_, at)| distance(*at) <= REACH_PT);
        let hovered = under.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map(|(corner, _)| corner.at);
        let mut taken: Vec<Pos2> = Vec::new();
        // the two that matter come first, so that no other number is in their way
        let matters = |at: GridPoint| Some(at) == self.selected || Some(at) == hovered;
        let (first, rest): (Vec<_>, Vec<_>) = seen.into_iter().partition(|(corner, _)| matters(corner.at));
        for (corner, at) in first.into_iter().chain(rest) {
            let is_selected = Some(corner.at) == self.selected;
            if is_selected {
                painter.circle(at, 9.0, theme.selected.gamma_multiply(0.6), Stroke::new(2.5, theme.accent));
            }
            if taken.iter().any(|other| other.distance(at) < NUMBER_SPACING_PT) && !matters(corner.at) {
                continue;
            }
            taken.push(at);
            let font = if matters(corner.at) { bold(14.0) } else { regular(11.0) };
            let colour = if matters(corner.at) { theme.accent } else { theme.text };
            painter.circle(at, 2.5, theme.paper, Stroke::new(1.5, colour));
            let galley = painter.layout_no_wrap(corner.number.to_string(), font, colour);
            let place = at + NUMBER_OFFSET - vec2(0.0, galley.size().y);
            text_with_halo(painter, pos2(place.x, place.y), &galley, colour, theme.halo);
        }
    }

    fn paint_rings(&self, painter: &Painter, view: &MapView, theme: &Theme) {
        let stroke = Stroke::new(2.0, theme.accent);
        for ring in self.rings.iter() {
            let edges: Vec<_> = ring_edges(ring).filter_map(|(a, b)| edge_on_screen(view, a, b)).collect();
            solid(painter, &edges, stroke, Some(theme.halo));
            if ring.len() > MOST_MARKED {
                continue;
            }
            for (at, point) in ring.iter().enumerate() {
                let size = if at == 0 { 9.0 } else { 6.0 };
                let mark = Rect::from_center_size(view.to_screen(*point), Vec2::splat(size));
                if view.rect().intersects(mark) {
                    painter.rect(mark, 0.0, theme.paper, Stroke::new(1.5, theme.accent), StrokeKind::Middle);
                }
            }
        }
    }
}
