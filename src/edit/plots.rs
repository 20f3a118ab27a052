//! Plots: commands among the plots of a zone, and how plots follow when their zone changes.

mod stretch;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::command::{Command, diff_of};
use super::refusal::Refusal;
use crate::geometry::coverage::NOISE_AREA;
use crate::geometry::noding::NODING_TOLERANCE_UM;
use crate::geometry::overlay::{Fill, difference, intersection, region_from_rings, union};
use crate::geometry::{ExactArea, Region, Ring, Similarity};
use crate::plan::{Changed, Plan, PlanDiff, Zone, ZoneId};

/// Carries `command` out among the plots of a zone.
pub fn on_plots(plan: &Plan, zone: ZoneId, command: &Command) -> Result<PlanDiff, Refusal> {
    if !is_for_plots(command) {
        return Err(Refusal::NotForPlots);
    }
    let plots = plan.plot_plan(zone).ok_or(Refusal::NoSuchZone { zone })?;
    let diff = diff_of(&plots, command)?;
    if diff.is_empty() {
        return Ok(PlanDiff::default());
    }
    let mut next = plots.as_ref().clone();
    next.commit(&diff);
    let changed = Changed { before: plan.plots_shared(zone), after: divided(next) };
    Ok(PlanDiff { plots: vec![(zone, changed)], ..PlanDiff::default() })
}

/// Whether a command is about land and attributes, not about what the zone decides for its plots.
pub fn is_for_plots(command: &Command) -> bool {
    match command {
        Command::SetApproval { .. }
        | Command::SetTitle { .. }
        | Command::SetBoundary { .. }
        | Command::SetBoundaryLocked { .. }
        | Command::SetLayers { .. }
        | Command::Restore { .. }
        | Command::SetSettings { .. }
        | Command::OnPlots { .. } => false,
        Command::Several { commands, .. } => commands.iter().all(is_for_plots),
        _ => true,
    }
}

/// Plots as a plan keeps them: none at all for a zone that is not divided.
fn divided(plots: Plan) -> Option<Arc<Plan>> {
    let is_divided = plots.zones().len() > 0;
    is_divided.then(|| Arc::new(plots))
}

/// `diff`, which `command` makes of `plan`, with what it does to plots.
///
/// Where a border is moved by its vertices, plots on it move with it, as far as they can. Where land changes hands its plots go
/// with it; those of land that no zone has any more are gone. Zones that are moved as a whole take their plots along.
pub fn followed(plan: &Plan, command: &Command, mut diff: PlanDiff) -> PlanDiff {
    let carries_its_own = matches!(command, Command::Restore { .. } | Command::Several { .. } | Command::OnPlots { .. });
    if carries_its_own || plan.divided_zones().len() == 0 {
        return diff;
    }
    let changed: BTreeMap<ZoneId, ChangedZone> = diff
        .zones
        .iter()
        .filter(|(_, change)| change.before.as_ref().map(|z| &z.region) != change.after.as_ref().map(|z| &z.region))
        .map(|(id, change)| (*id, (change.before.clone(), change.after.clone())))
        .collect();
    if changed.keys().all(|id| plan.plots(*id).is_none()) {
        return diff;
    }
    let placed = match command {
        Command::PlaceZones { zones, by, .. } => Some((zones.as_slice(), by)),
        _ => None,
    };
    let stretched = if placed.is_some() { BTreeMap::new() } else { stretched_plots(plan, &changed, moves_borders(command)) };
    let ground = Ground::of(plan, changed.keys().copied(), placed);
    for (id, (before, after)) in &changed {
        let plots = plan.plots_shared(*id);
        let next = stretched.get(id).cloned();
        let on_ground = || ground.plots_of(plan, before.as_deref(), after.as_deref()?);
        let next = next.or_else(on_ground).and_then(divided);
        if plots != next {
            diff.plots.push((*id, Changed { before: plots, after: next }));
        }
    }
    diff
}

/// Land of a zone before and after a change.
type ChangedZone = (Option<Arc<Zone>>, Option<Arc<Zone>>);

/// The plots of changed zones that follow their border: those of zones that only got nodes, and, if borders were moved, those of all
/// zones or of none.
fn stretched_plots(plan: &Plan, changed: &BTreeMap<ZoneId, ChangedZone>, moves_borders: bool) -> BTreeMap<ZoneId, Plan> {
    let mut stretched = BTreeMap::new();
    let mut all_follow = true;
    for (id, zones) in changed {
        let ((Some(before), Some(after)), Some(plots)) = (zones, plan.plots(*id)) else { continue };
        let got_nodes = (before.area - after.area).abs() < NOISE_AREA;
        if got_nodes || moves_borders {
            match stretch::stretched(plots, &after.region) {
                Some(next) => drop(stretched.insert(*id, next)),
                None => all_follow &= got_nodes,
            }
        }
    }
    if !all_follow {
        let got_nodes = |id: &ZoneId| matches!(&changed[id], (Some(a), Some(b)) if (a.area - b.area).abs() < NOISE_AREA);
        stretched.retain(|id, _| got_nodes(id));
    }
    stretched
}

