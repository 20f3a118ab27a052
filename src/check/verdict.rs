//! The verdict on a plan and its reasons.

use serde::Serialize;

use super::finding::{Detail, Findings};
use super::rule::{Rule, Severity};
use crate::geometry::ExactArea;
use crate::plan::{Ledger, Plan};

/// Whether a plan passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Đạt.
    Pass,
    /// Không đạt.
    Fail,
    /// Chưa đủ căn cứ: something to judge by is missing.
    Insufficient,
}

impl Verdict {
    /// The word in JSON and in ids of texts: "pass", "fail" or "insufficient".
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Insufficient => "insufficient",
        }
    }
}

/// Why a verdict is what it is; areas are exact grid areas in the project CRS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Everything adds up to the approved area.
    Complies {
        /// The approved area.
        approved: ExactArea,
    },
    /// There are errors.
    Errors {
        /// How many.
        count: usize,
    },
    /// The zones do not add up to the approved area.
    Residual {
        /// Approved minus drawn.
        difference: ExactArea,
    },
    /// Land in no zone.
    Unallocated {
        /// How much.
        area: ExactArea,
    },
    /// Land in two zones.
    Overlap {
        /// Σ over pairs.
        area: ExactArea,
    },
    /// Land beyond the boundary.
    Outside {
        /// How much.
        area: ExactArea,
    },
    /// There is no boundary.
    NoBoundary,
    /// There is no zone.
    NoZones,
    /// No zone says which of the required functions it has.
    NoFunctions,
    /// The boundary is a demonstration: the verdict is a trial.
    SyntheticBoundary,
}

impl Reason {
    /// Id of the text that says it.
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Complies { .. } => "verdict-reason-pass",
            Self::Errors { .. } => "verdict-reason-findings",
            Self::Residual { .. } => "verdict-reason-residual",
            Self::Unallocated { .. } => "verdict-reason-unallocated",
            Self::Overlap { .. } => "verdict-reason-overlap",
            Self::Outside { .. } => "verdict-reason-outside",
            Self::NoBoundary => "verdict-reason-no-boundary",
            Self::NoZones => "verdict-reason-no-zones",
            Self::NoFunctions => "verdict-reason-no-functions",
            Self::SyntheticBoundary => "verdict-reason-synthetic",
        }
    }
}

/// A verdict with its reasons, the weightiest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Judgement {
    /// The verdict on a plan by its ledger and findings.
    ///
    /// A plan without zones has nothing to judge yet; errors in anything drawn are a fail, whatever else is missing.
    pub fn of(plan: &Plan, ledger: &Ledger, findings: &Findings) -> Self {
        let gaps = missing_grounds(plan, findings);
        let (verdict, mut reasons) = if gaps.contains(&Reason::NoZones) {
            (Verdict::Insufficient, gaps)
        } else if findings.has_errors() {
            (Verdict::Fail, error_reasons(ledger, findings).chain(gaps).collect())
        } else if !gaps.is_empty() {
            (Verdict::Insufficient, gaps)
        } else {
            (Verdict::Pass, vec![Reason::Complies { approved: ledger.approved }])
        };
        if plan.boundary().is_some_and(|b| b.synthetic) {
            reasons.push(Reason::SyntheticBoundary);
        }
        Self { verdict, reasons }
    }
}

/// What there is not enough of to judge.
fn missing_grounds(plan: &Plan, findings: &Findings) -> Vec<Reason> {
    let undeclared = findings.of_rule(Rule::MissingZone).any(|f| f.detail == Detail::NoneDeclared);
    let has_zones = plan.zones().len() > 0;
    [
        (plan.boundary().is_none(), Reason::NoBoundary),
        (!has_zones, Reason::NoZones),
        (has_zones && undeclared, Reason::NoFunctions),
    ]
    .into_iter()
    .filter_map(|(applies, reason)| applies.then_some(reason))
    .collect()
}

/// The errors in figures.
fn error_reasons(ledger: &Ledger, findings: &Findings) -> impl Iterator<Item = Reason> {
    let has = |rule| findings.of_rule(rule).any(|f| f.severity == Severity::Error);
    [
        (true, Reason::Errors { count: findings.count(Severity::Error) }),
        (has(Rule::AreaResidual), Reason::Residual { difference: ledger.residual() }),
        (has(Rule::Gap), Reason::Unallocated { area: ledger.unallocated }),
        (has(Rule::Overlap), Reason::Overlap { area: ledger.overlap }),
        (has(Rule::Outside), Reason::Outside { area: ledger.outside }),
    ]
    .into_iter()
    .filter_map(|(applies, reason)| applies.then_some(reason))
}
