//! What leaves, and how: which alternative, in which format, how exact, in which language, and why although it does not pass.

use super::alternatives::AlternativeId;
use super::i18n::Language;
use crate::geometry::crs::Decimals;
use crate::io::{Format, PackageSchema};

/// A plan to be exported, as it was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOrder {
    /// Which alternative.
    pub alternative: AlternativeId,
    /// Which tables a GeoPackage has.
    pub schema: PackageSchema,
    /// Decimals of degrees, where degrees are written.
    pub decimals: Decimals,
    /// Language of tables.
    pub language: Language,
    /// Why it leaves although it does not pass.
    pub draft_reason: Option<String>,
}

/// What exports are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportGroup {
    /// To be handed over.
    HandOver,
    /// For geographic information systems.
    Gis,
    /// For drawing and for looking at.
    Drawing,
    /// Tables.
    Tables,
}

impl ExportGroup {
    /// All groups, in the order of the list.
    pub const ALL: [Self; 4] = [Self::HandOver, Self::Gis, Self::Drawing, Self::Tables];

    /// Id of its name.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::HandOver => "dialog-export-group-handover",
            Self::Gis => "dialog-export-group-gis",
            Self::Drawing => "dialog-export-group-drawing",
            Self::Tables => "dialog-export-group-tables",
        }
    }
}

/// A kind of file to export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportKind {
    /// Its format.
    pub format: Format,
    /// The tables of a GeoPackage.
    pub schema: PackageSchema,
}

impl ExportKind {
    /// The kinds that can be written, in the order of the list.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = Format::ALL.into_iter().map(|format| Self { format, schema: PackageSchema::Plain });
        let tt16 = Self { format: Format::GeoPackage, schema: PackageSchema::Tt16 };
        plain.chain([tt16]).filter(|kind| kind.format.is_written())
    }

    /// What it is for.
    pub const fn group(self) -> ExportGroup {
        match (self.format, self.schema) {
            (Format::GeoJson, _) | (Format::GeoPackage, PackageSchema::Tt16) => ExportGroup::HandOver,
            (Format::GeoPackage | Format::Shapefile | Format::FlatGeobuf | Format::GeoJsonSequence, _) => ExportGroup::Gis,
            (Format::Dxf | Format::Kml | Format::Kmz, _) => ExportGroup::Drawing,
            (Format::Csv | Format::Xlsx, _) => ExportGroup::Tables,
        }
    }

    /// Id of the line that says what it is for.
    pub const fn text_id(self) -> &'static str {
        match (self.format, self.schema) {
            (Format::GeoPackage, PackageSchema::Tt16) => "dialog-export-tt16",
            (Format::GeoJson, _) => "dialog-export-geojson",
            (Format::GeoPackage, _) => "dialog-export-geopackage",
            (Format::Shapefile, _) => "dialog-export-shapefile",
            (Format::FlatGeobuf, _) => "dialog-export-flatgeobuf",
            (Format::GeoJsonSequence, _) => "dialog-export-geojsonl",
            (Format::Dxf, _) => "dialog-export-dxf",
            (Format::Kml, _) => "dialog-export-kml",
            (Format::Kmz, _) => "dialog-export-kmz",
            (Format::Csv, _) => "dialog-export-csv",
            (Format::Xlsx, _) => "dialog-export-xlsx",
        }
    }

    /// Whether one can choose how many decimals of a degree are written.
    pub const fn has_decimals(self) -> bool {
        matches!(self.format, Format::GeoJson)
    }
}

/// The choices of decimals, the exact one first.
pub const DECIMALS: [Decimals; 5] =
    [Decimals::Fewest, Decimals::AtMost(9), Decimals::AtMost(8), Decimals::AtMost(7), Decimals::AtMost(6)];

/// By how much a position with so many decimals can lie off, in millimetres: half of the last place, in both directions.
pub fn decimals_error_mm(decimals: u8) -> f64 {
    const MM_PER_DEGREE: f64 = 111_700_000.0;
    0.5 * 10_f64.powi(-i32::from(decimals)) * MM_PER_DEGREE * std::f64::consts::SQRT_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_that_is_written_is_offered_in_a_group() {
        let kinds: Vec<_> = ExportKind::all().collect();
        for format in Format::ALL.into_iter().filter(|format| format.is_written()) {
            assert!(kinds.iter().any(|kind| kind.format == format), "{format:?}");
        }
        assert_eq!(kinds.iter().filter(|kind| kind.format == Format::GeoPackage).count(), 2);
        assert!(kinds.iter().all(|kind| ExportGroup::ALL.contains(&kind.group())));
        assert!((decimals_error_mm(6) - 78.98).abs() < 0.1 && decimals_error_mm(9) < 0.1);
    }
}
