//! How the numbers of a file are to be understood: the normal way, and the ways in which files are commonly wrong.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{CrsError, FileCrs};

/// How the two numbers of a position become a place: CRS, order, unit, and the datum operation by which they were made.
///
/// [`Reading::of`] is the normal way to read a CRS; every other field that is not its default names something the file has wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Reading {
    /// The CRS of the numbers once they are in order and in its unit.
    pub crs: FileCrs,
    /// Whether the second number comes first: latitude before longitude, X (Bắc) before Y (Đông).
    #[serde(default)]
    pub swapped: bool,
    /// In what the numbers are.
    #[serde(default)]
    pub unit: CoordinateUnit,
    /// The datum operation by which the numbers were made.
    #[serde(default)]
    pub datum: DatumShift,
}

/// In what the numbers of a position are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum CoordinateUnit {
    /// Degrees of a geographic CRS, metres of a projected one.
    #[default]
    Own,
    /// Millimetres, as in drawings of machines.
    Millimetre,
    /// Centimetres.
    Centimetre,
    /// Kilometres.
    Kilometre,
    /// International feet of 0.3048 m.
    Foot,
    /// Degrees, minutes and seconds as one number: 1060300.2 is 106°03′00.2″.
    PackedDms,
    /// Degrees before the point, minutes and seconds behind it: 106.03002 is 106°03′00.2″.
    DottedDms,
}

/// The datum operation between VN-2000 and WGS 84 that was used, or left out, when numbers were made.
///
/// For a CRS on WGS 84 it is the operation that led from VN-2000 to these numbers; for one on VN-2000 the one that led from WGS 84 to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum DatumShift {
    /// EPSG:6960 (decision 05/2007/QĐ-BTNMT), as it should be.
    #[default]
    Standard,
    /// None: 224 m off in Hà Nam.
    Missing,
    /// The published rotations taken as a position vector: 0.74 m off.
    ReversedRotations,
    /// Without rotations: 0.37 m off.
    NoRotations,
    /// EPSG:5194, made for blocks in the Mekong delta: 0.69 m off.
    MekongDelta,
}

impl Reading {
    /// The normal way to read numbers in `crs`.
    pub fn of(crs: impl Into<FileCrs>) -> Self {
        Self { crs: crs.into(), ..Self::default() }
    }

    /// Whether nothing but the CRS need be said.
    pub fn is_plain(self) -> bool {
        self == Self::of(self.crs)
    }

    /// The numbers of a file as the CRS has them: `[longitude, latitude]` in degrees or `[easting, northing]` in metres.
    ///
    /// `None` for what is no angle in degrees, minutes and seconds, and for an angle form of a projected CRS or a length of a geographic one.
    pub fn natural(self, [first, second]: [f64; 2]) -> Option<[f64; 2]> {
        let [a, b] = if self.swapped { [second, first] } else { [first, second] };
        Some([self.natural_number(a)?, self.natural_number(b)?])
    }

    fn natural_number(self, number: f64) -> Option<f64> {
        if self.crs.is_geographic() == self.unit.metres().is_some() && self.unit != CoordinateUnit::Own {
            return None;
        }
        match self.unit {
            CoordinateUnit::Own => Some(number),
            CoordinateUnit::PackedDms => degrees_from_packed(number),
            // the shift of four digits is done in text arithmetic: times 10 000 in binary leaves 59.999… seconds
            CoordinateUnit::DottedDms => degrees_from_packed((number * 1e4 * 1e8).round() / 1e8),
            unit => unit.metres().map(|metres| number * metres),
        }
    }

    /// The length on the ground in metres of one unit in the last of `decimals` places of a number, at most.
    pub fn resolution_m(self, decimals: usize) -> f64 {
        const M_PER_DEGREE: f64 = 111_320.0;
        let last = 10_f64.powi(-(decimals.min(20) as i32));
        last * match self.unit {
            CoordinateUnit::Own if self.crs.is_geographic() => M_PER_DEGREE,
            CoordinateUnit::PackedDms => M_PER_DEGREE / 3600.0,
            CoordinateUnit::DottedDms => M_PER_DEGREE / 3600.0 * 1e4,
            unit => unit.metres().unwrap_or(1.0),
        }
    }
}

/// Degrees of ±dddmmss.sss; `None` where minutes or seconds reach 60.
fn degrees_from_packed(number: f64) -> Option<f64> {
    let size = number.abs();
    let (degrees, minutes) = ((size / 1e4).trunc(), (size / 100.0).trunc() % 100.0);
    let seconds = size - degrees * 1e4 - minutes * 100.0;
    (size < 1.81e6 && minutes < 60.0 && seconds < 60.0).then(|| (degrees + minutes / 60.0 + seconds / 3600.0).copysign(number))
}

impl fmt::Display for Reading {
    /// The code, and what is unusual, the same in every language: "EPSG:5897, X↔Y, mm, datum none".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.crs)?;
        if self.swapped {
            f.write_str(", X↔Y")?;
        }
        if self.unit != CoordinateUnit::Own {
            write!(f, ", {}", self.unit.id())?;
        }
        if self.datum != DatumShift::Standard {
            write!(f, ", datum {}", self.datum.id())?;
        }
        Ok(())
    }
}

impl CoordinateUnit {
    /// Every unit.
    pub const ALL: [Self; 7] =
        [Self::Own, Self::Millimetre, Self::Centimetre, Self::Kilometre, Self::Foot, Self::PackedDms, Self::DottedDms];

