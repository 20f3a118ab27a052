//! Several alternatives, worked by accessible names.

use eframe::egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};
use egui_kittest::kittest::Queryable;
use hecta::app::phrase::zone_name;
use hecta::app::{AlternativeId, Language, ThemeChoice};
use hecta::geometry::ExactArea;

use super::driver::{Driver, Start, choose, click, click_containing, map_rect, picture, press, press_with, said, shows, start};

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
        let first = driver.state().workspace().alternative_name(AlternativeId(1));
        click_containing(&mut driver, &format!("{first}: "));
        assert_eq!((ids(&driver).1, zones(&driver)), (1, 3));
    }
}

/// Clicks the row of the zone with this code.
fn select_zone(driver: &mut Driver, code: &str) {
    let workspace = driver.state().workspace();
    let zone = workspace.session().plan().zones().find(|zone| zone.attributes.code == code).expect("it is there");
    let name = format!("{}, ", zone_name(workspace.texts(), zone));
    click_containing(driver, &name);
}

/// Two alternatives: the sample, and a copy of which the largest zone has been deleted.
fn with_two(how: Start) -> Driver {
    let mut driver = start(how);
    driver.run();
    let add = said(&driver, "a11y-alternative-add");
    click(&mut driver, &add);
    let duplicate = said(&driver, "action-alternative-duplicate");
    click(&mut driver, &duplicate);
    select_zone(&mut driver, "SX");
    press(&mut driver, Key::Delete);
    assert_eq!((ids(&driver).1, zones(&driver)), (2, 2));
    driver
}

#[test]
fn figures_stand_in_one_table_and_a_cell_shows_the_land_that_moved() {
    let looks = [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)];
    for ((language, theme), size) in
        looks.into_iter().flat_map(|look| [(look, vec2(1280.0, 800.0)), (look, vec2(1920.0, 1080.0))])
    {
        let mut driver = with_two(Start { language, theme, size, ..Start::default() });
        let name = |what: &str| format!("alternatives_{what}_{}_{}", language.code(), size.x);
        choose(&mut driver, "menu-view", "action-alternative-compare");
        let is_vietnamese = language == Language::Vietnamese;
        let line = if is_vietnamese { "397,91 +397,91; –" } else { "397.91 +397.91; –" };
        assert!(shows(&driver, line), "the zone that is only in the first alternative has a row");
        picture(&mut driver, &name("figures"));
        let copy = said(&driver, "action-copy-table");
        driver.get_all_by_label(&copy).last().expect("a button").click();
        driver.run();
        assert!(shows(&driver, &said(&driver, "status-copied")));

        let transfer = said(&driver, "panel-compare-transfer");
        driver.get_all_by_label(&transfer).next().expect("a tab").click();
        driver.run();
        let moved = if is_vietnamese { "Từ Chưa phân vùng sang SX: 397,91 ha" } else { "From Unallocated to SX: 397.91 ha" };
        assert!(driver.state().canvas().highlight().is_none());
        click(&mut driver, moved);
        let land = driver.state().canvas().highlight().cloned().expect("the land stands out");
        assert_eq!(land.area().rounded_ha(2), ExactArea::from_ha(397.91).rounded_ha(2));
        driver.run_steps(20);
        picture(&mut driver, &name("transfer"));
        let view = *driver.state().canvas().view();
        assert!(land.bounds().is_some_and(|bounds| view.visible().contains_box(bounds)), "all of it is in sight");
        // a step changes the table, and the cell is gone with its land
        press_with(&mut driver, Modifiers::COMMAND, Key::Z);
        assert!(shows(&driver, &said(&driver, "panel-compare-none-moved")) && driver.state().canvas().highlight().is_none());
        press_with(&mut driver, Modifiers::COMMAND, Key::Y);
        assert!(driver.state().canvas().highlight().is_some(), "made again, its land is back");
        click(&mut driver, moved);
        assert!(driver.state().canvas().highlight().is_none(), "a second click lets go");
    }
}

