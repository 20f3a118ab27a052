//! Fewer vertices for the same course (Douglas–Peucker).

use geo::{LineString, SimplifyIdx};

use super::grid::{GridPoint, UM_PER_M};

/// The vertices of an open line that are kept when it may depart from its course by `tolerance_um`, in order; the ends are kept.
///
/// Nothing is computed: each is one of `line`. The tolerance is measured in binary fractions of a micrometre.
pub fn simplified(line: &[GridPoint], tolerance_um: i64) -> Vec<GridPoint> {
    let Some(&origin) = line.first() else { return Vec::new() };
    let metres = |p: &GridPoint| {
        let (east, north) = ((p.east - origin.east) as f64, (p.north - origin.north) as f64);
        (east / UM_PER_M as f64, north / UM_PER_M as f64)
    };
    let course: LineString<f64> = line.iter().map(metres).collect();
    let kept = course.simplify_idx(tolerance_um.max(0) as f64 / UM_PER_M as f64);
    kept.into_iter().filter_map(|index| line.get(index).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::segment::distance_to_segment_um;

    #[test]
    fn what_is_dropped_lay_within_the_tolerance() {
        let wave = |i: i64| GridPoint::from_mm(i * 1_000, (i * 37 % 11) * 100 + i * i);
        let line: Vec<_> = (0..200).map(wave).collect();
        for tolerance_um in [0, 100_000, 1_000_000, 10_000_000] {
            let kept = simplified(&line, tolerance_um);
            assert_eq!((kept.first(), kept.last()), (line.first(), line.last()));
            for p in &line {
                let near = kept.windows(2).map(|w| distance_to_segment_um(*p, (w[0], w[1]))).fold(f64::INFINITY, f64::min);
                assert!(near <= tolerance_um as f64 + 1.0);
            }
        }
        assert!(simplified(&line, 10_000_000).len() < 20);
        assert!(simplified(&[], 1).is_empty());
    }
}
