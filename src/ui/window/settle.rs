//! What egui finds out about sizes from one pass to the next, and what a pass changes, is laid out anew before anything is painted.
//!
//! Otherwise each of these passes is a frame on screen, and a frame is what costs most: without graphics hardware all of its
//! pixels are made by the processor.

use std::num::NonZeroUsize;
use std::time::Duration;

use eframe::egui;

/// Passes at most before the first frame is painted.
const FIRST_PASSES: NonZeroUsize = NonZeroUsize::new(6).expect("not zero");
/// Passes at most of all later frames, as egui has it.
const LATER_PASSES: NonZeroUsize = NonZeroUsize::new(2).expect("not zero");

/// Lets the first frame take as many passes as it needs.
pub(super) fn begin(context: &egui::Context) {
    context.options_mut(|options| options.max_passes = FIRST_PASSES);
}

/// At the end of a pass of the first frame: whether there is another one, because this one was not at rest.
pub(super) fn goes_on(context: &egui::Context) -> bool {
    if context.has_requested_repaint() {
        context.request_discard("the first frame settles");
    }
    if context.will_discard() {
        return true;
    }
    context.options_mut(|options| options.max_passes = LATER_PASSES);
    false
}

/// Shows what this pass has changed in the same frame or, if it has been laid out anew already, in the next.
pub(super) fn show_changes(context: &egui::Context) {
    context.request_discard("what was shown has changed");
    if !context.will_discard() {
        context.request_repaint();
    }
}

/// Frames at most that show nothing while the window opens, and how long one waits for the window system.
const HELD_FRAMES: u32 = 6;
const HELD_FOR: Duration = Duration::from_millis(60);

/// A window that opens on a machine without a graphics processor shows nothing but its ground until it is on screen and the
/// window system has told what it had to tell: each of it would be a whole frame, which nobody sees.
#[derive(Debug, Default)]
pub(super) struct Opening {
    frames_left: u32,
    was_on_screen: bool,
}

impl Opening {
    /// The window opens in software.
    pub(super) const fn in_software() -> Self {
        Self { frames_left: HELD_FRAMES, was_on_screen: false }
    }

    /// Whether this frame is to show nothing yet; then another one follows.
    pub(super) fn holds(&mut self, context: &egui::Context) -> bool {
        // a window on screen is told whether others cover it
        let (is_on_screen, is_told) = context.input(|i| (i.viewport().occluded.is_some(), !i.events.is_empty()));
        let was_on_screen = std::mem::replace(&mut self.was_on_screen, is_on_screen);
        self.frames_left = if was_on_screen && !is_told { 0 } else { self.frames_left.saturating_sub(1) };
        if self.frames_left > 0 {
            context.request_repaint_after(if is_on_screen { Duration::ZERO } else { HELD_FOR });
        }
        self.frames_left > 0
    }
}

/// How long a cursor in a text field blinks after the last thing the planner did, seconds.
const BLINKS_S: f64 = 10.0;

/// Whether the cursor in a text field blinks. Each blink is a frame, so it stands still while nobody works.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    last_input_s: f64,
    stands: bool,
}

impl Cursor {
    /// Follows what the planner does; to be called in every frame.
    pub(super) fn follow(&mut self, context: &egui::Context) {
        let (now_s, is_input) = context.input(|i| (i.time, !i.events.is_empty()));
        if is_input {
            self.last_input_s = now_s;
        }
        let stands = now_s - self.last_input_s >= BLINKS_S;
        if std::mem::replace(&mut self.stands, stands) != stands {
            context.all_styles_mut(|style| style.visuals.text_cursor.blink = !stands);
        }
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{Event, RawInput, ViewportId, pos2};

    use super::*;

    /// Whether each of these frames, of whether the window is known to be on screen and what happened, is held.
    fn held(opening: &mut Opening, frames: &[(bool, Option<Event>)]) -> Vec<bool> {
        let context = egui::Context::default();
        let mut answers = Vec::new();
        for (is_on_screen, event) in frames {
            let mut input = RawInput { events: event.iter().cloned().collect(), ..Default::default() };
            input.viewports.entry(ViewportId::ROOT).or_default().occluded = is_on_screen.then_some(false);
            context.run_ui(input, |ui| answers.push(opening.holds(ui.ctx()))).textures_delta.clear();
        }
        answers
    }

    #[test]
    fn a_window_in_software_shows_itself_once_the_window_system_is_silent() {
        let moved = || Some(Event::PointerMoved(pos2(5.0, 5.0)));
        let frames = [(false, None), (true, None), (true, moved()), (true, None), (false, moved())];
        assert_eq!(held(&mut Opening::in_software(), &frames), [true, true, true, false, false]);
    }

    #[test]
    fn a_window_system_that_says_nothing_is_not_waited_for() {
        let silent = vec![(false, None); HELD_FRAMES as usize + 1];
        let answers = held(&mut Opening::in_software(), &silent);
        assert_eq!(answers.iter().filter(|is_held| **is_held).count(), HELD_FRAMES as usize - 1);
        assert!(!answers[HELD_FRAMES as usize - 1]);
    }

    #[test]
    fn with_a_graphics_processor_nothing_is_held() {
        assert_eq!(held(&mut Opening::default(), &[(false, None), (true, None)]), [false, false]);
    }
}
