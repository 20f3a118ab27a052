//! A cross line that moves along an axis: the border of land along a road, the cuts of a programme.

use super::Sweep;
use super::vector::{Flank, LEAST_SINE, Vector, counter_clockwise};
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::{GridBox, GridPoint, Ring};

/// A fan is drawn in steps of 30°, so far out that its chords miss no land.
const FAN_STEP: f64 = std::f64::consts::PI / 6.0;

/// The border runs all but along the axis, or its line misses it: there is no cross line to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the border does not cross the axis")]
pub struct NotAcross;

/// The land that a line across an axis sweeps from its first station on.
///
/// The line keeps its angle with the axis and turns about its corners without a jump; it reaches across all land there is.
/// What it has swept stays swept where an inner corner takes it back.
#[derive(Debug, Clone)]
pub struct Across {
    stretches: Vec<Stretch>,
    /// Half the length of the cross line, µm.
    reach_um: f64,
}

/// A part of the way: along a leg, or about a corner.
#[derive(Debug, Clone)]
struct Stretch {
    steps: i64,
    at: GridPoint,
    movement: Movement,
}

#[derive(Debug, Clone, Copy)]
enum Movement {
    /// Direction of the leg and of the cross line, to its left.
    Along { leg: Vector, cross: Vector },
    /// The half of the cross line that sweeps forward, and the angle by which it turns, counter-clockwise positive.
    About { half: Vector, angle: f64 },
}

impl Across {
    /// A line with bearing `bearing_deg` (degrees clockwise from grid north) that crosses all of `around`, moving to its right.
    pub fn at_bearing(bearing_deg: f64, around: GridBox) -> Self {
        let angle = std::f64::consts::FRAC_PI_2 - bearing_deg.to_radians();
        let cross = Vector { east: angle.cos(), north: angle.sin() };
        let leg = cross.towards(Flank::Right);
        let half = Vector::between(around.min, around.max).length() / 2.0 + 1e6;
        let start = leg.scaled(-half).from(around.centre());
        let movement = Movement::Along { leg, cross };
        Self { stretches: vec![Stretch { steps: (2.0 * half).ceil() as i64, at: start, movement }], reach_um: 2.0 * half }
    }

    /// A line at right angles to `guide` that moves along it, and on straight beyond its ends as far as `around` reaches.
    ///
    /// `None` for a guide without length.
    pub fn along_guide(guide: &[GridPoint], around: GridBox) -> Option<Self> {
        let reach_um = reach_um(guide, around)?;
        let mut guide = guide.to_vec();
        guide.dedup();
        let [first, second, ..] = guide[..] else { return None };
        let [.., before_last, last] = guide[..] else { return None };
        guide[0] = Vector::between(second, first).unit()?.scaled(reach_um).from(first);
        let end = guide.len() - 1;
        guide[end] = Vector::between(before_last, last).unit()?.scaled(reach_um).from(last);
        Self::along(&guide, std::f64::consts::FRAC_PI_2, reach_um)
    }

