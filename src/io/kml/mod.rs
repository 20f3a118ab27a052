//! KML and KMZ (OGC 12-007): WGS 84, longitude first; read placemark by placemark, written for any globe.
//!
//! Elements are read here, one after the other: the `kml` crate never ends on a file that is cut off within a placemark, gives up a whole
//! file for one bad number and panics at a point without coordinates. It remains an independent reader in the tests.

mod archive;
mod placemark;
mod read;
mod schema;
mod write;

pub use archive::{kml_in_archive, kml_of_archive};
pub use read::read_raw;
pub use write::write;

use super::clearance::Cleared;
use super::export::PlanExport;
use super::export_error::ExportError;
use super::features::PlanFeatures;
use super::positions::WriteOptions;
use crate::geometry::crs::FileCrs;

/// Name of the extended data with what Hecta itself needs when it reads the file again.
const OWN_DATA: &str = "hecta";

/// The KML text of a plan, and the largest distance in metres between a vertex and what is written for it; see [`write`].
pub(super) fn of_plan(cleared: &Cleared<'_>) -> Result<(String, f64), ExportError> {
    let PlanFeatures { members, boundary, zones, plots } = PlanFeatures::of(cleared)?;
    let features: Vec<_> = boundary.into_iter().chain(zones).chain(plots).collect();
    let PlanExport { plan, decimals, .. } = *cleared.export();
    write(&features, &members, WriteOptions { plan_crs: plan.crs(), target: FileCrs::Wgs84, decimals })
}
