use std::path::PathBuf;

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use super::*;
use crate::geometry::crs::Reading;
use crate::geometry::validity::region_from_raw;
use crate::geometry::{GridPoint, ProjectCrs, Region};
use crate::io::import::read_layers;
use crate::io::{ImportError, ProblemKind, ReadOptions, SourceLayer};

/// A temporary folder and a file name in it that would mean something in a URI or on Windows.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("Phương án 1 %20#?.gpkg");
    (folder, path)
}

fn region(rings: &[&[(i64, i64)]]) -> Region {
    let ring = |um: &&[(i64, i64)]| um.iter().map(|&(e, n)| GridPoint::new(614_763_030_123 + e, 2_272_510_792_457 + n)).collect();
    region_from_raw(&[rings.iter().map(ring).collect()]).0
}

fn sample() -> Vec<(Region, Map<String, Value>)> {
    let holed =
        region(&[&[(0, 0), (9_000_001, 3), (8_000_000, 7_000_001)], &[(5_000_000, 1), (6_000_000, 1), (6_000_000, 900_000)]]);
    let square = region(&[&[(0, 0), (-1_000_000, 0), (-1_000_000, -1_000_000), (0, -1_000_000)]]);
    let properties = |value: Value| value.as_object().cloned().unwrap_or_default();
    vec![
        (
            holed,
            properties(json!({"code": "SX", "name_vi": "Vùng sản xuất \"A\"", "count": 3, "share": 1, "open": true, "GEOM": 1})),
        ),
        (square, properties(json!({"code": null, "share": 0.25, "list": [1, "hai"], "open": false}))),
        (Region::empty(), Map::new()),
    ]
}

fn sample_table() -> FeatureTable {
    let sample = sample();
    table_from_regions("zones", "Phân khu", ProjectCrs::default(), sample.iter().map(|(region, properties)| (region, properties)))
}

fn layers(path: &std::path::Path) -> Vec<SourceLayer> {
    read_layers(path, ReadOptions::default()).expect("a readable package")
}

#[test]
fn tables_come_back_as_they_were() {
    let (_folder, path) = place();
    let column = |name: &str, kind| Column { name: name.into(), kind };
    let settings = FeatureTable {
        name: "hecta_settings".into(),
        identifier: "hecta_settings".into(),
        description: "What only Hecta reads".into(),
        geometry: None,
        columns: vec![column("key", ColumnKind::Text), column("value", ColumnKind::Blob), column("on", ColumnKind::Date)],
        rows: vec![Row {
            key: 7,
            shape: Shape::Missing,
            fields: vec!["a".into(), Field::Blob(vec![0, 255]), "2026-11-21".into()],
        }],
    };
    let mut zones = sample_table();
    write(&path, &[zones.clone(), settings.clone()]).expect("written");
    let read = read_tables(&path).expect("readable");
    zones.rows[2].shape = Shape::Polygons { polygons: vec![], had_heights: false };
    assert_eq!(read, [zones, settings]);
}

#[test]
fn regions_and_attributes_come_back_to_the_micrometre() {
    let (_folder, path) = place();
    write(&path, &[sample_table()]).expect("written");
    let layer = layers(&path).remove(0);
    assert_eq!((layer.name.as_deref(), layer.reading), (Some("Phân khu"), Reading::of(ProjectCrs::default())));
    assert_eq!(layer.features.len(), 2);
    for (feature, (region, properties)) in layer.features.iter().zip(sample()) {
        assert_eq!(region_from_raw(&feature.polygons), (region, vec![]));
        for (name, value) in properties {
            let wanted = if name == "list" { json!("[1,\"hai\"]") } else { value };
            let read = &feature.properties[&name];
            assert!(
                *read == wanted || read.as_f64().is_some_and(|number| Some(number) == wanted.as_f64()),
                "{name}: {read} {wanted}"
            );
        }
    }
    assert_eq!(layer.problems.len(), 1, "the empty region is named: {:?}", layer.problems);
}

