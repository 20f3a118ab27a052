//! Where a plan and its boundary come from, and how the numbers of their files were understood: the decision stays in the document.

use serde::{Deserialize, Serialize};

use super::date::Date;
use crate::geometry::crs::Reading;

/// What a file gave to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceRole {
    /// Zones, and the boundary if the file has one.
    Plan,
    /// The boundary alone.
    Boundary,
}

/// Who decided how the numbers of a file are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    /// The file declares it, and nothing speaks against it.
    File,
    /// The file does not declare it; known corners prove it.
    Guard,
    /// The user stated it.
    User,
}

/// A file that a plan was made from, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// What it gave.
    pub role: SourceRole,
    /// Its name, without the folder.
    pub file: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, lower-case hexadecimal; of a shapefile that of the `.shp` alone. Empty where it could not be read again.
    pub sha256: String,
    /// The day it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_on: Option<Date>,
    /// The CRS it declares, as written there; empty for none.
    pub declared: String,
    /// How its numbers were read.
    pub reading: Reading,
    /// Who decided that.
    pub decided_by: DecidedBy,
    /// The name of the fault that the numbers speak of although somebody decided otherwise, e.g. "zone-width"; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doubt: String,
}
