//! The commands that mend a coverage that was imported with faults.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::candidates::borders;
use crate::edit::draw::unlocked;
use crate::edit::proof::{LandChange, diff_of_land};
use crate::edit::refusal::Refusal;
use crate::edit::transfer::joined;
use crate::geometry::Region;
use crate::geometry::coverage::{NOISE_AREA, reversed};
use crate::geometry::overlay::{difference, intersection, region_from_edges};
use crate::plan::plan::NextState;
use crate::plan::{Face, Plan, PlanDiff, Zone, ZoneId};

/// What can be mended of one zone or gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mend {
    /// Takes the valid shape that the faulty one of the file stands for as the zone's own.
    AcceptGeometry {
        /// Which zone.
        zone: ZoneId,
    },
    /// Keeps the largest part of a zone; the others become unallocated.
    KeepLargestPart {
        /// Which zone.
        zone: ZoneId,
    },
    /// Gives unallocated land too small to be listed to the zones with the longest border on it.
    CloseSlits,
}

impl Mend {
    /// Stable name of the kind of step.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AcceptGeometry { .. } => "accept-geometry",
            Self::KeepLargestPart { .. } => "keep-largest-part",
            Self::CloseSlits => "close-slits",
        }
    }

    /// The zone it is about, if it is one.
    pub const fn zone(self) -> Option<ZoneId> {
        match self {
            Self::AcceptGeometry { zone } | Self::KeepLargestPart { zone } => Some(zone),
            Self::CloseSlits => None,
        }
    }
}

/// What `mend` changes; refused for locked zones and where there is nothing of the kind.
pub fn mend(plan: &Plan, mend: Mend) -> Result<PlanDiff, Refusal> {
    match mend {
        Mend::AcceptGeometry { zone } => accept_geometry(plan, zone),
        Mend::KeepLargestPart { zone } => keep_largest_part(plan, zone),
        Mend::CloseSlits => close_slits(plan),
    }
}

/// `from` gives the land both claim to `keep`; a zone that has no other land is removed.
///
/// What little is left of `from` where the other all but cuts it off goes along: it would be no land one can use.
pub fn resolve_overlap(plan: &Plan, keep: ZoneId, from: ZoneId) -> Result<PlanDiff, Refusal> {
    let keeper = plan.zone(keep).ok_or(Refusal::NoSuchZone { zone: keep })?;
    let giver = unlocked(plan, from)?;
    let land = difference(&giver.region, &keeper.region);
    if keep == from || land == giver.region {
        return Err(Refusal::NothingToRepair);
    }
    let (land, crumbs) = without_crumbs(land)?;
    let mut change = LandChange { may_vanish: true, ..LandChange::default() };
    if !crumbs.is_empty() && !keeper.attributes.locked {
        let own = [&keeper.region].into_iter().chain(&crumbs);
        change.land.insert(Face::Zone(keep), joined(plan, own)?);
    }
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
    let (land, _) = without_crumbs(intersection(&zone.region, boundary.outline.noded()))?;
    let mut change = LandChange { may_vanish: true, ..LandChange::default() };
    change.land.insert(Face::Zone(id), land);
    diff_of_land(plan, change)
}

/// `land` without parts too small to be listed, and those.
fn without_crumbs(land: Region) -> Result<(Region, Vec<Region>), Refusal> {
    if land.polygons().iter().all(|polygon| polygon.area() >= NOISE_AREA) {
        return Ok((land, Vec::new()));
    }
    let (parts, crumbs): (Vec<_>, Vec<_>) = land.parts().into_iter().partition(|part| part.area() >= NOISE_AREA);
    Ok((region_from_edges(parts.iter().flat_map(Region::edges))?, crumbs))
}

fn accept_geometry(plan: &Plan, id: ZoneId) -> Result<PlanDiff, Refusal> {
    let zone = unlocked(plan, id)?;
    if zone.imported_faults.is_empty() {
        return Err(Refusal::NothingToRepair);
    }
    if zone.region.is_empty() {
        return Err(Refusal::WouldVanish { zone: id });
    }
    let accepted = Zone { imported_faults: Vec::new(), ..zone.clone() };
    let mut next = NextState::default();
    next.zones.insert(id, Some(Arc::new(accepted)));
    Ok(plan.diff_to(next))
}

fn keep_largest_part(plan: &Plan, id: ZoneId) -> Result<PlanDiff, Refusal> {
    let zone = unlocked(plan, id)?;
    let mut parts = zone.region.parts().into_iter();
    let (Some(largest), rest) = (parts.next(), parts.collect::<Vec<_>>()) else {
        return Err(Refusal::OnePart { zone: id });
    };
    if rest.is_empty() {
        return Err(Refusal::OnePart { zone: id });
    }
    let mut change = LandChange::default();
    let free = std::iter::once(plan.unallocated()).chain(&rest);
    change.land.insert(Face::Unallocated, joined(plan, free)?);
    change.land.insert(Face::Zone(id), largest);
    diff_of_land(plan, change)
}

fn close_slits(plan: &Plan) -> Result<PlanDiff, Refusal> {
    let mut closed: BTreeMap<ZoneId, Vec<Region>> = BTreeMap::new();
    for slit in slits(plan) {
        let receiver = borders(plan, &slit).into_iter().find(|(zone, _)| unlocked(plan, *zone).is_ok());
        if let Some((zone, _)) = receiver {
            closed.entry(zone).or_default().push(slit);
        }
    }
    if closed.is_empty() {
        return Err(Refusal::NothingToRepair);
    }
    let mut change = LandChange::default();
    let gone = closed.values().flatten().flat_map(Region::edges).map(reversed);
    change.land.insert(Face::Unallocated, region_from_edges(plan.unallocated().edges().chain(gone))?);
    for (id, slits) in &closed {
        let land = std::iter::once(&unlocked(plan, *id)?.region).chain(slits);
        change.land.insert(Face::Zone(*id), joined(plan, land)?);
    }
    diff_of_land(plan, change)
}

/// Parts of the unallocated land that are too small to be listed.
pub(super) fn slits(plan: &Plan) -> impl Iterator<Item = Region> {
    let unallocated = plan.unallocated();
    let small = |(index, polygon): (usize, &crate::geometry::grid::Polygon)| (polygon.area() < NOISE_AREA).then_some(index);
    unallocated.polygons().iter().enumerate().filter_map(small).filter_map(|index| unallocated.part(index))
}
