//! Files become plans: roles, figures and faults arrive; nothing is lost without a word.

use std::path::{Path, PathBuf};

use hecta::check::{Checker, Judgement, Rule, RuleBook, Verdict};
use hecta::geometry::{ExactArea, ProjectCrs};
use hecta::io::embedded::{self, SamplePlan};
use hecta::io::{ImportError, Imported, ProblemKind, ReadOptions, geopackage, import_boundary, import_communes, import_plan};
use hecta::plan::{Approval, CommuneLayer, Division, Ledger, Plan, ZoneFunction};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn checked(plan: &Plan) -> (Checker, Judgement) {
    let ledger = Ledger::of(plan, &CommuneLayer::new(Division::Loaded, Vec::new()));
    let checker = Checker::of(plan, &ledger, RuleBook::KNOWN_ON);
    let judgement = checker.judgement(plan, &ledger);
    (checker, judgement)
}

fn imported(name: &str, boundary: Option<&str>) -> Imported {
    let options = ReadOptions::default();
    let boundary = boundary.map(|name| import_boundary(&file(name), options).expect("a boundary"));
    import_plan(&file(name), options, boundary, None).expect("a plan")
}

#[test]
fn the_embedded_sample_plan_adds_up_to_the_square_metre() {
    let Imported { plan, laying, problems } =
        embedded::sample_plan(SamplePlan::Finished, "Mẫu", ProjectCrs::default()).expect("readable");
    assert_eq!(problems, []);
    assert_eq!((laying.moved, laying.areas.len()), (0, 0));
    let zones: Vec<_> = plan.zones().map(|zone| (zone.attributes.code.as_str(), zone.attributes.function, zone.area)).collect();
    let ha = |figure| ExactArea::from_ha(figure);
    assert_eq!(
        zones,
        [
            ("TN", Some(ZoneFunction::RdLaboratory), ha(165.80)),
            ("SX", Some(ZoneFunction::Production), ha(397.91)),
            ("KN", Some(ZoneFunction::StartupHub), ha(99.48)),
        ]
    );
    assert!(plan.zones().all(|zone| zone.attributes.target == Some(zone.area)));
    let boundary = plan.boundary().expect("the file has one");
    assert_eq!((boundary.name_vi.as_str(), boundary.synthetic), ("Khu Công nghệ cao Hà Nam", true));
    assert_eq!((boundary.legal_area(), plan.approval()), (ha(663.19), &Approval::default()));
    assert!(plan.adds_up());
    assert_eq!(checked(&plan).1.verdict, Verdict::Pass);
}

#[test]
fn the_unfinished_plan_has_its_three_faults() {
    let plan = embedded::sample_plan(SamplePlan::Unfinished, "Dở dang", ProjectCrs::default()).expect("readable").plan;
    let (checker, judgement) = checked(&plan);
    let area_m2 =
        |rule| checker.findings().of_rule(rule).filter_map(|finding| finding.area).map(ExactArea::m2).collect::<Vec<_>>();
    for (rule, wanted) in [(Rule::Gap, 9_259.644), (Rule::Overlap, 5_330.125), (Rule::Outside, 3_728.471)] {
        let found = area_m2(rule);
        assert!(found.len() == 1 && (found[0] - wanted).abs() < 0.001, "{rule:?}: {found:?}");
    }
    assert_eq!(judgement.verdict, Verdict::Fail);
}

#[test]
fn communes_and_the_demonstration_boundary_are_embedded() {
    let crs = ProjectCrs::default();
    let area_ha = |layer: &CommuneLayer, name: &str| {
        let commune = layer.communes.iter().find(|commune| commune.name == name).expect("a commune of this name");
        commune.region.area().rounded_ha(2)
    };
    let old = embedded::communes(Division::Until2025, crs).expect("readable");
    let new = embedded::communes(Division::Since2025, crs).expect("readable");
    assert_eq!((old.communes.len(), new.communes.len()), (21, 7));
    assert_eq!(old.communes.iter().filter(|commune| commune.hosts_park).count(), 6);
    assert_eq!(area_ha(&old, "Xã Trần Hưng Đạo"), 127_225);
    assert_eq!(area_ha(&new, "Xã Nam Lý"), 286_689);
    assert_eq!(old.communes[0].valid_to.as_deref(), Some("2025-06-30"));
    let (loaded, problems) = import_communes(&file("data/communes_2025.geojson"), ReadOptions::default()).expect("readable");
    assert_eq!((loaded.communes, problems), (new.communes, vec![]));
    let boundary = embedded::demonstration_boundary(crs).expect("readable");
    assert_eq!(boundary.boundary.legal_area(), ExactArea::from_ha(663.19));
    let geodesic_m2 = crs.geodesic_area_m2(boundary.boundary.outline.legal()).expect("in the zone");
    assert!((geodesic_m2 - 6_631_043.0).abs() < 2.0, "{geodesic_m2}");
}

