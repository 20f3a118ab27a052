//! The window while faults are looked at and cleared, one by one or all at once.

use super::Window;
use super::deeds::FINDING_MARGIN_UM;
use crate::app::repair::{Offers, next_repairable};
use crate::app::workspace::NoticeKind;
use crate::edit::repair::{RepairPolicy, repair_all};
use crate::geometry::{GridBox, GridPoint};
use crate::ui::dialogs::{Dialog, RepairForm};

impl Window {
    /// Shows the finding after the one looked at, or the one before.
    pub(super) fn next_finding(&mut self, by: isize) {
        self.show_fix(None);
        let count = self.workspace.session().findings().len();
        let next = match self.findings.active() {
            Some(index) => (index as isize + by).rem_euclid(count.max(1) as isize) as usize,
            None if by > 0 => 0,
            None => count.saturating_sub(1),
        };
        self.show_finding(next);
    }

    /// Shows a finding on the map, selects its zones and offers the ways to clear it.
    pub(super) fn show_finding(&mut self, index: usize) {
        let offers = Offers::of(self.workspace.session_mut(), index);
        let Some(finding) = self.workspace.session().findings().get(index).cloned() else { return };
        self.findings.look_at(Some(index), offers);
        let around = |at: GridPoint| GridBox { min: at, max: at }.grown(FINDING_MARGIN_UM);
        let land = finding.geometry.bounds().map(|bounds| bounds.grown(FINDING_MARGIN_UM));
        if let Some(bounds) = land.or(finding.at.map(around)) {
            self.canvas.zoom_to(bounds);
        }
        self.workspace.session_mut().select(finding.zones.iter().copied());
    }

    /// Shows what a way to clear the finding would do, or takes that back.
    pub(super) fn show_fix(&mut self, which: Option<usize>) {
        if let Some(offers) = self.findings.offers_mut() {
            offers.show(self.workspace.session_mut(), which);
        }
    }

    /// Clears the finding being looked at and goes on to the next that can be cleared.
    pub(super) fn perform_fix(&mut self, which: usize) {
        let Some(offers) = self.findings.offers_mut() else { return };
        let index = offers.index();
        if let Err(refusal) = offers.perform(self.workspace.session_mut(), which) {
            return self.tell_refusal(&refusal);
        }
        match next_repairable(self.workspace.session().findings(), index) {
            Some(next) => self.show_finding(next),
            None => {
                self.findings.look_at(None, None);
                let text = self.workspace.texts().get("repair-all-cleared").to_owned();
                self.workspace.notify(NoticeKind::Done, text);
            }
        }
    }

    /// Drops the ways to clear a finding once the plan is another one; whether it did.
    pub(super) fn follow_repair(&mut self) -> bool {
        let session = self.workspace.session();
        let is_stale = self.findings.offers_mut().is_some_and(|offers| !offers.is_current(session));
        if is_stale {
            self.findings.forget();
        }
        is_stale
    }

    /// Opens the dialog that says what a repair of everything would do.
    pub(super) fn ask_repair_all(&mut self) {
        let session = self.workspace.session_mut();
        session.withdraw();
        let form = RepairForm::new(session.plan(), RepairPolicy::default());
        self.dialogs.open(Dialog::Repair(Box::new(form)));
    }

    /// Repairs everything by a policy, as one step.
    pub(super) fn repair_all(&mut self, policy: RepairPolicy) {
        self.findings.look_at(None, None);
        if let Some(command) = repair_all(self.workspace.session().plan(), policy).command() {
            self.perform(&command);
        }
    }
}
