//! Findings: what is wrong, where and by how much, and the list that keeps them in order.

use std::cmp::Reverse;
use std::sync::Arc;

use super::outcome::Outcome;
use super::rule::{Rule, Severity};
use crate::geometry::validity::FaultKind;
use crate::geometry::{ExactArea, GridPoint, Region};
use crate::plan::{ZoneFunction, ZoneId};

/// Something wrong with a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: Rule,
    /// How grave it is.
    pub severity: Severity,
    /// The zones concerned, by id; for a gap those that border on it.
    pub zones: Vec<ZoneId>,
    /// Exact area of the faulty land, or of the difference.
    pub area: Option<ExactArea>,
    /// A point inside the faulty land, or the place of invalid geometry.
    pub at: Option<GridPoint>,
    /// The faulty land; empty where the finding is not about a piece of land.
    pub geometry: Region,
    /// What only this kind of finding has.
    pub detail: Detail,
}

/// What only findings of one kind have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Nothing beyond zones, area and place.
    Land,
    /// It is about the plots of the zone.
    AmongPlots,
    /// What was wrong with the geometry in the file.
    Fault(FaultKind),
    /// Mean width 2·A/P of a sliver, µm.
    Width {
        /// The width, µm.
        width_um: i64,
    },
    /// The zones do not add up.
    Residual {
        /// The approved area.
        approved: ExactArea,
        /// Σ zones.
        drawn: ExactArea,
    },
    /// No zone has this function.
    Missing(ZoneFunction),
    /// No zone says which function it has.
    NoneDeclared,
    /// A rule that is data is not kept.
    Statute {
        /// Figure and demand.
        outcome: Outcome,
        /// The plot within the zone, if the finding is about one.
        plot: Option<ZoneId>,
    },
}

/// A value in the message of a finding, not yet written in any language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// An area.
    Area(ExactArea),
    /// A length, µm.
    LengthUm(i64),
    /// The name of a zone.
    Zone(ZoneId),
    /// The names of several zones.
    Zones(Vec<ZoneId>),
    /// The text with this id.
    Text(&'static str),
    /// A word by which the text chooses its wording.
    Keyword(&'static str),
}

impl Finding {
    /// Id of the text that says it; its variables are the [`arguments`](Self::arguments). Of rules that are data, `app` makes the
    /// sentence from the words of the rule.
    pub fn message_id(&self) -> &'static str {
        match (self.rule, self.detail) {
            (Rule::Gap, _) if self.zones.is_empty() => "finding-gap-alone",
            (Rule::Gap, _) => "finding-gap",
            (Rule::Overlap, Detail::AmongPlots) => "finding-plots-overlap",
            (Rule::Outside, Detail::AmongPlots) => "finding-plots-outside",
            (Rule::Overlap, _) => "finding-overlap",
            (Rule::Outside, _) => "finding-outside",
            (Rule::InvalidGeometry, _) => "finding-invalid-geometry",
            (Rule::Duplicate, _) => "finding-duplicate",
            (Rule::Sliver, _) => "finding-sliver",
            (Rule::AreaResidual, _) => "finding-area-residual",
            (Rule::MissingZone, Detail::NoneDeclared) => "finding-functions-undeclared",
            (Rule::MissingZone, _) => "finding-missing-zone",
            (Rule::Statute(_), _) => "finding-statute",
        }
    }

    /// The variables of the message, by name.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        let mut arguments = Vec::new();
        match (self.rule, &self.zones[..]) {
            (Rule::Gap, []) => {}
            (Rule::Gap, zones) => arguments.push(("zones", Argument::Zones(zones.to_vec()))),
            (_, &[a, b]) => arguments.extend([("a", Argument::Zone(a)), ("b", Argument::Zone(b))]),
            (_, &[zone]) => arguments.push(("zone", Argument::Zone(zone))),
            _ => {}
        }
        match self.detail {
            Detail::Land | Detail::AmongPlots | Detail::NoneDeclared | Detail::Statute { .. } => {}
            Detail::Fault(kind) => arguments.push(("reason", Argument::Text(fault_text(kind)))),
            Detail::Width { width_um } => arguments.push(("width", Argument::LengthUm(width_um))),
            Detail::Missing(function) => arguments.push(("function", Argument::Text(function_text(function)))),
            Detail::Residual { approved, drawn } => arguments.extend([
                ("approved", Argument::Area(approved)),
                ("drawn", Argument::Area(drawn)),
                ("difference", Argument::Area((approved - drawn).abs())),
                ("direction", Argument::Keyword(if drawn < approved { "short" } else { "excess" })),
            ]),
        }
        if let (Some(area), false) = (self.area, matches!(self.detail, Detail::Residual { .. })) {
            arguments.push(("area", Argument::Area(area)));
        }
        arguments
    }

    /// Whether it is about this outcome.
    pub(super) fn states(&self, outcome: Outcome) -> bool {
        matches!(self.detail, Detail::Statute { outcome: own, .. } if own == outcome)
    }

    /// What findings are ordered by: gravity, rule, area (largest first), place.
    fn key(&self) -> impl Ord + '_ {
        (self.severity, self.rule, Reverse(self.area), self.at, &self.zones, self.detail)
    }
}

