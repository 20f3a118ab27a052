//! The decision how a file is read stays in the document.

use hecta::edit::{Command, apply};
use hecta::geometry::crs::{FileCrs, Reading};
use hecta::io::{ReadOptions, import_boundary, import_plan, project};
use hecta::plan::{CommuneLayer, DecidedBy, Division, SourceRole};

use super::variants::{geojson, grid, numbers_of};
use super::{boundary, file, folder};

#[test]
fn who_decided_how_a_file_is_read_survives_the_project_file() {
    let folder = folder();
    let (in_utm, project_file) = (folder.path().join("Ranh giới UTM.geojson"), folder.path().join("plan.gpkg"));
    std::fs::write(&in_utm, geojson(&numbers_of(&boundary(), Reading::of(grid(3405))), Some(grid(5897)))).expect("written");
    let stated = ReadOptions { reading: Some(Reading::of(grid(3405))), ..ReadOptions::default() };
    let park = import_boundary(&in_utm, stated).expect("as stated");
    let plan = import_plan(&file("data/sample_plan.geojson"), ReadOptions::default(), Some(park), None).expect("readable").plan;
    let records: Vec<_> = plan.sources().collect();
    let [zones, outline] = records[..] else { panic!("{records:?}") };
    assert_eq!((zones.role, zones.decided_by, zones.reading), (SourceRole::Plan, DecidedBy::File, Reading::of(FileCrs::Wgs84)));
    assert_eq!((outline.role, outline.decided_by), (SourceRole::Boundary, DecidedBy::User));
    assert_eq!((outline.declared.as_str(), outline.reading), ("EPSG:5897", Reading::of(grid(3405))));
    assert_eq!((outline.file.as_str(), outline.sha256.len()), ("Ranh giới UTM.geojson", 64));
    assert_eq!(outline.bytes, std::fs::metadata(&in_utm).expect("it is there").len());
    assert!(outline.read_on.is_some() && outline.doubt.is_empty(), "{outline:?}");
    project::save(&plan, &CommuneLayer::new(Division::Loaded, Vec::new()), &project_file).expect("saved");
    let opened = project::open(&project_file).expect("readable").expect("a project").plan;
    assert_eq!(opened.sources().collect::<Vec<_>>(), records);
}

#[test]
fn a_reading_against_the_numbers_is_obeyed_with_a_note_and_leaves_its_doubt() {
    let imported = {
        let options = ReadOptions { reading: Some(Reading::of(FileCrs::Vn2000)), ..ReadOptions::default() };
        import_plan(&file("data/sample_plan.geojson"), options, None, None).expect("as stated")
    };
    let doubts = imported.problems.iter().filter(|p| p.kind.message_id() == "import-stated-doubted").count();
    assert_eq!((doubts, imported.first_error()), (1, None), "{:?}", imported.problems);
    let record = imported.plan.source().expect("a file");
    assert_eq!((record.decided_by, record.doubt.as_str()), (DecidedBy::User, "wgs84-as-vn2000"));
}

#[test]
fn another_boundary_brings_its_record_and_undoing_takes_it_back() {
    let mut plan = import_plan(&file("data/sample_plan.geojson"), ReadOptions::default(), None, None).expect("readable").plan;
    let park = import_boundary(&file("data/park_boundary_demo.geojson"), ReadOptions::default()).expect("readable").boundary;
    assert_eq!(plan.sources().count(), 1);
    let before = plan.clone();
    let (inverse, _) = apply(&mut plan, &Command::SetBoundary { boundary: Box::new(park) }).expect("allowed");
    assert_eq!(plan.sources().map(|source| source.role).collect::<Vec<_>>(), [SourceRole::Plan, SourceRole::Boundary]);
    apply(&mut plan, &inverse).expect("undone");
    assert_eq!(plan, before);
}
