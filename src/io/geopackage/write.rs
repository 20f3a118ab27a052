//! Writing a GeoPackage: a new file that takes the place of the old one whole.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, params};

use super::super::atomic::{self, WriteError};
use super::super::export_error::ExportError;
use super::super::fingerprint::Fingerprint;
use super::super::source::Shape;
use super::in_use::refuse_if_in_use;
use super::{APPLICATION_ID, Column, ColumnKind, FeatureTable, Field, GeometryColumn, Others, Row, USER_VERSION, quoted, wkb};
use crate::geometry::crs::FileCrs;

/// The tables every GeoPackage has.
const CORE_TABLES: &str = "
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
";
const WGS84_WKT: &str = r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]"#;

/// Writes `tables` as a new GeoPackage and puts it in the place of `path`; on failure the old file is untouched.
///
/// Polygons go into columns of type MULTIPOLYGON, points into columns of type POINT, in WGS 84 or a VN-2000 grid.
pub fn write(path: &Path, tables: &[FeatureTable]) -> Result<(), ExportError> {
    refuse_if_in_use(path)?;
    write_document(path, tables, None, &mut |_| {}).map(drop)
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What the file is now.
    pub fingerprint: Fingerprint,
    /// Tables of other programs that could not come along.
    pub left_out: Vec<String>,
}

/// Whether a table of this name is one of Hecta's own.
type IsOwn<'a> = &'a dyn Fn(&str) -> bool;

/// The same, with tables of another file that are none of Hecta's own; `announce` hears what the file will be just before it
/// takes its place. The caller has made sure that nobody uses the file ([`refuse_if_in_use`]), before he opened it himself.
pub fn write_document(
    path: &Path,
    tables: &[FeatureTable],
    others: Option<(Others, IsOwn<'_>)>,
    announce: &mut dyn FnMut(Fingerprint),
) -> Result<Written, ExportError> {
    let mut written = None;
    atomic::replace(path, |draft| {
        let mut database = Connection::open(draft)?;
        // the draft becomes the file only once it is on disk: it needs no journal of its own
        database.execute_batch(&format!(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {USER_VERSION};"
        ))?;
        let transaction = database.transaction()?;
        transaction.execute_batch(CORE_TABLES)?;
        put_crs(&transaction, tables)?;
        for table in tables {
            put_table(&transaction, table)?;
        }
        // closed here: Windows replaces no file that is open
        let copied = others.map(|(others, is_own)| others.copy_into(&transaction, is_own));
        let left_out = copied.transpose()?.unwrap_or_default();
        transaction.commit()?;
        database.close().map_err(|(_, source)| ExportError::Database { source })?;
        let fail = |source| WriteError { path: path.to_owned(), source };
        let fingerprint = Fingerprint::of(draft).map_err(fail)?.ok_or_else(|| fail(io::ErrorKind::NotFound.into()))?;
        announce(fingerprint);
        written = Some(Written { fingerprint, left_out });
        Ok::<(), ExportError>(())
    })?;
    written.ok_or_else(|| WriteError { path: path.to_owned(), source: io::ErrorKind::NotFound.into() }.into())
}

fn crs_of(column: &GeometryColumn) -> Result<FileCrs, ExportError> {
    match column.crs.usable() {
        Some(crs @ (FileCrs::Wgs84 | FileCrs::Grid(_))) => Ok(crs),
        Some(crs) => Err(ExportError::CrsNotWritten { crs }),
        None => Err(ExportError::CrsUnknown { column: column.name.clone() }),
    }
}

fn put_crs(database: &Connection, tables: &[FeatureTable]) -> Result<(), ExportError> {
    let mut insert = database.prepare(
        "INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition, description) VALUES (?,?,?,?,?,?)",
    )?;
    insert.execute(params![
        "Undefined cartesian SRS",
        -1,
        "NONE",
        -1,
        "undefined",
        "undefined cartesian coordinate reference system"
    ])?;
    insert.execute(params![
        "Undefined geographic SRS",
        0,
        "NONE",
        0,
        "undefined",
        "undefined geographic coordinate reference system"
    ])?;
    let about = "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid";
    insert.execute(params!["WGS 84 geodetic", 4326, "EPSG", 4326, WGS84_WKT, about])?;
    let mut grids = BTreeSet::new();
    for column in tables.iter().filter_map(|table| table.geometry.as_ref()) {
        if let FileCrs::Grid(crs) = crs_of(column)? {
            grids.insert(crs);
        }
    }
    for crs in grids {
        insert.execute(params![crs.name(), crs.epsg(), "EPSG", crs.epsg(), crs.wkt(), crs.name_vi()])?;
    }
    Ok(())
}

fn sql_type(kind: ColumnKind) -> String {
    let name = match kind {
        ColumnKind::ShortText(letters) => return format!("TEXT({letters})"),
        ColumnKind::Text => "TEXT",
        ColumnKind::Integer => "INTEGER",
        ColumnKind::Real => "DOUBLE",
        ColumnKind::Boolean => "BOOLEAN",
        ColumnKind::Blob => "BLOB",
        ColumnKind::Date => "DATE",
        ColumnKind::DateTime => "DATETIME",
    };
    name.to_owned()
}

/// The type of a column of shapes: points if there is nothing else.
fn geometry_type(table: &FeatureTable) -> &'static str {
    let is_point = |row: &Row| matches!(row.shape, Shape::WithoutArea { kind: "Point", .. });
    if !table.rows.is_empty() && table.rows.iter().all(is_point) { "POINT" } else { "MULTIPOLYGON" }
}

