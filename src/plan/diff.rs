//! What a change did to a plan: the only thing ledger, checks, journal and paint read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::boundary::{Approval, Boundary};
use super::layers::LayerSettings;
use super::plan::{CoverageFaults, Plan};
use super::settings::PlanSettings;
use super::zone::{Zone, ZoneId};
use crate::geometry::{GridBox, Region};

/// A value before and after a change.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed<T> {
    /// Before.
    pub before: T,
    /// After.
    pub after: T,
}

impl<T: Clone> Changed<T> {
    fn inverted(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }
}

/// A zone before and after; `None` where it does not exist.
pub type ZoneChange = Changed<Option<Arc<Zone>>>;

/// The plots of a zone before and after; `None` where it is not divided.
pub type PlotsChange = Changed<Option<Arc<Plan>>>;

/// Everything a change did, both ways: applying the inverse restores the document exactly.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanDiff {
    /// Zones that changed, by id.
    pub zones: Vec<(ZoneId, ZoneChange)>,
    /// Plots that changed, by the id of their zone.
    pub plots: Vec<(ZoneId, PlotsChange)>,
    /// Order of the zones, if it changed.
    pub order: Option<Changed<Arc<Vec<ZoneId>>>>,
    /// Land no zone claims.
    pub unallocated: Option<Changed<Arc<Region>>>,
    /// Boundary, mostly because nodes came or went.
    pub boundary: Option<Changed<Option<Arc<Boundary>>>>,
    /// Overlaps and outside parts.
    pub faults: Option<Changed<Arc<CoverageFaults>>>,
    /// Approved figure.
    pub approval: Option<Changed<Arc<Approval>>>,
    /// Title of the plan.
    pub title: Option<Changed<Arc<str>>>,
    /// How the layers of the map are shown.
    pub layers: Option<Changed<LayerSettings>>,
    /// What the project sets for its checks.
    pub settings: Option<Changed<Arc<PlanSettings>>>,
    /// Next free zone id.
    pub next_id: Option<Changed<u32>>,
}

impl PlanDiff {
    /// The diff that takes this one back.
    pub fn inverted(&self) -> Self {
        Self {
            zones: self.zones.iter().map(|(id, change)| (*id, change.inverted())).collect(),
            plots: self.plots.iter().map(|(id, change)| (*id, change.inverted())).collect(),
            order: self.order.as_ref().map(Changed::inverted),
            unallocated: self.unallocated.as_ref().map(Changed::inverted),
            boundary: self.boundary.as_ref().map(Changed::inverted),
            faults: self.faults.as_ref().map(Changed::inverted),
            approval: self.approval.as_ref().map(Changed::inverted),
            title: self.title.as_ref().map(Changed::inverted),
            layers: self.layers.as_ref().map(Changed::inverted),
            settings: self.settings.as_ref().map(Changed::inverted),
            next_id: self.next_id.as_ref().map(Changed::inverted),
        }
    }

    /// Changes made one after the other as one change; what they do and take back again is left out.
    pub fn of_sequence(diffs: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        let mut zones: BTreeMap<ZoneId, Option<ZoneChange>> = BTreeMap::new();
        let mut plots: BTreeMap<ZoneId, Option<PlotsChange>> = BTreeMap::new();
        for diff in diffs {
            diff.zones.into_iter().for_each(|(id, change)| then(zones.entry(id).or_default(), Some(change)));
            diff.plots.into_iter().for_each(|(id, change)| then(plots.entry(id).or_default(), Some(change)));
            then(&mut all.order, diff.order);
            then(&mut all.unallocated, diff.unallocated);
            then(&mut all.boundary, diff.boundary);
            then(&mut all.faults, diff.faults);
            then(&mut all.approval, diff.approval);
            then(&mut all.title, diff.title);
            then(&mut all.layers, diff.layers);
            then(&mut all.settings, diff.settings);
            then(&mut all.next_id, diff.next_id);
        }
        Self {
            zones: zones.into_iter().filter_map(|(id, change)| Some((id, real(change)?))).collect(),
            plots: plots.into_iter().filter_map(|(id, change)| Some((id, real(change)?))).collect(),
            order: real(all.order),
            unallocated: real(all.unallocated),
            boundary: real(all.boundary),
            faults: real(all.faults),
            approval: real(all.approval),
            title: real(all.title),
            layers: real(all.layers),
            settings: real(all.settings),
            next_id: real(all.next_id),
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Zones whose land changed, with their land before and after.
    pub fn land_changes(&self) -> impl Iterator<Item = (ZoneId, Option<&Region>, Option<&Region>)> {
        self.zones.iter().filter_map(|(id, change)| {
            let (before, after) = (change.before.as_deref().map(|z| &z.region), change.after.as_deref().map(|z| &z.region));
            (before != after).then_some((*id, before, after))
        })
    }

    /// A box around all land that changed hands; `None` if none did.
    pub fn bounds(&self) -> Option<GridBox> {
        self.land_changes()
            .flat_map(|(_, before, after)| [before, after])
            .flatten()
            .filter_map(Region::bounds)
            .reduce(GridBox::union)
    }
}

/// Puts a change after those so far.
fn then<T>(so_far: &mut Option<Changed<T>>, next: Option<Changed<T>>) {
    match (so_far.as_mut(), next) {
        (Some(so_far), Some(next)) => so_far.after = next.after,
        (None, next) => *so_far = next,
        (Some(_), None) => {}
    }
}

/// The change, if there is one and it is not from something to the same.
fn real<T: PartialEq>(change: Option<Changed<T>>) -> Option<Changed<T>> {
    change.filter(|change| change.before != change.after)
}
