//! What leaves Hecta: figures and status inside the file, and the same plan when it comes back.

mod judged;

use std::path::{Path, PathBuf};

use hecta::check::Verdict;
use hecta::edit::{Command, DrawMode, apply};
use hecta::geometry::crs::{Decimals, FileCrs, Reading};
use hecta::geometry::{GridPoint, ProjectCrs, Region};
use hecta::io::embedded::{self, SamplePlan};
use hecta::io::{ConvertError, ExportError, ProblemKind, ReadOptions, convert, import_plan};
use hecta::plan::{LandUse, Phase, Plan, PriorityField, ZoneAttributes};
use serde_json::{Value, json};

use judged::exported;

fn sample(which: SamplePlan) -> Plan {
    embedded::sample_plan(which, "Phương án 1", ProjectCrs::default()).expect("readable").plan
}

fn imported(path: &Path) -> Plan {
    let imported = import_plan(path, ReadOptions::default(), None, None).expect("readable");
    assert_eq!(imported.problems, []);
    assert_eq!(imported.laying.moved, 0);
    imported.plan
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("written")).expect("JSON")
}

fn place(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    (folder, path)
}

/// Land and attributes of two plans are the same, vertex by vertex.
fn assert_same(a: &Plan, b: &Plan) {
    assert_eq!(a.zones().len(), b.zones().len());
    for (a, b) in a.zones().zip(b.zones()) {
        assert!(a.region == b.region, "{} changed", a.attributes.code);
        assert_eq!(a.attributes, b.attributes);
    }
    assert_eq!(a.boundary(), b.boundary());
    assert_eq!(a.approval(), b.approval());
}

#[test]
fn an_exported_plan_comes_back_identical_and_passes_again() {
    for name in ["Phương án 1.geojson", "Phương án 1.gpkg", "Phương án 1.shp"] {
        let (_folder, path) = place(name);
        let plan = sample(SamplePlan::Finished);
        let error_m = exported(&plan, &path, None).expect("it passes");
        assert_eq!(error_m.to_bits(), 0.0_f64.to_bits());
        let back = imported(&path);
        assert_same(&plan, &back);
        assert_eq!(back.title(), "Phương án 1");
        assert!(back.adds_up());
    }
}

#[test]
fn features_carry_the_figures_and_how_they_were_made() {
    let (_folder, path) = place("plan.geojson");
    exported(&sample(SamplePlan::Finished), &path, None).expect("it passes");
    let file = json(&path);
    assert_eq!((&file["name"], &file["status"]), (&json!("Phương án 1"), &json!("compliant")));
    assert_eq!(file.get("crs"), None);
    let features = file["features"].as_array().expect("features");
    let [boundary, zone, ..] = &features[..] else { panic!("four features") };
    let boundary = &boundary["properties"];
    assert_eq!((&boundary["layer"], &boundary["area_ha_grid_5897"]), (&json!("boundary"), &json!(663.19)));
    assert!((boundary["area_ha_geodesic"].as_f64().expect("a figure") - 663.1043).abs() < 0.0002);
    let wanted = json!({"layer": "zone", "zone_code": "TN", "name_vi": "Vùng thí nghiệm công nghệ cao",
        "name_en": "High-tech laboratory (R&D) zone", "function": "rd_laboratory", "target_ha": 165.8, "area_ha_grid_5897": 165.8,
        "area_ha_geodesic": 165.780010, "share_pct": 25.0, "crs_source": "EPSG:5897", "datum_operation": "EPSG:6960",
        "decision": "1541/QĐ-TTg", "status": "compliant", "synthetic": true});
    for (name, value) in wanted.as_object().expect("an object") {
        let found = &zone["properties"][name];
        let is_near = value.as_f64().zip(found.as_f64()).is_some_and(|(a, b)| (a - b).abs() < 2e-5);
        assert!(found == value || is_near, "{name}: {found}, wanted {value}");
    }
    let shares = features[1..].iter().map(|zone| zone["properties"]["share_pct"].as_f64().expect("a figure")).sum::<f64>();
    assert!((shares - 100.0).abs() < 1e-9, "{shares}");
}

