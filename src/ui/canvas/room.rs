//! Where in an area there is most room for a line of text.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::geometry::{Polygon, Region};

/// Width of a label over its height, as most have it.
pub(super) const LABEL_ASPECT: f64 = 2.5;
/// How much room a place may lack per distance it is nearer to the middle.
const MIDDLE_PULL: f64 = 0.05;
/// Cells looked at before the best place so far is taken.
const MAX_CELLS: usize = 600;

/// The rings of an area in metres east and north; what lies within an odd number of them belongs to it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Outline {
    rings: Vec<Vec<[f64; 2]>>,
}

/// A place for a label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    /// The middle, metres east and north.
    pub at_m: [f64; 2],
    /// Half the height of the highest rectangle around it that is [`LABEL_ASPECT`] times as wide and lies in the area.
    pub half_height_m: f64,
}

/// A rectangle of the plan, metres east and north.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct BoxM {
    pub min: [f64; 2],
    pub max: [f64; 2],
}

impl Outline {
    /// The largest polygon of `region`.
    pub(super) fn of_largest(region: &Region) -> Self {
        region.polygons().iter().max_by_key(|polygon| polygon.area()).map_or_else(Self::default, Self::of_polygon)
    }

    /// A polygon.
    pub(super) fn of_polygon(polygon: &Polygon) -> Self {
        Self { rings: polygon.rings().map(|ring| ring.iter().map(|p| p.to_m()).collect()).collect() }
    }

    /// The part within `window`. Where it falls into pieces they hang together along the window's sides, which hold no room.
    pub(super) fn within(&self, window: BoxM) -> Self {
        let clipped = self.rings.iter().map(|ring| {
            let mut ring = ring.clone();
            for (axis, limit, keeps_above) in
                [(0, window.min[0], true), (0, window.max[0], false), (1, window.min[1], true), (1, window.max[1], false)]
            {
                ring = cut(&ring, axis, limit, keeps_above);
            }
            ring
        });
        Self { rings: clipped.filter(|ring| ring.len() > 2).collect() }
    }

