//! What lies under the pointer.

use std::sync::Arc;

use eframe::egui::Pos2;

use super::input::REACH_PT;
use crate::app::Session;
use crate::check::Finding;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::Location;
use crate::geometry::{GridBox, GridPoint};
use crate::plan::ZoneId;
use crate::ui::paint::MapView;

/// What a right click was on, for a menu about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ContextTarget {
    /// Where the click was, to the millimetre.
    pub at: GridPoint,
    /// Zones there, in the planner's order; several where they overlap.
    pub zones: Vec<ZoneId>,
    /// Findings whose land is there, in the order of the list.
    pub findings: Vec<Arc<Finding>>,
    /// The vertex within reach.
    pub vertex: Option<GridPoint>,
    /// The border within reach, if no vertex is.
    pub border: Option<DirectedEdge>,
}

/// What is at `position` on screen.
pub(super) fn context_at(session: &Session, view: &MapView, position: Pos2) -> ContextTarget {
    let (at, reach_um) = (view.to_grid(position), view.um_from_points(REACH_PT));
    let index = session.plan().index();
    let vertex = index.nearest_vertex(at, reach_um as f64);
    let border = index.nearest_edge(at, reach_um as f64).map(|(edge, _)| edge.edge);
    let findings = session.findings();
    let around = GridBox { min: at, max: at }.grown(reach_um);
    let is_here = |finding: &&Arc<Finding>| {
        finding.at.is_some_and(|place| around.contains(place)) || finding.geometry.locate(at) != Location::Outside
    };
    ContextTarget {
        at: at.rounded_to_mm(),
        zones: session.plan().zones_at(at),
        findings: (0..findings.len()).filter_map(|i| findings.get(i)).filter(is_here).cloned().collect(),
        border: if vertex.is_none() { border } else { None },
        vertex,
    }
}
