//! Rings of a drawing: which lie in which, and which words stand in them.

use std::cell::Cell;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// Two rings are one land if their areas differ by less than this share and their boxes by less than so many metres.
const SAME_SHARE: f64 = 1e-3;
const SAME_BOX_M: f64 = 2e-3;
/// How near a line a position must be to lie on it, in metres.
const ON_LINE_M: f64 = 1e-3;
/// Vertices of a ring that are tried to tell whether it lies in another.
const MOST_TRIED: usize = 64;
/// What it costs to meet a ring, in vertices.
const MEETING: u64 = 30;
/// Vertices looked at before a drawing is given up: some seconds.
const MOST_WORK: u64 = 2_000_000_000;

/// A ring in metres.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ring {
    /// Its positions, the first not repeated.
    pub(super) positions: Vec<[f64; 2]>,
    /// Its area in m², positive.
    pub(super) area_m2: f64,
    least: [f64; 2],
    most: [f64; 2],
}

impl Ring {
    /// A ring of at least three positions with some area; otherwise the positions come back.
    pub(super) fn new(positions: Vec<[f64; 2]>) -> Result<Self, Vec<[f64; 2]>> {
        let Some(&origin) = positions.first().filter(|_| positions.len() > 2) else { return Err(positions) };
        let (mut least, mut most, mut twice) = (origin, origin, 0.0);
        for (i, at) in positions.iter().enumerate() {
            let next = positions[(i + 1) % positions.len()];
            let [from, to] = [*at, next].map(|p| [p[0] - origin[0], p[1] - origin[1]]);
            twice += from[0].mul_add(to[1], -to[0] * from[1]);
            for axis in 0..2 {
                least[axis] = least[axis].min(at[axis]);
                most[axis] = most[axis].max(at[axis]);
            }
        }
        let area_m2 = f64::abs(twice) / 2.0;
        if area_m2 > 0.0 { Ok(Self { positions, area_m2, least, most }) } else { Err(positions) }
    }

