//! Locks of direction: orthogonal, common angles, parallel or at right angles to a border.

use super::aim::Anchor;
use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::UM_PER_MM;

/// Step of the common angles, degrees.
pub const COMMON_STEP_DEG: u16 = 15;
/// By how many parts of a step a new direction must be nearer than the one held.
const MARGIN: f64 = 0.15;
/// How far a heading is followed when it is to meet something, µm: 100 km.
const FAR_UM: f64 = 1.0e11;

/// A direction on the grid, exact along the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heading {
    east: f64,
    north: f64,
}

impl Heading {
    /// The direction from `a` to `b`; north if they are the same.
    pub fn between(a: GridPoint, b: GridPoint) -> Self {
        let (east, north) = ((b.east - a.east) as f64, (b.north - a.north) as f64);
        let length = east.hypot(north);
        if length > 0.0 { Self { east: east / length, north: north / length } } else { Self { east: 0.0, north: 1.0 } }
    }

    /// A grid bearing, degrees clockwise from north.
    pub fn from_bearing(degrees: f64) -> Self {
        Self { east: 0.0, north: 1.0 }.turned(degrees)
    }

    /// The direction `degrees` clockwise of this one; multiples of 90° are exact.
    pub fn turned(self, degrees: f64) -> Self {
        let quarters = (degrees / 90.0).round();
        let rest = (degrees - quarters * 90.0).to_radians();
        let mut heading = self;
        for _ in 0..(quarters as i64).rem_euclid(4) {
            heading = heading.turned_right();
        }
        let (sin, cos) = rest.sin_cos();
        if sin == 0.0 {
            return heading;
        }
        Self { east: heading.east * cos + heading.north * sin, north: heading.north * cos - heading.east * sin }
    }

    /// The direction a right angle to the right.
    pub fn turned_right(self) -> Self {
        Self { east: self.north, north: 0.0 - self.east }
    }

    /// Its parts to the east and to the north, of a length of 1.
    pub(super) const fn parts(self) -> (f64, f64) {
        (self.east, self.north)
    }

    /// How far `at` lies along this direction from `from`, µm.
    pub fn along(self, from: GridPoint, at: GridPoint) -> f64 {
        (at.east - from.east) as f64 * self.east + (at.north - from.north) as f64 * self.north
    }

    /// The point `distance_um` along this direction from `from`, in whole millimetres; a coordinate that does not change stays
    /// as it is.
    pub fn place(self, from: GridPoint, distance_um: f64) -> GridPoint {
        let moved = |start: i64, part: f64| {
            if part == 0.0 { start } else { to_mm(start as f64 + part * distance_um) }
        };
        GridPoint::new(moved(from.east, self.east), moved(from.north, self.north))
    }

    /// A long line through `from`.
    pub(super) fn line(self, from: GridPoint) -> DirectedEdge {
        let end = |far: f64| GridPoint::new(from.east + (self.east * far) as i64, from.north + (self.north * far) as i64);
        (end(-FAR_UM), end(FAR_UM))
    }

    /// The angle between two directions, 0–180 degrees.
    fn angle_to(self, other: Self) -> f64 {
        let cross = self.east * other.north - self.north * other.east;
        let dot = self.east * other.east + self.north * other.north;
        cross.atan2(dot).abs().to_degrees()
    }
}

/// Rounds µm to whole millimetres.
fn to_mm(um: f64) -> i64 {
    (um / UM_PER_MM as f64).round() as i64 * UM_PER_MM
}

/// To which angles directions are locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Angles {
    /// To none.
    #[default]
    Free,
    /// To right angles.
    Orthogonal,
    /// To multiples of [`COMMON_STEP_DEG`].
    Common,
}

/// A border to which the present segment is parallel or at right angles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picked {
    /// The border, or the previous edge of the sketch.
    pub edge: DirectedEdge,
    /// Whether at right angles rather than parallel.
    pub perpendicular: bool,
}

/// The directions in which the next point may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Constraint {
    /// To which angles it is locked.
    pub angles: Angles,
    /// Whether these count from the previous edge rather than from grid north.
    pub relative: bool,
    /// The border that decides for this one segment.
    pub picked: Option<Picked>,
}

impl Constraint {
    /// The direction that is meant by a pointer at `at`; `None` if none is locked. The direction of `held` stays a little longer.
    pub fn heading(self, anchor: &Anchor, at: GridPoint, held: Option<GridPoint>) -> Option<Heading> {
        let (base, steps) = match (self.picked, self.angles) {
            (Some(picked), _) => {
                let along = Heading::between(picked.edge.0, picked.edge.1);
                (if picked.perpendicular { along.turned_right() } else { along }, 2)
            }
            (None, Angles::Free) => return None,
            (None, Angles::Orthogonal) => (self.base(anchor), 4),
            (None, Angles::Common) => (self.base(anchor), 360 / COMMON_STEP_DEG),
        };
        let step = 360.0 / f64::from(steps);
        let wanted = Heading::between(anchor.from, at);
        let headings = (0..steps).map(|i| base.turned(f64::from(i) * step));
        let nearest = headings.clone().min_by(|a, b| a.angle_to(wanted).total_cmp(&b.angle_to(wanted)))?;
        let held = held.filter(|held| *held != anchor.from).map(|held| Heading::between(anchor.from, held));
        let kept = held.and_then(|held| headings.into_iter().find(|heading| heading.angle_to(held) < step * 0.05));
        let keeps = |kept: &Heading| kept.angle_to(wanted) <= nearest.angle_to(wanted) + step * MARGIN;
        Some(kept.filter(keeps).unwrap_or(nearest))
    }

