//! A closed traverse: stations from bearings and distances, its misclosure, and the adjustment by the compass rule.

use super::legs::Leg;
use crate::geometry::{GridPoint, Ring};

/// A misclosure up to this is rounding, metres.
const ROUNDING_M: f64 = 0.0005;

/// A station of a computed traverse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Station {
    /// As measured, to the millimetre.
    pub measured: GridPoint,
    /// As adjusted, to the millimetre.
    pub adjusted: GridPoint,
    /// What the adjustment adds to X (north), metres.
    pub north_correction_m: f64,
    /// What it adds to Y (east), metres.
    pub east_correction_m: f64,
}

/// A closed traverse, computed.
///
/// The last leg is meant to end at the first station; by how much it misses it is the misclosure. The adjustment is the compass rule
/// (Bowditch): each station moves by the misclosure, reversed, times the share of the way to it in the whole length.
#[derive(Debug, Clone, PartialEq)]
pub struct Traverse {
    /// The stations, the first one first, each once.
    pub stations: Vec<Station>,
    /// Misclosure in X (north), metres: arrived minus started.
    pub north_misclosure_m: f64,
    /// Misclosure in Y (east), metres.
    pub east_misclosure_m: f64,
    /// Length of all legs, metres.
    pub length_m: f64,
}

impl Traverse {
    /// Computes the traverse that starts at `start`; `None` with fewer than three legs.
    pub fn of(start: GridPoint, legs: &[Leg]) -> Option<Self> {
        if legs.len() < 3 {
            return None;
        }
        let [start_east, start_north] = start.to_m();
        let length_m: f64 = legs.iter().map(|leg| leg.distance_m).sum();
        let (mut east, mut north, mut way) = (0.0, 0.0, 0.0);
        let mut passed = vec![(0.0, 0.0, 0.0)];
        for leg in legs {
            let (sine, cosine) = leg.bearing_deg.to_radians().sin_cos();
            east += leg.distance_m * sine;
            north += leg.distance_m * cosine;
            way += leg.distance_m;
            passed.push((east, north, way));
        }
        passed.pop();
        let place = |e: f64, n: f64| GridPoint::from_m(start_east + e, start_north + n).map(GridPoint::rounded_to_mm);
        let stations = passed.into_iter().map(|(e, n, way)| {
            let (east_correction_m, north_correction_m) = (-east * way / length_m, -north * way / length_m);
            Some(Station {
                measured: place(e, n)?,
                adjusted: place(e + east_correction_m, n + north_correction_m)?,
                north_correction_m,
                east_correction_m,
            })
        });
        let stations = stations.collect::<Option<Vec<_>>>()?;
        Some(Self { stations, north_misclosure_m: north, east_misclosure_m: east, length_m })
    }

    /// Linear misclosure, metres.
    pub fn misclosure_m(&self) -> f64 {
        self.north_misclosure_m.hypot(self.east_misclosure_m)
    }

    /// The N of the relative misclosure 1:N; `None` if the traverse closes but for rounding.
    pub fn relative(&self) -> Option<f64> {
        (!self.closes()).then(|| self.length_m / self.misclosure_m())
    }

    /// Whether the traverse closes but for rounding, so that there is nothing to adjust.
    pub fn closes(&self) -> bool {
        self.misclosure_m() <= ROUNDING_M
    }

    /// The ring of the stations, adjusted or as measured.
    pub fn ring(&self, is_adjusted: bool) -> Ring {
        self.stations.iter().map(|s| if is_adjusted { s.adjusted } else { s.measured }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::corners::Legs;

    fn traverse(text: &str) -> Traverse {
        let read = Legs::of(text);
        assert_eq!(read.faults, []);
        Traverse::of(read.start.expect("a first station"), &read.legs).expect("a traverse")
    }

    /// Worked by hand: a square of 100 m whose third leg was measured 10 cm too long and whose last leg 4 cm too short.
    ///
    /// East: +100 − 99.96 = +0.04, north: +100 − 100.10 = −0.10; length 400.06; f = √(0.04² + 0.10²) = 0.107703, 1:3714.
    #[test]
    fn a_square_measured_amiss_is_adjusted_by_the_compass_rule() {
        let found = traverse("1000000 500000\n0 100\n90 100\n180 100,10\n270 99,96");
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-6, "{a} is not {b}");
        near(found.north_misclosure_m, -0.10);
        near(found.east_misclosure_m, 0.04);
        near(found.length_m, 400.06);
        near(found.misclosure_m(), 0.107_703_296);
        assert_eq!(found.relative().expect("it does not close").round() as i64, 3714);
        let measured: Vec<_> = found.stations.iter().map(|s| s.measured).collect();
        let at = |east_mm: i64, north_mm: i64| GridPoint::from_mm(500_000_000 + east_mm, 1_000_000_000 + north_mm);
        assert_eq!(measured, [at(0, 0), at(0, 100_000), at(100_000, 100_000), at(100_000, -100)]);
        // corrections at the 2nd station: +0.10 · 100/400.06 = 0.024996 north, −0.04 · 100/400.06 = −0.009999 east
        near(found.stations[1].north_correction_m, 0.024_996_25);
        near(found.stations[1].east_correction_m, -0.009_998_5);
        // at the 4th: 0.10 · 300.10/400.06 = 0.075014 north, −0.030005 east
        assert_eq!(found.ring(true), [at(0, 0), at(-10, 100_025), at(99_980, 100_050), at(99_970, -25)]);
        assert!(!found.closes());
    }

    #[test]
    fn a_traverse_that_closes_needs_no_adjustment() {
        let found = traverse("2271903,412 616580,020\n0 100\n90 100\n180 100\n270 100");
        assert!(found.closes() && found.relative().is_none());
        assert_eq!(found.ring(true), found.ring(false));
        assert_eq!(Traverse::of(GridPoint::new(0, 0), &[]), None);
    }
}
