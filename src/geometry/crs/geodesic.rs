//! Geodesic lengths and areas: what a reader of the lon/lat file computes on the ellipsoid.

use geo::{Bearing, Coord, Distance, Geodesic, GeodesicArea, LineString, Point};

use super::{CrsError, ProjectCrs};
use crate::geometry::grid::{GridPoint, Polygon, Region};

/// Area in m² enclosed by a ring whose corners (WGS 84 `[lon, lat]`, degrees) are joined by geodesics; never negative.
///
/// C. F. F. Karney, *Algorithms for geodesics*, J. Geodesy 87 (2013).
pub fn ring_geodesic_area_m2(ring_lon_lat_deg: &[[f64; 2]]) -> f64 {
    let ring = LineString::new(ring_lon_lat_deg.iter().map(|&[x, y]| Coord { x, y }).collect());
    geo::Polygon::new(ring, Vec::new()).geodesic_area_signed().abs()
}

/// The geodesic between two places: the shortest way on the WGS 84 ellipsoid.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GeodesicLine {
    /// Its length in metres.
    pub length_m: f64,
    /// The azimuth in which it leaves its start: degrees clockwise from true north, 0 ≤ azimuth < 360.
    pub azimuth_deg: f64,
}

impl ProjectCrs {
    /// The *geodesic* from `a` to `b`, both carried to WGS 84.
    ///
    /// Not the grid distance, which is longer or shorter by the point scale, nor the grid bearing, which counts from grid north.
    pub fn geodesic_line(self, a: GridPoint, b: GridPoint) -> Result<GeodesicLine, CrsError> {
        let positions = self.lon_lats_from_grid(&[a, b])?;
        let [from, to] = [positions[0], positions[1]].map(|[lon, lat]| Point::new(lon, lat));
        let azimuth_deg = Geodesic.bearing(from, to).rem_euclid(360.0);
        Ok(GeodesicLine { length_m: Geodesic.distance(from, to), azimuth_deg })
    }

    /// *Geodesic* area in m² of a region: corners carried to WGS 84 and joined by geodesics, holes taken off.
    ///
    /// Not the grid area, which decides compliance; grid area is larger by the square of the point scale, less what the datum
    /// shift does to the size of the ellipsoid under the land (−8 ppm): 129 ppm for the demonstration boundary.
    pub fn geodesic_area_m2(self, region: &Region) -> Result<f64, CrsError> {
        Ok(self.geodesic_areas_m2([region])?[0])
    }

