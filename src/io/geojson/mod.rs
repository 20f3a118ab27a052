//! GeoJSON (RFC 7946): read with care, written for any reader.

mod coordinates;
mod json;
mod read;
mod write;

use serde_json::{Map, Value};

pub use read::read;
pub use write::{Feature, WriteOptions, Written, write};

use crate::geometry::crs::points_between;
use crate::geometry::grid::UM_PER_M;
use crate::geometry::{GridPoint, Ring};

/// Member of a feature (and of the collection) with what Hecta itself needs when it reads the file again; RFC 7946 section 6.1.
const OWN_MEMBER: &str = "hecta";
/// Inside it: per polygon and ring, the places (from 0) of points that only keep a lon/lat chord on a straight grid edge.
///
/// Marked rather than guessed, because a shared corner can lie in the middle of a straight edge too; and checked when read,
/// because another program may have changed the rings and kept the mark.
const HELPER_POINTS: &str = "helper_points";

/// Inside the collection's own member: how far rounding to few decimals moved a position, in metres; 0 when it reads back exactly.
const LARGEST_ERROR_M: &str = "largest_error_m";
/// Files written more coarsely than this keep their helper points: what lies on a line can no longer be told.
const COARSEST_ERROR_M: f64 = 0.2;

/// Takes the marked helper points out of `ring`; a run of marks further than `tolerance_um` from where the writer puts them stays.
fn without_helper_points(ring: &[GridPoint], marked: &[usize], tolerance_um: f64) -> Ring {
    let corners: Vec<usize> = (0..ring.len()).filter(|at| marked.binary_search(at).is_err()).collect();
    if corners.len() < 2 {
        return ring.to_vec();
    }
    let mut kept = Ring::with_capacity(corners.len());
    for (i, &from) in corners.iter().enumerate() {
        let to = corners[(i + 1) % corners.len()];
        kept.push(ring[from]);
        let between = (to + ring.len() - from - 1) % ring.len();
        let run: Ring = (1..=between).map(|k| ring[(from + k) % ring.len()]).collect();
        let expected = u32::try_from(between + 1).map(|parts| points_between(ring[from], ring[to], parts)).unwrap_or_default();
        let is_near = |(a, b): (&GridPoint, &GridPoint)| (a.distance_squared(*b) as f64).sqrt() <= tolerance_um;
        if expected.len() != run.len() || !run.iter().zip(&expected).all(is_near) {
            kept.extend(run);
        }
    }
    kept
}

/// The marks of one ring in a feature's own member; sorted, empty if there are none or they make no sense.
fn marks_of_ring(feature: &Map<String, Value>, polygon: usize, ring: usize) -> Vec<usize> {
    let marks = feature
        .get(OWN_MEMBER)
        .and_then(|own| own.get(HELPER_POINTS)?.get(polygon)?.get(ring)?.as_array())
        .map(|marks| marks.iter().filter_map(|mark| usize::try_from(mark.as_u64()?).ok()).collect());
    let mut marks: Vec<usize> = marks.unwrap_or_default();
    marks.sort_unstable();
    marks
}

/// How far a helper point of this file may lie from where the writer puts it: both ends and the point itself were rounded.
fn helper_tolerance_um(root: &Map<String, Value>) -> f64 {
    let error_m = root.get(OWN_MEMBER).and_then(|own| own.get(LARGEST_ERROR_M)).and_then(Value::as_f64).unwrap_or(0.0);
    if error_m > 0.0 && error_m <= COARSEST_ERROR_M { 2.0 * error_m * UM_PER_M as f64 + 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests;
