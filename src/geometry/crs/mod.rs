//! Coordinate reference systems: VN-2000 grids, lon/lat ↔ plan grid, geodesic area. The only caller of `proj`.
//!
//! Every transformation is an explicit PROJ pipeline of ellipsoid, Helmert and transverse Mercator steps, so none of them looks anything
//! up in a PROJ database: a `PROJ_DATA` or `PROJ_LIB` that belongs to another installation cannot change or break a coordinate.
//! Between WGS 84 and VN-2000 it is always EPSG:6960 (decision 05/2007/QĐ-BTNMT), a *coordinate frame* rotation; the published signs
//! read as a position vector would be 0.74 m off here.

mod chords;
mod decimals;
mod equal_area;
mod geodesic;
mod reading;
mod transform;
mod wkt;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use chords::{ChordDivider, MAX_CHORD_OFFSET_M, points_between};
pub use decimals::{Decimals, LonLatText, LonLatWriter};
pub use geodesic::{GeodesicLine, ring_geodesic_area_m2};
pub use reading::{CoordinateUnit, DatumShift, Reading};
pub use transform::ToGrid;
pub use wkt::crs_from_wkt;

/// The datum operation between WGS 84 and VN-2000, as files and reports name it.
pub const DATUM_OPERATION: &str = "EPSG:6960";
/// Accuracy of [`DATUM_OPERATION`] as EPSG states it, in metres.
pub const DATUM_OPERATION_ACCURACY_M: f64 = 1.0;

/// Why a coordinate or a CRS cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CrsError {
    /// A code that is none of the CRSs known here.
    #[error("EPSG:{epsg} is not a coordinate system Hecta reads (VN-2000 TM-3 and UTM, WGS 84, UTM 48N/49N, Web Mercator)")]
    UnknownEpsg {
        /// The code.
        epsg: u32,
    },
    /// A text that does not name a CRS.
    #[error("\"{text}\" does not name a coordinate system; write it as EPSG:5897")]
    UnreadableName {
        /// The text, shortened.
        text: String,
    },
    /// A CRS that exists but cannot carry a plan, e.g. a geographic one.
    #[error("{crs} cannot carry a plan: a plan lies on a VN-2000 grid in metres, e.g. EPSG:5897")]
    NotAPlanGrid {
        /// The CRS.
        crs: FileCrs,
    },
    /// A position the projection cannot carry to the plan grid or back.
    #[error("the position {first}, {second} cannot be carried to {to}")]
    OutsideDomain {
        /// Longitude in degrees or easting in metres.
        first: f64,
        /// Latitude in degrees or northing in metres.
        second: f64,
        /// Name of the target CRS.
        to: String,
    },
    /// PROJ refused a pipeline; a broken build of PROJ, never the input.
    #[error("PROJ refused the pipeline \"{definition}\": {message}")]
    Pipeline {
        /// The pipeline.
        definition: String,
        /// What PROJ said.
        message: String,
    },
}

/// Definition of a VN-2000 transverse Mercator grid: latitude of origin 0°, false easting 500 000 m, false northing 0 m.
#[derive(Debug)]
struct GridDefinition {
    epsg: u32,
    /// Central meridian, degrees and minutes east of Greenwich.
    meridian: (u16, u8),
    /// Scale on the central meridian.
    scale: f64,
    /// EPSG's own name.
    name: &'static str,
}

const TM3: f64 = 0.9999;
const UTM: f64 = 0.9996;

/// False easting of every VN-2000 grid, in metres; the false northing is 0.
pub const FALSE_EASTING_M: f64 = 500_000.0;

const fn grid(epsg: u32, degrees: u16, minutes: u8, scale: f64, name: &'static str) -> GridDefinition {
    GridDefinition { epsg, meridian: (degrees, minutes), scale, name }
}

