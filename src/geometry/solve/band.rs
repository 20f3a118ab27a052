//! A border that moves sideways: slide of an edge, offset of a chain of edges.

use super::Sweep;
use super::vector::{Flank, LEAST_SINE, Vector, along_per_um, counter_clockwise};
use crate::geometry::grid::{GridBox, GridPoint, Ring, UM_PER_MM};
use crate::geometry::simplify::simplified;

/// How the ends of a border that moves run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// At right angles to the border.
    Perpendicular,
    /// Along the lines from these points to the ends of the border, on or back; at right angles where such a line is all but
    /// parallel to the border.
    Towards {
        /// The vertex before the border.
        before: GridPoint,
        /// The vertex after it.
        after: GridPoint,
    },
}

/// The land between a chain of edges and its parallel at a distance of `step` micrometres.
///
/// Where the chain bends away from the movement the corner is mitred, twice at turns beyond a right angle; where it bends
/// towards it the strips overlap. Ends that meet at an apex stop there. A chain that ends where it starts is moved all round.
#[derive(Debug, Clone)]
pub struct Band {
    pieces: Vec<Piece>,
    extent: GridBox,
}

/// A triangle or quadrilateral that grows from its base.
#[derive(Debug, Clone)]
struct Piece {
    from: GridPoint,
    to: GridPoint,
    /// Way of each end per µm of movement.
    from_way: Vector,
    to_way: Vector,
}

impl Piece {
    fn ring(&self, step: i64) -> Option<Ring> {
        let (base, step) = (Vector::between(self.from, self.to), step as f64);
        // the ends approach each other so much per µm; where they meet the piece ends
        let narrowing = base.unit().map_or(0.0, |along| self.from_way.plus(self.to_way.scaled(-1.0)).dot(along));
        let step = if narrowing > 0.0 { step.min(base.length() / narrowing) } else { step };
        let mut ring =
            vec![self.from, self.to, self.to_way.scaled(step).from(self.to), self.from_way.scaled(step).from(self.from)];
        ring.dedup();
        counter_clockwise(ring)
    }
}

impl Band {
    /// The band on one side of `border`; `None` if that has no edges. Vertices that do not bend it, to a millimetre, are no
    /// corners of the band.
    pub fn new(border: &[GridPoint], flank: Flank, ends: Ends) -> Option<Self> {
        let border = without_flat_vertices(border);
        let extent = GridBox::around(border.iter().copied())?;
        let directions: Vec<Vector> =
            border.windows(2).map(|pair| Vector::between(pair[0], pair[1]).unit()).collect::<Option<_>>()?;
        let (first, last) = (directions.first()?.towards(flank), directions.last()?.towards(flank));
        let mut pieces = Vec::new();
        let is_closed = border.first() == border.last();
        let (start, end) = if is_closed {
            let (end, start) = corner(border[0], *directions.last()?, directions[0], flank, &mut pieces);
            (start, end)
        } else {
            match ends {
                Ends::Perpendicular => (first, last),
                Ends::Towards { before, after } => {
                    let line = |from, to| Some(Vector::between(from, to));
                    (along_per_um(line(before, border[0]), first), along_per_um(line(*border.last()?, after), last))
                }
            }
        };
        let mut from_way = start;
        for (index, pair) in border.windows(2).enumerate() {
            let next = directions.get(index + 1);
            let (to_way, next_way) =
                next.map_or((end, end), |next| corner(pair[1], directions[index], *next, flank, &mut pieces));
            pieces.push(Piece { from: pair[0], to: pair[1], from_way, to_way });
            from_way = next_way;
        }
        Some(Self { pieces, extent })
    }
}

impl Sweep for Band {
    fn rings(&self, step: i64) -> Vec<Ring> {
        self.pieces.iter().filter_map(|piece| piece.ring(step)).collect()
    }

    fn last_step(&self, around: GridBox) -> i64 {
        let GridBox { min, max } = self.extent.union(around);
        Vector::between(min, max).length().ceil() as i64
    }
}

/// The ways in which the strips before and after a corner end there; a wedge goes to `pieces` where one mitre does not do.
fn corner(at: GridPoint, before: Vector, after: Vector, flank: Flank, pieces: &mut Vec<Piece>) -> (Vector, Vector) {
    let (one, other) = (before.towards(flank), after.towards(flank));
    let turn = before.cross(after);
    let opens = match flank {
        Flank::Left => turn < 0.0,
        Flank::Right => turn > 0.0,
    };
    let mitre = |a: Vector, b: Vector| a.plus(b).scaled(1.0 / (1.0 + a.dot(b)));
    if !opens && before.dot(after) > -1.0 + LEAST_SINE * LEAST_SINE {
        return (one, other);
    }
    if one.dot(other) >= 0.0 {
        let way = mitre(one, other);
        return (way, way);
    }
    let middle = one.plus(other).unit().filter(|_| one.plus(other).length() > LEAST_SINE).unwrap_or(before);
    let (from_way, to_way) = (mitre(one, middle), mitre(middle, other));
    pieces.push(Piece { from: at, to: at, from_way, to_way });
    (from_way, to_way)
}

