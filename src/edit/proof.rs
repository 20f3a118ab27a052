//! The proof every change passes before it is made: the plan still adds up.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::refusal::Refusal;
use crate::geometry::Region;
use crate::geometry::coverage::{NOISE_AREA, cancel_edges, reversed};
use crate::plan::plan::{NextState, settle};
use crate::plan::{Boundary, Face, Plan, PlanDiff, Zone, ZoneId};

/// New land of faces, and a boundary with other nodes where they changed.
#[derive(Debug, Default)]
pub struct LandChange {
    /// New land by face; a zone that is not in the plan yet is made from `created`.
    pub land: BTreeMap<Face, Region>,
    /// New boundary, if its nodes changed.
    pub boundary: Option<Boundary>,
    /// Zones that come to be.
    pub created: Vec<Zone>,
    /// Zones that cease to be; their land has gone elsewhere.
    pub removed: Vec<ZoneId>,
    /// Whether zones that lose all their land are removed; otherwise that is refused.
    pub may_vanish: bool,
}

/// The diff that makes `change`, if the plan still adds up afterwards.
///
/// In an exact plan the edges of all changed faces, old against new, must cancel with those of the boundary; as each
/// region is valid by construction, that proves the invariants for the whole plan. A plan that was imported with faults
/// is settled anew instead, and must not get worse.
pub fn diff_of_land(plan: &Plan, change: LandChange) -> Result<PlanDiff, Refusal> {
    let faults = plan.faults();
    let is_exact = !faults.inexact && faults.overlaps.is_empty() && faults.outside.is_empty();
    if is_exact {
        prove_adding_up(plan, &change)?;
    }
    let boundary = change.boundary.clone();
    let mut next = next_state(plan, change)?;
    if is_exact {
        next.boundary = boundary;
        Ok(plan.diff_to(next))
    } else {
        diff_settled(plan, plan.boundary(), next)
    }
}

/// Edges that changed must cancel: new faces − old faces = new boundary − old boundary.
fn prove_adding_up(plan: &Plan, change: &LandChange) -> Result<(), Refusal> {
    let created = change.created.iter().flat_map(|zone| zone.region.edges());
    let removed = change.removed.iter().flat_map(|id| plan.land(Face::Zone(*id)).edges().map(reversed));
    let changed = change.land.iter().flat_map(|(face, land)| land.edges().chain(plan.land(*face).edges().map(reversed)));
    let boundary = plan
        .boundary()
        .zip(change.boundary.as_ref())
        .into_iter()
        .flat_map(|(old, new)| old.outline.noded().edges().chain(new.outline.noded().edges().map(reversed)));
    match cancel_edges(created.chain(removed).chain(changed).chain(boundary)).first() {
        None => Ok(()),
        Some(&(at, _)) => Err(Refusal::DoesNotAddUp { at }),
    }
}

fn next_state(plan: &Plan, change: LandChange) -> Result<NextState, Refusal> {
    let mut next = NextState::default();
    for (face, land) in change.land {
        match face {
            Face::Unallocated => next.unallocated = Some(land),
            Face::Zone(id) if land.is_empty() => {
                if !change.may_vanish {
                    return Err(Refusal::WouldVanish { zone: id });
                }
                next.zones.insert(id, None);
            }
            Face::Zone(id) => {
                let zone = plan.zone(id).ok_or(Refusal::NoSuchZone { zone: id })?;
                if zone.region != land {
                    next.zones.insert(id, Some(Arc::new(on_new_land(zone, land))));
                }
            }
        }
    }
    next.zones.extend(change.created.into_iter().map(|zone| (zone.id, Some(Arc::new(zone)))));
    next.zones.extend(change.removed.into_iter().map(|id| (id, None)));
    Ok(next)
}

/// `zone` on `land`; what was wrong in its file stays said while it only got nodes on its borders.
fn on_new_land(zone: &Zone, land: Region) -> Zone {
    let moved = zone.with_region(land);
    if (moved.area - zone.area).abs() < NOISE_AREA {
        Zone { imported_faults: zone.imported_faults.clone(), ..moved }
    } else {
        moved
    }
}

/// The diff for a plan that does not add up yet: everything is joined and analysed anew.
pub(super) fn diff_settled(plan: &Plan, boundary: Option<&Boundary>, mut next: NextState) -> Result<PlanDiff, Refusal> {
    let mut zones: BTreeMap<ZoneId, Arc<Zone>> =
        plan.zones().filter_map(|zone| Some((zone.id, plan.zone_shared(zone.id)?))).collect();
    for (id, zone) in &next.zones {
        match zone {
            Some(zone) => drop(zones.insert(*id, zone.clone())),
            None => drop(zones.remove(id)),
        }
    }
    let ids: Vec<ZoneId> = zones.keys().copied().collect();
    let settled = settle(boundary, &ids, zones.values().map(|zone| zone.region.clone()).collect());
    let same_boundary = boundary.map(|b| b.outline.legal()) == plan.boundary().map(|b| b.outline.legal());
    let (before, after) = (plan.faults(), &settled.faults);
    let wrong = |faults: &crate::plan::CoverageFaults| faults.overlap_area() + faults.outside_area();
    if same_boundary && wrong(after) > wrong(before) + NOISE_AREA {
        return Err(Refusal::MoreFaults);
    }
    for (id, region) in ids.into_iter().zip(settled.regions) {
        let zone = &zones[&id];
        if zone.region != region {
            let faults = zone.imported_faults.clone();
            next.zones.insert(id, Some(Arc::new(Zone { imported_faults: faults, ..zone.with_region(region) })));
        }
    }
    next.unallocated = Some(settled.unallocated);
    next.faults = Some(settled.faults);
    next.boundary = settled.boundary;
    Ok(plan.diff_to(next))
}
