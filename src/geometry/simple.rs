//! Rings that are simple as they are: most polygons of a file are, and such need no overlay to be a region.

use super::area::{ExactArea, signed_ring_area};
use super::grid::{GridBox, GridPoint, Location, Polygon, Region, Ring, locate_in_rings};
use super::segment::touch;

/// With more rings than this the overlay decides: every ring is held against every other.
const MOST_RINGS: usize = 32;
/// Rings of no more edges are compared edge by edge.
const FEW_EDGES: usize = 24;
/// Comparisons per edge after which the overlay decides: long edges side by side are the sweep's worst case.
const MOST_COMPARISONS_PER_EDGE: usize = 128;

/// The region of polygons, exterior first and then holes in any direction, if no two edges have more in common than the vertex that joins
/// them, holes lie in their exterior and parts beside each other; `None` where the overlay must decide.
///
/// What it gives is what the overlay gives, vertex by vertex. Rings must have no repeated points and no spikes.
pub(super) fn region_of_simple(polygons: &[Vec<Ring>]) -> Option<Region> {
    let rings: Vec<&[GridPoint]> = polygons.iter().flatten().map(Vec::as_slice).collect();
    let is_sound = |polygon: &Vec<Ring>| polygon.first().is_some_and(|exterior| !exterior.is_empty());
    if rings.is_empty() || rings.len() > MOST_RINGS || !polygons.iter().all(is_sound) || rings.iter().any(|ring| ring.len() < 3) {
        return None;
    }
    if !are_apart(&rings) || !polygons.iter().all(|polygon| holes_lie_inside(polygon)) || !parts_lie_beside(polygons) {
        return None;
    }
    let turned = |ring: &Ring, counter_clockwise: bool| {
        let mut ring = ring.clone();
        if (signed_ring_area(&ring) > ExactArea::ZERO) != counter_clockwise {
            ring.reverse();
        }
        ring
    };
    let polygon = |rings: &Vec<Ring>| Polygon {
        exterior: turned(&rings[0], true),
        holes: rings[1..].iter().map(|hole| turned(hole, false)).collect(),
    };
    Some(Region::from_valid(polygons.iter().map(polygon).collect()))
}

/// An edge from its western end, with its ring and its place in it.
struct Swept {
    west: GridPoint,
    east: GridPoint,
    south: i64,
    north: i64,
    ring: u32,
    place: u32,
}

/// Whether no two edges of the rings have a point in common but the vertex that joins them.
///
/// Where that would take too long to tell, the answer is no.
pub(super) fn are_apart(rings: &[&[GridPoint]]) -> bool {
    match rings {
        [ring] if ring.len() <= FEW_EDGES => are_few_apart(ring),
        _ => are_many_apart(rings),
    }
}

/// The same for a ring of few edges: each against each, nothing is sorted.
fn are_few_apart(ring: &[GridPoint]) -> bool {
    let edge = |at: usize| (ring[at], ring[if at + 1 == ring.len() { 0 } else { at + 1 }]);
    (0..ring.len()).all(|first| {
        // the edges before and after share a vertex with it
        let last = if first == 0 { ring.len() - 1 } else { ring.len() };
        (first + 2..last).all(|second| !touch(edge(first), edge(second)))
    })
}

fn are_many_apart(rings: &[&[GridPoint]]) -> bool {
    let mut edges: Vec<Swept> = Vec::with_capacity(rings.iter().map(|ring| ring.len()).sum());
    for (ring, points) in rings.iter().enumerate() {
        let ends = points.iter().skip(1).chain(points.first());
        edges.extend(points.iter().zip(ends).enumerate().map(|(place, (&a, &b))| {
            let (west, east) = if a < b { (a, b) } else { (b, a) };
            let (south, north) = (a.north.min(b.north), a.north.max(b.north));
            Swept { west, east, south, north, ring: ring as u32, place: place as u32 }
        }));
    }
    edges.sort_unstable_by_key(|edge| edge.west.east);
    let most = MOST_COMPARISONS_PER_EDGE * edges.len();
    let mut comparisons = 0;
    let mut open: Vec<usize> = Vec::new();
    for (at, edge) in edges.iter().enumerate() {
        comparisons += open.len();
        if comparisons > most {
            return false;
        }
        let mut kept = 0;
        while kept < open.len() {
            let other = &edges[open[kept]];
            if other.east.east < edge.west.east {
                open.swap_remove(kept);
                continue;
            }
            let are_level = edge.south <= other.north && other.south <= edge.north;
            if are_level && !are_joined(edge, other, rings) && touch((edge.west, edge.east), (other.west, other.east)) {
                return false;
            }
            kept += 1;
        }
        open.push(at);
    }
    true
}

/// Whether two edges follow each other in a ring; without spikes they then have only that vertex in common.
fn are_joined(a: &Swept, b: &Swept, rings: &[&[GridPoint]]) -> bool {
    let last = rings[a.ring as usize].len() as u32 - 1;
    let follows = |a: &Swept, b: &Swept| a.place + 1 == b.place || (a.place == last && b.place == 0);
    a.ring == b.ring && (follows(a, b) || follows(b, a))
}

fn location(rings: &[Ring], point: GridPoint) -> Location {
    locate_in_rings(rings.iter().map(Vec::as_slice), point)
}

/// Whether every hole lies in the exterior and in no other hole; no edges touch.
fn holes_lie_inside(polygon: &[Ring]) -> bool {
    let (exterior, holes) = polygon.split_at(1);
    let lies_in = |ring: &Ring, outer: &[Ring]| ring.first().is_some_and(|&point| location(outer, point) == Location::Inside);
    let others = |at: usize| holes.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, hole)| hole);
    holes
        .iter()
        .enumerate()
        .all(|(at, hole)| lies_in(hole, exterior) && others(at).all(|other| !lies_in(hole, std::slice::from_ref(other))))
}

/// Whether no part lies in another; no edges touch.
fn parts_lie_beside(polygons: &[Vec<Ring>]) -> bool {
    if polygons.len() == 1 {
        return true;
    }
    let boxes: Vec<Option<GridBox>> = polygons.iter().map(|polygon| GridBox::around(polygon[0].iter().copied())).collect();
    let contains = |outer: usize, inner: usize| {
        let holds = boxes[outer].zip(boxes[inner]).is_some_and(|(outer, inner)| outer.contains_box(inner));
        holds && location(&polygons[outer], polygons[inner][0][0]) == Location::Inside
    };
    (0..polygons.len()).all(|outer| (0..polygons.len()).all(|inner| outer == inner || !contains(outer, inner)))
}