    /// The line of `border` that moves along `axis` to the side `flank` of the border, from where the two cross.
    ///
    /// Also the half plane it moves into: nothing behind the border belongs to the sweep.
    pub fn from_border(
        border: DirectedEdge,
        axis: &[GridPoint],
        flank: Flank,
        around: GridBox,
    ) -> Result<(Self, Ring), NotAcross> {
        let reach_um = reach_um(axis, around).ok_or(NotAcross)?;
        let line = Vector::between(border.0, border.1).unit().ok_or(NotAcross)?;
        let onward = line.towards(flank);
        let middle = border.0.midpoint(border.1);
        let crossings = axis.windows(2).enumerate().filter_map(|(leg, pair)| {
            let way = Vector::between(pair[0], pair[1]);
            let (from, to) = (Vector::between(middle, pair[0]).dot(onward), Vector::between(middle, pair[1]).dot(onward));
            let part = from / (from - to);
            if way.unit()?.dot(onward).abs() < LEAST_SINE || !(0.0..=1.0).contains(&part) {
                return None;
            }
            let station = way.scaled(part).from(pair[0]);
            Some((Vector::between(middle, station).length(), leg, station, from < to))
        });
        let (_, leg, station, is_forward) = crossings.min_by(|a, b| a.0.total_cmp(&b.0)).ok_or(NotAcross)?;
        let mut course = vec![station];
        if is_forward {
            course.extend(&axis[leg + 1..]);
        } else {
            course.extend(axis[..=leg].iter().rev());
        }
        course.dedup();
        let first = Vector::between(station, *course.get(1).ok_or(NotAcross)?).unit().ok_or(NotAcross)?;
        let cross = if first.cross(line) > 0.0 { line } else { line.scaled(-1.0) };
        let angle = first.cross(cross).atan2(first.dot(cross));
        let sweep = Self::along(&course, angle, reach_um).ok_or(NotAcross)?;
        let [far, deep] = [line.scaled(2.0 * reach_um), onward.scaled(2.0 * reach_um)];
        let (one, other) = (far.from(middle), far.scaled(-1.0).from(middle));
        let ahead = counter_clockwise(vec![one, other, deep.from(other), deep.from(one)]).ok_or(NotAcross)?;
        Ok((sweep, ahead))
    }

    /// The cross line at `angle` (counter-clockwise from the direction of movement, below 180°) along `axis`.
    fn along(axis: &[GridPoint], angle: f64, reach_um: f64) -> Option<Self> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut before: Option<Vector> = None;
        for pair in axis.windows(2) {
            let way = Vector::between(pair[0], pair[1]);
            let leg = way.unit()?;
            if let Some(before) = before {
                let turn = before.cross(leg).atan2(before.dot(leg));
                // in a left turn the right half of the line goes ahead
                let cross = before.turned(angle);
                let half = if turn > 0.0 { cross.scaled(-1.0) } else { cross };
                let steps = (turn.abs() * reach_um).ceil() as i64;
                stretches.push(Stretch { steps, at: pair[0], movement: Movement::About { half, angle: turn } });
            }
            let movement = Movement::Along { leg, cross: leg.turned(angle) };
            stretches.push(Stretch { steps: way.length().round() as i64, at: pair[0], movement });
            before = Some(leg);
        }
        (!stretches.is_empty()).then_some(Self { stretches, reach_um })
    }
}

/// Half a cross line that spans all land from anywhere on the axis.
fn reach_um(axis: &[GridPoint], around: GridBox) -> Option<f64> {
    let all = GridBox::around(axis.iter().copied())?.union(around);
    Some(Vector::between(all.min, all.max).length() + 1e6)
}

impl Stretch {
    fn ring(&self, steps: i64, reach_um: f64) -> Option<Ring> {
        match self.movement {
            Movement::Along { leg, cross } => {
                let at = leg.scaled(steps as f64).from(self.at);
                let (left, right) = (cross.scaled(reach_um), cross.scaled(-reach_um));
                counter_clockwise(vec![left.from(self.at), right.from(self.at), right.from(at), left.from(at)])
            }
            Movement::About { half, angle } => {
                let turned = angle * steps as f64 / self.steps.max(1) as f64;
                let chords = (turned.abs() / FAN_STEP).ceil().max(1.0) as i64;
                let spoke = |number: i64| half.turned(turned * number as f64 / chords as f64).scaled(2.0 * reach_um);
                let rim = (0..=chords).map(|number| spoke(number).from(self.at));
                counter_clockwise(std::iter::once(self.at).chain(rim).collect())
            }
        }
    }
}

impl Sweep for Across {
    fn rings(&self, step: i64) -> Vec<Ring> {
        let mut left = step;
        let mut rings = Vec::new();
        for stretch in &self.stretches {
            if left <= 0 {
                break;
            }
            rings.extend(stretch.ring(left.min(stretch.steps), self.reach_um));
            left -= stretch.steps;
        }
        rings
    }

