//! A straight border that turns about a point of its line.

use super::Sweep;
use super::vector::{Flank, Vector, along_per_um, counter_clockwise};
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::{GridBox, GridPoint, Ring};

/// How far beyond the extent of the land the far end may go, as a multiple of it: a wedge never quite reaches its side line.
const FARTHEST: f64 = 20.0;

/// The land between an edge and the same edge turned about a hinge; a step moves its far end a micrometre sideways.
///
/// The hinge stands on the line of the edge. Where it stands between the ends, the longer part turns and the other one
/// stays. Ends run along the lines of the adjacent edges, or at right angles where those are all but parallel.
#[derive(Debug, Clone)]
pub struct Hinge {
    hinge: GridPoint,
    near: GridPoint,
    far: GridPoint,
    /// Distance of the near end from the hinge, 0 if it is the hinge itself, and of the far end, µm.
    near_um: f64,
    far_um: f64,
    /// Ways of the ends per µm of movement, and what part of them runs away from the hinge.
    near_way: Vector,
    far_way: Vector,
    near_part: f64,
    far_part: f64,
}

impl Hinge {
    /// The edge that turns about the foot of `hinge` on its line, away to `flank`; `before` and `after` are the vertices next to it.
    ///
    /// `None` for an edge without length.
    pub fn new(edge: DirectedEdge, hinge: GridPoint, flank: Flank, before: GridPoint, after: GridPoint) -> Option<Self> {
        let (a, b) = edge;
        let along = Vector::between(a, b).unit()?;
        let (length, foot) = (Vector::between(a, b).length(), Vector::between(a, hinge).dot(along));
        let normal = along.towards(flank);
        let way = |line: (GridPoint, GridPoint)| along_per_um(Some(Vector::between(line.0, line.1)), normal);
        let (ways, is_forward) = ([way((before, a)), way((b, after))], foot <= length / 2.0);
        let ([near_way, far_way], near, far) = if is_forward { (ways, a, b) } else { ([ways[1], ways[0]], b, a) };
        let (away, foot) = if is_forward { (along, foot) } else { (along.scaled(-1.0), length - foot) };
        let hinge_point = if foot.abs() < 1.0 { near } else { away.scaled(foot).from(near) };
        Some(Self {
            hinge: hinge_point,
            near: if foot > 0.0 { hinge_point } else { near },
            far,
            near_um: (-foot).max(0.0),
            far_um: length - foot,
            near_way,
            far_way,
            near_part: near_way.dot(away),
            far_part: far_way.dot(away),
        })
    }
}

impl Sweep for Hinge {
    fn rings(&self, step: i64) -> Vec<Ring> {
        let step = step as f64;
        let far = self.far_way.scaled(step).from(self.far);
        if self.near_um < 1.0 {
            return counter_clockwise(vec![self.hinge, self.far, far]).into_iter().collect();
        }
        let slope = step / step.mul_add(self.far_part, self.far_um);
        let near_step = slope * self.near_um / slope.mul_add(-self.near_part, 1.0);
        let near = self.near_way.scaled(near_step).from(self.near);
        counter_clockwise(vec![self.near, self.far, far, near]).into_iter().collect()
    }

    fn last_step(&self, around: GridBox) -> i64 {
        let ends = GridBox::from_corners(self.hinge, self.far).union(around);
        let mut last = Vector::between(ends.min, ends.max).length() * FARTHEST;
        // short of a right angle to the edge, and of running along the line of the near end
        let largest_slope = if self.near_part > 0.0 && self.near_um > 0.0 { 0.99 / self.near_part } else { 100.0 };
        let steepest = largest_slope.min(100.0);
        let shrinking = 1.0 - steepest * self.far_part;
        if shrinking > 0.0 {
            last = last.min(steepest * self.far_um / shrinking);
        }
        last.floor().max(0.0) as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::grid::UM_PER_M;
    use crate::geometry::overlay::{Fill, difference, region_from_rings};

    fn m(east: i64, north: i64) -> GridPoint {
        GridPoint::new(east * UM_PER_M, north * UM_PER_M)
    }

    fn area_m2(hinge: &Hinge, metres: i64) -> f64 {
        region_from_rings(&hinge.rings(metres * UM_PER_M), Fill::NonZero).area().m2()
    }

    #[test]
    fn an_edge_turns_about_its_end_or_a_point_on_it() {
        let edge = (m(0, 0), m(100, 0));
        let (before, after) = (m(0, 50), m(100, 50));
        for (at, metres, expected) in [
            (m(0, 0), 10, 500.0),
            (m(100, 0), 10, 500.0),
            (m(40, 0), 10, 300.0),
            (m(80, 7), 10, 400.0),
            (m(-100, 0), 20, 1_500.0),
        ] {
            let hinge = Hinge::new(edge, at, Flank::Left, before, after).expect("an edge");
            assert!((area_m2(&hinge, metres) - expected).abs() < 0.01, "{at:?}: {} m²", area_m2(&hinge, metres));
        }
    }

    #[test]
    fn sketches_are_nested_up_to_the_last() {
        let edge = (m(0, 0), m(100, 0));
        for (before, after) in [(m(0, 50), m(100, 50)), (m(-30, 50), m(140, 50)), (m(30, 50), m(60, 50)), (m(-9, 0), m(120, -20))]
        {
            for at in [m(0, 0), m(-70, 0), m(160, 0), m(70, 0)] {
                for flank in [Flank::Left, Flank::Right] {
                    let hinge = Hinge::new(edge, at, flank, before, after).expect("an edge");
                    let last = hinge.last_step(GridBox::from_corners(m(-200, -200), m(300, 300)));
                    let region = |part: i64| region_from_rings(&hinge.rings(last / 100 * part), Fill::NonZero);
                    for part in [1, 5, 20, 60, 99] {
                        let left_out = difference(&region(part), &region(part + 1)).area().m2();
                        assert!(left_out < 0.02, "{before:?} {at:?} {flank:?} {part}: {left_out} m²");
                    }
                }
            }
        }
    }
}
