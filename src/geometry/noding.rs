//! Noding: making borders that should be shared run over the same vertices.
//!
//! [`node_coverage`] joins what a foreign file left a hair apart; [`node_sketch`] fits new lines to a coverage that is
//! already exact. In both the legal boundary never bends: vertices come to it.

use std::collections::{BTreeMap, BTreeSet};

use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use super::coverage::{DirectedEdge, cancel_edges, envelope, reversed};
use super::grid::{GridBox, GridPoint, Region, Ring, UM_PER_MM, ring_edges};
use super::overlay::{Fill, NotSimple, region_from_edges, region_from_rings};
use super::segment::{cross_properly, crossing, distance_to_segment_um, project_onto, sort_along};

/// How far a vertex may lie off a border and still be meant to be on it: 2 mm.
pub const NODING_TOLERANCE_UM: i64 = 2 * UM_PER_MM;

/// Points to insert into undirected edges (smaller end first), unordered.
pub type Insertions = BTreeMap<DirectedEdge, BTreeSet<GridPoint>>;

/// The legal boundary and the nodes that borders meeting it have put on its lines.
///
/// The corners stay as given; each node lies within 1 µm of the legal line it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct NodedBoundary {
    legal: Region,
    noded: Region,
}

impl NodedBoundary {
    /// A boundary as given, without nodes.
    pub fn from_legal(legal: Region) -> Self {
        Self { noded: legal.clone(), legal }
    }

    /// The boundary as given: what is approved and exported.
    pub const fn legal(&self) -> &Region {
        &self.legal
    }

    /// The boundary with all nodes: what zones and unallocated land tile exactly.
    pub const fn noded(&self) -> &Region {
        &self.noded
    }

    /// Whether `point` is a corner of the legal boundary.
    pub fn is_legal_corner(&self, point: GridPoint) -> bool {
        self.legal.vertices().any(|corner| corner == point)
    }

    /// The legal line nearest to `point`, if one is within `tolerance_um`.
    pub fn legal_edge_near(&self, point: GridPoint, tolerance_um: i64) -> Option<DirectedEdge> {
        self.legal
            .edges()
            .filter(|&edge| edge_box(edge).grown(tolerance_um).contains(point))
            .map(|edge| (distance_to_segment_um(point, edge), edge))
            .filter(|(distance_um, _)| *distance_um <= tolerance_um as f64)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, edge)| edge)
    }

    /// The same boundary with `insertions` applied to its noded edges; points elsewhere are ignored.
    pub fn with_nodes(&self, insertions: &Insertions) -> Self {
        Self { legal: self.legal.clone(), noded: insert_mending(&self.noded, insertions) }
    }

    /// The same boundary with nodes `from` replaced by `to` (on the same line), or dropped where `to` is `None`.
    ///
    /// `None` if the result is no valid region, or a node would pass another one or a corner.
    pub fn with_moved_nodes(&self, moves: &BTreeMap<GridPoint, Option<GridPoint>>) -> Option<Self> {
        let noded = map_vertices(&self.noded, |p| moves.get(&p).copied().unwrap_or(Some(p))).ok()?;
        let moved = Self { legal: self.legal.clone(), noded };
        moved.runs_along_legal_lines().then_some(moved)
    }

    /// Whether every noded edge runs forward along a legal line: nodes stand in order.
    fn runs_along_legal_lines(&self) -> bool {
        self.noded.edges().all(|(a, b)| {
            let middle = GridPoint::new(a.east.midpoint(b.east), a.north.midpoint(b.north));
            self.legal_edge_near(middle, NODING_TOLERANCE_UM).is_some_and(|line| runs_forward((a, b), line))
        })
    }
}

/// Whether an edge points the way of `line`.
fn runs_forward((a, b): DirectedEdge, (from, to): DirectedEdge) -> bool {
    let (dx, dy) = ((b.east - a.east) as i128, (b.north - a.north) as i128);
    dx * (to.east - from.east) as i128 + dy * (to.north - from.north) as i128 > 0
}

fn edge_box((a, b): DirectedEdge) -> GridBox {
    GridBox::from_corners(a, b)
}

/// The edge from its smaller end, so that both directions are one key.
pub const fn undirected((a, b): DirectedEdge) -> DirectedEdge {
    if (a.east < b.east) || (a.east == b.east && a.north < b.north) { (a, b) } else { (b, a) }
}

/// The points of an edge from its start (included) to its end (excluded), with its insertions in order.
fn subdivided(edge: DirectedEdge, insertions: &Insertions) -> Vec<GridPoint> {
    let mut points = vec![edge.0];
    if let Some(inner) = insertions.get(&undirected(edge)) {
        let mut inner: Vec<_> = inner.iter().copied().filter(|p| *p != edge.0 && *p != edge.1).collect();
        sort_along(&mut inner, edge);
        points.extend(inner);
    }
    points
}