    pub(super) fn contains(&self, [x, y]: [f64; 2]) -> bool {
        self.edges().fold(false, |inside, ([ax, ay], [bx, by])| {
            let crosses = (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax;
            inside != crosses
        })
    }

    /// Whether a ring runs through a rectangle.
    pub(super) fn crosses(&self, rectangle: BoxM) -> bool {
        let (middle, half) = middle_and_half(rectangle);
        self.edges().any(|edge| box_distance(middle, half, edge) < 1.0)
    }

    /// Whether a rectangle lies wholly in the area.
    pub(super) fn holds(&self, rectangle: BoxM) -> bool {
        let middle = middle_and_half(rectangle).0;
        self.contains(middle) && !self.crosses(rectangle)
    }

    /// Half the height of the highest label around `at_m`; negative outside the area.
    pub(super) fn half_height_at(&self, at_m: [f64; 2]) -> f64 {
        let unit = [LABEL_ASPECT, 1.0];
        let nearest = self.edges().map(|edge| box_distance(at_m, unit, edge)).fold(f64::INFINITY, f64::min);
        if self.contains(at_m) { nearest } else { -nearest }
    }

    /// The place with most room, to a fiftieth of the area's size; `None` for an outline without area.
    pub(super) fn roomiest(&self) -> Option<Room> {
        self.best_room(f64::INFINITY)
    }

    /// A place near the middle that has `enough_m` of half height or, where there is none, as much as there is.
    ///
    /// A search by quarters of cells like Mapbox's polylabel, for rectangles instead of circles.
    pub(super) fn best_room(&self, enough_m: f64) -> Option<Room> {
        let bounds = self.bounds()?;
        let [width, height] = [(bounds.max[0] - bounds.min[0]) / LABEL_ASPECT, bounds.max[1] - bounds.min[1]];
        let side = width.min(height);
        if side <= 0.0 {
            return None;
        }
        let middle = [0, 1].map(|i| bounds.min[i].midpoint(bounds.max[i]));
        let cell = |at_m: [f64; 2], half: f64| {
            let off_middle = ((at_m[0] - middle[0]).abs() / LABEL_ASPECT).max((at_m[1] - middle[1]).abs());
            let room = self.half_height_at(at_m);
            Cell { room, worth: room.min(enough_m) - MIDDLE_PULL * off_middle, at_m, half }
        };
        let mut cells = BinaryHeap::new();
        let mut best = cell(middle, 0.0);
        let [columns, rows] = [width, height].map(|length| (length / side).ceil().min(64.0) as usize);
        let half = (width / columns as f64).max(height / rows as f64) / 2.0;
        for column in 0..columns {
            for row in 0..rows {
                let east = bounds.min[0] + (2 * column + 1) as f64 * half * LABEL_ASPECT;
                cells.push(cell([east, bounds.min[1] + (2 * row + 1) as f64 * half], half));
            }
        }
        let mut seen = 0;
        while let Some(next) = cells.pop() {
            if next.worth > best.worth {
                best = next;
            }
            seen += 1;
            if next.most() - best.worth <= side / 50.0 || seen > MAX_CELLS {
                break;
            }
            let half = next.half / 2.0;
            for [east, north] in [[-half, -half], [half, -half], [-half, half], [half, half]] {
                cells.push(cell([next.at_m[0] + east * LABEL_ASPECT, next.at_m[1] + north], half));
            }
        }
        (best.room > 0.0).then_some(Room { at_m: best.at_m, half_height_m: best.room })
    }

    fn edges(&self) -> impl Iterator<Item = ([f64; 2], [f64; 2])> + '_ {
        self.rings.iter().flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)))
    }

    fn bounds(&self) -> Option<BoxM> {
        let mut points = self.rings.iter().flatten();
        let first = *points.next()?;
        Some(points.fold(BoxM { min: first, max: first }, |b, p| BoxM {
            min: [b.min[0].min(p[0]), b.min[1].min(p[1])],
            max: [b.max[0].max(p[0]), b.max[1].max(p[1])],
        }))
    }
}

/// A cell of the search: `half` is half its height, its width is [`LABEL_ASPECT`] times that.
#[derive(Debug, Clone, Copy)]
struct Cell {
    room: f64,
    /// The room that counts, less what it lies off the middle.
    worth: f64,
    at_m: [f64; 2],
    half: f64,
}

