//! Where numbers come from, and the area ledger, in the real window by accessible names.

use eframe::egui::{self, Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use hecta::app::{Language, ThemeChoice};

use crate::driver::{
    Driver, Start, choose, click, click_containing, picture, press, press_with, right_click, said, shows, start,
};

const LOOKS: [(Language, ThemeChoice); 2] = [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)];

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

fn select_first_zone(driver: &mut Driver) -> String {
    let session = driver.state().workspace().session();
    let code = session.plan().zones().next().expect("a zone").attributes.code.clone();
    click_containing(
        driver,
        if driver.state().workspace().texts().language() == Language::Vietnamese { "165,80 ha" } else { "165.80 ha" },
    );
    code
}

#[test]
fn any_figure_says_where_it_comes_from() {
    for (language, theme) in LOOKS {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        let title = said(&driver, "dialog-explain-title");
        // what is left, by its button; the approved area, by itself
        let residual = said(&driver, "dialog-explain-residual");
        let button = driver.state().workspace().texts().format("action-explain-figure", &[("figure", residual.as_str().into())]);
        click(&mut driver, &button);
        assert!(shows(&driver, &title) && shows(&driver, &residual) && shows(&driver, "µm²"));
        picture(&mut driver, &format!("explained_residual_{}", language.code()));
        press(&mut driver, Key::Escape);
        assert!(!shows(&driver, &title));
        click_containing(
            &mut driver,
            if language == Language::Vietnamese { "663,19 ha phê duyệt" } else { "663.19 ha approved" },
        );
        assert!(shows(&driver, &title));
        press(&mut driver, Key::Escape);
        // the selected zone by the menu, which the keyboard reaches
        let code = select_first_zone(&mut driver);
        choose(&mut driver, "menu-area", "action-explain");
        let name = driver.state().workspace().texts().format("dialog-explain-zone", &[("zone", code.as_str().into())]);
        assert!(shows(&driver, &title) && shows(&driver, &name));
        assert!(shows(&driver, &said(&driver, "dialog-explain-agrees")) && shows(&driver, "EPSG:3405"));
        picture(&mut driver, &format!("explained_zone_{}", language.code()));
        let close = said(&driver, "action-close");
        click(&mut driver, &close);
        assert!(!shows(&driver, &title));
    }
}

#[test]
fn a_row_is_asked_about_with_the_right_button_or_with_ctrl() {
    let mut driver = start(Start { size: vec2(1280.0, 1200.0), ..Start::default() });
    driver.run();
    let title = said(&driver, "dialog-explain-title");
    let at = driver.get_by_label_contains("165,80 ha, 25,00").rect().center();
    right_click(&mut driver, at);
    click_containing(&mut driver, "Tỷ lệ của vùng TN");
    assert!(shows(&driver, &title) && shows(&driver, "25,00 %"));
    picture(&mut driver, "explained_share_vi");
    let copy = said(&driver, "dialog-explain-copy-vertices");
    let table = copied(&mut driver, &copy);
    let plan = driver.state().workspace().session().plan();
    let vertices = plan.zones().next().map_or(0, |zone| zone.region.vertex_count());
    assert_eq!(table.lines().count(), vertices + 2, "{table}");
    press(&mut driver, Key::Escape);
    let zones = |driver: &Driver| driver.state().workspace().session().selection().len();
    let before = zones(&driver);
    driver.get_by_label_contains("165,80 ha, 25,00").click_modifiers(Modifiers::COMMAND);
    driver.run();
    assert!(shows(&driver, &title) && shows(&driver, "Diện tích vùng TN"));
    assert_eq!(zones(&driver), before, "it selects nothing");
    press(&mut driver, Key::Escape);
    // a commune and what is in no zone
    click_containing(&mut driver, "Chưa phân vùng 0,00 ha");
    assert!(shows(&driver, &title));
    press(&mut driver, Key::Escape);
    click_containing(&mut driver, "Trần Hưng Đạo (cũ): ");
    assert!(shows(&driver, &title));
}

#[test]
fn the_ledger_says_who_gave_whom_how_much_and_shows_it() {
    for (language, theme) in LOOKS {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        let code = select_first_zone(&mut driver);
        press(&mut driver, Key::Delete);
        choose(&mut driver, "menu-area", "action-area-ledger");
        let name = said(&driver, "panel-account-empty");
        assert!(shows(&driver, &name), "the zone that is first now has neither got nor given land");
        // its account is still there, by the list
        let of = said(&driver, "panel-account-of");
        click_containing(&mut driver, &of);
        click(&mut driver, &code);
        let unallocated = said(&driver, "panel-unallocated");
        let given = driver.state().workspace().texts().format("panel-account-to", &[("party", unallocated.as_str().into())]);
        assert!(shows(&driver, &given));
        click_containing(&mut driver, &given);
        picture(&mut driver, &format!("ledger_{}", language.code()));
        let copy = said(&driver, "panel-account-copy");
        let table = copied(&mut driver, &copy);
        let figure = if language == Language::Vietnamese { "\t-165,8000\t" } else { "\t-165.8000\t" };
        assert!(table.lines().count() == 4 && table.contains(figure), "{table}");
        press_with(&mut driver, Modifiers::COMMAND, Key::Z);
        assert!(shows(&driver, &said(&driver, "panel-account-empty")), "what was undone is no entry");
        picture(&mut driver, &format!("ledger_empty_{}", language.code()));
    }
}

#[test]
fn the_definitions_of_area_lead_to_the_boundary() {
    let mut driver = start(Start { language: Language::English, ..Start::default() });
    driver.run();
    choose(&mut driver, "menu-area", "action-area-definitions");
    let boundary = said(&driver, "dialog-explain-boundary");
    let name = driver.state().workspace().texts().format("action-explain-figure", &[("figure", boundary.as_str().into())]);
    driver.get_all_by_label(&name).next().expect("a button").click();
    driver.run();
    assert!(shows(&driver, &said(&driver, "dialog-explain-title")) && shows(&driver, "663.19 ha") && shows(&driver, "−600"));
    picture(&mut driver, "explained_boundary_en");
}