    fn edges(&self) -> impl Iterator<Item = ([f64; 2], [f64; 2])> + '_ {
        let count = self.positions.len();
        (0..count).map(move |i| (self.positions[i], self.positions[(i + 1) % count]))
    }

    /// Whether a position lies inside.
    pub(super) fn contains(&self, [x, y]: [f64; 2]) -> bool {
        let within = x >= self.least[0] && x <= self.most[0] && y >= self.least[1] && y <= self.most[1];
        let crossings = || {
            self.edges()
                .filter(|(a, b)| (a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * ((y - a[1]) / (b[1] - a[1])) + a[0])
                .count()
        };
        within && crossings() % 2 == 1
    }

    fn touches(&self, [x, y]: [f64; 2]) -> bool {
        self.edges().any(|(a, b)| {
            let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
            let square = dx.mul_add(dx, dy * dy);
            let share = if square > 0.0 { ((x - a[0]).mul_add(dx, (y - a[1]) * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
            (x - share.mul_add(dx, a[0])).hypot(y - share.mul_add(dy, a[1])) <= ON_LINE_M
        })
    }

    /// A position inside: the middle of the widest stretch of the line through its middle from west to east.
    fn inside(&self) -> [f64; 2] {
        let y = f64::midpoint(self.least[1], self.most[1]);
        let crossing = |(a, b): ([f64; 2], [f64; 2])| {
            ((a[1] > y) != (b[1] > y)).then(|| (b[0] - a[0]) * ((y - a[1]) / (b[1] - a[1])) + a[0])
        };
        let mut crossings: Vec<f64> = self.edges().filter_map(crossing).collect();
        crossings.sort_by(f64::total_cmp);
        let widest = crossings.chunks_exact(2).max_by(|one, other| f64::total_cmp(&(one[1] - one[0]), &(other[1] - other[0])));
        [widest.map_or(self.least[0], |ends| f64::midpoint(ends[0], ends[1])), y]
    }

    /// Whether box and area let this ring lie in a larger one.
    fn may_lie_in(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.least[axis] >= other.least[axis] - ON_LINE_M && self.most[axis] <= other.most[axis] + ON_LINE_M)
            && self.area_m2 < other.area_m2
            && !self.is_same_land(other)
    }

    /// Whether this ring, which [may](Self::may_lie_in), lies in a larger one, whose line it may touch.
    fn lies_in(&self, other: &Self) -> bool {
        let step = self.positions.len().div_ceil(MOST_TRIED);
        let mut tried = self.positions.iter().step_by(step);
        other.contains(self.inside()) && tried.all(|&at| other.contains(at) || other.touches(at))
    }

    /// Whether this and another ring are the outlines of one land.
    fn is_same_land(&self, other: &Self) -> bool {
        let near = |a: [f64; 2], b: [f64; 2]| (0..2).all(|axis| (a[axis] - b[axis]).abs() <= SAME_BOX_M);
        near(self.least, other.least)
            && near(self.most, other.most)
            && (self.area_m2 - other.area_m2).abs() <= SAME_SHARE * other.area_m2
    }
}

/// Rings found by place, within a bounded amount of work.
pub(super) struct RingIndex<'a> {
    rings: &'a [Ring],
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    work: Cell<u64>,
}

impl<'a> RingIndex<'a> {
    /// An index of `rings`.
    pub(super) fn new(rings: &'a [Ring]) -> Self {
        let boxes =
            rings.iter().enumerate().map(|(i, ring)| GeomWithData::new(Rectangle::from_corners(ring.least, ring.most), i));
        Self { rings, tree: RTree::bulk_load(boxes.collect()), work: Cell::new(0) }
    }

    /// Whether so much was looked at that the answers since are none.
    pub(super) fn is_exhausted(&self) -> bool {
        self.work.get() > MOST_WORK
    }

    fn count(&self, vertices: usize) {
        self.work.set(self.work.get() + vertices as u64 + MEETING);
    }

    /// The rings whose boxes meet a box and that pass, the smallest first.
    fn near(&self, least: [f64; 2], most: [f64; 2], passes: impl Fn(usize) -> bool) -> Vec<usize> {
        if self.is_exhausted() {
            return Vec::new();
        }
        let met = self.tree.locate_in_envelope_intersecting(AABB::from_corners(least, most)).map(|found| found.data);
        let mut near: Vec<usize> = met.inspect(|_| self.count(0)).filter(|ring| passes(*ring)).collect();
        near.sort_by(|one, other| self.rings[*one].area_m2.total_cmp(&self.rings[*other].area_m2).then(one.cmp(other)));
        near
    }

    /// The rings around a position, the smallest first.
    pub(super) fn around(&self, at: [f64; 2]) -> Vec<usize> {
        let mut near = self.near(at, at, |_| true);
        near.retain(|&ring| {
            self.count(self.rings[ring].positions.len());
            !self.is_exhausted() && self.rings[ring].contains(at)
        });
        near
    }

    /// The smallest ring of those that pass in which ring `inner` lies.
    pub(super) fn smallest_around(&self, inner: usize, passes: impl Fn(usize) -> bool) -> Option<usize> {
        let ring = &self.rings[inner];
        let may_hold = |outer: usize| outer != inner && ring.may_lie_in(&self.rings[outer]) && passes(outer);
        self.near(ring.least, ring.most, may_hold).into_iter().find(|&outer| {
            let tried = ring.positions.len().min(MOST_TRIED);
            self.count(ring.positions.len() + (2 * tried + 1) * self.rings[outer].positions.len());
            !self.is_exhausted() && ring.lies_in(&self.rings[outer])
        })
    }

    /// Whether one of the rings outlines the same land as `ring`.
    pub(super) fn has_same_land(&self, ring: &Ring) -> bool {
        !self.near(ring.least, ring.most, |other| ring.is_same_land(&self.rings[other])).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Ring {
        Ring::new(vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side]]).expect("it has area")
    }

    #[test]
    fn rings_lie_in_rings_that_they_may_touch_but_not_leave() {
        let rings = [square(0.0, 0.0, 100.0), square(0.0, 10.0, 20.0), square(90.0, 10.0, 20.0), square(0.0, 0.0, 100.0)];
        let index = RingIndex::new(&rings);
        assert_eq!(index.smallest_around(1, |ring| ring == 0), Some(0), "it touches the western side");
        assert_eq!(index.smallest_around(2, |_| true), None, "it leaves the east");
        assert_eq!(index.smallest_around(0, |_| true), None, "twins do not lie in each other");
        assert_eq!(index.around([5.0, 15.0]), [1, 0, 3]);
        assert!(index.has_same_land(&square(0.001, 0.0, 99.999)) && !index.has_same_land(&square(0.0, 0.0, 99.0)));
    }

    #[test]
    fn what_has_no_area_is_no_ring() {
        assert!(Ring::new(vec![[0.0, 0.0], [1.0, 0.0]]).is_err());
        assert!(Ring::new(vec![[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]).is_err());
    }
}
