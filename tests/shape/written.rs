//! What Hecta writes reads back the same, and no file of a set is left behind.

use std::path::Path;

use hecta::geometry::crs::{Decimals, FileCrs};
use hecta::geometry::{GridPoint, ProjectCrs, Region};
use hecta::io::embedded::{SamplePlan, sample_plan};
use hecta::io::import::read_raw_layers;
use hecta::io::shapefile::{self, ShapeLayer};
use hecta::io::{DeclaredCrs, ExportError, ReadOptions, convert, geojson, import_plan};
use hecta::plan::Plan;
use serde_json::{Map, Value, json};

use super::judged::exported;
use super::{placed, raw, regions};

const FILES: [&str; 4] = [
    "data/communes_2020.geojson",
    "data/park_boundary_demo.geojson",
    "data/sample_plan.geojson",
    "tests/data/plan_2000/zones.geojson",
];

fn sample(which: SamplePlan) -> Plan {
    sample_plan(which, "Phương án", ProjectCrs::default()).expect("embedded").plan
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn land_and_attributes_come_back_vertex_by_vertex() {
    let folder = tempfile::tempdir().expect("a folder");
    for file in FILES {
        let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a file of the project");
        let first = geojson::read(&bytes, ReadOptions::default()).expect("readable");
        let before = regions(&first);
        let path = folder.path().join("plan.shp");
        let features = before.iter().zip(first.features.iter().map(|feature| &feature.properties)).collect();
        shapefile::write(&path, ProjectCrs::default(), &[ShapeLayer { suffix: "", features }]).expect("written");
        assert_eq!(names(folder.path()), ["plan.cpg", "plan.dbf", "plan.prj", "plan.shp", "plan.shx"]);
        let raw = raw(&path);
        assert_eq!(raw.crs, DeclaredCrs::Known(FileCrs::Grid(ProjectCrs::default())));
        let second = placed(raw);
        assert_eq!(second.problems, [], "{file}");
        assert!(regions(&second) == before, "{file}");
    }
}

#[test]
fn a_plan_is_a_set_of_files_and_a_draft_says_so_in_every_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("phương án.shp");
    let plan = sample(SamplePlan::Unfinished);
    assert!(matches!(exported(&plan, &path, None), Err(ExportError::NeedsDraftReason { .. })));
    assert_eq!(names(folder.path()), Vec::<String>::new(), "nothing left unmarked");
    // an index of an older file would lead QGIS to the wrong shapes
    std::fs::write(path.with_extension("qix"), b"stale").expect("written");
    let reason = "Gửi lấy ý kiến, chưa khép diện tích. ".repeat(20);
    exported(&plan, &path, Some(&reason)).expect("a draft");
    assert_eq!(names(folder.path()).len(), 10, "{:?}", names(folder.path()));
    assert!(names(folder.path()).contains(&"phương án_ranh_gioi.shp".to_owned()));
    let layers = read_raw_layers(&path, ReadOptions::default()).expect("readable");
    assert_eq!(layers.len(), 2);
    for feature in layers.iter().flat_map(|layer| layer.features.to_vec()) {
        let marks = ["status", "verdict", "draft_reason"].map(|mark| feature.properties[mark].as_str().expect("a mark"));
        assert_eq!(marks, ["draft", "fail", reason.trim()]);
    }
    let back = import_plan(&path, ReadOptions::default(), None, None).expect("readable");
    assert_eq!(back.problems, []);
    assert!(back.plan.boundary() == plan.boundary());
    assert!(back.plan.zones().zip(plan.zones()).all(|(a, b)| a.region == b.region && a.attributes == b.attributes));
    // a finished plan over it leaves nothing of the draft
    exported(&sample(SamplePlan::Finished), &path, None).expect("it passes");
    let layers = read_raw_layers(&path, ReadOptions::default()).expect("readable");
    assert!(layers.iter().flat_map(|layer| layer.features.to_vec()).all(|feature| feature.properties["status"] == "compliant"));
}

#[test]
fn a_set_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.shp");
    exported(&sample(SamplePlan::Finished), &path, None).expect("it passes");
    let contents = || -> Vec<_> {
        names(folder.path()).iter().map(|name| (name.clone(), std::fs::read(folder.path().join(name)).expect("read"))).collect()
    };
    let before = contents();
    let locked = folder.path().join("plan_ranh_gioi.dbf");
    let mut permissions = std::fs::metadata(&locked).expect("there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&locked, permissions).expect("allowed");
    assert!(exported(&sample(SamplePlan::Unfinished), &path, Some("x")).is_err());
    assert!(contents() == before);
}

#[test]
fn a_file_of_someone_else_beside_it_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("khu.shp");
    let theirs = folder.path().join("khu_ranh_gioi.shp");
    std::fs::copy(super::kept("points.shp"), &theirs).expect("copied");
    let refused = exported(&sample(SamplePlan::Finished), &path, None);
    assert!(matches!(refused, Err(ExportError::ForeignFile { path }) if path == theirs));
    assert_eq!(names(folder.path()), ["khu_ranh_gioi.shp"]);
}

