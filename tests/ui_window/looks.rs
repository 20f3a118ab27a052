//! Pictures of the window in its states, to be looked at: light and dark, both languages, two sizes.

use std::path::PathBuf;

use eframe::egui::{Key, Modifiers, vec2};
use hecta::app::{Language, ThemeChoice};

use crate::driver::{Driver, Start, choose, drop_file, picture, press_with, start};

/// A state of the window, and how to get there from its start.
type State = (&'static str, fn(&mut Driver));

#[test]
fn every_state_is_drawn_without_a_missing_glyph_or_name() {
    let states: [State; 3] = [
        ("empty", |driver| press_with(driver, Modifiers::COMMAND, Key::N)),
        ("sample", |_| {}),
        ("faults", |driver| choose(driver, "menu-file", "action-open-unfinished")),
    ];
    for (theme_name, theme) in [("light", ThemeChoice::Light), ("dark", ThemeChoice::Dark)] {
        for language in Language::ALL {
            for size in [vec2(1280.0, 800.0), vec2(1920.0, 1080.0)] {
                for (state, reach) in states {
                    let mut driver = start(Start { language, theme, size, ..Start::default() });
                    driver.run();
                    reach(&mut driver);
                    picture(&mut driver, &format!("{state}_{theme_name}_{}_{}", language.code(), size.x));
                }
            }
        }
    }
}

/// A plan of someone else's, from the file that `HECTA_PLAN` names.
#[test]
fn a_plan_from_a_file_is_drawn() {
    let Some(path) = std::env::var_os("HECTA_PLAN").map(PathBuf::from) else { return };
    for (name, language, theme) in
        [("file_light_vi", Language::Vietnamese, ThemeChoice::Light), ("file_dark_en", Language::English, ThemeChoice::Dark)]
    {
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        drop_file(&mut driver, &path);
        picture(&mut driver, &format!("{name}_report"));
        driver.key_press(Key::Escape);
        driver.run();
        picture(&mut driver, name);
    }
}
