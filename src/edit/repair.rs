//! Commands that mend a coverage that was imported with faults.

use super::draw::unlocked;
use super::proof::{LandChange, diff_of_land};
use super::refusal::Refusal;
use crate::geometry::overlay::{difference, intersection};
use crate::plan::{Face, Plan, PlanDiff, ZoneId};

/// `from` gives the land both claim to `keep`; a zone that has no other land is removed.
pub fn resolve_overlap(plan: &Plan, keep: ZoneId, from: ZoneId) -> Result<PlanDiff, Refusal> {
    let keeper = plan.zone(keep).ok_or(Refusal::NoSuchZone { zone: keep })?;
    let giver = unlocked(plan, from)?;
    let land = difference(&giver.region, &keeper.region);
    if keep == from || land == giver.region {
        return Err(Refusal::NothingToRepair);
    }
    let mut change = LandChange { may_vanish: true, ..LandChange::default() };
    change.land.insert(Face::Zone(from), land);
    diff_of_land(plan, change)
}

/// Cuts off what a zone has beyond the boundary.
pub fn clip_to_boundary(plan: &Plan, id: ZoneId) -> Result<PlanDiff, Refusal> {
    let boundary = plan.boundary().ok_or(Refusal::NoBoundary)?;
    let zone = unlocked(plan, id)?;
    if !plan.faults().outside.iter().any(|(outside, _)| *outside == id) {
        return Err(Refusal::NothingToRepair);
    }
    let land = intersection(&zone.region, boundary.outline.noded());
    let mut change = LandChange { may_vanish: true, ..LandChange::default() };
    change.land.insert(Face::Zone(id), land);
    diff_of_land(plan, change)
}
