//! Why a file as a whole cannot be read. `Display` is English, for the command line; the window looks texts up by `message_id`.

use std::path::PathBuf;

use super::corner_table::Fault;
use super::format::Format;
use super::guard::Suspicion;
use super::problem::Place;
use crate::geometry::crs::CrsError;

/// Largest file read, in bytes; a province at full detail stays below.
pub const MAX_FILE_BYTES: u64 = 1 << 29;

/// Most positions read from one file: the cadastral parcels of a province. In memory they take half a gigabyte while they are placed.
pub const MAX_POSITIONS: usize = 16_000_000;

/// Most positions of a plan, whose every vertex is held against all others: several times the parcels of a district.
pub const MAX_PLAN_POSITIONS: usize = 4_000_000;

/// Most features read from one file.
pub const MAX_FEATURES: usize = 4_000_000;

/// Why a file as a whole cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be opened or read.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Nobody wants what would be read any more.
    #[error("reading was stopped; nothing has changed")]
    Stopped,
    /// The file is too large.
    #[error("the file has {size_mb} MB, more than {} MB are not read; split it or leave out what the plan does not need", MAX_FILE_BYTES >> 20)]
    TooLarge {
        /// Its size in MB (2²⁰ bytes).
        size_mb: u64,
    },
    /// More positions than a plan, or what is shown behind one, can make use of.
    #[error("the file has {count} positions or more, more than {most} are not read; simplify it or cut out the area of the plan")]
    TooManyPositions {
        /// How many there are at least.
        count: usize,
        /// How many are read: [`MAX_POSITIONS`], or [`MAX_PLAN_POSITIONS`] of a plan.
        most: usize,
    },
    /// More features than can be shown.
    #[error("the file has {count} features or more, more than {MAX_FEATURES} are not read; cut out the area of the plan")]
    TooManyFeatures {
        /// How many there are at least.
        count: usize,
    },
    /// A project of a newer Hecta.
    #[error("{path} was written by a newer Hecta; update Hecta to open it")]
    NewerVersion {
        /// The file.
        path: PathBuf,
    },
    /// Another program is writing the file.
    #[error("{path} is being written by another program; close it there and try again")]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// No bytes at all.
    #[error("the file is empty; export it again")]
    Empty,
    /// A format that is not read.
    #[error("{found} is not a format Hecta reads; it reads {}", Format::endings_of(Format::is_read))]
    UnknownFormat {
        /// Extension or what the content looks like.
        found: String,
    },
    /// Text in another encoding.
    #[error("the file is not UTF-8{}; save it as UTF-8", if *.utf16 { ", it looks like UTF-16".to_owned() } else { format!(" (byte {offset})") })]
    NotUtf8 {
        /// First byte that is not UTF-8, from 0.
        offset: usize,
        /// Whether it starts as UTF-16 does.
        utf16: bool,
    },
    /// Not JSON, or broken JSON.
    #[error("not JSON: {detail} at line {line}, column {column}; export the file again")]
    NotJson {
        /// What the parser says.
        detail: String,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// The text ends too early.
    #[error("unexpected end of the file at line {line}, column {column}: it is cut off; copy or export it again")]
    UnexpectedEnd {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// A number beyond every range, e.g. 1e999.
    #[error("a number at line {line}, column {column} is not finite; correct it")]
    NotFinite {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// Brackets in brackets without end.
    #[error("the file nests brackets too deeply at line {line}, column {column}; it is not a map")]
    TooDeep {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// JSON but not GeoJSON.
    #[error("not GeoJSON: {found}; a feature collection, a feature or a geometry is expected")]
    NotGeoJson {
        /// What stands there instead.
        found: String,
    },
    /// Not a drawing, or a damaged one.
    #[error("not a usable DXF drawing: {detail}; save it again as DXF from the program that drew it")]
    NotDxf {
        /// What is missing or damaged.
        detail: String,
    },
    /// Not KML, or damaged.
    #[error("not usable KML: {detail}; export the file again")]
    NotKml {
        /// What is missing or damaged.
        detail: String,
    },
    /// A KMZ archive that is refused.
    #[error("the KMZ archive is refused: {detail}")]
    NotKmz {
        /// Why.
        detail: String,
    },
    /// All positions are metres and the file does not say in which CRS.
    #[error(
        "{place}: {first}, {second} are not degrees but look like metres and the file names no coordinate system; state it, e.g. --crs EPSG:5897"
    )]
    NotDegrees {
        /// The first such position.
        place: Place,
        /// First number.
        first: f64,
        /// Second number.
        second: f64,
    },
    /// The declared CRS cannot be used.
    #[error("the coordinate system {declared} of the file cannot be used: {source}; state another, e.g. --crs EPSG:5897")]
    UnusableCrs {
        /// What the file says.
        declared: String,
        /// Why.
        source: CrsError,
    },
    /// The layer does not say which CRS its metres are in.
    #[error("layer {layer} names no coordinate system; state it, e.g. --crs EPSG:5897")]
    NoCrs {
        /// The layer.
        layer: String,
    },
    /// What the file declares about its coordinates, or leaves out, is contradicted by their numbers, and read so it is no map.
    #[error("{0}")]
    SuspectCrs(Box<Suspicion>),
    /// PROJ does not work.
    #[error(transparent)]
    Crs(CrsError),
    /// Not a GeoPackage, or a damaged one.
    #[error("{path} is not a usable GeoPackage: {detail}")]
    NotGeoPackage {
        /// The file.
        path: PathBuf,
        /// What is missing or damaged.
        detail: String,
    },
    /// Not what its ending or its first bytes say, or damaged.
    #[error("the file is not usable as {}: {detail}; export it again", .format.name())]
    Unusable {
        /// What it should be.
        format: Format,
        /// What is missing or damaged.
        detail: String,
    },
    /// A text or workbook in which no corners can be read.
    #[error("no corner table can be read: {fault}")]
    CornerTable {
        /// What is wrong with it.
        fault: Box<Fault>,
    },
    /// An archive that unpacks to too much.
    #[error("the file unpacks to more than {most_mb} MB or into too many files; it is not read")]
    ArchiveTooLarge {
        /// The most that is unpacked, MB (2²⁰ bytes).
        most_mb: u64,
    },
    /// A ZIP archive that cannot be unpacked.
    #[error("the file is damaged: {detail}; export it again")]
    DamagedArchive {
        /// What the library says.
        detail: String,
    },
    /// A workbook that cannot be read.
    #[error("the workbook cannot be read: {detail}; save it again as .xlsx")]
    DamagedWorkbook {
        /// What the library says.
        detail: String,
    },
    /// A GeoPackage without a layer of polygons.
    #[error("{path} holds no layer of polygons")]
    NoPolygonLayer {
        /// The file.
        path: PathBuf,
    },
}

impl ImportError {
    /// Key of the text in the tables of `assets/i18n`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "error-cannot-read",
            Self::Stopped => "error-stopped",
            Self::TooLarge { .. } => "error-too-large",
            Self::TooManyPositions { .. } => "error-too-many-positions",
            Self::TooManyFeatures { .. } => "error-too-many-features",
            Self::NewerVersion { .. } => "error-newer-version",
            Self::InUse { .. } => "error-in-use",
            Self::Empty => "error-empty-file",
            Self::UnknownFormat { .. } => "error-unknown-format",
            Self::NotUtf8 { utf16: true, .. } => "error-utf16",
            Self::NotUtf8 { .. } => "error-not-utf8",
            Self::NotJson { .. } => "error-not-json",
            Self::UnexpectedEnd { .. } => "error-truncated",
            Self::NotFinite { .. } => "error-not-finite",
            Self::TooDeep { .. } => "error-too-deep",
            Self::NotGeoJson { .. } => "error-not-geojson",
            Self::NotDxf { .. } => "error-not-dxf",
            Self::NotKml { .. } => "error-not-kml",
            Self::NotKmz { .. } => "error-not-kmz",
            Self::NotDegrees { .. } => "error-not-degrees",
            Self::UnusableCrs { .. } => "error-unknown-crs",
            Self::NoCrs { .. } => "error-no-crs",
            Self::SuspectCrs(suspicion) => suspicion.candidate.kind.message_id(),
            Self::Crs(_) => "error-projection",
            Self::NotGeoPackage { .. } => "error-not-geopackage",
            Self::Unusable { .. } => "error-unusable-file",
            Self::NoPolygonLayer { .. } => "error-no-polygons",
            Self::CornerTable { .. } => "error-corner-table",
            Self::ArchiveTooLarge { .. } => "error-archive-too-large",
            Self::DamagedArchive { .. } => "error-damaged-archive",
            Self::DamagedWorkbook { .. } => "error-damaged-workbook",
        }
    }

    /// Arguments of the text but the `file` and, for [`ImportError::NotDegrees`], the `feature`: name and value.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        let at = |line: &usize, column: &usize| vec![("line", line.to_string()), ("column", column.to_string())];
        match self {
            Self::Stopped
            | Self::Empty
            | Self::NewerVersion { .. }
            | Self::InUse { .. }
            | Self::NotGeoJson { .. }
            | Self::NoPolygonLayer { .. } => Vec::new(),
            Self::UnknownFormat { .. } => vec![("value", Format::endings_of(Format::is_read))],
            Self::Unreadable { source, .. } => vec![("cause", source.to_string())],
            Self::TooLarge { size_mb } => vec![("value", size_mb.to_string()), ("most", (MAX_FILE_BYTES >> 20).to_string())],
            Self::TooManyPositions { count, most } => vec![("value", count.to_string()), ("most", most.to_string())],
            Self::TooManyFeatures { count } => vec![("value", count.to_string()), ("most", MAX_FEATURES.to_string())],
            Self::NotUtf8 { offset, .. } => vec![("value", offset.to_string())],
            Self::NotJson { detail, line, column } => [vec![("cause", detail.clone())], at(line, column)].concat(),
            Self::UnexpectedEnd { line, column } | Self::NotFinite { line, column } | Self::TooDeep { line, column } => {
                at(line, column)
            }
            Self::NotDegrees { first, second, .. } => vec![("value", format!("{first} {second}"))],
            Self::UnusableCrs { declared, .. } => vec![("crs", declared.clone())],
            Self::Crs(source) => vec![("cause", source.to_string())],
            Self::SuspectCrs(suspicion) => suspicion.arguments(),
            Self::NoCrs { layer } => vec![("layer", layer.clone())],
            Self::Unusable { format, detail } => vec![("format", format.name().to_owned()), ("cause", detail.clone())],
            Self::NotGeoPackage { detail, .. } | Self::NotDxf { detail } | Self::NotKml { detail } | Self::NotKmz { detail } => {
                vec![("cause", detail.clone())]
            }
            Self::DamagedArchive { detail } | Self::DamagedWorkbook { detail } => vec![("cause", detail.clone())],
            Self::CornerTable { fault } => vec![("cause", fault.to_string())],
            Self::ArchiveTooLarge { most_mb } => vec![("value", most_mb.to_string())],
        }
    }
}
