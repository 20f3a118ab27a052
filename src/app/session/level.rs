//! Work among the plots of a zone: the session's plan then is theirs, and the park waits behind it.

use std::borrow::Cow;
use std::sync::Arc;

use super::Session;
use crate::app::naming::{new_plot_attributes, new_zone_attributes, step_subject, zone_name};
use crate::check::{Checker, Findings, Judgement};
use crate::edit::plots::is_for_plots;
use crate::edit::{Command, History, Refusal, apply};
use crate::plan::{Changed, LandUse, Ledger, Plan, PlanDiff, ZoneAttributes, ZoneId};

/// The park while one works among the plots of a zone.
#[derive(Debug)]
pub(super) struct Park {
    zone: ZoneId,
    plan: Plan,
    ledger: Ledger,
    checker: Checker,
}

impl Session {
    /// The zone among whose plots one works; `None` in the park.
    pub fn entered_zone(&self) -> Option<ZoneId> {
        self.park.as_ref().map(|park| park.zone)
    }

    /// The whole document, without the preview of a gesture among plots: the plan of the park.
    pub fn document(&self) -> &Plan {
        self.park.as_ref().map_or(&self.plan, |park| &park.plan)
    }

    /// The figures of the whole document.
    pub fn document_ledger(&self) -> &Ledger {
        self.park.as_ref().map_or(&self.ledger, |park| &park.ledger)
    }

    /// Verdict and reasons for the whole document.
    pub fn document_judgement(&self) -> Judgement {
        self.park.as_ref().map_or_else(|| self.judgement(), |park| park.checker.judgement(&park.plan, &park.ledger))
    }

    /// What judges the whole document.
    pub fn document_checker(&self) -> &Checker {
        self.park.as_ref().map_or(&self.checker, |park| &park.checker)
    }

    /// What is wrong with the whole document.
    pub fn document_findings(&self) -> &Findings {
        self.park.as_ref().map_or_else(|| self.checker.findings(), |park| park.checker.findings())
    }

    /// The whole document without anything that is only shown.
    pub fn settled_document(&self) -> Plan {
        self.park.as_ref().map_or_else(|| self.settled_plan(), |park| park.plan.clone())
    }

