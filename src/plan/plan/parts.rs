//! A plan taken apart into what it consists of, and put together again exactly as it was.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::{CoverageFaults, Plan, PlanLevel};
use crate::geometry::coverage::tiles_exactly;
use crate::geometry::{ProjectCrs, Region};
use crate::plan::boundary::{Approval, Boundary};
use crate::plan::layers::LayerSettings;
use crate::plan::provenance::SourceRecord;
use crate::plan::settings::PlanSettings;
use crate::plan::zone::{Zone, ZoneId};

/// Everything a plan consists of; only the index, which is derived, is left out.
///
/// What is large is shared with the plan: taking the parts costs no copy of geometry, and what did not change between two states
/// of a plan is the same `Arc`.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanParts {
    /// Title.
    pub title: Arc<str>,
    /// CRS whose plan grid everything lives on.
    pub crs: ProjectCrs,
    /// The figure to reconcile to.
    pub approval: Arc<Approval>,
    /// The boundary with its nodes.
    pub boundary: Option<Arc<Boundary>>,
    /// Zones by id.
    pub zones: BTreeMap<ZoneId, Arc<Zone>>,
    /// Ids in the planner's order.
    pub order: Arc<Vec<ZoneId>>,
    /// Land no zone claims.
    pub unallocated: Arc<Region>,
    /// What an imported coverage has wrong.
    pub faults: Arc<CoverageFaults>,
    /// How the layers are shown.
    pub layers: LayerSettings,
    /// What the project sets for its checks.
    pub settings: Arc<PlanSettings>,
    /// The id the next new zone gets.
    pub next_id: u32,
    /// What the plan divides.
    pub level: PlanLevel,
    /// The plots of divided zones, by zone.
    pub plots: BTreeMap<ZoneId, Arc<Plan>>,
    /// The file whose zones the plan began with.
    pub source: Option<Arc<SourceRecord>>,
}

/// Why parts make no plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PartsDisagree {
    /// The order does not name every zone once.
    #[error("the order of the zones does not name every zone once")]
    Order,
    /// A zone does not have the id it is kept under, or one that is still to be given away.
    #[error("zone {} has the id of another", .zone.0)]
    Id {
        /// The zone.
        zone: ZoneId,
    },
    /// The area of a zone is not that of its land.
    #[error("zone {} does not have the area of its land", .zone.0)]
    Area {
        /// The zone.
        zone: ZoneId,
    },
    /// Plots of a zone that does not exist.
    #[error("there are plots of zone {}, which does not exist", .zone.0)]
    Plots {
        /// The zone.
        zone: ZoneId,
    },
}

impl Plan {
    /// What the plan consists of.
    pub fn parts(&self) -> PlanParts {
        PlanParts {
            title: self.title.clone(),
            crs: self.crs,
            approval: self.approval.clone(),
            boundary: self.boundary.clone(),
            zones: self.zones.clone(),
            order: self.order.clone(),
            unallocated: self.unallocated.clone(),
            faults: self.faults.clone(),
            layers: self.layers,
            settings: self.settings.clone(),
            next_id: self.next_id,
            level: self.level,
            plots: self.plots.clone(),
            source: self.source.clone(),
        }
    }

    /// The plan that consists of these parts: the one they were taken from, to the last bit.
    ///
    /// A plan that is said to be exact but does not add up is marked as inexact, so that the long proof applies to it.
    pub fn from_parts(parts: PlanParts) -> Result<Self, PartsDisagree> {
        let PlanParts {
            title,
            crs,
            approval,
            boundary,
            zones,
            order,
            unallocated,
            faults,
            layers,
            settings,
            next_id,
            level,
            plots,
            source,
        } = parts;
        let mut ordered = order.as_ref().clone();
        ordered.sort_unstable();
        if !ordered.iter().eq(zones.keys()) {
            return Err(PartsDisagree::Order);
        }
        for (&id, zone) in &zones {
            if zone.id != id || id.0 >= next_id {
                return Err(PartsDisagree::Id { zone: id });
            }
            if zone.area != zone.region.area() {
                return Err(PartsDisagree::Area { zone: id });
            }
        }
        if let Some(zone) = plots.keys().find(|id| !zones.contains_key(id)) {
            return Err(PartsDisagree::Plots { zone: *zone });
        }
        let mut plan = Self {
            title,
            crs,
            approval,
            boundary,
            zones,
            order,
            unallocated,
            faults,
            layers,
            settings,
            next_id,
            level,
            plots,
            source,
            index: OnceLock::new(),
        };
        plan.doubt_exactness();
        Ok(plan)
    }

