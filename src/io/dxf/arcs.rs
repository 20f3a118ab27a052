//! Curved pieces of lines as vertices.

use super::entity::Path;

/// How far a chord may leave its arc, in metres: a millimetre with room for rounding.
const CHORD_OFFSET_M: f64 = 0.9e-3;
/// Most chords of one arc.
const MOST_CHORDS: f64 = 10_000.0;

/// The positions of a path in metres, arcs as chords within a millimetre; a closed path does not repeat its first position.
///
/// The chords of an arc do not depend on its direction, so that neighbours with the same arc get the same vertices.
pub(super) fn positions(path: &Path) -> Vec<[f64; 2]> {
    let count = path.vertices.len();
    let mut positions = Vec::with_capacity(count);
    for (i, vertex) in path.vertices.iter().enumerate() {
        positions.push(vertex.at);
        let is_last = i + 1 == count;
        if vertex.bulge != 0.0 && (!is_last || path.closed) {
            positions.extend(between(vertex.at, path.vertices[(i + 1) % count].at, vertex.bulge));
        }
    }
    positions.dedup();
    while path.closed && positions.len() > 1 && positions.first() == positions.last() {
        positions.pop();
    }
    positions
}

/// The vertices between the ends of an arc.
fn between(a: [f64; 2], b: [f64; 2], bulge: f64) -> Vec<[f64; 2]> {
    if b < a {
        let mut back = between(b, a, -bulge);
        back.reverse();
        return back;
    }
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let aside = (1.0 - bulge * bulge) / (4.0 * bulge);
    let centre = [dx.mul_add(0.5, a[0]) - dy * aside, dy.mul_add(0.5, a[1]) + dx * aside];
    let (from_x, from_y) = (a[0] - centre[0], a[1] - centre[1]);
    let radius = from_x.hypot(from_y);
    let sweep = 4.0 * bulge.atan();
    let widest = 2.0 * (1.0 - (CHORD_OFFSET_M / radius).min(0.3)).acos();
    let chords = (sweep.abs() / widest).ceil();
    if !radius.is_finite() || !(1.0..=MOST_CHORDS).contains(&chords) {
        return Vec::new();
    }
    let turned = |k: u32| {
        let (sin, cos) = (sweep * f64::from(k) / chords).sin_cos();
        [centre[0] + from_x.mul_add(cos, -from_y * sin), centre[1] + from_x.mul_add(sin, from_y * cos)]
    };
    (1..chords as u32).map(turned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::entity::{Vertex, arc_path};
    use super::*;

    #[test]
    fn arcs_stay_within_a_millimetre_and_do_not_depend_on_direction() {
        let (a, b, bulge) = ([605_000.0, 2_275_000.0], [605_100.0, 2_275_040.0], 0.414_213_562_373_095);
        let there = between(a, b, bulge);
        let mut back = between(b, a, -bulge);
        back.reverse();
        assert_eq!(there, back);
        // a quarter of a circle: its centre and radius
        let radius = 100_f64.hypot(40.0) / 2_f64.sqrt();
        let centre = [605_000.0 + 50.0 - 20.0, 2_275_000.0 + 20.0 + 50.0];
        let all: Vec<_> = [a].into_iter().chain(there).chain([b]).collect();
        for pair in all.windows(2) {
            let middle = [f64::midpoint(pair[0][0], pair[1][0]), f64::midpoint(pair[0][1], pair[1][1])];
            let from_centre = |p: [f64; 2]| (p[0] - centre[0]).hypot(p[1] - centre[1]);
            assert!((from_centre(pair[0]) - radius).abs() < 1e-6, "on the circle");
            assert!((from_centre(middle) - radius).abs() < 1e-3, "near the circle");
        }
    }

    #[test]
    fn circles_and_whole_arcs_have_the_area_they_should() {
        let path = Path { closed: true, ..arc_path([500.0, 500.0], 10.0, 30.0, 30.0) };
        let ring = positions(&path);
        let area: f64 =
            ring.iter().zip(ring.iter().cycle().skip(1)).map(|(p, q)| p[0].mul_add(q[1], -q[0] * p[1])).sum::<f64>() / 2.0;
        assert!((area - std::f64::consts::PI * 100.0).abs() < 0.05, "{area}");
        let straight =
            Path { vertices: [[0.0, 0.0], [1.0, 0.0], [1.0, 0.0]].map(|at| Vertex { at, bulge: 0.0 }).to_vec(), closed: false };
        assert_eq!(positions(&straight), [[0.0, 0.0], [1.0, 0.0]]);
    }
}
