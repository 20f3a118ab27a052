//! Everything there is to say about a place, on all layers.

use std::sync::Arc;

use super::session::Session;
use crate::check::Finding;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::Location;
use crate::geometry::segment::distance_to_segment_um;
use crate::geometry::{ExactArea, GridBox, GridPoint, Region};
use crate::plan::{CommuneLayer, Face, Plan, ZoneId};
use crate::tool::Inquiry;
use crate::tool::event::bearing_deg;

/// A zone at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneHere {
    /// Which.
    pub id: ZoneId,
    /// Its grid area.
    pub area: ExactArea,
    /// Its share of the approved area, 0–1.
    pub share: f64,
    /// Drawn minus target area, if it has a target.
    pub difference: Option<ExactArea>,
    /// Whether it is locked.
    pub locked: bool,
}

/// A commune at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommuneHere {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// How the park boundary lies to a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundaryHere {
    /// On which side of the legal line the place is.
    pub side: Location,
    /// How far the legal line is, µm of grid distance.
    pub distance_um: f64,
}

/// A vertex within reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VertexHere {
    /// Where exactly.
    pub at: GridPoint,
    /// Who shares it.
    pub owners: Vec<Face>,
    /// Whether it is a corner of the legal boundary.
    pub is_legal_corner: bool,
}

/// A border within reach.
#[derive(Debug, Clone, PartialEq)]
pub struct BorderHere {
    /// Its ends.
    pub edge: DirectedEdge,
    /// Its grid length, metres.
    pub length_m: f64,
    /// Its grid bearing, degrees clockwise from grid north.
    pub bearing_deg: f64,
    /// Who shares it.
    pub owners: Vec<Face>,
}

/// Everything at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Identified {
    /// The place.
    pub at: GridPoint,
    /// WGS 84 longitude and latitude, degrees; `None` beyond the projection.
    pub lon_lat: Option<[f64; 2]>,
    /// Zones, in the planner's order; several where they overlap.
    pub zones: Vec<ZoneHere>,
    /// The connected land there that no zone claims.
    pub unallocated: Option<Region>,
    /// The commune until 30 June 2025.
    pub commune_2020: Option<CommuneHere>,
    /// The commune since 1 July 2025.
    pub commune_2025: Option<CommuneHere>,
    /// The park boundary, if there is one.
    pub boundary: Option<BoundaryHere>,
    /// The nearest vertex within reach.
    pub vertex: Option<VertexHere>,
    /// The nearest border within reach.
    pub border: Option<BorderHere>,
    /// What is wrong there: places in the list of findings.
    pub findings: Vec<usize>,
}

/// Says everything about the place of an inquiry.
pub fn identify(session: &Session, inquiry: Inquiry) -> Identified {
    let (plan, at) = (session.plan(), inquiry.at);
    let communes = session.communes();
    Identified {
        at: at.rounded_to_mm(),
        lon_lat: plan.crs().lon_lat_from_grid(at).ok(),
        zones: zones_here(plan, at),
        unallocated: unallocated_here(plan, at),
        commune_2020: commune_here(&communes.until2025, at),
        commune_2025: commune_here(&communes.since2025, at),
        boundary: plan.boundary().map(|boundary| boundary_here(boundary.outline.legal(), inquiry)),
        vertex: vertex_here(plan, inquiry),
        border: border_here(plan, inquiry),
        findings: findings_here(session, inquiry),
    }
}

/// The findings at a place, by their position in the list.
pub fn findings_here(session: &Session, inquiry: Inquiry) -> Vec<usize> {
    let findings = session.findings();
    let around = GridBox { min: inquiry.at, max: inquiry.at }.grown(inquiry.reach_um);
    let is_here = |finding: &Arc<Finding>| {
        finding.at.is_some_and(|place| around.contains(place)) || finding.geometry.locate(inquiry.at) != Location::Outside
    };
    (0..findings.len()).filter(|i| findings.get(*i).is_some_and(is_here)).collect()
}

fn zones_here(plan: &Plan, at: GridPoint) -> Vec<ZoneHere> {
    let approved = plan.approval().area;
    let zones = plan.zones_at(at).into_iter().filter_map(|id| plan.zone(id));
    let here = zones.map(|zone| ZoneHere {
        id: zone.id,
        area: zone.area,
        share: zone.area.share_of(approved),
        difference: zone.difference_to_target(),
        locked: zone.attributes.locked,
    });
    here.collect()
}

/// The part of the unallocated land that holds the place; only parts around it are looked at closely.
fn unallocated_here(plan: &Plan, at: GridPoint) -> Option<Region> {
    let land = plan.unallocated();
    let parts = land.polygons().iter().enumerate();
    let around = parts.filter(|(_, part)| GridBox::around(part.exterior.iter().copied()).is_some_and(|b| b.contains(at)));
    around.filter_map(|(index, _)| land.part(index)).find(|part| part.locate(at) == Location::Inside)
}

fn commune_here(layer: &CommuneLayer, at: GridPoint) -> Option<CommuneHere> {
    layer.at(at).map(|commune| CommuneHere { code: commune.code.clone(), name: commune.name.clone() })
}

/// A place within reach of the line counts as on it: no pointer hits a line exactly.
fn boundary_here(legal: &Region, inquiry: Inquiry) -> BoundaryHere {
    let distances = legal.edges().map(|edge| distance_to_segment_um(inquiry.at, edge));
    let distance_um = distances.fold(f64::INFINITY, f64::min);
    let is_on = distance_um <= inquiry.reach_um as f64;
    BoundaryHere { side: if is_on { Location::Border } else { legal.locate(inquiry.at) }, distance_um }
}

fn vertex_here(plan: &Plan, inquiry: Inquiry) -> Option<VertexHere> {
    let at = plan.index().nearest_vertex(inquiry.at, inquiry.reach_um as f64)?;
    let is_legal_corner = plan.boundary().is_some_and(|boundary| boundary.outline.is_legal_corner(at));
    Some(VertexHere { at, owners: plan.index().owners_of_vertex(at), is_legal_corner })
}

fn border_here(plan: &Plan, inquiry: Inquiry) -> Option<BorderHere> {
    let (nearest, _) = plan.index().nearest_edge(inquiry.at, inquiry.reach_um as f64)?;
    let edge = nearest.edge;
    let same = plan.index().edges_near(GridBox::from_corners(edge.0, edge.1)).into_iter();
    let mut owners: Vec<Face> =
        same.filter(|other| other.edge == edge || other.edge == (edge.1, edge.0)).map(|other| other.face).collect();
    owners.sort_unstable();
    owners.dedup();
    Some(BorderHere { edge, length_m: edge.0.distance_m(edge.1), bearing_deg: bearing_deg(edge.0, edge.1), owners })
}
