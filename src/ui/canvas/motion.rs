//! How the view moves: at once under the hand, in a short flight when it is sent somewhere.

use eframe::egui::{Pos2, Rect, Vec2};

use crate::geometry::{GridBox, GridPoint};
use crate::ui::paint::MapView;

/// Duration of a flight, seconds.
const FLIGHT_S: f64 = 0.12;
/// Room around what the view is fitted to, points.
const FIT_PADDING_PT: f32 = 48.0;

/// Where the view is to go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Request {
    /// Shows a box, as large as it fits.
    Show(GridBox),
    /// Brings a point into the middle.
    Centre(GridPoint),
    /// Zooms by a factor around the middle.
    Zoom(f64),
}

/// The view, and the flight it is on.
#[derive(Debug)]
pub(super) struct Motion {
    view: MapView,
    flight: Option<Flight>,
    requests: Vec<Request>,
    /// Whether it flies; otherwise it jumps.
    pub animated: bool,
}

#[derive(Debug, Clone, Copy)]
struct Flight {
    from: MapView,
    to: MapView,
    started_s: f64,
}

impl Default for Motion {
    fn default() -> Self {
        Self { view: MapView::default(), flight: None, requests: Vec::new(), animated: true }
    }
}

impl Motion {
    pub(super) const fn view(&self) -> &MapView {
        &self.view
    }

    /// Where the view will be when it has arrived.
    pub(super) fn destination(&self) -> MapView {
        self.flight.map_or(self.view, |flight| flight.to)
    }

    /// Whether it is in flight or has been sent somewhere.
    pub(super) const fn is_moving(&self) -> bool {
        self.flight.is_some() || !self.requests.is_empty()
    }

    pub(super) fn request(&mut self, request: Request) {
        self.requests.push(request);
    }

    /// Shows a box at once, without a flight.
    pub(super) fn jump_to(&mut self, bounds: GridBox) {
        self.flight = None;
        self.view = MapView::fitting(self.view.rect(), bounds, FIT_PADDING_PT);
    }

    /// Puts the view on `rect` and moves it on to `now_s`; true while it is in flight.
    pub(super) fn advance(&mut self, rect: Rect, now_s: f64) -> bool {
        self.view = self.view.on(rect);
        for request in std::mem::take(&mut self.requests) {
            let mut to = self.destination().on(rect);
            match request {
                Request::Show(bounds) => to = MapView::fitting(rect, bounds, FIT_PADDING_PT),
                Request::Centre(point) => to.centre_on(point),
                Request::Zoom(factor) => to.zoom_about(rect.center(), factor),
            }
            self.fly(to, now_s);
        }
        let Some(flight) = self.flight else { return false };
        let share = if self.animated { (now_s - flight.started_s) / FLIGHT_S } else { 1.0 };
        // fast at first, soft at the end
        let eased = 1.0 - (1.0 - share.clamp(0.0, 1.0)).powi(3);
        self.view = flight.from.on(rect).towards(&flight.to.on(rect), eased);
        if share >= 1.0 {
            self.flight = None;
        }
        self.flight.is_some()
    }

    /// Zooms by `factor` in a flight that keeps what is under `anchor` there.
    pub(super) fn zoom_about(&mut self, anchor: Pos2, factor: f64, now_s: f64) {
        let still_to_go = self.view.metres_per_point() / self.destination().metres_per_point();
        let mut to = self.view;
        to.zoom_about(anchor, still_to_go * factor);
        self.fly(to, now_s);
    }

    /// Zooms at once, as fingers do that hold the map.
    pub(super) fn pinch(&mut self, anchor: Pos2, factor: f64) {
        self.flight = None;
        self.view.zoom_about(anchor, factor);
    }

    /// Moves the map with the hand that holds it.
    pub(super) fn pan(&mut self, delta: Vec2) {
        self.flight = None;
        self.view.pan(delta);
    }

    fn fly(&mut self, to: MapView, now_s: f64) {
        if self.animated {
            self.flight = Some(Flight { from: self.view, to, started_s: now_s });
        } else {
            self.view = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{pos2, vec2};

    use super::*;

    fn motion() -> Motion {
        let mut motion = Motion::default();
        motion.advance(Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 600.0)), 0.0);
        motion
    }

    #[test]
    fn a_flight_arrives_and_keeps_the_point_under_the_cursor_all_the_way() {
        let (mut motion, cursor) = (motion(), pos2(700.0, 100.0));
        let held = motion.view().m_from_screen(cursor);
        let start = motion.view().metres_per_point();
        motion.zoom_about(cursor, 2.0, 10.0);
        motion.advance(motion.view().rect(), 10.03);
        motion.zoom_about(cursor, 2.0, 10.03); // a second notch while the first still runs
        for (now_s, flying) in [(10.06, true), (10.1, true), (10.2, false)] {
            assert_eq!(motion.advance(motion.view().rect(), now_s), flying);
            assert!(motion.view().screen_from_m(held).distance(cursor) < 0.01, "{now_s}");
        }
        assert!((start / motion.view().metres_per_point() - 4.0).abs() < 1e-9);
    }

    #[test]
    fn without_animation_it_jumps() {
        let mut motion = motion();
        motion.animated = false;
        motion.request(Request::Centre(GridPoint::from_mm(5_000, 7_000)));
        motion.request(Request::Zoom(2.0));
        assert!(!motion.advance(motion.view().rect(), 1.0));
        assert_eq!(motion.view().centre(), GridPoint::from_mm(5_000, 7_000));
        assert!((motion.view().metres_per_point() - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_hand_on_the_map_ends_the_flight() {
        let mut motion = motion();
        motion.request(Request::Zoom(8.0));
        motion.advance(motion.view().rect(), 1.0);
        motion.pan(vec2(10.0, 0.0));
        let view = *motion.view();
        assert!(!motion.advance(view.rect(), 1.05));
        assert_eq!(*motion.view(), view);
    }
}
