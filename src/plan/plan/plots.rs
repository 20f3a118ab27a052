//! Plots (lô đất): each zone may be divided by a plan of its own, whose boundary is the zone's land.
//!
//! It is the same document with the same commands and the same proof one level down; what a plan calls a zone is a plot there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Land, LayingReport, Plan, ZoneDraft, ZoneDrafts};
use crate::geometry::{ExactArea, Region};
use crate::plan::boundary::{Approval, Boundary};
use crate::plan::layers::LayerSettings;
use crate::plan::zone::{Zone, ZoneId};

/// What a plan divides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlanLevel {
    /// The park, into functional zones.
    #[default]
    Park,
    /// One zone, into plots.
    Zone,
}

impl Plan {
    /// What this plan divides.
    pub const fn level(&self) -> PlanLevel {
        self.level
    }

    /// The plots of a zone; `None` for a zone that is not divided.
    pub fn plots(&self, zone: ZoneId) -> Option<&Self> {
        self.plots.get(&zone).map(Arc::as_ref)
    }

    /// The plots of a zone, shared.
    pub fn plots_shared(&self, zone: ZoneId) -> Option<Arc<Self>> {
        self.plots.get(&zone).cloned()
    }

    /// Zones that are divided, with their plots, by id.
    pub fn divided_zones(&self) -> impl ExactSizeIterator<Item = (ZoneId, &Arc<Self>)> {
        self.plots.iter().map(|(id, plots)| (*id, plots))
    }

    /// The plots of a zone, or a plan to draw the first one in; `None` for a zone that does not exist.
    pub fn plot_plan(&self, zone: ZoneId) -> Option<Arc<Self>> {
        let undivided = || Some(Arc::new(self.of_plots(self.zone(zone)?, Vec::new(), 1).0));
        self.plots_shared(zone).or_else(undivided)
    }

    /// Land of a zone that no plot claims; the whole zone if it is not divided.
    pub fn unplotted(&self, zone: ZoneId) -> ExactArea {
        let of_plots = |plots: &Self| plots.zones().map(|plot| plot.area).sum::<ExactArea>();
        self.zone(zone).map_or(ExactArea::ZERO, |z| z.area - self.plots(zone).map_or(ExactArea::ZERO, of_plots))
    }

    /// The plan as it comes from a file, with the plots of its zones; what lies beyond their zone is reported as a fault of
    /// their coverage. Zones that do not exist are left out.
    pub fn with_plots(mut self, drafts: BTreeMap<ZoneId, ZoneDrafts>) -> (Self, Vec<(ZoneId, LayingReport)>) {
        let mut reports = Vec::new();
        for (id, drafts) in drafts {
            let ZoneDrafts { zones: plots, unallocated } = drafts;
            let Some(zone) = self.zone(id).filter(|_| !plots.is_empty()) else { continue };
            let next_id = plots.len() as u32 + 1;
            let (plots, report) = self.lay_plots(zone, unallocated.as_ref(), ids_from_one(plots), next_id);
            self.plots.insert(id, Arc::new(plots));
            reports.push((id, report));
        }
        (self, reports)
    }

    /// A plan of the plots of `zone`, joined where they lie within the noding tolerance of each other and of the zone's border.
    pub(crate) fn of_plots(&self, zone: &Zone, plots: Vec<Zone>, next_id: u32) -> (Self, LayingReport) {
        self.lay_plots(zone, None, plots, next_id)
    }

    /// The same; plots that tile the zone together with the land `unallocated` among them stay as they are.
    fn lay_plots(&self, zone: &Zone, unallocated: Option<&Region>, plots: Vec<Zone>, next_id: u32) -> (Self, LayingReport) {
        let boundary = Boundary::from_legal(zone.region.clone(), String::new(), String::new(), false);
        let approval = Approval { area: zone.area, decision: String::new() };
        let (plan, report) = Self::lay("", self.crs, approval, Land { boundary: Some(&boundary), unallocated }, plots, next_id);
        (Self { level: PlanLevel::Zone, layers: LayerSettings::default(), ..plan }, report)
    }
}

/// Zones as drafted, with ids 1, 2, ….
pub(super) fn ids_from_one(drafts: Vec<ZoneDraft>) -> Vec<Zone> {
    let zone = |(id, draft): (u32, ZoneDraft)| Zone {
        imported_faults: draft.faults,
        ..Zone::new(ZoneId(id), draft.attributes, draft.region)
    };
    (1..).zip(drafts).map(zone).collect()
}