/// `region` with the points put into its edges, in both rings that share an edge alike; an error where the bent edges
/// would cross.
pub fn insert_into(region: &Region, insertions: &Insertions) -> Result<Region, NotSimple> {
    if !region.edges().any(|edge| insertions.contains_key(&undirected(edge))) {
        return Ok(region.clone());
    }
    region_from_edges(noded_rings(region, insertions).iter().flat_map(|ring| ring_edges(ring)))
}

/// Like [`insert_into`] for foreign geometry: bent edges that cross are resolved.
fn insert_mending(region: &Region, insertions: &Insertions) -> Region {
    insert_into(region, insertions).unwrap_or_else(|_| region_from_rings(&noded_rings(region, insertions), Fill::Positive))
}

fn noded_rings(region: &Region, insertions: &Insertions) -> Vec<Ring> {
    region.rings().map(|ring| ring_edges(ring).flat_map(|edge| subdivided(edge, insertions)).collect()).collect()
}

/// `region` with every vertex replaced by what `map` says, or dropped on `None`.
pub fn map_vertices(region: &Region, map: impl Fn(GridPoint) -> Option<GridPoint>) -> Result<Region, NotSimple> {
    let rings: Vec<Ring> = region.rings().map(|ring| ring.iter().filter_map(|&p| map(p)).collect()).collect();
    region_from_edges(rings.iter().flat_map(|ring| ring_edges(ring)))
}

/// What joining a foreign coverage changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Joined {
    /// The boundary with the nodes that zones put on it.
    pub boundary: NodedBoundary,
    /// The regions, in the order given.
    pub regions: Vec<Region>,
    /// Largest distance a vertex moved, µm.
    pub largest_shift_um: f64,
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
    let (mut largest_shift_um, mut moved) = (0.0_f64, 0);
    for _ in 0..4 {
        let edges = regions.iter().flat_map(Region::edges);
        let unmatched = cancel_edges(edges.chain(boundary.noded.edges().map(reversed)));
        let (moves, insertions) = joins(&unmatched, &boundary);
        if moves.is_empty() && insertions.is_empty() {
            break;
        }
        for (from, to) in &moves {
            largest_shift_um = largest_shift_um.max((from.distance_squared(*to) as f64).sqrt());
        }
        moved += moves.len();
        for region in &mut regions {
            *region = moved_and_noded(region, &moves, &insertions);
        }
        boundary = boundary.with_nodes(&insertions);
    }
    Joined { boundary, regions, largest_shift_um, moved }
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
            let node = project_onto(vertex, line);
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

/// Whether `point` lies within `tolerance_um` of the edge and its foot is not an end.
pub fn is_inside_edge(point: GridPoint, edge: DirectedEdge, tolerance_um: i64) -> bool {
    let foot = project_onto(point, edge);
    foot != edge.0 && foot != edge.1 && distance_to_segment_um(point, edge) <= tolerance_um as f64
}

/// New rings that fit an exact coverage, and the nodes they put into its edges.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NodedSketch {
    /// The sketch, running over existing vertices and nodes wherever it meets the coverage.
    pub rings: Vec<Ring>,
    /// Nodes to insert into existing edges, in all their owners.
    pub insertions: Insertions,
}

/// A sketch that could not be fitted: it runs along borders finer than the grid resolves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sketch cannot be fitted to the borders near {}, {}", at.to_m()[0], at.to_m()[1])]
pub struct CannotNode {
    /// A place where crossings keep arising.
    pub at: GridPoint,
}

/// Fits `sketch` to the edges of an exact coverage: existing borders stay where they are (to the micrometre of a
/// computed crossing), the sketch bends by up to [`NODING_TOLERANCE_UM`].
///
/// `existing` lists the coverage's edges near the sketch, in any direction, each at least once.
pub fn node_sketch(
    sketch: &[Ring],
    existing: impl IntoIterator<Item = DirectedEdge>,
    boundary: &NodedBoundary,
) -> Result<NodedSketch, CannotNode> {
    let mut borders = Borders::new(existing);
    let mut rings: Vec<Ring> = sketch.iter().map(|ring| ring.iter().map(|&v| borders.attach(v, boundary)).collect()).collect();
    let mut at = GridPoint::new(0, 0);
    for _ in 0..MOST_ROUNDS {
        borders.changed = false;
        for ring in &mut rings {
            let mut noded = Ring::with_capacity(ring.len());
            for edge in ring_edges(ring).filter(|(a, b)| a != b) {
                let points = borders.meet(edge, boundary);
                at = points.get(1).copied().unwrap_or(at);
                noded.extend(points);
            }
            borders.changed |= noded.len() > ring.len();
            *ring = noded;
        }
        if !borders.changed {
            return Ok(NodedSketch { rings, insertions: borders.insertions });
        }
    }
    Err(CannotNode { at })
}

/// Fits one vertex to an exact coverage: it becomes the vertex, or moves onto the border, it lies within
/// [`NODING_TOLERANCE_UM`] of; a node it puts into a border comes with it.
pub fn attach_vertex(
    vertex: GridPoint,
    existing: impl IntoIterator<Item = DirectedEdge>,
    boundary: &NodedBoundary,
) -> (GridPoint, Insertions) {
    let mut borders = Borders::new(existing);
    let attached = borders.attach(vertex, boundary);
    (attached, borders.insertions)
}