#[test]
fn reading_changes_no_byte_and_leaves_no_file_beside() {
    let (folder, path) = place();
    write(&path, &[sample_table()]).expect("written");
    for mode in ["DELETE", "WAL"] {
        let database = Connection::open(&path).expect("opened");
        database.pragma_update(None, "journal_mode", mode).expect("set");
        drop(database);
        let before = std::fs::read(&path).expect("read");
        layers(&path);
        assert!(std::fs::read(&path).expect("read") == before, "{mode}");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "{mode}");
    }
}

#[test]
fn edits_of_a_running_program_are_seen() {
    let (_folder, path) = place();
    write(&path, &[sample_table()]).expect("written");
    let other = Connection::open(&path).expect("opened");
    other.pragma_update(None, "journal_mode", "WAL").expect("set");
    other.execute("DELETE FROM zones WHERE fid = 1", []).expect("deleted");
    assert_eq!(layers(&path)[0].features.len(), 1, "the deletion still lies in the write-ahead log");
    drop(other);
}

#[test]
fn the_crs_is_what_the_parameters_say() {
    let (_folder, path) = place();
    write(&path, &[sample_table()]).expect("written");
    let alter = |sql: &str| Connection::open(&path).and_then(|database| database.execute_batch(sql)).expect("altered");
    alter("UPDATE gpkg_spatial_ref_sys SET organization = 'NONE', srs_name = 'VN-2000_TM-3_105-00' WHERE srs_id = 5897");
    assert_eq!(layers(&path)[0].reading, Reading::of(ProjectCrs::default()));
    alter("UPDATE gpkg_spatial_ref_sys SET organization = 'EPSG', organization_coordsys_id = 9209 WHERE srs_id = 5897");
    let layer = layers(&path).remove(0);
    assert_eq!(layer.reading, Reading::of(ProjectCrs::default()));
    assert!(matches!(layer.problems[0].kind, ProblemKind::CrsCodeContradicted { code: 9209, .. }));
    alter("UPDATE gpkg_spatial_ref_sys SET definition = 'undefined' WHERE srs_id = 5897");
    assert_eq!(layers(&path)[0].reading.crs.epsg(), 9209);
    alter("UPDATE gpkg_spatial_ref_sys SET organization = 'NONE' WHERE srs_id = 5897");
    assert!(matches!(read_layers(&path, ReadOptions::default()), Err(ImportError::NoCrs { .. })));
    let stated = ReadOptions { reading: Some(Reading::of(ProjectCrs::default())), ..ReadOptions::default() };
    assert_eq!(read_layers(&path, stated).expect("stated")[0].features.len(), 2);
    let swapped = ReadOptions { reading: Some(Reading { swapped: true, ..Reading::of(ProjectCrs::default()) }), ..stated };
    let problems = &read_layers(&path, swapped).expect("read")[0].problems;
    assert!(problems.iter().any(|problem| matches!(problem.kind, ProblemKind::GridAxesSwapped { .. })), "{problems:?}");
}

#[test]
fn views_triggers_and_virtual_tables_are_not_run() {
    let (_folder, path) = place();
    write(&path, &[sample_table()]).expect("written");
    let database = Connection::open(&path).expect("opened");
    let list = |name: &str| {
        format!(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{name}', 'features', '{name}', 5897);
             INSERT INTO gpkg_geometry_columns VALUES ('{name}', 'geom', 'MULTIPOLYGON', 5897, 0, 0);"
        )
    };
    let endless = "CREATE VIEW endless AS WITH RECURSIVE n(fid) AS (SELECT 1 UNION ALL SELECT fid + 1 FROM n) SELECT fid, x'00' AS geom FROM n;";
    database.execute_batch(&format!("{endless} {}", list("endless"))).expect("listed");
    database.execute_batch(&format!("CREATE VIRTUAL TABLE far USING rtree(fid, a, b); {}", list("far"))).expect("listed");
    database.execute_batch(&list("missing")).expect("listed");
    drop(database);
    assert_eq!(layers(&path).iter().filter_map(|layer| layer.name.as_deref()).collect::<Vec<_>>(), ["Phân khu"]);
    let database = Connection::open(&path).expect("opened");
    database
        .execute_batch("DROP TABLE gpkg_geometry_columns; CREATE VIEW gpkg_geometry_columns AS SELECT 1 AS table_name")
        .expect("altered");
    drop(database);
    assert!(matches!(read_layers(&path, ReadOptions::default()), Err(ImportError::NotGeoPackage { .. })));
}

