//! Moving, turning and scaling zones over the others.

use std::collections::{BTreeMap, BTreeSet};

use super::command::{DrawMode, Vacated};
use super::divide::longest_neighbour;
use super::draw::{gives_land, unlocked, with_nodes};
use super::proof::{LandChange, diff_of_land};
use super::refusal::Refusal;
use crate::geometry::noding::{NODING_TOLERANCE_UM, insert_into, node_sketch};
use crate::geometry::overlay::{Fill, overlay, region_from_edges, region_from_rings};
use crate::geometry::{GridBox, Region, Ring, Similarity};
use crate::plan::{Face, Plan, PlanDiff, ZoneId};

/// Puts zones where `by` takes them, as far as boundary, locked zones and `mode` allow; the land they leave goes as `vacated` says.
pub fn place_zones(
    plan: &Plan,
    zones: &[ZoneId],
    by: &Similarity,
    mode: DrawMode,
    vacated: Vacated,
) -> Result<PlanDiff, Refusal> {
    if by.is_identity() {
        return Ok(PlanDiff::default());
    }
    if !by.is_usable() {
        return Err(Refusal::NoArea);
    }
    let moved: BTreeSet<ZoneId> = zones.iter().copied().collect();
    let mut placing = Placing::fit(plan, &moved, by)?;
    placing.take_land(plan, mode)?;
    placing.leave_land(plan, vacated)?;
    diff_of_land(plan, placing.change)
}

/// Zones about to be placed: everything near has the nodes of their new borders.
struct Placing {
    /// Where each zone wants to be.
    claims: BTreeMap<ZoneId, Region>,
    /// What is left of the land each zone had.
    left: BTreeMap<ZoneId, Region>,
    /// The other faces.
    change: LandChange,
}

impl Placing {
    fn fit(plan: &Plan, moved: &BTreeSet<ZoneId>, by: &Similarity) -> Result<Self, Refusal> {
        let boundary = plan.boundary().ok_or(Refusal::NoBoundary)?;
        let mut rings: Vec<Ring> = Vec::new();
        let mut owners = Vec::new();
        let mut bounds: Option<GridBox> = None;
        for &id in moved {
            let zone = unlocked(plan, id)?;
            let placed: Vec<Ring> = zone.region.rings().map(|ring| ring.iter().map(|p| by.apply(*p)).collect()).collect();
            // a zone made very small can fold; what it winds around is meant
            let outline = region_from_rings(&placed, Fill::Positive);
            let both = [zone.region.bounds(), outline.bounds()].into_iter().flatten();
            bounds = bounds.into_iter().chain(both).reduce(GridBox::union);
            rings.extend(outline.rings().cloned());
            owners.resize(rings.len(), id);
        }
        let bounds = bounds.ok_or(Refusal::NoArea)?.grown(2 * NODING_TOLERANCE_UM);
        let existing = plan.index().edges_near(bounds).into_iter().map(|e| e.edge);
        let noded = node_sketch(&rings, existing, &boundary.outline)?;
        let claim = |id: &ZoneId| {
            let own = owners.iter().zip(&noded.rings).filter(|(owner, _)| *owner == id).map(|(_, ring)| ring);
            (*id, region_from_rings(own, Fill::Positive))
        };
        let mut placing = Self {
            claims: moved.iter().map(claim).collect(),
            left: BTreeMap::new(),
            change: LandChange { boundary: with_nodes(boundary, &noded.insertions), may_vanish: true, ..LandChange::default() },
        };
        for face in plan.index().faces_near(bounds) {
            let land = insert_into(plan.land(face), &noded.insertions)?;
            match face {
                Face::Zone(id) if moved.contains(&id) => drop(placing.left.insert(id, land)),
                _ => drop(placing.change.land.insert(face, land)),
            }
        }
        Ok(placing)
    }

    /// Gives each zone what it claims of the land all of them leave, of unallocated land and of zones that give.
    fn take_land(&mut self, plan: &Plan, mode: DrawMode) -> Result<(), Refusal> {
        for (&id, claim) in &self.claims {
            let mut taken = Vec::new();
            let mut take = |land: &mut Region| {
                let pieces = overlay(land, claim);
                taken.push(pieces.common);
                *land = pieces.only_a;
            };
            self.left.values_mut().for_each(&mut take);
            let givers = self.change.land.iter_mut().filter(|(face, _)| match face {
                Face::Zone(other) if self.claims.contains_key(other) => false,
                face => gives_land(plan, **face, mode),
            });
            givers.map(|(_, land)| land).for_each(take);
            let region = region_from_edges(taken.iter().flat_map(Region::edges))?;
            if region.is_empty() {
                return Err(Refusal::WouldVanish { zone: id });
            }
            self.change.land.insert(Face::Zone(id), region);
        }
        Ok(())
    }