    fn last_step(&self, _around: GridBox) -> i64 {
        self.stretches.iter().map(|stretch| stretch.steps).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Region;
    use crate::geometry::grid::UM_PER_M;
    use crate::geometry::overlay::{Fill, intersection, region_from_rings};

    fn m(east: i64, north: i64) -> GridPoint {
        GridPoint::new(east * UM_PER_M, north * UM_PER_M)
    }

    fn square() -> Region {
        region_from_rings([&vec![m(0, 0), m(100, 0), m(100, 100), m(0, 100)]], Fill::NonZero)
    }

    fn around() -> GridBox {
        GridBox::from_corners(m(0, 0), m(100, 100))
    }

    fn swept_m2(sweep: &Across, step: i64) -> f64 {
        intersection(&square(), &region_from_rings(&sweep.rings(step), Fill::NonZero)).area().m2()
    }

    /// The areas at eleven stations never fall and end with everything.
    fn assert_grows(sweep: &Across, all_m2: f64) {
        let last = sweep.last_step(around());
        let areas: Vec<f64> = (0..=50).map(|part| swept_m2(sweep, last / 50 * part)).collect();
        assert!(areas.windows(2).all(|pair| pair[0] <= pair[1] + 0.001), "{areas:?}");
        assert!((swept_m2(sweep, last) - all_m2).abs() < 0.01, "{areas:?}");
    }

    #[test]
    fn a_bearing_sweeps_to_its_right() {
        let east = Across::at_bearing(0.0, around());
        assert_grows(&east, 10_000.0);
        let half = east.last_step(around()) / 2;
        let swept = intersection(&square(), &region_from_rings(&east.rings(half), Fill::NonZero));
        assert_eq!(swept.bounds().map(|b| b.min), Some(m(0, 0)), "from west to east where the cuts run north");
        assert!((swept.area().m2() - 5_000.0).abs() < 0.01);
        assert_grows(&Across::at_bearing(137.0, around()), 10_000.0);
    }

    #[test]
    fn a_bent_guide_sweeps_everything_without_a_jump() {
        for guide in [
            vec![m(10, 10), m(60, 20), m(60, 90)],
            vec![m(50, 50), m(60, 50), m(50, 55)],
            vec![m(-20, 50), m(30, 50), m(40, 10), m(60, 80)],
        ] {
            let sweep = Across::along_guide(&guide, around()).expect("it has length");
            let last = sweep.last_step(around());
            let areas: Vec<f64> = (0..=2_000).map(|part| swept_m2(&sweep, last / 2_000 * part)).collect();
            let largest = areas.windows(2).map(|pair| pair[1] - pair[0]).fold(0.0, f64::max);
            assert!(areas.windows(2).all(|pair| pair[0] <= pair[1] + 0.001));
            assert!((areas[2_000] - 10_000.0).abs() < 1.0 && largest < 150.0, "{guide:?}: {} m², {largest} m²", areas[2_000]);
        }
        assert!(Across::along_guide(&[m(1, 1), m(1, 1)], around()).is_none());
    }

    #[test]
    fn a_border_moves_along_the_axis_on_its_side() {
        let border = (m(20, 0), m(30, 100));
        let axis = [m(0, 50), m(60, 50), m(100, 60)];
        let (sweep, ahead) = Across::from_border(border, &axis, Flank::Right, around()).expect("they cross");
        assert!(swept_m2(&sweep, 10 * UM_PER_M) > 990.0);
        let ahead = region_from_rings([&ahead], Fill::NonZero);
        let reach = intersection(&square(), &ahead).area().m2();
        assert!((reach - 7_500.0).abs() < 0.01, "{reach}");
        let (back, _) = Across::from_border(border, &axis, Flank::Left, around()).expect("they cross");
        let all = back.last_step(around());
        assert!((swept_m2(&back, all) - 2_375.0).abs() < 1.0, "as far as the axis goes, up to a parallel through its end");
        assert_eq!(Across::from_border((m(0, 10), m(90, 11)), &axis, Flank::Left, around()).err(), Some(NotAcross));
    }
}
