//! Files that GDAL wrote, in the encodings and states people meet.

use hecta::geometry::ProjectCrs;
use hecta::geometry::crs::FileCrs;
use hecta::io::embedded::{SamplePlan, sample_plan};
use hecta::io::import::read_raw_layers;
use hecta::io::{DeclaredCrs, FileFault, ImportError, ProblemKind, ReadOptions, Shape, TextEncoding, import_plan};
use hecta::plan::Plan;
use serde_json::json;

use super::{copy, faults, kept, placed, raw, regions};

const NAMES: [&str; 4] =
    ["Vùng thí nghiệm công nghệ cao", "Vùng sản xuất, ứng dụng công nghệ cao", "ĐẤT CÂY XANH, MẶT NƯỚC", "Đường giao thông"];

#[test]
fn the_sample_plan_of_gdal_has_the_same_areas() {
    let plan = sample_plan(SamplePlan::Finished, "1", ProjectCrs::default()).expect("embedded").plan;
    let land = |plan: &Plan| plan.boundary().expect("a boundary").outline.legal().area().m2();
    for file in ["sample.shp", "sample_plan.fgb"] {
        let imported = import_plan(&kept(file), ReadOptions::default(), None, None).expect("readable");
        assert_eq!(imported.problems, [], "{file}");
        assert_eq!(imported.plan.zones().len(), 3);
        for known in plan.zones() {
            let zone = imported.plan.zones().find(|zone| zone.attributes.code == known.attributes.code).expect("the zone");
            assert!((zone.area.m2() - known.area.m2()).abs() < 0.01, "{file} {}: {}", known.attributes.code, zone.area.m2());
            assert_eq!(zone.attributes.name_vi, known.attributes.name_vi);
            assert_eq!(zone.attributes.function, known.attributes.function);
        }
        assert!((land(&imported.plan) - land(&plan)).abs() < 0.01, "{file}");
        assert!(imported.plan.adds_up(), "{file}");
    }
}

#[test]
fn names_in_every_encoding_become_unicode() {
    let files =
        [("names_cp1258.shp", None), ("NAMES_TCVN3.SHP", Some(TextEncoding::Tcvn3)), ("names_vni.shp", Some(TextEncoding::Vni))];
    for (file, encoding) in files {
        let layer = raw(&kept(file));
        let features = layer.features.to_vec();
        let names: Vec<_> = features.iter().map(|feature| feature.properties["ten"].as_str().expect("a name")).collect();
        assert_eq!(names, NAMES, "{file}");
        let told = layer.problems.iter().find_map(|problem| match &problem.kind {
            ProblemKind::TextConverted { encoding, .. } => Some(*encoding),
            _ => None,
        });
        assert_eq!((told, layer.problems.len()), (encoding, usize::from(encoding.is_some())), "{file}: {:?}", layer.problems);
        let second = &features[1].properties;
        assert_eq!([&second["ma"], &second["ha"], &second["so"]], [&json!("V-02"), &json!(1.25), &json!(2)]);
        assert_eq!(features[2].properties["ha"], json!(12345.678901));
        assert_eq!(features[3].properties["ha"], json!(null));
    }
    // without its .cpg the content decides
    let folder = tempfile::tempdir().expect("a folder");
    let bare = raw(&copy("names_cp1258.shp", &["shp", "dbf"], folder.path()));
    assert_eq!(bare.features.owned(2).properties["ten"], NAMES[2]);
    assert_eq!(bare.crs, DeclaredCrs::Missing);
    assert!(matches!(bare.problems[0].kind, ProblemKind::TextConverted { encoding: TextEncoding::Windows1258, .. }));
    // and with a wrong one it is said
    std::fs::write(folder.path().join("names_cp1258.cpg"), "UTF-8").expect("written");
    let contradicted = raw(&folder.path().join("names_cp1258.shp"));
    assert_eq!(faults(&contradicted), [FileFault::CodePageContradicted { declared: "UTF-8".into() }]);
    assert_eq!(contradicted.features.owned(2).properties["ten"], NAMES[2]);
    // what is stated wins
    let stated = ReadOptions { encoding: Some(TextEncoding::Vni), ..ReadOptions::default() };
    let read = read_raw_layers(&kept("NAMES_TCVN3.SHP"), stated).expect("readable");
    assert_ne!(read[0].features.owned(0).properties["ten"], NAMES[0]);
    // and stating Unicode leaves the characters as they are, to be shown in every encoding
    let stated = ReadOptions { encoding: Some(TextEncoding::Unicode), ..ReadOptions::default() };
    for (file, name) in
        [("NAMES_TCVN3.SHP", "Vïng thÝ nghiÖm c«ng nghÖ cao"), ("names_cp1258.shp", "Vùng thí nghiêòm công nghêò cao")]
    {
        let read = read_raw_layers(&kept(file), stated).expect("readable");
        assert_eq!(read[0].features.owned(0).properties["ten"], name);
    }
}