    /// Passes on what the zones have left: to nobody, or piece by piece to the neighbour with the longest border on it.
    fn leave_land(&mut self, plan: &Plan, vacated: Vacated) -> Result<(), Refusal> {
        let left = region_from_edges(self.left.values().flat_map(Region::edges))?;
        for piece in left.parts() {
            let receiver = match vacated {
                Vacated::Unallocated => None,
                Vacated::Neighbours => {
                    let may_take = |face: &Face| match face {
                        Face::Unallocated => false,
                        Face::Zone(id) => !self.claims.contains_key(id) && gives_land(plan, *face, DrawMode::Take),
                    };
                    let takers = self.change.land.iter().filter(|(face, _)| may_take(face));
                    longest_neighbour(takers, &piece)
                }
            };
            let receiver = receiver.unwrap_or(Face::Unallocated);
            let land = self.change.land.entry(receiver).or_insert_with(|| plan.land(receiver).clone());
            *land = region_from_edges(land.edges().chain(piece.edges()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, apply};
    use crate::geometry::{ExactArea, GridPoint, ProjectCrs};
    use crate::plan::{Approval, Boundary, ZoneAttributes, ZoneDraft};

    fn rectangle(west: i64, south: i64, east: i64, north: i64) -> Region {
        let at = |e: i64, n: i64| GridPoint::from_mm(e * 1000, n * 1000);
        region_from_rings([&vec![at(west, south), at(east, south), at(east, north), at(west, north)]], Fill::NonZero)
    }

    /// A park of 100 m × 100 m with three zones of 20 m × 100 m from west to east, and free land beyond.
    fn plan() -> Plan {
        let boundary = Boundary::from_legal(rectangle(0, 0, 100, 100), String::new(), String::new(), false);
        let draft = |i: i64| ZoneDraft {
            attributes: ZoneAttributes { code: i.to_string(), ..ZoneAttributes::default() },
            region: rectangle(i * 20, 0, i * 20 + 20, 100),
            faults: Vec::new(),
        };
        Plan::assemble("", ProjectCrs::default(), Approval::default(), Some(&boundary), (0..3).map(draft).collect()).0
    }

    fn moved(plan: &Plan, zones: &[u32], east_m: i64, mode: DrawMode, vacated: Vacated) -> Result<Vec<f64>, Refusal> {
        let mut plan = plan.clone();
        let by = Similarity::shift(GridPoint::new(0, 0), GridPoint::from_mm(east_m * 1000, 0));
        let zones = zones.iter().map(|id| ZoneId(*id)).collect();
        apply(&mut plan, &Command::PlaceZones { zones, by, mode, vacated })?;
        assert!(plan.adds_up());
        let total: ExactArea = plan.faces().map(|(_, land)| land.area()).sum();
        assert_eq!(total, ExactArea::from_ha(1.0));
        Ok(plan.zones().map(|zone| zone.area.m2()).chain([plan.unallocated().area().m2()]).collect())
    }

    #[test]
    fn the_planner_chooses_who_takes_and_who_yields() {
        let plan = plan();
        use DrawMode::{Take, Yield};
        use Vacated::{Neighbours, Unallocated};
        let go = |zones: &[u32], east, mode, vacated| moved(&plan, zones, east, mode, vacated);
        assert_eq!(go(&[2], 10, Yield, Unallocated), Ok(vec![2000.0, 1000.0, 2000.0, 5000.0]));
        assert_eq!(go(&[2], 10, Take, Unallocated), Ok(vec![2000.0, 2000.0, 1000.0, 5000.0]));
        assert_eq!(go(&[2], 10, Take, Neighbours), Ok(vec![3000.0, 2000.0, 1000.0, 4000.0]));
        assert_eq!(go(&[1, 2], 10, Take, Unallocated), Ok(vec![2000.0, 2000.0, 1000.0, 5000.0]));
        assert_eq!(go(&[3], 50, Yield, Unallocated), Ok(vec![2000.0, 2000.0, 1000.0, 5000.0]));
        assert_eq!(go(&[3], 500, Yield, Unallocated), Err(Refusal::WouldVanish { zone: ZoneId(3) }));
        assert_eq!(go(&[9], 5, Yield, Unallocated), Err(Refusal::NoSuchZone { zone: ZoneId(9) }));
    }
}
