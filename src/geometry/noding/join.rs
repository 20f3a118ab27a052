//! Joining the borders of a foreign coverage.

use std::collections::{BTreeMap, BTreeSet};

use super::{Insertions, NODING_TOLERANCE_UM, NodedBoundary, edge_box, insert_mending, is_inside_edge, undirected};
use crate::geometry::coverage::{DirectedEdge, cancel_edges, reversed};
use crate::geometry::grid::{GridPoint, Region, Ring, ring_edges};
use crate::geometry::overlay::{Fill, region_from_edges, region_from_rings};
use crate::geometry::segment::{distance_to_segment_um, project_onto};

/// What joining a foreign coverage changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Joined {
    /// The boundary with the nodes that zones put on it.
    pub boundary: NodedBoundary,
    /// The regions, in the order given.
    pub regions: Vec<Region>,
    /// Largest distance a vertex moved, µm.
    pub largest_shift_um: f64,
    /// The vertex that moved so far, where it was; `None` if none moved.
    pub largest_shift_at: Option<GridPoint>,
    /// Number of vertices that moved.
    pub moved: usize,
}

/// Joins borders that lie within [`NODING_TOLERANCE_UM`] of each other.
///
/// A vertex near a legal corner becomes that corner, near a legal line it moves onto it and becomes a node of it, near
/// another vertex both become one, near another region's edge it is inserted there. Only around edges that do not
/// already cancel: an exact coverage is left as it is.
pub fn node_coverage(legal: Region, mut regions: Vec<Region>) -> Joined {
    let mut boundary = NodedBoundary::from_legal(legal);
    let (mut largest_shift_um, mut largest_shift_at, mut moved) = (0.0_f64, None, 0);
    for _ in 0..4 {
        let edges = regions.iter().flat_map(Region::edges);
        let unmatched = cancel_edges(edges.chain(boundary.noded.edges().map(reversed)));
        if unmatched.is_empty() {
            break;
        }
        let (moves, insertions) = joins(&unmatched, &boundary);
        if moves.is_empty() && insertions.is_empty() {
            break;
        }
        for (from, to) in &moves {
            let shift_um = (from.distance_squared(*to) as f64).sqrt();
            if shift_um > largest_shift_um {
                (largest_shift_um, largest_shift_at) = (shift_um, Some(*from));
            }
        }
        moved += moves.len();
        for region in &mut regions {
            *region = moved_and_noded(region, &moves, &insertions);
        }
        boundary = boundary.with_nodes(&insertions);
    }
    Joined { boundary, regions, largest_shift_um, largest_shift_at, moved }
}

fn moved_and_noded(region: &Region, moves: &BTreeMap<GridPoint, GridPoint>, insertions: &Insertions) -> Region {
    let touched = region.vertices().any(|p| moves.contains_key(&p));
    let moved = if touched {
        let rings: Vec<Ring> = region.rings().map(|ring| ring.iter().map(|p| *moves.get(p).unwrap_or(p)).collect()).collect();
        region_from_edges(rings.iter().flat_map(|ring| ring_edges(ring)))
            .unwrap_or_else(|_| region_from_rings(&rings, Fill::Positive))
    } else {
        region.clone()
    };
    insert_mending(&moved, insertions)
}

/// Moves of vertices and insertions into edges that would join what lies within the tolerance.
fn joins(unmatched: &[DirectedEdge], boundary: &NodedBoundary) -> (BTreeMap<GridPoint, GridPoint>, Insertions) {
    let vertices: BTreeSet<GridPoint> = unmatched.iter().flat_map(|&(a, b)| [a, b]).collect();
    let fixed: BTreeSet<GridPoint> = boundary.noded.vertices().collect();
    let mut on_boundary = fixed.clone();
    let mut inside = BTreeSet::new();
    let mut moves = BTreeMap::new();
    let mut insertions = Insertions::new();
    for &vertex in vertices.difference(&fixed) {
        let target = if let Some(node) = nearest_within(&on_boundary, vertex, NODING_TOLERANCE_UM) {
            node
        } else if let Some(line) = boundary.legal_edge_near(vertex, NODING_TOLERANCE_UM) {
            // a vertex that is already as near as a node can be stays: what Hecta wrote is read back unmoved
            let is_node = distance_to_segment_um(vertex, line) <= 1.0;
            let node = if is_node { vertex } else { project_onto(vertex, line) };
            insert_node_on_boundary(boundary, node, &mut insertions);
            on_boundary.insert(node);
            node
        } else {
            nearest_within(&inside, vertex, NODING_TOLERANCE_UM).unwrap_or(vertex)
        };
        if target == vertex {
            inside.insert(vertex);
        } else {
            moves.insert(vertex, target);
        }
    }
    insert_t_junctions(unmatched, &moves, boundary, &mut insertions);
    (moves, insertions)
}

/// The point of `points` nearest to `point`, if one lies within `tolerance_um`.
fn nearest_within(points: &BTreeSet<GridPoint>, point: GridPoint, tolerance_um: i64) -> Option<GridPoint> {
    let west = GridPoint::new(point.east - tolerance_um, i64::MIN);
    let east = GridPoint::new(point.east + tolerance_um, i64::MAX);
    points
        .range(west..=east)
        .map(|&p| (p.distance_squared(point), p))
        .filter(|(squared, _)| *squared <= i128::from(tolerance_um) * i128::from(tolerance_um))
        .min()
        .map(|(_, p)| p)
}