    /// Marks as inexact what claims to be exact and does not add up.
    fn doubt_exactness(&mut self) {
        let claims_exact = !self.faults.inexact && self.faults.overlaps.is_empty() && self.faults.outside.is_empty();
        let Some(boundary) = self.boundary.as_ref().filter(|_| claims_exact) else { return };
        if !tiles_exactly(boundary.outline.noded(), self.faces().map(|(_, land)| land)) {
            self.faults = Arc::new(CoverageFaults { inexact: true, ..CoverageFaults::default() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::validity::region_from_raw;
    use crate::geometry::{ExactArea, GridPoint};
    use crate::plan::{ZoneAttributes, ZoneDraft};

    fn square(east: i64, side: i64) -> Region {
        let corners = [(0, 0), (side, 0), (side, 10), (0, 10)];
        region_from_raw(&[vec![corners.map(|(e, n)| GridPoint::from_mm(600_000_000 + east + e, 2_270_000_000 + n)).to_vec()]]).0
    }

    fn plan() -> Plan {
        let boundary = Boundary::from_legal(square(0, 100), "Khu".into(), "Park".into(), false);
        let draft = |east| ZoneDraft { attributes: ZoneAttributes::default(), region: square(east, 30), faults: Vec::new() };
        let (plan, _) =
            Plan::assemble("a", ProjectCrs::default(), Approval::default(), Some(&boundary), vec![draft(0), draft(30)]);
        plan
    }

    #[test]
    fn a_plan_is_the_sum_of_its_parts() {
        let plan = plan();
        let again = Plan::from_parts(plan.parts()).expect("sound parts");
        assert_eq!(again, plan);
        assert!(again.adds_up() && !again.faults().inexact);
        assert_eq!(again.zones_at(GridPoint::from_mm(600_000_005, 2_270_000_005)), [ZoneId(1)], "the index is built");
    }

    #[test]
    fn parts_that_disagree_are_refused() {
        let refused = |change: fn(&mut PlanParts)| {
            let mut parts = plan().parts();
            change(&mut parts);
            Plan::from_parts(parts).err()
        };
        assert_eq!(refused(|p| p.order = Arc::new(vec![ZoneId(1), ZoneId(1)])), Some(PartsDisagree::Order));
        assert_eq!(refused(|p| p.next_id = 2), Some(PartsDisagree::Id { zone: ZoneId(2) }));
        let wrong = |p: &mut PlanParts| {
            let zone = p.zones[&ZoneId(1)].as_ref().clone();
            p.zones.insert(ZoneId(1), Arc::new(Zone { area: ExactArea::ZERO, ..zone }));
        };
        assert_eq!(refused(wrong), Some(PartsDisagree::Area { zone: ZoneId(1) }));
        assert_eq!(
            refused(|p| drop(p.plots.insert(ZoneId(9), Arc::new(plan())))),
            Some(PartsDisagree::Plots { zone: ZoneId(9) })
        );
    }

    #[test]
    fn what_only_claims_to_add_up_is_marked() {
        let mut parts = plan().parts();
        parts.unallocated = Arc::new(Region::empty());
        assert!(Plan::from_parts(parts).expect("sound otherwise").faults().inexact);
    }
}
