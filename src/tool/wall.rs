//! The wall: behind the park boundary and inside locked zones the pointer slides along the border.

use super::constraint::Heading;
use super::snap::{Snap, SnapKind};
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::{Location, orientation};
use crate::geometry::noding::undirected;
use crate::geometry::segment::{crossing, distance_to_segment_um, project_onto};
use crate::geometry::{GridPoint, Region};
use crate::plan::{Face, Plan, ZoneId};

/// Computed places on a border lie within this of it, µm.
const ON_BORDER_UM: f64 = 2.0;
/// By how much, in parts of the reach, another edge of the wall must be nearer than the one the pointer slides along.
const MARGIN: f64 = 0.2;

/// A border the pointer is behind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wall<'a> {
    plan: &'a Plan,
    region: &'a Region,
    zone: Option<ZoneId>,
}

impl<'a> Wall<'a> {
    /// The wall that `at` is behind: outside the boundary, or in the interior of a locked zone.
    pub(super) fn before(plan: &'a Plan, at: GridPoint) -> Option<Self> {
        let boundary = plan.boundary()?;
        let outline = boundary.outline.noded();
        let is_exact = !plan.faults().inexact;
        if is_exact && plan.index().edges_by_distance(at).next()?.1 <= ON_BORDER_UM {
            return None;
        }
        let face = if is_exact { plan.index().face_at(at) } else { located(plan, at) };
        let wall = match face {
            // a boundary that may be moved holds nobody back
            None => Self { plan, region: boundary.locked.then_some(outline)?, zone: None },
            Some(Face::Unallocated) => return None,
            Some(Face::Zone(id)) => {
                let zone = plan.zone(id).filter(|zone| zone.attributes.locked)?;
                Self { plan, region: &zone.region, zone: Some(id) }
            }
        };
        let (distance_um, _) = wall.nearest(at)?;
        (distance_um > ON_BORDER_UM).then_some(wall)
    }

    fn nearest(self, at: GridPoint) -> Option<(f64, DirectedEdge)> {
        if !self.plan.faults().inexact {
            // behind a wall no other border is nearer
            return self.plan.index().edges_by_distance(at).next().map(|(edge, distance_um)| (distance_um, edge.edge));
        }
        let edges = self.region.edges().map(|edge| (distance_to_segment_um(at, edge), edge));
        edges.min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// The place on the wall nearest to `at`; the edge slid along before is kept until another one is clearly nearer.
    pub(super) fn slide(self, at: GridPoint, reach_um: i64, held: Option<Snap>) -> Option<Snap> {
        let (nearest_um, nearest) = self.nearest(at)?;
        let kept = held.and_then(|held| match held.kind {
            SnapKind::Wall(edge, zone) if zone == self.zone => Some(edge),
            _ => None,
        });
        let is_kept = |edge: &DirectedEdge| {
            distance_to_segment_um(at, *edge) <= nearest_um + MARGIN * reach_um as f64
                && self.region.edges().any(|own| undirected(own) == *edge)
        };
        let edge = kept.filter(is_kept).unwrap_or_else(|| undirected(nearest));
        Some(Snap { point: project_onto(at, edge), kind: SnapKind::Wall(edge, self.zone) })
    }

    /// The place on the wall nearest to `at` among those on the line through `from`.
    pub(super) fn on_line(self, from: GridPoint, heading: Heading, at: GridPoint) -> Option<Snap> {
        let line = heading.line(from);
        let meets = |(a, b): DirectedEdge| orientation(line.0, line.1, a) * orientation(line.0, line.1, b) <= 0;
        let places = self.region.edges().filter(|edge| meets(*edge)).filter_map(|edge| Some((crossing(line, edge)?, edge)));
        let (point, edge) = places.min_by_key(|(point, _)| point.distance_squared(at))?;
        Some(Snap { point, kind: SnapKind::Wall(undirected(edge), self.zone) })
    }
}

/// The face at `at`, a locked zone first, where zones may overlap; `None` outside the boundary.
fn located(plan: &Plan, at: GridPoint) -> Option<Face> {
    let outline = plan.boundary()?.outline.noded();
    let zones = plan.zones_at(at);
    let is_locked = |id: &&ZoneId| plan.zone(**id).is_some_and(|zone| zone.attributes.locked);
    let is_inside = outline.locate(at) != Location::Outside;
    is_inside.then(|| zones.iter().find(is_locked).or(zones.first()).map_or(Face::Unallocated, |id| Face::Zone(*id)))
}