/// A name for the primary key that no column has.
fn key_name(table: &FeatureTable) -> String {
    let taken = |name: &str| {
        let columns = table.columns.iter().map(|column| column.name.as_str());
        columns.chain(table.geometry.as_ref().map(|g| g.name.as_str())).any(|column| column.eq_ignore_ascii_case(name))
    };
    let mut name = "fid".to_owned();
    while taken(&name) {
        name.push('_');
    }
    name
}

fn put_table(database: &Connection, table: &FeatureTable) -> Result<(), ExportError> {
    let key = key_name(table);
    let crs = table.geometry.as_ref().map(crs_of).transpose()?;
    let mut definitions = vec![format!("{} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", quoted(&key))];
    let mut names = vec![quoted(&key)];
    if let Some(geometry) = &table.geometry {
        definitions.push(format!("{} {}", quoted(&geometry.name), geometry_type(table)));
        names.push(quoted(&geometry.name));
    }
    for Column { name, kind } in &table.columns {
        definitions.push(format!("{} {}", quoted(name), sql_type(*kind)));
        names.push(quoted(name));
    }
    database.execute_batch(&format!("CREATE TABLE {} ({})", quoted(&table.name), definitions.join(", ")))?;
    let bounds = bounds(table).map(|b| b.map(Some)).unwrap_or_default();
    let (data_type, srs_id) = (if crs.is_some() { "features" } else { "attributes" }, crs.map(FileCrs::epsg));
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) VALUES (?,?,?,?,?,?,?,?,?)",
        params![table.name, data_type, table.identifier, table.description, bounds[0], bounds[1], bounds[2], bounds[3], srs_id],
    )?;
    if let Some(geometry) = &table.geometry {
        let values = params![table.name, geometry.name, geometry_type(table), srs_id];
        database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)", values)?;
    }
    let marks = vec!["?"; names.len()].join(",");
    let mut insert = database.prepare(&format!("INSERT INTO {} ({}) VALUES ({marks})", quoted(&table.name), names.join(",")))?;
    for row in &table.rows {
        let blob = match (&row.shape, crs) {
            (Shape::Polygons { polygons, .. }, Some(crs)) => Field::Blob(wkb::encode(polygons, crs.epsg() as i32)),
            (Shape::WithoutArea { kind: "Point", paths }, Some(crs)) => {
                let point = paths.first().and_then(|path| path.first());
                point.map_or(Field::Null, |point| Field::Blob(wkb::encode_point(*point, crs.epsg() as i32)))
            }
            _ => Field::Null,
        };
        let mut values: Vec<&dyn ToSql> = vec![&row.key];
        if crs.is_some() {
            values.push(&blob);
        }
        values.extend(row.fields.iter().map(|field| field as &dyn ToSql));
        insert.execute(&values[..])?;
    }
    Ok(())
}

/// West, south, east and north of all shapes.
fn bounds(table: &FeatureTable) -> Option<[f64; 4]> {
    let paths = |row: &'_ Row| match &row.shape {
        Shape::Polygons { polygons, .. } => polygons.concat(),
        Shape::WithoutArea { paths, .. } => paths.clone(),
        _ => Vec::new(),
    };
    let grow = |b: [f64; 4], p: &[f64; 2]| [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])];
    let nothing = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let bounds = table.rows.iter().flat_map(paths).flatten().fold(nothing, |bounds, position| grow(bounds, &position));
    bounds[0].is_finite().then_some(bounds)
}

impl ToSql for Field {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
