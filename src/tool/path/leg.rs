//! What leads from corner to corner.

use crate::geometry::GridPoint;
use crate::geometry::arc::Arc;
use crate::geometry::segment::distance_to_segment_um;

/// A longer arc is meant to be straight: its three points lie almost on a line, metres.
const MAX_ARC_M: f64 = 100_000.0;

/// What leads from the last corner to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leg {
    /// A straight segment to a corner; the first leg only says where the path begins.
    Straight(GridPoint),
    /// The circle through the last corner and `via`.
    Arc { via: GridPoint, to: GridPoint },
    /// Existing borders, vertex by vertex.
    Trace(Vec<GridPoint>),
}

/// The corners the planner set: the ends of the legs, and the points that arcs go through.
pub(super) fn corners(legs: &[Leg]) -> Vec<GridPoint> {
    let of_leg = |leg: &Leg| match leg {
        Leg::Straight(to) => vec![*to],
        Leg::Arc { via, to } => vec![*via, *to],
        Leg::Trace(course) => course.last().copied().into_iter().collect(),
    };
    legs.iter().flat_map(of_leg).collect()
}

/// Puts the corner with this number, as [`corners`] counts, elsewhere.
pub(super) fn put_corner(legs: &mut [Leg], number: usize, at: GridPoint) {
    let places = legs.iter_mut().flat_map(|leg| match leg {
        Leg::Straight(to) => vec![to],
        Leg::Arc { via, to } => vec![via, to],
        Leg::Trace(course) => course.last_mut().into_iter().collect(),
    });
    if let Some(place) = places.into_iter().nth(number) {
        *place = at;
    }
}

/// The legs as one line.
pub(super) fn flattened(legs: &[Leg]) -> Vec<GridPoint> {
    let mut line: Vec<GridPoint> = Vec::new();
    for leg in legs {
        match leg {
            Leg::Straight(to) => line.push(*to),
            Leg::Arc { via, to } => match line.last() {
                Some(&from) => line.extend(arc_course(from, *via, *to)),
                None => line.extend([*via, *to]),
            },
            Leg::Trace(course) => line.extend(course),
        }
    }
    line.dedup();
    line
}

/// The arc that three points mean, if they mean one.
pub(super) fn arc(from: GridPoint, via: GridPoint, to: GridPoint) -> Option<Arc> {
    Arc::through(from, via, to).filter(|arc| arc.length_m() <= MAX_ARC_M)
}

/// The arc from `from` through `via` to `to` without its beginning; `via` is a vertex of it. Straight if the three lie on a line.
pub(super) fn arc_course(from: GridPoint, via: GridPoint, to: GridPoint) -> Vec<GridPoint> {
    let Some(arc) = arc(from, via, to) else { return vec![to] };
    let mut line = arc.flattened();
    let distances = line.windows(2).map(|chord| distance_to_segment_um(via, (chord[0], chord[1])));
    let nearest = distances.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)).map(|(chord, _)| chord);
    if let Some(chord) = nearest
        && !line.contains(&via)
    {
        line.insert(chord + 1, via);
    }
    line.remove(0);
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::grid::UM_PER_M;

    fn m(east: i64, north: i64) -> GridPoint {
        GridPoint::new(east * UM_PER_M, north * UM_PER_M)
    }

    #[test]
    fn an_arc_passes_its_points_and_keeps_within_a_centimetre() {
        let legs = [Leg::Straight(m(500, 0)), Leg::Arc { via: m(300, 400), to: m(-500, 0) }, Leg::Straight(m(-600, 0))];
        let line = flattened(&legs);
        assert!(line.contains(&m(300, 400)) && line.len() > 100, "{}", line.len());
        let bend = &line[..line.len() - 1];
        for chord in bend.windows(2) {
            for p in [chord[0], chord[0].midpoint(chord[1])] {
                let departure_um = ((p.distance_squared(m(0, 0)) as f64).sqrt() - 500e6).abs();
                assert!(departure_um <= 10_000.0 && (chord[0].is_on_mm()), "{departure_um}");
            }
        }
        assert_eq!(corners(&legs), [m(500, 0), m(300, 400), m(-500, 0), m(-600, 0)]);
    }

    #[test]
    fn points_on_a_line_make_a_straight_leg() {
        for via in [m(50, 0), m(150, 0), m(0, 0)] {
            assert_eq!(arc_course(m(0, 0), via, m(100, 0)), [m(100, 0)]);
        }
        let almost = GridPoint::new(200 * UM_PER_M, 1_000);
        assert_eq!(arc_course(m(0, 0), almost, m(100, 0)), [m(100, 0)], "the long way round the globe is not meant");
    }

    #[test]
    fn any_corner_can_be_put_elsewhere() {
        let mut legs = [
            Leg::Straight(m(0, 0)),
            Leg::Arc { via: m(1, 1), to: m(2, 0) },
            Leg::Trace(vec![m(3, 0), m(4, 0)]),
            Leg::Straight(m(5, 0)),
        ];
        for (number, at) in [m(0, 9), m(1, 9), m(2, 9), m(4, 9), m(5, 9)].into_iter().enumerate() {
            put_corner(&mut legs, number, at);
            assert_eq!(corners(&legs)[number], at);
        }
        assert!(flattened(&legs).contains(&m(3, 0)), "what was traced stays");
    }
}
