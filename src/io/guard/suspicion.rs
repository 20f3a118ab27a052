//! What is probably wrong with a file: the fault by name, what speaks for it, and what would mend it.
//!
//! `Display` is English, for the command line; the window looks the texts up by `message_id` and `arguments`.

use std::fmt;

use super::{Basis, Candidate};
use crate::geometry::crs::{CoordinateUnit, DatumShift, FileCrs, Reading};

/// A fault of the coordinates of a file by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuspicionKind {
    /// The file names no CRS, and several are possible.
    Undeclared,
    /// X (Bắc) before Y (Đông).
    AxesSwapped,
    /// Latitude before longitude.
    LatLonSwapped,
    /// Not metres but another length.
    OtherUnit,
    /// Degrees, minutes and seconds written as one number.
    PackedDegrees,
    /// Metres where degrees are declared.
    MetresAsDegrees,
    /// Degrees where metres are declared.
    DegreesAsMetres,
    /// Another central meridian.
    CentralMeridian,
    /// A VN-2000 UTM grid taken for a 3° grid, or the reverse: 684 m off, which looks almost right.
    ZoneWidth,
    /// A grid of the other datum, e.g. WGS 84 / UTM 48N taken for VN-2000.
    GridOfOtherDatum,
    /// VN-2000 longitude and latitude labelled as WGS 84.
    Vn2000AsWgs84,
    /// WGS 84 longitude and latitude labelled as VN-2000.
    Wgs84AsVn2000,
    /// Made without the datum operation.
    ShiftMissing,
    /// Made with the signs of the rotations reversed.
    RotationsReversed,
    /// Made without the rotations.
    RotationsMissing,
    /// Made with EPSG:5194, which is for the Mekong delta.
    OtherOperation,
    /// Another CRS, in no way that has a name.
    OtherCrs,
}