const fn fault_text(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::SelfIntersection => "finding-invalid-self-crossing",
        FaultKind::Spike => "finding-invalid-repeated-edge",
        FaultKind::HoleOutside => "finding-invalid-hole-outside",
        FaultKind::PartsOverlap => "finding-invalid-parts-overlap",
        FaultKind::NoArea => "finding-invalid-no-area",
    }
}

const fn function_text(function: ZoneFunction) -> &'static str {
    match function {
        ZoneFunction::RdLaboratory => "function-rd_laboratory",
        ZoneFunction::Production => "function-production",
        ZoneFunction::StartupHub => "function-startup_hub",
        ZoneFunction::Other => "function-other",
    }
}

/// The findings of a plan in order: graver first, then by rule, larger first, by place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    ordered: Vec<Arc<Finding>>,
}

impl Findings {
    /// All findings, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Finding> + Clone {
        self.ordered.iter().map(Arc::as_ref)
    }

    /// The finding at a place of the list.
    pub fn get(&self, index: usize) -> Option<&Arc<Finding>> {
        self.ordered.get(index)
    }

    /// Number of findings.
    pub const fn len(&self) -> usize {
        self.ordered.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.ordered.is_empty()
    }

    /// Number of findings of one gravity.
    pub fn count(&self, severity: Severity) -> usize {
        let first = self.ordered.partition_point(|f| f.severity < severity);
        self.ordered[first..].partition_point(|f| f.severity == severity)
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.ordered.first().is_some_and(|f| f.severity == Severity::Error)
    }

    /// Findings of one rule, in order.
    pub fn of_rule(&self, rule: Rule) -> impl Iterator<Item = &Finding> {
        self.iter().filter(move |f| f.rule == rule)
    }

    pub(super) fn insert(&mut self, finding: Arc<Finding>) {
        let at = self.ordered.partition_point(|f| f.key() <= finding.key());
        self.ordered.insert(at, finding);
    }

    pub(super) fn remove(&mut self, finding: &Finding) {
        let first = self.ordered.partition_point(|f| f.key() < finding.key());
        let equal = self.ordered[first..].iter().take_while(|f| f.key() == finding.key());
        if let Some(at) = equal.enumerate().find(|(_, f)| f.as_ref() == finding).map(|(at, _)| first + at) {
            self.ordered.remove(at);
        }
    }

    /// Puts `new` in the place of the findings in `kept`, which then holds the new ones.
    pub(super) fn replace(&mut self, kept: &mut Vec<Arc<Finding>>, new: Vec<Finding>) {
        if kept.iter().map(Arc::as_ref).eq(&new) {
            return;
        }
        for old in kept.drain(..) {
            self.remove(&old);
        }
        for finding in new.into_iter().map(Arc::new) {
            self.insert(finding.clone());
            kept.push(finding);
        }
    }
}
