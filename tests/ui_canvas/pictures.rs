//! Renders the map and looks at its pixels. With `HECTA_PICTURES=folder` the pictures are kept to be looked at.

use eframe::egui::{self, Color32, PointerButton, Pos2, vec2};
use hecta::app::Language;
use hecta::io::embedded::SamplePlan;
use hecta::tool::options::Segment;
use hecta::tool::{ToolKind, ToolOptions};
use hecta::ui::theme::{Theme, ZoneLook};

use super::gestures::shared_vertex;
use super::stage::{Look, Stage, empty_session, session, session_on};

const THEMES: [(egui::Theme, &Theme, &str); 2] =
    [(egui::Theme::Light, &Theme::LIGHT, "light"), (egui::Theme::Dark, &Theme::DARK, "dark")];

/// The window of one picture.
fn look(theme: egui::Theme, pixels_per_point: f32) -> Look {
    Look { theme, pixels_per_point, gpu: true, ..Look::default() }
}

/// A place on the map as shares of its size.
fn place(stage: &Stage, x: f32, y: f32) -> Pos2 {
    stage.map().min + stage.map().size() * vec2(x, y)
}

/// How many pixels have this colour, give or take a little.
fn count(pixels: &[[u8; 4]], colour: Color32) -> usize {
    let near = |pixel: &&[u8; 4]| pixel.iter().zip(colour.to_array()).take(3).all(|(a, b)| a.abs_diff(b) <= 24);
    pixels.iter().filter(near).count()
}

/// The pixels of a small square at ×1.
fn around(pixels: &[[u8; 4]], at: Pos2) -> Vec<[u8; 4]> {
    let width = Look::default().size.x as usize;
    let (x, y) = (at.x as usize, at.y as usize);
    (y - 7..y + 7).flat_map(|y| pixels[y * width + x - 7..y * width + x + 7].to_vec()).collect()
}

#[test]
fn the_sample_plan_is_shown_in_both_themes_and_languages() {
    for (egui_theme, theme, name) in THEMES {
        for language in Language::ALL {
            for pixels_per_point in [1.0, 2.0] {
                let look = Look { language, ..look(egui_theme, pixels_per_point) };
                let mut stage = Stage::new(session(SamplePlan::Finished), look);
                let pixels = stage.picture(&format!("sample_{name}_{}_x{pixels_per_point}", language.code()));
                for look in [ZoneLook::RD_LABORATORY, ZoneLook::PRODUCTION, ZoneLook::STARTUP_HUB] {
                    let fill = theme.paper.lerp_to_gamma(look.colour, 0.22);
                    assert!(count(&pixels, fill) > pixels.len() / 50, "{name}: {look:?}");
                }
                let texts_and_boundary = count(&pixels, theme.boundary);
                assert!(texts_and_boundary > pixels.len() / 400, "{name}: {texts_and_boundary}");
                assert!(count(&pixels, theme.error) < 20, "nothing is wrong with it");
            }
        }
    }
}

#[test]
fn faults_are_hatched_and_signed_at_any_zoom() {
    for (egui_theme, theme, name) in THEMES {
        let mut stage = Stage::new(session(SamplePlan::Unfinished), look(egui_theme, 2.0));
        let signs = count(&stage.picture(&format!("unfinished_{name}")), theme.error);
        assert!(signs > 400, "{signs}");
        let colours = [theme.overlap, theme.outside, theme.overlap];
        for (at, colour) in colours.into_iter().enumerate() {
            let finding = stage.session().findings().get(at).cloned().expect("a finding");
            stage.harness.state_mut().canvas.zoom_to(finding.geometry.bounds().expect("land"));
            stage.harness.run();
            let pixels = stage.picture(&format!("fault_{at}_{name}"));
            assert!(count(&pixels, colour) > 3_000, "{:?} {}", finding.rule, count(&pixels, colour));
        }
        let finding = stage.session().findings().get(0).and_then(|finding| finding.at).expect("a place");
        let before = stage.picture(&format!("fault_{name}"));
        stage.harness.state_mut().canvas.centre_on(finding);
        stage.harness.run();
        stage.move_to(stage.screen(finding));
        assert!(stage.picture(&format!("fault_explained_{name}")) != before);
    }
}