/// Rounds after which a sketch that keeps crossing borders anew is given up; two or three are usual.
const MOST_ROUNDS: usize = 16;

type IndexedEdge = GeomWithData<Rectangle<[f64; 2]>, DirectedEdge>;

/// The borders around a sketch, in pieces as far as they have been noded.
struct Borders {
    edges: RTree<IndexedEdge>,
    /// Which original edge a piece belongs to; pieces of an un-noded edge are not listed.
    origin: BTreeMap<DirectedEdge, DirectedEdge>,
    insertions: Insertions,
    /// Whether a border was split since this was last cleared.
    changed: bool,
}

impl Borders {
    fn new(existing: impl IntoIterator<Item = DirectedEdge>) -> Self {
        let distinct: BTreeSet<DirectedEdge> = existing.into_iter().map(undirected).collect();
        let edges = RTree::bulk_load(distinct.into_iter().map(indexed).collect());
        Self { edges, origin: BTreeMap::new(), insertions: Insertions::new(), changed: false }
    }

    fn near(&self, around: GridBox) -> Vec<DirectedEdge> {
        let around = envelope(around.grown(NODING_TOLERANCE_UM));
        let mut near: Vec<_> = self.edges.locate_in_envelope_intersecting(around).map(|e| e.data).collect();
        near.sort_unstable();
        near
    }

    /// Moves a sketched vertex onto the vertex or border it lies within the tolerance of.
    fn attach(&mut self, vertex: GridPoint, boundary: &NodedBoundary) -> GridPoint {
        let near = self.near(GridBox { min: vertex, max: vertex });
        let tolerance_squared = i128::from(NODING_TOLERANCE_UM) * i128::from(NODING_TOLERANCE_UM);
        let nearest_end = near.iter().flat_map(|&(a, b)| [a, b]).map(|end| (end.distance_squared(vertex), end)).min();
        if let Some((squared, end)) = nearest_end
            && squared <= tolerance_squared
        {
            return end;
        }
        let nearest_edge = near
            .into_iter()
            .map(|edge| (distance_to_segment_um(vertex, edge), edge))
            .filter(|(distance_um, _)| *distance_um <= NODING_TOLERANCE_UM as f64)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, edge)) = nearest_edge else { return vertex };
        let node = project_onto(vertex, self.carrier(edge, boundary));
        self.insert(node, edge);
        node
    }

    /// The line a node on `edge` must lie on: the legal line where the edge is a piece of the boundary.
    fn carrier(&self, edge: DirectedEdge, boundary: &NodedBoundary) -> DirectedEdge {
        let is_boundary = |edge: DirectedEdge| boundary.noded.edges().any(|e| undirected(e) == edge);
        let original = self.origin.get(&edge).copied().unwrap_or(edge);
        if !is_boundary(original) {
            return edge;
        }
        let middle = GridPoint::new(edge.0.east.midpoint(edge.1.east), edge.0.north.midpoint(edge.1.north));
        boundary.legal_edge_near(middle, NODING_TOLERANCE_UM).unwrap_or(edge)
    }

    /// Splits a piece of border at `node`, unless it is one of its ends; a piece split meanwhile is left to the next round.
    fn insert(&mut self, node: GridPoint, edge: DirectedEdge) {
        if node == edge.0 || node == edge.1 {
            return;
        }
        self.changed = true;
        if self.edges.remove(&indexed(edge)).is_none() {
            return;
        }
        let original = self.origin.remove(&edge).unwrap_or(edge);
        for piece in [undirected((edge.0, node)), undirected((node, edge.1))] {
            self.origin.insert(piece, original);
            self.edges.insert(indexed(piece));
        }
        self.insertions.entry(original).or_default().insert(node);
    }

    /// The start of a sketched edge and the points where it meets the borders, in order.
    fn meet(&mut self, edge: DirectedEdge, boundary: &NodedBoundary) -> Vec<GridPoint> {
        let (a, b) = edge;
        let near = self.near(edge_box(edge));
        let mut points: Vec<GridPoint> = near
            .iter()
            .flat_map(|&(c, d)| [c, d])
            .filter(|&v| v != a && v != b && is_inside_edge(v, edge, NODING_TOLERANCE_UM))
            .collect();
        if points.is_empty() {
            for border in near {
                for end in [a, b] {
                    if is_inside_edge(end, border, 1) {
                        self.insert(end, border);
                    }
                }
                if cross_properly(edge, border)
                    && let Some(at) = crossing(self.carrier(border, boundary), edge)
                {
                    self.insert(at, border);
                    points.push(at);
                }
            }
        }
        points.retain(|&p| p != a && p != b);
        points.sort_unstable();
        points.dedup();
        sort_along(&mut points, edge);
        points.insert(0, a);
        points
    }
}

fn indexed(edge: DirectedEdge) -> IndexedEdge {
    GeomWithData::new(Rectangle::from_aabb(envelope(edge_box(edge))), edge)
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
