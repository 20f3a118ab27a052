//! Why something could not be written.

use super::atomic::WriteError;
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
    /// The file system refused.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// SQLite refused.
    #[error("the GeoPackage cannot be written: {source}")]
    Database {
        /// Why.
        #[from]
        source: rusqlite::Error,
    },
}
