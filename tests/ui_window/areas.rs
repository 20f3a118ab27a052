//! Areas made what they should be, by accessible names: set exactly by keys, by an offer, by a list, by a suggestion for all.

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use hecta::app::{Language, Session, Texts, ThemeChoice};
use hecta::geometry::ExactArea;
use hecta::plan::ZoneId;
use hecta::tool::ToolKind;

use super::driver::{
    Driver, Start, choose, click, click_at, picture, press, press_with, said, shows, start, type_into, type_keys,
};

const LOOKS: [(Language, ThemeChoice); 2] = [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)];

fn session(driver: &Driver) -> &Session {
    driver.state().workspace().session()
}

fn texts(driver: &Driver) -> &Texts {
    driver.state().workspace().texts()
}

fn zone(driver: &Driver, code: &str) -> ZoneId {
    let mut zones = session(driver).plan().zones();
    zones.find(|zone| zone.attributes.code == code).expect("it is in the sample").id
}

fn area(driver: &Driver, code: &str) -> ExactArea {
    session(driver).plan().zone(zone(driver, code)).expect("it exists").area
}

fn assert_has(driver: &Driver, code: &str, ha: f64) {
    let off = area(driver, code) - ExactArea::from_ha(ha);
    assert!(off.m2().abs() <= 1.0, "{code} is {} m² off", off.m2());
    assert!(session(driver).plan().adds_up());
}

/// Finds the zone in the palette by a word of its name and selects it.
fn select(driver: &mut Driver, word: &str) {
    press_with(driver, Modifiers::COMMAND, Key::K);
    let field = said(driver, "a11y-palette");
    driver.get_by_label(&field).type_text(word);
    driver.run();
    press(driver, Key::Enter);
    driver.run();
    assert!(session(driver).selected_zone().is_some(), "{word}");
}

fn figure(ha: f64, driver: &Driver) -> String {
    texts(driver).numbers().number(ha, 2)
}

#[test]
fn an_area_is_set_exactly_by_keys_alone() {
    for (language, theme) in LOOKS {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        let is_vietnamese = language == Language::Vietnamese;
        select(&mut driver, if is_vietnamese { "trung tam khoi nghiep" } else { "Startup" });
        press_with(&mut driver, Modifiers::NONE, Key::A);
        assert_eq!(session(&driver).tool().kind(), ToolKind::SetArea);
        let wanted = figure(110.0, &driver);
        type_keys(&mut driver, &wanted);
        assert_eq!(session(&driver).area_figure().text(), wanted, "the first key goes to the field, and the others follow");
        assert_eq!(session(&driver).tool().kind(), ToolKind::SetArea);
        let (next, field) = (said(&driver, "tool-option-border-next"), said(&driver, "tool-option-area"));
        driver.get_by_label(&next).focus();
        driver.run();
        press(&mut driver, Key::Enter);
        driver.run();
        assert!(session(&driver).has_preview(), "it is shown before it is done");
        picture(&mut driver, &format!("set_area_{}", language.code()));
        assert_eq!(session(&driver).history().steps().1, 0);
        assert_has(&driver, "KN", 110.0);
        driver.get_by_label(&field).focus();
        driver.run();
        press(&mut driver, Key::Enter);
        driver.run();
        assert_eq!(session(&driver).history().next_undo().map(|step| step.code), Some("set-area"));
        assert!(!session(&driver).has_preview());
        assert_has(&driver, "KN", 110.0);
        // what cannot be had is said, and the figure stays
        let much = figure(5000.0, &driver);
        type_into(&mut driver, &field, &much);
        driver.get_by_label(&next).focus();
        driver.run();
        press(&mut driver, Key::Enter);
        driver.run();
        assert!(!session(&driver).has_preview() && session(&driver).area_figure().text() == much);
        let hint = texts(&driver).format("hint-set-area-unsolved", &[("reason", String::new().into())]);
        assert!(shows(&driver, hint.trim()), "{hint}");
        picture(&mut driver, &format!("set_area_unsolved_{}", language.code()));
    }
}

