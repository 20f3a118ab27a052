//! Moving, turning and scaling: plane similarities on the plan grid.

use super::grid::{GridPoint, UM_PER_MM};

/// A plane similarity (no reflection): what moving, turning and scaling have in common.
///
/// A point p goes to `centre + factor · R(angle) · (p − centre) + shift`, rounded to whole millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Similarity {
    kind: SimilarityKind,
    centre: GridPoint,
    /// East and north parts of where a unit vector pointing east goes.
    unit: (f64, f64),
    shift: (i64, i64),
}

/// Which kind of similarity it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SimilarityKind {
    /// Only moved.
    Shift,
    /// Turned about its centre.
    Rotation,
    /// Scaled about its centre.
    Scaling,
}

impl Similarity {
    /// The shift that takes `from` to `to`, to the nearest whole millimetre in each direction.
    pub fn shift(from: GridPoint, to: GridPoint) -> Self {
        let step = GridPoint::new(to.east - from.east, to.north - from.north).rounded_to_mm();
        let shift = (step.east, step.north);
        Self { kind: SimilarityKind::Shift, centre: GridPoint::new(0, 0), unit: (1.0, 0.0), shift }
    }

    /// The rotation about `centre` by `angle_deg` degrees, clockwise as bearings run.
    pub fn rotation(centre: GridPoint, angle_deg: f64) -> Self {
        let (sin, cos) = (-angle_deg).to_radians().sin_cos();
        Self { kind: SimilarityKind::Rotation, centre, unit: (cos, sin), shift: (0, 0) }
    }

    /// The scaling about `centre` by `factor`, which is positive.
    pub fn scaling(centre: GridPoint, factor: f64) -> Self {
        Self { kind: SimilarityKind::Scaling, centre, unit: (factor, 0.0), shift: (0, 0) }
    }

    /// Where `point` goes. A mere shift keeps fractions of a millimetre, so that borders keep their shape.
    pub fn apply(&self, point: GridPoint) -> GridPoint {
        if self.kind == SimilarityKind::Shift {
            return GridPoint::new(point.east + self.shift.0, point.north + self.shift.1);
        }
        let east = (point.east - self.centre.east) as f64;
        let north = (point.north - self.centre.north) as f64;
        let (cos, sin) = self.unit;
        let mm = |um: f64| (um / UM_PER_MM as f64).round() as i64 * UM_PER_MM;
        let turned = (cos.mul_add(east, -sin * north), sin.mul_add(east, cos * north));
        GridPoint::new(self.centre.east + mm(turned.0), self.centre.north + mm(turned.1)).rounded_to_mm()
    }

    /// Which kind of similarity it is.
    pub const fn kind(&self) -> SimilarityKind {
        self.kind
    }

    /// Whether every point stays where it is.
    pub fn is_identity(&self) -> bool {
        self.unit == (1.0, 0.0) && self.shift == (0, 0)
    }

    /// Whether the numbers make sense: finite, and of a positive size.
    pub fn is_usable(&self) -> bool {
        let size = self.unit.0.hypot(self.unit.1);
        size.is_finite() && size > 0.0 && size < 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const P: fn(i64, i64) -> GridPoint = GridPoint::from_mm;

    #[test]
    fn points_go_where_they_should() {
        assert_eq!(Similarity::shift(P(1, 1), P(4, -3)).apply(P(10, 10)), P(13, 6));
        let quarter = Similarity::rotation(P(100, 100), 90.0);
        assert_eq!(quarter.apply(P(100, 110)), P(110, 100), "north turns east");
        assert_eq!(quarter.apply(P(100, 100)), P(100, 100));
        assert_eq!(Similarity::rotation(P(0, 0), 180.0).apply(P(3, 4)), P(-3, -4));
        assert_eq!(Similarity::scaling(P(10, 10), 2.5).apply(P(12, 14)), P(15, 20));
    }

    #[test]
    fn kinds_are_told_apart() {
        assert_eq!(Similarity::shift(P(0, 0), P(1, 0)).kind(), SimilarityKind::Shift);
        assert_eq!(Similarity::rotation(P(0, 0), 180.0).kind(), SimilarityKind::Rotation);
        assert_eq!(Similarity::scaling(P(0, 0), 0.5).kind(), SimilarityKind::Scaling);
        assert!(Similarity::shift(P(5, 5), P(5, 5)).is_identity());
        assert!(!Similarity::scaling(P(0, 0), 0.0).is_usable() && !Similarity::scaling(P(0, 0), f64::NAN).is_usable());
    }
}
