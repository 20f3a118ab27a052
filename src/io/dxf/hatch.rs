//! The boundaries of a HATCH.

use super::entity::{Path, Vertex, arc_path};
use super::pairs::Pair;

/// Most loops and edges believed; a count beyond it is not a hatch.
const MOST_PARTS: i64 = 1_000_000;

/// Reads pairs in their order, by their codes.
struct Reader<'a, 'b> {
    pairs: &'b [Pair<'a>],
    next: usize,
}

impl Reader<'_, '_> {
    /// The value of the next pair, which must have this code.
    fn real(&mut self, code: i32) -> Result<f64, String> {
        let pair = self.pairs.get(self.next).filter(|pair| pair.code == code);
        let number = pair.and_then(Pair::real).ok_or_else(|| format!("a hatch boundary lacks group {code}"))?;
        self.next += 1;
        Ok(number)
    }

    fn point(&mut self, east: i32, north: i32) -> Result<[f64; 2], String> {
        Ok([self.real(east)?, self.real(north)?])
    }

    fn count(&mut self, code: i32) -> Result<i64, String> {
        let count = self.real(code)? as i64;
        if (0..=MOST_PARTS).contains(&count) { Ok(count) } else { Err(format!("a hatch boundary counts {count} parts")) }
    }

    /// Steps to the next pair with a code.
    fn skip_to(&mut self, code: i32) -> bool {
        let found = self.pairs[self.next..].iter().position(|pair| pair.code == code);
        self.next = found.map_or(self.pairs.len(), |ahead| self.next + ahead);
        found.is_some()
    }
}

/// The loops of a hatch from its pairs, in the order of the DXF reference; pieces of ellipses and splines are not read.
pub(super) fn loops_of(pairs: &[Pair<'_>]) -> Result<Vec<Path>, String> {
    let mut reader = Reader { pairs, next: 0 };
    if !reader.skip_to(91) {
        return Err("a hatch without group 91".into());
    }
    let loops = reader.count(91)?;
    let mut paths = Vec::new();
    for _ in 0..loops {
        if !reader.skip_to(92) {
            return Err("a hatch has fewer boundaries than it counts".into());
        }
        let is_polyline = reader.count(92)? & 2 != 0;
        paths.push(if is_polyline { polyline(&mut reader)? } else { edges(&mut reader)? });
    }
    Ok(paths)
}

fn polyline(reader: &mut Reader<'_, '_>) -> Result<Path, String> {
    let has_bulges = reader.count(72)? != 0;
    let _is_closed = reader.real(73)?;
    let count = reader.count(93)?;
    let mut vertices = Vec::new();
    for _ in 0..count {
        let at = reader.point(10, 20)?;
        // some writers leave a bulge of 0 out
        let bulge = if has_bulges { reader.real(42).unwrap_or(0.0) } else { 0.0 };
        vertices.push(Vertex { at, bulge });
    }
    Ok(Path { vertices, closed: true })
}

fn edges(reader: &mut Reader<'_, '_>) -> Result<Path, String> {
    let count = reader.count(93)?;
    let mut vertices: Vec<Vertex> = Vec::new();
    for _ in 0..count {
        match reader.real(72)? as i64 {
            1 => {
                vertices.push(Vertex { at: reader.point(10, 20)?, bulge: 0.0 });
                reader.point(11, 21)?;
            }
            2 => vertices.extend(arc_edge(reader)?),
            3 => return Err("a hatch boundary has a piece of an ellipse".into()),
            _ => return Err("a hatch boundary has a piece of a spline".into()),
        }
    }
    Ok(Path { vertices, closed: true })
}

/// The first vertices of an arc; its end is where the next edge begins.
fn arc_edge(reader: &mut Reader<'_, '_>) -> Result<Vec<Vertex>, String> {
    let (centre, radius) = (reader.point(10, 20)?, reader.real(40)?);
    let (from, to) = (reader.real(50)?, reader.real(51)?);
    let counter_clockwise = reader.real(73)? != 0.0;
    // angles of clockwise arcs are those of the mirrored arc
    let mut path = if counter_clockwise { arc_path(centre, radius, from, to) } else { arc_path(centre, radius, -to, -from) };
    if !counter_clockwise {
        path.vertices.reverse();
        let bulges: Vec<f64> = path.vertices.iter().map(|vertex| vertex.bulge).collect();
        for (vertex, back) in path.vertices.iter_mut().zip(1..) {
            vertex.bulge = bulges.get(back).map_or(0.0, |bulge| -bulge);
        }
    }
    path.vertices.pop();
    Ok(path.vertices)
}
