//! What simplifying borders would do, in figures.

use super::session::Session;
use crate::edit::Command;
use crate::geometry::segment::distance_to_segment_um;
use crate::geometry::{ExactArea, GridPoint};
use crate::plan::ZoneId;

/// The figures of a simplification that is being previewed.
#[derive(Debug, Clone, PartialEq)]
pub struct SimplifyFigures {
    /// Vertices of the borders concerned, each zone counted by itself.
    pub vertices_before: usize,
    /// Vertices that stay.
    pub vertices_after: usize,
    /// How far the new course lies from a vertex that goes, at most, metres.
    pub largest_departure_m: f64,
    /// By how much each zone grows or shrinks.
    pub areas: Vec<(ZoneId, ExactArea)>,
}

impl Session {
    /// The command that simplifies the borders of the selected zones, or of all that are not locked.
    pub fn simplification(&self) -> Command {
        let tolerance_um = self.options().simplify_tolerance_um;
        Command::SimplifyBorders { zones: self.selection().iter().copied().collect(), tolerance_um }
    }

    /// Shows on the map what the simplification would do.
    pub fn propose_simplification(&mut self) {
        let command = self.simplification();
        // nothing can go wrong in naming the command; what is wrong with it shows as with any preview
        let Ok(()) = self.propose::<std::convert::Infallible>(|_, _| Ok(command));
    }

    /// The figures of the simplification on screen; `None` if none is.
    pub fn simplify_figures(&self) -> Option<SimplifyFigures> {
        let Some(Command::SimplifyBorders { .. }) = self.previewed() else { return None };
        let diff = self.preview()?;
        let mut figures = SimplifyFigures { vertices_before: 0, vertices_after: 0, largest_departure_m: 0.0, areas: Vec::new() };
        for (id, change) in &diff.zones {
            let (Some(before), Some(after)) = (&change.before, &change.after) else { continue };
            figures.vertices_before += before.region.vertex_count();
            figures.vertices_after += after.region.vertex_count();
            figures.areas.push((*id, after.area - before.area));
            let stays: std::collections::BTreeSet<GridPoint> = after.region.vertices().collect();
            let gone = before.region.vertices().filter(|vertex| !stays.contains(vertex));
            let departures = gone.map(|vertex| {
                let nearest = after.region.edges().map(|edge| distance_to_segment_um(vertex, edge)).min_by(f64::total_cmp);
                nearest.unwrap_or_default() / 1e6
            });
            figures.largest_departure_m = departures.fold(figures.largest_departure_m, f64::max);
        }
        Some(figures)
    }
}

#[cfg(test)]
mod tests {
    use crate::app::Workspace;
    use crate::geometry::ExactArea;
    use crate::geometry::grid::UM_PER_M;
    use crate::io::embedded::SamplePlan;

    #[test]
    fn the_figures_are_those_of_the_step_that_follows() {
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        workspace.open_sample(SamplePlan::Finished);
        let session = workspace.session_mut();
        assert_eq!(session.simplify_figures(), None);
        let tolerance_um = 5 * UM_PER_M;
        session.set_options(crate::tool::ToolOptions { simplify_tolerance_um: tolerance_um, ..*session.options() });
        let count = |session: &crate::app::Session| session.plan().zones().map(|zone| zone.region.vertex_count()).sum::<usize>();
        let (before, areas_before) = (count(session), session.plan().zones().map(|zone| zone.area).collect::<Vec<_>>());
        let command = session.simplification();
        session.propose_simplification();
        let figures = session.simplify_figures().expect("it is shown");
        assert_eq!(figures.vertices_before, before);
        assert!(figures.vertices_after < before && figures.vertices_after == count(session));
        assert!(figures.largest_departure_m > 0.1 && figures.largest_departure_m <= 5.0, "{figures:?}");
        assert_eq!(
            figures.areas.iter().map(|(_, change)| *change).sum::<ExactArea>(),
            ExactArea::ZERO,
            "what one gives another gets"
        );
        session.withdraw();
        assert_eq!(count(session), before);
        session.perform(&command).expect("it is done");
        let areas = session.plan().zones().zip(areas_before).map(|(zone, before)| (zone.id, zone.area - before));
        assert_eq!(areas.collect::<Vec<_>>(), figures.areas);
    }
}
