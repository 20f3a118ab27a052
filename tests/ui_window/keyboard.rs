//! A whole job without a mouse: a plan from an empty park to an exported file, by keys alone.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use hecta::app::Session;
use hecta::geometry::{ExactArea, GridPoint};
use hecta::tool::ToolKind;

use super::driver::{Driver, Start, picture, press, press_with, said, shows, start, type_keys};

fn session(driver: &Driver) -> &Session {
    driver.state().workspace().session()
}

/// Presses Tab until the control named by a text has the focus.
fn tab_to(driver: &mut Driver, id: &str) {
    let name = &said(driver, id);
    for _ in 0..60 {
        if driver.query_all_by_label(name).any(|node| node.is_focused()) {
            return;
        }
        press(driver, Key::Tab);
    }
    panic!("{name} cannot be reached by the Tab key");
}

/// Types a place as a planner does, X before Y, and takes it.
fn put(driver: &mut Driver, at: GridPoint) {
    let [east_m, north_m] = at.to_m();
    type_keys(driver, &format!("{north_m:.3};{east_m:.3}").replace('.', ","));
    press(driver, Key::Enter);
}

/// Finds a command in the palette and does it.
fn command(driver: &mut Driver, words: &str) {
    press_with(driver, Modifiers::COMMAND, Key::K);
    let field = said(driver, "a11y-palette");
    driver.get_by_label(&field).type_text(words);
    driver.run();
    press(driver, Key::Enter);
}

fn codes(driver: &Driver) -> Vec<String> {
    session(driver).plan().zones().map(|zone| zone.attributes.code.clone()).collect()
}

fn assert_all_is_allocated(driver: &Driver) {
    assert!(session(driver).plan().adds_up());
    assert_eq!(session(driver).ledger().unallocated, ExactArea::ZERO);
}

#[test]
fn a_whole_job_is_done_without_a_mouse() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plan.geojson");
    let mut driver = start(Start { folder: Some(folder.path().join("settings")), ..Start::default() });
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::N);
    let bounds = session(&driver).plan().bounds().expect("the park");
    let middle = bounds.centre().rounded_to_mm();
    let by = |east_m: i64, north_m: i64| GridPoint::new(middle.east + east_m * 1_000_000, middle.north + north_m * 1_000_000);

    // a rectangle by two typed corners: 110 ha, exactly
    press(&mut driver, Key::R);
    put(&mut driver, by(-550, -500));
    put(&mut driver, by(550, 500));
    assert_eq!(session(&driver).ledger().zones_total, ExactArea::from_ha(110.0));
    picture(&mut driver, "keyboard_rectangle");

    // the rest of the park becomes one zone by filling, and is cut in two from north to south
    press(&mut driver, Key::F);
    put(&mut driver, by(-560, 0));
    assert_eq!(codes(&driver), ["TN", "SX"]);
    assert_all_is_allocated(&driver);
    press_with(&mut driver, Modifiers::COMMAND, Key::A);
    press(&mut driver, Key::Escape);
    press(&mut driver, Key::S);
    put(&mut driver, by(560, -9_000));
    put(&mut driver, by(560, 9_000));
    press(&mut driver, Key::Enter);
    assert_all_is_allocated(&driver);
    assert!(codes(&driver).len() >= 3, "{:?}", codes(&driver));

    // a corner of the rectangle moves, for both zones, by typed places; then it goes back
    let before = session(&driver).plan().clone();
    press(&mut driver, Key::N);
    put(&mut driver, by(-550, 500));
    put(&mut driver, by(-600, 550));
    assert_eq!(session(&driver).history().next_undo().map(|step| step.code), Some("move-vertices"));
    assert_all_is_allocated(&driver);
    press_with(&mut driver, Modifiers::COMMAND, Key::Z);
    assert_eq!(*session(&driver).plan(), before, "undo gives back the identical document");
    press_with(&mut driver, Modifiers::COMMAND, Key::Y);
    press_with(&mut driver, Modifiers::COMMAND, Key::Z);

    // a tool is found by its name, and measuring changes nothing
    command(&mut driver, "do");
    assert_eq!(session(&driver).tool().kind(), ToolKind::Measure);
    put(&mut driver, by(0, 0));
    put(&mut driver, by(300, 400));
    press(&mut driver, Key::Enter);
    assert!(session(&driver).measured().is_some());
    assert!(shows(&driver, "500"), "the length is on screen");
    assert_eq!(*session(&driver).plan(), before);

    // out it goes: the plan is no passing one, so it is a draft with a reason
    press_with(&mut driver, Modifiers::COMMAND, Key::E);
    tab_to(&mut driver, "dialog-path");
    press_with(&mut driver, Modifiers::COMMAND, Key::A);
    type_keys(&mut driver, &file.display().to_string());
    tab_to(&mut driver, "dialog-draft-reason");
    type_keys(&mut driver, "Xin y kien VSIP");
    picture(&mut driver, "keyboard_export");
    tab_to(&mut driver, "dialog-draft-confirm");
    press(&mut driver, Key::Enter);
    let written = std::fs::read_to_string(&file).expect("the draft is written");
    assert!(written.contains("Xin y kien VSIP") && written.contains("FeatureCollection"));
}