#[test]
fn holes_islands_parts_and_heights_are_read() {
    let layer = raw(&kept("shapes.shp"));
    assert_eq!(layer.crs, DeclaredCrs::Known(FileCrs::Grid(ProjectCrs::default())));
    let layer = placed(layer);
    let areas: Vec<_> = regions(&layer).iter().map(|region| region.area().m2().round()).collect();
    assert_eq!(areas, [160_000.0, 162_500.0, 20_000.0, 10_000.0]);
    let kinds: Vec<_> = layer.problems.iter().map(|problem| (problem.place.feature, problem.kind.message_id())).collect();
    assert_eq!(kinds, [(Some(5), "import-null-geometry"), (None, "import-height-dropped")]);
}

#[test]
fn lines_and_points_keep_their_paths() {
    let count = |shape: &Shape| match shape {
        Shape::WithoutArea { kind, paths } => (*kind, paths.len(), paths[0].len()),
        other => panic!("{other:?}"),
    };
    let found: Vec<_> = raw(&kept("lines.shp")).features.to_vec().iter().map(|feature| count(&feature.shape)).collect();
    assert_eq!(found, [("LineString", 1, 3), ("MultiLineString", 2, 3)]);
    assert_eq!(count(&raw(&kept("points.shp")).features.owned(0).shape), ("Point", 1, 1));
}

#[test]
fn missing_and_foreign_side_files_are_told_not_fatal() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = copy("sample.shp", &["shp"], folder.path());
    let alone = raw(&path);
    assert_eq!(faults(&alone), [FileFault::AttributesMissing]);
    assert_eq!((alone.features.len(), &alone.crs), (4, &DeclaredCrs::Missing));
    assert!(alone.features.iter().all(|feature| feature.properties().is_empty()));
    let refused = import_plan(&path, ReadOptions::default(), None, None);
    assert!(refused.is_err() || refused.is_ok_and(|imported| imported.problems.len() > 1), "no CRS is accepted in silence");
    // the table of another Shapefile
    std::fs::copy(kept("shapes.dbf"), path.with_extension("dbf")).expect("copied");
    assert_eq!(faults(&raw(&path)), [FileFault::RowsDiffer { shapes: 4, rows: 5 }]);
    // an index of another Shapefile is not believed
    std::fs::copy(kept("shapes.shx"), path.with_extension("shx")).expect("copied");
    let shapes =
        |layer: &hecta::io::RawLayer| layer.features.to_vec().into_iter().map(|feature| feature.shape).collect::<Vec<_>>();
    assert_eq!(shapes(&raw(&path)), shapes(&alone));
    std::fs::write(path.with_extension("dbf"), b"no table").expect("written");
    assert!(matches!(faults(&raw(&path))[..], [FileFault::AttributesUnreadable { .. }]));
    std::fs::write(&path, b"no shapes at all").expect("written");
    assert!(matches!(read_raw_layers(&path, ReadOptions::default()), Err(ImportError::Unusable { .. })));
    std::fs::write(&path, b"").expect("written");
    assert!(matches!(read_raw_layers(&path, ReadOptions::default()), Err(ImportError::Empty)));
}

#[test]
fn rings_that_all_run_the_same_way_are_told_by_nesting() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = copy("names_vni.shp", &["shp", "dbf", "prj"], folder.path());
    let whole = std::fs::read(&path).expect("read");
    // one record: type, box, two parts of five points each, both clockwise, the second inside the first
    let ring = |from: f64, to: f64| [[from, from], [from, to], [to, to], [to, from], [from, from]];
    let mut record: Vec<u8> = 5_i32.to_le_bytes().into();
    record.extend([0.0_f64, 0.0, 100.0, 100.0].iter().flat_map(|number| number.to_le_bytes()));
    record.extend([2_i32, 10, 0, 5].iter().flat_map(|number| number.to_le_bytes()));
    let offset = |position: [f64; 2]| [605_000.0 + position[0], 2_275_000.0 + position[1]];
    let positions = ring(0.0, 100.0).into_iter().chain(ring(20.0, 60.0)).flat_map(offset);
    record.extend(positions.flat_map(f64::to_le_bytes));
    let mut bytes = whole[..100].to_vec();
    bytes.extend(1_i32.to_be_bytes());
    bytes.extend((record.len() as i32 / 2).to_be_bytes());
    bytes.extend(record);
    let words = bytes.len() as i32 / 2;
    bytes[24..28].copy_from_slice(&words.to_be_bytes());
    std::fs::write(&path, bytes).expect("written");
    let layer = raw(&path);
    assert!(faults(&layer).contains(&FileFault::HolesByNesting));
    assert_eq!(regions(&placed(layer))[0].area().m2().round().to_bits(), 8_400.0_f64.to_bits());
}

#[test]
fn values_of_flatgeobuf_keep_their_types() {
    let layer = raw(&kept("sample_plan.fgb"));
    assert_eq!(layer.crs, DeclaredCrs::Known(FileCrs::Grid(ProjectCrs::default())));
    let boundary =
        layer.features.to_vec().into_iter().find(|feature| feature.properties["layer"] == "boundary").expect("the boundary");
    assert_eq!(boundary.properties["approved_area_ha"], json!(663.19));
    assert_eq!(boundary.properties["decision"], json!("1541/QĐ-TTg"));
}