    /// The whole document as shown, with what a gesture among plots would make of it.
    pub fn shown_document(&self) -> Cow<'_, Plan> {
        let Some(park) = &self.park else { return Cow::Borrowed(&self.plan) };
        if self.preview.is_none() {
            return Cow::Borrowed(&park.plan);
        }
        let shown = (self.plan.zones().len() > 0).then(|| Arc::new(self.plan.clone()));
        let plots = Changed { before: park.plan.plots_shared(park.zone), after: shown };
        let mut plan = park.plan.clone();
        plan.commit(&PlanDiff { plots: vec![(park.zone, plots)], ..PlanDiff::default() });
        Cow::Owned(plan)
    }

    /// Goes among the plots of a zone: tools, figures and findings are theirs until [`leave_zone`](Self::leave_zone). Whether there is
    /// such a zone.
    pub fn enter_zone(&mut self, zone: ZoneId) -> bool {
        self.leave_zone();
        self.drop_preview();
        let Some((plots, ledger, checker)) = self.plots_of(&self.plan, zone) else { return false };
        self.park = Some(Box::new(Park {
            zone,
            plan: std::mem::replace(&mut self.plan, plots),
            ledger: std::mem::replace(&mut self.ledger, ledger),
            checker: std::mem::replace(&mut self.checker, checker),
        }));
        self.changed_level([]);
        true
    }

    /// Goes back to the park, where the zone one was in is selected; `false` if one is there.
    pub fn leave_zone(&mut self) -> bool {
        self.drop_preview();
        let Some(park) = self.park.take() else { return false };
        (self.plan, self.ledger, self.checker) = (park.plan, park.ledger, park.checker);
        self.changed_level([park.zone]);
        true
    }

    /// The land use the next drawn plot gets.
    pub const fn new_land_use(&self) -> Option<LandUse> {
        self.new_land_use
    }

    /// Chooses the land use of the next drawn plot.
    pub const fn set_new_land_use(&mut self, land_use: Option<LandUse>) {
        self.new_land_use = land_use;
    }

    /// Attributes of the next zone or plot.
    pub(in crate::app) fn next_attributes(&self) -> ZoneAttributes {
        match &self.park {
            None => new_zone_attributes(&self.plan, self.new_function()),
            Some(park) => {
                let zone = park.plan.zone(park.zone).map(zone_name).unwrap_or_default();
                ZoneAttributes { land_use: self.new_land_use, ..new_plot_attributes(&self.plan, &zone) }
            }
        }
    }

    /// What a step is about, among plots with the zone they belong to.
    pub(super) fn subject_of(&self, command: &Command) -> String {
        let subject = step_subject(&self.plan, command);
        match &self.park {
            Some(park) if is_for_plots(command) => {
                let zone = park.plan.zone(park.zone).map(zone_name).unwrap_or_default();
                if subject.is_empty() { zone } else { format!("{zone} › {subject}") }
            }
            Some(park) => step_subject(&park.plan, command),
            None => subject,
        }
    }

    /// Does a command as a step of the document and returns what it changed in the plan shown.
    pub(super) fn record(&mut self, command: &Command, subject: &str) -> Result<PlanDiff, Refusal> {
        let continues = self.continues_last_step(command, subject);
        let history = &mut self.history;
        let mut step = |plan: &mut Plan, command: &Command| {
            if continues { history.extend_last(plan, command) } else { history.perform(plan, command, subject) }
        };
        let Some(park) = &mut self.park else { return step(&mut self.plan, command) };
        if !is_for_plots(command) {
            let diff = step(&mut park.plan, command)?;
            self.follow_in_park(&diff);
            return Ok(PlanDiff { layers: diff.layers, ..PlanDiff::default() });
        }
        let among = Command::OnPlots { zone: park.zone, command: Box::new(command.clone()) };
        let in_park = step(&mut park.plan, &among)?;
        let (_, diff) = apply(&mut self.plan, command)?;
        park.ledger.update(&park.plan, &in_park, &self.communes.until2025);
        park.checker.update(&park.plan, &park.ledger, &in_park);
        Ok(diff)
    }

    /// Goes through the history on the document.
    pub(super) fn in_history(&mut self, go: impl FnOnce(&mut History, &mut Plan) -> Option<PlanDiff>) -> Option<PlanDiff> {
        let plan = self.park.as_mut().map_or(&mut self.plan, |park| &mut park.plan);
        go(&mut self.history, plan)
    }

    /// Lets the waiting park read a change of its own; the plots shown are read anew, or left if their zone is gone.
    pub(super) fn follow_in_park(&mut self, diff: &PlanDiff) {
        let Some(mut park) = self.park.take() else { return };
        park.ledger.update(&park.plan, diff, &self.communes.until2025);
        park.checker.update(&park.plan, &park.ledger, diff);
        match self.plots_of(&park.plan, park.zone) {
            Some(plots) => {
                (self.plan, self.ledger, self.checker) = plots;
                self.park = Some(park);
                self.revisions.shown += 1;
            }
            None => {
                self.park = Some(park);
                self.leave_zone();
            }
        }
    }

    /// The plots of a zone with their figures and findings, shown as the park is.
    fn plots_of(&self, park: &Plan, zone: ZoneId) -> Option<(Plan, Ledger, Checker)> {
        let plots = park.plot_plan(zone)?.as_ref().clone().with_layers(*park.layers()).with_settings(park.settings().clone());
        let ledger = Ledger::of(&plots, &self.communes.until2025);
        let checker = Checker::of(&plots, &ledger, self.checker.today());
        Some((plots, ledger, checker))
    }

    fn changed_level(&mut self, selection: impl IntoIterator<Item = ZoneId>) {
        self.set_tool(self.tool.kind());
        self.drop_measurement();
        self.drop_inquiry();
        self.select(selection);
        self.revisions.shown += 1;
        self.revisions.selection += 1;
        self.revisions.level += 1;
    }
}

#[cfg(test)]
mod tests;