#[test]
fn a_border_that_is_clicked_goes_where_the_target_is() {
    let mut driver = start(Start::default());
    driver.run();
    set_target(&mut driver, "TN", 167.0);
    // the keyboard is on the first way to the target, which is shown while it is
    press(&mut driver, Key::Escape);
    assert!(!session(&driver).has_preview());
    press(&mut driver, Key::A);
    let tn = zone(&driver, "TN");
    let chains = hecta::edit::solve::border_chains(session(&driver).plan(), tn);
    let chain = chains.into_iter().find(|chain| chain.across.is_some()).expect("a neighbour");
    let middle = chain.points.len() / 2;
    let at = driver.state().canvas().view().to_screen(chain.points[middle - 1].midpoint(chain.points[middle]));
    driver.hover_at(at);
    driver.run();
    assert!(session(&driver).tool().set_area().and_then(|tool| tool.hot()).is_some(), "it lights up");
    picture(&mut driver, "set_area_hover");
    click_at(&mut driver, at);
    let held = session(&driver).tool().set_area().and_then(|tool| tool.border()).expect("it is chosen").zone;
    assert!(session(&driver).has_preview());
    picture(&mut driver, "set_area_clicked");
    press(&mut driver, Key::Escape);
    assert!(!session(&driver).has_preview() && session(&driver).history().steps().1 == 1);
    click_at(&mut driver, at);
    click_at(&mut driver, at);
    let target = session(&driver).plan().zone(held).and_then(|zone| zone.attributes.target).expect("a target");
    assert!((session(&driver).plan().zone(held).expect("it exists").area - target).m2().abs() <= 1.0);
}

/// Writes the target of a zone as its field does, through the panel.
fn set_target(driver: &mut Driver, code: &str, ha: f64) {
    let id = zone(driver, code);
    let name = session(driver).plan().zone(id).expect("it exists").attributes.clone();
    let name = if texts(driver).language() == Language::Vietnamese { name.name_vi } else { name.name_en };
    driver.query_all_by_label_contains(&name).next().expect("its row").click();
    driver.run();
    driver.run();
    let (field, text) = (said(driver, "panel-column-target"), figure(ha, driver));
    type_into(driver, &field, &text);
    driver.run();
    assert_eq!(session(driver).plan().zone(id).and_then(|zone| zone.attributes.target), Some(ExactArea::from_ha(ha)));
}

#[test]
fn the_panel_offers_the_least_move_to_the_target() {
    for (language, theme) in LOOKS {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        set_target(&mut driver, "KN", 100.0);
        driver.run();
        let offer = format!("→ {} ha", figure(100.0, &driver));
        assert!(shows(&driver, &offer), "a way to the target is offered");
        let steps = session(&driver).history().steps().1;
        let button = driver.query_all_by_label_contains(&offer).next().expect("an offer").rect().center();
        driver.hover_at(button);
        driver.run();
        driver.run();
        assert!(session(&driver).has_preview(), "a look shows it on the map");
        assert_has(&driver, "KN", 100.0);
        picture(&mut driver, &format!("offers_{}", language.code()));
        driver.hover_at(super::driver::map_rect(&driver).center());
        driver.run();
        driver.run();
        assert!(!session(&driver).has_preview() && session(&driver).history().steps().1 == steps);
        driver.query_all_by_label_contains(&offer).next().expect("an offer").click();
        driver.run();
        driver.run();
        assert_eq!(session(&driver).history().steps().1, steps + 1);
        assert_has(&driver, "KN", 100.0);
        assert!(!shows(&driver, &offer), "it has its target now");
    }
}

fn paste(driver: &mut Driver, field: &str, text: &str) {
    driver.get_by_label(field).click();
    driver.run();
    press_with(driver, Modifiers::COMMAND, Key::A);
    driver.event(Event::Paste(text.to_owned()));
    driver.run();
    driver.run();
}