fn square() -> Region {
    let at = |east_m: f64, north_m: f64| GridPoint::from_m(605_000.0 + east_m, 2_275_000.0 + north_m).expect("on the grid");
    let ring = vec![at(0.0, 0.0), at(10.0, 0.0), at(10.0, 10.0), at(0.0, 10.0)];
    hecta::geometry::validity::region_from_raw(&[vec![ring]]).0
}

#[test]
fn names_stay_apart_and_values_whole() {
    let long = "Đất ở nông thôn, đất trồng lúa ".repeat(30);
    let values = json!({
        "kyHieuLoDat": "A", "kyHieuLoDat2": "B", "KYHIEULODA": "C", "tên lô đất": "Ô số 1", "123": "figures first", "": "no name",
        "whole": 42, "part": 0.1, "tiny": 1e-7, "huge": 1e300, "beyond": 9_007_199_254_740_993_i64, "negative": -12.75,
        "yes": true, "no": false, "list": [1, "hai"], "long": long.trim(), "mixed": 1,
    });
    let other = json!({ "whole": -7, "part": 663.19, "mixed": "một", "yes": null });
    let [values, other] = [values, other].map(|value| value.as_object().expect("an object").clone());
    let (region, empty) = (square(), Region::default());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Thuộc tính.shp");
    let features = vec![(&region, &values), (&empty, &other)];
    shapefile::write(&path, ProjectCrs::default(), &[ShapeLayer { suffix: "", features }]).expect("written");
    let layer = raw(&path);
    let read = |row: usize, name: &str| {
        let row = layer.features.owned(row).properties;
        row.get(name).cloned().unwrap_or_else(|| panic!("no {name} in {:?}", row.keys().collect::<Vec<_>>()))
    };
    let first = layer.features.owned(0).properties;
    assert!(first.keys().all(|name| name.len() <= 10 && name.is_ascii()), "{:?}", first.keys().collect::<Vec<_>>());
    let expected = json!({
        "kyHieuLoDa": "A", "kyHieuLo_1": "B", "KYHIEULO_2": "C", "ten_lo_dat": "Ô số 1", "f123": "figures first", "f": "no name",
        "whole": 42, "part": 0.1, "tiny": 1e-7, "huge": "1e+300", "beyond": "9007199254740993", "negative": -12.75,
        "yes": true, "no": false, "list": "[1,\"hai\"]", "mixed": "1",
    });
    for (name, value) in expected.as_object().expect("an object") {
        assert_eq!(&read(0, name), value, "{name}");
    }
    let pieces = first.iter().filter(|(name, _)| name.starts_with("long")).filter_map(|(_, value)| value.as_str());
    assert_eq!(pieces.collect::<String>(), long.trim());
    assert_eq!(
        [read(1, "whole"), read(1, "part"), read(1, "mixed"), read(1, "yes")],
        [json!(-7), json!(663.19), json!("một"), Value::Null]
    );
    let placed = placed(layer);
    assert_eq!((placed.features.len(), placed.problems.len()), (1, 1), "the row without land is told of");
}

#[test]
fn layers_without_rows_or_attributes_are_written_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("empty.shp");
    shapefile::write(&path, ProjectCrs::default(), &[ShapeLayer { suffix: "", features: Vec::new() }]).expect("written");
    let layer = raw(&path);
    assert_eq!((layer.features.len(), layer.problems.len()), (0, 0));
    let (region, nothing) = (square(), Map::new());
    let features = vec![(&region, &nothing)];
    shapefile::write(&path, ProjectCrs::default(), &[ShapeLayer { suffix: "", features }]).expect("written");
    assert_eq!(regions(&placed(raw(&path))), [region]);
}

#[test]
fn conversion_goes_there_and_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let shp = folder.path().join("mẫu.shp");
    let back = folder.path().join("back.geojson");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample_plan.geojson");
    assert_eq!(convert(&source, &shp, None, None, Decimals::Fewest).expect("converted"), []);
    assert!(convert(&source, &shp, None, Some(FileCrs::Wgs84), Decimals::Fewest).is_err(), "a Shapefile lies in a grid");
    // a conversion knows layers, not plans: boundary and zones are files of their own
    let read = |path: &Path| import_plan(path, ReadOptions::default(), None, None).expect("readable").plan;
    let whole = read(&source);
    let zones = names(folder.path()).into_iter().find(|name| name.ends_with("zone.shp")).expect("the zones");
    assert_eq!(convert(&folder.path().join(zones), &back, None, None, Decimals::Fewest).expect("converted"), []);
    let second = read(&back);
    assert_eq!(second.zones().len(), 3);
    assert!(whole.zones().zip(second.zones()).all(|(a, b)| a.region == b.region && a.attributes.code == b.attributes.code));
}
