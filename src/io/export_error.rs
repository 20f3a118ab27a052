//! Why something could not be written.

use std::path::PathBuf;

use super::atomic::WriteError;
use super::format::Format;
use crate::check::Verdict;
use crate::geometry::crs::{CrsError, FileCrs};

/// Why something could not be written; a file that was there before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A vertex cannot be carried to the file's CRS.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// A CRS that is read but never written.
    #[error("{crs} is not written; use EPSG:4326 or a VN-2000 grid such as EPSG:5897")]
    CrsNotWritten {
        /// The CRS.
        crs: FileCrs,
    },
    /// A plan that does not pass, and no reason to let it out as a draft.
    #[error("the plan does not pass (verdict: {}); it leaves only as a draft with a reason, e.g. --draft \"for review\"", .verdict.id())]
    NeedsDraftReason {
        /// The verdict.
        verdict: Verdict,
    },
    /// An ending that stands for no format written here.
    #[error("\".{ending}\" is not a format Hecta writes; use {}", Format::endings_of(Format::is_written))]
    UnknownFormat {
        /// The ending, lower case, without its dot.
        ending: String,
    },
    /// A table without a CRS.
    #[error("the column {column} names no coordinate system")]
    CrsUnknown {
        /// The geometry column.
        column: String,
    },
    /// Attributes that JSON cannot carry.
    #[error("the attributes cannot be written as JSON: {source}")]
    Properties {
        /// Why.
        source: serde_json::Error,
    },
    /// A file of someone else where a further file of a set would lie.
    #[error("{path} is there and was not written by Hecta; choose another name for the file to write")]
    ForeignFile {
        /// The file.
        path: PathBuf,
    },
    /// What a Shapefile cannot hold.
    #[error("the Shapefile cannot be written: {detail}")]
    Shapefile {
        /// Why.
        detail: String,
    },
    /// A format that is tables, and none were given.
    #[error("there is no table to write")]
    NoTables,
    /// CSV that cannot be written.
    #[error("the table cannot be written: {source}")]
    Csv {
        /// Why.
        source: csv::Error,
    },
    /// A workbook that cannot be written, as where a table has more rows than a sheet.
    #[error("the workbook cannot be written: {detail}")]
    Workbook {
        /// Why.
        detail: String,
    },
    /// Attributes of one feature longer than a drawing can keep.
    #[error("the attributes of \"{feature}\" are too long for a drawing; shorten them or use another format")]
    AttributesTooLong {
        /// Name of the feature.
        feature: String,
    },
    /// An archive could not be made.
    #[error("the archive cannot be written: {detail}")]
    Archive {
        /// Why.
        detail: String,
    },
    /// The file system refused.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Another program is writing the file, or has not closed it.
    #[error("{path} is open in another program; close it there or choose another name")]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// SQLite refused.
    #[error("the GeoPackage cannot be written: {source}")]
    Database {
        /// Why.
        #[from]
        source: rusqlite::Error,
    },
}

impl ExportError {
    /// Key of the text in the tables of `assets/i18n`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Crs(_) => "error-projection",
            Self::CrsNotWritten { .. } => "error-unknown-crs",
            Self::NeedsDraftReason { .. } => "action-why-not-passing",
            Self::UnknownFormat { .. } => "error-unknown-format",
            Self::Write(_)
            | Self::Database { .. }
            | Self::Csv { .. }
            | Self::Workbook { .. }
            | Self::Archive { .. }
            | Self::Shapefile { .. } => "error-cannot-write",
            Self::InUse { .. } => "error-in-use",
            Self::AttributesTooLong { .. } => "error-attributes-too-long",
            Self::ForeignFile { .. } => "error-foreign-file",
            Self::CrsUnknown { .. } | Self::Properties { .. } | Self::NoTables => "error-internal",
        }
    }

    /// Arguments of the text but the `file`: name and value.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::ForeignFile { path } => vec![("path", path.display().to_string())],
            Self::NeedsDraftReason { .. } | Self::InUse { .. } => Vec::new(),
            Self::UnknownFormat { .. } => vec![("value", Format::endings_of(Format::is_written))],
            Self::AttributesTooLong { feature } => vec![("feature", feature.clone())],
            Self::CrsNotWritten { crs } => vec![("crs", crs.to_string())],
            Self::Write(error) => vec![("cause", error.source.to_string())],
            Self::Crs(_)
            | Self::Database { .. }
            | Self::CrsUnknown { .. }
            | Self::Properties { .. }
            | Self::NoTables
            | Self::Csv { .. }
            | Self::Archive { .. }
            | Self::Shapefile { .. }
            | Self::Workbook { .. } => vec![("cause", self.to_string())],
        }
    }
}
