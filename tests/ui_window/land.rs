//! Plots within a zone and the land balance, by accessible names.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable;
use hecta::app::{Language, ThemeChoice};
use hecta::plan::{LandUse, PlanLevel, ZoneFunction, ZoneId};

use crate::driver::{
    Driver, Start, choose, click, click_containing, click_map, map_rect, picture, press, press_with, said, shows, start,
};

fn zone_of(driver: &Driver, function: ZoneFunction) -> ZoneId {
    let plan = driver.state().workspace().session().document();
    plan.zones().find(|zone| zone.attributes.function == Some(function)).expect("a zone of the sample").id
}

/// Selects a zone by its row and goes among its plots by key.
fn enter(driver: &mut Driver, function: ZoneFunction) {
    let id = zone_of(driver, function);
    let code = driver.state().workspace().session().document().zone(id).expect("a zone").attributes.name_vi.clone();
    let name = driver.state().workspace().session().document().zone(id).expect("a zone").attributes.name_en.clone();
    let vietnamese = driver.state().workspace().texts().language() == Language::Vietnamese;
    click_containing(driver, &format!("{}, ", if vietnamese { code } else { name }));
    press(driver, Key::F4);
    assert_eq!(driver.state().workspace().session().entered_zone(), Some(id));
    driver.run();
}

/// Chooses the land use of the next plot by typing into the list.
fn choose_use(driver: &mut Driver, typed: &str, code: &str) {
    let combo = said(driver, "tool-option-land-use");
    driver.get_by_role_and_label(Role::ComboBox, &combo).click();
    driver.run();
    let search = said(driver, "panel-land-use-search");
    driver.get_by_label(&search).type_text(typed);
    driver.run();
    press(driver, Key::Enter);
    assert_eq!(driver.state().workspace().session().new_land_use(), LandUse::from_code(code));
}

/// Draws a plot over the west or the east half of what is on the map.
fn draw_half(driver: &mut Driver, west: f32, east: f32) {
    press(driver, Key::P);
    for (x, y) in [(west, 0.02), (east, 0.02), (east, 0.94), (west, 0.94)] {
        click_map(driver, x, y);
    }
    press(driver, Key::Enter);
}

fn with_two_plots(how: Start) -> Driver {
    let mut driver = start(how);
    driver.run();
    enter(&mut driver, ZoneFunction::Production);
    press(&mut driver, Key::P);
    choose_use(&mut driver, "san xuat kho", "SX_Congnghiep");
    draw_half(&mut driver, 0.02, 0.5);
    choose_use(&mut driver, "DuongGT", "HTKT_DuongGT");
    draw_half(&mut driver, 0.5, 0.98);
    press(&mut driver, Key::V);
    driver
}

#[test]
fn a_zone_is_divided_into_plots_and_the_land_balance_adds_up() {
    let mut driver = with_two_plots(Start::default());
    let session = driver.state().workspace().session();
    assert_eq!((session.plan().level(), session.plan().zones().len()), (PlanLevel::Zone, 2));
    assert!(shows(&driver, &said(&driver, "panel-plots")) && !shows(&driver, &said(&driver, "panel-communes")));
    press_with(&mut driver, Modifiers::COMMAND, Key::D);
    let total = format!("{}, 663,19 ha, 100,00 phần trăm", said(&driver, "panel-total"));
    assert!(shows(&driver, &total), "the balance is that of the whole park");
    let share = |driver: &Driver, code: &str| {
        let session = driver.state().workspace().session();
        let land_use = LandUse::from_code(code).expect("a class");
        let area = session.plan().zones().find(|plot| plot.attributes.land_use == Some(land_use)).expect("a plot").area;
        let name = land_use.class().name_vi.clone();
        format!("{name}, {}", driver.state().workspace().texts().numbers().ha(area, 2))
    };
    for code in ["SX_Congnghiep", "HTKT_DuongGT"] {
        assert!(shows(&driver, &share(&driver, code)), "{code}");
    }
    let road = share(&driver, "HTKT_DuongGT");
    click_containing(&mut driver, &road);
    let session = driver.state().workspace().session();
    let selected = session.selected_zone().and_then(|plot| session.plan().zone(plot)).expect("the plot of the row");
    assert_eq!(selected.attributes.land_use, LandUse::from_code("HTKT_DuongGT"));
    let by_zone = said(&driver, "panel-land-by-zone");
    click(&mut driver, &by_zone);
    assert!(shows(&driver, &total));
    press_with(&mut driver, Modifiers::COMMAND, Key::Z);
    let session = driver.state().workspace().session();
    assert_eq!((session.plan().zones().len(), session.plan().level()), (1, PlanLevel::Zone), "undo acts within the zone");
    assert!(shows(&driver, &total) && !shows(&driver, &road));
    let back = said(&driver, "action-leave-zone");
    click_containing(&mut driver, &back);
    let session = driver.state().workspace().session();
    assert_eq!((session.entered_zone(), session.plan().level()), (None, PlanLevel::Park));
    assert_eq!(session.plan().divided_zones().len(), 1);
    assert!(shows(&driver, &total));
}

