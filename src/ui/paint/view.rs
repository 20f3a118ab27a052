//! Which part of the plan grid the map shows, and the way between grid and screen.

use eframe::egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::geometry::grid::{MAX_COORDINATE_M, UM_PER_M};
use crate::geometry::{GridBox, GridPoint};

/// Metres on screen per point at 100 %: the CSS point, 1/96 inch.
const SCREEN_M_PER_POINT: f64 = 0.0254 / 96.0;
/// The closest zoom: a millimetre of the plan is two points wide.
const MIN_METRES_PER_POINT: f64 = 0.000_5;
/// The widest zoom: all of Vietnam.
const MAX_METRES_PER_POINT: f64 = 4_000.0;

/// Which part of the plan grid is on screen: north up, the same scale in both directions.
///
/// Positions on screen are egui points (y down), on the plan grid easting/northing. Conversions are computed in `f64`;
/// within a screen they are exact to the rounding of `Pos2` (a few ten-thousandths of a point) at every zoom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapView {
    centre_m: [f64; 2],
    metres_per_point: f64,
    rect: Rect,
}

/// A scale bar of a round length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleBar {
    /// Length on the plan, metres: 1, 2 or 5 times a power of ten.
    pub length_m: f64,
    /// Length on screen, points.
    pub length_pt: f32,
}

impl MapView {
    /// A view of `rect` (points) with `centre` in its middle.
    ///
    /// `metres_per_point` is kept within what can be shown; a value that is not finite gives the widest zoom.
    pub fn new(rect: Rect, centre: GridPoint, metres_per_point: f64) -> Self {
        Self { centre_m: centre.to_m(), metres_per_point: zoom_within_limits(metres_per_point), rect }
    }

    /// The view that shows all of `bounds` in `rect` with at least `padding_pt` around it.
    pub fn fitting(rect: Rect, bounds: GridBox, padding_pt: f32) -> Self {
        let [width_m, height_m] = bounds.size_m();
        let room = |side_pt: f32| f64::from((side_pt - 2.0 * padding_pt).max(1.0));
        let needed = (width_m / room(rect.width())).max(height_m / room(rect.height()));
        let mut view = Self::new(rect, bounds.min, needed);
        let ([w, s], [e, n]) = (bounds.min.to_m(), bounds.max.to_m());
        view.centre_m = [w.midpoint(e), s.midpoint(n)];
        view
    }

    /// The same centre and zoom on another part of the screen, as when the window changes size.
    #[must_use]
    pub const fn on(self, rect: Rect) -> Self {
        Self { rect, ..self }
    }

    /// The part of the screen the map takes, points.
    pub const fn rect(&self) -> Rect {
        self.rect
    }

    /// Metres of the plan per point on screen.
    pub const fn metres_per_point(&self) -> f64 {
        self.metres_per_point
    }

    /// Easting and northing of the middle of the map, metres.
    pub const fn centre_m(&self) -> [f64; 2] {
        self.centre_m
    }

    /// The grid point nearest to the middle of the map.
    pub fn centre(&self) -> GridPoint {
        grid_point_within_limits(self.centre_m)
    }

    /// Where `point` lies on screen.
    pub fn to_screen(&self, point: GridPoint) -> Pos2 {
        self.screen_from_m(point.to_m())
    }

    /// Where easting/northing in metres lie on screen.
    pub fn screen_from_m(&self, [east_m, north_m]: [f64; 2]) -> Pos2 {
        let [x, y] = self.middle_pt();
        let right = (east_m - self.centre_m[0]) / self.metres_per_point;
        let down = (self.centre_m[1] - north_m) / self.metres_per_point;
        pos2((x + right) as f32, (y + down) as f32)
    }

    /// Easting/northing in metres of a position on screen.
    pub fn m_from_screen(&self, position: Pos2) -> [f64; 2] {
        let [x, y] = self.middle_pt();
        [
            self.centre_m[0] + (f64::from(position.x) - x) * self.metres_per_point,
            self.centre_m[1] - (f64::from(position.y) - y) * self.metres_per_point,
        ]
    }

    /// The grid point nearest to a position on screen; beyond the limits of the grid, the nearest point within them.
    pub fn to_grid(&self, position: Pos2) -> GridPoint {
        grid_point_within_limits(self.m_from_screen(position))
    }

    /// The part of the plan grid that is on screen.
    pub fn visible(&self) -> GridBox {
        GridBox::from_corners(self.to_grid(self.rect.min), self.to_grid(self.rect.max))
    }

    /// A length on screen in micrometres of the plan, rounded up: the reach of a hit test.
    pub fn um_from_points(&self, length_pt: f32) -> i64 {
        (f64::from(length_pt) * self.metres_per_point * UM_PER_M as f64).ceil() as i64
    }

    /// A length of the plan in points on screen.
    pub fn points_from_m(&self, length_m: f64) -> f32 {
        (length_m / self.metres_per_point) as f32
    }

