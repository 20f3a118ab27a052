//! What was only looked at, on the map: the path that is measured with its lengths, and the place that was asked about.

use eframe::egui::{Painter, Stroke, pos2, vec2};

use super::ink::{edge_on_screen, regular, sign, solid, text_with_halo};
use crate::app::{Session, Texts};
use crate::ui::paint::MapView;
use crate::ui::theme::{Theme, icons};

/// A side shorter than this has no room for its length, points.
const LABELLED_PT: f32 = 64.0;
/// Most lengths that are written.
const MOST_LABELS: usize = 200;

/// Paints what is measured and where it was asked what is there.
pub(super) fn paint(painter: &Painter, view: &MapView, theme: &Theme, texts: &Texts, session: &Session) {
    if let Some(inquiry) = session.inquiry() {
        let at = view.to_screen(inquiry.at);
        painter.circle_stroke(at, 8.0, Stroke::new(4.5, theme.halo));
        painter.circle_stroke(at, 8.0, Stroke::new(2.0, theme.accent));
        painter.circle_filled(at, 2.0, theme.accent);
    }
    let Some(path) = session.measured() else { return };
    let sides = path.sides();
    if path.finished {
        let edges: Vec<_> = sides.iter().filter_map(|(a, b)| edge_on_screen(view, *a, *b)).collect();
        solid(painter, &edges, Stroke::new(2.0, theme.accent), Some(theme.halo));
        for corner in &path.corners {
            painter.circle(view.to_screen(*corner), 3.5, theme.paper, Stroke::new(1.5, theme.accent));
        }
        path.corners.first().into_iter().for_each(|first| {
            sign(painter, view.to_screen(*first) - vec2(0.0, 16.0), icons::RULER, 14.0, theme.accent, theme.halo);
        });
    }
    for (a, b) in sides.into_iter().take(MOST_LABELS) {
        let Some([from, to]) = edge_on_screen(view, a, b).filter(|[from, to]| from.distance(*to) >= LABELLED_PT) else {
            continue;
        };
        let text = format!("{} m", texts.numbers().number(a.distance_m(b), 2));
        let galley = painter.layout_no_wrap(text, regular(12.0), theme.accent);
        let middle = from + (to - from) / 2.0;
        let at = pos2(middle.x - galley.size().x / 2.0, middle.y - galley.size().y - 3.0);
        text_with_halo(painter, at, &galley, theme.accent, theme.halo);
    }
}
