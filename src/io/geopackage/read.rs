//! Reading a GeoPackage, including a foreign or a damaged one, without changing a byte of it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};
use tempfile::TempDir;

use super::super::import_error::{ImportError, MAX_FILE_BYTES};
use super::super::source::{DeclaredCrs, Shape};
use super::super::watch::{Stage, Unwatched, Watch};
use super::{Column, ColumnKind, FeatureTable, Field, GeometryColumn, Row, quoted, wkb};

/// How every SQLite file begins.
pub(super) const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";
/// How long a file that another program is writing is waited for.
const PATIENCE: Duration = Duration::from_secs(1);
/// After so many rows it is asked whether to go on.
const ROWS_PER_ASKING: usize = 256;
/// Name of a copy in its folder.
const COPY: &str = "copy.gpkg";

/// Reads all tables that the package lists as features or attributes, in the order it lists them.
///
/// Neither triggers nor views of the file are run; a listed view or virtual table is left out. The file is opened read-only.
pub fn read_tables(path: &Path) -> Result<Vec<FeatureTable>, ImportError> {
    read_tables_watched(path, &Unwatched)
}

/// Reads tables as [`read_tables`] does while someone waits; [`ImportError::Stopped`] if nobody wants them any more.
pub fn read_tables_watched(path: &Path, watch: &dyn Watch) -> Result<Vec<FeatureTable>, ImportError> {
    let file = open(path)?;
    let database = &file.database;
    let listed = listed_tables(database).map_err(|e| refused(path, &e))?;
    let mut tables = Vec::with_capacity(listed.len());
    for table in listed {
        tables.push(read_table(database, table, watch).map_err(|e| refused(path, &e))?.ok_or(ImportError::Stopped)?);
    }
    Ok(tables)
}

/// A GeoPackage opened for nothing but reading.
#[derive(Debug)]
pub(super) struct ReadOnly {
    pub(super) database: Connection,
    /// Where it is read, if not where it lies.
    _copy: Option<TempDir>,
}

/// Why SQLite does not read a file.
fn refused(path: &Path, error: &rusqlite::Error) -> ImportError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => ImportError::InUse { path: path.to_owned() },
        _ => ImportError::NotGeoPackage { path: path.to_owned(), detail: error.to_string() },
    }
}

/// Opens a GeoPackage so that neither it nor its folder changes, and nothing in it is run.
pub(super) fn open(path: &Path) -> Result<ReadOnly, ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: path.to_owned(), source };
    let not_a_package = |detail: &str| ImportError::NotGeoPackage { path: path.to_owned(), detail: detail.to_owned() };
    let mut header = [0; 100];
    let mut file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > MAX_FILE_BYTES {
        return Err(ImportError::TooLarge { size_mb: size >> 20 });
    }
    if size == 0 {
        return Err(ImportError::Empty);
    }
    if file.read_exact(&mut header).is_err() || !header.starts_with(SQLITE_MAGIC) {
        return Err(not_a_package("it is no SQLite database"));
    }
    // in write-ahead mode SQLite would put files beside the database even to read it, unless told that nobody writes
    let is_wal = header[18] == 2 || header[19] == 2;
    let log = sidecar(path, "-wal");
    let log_size = std::fs::metadata(&log).map_or(0, |log| log.len());
    if log_size > MAX_FILE_BYTES {
        return Err(ImportError::TooLarge { size_mb: log_size >> 20 });
    }
    // what another program has not yet put into the file is read too, from a copy, where SQLite may put what it likes beside it
    let copy = (is_wal && log_size > 0).then(|| copied(path, &log)).transpose().map_err(unreadable)?;
    let place = copy.as_ref().map_or_else(|| path.to_owned(), |folder| folder.path().join(COPY));
    let options = if is_wal && copy.is_none() { "?mode=ro&immutable=1" } else { "?mode=ro" };
    let access = if copy.is_some() { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    let options = if copy.is_some() { "" } else { options };
    let flags = access | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let damaged = |e: rusqlite::Error| refused(path, &e);
    let database = Connection::open_with_flags(file_uri(&place, options).map_err(unreadable)?, flags).map_err(damaged)?;
    database.busy_timeout(PATIENCE).map_err(damaged)?;
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        database.set_db_config(setting, on).map_err(damaged)?;
    }
    // one transaction: what another program writes meanwhile is not seen in part
    database
        .execute_batch("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA query_only = ON; BEGIN;")
        .map_err(damaged)?;
    let has_contents = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'gpkg_contents'";
    let contents: i64 = database.query_row(has_contents, [], |row| row.get(0)).map_err(damaged)?;
    if contents == 0 {
        return Err(not_a_package("it lists no contents (gpkg_contents)"));
    }
    Ok(ReadOnly { database, _copy: copy })
}

/// What SQLite puts beside a database.
pub(super) fn sidecar(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A copy of a database and of its log, in a folder that goes with it.
fn copied(path: &Path, log: &Path) -> std::io::Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join(COPY);
    std::fs::copy(path, &copy)?;
    std::fs::copy(log, sidecar(&copy, "-wal"))?;
    Ok(folder)
}

