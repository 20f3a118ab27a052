//! The corner table and the way to coordinates, worked as a planner would.

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use hecta::app::Language;
use hecta::app::corners::{CornerSubject, CornerTable, exact_coordinate};
use hecta::app::{Session, Texts, ThemeChoice};
use hecta::geometry::{ExactArea, GridPoint};

use super::driver::{Driver, Start, click, click_containing, picture, press, press_with, said, shows, start, type_into};

fn open_table(how: Start) -> Driver {
    let mut driver = start(how);
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::T);
    driver
}

fn session(driver: &Driver) -> &Session {
    driver.state().workspace().session()
}

fn texts(driver: &Driver) -> &Texts {
    driver.state().workspace().texts()
}

fn named(driver: &Driver, id: &str, number: usize) -> String {
    texts(driver).format(id, &[("number", number.to_string().into())])
}

/// Clicks the control whose name is or ends with a text of the window.
fn click_said(driver: &mut Driver, id: &str) {
    let name = said(driver, id);
    let found = driver.query_all_by_label(&name).count();
    if found == 1 { click(driver, &name) } else { click_containing(driver, &name) }
}

/// Pastes into the field with this name.
fn paste(driver: &mut Driver, field: &str, text: &str) {
    driver.get_by_label(field).click();
    driver.run();
    driver.event(Event::Paste(text.to_owned()));
    driver.run();
    driver.run();
}

/// The boundary's centre, and a square table of corners around it with this half side in metres.
fn square(driver: &Driver, half_m: i64) -> String {
    let middle = session(driver).plan().bounds().expect("a boundary").centre().rounded_to_mm();
    let numbers = texts(driver).numbers();
    let h = half_m * 1_000_000;
    [(h, -h), (h, h), (-h, h), (-h, -h)]
        .map(|(n, e)| {
            let [north, east] = [middle.north + n, middle.east + e].map(|um| exact_coordinate(um, numbers));
            format!("{north}\t{east}\n")
        })
        .concat()
}

/// The first corner of a zone, among those on screen, that is not on the boundary.
fn inner_corner(session: &Session) -> (CornerSubject, String, CornerTable, usize) {
    let plan = session.plan();
    let outline = &plan.boundary().expect("a boundary").outline;
    let is_inside = |at: GridPoint| !outline.noded().vertices().any(|v| v == at);
    plan.zones()
        .find_map(|zone| {
            let subject = CornerSubject::Zone(zone.id);
            let table = CornerTable::of(plan, subject)?;
            let index = table.corners.iter().take(9).position(|corner| is_inside(corner.at) && corner.is_on_mm())?;
            Some((subject, zone.attributes.name_vi.clone(), table, index))
        })
        .expect("a corner inside the park")
}

#[test]
fn a_cell_that_is_edited_moves_the_border_and_the_figures() {
    let mut driver = open_table(Start::default());
    assert!(shows(&driver, &said(&driver, "corners-locked")), "the boundary comes first");
    let (_, name, table, index) = inner_corner(session(&driver));
    driver.query_all_by_label_contains(&name).next().expect("the zone's row").click();
    driver.run();
    driver.run();
    picture(&mut driver, "corner-table");
    let (before, areas) = (session(&driver).plan().clone(), session(&driver).ledger().zones.clone());
    let corner = table.corners[index];
    let to = GridPoint::new(corner.at.east, corner.at.north + 2_345_000);
    let cell = named(&driver, "corners-cell-north", corner.number);
    let typed = exact_coordinate(to.north, texts(&driver).numbers());
    type_into(&mut driver, &cell, &typed);
    driver.run();
    let plan = session(&driver).plan();
    assert!(plan.adds_up() && !plan.index().owners_of_vertex(to).is_empty(), "the corner has moved");
    assert_ne!(session(&driver).ledger().zones, areas, "the figures followed");
    assert_eq!(session(&driver).ledger().unallocated, ExactArea::ZERO);
    // the next cell has the focus, and nothing is typed in it: the step is undone, not the typing
    press_with(&mut driver, Modifiers::COMMAND, Key::Z);
    driver.run();
    assert!(*session(&driver).plan() == before, "one edit is one step");
    type_into(&mut driver, &cell, "hai triệu");
    assert!(shows(&driver, "“hai triệu”"), "what cannot be read is said");
    assert!(*session(&driver).plan() == before);
}

#[test]
fn corners_of_the_boundary_move_once_it_is_unlocked() {
    let mut driver = open_table(Start::default());
    let table = CornerTable::of(session(&driver).plan(), CornerSubject::Boundary).expect("a boundary");
    let from = table.corners[2].at;
    let to = GridPoint::new(from.east + 1_500_000, from.north);
    let cell = named(&driver, "corners-cell-east", 3);
    let typed = exact_coordinate(to.east, texts(&driver).numbers());
    type_into(&mut driver, &cell, &typed);
    driver.run();
    assert!(shows(&driver, &said(&driver, "refusal-legal-corner")));
    assert_eq!(driver.get_by_label(&cell).accesskit_node().value(), Some(typed.clone()), "what was typed stays");
    picture(&mut driver, "corner-refused");
    click_said(&mut driver, "corners-lock");
    assert!(shows(&driver, &said(&driver, "corners-unlocked")));
    type_into(&mut driver, &cell, "0");
    type_into(&mut driver, &cell, &typed);
    driver.run();
    let plan = session(&driver).plan();
    assert!(plan.boundary().expect("a boundary").outline.is_legal_corner(to) && plan.adds_up());
}

