//! Cutting a region along a line, by walking the faces of the planar graph of both.
//!
//! Nothing is computed: every edge of a piece is an edge of the region or of the line, so pieces of neighbours match.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::area::ExactArea;
use super::area::signed_ring_area;
use super::coverage::{DirectedEdge, reversed};
use super::grid::{GridBox, GridPoint, Location, Region, Ring, ring_edges};
use super::overlay::{NotSimple, region_from_edges};

/// The pieces into which an open line cuts a region, largest first; the region alone if it does not cut it.
///
/// The line must share vertices with the region wherever they meet (see [`noding`](super::noding)) and not cross itself
/// between vertices. Ends of the line that hang inside the region cut nothing.
pub fn cut(region: &Region, line: &[GridPoint]) -> Result<Vec<Region>, NotSimple> {
    let borders: BTreeSet<DirectedEdge> = region.edges().collect();
    let mut edges = borders.clone();
    for pair in line.windows(2) {
        let edge = (pair[0], pair[1]);
        let is_border = borders.contains(&edge) || borders.contains(&reversed(edge));
        if edge.0 != edge.1 && !is_border && runs_inside(region, edge) {
            edges.extend([edge, reversed(edge)]);
        }
    }
    if edges.len() == borders.len() {
        return Ok(vec![region.clone()]);
    }
    let (mut shells, mut holes) = (Vec::new(), Vec::new());
    for walk in left_faces(edges) {
        match signed_ring_area(&walk).cmp(&ExactArea::ZERO) {
            Ordering::Greater => shells.push((region_from_edges(ring_edges(&walk))?, walk)),
            Ordering::Less => holes.push(walk),
            Ordering::Equal => {}
        }
    }
    let mut walks: Vec<Vec<Ring>> = shells.iter().map(|(_, walk)| vec![walk.clone()]).collect();
    for hole in holes {
        let around = |index: &usize| holds_walk(&shells[*index].0, &hole);
        let innermost = (0..shells.len()).filter(around).min_by_key(|index| shells[*index].0.area());
        let at = hole.first().copied().unwrap_or(GridPoint::new(0, 0));
        walks[innermost.ok_or(NotSimple { at })?].push(hole);
    }
    let piece = |walks: &Vec<Ring>| region_from_edges(walks.iter().flat_map(|walk| ring_edges(walk)));
    let mut pieces: Vec<Region> = walks.iter().map(piece).collect::<Result<_, _>>()?;
    pieces.sort_by_cached_key(|piece| std::cmp::Reverse(piece.area()));
    Ok(pieces)
}

/// Whether an edge that meets no border between its ends lies in the interior of `region`.
fn runs_inside(region: &Region, (a, b): DirectedEdge) -> bool {
    // the middle rounded to the grid may fall beside a very short edge, never across a border of the region
    let middle = a.midpoint(b);
    let holds = |p| region.locate(p) == Location::Inside;
    holds(middle) || (holds(a) && holds(b))
}

/// Whether a walk around a hole lies in `shell`: its first vertex that is not on the shell's border decides.
fn holds_walk(shell: &Region, walk: &[GridPoint]) -> bool {
    let bounds = shell.bounds().zip(GridBox::around(walk.iter().copied()));
    bounds.is_some_and(|(outer, inner)| outer.contains_box(inner))
        && walk.iter().map(|v| shell.locate(*v)).find(|place| *place != Location::Border) == Some(Location::Inside)
}

/// The closed walks with each face of the graph on their left; every directed edge is in exactly one.
fn left_faces(edges: BTreeSet<DirectedEdge>) -> Vec<Ring> {
    let mut leaving: BTreeMap<GridPoint, Vec<GridPoint>> = BTreeMap::new();
    for &(a, b) in &edges {
        leaving.entry(a).or_default().push(b);
    }
    for (at, ends) in &mut leaving {
        ends.sort_by(|a, b| by_direction(at.delta(*a), at.delta(*b)));
    }
    let mut left = edges;
    let mut walks = Vec::new();
    while let Some(start) = left.pop_first() {
        let mut walk = vec![start.0];
        let mut edge = start;
        while let Some(next) = turn(&leaving, edge).filter(|next| *next != start) {
            left.remove(&next);
            walk.push(next.0);
            edge = next;
        }
        walks.push(walk);
    }
    walks
}

/// The edge that continues `a` → `b` along the face on its left: the first one clockwise from the way back.
fn turn(leaving: &BTreeMap<GridPoint, Vec<GridPoint>>, (a, b): DirectedEdge) -> Option<DirectedEdge> {
    let ends = leaving.get(&b)?;
    let back = b.delta(a);
    let before = ends.partition_point(|end| by_direction(b.delta(*end), back) == Ordering::Less);
    let next = if before == 0 { ends.len() - 1 } else { before - 1 };
    Some((b, ends[next]))
}

/// Orders directions counter-clockwise from east; exact.
fn by_direction(a: (i128, i128), b: (i128, i128)) -> Ordering {
    let half = |(east, north): (i128, i128)| north < 0 || (north == 0 && east < 0);
    half(a).cmp(&half(b)).then_with(|| (b.0 * a.1 - b.1 * a.0).cmp(&0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::overlay::{Fill, region_from_rings};

    fn mm(points: &[(i64, i64)]) -> Ring {
        points.iter().map(|&(e, n)| GridPoint::from_mm(e, n)).collect()
    }

    fn square() -> Region {
        let outer = mm(&[(0, 0), (5, 0), (10, 0), (10, 10), (5, 10), (0, 10)]);
        let hole = mm(&[(7, 4), (7, 6), (8, 6), (8, 4)]);
        region_from_rings(&[outer, hole], Fill::Positive)
    }

    fn areas(line: &[(i64, i64)]) -> Vec<f64> {
        let region = square();
        let pieces = cut(&region, &mm(line)).expect("the line is noded");
        let together = region_from_edges(pieces.iter().flat_map(Region::edges)).expect("the pieces fit");
        assert_eq!(together, region, "the pieces make up the region, vertex for vertex");
        pieces.iter().map(|piece| (piece.area().m2() * 1e6).round()).collect()
    }

    #[test]
    fn a_line_from_border_to_border_cuts() {
        assert_eq!(areas(&[(5, 0), (5, 10)]), [50.0, 48.0]);
        assert_eq!(areas(&[(5, -5), (5, 0), (4, 5), (5, 10), (5, 20)]), [53.0, 45.0]);
    }

    #[test]
    fn a_line_that_hangs_or_misses_cuts_nothing() {
        assert_eq!(areas(&[(5, 0), (5, 4)]), [98.0]);
        assert_eq!(areas(&[(1, 1), (2, 2)]), [98.0]);
        assert_eq!(areas(&[(20, 0), (20, 4)]), [98.0]);
        assert_eq!(areas(&[(0, 0), (5, 0)]), [98.0]);
    }

    #[test]
    fn loops_and_holes_are_faces_too() {
        assert_eq!(areas(&[(1, 1), (3, 1), (3, 3), (1, 3), (1, 1)]), [94.0, 4.0]);
        assert_eq!(areas(&[(7, 4), (5, 0)]), [98.0]);
        assert_eq!(areas(&[(5, 0), (7, 4), (7, 6), (5, 10)]), [62.0, 36.0]);
        assert_eq!(areas(&[(6, 3), (9, 3), (9, 7), (6, 7), (6, 3)]), [88.0, 10.0]);
    }
}
