//! Renders the map and looks at its pixels. With `HECTA_PICTURES=folder` the pictures are kept to be looked at.

use eframe::egui::{self, PointerButton, Pos2, vec2};
use hecta::app::Language;
use hecta::io::embedded::SamplePlan;
use hecta::tool::ToolKind;

use super::gestures::shared_vertex;
use super::stage::{Look, Stage, empty_session, session, session_on};

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

/// The window of one picture.
fn look(theme: egui::Theme, pixels_per_point: f32) -> Look {
    Look { theme, pixels_per_point, gpu: true, ..Look::default() }
}

/// A place on the map as shares of its size.
fn place(stage: &Stage, x: f32, y: f32) -> Pos2 {
    stage.map().min + stage.map().size() * vec2(x, y)
}

#[test]
fn scenes_of_work() {
    let themes = [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")];
    for (theme, name) in themes {
        let mut stage = Stage::new(session(SamplePlan::Unfinished), look(theme, 1.0));
        stage.picture(&format!("unfinished_{name}"));
        let sign = stage.session().findings().iter().find_map(|f| f.at).expect("a place");
        stage.move_to(stage.screen(sign));
        stage.picture(&format!("unfinished_sign_{name}"));

        let mut stage = Stage::new(empty_session(), look(theme, 1.0));
        stage.picture(&format!("empty_{name}"));
        stage.session_mut().set_tool(ToolKind::Polygon);
        for (x, y) in [(0.2, 0.25), (0.45, 0.3), (0.5, 0.55)] {
            let at = place(&stage, x, y);
            stage.click(at);
        }
        stage.move_to(place(&stage, 0.3, 0.62));
        stage.picture(&format!("drawing_{name}"));

        let mut stage = Stage::new(session(SamplePlan::Finished), look(theme, 1.0));
        stage.session_mut().set_tool(ToolKind::Polygon);
        for (x, y) in [(0.45, 0.4), (0.65, 0.45), (0.62, 0.62), (0.5, 0.6)] {
            let at = place(&stage, x, y);
            stage.click(at);
        }
        stage.picture(&format!("would_be_refused_{name}"));
        stage.key(egui::Key::Enter);
        stage.picture(&format!("refused_{name}"));

        let mut stage = Stage::new(session(SamplePlan::Finished), look(theme, 1.0));
        stage.session_mut().set_tool(ToolKind::Vertices);
        let vertex = shared_vertex(&stage, "TN", "SX");
        let from = stage.screen(vertex);
        stage.move_to(from);
        stage.picture(&format!("hot_vertex_{name}"));
        stage.begin_drag(from, from + vec2(40.0, 10.0), PointerButton::Primary);
        stage.picture(&format!("dragging_{name}"));

        let mut stage = Stage::new(session(SamplePlan::Finished), look(theme, 1.0));
        let (from, to) = (place(&stage, 0.6, 0.9), place(&stage, 0.2, 0.5));
        stage.begin_drag(from, to, PointerButton::Primary);
        stage.picture(&format!("crossing_{name}"));
        stage.button(to, PointerButton::Primary, false, egui::Modifiers::NONE);
        stage.picture(&format!("selected_{name}"));
    }
}

#[test]
fn close_ups() {
    for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        let mut stage = Stage::new(session(SamplePlan::Unfinished), look(theme, 2.0));
        for at in 0..3 {
            let bounds = stage.session().findings().get(at).and_then(|f| f.geometry.bounds()).expect("land");
            stage.harness.state_mut().canvas.zoom_to(bounds);
            stage.harness.run();
            stage.picture(&format!("close_{at}_{name}"));
        }
        let mut stage = Stage::new(session_on("plan_2000"), look(theme, 1.0));
        stage.harness.run_steps(60);
        stage.picture(&format!("thousands_{name}"));
        for _ in 0..3 {
            stage.harness.state_mut().canvas.zoom_in();
        }
        stage.harness.run_steps(60);
        stage.picture(&format!("thousands_closer_{name}"));
    }
}