    /// The word on the command line and in project files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Millimetre => "mm",
            Self::Centimetre => "cm",
            Self::Kilometre => "km",
            Self::Foot => "ft",
            Self::PackedDms => "ddmmss",
            Self::DottedDms => "d.mmss",
        }
    }

    /// How many metres one is; `None` for the CRS's own unit and for forms of angles.
    pub const fn metres(self) -> Option<f64> {
        match self {
            Self::Millimetre => Some(0.001),
            Self::Centimetre => Some(0.01),
            Self::Kilometre => Some(1_000.0),
            Self::Foot => Some(0.304_8),
            Self::Own | Self::PackedDms | Self::DottedDms => None,
        }
    }
}

impl DatumShift {
    /// Every operation.
    pub const ALL: [Self; 5] = [Self::Standard, Self::Missing, Self::ReversedRotations, Self::NoRotations, Self::MekongDelta];

    /// The word on the command line and in project files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Standard => "EPSG:6960",
            Self::Missing => "none",
            Self::ReversedRotations => "reversed-rotations",
            Self::NoRotations => "no-rotations",
            Self::MekongDelta => "EPSG:5194",
        }
    }
}

/// Spells an enumeration of words out as text, both ways.
macro_rules! as_word {
    ($name:ty) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.id())
            }
        }

        impl FromStr for $name {
            type Err = CrsError;
            fn from_str(text: &str) -> Result<Self, CrsError> {
                let found = Self::ALL.into_iter().find(|known| known.id().eq_ignore_ascii_case(text.trim()));
                found.ok_or_else(|| CrsError::UnreadableName { text: text.chars().take(60).collect() })
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.id().to_owned()
            }
        }

        impl TryFrom<String> for $name {
            type Error = CrsError;
            fn try_from(text: String) -> Result<Self, CrsError> {
                text.parse()
            }
        }
    };
}

as_word!(CoordinateUnit);
as_word!(DatumShift);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::crs::ToGrid;
    use crate::geometry::{GridPoint, ProjectCrs};

    fn point() -> GridPoint {
        GridPoint::from_mm(609_275_860, 2_275_703_015)
    }

    #[test]
    fn numbers_become_those_of_the_crs() {
        let grid = Reading::of(ProjectCrs::default());
        assert_eq!(grid.natural([1.0, 2.0]), Some([1.0, 2.0]));
        assert_eq!(Reading { swapped: true, ..grid }.natural([1.0, 2.0]), Some([2.0, 1.0]));
        let mm = Reading { unit: CoordinateUnit::Millimetre, ..grid }.natural([609_275_860.0, 2_275_703_015.0]);
        assert!(mm.is_some_and(|[e, n]| (e - 609_275.86).abs() < 1e-9 && (n - 2_275_703.015).abs() < 1e-9), "{mm:?}");
        let degrees = Reading::of(FileCrs::Wgs84);
        let packed = Reading { unit: CoordinateUnit::PackedDms, ..degrees };
        let near = |found: Option<[f64; 2]>, [lon, lat]: [f64; 2]| {
            assert!(found.is_some_and(|[a, b]| (a - lon).abs() < 1e-12 && (b - lat).abs() < 1e-12), "{found:?}");
        };
        near(packed.natural([1_060_300.36, 203_412.0]), [106.050_1, 20.57]);
        near(Reading { unit: CoordinateUnit::DottedDms, ..degrees }.natural([106.030_036, 20.341_2]), [106.050_1, 20.57]);
        assert_eq!(packed.natural([1_066_000.0, 203_412.0]), None, "sixty minutes");
        assert_eq!(Reading { unit: CoordinateUnit::Foot, ..degrees }.natural([1.0, 1.0]), None, "degrees have no feet");
        assert_eq!(Reading { unit: CoordinateUnit::PackedDms, ..grid }.natural([1.0, 1.0]), None, "metres have no minutes");
    }

    /// How far a reading of WGS 84 or of the grid lies from the normal one.
    fn offset_m(crs: FileCrs, datum: DatumShift) -> f64 {
        let plan = ProjectCrs::default();
        let position = ToGrid::new(crs, plan).expect("PROJ works").position(point()).expect("in the zone");
        let wrong = ToGrid::of_reading(Reading { datum, ..Reading::of(crs) }, plan).expect("PROJ works");
        wrong.grid(position).expect("in the zone").distance_m(point())
    }

    #[test]
    fn wrong_datum_operations_are_as_far_off_as_measured() {
        let expected = [
            (DatumShift::Standard, 0.0),
            (DatumShift::Missing, 224.26),
            (DatumShift::ReversedRotations, 0.744),
            (DatumShift::NoRotations, 0.372),
            (DatumShift::MekongDelta, 0.69),
        ];
        for (datum, wanted) in expected {
            for crs in [FileCrs::Wgs84, FileCrs::Vn2000, ProjectCrs::default().into(), FileCrs::Wgs84Utm { zone: 48 }] {
                let offset = offset_m(crs, datum);
                assert!((offset - wanted).abs() < 0.01 + wanted * 1e-3, "{crs} {datum}: {offset}");
            }
        }
    }

    #[test]
    fn readings_survive_json_and_the_command_line() {
        for unit in CoordinateUnit::ALL {
            assert_eq!(unit.id().parse(), Ok(unit));
            for datum in DatumShift::ALL {
                assert_eq!(datum.id().parse(), Ok(datum));
                let reading = Reading { crs: FileCrs::Vn2000, swapped: true, unit, datum };
                let json = serde_json::to_string(&reading).expect("plain values");
                assert_eq!(serde_json::from_str::<Reading>(&json).ok(), Some(reading), "{json}");
            }
        }
        assert!("inch".parse::<CoordinateUnit>().is_err());
        let plain: Reading = serde_json::from_str("{\"crs\":\"EPSG:9209\"}").expect("the rest has defaults");
        assert!(plain.is_plain() && plain.crs.epsg() == 9209);
    }
}
