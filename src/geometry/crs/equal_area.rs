//! Areas by other projections: on another grid, and on the ellipsoid by an equal-area one.

use geo::{Geodesic, InterpolatePoint, Point};

use super::{CrsError, ProjectCrs};
use crate::geometry::ExactArea;
use crate::geometry::area::signed_ring_area;
use crate::geometry::grid::{GridPoint, Region};

/// Semi-major axis of the WGS 84 ellipsoid in metres, and its flattening.
const SEMI_MAJOR_M: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// Pieces of an edge in the coarser of two sums; the finer one has twice as many.
const PIECES: usize = 4;

impl ProjectCrs {
    /// Exact *grid* area of a region on another VN-2000 grid: corners carried over, joined by straight lines there.
    ///
    /// Not what decides compliance: on EPSG:3405 (UTM, scale 0.9996) the demonstration boundary is 600 ppm smaller.
    pub fn area_on_grid(self, other: Self, region: &Region) -> Result<ExactArea, CrsError> {
        let ring = |ring: &Vec<GridPoint>| Ok(signed_ring_area(&other.grid_from_other(self, ring)?));
        region.rings().map(ring).sum()
    }

    /// *Geodesic* area in m² by another method than [`geodesic_area_m2`](Self::geodesic_area_m2): edges follow the geodesics in
    /// pieces, carried to a cylindrical equal-area projection, where land is counted as in the plane.
    pub fn equal_area_m2(self, region: &Region) -> Result<f64, CrsError> {
        let mut total_m2 = 0.0;
        for polygon in region.polygons() {
            total_m2 += ring_equal_area_m2(&self.lon_lats_from_grid(&polygon.exterior)?);
            for hole in &polygon.holes {
                total_m2 -= ring_equal_area_m2(&self.lon_lats_from_grid(hole)?);
            }
        }
        Ok(total_m2)
    }
}

/// Area in m² inside a ring of WGS 84 `[lon, lat]` corners in degrees joined by geodesics; never negative.
///
/// Lambert's cylindrical equal-area projection of the ellipsoid (J. P. Snyder, *Map Projections*, USGS 1395, eq. 3-12 and 10-14):
/// the area between two meridians up to a latitude is `a² q Δλ / 2`. Trapezoids along each edge, extrapolated to
/// infinitely many (Richardson).
fn ring_equal_area_m2(ring_lon_lat_deg: &[[f64; 2]]) -> f64 {
    let Some(&[lon, lat]) = ring_lon_lat_deg.first() else { return 0.0 };
    // counted from the first corner, so that large numbers do not swallow small ones
    let (lon_deg, q_origin) = (lon, authalic_q(lat));
    let strip = |a: Point, b: Point| {
        let q = (authalic_q(a.y()) - q_origin + authalic_q(b.y()) - q_origin) / 2.0;
        q * ((a.x() - lon_deg) - (b.x() - lon_deg)).to_radians()
    };
    let edge = |a: Point, b: Point, pieces: usize| -> f64 {
        let at = |n: usize| match n {
            0 => a,
            n if n == pieces => b,
            n => Geodesic.point_at_ratio_between(a, b, n as f64 / pieces as f64),
        };
        (0..pieces).map(|n| strip(at(n), at(n + 1))).sum()
    };
    let following = ring_lon_lat_deg.iter().cycle().skip(1);
    let sum: f64 = ring_lon_lat_deg
        .iter()
        .zip(following)
        .map(|(a, b)| (Point::new(a[0], a[1]), Point::new(b[0], b[1])))
        .map(|(a, b)| (4.0 * edge(a, b, 2 * PIECES) - edge(a, b, PIECES)) / 3.0)
        .sum();
    (SEMI_MAJOR_M * SEMI_MAJOR_M / 2.0 * sum).abs()
}

/// Snyder's `q` of a latitude in degrees: the height on the equal-area cylinder in half semi-major axes.
fn authalic_q(lat_deg: f64) -> f64 {
    let e2 = FLATTENING * (2.0 - FLATTENING);
    let e = e2.sqrt();
    let sine = lat_deg.to_radians().sin();
    (1.0 - e2) * (sine / (e2 * sine).mul_add(-sine, 1.0) + (e * sine).atanh() / e)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::crs::ring_geodesic_area_m2;
    use crate::geometry::overlay::{Fill, region_from_rings};

    fn square(size_mm: i64) -> Region {
        let corners = [(0, 0), (size_mm, 0), (size_mm, size_mm), (0, size_mm)];
        let ring = corners.map(|(e, n)| GridPoint::from_mm(609_000_000 + e, 2_275_000_000 + n)).to_vec();
        region_from_rings(&[ring], Fill::NonZero)
    }

    #[test]
    fn two_methods_find_one_geodesic_area() {
        let crs = ProjectCrs::default();
        for size_mm in [10_000, 1_000_000, 5_000_000] {
            let land = square(size_mm);
            let (one, other) =
                (crs.geodesic_area_m2(&land).expect("in the zone"), crs.equal_area_m2(&land).expect("in the zone"));
            assert!((one - other).abs() < 1e-3, "{size_mm}: {one} {other}");
        }
        // a square degree by GeographicLib's Planimeter agrees as well
        let degree = [[106.0, 20.0], [107.0, 20.0], [107.0, 21.0], [106.0, 21.0]];
        let (one, other) = (ring_geodesic_area_m2(&degree), ring_equal_area_m2(&degree));
        assert!((one / other - 1.0).abs() < 1e-8, "{one} {other}");
    }

    #[test]
    fn the_utm_grid_is_smaller_by_the_square_of_its_scale() {
        let (tm3, utm) = (ProjectCrs::default(), ProjectCrs::from_epsg(3405).expect("known"));
        let land = square(1_000_000);
        let area = tm3.area_on_grid(utm, &land).expect("in the zone");
        // both have the central meridian 105°: (0.9996 / 0.9999)²
        let ratio = (0.9996_f64 / 0.9999).powi(2);
        assert!((area.m2() - 1e6 * ratio).abs() < 0.01, "{}", area.m2());
        assert_eq!(tm3.area_on_grid(tm3, &land), Ok(land.area()));
    }
}
