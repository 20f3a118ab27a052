//! Circular arcs, flattened to vertices on whole millimetres.

use super::grid::{GridPoint, UM_PER_MM, orientation};

/// How far a flattened arc may depart from the circle, µm: 1 cm, of which rounding takes up to 1 mm.
pub const ARC_TOLERANCE_UM: f64 = 9.0 * UM_PER_MM as f64;

/// A circular arc from `start` to `end`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arc {
    start: GridPoint,
    end: GridPoint,
    /// East and north of the centre, relative to `start`, µm.
    centre: (f64, f64),
    /// Angle swept at the centre, radians, positive counter-clockwise.
    sweep: f64,
}

impl Arc {
    /// The arc from `start` through `via` to `end`; `None` if the three points lie on a line, or nearly so.
    pub fn through(start: GridPoint, via: GridPoint, end: GridPoint) -> Option<Self> {
        let turn = orientation(start, via, end);
        let ((ax, ay), (bx, by)) = (delta(start, via), delta(start, end));
        let cross = 2.0 * ax.mul_add(by, -ay * bx);
        if turn == 0 || cross == 0.0 {
            return None;
        }
        let (a, b) = (ax.mul_add(ax, ay * ay), bx.mul_add(bx, by * by));
        let centre = (by.mul_add(a, -ay * b) / cross, ax.mul_add(b, -bx * a) / cross);
        let arc = Self { start, end, centre, sweep: 0.0 };
        let full = std::f64::consts::TAU;
        let between = (angle(centre, (bx, by)) - angle(centre, (0.0, 0.0))).rem_euclid(full);
        let sweep = if turn > 0 { between } else { between - full };
        // an arc that is flatter than the grid is a line
        (arc.radius_um().is_finite() && arc.radius_um() < 1e13).then_some(Self { sweep, ..arc })
    }

    /// The arc of `radius_um` that rounds the corner between the edges to `before` and to `after`, tangent to both;
    /// `None` if the edges run along one line.
    pub fn fillet(before: GridPoint, corner: GridPoint, after: GridPoint, radius_um: f64) -> Option<Self> {
        if orientation(before, corner, after) == 0 {
            return None;
        }
        let (p, q) = (unit(delta(corner, before)), unit(delta(corner, after)));
        let half = p.0.mul_add(q.0, p.1 * q.1).clamp(-1.0, 1.0).acos() / 2.0;
        let tangent_um = radius_um / half.tan();
        let on = |u: (f64, f64)| mm(corner, (u.0 * tangent_um, u.1 * tangent_um));
        let (start, end) = (on(p), on(q));
        let bisector = unit((p.0 + q.0, p.1 + q.1));
        let to_centre = radius_um / half.sin();
        let from_start = delta(start, corner);
        let centre = (bisector.0.mul_add(to_centre, from_start.0), bisector.1.mul_add(to_centre, from_start.1));
        let turn = f64::from(orientation(before, corner, after));
        Some(Self { start, end, centre, sweep: turn * (std::f64::consts::PI - 2.0 * half) })
    }

    /// Radius in µm.
    pub fn radius_um(&self) -> f64 {
        self.centre.0.hypot(self.centre.1)
    }

    /// Length along the arc in metres.
    pub fn length_m(&self) -> f64 {
        self.radius_um() * self.sweep.abs() / 1e6
    }

    /// Vertices from start to end, both included, an odd number of them: the chord between two departs from the circle by
    /// no more than [`ARC_TOLERANCE_UM`], and the middle one is the middle of the arc.
    pub fn flattened(&self) -> Vec<GridPoint> {
        let radius = self.radius_um();
        let step = 2.0 * (1.0 - (ARC_TOLERANCE_UM / radius).min(1.0)).acos();
        let halves = ((self.sweep.abs() / step).ceil() as usize).div_ceil(2).clamp(1, 5_000);
        let first = angle(self.centre, (0.0, 0.0));
        let mut points = vec![self.start];
        for number in 1..2 * halves {
            let at = self.sweep.mul_add(number as f64 / (2 * halves) as f64, first);
            let point = mm(self.start, (radius.mul_add(at.cos(), self.centre.0), radius.mul_add(at.sin(), self.centre.1)));
            if points.last() != Some(&point) {
                points.push(point);
            }
        }
        points.push(self.end);
        points
    }
}

fn delta(from: GridPoint, to: GridPoint) -> (f64, f64) {
    ((to.east - from.east) as f64, (to.north - from.north) as f64)
}

fn unit((x, y): (f64, f64)) -> (f64, f64) {
    let length = x.hypot(y);
    (x / length, y / length)
}

/// The direction from `centre` to `point`, radians.
fn angle(centre: (f64, f64), point: (f64, f64)) -> f64 {
    (point.1 - centre.1).atan2(point.0 - centre.0)
}

/// The whole millimetre nearest to `offset` (µm) from `origin`.
fn mm(origin: GridPoint, offset: (f64, f64)) -> GridPoint {
    GridPoint::new(origin.east + offset.0.round() as i64, origin.north + offset.1.round() as i64).rounded_to_mm()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::grid::UM_PER_M;

    fn m(east: i64, north: i64) -> GridPoint {
        GridPoint::new(east * UM_PER_M, north * UM_PER_M)
    }

    /// Largest distance of vertices and chord middles from the circle, µm.
    fn error_um(arc: &Arc, centre: GridPoint) -> f64 {
        let points = arc.flattened();
        let middles = points.windows(2).map(|w| w[0].midpoint(w[1]));
        let all = points.iter().copied().chain(middles);
        all.map(|p| ((p.distance_squared(centre) as f64).sqrt() - arc.radius_um()).abs()).fold(0.0, f64::max)
    }

    #[test]
    fn an_arc_through_three_points_stays_within_a_centimetre() {
        let centre = m(600_000, 2_270_000);
        let at = |east, north| GridPoint::new(centre.east + east * UM_PER_M, centre.north + north * UM_PER_M);
        for (start, via, end) in [
            (at(300, 400), at(400, 300), at(500, 0)),
            (at(-500, 0), at(0, 500), at(500, 0)),
            (at(500, 0), at(-400, -300), at(400, -300)),
            (at(3, 4), at(-3, -4), at(4, 3)),
        ] {
            let arc = Arc::through(start, via, end).expect("not on a line");
            assert!(error_um(&arc, centre) <= 10_000.0, "{}", error_um(&arc, centre));
            let points = arc.flattened();
            assert_eq!((points[0], points[points.len() - 1]), (start, end));
            let passes =
                points.windows(2).any(|w| crate::geometry::segment::distance_to_segment_um(via, (w[0], w[1])) <= 10_000.0);
            assert!(passes, "the arc passes the point it was drawn through");
        }
        assert_eq!(Arc::through(m(0, 0), m(1, 1), m(2, 2)), None);
    }

    #[test]
    fn a_fillet_touches_both_edges() {
        let (before, corner, after) = (m(0, 100), m(0, 0), m(100, 0));
        let arc = Arc::fillet(before, corner, after, 15e6).expect("a corner");
        let points = arc.flattened();
        assert_eq!((points[0], points[points.len() - 1]), (m(0, 15), m(15, 0)));
        assert!(error_um(&arc, m(15, 15)) <= 10_000.0);
        assert!((arc.length_m() - 15.0 * std::f64::consts::FRAC_PI_2).abs() < 1e-9);
        assert_eq!(points.len() % 2, 1);
        assert_eq!(Arc::fillet(m(0, 5), m(0, 0), m(0, -5), 1e6), None);
    }
}
