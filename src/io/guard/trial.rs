//! Numbers read in one way, and what comes out of it.

use std::collections::BTreeSet;

use super::known::KnownPlaces;
use super::sample::{Sample, median};
use super::{Evidence, Placed};
use crate::geometry::crs::{CoordinateUnit, DatumShift, FileCrs, Reading, ToGrid};
use crate::geometry::grid::{UM_PER_M, UM_PER_MM};
use crate::geometry::{GridBox, GridPoint, ProjectCrs};

/// How near a known corner has to be, in metres: less than any two readings differ, more than rounding and PROJ's own inverse leave.
const TOLERANCE_M: f64 = 0.02;
/// The coarsest file in which known corners are looked for, in metres.
const COARSEST_TOLERANCE_M: f64 = 2.0;
/// What belongs to the place although it lies beyond the communes.
const MARGIN_UM: i64 = 2_000 * UM_PER_M;
/// A file whose middle lies this near is in the neighbourhood: its declaration is not doubted for its place. The next wrong central
/// meridian is 26 km off.
const NEIGHBOURHOOD_M: f64 = 15_000.0;
/// A number is fine enough for whole millimetres to tell from this resolution on, in metres.
const FINE_M: f64 = 2e-5;
/// Furthest from a whole millimetre that counts as on it, in µm: by chance one vertex in six hundred is.
const ON_MILLIMETRE_UM: i64 = 20;
/// How many positions are enough to tell where a file lies.
const FOR_LOCATION: usize = 200;
/// Longitudes and latitudes, eastings and northings in metres, and those of Web Mercator, of places in Vietnam.
const VIETNAM_DEG: [[f64; 2]; 2] = [[100.0, 118.0], [4.0, 26.0]];
const VIETNAM_M: [[f64; 2]; 2] = [[-100_000.0, 1_100_000.0], [600_000.0, 2_800_000.0]];
const VIETNAM_WEB_M: [[f64; 2]; 2] = [[11_000_000.0, 13_300_000.0], [400_000.0, 3_000_000.0]];

/// Numbers read in one way.
pub(super) struct Trial {
    pub reading: Reading,
    pub evidence: Evidence,
    /// The middle of the file, metres.
    middle_m: [f64; 2],
    distance_m: f64,
    /// Whether the file lies in the place, or the place in the file.
    meets_place: bool,
}

impl Trial {
    pub(super) const fn placed(&self) -> Placed {
        Placed { reading: self.reading, evidence: self.evidence, distance_m: self.distance_m }
    }

    /// Whether the file lies in the neighbourhood.
    pub(super) fn is_near(&self) -> bool {
        self.meets_place || self.distance_m <= NEIGHBOURHOOD_M
    }

    /// How far apart the two readings lay the file.
    pub(super) fn offset_from_m(&self, other: &Self) -> f64 {
        (self.middle_m[0] - other.middle_m[0]).hypot(self.middle_m[1] - other.middle_m[1])
    }
}

/// The sample, and what to try it against.
pub(super) struct Trials<'a> {
    sample: &'a Sample,
    known: &'a KnownPlaces,
    plan_crs: ProjectCrs,
}

impl<'a> Trials<'a> {
    pub(super) const fn new(sample: &'a Sample, known: &'a KnownPlaces, plan_crs: ProjectCrs) -> Self {
        Self { sample, known, plan_crs }
    }

    /// The numbers read so; `None` if they make no sense so.
    pub(super) fn of(&self, reading: Reading) -> Option<Trial> {
        let placed = self.placed(reading, 1)?;
        self.weigh(reading, &placed)
    }

    /// Every other reading that brings the numbers to the known places, the likeliest before the far-fetched.
    pub(super) fn others(&self, own: Option<Reading>) -> Vec<Trial> {
        let stride = self.sample.numbers.len().div_ceil(FOR_LOCATION).max(1);
        let meets_place = |reading: &Reading| {
            let placed = self.placed(*reading, stride);
            placed.and_then(|placed| self.weigh(*reading, &placed)).is_some_and(|trial| trial.meets_place)
        };
        let located = self.sensible_readings().into_iter().filter(meets_place);
        let variants = located.flat_map(|reading| {
            DatumShift::ALL
                .into_iter()
                .filter(move |datum| is_of_its_own(reading.crs, *datum))
                .map(move |datum| Reading { datum, ..reading })
        });
        variants.filter(|reading| Some(*reading) != own).filter_map(|reading| self.of(reading)).collect()
    }

    /// Readings with the usual datum operation by which the middle of the numbers is somewhere in Vietnam.
    fn sensible_readings(&self) -> Vec<Reading> {
        let mut readings = Vec::new();
        for unit in CoordinateUnit::ALL {
            for swapped in [false, true] {
                let own_grid = FileCrs::Grid(self.plan_crs);
                let others = FileCrs::all().filter(|crs| *crs != own_grid);
                readings.extend([own_grid].into_iter().chain(others).map(|crs| Reading {
                    crs,
                    swapped,
                    unit,
                    ..Reading::default()
                }));
            }
        }
        readings
            .retain(|reading| reading.natural(self.sample.median).is_some_and(|position| is_in_vietnam(reading.crs, position)));
        readings
    }

