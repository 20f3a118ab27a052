//! Fitting new lines to an exact coverage.

use std::collections::{BTreeMap, BTreeSet};

use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use super::{Insertions, NODING_TOLERANCE_UM, NodedBoundary, edge_box, is_inside_edge, undirected};
use crate::geometry::coverage::{DirectedEdge, envelope};
use crate::geometry::grid::{GridBox, GridPoint, Ring, ring_edges};
use crate::geometry::segment::{cross_properly, crossing, distance_to_segment_um, project_onto, sort_along};

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
    let attached = |ring: &Ring| ring.iter().map(|&v| borders.attach(v, boundary)).collect();
    let mut rings: Vec<Ring> = sketch.iter().map(attached).collect();
    borders.fit(&mut rings, boundary, |ring| ring_edges(ring).collect(), |_| None)?;
    Ok(NodedSketch { rings, insertions: borders.insertions })
}

/// Like [`node_sketch`] for an open line; the result is the line and the nodes it puts into the borders it meets.
pub fn node_line(
    line: &[GridPoint],
    existing: impl IntoIterator<Item = DirectedEdge>,
    boundary: &NodedBoundary,
) -> Result<(Vec<GridPoint>, Insertions), CannotNode> {
    let mut borders = Borders::new(existing);
    let mut lines = [line.iter().map(|&v| borders.attach(v, boundary)).collect::<Vec<_>>()];
    let edges = |line: &[GridPoint]| line.windows(2).map(|pair| (pair[0], pair[1])).collect();
    borders.fit(&mut lines, boundary, edges, |line| line.last().copied())?;
    let [line] = lines;
    Ok((line, borders.insertions))
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
    /// Puts nodes into `paths` and the borders they meet until nothing crosses any more.
    ///
    /// `edges_of` lists the edges of a path, `end_of` its last vertex if no edge starts there.
    fn fit(
        &mut self,
        paths: &mut [Vec<GridPoint>],
        boundary: &NodedBoundary,
        edges_of: impl Fn(&[GridPoint]) -> Vec<DirectedEdge>,
        end_of: impl Fn(&[GridPoint]) -> Option<GridPoint>,
    ) -> Result<(), CannotNode> {
        let mut at = GridPoint::new(0, 0);
        for _ in 0..MOST_ROUNDS {
            self.changed = false;
            for path in paths.iter_mut() {
                let mut noded = Vec::with_capacity(path.len());
                for edge in edges_of(path).into_iter().filter(|(a, b)| a != b) {
                    let points = self.meet(edge, boundary);
                    at = points.get(1).copied().unwrap_or(at);
                    noded.extend(points);
                }
                noded.extend(end_of(path));
                self.changed |= noded.len() > path.len();
                *path = noded;
            }
            if !self.changed {
                return Ok(());
            }
        }
        Err(CannotNode { at })
    }

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
        boundary.legal_line_of(edge).unwrap_or(edge)
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
