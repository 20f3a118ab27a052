//! A command that something beside the tools proposes, shown like a gesture under way until it is done or withdrawn.

use super::Session;
use crate::edit::Command;
use crate::plan::{Plan, PlanParts, ZoneAttributes};

impl Session {
    /// Shows what the command that `make` gives would do: figures, checks and map follow as for a gesture.
    ///
    /// `make` sees the plan without any preview, and the attributes of the next zone. On `Err` nothing is shown.
    pub fn propose<E>(&mut self, make: impl FnOnce(&Plan, &ZoneAttributes) -> Result<Command, E>) -> Result<(), E> {
        self.withdraw();
        let command = make(&self.plan, &self.next_attributes())?;
        self.show_preview(&command);
        Ok(())
    }

    /// Takes back what is shown without being done.
    pub fn withdraw(&mut self) {
        self.refused = None;
        self.drop_preview();
    }

    /// The plan without what is only shown.
    pub fn settled_plan(&self) -> Plan {
        let mut plan = self.plan.clone();
        if let Some(diff) = &self.preview {
            plan.commit(&diff.inverted());
        }
        plan
    }

    /// What the whole document consists of, without anything that is only shown.
    pub fn settled_parts(&self) -> PlanParts {
        let is_settled = self.park.is_some() || self.preview.is_none();
        if is_settled { self.document().parts() } else { self.settled_document().parts() }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::Workspace;
    use crate::edit::Command;

    #[test]
    fn a_proposal_is_shown_survives_the_pointer_and_leaves_no_trace() {
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        let session = workspace.session_mut();
        let (before, ledger) = (session.plan().clone(), session.ledger().clone());
        let zones: Vec<_> = session.plan().order().iter().copied().take(1).collect();
        let propose = |session: &mut super::Session| {
            let delete = Command::DeleteZones { zones: zones.clone() };
            session.propose(|_, _| Ok::<_, ()>(delete)).expect("a command");
        };
        propose(session);
        assert!(session.has_preview() && session.plan().zones().len() == before.zones().len() - 1);
        assert_eq!(session.settled_plan(), before);
        let at = before.bounds().expect("a boundary").centre();
        let modifiers = crate::tool::Modifiers::default();
        session.on(crate::tool::MapEvent::Pointer { pointer: crate::tool::Pointer::Move, at, reach_um: 1, modifiers });
        assert!(session.has_preview(), "the pointer passes over it");
        assert_eq!(session.propose(|plan, _| if *plan == before { Err("clean") } else { Err("shown") }), Err("clean"));
        assert!(!session.has_preview());
        propose(session);
        session.escape();
        assert!(*session.plan() == before && *session.ledger() == ledger && !session.has_preview());
    }
}
