//! What other programs put into a project file, and what they are doing to it.

use std::path::{Path, PathBuf};

use hecta::app::{NoticeKind, Saved, Workspace};
use hecta::edit::Command;
use hecta::io::ImportError;
use hecta::io::project::open_alternatives;
use hecta::plan::ZoneAttributes;
use rusqlite::Connection;

use crate::workspace;

/// A window with a saved project, which then has what QGIS and others put there.
fn project() -> (tempfile::TempDir, PathBuf, Workspace) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("Đồ án.gpkg");
    let mut window = workspace(&folder.path().join("profile"));
    assert_eq!(window.save_as(&file), Saved::Yes);
    (folder, file, window)
}

const FOREIGN: &str = "
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_name TEXT, styleQML TEXT, useAsDefault BOOLEAN);
INSERT INTO layer_styles VALUES (7, 'zones', '<qgis/>', 1);
INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 'layer_styles');
INSERT INTO gpkg_spatial_ref_sys VALUES ('ETRS89', 4258, 'EPSG', 4258, 'GEOGCS[...]', NULL);
CREATE TABLE \"Cây xanh\" (fid INTEGER PRIMARY KEY, geom POINT, loài TEXT UNIQUE, cao REAL, dôi REAL AS (cao * 2));
INSERT INTO \"Cây xanh\" (fid, geom, loài, cao) VALUES (3, x'4750000100', 'Bàng', 4.5), (9, NULL, 'Phượng', NULL);
CREATE INDEX \"theo loài\" ON \"Cây xanh\" (loài);
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('Cây xanh', 'features', 'Cây', 4258);
INSERT INTO gpkg_geometry_columns VALUES ('Cây xanh', 'geom', 'POINT', 4258, 0, 0);
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL);
INSERT INTO gpkg_extensions VALUES ('Cây xanh', 'geom', 'gpkg_rtree_index', 'x', 'write-only'), (NULL, NULL, 'gpkg_metadata', 'x', 'read-write');
CREATE VIEW \"cây cao\" AS SELECT * FROM \"Cây xanh\" WHERE cao > 4;
CREATE TABLE bẫy (lần INTEGER);
CREATE TRIGGER sập AFTER INSERT ON \"Cây xanh\" BEGIN INSERT INTO bẫy VALUES (1); END;
";

fn add_foreign(file: &Path) {
    let database = Connection::open(file).expect("a database");
    database.execute_batch(FOREIGN).expect("valid");
    database.close().expect("closed");
}

/// All rows of a table as text.
fn rows(file: &Path, table: &str) -> Vec<String> {
    let database = Connection::open(file).expect("a database");
    let mut select = database.prepare(&format!("SELECT * FROM \"{table}\"")).expect("the table is there");
    let columns = select.column_count();
    let row = |row: &rusqlite::Row<'_>| Ok((0..columns).map(|at| format!("{:?}", row.get_ref(at))).collect::<Vec<_>>().join("|"));
    select.query_map([], row).expect("rows").map(|row| row.expect("a row")).collect()
}

fn rename_a_zone(window: &mut Workspace) {
    let zone = window.session().plan().order()[0];
    let attributes = ZoneAttributes { name_vi: "Đổi".into(), ..ZoneAttributes::default() };
    window.session_mut().perform(&Command::SetAttributes { zone, attributes: Box::new(attributes) }).expect("allowed");
}

