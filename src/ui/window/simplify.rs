//! The window while borders are about to be simplified: the map shows what would become of them.

use super::Window;
use crate::app::Action;
use crate::edit::Command;
use crate::tool::ToolKind;

impl Window {
    /// Opens the panel; the select tool chooses whose borders are meant.
    pub(super) fn begin_simplifying(&mut self) {
        self.workspace.session_mut().set_tool(ToolKind::Select);
        self.simplify.open();
    }

    /// Does what is previewed, or drops it; either way the panel goes.
    pub(super) fn end_simplifying(&mut self, does: bool) {
        if !self.simplify.is_open() {
            return;
        }
        self.simplify.close();
        let session = self.workspace.session_mut();
        let command = session.simplification();
        if matches!(session.previewed(), Some(Command::SimplifyBorders { .. })) {
            session.withdraw();
        }
        if does {
            self.perform(&command);
        }
    }

    /// Whatever else is done, looking around aside, is done to the plan as it is.
    pub(super) fn stop_simplifying_for(&mut self, action: Action) {
        let looks_around = matches!(
            action,
            Action::ZoomIn
                | Action::ZoomOut
                | Action::ZoomFit
                | Action::ZoomSelection
                | Action::SelectAll
                | Action::SelectNone
                | Action::SwitchLanguage
                | Action::SwitchTheme
                | Action::BalancePanel
        );
        if !looks_around {
            self.end_simplifying(false);
        }
    }

    /// Keeps the preview in step with selection and tolerance.
    pub(super) fn follow_simplification(&mut self) -> bool {
        if !self.simplify.is_open() {
            return false;
        }
        if self.workspace.session().tool().kind() != ToolKind::Select {
            self.end_simplifying(false);
            return true;
        }
        let session = self.workspace.session_mut();
        let is_shown = session.previewed() == Some(&session.simplification());
        if !is_shown && session.refused().is_none() && !session.tool().is_busy() {
            session.propose_simplification();
        }
        !is_shown
    }
}
