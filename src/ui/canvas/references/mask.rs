//! Land too small to be drawn feature by feature, as the pixels it covers: one tone, in few boxes.

use crate::app::reference::{PathRef, ReferenceShape};
use crate::geometry::{GridBox, GridPoint};

/// Pixels along a side of a mask; where there would be more they are made larger.
const MOST_ALONG: f64 = 1_280.0;
/// Boxes of a mask; where there would be more the pixels are made larger.
const MOST_BOXES: usize = 16_384;

/// A lattice of pixels on the plan grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lattice {
    pub corner: GridPoint,
    pub pixel_um: f64,
}

impl Lattice {
    fn column(self, east: i64) -> f64 {
        (east - self.corner.east) as f64 / self.pixel_um
    }

    fn row(self, north: i64) -> f64 {
        (north - self.corner.north) as f64 / self.pixel_um
    }

    fn point(self, column: i64, row: i64) -> GridPoint {
        let um = |count: i64| (count as f64 * self.pixel_um).round() as i64;
        GridPoint::new(self.corner.east + um(column), self.corner.north + um(row))
    }
}

/// The land of some features as boxes of whole pixels of a lattice, none over another.
///
/// A pixel is covered if its middle lies in the land of a feature; a feature without any such pixel covers the one it is in.
pub(super) fn boxes_of_land(shape: &ReferenceShape, features: &[u32], lattice: Lattice) -> Vec<GridBox> {
    let bounds = features.iter().filter_map(|feature| shape.bounds_of(*feature as usize)).reduce(GridBox::union);
    let Some(bounds) = bounds else { return Vec::new() };
    let mut lattice = lattice;
    let [width, height] = [bounds.max.east - bounds.min.east, bounds.max.north - bounds.min.north];
    while width.max(height) as f64 / lattice.pixel_um > MOST_ALONG {
        lattice.pixel_um *= 2.0;
    }
    loop {
        let mut mask = Mask::over(bounds, lattice);
        features.iter().for_each(|feature| mask.cover(shape, *feature as usize));
        let boxes = mask.boxes();
        if boxes.len() <= MOST_BOXES {
            return boxes;
        }
        lattice.pixel_um *= 2.0;
    }
}

/// Which pixels of a part of a lattice are covered.
struct Mask {
    lattice: Lattice,
    first_column: i64,
    first_row: i64,
    columns: usize,
    rows: usize,
    words_per_row: usize,
    words: Vec<u64>,
    /// Where the rings of a feature cross the middles of rows: row and column.
    crossings: Vec<(i64, f64)>,
}

impl Mask {
    fn over(bounds: GridBox, lattice: Lattice) -> Self {
        let (first_column, first_row) =
            (lattice.column(bounds.min.east).floor() as i64, lattice.row(bounds.min.north).floor() as i64);
        let columns = (lattice.column(bounds.max.east).floor() as i64 - first_column + 1).max(1) as usize;
        let rows = (lattice.row(bounds.max.north).floor() as i64 - first_row + 1).max(1) as usize;
        let words_per_row = columns.div_ceil(64);
        let words = vec![0; words_per_row * rows];
        Self { lattice, first_column, first_row, columns, rows, words_per_row, words, crossings: Vec::new() }
    }

    /// Covers the pixels of a feature; its rings count as even and odd.
    fn cover(&mut self, shape: &ReferenceShape, feature: usize) {
        let mut crossings = std::mem::take(&mut self.crossings);
        crossings.clear();
        let mut first = None;
        for path in shape.paths(feature).filter(PathRef::is_closed) {
            first = first.or_else(|| path.points.first().copied());
            let Some(&last) = path.points.last() else { continue };
            let place = |p: GridPoint| [self.lattice.column(p.east), self.lattice.row(p.north)];
            let mut before = place(last);
            for point in path.points {
                let here = place(*point);
                cross_rows(before, here, &mut crossings);
                before = here;
            }
        }
        crossings.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut is_seen = false;
        for pair in crossings.as_chunks::<2>().0 {
            let [(row, from), (_, to)] = *pair;
            // the columns whose middles lie between the two
            is_seen |= self.set(row, (from - 0.5).ceil() as i64, (to - 0.5).ceil() as i64);
        }
        if let (false, Some(first)) = (is_seen, first) {
            let (column, row) = (self.lattice.column(first.east).floor() as i64, self.lattice.row(first.north).floor() as i64);
            self.set(row, column, column + 1);
        }
        self.crossings = crossings;
    }

    /// Covers the columns from one up to before another; whether there are any.
    fn set(&mut self, row: i64, from: i64, to: i64) -> bool {
        let (from, to) = ((from - self.first_column).max(0) as usize, (to - self.first_column).max(0) as usize);
        let (Ok(row), to) = (usize::try_from(row - self.first_row), to.min(self.columns)) else { return false };
        if row >= self.rows || from >= to {
            return false;
        }
        let words = &mut self.words[row * self.words_per_row..(row + 1) * self.words_per_row];
        for (at, word) in words.iter_mut().enumerate().take(to.div_ceil(64)).skip(from / 64) {
            let (low, high) = (from.max(at * 64) - at * 64, to.min(at * 64 + 64) - at * 64);
            *word |= (u64::MAX >> (64 - (high - low))) << low;
        }
        true
    }

