//! What can be told of a file without reading it.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// How the tables of a project that hold the settings of a plan begin.
const PROJECT_TABLES: &str = "hecta_plan*";

/// Whether a file is a project of Hecta's, not just a GeoPackage. The file is not changed.
pub fn holds_project(path: &Path) -> bool {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let count = Connection::open_with_flags(path, flags).and_then(|connection| {
        let sql = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name GLOB ?1";
        connection.query_row(sql, [PROJECT_TABLES], |row| row.get::<_, i64>(0))
    });
    size_of(path).is_some_and(|size| size > 0) && count.is_ok_and(|count| count > 0)
}

/// The size of a file in bytes; `None` if it is none or cannot be seen.
pub fn size_of(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_told_from_other_files_and_not_changed() {
        let folder = tempfile::tempdir().expect("a folder");
        let (project, other, text) =
            (folder.path().join("a.gpkg"), folder.path().join("b.gpkg"), folder.path().join("c.geojson"));
        for (path, table) in [(&project, "hecta_plan_2"), (&other, "zones")] {
            let connection = Connection::open(path).expect("a database");
            connection.execute(&format!("CREATE TABLE {table} (a)"), []).expect("a table");
        }
        fs::write(&text, "{}").expect("written");
        let before = fs::read(&project).expect("read");
        assert!(holds_project(&project) && !holds_project(&other) && !holds_project(&text));
        assert!(!holds_project(folder.path()) && !holds_project(&folder.path().join("none")));
        assert_eq!(fs::read(&project).expect("read"), before);
        assert_eq!((size_of(&text), size_of(folder.path())), (Some(2), None));
    }
}
