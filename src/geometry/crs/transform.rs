//! PROJ pipelines between files and the plan grid, and their exact inverse.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use proj::Proj;

use super::{CrsError, DatumShift, FALSE_EASTING_M, FileCrs, ProjectCrs, Reading};
use crate::geometry::grid::{GridPoint, UM_PER_M};

/// Parameters of datum operations from VN-2000 to WGS 84, all coordinate frame rotations: decision 05/2007/QĐ-BTNMT as EPSG:6960 has it, the
/// same with the rotations read the other way round or left out, and EPSG:5194.
const STANDARD: &str =
    "+x=-191.90441429 +y=-39.30318279 +z=-111.45032835 +rx=-0.00928836 +ry=0.01975479 +rz=-0.00427372 +s=0.252906278";
const REVERSED: &str =
    "+x=-191.90441429 +y=-39.30318279 +z=-111.45032835 +rx=0.00928836 +ry=-0.01975479 +rz=0.00427372 +s=0.252906278";
const UNROTATED: &str = "+x=-191.90441429 +y=-39.30318279 +z=-111.45032835 +rx=0 +ry=0 +rz=0 +s=0.252906278";
const MEKONG: &str = "+x=-192.873 +y=-39.382 +z=-111.202 +rx=0.00205 +ry=0.0005 +rz=-0.00335 +s=0.0188";
const DEGREES_TO_RADIANS: &str = "+step +proj=unitconvert +xy_in=deg +xy_out=rad";

/// Tries before a position that does not map back is refused; one or two are enough inside any projection zone.
const MAX_CORRECTIONS: usize = 5;
/// Side of the squares in which the inverse of PROJ is off by nearly the same: within one the miss changes by less than
/// [`SAFE_ROUNDING_M`].
const SQUARE_UM: i64 = 256 * UM_PER_M;
/// Furthest from the central meridian that a longitude is taken to the plan grid; well inside what the series carries to the micrometre.
const MAX_OFF_MERIDIAN_DEG: f64 = 45.0;
/// A forward image this near to its grid point is taken as it: readers with other mathematics libraries still round to the same point.
pub(super) const SAFE_ROUNDING_M: f64 = 0.45e-6;

/// Transverse Mercator step of a grid; the algorithm is named so that no `proj.ini` on the machine can choose another one.
fn tmerc(central_meridian_deg: f64, scale: f64) -> String {
    format!(
        "+proj=tmerc +algo=poder_engsager +lat_0=0 +lon_0={central_meridian_deg} +k={scale} +x_0={FALSE_EASTING_M} +y_0=0 +ellps=WGS84"
    )
}

fn grid_step(crs: ProjectCrs) -> String {
    tmerc(crs.central_meridian_deg(), crs.scale())
}

/// The steps of a datum operation from VN-2000 to WGS 84 or back, lon/lat radians in and out; heights stay out of it.
fn datum_steps(datum: DatumShift, to_wgs84: bool) -> String {
    let parameters = match datum {
        DatumShift::Missing => return String::new(),
        DatumShift::Standard => STANDARD,
        DatumShift::ReversedRotations => REVERSED,
        DatumShift::NoRotations => UNROTATED,
        DatumShift::MekongDelta => MEKONG,
    };
    let direction = if to_wgs84 { "" } else { "+inv " };
    format!(
        " +step +proj=push +v_3 +step +proj=cart +ellps=WGS84 \
         +step {direction}+proj=helmert {parameters} +convention=coordinate_frame \
         +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3"
    )
}

/// The pipeline from a file's CRS to a plan grid, for numbers that were made by a datum operation.
fn definition(from: FileCrs, datum: DatumShift, to: ProjectCrs) -> String {
    let (grid, is_on_wgs84) = (grid_step(to), from.is_on_wgs84());
    let mut steps = match from {
        FileCrs::Wgs84 | FileCrs::Vn2000 => DEGREES_TO_RADIANS.to_owned(),
        FileCrs::Grid(other) => format!("+step +inv {}", grid_step(other)),
        FileCrs::Wgs84Utm { zone } => format!("+step +inv {}", tmerc(6.0 * f64::from(zone) - 183.0, 0.9996)),
        FileCrs::WebMercator => "+step +inv +proj=webmerc +ellps=WGS84".to_owned(),
    };
    if is_on_wgs84 {
        steps.push_str(&datum_steps(datum, false));
    } else if datum != DatumShift::Standard {
        steps.push_str(&datum_steps(datum, true));
        steps.push_str(&datum_steps(DatumShift::Standard, false));
    }
    format!("+proj=pipeline {steps} +step {grid}")
}

