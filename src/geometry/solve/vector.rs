//! Directions on the plan grid.

use crate::geometry::GridPoint;
use crate::geometry::area::{ExactArea, signed_ring_area};
use crate::geometry::grid::Ring;

/// Which side of a directed border a sketch grows to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flank {
    /// To the left: into the land whose border it is.
    Left,
    /// To the right: out of it.
    Right,
}

/// An offset or direction, µm or unitless; `f64` because directions are no grid points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Vector {
    pub east: f64,
    pub north: f64,
}

impl Vector {
    pub fn between(from: GridPoint, to: GridPoint) -> Self {
        Self { east: (to.east - from.east) as f64, north: (to.north - from.north) as f64 }
    }

    pub fn length(self) -> f64 {
        self.east.hypot(self.north)
    }

    /// The direction; `None` for nothing.
    pub fn unit(self) -> Option<Self> {
        let length = self.length();
        (length > 0.0).then(|| self.scaled(1.0 / length))
    }

    pub fn scaled(self, factor: f64) -> Self {
        Self { east: self.east * factor, north: self.north * factor }
    }

    pub fn plus(self, other: Self) -> Self {
        Self { east: self.east + other.east, north: self.north + other.north }
    }

    pub fn dot(self, other: Self) -> f64 {
        self.east.mul_add(other.east, self.north * other.north)
    }

    /// Positive where `other` points to the left of this direction.
    pub fn cross(self, other: Self) -> f64 {
        self.east.mul_add(other.north, -self.north * other.east)
    }

    /// Turned by an angle in radians, counter-clockwise.
    pub fn turned(self, angle: f64) -> Self {
        let (sin, cos) = angle.sin_cos();
        Self { east: self.east.mul_add(cos, -self.north * sin), north: self.east.mul_add(sin, self.north * cos) }
    }

    /// Turned by a right angle to one side.
    pub const fn towards(self, flank: Flank) -> Self {
        match flank {
            Flank::Left => Self { east: -self.north, north: self.east },
            Flank::Right => Self { east: self.north, north: -self.east },
        }
    }

    /// The grid point nearest to this offset from `origin`.
    pub fn from(self, origin: GridPoint) -> GridPoint {
        GridPoint::new(origin.east + self.east.round() as i64, origin.north + self.north.round() as i64)
    }
}

/// The ring counter-clockwise; `None` if it encloses nothing.
pub(super) fn counter_clockwise(mut ring: Ring) -> Option<Ring> {
    let area = signed_ring_area(&ring);
    if area < ExactArea::ZERO {
        ring.reverse();
    }
    (!area.is_zero()).then_some(ring)
}

/// Sine below which two lines count as parallel: 2°. A border that runs along such a line would be thrown out of the map.
pub(super) const LEAST_SINE: f64 = 0.035;

/// Whether the way through three points goes straight on, within 2°.
pub fn is_straight_on(a: GridPoint, b: GridPoint, c: GridPoint) -> bool {
    let directions = Vector::between(a, b).unit().zip(Vector::between(b, c).unit());
    directions.is_some_and(|(u, v)| u.cross(v).abs() < LEAST_SINE && u.dot(v) > 0.0)
}

/// How far one goes along `line` per µm away from a border with unit normal `normal`: its dot product with the normal is 1.
///
/// The normal itself where the line is missing or all but parallel to the border.
pub(super) fn along_per_um(line: Option<Vector>, normal: Vector) -> Vector {
    let direction = line.and_then(Vector::unit).filter(|direction| direction.dot(normal).abs() >= LEAST_SINE);
    direction.map_or(normal, |direction| direction.scaled(1.0 / direction.dot(normal)))
}