#[test]
fn a_double_click_enters_and_escape_leaves_once_nothing_is_selected() {
    let mut driver = start(Start::default());
    driver.run();
    let at = map_rect(&driver).center();
    driver.hover_at(at);
    driver.run();
    for pressed in [true, false, true, false] {
        // in one frame: the harness lets too much time go by between two
        let event = Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        driver.input_mut().events.push(event);
    }
    driver.run();
    let session = driver.state().workspace().session();
    let entered = session.entered_zone().expect("the zone in the middle of the park");
    assert!(shows(&driver, &said(&driver, "panel-empty-plots")));
    // what would change the park says why it cannot
    choose(&mut driver, "menu-file", "action-load-boundary");
    assert!(!shows(&driver, &said(&driver, "dialog-path")));
    // a click that does nothing may leave the menu open
    let entry = said(&driver, "action-load-boundary");
    if shows(&driver, &entry) {
        press(&mut driver, Key::Escape);
    }
    assert_eq!(driver.state().workspace().session().entered_zone(), Some(entered));
    driver.hover_at(at);
    driver.run();
    press(&mut driver, Key::P);
    draw_half(&mut driver, 0.3, 0.6);
    assert!(driver.state().workspace().session().selected_zone().is_some(), "the new plot");
    press(&mut driver, Key::V);
    press(&mut driver, Key::Escape);
    assert_eq!(driver.state().workspace().session().entered_zone(), Some(entered), "the first Escape drops the selection");
    press(&mut driver, Key::Escape);
    let session = driver.state().workspace().session();
    assert_eq!((session.entered_zone(), session.selected_zone()), (None, Some(entered)));
}

#[test]
fn several_plots_get_a_land_use_in_one_step() {
    let mut driver = with_two_plots(Start::default());
    let before = driver.state().workspace().session().history().steps().1;
    press_with(&mut driver, Modifiers::COMMAND, Key::A);
    let phase = said(&driver, "panel-phase");
    driver.get_by_role_and_label(Role::ComboBox, &phase).click();
    driver.run();
    let first = said(&driver, "panel-phase-first");
    click(&mut driver, &first);
    let session = driver.state().workspace().session();
    assert!(session.plan().zones().all(|plot| plot.attributes.phase == Some(hecta::plan::Phase::First)));
    assert_eq!(session.history().steps().1, before + 1);
    let step = session.history().next_undo().expect("a step");
    assert_eq!(step.code, "set-phase");
}

#[test]
fn plots_and_the_land_balance_are_drawn_in_both_themes() {
    for (name, language, theme) in
        [("light_vi", Language::Vietnamese, ThemeChoice::Light), ("dark_en", Language::English, ThemeChoice::Dark)]
    {
        let mut driver = with_two_plots(Start { language, theme, ..Start::default() });
        picture(&mut driver, &format!("plots_{name}"));
        press_with(&mut driver, Modifiers::COMMAND, Key::D);
        let by_zone = said(&driver, "panel-land-by-zone");
        click(&mut driver, &by_zone);
        picture(&mut driver, &format!("plots_balance_{name}"));
        press_with(&mut driver, Modifiers::COMMAND, Key::A);
        picture(&mut driver, &format!("plots_several_{name}"));
        press(&mut driver, Key::Escape);
        press(&mut driver, Key::P);
        let combo = said(&driver, "tool-option-land-use");
        driver.get_by_role_and_label(Role::ComboBox, &combo).click();
        driver.run();
        picture(&mut driver, &format!("plots_uses_{name}"));
        press(&mut driver, Key::Escape);
        let back = said(&driver, "action-leave-zone");
        click_containing(&mut driver, &back);
        picture(&mut driver, &format!("plots_park_{name}"));
    }
}