#[test]
fn a_zone_is_divided_by_a_pasted_list() {
    for (language, theme) in LOOKS {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        let before = session(&driver).plan().clone();
        let is_vietnamese = language == Language::Vietnamese;
        choose(&mut driver, "menu-area", "action-split-by-list");
        assert!(shows(&driver, &said(&driver, "refusal-select-one-zone")));
        select(&mut driver, if is_vietnamese { "vung san xuat" } else { "production" });
        driver.run();
        let field = said(&driver, "dialog-list-paste");
        let rest = if is_vietnamese { "còn lại" } else { "rest" };
        let list = format!("Mã;Tên;Diện tích (ha)\nA1;Nhà xưởng;120\nA2;Kho bãi;nhiều\nA3;Cây xanh;20%\nA4;Giao thông;{rest}");
        paste(&mut driver, &field, &list);
        assert!(shows(&driver, "“nhiều”"), "the fault is named with its line");
        assert!(!session(&driver).has_preview());
        picture(&mut driver, &format!("split_fault_{}", language.code()));
        let list = format!("{}\nA5;Trung tâm;15\nA6;Hạ tầng;8", list.replace("nhiều", "60"));
        let list = list
            .replace(&format!("A4;Giao thông;{rest}\n"), "A4;Giao thông;30\n")
            .replace("A6;Hạ tầng;8", &format!("A6;Hạ tầng;{rest}"));
        paste(&mut driver, &field, &list);
        driver.run();
        assert!(session(&driver).has_preview(), "it is shown before it is done");
        assert_eq!(session(&driver).plan().zones().len(), 8);
        assert_has(&driver, "A1", 120.0);
        picture(&mut driver, &format!("split_{}", language.code()));
        // Escape leaves the field, then puts the panel away, and nothing has happened
        press(&mut driver, Key::Escape);
        press(&mut driver, Key::Escape);
        driver.run();
        assert!(!session(&driver).has_preview() && *session(&driver).plan() == before);
        choose(&mut driver, "menu-area", "action-split-by-list");
        driver.run();
        let act = texts(&driver).format("dialog-list-do", &[("count", 6.into())]);
        click(&mut driver, &act);
        driver.run();
        assert_eq!(session(&driver).history().next_undo().map(|step| step.code), Some("split-by-programme"));
        for (code, ha) in [("A1", 120.0), ("A2", 60.0), ("A4", 30.0), ("A5", 15.0)] {
            assert_has(&driver, code, ha);
        }
        assert_eq!(session(&driver).ledger().unallocated, ExactArea::ZERO);
        picture(&mut driver, &format!("split_done_{}", language.code()));
        press_with(&mut driver, Modifiers::COMMAND, Key::Z);
        assert!(*session(&driver).plan() == before, "one step");
    }
}

#[test]
fn zones_are_balanced_only_when_the_planner_says_so() {
    for (language, theme) in LOOKS {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        set_target(&mut driver, "TN", 167.0);
        set_target(&mut driver, "SX", 396.0);
        set_target(&mut driver, "KN", 100.19);
        let before = session(&driver).plan().clone();
        choose(&mut driver, "menu-area", "action-balance-zones");
        driver.run();
        assert!(shows(&driver, &said(&driver, "dialog-balance-suggestion")) && session(&driver).has_preview());
        picture(&mut driver, &format!("balance_{}", language.code()));
        for (code, ha) in [("TN", 167.0), ("SX", 396.0), ("KN", 100.19)] {
            assert_has(&driver, code, ha);
        }
        press(&mut driver, Key::Escape);
        driver.run();
        assert!(!session(&driver).has_preview() && *session(&driver).plan() == before, "it was a suggestion");
        choose(&mut driver, "menu-area", "action-balance-zones");
        driver.run();
        let act = said(&driver, "dialog-balance-do");
        click(&mut driver, &act);
        driver.run();
        assert_eq!(session(&driver).history().next_undo().map(|step| step.code), Some("balance"));
        assert_has(&driver, "SX", 396.0);
        assert!(shows(&driver, &said(&driver, "dialog-balance-met")));
        press_with(&mut driver, Modifiers::COMMAND, Key::Z);
        driver.run();
        assert!(session(&driver).has_preview() && session(&driver).settled_plan() == before, "one step; it is suggested again");
    }
}

#[test]
fn a_target_of_a_locked_zone_is_offered_nothing() {
    let mut driver = start(Start::default());
    driver.run();
    set_target(&mut driver, "KN", 100.0);
    let id = zone(&driver, "KN");
    let locked = said(&driver, "panel-locked");
    driver.query_all_by_label_contains(&locked).next().expect("a switch").scroll_to_me();
    driver.run();
    driver.query_all_by_label_contains(&locked).next().expect("a switch").click();
    driver.run();
    driver.run();
    assert!(session(&driver).plan().zone(id).is_some_and(|zone| zone.attributes.locked));
    assert!(!shows(&driver, &format!("→ {} ha", figure(100.0, &driver))));
}