thread_local! {
    /// PROJ objects belong to the thread that made them; making one takes tens of milliseconds.
    static PIPELINES: RefCell<HashMap<(FileCrs, DatumShift, ProjectCrs), Rc<Pipeline>>> = RefCell::default();
}

/// A pipeline of PROJ, and by how much its inverse misses in squares where it has been asked, metres east and north.
struct Pipeline {
    proj: Proj,
    misses: RefCell<HashMap<[i64; 2], [f64; 2]>>,
}

fn pipeline(from: FileCrs, datum: DatumShift, to: ProjectCrs) -> Result<Rc<Pipeline>, CrsError> {
    PIPELINES.with_borrow_mut(|pipelines| {
        if let Some(ready) = pipelines.get(&(from, datum, to)) {
            return Ok(Rc::clone(ready));
        }
        let definition = definition(from, datum, to);
        let proj = Proj::new(&definition).map_err(|e| CrsError::Pipeline { definition, message: e.to_string() })?;
        let ready = Pipeline { proj, misses: RefCell::default() };
        Ok(Rc::clone(pipelines.entry((from, datum, to)).or_insert(Rc::new(ready))))
    })
}

/// A pipeline from the CRS of a file to a plan grid, ready for many points. Bound to the thread that made it.
pub struct ToGrid {
    pipeline: Rc<Pipeline>,
    from: FileCrs,
    datum: DatumShift,
    to: ProjectCrs,
}

impl ToGrid {
    /// Pipeline from `from` to `to`; VN-2000 to VN-2000 never passes through WGS 84.
    pub fn new(from: FileCrs, to: ProjectCrs) -> Result<Self, CrsError> {
        Self::of_reading(Reading::of(from), to)
    }

    /// Pipeline for numbers that have been made [natural](Reading::natural): of `reading` it takes the CRS and the datum operation.
    pub fn of_reading(reading: Reading, to: ProjectCrs) -> Result<Self, CrsError> {
        let Reading { crs: from, datum, .. } = reading;
        Ok(Self { pipeline: pipeline(from, datum, to)?, from, datum, to })
    }

    /// Whether positions are those of the plan grid already.
    fn is_identity(&self) -> bool {
        self.from == FileCrs::Grid(self.to) && self.datum == DatumShift::Standard
    }

    /// Easting and northing in metres of a position in the file's CRS, unrounded; `None` where the projection has no image.
    pub(super) fn metres(&self, position: [f64; 2]) -> Option<[f64; 2]> {
        if self.is_identity() {
            return Some(position);
        }
        let (east, north) = self.pipeline.proj.project((position[0], position[1]), false).ok()?;
        (east.is_finite() && north.is_finite()).then_some([east, north])
    }

    fn outside(&self, position: [f64; 2], to: impl std::fmt::Display) -> CrsError {
        CrsError::OutsideDomain { first: position[0], second: position[1], to: to.to_string() }
    }

    /// The grid point of a position `[lon, lat]` in degrees or `[easting, northing]` in metres.
    pub fn grid(&self, position: [f64; 2]) -> Result<GridPoint, CrsError> {
        let in_range = |[lon, lat]: [f64; 2]| {
            !self.from.is_geographic()
                || ((lon - self.to.central_meridian_deg()).abs() <= MAX_OFF_MERIDIAN_DEG && lat.abs() <= 90.0)
        };
        Some(position)
            .filter(|&p| in_range(p))
            .and_then(|p| self.metres(p))
            .and_then(|[east, north]| GridPoint::from_m(east, north))
            .ok_or_else(|| self.outside(position, self.to))
    }

    /// The position in the file's CRS whose image is `point`: [`grid`](Self::grid) gives back the same micrometre.
    ///
    /// PROJ's own inverse of the Helmert step is 0.8 mm off, in a neighbourhood nearly the same way; the miss is fed back, first
    /// that of the neighbourhood, until it is gone. The position depends on the point alone, not on what was asked before. On the
    /// way to another VN-2000 grid the position is not rounded to that grid's micrometres.
    pub fn position(&self, point: GridPoint) -> Result<[f64; 2], CrsError> {
        let wanted = point.to_m();
        if self.is_identity() {
            return Ok(wanted);
        }
        let mut miss = self.miss_around(point);
        let mut target = wanted;
        for _ in 0..MAX_CORRECTIONS {
            target = [target[0] + miss[0], target[1] + miss[1]];
            let Some((position, image)) = self.position_and_image(target) else { break };
            if rounds_safely(image, point) {
                return Ok(position);
            }
            miss = [wanted[0] - image[0], wanted[1] - image[1]];
        }
        Err(self.outside(wanted, self.from))
    }