#[test]
fn a_sketch_its_refusal_and_a_dragged_vertex_are_seen() {
    for (egui_theme, theme, name) in THEMES {
        let mut stage = Stage::new(empty_session(), look(egui_theme, 1.0));
        let without = count(&stage.picture(&format!("empty_{name}")), theme.accent);
        stage.session_mut().set_tool(ToolKind::Polygon);
        for (x, y) in [(0.2, 0.25), (0.45, 0.3), (0.5, 0.55)] {
            let at = place(&stage, x, y);
            stage.click(at);
        }
        stage.move_to(place(&stage, 0.3, 0.62));
        let with = count(&stage.picture(&format!("drawing_{name}")), theme.accent);
        assert!(with > without + 400, "{without} {with}");

        let mut stage = Stage::new(session(SamplePlan::Finished), look(egui_theme, 1.0));
        stage.session_mut().set_tool(ToolKind::Polygon);
        for (x, y) in [(0.45, 0.4), (0.65, 0.45), (0.62, 0.62), (0.5, 0.6)] {
            let at = place(&stage, x, y);
            stage.click(at);
        }
        let before = count(&stage.picture(&format!("would_be_refused_{name}")), theme.error);
        stage.key(egui::Key::Enter);
        let refused = count(&stage.picture(&format!("refused_{name}")), theme.error);
        assert!(refused > before + 500, "{before} {refused}");

        let mut stage = Stage::new(session(SamplePlan::Finished), look(egui_theme, 1.0));
        stage.session_mut().set_tool(ToolKind::Vertices);
        stage.session_mut().set_snapping(false);
        let from = stage.screen(shared_vertex(&stage, "TN", "SX"));
        stage.move_to(from);
        let before = stage.picture(&format!("hot_vertex_{name}"));
        let (to, handle) = (from + vec2(40.0, 10.0), theme.zone_line_colour(ZoneLook::PRODUCTION));
        let at_target = |pixels: &[[u8; 4]]| count(&around(pixels, to), handle);
        assert!(at_target(&before) < 10, "{name}");
        stage.begin_drag(from, to, PointerButton::Primary);
        let after = stage.picture(&format!("dragging_{name}"));
        assert!(at_target(&after) > 30, "{name}: the handle has gone along, half of it in this colour");
    }
}

/// Takes a tool with one zone selected; nothing snaps and no wall holds the pointer.
fn with_tool(stage: &mut Stage, kind: ToolKind) {
    let zone = stage.zone("KN");
    stage.session_mut().select([zone]);
    stage.session_mut().set_tool(kind);
    let mut snaps = stage.session().snaps();
    (snaps.on, snaps.wall) = (false, false);
    stage.session_mut().set_snaps(snaps);
}

#[test]
fn the_editing_tools_show_what_they_do_and_what_was_refused() {
    for ((egui_theme, theme, name), language) in THEMES.into_iter().zip(Language::ALL) {
        let mut stage = Stage::new(session(SamplePlan::Finished), Look { language, ..look(egui_theme, 1.0) });
        with_tool(&mut stage, ToolKind::Vertices);
        let shared = stage.screen(shared_vertex(&stage, "TN", "SX"));
        let plain = count(&stage.picture(&format!("vertices_{name}")), theme.accent);
        stage.drag(shared + vec2(-50.0, -25.0), shared + vec2(50.0, 50.0), PointerButton::Primary);
        let selected = count(&stage.picture(&format!("vertices_selected_{name}")), theme.accent);
        assert!(selected > plain + 200, "{name}: {plain} {selected}");
        let free = count(&stage.picture(&format!("before_refused_drag_{name}")), theme.error);
        stage.drag(shared, shared + vec2(420.0, -20.0), PointerButton::Primary);
        assert!(stage.session().refused().is_some() && !stage.session().tool().ghost_handles().is_empty());
        let ghost = count(&stage.picture(&format!("vertices_ghost_{name}")), theme.error);
        assert!(ghost > free + 300, "{name}: {free} {ghost}");
        stage.key(egui::Key::Escape);

        with_tool(&mut stage, ToolKind::Move);
        let middle = place(&stage, 0.4, 0.62);
        stage.begin_drag(middle, middle + vec2(60.0, 50.0), PointerButton::Primary);
        stage.picture(&format!("moving_{name}"));
        stage.key(egui::Key::Escape);
        stage.button(middle, PointerButton::Primary, false, egui::Modifiers::NONE);

        with_tool(&mut stage, ToolKind::Rotate);
        stage.click(middle);
        stage.click(middle + vec2(0.0, -120.0));
        stage.move_to(middle + vec2(110.0, -60.0));
        stage.picture(&format!("rotating_{name}"));
        stage.key(egui::Key::Escape);

        with_tool(&mut stage, ToolKind::Move);
        let outside = place(&stage, 0.4, 0.02);
        stage.drag(middle, outside + vec2(-330.0, -2000.0), PointerButton::Primary);
        assert!(stage.session().tool().holds_ghost(), "{:?}", stage.session().refused());
        stage.picture(&format!("move_ghost_{name}"));
        stage.key(egui::Key::Escape);

        with_tool(&mut stage, ToolKind::Straighten);
        stage.click(shared);
        stage.move_to(shared + vec2(0.0, 60.0));
        stage.picture(&format!("straightening_{name}"));
    }
}