    /// The same of each of these regions; a corner that several of them share is carried once.
    pub fn geodesic_areas_m2<'a>(self, regions: impl IntoIterator<Item = &'a Region>) -> Result<Vec<f64>, CrsError> {
        let regions: Vec<_> = regions.into_iter().collect();
        let mut corners: Vec<GridPoint> = regions.iter().flat_map(|region| region.rings()).flatten().copied().collect();
        corners.sort_unstable();
        corners.dedup();
        let positions = self.lon_lats_from_grid(&corners)?;
        let position = |corner: &GridPoint| positions[corners.binary_search(corner).expect("it is one of them")];
        let ring_m2 = |ring: &Vec<GridPoint>| ring_geodesic_area_m2(&ring.iter().map(position).collect::<Vec<_>>());
        let polygon_m2 = |polygon: &Polygon| ring_m2(&polygon.exterior) - polygon.holes.iter().map(ring_m2).sum::<f64>();
        Ok(regions.iter().map(|region| region.polygons().iter().map(polygon_m2).sum()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::ExactArea;

    /// Corners of the synthetic demonstration boundary: easting and northing in mm of EPSG:5897.
    const DEMONSTRATION_MM: [(i64, i64); 47] = [
        (614_763_030, 2_272_510_792),
        (614_769_402, 2_272_502_021),
        (615_037_368, 2_272_199_479),
        (615_047_476, 2_272_190_617),
        (615_392_581, 2_271_957_671),
        (615_404_561, 2_271_951_618),
        (615_923_771, 2_271_766_814),
        (616_342_155, 2_271_544_814),
        (616_360_733, 2_271_538_973),
        (616_380_170, 2_271_540_175),
        (616_823_499, 2_271_651_007),
        (617_257_866, 2_271_494_635),
        (617_280_600, 2_271_491_677),
        (617_678_685, 2_271_526_293),
        (618_151_548, 2_271_211_051),
        (618_169_312, 2_271_203_412),
        (618_649_322, 2_271_093_936),
        (618_667_144, 2_271_092_928),
        (618_684_303, 2_271_097_846),
        (619_074_339, 2_271_284_738),
        (619_091_515, 2_271_297_797),
        (619_102_128, 2_271_316_583),
        (619_243_882, 2_271_757_597),
        (619_245_585, 2_271_778_999),
        (619_239_672, 2_271_799_996),
        (619_225_424, 2_271_816_442),
        (618_916_976, 2_272_051_836),
        (618_916_871, 2_272_051_916),
        (618_436_853, 2_272_416_374),
        (618_434_877, 2_272_417_805),
        (617_923_329, 2_272_770_596),
        (617_914_627, 2_272_775_468),
        (617_295_633, 2_273_049_594),
        (616_734_911, 2_273_426_328),
        (616_714_351, 2_273_434_606),
        (616_077_138, 2_273_546_549),
        (616_055_595, 2_273_545_922),
        (615_576_352, 2_273_432_646),
        (615_161_328, 2_273_698_261),
        (615_141_743, 2_273_705_889),
        (615_120_731, 2_273_705_376),
        (615_101_541, 2_273_696_801),
        (614_741_472, 2_273_440_752),
        (614_724_106, 2_273_419_996),
        (614_519_207, 2_272_985_611),
        (614_514_138, 2_272_960_770),
        (614_521_086, 2_272_936_388),
    ];

    fn demonstration() -> Vec<GridPoint> {
        DEMONSTRATION_MM.iter().map(|&(east, north)| GridPoint::from_mm(east, north)).collect()
    }

    #[test]
    fn the_demonstration_boundary_has_its_published_areas() {
        let region = Region::from_valid(vec![Polygon { exterior: demonstration(), holes: Vec::new() }]);
        assert_eq!(region.area(), ExactArea::from_m2(6_631_900.0));
        let geodesic_m2 = ProjectCrs::default().geodesic_area_m2(&region).expect("in the zone");
        assert!((geodesic_m2 - 6_631_043.0).abs() < 2.0, "{geodesic_m2}");
    }

    #[test]
    fn a_geodesic_differs_from_the_grid_by_the_point_scale() {
        let crs = ProjectCrs::default();
        let (a, b) = (GridPoint::from_mm(616_000_000, 2_272_000_000), GridPoint::from_mm(616_000_000, 2_273_000_000));
        let line = crs.geodesic_line(a, b).expect("in the zone");
        // 116 km east of the meridian the scale is 1 + (116 / 6371)² / 2 − 0.0001, and north turns by 0.4°
        assert!((a.distance_m(b) - line.length_m - 0.066).abs() < 0.015, "{}", line.length_m);
        assert!((0.3..0.5).contains(&line.azimuth_deg), "{}", line.azimuth_deg);
        let back = crs.geodesic_line(b, a).expect("in the zone");
        assert!((back.length_m - line.length_m).abs() < 1e-6 && (back.azimuth_deg - line.azimuth_deg - 180.0).abs() < 0.01);
        assert!(crs.geodesic_line(a, a).expect("in the zone").length_m.abs() < 1e-9);
    }

    #[test]
    fn holes_are_taken_off_whatever_the_rings_turn() {
        let square = |west: i64, south: i64, size: i64| {
            [(0, 0), (size, 0), (size, size), (0, size)].map(|(e, n)| GridPoint::from_mm(west + e, south + n)).to_vec()
        };
        let crs = ProjectCrs::default();
        let area = |holes: Vec<Vec<GridPoint>>| {
            let exterior = square(609_000_000, 2_275_000_000, 1_000_000);
            crs.geodesic_area_m2(&Region::from_valid(vec![Polygon { exterior, holes }])).expect("in the zone")
        };
        let hole = square(609_400_000, 2_275_400_000, 100_000);
        let reversed: Vec<_> = hole.iter().rev().copied().collect();
        let (whole, pierced) = (area(vec![]), area(vec![reversed]));
        // by GeographicLib (pyproj 3.7) for the same corners
        assert!((whole - 999_911.540_6).abs() < 1e-3, "{whole}");
        assert!((whole - pierced - 9_999.118_1).abs() < 1e-3, "{}", whole - pierced);
        assert!((area(vec![hole]) - pierced).abs() < 1e-6);
    }
}