/// The VN-2000 grids of the EPSG dataset v11.022; the deprecated 6956–6959 (false easting and northing swapped) are left out.
const GRIDS: [GridDefinition; 20] = [
    grid(5897, 105, 0, TM3, "VN-2000 / TM-3 zone 482"),
    grid(3405, 105, 0, UTM, "VN-2000 / UTM zone 48N"),
    grid(3406, 111, 0, UTM, "VN-2000 / UTM zone 49N"),
    grid(5896, 102, 0, TM3, "VN-2000 / TM-3 zone 481"),
    grid(5898, 108, 0, TM3, "VN-2000 / TM-3 zone 491"),
    grid(5899, 107, 45, TM3, "VN-2000 / TM-3 107-45"),
    grid(9205, 103, 0, TM3, "VN-2000 / TM-3 103-00"),
    grid(9206, 104, 0, TM3, "VN-2000 / TM-3 104-00"),
    grid(9207, 104, 30, TM3, "VN-2000 / TM-3 104-30"),
    grid(9208, 104, 45, TM3, "VN-2000 / TM-3 104-45"),
    grid(9209, 105, 30, TM3, "VN-2000 / TM-3 105-30"),
    grid(9210, 105, 45, TM3, "VN-2000 / TM-3 105-45"),
    grid(9211, 106, 0, TM3, "VN-2000 / TM-3 106-00"),
    grid(9212, 106, 15, TM3, "VN-2000 / TM-3 106-15"),
    grid(9213, 106, 30, TM3, "VN-2000 / TM-3 106-30"),
    grid(9214, 107, 0, TM3, "VN-2000 / TM-3 107-00"),
    grid(9215, 107, 15, TM3, "VN-2000 / TM-3 107-15"),
    grid(9216, 107, 30, TM3, "VN-2000 / TM-3 107-30"),
    grid(9217, 108, 15, TM3, "VN-2000 / TM-3 108-15"),
    grid(9218, 108, 30, TM3, "VN-2000 / TM-3 108-30"),
];

/// A VN-2000 grid that can carry a plan; easting before northing, metres. The default is EPSG:5897, TM-3 with central meridian 105°00′.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ProjectCrs {
    /// Place in [`GRIDS`].
    at: u8,
}

impl ProjectCrs {
    /// The grid with this EPSG code.
    pub fn from_epsg(epsg: u32) -> Result<Self, CrsError> {
        Self::all().find(|crs| crs.epsg() == epsg).ok_or(CrsError::UnknownEpsg { epsg })
    }

    /// The grid with these parameters; what imports are matched by, as names and codes of Vietnamese files are often their own.
    pub fn from_parameters(central_meridian_deg: f64, scale: f64) -> Option<Self> {
        Self::all()
            .find(|crs| (crs.central_meridian_deg() - central_meridian_deg).abs() < 1e-9 && (crs.scale() - scale).abs() < 1e-9)
    }

    /// Every known grid, the default first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..GRIDS.len() as u8).map(|at| Self { at })
    }

    fn definition(self) -> &'static GridDefinition {
        &GRIDS[usize::from(self.at)]
    }

    /// EPSG code.
    pub fn epsg(self) -> u32 {
        self.definition().epsg
    }

    /// Central meridian in degrees east of Greenwich.
    pub fn central_meridian_deg(self) -> f64 {
        let (degrees, minutes) = self.definition().meridian;
        f64::from(degrees) + f64::from(minutes) / 60.0
    }

    /// Central meridian as written in Vietnamese documents, e.g. "105°30′".
    pub fn central_meridian_text(self) -> String {
        let (degrees, minutes) = self.definition().meridian;
        format!("{degrees}°{minutes:02}′")
    }

    /// Scale factor on the central meridian: 0.9999 for 3° zones, 0.9996 for UTM.
    pub fn scale(self) -> f64 {
        self.definition().scale
    }

    /// EPSG's name, e.g. "VN-2000 / TM-3 zone 482".
    pub fn name(self) -> &'static str {
        self.definition().name
    }

    /// The name a Vietnamese reader expects, e.g. "VN-2000, múi chiếu 3°, kinh tuyến trục 105°00′".
    pub fn name_vi(self) -> String {
        format!("VN-2000, múi chiếu {}°, kinh tuyến trục {}", self.zone_width_deg(), self.central_meridian_text())
    }

    /// Width of the projection zone in degrees: 3 for TM-3, 6 for UTM.
    pub fn zone_width_deg(self) -> u8 {
        if self.scale() > 0.9998 { 3 } else { 6 }
    }

    /// The definition as OGC WKT 1, complete for readers without an EPSG database; the definition column of a GeoPackage.
    pub fn wkt(self) -> String {
        wkt::projected_wkt(self)
    }

    /// The definition as ESRI WKT, the content of a `.prj` file.
    pub fn esri_wkt(self) -> String {
        wkt::projected_esri_wkt(self)
    }
}

