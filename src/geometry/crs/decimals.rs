//! Lon/lat as decimal text that reads back as the same grid point.

use super::transform::{SAFE_ROUNDING_M, ToGrid, lies_within, rounds_safely};
use super::{CrsError, FileCrs, ProjectCrs};
use crate::geometry::grid::GridPoint;

/// Decimals at which a degree is finer than an `f64` near 106° can tell; 12 are 0.1 µm.
const MAX_DECIMALS: usize = 14;
/// Metres of one degree of latitude, or of longitude at the equator: an upper bound.
const M_PER_DEGREE: f64 = 111_700.0;
/// A rounded number that moves the position further than this (the diagonal of half a grid cell) cannot be the same grid point.
const HOPELESS_M: f64 = 0.8e-6;

/// How many decimals of a degree are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decimals {
    /// Per number the fewest that read back as the same grid point: 12, or less where the position happens to be round.
    #[default]
    Fewest,
    /// Never more than this many; the position may then move, by [`LonLatWriter::largest_error_m`] at most.
    AtMost(u8),
}

/// Longitude and latitude as decimal text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LonLatText {
    /// WGS 84 longitude, degrees.
    pub lon: String,
    /// WGS 84 latitude, degrees.
    pub lat: String,
}

/// Writes grid points as WGS 84 lon/lat text and keeps account of the error it makes. Bound to the thread that made it.
pub struct LonLatWriter {
    to_grid: ToGrid,
    most: usize,
    largest_error_m: f64,
}

impl LonLatWriter {
    /// A writer for points of `crs`.
    pub fn new(crs: ProjectCrs, decimals: Decimals) -> Result<Self, CrsError> {
        let most = match decimals {
            Decimals::Fewest => MAX_DECIMALS,
            Decimals::AtMost(most) => usize::from(most).min(MAX_DECIMALS),
        };
        Ok(Self { to_grid: ToGrid::new(FileCrs::Wgs84, crs)?, most, largest_error_m: 0.0 })
    }

    /// The text of `point`; equal points get equal text.
    pub fn write(&mut self, point: GridPoint) -> Result<LonLatText, CrsError> {
        let [lon, lat] = self.to_grid.position(point)?;
        let shrink = lat.to_radians().cos();
        // the longitude leaves room for the latitude, which moves the easting a little too: the meridians converge
        let lon_room_m = 0.9 * SAFE_ROUNDING_M;
        let (lon_text, written_lon) =
            self.fewest(lon, M_PER_DEGREE * shrink, |lon| self.reads_back([lon, lat], point, lon_room_m));
        let (lat_text, written_lat) =
            self.fewest(lat, M_PER_DEGREE, |lat| self.reads_back([written_lon, lat], point, SAFE_ROUNDING_M));
        self.note_error([written_lon, written_lat], point);
        Ok(LonLatText { lon: lon_text, lat: lat_text })
    }

    /// Largest distance in metres between a point given to [`write`](Self::write) and what its text reads back as; 0 if all are the same.
    pub fn largest_error_m(&self) -> f64 {
        self.largest_error_m
    }

    fn reads_back(&self, lon_lat: [f64; 2], point: GridPoint, room_m: f64) -> bool {
        self.to_grid.metres(lon_lat).is_some_and(|image| lies_within(image, point, room_m))
    }

    /// The shortest text of `degrees` that passes, or the longest allowed, with the number it reads back as.
    fn fewest(&self, degrees: f64, m_per_degree: f64, passes: impl Fn(f64) -> bool) -> (String, f64) {
        for decimals in 0..self.most {
            let scale = 10_f64.powi(decimals as i32);
            if ((degrees * scale).round() / scale - degrees).abs() * m_per_degree > HOPELESS_M {
                continue;
            }
            let text = format!("{degrees:.decimals$}");
            if let Some(read) = text.parse().ok().filter(|&read| passes(read)) {
                return (text, read);
            }
        }
        let text = format!("{degrees:.most$}", most = self.most);
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text };
        let read = text.parse().unwrap_or(degrees);
        (text, read)
    }

    fn note_error(&mut self, lon_lat: [f64; 2], point: GridPoint) {
        let Some(image) = self.to_grid.metres(lon_lat).filter(|&image| !rounds_safely(image, point)) else { return };
        let [east, north] = point.to_m();
        self.largest_error_m = self.largest_error_m.max((image[0] - east).hypot(image[1] - north));
    }
}

impl ProjectCrs {
    /// The shortest lon/lat text of one point that reads back as the same point; for many points use a [`LonLatWriter`].
    pub fn lon_lat_text(self, point: GridPoint) -> Result<LonLatText, CrsError> {
        LonLatWriter::new(self, Decimals::Fewest)?.write(point)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_positions_get_few_decimals() {
        let crs = ProjectCrs::default();
        let point = crs.grid_from_lon_lat(106.05, 20.57).expect("in the zone");
        let text = crs.lon_lat_text(point).expect("in the zone");
        // 106.05 20.57 is up to 0.7 µm off its grid point, so the short form may or may not be the same point; its text must be
        let [lon, lat] = [&text.lon, &text.lat].map(|t| t.parse().expect("a number"));
        assert_eq!(crs.grid_from_lon_lat(lon, lat), Ok(point));
        assert!(text.lon.len() <= 16 && text.lat.len() <= 15, "{text:?}");
    }

    #[test]
    fn fewer_decimals_state_their_error() {
        let crs = ProjectCrs::default();
        let mut writer = LonLatWriter::new(crs, Decimals::AtMost(7)).expect("PROJ works");
        let mut largest = 0.0_f64;
        for k in 0..500 {
            let point = GridPoint::new(609_275_859_901 + k * 7_919_333, 2_275_703_014_599 - k * 3_331_777);
            let text = writer.write(point).expect("in the zone");
            assert!(text.lon.split('.').nth(1).is_some_and(|d| d.len() <= 7), "{text:?}");
            let read = crs.grid_from_lon_lat(text.lon.parse().expect("number"), text.lat.parse().expect("number"));
            largest = largest.max(read.expect("in the zone").distance_m(point));
        }
        assert!((writer.largest_error_m() - largest).abs() < 2e-6, "{} {largest}", writer.largest_error_m());
        assert!(largest > 0.003 && largest < 0.008, "seven decimals are about 1 cm: {largest}");
    }
}
