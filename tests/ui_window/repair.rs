//! A foreign plan is cleared fault by fault by keys alone, and all at once by the dialog.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use hecta::app::repair::next_repairable;
use hecta::app::{Language, Session, ThemeChoice};
use rand::SeedableRng;
use rand_pcg::Pcg64;

use super::defects::{Defect, Drawn};
use super::driver::{Driver, Start, drop_file, picture, press, press_with, said, shows, start};

fn session(driver: &Driver) -> &Session {
    driver.state().workspace().session()
}

/// The window with a foreign plan that has a defect of every kind.
fn with_defects(how: Start) -> Driver {
    let mut drawn = Drawn::clean();
    let mut rng = Pcg64::seed_from_u64(11);
    let is_wanted = |defect: &Defect| {
        use Defect::{BowTie, Duplicate, Gap, Hole, Nested, Outside, Overlap, SliverPart};
        matches!(defect, Gap(_) | Hole(_) | Overlap(_) | Nested(_) | Outside(_) | SliverPart(_) | Duplicate | BowTie)
    };
    for defect in Defect::ONE_OF_EACH.into_iter().filter(is_wanted) {
        assert!(drawn.inject(defect, &mut rng), "{defect:?}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ban ve.geojson");
    std::fs::write(&file, drawn.geojson()).expect("written");
    let mut driver = start(how);
    driver.run();
    drop_file(&mut driver, &file);
    driver.run();
    press(&mut driver, Key::Escape);
    let zones = drawn.plan().zones().len();
    assert!(session(&driver).findings().len() > 8 && session(&driver).plan().zones().len() == zones);
    driver
}

fn repairable(driver: &Driver) -> usize {
    let findings = session(driver).findings();
    (0..findings.len()).filter(|index| next_repairable(findings, *index) == Some(*index)).count()
}

#[test]
fn faults_are_cleared_one_after_the_other_by_keys() {
    let mut driver = with_defects(Start::default());
    let before = session(&driver).plan().clone();
    press(&mut driver, Key::F6);
    driver.run();
    picture(&mut driver, "repair_first");
    assert!(!session(&driver).has_preview() && *session(&driver).plan() == before, "looking changes nothing");

    // the arrow shows a way on the map, Escape takes it back
    press(&mut driver, Key::ArrowDown);
    driver.run();
    assert!(session(&driver).has_preview(), "the second way is on the map");
    picture(&mut driver, "repair_preview");
    press(&mut driver, Key::ArrowUp);
    driver.run();
    assert!(session(&driver).has_preview());
    press(&mut driver, Key::Escape);
    driver.run();
    assert!(!session(&driver).has_preview() && *session(&driver).plan() == before);

    // F6 goes on, and back; a digit takes a way at once
    press(&mut driver, Key::F6);
    press_with(&mut driver, Modifiers::SHIFT, Key::F6);
    driver.run();
    let faults = repairable(&driver);
    press(&mut driver, Key::Num1);
    driver.run();
    assert!(repairable(&driver) < faults, "the first way cleared it");

    // Enter, Enter, … until nothing is left
    let mut presses = 0;
    while repairable(&driver) > 0 {
        let faults = repairable(&driver);
        if presses == 3 {
            picture(&mut driver, "repair_next");
        }
        press(&mut driver, Key::Enter);
        driver.run();
        driver.run();
        assert!(repairable(&driver) < faults, "Enter clears the finding it is at");
        presses += 1;
    }
    let cleared = said(&driver, "repair-all-cleared");
    assert!(shows(&driver, &cleared));
    picture(&mut driver, "repair_cleared");
    assert!(session(&driver).plan().adds_up());
    for _ in 0..=presses {
        press_with(&mut driver, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(*session(&driver).plan(), before, "undo gives back the identical document");
}

#[test]
fn all_faults_are_cleared_as_one_step_by_a_stated_policy() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let mut driver = with_defects(Start { language, theme, ..Start::default() });
        let before = session(&driver).plan().clone();
        press(&mut driver, Key::F6);
        driver.run();
        press(&mut driver, Key::ArrowDown);
        driver.run();
        picture(&mut driver, &format!("repair_ways_{}", language.code()));
        press_with(&mut driver, Modifiers::COMMAND, Key::R);
        driver.run();
        assert!(shows(&driver, &said(&driver, "dialog-repair-title")));
        assert!(!session(&driver).has_preview() && *session(&driver).plan() == before, "telling changes nothing");
        picture(&mut driver, &format!("repair_all_{}", language.code()));
        let leaving = said(&driver, "repair-policy-leave-gaps");
        driver.get_by_label(&leaving).click();
        driver.run();
        assert!(shows(&driver, &said(&driver, "repair-left-by-policy")));
        picture(&mut driver, &format!("repair_all_left_{}", language.code()));
        let longest = said(&driver, "repair-policy-longest-border");
        driver.get_by_label(&longest).click();
        driver.run();
        let act = if language == Language::Vietnamese { "Sửa " } else { "Repair " };
        let confirm = driver
            .query_all_by_label_contains(act)
            .find(|node| node.accesskit_node().label().is_some_and(|label| label.ends_with("lỗi") || label.ends_with("faults")))
            .expect("the button names its act");
        confirm.click();
        driver.run();
        assert_eq!(repairable(&driver), 0);
        assert!(session(&driver).plan().adds_up());
        assert_eq!(session(&driver).plan().unallocated().area(), hecta::geometry::ExactArea::ZERO);
        picture(&mut driver, &format!("repair_all_done_{}", language.code()));
        press_with(&mut driver, Modifiers::COMMAND, Key::Z);
        assert_eq!(*session(&driver).plan(), before, "one step");
    }
}

#[test]
fn the_mouse_passes_over_ways_and_takes_one() {
    let mut driver = with_defects(Start::default());
    let before = session(&driver).plan().clone();
    press(&mut driver, Key::F6);
    driver.run();
    let faults = repairable(&driver);
    let first = driver.query_all_by_label_contains("Cách 1: ").next().expect("the first way");
    let at = first.rect().center();
    driver.hover_at(at);
    driver.run();
    driver.hover_at(at + eframe::egui::vec2(3.0, 0.0));
    driver.run();
    picture(&mut driver, "repair_mouse");
    assert!(session(&driver).has_preview(), "what the pointer is over is on the map");
    press_with(&mut driver, Modifiers::NONE, Key::Escape);
    driver.run();
    assert_eq!(session(&driver).settled_plan(), before);
    driver.query_all_by_label_contains("Cách 1: ").next().expect("the first way").click();
    driver.run();
    assert!(repairable(&driver) < faults);
}