    /// What PROJ's inverse gives for easting and northing in metres, and where the pipeline takes that.
    fn position_and_image(&self, [east, north]: [f64; 2]) -> Option<([f64; 2], [f64; 2])> {
        let (first, second) = self.pipeline.proj.project((east, north), true).ok()?;
        Some(([first, second], self.metres([first, second])?))
    }

    /// By how much PROJ's inverse misses in the middle of the square around `point`, metres.
    fn miss_around(&self, point: GridPoint) -> [f64; 2] {
        let square = [point.east, point.north].map(|number| number.div_euclid(SQUARE_UM));
        *self.pipeline.misses.borrow_mut().entry(square).or_insert_with(|| {
            let [east, north] = square.map(|number| (number as f64 + 0.5) * (SQUARE_UM / UM_PER_M) as f64);
            let image = self.position_and_image([east, north]).map(|(_, image)| image);
            image.map_or([0.0; 2], |image| [east - image[0], north - image[1]])
        })
    }
}

/// Whether `image` (metres) rounds to `point` with room to spare.
pub(super) fn rounds_safely(image: [f64; 2], point: GridPoint) -> bool {
    lies_within(image, point, SAFE_ROUNDING_M)
}

/// Whether `image` (metres) lies no further than `room_m` from `point` along both axes.
pub(super) fn lies_within(image: [f64; 2], point: GridPoint, room_m: f64) -> bool {
    let [east, north] = point.to_m();
    (image[0] - east).abs() <= room_m && (image[1] - north).abs() <= room_m
}

impl ProjectCrs {
    /// WGS 84 `[lon, lat]` in degrees of a grid point; [`grid_from_lon_lat`](Self::grid_from_lon_lat) gives back the same point.
    ///
    /// Fails only for points far outside any projection zone.
    pub fn lon_lat_from_grid(self, point: GridPoint) -> Result<[f64; 2], CrsError> {
        ToGrid::new(FileCrs::Wgs84, self)?.position(point)
    }

    /// WGS 84 `[lon, lat]` in degrees of each point.
    pub fn lon_lats_from_grid(self, points: &[GridPoint]) -> Result<Vec<[f64; 2]>, CrsError> {
        let to_grid = ToGrid::new(FileCrs::Wgs84, self)?;
        points.iter().map(|&point| to_grid.position(point)).collect()
    }

    /// The grid point nearest to WGS 84 longitude and latitude in degrees, through EPSG:6960.
    ///
    /// Fails for values that are not finite, out of range (±180, ±90) or beyond the projection.
    pub fn grid_from_lon_lat(self, lon_deg: f64, lat_deg: f64) -> Result<GridPoint, CrsError> {
        ToGrid::new(FileCrs::Wgs84, self)?.grid([lon_deg, lat_deg])
    }

    /// The grid points of WGS 84 `[lon, lat]` pairs in degrees.
    pub fn grid_from_lon_lats(self, lon_lats_deg: &[[f64; 2]]) -> Result<Vec<GridPoint>, CrsError> {
        let to_grid = ToGrid::new(FileCrs::Wgs84, self)?;
        lon_lats_deg.iter().map(|&lon_lat| to_grid.grid(lon_lat)).collect()
    }

