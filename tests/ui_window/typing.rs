//! A point typed at the cursor, by accessible names, and the locks of direction by their keys.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use hecta::app::{Language, Session};
use hecta::geometry::GridPoint;
use hecta::tool::{Angles, SnapTarget, ToolKind};

use super::driver::{Driver, Start, click, click_map, picture, press, press_with, said, shows, start, type_keys};

fn session(driver: &Driver) -> &Session {
    driver.state().workspace().session()
}

fn value(driver: &Driver, field: &str) -> String {
    driver.get_by_label(&said(driver, field)).accesskit_node().value().unwrap_or_default()
}

fn drawing(language: Language) -> Driver {
    let mut driver = start(Start { language, ..Start::default() });
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::N);
    press(&mut driver, Key::P);
    click_map(&mut driver, 0.4, 0.5);
    let rect = super::driver::map_rect(&driver);
    driver.hover_at(rect.min + rect.size() * eframe::egui::vec2(0.5, 0.4));
    driver.run();
    driver
}

#[test]
fn a_distance_and_a_bearing_are_typed_and_put_a_corner() {
    let mut driver = drawing(Language::Vietnamese);
    let from = session(&driver).tool().sketch()[0];
    type_keys(&mut driver, "120,5");
    assert_eq!(value(&driver, "status-entry-distance"), "120,5");
    press(&mut driver, Key::Tab);
    // D is the key of a tool, and the d of degrees
    type_keys(&mut driver, "47d12'30");
    assert_eq!(value(&driver, "status-entry-bearing"), "47d12'30");
    assert_eq!(session(&driver).tool().kind(), ToolKind::Polygon);
    picture(&mut driver, "typing");
    press(&mut driver, Key::Enter);
    assert!(session(&driver).entry().is_none());
    let corner = session(&driver).tool().sketch()[1];
    assert!((from.distance_m(corner) - 120.5).abs() < 0.001 && corner.is_on_mm());
    let bearing = hecta::tool::event::bearing_deg(from, corner);
    assert!((bearing - 47.208_33).abs() < 0.001, "{bearing}");
}

#[test]
fn what_is_wrong_is_said_in_the_box_and_escape_closes_the_box_alone() {
    let mut driver = drawing(Language::English);
    let corners = session(&driver).tool().sketch().len();
    type_keys(&mut driver, "-12x");
    press(&mut driver, Key::Enter);
    assert!(shows(&driver, "“-12x” is not a number"));
    picture(&mut driver, "typing_wrong");
    assert_eq!(value(&driver, "status-entry-distance"), "-12x");
    press(&mut driver, Key::Escape);
    assert!(session(&driver).entry().is_none());
    assert_eq!(session(&driver).tool().sketch().len(), corners);
    // a field is also reached by a click
    type_keys(&mut driver, "5");
    let north = said(&driver, "status-entry-north");
    click(&mut driver, &north);
    type_keys(&mut driver, "2271903.4, 616580");
    press(&mut driver, Key::Enter);
    assert!(session(&driver).tool().sketch().contains(&GridPoint::from_mm(616_580_000, 2_271_903_400)));
}

#[test]
fn locks_and_targets_are_switched_by_keys_and_in_the_status_bar() {
    let mut driver = drawing(Language::Vietnamese);
    press(&mut driver, Key::F8);
    assert_eq!(session(&driver).constraint().angles, Angles::Orthogonal);
    let from = session(&driver).tool().sketch()[0];
    let cursor = session(&driver).tool().snap().expect("a cursor").point;
    assert!((cursor.east == from.east) != (cursor.north == from.north), "the cursor follows at once");
    picture(&mut driver, "orthogonal");
    press(&mut driver, Key::F10);
    assert_eq!(session(&driver).constraint().angles, Angles::Common);
    let common = said(&driver, "action-common-angles");
    click(&mut driver, &common);
    assert_eq!(session(&driver).constraint().angles, Angles::Free);
    press(&mut driver, Key::F9);
    assert!(session(&driver).snaps_to_grid());
    let settings = said(&driver, "tool-snap-settings");
    click(&mut driver, &settings);
    picture(&mut driver, "snap_settings");
    for id in ["tool-snap-midpoint", "tool-snap-parallel"] {
        let name = said(&driver, id);
        click(&mut driver, &name);
    }
    let kinds = session(&driver).snaps().kinds;
    assert!(!kinds.get(SnapTarget::Midpoint) && !kinds.get(SnapTarget::Parallel) && kinds.get(SnapTarget::Vertex));
}