#[test]
fn two_maps_look_at_the_same_place_and_the_roles_can_be_exchanged() {
    let looks = [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)];
    for (language, theme) in looks {
        let mut driver = with_two(Start { language, theme, ..Start::default() });
        let wide = map_rect(&driver).width();
        choose(&mut driver, "menu-view", "action-alternative-side-by-side");
        driver.run_steps(20);
        picture(&mut driver, &format!("alternatives_beside_{}", language.code()));
        let first = driver.state().workspace().alternative_name(AlternativeId(1));
        let map = driver.state().workspace().texts().format("a11y-map-beside", &[("name", first.into())]);
        let right = driver.get_by_label(&map).rect();
        let left = map_rect(&driver);
        assert!((left.width() - right.width()).abs() < 2.0 && left.width() < 0.51 * wide && left.right() <= right.left());
        // what the hands do on the right map moves the left one by the same
        let before = *driver.state().canvas().view();
        let held = before.m_from_screen(left.center() + vec2(40.0, -30.0));
        driver.hover_at(right.center() + vec2(40.0, -30.0));
        driver.run();
        let (unit, delta, modifiers) = (MouseWheelUnit::Line, vec2(0.0, 2.0), Modifiers::NONE);
        driver.event(Event::MouseWheel { source: MouseWheelSource::Unknown, unit, delta, phase: TouchPhase::Move, modifiers });
        driver.run_steps(30);
        let zoomed = *driver.state().canvas().view();
        assert!(zoomed.metres_per_point() < 0.8 * before.metres_per_point());
        let now = zoomed.screen_from_m(held);
        assert!(now.distance(left.center() + vec2(40.0, -30.0)) < 0.5, "{now:?}");
        let at = pos2(right.center().x, right.center().y + 50.0);
        driver.hover_at(at);
        driver.run();
        driver.drag_at(at);
        driver.run();
        driver.hover_at(at + vec2(30.0, 20.0));
        driver.run();
        driver.drop_at(at + vec2(30.0, 20.0));
        driver.run();
        let panned = driver.state().canvas().view().screen_from_m(held);
        assert!(panned.distance(now + vec2(30.0, 20.0)) < 1.0, "{panned:?}");
        assert_eq!(zones(&driver), 2, "nothing is edited there");
        let edit = said(&driver, "panel-compare-edit");
        click(&mut driver, &edit);
        assert_eq!((ids(&driver).1, zones(&driver)), (1, 3));
        let second = driver.state().workspace().alternative_name(AlternativeId(2));
        let map = driver.state().workspace().texts().format("a11y-map-beside", &[("name", second.into())]);
        assert!(shows(&driver, &map), "the other one of the two is beside now");
        press_with(&mut driver, Modifiers::COMMAND, Key::K);
        let field = said(&driver, "a11y-palette");
        driver.get_by_label(&field).type_text("canh nhau");
        driver.run();
        press(&mut driver, Key::Enter);
        assert!((map_rect(&driver).width() - wide).abs() < 2.0);
    }
}

#[test]
fn what_is_typed_stays_with_the_alternative_it_was_typed_in() {
    let mut driver = with_two(Start::default());
    select_zone(&mut driver, "TN");
    let field = said(&driver, "panel-name");
    driver.get_by_label(&field).focus();
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::A);
    driver.get_by_label(&field).type_text("Khu thí nghiệm mới");
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::Tab);
    driver.run();
    let names = |driver: &Driver, id| {
        let session = driver.state().workspace().alternative(AlternativeId(id)).expect("it is there");
        session.plan().zones().map(|zone| zone.attributes.name_vi.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&driver).1, 1);
    assert!(names(&driver, 2).contains(&"Khu thí nghiệm mới".to_owned()), "it is kept");
    assert!(!names(&driver, 1).contains(&"Khu thí nghiệm mới".to_owned()), "and the other alternative is not touched");
}
