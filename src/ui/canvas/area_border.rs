//! The border whose move would set an area: what lights up under the pointer, and what is chosen.

use eframe::egui::{Color32, Stroke};

use super::ink::{dashed, line_on_screen, solid};
use super::overlay::Overlay;
use crate::tool::set_area::AreaBorder;

impl Overlay<'_> {
    /// Paints the border a click would choose and the one that is chosen.
    pub(super) fn area_border(&self) {
        let Some(tool) = self.session.tool().set_area() else { return };
        let is_unsolved = matches!(tool.outcome(), Some((_, Err(_))));
        if let Some(border) = tool.border() {
            let colour = if is_unsolved { self.theme.error } else { self.theme.accent };
            let edges = line_on_screen(self.view, &border.course);
            solid(self.painter, &edges, Stroke::new(4.5, self.theme.halo.gamma_multiply(0.7)), None);
            dashed(self.painter, &edges, Stroke::new(2.5, colour), 7.0, 5.0);
            self.hinge(border, colour);
        }
        if let Some(hot) =
            tool.hot().filter(|hot| tool.border().is_none_or(|border| border.course != hot.course || border.hinge != hot.hinge))
            && tool.path().is_none()
        {
            let edges = line_on_screen(self.view, &hot.course);
            // a double line: the outline of the selected zone has the same colour
            solid(self.painter, &edges, Stroke::new(7.0, self.theme.accent), Some(self.theme.halo));
            solid(self.painter, &edges, Stroke::new(2.5, self.theme.paper), None);
            self.hinge(hot, self.theme.accent);
        }
    }

    /// The end about which an edge swings.
    fn hinge(&self, border: &AreaBorder, colour: Color32) {
        if let Some(hinge) = border.hinge {
            let at = self.view.to_screen(hinge);
            self.painter.circle_filled(at, 7.0, self.theme.halo);
            self.painter.circle(at, 5.0, self.theme.paper, Stroke::new(2.0, colour));
        }
    }
}