#[test]
fn a_selection_is_framed_in_the_accent() {
    for (egui_theme, theme, name) in THEMES {
        let mut stage = Stage::new(session(SamplePlan::Finished), look(egui_theme, 1.0));
        let (from, to) = (place(&stage, 0.6, 0.9), place(&stage, 0.2, 0.5));
        let before = count(&stage.picture(&format!("unselected_{name}")), theme.accent);
        stage.begin_drag(from, to, PointerButton::Primary);
        stage.picture(&format!("crossing_{name}"));
        stage.button(to, PointerButton::Primary, false, egui::Modifiers::NONE);
        let after = count(&stage.picture(&format!("selected_{name}")), theme.accent);
        assert!(after > before + 2_000, "{before} {after}");
    }
}

#[test]
fn thousands_of_zones_are_shown() {
    let mut stage = Stage::new(session_on("plan_2000"), look(egui::Theme::Light, 1.0));
    let pixels = stage.picture("thousands");
    let paper = count(&pixels, Theme::LIGHT.paper);
    assert!(paper < pixels.len() * 9 / 10, "{paper}");
    for _ in 0..4 {
        stage.harness.state_mut().canvas.zoom_in();
    }
    stage.harness.run_steps(60);
    let pixels = stage.picture("thousands_closer");
    let paper = count(&pixels, Theme::LIGHT.paper);
    assert!(paper < pixels.len() / 2, "{paper}");
}

#[test]
fn the_drawing_tools_show_what_they_would_make() {
    for (egui_theme, theme, name) in THEMES {
        let mut stage = Stage::new(empty_session(), look(egui_theme, 1.0));
        let without = count(&stage.picture(&format!("undrawn_{name}")), theme.accent);
        stage.session_mut().set_tool(ToolKind::Polygon);
        let options = *stage.session().options();
        stage.session_mut().set_options(ToolOptions { segment: Segment::Arc, ..options });
        for (x, y) in [(0.3, 0.5), (0.4, 0.35)] {
            let at = place(&stage, x, y);
            stage.click(at);
        }
        stage.move_to(place(&stage, 0.5, 0.5));
        assert!(stage.session().has_preview(), "the land under the arc");
        let arc = count(&stage.picture(&format!("arc_{name}")), theme.accent);
        assert!(arc > without + 400, "{without} {arc}");
        stage.key(egui::Key::Escape);

        stage.session_mut().set_tool(ToolKind::Freehand);
        let from = place(&stage, 0.3, 0.35);
        stage.move_to(from);
        stage.button(from, PointerButton::Primary, true, egui::Modifiers::NONE);
        for step in 1..40_u8 {
            let turn = f32::from(step) * 0.15;
            stage.move_to(from + vec2(140.0 * (1.0 - turn.cos()), 90.0 * turn.sin() + 6.0 * (7.0 * turn).sin()));
        }
        let freehand = count(&stage.picture(&format!("freehand_{name}")), theme.accent);
        assert!(freehand > without + 400, "{without} {freehand}");

        let mut stage = Stage::new(session(SamplePlan::Finished), look(egui_theme, 1.0));
        stage.session_mut().set_tool(ToolKind::CutOut);
        let [from, to] = [("TN", "SX"), ("SX", "KN")].map(|(a, b)| stage.screen(shared_vertex(&stage, a, b)));
        stage.click(from);
        stage.hold(egui::Modifiers::COMMAND);
        stage.move_to(to);
        assert_eq!(stage.session().tool().hint(), "hint-trace-along");
        let traced = count(&stage.picture(&format!("traced_{name}")), theme.accent);
        assert!(traced > without + 150, "{without} {traced}");
    }
}