    fn base(self, anchor: &Anchor) -> Heading {
        let previous = anchor.previous.filter(|previous| self.relative && *previous != anchor.from);
        previous.map_or(Heading { east: 0.0, north: 1.0 }, |previous| Heading::between(previous, anchor.from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: GridPoint = GridPoint::new(600_000_000_123, 2_270_000_000_456);

    fn at(east_m: f64, north_m: f64) -> GridPoint {
        GridPoint::new(FROM.east + (east_m * 1e6) as i64, FROM.north + (north_m * 1e6) as i64)
    }

    #[test]
    fn bearings_turn_clockwise_and_quarters_are_exact() {
        for (degrees, east, north) in
            [(0.0, 0.0, 1.0), (90.0, 1.0, 0.0), (180.0, 0.0, -1.0), (270.0, -1.0, 0.0), (-90.0, -1.0, 0.0)]
        {
            let heading = Heading::from_bearing(degrees);
            assert!((heading.east - east).abs() == 0.0 && (heading.north - north).abs() == 0.0, "{degrees}: {heading:?}");
        }
        let place = Heading::from_bearing(30.0).place(GridPoint::new(0, 0), 100e6);
        assert_eq!(place, GridPoint::new(50_000_000, 86_603_000), "whole millimetres");
    }

    #[test]
    fn an_orthogonal_point_shares_a_coordinate_to_the_last_micrometre() {
        let ortho = Constraint { angles: Angles::Orthogonal, ..Constraint::default() };
        let anchor = Anchor { from: FROM, previous: None };
        for (east, north) in [(100.0, 30.0), (-100.0, 30.0), (20.0, 90.0), (20.0, -90.0)] {
            let heading = ortho.heading(&anchor, at(east, north), None).expect("it is locked");
            let point = heading.place(FROM, heading.along(FROM, at(east, north)));
            assert!((point.east == FROM.east) != (point.north == FROM.north), "{point:?}");
            let (changed, start) = if point.east == FROM.east { (point.north, north) } else { (point.east, east) };
            assert!(changed % UM_PER_MM == 0 && start.abs() > 50.0);
        }
        assert_eq!(Constraint::default().heading(&anchor, at(1.0, 2.0), None), None);
    }

    #[test]
    fn angles_count_from_the_previous_edge_if_the_planner_says_so() {
        let previous = Some(at(-100.0, -20.0));
        let anchor = Anchor { from: FROM, previous };
        let lock = Constraint { angles: Angles::Common, relative: true, picked: None };
        let along = Heading::between(at(-100.0, -20.0), FROM);
        let heading = lock.heading(&anchor, at(40.0, 80.0), None).expect("it is locked");
        let turn = along.angle_to(heading);
        assert!((turn / 15.0 - (turn / 15.0).round()).abs() < 1e-9 && turn > 40.0, "{turn}");
        let to_north = Constraint { relative: false, ..lock }.heading(&anchor, at(40.0, 80.0), None).expect("it is locked");
        assert!((to_north.angle_to(Heading::from_bearing(30.0))).abs() < 1e-9);
    }

    #[test]
    fn a_picked_border_gives_its_direction_or_the_right_angle_to_it() {
        let edge = (GridPoint::new(0, 0), GridPoint::new(3_000_000, 4_000_000));
        let anchor = Anchor { from: FROM, previous: None };
        for (perpendicular, expected) in
            [(false, Heading { east: -0.6, north: -0.8 }), (true, Heading { east: -0.8, north: 0.6 })]
        {
            let lock = Constraint { picked: Some(Picked { edge, perpendicular }), ..Constraint::default() };
            let toward = at(expected.east * 50.0 + 1.0, expected.north * 50.0 - 2.0);
            let heading = lock.heading(&anchor, toward, None).expect("it is locked");
            assert!(heading.angle_to(expected) < 1e-9, "{heading:?}");
        }
    }

    #[test]
    fn a_trembling_pointer_between_two_directions_keeps_one() {
        let ortho = Constraint { angles: Angles::Orthogonal, ..Constraint::default() };
        let anchor = Anchor { from: FROM, previous: None };
        let mut held = None;
        let mut seen = Vec::new();
        for i in 0..40 {
            let jitter = if i % 2 == 0 { 0.5 } else { -0.5 };
            let pointer = at(50.0 + jitter, 50.0 - jitter);
            let heading = ortho.heading(&anchor, pointer, held).expect("it is locked");
            held = Some(heading.place(FROM, heading.along(FROM, pointer)));
            seen.push(heading);
        }
        assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
    }
}