/// Puts `node` into the noded edge of the boundary it lies on.
fn insert_node_on_boundary(boundary: &NodedBoundary, node: GridPoint, insertions: &mut Insertions) {
    let nearest = boundary
        .noded
        .edges()
        .filter(|&edge| edge_box(edge).grown(NODING_TOLERANCE_UM).contains(node))
        .min_by(|&a, &b| distance_to_segment_um(node, a).total_cmp(&distance_to_segment_um(node, b)));
    if let Some(edge) = nearest {
        insertions.entry(undirected(edge)).or_default().insert(node);
    }
}

/// Inserts unmatched vertices into unmatched edges they lie near; edges that are about to move wait for the next round.
fn insert_t_junctions(
    unmatched: &[DirectedEdge],
    moves: &BTreeMap<GridPoint, GridPoint>,
    boundary: &NodedBoundary,
    insertions: &mut Insertions,
) {
    let of_boundary: BTreeSet<DirectedEdge> = boundary.noded.edges().map(undirected).collect();
    let mut vertices: Vec<GridPoint> = unmatched.iter().map(|edge| edge.0).filter(|v| !moves.contains_key(v)).collect();
    vertices.sort_unstable();
    vertices.dedup();
    for &edge in unmatched {
        let (a, b) = edge;
        let waits = moves.contains_key(&a) || moves.contains_key(&b);
        if waits || of_boundary.contains(&undirected(edge)) {
            continue;
        }
        let around = edge_box(edge).grown(NODING_TOLERANCE_UM);
        let from = vertices.partition_point(|v| v.east < around.min.east);
        for &vertex in vertices[from..].iter().take_while(|v| v.east <= around.max.east) {
            let is_end = vertex == a || vertex == b;
            if !is_end && around.contains(vertex) && is_inside_edge(vertex, edge, NODING_TOLERANCE_UM) {
                insertions.entry(undirected(edge)).or_default().insert(vertex);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::coverage::{analyse, tiles_exactly};

    fn mm(points: &[(i64, i64)]) -> Ring {
        points.iter().map(|&(e, n)| GridPoint::from_mm(e, n)).collect()
    }

    fn region(points: &[(i64, i64)]) -> Region {
        region_from_rings(&[mm(points)], Fill::NonZero)
    }

    #[test]
    fn a_rounded_t_junction_is_joined_not_reported() {
        let legal = region(&[(0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000)]);
        let south = region(&[(0, 0), (10_000, 0), (10_000, 5_000), (0, 5_000)]);
        let north_west = region(&[(0, 5_000), (4_000, 5_001), (4_000, 10_000), (0, 10_000)]);
        let north_east = region(&[(4_000, 5_001), (10_000, 4_999), (10_000, 10_000), (4_000, 10_000)]);
        let joined = node_coverage(legal, vec![south, north_west, north_east]);
        assert!(tiles_exactly(joined.boundary.noded(), &joined.regions));
        assert!(joined.largest_shift_um <= 2_000.0);
        assert_eq!(joined.boundary.legal().vertex_count(), 4);
    }

    #[test]
    fn vertices_come_to_a_slanted_boundary_and_its_corners_stay() {
        let legal = region(&[(0, 0), (9_997, 3_331), (10_000, 10_000), (0, 10_000)]);
        let west = region(&[(0, 0), (5_000, 1_666), (5_000, 10_000), (0, 10_000)]);
        let east = region(&[(5_000, 1_666), (9_997, 3_331), (10_000, 10_000), (5_001, 10_000)]);
        let joined = node_coverage(legal.clone(), vec![west, east]);
        assert!(tiles_exactly(joined.boundary.noded(), &joined.regions));
        assert_eq!(joined.boundary.legal(), &legal);
        for node in joined.boundary.noded().vertices() {
            assert!(legal.edges().any(|line| distance_to_segment_um(node, line) <= 1.0));
        }
    }

    #[test]
    fn an_exact_coverage_is_left_as_it_is() {
        let legal = region(&[(0, 0), (10, 0), (10, 10), (0, 10)]);
        let joined = node_coverage(legal.clone(), vec![legal.clone()]);
        assert_eq!((joined.moved, &joined.regions[0]), (0, &legal));
    }

    #[test]
    fn a_real_gap_stays_a_gap() {
        let legal = region(&[(0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000)]);
        let west = region(&[(0, 0), (4_990, 0), (4_990, 10_000), (0, 10_000)]);
        let east = region(&[(5_000, 0), (10_000, 0), (10_000, 10_000), (5_000, 10_000)]);
        let joined = node_coverage(legal, vec![west, east]);
        let refs: Vec<_> = joined.regions.iter().collect();
        let report = analyse(joined.boundary.noded(), &refs);
        assert!(report.is_exact);
        assert!((report.unallocated.area().m2() - 0.1).abs() < 1e-6);
    }
}