/// Whether a command moves borders by their vertices rather than land from zone to zone.
const fn moves_borders(command: &Command) -> bool {
    matches!(
        command,
        Command::MoveVertices { .. }
            | Command::InsertVertex { .. }
            | Command::DeleteVertices { .. }
            | Command::Straighten { .. }
            | Command::SimplifyBorders { .. }
            | Command::RoundCorners { .. }
    )
}

/// The plots on all land that changes hands, where they lie after the change.
struct Ground {
    plots: Vec<(ZoneId, Zone)>,
    /// Zones that lie elsewhere now: not even their own plots are where they were.
    placed: Vec<ZoneId>,
}

impl Ground {
    fn of(plan: &Plan, zones: impl Iterator<Item = ZoneId>, placed: Option<(&[ZoneId], &Similarity)>) -> Self {
        let mut plots = Vec::new();
        for id in zones {
            let by = placed.filter(|(zones, _)| zones.contains(&id)).map(|(_, by)| by);
            for plot in plan.plots(id).into_iter().flat_map(Plan::zones) {
                let plot = by.map_or_else(|| plot.clone(), |by| plot.with_region(moved(&plot.region, by)));
                plots.push((id, plot));
            }
        }
        Self { plots, placed: placed.map_or_else(Vec::new, |(zones, _)| zones.to_vec()) }
    }

    /// The plots of a zone on its new land: its own, and those of others on what it gained.
    fn plots_of(&self, plan: &Plan, before: Option<&Zone>, zone: &Zone) -> Option<Plan> {
        let stayed = before.filter(|_| !self.placed.contains(&zone.id)).map(|before| &before.region);
        let nothing = Region::empty();
        let gained = substantial(&difference(&zone.region, stayed.unwrap_or(&nothing)));
        let mut next_id = plan.plots(zone.id).map_or(1, Plan::next_id);
        let mut plots: Vec<Zone> = Vec::new();
        let (own, others): (Vec<_>, Vec<_>) = self.plots.iter().partition(|(owner, _)| *owner == zone.id);
        let lost = stayed.map(|stayed| substantial(&difference(stayed, &zone.region)));
        for (_, plot) in own {
            let land = match &lost {
                Some(lost) if substantial(&intersection(&plot.region, lost)).is_empty() => plot.region.clone(),
                Some(lost) => substantial(&difference(&plot.region, lost)),
                None => substantial(&intersection(&plot.region, &zone.region)),
            };
            push_if_land(&mut plots, plot, plot.id, land);
        }
        // what a moved zone brings along covers what it comes to lie on
        let free = if stayed.is_some() { gained } else { difference(&gained, &union(plots.iter().map(|plot| &plot.region))) };
        for (_, plot) in others {
            let land = substantial(&intersection(&plot.region, &free));
            if push_if_land(&mut plots, plot, ZoneId(next_id), land) {
                next_id += 1;
            }
        }
        (!plots.is_empty()).then(|| laid(plan, zone, plots, next_id))
    }
}

fn push_if_land(plots: &mut Vec<Zone>, plot: &Zone, id: ZoneId, land: Region) -> bool {
    let has_land = !land.is_empty();
    if has_land {
        let same = land == plot.region;
        let zone = Zone::new(id, plot.attributes.clone(), land);
        let imported_faults = if same { plot.imported_faults.clone() } else { Vec::new() };
        plots.push(Zone { imported_faults, ..zone });
    }
    has_land
}

/// The plots of a zone as an exact coverage; where joining is not enough they are drawn one after the other, which proves them.
fn laid(plan: &Plan, zone: &Zone, plots: Vec<Zone>, next_id: u32) -> Plan {
    let imported_with_faults = plan.plots(zone.id).is_some_and(|plots| plots.faults().inexact);
    let (joined, _) = plan.of_plots(zone, plots.clone(), next_id);
    if !joined.faults().inexact || imported_with_faults {
        return joined;
    }
    let (mut drawn, _) = plan.of_plots(zone, Vec::new(), next_id);
    for plot in plots {
        let sketch: Vec<Ring> = plot.region.rings().cloned().collect();
        let command = Command::DrawZone { sketch, mode: super::DrawMode::Yield, attributes: Box::new(plot.attributes) };
        // a plot without room left between the others has no land of its own
        let _ = super::apply(&mut drawn, &command);
    }
    drawn
}

/// Parts wider than the noding tolerance and larger than rounding leaves.
fn substantial(region: &Region) -> Region {
    let width_m = |part: &Region, area: ExactArea| 2.0 * area.m2() / part.perimeter_m();
    let is_land = |part: &Region| {
        let area = part.area();
        area >= NOISE_AREA && width_m(part, area) > 2e-6 * NODING_TOLERANCE_UM as f64
    };
    let parts: Vec<Region> = region.parts().into_iter().filter(is_land).collect();
    if parts.len() == region.polygons().len() { region.clone() } else { union(&parts) }
}

/// Where a moved, turned or scaled region lies.
fn moved(region: &Region, by: &Similarity) -> Region {
    let rings: Vec<Ring> = region.rings().map(|ring| ring.iter().map(|&p| by.apply(p)).collect()).collect();
    region_from_rings(&rings, Fill::Positive)
}
