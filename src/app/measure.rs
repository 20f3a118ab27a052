//! What a measured path comes to: lengths, bearings and area, on the grid and on the ellipsoid, each named.

use super::i18n::Texts;
use crate::geometry::area::signed_ring_area;
use crate::geometry::crs::{GeodesicLine, ring_geodesic_area_m2};
use crate::geometry::{ExactArea, GridPoint, ProjectCrs};
use crate::io::table::{Cell, Column, Figure, Measure, RowRole, Table};
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
        let [grid, geodesic] = self.area_ids();
        sums.extend(self.grid_area.map(|area| (grid, format!("{} · {}", numbers.m2(area, 2), numbers.ha(area, 4)))));
        let both = |m2: f64| format!("{} m² · {} ha", numbers.number(m2, 2), numbers.number(m2 / 10_000.0, 4));
        sums.extend(self.geodesic_area_m2.map(|m2| (geodesic, both(m2))));
        sums.into_iter().map(|(id, value)| (texts.get(id).to_owned(), value)).collect()
    }

    /// The measurement as a table: a row for each side, then the sums with their units.
    pub fn table(&self, texts: &Texts) -> Table {
        let head = ["panel-measure-side", "panel-measure-grid", "panel-measure-bearing", "panel-measure-geodesic"];
        let mut table = Table {
            key: "measurement".into(),
            sheet: texts.get("tool-measure").to_owned(),
            title: texts.get("tool-measure").to_owned(),
            columns: head.into_iter().chain(["panel-measure-azimuth"]).map(|id| Column::new(texts.get(id))).collect(),
            ..Table::default()
        };
        let metres = |m: f64| Cell::Figure(Figure::rounded(Measure::Metres, m, 3));
        for (number, side) in (1..).zip(&self.sides) {
            let geodesic = side.geodesic.map_or(Cell::Empty, |line| metres(line.length_m));
            let azimuth = side.geodesic.map(|line| bearing_text(line.azimuth_deg)).unwrap_or_default();
            let grid = [metres(side.grid_m), Cell::text(bearing_text(side.bearing_deg))];
            let cells = [Cell::number(number)].into_iter().chain(grid).chain([geodesic, Cell::text(azimuth)]);
            table.push(RowRole::Body, cells.collect());
        }
        let [grid, geodesic] = self.area_ids();
        let mut sum = |id: &str, cells: [Cell; 4]| {
            table.push(RowRole::Beside, [Cell::text(texts.get(id))].into_iter().chain(cells).collect());
        };
        let length = |m: f64| [metres(m), Cell::text("m"), Cell::Empty, Cell::Empty];
        let area = |m2: f64| {
            let both = [(Measure::SquareMetres, m2, 2), (Measure::Hectares, m2 / 10_000.0, 4)];
            let [m2, ha] = both.map(|(measure, value, decimals)| Cell::Figure(Figure::rounded(measure, value, decimals)));
            [m2, Cell::text("m²"), ha, Cell::text("ha")]
        };
        sum("panel-measure-total-grid", length(self.grid_m));
        self.geodesic_m.into_iter().for_each(|m| sum("panel-measure-total-geodesic", length(m)));
        self.grid_area.into_iter().for_each(|exact| sum(grid, area(exact.m2())));
        self.geodesic_area_m2.into_iter().for_each(|m2| sum(geodesic, area(m2)));
        table
    }

    /// Ids of the names of the areas: of an open path it is that of the path closed.
    const fn area_ids(&self) -> [&'static str; 2] {
        if self.closed {
            ["panel-measure-area-grid", "panel-measure-area-geodesic"]
        } else {
            ["panel-measure-open-area-grid", "panel-measure-open-area-geodesic"]
        }
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
        let rows = |measurement: &Measurement, texts: &Texts| -> Vec<Vec<String>> {
            let text = measurement.table(texts).as_text(texts.numbers());
            text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
        };
        for texts in Language::ALL.map(Texts::new) {
            let table = rows(&measurement, &texts);
            assert_eq!(table.len(), 1 + 3 + 2 + 2);
            assert_eq!(table[1][2], "90°00′00″");
        }
        let vietnamese = Texts::new(Language::Vietnamese);
        let vi = rows(&measurement, &vietnamese);
        assert_eq!(vi[3][1], "500,000");
        assert!(vi[0][1].contains("lưới") && vi[0][3].contains("trắc địa"), "{:?}", vi[0]);
        assert_eq!(vi[6], ["Diện tích lưới", "60000,00", "m²", "6,0000", "ha"]);
        assert!(vi[7][0].contains("trắc địa") && vi[7][1] != vi[6][1], "{:?}", vi[7]);
        let shown = measurement.sums(&vietnamese);
        assert_eq!(shown[2].1, "60.000,00 m² · 6,0000 ha", "the same figures");
        let open = rows(&Measurement::of(&path(false), ProjectCrs::default()), &vietnamese);
        assert_eq!(open[5][0], "Diện tích lưới nếu khép");
    }
}
