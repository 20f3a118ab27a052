//! Rules of area figures: area-residual.

use super::finding::{Detail, Finding};
use super::rule::{Rule, Severity};
use super::tolerances::Tolerances;
use crate::geometry::Region;
use crate::plan::Ledger;

/// The finding that the zones do not add up to the approved area; its area is the difference without sign.
pub(super) fn residual(ledger: &Ledger, tolerances: &Tolerances) -> Option<Finding> {
    let difference = ledger.residual().abs();
    (difference > tolerances.area_residual).then(|| Finding {
        rule: Rule::AreaResidual,
        severity: Severity::Error,
        zones: Vec::new(),
        area: Some(difference),
        at: None,
        geometry: Region::empty(),
        detail: Detail::Residual { approved: ledger.approved, drawn: ledger.zones_total },
    })
}