    /// Grid points of another VN-2000 grid carried to this one, without passing through WGS 84.
    ///
    /// Equal points stay equal, so shared borders stay shared; each is off by the rounding to micrometres (at most 0.7 µm).
    pub fn grid_from_other(self, other: Self, points: &[GridPoint]) -> Result<Vec<GridPoint>, CrsError> {
        let to_grid = ToGrid::new(FileCrs::Grid(other), self)?;
        points.iter().map(|point| to_grid.grid(point.to_m())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Control points computed with PROJ 9.5.1 and the EPSG dataset v11.022: lon, lat (WGS 84), easting, northing (EPSG:5897).
    const CONTROL: [[f64; 4]; 3] = [
        [106.05, 20.57, 609_275.859_9, 2_275_703.014_6],
        [106.00, 20.55, 604_076.083_0, 2_273_455.988_6],
        [106.10, 20.60, 614_466.849_6, 2_279_058.855_8],
    ];

    #[test]
    fn control_points_hold_to_two_millimetres_both_ways() {
        let crs = ProjectCrs::default();
        for [lon, lat, east, north] in CONTROL {
            let point = crs.grid_from_lon_lat(lon, lat).expect("in the zone");
            assert!(point.distance_m(GridPoint::from_m(east, north).expect("finite")) < 0.002, "{point:?}");
            let back = crs.lon_lat_from_grid(point).expect("in the zone");
            assert!((back[0] - lon).abs() < 1e-11 && (back[1] - lat).abs() < 1e-11, "{back:?}");
        }
        let [lon, lat] = crs.lon_lat_from_grid(GridPoint::from_mm(605_000_000, 2_275_000_000)).expect("in the zone");
        assert!((lon - 106.008_951_189).abs() < 2e-8 && (lat - 20.563_894_202).abs() < 2e-8, "{lon} {lat}");
    }

    #[test]
    fn the_datum_operation_agrees_with_a_published_point_pair() {
        // circular 37/2019/TT-BGTVT, point LS1, printed to 0.1 seconds in both systems
        let dms = |d: f64, m: f64, s: f64| d + m / 60.0 + s / 3600.0;
        let zone_491 = ProjectCrs::from_epsg(5898).expect("known");
        let from_wgs84 = zone_491.grid_from_lon_lat(dms(109.0, 6.0, 7.0), dms(15.0, 22.0, 29.0)).expect("in the zone");
        let vn2000 = ToGrid::new(FileCrs::Vn2000, zone_491).expect("PROJ works");
        let published = vn2000.grid([dms(109.0, 6.0, 0.5), dms(15.0, 22.0, 32.7)]).expect("in the zone");
        assert!(from_wgs84.distance_m(published) < 3.0, "{}", from_wgs84.distance_m(published));
    }

    #[test]
    fn grids_convert_into_each_other_without_the_datum_step() {
        let (tm3, utm) = (ProjectCrs::default(), ProjectCrs::from_epsg(3405).expect("known"));
        let points: Vec<_> =
            (0..200).map(|k| GridPoint::new(602_000_123_456 + k * 81_111_113, 2_265_000_654_321 + k * 93_333_331)).collect();
        let there = utm.grid_from_other(tm3, &points).expect("in the zone");
        // 3405 read as 5897 is the classic 684 m error: the two must differ by that much
        assert!((there[0].distance_m(points[0]) - 684.0).abs() < 5.0, "{}", there[0].distance_m(points[0]));
        let back = tm3.grid_from_other(utm, &there).expect("in the zone");
        for (point, back) in points.iter().zip(&back) {
            assert!(point.distance_squared(*back) <= 2, "{point:?} {back:?}");
        }
        assert_eq!(tm3.grid_from_other(tm3, &points), Ok(points));
    }

    #[test]
    fn other_systems_of_a_file_agree_with_lon_lat() {
        let crs = ProjectCrs::default();
        let wanted = crs.grid_from_lon_lat(106.05, 20.57).expect("in the zone");
        // the same position by PROJ 9.5.1 in EPSG:32648 and EPSG:3857
        for (from, position) in
            [(32648, [609_439.372_363_358, 2_274_911.913_553_425]), (3857, [11_805_431.998_626_66, 2_340_678.916_469_153])]
        {
            let from = FileCrs::from_epsg(from).expect("known");
            let point = ToGrid::new(from, crs).expect("PROJ works").grid(position).expect("in the zone");
            assert!(point.distance_m(wanted) < 1e-5, "{from} {point:?} {wanted:?}");
        }
    }

    #[test]
    fn impossible_positions_are_refused() {
        let crs = ProjectCrs::default();
        for [lon, lat] in [[f64::NAN, 20.0], [106.0, f64::INFINITY], [181.0, 20.0], [106.0, 90.1], [-75.0, 0.0], [20.57, 106.05]]
        {
            assert!(matches!(crs.grid_from_lon_lat(lon, lat), Err(CrsError::OutsideDomain { .. })), "{lon} {lat}");
        }
        assert!(crs.lon_lat_from_grid(GridPoint::from_mm(90_000_000_000, 90_000_000_000)).is_err());
    }
}
