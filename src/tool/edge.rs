//! Moving a border parallel to itself: where its two ends go.

use super::options::EdgeDrag;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::noding::undirected;
use crate::geometry::segment::project_onto;
use crate::geometry::{GridBox, GridPoint};
use crate::plan::Plan;

/// Sine of the angle below which a border is too nearly parallel to the moved one for its end to slide along it.
const LEAST_SINE: f64 = 0.05;
/// Cosine beyond which two borders at a vertex are one straight line that a third one ends at.
const STRAIGHT_COSINE: f64 = -0.9998;
/// How far a node may lie off the legal line it belongs to, µm.
const ON_LINE_UM: i64 = 2;

/// A vector on the grid, µm.
type Vector = (f64, f64);

/// Signed distance of `point` from the line through `edge`, µm: positive on its left.
pub fn offset_um(edge: DirectedEdge, point: GridPoint) -> f64 {
    dot(normal(edge), between(edge.0, point))
}

/// The moves that carry `edge` to the parallel line `offset_um` to its left; none if it would stay where it is.
///
/// An end on the boundary slides along the boundary, and one that meets a straight border from the side slides along that
/// border. Any other end moves squarely with the border, or slides along the border beside it if `way` says so.
pub fn moves(plan: &Plan, edge: DirectedEdge, offset_um: f64, way: EdgeDrag) -> Vec<(GridPoint, GridPoint)> {
    if offset_um == 0.0 {
        return Vec::new();
    }
    let n = normal(edge);
    let (a, b) = edge;
    [(a, b), (b, a)].map(|(end, other)| (end, moved_end(plan, (end, other), (n, offset_um), way))).to_vec()
}

/// Where `end` of a border goes that is carried `offset_um` along its normal `n`.
fn moved_end(plan: &Plan, (end, other): DirectedEdge, (n, offset_um): (Vector, f64), way: EdgeDrag) -> GridPoint {
    let squarely = translated(end, n, offset_um);
    if let Some(line) = boundary_line(plan, end) {
        return slid(end, unit(between(line.0, line.1)), n, offset_um).map_or(squarely, |to| project_onto(to, line));
    }
    let beside: Vec<Vector> = ends_at(plan, end).into_iter().filter(|&v| v != other).map(|v| unit(between(end, v))).collect();
    let pairs = beside.iter().enumerate().flat_map(|(i, u)| beside[i + 1..].iter().map(move |v| (*u, *v)));
    let straight = pairs.filter(|(u, v)| dot(*u, *v) < STRAIGHT_COSINE).map(|(u, _)| u).next();
    let ahead = || beside.iter().copied().max_by(|u, v| (offset_um * dot(n, *u)).total_cmp(&(offset_um * dot(n, *v))));
    let along = straight.or_else(|| if way == EdgeDrag::Slide { ahead() } else { None });
    along.and_then(|u| slid(end, u, n, offset_um)).map_or(squarely, GridPoint::rounded_to_mm)
}

/// Where the line through `end` in direction `u` meets the moved border; `None` if they are nearly parallel.
fn slid(end: GridPoint, u: Vector, n: Vector, offset_um: f64) -> Option<GridPoint> {
    let sine = dot(n, u);
    (sine.abs() > LEAST_SINE).then(|| shifted(end, u, offset_um / sine))
}

/// The legal line a vertex slides on; `None` if it is not on the boundary, or is a corner of it.
pub fn boundary_line(plan: &Plan, at: GridPoint) -> Option<DirectedEdge> {
    let outline = &plan.boundary()?.outline;
    let is_node = outline.noded().vertices().any(|node| node == at) && !outline.is_legal_corner(at);
    is_node.then(|| outline.legal_edge_near(at, ON_LINE_UM)).flatten()
}

/// Whether `edge` is a piece of the boundary.
pub fn is_on_boundary(plan: &Plan, edge: DirectedEdge) -> bool {
    let key = undirected(edge);
    plan.boundary().is_some_and(|boundary| boundary.outline.noded().edges().any(|edge| undirected(edge) == key))
}

/// The other ends of the borders that meet at a vertex.
pub fn ends_at(plan: &Plan, at: GridPoint) -> Vec<GridPoint> {
    let near = plan.index().edges_near(GridBox { min: at, max: at });
    let other = |(a, b): DirectedEdge| if a == at { Some(b) } else { (b == at).then_some(a) };
    let mut ends: Vec<GridPoint> = near.into_iter().filter_map(|e| other(e.edge)).collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

fn between(a: GridPoint, b: GridPoint) -> Vector {
    ((b.east - a.east) as f64, (b.north - a.north) as f64)
}

fn unit((east, north): Vector) -> Vector {
    let length = east.hypot(north).max(f64::MIN_POSITIVE);
    (east / length, north / length)
}

fn normal((a, b): DirectedEdge) -> Vector {
    let (east, north) = unit(between(a, b));
    (-north, east)
}

fn dot(a: Vector, b: Vector) -> f64 {
    a.0 * b.0 + a.1 * b.1
}

fn shifted(at: GridPoint, direction: Vector, length_um: f64) -> GridPoint {
    let step = |part: f64| (part * length_um).round() as i64;
    GridPoint::new(at.east + step(direction.0), at.north + step(direction.1))
}

/// `at` carried by a whole number of millimetres, as near to the vector as can be.
fn translated(at: GridPoint, direction: Vector, length_um: f64) -> GridPoint {
    let step = shifted(GridPoint::new(0, 0), direction, length_um).rounded_to_mm();
    GridPoint::new(at.east + step.east, at.north + step.north)
}
