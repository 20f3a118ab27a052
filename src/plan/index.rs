//! R-trees over the plan: every spatial query of the program goes through them.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, PointDistance, RTree, RTreeObject};

use super::zone::ZoneId;
use crate::geometry::coverage::{DirectedEdge, envelope};
use crate::geometry::grid::orientation;
use crate::geometry::segment::{distance_to_segment_um, project_onto};
use crate::geometry::{GridBox, GridPoint, Region};

/// A face of the coverage: a zone, or the land no zone claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Land inside the boundary that no zone claims.
    Unallocated,
    /// A zone.
    Zone(ZoneId),
}

/// A directed edge of a face; the face lies on its left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FaceEdge {
    /// Start and end.
    pub edge: DirectedEdge,
    /// Whose edge it is.
    pub face: Face,
}

impl RTreeObject for FaceEdge {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        envelope(GridBox::from_corners(self.edge.0, self.edge.1))
    }
}

impl PointDistance for FaceEdge {
    fn distance_2(&self, point: &[f64; 2]) -> f64 {
        squared_distance(*point, self.edge)
    }
}

/// Squared distance in µm² from a place in an R-tree to an edge.
pub(super) fn squared_distance([east, north]: [f64; 2], edge: DirectedEdge) -> f64 {
    distance_to_segment_um(GridPoint::new(east.round() as i64, north.round() as i64), edge).powi(2)
}

type FaceBox = GeomWithData<Rectangle<[f64; 2]>, Face>;
type FaceVertex = GeomWithData<[f64; 2], (GridPoint, Face)>;

/// R-trees over the boxes, edges and vertices of all faces, kept up to date face by face.
#[derive(Debug, Clone, Default)]
pub struct PlanIndex {
    faces: RTree<FaceBox>,
    edges: RTree<FaceEdge>,
    vertices: RTree<FaceVertex>,
}

