//! Files and texts that come in: what was found, what becomes of it, doubts about coordinates and texts, reference layers, reports.

use std::path::{Path, PathBuf};

use eframe::egui::{Event, Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use hecta::app::{Language, ThemeChoice};

use crate::driver::{
    Driver, Start, choose, click, click_containing, click_in_list, click_map, drop_file, picture, press, press_with, said, shows,
    start, type_into,
};

const LOOKS: [(&str, Language, ThemeChoice, f32, f32); 2] = [
    ("light_vi", Language::Vietnamese, ThemeChoice::Light, 1280.0, 800.0),
    ("dark_en", Language::English, ThemeChoice::Dark, 1920.0, 1080.0),
];

/// A square of 100 m in the park as well-known text.
fn square(east_m: i64, north_m: i64) -> String {
    let (e, n) = (616_000 + east_m, 2_272_000 + north_m);
    format!("POLYGON (({e} {n}, {} {n}, {} {}, {e} {}, {e} {n}))", e + 100, e + 100, n + 100, n + 100)
}

/// A GeoJSON collection on the plan grid, with a name and properties for each feature.
fn collection(name: &str, features: &[(String, &str)]) -> String {
    let feature = |(geometry, properties): &(String, &str)| {
        format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
    };
    let features: Vec<_> = features.iter().map(feature).collect();
    format!(
        r#"{{"type":"FeatureCollection","name":"{name}","crs":{{"type":"name","properties":{{"name":"EPSG:5897"}}}},"features":[{}]}}"#,
        features.join(",")
    )
}

fn polygon(east_m: i64, north_m: i64) -> String {
    let (e, n) = (616_000 + east_m, 2_272_000 + north_m);
    format!(r#"{{"type":"Polygon","coordinates":[[[{e},{n}],[{},{n}],[{},{}],[{e},{n}]]]}}"#, e + 100, e + 100, n + 100)
}

fn line(east_m: i64) -> String {
    let (e, n) = (616_000 + east_m, 2_272_000);
    format!(r#"{{"type":"LineString","coordinates":[[{e},{n}],[{},{}]]}}"#, e + 900, n + 700)
}

fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("written");
    path
}

fn paste(driver: &mut Driver, text: &str) {
    driver.event(Event::Paste(text.to_owned()));
    driver.run();
    driver.run();
}

fn confirm(driver: &mut Driver) {
    let name = said(driver, "import-confirm");
    driver.get_by_role_and_label(eframe::egui::accesskit::Role::Button, &name).click();
    driver.run();
    driver.run();
}

fn click_said(driver: &mut Driver, id: &str) {
    let name = said(driver, id);
    click(driver, &name);
}

fn zones(driver: &Driver) -> usize {
    driver.state().workspace().session().plan().zones().len()
}

#[test]
fn a_dropped_file_of_lines_becomes_a_reference_layer_and_can_be_worked_with() {
    for (look, language, theme, width, height) in LOOKS {
        let folder = tempfile::tempdir().expect("a folder");
        let roads = [(line(0), r#"{"ten":"Đường trục"}"#), (line(300), r#"{"ten":"Đường gom"}"#)];
        let path = written(folder.path(), "duong.geojson", &collection("Đường giao thông", &roads));
        let mut driver = start(Start { language, theme, size: vec2(width, height), ..Start::default() });
        driver.run();
        let before = zones(&driver);
        drop_file(&mut driver, &path);
        driver.run();
        assert!(shows(&driver, &said(&driver, "import-title")));
        let texts = driver.state().workspace().texts();
        let role = texts.get("import-role-reference").to_owned();
        assert!(shows(&driver, &role) && shows(&driver, "Đường giao thông"));
        picture(&mut driver, &format!("import_reference_{look}"));
        confirm(&mut driver);
        let references = driver.state().workspace().references();
        assert_eq!((references.layers().len(), zones(&driver)), (1, before));
        assert_eq!(references.layers()[0].shape.counts().lines, 2);
        click_said(&mut driver, "action-layers");
        picture(&mut driver, &format!("reference_layers_{look}"));
        let name = driver.state().workspace().references().layers()[0].name.clone();
        let of = |driver: &Driver, id: &str| driver.state().workspace().texts().format(id, &[("name", name.as_str().into())]);
        let visible = of(&driver, "panel-reference-visible");
        for shown in [false, true] {
            click_in_list(&mut driver, &visible);
            assert_eq!(driver.state().workspace().references().layers()[0].look.visible, shown);
        }
        let rename = of(&driver, "panel-reference-rename");
        click_in_list(&mut driver, &rename);
        let field = said(&driver, "panel-name");
        type_into(&mut driver, &field, "Giao thông");
        let rename = said(&driver, "dialog-rename-confirm");
        click(&mut driver, &rename);
        assert_eq!(driver.state().workspace().references().layers()[0].name, "Giao thông");
        let texts = driver.state().workspace().texts();
        let remove = texts.format("panel-reference-remove", &[("name", "Giao thông".into())]);
        click_in_list(&mut driver, &remove);
        assert!(driver.state().workspace().references().layers().is_empty());
        let restore = said(&driver, "action-reference-restore");
        click_containing(&mut driver, &restore);
        assert_eq!(driver.state().workspace().references().layers().len(), 1, "brought back");
    }
}

#[test]
fn what_is_at_a_place_is_told_by_reference_layers_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = r#"{"type":"Polygon","coordinates":[[[600000,2260000],[630000,2260000],[630000,2290000],[600000,2290000],[600000,2260000]]]}"#;
    let path =
        written(folder.path(), "dat.geojson", &collection("Thửa đất", &[(whole.into(), r#"{"so_thua":118,"loai":"LUC"}"#)]));
    let mut driver = start(Start::default());
    driver.run();
    driver.input_mut().dropped_files.clear();
    choose(&mut driver, "menu-file", "action-import-reference");
    let field = said(&driver, "dialog-path");
    driver.get_by_label(&field).type_text(&path.display().to_string());
    driver.run();
    click_said(&mut driver, "dialog-reference-confirm");
    driver.run();
    confirm(&mut driver);
    press(&mut driver, Key::I);
    click_map(&mut driver, 0.5, 0.5);
    assert!(shows(&driver, "so_thua: 118") && shows(&driver, "loai: LUC"));
    picture(&mut driver, "reference_identified");
}

#[test]
fn a_pasted_map_waits_for_its_coordinate_system_and_cancelling_changes_nothing() {
    let mut driver = start(Start::default());
    driver.run();
    let before = zones(&driver);
    paste(&mut driver, "Khu công nghệ cao");
    assert!(shows(&driver, &said(&driver, "import-paste-unknown")));
    paste(&mut driver, &format!("wkt_geom\tten\n{}\tA\n{}\tB\n", square(0, 0), square(100, 0)));
    assert!(shows(&driver, &said(&driver, "import-title")));
    picture(&mut driver, "import_pasted");
    press(&mut driver, Key::Escape);
    assert!(!shows(&driver, &said(&driver, "import-title")));
    assert_eq!((zones(&driver), driver.state().workspace().references().layers().len()), (before, 0));
    paste(&mut driver, &format!("SRID=5897;{}\nSRID=5897;{}", square(0, 0), square(100, 0)));
    confirm(&mut driver);
    assert_eq!(zones(&driver), 2, "the pasted plan took the place of the sample");
}

#[test]
fn a_doubtful_coordinate_system_is_named_and_mended() {
    for (look, language, theme, width, height) in LOOKS {
        let folder = tempfile::tempdir().expect("a folder");
        let park =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/park_boundary_demo.geojson")).expect("read");
        let mut park: serde_json::Value = serde_json::from_str(&park).expect("JSON");
        exchange(&mut park);
        let path = written(folder.path(), "ranh gioi.geojson", &park.to_string());
        let mut driver = start(Start { language, theme, size: vec2(width, height), ..Start::default() });
        driver.run();
        choose(&mut driver, "menu-file", "action-load-boundary");
        let field = said(&driver, "dialog-path");
        driver.get_by_label(&field).type_text(&path.display().to_string());
        driver.run();
        click_said(&mut driver, "dialog-boundary-confirm");
        driver.run();
        let fault =
            driver.state().workspace().texts().format("import-suspect-lat-lon-swapped", &[("crs", "EPSG:4326 (WGS 84)".into())]);
        assert!(shows(&driver, &fault), "{fault}");
        picture(&mut driver, &format!("import_suspect_{look}"));
        let swapped = said(&driver, "import-swapped");
        click_containing(&mut driver, &swapped);
        picture(&mut driver, &format!("import_mended_{look}"));
        confirm(&mut driver);
        let session = driver.state().workspace().session();
        let loaded = driver.state().workspace().texts().format("status-boundary-loaded", &[("file", "ranh gioi".into())]);
        assert!(shows(&driver, &loaded));
        let area = session.plan().boundary().expect("a boundary").outline.legal().area();
        assert_eq!(area.rounded_ha(2), 66_319);
    }
}

/// Exchanges the two numbers of every position.
fn exchange(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(items) => {
            if items.len() == 2 && items.iter().all(serde_json::Value::is_number) {
                items.swap(0, 1);
            } else {
                items.iter_mut().for_each(exchange);
            }
        }
        serde_json::Value::Object(members) => members.values_mut().for_each(exchange),
        _ => {}
    }
}

#[test]
fn texts_of_another_time_are_shown_in_every_encoding() {
    let mut driver = start(Start::default());
    driver.run();
    let rows = format!(
        "wkt_geom\tten\nSRID=5897;{}\tPh©n khu s¶n xuÊt c«ng nghÖ cao\nSRID=5897;{}\tKhu nghiªn cøu vµ ph¸t triÓn\n",
        square(0, 0),
        square(100, 0)
    );
    paste(&mut driver, &rows);
    assert!(shows(&driver, "Phân khu sản xuất công nghệ cao"), "recognised and converted");
    picture(&mut driver, "import_encoding");
    click(&mut driver, "Unicode");
    assert!(driver.query_all_by_label("Phân khu sản xuất công nghệ cao").next().is_none(), "as it is stored");
    click_containing(&mut driver, "TCVN3 (ABC)");
    confirm(&mut driver);
    let plan = driver.state().workspace().session().plan();
    let named = |zone: &hecta::plan::Zone| zone.attributes.other.values().any(|value| value == "Khu nghiên cứu và phát triển");
    assert!(plan.zones().any(named));
}

#[test]
fn problems_are_reported_with_their_places_and_can_be_copied() {
    let broken = r#"{"type":"Polygon","coordinates":[[[616000,2272000],[616100,2272000]]]}"#.to_owned();
    let mut features = vec![(polygon(0, 0), r#"{"code":"A"}"#), (polygon(300, 0), r#"{"code":"B"}"#)];
    features.extend(
        (0..500).map(|_| (broken.clone(), r#"{"code":"Đối tượng có tên rất dài để xem dòng báo cáo có bị tràn hay không"}"#)),
    );
    for (look, language, theme, width, height) in LOOKS {
        let folder = tempfile::tempdir().expect("a folder");
        let path = written(folder.path(), "loi.geojson", &collection("Phân khu", &features));
        let mut driver = start(Start { language, theme, size: vec2(width, height), ..Start::default() });
        driver.run();
        drop_file(&mut driver, &path);
        driver.run();
        picture(&mut driver, &format!("import_problems_{look}"));
        confirm(&mut driver);
        assert_eq!(zones(&driver), 2, "the good rest is there");
        let report = driver.state().workspace().import_report();
        assert!(report.counts().0 >= 500, "{:?}", report.counts());
        assert!(shows(&driver, &said(&driver, "import-report-title")));
        picture(&mut driver, &format!("import_report_{look}"));
        let view = *driver.state().canvas().view();
        let texts = driver.state().workspace().texts();
        let first = texts.format("import-place-feature", &[("value", "3".into())]);
        driver.query_all_by_label_contains(&first).next().expect("a line of the report").click();
        driver.run();
        driver.run();
        assert_ne!(driver.state().canvas().view().centre(), view.centre(), "a click goes there");
        click_said(&mut driver, "import-report-copy");
        click_said(&mut driver, "import-report-close");
        assert!(!shows(&driver, &said(&driver, "import-report-copy")));
    }
}

#[test]
fn forty_layers_with_long_names_fit_and_reference_layers_come_back_with_the_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("do an.gpkg");
    let paths: Vec<_> = (0..40)
        .map(|i| {
            let name = format!("Hiện trạng hạ tầng kỹ thuật và công trình ngầm khu vực số {i} cập nhật lần cuối");
            let points = r#"{"type":"MultiPoint","coordinates":[[616000,2272000],[616500,2272500]]}"#.to_owned();
            let text = collection(&name, &[(line(i * 20), r#"{"ma":1}"#), (points, r#"{"ma":2}"#)]);
            written(folder.path(), &format!("{name}.geojson"), &text)
        })
        .collect();
    for (look, language, theme, width, height) in LOOKS {
        let settings = folder.path().join(look);
        let how = || Start { language, theme, size: vec2(width, height), folder: Some(settings.clone()), ..Start::default() };
        let mut driver = start(how());
        driver.run();
        for path in &paths {
            let file = std::sync::Arc::new(crate::driver::Dropped::new(path.clone()));
            driver.input_mut().dropped_files.push(file);
        }
        driver.run();
        driver.run();
        picture(&mut driver, &format!("import_many_{look}"));
        confirm(&mut driver);
        assert_eq!(driver.state().workspace().references().layers().len(), 40);
        click_said(&mut driver, "action-layers");
        picture(&mut driver, &format!("reference_many_{look}"));
        press_with(&mut driver, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
        let field = said(&driver, "dialog-path");
        type_into(&mut driver, &field, &project.display().to_string());
        let save = if project.exists() { "dialog-replace-confirm" } else { "dialog-save-confirm" };
        click_said(&mut driver, "dialog-save-confirm");
        if save == "dialog-replace-confirm" {
            click_said(&mut driver, save);
        }
        driver.run();
        drop(driver);
        std::fs::rename(&paths[7], folder.path().join("moved.geojson")).expect("moved");
        let mut driver = start(how());
        driver.run();
        drop_file(&mut driver, &project);
        driver.run();
        driver.run();
        let references = driver.state().workspace().references();
        assert_eq!((references.layers().len(), references.missing().len()), (39, 1), "the one that moved is missing");
        std::fs::rename(folder.path().join("moved.geojson"), &paths[7]).expect("moved back");
    }
}

#[test]
fn files_named_at_the_start_are_shown_behind_the_plan_and_one_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let parcels = written(folder.path(), "thửa đất.geojson", &collection("", &[(polygon(0, 0), r#"{"so_thua":"12"}"#)]));
    let far = written(folder.path(), "ở xa.geojson", &collection("", &[(polygon(90_000, 0), "{}")]));
    let project = folder.path().join("không có.geojson");
    let mut driver = start(Start { folder: Some(folder.path().join("settings")), ..Start::default() });
    driver.state_mut().show_references(vec![parcels.clone(), project.clone(), parcels]);
    driver.run();
    driver.run();
    let names = |driver: &Driver| -> Vec<String> {
        driver.state().workspace().references().layers().iter().map(|layer| layer.name.clone()).collect()
    };
    assert_eq!(names(&driver), ["thửa đất"], "what is named twice is there once");
    assert_eq!(driver.state().workspace().references().missing()[0].path, project);
    assert!(shows(&driver, "không có"), "a notice names it");
    let before = *driver.state().canvas().view();
    driver.state_mut().show_references(vec![far]);
    driver.run();
    driver.run();
    assert_eq!(names(&driver), ["ở xa", "thửa đất"]);
    let bounds = driver.state().workspace().references().layers()[0].shape.bounds().expect("bounds");
    let after = driver.state().canvas().view();
    assert!(before != *after && bounds.intersects(after.visible()), "what is named is to be seen");
}

#[test]
fn an_export_says_what_each_format_is_for_and_a_failing_alternative_needs_a_reason() {
    for (look, language, theme, width, height) in LOOKS {
        let mut driver = start(Start { language, theme, size: vec2(width, height), ..Start::default() });
        driver.run();
        let add = hecta::app::Action::Alternative(hecta::app::AlternativeAction::Empty);
        let name = said(&driver, add.text_id());
        choose_alternative(&mut driver, &name);
        press_with(&mut driver, Modifiers::COMMAND, Key::E);
        picture(&mut driver, &format!("export_draft_{look}"));
        assert!(shows(&driver, &said(&driver, "dialog-draft-reason-missing")), "an empty alternative does not pass");
        assert!(shows(&driver, "TT 16/2025"));
    }
}

fn choose_alternative(driver: &mut Driver, name: &str) {
    press_with(driver, Modifiers::COMMAND, Key::K);
    driver.event(Event::Text(name.trim_end_matches('…').to_owned()));
    driver.run();
    press(driver, Key::Enter);
}