impl SuspicionKind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::Undeclared,
        Self::AxesSwapped,
        Self::LatLonSwapped,
        Self::OtherUnit,
        Self::PackedDegrees,
        Self::MetresAsDegrees,
        Self::DegreesAsMetres,
        Self::CentralMeridian,
        Self::ZoneWidth,
        Self::GridOfOtherDatum,
        Self::Vn2000AsWgs84,
        Self::Wgs84AsVn2000,
        Self::ShiftMissing,
        Self::RotationsReversed,
        Self::RotationsMissing,
        Self::OtherOperation,
        Self::OtherCrs,
    ];

    /// What is wrong with a file that declares `stated` and is to be read as `reading`; of several faults the coarsest.
    pub fn of(stated: Option<FileCrs>, reading: Reading) -> Self {
        let degrees = reading.crs.is_geographic();
        match (reading.swapped, reading.unit) {
            (_, CoordinateUnit::PackedDms | CoordinateUnit::DottedDms) => return Self::PackedDegrees,
            (true, _) if degrees => return Self::LatLonSwapped,
            (true, _) => return Self::AxesSwapped,
            (false, CoordinateUnit::Own) => {}
            (false, _) => return Self::OtherUnit,
        }
        match stated {
            Some(stated) if stated.is_geographic() && !degrees => return Self::MetresAsDegrees,
            Some(stated) if !stated.is_geographic() && degrees => return Self::DegreesAsMetres,
            _ => {}
        }
        match reading.datum {
            DatumShift::Standard => {}
            DatumShift::Missing => return Self::ShiftMissing,
            DatumShift::ReversedRotations => return Self::RotationsReversed,
            DatumShift::NoRotations => return Self::RotationsMissing,
            DatumShift::MekongDelta => return Self::OtherOperation,
        }
        match (stated, reading.crs) {
            (None, _) => Self::Undeclared,
            (Some(FileCrs::Wgs84), FileCrs::Vn2000) => Self::Vn2000AsWgs84,
            (Some(FileCrs::Vn2000), FileCrs::Wgs84) => Self::Wgs84AsVn2000,
            (Some(FileCrs::Grid(a)), FileCrs::Grid(b)) if a.central_meridian_text() != b.central_meridian_text() => {
                Self::CentralMeridian
            }
            (Some(FileCrs::Grid(_)), FileCrs::Grid(_)) => Self::ZoneWidth,
            (Some(FileCrs::Grid(_)), FileCrs::Wgs84Utm { .. }) | (Some(FileCrs::Wgs84Utm { .. }), FileCrs::Grid(_)) => {
                Self::GridOfOtherDatum
            }
            _ => Self::OtherCrs,
        }
    }

    /// The word in ids of texts.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Undeclared => "undeclared",
            Self::AxesSwapped => "axes-swapped",
            Self::LatLonSwapped => "lat-lon-swapped",
            Self::OtherUnit => "other-unit",
            Self::PackedDegrees => "packed-degrees",
            Self::MetresAsDegrees => "metres-as-degrees",
            Self::DegreesAsMetres => "degrees-as-metres",
            Self::CentralMeridian => "central-meridian",
            Self::ZoneWidth => "zone-width",
            Self::GridOfOtherDatum => "grid-of-other-datum",
            Self::Vn2000AsWgs84 => "vn2000-as-wgs84",
            Self::Wgs84AsVn2000 => "wgs84-as-vn2000",
            Self::ShiftMissing => "shift-missing",
            Self::RotationsReversed => "rotations-reversed",
            Self::RotationsMissing => "rotations-missing",
            Self::OtherOperation => "other-operation",
            Self::OtherCrs => "other-crs",
        }
    }

    /// Key of the text in the tables of `assets/i18n`.
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Undeclared => "import-suspect-undeclared",
            Self::AxesSwapped => "import-suspect-axes-swapped",
            Self::LatLonSwapped => "import-suspect-lat-lon-swapped",
            Self::OtherUnit => "import-suspect-other-unit",
            Self::PackedDegrees => "import-suspect-packed-degrees",
            Self::MetresAsDegrees => "import-suspect-metres-as-degrees",
            Self::DegreesAsMetres => "import-suspect-degrees-as-metres",
            Self::CentralMeridian => "import-suspect-central-meridian",
            Self::ZoneWidth => "import-suspect-zone-width",
            Self::GridOfOtherDatum => "import-suspect-grid-of-other-datum",
            Self::Vn2000AsWgs84 => "import-suspect-vn2000-as-wgs84",
            Self::Wgs84AsVn2000 => "import-suspect-wgs84-as-vn2000",
            Self::ShiftMissing => "import-suspect-shift-missing",
            Self::RotationsReversed => "import-suspect-rotations-reversed",
            Self::RotationsMissing => "import-suspect-rotations-missing",
            Self::OtherOperation => "import-suspect-other-operation",
            Self::OtherCrs => "import-suspect-other-crs",
        }
    }

    const fn fault(self) -> &'static str {
        match self {
            Self::Undeclared => "the file names no coordinate system",
            Self::AxesSwapped => "X (northing) stands before Y (easting)",
            Self::LatLonSwapped => "latitude stands before longitude",
            Self::OtherUnit => "the numbers are not metres",
            Self::PackedDegrees => "degrees, minutes and seconds are written as one number",
            Self::MetresAsDegrees => "the numbers are metres, not degrees",
            Self::DegreesAsMetres => "the numbers are degrees, not metres",
            Self::CentralMeridian => "the central meridian is another one",
            Self::ZoneWidth => "the projection zone has another width and scale",
            Self::GridOfOtherDatum => "the grid is that of another datum",
            Self::Vn2000AsWgs84 => "VN-2000 degrees are labelled as WGS 84",
            Self::Wgs84AsVn2000 => "WGS 84 degrees are labelled as VN-2000",
            Self::ShiftMissing => "the numbers were made without the datum shift between WGS 84 and VN-2000",
            Self::RotationsReversed => "the numbers were made with the rotations of the datum shift reversed",
            Self::RotationsMissing => "the numbers were made without the rotations of the datum shift",
            Self::OtherOperation => "the numbers were made with EPSG:5194, which is for the Mekong delta",
            Self::OtherCrs => "the coordinate system is another one",
        }
    }
}

/// What the guard suspects of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspicion {
    /// The likeliest explanation.
    pub candidate: Candidate,
    /// The CRS that the file declares, as written there; empty for none.
    pub declared: String,
    /// How many other explanations there are.
    pub others: usize,
}

impl Suspicion {
    /// The options of the command line by which the file would be read so.
    pub fn options(&self) -> String {
        let Reading { crs, swapped, unit, datum } = self.candidate.reading;
        let mut options = format!("--crs {crs}");
        if swapped {
            options.push_str(" --swap-axes");
        }
        if unit != CoordinateUnit::Own {
            options.push_str(&format!(" --unit {unit}"));
        }
        if datum != DatumShift::Standard {
            options.push_str(&format!(" --datum {datum}"));
        }
        options
    }

    /// Arguments of the texts: name and value.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        let Candidate { reading, evidence, .. } = &self.candidate;
        vec![
            ("declared", self.declared.clone()),
            ("crs", crs_name(reading.crs)),
            ("unit", reading.unit.id().to_owned()),
            ("offset", self.candidate.offset_m.map(length).unwrap_or_default()),
            ("count", evidence.coinciding.to_string()),
            ("sampled", evidence.sampled.to_string()),
            ("share", percent(evidence.share_coinciding())),
            ("inside", percent(evidence.share_within_place())),
            ("others", self.others.to_string()),
            ("option", self.options()),
        ]
    }

    /// Key of the text that says what speaks for it.
    pub const fn evidence_id(&self) -> &'static str {
        match self.candidate.evidence.basis() {
            Basis::KnownCorners => "import-evidence-corners",
            Basis::WholeMillimetres => "import-evidence-millimetres",
            Basis::Location => "import-evidence-location",
        }
    }
}