/// The chain without vertices at which it goes straight on, to a millimetre.
fn without_flat_vertices(border: &[GridPoint]) -> Vec<GridPoint> {
    let is_closed = border.len() > 3 && border.first() == border.last();
    if !is_closed {
        return simplified(border, UM_PER_MM);
    }
    // a closed line has no ends to keep: cut it at the vertex farthest from its start
    let far = (1..border.len() - 1).max_by_key(|at| border[*at].distance_squared(border[0])).unwrap_or(1);
    let mut kept = simplified(&border[..=far], UM_PER_MM);
    kept.pop();
    kept.extend(simplified(&border[far..], UM_PER_MM));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::grid::UM_PER_M;
    use crate::geometry::overlay::{Fill, difference, region_from_rings};

    fn m(points: &[(i64, i64)]) -> Vec<GridPoint> {
        points.iter().map(|&(e, n)| GridPoint::new(e * UM_PER_M, n * UM_PER_M)).collect()
    }

    fn area_m2(band: &Band, metres: i64) -> f64 {
        let region = region_from_rings(&band.rings(metres * UM_PER_M), Fill::NonZero);
        (region.area().m2() * 10.0).round() / 10.0
    }

    #[test]
    fn an_edge_slides_straight_or_along_its_neighbours() {
        let edge = m(&[(0, 0), (100, 0)]);
        let straight = Band::new(&edge, Flank::Left, Ends::Perpendicular).expect("an edge");
        assert!((area_m2(&straight, 10) - 1_000.0).abs() < 1e-9);
        let [before, after] = [m(&[(-50, 50)])[0], m(&[(150, 50)])[0]];
        let spread = Band::new(&edge, Flank::Left, Ends::Towards { before, after }).expect("an edge");
        assert!((area_m2(&spread, 10) - 1_100.0).abs() < 1e-9);
        let closing = Band::new(&edge, Flank::Right, Ends::Towards { before, after }).expect("an edge");
        assert!((area_m2(&closing, 10) - 900.0).abs() < 1e-9);
        assert!((area_m2(&closing, 50) - 2_500.0).abs() < 1e-9, "the ends meet at 50 m");
        assert!((area_m2(&closing, 500) - 2_500.0).abs() < 1e-9, "and stay there");
        let parallel = Band::new(&edge, Flank::Left, Ends::Towards { before: m(&[(-9, 0)])[0], after }).expect("an edge");
        assert!((area_m2(&parallel, 10) - 1_050.0).abs() < 1e-9);
    }

    #[test]
    fn corners_are_mitred_outside_and_overlap_inside() {
        let corner = m(&[(100, 0), (0, 0), (0, 100)]);
        let outside = Band::new(&corner, Flank::Left, Ends::Perpendicular).expect("edges");
        assert!((area_m2(&outside, 10) - 2_100.0).abs() < 1e-9);
        let inside = Band::new(&corner, Flank::Right, Ends::Perpendicular).expect("edges");
        assert!((area_m2(&inside, 10) - 1_900.0).abs() < 1e-9);
        let square = m(&[(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]);
        let round = Band::new(&square, Flank::Right, Ends::Perpendicular).expect("edges");
        assert!((area_m2(&round, 10) - (120.0 * 120.0 - 100.0 * 100.0)).abs() < 1e-9);
        let inwards = Band::new(&square, Flank::Left, Ends::Perpendicular).expect("edges");
        assert!((area_m2(&inwards, 10) - (100.0 * 100.0 - 80.0 * 80.0)).abs() < 1e-9);
    }

    #[test]
    fn sketches_are_nested() {
        let bent = m(&[(0, 0), (60, 10), (70, -40), (50, 80), (90, 90), (91, 200)]);
        let [before, after] = [m(&[(-20, 30)])[0], m(&[(150, 210)])[0]];
        for flank in [Flank::Left, Flank::Right] {
            for ends in [Ends::Perpendicular, Ends::Towards { before, after }] {
                let band = Band::new(&bent, flank, ends).expect("edges");
                let region = |metres: i64| region_from_rings(&band.rings(metres * UM_PER_M), Fill::NonZero);
                for metres in [1, 5, 20, 60] {
                    let left_out = difference(&region(metres), &region(metres + 3)).area().m2();
                    assert!(left_out < 0.01, "{flank:?} {ends:?} {metres}: {left_out} m²");
                }
            }
        }
    }

    #[test]
    fn vertices_on_a_straight_border_make_no_corners() {
        let straight = m(&[(0, 0), (30, 0), (31, 0), (100, 0)]);
        let band = Band::new(&straight, Flank::Left, Ends::Perpendicular).expect("an edge");
        assert_eq!(band.rings(UM_PER_M).len(), 1);
        assert!(Band::new(&m(&[(0, 0)]), Flank::Left, Ends::Perpendicular).is_none());
    }
}
