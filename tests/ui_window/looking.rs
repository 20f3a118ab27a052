//! Measuring, asking, selecting and walking the history in the real window, by accessible names.

use eframe::egui::{self, Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use hecta::app::{Language, MapLayer, ThemeChoice};
use hecta::tool::ToolKind;

use crate::driver::{
    Driver, Start, choose, click, click_at, click_containing, click_map, picture, press, press_with, right_click, said, shows,
    start, type_into, with_a_drawn_zone,
};

fn copied(driver: &mut Driver, name: &str) -> String {
    driver.get_by_label(name).click();
    driver.step();
    let commands = &driver.output().platform_output.commands;
    let text = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    driver.run();
    text.expect("something on the clipboard")
}

fn selected(driver: &Driver) -> Vec<String> {
    let session = driver.state().workspace().session();
    let zones = session.selection().iter().filter_map(|id| session.plan().zone(*id));
    zones.map(|zone| zone.attributes.code.clone()).collect()
}

fn tool(driver: &Driver) -> ToolKind {
    driver.state().workspace().session().tool().kind()
}

#[test]
fn a_path_is_measured_listed_and_copied() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        press(&mut driver, Key::D);
        for (x, y) in [(0.2, 0.3), (0.5, 0.35), (0.45, 0.7)] {
            click_map(&mut driver, x, y);
        }
        picture(&mut driver, &format!("measuring_{}", language.code()));
        press(&mut driver, Key::Enter);
        let length = said(&driver, "panel-measure-total-grid");
        assert!(shows(&driver, &length));
        picture(&mut driver, &format!("measured_{}", language.code()));
        let copy = said(&driver, "action-copy-table");
        let text = copied(&mut driver, &copy);
        assert_eq!(text.lines().count(), 7, "a head, two sides, two lengths, two areas: {text}");
        assert!(text.contains(&said(&driver, "panel-measure-open-area-geodesic")) && text.contains('°'));
        // taking another tool leaves it on screen, Escape takes it off
        press(&mut driver, Key::V);
        assert!(shows(&driver, &length));
        press(&mut driver, Key::Escape);
        assert!(!shows(&driver, &length));
        assert!(!driver.state().workspace().is_modified());
    }
}

#[test]
fn a_place_says_everything_about_itself_and_its_rows_lead_there() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        choose(&mut driver, "menu-file", "action-open-unfinished");
        press(&mut driver, Key::I);
        let overlap = driver.state().workspace().session().findings().get(0).cloned().expect("a finding");
        let at = driver.state().canvas().view().to_screen(overlap.at.expect("a place"));
        click_at(&mut driver, at);
        picture(&mut driver, &format!("identified_{}", language.code()));
        let copy = said(&driver, "action-copy-table");
        let text = copied(&mut driver, &copy);
        for id in ["panel-boundary", "layer-communes-2025", "layer-communes-2020", "panel-identify-place", "rule-overlap"] {
            assert!(text.contains(&said(&driver, id)), "{id}: {text}");
        }
        let zone = |code: &str| {
            let texts = driver.state().workspace().texts();
            texts.format("panel-identify-zone", &[("zone", code.to_owned().into())]) + " – "
        };
        let (sx, kn) = (zone("SX"), zone("KN"));
        assert!(shows(&driver, &sx) && shows(&driver, &kn), "both zones that overlap are named");
        let before = driver.state().canvas().view().metres_per_point();
        driver.query_all_by_label_contains(&kn).next().expect("a row").click();
        driver.run();
        assert_eq!(selected(&driver), ["KN"]);
        assert!(driver.state().canvas().view().metres_per_point() < before);
        let close = said(&driver, "action-close");
        click(&mut driver, &close);
        assert!(!shows(&driver, &kn));
    }
}

#[test]
fn zones_are_selected_by_attribute_and_by_location() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        choose(&mut driver, "menu-edit", "action-select-by-attribute");
        let words = said(&driver, "dialog-select-words");
        driver.get_by_label(&words).type_text("khoi nghiep");
        driver.run();
        picture(&mut driver, &format!("select_by_attribute_{}", language.code()));
        let confirm = said(&driver, "dialog-select-confirm");
        click(&mut driver, &confirm);
        assert_eq!(selected(&driver), ["KN"]);
        choose(&mut driver, "menu-edit", "action-select-by-location");
        picture(&mut driver, &format!("select_by_location_{}", language.code()));
        let extend = said(&driver, "dialog-select-extend");
        click(&mut driver, &extend);
        assert_eq!(selected(&driver), ["TN", "SX", "KN"], "its neighbours touch it");
        // a bound that is no figure is named and finds nothing
        choose(&mut driver, "menu-edit", "action-select-by-attribute");
        let least = said(&driver, "dialog-select-least");
        type_into(&mut driver, &least, "mười");
        assert!(shows(&driver, "mười"));
        let none = driver.state().workspace().texts().format("dialog-select-found", &[("count", 0.into())]);
        assert!(shows(&driver, &none));
        type_into(&mut driver, &least, "100");
        let two = driver.state().workspace().texts().format("dialog-select-found", &[("count", 2.into())]);
        assert!(shows(&driver, &two));
        press(&mut driver, Key::Escape);
        assert!(!driver.state().workspace().is_modified());
    }
}