#[test]
fn a_pasted_table_is_understood_shown_and_drawn() {
    for language in Language::ALL {
        let mut driver = start(Start { language, ..Start::default() });
        driver.run();
        press_with(&mut driver, Modifiers::COMMAND, Key::N);
        press_with(&mut driver, Modifiers::COMMAND, Key::T);
        click_said(&mut driver, "corners-tab-paste");
        let field = said(&driver, "corners-paste");
        let table = square(&driver, 150);
        let wrong = table.replacen('\t', "\tabc", 1);
        paste(&mut driver, &field, &wrong);
        assert!(shows(&driver, "“abc"), "the fault is named");
        picture(&mut driver, &format!("corner-fault-{}", language.code()));
        assert!(!session(&driver).has_preview());
        click_said(&mut driver, "corners-clear");
        paste(&mut driver, &field, &table);
        assert!(session(&driver).has_preview(), "it is shown before it is taken");
        assert_eq!(session(&driver).ledger().zones_total, ExactArea::from_m2(90_000.0));
        assert_eq!(session(&driver).history().steps().1, 0);
        picture(&mut driver, &format!("corner-paste-{}", language.code()));
        click_said(&mut driver, "corners-take-new-zone");
        driver.run();
        let plan = session(&driver).plan();
        assert!(!session(&driver).has_preview() && plan.adds_up());
        assert_eq!(plan.zones().next().expect("a zone").area, ExactArea::from_m2(90_000.0));
        assert!(shows(&driver, &named(&driver, "corners-cell-north", 4)), "the table of the new zone is shown");
    }
}

#[test]
fn what_is_only_shown_is_gone_when_the_table_is_closed() {
    let mut driver = start(Start::default());
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::N);
    press_with(&mut driver, Modifiers::COMMAND, Key::T);
    let before = session(&driver).plan().clone();
    click_said(&mut driver, "corners-tab-paste");
    let table = square(&driver, 100);
    let field = said(&driver, "corners-paste");
    paste(&mut driver, &field, &table);
    assert!(session(&driver).has_preview());
    press_with(&mut driver, Modifiers::COMMAND, Key::T);
    driver.run();
    assert!(!session(&driver).has_preview());
    assert!(*session(&driver).plan() == before);
}

#[test]
fn a_traverse_is_adjusted_only_when_the_planner_says_so() {
    let mut driver = start(Start { theme: ThemeChoice::Dark, ..Start::default() });
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::N);
    press_with(&mut driver, Modifiers::COMMAND, Key::T);
    click_said(&mut driver, "corners-tab-traverse");
    let first = square(&driver, 100).lines().next().expect("a corner").to_owned();
    let field = said(&driver, "corners-legs");
    paste(&mut driver, &field, &format!("{first}\n90 200\n180 200,10\n270 200\n0 200"));
    assert!(shows(&driver, &said(&driver, "corners-choose-adjustment")) && !session(&driver).has_preview());
    click_said(&mut driver, "corners-adjust");
    driver.run();
    assert!(session(&driver).has_preview());
    picture(&mut driver, "corner-traverse");
    click_said(&mut driver, "corners-take-new-zone");
    driver.run();
    let zone = session(&driver).plan().zones().next().expect("a zone").clone();
    assert!((zone.area.m2() - 40_010.0).abs() < 1.0, "{} m²", zone.area.m2());
}

#[test]
fn coordinates_are_gone_to_or_become_a_corner() {
    let mut driver = start(Start::default());
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::G);
    let north = said(&driver, "dialog-go-to-north");
    driver.get_by_label(&north).type_text("106,05 20,57");
    driver.run();
    driver.run();
    assert!(shows(&driver, "WGS 84"));
    picture(&mut driver, "go-to");
    press(&mut driver, Key::Enter);
    driver.run();
    let [east, north_m] = driver.state().canvas().view().centre_m();
    assert!((east - 609_275.86).abs() < 1.0 && (north_m - 2_275_703.015).abs() < 1.0, "{east} {north_m}");
    press_with(&mut driver, Modifiers::COMMAND, Key::G);
    driver.get_by_label(&north).type_text("2326000 580000");
    driver.run();
    driver.run();
    assert!(shows(&driver, "Ninh Bình"), "out of the province is said");
    press(&mut driver, Key::Escape);
    driver.run();
    press(&mut driver, Key::P);
    press_with(&mut driver, Modifiers::COMMAND, Key::G);
    let middle = session(&driver).plan().bounds().expect("a boundary").centre().rounded_to_mm();
    let [x, y] = [middle.north, middle.east].map(|um| exact_coordinate(um, texts(&driver).numbers()));
    driver.get_by_label(&north).type_text(&x);
    driver.run();
    press(&mut driver, Key::Tab);
    let east_field = said(&driver, "dialog-go-to-east");
    driver.get_by_label(&east_field).type_text(&y);
    driver.run();
    click_said(&mut driver, "dialog-go-to-corner");
    driver.run();
    assert_eq!(session(&driver).tool().sketch().first(), Some(&middle), "while drawing it is a corner");
}
