//! Snapping: which vertex or border the cursor means.

use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::segment::{distance_to_segment_um, project_onto};
use crate::plan::Plan;

/// How much further than the reach a target that is already held keeps hold, so that the cursor does not flicker.
const HYSTERESIS: f64 = 1.4;

/// What the cursor is snapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnapKind {
    /// A vertex.
    Vertex,
    /// A place on a border.
    Border(DirectedEdge),
    /// Nothing: the nearest whole millimetre.
    Free,
}

/// A snapped position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snap {
    /// Where it ends up.
    pub point: GridPoint,
    /// What it is snapped to.
    pub kind: SnapKind,
}

impl Snap {
    /// The nearest whole millimetre, snapped to nothing.
    pub fn free(at: GridPoint) -> Self {
        Self { point: at.rounded_to_mm(), kind: SnapKind::Free }
    }
}

/// Snaps to a vertex, else to a border, within `reach_um`; `held` is the previous result and keeps its target longer.
///
/// `extra` are further vertices, such as the corners of the sketch; targets for which `excluded` holds do not count.
pub fn snap(
    plan: &Plan,
    at: GridPoint,
    reach_um: i64,
    held: Option<Snap>,
    extra: &[GridPoint],
    excluded: impl Fn(GridPoint) -> bool,
) -> Snap {
    let reach = reach_um as f64;
    let distance = |point: GridPoint| (point.distance_squared(at) as f64).sqrt();
    let holds = |kind: SnapKind| held.filter(|snap| std::mem::discriminant(&snap.kind) == std::mem::discriminant(&kind));
    if let Some(snap) = holds(SnapKind::Vertex)
        && distance(snap.point) <= reach * HYSTERESIS
        && !excluded(snap.point)
        && nearest_vertex(plan, at, reach, extra, &excluded).is_none_or(|v| distance(v) * 2.0 > distance(snap.point))
    {
        return snap;
    }
    if let Some(point) = nearest_vertex(plan, at, reach, extra, &excluded) {
        return Snap { point, kind: SnapKind::Vertex };
    }
    let near = plan.index().edges_near(crate::geometry::GridBox { min: at, max: at }.grown(reach_um));
    let border = near
        .into_iter()
        .map(|e| e.edge)
        .filter(|(a, b)| !excluded(*a) && !excluded(*b))
        .map(|edge| (distance_to_segment_um(at, edge), edge))
        .filter(|(distance_um, _)| *distance_um <= reach)
        .min_by(|a, b| a.0.total_cmp(&b.0));
    match border {
        Some((_, edge)) => Snap { point: project_onto(at, edge), kind: SnapKind::Border(edge) },
        None => Snap::free(at),
    }
}

fn nearest_vertex(
    plan: &Plan,
    at: GridPoint,
    reach: f64,
    extra: &[GridPoint],
    excluded: &impl Fn(GridPoint) -> bool,
) -> Option<GridPoint> {
    let around = crate::geometry::GridBox { min: at, max: at }.grown(reach as i64);
    let indexed = plan.index().vertices_in(around);
    let candidates = indexed.into_iter().chain(extra.iter().copied()).filter(|v| !excluded(*v));
    candidates.map(|v| (v.distance_squared(at), v)).filter(|(squared, _)| (*squared as f64).sqrt() <= reach).min().map(|(_, v)| v)
}
