//! The formats of files: told by their content where it is telling, else by the ending of their name.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::dxf;
use super::export_error::ExportError;
use super::import_error::{ImportError, MAX_FILE_BYTES};
use super::{flatgeobuf, geojson, shapefile};

/// How every SQLite file, and so every GeoPackage, begins.
const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";
/// How much of a file is looked at to tell its format.
const HEAD_BYTES: u64 = 4096;

/// A format of files with geometry or corner tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// RFC 7946, and GeoJSON 2008.
    GeoJson,
    /// GeoJSON features one a line (RFC 8142, newline-delimited).
    GeoJsonSequence,
    /// OGC GeoPackage.
    GeoPackage,
    /// ESRI Shapefile, with the files beside it.
    Shapefile,
    /// AutoCAD's exchange format, text or binary.
    Dxf,
    /// OGC KML.
    Kml,
    /// KML in a ZIP archive.
    Kmz,
    /// FlatGeobuf.
    FlatGeobuf,
    /// A table of corners as text.
    Csv,
    /// A workbook with tables of corners.
    Xlsx,
}

impl Format {
    /// Every format, in the order lists show them.
    pub const ALL: [Self; 10] = [
        Self::GeoJson,
        Self::GeoPackage,
        Self::Shapefile,
        Self::Dxf,
        Self::Kml,
        Self::Kmz,
        Self::Csv,
        Self::Xlsx,
        Self::GeoJsonSequence,
        Self::FlatGeobuf,
    ];

    /// What people call it, the same in both languages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GeoJson => "GeoJSON",
            Self::GeoJsonSequence => "GeoJSONL",
            Self::GeoPackage => "GeoPackage",
            Self::Shapefile => "Shapefile",
            Self::Dxf => "DXF",
            Self::Kml => "KML",
            Self::Kmz => "KMZ",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::Csv => "CSV",
            Self::Xlsx => "Excel",
        }
    }

    /// Endings of file names, in lower case without the dot; the first is the one to write.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::GeoJson => &["geojson", "json"],
            Self::GeoJsonSequence => &["geojsonl", "geojsons", "ndjson", "jsonl"],
            Self::GeoPackage => &["gpkg"],
            Self::Shapefile => &["shp"],
            Self::Dxf => &["dxf"],
            Self::Kml => &["kml"],
            Self::Kmz => &["kmz"],
            Self::FlatGeobuf => &["fgb"],
            Self::Csv => &["csv", "txt", "tsv"],
            Self::Xlsx => &["xlsx", "xlsm", "xls", "ods"],
        }
    }

    /// Whether files of it are read.
    pub const fn is_read(self) -> bool {
        matches!(
            self,
            Self::GeoJson
                | Self::GeoJsonSequence
                | Self::GeoPackage
                | Self::Shapefile
                | Self::FlatGeobuf
                | Self::Dxf
                | Self::Kml
                | Self::Kmz
                | Self::Csv
                | Self::Xlsx
        )
    }

    /// Whether plans are written in it.
    pub const fn is_written(self) -> bool {
        matches!(
            self,
            Self::GeoJson | Self::GeoPackage | Self::Shapefile | Self::Dxf | Self::Kml | Self::Kmz | Self::Csv | Self::Xlsx
        )
    }

    /// Whether files of it are tables: what is written is a report.
    pub const fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Xlsx)
    }

    /// The endings of the formats that `which` picks, for a message: ".geojson, .gpkg".
    pub fn endings_of(which: fn(Self) -> bool) -> String {
        let endings: Vec<_> = Self::ALL.into_iter().filter(|format| which(*format)).map(|format| format.endings()[0]).collect();
        endings.iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(", ")
    }

    /// The format a file name stands for by its ending.
    pub fn of_name(path: &Path) -> Option<Self> {
        let ending = ending_of(path);
        Self::ALL.into_iter().find(|format| format.endings().contains(&ending.as_str()))
    }

    /// The format a file to be written asks for by its ending.
    pub fn to_write(path: &Path) -> Result<Self, ExportError> {
        let written = Self::of_name(path).filter(|format| format.is_written());
        // other tables are read, but what is written under their endings is one of these two
        let written = written.filter(|format| !format.is_table() || matches!(ending_of(path).as_str(), "csv" | "xlsx"));
        written.ok_or_else(|| ExportError::UnknownFormat { ending: ending_of(path) })
    }

    /// The format of a file that is there: by its first bytes where they tell, else by its ending.
    pub fn of_content(path: &Path) -> Result<Self, ImportError> {
        let head = head_of(path)?;
        if head.starts_with(SQLITE_MAGIC) {
            return Ok(Self::GeoPackage);
        }
        if head.starts_with(dxf::BINARY_SENTINEL) {
            return Ok(Self::Dxf);
        }
        if head.starts_with(flatgeobuf::MAGIC) {
            return Ok(Self::FlatGeobuf);
        }
        if head.starts_with(&shapefile::FILE_CODE) {
            return Ok(Self::Shapefile);
        }
        if head.first() == Some(&geojson::RECORD_SEPARATOR) {
            return Ok(Self::GeoJsonSequence);
        }
        let begins_as_json = head.iter().find(|b| !b.is_ascii_whitespace()).is_some_and(|b| matches!(b, b'{' | b'['));
        match Self::of_name(path).filter(|format| format.is_read()) {
            Some(Self::Csv) | None if begins_as_json || ending_of(path).is_empty() => Ok(Self::GeoJson),
            Some(format) => Ok(format),
            None => Err(ImportError::UnknownFormat { found: format!(".{}", ending_of(path)) }),
        }
    }
}

/// The ending of a file name, in lower case without the dot; empty if it has none.
fn ending_of(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// The first bytes of a file, which is not too large to be read.
fn head_of(path: &Path) -> Result<Vec<u8>, ImportError> {
    let mut head = Vec::new();
    open(path)?.take(HEAD_BYTES).read_to_end(&mut head).map_err(|source| unreadable(path, source))?;
    Ok(head)
}

/// All bytes of a file; a larger one than [`MAX_FILE_BYTES`] is refused.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, ImportError> {
    let mut bytes = Vec::new();
    // also a file that grows while it is read stays within the limit
    open(path)?.take(MAX_FILE_BYTES).read_to_end(&mut bytes).map_err(|source| unreadable(path, source))?;
    Ok(bytes)
}

/// Opens an ordinary file: a pipe or a device could keep the program waiting, or never end.
fn open(path: &Path) -> Result<File, ImportError> {
    if !std::fs::metadata(path).map_err(|source| unreadable(path, source))?.is_file() {
        return Err(unreadable(path, std::io::Error::new(std::io::ErrorKind::InvalidInput, "it is not an ordinary file")));
    }
    let file = File::open(path).map_err(|source| unreadable(path, source))?;
    let size = file.metadata().map_err(|source| unreadable(path, source))?.len();
    if size > MAX_FILE_BYTES { Err(ImportError::TooLarge { size_mb: size >> 20 }) } else { Ok(file) }
}

fn unreadable(path: &Path, source: std::io::Error) -> ImportError {
    ImportError::Unreadable { path: path.to_owned(), source }
}
