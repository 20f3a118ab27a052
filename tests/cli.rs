//! The program as scripts see it: exit status, one line on standard error, the JSON contract, files written.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn hecta(arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_hecta")).args(arguments).current_dir(root()).output();
    output.expect("the program starts")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("standard output is UTF-8")
}

/// Standard error, which has at most one line.
fn complaint(output: &Output) -> &str {
    let text = std::str::from_utf8(&output.stderr).expect("standard error is UTF-8");
    assert!(text.lines().count() <= 1 && !text.contains("panicked"), "{text}");
    text.trim_end()
}

fn checked(arguments: &[&str]) -> (Value, Output) {
    let output = hecta(&[&["check", "--format", "json"], arguments].concat());
    let report = serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{arguments:?}: {e}: {}", complaint(&output)));
    (report, output)
}

fn m2(report: &Value, member: &str) -> f64 {
    report[member].as_f64().unwrap_or_else(|| panic!("{member} is a number: {}", report[member]))
}

fn list<'a>(report: &'a Value, member: &str) -> &'a [Value] {
    report[member].as_array().unwrap_or_else(|| panic!("{member} is a list"))
}

fn members(object: &Value) -> Vec<&str> {
    object.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// A path for a file this test writes, gone from earlier runs.
fn written(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
    let _ = std::fs::remove_file(&path);
    path
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

/// What `expected.json` asks of the program for one file.
fn assert_as_expected(name: &str, expected: &str) {
    let path = format!("tests/data/malformed/{name}");
    let output = hecta(&["check", &path, "--format", "json"]);
    let (status, complaint) = (status(&output), complaint(&output));
    let place = format!("{name} ({expected}): {status}, {complaint}");
    if status == 2 {
        assert!(expected.starts_with("error") && complaint.starts_with("hecta: ") && output.stdout.is_empty(), "{place}");
        return;
    }
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    let findings = list(&report, "findings");
    let has_errors = findings.iter().any(|f| f["severity"] == "error");
    assert_eq!(status, i32::from(has_errors), "{place}");
    let has = |rule: &str| findings.iter().any(|f| f["rule"] == rule);
    assert_eq!(has("invalid-geometry"), expected.starts_with("invalid"), "{place}: {findings:?}");
    match expected.split([':', ',', ';', '(']).next().unwrap_or_default().trim() {
        "error" | "error with line and column" => panic!("{place}: was read"),
        "invalid" => assert!(findings.iter().any(|f| f["message"].as_str().is_some_and(|m| m.contains(": "))), "{place}"),
        "repair" | "skip and warn" | "skip 1" | "take polygons" => assert!(complaint.starts_with("hecta: "), "{place}"),
        "accept" if expected.contains("drop Z") => {}
        "accept" | "accept as EPSG" => assert_eq!(complaint, "", "{place}"),
        "error or warn" => assert_ne!(complaint, "", "{place}"),
        other => panic!("{place}: no rule for {other:?}"),
    }
}

#[test]
fn every_malformed_file_gets_what_is_expected() {
    let expected = std::fs::read(root().join("tests/data/malformed/expected.json")).expect("expected.json");
    let expected: Value = serde_json::from_slice(&expected).expect("expected.json is JSON");
    let files = expected.as_object().expect("an object");
    assert!(files.len() >= 35);
    for (name, expected) in files {
        assert_as_expected(name, expected.as_str().expect("a text"));
    }
}

#[test]
fn figures_of_files_that_are_only_unusual_are_right() {
    let of = |name: &str| checked(&[&format!("tests/data/malformed/{name}.geojson")]).0;
    let square = m2(&of("ok_square"), "zones_m2");
    for same in ["clockwise", "bom", "unclosed_ring", "bare_geometry", "bare_feature", "z_values", "null_geometry"] {
        assert!((m2(&of(same), "zones_m2") - square).abs() < 1e-6, "{same}");
    }
    assert!((m2(&of("projected_with_crs"), "zones_m2") - 10_000.0).abs() < 1e-6);
    assert!((square * 0.91 - m2(&of("ok_hole"), "zones_m2")).abs() < 1.0);
    let twice = of("duplicate_ids");
    assert!((m2(&twice, "overlap_m2") - square).abs() < 1e-6);
    assert!(list(&twice, "findings").iter().any(|f| f["rule"] == "duplicate"));
    let (metres, _) = checked(&["tests/data/malformed/projected_metres.geojson", "--crs", "EPSG:5897"]);
    assert!((m2(&metres, "zones_m2") - 10_000.0).abs() < 1e-6);
}

#[test]
fn the_report_has_exactly_the_members_of_the_contract() {
    let (report, output) = checked(&["data/unfinished_plan.geojson", "--lang", "en"]);
    assert_eq!(status(&output), 1);
    assert_eq!(
        members(&report),
        [
            "schema",
            "crs",
            "datum_operation",
            "verdict",
            "approved_m2",
            "boundary_m2",
            "zones_m2",
            "allocated_m2",
            "unallocated_m2",
            "overlap_m2",
            "outside_m2",
            "residual_m2",
            "zones",
            "communes",
            "findings",
            "import"
        ]
    );
    let zone = &list(&report, "zones")[0];
    let zone_members = ["id", "name", "function", "area_m2", "area_ha", "share_pct", "geodesic_m2", "parts", "vertices"];
    assert_eq!(members(zone), zone_members);
    assert_eq!(members(&list(&report, "communes")[0]), ["code", "name", "total_m2", "zones"]);
    let findings = list(&report, "findings");
    for finding in findings {
        assert_eq!(members(finding), ["rule", "severity", "message", "zones", "area_m2", "at", "geometry"]);
    }
    assert_eq!((&report["schema"], &report["crs"]), (&"hecta-check/1".into(), &"EPSG:5897".into()));
    assert_eq!((&report["datum_operation"], &report["verdict"]), (&"EPSG:6960".into(), &"fail".into()));
    // the three faults that data/README.md states, one finding each
    let area = |rule: &str| {
        let of_rule: Vec<_> = findings.iter().filter(|f| f["rule"] == rule).collect();
        assert_eq!(of_rule.len(), 1, "{rule}");
        assert_eq!(of_rule[0]["geometry"]["type"], "Polygon");
        assert_eq!(of_rule[0]["at"].as_array().map(Vec::len), Some(2));
        m2(of_rule[0], "area_m2")
    };
    assert!((area("gap") - 9_259.644).abs() < 0.001 && (area("overlap") - 5_330.125).abs() < 0.001);
    assert!((m2(&report, "outside_m2") - area("outside")).abs() < 1e-6);
    let balance = m2(&report, "zones_m2") - m2(&report, "overlap_m2") - m2(&report, "outside_m2");
    assert!((balance - m2(&report, "allocated_m2")).abs() < 1e-5);
    assert!((m2(&report, "boundary_m2") - m2(&report, "unallocated_m2") - m2(&report, "allocated_m2")).abs() < 1e-5);
    assert_eq!(
        findings.iter().find(|f| f["rule"] == "overlap").map(|f| f["message"].clone()),
        Some("SX and KN overlap by 0.53 ha".into())
    );
}

#[test]
fn the_sample_plan_passes_and_its_columns_add_up() {
    let (report, output) = checked(&[]);
    assert_eq!((status(&output), &report["verdict"], complaint(&output)), (0, &"pass".into(), ""));
    assert_eq!(list(&report, "findings").len(), 0);
    let column = |member: &str| {
        let figures = list(&report, "zones").iter().map(|zone| zone[member].as_str().expect("a text").to_owned());
        figures.collect::<Vec<_>>()
    };
    assert_eq!(
        (column("area_ha"), column("share_pct")),
        (["165.80", "397.91", "99.48"].map(String::from).to_vec(), ["25.00", "60.00", "15.00"].map(String::from).to_vec(),)
    );
    let geodesic: f64 = list(&report, "zones").iter().map(|zone| m2(zone, "geodesic_m2")).sum();
    assert!((geodesic - 6_631_043.0).abs() < 2.0, "{geodesic}");
    assert!(m2(&report, "residual_m2").abs() < 1e-6);
}

#[test]
fn the_park_lies_in_the_six_older_communes_as_its_data_say() {
    let (report, _) = checked(&[]);
    let expected = [
        ("Xã Trần Hưng Đạo", 40.05),
        ("Xã Nhân Mỹ", 287.68),
        ("Xã Nhân Nghĩa", 11.22),
        ("Xã Nhân Bình", 200.43),
        ("Xã Phú Phúc", 30.71),
        ("Xã Xuân Khê", 93.09),
    ];
    let communes = list(&report, "communes");
    assert_eq!(communes.len(), expected.len());
    for (commune, (name, hectares)) in communes.iter().zip(expected) {
        assert_eq!(commune["name"], name);
        assert!((m2(commune, "total_m2") / 1e4 - hectares).abs() < 0.005, "{commune}");
        let of_zones: f64 = commune["zones"].as_object().expect("an object").values().filter_map(Value::as_f64).sum();
        assert!((of_zones - m2(commune, "total_m2")).abs() < 0.01, "{commune}");
    }
    let (today, _) = checked(&["--communes", "data/communes_2025.geojson"]);
    let total: f64 = list(&today, "communes").iter().map(|commune| m2(commune, "total_m2")).sum();
    assert_eq!(list(&today, "communes").len(), 3);
    assert!((total - 6_631_900.0).abs() < 0.01, "{total}");
}

#[test]
fn what_cannot_be_known_without_a_boundary_is_null() {
    let (report, output) = checked(&["tests/data/plan_3/zones.geojson"]);
    for member in ["boundary_m2", "allocated_m2", "unallocated_m2", "outside_m2"] {
        assert!(report[member].is_null(), "{member}");
    }
    assert_eq!((&report["verdict"], status(&output)), (&"insufficient".into(), 0));
    let (report, output) = checked(&["tests/data/plan_3/zones.geojson", "--boundary", "tests/data/plan_3/boundary_150.geojson"]);
    assert!((m2(&report, "boundary_m2") - 6_631_900.0).abs() < 0.001);
    assert_eq!((&report["verdict"], status(&output)), (&"insufficient".into(), 0));
    let (report, output) = checked(&["tests/data/plan_3/zones.geojson", "--approved-ha", "600"]);
    assert!((m2(&report, "approved_m2") - 6e6).abs() < 1e-6);
    assert_eq!((&report["verdict"], status(&output)), (&"fail".into(), 1));
}

#[test]
fn unusable_arguments_end_with_2_and_one_line() {
    let picture = written("never.png");
    let cases: [&[&str]; 21] = [
        &["--bogus"],
        &["data/sample_plan.geojson", "check"],
        &["check", "--date", "2026-01-01", "--date", "2026-01-02"],
        &["check", "a.geojson", "b.geojson"],
        &["check", "--format", "xml"],
        &["check", "--crs"],
        &["check", "data/sample_plan.geojson", "--crs", "EPSG:1"],
        &["check", "data/sample_plan.geojson", "--crs", "VN2000"],
        &["check", "--approved-ha", "much"],
        &["check", "--approved-ha", "-1"],
        &["check", "--date", "31/12/2026"],
        &["check", "--boundary", "data/park_boundary_demo.geojson"],
        &["check", "no such file.geojson"],
        &["check", "src"],
        &["check", "Cargo.toml"],
        &["check", "data/sample_plan.geojson", "--communes", "tests/data/malformed/truncated.geojson"],
        &["render"],
        &["render", "picture.jpg"],
        &["render", text(&picture), "--size", "0x0"],
        &["convert", "data/sample_plan.geojson", "plan.dwg"],
        &["export", "data/sample_plan.geojson", "data/sample_plan.geojson"],
    ];
    for arguments in cases {
        for language in ["vi", "en"] {
            let output = hecta(&[arguments, &["--lang", language]].concat());
            let complaint = complaint(&output);
            assert_eq!(status(&output), 2, "{arguments:?}: {complaint}");
            assert!(complaint.starts_with("hecta: ") && complaint.len() > 20, "{arguments:?}: {complaint}");
            assert!(output.stdout.is_empty(), "{arguments:?}");
        }
    }
    assert!(!picture.exists());
}

#[test]
fn help_and_version_are_there_in_both_languages() {
    for (language, word) in [("vi", "Cách dùng"), ("en", "Usage")] {
        for command in [&[][..], &["check"], &["convert"], &["export"], &["render"]] {
            let output = hecta(&[command, &["--help", "--lang", language]].concat());
            assert_eq!(status(&output), 0);
            assert!(stdout(&output).contains(word) && complaint(&output).is_empty(), "{command:?}");
        }
    }
    assert_eq!(stdout(&hecta(&["--version"])).trim(), concat!("hecta ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_balance_reads_in_both_languages() {
    let vi = hecta(&["check", "data/unfinished_plan.geojson", "--date", "2026-11-21"]);
    let text = stdout(&vi);
    for part in ["663,19 ha", "6.631.900,0 m²", "SX và KN chồng lấn", "KẾT LUẬN: ⬣ Không đạt", "2026-11-21", "Xã Nhân Bình"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let en = hecta(&["check", "--lang", "en"]);
    let text = stdout(&en);
    for part in ["663.19 ha", "6,631,900.0 m²", "VERDICT: ✓ Pass", "Startup and innovation hub", "No findings."] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(text.lines().all(|line| line == line.trim_end()), "no line ends in spaces");
}

#[test]
fn pictures_are_the_same_bytes_each_time_and_of_the_size_asked_for() {
    let (one, two, svg) = (written("one.png"), written("two.png"), written("plan.svg"));
    for picture in [&one, &two] {
        let output = hecta(&["render", "data/unfinished_plan.geojson", text(picture), "--size", "800x500"]);
        assert_eq!(status(&output), 0, "{}", complaint(&output));
    }
    let bytes = std::fs::read(&one).expect("a picture");
    assert_eq!(bytes, std::fs::read(&two).expect("a picture"));
    assert_eq!(bytes[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!(bytes[16..24], [0, 0, 3, 32, 0, 0, 1, 244]);
    assert_eq!(status(&hecta(&["render", text(&svg)])), 0);
    let drawing = std::fs::read_to_string(&svg).expect("a drawing");
    for part in ["Đồ án mẫu", "663,19 ha", "ranh giới pháp lý", "minh họa", "XÃ NHÂN HÀ", "Xã Nhân Bình", ">N<", "pattern"]
    {
        assert!(drawing.contains(part), "{part}");
    }
    for odd in [
        "tests/data/malformed/no_features.geojson",
        "tests/data/malformed/zero_area.geojson",
        "tests/data/plan_2000/zones.geojson",
    ] {
        let output = hecta(&["render", odd, text(&one), "--size", "300x900"]);
        assert_eq!(status(&output), 0, "{odd}: {}", complaint(&output));
    }
}

#[test]
fn a_plan_survives_conversion_to_geopackage_and_another_grid() {
    let (package, other, back) = (written("plan.gpkg"), written("9209.gpkg"), written("back.geojson"));
    let steps: [&[&str]; 3] = [
        &["convert", "data/unfinished_plan.geojson", text(&package)],
        &["convert", text(&package), text(&other), "--to", "EPSG:9209"],
        &["convert", text(&other), text(&back)],
    ];
    for step in steps {
        let output = hecta(step);
        assert_eq!((status(&output), complaint(&output)), (0, ""), "{step:?}");
    }
    let (before, _) = checked(&["data/unfinished_plan.geojson"]);
    // an edge that is straight on one grid bows by under a millimetre between the points that hold it on the other
    for (file, tolerance_m2) in [(&package, 1e-6), (&other, 1e-6), (&back, 0.05)] {
        let (after, _) = checked(&[text(file)]);
        for member in ["zones_m2", "overlap_m2", "unallocated_m2", "outside_m2"] {
            let moved = (m2(&before, member) - m2(&after, member)).abs();
            assert!(moved <= tolerance_m2, "{member} of {}: {moved}", file.display());
        }
        // of the land, that is: a file on another grid is remarked upon
        let of_land = |report: &Value| {
            list(report, "findings").iter().filter(|f| !f["rule"].as_str().is_some_and(|id| id.starts_with("CRS-"))).count()
        };
        assert_eq!(of_land(&before), of_land(&after));
    }
}

#[test]
fn a_plan_that_fails_leaves_only_as_a_draft() {
    let out = written("export.geojson");
    let refused = hecta(&["export", "data/unfinished_plan.geojson", text(&out)]);
    assert_eq!(status(&refused), 1);
    assert!(complaint(&refused).contains("--draft") && !out.exists());
    let draft = hecta(&["export", "data/unfinished_plan.geojson", text(&out), "--draft", "xem xét nội bộ"]);
    assert_eq!(status(&draft), 0, "{}", complaint(&draft));
    let file: Value = serde_json::from_slice(&std::fs::read(&out).expect("a file")).expect("GeoJSON");
    assert!(file.get("crs").is_none());
    for feature in list(&file, "features") {
        assert_eq!(feature["properties"]["status"], "draft");
    }
    assert!(file.to_string().contains("xem xét nội bộ"));
    let passing = hecta(&["export", "data/sample_plan.geojson", text(&out)]);
    assert_eq!(status(&passing), 0, "{}", complaint(&passing));
    let (report, output) = checked(&[text(&out)]);
    assert_eq!((&report["verdict"], status(&output)), (&"pass".into(), 0));
}

#[test]
fn another_installations_proj_does_no_harm() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hecta"));
    let command = command.args(["check", "--format", "json"]).current_dir(root());
    let output = command.env("PROJ_DATA", "/nonexistent").env("PROJ_LIB", root()).output().expect("the program starts");
    assert_eq!(status(&output), 0);
    assert_eq!(output.stdout, hecta(&["check", "--format", "json"]).stdout);
}

#[test]
fn own_rules_and_the_day_are_taken_and_a_bad_file_is_told_by_line() {
    let plan = "tests/data/rules/LND-01_pass.geojson";
    let found = |more: &[&str]| {
        let (report, output) = checked(&[&[plan, "--date", "2026-12-01"], more].concat());
        let rules: Vec<_> = list(&report, "findings").iter().map(|f| f["rule"].as_str().unwrap_or_default().to_owned()).collect();
        (rules, status(&output))
    };
    assert_eq!(found(&[]), (Vec::new(), 0));
    let own = written("own.toml");
    std::fs::write(&own, "[[rule]]\nid = \"ZON-02\"\nat_most = 5\n").expect("written");
    assert_eq!(found(&["--rules", text(&own)]), (vec!["ZON-02".to_owned()], 1));
    assert_eq!(status(&hecta(&["check", plan, "--date", "30/6/2026"])), 2, "that is no day");
    std::fs::write(&own, "# own\n[[rule]]\nid = \"ZON-02\"\nat_mots = 5\n").expect("written");
    let bad = hecta(&["check", plan, "--rules", text(&own), "--lang", "en"]);
    assert_eq!(status(&bad), 2);
    assert!(complaint(&bad).contains("line 4") && complaint(&bad).contains("at_mots"), "{}", complaint(&bad));
    let report = hecta(&["check", plan, "--date", "2027-01-01", "--lang", "en"]);
    let said = stdout(&report);
    for part in ["LND-04", "No longer in force", "QCVN 01:2021/BXD", "source text not verified", "0.0050 ha", "01/01/2027"] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
}

#[test]
fn parcels_are_counted_by_zone_and_add_up() {
    let crossed = |parcels: &str, by: &str| {
        let plan = "data/sample_plan.geojson";
        let output = hecta(&["cross", plan, parcels, "--by", by, "--format", "json"]);
        assert_eq!(status(&output), 0, "{}", complaint(&output));
        let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
        report
    };
    // zones counted by themselves: each lies in itself
    let own = crossed("data/sample_plan.geojson", "name_vi");
    let (named, boundary): (Vec<_>, Vec<_>) = list(&own, "rows").iter().partition(|row| row["group"].is_string());
    assert!(named.iter().all(|row| members(&row["zones"]).len() == 1), "{named:?}");
    assert_eq!((named.len(), boundary.len(), members(&boundary[0]["zones"]).len()), (3, 1, 3));
    // communes: the same areas as in the check, which counts the other way round
    let by_commune = crossed("data/communes_2020.geojson", "name");
    let (checked, _) = checked(&["data/sample_plan.geojson"]);
    for commune in list(&checked, "communes").iter().filter(|commune| !members(&commune["zones"]).is_empty()) {
        let row = list(&by_commune, "rows").iter().find(|row| row["group"] == commune["name"]).expect("a row for the commune");
        for zone in members(&commune["zones"]) {
            assert!((m2(&row["zones"], zone) - m2(&commune["zones"], zone)).abs() < 0.001, "{zone} in {}", commune["name"]);
        }
        assert!(m2(row, "total_m2") > m2(commune, "total_m2"), "communes reach beyond the park");
    }
    let sum: f64 = list(&by_commune, "rows").iter().map(|row| m2(row, "total_m2")).sum();
    assert!((sum - m2(&by_commune, "total_m2")).abs() < 1e-3);
}

#[test]
fn a_table_of_parcels_is_printed_written_and_refused_with_the_attributes_there_are() {
    let arguments = ["cross", "data/sample_plan.geojson", "data/communes_2020.geojson", "--by"];
    let with = |more: &[&str]| hecta(&[&arguments[..], more].concat());
    let printed = with(&["name"]);
    assert_eq!(status(&printed), 0, "{}", complaint(&printed));
    assert!(stdout(&printed).contains("Bảng chồng xếp communes_2020 theo name") && stdout(&printed).contains("Tổng cộng"));
    let path = written("thửa.csv");
    let output = with(&["name", "--out", text(&path)]);
    assert_eq!(status(&output), 0, "{}", complaint(&output));
    let table = std::fs::read_to_string(&path).expect("the table is there");
    assert!(table.contains("Ngoài ranh giới (m²)") && table.lines().count() > 8, "{table}");
    let unknown = with(&["chủ_sử_dụng"]);
    assert_eq!(status(&unknown), 2);
    assert!(complaint(&unknown).contains("chủ_sử_dụng") && complaint(&unknown).contains("name"), "{}", complaint(&unknown));
}