    /// Moves the map by `delta` points, as if held by the pointer.
    pub fn pan(&mut self, delta: Vec2) {
        self.centre_m[0] -= f64::from(delta.x) * self.metres_per_point;
        self.centre_m[1] += f64::from(delta.y) * self.metres_per_point;
        self.keep_on_grid();
    }

    /// Brings `centre` into the middle at the same zoom.
    pub fn centre_on(&mut self, centre: GridPoint) {
        self.centre_m = centre.to_m();
    }

    /// Zooms in (`factor` > 1) or out around `anchor`, which stays where it is on screen.
    pub fn zoom_about(&mut self, anchor: Pos2, factor: f64) {
        if factor > 0.0 {
            self.set_metres_per_point(anchor, self.metres_per_point / factor);
        }
    }

    /// Sets the zoom, `anchor` staying where it is on screen.
    pub fn set_metres_per_point(&mut self, anchor: Pos2, metres_per_point: f64) {
        let fixed = self.m_from_screen(anchor);
        self.metres_per_point = zoom_within_limits(metres_per_point);
        let moved = self.m_from_screen(anchor);
        self.centre_m[0] += fixed[0] - moved[0];
        self.centre_m[1] += fixed[1] - moved[1];
        self.keep_on_grid();
    }

    /// The N of "1:N" on a screen of 96 points to the inch.
    pub fn scale_denominator(&self) -> f64 {
        self.metres_per_point / SCREEN_M_PER_POINT
    }

    /// Sets the zoom to 1:`denominator` around the middle of the map.
    pub fn set_scale_denominator(&mut self, denominator: f64) {
        self.set_metres_per_point(self.rect.center(), denominator * SCREEN_M_PER_POINT);
    }

    /// The longest scale bar of a round length that is not wider than `max_pt`.
    pub fn scale_bar(&self, max_pt: f32) -> ScaleBar {
        let max_m = f64::from(max_pt.max(1.0)) * self.metres_per_point;
        let decade = 10_f64.powf(max_m.log10().floor());
        let length_m = [5.0, 2.0].into_iter().map(|step| step * decade).find(|length| *length <= max_m).unwrap_or(decade);
        ScaleBar { length_m, length_pt: self.points_from_m(length_m) }
    }

    /// `self` at `share` 0, `target` at 1; in between the zoom changes evenly to the eye.
    #[must_use]
    pub fn towards(&self, target: &Self, share: f64) -> Self {
        if share >= 1.0 {
            return target.on(self.rect);
        }
        let ratio = target.metres_per_point / self.metres_per_point;
        let metres_per_point = self.metres_per_point * ratio.powf(share.max(0.0));
        // the centre moves with the zoom, so that the point both views share stays where it is
        let way = if (ratio - 1.0).abs() < 1e-6 {
            share.max(0.0)
        } else {
            (metres_per_point - self.metres_per_point) / (target.metres_per_point - self.metres_per_point)
        };
        let centre_m = [0, 1].map(|i| self.centre_m[i] + (target.centre_m[i] - self.centre_m[i]) * way);
        Self { centre_m, metres_per_point, rect: self.rect }
    }

    /// The middle of the map in points.
    pub(super) fn middle_pt(&self) -> [f64; 2] {
        let middle = |min: f32, max: f32| f64::from(min).midpoint(f64::from(max));
        [middle(self.rect.min.x, self.rect.max.x), middle(self.rect.min.y, self.rect.max.y)]
    }

    fn keep_on_grid(&mut self) {
        self.centre_m = self.centre_m.map(|m| m.clamp(-MAX_COORDINATE_M, MAX_COORDINATE_M));
    }
}

impl Default for MapView {
    /// A small view of the grid's origin, until something is fitted.
    fn default() -> Self {
        Self::new(Rect::from_min_size(Pos2::ZERO, vec2(100.0, 100.0)), GridPoint::new(0, 0), 1.0)
    }
}

fn zoom_within_limits(metres_per_point: f64) -> f64 {
    if metres_per_point.is_finite() {
        metres_per_point.clamp(MIN_METRES_PER_POINT, MAX_METRES_PER_POINT)
    } else {
        MAX_METRES_PER_POINT
    }
}

