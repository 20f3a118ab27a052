//! Undo and redo: one gesture is one step with a name. A history is bounded: the oldest steps go when there are too many.

use super::command::{Command, apply};
use super::held::held_bytes;
use super::refusal::Refusal;
use crate::plan::{Plan, PlanDiff};

/// A step that was made: its kind, the names of the zones it is about, and both directions.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Kind of step, see [`Command::code`].
    pub code: &'static str,
    /// Codes or names of the zones the step is about, for its text.
    pub subject: String,
    diff: PlanDiff,
    /// Memory it keeps, bytes.
    held: usize,
}

impl Step {
    /// What the step changed, in the direction it was made.
    pub const fn diff(&self) -> &PlanDiff {
        &self.diff
    }
}

/// How much a history keeps, so that a long day does not fill the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryBounds {
    /// Steps at most.
    pub steps: usize,
    /// Memory at most, bytes; the last step is kept whatever it takes.
    pub bytes: usize,
}

impl Default for HistoryBounds {
    fn default() -> Self {
        Self { steps: 10_000, bytes: 96 << 20 }
    }
}

/// The steps of a document; steps after the present one can be redone until something new is done.
///
/// Beyond its [bounds](HistoryBounds) the oldest steps go, each whole: what is left leads back to the state before the oldest of them.
#[derive(Debug, Clone, Default)]
pub struct History {
    steps: Vec<Step>,
    done: usize,
    dropped: usize,
    bounds: HistoryBounds,
}

impl History {
    /// An empty history with other bounds than usual.
    pub fn within(bounds: HistoryBounds) -> Self {
        Self { bounds, ..Self::default() }
    }

    /// Applies `command` as a step; on `Err` nothing changed. A command that changes nothing makes no step.
    pub fn perform(&mut self, plan: &mut Plan, command: &Command, subject: &str) -> Result<PlanDiff, Refusal> {
        let (_, diff) = apply(plan, command)?;
        if !diff.is_empty() {
            self.steps.truncate(self.done);
            let held = held_bytes(&diff);
            self.steps.push(Step { code: command.code(), subject: subject.into(), diff: diff.clone(), held });
            self.done += 1;
            self.drop_oldest();
        }
        Ok(diff)
    }

    /// Applies `command` as part of the last step, which then is both; nothing may have been undone after it.
    ///
    /// If together they change nothing the step goes.
    pub fn extend_last(&mut self, plan: &mut Plan, command: &Command) -> Result<PlanDiff, Refusal> {
        let (_, diff) = apply(plan, command)?;
        self.steps.truncate(self.done);
        if let Some(last) = self.steps.last_mut() {
            last.diff = PlanDiff::of_sequence([std::mem::take(&mut last.diff), diff.clone()]);
            last.held = held_bytes(&last.diff);
            if last.diff.is_empty() {
                self.steps.pop();
            }
        }
        self.done = self.steps.len();
        self.drop_oldest();
        Ok(diff)
    }

    /// Drops the oldest steps until the rest is within the bounds. Only called when no step is undone.
    fn drop_oldest(&mut self) {
        let mut held: usize = self.steps.iter().map(|step| step.held).sum();
        let mut surplus = 0;
        while surplus + 1 < self.steps.len() && (self.steps.len() - surplus > self.bounds.steps || held > self.bounds.bytes) {
            held -= self.steps[surplus].held;
            surplus += 1;
        }
        self.steps.drain(..surplus);
        self.done -= surplus;
        self.dropped += surplus;
    }

    /// Says better what the last step did and what it is about, where that shows only in what it changed.
    pub fn name_last(&mut self, code: &'static str, subject: String) {
        if let Some(last) = self.done.checked_sub(1).and_then(|at| self.steps.get_mut(at)) {
            (last.code, last.subject) = (code, subject);
        }
    }

    /// Goes to the state after the first `done` steps, at once; `None` if that is the present one.
    pub fn go_to(&mut self, plan: &mut Plan, done: usize) -> Option<PlanDiff> {
        let done = done.min(self.steps.len());
        let diff = if done < self.done {
            PlanDiff::of_sequence(self.steps[done..self.done].iter().rev().map(|step| step.diff.inverted()))
        } else {
            PlanDiff::of_sequence(self.steps[self.done..done].iter().map(|step| step.diff.clone()))
        };
        if done == self.done {
            return None;
        }
        plan.commit(&diff);
        self.done = done;
        Some(diff)
    }

    /// Takes the last step back; `None` if there is none.
    pub fn undo(&mut self, plan: &mut Plan) -> Option<PlanDiff> {
        let diff = self.next_undo()?.diff.inverted();
        plan.commit(&diff);
        self.done -= 1;
        Some(diff)
    }

    /// Makes the next undone step again; `None` if there is none.
    pub fn redo(&mut self, plan: &mut Plan) -> Option<PlanDiff> {
        let diff = self.next_redo()?.diff.clone();
        plan.commit(&diff);
        self.done += 1;
        Some(diff)
    }