#[test]
fn a_plan_that_fails_leaves_only_as_a_draft_that_says_so() {
    let (_folder, path) = place("plan.geojson");
    let plan = sample(SamplePlan::Unfinished);
    for reason in [None, Some(""), Some("  ")] {
        let refused = exported(&plan, &path, reason);
        assert!(matches!(refused, Err(ExportError::NeedsDraftReason { verdict: Verdict::Fail })));
    }
    assert!(!path.exists(), "nothing left unmarked");
    exported(&plan, &path, Some("Gửi VSIP xem trước")).expect("a draft");
    let file = json(&path);
    assert_eq!((&file["status"], &file["draft_reason"]), (&json!("draft"), &json!("Gửi VSIP xem trước")));
    for feature in file["features"].as_array().expect("features") {
        let properties = &feature["properties"];
        assert_eq!((&properties["status"], &properties["verdict"]), (&json!("draft"), &json!("fail")));
    }
    assert_same(&plan, &imported(&path));
    assert!(matches!(exported(&plan, &path.with_extension("dwg"), Some("x")), Err(ExportError::UnknownFormat { .. })));
}

fn regions(path: &Path) -> Vec<Region> {
    let mut regions: Vec<_> = imported(path).zones().map(|zone| zone.region.clone()).collect();
    regions.sort_by_key(|region| region.bounds().map(|bounds| (bounds.min, bounds.max)));
    regions
}

#[test]
fn conversion_there_and_back_keeps_every_vertex_and_attribute() {
    let (folder, package) = place("mẫu.gpkg");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample_plan.geojson");
    let go = |from: &Path, to: &Path, crs: Option<u32>| {
        let to_crs = crs.map(|epsg| FileCrs::from_epsg(epsg).expect("known"));
        assert_eq!(convert(from, to, None, to_crs, Decimals::Fewest).expect("converted"), []);
    };
    go(&source, &package, None);
    assert_same(&imported(&package), &imported(&source));
    let back = folder.path().join("back.geojson");
    go(&package, &back, None);
    assert_same(&imported(&back), &imported(&source));
    // through UTM 48N and back: another grid, so each vertex is rounded once more
    let utm = folder.path().join("utm.gpkg");
    go(&package, &utm, Some(3405));
    let again = folder.path().join("again.gpkg");
    go(&utm, &again, Some(5897));
    for (a, b) in regions(&again).iter().zip(regions(&source)) {
        assert_eq!(a.vertex_count(), b.vertex_count());
        assert!(a.vertices().zip(b.vertices()).all(|(a, b)| a.distance_squared(b) <= 8), "within 3 µm");
    }
    let metres = folder.path().join("metres.geojson");
    go(&source, &metres, Some(5897));
    assert!(json(&metres)["crs"]["properties"]["name"] == json!("urn:ogc:def:crs:EPSG::5897"));
    assert_eq!(regions(&metres), regions(&source));
}

#[test]
fn a_feature_that_cannot_be_read_stops_the_conversion() {
    let (_folder, output) = place("out.gpkg");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/malformed/string_coordinates.geojson");
    let stopped = convert(&source, &output, None, None, Decimals::Fewest);
    assert!(matches!(&stopped, Err(ConvertError::Feature { .. })), "{stopped:?}");
    assert!(!output.exists());
    let metres = source.with_file_name("projected_metres.geojson");
    assert!(matches!(convert(&metres, &output, None, None, Decimals::Fewest), Err(ConvertError::Import(_))));
    let stated = Some(Reading::of(ProjectCrs::default()));
    assert_eq!(convert(&metres, &output, stated, None, Decimals::Fewest).expect("stated"), []);
    let bow_tie = source.with_file_name("bow_tie.geojson");
    assert_eq!(convert(&bow_tie, &output, None, None, Decimals::Fewest).expect("mended").len(), 1);
    assert!(convert(&bow_tie, &output, None, Some(FileCrs::WebMercator), Decimals::Fewest).is_err());
}

