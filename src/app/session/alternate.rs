//! Going over from one alternative of a document to another: each has a session of its own, the planner has one seat.

use super::{Communes, Revisions, Session};
use crate::check::Checker;
use crate::plan::Ledger;
use crate::tool::Tool;

impl Session {
    /// Takes the seat of `left`, another alternative of the same document: tool, aim and what is only looked at come along.
    ///
    /// A gesture under way in `left` is dropped and work among plots left; its plan, history and selection stay there.
    pub(in crate::app) fn take_over(&mut self, left: &mut Self) {
        left.set_tool(left.tool.kind());
        left.leave_zone();
        self.tool = Tool::of(left.tool.kind());
        self.communes = left.communes.clone();
        self.aiming = left.aiming.clone();
        self.aiming.forget();
        self.measured = left.measured.take();
        self.inquiry = left.inquiry.take();
        self.last_command = left.last_command;
        self.options = left.options;
        self.new_function = left.new_function;
        self.new_land_use = left.new_land_use;
        self.succeed(left.revisions);
    }

    /// Counts on from `former`, the counters of what was shown before, so that every view sees that something else is shown now.
    ///
    /// The document stays the same one.
    pub(in crate::app) const fn succeed(&mut self, former: Revisions) {
        self.revisions = Revisions {
            shown: former.shown + 1,
            committed: former.committed + 1,
            selection: former.selection + 1,
            document: former.document,
            level: former.level + 1,
        };
    }

    /// Counts zones by other communes from now on; a gesture under way is dropped and work among plots left.
    pub(in crate::app) fn set_communes(&mut self, communes: Communes) {
        self.set_tool(self.tool.kind());
        self.leave_zone();
        self.ledger = Ledger::of(&self.plan, &communes.until2025);
        self.checker = Checker::of(&self.plan, &self.ledger, crate::app::today());
        self.communes = communes;
        self.revisions.shown += 1;
        self.revisions.document += 1;
    }
}
