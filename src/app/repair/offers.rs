//! The ways to clear the finding being looked at, each to be shown on the map before it is done.

use std::sync::Arc;

use crate::app::session::{Revisions, Session};
use crate::check::{Finding, Findings, Rule};
use crate::edit::repair::{Fix, fixes};
use crate::edit::{Command, Refusal};

/// A finding and what can be done about it, as of the plan without previews.
#[derive(Debug, Clone)]
pub struct Offers {
    index: usize,
    finding: Arc<Finding>,
    /// All findings as they were: a preview that clears this one does not take it off the list.
    findings: Findings,
    fixes: Vec<Fix>,
    /// Counters of committed changes, of levels and of documents, see [`Revisions`].
    state: (u64, u64, u64),
    shown: Option<usize>,
}

impl Offers {
    /// What can be done about the finding at a place of the list; what was only shown is taken back first.
    pub fn of(session: &mut Session, index: usize) -> Option<Self> {
        session.withdraw();
        let findings = session.findings().clone();
        let finding = findings.get(index)?.clone();
        let mut fixes = fixes(session.plan(), &finding);
        for fix in &mut fixes {
            if let Command::FillZone { attributes, .. } = &mut fix.command {
                **attributes = session.next_attributes();
            }
        }
        Some(Self { index, finding, findings, fixes, state: state_of(session.revisions()), shown: None })
    }

    /// The place of the finding in the list.
    pub const fn index(&self) -> usize {
        self.index
    }

    /// The finding.
    pub fn finding(&self) -> &Finding {
        &self.finding
    }

    /// All findings of the plan without previews.
    pub const fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The ways to clear it, best first.
    pub fn fixes(&self) -> &[Fix] {
        &self.fixes
    }

    /// Whether the plan is still the one these were worked out for.
    pub fn is_current(&self, session: &Session) -> bool {
        self.state == state_of(session.revisions())
    }

    /// Which way is on the map.
    pub fn shown(&self, session: &Session) -> Option<usize> {
        let fix = self.fixes.get(self.shown?)?;
        (session.previewed() == Some(&fix.command)).then_some(self.shown?)
    }

    /// Shows what a way would do; `None` takes that back.
    pub fn show(&mut self, session: &mut Session, which: Option<usize>) {
        if self.shown(session) == which {
            return;
        }
        if self.shown(session).is_some() {
            session.withdraw();
        }
        self.shown = which;
        let fix = which.and_then(|which| self.fixes.get(which)).filter(|fix| fix.outcome.is_ok());
        if let (Some(fix), false) = (fix, session.tool().is_busy()) {
            let command = fix.command.clone();
            // nothing can go wrong in naming the command
            let Ok(()) = session.propose::<std::convert::Infallible>(|_, _| Ok(command));
        }
    }

    /// Does one of the ways as one step.
    pub fn perform(&self, session: &mut Session, which: usize) -> Result<(), Refusal> {
        match self.fixes.get(which) {
            Some(fix) => session.perform(&fix.command),
            None => Ok(()),
        }
    }
}

const fn state_of(revisions: Revisions) -> (u64, u64, u64) {
    (revisions.committed, revisions.level, revisions.document)
}

/// The next finding that a command can clear, from a place of the list on and then from its beginning.
pub fn next_repairable(findings: &Findings, from: usize) -> Option<usize> {
    let is_repairable = |index: &usize| {
        let rules = [Rule::InvalidGeometry, Rule::Overlap, Rule::Duplicate, Rule::Outside, Rule::Gap, Rule::Sliver];
        findings.get(*index).is_some_and(|finding| rules.contains(&finding.rule))
    };
    (from..findings.len()).chain(0..from.min(findings.len())).find(is_repairable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Workspace;
    use crate::io::embedded::SamplePlan;

    #[test]
    fn ways_are_shown_without_a_trace_and_done_one_after_the_other() {
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        workspace.open_sample(SamplePlan::Unfinished);
        let session = workspace.session_mut();
        let before = session.plan().clone();
        let mut at = next_repairable(session.findings(), 0);
        let mut done = 0;
        while let Some(index) = at {
            let mut offers = Offers::of(session, index).expect("a finding");
            assert!(offers.fixes().iter().any(Fix::is_clean), "{:?}", offers.finding());
            let plan = session.plan().clone();
            for which in 0..offers.fixes().len() {
                offers.show(session, Some(which));
                let Ok(outcome) = &offers.fixes()[which].outcome else { continue };
                for zone in &outcome.zones {
                    assert_eq!(session.plan().zone(zone.zone).map(|z| z.area), zone.after, "what is told is what is shown");
                }
                assert_eq!(offers.shown(session), Some(which));
                assert_eq!(offers.findings().len(), Offers::of(session, index).expect("still there").findings().len());
            }
            offers.show(session, None);
            assert!(!session.has_preview() && *session.plan() == plan);
            offers.perform(session, 0).expect("the first way can be done");
            assert!(!offers.is_current(session));
            done += 1;
            at = next_repairable(session.findings(), index);
        }
        assert_eq!(done, 3);
        assert!(session.plan().adds_up());
        while session.undo() {}
        assert_eq!(*session.plan(), before);
    }
}
