//! Helper points: they keep a lon/lat chord on a straight edge of the grid, and are no corners.

use crate::geometry::crs::points_between;
use crate::geometry::{GridPoint, Ring};

/// Takes the marked helper points out of `ring`; a run of marks further than `tolerance_um` from where the writer puts them stays.
pub(super) fn without_helper_points(ring: &[GridPoint], marked: &[usize], tolerance_um: f64) -> Ring {
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