impl fmt::Display for ProjectCrs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EPSG:{}", self.epsg())
    }
}

impl From<ProjectCrs> for String {
    fn from(crs: ProjectCrs) -> Self {
        crs.to_string()
    }
}

impl TryFrom<String> for ProjectCrs {
    type Error = CrsError;
    fn try_from(text: String) -> Result<Self, CrsError> {
        text.parse()
    }
}

impl FromStr for ProjectCrs {
    type Err = CrsError;

    /// Reads "EPSG:5897", "5897" or a URN; refuses a CRS that is not a VN-2000 grid.
    fn from_str(text: &str) -> Result<Self, CrsError> {
        match text.parse()? {
            FileCrs::Grid(crs) => Ok(crs),
            crs => Err(CrsError::NotAPlanGrid { crs }),
        }
    }
}

/// The CRS of the coordinates in a file; positions are lon/lat degrees or easting/northing metres, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum FileCrs {
    /// WGS 84 longitude and latitude (EPSG:4326 as GeoJSON has it, OGC CRS84).
    #[default]
    Wgs84,
    /// VN-2000 longitude and latitude (EPSG:4756).
    Vn2000,
    /// A VN-2000 grid.
    Grid(ProjectCrs),
    /// WGS 84 / UTM zone 48N (EPSG:32648) or 49N (EPSG:32649).
    Wgs84Utm {
        /// 48 or 49.
        zone: u8,
    },
    /// WGS 84 / Pseudo-Mercator (EPSG:3857), read but never written: it holds no usable area.
    WebMercator,
}

impl FileCrs {
    /// The CRS with this EPSG code.
    pub fn from_epsg(epsg: u32) -> Result<Self, CrsError> {
        Ok(match epsg {
            4326 | 4979 => Self::Wgs84,
            4756 => Self::Vn2000,
            32648 => Self::Wgs84Utm { zone: 48 },
            32649 => Self::Wgs84Utm { zone: 49 },
            3857 | 900_913 => Self::WebMercator,
            epsg => Self::Grid(ProjectCrs::from_epsg(epsg)?),
        })
    }

    /// EPSG code.
    pub fn epsg(self) -> u32 {
        match self {
            Self::Wgs84 => 4326,
            Self::Vn2000 => 4756,
            Self::Grid(crs) => crs.epsg(),
            Self::Wgs84Utm { zone } => 32_600 + u32::from(zone),
            Self::WebMercator => 3857,
        }
    }

    /// Whether positions are longitude and latitude in degrees.
    pub const fn is_geographic(self) -> bool {
        matches!(self, Self::Wgs84 | Self::Vn2000)
    }

    /// Whether it is on WGS 84 rather than VN-2000.
    pub const fn is_on_wgs84(self) -> bool {
        matches!(self, Self::Wgs84 | Self::Wgs84Utm { .. } | Self::WebMercator)
    }

    /// Every CRS known here: geographic ones, the VN-2000 grids with the default first, UTM and Web Mercator on WGS 84.
    pub fn all() -> impl Iterator<Item = Self> {
        let others = [Self::Wgs84Utm { zone: 48 }, Self::Wgs84Utm { zone: 49 }, Self::WebMercator];
        [Self::Wgs84, Self::Vn2000].into_iter().chain(ProjectCrs::all().map(Self::Grid)).chain(others)
    }
}

impl From<FileCrs> for String {
    fn from(crs: FileCrs) -> Self {
        crs.to_string()
    }
}

impl TryFrom<String> for FileCrs {
    type Error = CrsError;
    fn try_from(text: String) -> Result<Self, CrsError> {
        text.parse()
    }
}

