//! What a session remembers without the document: what is measured, what was asked about, what can be repeated.

use super::Session;
use crate::app::action::Action;
use crate::tool::{Inquiry, MeasuredPath};

impl Session {
    /// What is being measured or was measured last, until it is dropped.
    pub const fn measured(&self) -> Option<&MeasuredPath> {
        self.measured.as_ref()
    }

    /// Where it was asked what is there, until that is dropped.
    pub const fn inquiry(&self) -> Option<Inquiry> {
        self.inquiry
    }

    /// The tool taken or the command done last, which can be repeated.
    pub const fn last_command(&self) -> Option<Action> {
        self.last_command
    }

    /// Notes what was done, if it is something one repeats.
    pub const fn note_command(&mut self, action: Action) {
        if action.is_repeatable() {
            self.last_command = Some(action);
        }
    }

    /// Takes what was measured off the screen.
    pub fn drop_measurement(&mut self) {
        self.measured = None;
    }

    /// Takes off the screen what is at a place.
    pub const fn drop_inquiry(&mut self) {
        self.inquiry = None;
    }

    pub(super) fn drop_unfinished_measurement(&mut self) {
        self.measured.take_if(|path| !path.finished);
    }
}
