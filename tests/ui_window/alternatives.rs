//! Several alternatives, worked by accessible names.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use hecta::app::{Language, ThemeChoice};

use super::driver::{Driver, Start, click, click_containing, picture, press, press_with, said, shows, start};

/// Opens the menu of alternatives.
fn open_menu(driver: &mut Driver) {
    let workspace = driver.state().workspace();
    let name = workspace.alternative_name(workspace.alternatives().current());
    let field = workspace.texts().format("a11y-alternative", &[("name", name.into())]);
    click(driver, &field);
}

/// Opens the menu of alternatives and chooses an entry.
fn choose_alternative(driver: &mut Driver, entry: &str) {
    open_menu(driver);
    click_containing(driver, entry);
}

fn ids(driver: &Driver) -> (Vec<u32>, u32) {
    let alternatives = driver.state().workspace().alternatives();
    (alternatives.titles().map(|title| title.id.0).collect(), alternatives.current().0)
}

fn zones(driver: &Driver) -> usize {
    driver.state().workspace().session().plan().zones().len()
}

#[test]
fn alternatives_are_added_renamed_gone_through_and_deleted() {
    for language in Language::ALL {
        let mut driver = start(Start { language, ..Start::default() });
        driver.run();
        let add = said(&driver, "a11y-alternative-add");
        click(&mut driver, &add);
        picture(&mut driver, &format!("alternatives_add_{}", language.code()));
        let duplicate = said(&driver, "action-alternative-duplicate");
        click(&mut driver, &duplicate);
        assert_eq!(ids(&driver), (vec![1, 2], 2));
        // the copy is worked on; the original keeps its zones
        press_with(&mut driver, Modifiers::COMMAND, Key::A);
        press(&mut driver, Key::Delete);
        assert_eq!(zones(&driver), 0);
        press_with(&mut driver, Modifiers::COMMAND, Key::Tab);
        assert_eq!((ids(&driver).1, zones(&driver)), (1, 3));
        press_with(&mut driver, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Tab);
        assert_eq!(ids(&driver).1, 2);
        let rename = said(&driver, "action-alternative-rename");
        choose_alternative(&mut driver, &rename);
        let field = said(&driver, "panel-name");
        driver.get_by_label(&field).focus();
        driver.run();
        press_with(&mut driver, Modifiers::COMMAND, Key::A);
        driver.get_by_label(&field).type_text("Mở rộng phía đông");
        driver.run();
        press(&mut driver, Key::Enter);
        assert!(shows(&driver, "Mở rộng phía đông"));
        press_with(&mut driver, Modifiers::COMMAND, Key::Z);
        assert_eq!(zones(&driver), 3, "undo is that of the alternative");
        let delete = said(&driver, "action-alternative-delete");
        choose_alternative(&mut driver, &delete);
        assert_eq!(ids(&driver), (vec![1], 1));
        // the notice offers to bring it back
        let restore = said(&driver, "action-alternative-restore");
        picture(&mut driver, &format!("alternatives_deleted_{}", language.code()));
        click(&mut driver, &restore);
        assert_eq!(ids(&driver), (vec![1, 2], 2));
        assert!(shows(&driver, "Mở rộng phía đông"));
    }
}

#[test]
fn the_menu_lists_every_alternative_with_what_it_leaves() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        press_with(&mut driver, Modifiers::COMMAND, Key::K);
        let field = said(&driver, "a11y-palette");
        driver.get_by_label(&field).type_text("phuong an trong");
        driver.run();
        press(&mut driver, Key::Enter);
        assert_eq!((ids(&driver), zones(&driver)), ((vec![1, 2], 2), 0));
        open_menu(&mut driver);
        picture(&mut driver, &format!("alternatives_menu_{}", language.code()));
        assert!(shows(&driver, if language == Language::Vietnamese { "+663,19 ha" } else { "+663.19 ha" }));
        let first = driver.state().workspace().alternative_name(hecta::app::AlternativeId(1));
        click_containing(&mut driver, &format!("{first}: "));
        assert_eq!((ids(&driver).1, zones(&driver)), (1, 3));
    }
}
