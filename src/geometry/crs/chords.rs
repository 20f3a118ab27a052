//! Straight grid edges in lon/lat files: helper points that keep the chords of a reader on the line.

use super::transform::ToGrid;
use super::{CrsError, FileCrs, ProjectCrs};
use crate::geometry::grid::GridPoint;

/// How far a lon/lat chord may leave the straight grid edge it stands for, in metres.
pub const MAX_CHORD_OFFSET_M: f64 = 1.0e-3;
/// Aim a little lower than promised: the offset is taken in the middle of a chord, where it is largest but for higher-order terms.
const AIM_M: f64 = 0.9 * MAX_CHORD_OFFSET_M;
/// Parts beyond which an edge is no park's; a chord of half the Earth needs fewer.
const MAX_PARTS: u32 = 100_000;

/// Finds the helper points of edges of one grid. Bound to the thread that made it.
///
/// A straight edge of the grid is no straight line in lon/lat: over 3 km it bows 6.6 cm against its chord, 132 m² of land.
pub struct ChordDivider {
    to_grid: ToGrid,
}

impl ChordDivider {
    /// A divider for edges of `crs`.
    pub fn new(crs: ProjectCrs) -> Result<Self, CrsError> {
        Ok(Self { to_grid: ToGrid::new(FileCrs::Wgs84, crs)? })
    }

    /// The points to write between `a` and `b`, so that each lon/lat chord stays within [`MAX_CHORD_OFFSET_M`] of the edge; mostly none.
    ///
    /// Both owners of an edge get the same points, each in its own direction.
    pub fn helper_points(&self, a: GridPoint, b: GridPoint) -> Result<Vec<GridPoint>, CrsError> {
        let mut parts = 1;
        loop {
            let helpers = points_between(a, b, parts);
            let offset_m = self.largest_offset_m(a, b, &helpers)?;
            if offset_m <= AIM_M || parts >= MAX_PARTS {
                return Ok(helpers);
            }
            // the offset falls with the square of the length
            let wanted = (f64::from(parts) * (offset_m / AIM_M).sqrt()).ceil() as u32;
            parts = wanted.clamp(parts + 1, MAX_PARTS);
        }
    }

    fn largest_offset_m(&self, a: GridPoint, b: GridPoint, helpers: &[GridPoint]) -> Result<f64, CrsError> {
        let mut largest_m = 0.0_f64;
        let mut from = self.to_grid.position(a)?;
        for &point in helpers.iter().chain([&b]) {
            let to = self.to_grid.position(point)?;
            let middle = [(from[0] + to[0]) / 2.0, (from[1] + to[1]) / 2.0];
            let offset_m = self.to_grid.metres(middle).map(|image| offset_from_line_m(image, a, b)).unwrap_or(0.0);
            largest_m = largest_m.max(offset_m);
            from = to;
        }
        Ok(largest_m)
    }
}

/// Distance in metres of `image` (metres) from the line through `a` and `b`.
fn offset_from_line_m(image: [f64; 2], a: GridPoint, b: GridPoint) -> f64 {
    let ([ax, ay], [bx, by]) = (a.to_m(), b.to_m());
    let (dx, dy) = (bx - ax, by - ay);
    let length_m = dx.hypot(dy);
    if length_m > 0.0 { ((image[0] - ax) * dy - (image[1] - ay) * dx).abs() / length_m } else { 0.0 }
}

/// The `parts` − 1 grid points that divide the edge `a`–`b` evenly, in order from `a`; each within 0.71 µm of the edge.
///
/// They depend on the edge alone, not on its direction, so they can be told from other vertices when they come back in a file.
pub fn points_between(a: GridPoint, b: GridPoint, parts: u32) -> Vec<GridPoint> {
    let (first, last) = (a.min(b), a.max(b));
    let share = |from: i64, to: i64, k: u32| {
        let (delta, parts) = (i128::from(to) - i128::from(from), i128::from(parts));
        // rounded half up; fits, as it lies between the ends
        from + (2 * delta * i128::from(k) + parts).div_euclid(2 * parts) as i64
    };
    let mut points: Vec<_> =
        (1..parts).map(|k| GridPoint::new(share(first.east, last.east, k), share(first.north, last.north, k))).collect();
    if first != a {
        points.reverse();
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Largest distance of the chord's image from the edge, sampled at 64 places.
    fn sampled_offset_m(crs: ProjectCrs, [a, b]: [GridPoint; 2], ends: [GridPoint; 2]) -> f64 {
        let to_grid = ToGrid::new(FileCrs::Wgs84, crs).expect("PROJ works");
        let [from, to] = ends.map(|p| to_grid.position(p).expect("in the zone"));
        (0..=64)
            .map(|k| {
                let t = f64::from(k) / 64.0;
                let image = to_grid.metres([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
                offset_from_line_m(image.expect("in the zone"), a, b)
            })
            .fold(0.0, f64::max)
    }

    #[test]
    fn chords_stay_within_a_millimetre_and_no_edge_gets_more_points_than_it_needs() {
        let crs = ProjectCrs::default();
        let divider = ChordDivider::new(crs).expect("PROJ works");
        let a = GridPoint::from_mm(614_763_030, 2_272_510_792);
        for (east_m, north_m, most) in
            [(3_000, 0, 10), (0, 3_000, 3), (2_000, 2_200, 9), (-9_000, 4_000, 32), (300, 0, 1), (0, 1, 1)]
        {
            let b = GridPoint::new(a.east + east_m * 1_000_000, a.north + north_m * 1_000_000);
            let helpers = divider.helper_points(a, b).expect("in the zone");
            assert!(helpers.len() < most, "{east_m} {north_m}: {}", helpers.len());
            let stops: Vec<_> = [a].into_iter().chain(helpers).chain([b]).collect();
            for chord in stops.windows(2) {
                let offset_m = sampled_offset_m(crs, [a, b], [chord[0], chord[1]]);
                assert!(offset_m <= MAX_CHORD_OFFSET_M, "{east_m} {north_m}: {offset_m}");
            }
        }
        let b = GridPoint::new(a.east + 3_000_000_000, a.north);
        let bare = sampled_offset_m(crs, [a, b], [a, b]);
        assert!(bare > 0.06 && bare < 0.07, "the measured bow of 3 km is 6.6 cm: {bare}");
    }

    #[test]
    fn both_directions_of_an_edge_get_the_same_points() {
        let (a, b) = (GridPoint::new(7, -3), GridPoint::new(-1_000_000_004, 999_999_996));
        for parts in [1, 2, 3, 7, 64] {
            let mut back = points_between(b, a, parts);
            back.reverse();
            let there = points_between(a, b, parts);
            assert_eq!(there, back);
            assert_eq!(there.len(), parts as usize - 1);
            assert!(there.windows(2).all(|pair| pair[0] > pair[1]), "in order from a");
        }
    }
}
