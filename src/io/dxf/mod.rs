//! AutoCAD's exchange format: drawings read as plans, plans written as drawings.
//!
//! Pairs of group code and value are read and written here: the `dxf` crate ends the list of entities at the first it cannot read and drops
//! the kinds it does not know, hatches among them, without a word, and its own drawings lack owners and have marks that AutoCAD's rules
//! forbid. It remains an independent reader in the tests.

mod arcs;
mod chains;
mod drawing;
mod entity;
mod fault;
mod hatch;
mod model;
mod own_mark;
mod pairs;
mod read;
mod rings;
mod texts;
mod words;

pub(super) use pairs::BINARY_SENTINEL;
pub use read::read_raw;
mod skeleton;
mod write;
mod writer;

pub use write::write;

use super::clearance::Cleared;
use super::export_error::ExportError;
use super::features::PlanFeatures;

/// Custom property of a drawing that names its coordinate system, e.g. "EPSG:5897".
const CRS_PROPERTY: &str = "crs";

/// The drawing of a plan, in the plan's own grid; see [`write`].
pub(super) fn of_plan(cleared: &Cleared<'_>) -> Result<String, ExportError> {
    let PlanFeatures { members, boundary, zones, plots } = PlanFeatures::of(cleared)?;
    let features: Vec<_> = boundary.into_iter().chain(zones).chain(plots).collect();
    write(&features, &members, cleared.export().plan.crs())
}
