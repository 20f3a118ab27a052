//! Repair of everything by a policy, worked out on a copy.

use super::candidates::candidates;
use super::dry_run::{DryRun, Outcome, is_repairable};
use super::fixes::Fix;
use super::mend::{Mend, slits};
use super::policy::RepairPolicy;
use crate::check::{Finding, Rule};
use crate::edit::command::Command;
use crate::edit::refusal::Refusal;
use crate::geometry::ExactArea;
use crate::plan::{Plan, ZoneId};

/// More steps than faults can need; each clears at least one.
const MOST_STEPS: usize = 10_000;

/// What a repair of everything does, and what it leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct RepairPlan {
    /// By which policy.
    pub policy: RepairPolicy,
    /// What is done, in this order.
    pub steps: Vec<RepairStep>,
    /// What is left, and why.
    pub left: Vec<Unrepaired>,
    /// Unallocated land too small to be listed that is closed at the end.
    pub slits: ExactArea,
    /// What all steps together do.
    pub total: Outcome,
}

/// One step of a repair.
#[derive(Debug, Clone, PartialEq)]
pub struct RepairStep {
    /// What is cleared, as it was just before the step.
    pub finding: Finding,
    /// How.
    pub fix: Fix,
}

/// A fault that is left.
#[derive(Debug, Clone, PartialEq)]
pub struct Unrepaired {
    /// The fault.
    pub finding: Finding,
    /// Why.
    pub why: WhyLeft,
}

/// Why a fault is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyLeft {
    /// Every way is refused; this is why the first one is.
    Refused(Refusal),
    /// Every way would make other faults.
    WouldCreate,
    /// The policy leaves it.
    ByPolicy,
    /// There is no zone that could take it.
    NoWay,
}

impl RepairPlan {
    /// The whole repair as one step of the history; `None` if there is nothing to do.
    pub fn command(&self) -> Option<Command> {
        let mut commands: Vec<Command> = self.steps.iter().map(|step| step.fix.command.clone()).collect();
        if !self.slits.is_zero() {
            commands.push(Command::Mend(Mend::CloseSlits));
        }
        (!commands.is_empty()).then_some(Command::Several { code: "repair-all", commands })
    }
}

/// Works out, on a copy of `plan`, how all faults of the coverage are cleared by `policy`.
///
/// Shapes first, then duplicates, parts outside, overlaps, slivers and gaps; a way that would make another fault is not taken.
/// What cannot be cleared is tried again once the rest is.
pub fn repair_all(plan: &Plan, policy: RepairPolicy) -> RepairPlan {
    let mut run = DryRun::of(plan);
    let mut steps = Vec::new();
    let mut left: Vec<Unrepaired> = Vec::new();
    loop {
        let before = steps.len();
        left.clear();
        while let Some(finding) = next_finding(&run, &left, policy) {
            match clear(&mut run, &finding, policy) {
                Ok(fix) => steps.push(RepairStep { finding, fix }),
                Err(why) => left.push(Unrepaired { finding, why }),
            }
            if steps.len() >= MOST_STEPS {
                break;
            }
        }
        if left.is_empty() || steps.len() == before || steps.len() >= MOST_STEPS {
            break;
        }
    }
    let slits = close_slits(&mut run, policy);
    if policy == RepairPolicy::LeaveGaps {
        let gaps = run.findings().of_rule(Rule::Gap).cloned();
        left.extend(gaps.map(|finding| Unrepaired { finding, why: WhyLeft::ByPolicy }));
    }
    RepairPlan { policy, steps, left, slits, total: total(plan, &run) }
}

/// Phases of the repair, by rule.
const ORDER: [Rule; 6] = [Rule::InvalidGeometry, Rule::Duplicate, Rule::Outside, Rule::Overlap, Rule::Sliver, Rule::Gap];

fn next_finding(run: &DryRun, left: &[Unrepaired], policy: RepairPolicy) -> Option<Finding> {
    let is_due = |finding: &&Finding| {
        let is_left = left.iter().any(|left| left.finding == **finding);
        !is_left && (policy != RepairPolicy::LeaveGaps || finding.rule != Rule::Gap)
    };
    ORDER.into_iter().find_map(|rule| run.findings().of_rule(rule).find(is_due)).cloned()
}

fn clear(run: &mut DryRun, finding: &Finding, policy: RepairPolicy) -> Result<Fix, WhyLeft> {
    let mut why = WhyLeft::NoWay;
    for candidate in candidates(run.plan(), finding, policy) {
        if !candidate.kind.is_by_policy() {
            continue;
        }
        let clears = |outcome: &Outcome| outcome.created == 0 && outcome.cleared > 0;
        match run.perform_if(&candidate.command, clears) {
            Ok((outcome, true)) => return Ok(Fix::of(candidate, Ok(outcome))),
            Ok((_, false)) if why == WhyLeft::NoWay => why = WhyLeft::WouldCreate,
            Err(refusal) if why == WhyLeft::NoWay => why = WhyLeft::Refused(refusal),
            Ok(_) | Err(_) => {}
        }
    }
    Err(why)
}

/// Closes what is too small to be listed; its area.
fn close_slits(run: &mut DryRun, policy: RepairPolicy) -> ExactArea {
    if policy == RepairPolicy::LeaveGaps {
        return ExactArea::ZERO;
    }
    let area: ExactArea = slits(run.plan()).map(|slit| slit.area()).sum();
    let closes = |outcome: &Outcome| outcome.created == 0;
    match run.perform_if(&Command::Mend(Mend::CloseSlits), closes) {
        Ok((_, true)) => area - slits(run.plan()).map(|slit| slit.area()).sum(),
        Ok(_) | Err(_) => ExactArea::ZERO,
    }
}

/// What became of the zones, and how many faults went.
fn total(plan: &Plan, run: &DryRun) -> Outcome {
    let ids: std::collections::BTreeSet<ZoneId> = plan.zones().chain(run.plan().zones()).map(|zone| zone.id).collect();
    let area = |plan: &Plan, id: ZoneId| plan.zone(id).map(|zone| zone.area);
    let zones =
        ids.into_iter().map(|zone| super::dry_run::ZoneOutcome { zone, before: area(plan, zone), after: area(run.plan(), zone) });
    let count = |run: &DryRun| run.findings().iter().filter(|finding| is_repairable(finding.rule)).count();
    let cleared = count(&DryRun::of(plan)).saturating_sub(count(run));
    Outcome {
        zones: zones.filter(|outcome| outcome.before != outcome.after).collect(),
        unallocated: (plan.unallocated().area(), run.plan().unallocated().area()),
        cleared,
        created: 0,
    }
}