    /// The covered runs of a row.
    fn runs(&self, row: usize) -> Vec<(usize, usize)> {
        let words = &self.words[row * self.words_per_row..(row + 1) * self.words_per_row];
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (at, &word) in words.iter().enumerate() {
            let (mut rest, mut column) = (word, at * 64);
            while rest != 0 {
                let gap = rest.trailing_zeros() as usize;
                let long = (rest >> gap).trailing_ones() as usize;
                let (from, to) = (column + gap, column + gap + long);
                match runs.last_mut() {
                    Some(last) if last.1 == from => last.1 = to,
                    _ => runs.push((from, to)),
                }
                let used = gap + long;
                rest = if used < 64 { rest >> used } else { 0 };
                column += used;
            }
        }
        runs
    }

    /// The covered pixels in boxes: equal runs of rows above each other are one.
    fn boxes(&self) -> Vec<GridBox> {
        let mut boxes = Vec::new();
        let mut open: Vec<((usize, usize), usize)> = Vec::new();
        for row in 0..=self.rows {
            let runs = if row < self.rows { self.runs(row) } else { Vec::new() };
            let mut still = Vec::with_capacity(runs.len());
            let mut before = open.iter().peekable();
            let mut close = |(run, since): &((usize, usize), usize)| boxes.push(self.box_of(*run, *since, row));
            for run in runs {
                while let Some(old) = before.next_if(|(old, _)| *old < run) {
                    close(old);
                }
                let since = before.next_if(|(old, _)| *old == run).map_or(row, |(_, since)| *since);
                still.push((run, since));
            }
            before.for_each(close);
            open = still;
        }
        boxes
    }

    fn box_of(&self, (from, to): (usize, usize), first_row: usize, end_row: usize) -> GridBox {
        let point =
            |column: usize, row: usize| self.lattice.point(self.first_column + column as i64, self.first_row + row as i64);
        GridBox { min: point(from, first_row), max: point(to, end_row) }
    }
}

/// Where a → b, in columns and rows, crosses the middles of rows.
fn cross_rows(a: [f64; 2], b: [f64; 2], crossings: &mut Vec<(i64, f64)>) {
    let (low, high) = if a[1] <= b[1] { (a, b) } else { (b, a) };
    let (first, end) = ((low[1] - 0.5).ceil() as i64, (high[1] - 0.5).ceil() as i64);
    if first >= end {
        return;
    }
    let slope = (high[0] - low[0]) / (high[1] - low[1]);
    crossings.extend((first..end).map(|row| (row, low[0] + (row as f64 + 0.5 - low[1]) * slope)));
}

#[cfg(test)]
mod tests {
    use super::super::test_layers::{corner, parcels};
    use super::*;

    fn area_m2(boxes: &[GridBox]) -> f64 {
        boxes.iter().map(|b| b.size_m().iter().product::<f64>()).sum()
    }

    #[test]
    fn land_without_gaps_is_one_box_however_the_pixels_lie() {
        let shape = parcels(50);
        let features: Vec<u32> = (0..2_500).collect();
        for pixel_um in [1e6, 3e6, 7.3e6, 19e6, 55e6] {
            let boxes = boxes_of_land(&shape, &features, Lattice { corner: corner(), pixel_um });
            assert_eq!(boxes.len(), 1, "pixels of {pixel_um} µm");
            let side_m = boxes[0].size_m();
            assert!(side_m.iter().all(|side| (side - 1_000.0).abs() <= pixel_um / 1e6), "{side_m:?}");
        }
    }

    #[test]
    fn cells_of_a_layer_share_no_pixel_and_leave_none_out() {
        let shape = parcels(50);
        let lattice = Lattice { corner: corner(), pixel_um: 7.3e6 };
        let whole = boxes_of_land(&shape, &(0..2_500).collect::<Vec<_>>(), lattice);
        let parts = [(0..1_111), (1_111..2_500)].map(|part| boxes_of_land(&shape, &part.collect::<Vec<_>>(), lattice));
        assert!((area_m2(&whole) - area_m2(&parts[0]) - area_m2(&parts[1])).abs() < 1e-3);
    }

    #[test]
    fn a_feature_smaller_than_a_pixel_is_still_seen_and_holes_stay_open() {
        let shape = parcels(1);
        let tiny = boxes_of_land(&shape, &[0], Lattice { corner: corner(), pixel_um: 90e6 });
        assert_eq!(tiny.len(), 1);
        let holed = super::super::test_layers::square_with_hole(100, 40, 60);
        let boxes = boxes_of_land(&holed, &[0], Lattice { corner: corner(), pixel_um: 1e6 });
        assert!((area_m2(&boxes) - (10_000.0 - 400.0)).abs() < 1e-6, "{}", area_m2(&boxes));
        assert_eq!(boxes.len(), 4, "below, left, right and above");
    }

    #[test]
    fn a_mask_is_bounded() {
        let shape = parcels(300);
        // every other parcel: a chessboard
        let black: Vec<u32> = (0..90_000).filter(|at| (at % 300 + at / 300) % 2 == 0).collect();
        let boxes = boxes_of_land(&shape, &black, Lattice { corner: corner(), pixel_um: 5e6 });
        assert!(boxes.len() <= MOST_BOXES && !boxes.is_empty());
    }
}
