//! Rules of single geometries: invalid-geometry.

use super::finding::{Detail, Finding};
use super::rule::{Rule, Severity};
use crate::geometry::Region;
use crate::plan::Zone;

/// What was wrong with the geometry of a zone in its file, one finding for each fault.
pub(super) fn invalid_geometry(zone: &Zone) -> impl Iterator<Item = Finding> {
    zone.imported_faults.iter().map(|fault| Finding {
        rule: Rule::InvalidGeometry,
        severity: Severity::Error,
        zones: vec![zone.id],
        area: None,
        at: Some(fault.at),
        geometry: Region::empty(),
        detail: Detail::Fault(fault.kind),
    })
}