#[test]
fn files_that_are_no_package_say_so() {
    let (folder, path) = place();
    let error = |bytes: &[u8]| {
        std::fs::write(&path, bytes).expect("written");
        read_layers(&path, ReadOptions::default()).expect_err("no package").message_id()
    };
    assert_eq!(error(b""), "error-empty-file");
    assert_eq!(error(b"{\"type\":\"FeatureCollection\"}"), "error-not-geopackage");
    assert_eq!(error(&[b"SQLite format 3\0".as_slice(), &[0; 500]].concat()), "error-not-geopackage");
    let plain = folder.path().join("plain.gpkg");
    Connection::open(&plain).and_then(|database| database.execute_batch("CREATE TABLE a(b)")).expect("made");
    assert!(matches!(read_layers(&plain, ReadOptions::default()), Err(ImportError::NotGeoPackage { .. })));
    assert!(matches!(read_layers(&folder.path().join("none"), ReadOptions::default()), Err(ImportError::Unreadable { .. })));
    write(&plain, &[]).expect("written");
    assert!(matches!(read_layers(&plain, ReadOptions::default()), Err(ImportError::NoPolygonLayer { .. })));
}

#[test]
fn foreign_geometry_is_read_and_broken_geometry_named() {
    let header = [b'G', b'P', 0, 1, 0, 0, 0, 0];
    let shape = |wkb: &[u8]| wkb::decode(&[&header, wkb].concat());
    let number = |value: f64| value.to_be_bytes();
    // a big-endian polygon with heights, ISO type 1003
    let mut polygon = vec![0, 0, 0, 0x03, 0xEB, 0, 0, 0, 1, 0, 0, 0, 4];
    for (x, y) in [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)] {
        polygon.extend([number(x), number(y), number(9.5)].concat());
    }
    let square = vec![vec![vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]];
    assert_eq!(shape(&polygon), Shape::Polygons { polygons: square.clone(), had_heights: true });
    let point = [&[0, 0, 0, 0, 1], &number(1.0)[..], &number(2.0)].concat();
    assert_eq!(shape(&point), Shape::WithoutArea { kind: "Point", paths: vec![vec![[1.0, 2.0]]] });
    let collection = [&[0, 0, 0, 0, 7, 0, 0, 0, 2], &point[..], &polygon].concat();
    assert_eq!(shape(&collection), Shape::Polygons { polygons: square, had_heights: true });
    let nested: Vec<u8> = [0, 0, 0, 0, 7, 0, 0, 0, 1].repeat(100_000);
    let promising = [0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF];
    let curved = [0, 0, 0, 0, 10, 0, 0, 0, 0];
    for bad in [&nested[..], &promising, &curved, &polygon[..40], &[], &[7], &[1, 99, 99, 99, 0]] {
        assert!(matches!(shape(bad), Shape::Broken(_)), "{:?}", &bad[..bad.len().min(12)]);
    }
    assert!(matches!(wkb::decode(b"GP"), Shape::Broken(_)));
}

/// Flips bytes of a package all over: whatever comes, the reader answers.
#[test]
fn damaged_packages_never_panic() {
    use rand::{RngExt, SeedableRng};
    let (_folder, path) = place();
    write(&path, &[sample_table()]).expect("written");
    let whole = std::fs::read(&path).expect("read");
    let mut random = rand_pcg::Pcg64::seed_from_u64(6);
    let mut read = 0;
    for _ in 0..400 {
        let mut bytes = whole.clone();
        for _ in 0..random.random_range(1..40) {
            let at = random.random_range(0..bytes.len());
            bytes[at] = random.random_range(0..=255);
        }
        if random.random_range(0..4) == 0 {
            bytes.truncate(random.random_range(0..bytes.len()));
        }
        std::fs::write(&path, &bytes).expect("written");
        read += usize::from(read_layers(&path, ReadOptions::default()).is_ok());
    }
    assert!(read > 20, "most damage hits unused bytes or names: {read}");
}
