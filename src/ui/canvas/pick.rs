//! What lies under the pointer.

use std::sync::Arc;

use eframe::egui::Pos2;

use super::input::REACH_PT;
use crate::app::Session;
use crate::app::identify::findings_here;
use crate::check::Finding;
use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;
use crate::plan::ZoneId;
use crate::tool::Inquiry;
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
    let findings = findings_here(session, Inquiry { at, reach_um }).into_iter();
    ContextTarget {
        at: at.rounded_to_mm(),
        zones: session.plan().zones_at(at),
        findings: findings.filter_map(|i| session.findings().get(i)).cloned().collect(),
        border: if vertex.is_none() { border } else { None },
        vertex,
    }
}