impl PlanIndex {
    /// An index over all `faces`.
    pub fn build<'a>(faces: impl IntoIterator<Item = (Face, &'a Region)> + Clone) -> Self {
        let edges = faces.clone().into_iter().flat_map(|(face, r)| r.edges().map(move |edge| FaceEdge { edge, face }));
        let vertices = faces.clone().into_iter().flat_map(|(face, r)| r.vertices().map(move |v| vertex(v, face)));
        let boxes = faces.into_iter().filter_map(|(face, region)| face_box(face, region));
        Self {
            edges: RTree::bulk_load(edges.collect()),
            vertices: RTree::bulk_load(vertices.collect()),
            faces: RTree::bulk_load(boxes.collect()),
        }
    }

    /// Replaces the land of one face; only edges that differ are touched.
    pub fn replace(&mut self, face: Face, before: &Region, after: &Region) {
        if let Some(old) = face_box(face, before) {
            self.faces.remove(&old);
        }
        if let Some(new) = face_box(face, after) {
            self.faces.insert(new);
        }
        let sorted = |region: &Region| {
            let mut edges: Vec<_> = region.edges().collect();
            edges.sort_unstable();
            edges
        };
        let (old, new) = (sorted(before), sorted(after));
        for &edge in old.iter().filter(|edge| new.binary_search(edge).is_err()) {
            self.edges.remove(&FaceEdge { edge, face });
            self.vertices.remove(&vertex(edge.0, face));
        }
        for &edge in new.iter().filter(|edge| old.binary_search(edge).is_err()) {
            self.edges.insert(FaceEdge { edge, face });
            self.vertices.insert(vertex(edge.0, face));
        }
    }

    /// Faces whose box meets `around`, in order.
    pub fn faces_near(&self, around: GridBox) -> Vec<Face> {
        let mut faces: Vec<_> = self.faces.locate_in_envelope_intersecting(envelope(around)).map(|b| b.data).collect();
        faces.sort_unstable();
        faces
    }

    /// Edges whose box meets `around`, in order.
    pub fn edges_near(&self, around: GridBox) -> Vec<FaceEdge> {
        let mut edges: Vec<_> = self.edges.locate_in_envelope_intersecting(envelope(around)).copied().collect();
        edges.sort_unstable();
        edges
    }

    /// Faces that have `vertex` as a corner, in order.
    pub fn owners_of_vertex(&self, at: GridPoint) -> Vec<Face> {
        let around = envelope(GridBox { min: at, max: at });
        let mut faces: Vec<_> = self.vertices.locate_in_envelope_intersecting(around).map(|v| v.data.1).collect();
        faces.sort_unstable();
        faces.dedup();
        faces
    }

    /// The vertex nearest to `point` within `radius_um`.
    pub fn nearest_vertex(&self, point: GridPoint, radius_um: f64) -> Option<GridPoint> {
        let nearest = nearest(&self.vertices, point)?;
        let found = nearest.data.0;
        ((found.distance_squared(point) as f64).sqrt() <= radius_um).then_some(found)
    }

    /// The edge nearest to `point` within `radius_um`, with its distance in µm.
    pub fn nearest_edge(&self, point: GridPoint, radius_um: f64) -> Option<(FaceEdge, f64)> {
        let nearest = *nearest(&self.edges, point)?;
        let distance_um = distance_to_segment_um(point, nearest.edge);
        (distance_um <= radius_um).then_some((nearest, distance_um))
    }

    /// Vertices by their distance from `point` in µm, nearest first; one that several faces share comes once per face.
    pub fn vertices_by_distance(&self, point: GridPoint) -> impl Iterator<Item = (GridPoint, f64)> + '_ {
        let nearest = self.vertices.nearest_neighbor_iter([point.east as f64, point.north as f64]);
        nearest.map(move |vertex| (vertex.data.0, (vertex.data.0.distance_squared(point) as f64).sqrt()))
    }

    /// Edges by their distance from `point` in µm, nearest first; one that two faces share comes once per face.
    pub fn edges_by_distance(&self, point: GridPoint) -> impl Iterator<Item = (FaceEdge, f64)> + '_ {
        let nearest = self.edges.nearest_neighbor_iter([point.east as f64, point.north as f64]);
        nearest.map(move |edge| (*edge, distance_to_segment_um(point, edge.edge)))
    }

    /// The ends of all edges that begin or end at `vertex`, each once, in order.
    pub fn neighbours_of_vertex(&self, vertex: GridPoint) -> Vec<GridPoint> {
        let at = envelope(GridBox { min: vertex, max: vertex });
        let edges = self.edges.locate_in_envelope_intersecting(at).map(|e| e.edge);
        let mut ends: Vec<_> =
            edges.filter_map(|(a, b)| if a == vertex { Some(b) } else { (b == vertex).then_some(a) }).collect();
        ends.sort_unstable();
        ends.dedup();
        ends
    }

    /// The face that holds `point`, told from the nearest border alone; `None` outside all faces.
    ///
    /// Right only where faces neither overlap nor leave gaps. On a border it is one of the faces beside it.
    pub fn face_at(&self, point: GridPoint) -> Option<Face> {
        let (nearest, _) = self.edges_by_distance(point).next()?;
        let (a, b) = nearest.edge;
        let foot = project_onto(point, (a, b));
        let edge = if foot == a || foot == b {
            // the first edge met when turning clockwise from the point has it on its left
            let bearing = |to: GridPoint| ((to.east - foot.east) as f64).atan2((to.north - foot.north) as f64);
            let turn = |end: &GridPoint| (bearing(*end) - bearing(point)).rem_euclid(std::f64::consts::TAU);
            let ends = self.neighbours_of_vertex(foot).into_iter();
            (foot, ends.min_by(|one, other| turn(one).total_cmp(&turn(other)))?)
        } else if orientation(a, b, point) >= 0 {
            (a, b)
        } else {
            (b, a)
        };
        let at = envelope(GridBox { min: edge.0, max: edge.0 });
        self.edges.locate_in_envelope_intersecting(at).find(|e| e.edge == edge).map(|e| e.face)
    }

    /// All vertices in `around`, each once, in order.
    pub fn vertices_in(&self, around: GridBox) -> Vec<GridPoint> {
        let mut vertices: Vec<_> = self.vertices.locate_in_envelope_intersecting(envelope(around)).map(|v| v.data.0).collect();
        vertices.sort_unstable();
        vertices.dedup();
        vertices
    }
}

/// The object nearest to `point`.
///
/// Not by `RTree::nearest_neighbor`: it also prunes by upper bounds, which no longer hold once objects have been removed.
fn nearest<T>(tree: &RTree<T>, point: GridPoint) -> Option<&T>
where
    T: PointDistance + RTreeObject<Envelope = AABB<[f64; 2]>>,
{
    tree.nearest_neighbor_iter([point.east as f64, point.north as f64]).next()
}

fn vertex(at: GridPoint, face: Face) -> FaceVertex {
    GeomWithData::new([at.east as f64, at.north as f64], (at, face))
}

fn face_box(face: Face, region: &Region) -> Option<FaceBox> {
    Some(GeomWithData::new(Rectangle::from_aabb(envelope(region.bounds()?)), face))
}
