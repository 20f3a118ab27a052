//! Tables on the clipboard: the figures on screen, written so that a spreadsheet of the language takes them for numbers.

use hecta::app::{Language, ThemeChoice};

use super::driver::{Driver, Start, choose, click, picture, said, start};
use eframe::egui;
use egui_kittest::kittest::Queryable as _;

/// Clicks on `name`, and gives what is on the clipboard then.
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

#[test]
fn findings_rules_and_corners_are_copied_in_both_languages() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        choose(&mut driver, "menu-file", "action-open-unfinished");
        picture(&mut driver, &format!("copy_findings_{}", language.code()));
        let button = said(&driver, "action-copy-findings");
        let findings = copied(&mut driver, &button);
        let count = driver.state().workspace().session().findings().len();
        assert!(count > 0 && findings.lines().count() == count + 1, "{findings}");
        assert!(findings.lines().all(|line| line.split('\t').count() == 8), "{findings}");
        let severity = said(&driver, "finding-severity-error");
        assert!(findings.contains(&format!("1\t{severity}\t")), "{findings}");
        // a coordinate has no groups and the decimal sign of the language
        let decimal = if language == Language::Vietnamese { ',' } else { '.' };
        let norths = findings.lines().skip(1).filter_map(|line| line.split('\t').nth(5)).filter(|cell| !cell.is_empty());
        let norths: Vec<&str> = norths.collect();
        let is_bare = |north: &&str| north.starts_with("227") && north.len() == 11 && north.as_bytes()[7] == decimal as u8;
        assert!(!norths.is_empty() && norths.iter().all(is_bare), "{norths:?}");

        let menu = said(&driver, "menu-area");
        let tables = said(&driver, "menu-copy-tables");
        click(&mut driver, &menu);
        click(&mut driver, &tables);
        let entry = said(&driver, "action-copy-rules");
        let rules = copied(&mut driver, &entry);
        assert!(rules.lines().count() > 20 && rules.contains("QCVN 01:2021"), "{rules}");
        assert!(rules.contains(&said(&driver, "verdict-fail")), "{rules}");
        assert!(rules.lines().any(|line| line.contains("\t31/12/2026")), "a day stays a day: {rules}");

        click(&mut driver, &menu);
        click(&mut driver, &tables);
        let entry = said(&driver, "action-copy-corners");
        let corners = copied(&mut driver, &entry);
        assert!(corners.contains(&said(&driver, "corners-boundary")) && corners.contains("VN-2000"), "{corners}");
        let area = driver.state().workspace().session().ledger().boundary.rounded_m2(1);
        let expected = format!("{}{decimal}{}", area / 10, area % 10);
        assert!(corners.lines().last().is_some_and(|line| line.ends_with(&expected)), "{corners}");
    }
}
