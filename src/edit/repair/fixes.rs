//! What can be done about a finding, and what each way would make of the zones.

use super::candidates::{Candidate, candidates};
use super::dry_run::{DryRun, Outcome};
use super::policy::RepairPolicy;
use crate::check::Finding;
use crate::edit::command::Command;
use crate::edit::refusal::Refusal;
use crate::plan::{Plan, ZoneId};

/// A way to clear a finding, tried on a copy of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What kind of way it is.
    pub kind: FixKind,
    /// The zone that gets or keeps the land, or the one that is changed; `None` if it is not one.
    pub zone: Option<ZoneId>,
    /// Its border on the faulty land, where the land goes by borders.
    pub border: Option<Border>,
    /// The command that does it.
    pub command: Command,
    /// What it would do, or why it cannot be done.
    pub outcome: Result<Outcome, Refusal>,
}

impl Fix {
    /// Whether it clears something without doing harm elsewhere.
    pub fn is_clean(&self) -> bool {
        self.outcome.as_ref().is_ok_and(|outcome| outcome.created == 0 && outcome.cleared > 0)
    }

    pub(super) fn of(candidate: Candidate, outcome: Result<Outcome, Refusal>) -> Self {
        let Candidate { kind, zone, border, command } = candidate;
        Self { kind, zone, border, command, outcome }
    }
}

/// The border of a zone on faulty land.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Border {
    /// Its length, metres.
    pub length_m: f64,
    /// Its part of the outline of the land, 0 to 1.
    pub share: f64,
}

/// Kinds of ways to clear findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FixKind {
    /// Give a gap to a zone beside it.
    GiveGap,
    /// Make a zone of a gap.
    MakeZone,
    /// Leave what two zones claim to one of them.
    KeepOverlap,
    /// Make a zone keep to its neighbours: they keep what it overlaps, it gets the gaps it leaves.
    FitToNeighbours,
    /// Remove one of two zones on the same land; the other takes over what it does not say itself.
    RemoveDuplicate,
    /// Trim a zone to the boundary.
    Clip,
    /// Merge a sliver into a zone beside it.
    MergeSliver,
    /// Take the mended shape of a zone as its own.
    AcceptGeometry,
    /// Keep the largest part of a zone.
    KeepLargestPart,
    /// Remove a zone without land.
    DeleteZone,
    /// Clear what is wrong among the plots of a zone.
    MendPlots,
}

impl FixKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::GiveGap,
        Self::MakeZone,
        Self::KeepOverlap,
        Self::FitToNeighbours,
        Self::RemoveDuplicate,
        Self::Clip,
        Self::MergeSliver,
        Self::AcceptGeometry,
        Self::KeepLargestPart,
        Self::DeleteZone,
        Self::MendPlots,
    ];

    /// Whether a policy may choose it; otherwise only a planner can say that it is meant.
    pub(super) const fn is_by_policy(self) -> bool {
        !matches!(self, Self::MakeZone | Self::KeepLargestPart | Self::FitToNeighbours)
    }

    /// Stable name, the key of its text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::GiveGap => "give-gap",
            Self::MakeZone => "make-zone",
            Self::KeepOverlap => "keep-overlap",
            Self::FitToNeighbours => "fit-to-neighbours",
            Self::RemoveDuplicate => "remove-duplicate",
            Self::Clip => "clip",
            Self::MergeSliver => "merge-sliver",
            Self::AcceptGeometry => "accept-geometry",
            Self::KeepLargestPart => "keep-largest-part",
            Self::DeleteZone => "delete-zone",
            Self::MendPlots => "mend-plots",
        }
    }
}

/// The ways to clear `finding` that need no choice of a shape, best first, without trying them: kind, zone, command.
pub fn ways(plan: &Plan, finding: &Finding) -> Vec<(FixKind, Option<ZoneId>, Command)> {
    let candidates = candidates(plan, finding, RepairPolicy::default()).into_iter();
    let simple = candidates.filter(|candidate| candidate.kind.is_by_policy());
    simple.map(|candidate| (candidate.kind, candidate.zone, candidate.command)).collect()
}

/// What can be done about `finding`, each way tried on a copy of `plan`: those that clear it without harm first, in the order of
/// the longest border or, for overlaps, the larger zone; then those that would make other faults; last those that cannot be done.
///
/// Empty for a finding that no command clears by itself.
pub fn fixes(plan: &Plan, finding: &Finding) -> Vec<Fix> {
    let candidates = candidates(plan, finding, RepairPolicy::default());
    if candidates.is_empty() {
        return Vec::new();
    }
    let dry_run = DryRun::of(plan);
    let mut fixes: Vec<Fix> = candidates
        .into_iter()
        .map(|candidate| {
            let outcome = dry_run.outcome(&candidate.command);
            Fix::of(candidate, outcome)
        })
        .collect();
    fixes.sort_by_key(|fix| (fix.outcome.is_err(), !fix.is_clean()));
    fixes
}