#[test]
fn the_history_jumps_to_any_step_by_mouse_and_keys() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let mut driver = with_a_drawn_zone(Start { language, theme, ..Start::default() });
        let zones = |driver: &Driver| driver.state().workspace().session().plan().zones().len();
        press(&mut driver, Key::Delete);
        assert_eq!(zones(&driver), 0);
        press_with(&mut driver, Modifiers::COMMAND, Key::H);
        let start_row = said(&driver, "panel-history-start");
        click(&mut driver, &start_row);
        assert_eq!((zones(&driver), driver.state().workspace().session().history().steps().1), (0, 0));
        press(&mut driver, Key::ArrowDown);
        assert_eq!(zones(&driver), 1, "the arrow keys go on from the row clicked");
        picture(&mut driver, &format!("history_{}", language.code()));
        press(&mut driver, Key::End);
        assert_eq!((zones(&driver), driver.state().workspace().session().history().steps().1), (0, 2));
        press(&mut driver, Key::Home);
        press(&mut driver, Key::ArrowDown);
        assert_eq!(zones(&driver), 1);
        // what was undone can still be made again after looking around
        press_with(&mut driver, Modifiers::COMMAND, Key::L);
        press_with(&mut driver, Modifiers::COMMAND, Key::B);
        press_with(&mut driver, Modifiers::COMMAND, Key::Y);
        assert_eq!(zones(&driver), 0);
        press_with(&mut driver, Modifiers::COMMAND, Key::H);
        assert!(!shows(&driver, &start_row), "the panel is put away");
    }
}

#[test]
fn layers_are_steps_and_new_plans_begin_with_the_ones_kept() {
    let mut driver = start(Start::default());
    driver.run();
    let layers = said(&driver, "action-layers");
    click(&mut driver, &layers);
    let old_communes = said(&driver, "layer-communes-2020");
    click(&mut driver, &old_communes);
    let visible = |driver: &Driver| driver.state().workspace().session().plan().layers().get(MapLayer::Communes2020).visible;
    assert!(!visible(&driver) && driver.state().workspace().is_modified());
    assert!(shows(&driver, "Hoàn tác: Chỉnh cách hiện lớp Xã cũ"));
    picture(&mut driver, "layers_step");
    press_with(&mut driver, Modifiers::COMMAND, Key::Z);
    assert!(visible(&driver));
    press_with(&mut driver, Modifiers::COMMAND, Key::Y);
    assert!(!visible(&driver));
    let keep = said(&driver, "panel-layers-keep");
    click(&mut driver, &keep);
    choose(&mut driver, "menu-file", "action-open-sample");
    click(&mut driver, "Bỏ thay đổi");
    assert!(!visible(&driver) && !driver.state().workspace().is_modified());
}

#[test]
fn the_last_command_is_repeated_by_enter_space_and_menu() {
    let mut driver = start(Start { size: vec2(1280.0, 800.0), ..Start::default() });
    driver.run();
    press(&mut driver, Key::Enter);
    assert_eq!(tool(&driver), ToolKind::Select, "there is nothing to repeat yet");
    press(&mut driver, Key::P);
    press(&mut driver, Key::V);
    press(&mut driver, Key::Enter);
    assert_eq!(tool(&driver), ToolKind::Polygon);
    press(&mut driver, Key::D);
    press(&mut driver, Key::V);
    press(&mut driver, Key::Space);
    assert_eq!(tool(&driver), ToolKind::Measure, "the space bar was tapped");
    // in the middle of a gesture Enter finishes it and the space bar does nothing
    for (x, y) in [(0.2, 0.3), (0.5, 0.35)] {
        click_map(&mut driver, x, y);
    }
    press(&mut driver, Key::Space);
    assert!(driver.state().workspace().session().measured().is_some_and(|path| !path.finished));
    press(&mut driver, Key::Enter);
    assert!(driver.state().workspace().session().measured().is_some_and(|path| path.finished));
    press(&mut driver, Key::V);
    let at = driver.state().canvas().view().rect().center();
    right_click(&mut driver, at);
    picture(&mut driver, "context_repeat");
    click_containing(&mut driver, "Lặp lại: Đo");
    assert_eq!(tool(&driver), ToolKind::Measure);
}