/// A CRS by code and, where it has one, central meridian: "EPSG:9209 (105°30′)".
fn crs_name(crs: FileCrs) -> String {
    match crs {
        FileCrs::Grid(grid) => format!("{crs} (VN-2000, {}, {}°)", grid.central_meridian_text(), grid.zone_width_deg()),
        FileCrs::Wgs84 => format!("{crs} (WGS 84)"),
        FileCrs::Vn2000 => format!("{crs} (VN-2000)"),
        FileCrs::Wgs84Utm { zone } => format!("{crs} (WGS 84 / UTM {zone}N)"),
        FileCrs::WebMercator => format!("{crs} (Web Mercator)"),
    }
}

/// A length with as many digits as it is sure of.
fn length(metres: f64) -> String {
    match metres {
        m if m < 10.0 => format!("{m:.2} m"),
        m if m < 10_000.0 => format!("{m:.0} m"),
        m => format!("{:.1} km", m / 1000.0),
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}", (share * 100.0).floor())
}

impl fmt::Display for Suspicion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Candidate { reading, kind, evidence, offset_m } = &self.candidate;
        write!(f, "{}", kind.fault())?;
        if !self.declared.is_empty() {
            write!(f, "; the file declares {}", self.declared)?;
        }
        write!(f, "; its numbers are probably {}", crs_name(reading.crs))?;
        if let Some(offset_m) = offset_m {
            write!(f, ", {} away", length(*offset_m))?;
        }
        match evidence.basis() {
            Basis::KnownCorners => {
                write!(f, "; read so, {} of {} vertices are known corners", evidence.coinciding, evidence.sampled)?;
            }
            Basis::WholeMillimetres => f.write_str("; read so, its vertices are whole millimetres")?,
            Basis::Location => f.write_str("; only the neighbourhood speaks for it")?,
        }
        write!(f, "; state how it is to be read, e.g. {}", self.options())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::ProjectCrs;

    #[test]
    fn faults_have_the_names_of_the_trade() {
        let grid = |epsg| FileCrs::Grid(ProjectCrs::from_epsg(epsg).expect("known"));
        let plain = |crs: FileCrs| Reading::of(crs);
        let swapped = |crs: FileCrs| Reading { swapped: true, ..Reading::of(crs) };
        let cases = [
            (Some(grid(5897)), plain(grid(9209)), SuspicionKind::CentralMeridian),
            (Some(grid(5897)), plain(grid(3405)), SuspicionKind::ZoneWidth),
            (Some(grid(5897)), plain(FileCrs::Wgs84Utm { zone: 48 }), SuspicionKind::GridOfOtherDatum),
            (Some(FileCrs::Wgs84), plain(FileCrs::Vn2000), SuspicionKind::Vn2000AsWgs84),
            (Some(FileCrs::Vn2000), plain(FileCrs::Wgs84), SuspicionKind::Wgs84AsVn2000),
            (Some(grid(5897)), swapped(grid(5897)), SuspicionKind::AxesSwapped),
            (Some(FileCrs::Wgs84), swapped(FileCrs::Wgs84), SuspicionKind::LatLonSwapped),
            (Some(FileCrs::Wgs84), swapped(grid(5897)), SuspicionKind::AxesSwapped),
            (Some(FileCrs::Wgs84), plain(grid(5897)), SuspicionKind::MetresAsDegrees),
            (Some(grid(5897)), plain(FileCrs::Wgs84), SuspicionKind::DegreesAsMetres),
            (None, plain(grid(5897)), SuspicionKind::Undeclared),
            (None, swapped(grid(5897)), SuspicionKind::AxesSwapped),
        ];
        for (stated, reading, kind) in cases {
            assert_eq!(SuspicionKind::of(stated, reading), kind, "{stated:?} {reading}");
        }
        let datum = |datum| SuspicionKind::of(Some(grid(5897)), Reading { datum, ..plain(grid(5897)) });
        assert_eq!(
            DatumShift::ALL[1..].iter().map(|d| datum(*d).id()).collect::<Vec<_>>(),
            ["shift-missing", "rotations-reversed", "rotations-missing", "other-operation"]
        );
        for kind in SuspicionKind::ALL {
            assert_eq!(kind.message_id(), format!("import-suspect-{}", kind.id()));
        }
    }
}
