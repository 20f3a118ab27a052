//! Parcels by zone under the map, by accessible names.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use hecta::app::{Language, ThemeChoice};

use super::driver::{Driver, Start, click, click_map, picture, press, press_with, said, shows, start};

/// Land-use classes of the parcels; one says nothing.
const CLASSES: [&str; 5] = ["LUC", "ONT", "CLN", "DGT", ""];
/// Columns and rows of parcels over the park.
const COUNTS: [usize; 2] = [15, 8];

/// Parcels over the whole park, as a file.
fn parcels(folder: &Path) -> PathBuf {
    let [west, south, east, north] = [106.100, 20.5275, 106.146, 20.552];
    let [columns, rows] = COUNTS;
    let at = |column: usize, row: usize| {
        let share = |from: f64, to: f64, part: usize, of: usize| from + (to - from) * part as f64 / of as f64;
        format!("[{:.9},{:.9}]", share(west, east, column, columns), share(south, north, row, rows))
    };
    let parcel = |number: usize| {
        let (column, row) = (number % columns, number / columns);
        let ring =
            [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1), at(column, row)].join(",");
        let class = CLASSES[(column / 2 + row) % CLASSES.len()];
        format!(
            r#"{{"type":"Feature","properties":{{"loai_dat":"{class}","so_thua":{number}}},"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}}"#
        )
    };
    let features: Vec<_> = (0..columns * rows).map(parcel).collect();
    let path = folder.join("thửa đất.geojson");
    std::fs::write(&path, format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))).expect("written");
    path
}

/// What is spoken of the row of a group: its total in tenths of a square metre.
fn tenths(driver: &Driver, group: &str) -> i64 {
    let spoken = driver.get_by_label_contains(&format!("{group}: ")).accesskit_node().value().unwrap_or_default();
    let digits: String = spoken[group.len()..].chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("a total: {spoken}"))
}

fn open_table(how: Start, folder: &Path) -> Driver {
    let mut driver = start(Start { folder: Some(folder.join("settings")), ..how });
    driver.state_mut().show_references(vec![parcels(folder)]);
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    driver.run();
    driver
}

#[test]
fn parcels_are_summed_by_zone_and_the_rows_make_the_total() {
    let looks = [
        (Language::Vietnamese, ThemeChoice::Light, 1280.0, 800.0),
        (Language::English, ThemeChoice::Dark, 1280.0, 800.0),
        (Language::English, ThemeChoice::Light, 1920.0, 1080.0),
        (Language::Vietnamese, ThemeChoice::Dark, 1920.0, 1080.0),
    ];
    for (language, theme, width, height) in looks {
        let folder = tempfile::tempdir().expect("a folder");
        let mut driver = open_table(Start { language, theme, size: vec2(width, height), ..Start::default() }, folder.path());
        let total = tenths(&driver, &said(&driver, "panel-total"));
        let nothing = said(&driver, "panel-cross-group-none");
        let named = CLASSES.iter().filter(|class| !class.is_empty()).map(|class| tenths(&driver, class)).sum::<i64>();
        assert_eq!(named + tenths(&driver, &nothing), total, "{language:?}");
        let plan = driver.state().workspace().session().plan();
        let park = plan.boundary().expect("a boundary").outline.legal().area();
        assert!(total as f64 / 10.0 >= park.m2(), "the parcels cover the park");
        picture(&mut driver, &format!("cross-{language:?}-{theme:?}-{width}"));
    }
}

#[test]
fn a_table_of_an_older_plan_says_so_and_is_counted_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut driver = open_table(Start::default(), folder.path());
    let stale = said(&driver, "panel-cross-stale");
    let before = tenths(&driver, "LUC");
    assert!(!shows(&driver, &stale));
    click_map(&mut driver, 0.5, 0.4);
    press(&mut driver, Key::Delete);
    driver.run();
    assert_eq!(driver.state().workspace().session().plan().zones().count(), 2);
    assert!(driver.query_by_label_contains(&stale).is_some());
    let again = said(&driver, "panel-cross-again");
    click(&mut driver, &again);
    driver.run();
    assert!(driver.query_by_label_contains(&stale).is_none());
    assert_eq!(tenths(&driver, "LUC"), before, "land that no zone has is counted too");
}
