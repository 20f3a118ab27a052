//! Rules of functional zoning: missing-zone.

use super::finding::{Detail, Finding};
use super::rule::{Rule, Severity};
use crate::geometry::Region;
use crate::plan::ZoneFunction;

/// How many zones have each function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FunctionCounts {
    counts: [usize; ZoneFunction::ALL.len()],
}

impl FunctionCounts {
    pub(super) fn add(&mut self, function: Option<ZoneFunction>) {
        if let Some(place) = place(function) {
            self.counts[place] += 1;
        }
    }

    pub(super) fn remove(&mut self, function: Option<ZoneFunction>) {
        if let Some(place) = place(function) {
            self.counts[place] -= 1;
        }
    }

    fn has(&self, function: ZoneFunction) -> bool {
        place(Some(function)).is_some_and(|place| self.counts[place] > 0)
    }
}

fn place(function: Option<ZoneFunction>) -> Option<usize> {
    ZoneFunction::ALL.iter().position(|other| Some(*other) == function)
}

/// The functions of decision 1541/QĐ-TTg that no zone has; one warning if no zone declares any of them.
pub(super) fn missing_zones(counts: &FunctionCounts) -> Vec<Finding> {
    let missing: Vec<_> = ZoneFunction::REQUIRED.into_iter().filter(|&function| !counts.has(function)).collect();
    let finding = |severity, detail| Finding {
        rule: Rule::MissingZone,
        severity,
        zones: Vec::new(),
        area: None,
        at: None,
        geometry: Region::empty(),
        detail,
    };
    if missing.len() == ZoneFunction::REQUIRED.len() {
        return vec![finding(Severity::Warning, Detail::NoneDeclared)];
    }
    missing.into_iter().map(|function| finding(Severity::Error, Detail::Missing(function))).collect()
}