/// A `file:` URI, the only way to hand options to SQLite; everything that could mean something in a URI is escaped.
fn file_uri(path: &Path, options: &str) -> std::io::Result<String> {
    let absolute = std::path::absolute(path)?;
    let text = absolute.to_str().ok_or_else(|| std::io::Error::other("the path is not Unicode"))?;
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() };
    let root = if text.starts_with('/') { "" } else { "/" };
    let mut uri = format!("file://{root}");
    for &byte in text.as_bytes() {
        match byte {
            b'/' | b':' | b'-' | b'_' | b'.' => uri.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    Ok(uri + options)
}

/// A table as `gpkg_contents` lists it.
struct Listed {
    name: String,
    identifier: String,
    description: String,
    geometry: Option<GeometryColumn>,
}

/// The tables of the package that are ordinary tables.
fn listed_tables(database: &Connection) -> rusqlite::Result<Vec<Listed>> {
    let mut select = database.prepare(
        "SELECT c.table_name, c.identifier, c.description, c.data_type FROM gpkg_contents AS c
         JOIN sqlite_schema AS s ON s.type = 'table' AND s.name = c.table_name COLLATE NOCASE AND s.sql NOT LIKE 'create virtual%'
         WHERE c.data_type IN ('features', 'attributes', 'aspatial') ORDER BY c.rowid",
    )?;
    let rows = select.query_map([], |row| Ok([0, 1, 2, 3].map(|at| text(row, at))))?;
    let mut listed = Vec::new();
    for row in rows {
        let [name, identifier, description, data_type] = row?;
        let geometry = if data_type == "features" { geometry_column(database, &name)? } else { None };
        let identifier = if identifier.is_empty() { name.clone() } else { identifier };
        listed.push(Listed { name, identifier, description, geometry });
    }
    Ok(listed)
}

/// A text column as text whatever it holds.
pub(super) fn text(row: &rusqlite::Row<'_>, at: usize) -> String {
    match row.get_ref(at) {
        Ok(ValueRef::Text(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    }
}

fn geometry_column(database: &Connection, table: &str) -> rusqlite::Result<Option<GeometryColumn>> {
    let column = database.query_row(
        "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ? COLLATE NOCASE",
        [table],
        |row| Ok((text(row, 0), row.get::<_, Option<i64>>(1).ok().flatten().unwrap_or(-1))),
    );
    let Some((name, srs_id)) = column.optional()? else { return Ok(None) };
    let declared = database
        .query_row(
            "SELECT srs_name, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?",
            [srs_id],
            |row| Ok((text(row, 0), text(row, 1), row.get::<_, Option<i64>>(2).ok().flatten(), text(row, 3))),
        )
        .optional()?;
    let crs = match declared {
        None => DeclaredCrs::Unknown { name: format!("{srs_id}"), source: None },
        Some((name, organization, code, definition)) => {
            let code = code.filter(|_| organization.eq_ignore_ascii_case("epsg"));
            DeclaredCrs::from_definition(name, code, &definition)
        }
    };
    Ok(Some(GeometryColumn { name, crs }))
}

/// `None` if nobody wants it any more.
fn read_table(database: &Connection, listed: Listed, watch: &dyn Watch) -> rusqlite::Result<Option<FeatureTable>> {
    let Listed { name, identifier, description, geometry } = listed;
    let mut columns = Vec::new();
    let mut key = "rowid".to_owned();
    let mut info = database.prepare("SELECT name, type, pk FROM pragma_table_info(?)")?;
    let mut rows = info.query([&name])?;
    while let Some(row) = rows.next()? {
        let (column, sql_type, pk) = (text(row, 0), text(row, 1), row.get::<_, i64>(2)?);
        let is_geometry = geometry.as_ref().is_some_and(|g| g.name.eq_ignore_ascii_case(&column));
        if pk == 1 && sql_type.to_ascii_uppercase().contains("INT") {
            key = column;
        } else if !is_geometry {
            columns.push(Column { kind: column_kind(&sql_type), name: column });
        }
    }
    let shape = geometry.as_ref().map_or_else(|| "NULL".to_owned(), |g| quoted(&g.name));
    let names: Vec<String> = [quoted(&key), shape].into_iter().chain(columns.iter().map(|c| quoted(&c.name))).collect();
    let mut select = database.prepare(&format!("SELECT {} FROM {} ORDER BY 1", names.join(","), quoted(&name)))?;
    let count: i64 = database.query_row(&format!("SELECT count(*) FROM {}", quoted(&name)), [], |row| row.get(0))?;
    let count = usize::try_from(count).unwrap_or(0);
    let mut rows = select.query([])?;
    let mut table = FeatureTable { name, identifier, description, geometry, columns, rows: Vec::new() };
    while let Some(row) = rows.next()? {
        let done = table.rows.len();
        if done.is_multiple_of(ROWS_PER_ASKING) && !watch.goes_on(Stage::Records, done, count) {
            return Ok(None);
        }
        let key = row.get::<_, i64>(0).unwrap_or(table.rows.len() as i64 + 1);
        let shape = match row.get_ref(1)? {
            ValueRef::Null => Shape::Missing,
            ValueRef::Blob(blob) => wkb::decode(blob),
            _ => Shape::Broken("it is no blob".to_owned()),
        };
        let fields = (2..table.columns.len() + 2).map(|at| Ok(field(row.get_ref(at)?))).collect::<rusqlite::Result<_>>()?;
        table.rows.push(Row { key, shape, fields });
    }
    Ok(Some(table))
}

fn column_kind(sql_type: &str) -> ColumnKind {
    let sql_type = sql_type.to_ascii_uppercase();
    match sql_type.split('(').next().unwrap_or_default().trim() {
        "BOOLEAN" => ColumnKind::Boolean,
        "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "INTEGER" => ColumnKind::Integer,
        "FLOAT" | "DOUBLE" | "REAL" => ColumnKind::Real,
        "BLOB" => ColumnKind::Blob,
        "DATE" => ColumnKind::Date,
        "DATETIME" => ColumnKind::DateTime,
        _ => ColumnKind::Text,
    }
}

fn field(value: ValueRef<'_>) -> Field {
    match value {
        ValueRef::Null => Field::Null,
        ValueRef::Integer(number) => Field::Integer(number),
        ValueRef::Real(number) => Field::Real(number),
        ValueRef::Text(bytes) => Field::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Field::Blob(bytes.to_vec()),
    }
}
