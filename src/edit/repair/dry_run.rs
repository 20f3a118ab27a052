//! A copy of a plan on which commands are tried: what would become of zones and findings.

use crate::check::{Checker, Finding, Findings, Rule, RuleBook};
use crate::edit::command::{Command, diff_of};
use crate::edit::refusal::Refusal;
use crate::geometry::ExactArea;
use crate::geometry::grid::Location;
use crate::plan::{CommuneLayer, Division, Ledger, Plan, PlanDiff, ZoneId};

/// What a command would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Zones whose land changes, by id.
    pub zones: Vec<ZoneOutcome>,
    /// Unallocated land before and after, exact grid area.
    pub unallocated: (ExactArea, ExactArea),
    /// Faults of the coverage that are gone.
    pub cleared: usize,
    /// Faults of the coverage that were not there before.
    pub created: usize,
}

/// What becomes of a zone; exact grid areas, `None` where it does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneOutcome {
    /// Which zone.
    pub zone: ZoneId,
    /// Its area before.
    pub before: Option<ExactArea>,
    /// Its area after.
    pub after: Option<ExactArea>,
}

/// A copy of a plan with its findings.
#[derive(Debug, Clone)]
pub struct DryRun {
    plan: Plan,
    communes: CommuneLayer,
    ledger: Ledger,
    checker: Checker,
}

impl DryRun {
    /// A copy of `plan`; areas by commune are not followed.
    pub fn of(plan: &Plan) -> Self {
        let communes = CommuneLayer::new(Division::Loaded, Vec::new());
        let ledger = Ledger::of(plan, &communes);
        let checker = Checker::of(plan, &ledger, RuleBook::KNOWN_ON);
        Self { plan: plan.clone(), communes, ledger, checker }
    }

    /// The copy as it is now.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What is wrong with it now.
    pub const fn findings(&self) -> &Findings {
        self.checker.findings()
    }

    /// What `command` would do; the copy stays as it is.
    pub fn outcome(&self, command: &Command) -> Result<Outcome, Refusal> {
        let diff = diff_of(&self.plan, command)?;
        let mut next = self.clone();
        next.follow(&diff);
        Ok(outcome_between(self, &next, &diff))
    }

    /// Does `command` on the copy if `accepts` what it does; whether it did.
    pub fn perform_if(&mut self, command: &Command, accepts: impl Fn(&Outcome) -> bool) -> Result<(Outcome, bool), Refusal> {
        let diff = diff_of(&self.plan, command)?;
        let mut next = self.clone();
        next.follow(&diff);
        let outcome = outcome_between(self, &next, &diff);
        let accepted = accepts(&outcome);
        if accepted {
            *self = next;
        }
        Ok((outcome, accepted))
    }

    fn follow(&mut self, diff: &PlanDiff) {
        self.plan.commit(diff);
        self.ledger.update(&self.plan, diff, &self.communes);
        self.checker.update(&self.plan, &self.ledger, diff);
    }
}

/// Whether a rule is about faults of the coverage or of shapes: what repairs clear and must not create.
pub(super) const fn is_repairable(rule: Rule) -> bool {
    matches!(rule, Rule::InvalidGeometry | Rule::Overlap | Rule::Duplicate | Rule::Outside | Rule::Gap | Rule::Sliver)
}

fn outcome_between(before: &DryRun, after: &DryRun, diff: &PlanDiff) -> Outcome {
    let faults = |run: &DryRun| run.findings().iter().filter(|f| is_repairable(f.rule)).cloned().collect::<Vec<_>>();
    let (old, new) = (faults(before), faults(after));
    let area = |zone: Option<&std::sync::Arc<crate::plan::Zone>>| zone.map(|zone| zone.area);
    let zones = diff.zones.iter().filter_map(|(zone, change)| {
        let (before, after) = (area(change.before.as_ref()), area(change.after.as_ref()));
        (before != after).then_some(ZoneOutcome { zone: *zone, before, after })
    });
    Outcome {
        zones: zones.collect(),
        unallocated: (before.ledger.unallocated, after.ledger.unallocated),
        cleared: old.iter().filter(|finding| !remains_in(&new, finding)).count(),
        created: new.iter().filter(|finding| !comes_from(&old, finding)).count(),
    }
}

/// Whether a finding, or what is left of it, is among others.
fn remains_in(others: &[Finding], finding: &Finding) -> bool {
    others.iter().any(|other| other.rule == finding.rule && is_part_of(other, finding))
}

/// Whether a finding was there before, or is what is left of one that was.
fn comes_from(others: &[Finding], finding: &Finding) -> bool {
    others.iter().any(|other| other.rule == finding.rule && is_part_of(finding, other))
}

fn is_part_of(part: &Finding, whole: &Finding) -> bool {
    if part.geometry.is_empty() {
        return part.zones == whole.zones && part.detail == whole.detail;
    }
    let is_inside = part.at.is_some_and(|at| whole.geometry.locate(at) != Location::Outside);
    part.area <= whole.area.map(|area| area + crate::geometry::coverage::NOISE_AREA) && is_inside
}