fn grid_point_within_limits(position_m: [f64; 2]) -> GridPoint {
    let um = |m: f64| (m.clamp(-MAX_COORDINATE_M, MAX_COORDINATE_M) * UM_PER_M as f64).round() as i64;
    GridPoint::new(um(position_m[0]), um(position_m[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen() -> Rect {
        Rect::from_min_max(pos2(48.0, 36.0), pos2(1899.0, 1043.0))
    }

    fn view(metres_per_point: f64) -> MapView {
        MapView::new(screen(), GridPoint::from_mm(609_275_860, 2_275_703_015), metres_per_point)
    }

    #[test]
    fn grid_and_screen_agree_to_a_hundredth_of_a_pixel_at_every_zoom() {
        let mut metres_per_point = MIN_METRES_PER_POINT;
        while metres_per_point < MAX_METRES_PER_POINT {
            let view = view(metres_per_point);
            for x in [48.0, 300.25, 1898.5] {
                for y in [36.0, 700.75, 1043.0] {
                    let there = view.m_from_screen(pos2(x, y));
                    assert!(view.screen_from_m(there).distance(pos2(x, y)) < 0.001, "{metres_per_point}");
                    let back = view.to_screen(view.to_grid(pos2(x, y)));
                    let half_um_pt = (0.5e-6 / metres_per_point) as f32;
                    assert!(back.distance(pos2(x, y)) < 0.001 + 1.5 * half_um_pt, "{metres_per_point}");
                }
            }
            metres_per_point *= 1.7;
        }
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let view = view(2.0);
        let middle = view.to_screen(view.centre());
        assert!(middle.distance(screen().center()) < 1e-3);
        let [east, north] = view.m_from_screen(middle + vec2(10.0, -20.0));
        assert!((east - 609_295.860).abs() < 1e-6 && (north - 2_275_743.015).abs() < 1e-6);
    }

    #[test]
    fn zooming_keeps_the_point_under_the_cursor() {
        let cursor = pos2(200.5, 900.0);
        let mut view = view(3.0);
        let held = view.m_from_screen(cursor);
        for factor in [1.1, 7.0, 0.3, 1000.0, 1e9, 1e-12, 1.25, 0.0, f64::NAN] {
            view.zoom_about(cursor, factor);
            let now = view.m_from_screen(cursor);
            let off_pt = (now[0] - held[0]).hypot(now[1] - held[1]) / view.metres_per_point();
            assert!(off_pt < 0.01, "{factor}: {off_pt}");
        }
    }

    #[test]
    fn panning_follows_the_pointer() {
        let mut view = view(0.37);
        let held = view.to_grid(pos2(500.0, 500.0));
        view.pan(vec2(-37.0, 21.0));
        assert!(view.to_screen(held).distance(pos2(463.0, 521.0)) < 0.01);
    }

    #[test]
    fn fitting_shows_the_whole_box_inside_the_padding() {
        let bounds = GridBox::from_corners(GridPoint::from_mm(0, 0), GridPoint::from_mm(3_000_000, 9_000_000));
        let view = MapView::fitting(screen(), bounds, 24.0);
        let shown = Rect::from_two_pos(view.to_screen(bounds.min), view.to_screen(bounds.max));
        assert!((shown.height() - (screen().height() - 48.0)).abs() < 0.01);
        assert!(shown.center().distance(screen().center()) < 0.01);
        let point = GridBox::from_corners(bounds.min, bounds.min);
        assert!((MapView::fitting(screen(), point, 24.0).metres_per_point() - MIN_METRES_PER_POINT).abs() < 1e-12);
    }

    #[test]
    fn scale_and_scale_bar_are_round() {
        let mut view = view(1.0);
        view.set_scale_denominator(8_000.0);
        assert!((view.scale_denominator() - 8_000.0).abs() < 1e-6);
        let bar = view.scale_bar(220.0);
        assert!((bar.length_m - 200.0).abs() < 1e-9, "{bar:?}");
        assert!((bar.length_pt - 94.488).abs() < 0.01, "{bar:?}");
        for metres_per_point in [0.0005, 0.0123, 1.0, 77.0, 4000.0] {
            let bar = self::view(metres_per_point).scale_bar(150.0);
            assert!(bar.length_pt <= 150.0 && bar.length_pt > 59.9, "{bar:?}");
        }
    }

    #[test]
    fn an_animated_zoom_keeps_the_point_both_ends_share() {
        let start = view(5.0);
        let mut end = start;
        let cursor = pos2(1500.0, 200.0);
        end.zoom_about(cursor, 4.0);
        let held = start.m_from_screen(cursor);
        for share in [0.0, 0.2, 0.5, 0.9, 1.0] {
            assert!(start.towards(&end, share).screen_from_m(held).distance(cursor) < 0.01, "{share}");
        }
        let mut panned = start;
        panned.pan(vec2(100.0, 0.0));
        let halfway = start.towards(&panned, 0.5);
        assert!(halfway.to_screen(start.centre()).distance(screen().center() + vec2(50.0, 0.0)) < 0.01);
    }

    #[test]
    fn the_grid_ends_before_infinity() {
        let mut view = view(4_000.0);
        view.pan(vec2(1e9, 1e9));
        let corner = view.to_grid(screen().min);
        assert!(corner.to_m()[0] >= -MAX_COORDINATE_M);
        assert!((MapView::new(screen(), corner, f64::NAN).metres_per_point() - MAX_METRES_PER_POINT).abs() < 1e-9);
    }
}
