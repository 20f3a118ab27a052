//! Idle is idle: once what was asked for is shown, nothing asks for another frame.

use std::time::Duration;

use eframe::egui::{self, Key, Modifiers, ViewportId};
use egui_kittest::kittest::Queryable;
use hecta::app::{Action, Workspace};
use hecta::tool::ToolKind;
use hecta::ui::Window;

use crate::driver::{Driver, ScriptedPicker, Start, choose, click_map, map_rect, press, press_with, said, shows, start};

/// Frames, each a quarter of a second after the last, in which everything must have come to rest; notices stand for up to 14 s.
const MOST_FRAMES: usize = 80;
/// When the window wants its next frame.
fn next_frame(driver: &Driver) -> Duration {
    driver.output().viewport_output.get(&ViewportId::ROOT).map_or(Duration::MAX, |output| output.repaint_delay)
}

/// Lets time go by until the window wants no frame; a cursor in a text field has stopped blinking by then.
fn assert_comes_to_rest(driver: &mut Driver, what: &str) {
    let rests = |driver: &Driver| next_frame(driver) == Duration::MAX;
    for _ in 0..MOST_FRAMES {
        driver.step();
        if rests(driver) {
            // nor does one of the next frames, which nobody asked for
            for _ in 0..3 {
                driver.step();
                assert!(rests(driver), "{what}: {:?} {:?}", next_frame(driver), driver.ctx.repaint_causes());
            }
            return;
        }
    }
    panic!("{what}: {:?} {:?}", next_frame(driver), driver.ctx.repaint_causes());
}

#[test]
fn the_window_rests_on_every_plan() {
    let mut driver = start(Start::default());
    assert_comes_to_rest(&mut driver, "sample");
    choose(&mut driver, "menu-file", "action-open-unfinished");
    assert!(driver.state().workspace().session().findings().has_errors());
    assert_comes_to_rest(&mut driver, "findings");
    click_map(&mut driver, 0.5, 0.5);
    assert_comes_to_rest(&mut driver, "a zone is selected");
    press_with(&mut driver, Modifiers::COMMAND, Key::N);
    assert_comes_to_rest(&mut driver, "empty");
}

#[test]
fn the_window_rests_with_the_tour_on_it() {
    let mut driver = start(Start::default());
    driver.state_mut().offer_tour();
    assert_comes_to_rest(&mut driver, "tour");
    let title = said(&driver, "tour-title");
    assert!(shows(&driver, &title));
}

/// Does what an action does, by its name in the palette.
fn act(driver: &mut Driver, action: Action) {
    press_with(driver, Modifiers::COMMAND, Key::K);
    let (field, name) = (said(driver, "a11y-palette"), said(driver, action.text_id()));
    driver.get_by_label(&field).type_text(&name);
    driver.run();
    press(driver, Key::Enter);
}

#[test]
fn the_window_rests_after_every_action_and_with_its_dialog_open() {
    let mut driver = start(Start::default());
    choose(&mut driver, "menu-file", "action-open-unfinished");
    let tools_and_end = |action: &Action| matches!(action, Action::Tool(_) | Action::Quit);
    for action in Action::ALL.into_iter().filter(|action| !tools_and_end(action)) {
        act(&mut driver, action);
        assert_comes_to_rest(&mut driver, &format!("{action:?}"));
        // closes what is open, then what is beneath it
        press(&mut driver, Key::Escape);
        press(&mut driver, Key::Escape);
        assert_comes_to_rest(&mut driver, &format!("after {action:?}"));
    }
}

#[test]
fn the_window_rests_with_every_tool_and_a_pointer_that_rests() {
    let mut driver = start(Start::default());
    for kind in ToolKind::ALL {
        act(&mut driver, Action::Tool(kind));
        assert_eq!(driver.state().workspace().session().tool().kind(), kind);
        driver.hover_at(map_rect(&driver).center());
        assert_comes_to_rest(&mut driver, &format!("{kind:?}"));
        click_map(&mut driver, 0.45, 0.55);
        driver.hover_at(map_rect(&driver).center());
        assert_comes_to_rest(&mut driver, &format!("{kind:?} at work"));
        press(&mut driver, Key::Escape);
        press(&mut driver, Key::Escape);
    }
}

/// A frame that shows what was before a press would be painted for nothing.
#[test]
fn what_a_press_changes_shows_in_the_same_frame() {
    let mut driver = start(Start::default());
    driver.run();
    let empty = said(&driver, "panel-cross-empty");
    assert!(!shows(&driver, &empty));
    driver.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    driver.step();
    assert!(shows(&driver, &empty));
}

/// The first frames are the dearest: there is no graphics hardware everywhere, and what was drawn once is not drawn again.
#[test]
fn the_window_is_complete_after_a_few_frames() {
    let context = egui::Context::default();
    let workspace = Workspace::start(None).expect("the embedded data are sound");
    let mut window = Window::new(&context, None, workspace, Box::new(ScriptedPicker::default()));
    window.offer_tour();
    let mut frame = eframe::Frame::_new_kittest();
    let mut causes = Vec::new();
    for number in 0.. {
        let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0)));
        let input = egui::RawInput { screen_rect, time: Some(f64::from(number) * 0.02), focused: true, ..Default::default() };
        let mut output = context.run_ui(input, |ui| eframe::App::ui(&mut window, ui, &mut frame));
        output.textures_delta.clear();
        causes.push(context.repaint_causes().iter().map(ToString::to_string).collect::<Vec<_>>());
        if output.viewport_output[&ViewportId::ROOT].repaint_delay == Duration::MAX {
            break;
        }
        assert!(number < 20, "{causes:#?}");
    }
    assert!(causes.len() <= 3, "{causes:#?}");
}
