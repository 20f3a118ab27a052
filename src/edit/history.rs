//! Undo and redo: one gesture is one step with a name.

use super::command::{Command, apply};
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
}

impl Step {
    /// What the step changed, in the direction it was made.
    pub const fn diff(&self) -> &PlanDiff {
        &self.diff
    }
}

/// The steps of a document; steps after the present one can be redone until something new is done.
#[derive(Debug, Clone, Default)]
pub struct History {
    steps: Vec<Step>,
    done: usize,
}

impl History {
    /// Applies `command` as a step; on `Err` nothing changed. A command that changes nothing makes no step.
    pub fn perform(&mut self, plan: &mut Plan, command: &Command, subject: &str) -> Result<PlanDiff, Refusal> {
        let (_, diff) = apply(plan, command)?;
        if !diff.is_empty() {
            self.steps.truncate(self.done);
            self.steps.push(Step { code: command.code(), subject: subject.into(), diff: diff.clone() });
            self.done += 1;
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
            if last.diff.is_empty() {
                self.steps.pop();
            }
        }
        self.done = self.steps.len();
        Ok(diff)
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

    /// All steps, oldest first, and how many of them are in effect.
    pub fn steps(&self) -> (&[Step], usize) {
        (&self.steps, self.done)
    }
}