#[test]
fn a_boundary_from_another_file_is_used_and_wins() {
    let Imported { plan, problems, .. } =
        imported("tests/data/plan_50/zones.geojson", Some("tests/data/plan_50/boundary_150.geojson"));
    assert_eq!((problems.len(), plan.zones().len()), (0, 50));
    assert_eq!(plan.boundary().map(|b| b.name_vi.as_str()), Some("Ranh giới phê duyệt"));
    assert_eq!(plan.zones().next().map(|zone| zone.attributes.code.as_str()), Some("BVNN-0001"));
    assert_eq!(plan.faults().overlaps.len() + plan.faults().outside.len(), 0);
    let both = imported("data/sample_plan.geojson", Some("tests/data/plan_3/boundary.geojson"));
    assert_eq!(both.problems.iter().map(|p| p.kind.clone()).collect::<Vec<_>>(), [ProblemKind::BoundaryOverruled]);
    let from_plan = import_boundary(&file("data/sample_plan.geojson"), ReadOptions::default()).expect("its boundary only");
    assert_eq!(from_plan.boundary.legal_area(), ExactArea::from_ha(663.19));
}

#[test]
fn invalid_zones_arrive_mended_and_marked() {
    let Imported { plan, problems, .. } = imported("tests/data/defects_50/zones_invalid.geojson", None);
    assert_eq!((problems.len(), plan.zones().len()), (0, 50));
    let marked = plan.zones().filter(|zone| !zone.imported_faults.is_empty()).count();
    assert_eq!(marked, 2, "bow-tie and zero-width spike");
    let (checker, _) = checked(&plan);
    assert!(checker.findings().of_rule(Rule::InvalidGeometry).count() >= 2);
    let nothing = imported("tests/data/malformed/zero_area.geojson", None);
    assert!(checked(&nothing.plan).0.findings().of_rule(Rule::InvalidGeometry).count() > 0);
}

#[test]
fn every_malformed_file_is_answered_at_the_door() {
    let mut refused = 0;
    for entry in std::fs::read_dir(file("tests/data/malformed")).expect("the test data") {
        let path = entry.expect("an entry").path();
        match import_plan(&path, ReadOptions::default(), None, None) {
            Ok(imported) => drop(checked(&imported.plan)),
            Err(error) => {
                refused += 1;
                assert!(!error.to_string().is_empty());
            }
        }
    }
    assert_eq!(refused, 13, "twelve broken files and expected.json itself; the others are read as far as they can be");
    let swapped = import_plan(&file("tests/data/malformed/swapped_latlon.geojson"), ReadOptions::default(), None, None);
    assert!(matches!(swapped, Err(ImportError::SuspectCrs(_))), "{swapped:?}");
}

#[test]
fn layers_of_a_geopackage_are_sorted_by_their_names() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("HoSoGIS.gpkg");
    let crs = ProjectCrs::default();
    let plan = embedded::sample_plan(SamplePlan::Finished, "Mẫu", crs).expect("readable").plan;
    let nothing = serde_json::Map::new();
    let boundary = plan.boundary().expect("the file has one").outline.legal();
    let zones: Vec<_> = plan.zones().map(|zone| (&zone.region, &nothing)).collect();
    let tables = [
        geopackage::table_from_regions("HanhLangAnToan_A", "HanhLangAnToan_A", crs, [(boundary, &nothing)]),
        geopackage::table_from_regions("PhanKhuQuyHoach_A", "PhanKhuQuyHoach_A", crs, zones),
        geopackage::table_from_regions("RanhGioiQuyHoach_A", "RanhGioiQuyHoach_A", crs, [(boundary, &nothing)]),
    ];
    geopackage::write(&path, &tables).expect("written");
    let read = import_plan(&path, ReadOptions::default(), None, None).expect("a plan");
    assert_eq!(
        read.problems.iter().map(|p| p.kind.clone()).collect::<Vec<_>>(),
        [ProblemKind::LayerLeftOut { layer: "HanhLangAnToan_A".into() }]
    );
    assert_eq!(read.plan.title(), "HoSoGIS");
    assert!(read.plan.adds_up() && read.plan.zones().len() == 3);
}

#[test]
fn formats_are_told_by_content_and_others_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = |name: &str| folder.path().join(name);
    std::fs::copy(file("data/sample_plan.geojson"), place("plan.txt")).expect("copied");
    assert_eq!(
        import_plan(&place("plan.txt"), ReadOptions::default(), None, None).expect("GeoJSON inside").plan.zones().len(),
        3
    );
    std::fs::write(place("plan.dwg"), b"AC1032").expect("written");
    let error = import_plan(&place("plan.dwg"), ReadOptions::default(), None, None).expect_err("a drawing");
    assert!(matches!(&error, ImportError::UnknownFormat { found } if found == ".dwg"), "{error}");
    let missing = import_plan(&place("none.geojson"), ReadOptions::default(), None, None);
    assert!(matches!(missing, Err(ImportError::Unreadable { .. })));
    assert!(import_plan(folder.path(), ReadOptions::default(), None, None).is_err(), "a folder");
}
