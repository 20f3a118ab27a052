//! GeoJSON (RFC 7946): read with care, written for any reader.

mod feature;
mod geometry;
mod json;
mod read;
mod sequence;
mod values;
mod write;

use serde_json::{Map, Value};

pub use super::positions::WriteOptions;
pub use read::{read_raw, read_raw_watched};
pub(super) use sequence::RECORD_SEPARATOR;
pub use sequence::{read_raw_either, read_raw_sequence, read_raw_sequence_watched};
pub use write::{Written, WrittenFeatures, write};

use super::flat::HelperPoints;
use super::import_error::ImportError;
use super::placement::place_layer;
use super::source::{ReadOptions, SourceLayer};
use crate::geometry::grid::UM_PER_M;

/// Member of a feature (and of the collection) with what Hecta itself needs when it reads the file again; RFC 7946 section 6.1.
pub(super) const OWN_MEMBER: &str = "hecta";
/// Inside it: per polygon and ring, the places (from 0) of points that only keep a lon/lat chord on a straight grid edge.
///
/// Marked rather than guessed, because a shared corner can lie in the middle of a straight edge too; and checked when read,
/// because another program may have changed the rings and kept the mark.
pub(super) const HELPER_POINTS: &str = "helper_points";

/// Inside the collection's own member: how far rounding to few decimals moved a position, in metres; 0 when it reads back exactly.
pub(super) const LARGEST_ERROR_M: &str = "largest_error_m";
/// Files written more coarsely than this keep their helper points: what lies on a line can no longer be told.
const COARSEST_ERROR_M: f64 = 0.2;

/// The marks in a feature's own member; see [`marks_of`].
pub(super) fn marks_of_feature(feature: &Map<String, Value>) -> HelperPoints {
    feature.get(OWN_MEMBER).map(marks_of).unwrap_or_default()
}

/// The marks in what a feature says of its own, per polygon and ring, each ring's sorted; empty if there are none or they make no sense.
fn marks_of(own: &Value) -> HelperPoints {
    let marks = own.get(HELPER_POINTS).cloned();
    let mut marks: HelperPoints = marks.and_then(|marks| serde_json::from_value(marks).ok()).unwrap_or_default();
    marks.iter_mut().flatten().for_each(|ring| ring.sort_unstable());
    marks
}

/// The text of a file: UTF-8, with or without byte order mark.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, ImportError> {
    json::text(bytes)
}

/// Reads a GeoJSON file and puts it on the plan grid; see [`read_raw`] and [`place_layer`].
pub fn read(bytes: &[u8], options: ReadOptions) -> Result<SourceLayer, ImportError> {
    place_layer(&read_raw(bytes)?, options)
}

/// How far a helper point of this file may lie from where the writer puts it: both ends and the point itself were rounded.
pub(super) fn helper_tolerance_um(root: &Map<String, Value>) -> f64 {
    let error_m = root.get(OWN_MEMBER).and_then(|own| own.get(LARGEST_ERROR_M)).and_then(Value::as_f64).unwrap_or(0.0);
    if error_m > 0.0 && error_m <= COARSEST_ERROR_M { 2.0 * error_m * UM_PER_M as f64 + 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests;