#[test]
fn tables_of_other_programs_survive_saving_and_saving_elsewhere() {
    let (folder, file, mut window) = project();
    add_foreign(&file);
    let tables = ["layer_styles", "Cây xanh", "gpkg_geometry_columns"];
    let before = tables.map(|table| rows(&file, table));
    assert!(window.open(&file));
    rename_a_zone(&mut window);
    window.duplicate_alternative();
    assert_eq!(window.save(), Saved::Yes);
    let other = folder.path().join("Khác.gpkg");
    assert_eq!(window.save_as(&other), Saved::Yes);
    drop(window.take_notices());
    for file in [&file, &other] {
        for (table, before) in tables.into_iter().zip(&before) {
            let after = rows(file, table);
            assert!(before.iter().all(|row| after.contains(row)), "{table}: {before:?} {after:?}");
        }
        assert_eq!(rows(file, "layer_styles").len(), 1);
        assert_eq!(rows(file, "cây cao").len(), 1, "the view");
        assert_eq!(rows(file, "bẫy").len(), 0, "no trigger was run");
        let database = Connection::open(file).expect("a database");
        let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a count");
        assert_eq!(count("SELECT count(*) FROM gpkg_contents WHERE table_name IN ('Cây xanh', 'layer_styles')"), 2);
        assert_eq!(count("SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id = 4258"), 1);
        assert_eq!(count("SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_metadata'"), 1);
        assert_eq!(count("SELECT count(*) FROM gpkg_extensions"), 1, "there is no spatial index to speak of");
        assert_eq!(count("SELECT count(*) FROM sqlite_schema WHERE name = 'theo loài'"), 1);
        assert_eq!(count("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"), 0);
        let ours = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name LIKE 'zones%'";
        assert_eq!(count(ours), 2, "one for each alternative, none left of before");
    }
    let doc = open_alternatives(&file).expect("readable").expect("a project");
    assert_eq!(doc.alternatives.len(), 2);
    assert!(doc.alternatives.iter().all(|a| a.imported.problems.is_empty()));
}

#[test]
fn a_file_that_another_program_is_writing_or_has_not_closed_is_left_alone() {
    let (_folder, file, mut window) = project();
    rename_a_zone(&mut window);
    let saved = std::fs::read(&file).expect("readable");
    let other = Connection::open(&file).expect("a database");
    other.execute_batch("BEGIN IMMEDIATE; UPDATE zones SET name_vi = 'QGIS';").expect("their edit");
    assert_eq!(window.save(), Saved::No);
    let told = window.take_notices().pop().expect("a notice");
    assert!(told.kind == NoticeKind::Error && told.text.contains("chương trình khác"), "{}", told.text);
    other.execute_batch("ROLLBACK").expect("rolled back");
    assert_eq!(std::fs::read(&file).expect("readable"), saved);

    other.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).expect("a pragma");
    other.execute("UPDATE zones SET name_vi = 'trong nhật ký'", []).expect("updated");
    assert!(file.with_extension("gpkg-wal").exists());
    assert_eq!(window.save_over(), Saved::No, "not even if the planner insists");
    assert!(window.is_modified());
    drop(other);
    assert_eq!(window.save(), Saved::ChangedByOthers);
    assert_eq!(window.save_over(), Saved::Yes);
}

#[test]
fn what_another_program_has_only_in_its_log_is_read_and_nothing_is_left_beside() {
    let (folder, file, _window) = project();
    let other = Connection::open(&file).expect("a database");
    other.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).expect("a pragma");
    other.execute("UPDATE zones SET name_vi = 'trong nhật ký'", []).expect("updated");
    // as after a crash of that program: the file and its log, nobody who holds them
    let place = folder.path().join("sau sự cố");
    std::fs::create_dir(&place).expect("made");
    let crashed = place.join("Đồ án.gpkg");
    for ending in ["gpkg", "gpkg-wal"] {
        std::fs::copy(file.with_extension(ending), crashed.with_extension(ending)).expect("copied");
    }
    let all = |place: &Path| {
        let entries = std::fs::read_dir(place).expect("a folder").map(|entry| entry.expect("an entry").path());
        let mut all: Vec<_> = entries.map(|path| (path.clone(), std::fs::read(path).expect("readable"))).collect();
        all.sort();
        all
    };
    let before = all(&place);
    let doc = open_alternatives(&crashed).expect("readable").expect("a project").into_current();
    assert!(doc.imported.plan.zones().all(|zone| zone.attributes.name_vi == "trong nhật ký"));
    assert_eq!(all(&place), before, "no byte changed, no file came or went");
}

#[test]
fn a_file_that_is_locked_cannot_be_read_and_says_so() {
    let (_folder, file, _window) = project();
    let other = Connection::open(&file).expect("a database");
    other.execute_batch("BEGIN EXCLUSIVE; UPDATE zones SET name_vi = 'QGIS';").expect("their edit");
    assert!(matches!(open_alternatives(&file), Err(ImportError::InUse { .. })));
}
