//! Noding: making borders that should be shared run over the same vertices.
//!
//! [`node_coverage`] joins what a foreign file left a hair apart; [`node_sketch`] fits new lines to a coverage that is
//! already exact. In both the legal boundary never bends: vertices come to it.

mod join;
mod sketch;

use std::collections::{BTreeMap, BTreeSet};

use super::coverage::DirectedEdge;
use super::grid::{GridBox, GridPoint, Region, Ring, UM_PER_MM, ring_edges};
use super::overlay::{Fill, NotSimple, region_from_edges, region_from_rings};
use super::segment::{distance_to_segment_um, project_onto, sort_along};

pub use join::{Joined, node_coverage};
pub use sketch::{CannotNode, NodedSketch, attach_vertex, node_line, node_sketch};

/// How far a vertex may lie off a border and still be meant to be on it: 2 mm.
pub const NODING_TOLERANCE_UM: i64 = 2 * UM_PER_MM;

/// How far a node may lie off the legal line it belongs to, µm.
pub const ON_LINE_UM: i64 = 2;

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

    /// A boundary with the nodes that `noded` has on its lines; `None` if an edge of `noded` does not run along one.
    pub fn from_noded(legal: Region, noded: Region) -> Option<Self> {
        let boundary = Self { legal, noded };
        boundary.runs_along_legal_lines().then_some(boundary)
    }

    /// A boundary that was kept with its nodes, as it was.
    pub const fn from_kept(legal: Region, noded: Region) -> Self {
        Self { legal, noded }
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

    /// The legal line that a noded edge is a piece of.
    pub fn legal_line_of(&self, (a, b): DirectedEdge) -> Option<DirectedEdge> {
        self.legal_edge_near(a.midpoint(b), NODING_TOLERANCE_UM)
    }

    /// Where the nodes of the legal lines go when corners move, from and to: each keeps its place along its line.
    pub fn nodes_with_corners(&self, corners: &BTreeMap<GridPoint, GridPoint>) -> Vec<(GridPoint, GridPoint)> {
        let moved = |corner: GridPoint| corners.get(&corner).copied().unwrap_or(corner);
        let lines: Vec<_> = self.legal.edges().filter(|(a, b)| corners.contains_key(a) || corners.contains_key(b)).collect();
        let on_line = |node: GridPoint| {
            let (a, b) = *lines.iter().find(|line| is_inside_edge(node, **line, ON_LINE_UM))?;
            let part = a.distance_m(node) / a.distance_m(b);
            let (from, to) = (moved(a), moved(b));
            let along = |from: i64, to: i64| from + ((to - from) as f64 * part).round() as i64;
            let place = GridPoint::new(along(from.east, to.east), along(from.north, to.north));
            Some((node, project_onto(place, (from, to))))
        };
        self.noded.vertices().filter(|node| !self.is_legal_corner(*node)).filter_map(on_line).collect()
    }

    /// The same boundary with legal corners moved, and the nodes on it moved as `moves` says (see
    /// [`nodes_with_corners`](Self::nodes_with_corners)).
    ///
    /// `None` if the result is no valid region, a node would leave its line, or the boundary would touch itself within
    /// [`NODING_TOLERANCE_UM`]: what lies between could not be told from a node.
    pub fn with_moved_corners(&self, moves: &BTreeMap<GridPoint, Option<GridPoint>>) -> Option<Self> {
        let corner = |p: GridPoint| moves.get(&p).copied().flatten().unwrap_or(p);
        let legal = map_vertices(&self.legal, |p| Some(corner(p))).ok()?;
        let moved: BTreeSet<GridPoint> = self.legal.vertices().filter(|p| moves.contains_key(p)).map(corner).collect();
        if legal.vertex_count() != self.legal.vertex_count() || touches_itself(&legal, &moved) {
            return None;
        }
        Self { legal, noded: self.noded.clone() }.with_moved_nodes(moves)
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
        Self::from_noded(self.legal.clone(), noded)
    }

    /// Whether every noded edge runs forward along a legal line: nodes stand in order.
    fn runs_along_legal_lines(&self) -> bool {
        self.noded.edges().all(|(a, b)| self.legal_line_of((a, b)).is_some_and(|line| runs_forward((a, b), line)))
    }
}

/// Whether a vertex of `region` lies within the noding tolerance of an edge it is no end of, and one of the two is at `moved`.
fn touches_itself(region: &Region, moved: &BTreeSet<GridPoint>) -> bool {
    let is_near = |v: GridPoint, (a, b): DirectedEdge| {
        v != a
            && v != b
            && edge_box((a, b)).grown(NODING_TOLERANCE_UM).contains(v)
            && distance_to_segment_um(v, (a, b)) <= NODING_TOLERANCE_UM as f64
    };
    region.edges().any(|edge| {
        if moved.contains(&edge.0) || moved.contains(&edge.1) {
            region.vertices().any(|v| is_near(v, edge))
        } else {
            moved.iter().any(|v| is_near(*v, edge))
        }
    })
}

/// Whether an edge points the way of `line`.
fn runs_forward((a, b): DirectedEdge, (from, to): DirectedEdge) -> bool {
    let ((dx, dy), (lx, ly)) = (a.delta(b), from.delta(to));
    dx * lx + dy * ly > 0
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

/// Whether `point` lies within `tolerance_um` of the edge and its foot is not an end.
pub fn is_inside_edge(point: GridPoint, edge: DirectedEdge, tolerance_um: i64) -> bool {
    let foot = project_onto(point, edge);
    foot != edge.0 && foot != edge.1 && distance_to_segment_um(point, edge) <= tolerance_um as f64
}