/// The sample with two plots in its second zone, one of them against its border.
fn with_plots() -> Plan {
    let mut plan = sample(SamplePlan::Finished);
    let zone = plan.zones().nth(1).expect("it has zones");
    let (id, bounds) = (zone.id, zone.region.bounds().expect("it has land"));
    let plot = |from: GridPoint, to: GridPoint, code: &str, land_use: &str| {
        let sketch = vec![vec![from, GridPoint::new(to.east, from.north), to, GridPoint::new(from.east, to.north)]];
        let attributes = Box::new(ZoneAttributes {
            code: code.into(),
            land_use: LandUse::from_code(land_use),
            storeys: Some(5),
            building_coverage_pct: Some(62.5),
            phase: Some(Phase::First),
            priority: Some(PriorityField::ArtificialIntelligence),
            ..ZoneAttributes::default()
        });
        let command = Command::DrawZone { sketch, mode: DrawMode::Yield, attributes };
        Command::OnPlots { zone: id, command: Box::new(command) }
    };
    let middle = bounds.centre();
    let beyond = bounds.grown(1_000_000);
    for command in [plot(beyond.min, middle, "1", "SX_Congnghiep"), plot(middle, beyond.max, "2", "HTKT_DuongGT")] {
        apply(&mut plan, &command).expect("there is land");
    }
    plan
}

#[test]
fn plots_leave_and_come_back_in_their_zones() {
    for name in ["plots.geojson", "plots.gpkg", "plots.shp"] {
        let (_folder, path) = place(name);
        let plan = with_plots();
        exported(&plan, &path, Some("in work")).expect("a reason is given");
        let back = imported(&path);
        assert_same(&plan, &back);
        assert_eq!(back.divided_zones().len(), 1);
        for ((id, plots), (id_back, plots_back)) in plan.divided_zones().zip(back.divided_zones()) {
            assert_eq!(id, id_back);
            assert_same(plots, plots_back);
            assert!(plots_back.adds_up());
        }
    }
}

#[test]
fn a_plot_that_names_no_zone_is_in_the_one_that_holds_it_and_none_is_lost_in_silence() {
    let (_folder, path) = place("plots.geojson");
    let plan = with_plots();
    exported(&plan, &path, Some("in work")).expect("a reason is given");
    let mut file = json(&path);
    let features = file["features"].as_array_mut().expect("features");
    let is_plot = |feature: &Value| feature["properties"]["layer"] == "plot";
    for plot in features.iter_mut().filter(|feature| is_plot(feature)) {
        plot["properties"].as_object_mut().expect("properties").remove("zone_code");
    }
    std::fs::write(&path, file.to_string()).expect("written");
    assert_eq!(imported(&path).divided_zones().map(|(_, plots)| plots.zones().len()).collect::<Vec<_>>(), [2]);
    file["features"].as_array_mut().expect("features").retain(|feature| feature["properties"]["layer"] != "zone");
    std::fs::write(&path, file.to_string()).expect("written");
    let homeless = import_plan(&path, ReadOptions::default(), None, None).expect("readable");
    assert_eq!(homeless.problems.iter().filter(|p| p.kind == ProblemKind::PlotWithoutZone).count(), 2);
}

/// A disk that takes no more: the system refuses to let files grow beyond 4 kB.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_file_and_says_so() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample_plan.geojson");
    for name in ["a.geojson", "a.gpkg", "a.dxf", "a.kml", "a.shp"] {
        let path = folder.path().join(name);
        let before: Vec<_> =
            exported(&sample(SamplePlan::Finished), &path, Some("cũ")).map(|_| files_in(folder.path())).expect("written");
        let output = std::process::Command::new("bash")
            .args(["-c", "trap '' XFSZ; ulimit -f 4; exec \"$@\"", "bash", env!("CARGO_BIN_EXE_hecta"), "export"])
            .args([&plan, &path])
            .output()
            .expect("bash runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && !said.trim().is_empty() && !said.contains("panicked"), "{name}: {said}");
        assert_eq!(files_in(folder.path()), before, "{name}: {said}");
    }
}

/// Names and contents of the files in a folder, by name.
fn files_in(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.map(|path| (path.clone(), std::fs::read(&path).expect("a file"))).collect();
    files.sort();
    files
}