    /// Every so-manieth position on the grid; `None` if most have no place there.
    fn placed(&self, reading: Reading, stride: usize) -> Option<Vec<GridPoint>> {
        let to_grid = ToGrid::of_reading(reading, self.plan_crs).ok()?;
        let in_range =
            |[first, second]: &[f64; 2]| !reading.crs.is_geographic() || (first.abs() <= 180.0 && second.abs() <= 90.0);
        let taken = self.sample.numbers.iter().step_by(stride);
        let tried = taken.len();
        let points = taken.filter_map(|&numbers| reading.natural(numbers).filter(in_range).and_then(|p| to_grid.grid(p).ok()));
        let points: Vec<_> = points.collect();
        (!points.is_empty() && 2 * points.len() >= tried).then_some(points)
    }

    fn weigh(&self, reading: Reading, points: &[GridPoint]) -> Option<Trial> {
        let axis = |of: fn(&GridPoint) -> i64| points.iter().map(|point| of(point) as f64).collect::<Vec<_>>();
        let (east, north) = (median(axis(|point| point.east))?, median(axis(|point| point.north))?);
        let middle = GridPoint::new(east as i64, north as i64);
        let resolution_m = reading.resolution_m(self.sample.decimals);
        let tolerance_m = (0.75 * resolution_m).clamp(TOLERANCE_M, COARSEST_TOLERANCE_M);
        let tolerance_um = (tolerance_m * UM_PER_M as f64) as i64;
        let hit: Vec<usize> = points.iter().filter_map(|point| self.known.corner_at(*point, tolerance_um)).collect();
        let wide = self.known.place().map(|place| wider(place, MARGIN_UM));
        let is_fine = resolution_m <= FINE_M;
        let evidence = Evidence {
            sampled: points.len(),
            coinciding: hit.len(),
            known_corners: hit.into_iter().collect::<BTreeSet<_>>().len(),
            within_place: wide.map_or(0, |wide| points.iter().filter(|point| wide.contains(**point)).count()),
            on_millimetres: if is_fine { points.iter().filter(|point| is_on_millimetre(**point)).count() } else { 0 },
            tolerance_m,
        };
        let meets_place = wide.is_some_and(|wide| wide.contains(middle) || holds_most(points, wide.centre()));
        let distance_m = wide.map_or(0.0, |wide| distance_m(middle, wide));
        Some(Trial { reading, evidence, middle_m: middle.to_m(), distance_m, meets_place })
    }
}

/// Whether a datum operation makes a reading that no other CRS stands for.
fn is_of_its_own(crs: FileCrs, datum: DatumShift) -> bool {
    match (crs, datum) {
        (_, DatumShift::Standard) => true,
        // without a shift WGS 84 is VN-2000, in degrees and on the grid of UTM
        (FileCrs::Grid(grid), DatumShift::Missing) => grid.zone_width_deg() == 3,
        (FileCrs::WebMercator, _) | (_, DatumShift::Missing) => false,
        _ => true,
    }
}

fn is_in_vietnam(crs: FileCrs, position: [f64; 2]) -> bool {
    let ranges = match crs {
        FileCrs::Wgs84 | FileCrs::Vn2000 => VIETNAM_DEG,
        FileCrs::WebMercator => VIETNAM_WEB_M,
        FileCrs::Grid(_) | FileCrs::Wgs84Utm { .. } => VIETNAM_M,
    };
    position.iter().zip(ranges).all(|(number, [least, most])| (least..=most).contains(number))
}

fn wider(place: GridBox, by_um: i64) -> GridBox {
    let GridBox { min, max } = place;
    let min = GridPoint::new(min.east.saturating_sub(by_um), min.north.saturating_sub(by_um));
    GridBox { min, max: GridPoint::new(max.east.saturating_add(by_um), max.north.saturating_add(by_um)) }
}

/// Whether `point` lies among the points, few of which are further out on any side: a province around the park.
fn holds_most(points: &[GridPoint], point: GridPoint) -> bool {
    let few = points.len() / 20;
    let beyond = |is_beyond: &dyn Fn(&GridPoint) -> bool| points.iter().filter(|p| is_beyond(p)).count() > few;
    beyond(&|p| p.east < point.east)
        && beyond(&|p| p.east > point.east)
        && beyond(&|p| p.north < point.north)
        && beyond(&|p| p.north > point.north)
}

fn distance_m(point: GridPoint, place: GridBox) -> f64 {
    let off = |value: i64, least: i64, most: i64| (least.saturating_sub(value)).max(value.saturating_sub(most)).max(0) as f64;
    let east = off(point.east, place.min.east, place.max.east);
    let north = off(point.north, place.min.north, place.max.north);
    east.hypot(north) / UM_PER_M as f64
}

fn is_on_millimetre(point: GridPoint) -> bool {
    [point.east, point.north].into_iter().all(|number| {
        let rest = number.rem_euclid(UM_PER_MM);
        rest.min(UM_PER_MM - rest) <= ON_MILLIMETRE_UM
    })
}