    /// The step undo would take back.
    pub fn next_undo(&self) -> Option<&Step> {
        self.steps.get(self.done.checked_sub(1)?)
    }

    /// The step redo would make.
    pub fn next_redo(&self) -> Option<&Step> {
        self.steps.get(self.done)
    }

    /// All steps that are kept, oldest first, and how many of them are in effect.
    pub fn steps(&self) -> (&[Step], usize) {
        (&self.steps, self.done)
    }

    /// How many steps before these are no longer kept.
    pub const fn dropped(&self) -> usize {
        self.dropped
    }

    /// Memory that the steps keep, bytes; an estimate, see [`HistoryBounds`].
    pub fn held_bytes(&self) -> usize {
        self.steps.iter().map(|step| step.held).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::overlay::region_from_rings;
    use crate::geometry::{GridPoint, ProjectCrs};
    use crate::plan::{Approval, Boundary, Zone, ZoneAttributes, ZoneDraft, ZoneId};

    fn plan() -> Plan {
        let to = |e: i64, n: i64| GridPoint::from_mm(e * 1000, n * 1000);
        let land = |west, east| {
            let ring = vec![to(west, 0), to(east, 0), to(east, 100), to(west, 100)];
            region_from_rings(&[ring], crate::geometry::overlay::Fill::NonZero)
        };
        let boundary = Boundary::from_legal(land(0, 100), String::new(), String::new(), true);
        let zones = [(0, 40), (40, 100)].map(|(west, east)| ZoneDraft {
            attributes: ZoneAttributes::default(),
            region: land(west, east),
            faults: Vec::new(),
        });
        Plan::assemble("", ProjectCrs::default(), Approval::default(), Some(&boundary), zones.into()).0
    }

    fn name(number: usize) -> Command {
        let attributes = ZoneAttributes { name_vi: format!("Vùng {number}"), ..ZoneAttributes::default() };
        Command::SetAttributes { zone: ZoneId(1), attributes: Box::new(attributes) }
    }

    fn named(plan: &Plan) -> String {
        plan.zones().next().map(|zone: &Zone| zone.attributes.name_vi.clone()).unwrap_or_default()
    }

    #[test]
    fn the_oldest_steps_go_and_what_is_left_leads_back_to_before_them() {
        let (mut plan, mut history) = (plan(), History::within(HistoryBounds { steps: 10, bytes: usize::MAX }));
        let mut states = Vec::new();
        for number in 0..25 {
            states.push(plan.clone());
            history.perform(&mut plan, &name(number), "").expect("allowed");
            assert_eq!(history.dropped(), (number + 1).saturating_sub(10));
        }
        assert_eq!((history.steps().0.len(), history.steps().1), (10, 10));
        for state in states[15..].iter().rev() {
            assert!(history.undo(&mut plan).is_some());
            assert_eq!(plan, *state);
        }
        assert!(history.undo(&mut plan).is_none());
        assert_eq!(named(&plan), "Vùng 14");
        history.go_to(&mut plan, 10).expect("another state");
        assert_eq!(named(&plan), "Vùng 24");
        // what is undone goes first, when something new is done
        history.go_to(&mut plan, 4);
        history.perform(&mut plan, &name(99), "").expect("allowed");
        assert_eq!((history.steps().0.len(), history.steps().1, history.dropped()), (5, 5, 15));
    }

    #[test]
    fn what_the_steps_hold_is_bounded_and_the_last_one_stays() {
        let mut plan = plan();
        let mut history = History::default();
        history.perform(&mut plan, &name(1), "").expect("allowed");
        let one = history.held_bytes();
        let mut history = History::within(HistoryBounds { steps: usize::MAX, bytes: one * 5 });
        for number in 2..40 {
            history.perform(&mut plan, &name(number), "").expect("allowed");
            assert!(history.held_bytes() <= one * 5);
        }
        assert!((4..=5).contains(&history.steps().0.len()), "{}", history.steps().0.len());
        let mut history = History::within(HistoryBounds { steps: 3, bytes: 1 });
        history.perform(&mut plan, &name(50), "").expect("allowed");
        history.perform(&mut plan, &name(51), "").expect("allowed");
        assert_eq!((history.steps().0.len(), history.dropped()), (1, 1));
        assert!(history.undo(&mut plan).is_some());
        assert_eq!(named(&plan), "Vùng 50");
    }

    #[test]
    fn an_extended_step_is_weighed_anew() {
        let (mut plan, mut history) = (plan(), History::default());
        history.perform(&mut plan, &name(1), "").expect("allowed");
        let named_only = history.held_bytes();
        history.extend_last(&mut plan, &Command::DeleteZones { zones: vec![ZoneId(2)] }).expect("allowed");
        assert!(history.held_bytes() > named_only);
        assert_eq!(history.steps().0.len(), 1);
    }
}