impl From<ProjectCrs> for FileCrs {
    fn from(crs: ProjectCrs) -> Self {
        Self::Grid(crs)
    }
}

impl fmt::Display for FileCrs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EPSG:{}", self.epsg())
    }
}

impl FromStr for FileCrs {
    type Err = CrsError;

    /// Reads "EPSG:5897", "epsg:5897", "5897", "urn:ogc:def:crs:EPSG::5897", "http://www.opengis.net/def/crs/EPSG/0/5897" and the CRS84 URNs.
    fn from_str(text: &str) -> Result<Self, CrsError> {
        let name = text.trim().to_ascii_uppercase();
        let unreadable = || CrsError::UnreadableName { text: text.chars().take(60).collect() };
        let authority_free = name.strip_prefix("URN:OGC:DEF:CRS:").or_else(|| name.strip_prefix("URN:X-OGC:DEF:CRS:"));
        let authority_free = authority_free
            .or_else(|| name.strip_prefix("HTTP://WWW.OPENGIS.NET/DEF/CRS/"))
            .or_else(|| name.strip_prefix("HTTPS://WWW.OPENGIS.NET/DEF/CRS/"))
            .unwrap_or(&name);
        let mut parts = authority_free.split([':', '/']).filter(|part| !part.is_empty());
        let (first, last) = (parts.next().ok_or_else(unreadable)?, parts.next_back());
        match (first, last) {
            ("OGC", Some("CRS84" | "CRS84H")) | ("CRS84", None) => Ok(Self::Wgs84),
            ("EPSG", Some(code)) | (code, None) => Self::from_epsg(code.parse().map_err(|_| unreadable())?),
            _ => Err(unreadable()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_the_grid_of_the_province() {
        let crs = ProjectCrs::default();
        assert_eq!(crs.to_string(), "EPSG:5897");
        assert_eq!(crs.central_meridian_text(), "105°00′");
        assert_eq!(crs.name_vi(), "VN-2000, múi chiếu 3°, kinh tuyến trục 105°00′");
        assert_eq!(ProjectCrs::from_parameters(105.5, 0.9999).map(ProjectCrs::epsg), Some(9209));
        assert_eq!(ProjectCrs::from_parameters(105.0, 0.9996).map(ProjectCrs::epsg), Some(3405));
        assert_eq!(ProjectCrs::from_parameters(105.1, 0.9996), None);
    }

    #[test]
    fn names_of_crs_are_read_in_every_common_spelling() {
        let grid: FileCrs = ProjectCrs::default().into();
        for text in ["EPSG:5897", " epsg:5897", "5897", "urn:ogc:def:crs:EPSG::5897", "urn:ogc:def:crs:EPSG:6.9:5897"] {
            assert_eq!(text.parse(), Ok(grid), "{text}");
        }
        assert_eq!("http://www.opengis.net/def/crs/EPSG/0/5897".parse(), Ok(grid));
        for text in ["urn:ogc:def:crs:OGC:1.3:CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", "CRS84", "EPSG:4326"] {
            assert_eq!(text.parse(), Ok(FileCrs::Wgs84), "{text}");
        }
        assert_eq!("EPSG:6957".parse::<FileCrs>(), Err(CrsError::UnknownEpsg { epsg: 6957 }));
        for text in ["", ":", "EPSG:", "EPSG:x", "VN2000", "OGC:1.3:CRS83"] {
            assert!(matches!(text.parse::<FileCrs>(), Err(CrsError::UnreadableName { .. })), "{text}");
        }
        assert_eq!("EPSG:4326".parse::<ProjectCrs>(), Err(CrsError::NotAPlanGrid { crs: FileCrs::Wgs84 }));
    }

    #[test]
    fn every_grid_survives_its_own_name_and_json() {
        for crs in ProjectCrs::all() {
            assert_eq!(crs.to_string().parse(), Ok(crs));
            let json = serde_json::to_string(&crs).expect("a CRS is plain text");
            assert_eq!(serde_json::from_str::<ProjectCrs>(&json).ok(), Some(crs));
        }
        assert!(serde_json::from_str::<ProjectCrs>("\"EPSG:4326\"").is_err());
    }
}
