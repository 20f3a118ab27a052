//! Exact predicates and grid-rounded constructions on line segments.

use super::grid::{GridBox, GridPoint, orientation};

/// `a · b / d` rounded to the nearest integer, half away from zero; falls back to `f64` where `i128` would overflow.
fn mul_div_round(a: i128, b: i128, d: i128) -> i128 {
    let Some(product) = a.checked_mul(b) else {
        return (a as f64 * (b as f64 / d as f64)).round() as i128;
    };
    let (quotient, remainder) = (product / d, product % d);
    if 2 * remainder.abs() >= d.abs() { quotient + product.signum() * d.signum() } else { quotient }
}

/// The grid point nearest to the foot of the perpendicular from `point` on segment `a`–`b`, clamped to its ends.
///
/// It lies within 0.71 µm of the segment.
pub fn project_onto(point: GridPoint, (a, b): (GridPoint, GridPoint)) -> GridPoint {
    let (dx, dy) = a.delta(b);
    let (px, py) = a.delta(point);
    let (dot, length_squared) = (px * dx + py * dy, dx * dx + dy * dy);
    if length_squared == 0 || dot <= 0 {
        return a;
    }
    if dot >= length_squared {
        return b;
    }
    let along = |d: i128| mul_div_round(dot, d, length_squared) as i64;
    GridPoint::new(a.east + along(dx), a.north + along(dy))
}

/// Distance from `point` to segment `a`–`b` in µm.
pub fn distance_to_segment_um(point: GridPoint, (a, b): (GridPoint, GridPoint)) -> f64 {
    let (dx, dy) = a.delta(b);
    let (px, py) = a.delta(point);
    let (dot, length_squared) = (px * dx + py * dy, dx * dx + dy * dy);
    let to_end = |end: GridPoint| (point.distance_squared(end) as f64).sqrt();
    if dot <= 0 {
        to_end(a)
    } else if dot >= length_squared {
        to_end(b)
    } else {
        (px * dy - py * dx).abs() as f64 / (length_squared as f64).sqrt()
    }
}

/// Whether the interiors of two segments cross at one point; exact. Touching and overlapping do not count.
pub fn cross_properly((a, b): (GridPoint, GridPoint), (c, d): (GridPoint, GridPoint)) -> bool {
    orientation(a, b, c) * orientation(a, b, d) < 0 && orientation(c, d, a) * orientation(c, d, b) < 0
}

/// Whether two segments have a point in common, be it an end; exact.
pub fn touch((a, b): (GridPoint, GridPoint), (c, d): (GridPoint, GridPoint)) -> bool {
    if !GridBox::from_corners(a, b).intersects(GridBox::from_corners(c, d)) {
        return false;
    }
    // the boxes meet, so collinear segments do
    orientation(a, b, c) * orientation(a, b, d) <= 0 && orientation(c, d, a) * orientation(c, d, b) <= 0
}

/// The grid point nearest to where the lines through two segments cross; `None` if they are parallel.
pub fn crossing((a, b): (GridPoint, GridPoint), (c, d): (GridPoint, GridPoint)) -> Option<GridPoint> {
    let (rx, ry) = a.delta(b);
    let (ex, ey) = c.delta(d);
    let (sx, sy) = a.delta(c);
    let denominator = rx * ey - ry * ex;
    if denominator == 0 {
        return None;
    }
    let numerator = sx * ey - sy * ex;
    let along = |r: i128| mul_div_round(numerator, r, denominator) as i64;
    Some(GridPoint::new(a.east + along(rx), a.north + along(ry)))
}

/// Orders points by their place along `a` → `b`.
pub fn sort_along(points: &mut [GridPoint], (a, b): (GridPoint, GridPoint)) {
    let (dx, dy) = a.delta(b);
    points.sort_by_key(|&p| {
        let (px, py) = a.delta(p);
        px * dx + py * dy
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const P: fn(i64, i64) -> GridPoint = GridPoint::new;

    #[test]
    fn crossings_are_rounded_to_the_nearest_grid_point() {
        assert_eq!(crossing((P(0, 0), P(10, 10)), (P(0, 10), P(10, 0))), Some(P(5, 5)));
        assert_eq!(crossing((P(0, 0), P(3, 1)), (P(1, -5), P(1, 5))), Some(P(1, 0)));
        assert_eq!(crossing((P(0, 0), P(3, 2)), (P(1, -5), P(1, 5))), Some(P(1, 1)));
        assert_eq!(crossing((P(0, 0), P(1, 1)), (P(5, 0), P(6, 1))), None);
        let far = 1_000_000_000_000;
        assert_eq!(crossing((P(-far, -far), P(far, far)), (P(-far, far), P(far, -far))), Some(P(0, 0)));
    }

    #[test]
    fn only_interiors_cross_properly() {
        let base = (P(0, 0), P(10, 0));
        assert!(cross_properly(base, (P(5, -1), P(5, 1))));
        assert!(!cross_properly(base, (P(5, 0), P(5, 1))));
        assert!(!cross_properly(base, (P(2, 0), P(8, 0))));
        assert!(!cross_properly(base, (P(11, -1), P(11, 1))));
    }

    #[test]
    fn ends_and_stretches_in_common_are_a_touch() {
        let base = (P(0, 0), P(10, 0));
        for other in [(P(5, -1), P(5, 1)), (P(5, 0), P(5, 1)), (P(10, 0), P(20, 7)), (P(2, 0), P(8, 0)), (P(10, 0), P(12, 0))] {
            assert!(touch(base, other) && touch(other, base), "{other:?}");
        }
        for other in [(P(11, -1), P(11, 1)), (P(11, 0), P(12, 0)), (P(5, 1), P(50, 1)), (P(0, 1), P(11, 1)), (P(9, 3), P(12, -1))]
        {
            assert!(!touch(base, other) && !touch(other, base), "{other:?}");
        }
    }

    #[test]
    fn projection_stays_on_the_segment() {
        let segment = (P(0, 0), P(3_000_000, 1_000_000));
        let foot = project_onto(P(1_500_000, 600_000), segment);
        assert!(distance_to_segment_um(foot, segment) < 0.71);
        assert_eq!(project_onto(P(-5, -5), segment), segment.0);
        assert_eq!(project_onto(P(9_000_000, 0), segment), segment.1);
    }
}
