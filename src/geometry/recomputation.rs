//! The area of a region once more, by other means than the shoelace formula: what a figure is checked against.

use geo::{Coord, LineString, Polygon as FloatPolygon, TriangulateEarcut};

use super::area::ExactArea;
use super::grid::{GridPoint, Region, Ring, UM_PER_M, ring_edges};

/// A region cut into triangles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Triangulated {
    /// How many triangles.
    pub count: usize,
    /// Their areas added up, each as a positive number.
    pub area: ExactArea,
}

/// Cuts a region into triangles between its own vertices (ear clipping) and adds up their areas.
///
/// Unlike the shoelace formula it takes no notice of the direction of rings and counts nothing negative: a hole that was
/// added, a ring that runs backwards or crosses itself would show as a difference.
pub fn area_by_triangles(region: &Region) -> Triangulated {
    let mut total = Triangulated::default();
    for polygon in region.polygons() {
        let Some(&origin) = polygon.exterior.first() else { continue };
        // µm from a vertex nearby: whole numbers that f64 holds exactly
        let place = |p: &GridPoint| {
            let (east, north) = origin.delta(*p);
            Coord { x: east as f64, y: north as f64 }
        };
        let ring = |ring: &Ring| LineString::new(ring.iter().map(place).collect());
        let shape = FloatPolygon::new(ring(&polygon.exterior), polygon.holes.iter().map(ring).collect());
        let triangulation = shape.earcut_triangles_raw();
        let (triples, _) = triangulation.triangle_indices.as_chunks::<3>();
        let corner = |index: usize| triangulation.vertices.get(index).map(|place| place.map(|um| um as i128));
        for [a, b, c] in triples {
            if let (Some(a), Some(b), Some(c)) = (corner(*a), corner(*b), corner(*c)) {
                let twice = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
                total.area += ExactArea::from_twice_um2(twice.abs());
                total.count += 1;
            }
        }
    }
    total
}

/// The area in m² between the edges of a region and a line south of it, edge by edge: trapezoids in floating-point arithmetic whose
/// rounding errors are carried along (A. Neumaier, *Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen*, 1974).
pub fn area_by_trapezoids_m2(region: &Region) -> f64 {
    let Some(bounds) = region.bounds() else { return 0.0 };
    let metres = |p: GridPoint| {
        let (east, north) = bounds.min.delta(p);
        (east as f64 / UM_PER_M as f64, north as f64 / UM_PER_M as f64)
    };
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for (a, b) in region.rings().flat_map(|ring| ring_edges(ring)) {
        let ((a_east, a_north), (b_east, b_north)) = (metres(a), metres(b));
        let trapezoid = (a_east - b_east) * (a_north + b_north) / 2.0;
        let next = sum + trapezoid;
        lost += if sum.abs() >= trapezoid.abs() { (sum - next) + trapezoid } else { (trapezoid - next) + sum };
        sum = next;
    }
    sum + lost
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::overlay::{Fill, difference, region_from_rings};

    fn ring(points: &[(i64, i64)]) -> Ring {
        points.iter().map(|&(e, n)| GridPoint::from_mm(600_000_000 + e, 2_270_000_000 + n)).collect()
    }

    #[test]
    fn all_ways_agree_with_holes_parts_and_vertices_on_straight_lines() {
        let outer = region_from_rings(
            &[ring(&[(0, 0), (500_003, 7), (1_000_001, 0), (1_000_001, 900_017), (333_331, 1_200_029), (0, 900_011)])],
            Fill::NonZero,
        );
        let hole = region_from_rings(&[ring(&[(100_000, 100_000), (400_000, 120_003), (350_001, 500_000)])], Fill::NonZero);
        let band = region_from_rings(
            &[ring(&[(-1, 600_000), (2_000_000, 600_000), (2_000_000, 650_000), (-1, 650_000)])],
            Fill::NonZero,
        );
        for region in [outer.clone(), difference(&outer, &hole), difference(&difference(&outer, &hole), &band)] {
            let triangles = area_by_triangles(&region);
            assert_eq!(triangles.area, region.area());
            assert!(triangles.count >= 3);
            assert!((area_by_trapezoids_m2(&region) - region.area().m2()).abs() < 1e-6);
        }
        assert_eq!(area_by_triangles(&Region::empty()), Triangulated::default());
        assert!(area_by_trapezoids_m2(&Region::empty()).abs() < f64::EPSILON);
    }
}
