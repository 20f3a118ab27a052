//! What menus and buttons call an action now.

use super::{Action, step_text};
use crate::app::land_action::name_among_plots;
use crate::app::{Session, Texts};
use crate::check::Verdict;
use crate::edit::Step;

impl Action {
    /// What menus and buttons write: the name, with the step that would be undone or redone.
    pub fn label(self, texts: &Texts, session: &Session) -> String {
        let with_step = |id: &str, step: Option<&Step>| match step {
            Some(step) => texts.format(id, &[("step", step_text(texts, step).into())]),
            None => texts.get(self.text_id()).to_owned(),
        };
        match self {
            Self::Undo => with_step("action-undo-step", session.history().next_undo()),
            Self::Redo => with_step("action-redo-step", session.history().next_redo()),
            Self::Repeat => match session.last_command() {
                Some(last) => texts.format("action-repeat-last", &[("command", texts.get(last.text_id()).into())]),
                None => texts.get(self.text_id()).to_owned(),
            },
            Self::Export if session.document_judgement().verdict != Verdict::Pass => texts.get("action-export-draft").to_owned(),
            _ => texts.get(self.name_id(session)).to_owned(),
        }
    }

    /// Id of the name of the action where the session is: in the park, or among the plots of a zone.
    pub fn name_id(self, session: &Session) -> &'static str {
        if session.entered_zone().is_some() { name_among_plots(self.text_id()) } else { self.text_id() }
    }
}
