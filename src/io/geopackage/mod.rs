//! GeoPackage (OGC 12-128r19): tables in, tables out. What the tables mean is the business of the modules above.

mod in_use;
mod layers;
mod others;
mod read;
mod wkb;
mod write;

use super::source::{DeclaredCrs, Shape};

pub use in_use::refuse_if_in_use;
pub use layers::{raw_layer, raw_layers, read_raw_layers_watched, table_from_regions};
pub use others::Others;
pub use read::{read_tables, read_tables_watched};
pub use write::{Written, write, write_document};

/// SQLite's application id of a GeoPackage: "GPKG".
const APPLICATION_ID: u32 = 0x4750_4B47;
/// Version written: 1.3.0, which every QGIS since 3.4 opens.
const USER_VERSION: u32 = 10_300;

/// A table of a GeoPackage: a layer of polygons, or plain attributes.
#[derive(Debug, Clone, PartialEq)]
pub struct FeatureTable {
    /// Name in the database; letters, digits and underscores travel best.
    pub name: String,
    /// What people see as the layer's name.
    pub identifier: String,
    /// What people see as its description.
    pub description: String,
    /// The polygon column; `None` for a table of attributes.
    pub geometry: Option<GeometryColumn>,
    /// The other columns but the primary key.
    pub columns: Vec<Column>,
    /// The rows, in order of their key.
    pub rows: Vec<Row>,
}

/// A column of multipolygons.
#[derive(Debug, Clone, PartialEq)]
pub struct GeometryColumn {
    /// Name of the column.
    pub name: String,
    /// What the file says about its CRS.
    pub crs: DeclaredCrs,
}

/// A column of attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// What a column of attributes holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text of any length.
    Text,
    /// Text of at most so many letters; read as [`Text`](Self::Text).
    ShortText(u16),
    /// Whole numbers.
    Integer,
    /// Floating-point numbers.
    Real,
    /// True or false, stored as 1 or 0.
    Boolean,
    /// Bytes.
    Blob,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A time in UTC, `YYYY-MM-DDThh:mm:ss.sssZ`.
    DateTime,
}

/// A value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// No value.
    Null,
    /// A whole number, or a truth value as 1 or 0.
    Integer(i64),
    /// A floating-point number.
    Real(f64),
    /// Text, a date or a time.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl From<&str> for Field {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Primary key.
    pub key: i64,
    /// Its geometry; [`Shape::Missing`] in a table of attributes.
    pub shape: Shape,
    /// One value per column of the table.
    pub fields: Vec<Field>,
}

/// Column of [`FeatureTable`]s in memory with further properties of a row as a JSON object.
pub(super) const MORE: &str = "hecta_more";

/// `name` as an SQL identifier.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests;
