//! What a rule says about a plan or a piece of it: a grade, with the figure it rests on and what was asked for.

use super::rule::Severity;
use super::rules::{Bound, LawRule, MILLION};
use crate::geometry::ExactArea;
use crate::plan::{Date, ZoneId};

/// How a plan stands to a rule; the worst is the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Đạt.
    Pass,
    /// Chưa đủ căn cứ: what the rule asks about is not declared.
    Unknown,
    /// Worth knowing.
    Note,
    /// Breached, but not gravely, or by a text that has not been verified.
    Warning,
    /// Không đạt.
    Fail,
}

/// A figure, exact; percentages and plain numbers are millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// An area.
    Area(ExactArea),
    /// A share, millionths of a percent.
    Percent(i64),
    /// A number without unit, millionths.
    Number(i64),
    /// A CRS by its EPSG code.
    Epsg(u32),
    /// How many.
    Count(usize),
    /// A day.
    Day(Date),
}

/// What a rule asks of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Demand {
    /// Not less.
    AtLeast(Quantity),
    /// Not more.
    AtMost(Quantity),
    /// Less.
    Below(Quantity),
    /// Exactly this.
    Exactly(Quantity),
}

/// What a rule says about a plan or a piece of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Outcome {
    /// How it stands.
    pub grade: Grade,
    /// The figure, where there is one.
    pub figure: Option<Quantity>,
    /// What was asked for, where it is a figure.
    pub demand: Option<Demand>,
}

/// A rule with what it says about a whole plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The rule.
    pub rule: &'static LawRule,
    /// How it stands on the day of the check.
    pub standing: super::rules::Standing,
    /// What it says; [`Grade::Unknown`] for a rule that is not in force.
    pub outcome: Outcome,
    /// Zones that breach it, by id.
    pub zones: Vec<ZoneId>,
}

impl Grade {
    /// The grade of a breach of this severity.
    pub const fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Fail,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Note,
        }
    }

    /// The severity of the finding for it; `None` where there is nothing to find.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Fail => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Info),
            Self::Pass | Self::Unknown => None,
        }
    }

    /// The word in ids of texts.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Unknown => "unknown",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Fail => "fail",
        }
    }
}

impl Outcome {
    /// Nothing to judge by.
    pub const UNKNOWN: Self = Self { grade: Grade::Unknown, figure: None, demand: None };
    /// As asked, without a figure.
    pub const PASS: Self = Self { grade: Grade::Pass, figure: None, demand: None };

    /// A breach of `rule` if it `is_met` not.
    pub fn met(rule: &LawRule, is_met: bool, figure: Option<Quantity>, demand: Option<Demand>) -> Self {
        let grade = if is_met { Grade::Pass } else { Grade::of(rule.capped(rule.severity)) };
        Self { grade, figure, demand }
    }

    /// A figure in millionths against a bound.
    pub fn bounded(rule: &LawRule, figure: i64, bound: Bound, of: impl Fn(i64) -> Quantity) -> Self {
        Self::met(rule, bound.allows(figure), Some(of(figure)), Some(bound.demand(of)))
    }
}

impl Demand {
    /// The figure that is asked for.
    pub const fn quantity(self) -> Quantity {
        match self {
            Self::AtLeast(quantity) | Self::AtMost(quantity) | Self::Below(quantity) | Self::Exactly(quantity) => quantity,
        }
    }
}

impl Bound {
    /// Whether a figure keeps to it.
    pub const fn allows(self, figure: i64) -> bool {
        match self {
            Self::AtLeast(least) => figure >= least,
            Self::AtMost(most) => figure <= most,
        }
    }

    /// It as a demand.
    pub fn demand(self, of: impl Fn(i64) -> Quantity) -> Demand {
        match self {
            Self::AtLeast(least) => Demand::AtLeast(of(least)),
            Self::AtMost(most) => Demand::AtMost(of(most)),
        }
    }
}

/// A figure as millionths; nothing for what is no number or too large to be one of a plan.
pub(super) fn millionths(figure: f64) -> Option<i64> {
    (figure.is_finite() && figure.abs() < 1e12).then(|| (figure * MILLION as f64).round() as i64)
}

/// The share of `part` in `whole`, millionths of a percent, rounded down.
pub(super) fn share_millionths(part: ExactArea, whole: ExactArea) -> i64 {
    let whole = whole.twice_um2();
    if whole <= 0 {
        0
    } else {
        i64::try_from((part.twice_um2() * 100 * i128::from(MILLION)).div_euclid(whole)).unwrap_or(i64::MAX)
    }
}
