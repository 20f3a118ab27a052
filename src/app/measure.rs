//! What a measured path comes to: lengths, bearings and area, on the grid and on the ellipsoid, each named.

use super::i18n::Texts;
use crate::geometry::area::signed_ring_area;
use crate::geometry::crs::{GeodesicLine, ring_geodesic_area_m2};
use crate::geometry::{ExactArea, GridPoint, ProjectCrs};
use crate::tool::MeasuredPath;
use crate::tool::event::{bearing_deg, bearing_text};

/// One side of a measured path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasuredSide {
    /// Its start.
    pub from: GridPoint,
    /// Its end.
    pub to: GridPoint,
    /// *Grid* distance in metres, on the projection plane of the project CRS.
    pub grid_m: f64,
    /// Grid bearing (phương vị), degrees clockwise from grid north.
    pub bearing_deg: f64,
    /// *Geodesic* between the same places on WGS 84; `None` where the grid is too far from its zone.
    pub geodesic: Option<GeodesicLine>,
}

/// What a path comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// Its sides in order; a closed path has a last one back to the first corner.
    pub sides: Vec<MeasuredSide>,
    /// Σ grid distances, metres.
    pub grid_m: f64,
    /// Σ geodesics, metres.
    pub geodesic_m: Option<f64>,
    /// *Grid* area inside the path or, while it is open, inside the path with its ends joined; from three corners on.
    pub grid_area: Option<ExactArea>,
    /// *Geodesic* area of the same, m².
    pub geodesic_area_m2: Option<f64>,
    /// Whether the path ends where it began.
    pub closed: bool,
}

impl Measurement {
    /// Measures `path` on the grid of `crs` and on the ellipsoid.
    pub fn of(path: &MeasuredPath, crs: ProjectCrs) -> Self {
        let side = |(from, to): (GridPoint, GridPoint)| MeasuredSide {
            from,
            to,
            grid_m: from.distance_m(to),
            bearing_deg: bearing_deg(from, to),
            geodesic: crs.geodesic_line(from, to).ok(),
        };
        let sides: Vec<_> = path.sides().into_iter().map(side).collect();
        let encloses = path.corners.len() >= 3;
        let lon_lats = || crs.lon_lats_from_grid(&path.corners).ok();
        Self {
            grid_m: sides.iter().map(|side| side.grid_m).sum(),
            geodesic_m: sides.iter().map(|side| side.geodesic.map(|line| line.length_m)).sum(),
            grid_area: encloses.then(|| signed_ring_area(&path.corners).abs()),
            geodesic_area_m2: if encloses { lon_lats().map(|ring| ring_geodesic_area_m2(&ring)) } else { None },
            closed: path.closed,
            sides,
        }
    }

    /// Sums of length and area with their names, each said to be on the grid or on the ellipsoid.
    pub fn sums(&self, texts: &Texts) -> Vec<(String, String)> {
        let numbers = texts.numbers();
        let metres = |m: f64| format!("{} m", numbers.number(m, 3));
        let mut sums = vec![("panel-measure-total-grid", metres(self.grid_m))];
        sums.extend(self.geodesic_m.map(|m| ("panel-measure-total-geodesic", metres(m))));
        let [grid, geodesic] = if self.closed {
            ["panel-measure-area-grid", "panel-measure-area-geodesic"]
        } else {
            ["panel-measure-open-area-grid", "panel-measure-open-area-geodesic"]
        };
        sums.extend(self.grid_area.map(|area| (grid, format!("{} · {}", numbers.m2(area, 2), numbers.ha(area, 4)))));
        let both = |m2: f64| format!("{} m² · {} ha", numbers.number(m2, 2), numbers.number(m2 / 10_000.0, 4));
        sums.extend(self.geodesic_area_m2.map(|m2| (geodesic, both(m2))));
        sums.into_iter().map(|(id, value)| (texts.get(id).to_owned(), value)).collect()
    }

    /// The measurement as a table: a head, a row for each side, then the sums.
    pub fn table(&self, texts: &Texts) -> Vec<Vec<String>> {
        let numbers = texts.numbers();
        let length = |m: f64| numbers.number(m, 3);
        let geodesic = |m: Option<f64>| m.map_or_else(|| "—".to_owned(), length);
        let head = ["panel-measure-side", "panel-measure-grid", "panel-measure-bearing", "panel-measure-geodesic"];
        let head = head.into_iter().chain(["panel-measure-azimuth"]).map(|id| texts.get(id).to_owned()).collect();
        let mut rows = vec![head];
        for (number, side) in self.sides.iter().enumerate() {
            rows.push(vec![
                (number + 1).to_string(),
                length(side.grid_m),
                bearing_text(side.bearing_deg),
                geodesic(side.geodesic.map(|line| line.length_m)),
                side.geodesic.map(|line| bearing_text(line.azimuth_deg)).unwrap_or_default(),
            ]);
        }
        rows.extend(self.sums(texts).into_iter().map(|(name, value)| vec![name, value]));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Language;

    fn path(closed: bool) -> MeasuredPath {
        let corner = |e: i64, n: i64| GridPoint::from_mm(616_000_000 + e * 1000, 2_272_000_000 + n * 1000);
        MeasuredPath { corners: vec![corner(0, 0), corner(300, 0), corner(300, 400)], closed, finished: true }
    }

    #[test]
    fn an_open_path_has_one_side_less_and_the_same_area() {
        let [open, closed] = [false, true].map(|closed| Measurement::of(&path(closed), ProjectCrs::default()));
        assert_eq!((open.sides.len(), closed.sides.len()), (2, 3));
        assert!((open.grid_m - 700.0).abs() < 1e-9 && (closed.grid_m - 1_200.0).abs() < 1e-9);
        assert_eq!(closed.grid_area, Some(ExactArea::from_ha(6.0)));
        assert_eq!(open.grid_area, closed.grid_area);
        let geodesic_m = closed.geodesic_m.expect("in the zone");
        assert!(geodesic_m < 1_200.0 && geodesic_m > 1_199.8, "grid lengths are 66 ppm longer here: {geodesic_m}");
        let geodesic_m2 = closed.geodesic_area_m2.expect("in the zone");
        assert!((60_000.0 - geodesic_m2) / 60_000.0 < 200e-6 && geodesic_m2 < 60_000.0, "{geodesic_m2}");
        assert!((closed.sides[1].bearing_deg).abs() < 1e-9 && (closed.sides[0].bearing_deg - 90.0).abs() < 1e-9);
    }

    #[test]
    fn the_table_names_grid_and_geodesic() {
        let measurement = Measurement::of(&path(true), ProjectCrs::default());
        for texts in Language::ALL.map(Texts::new) {
            let table = measurement.table(&texts);
            assert_eq!(table.len(), 1 + 3 + 2 + 2);
            assert_eq!(table[1][2], "90°00′00″");
        }
        let vi = measurement.table(&Texts::new(Language::Vietnamese));
        assert_eq!(vi[3][1], "500,000");
        assert!(vi[0][1].contains("lưới") && vi[0][3].contains("trắc địa"), "{:?}", vi[0]);
        assert_eq!(vi[6], ["Diện tích lưới", "60.000,00 m² · 6,0000 ha"]);
        assert!(vi[7][0].contains("trắc địa") && vi[7][1] != vi[6][1], "{:?}", vi[7]);
        let open = Measurement::of(&path(false), ProjectCrs::default()).table(&Texts::new(Language::Vietnamese));
        assert_eq!(open[5][0], "Diện tích lưới nếu khép");
    }
}
