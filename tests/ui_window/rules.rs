//! The view by rules, the settings of the checks, and files of own rules, as a planner works them.

use std::path::Path;

use eframe::egui::{Key, Modifiers};
use hecta::app::workspace::Workspace;
use hecta::app::{Language, ThemeChoice};
use hecta::check::Grade;
use hecta::io::embedded::SamplePlan;
use hecta::plan::Date;

use crate::driver::{
    Driver, Start, choose, click, click_containing, drop_file, picture, press, press_with, said, shows, start, type_into,
};

fn with_every_state(language: Language, theme: ThemeChoice, picker: Option<&Path>) -> Driver {
    let mut driver = start(Start { language, theme, picker: picker.map(Path::to_owned), ..Start::default() });
    driver.run();
    drop_file(&mut driver, &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/rules/every_state.geojson"));
    press(&mut driver, Key::Escape);
    driver
}

#[test]
fn zones_and_rules_show_how_they_stand() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let mut driver = with_every_state(language, theme, None);
        choose(&mut driver, "menu-area", "action-compliance");
        picture(&mut driver, &format!("rules_{}", language.code()));
        for id in ["panel-compliance", "verdict-rule-unverified"] {
            assert!(shows(&driver, &said(&driver, id)), "{id}");
        }
        let grades: Vec<Grade> = {
            let assessments = driver.state().workspace().session().assessments();
            ["ZON-03", "DEN-01", "LND-01"]
                .map(|id| assessments.iter().find(|a| a.rule.id == id).expect("a rule").outcome.grade)
                .into()
        };
        assert_eq!(grades, [Grade::Fail, Grade::Warning, Grade::Pass]);
        press(&mut driver, Key::F7);
        assert!(!shows(&driver, &said(&driver, "verdict-rule-unverified")));
    }
}

#[test]
fn settings_of_the_checks_are_a_step_that_can_be_taken_back() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let mut driver = with_every_state(language, theme, None);
        choose(&mut driver, "menu-area", "action-check-settings");
        picture(&mut driver, &format!("check_settings_{}", language.code()));
        let field = said(&driver, "dialog-check-date");
        type_into(&mut driver, &field, "2027-01-01");
        let apply = said(&driver, "dialog-check-apply");
        click(&mut driver, &apply);
        let day = |driver: &Driver| driver.state().workspace().session().plan().settings().date;
        assert_eq!(day(&driver), Date::new(2027, 1, 1));
        let found = |driver: &Driver| {
            let session = driver.state().workspace().session();
            session.findings().iter().map(|finding| finding.rule.id()).collect::<Vec<_>>()
        };
        assert!(found(&driver).contains(&"LND-04") && !found(&driver).contains(&"DEN-01"), "{:?}", found(&driver));
        press_with(&mut driver, Modifiers::COMMAND, Key::Z);
        assert_eq!(day(&driver), None);
        assert!(found(&driver).contains(&"DEN-01"));
    }
}

#[test]
fn a_rule_file_is_loaded_and_a_bad_one_is_told_by_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let (good, bad) = (folder.path().join("luật.toml"), folder.path().join("hỏng.toml"));
    std::fs::write(&good, "[[rule]]\nid = \"LND-01\"\nat_least = 30\n").expect("written");
    std::fs::write(&bad, "[[rule]]\nid = \"LND-01\"\nat_lest = 30\n").expect("written");
    for (file, is_good) in [(&good, true), (&bad, false)] {
        let mut driver = with_every_state(Language::Vietnamese, ThemeChoice::Light, Some(file));
        choose(&mut driver, "menu-area", "action-load-rules");
        let browse = said(&driver, "dialog-browse");
        click_containing(&mut driver, &browse);
        driver.run();
        let confirm = said(&driver, "dialog-rules-confirm");
        if shows(&driver, &confirm) {
            click(&mut driver, &confirm);
        }
        let settings = driver.state().workspace().session().plan().settings().clone();
        assert_eq!(settings.own_rules.is_some(), is_good);
        assert!(is_good || shows(&driver, "hỏng.toml, dòng 3"), "the line of the fault");
        let session = driver.state().workspace().session();
        let road = session.assessments().into_iter().find(|a| a.rule.id == "LND-01").expect("a rule");
        assert_eq!(road.outcome.grade, if is_good { Grade::Warning } else { Grade::Pass });
    }
}

#[test]
fn a_handed_over_file_is_held_against_what_it_states() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.geojson");
        let mut workspace = Workspace::start(None).expect("the embedded data are sound");
        workspace.open_sample(SamplePlan::Finished);
        assert!(workspace.export(&path, None), "it passes");
        let mut driver = start(Start { language, theme, picker: Some(path.clone()), ..Start::default() });
        driver.run();
        for (outcome, is_changed) in [("cli-verify-holds", false), ("cli-verify-changed-and-otherwise", true)] {
            if is_changed {
                let text = std::fs::read_to_string(&path).expect("written");
                std::fs::write(&path, text.replacen("\"residual_m2\":0.0", "\"residual_m2\":5.0", 1)).expect("written");
            }
            choose(&mut driver, "menu-area", "action-verify");
            let browse = said(&driver, "dialog-browse");
            click_containing(&mut driver, &browse);
            driver.run();
            let confirm = said(&driver, "dialog-verify-confirm");
            if shows(&driver, &path.display().to_string()) {
                click(&mut driver, &confirm);
            }
            picture(&mut driver, &format!("verified_{outcome}_{}", language.code()));
            let line = driver.state().workspace().texts().get(outcome).to_owned();
            assert!(shows(&driver, &line), "{outcome}");
            assert_eq!(shows(&driver, "figures.residual_m2"), is_changed);
            press(&mut driver, Key::Escape);
        }
    }
}
