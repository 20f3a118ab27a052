//! Tables of other programs in a GeoPackage that Hecta writes anew: they come along.
//!
//! Tables come with their rows and indices, views as they are written down, and with them what GeoPackage says about them. Not so
//! spatial indices, which only their program can keep (QGIS offers to make them again), and triggers: no code of a file is run.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::quoted;
use super::read::{ReadOnly, open, text};

/// Tables of GeoPackage of which only rows about carried tables are taken over, or none.
const OF_THE_FORMAT: [&str; 5] =
    ["gpkg_spatial_ref_sys", "gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions", "gpkg_ogr_contents"];
const EXTENSIONS: &str = "
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
";
const SPATIAL_INDEX: &str = "gpkg_rtree_index";

/// A GeoPackage whose tables of other programs are to come along.
#[derive(Debug)]
pub struct Others {
    old: ReadOnly,
}

/// Something in the schema of a database: kind, name, table it belongs to, how it was made.
struct Entry {
    kind: String,
    name: String,
    table: String,
    sql: String,
}

impl Others {
    /// The file, opened read-only; `None` if there is none that can be read.
    pub fn of(path: &Path) -> Option<Self> {
        Some(Self { old: open(path).ok()? })
    }

    /// The texts in a column of a table; none if there is no such one.
    pub fn texts(&self, table: &str, column: &str) -> Vec<String> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut select = self.old.database.prepare(&format!("SELECT {} FROM {}", quoted(column), quoted(table)))?;
            let rows = select.query_map([], |row| Ok(text(row, 0)))?;
            rows.collect()
        };
        read().unwrap_or_default()
    }

    /// Copies all tables that are not Hecta's own into a new GeoPackage that has those already; returns the names of what could
    /// not come along.
    pub(super) fn copy_into(self, new: &Connection, is_own: &dyn Fn(&str) -> bool) -> rusqlite::Result<Vec<String>> {
        let is_others = |name: &str| {
            let is_format = OF_THE_FORMAT.iter().any(|own| own.eq_ignore_ascii_case(name));
            !is_format && !name.to_ascii_lowercase().starts_with("sqlite_") && !is_own(name)
        };
        let (mut carried, mut left_out) = (BTreeSet::new(), Vec::new());
        let entries = self.entries()?;
        for Entry { name, sql, .. } in entries.iter().filter(|entry| entry.kind == "table" && is_others(&entry.name)) {
            if is_made_by(sql, "create table") && new.execute(sql, []).is_ok() {
                self.copy_rows(new, name, "")?;
                carried.insert(name.to_ascii_lowercase());
            } else {
                left_out.push(name.clone());
            }
        }
        for Entry { kind, name, table, sql } in &entries {
            let is_index = kind == "index" && carried.contains(&table.to_ascii_lowercase());
            let is_view = kind == "view" && is_others(name);
            let beginning = if is_view { "create view" } else { "create" };
            if (is_index || is_view) && !(is_made_by(sql, beginning) && new.execute(sql, []).is_ok()) {
                left_out.push(name.clone());
            } else if is_view {
                carried.insert(name.to_ascii_lowercase());
            }
        }
        self.copy_descriptions(new, &carried)?;
        Ok(left_out)
    }

    /// Tables, views and indices with a text of their own. Virtual tables and what belongs to them are left out.
    fn entries(&self) -> rusqlite::Result<Vec<Entry>> {
        let mut select = self.old.database.prepare(
            "SELECT s.type, s.name, s.tbl_name, s.sql FROM sqlite_schema AS s
             LEFT JOIN pragma_table_list AS l ON l.schema = 'main' AND l.name = s.name
             WHERE s.type IN ('table', 'view', 'index') AND s.sql IS NOT NULL
               AND coalesce(l.type, 'index') NOT IN ('virtual', 'shadow') ORDER BY s.rowid",
        )?;
        let entry = |row: &rusqlite::Row<'_>| {
            Ok(Entry { kind: text(row, 0), name: text(row, 1), table: text(row, 2), sql: text(row, 3) })
        };
        let rows = select.query_map([], entry)?;
        rows.collect()
    }

    /// What GeoPackage says about the tables carried, and the systems of coordinates of the file.
    fn copy_descriptions(&self, new: &Connection, carried: &BTreeSet<String>) -> rusqlite::Result<()> {
        let names: Vec<String> = carried.iter().map(|name| format!("'{}'", name.replace('\'', "''"))).collect();
        let of_carried = format!("WHERE lower(table_name) IN ({})", names.join(","));
        self.copy_rows(new, "gpkg_spatial_ref_sys", "")?;
        if !names.is_empty() {
            self.copy_rows(new, "gpkg_contents", &of_carried)?;
            self.copy_rows(new, "gpkg_geometry_columns", &of_carried)?;
        }
        let has_extensions = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'gpkg_extensions'";
        let count: i64 = self.old.database.query_row(has_extensions, [], |row| row.get(0))?;
        if count > 0 {
            new.execute_batch(EXTENSIONS)?;
            let about = if names.is_empty() { String::new() } else { format!(" OR lower(table_name) IN ({})", names.join(",")) };
            let condition = format!("WHERE extension_name <> '{SPATIAL_INDEX}' AND (table_name IS NULL{about})");
            self.copy_rows(new, "gpkg_extensions", &condition)?;
        }
        Ok(())
    }

    /// Copies rows, column by column of those that both tables have; rows that contradict one that is there stay behind.
    fn copy_rows(&self, new: &Connection, table: &str, condition: &str) -> rusqlite::Result<()> {
        let theirs = columns(new, table)?;
        let shared: Vec<String> = columns(&self.old.database, table)?
            .into_iter()
            .filter(|c| theirs.iter().any(|t| t.eq_ignore_ascii_case(c)))
            .collect();
        if shared.is_empty() {
            return Ok(());
        }
        let names = shared.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(",");
        let marks = vec!["?"; shared.len()].join(",");
        let mut insert = new.prepare(&format!("INSERT OR IGNORE INTO {} ({names}) VALUES ({marks})", quoted(table)))?;
        let mut select = self.old.database.prepare(&format!("SELECT {names} FROM {} {condition}", quoted(table)))?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let values: Vec<Value> = (0..shared.len()).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?;
            insert.execute(params_from_iter(values))?;
        }
        Ok(())
    }
}

/// The columns of a table that hold values of their own.
fn columns(database: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut select = database.prepare("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0")?;
    let rows = select.query_map([table], |row| Ok(text(row, 0)))?;
    rows.collect()
}

/// Whether a text of a schema does what it should: it comes from a file and may say anything.
fn is_made_by(sql: &str, beginning: &str) -> bool {
    let words = sql.split_whitespace().take(2).collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    words.starts_with(beginning)
}
