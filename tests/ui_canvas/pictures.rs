//! Renders the map and looks at its pixels. With `HECTA_PICTURES=folder` the pictures are kept to be looked at.

use eframe::egui;
use hecta::app::Language;
use hecta::io::embedded::SamplePlan;

use super::stage::{Look, Stage, session};

#[test]
fn the_sample_plan_is_shown_in_both_themes_and_languages() {
    for (theme, theme_name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        for language in Language::ALL {
            for pixels_per_point in [1.0, 2.0] {
                let look = Look { theme, language, pixels_per_point, gpu: true, ..Look::default() };
                let mut stage = Stage::new(session(SamplePlan::Finished), look);
                stage.picture(&format!("sample_{theme_name}_{}_x{pixels_per_point}", language.code()));
            }
        }
    }
}