impl Cell {
    /// The most a point of the cell can be worth.
    fn most(&self) -> f64 {
        self.worth + (1.0 + MIDDLE_PULL) * self.half
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Cell {}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cell {
    fn cmp(&self, other: &Self) -> Ordering {
        self.most().total_cmp(&other.most())
    }
}

fn middle_and_half(rectangle: BoxM) -> ([f64; 2], [f64; 2]) {
    let middle = [0, 1].map(|i| rectangle.min[i].midpoint(rectangle.max[i]));
    (middle, [0, 1].map(|i| ((rectangle.max[i] - rectangle.min[i]) / 2.0).max(f64::MIN_POSITIVE)))
}

/// By how much a box with these half sides must be scaled around `middle` to touch an edge.
fn box_distance(middle: [f64; 2], half: [f64; 2], (a, b): ([f64; 2], [f64; 2])) -> f64 {
    let local = |p: [f64; 2]| [(p[0] - middle[0]) / half[0], (p[1] - middle[1]) / half[1]];
    let ([ax, ay], [bx, by]) = (local(a), local(b));
    let (dx, dy) = (bx - ax, by - ay);
    // max(|x|, |y|) along the edge is convex: it is least at an end or on one of the box's diagonals
    let at = |t: f64| (ax + t * dx).abs().max((ay + t * dy).abs());
    let on_diagonal = |offset: f64, slope: f64| {
        let t = -offset / slope;
        if (0.0..=1.0).contains(&t) { at(t) } else { f64::INFINITY }
    };
    at(0.0).min(at(1.0)).min(on_diagonal(ax - ay, dx - dy)).min(on_diagonal(ax + ay, dx + dy))
}

/// The part of a ring on one side of an axis-parallel line (Sutherland and Hodgman).
fn cut(ring: &[[f64; 2]], axis: usize, limit: f64, keeps_above: bool) -> Vec<[f64; 2]> {
    let keeps = |p: &[f64; 2]| if keeps_above { p[axis] >= limit } else { p[axis] <= limit };
    let mut kept = Vec::with_capacity(ring.len());
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        if keeps(a) {
            kept.push(*a);
        }
        if keeps(a) != keeps(b) {
            let t = (limit - a[axis]) / (b[axis] - a[axis]);
            kept.push([0, 1].map(|i| a[i] + t * (b[i] - a[i])));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(rings: &[&[[f64; 2]]]) -> Outline {
        Outline { rings: rings.iter().map(|ring| ring.to_vec()).collect() }
    }

    const SQUARE: [[f64; 2]; 4] = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0]];

    #[test]
    fn a_square_has_most_room_in_the_middle() {
        let room = outline(&[&SQUARE]).roomiest().expect("a square has room");
        assert!((room.at_m[0] - 50.0).abs() < 1.0 && (room.half_height_m - 20.0).abs() < 1.0, "{room:?}");
    }

    #[test]
    fn the_place_is_in_the_wide_part_and_beside_the_hole() {
        // an L of two arms: 20 wide and 60 wide
        let l: [[f64; 2]; 6] = [[0.0, 0.0], [200.0, 0.0], [200.0, 60.0], [20.0, 60.0], [20.0, 300.0], [0.0, 300.0]];
        let room = outline(&[&l]).roomiest().expect("an L has room");
        assert!(room.at_m[1] < 60.0 && room.half_height_m > 28.0, "{room:?}");
        let hole = [[40.0, 30.0], [60.0, 30.0], [60.0, 70.0], [40.0, 70.0]];
        let ring = outline(&[&SQUARE, &hole]);
        let room = ring.roomiest().expect("a ring has room");
        assert!(ring.contains(room.at_m) && room.half_height_m > 13.0, "{room:?}");
        assert!(!ring.contains([50.0, 50.0]) && ring.half_height_at([50.0, 50.0]) < 0.0);
    }

    #[test]
    fn where_there_is_enough_room_the_middle_is_taken() {
        let wedge = outline(&[&[[0.0, -5.0], [1000.0, -300.0], [1000.0, 300.0], [0.0, 5.0]]]);
        let roomiest = wedge.roomiest().expect("a wedge has room");
        let enough = wedge.best_room(20.0).expect("a wedge has room");
        assert!(roomiest.at_m[0] > 600.0 && (enough.at_m[0] - 500.0).abs() < 30.0, "{roomiest:?} {enough:?}");
        assert!(enough.half_height_m > 19.0);
    }

    #[test]
    fn a_box_fits_or_not() {
        let diamond = outline(&[&[[0.0, -50.0], [50.0, 0.0], [0.0, 50.0], [-50.0, 0.0]]]);
        let around = |w: f64, h: f64| BoxM { min: [-w, -h], max: [w, h] };
        assert!(diamond.holds(around(29.0, 20.0)));
        assert!(!diamond.holds(around(31.0, 20.0)));
        assert!(!diamond.holds(BoxM { min: [200.0, 200.0], max: [201.0, 201.0] }), "outside");
    }

    #[test]
    fn a_window_cuts_off_the_rest() {
        let part = outline(&[&SQUARE]).within(BoxM { min: [80.0, -1000.0], max: [1000.0, 1000.0] });
        let room = part.roomiest().expect("a strip has room");
        assert!((room.at_m[0] - 90.0).abs() < 1.0 && (room.half_height_m - 4.0).abs() < 0.5, "{room:?}");
        assert_eq!(outline(&[&SQUARE]).within(BoxM { min: [200.0, 0.0], max: [300.0, 100.0] }).roomiest(), None);
        assert_eq!(Outline::default().roomiest(), None);
    }
}
