//! The land balance (bảng tổng hợp sử dụng đất): areas by land-use class, by phase and by field of technology, exact and rounded.
//!
//! A zone that is divided into plots counts by its plots, any other by what it declares itself.

use std::collections::BTreeMap;

use super::diff::PlanDiff;
use super::land_use::{LandUse, LandUseGroup, Phase, PriorityField};
use super::ledger::{Ledger, largest_remainder};
use super::plan::Plan;
use super::zone::{Zone, ZoneAttributes, ZoneId};
use crate::geometry::coverage::NOISE_AREA;
use crate::geometry::{ExactArea, Region};

/// Land with one land use: a plot, or a zone that has none.
#[derive(Debug, Clone, Copy)]
pub struct LandUnit<'a> {
    /// The zone it lies in, or is.
    pub zone: ZoneId,
    /// The plot, if it is one.
    pub plot: Option<ZoneId>,
    /// What is declared about it.
    pub attributes: &'a ZoneAttributes,
    /// Its land.
    pub region: &'a Region,
    /// Exact grid area of its land.
    pub area: ExactArea,
}

/// The units of a zone, in the planner's order: its plots if it has any, else itself.
pub fn units_of<'a>(plan: &'a Plan, zone: &'a Zone) -> Vec<LandUnit<'a>> {
    let unit =
        |of: &'a Zone, plot| LandUnit { zone: zone.id, plot, attributes: &of.attributes, region: &of.region, area: of.area };
    match plots_of(plan, zone.id) {
        Some(plots) => plots.zones().map(|plot| unit(plot, Some(plot.id))).collect(),
        None => vec![unit(zone, None)],
    }
}

/// The plots of a zone that has some.
fn plots_of(plan: &Plan, zone: ZoneId) -> Option<&Plan> {
    plan.plots(zone).filter(|plots| plots.zones().len() > 0)
}

/// Areas of some land by what is declared about it; entries without land are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LandSums {
    /// By land-use class.
    pub classes: BTreeMap<LandUse, ExactArea>,
    /// By phase.
    pub phases: BTreeMap<Phase, ExactArea>,
    /// By field of technology.
    pub priorities: BTreeMap<PriorityField, ExactArea>,
    /// Land that declares no class, land of a divided zone in no plot (chưa phân lô) among it.
    pub unclassified: ExactArea,
}

impl LandSums {
    fn of(plan: &Plan, zone: &Zone) -> Self {
        let mut sums = Self::default();
        for unit in units_of(plan, zone) {
            // what a plot does not say of phase and field, its zone says for it
            let phase = unit.attributes.phase.or(zone.attributes.phase);
            let priority = unit.attributes.priority.or(zone.attributes.priority);
            match unit.attributes.land_use {
                Some(land_use) => add(&mut sums.classes, land_use, unit.area),
                None => sums.unclassified += unit.area,
            }
            phase.into_iter().for_each(|phase| add(&mut sums.phases, phase, unit.area));
            priority.into_iter().for_each(|field| add(&mut sums.priorities, field, unit.area));
        }
        if plots_of(plan, zone.id).is_some() {
            sums.unclassified += plan.unplotted(zone.id);
        }
        sums
    }

    /// Adds `other`, or takes it away when `sign` is −1.
    fn join(&mut self, other: &Self, sign: i128) {
        let signed = |area: &ExactArea| ExactArea::from_twice_um2(sign * area.twice_um2());
        other.classes.iter().for_each(|(key, area)| add(&mut self.classes, *key, signed(area)));
        other.phases.iter().for_each(|(key, area)| add(&mut self.phases, *key, signed(area)));
        other.priorities.iter().for_each(|(key, area)| add(&mut self.priorities, *key, signed(area)));
        self.unclassified += signed(&other.unclassified);
    }

    /// Σ over the classes of these groups.
    pub fn of_groups(&self, groups: &[LandUseGroup]) -> ExactArea {
        self.classes.iter().filter(|(land_use, _)| groups.contains(&land_use.group())).map(|(_, area)| *area).sum()
    }
}

fn add<K: Ord>(sums: &mut BTreeMap<K, ExactArea>, key: K, area: ExactArea) {
    let sum = sums.entry(key).or_default();
    *sum += area;
    if sum.is_zero() {
        sums.retain(|_, area| !area.is_zero());
    }
}

/// Sums by zone and over all zones, kept by reading diffs.
///
/// After any sequence of [`update`](Self::update) it equals [`LandBalance::of`] the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LandBalance {
    zones: BTreeMap<ZoneId, LandSums>,
    total: LandSums,
}

impl LandBalance {
    /// The balance of a plan, computed from scratch.
    pub fn of(plan: &Plan) -> Self {
        let mut balance = Self::default();
        plan.zones().for_each(|zone| balance.set_zone(plan, zone.id));
        balance
    }

    /// Follows one change of the plan, which is already in its new state.
    pub fn update(&mut self, plan: &Plan, diff: &PlanDiff) {
        touched(diff).for_each(|zone| self.set_zone(plan, zone));
    }

    /// Takes one [`update`](Self::update) back: `before` is the balance as it was, `diff` what it was updated with.
    pub fn revert(&mut self, before: &Self, diff: &PlanDiff) {
        let mut zones = touched(diff).peekable();
        if zones.peek().is_none() {
            return;
        }
        for zone in zones {
            match before.zones.get(&zone) {
                Some(sums) => drop(self.zones.insert(zone, sums.clone())),
                None => drop(self.zones.remove(&zone)),
            }
        }
        self.total.clone_from(&before.total);
    }

    fn set_zone(&mut self, plan: &Plan, id: ZoneId) {
        if let Some(former) = self.zones.remove(&id) {
            self.total.join(&former, -1);
        }
        if let Some(zone) = plan.zone(id) {
            let sums = LandSums::of(plan, zone);
            self.total.join(&sums, 1);
            self.zones.insert(id, sums);
        }
    }

    /// Over all zones.
    pub const fn total(&self) -> &LandSums {
        &self.total
    }

    /// Of one zone.
    pub fn zone(&self, id: ZoneId) -> Option<&LandSums> {
        self.zones.get(&id)
    }

    /// Whether any land declares a class.
    pub fn is_declared(&self) -> bool {
        !self.total.classes.is_empty()
    }

    /// The table of the balance: classes in the order of TT 16/2025/TT-BXD, then land without a class zone by zone, then land of no
    /// zone. `ledger` is the plan's.
    pub fn table(&self, plan: &Plan, ledger: &Ledger) -> LandTable {
        let classes = self.total.classes.iter().map(|(land_use, area)| (LandRow::Class(*land_use), *area));
        let open = plan.zones().filter_map(|zone| {
            let area = self.zones.get(&zone.id)?.unclassified;
            (!area.is_zero()).then_some((LandRow::Unclassified(zone.id), area))
        });
        let free = (!ledger.unallocated.is_zero()).then_some((LandRow::Unallocated, ledger.unallocated));
        LandTable::of(classes.chain(open).chain(free).collect(), ledger.boundary)
    }

    /// The table of one zone: its classes, then its land without a class; shares are those of the zone.
    pub fn zone_table(&self, zone: &Zone) -> LandTable {
        let sums = self.zones.get(&zone.id);
        let classes = sums.into_iter().flat_map(|sums| &sums.classes).map(|(land_use, area)| (LandRow::Class(*land_use), *area));
        let open = sums.map(|sums| sums.unclassified).filter(|area| !area.is_zero());
        let open = open.map(|area| (LandRow::Unclassified(zone.id), area));
        LandTable::of(classes.chain(open).collect(), zone.area)
    }

    /// Areas by phase, then the rest, rounded like the [`table`](Self::table).
    pub fn by_phase(&self, ledger: &Ledger) -> LandTable {
        let rows = self.total.phases.iter().map(|(phase, area)| (LandRow::Phase(*phase), *area));
        with_rest(rows.collect(), ledger)
    }

    /// Areas by field of technology, then the rest, rounded like the [`table`](Self::table).
    pub fn by_priority(&self, ledger: &Ledger) -> LandTable {
        let rows = self.total.priorities.iter().map(|(field, area)| (LandRow::Priority(*field), *area));
        with_rest(rows.collect(), ledger)
    }
}

/// The zones whose sums a change may have changed.
fn touched(diff: &PlanDiff) -> impl Iterator<Item = ZoneId> {
    let with_plots = diff.plots.iter().map(|(id, _)| *id).filter(|id| diff.zones.iter().all(|(other, _)| other != id));
    diff.zones.iter().map(|(id, _)| *id).chain(with_plots)
}

fn with_rest(mut rows: Vec<(LandRow, ExactArea)>, ledger: &Ledger) -> LandTable {
    let rest = ledger.zones_total + ledger.unallocated - rows.iter().map(|(_, area)| *area).sum();
    if !rest.is_zero() {
        rows.push((LandRow::Rest, rest));
    }
    LandTable::of(rows, ledger.boundary)
}

/// What a row of a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LandRow {
    /// A land-use class.
    Class(LandUse),
    /// Land of a zone that declares no class, or lies in none of its plots.
    Unclassified(ZoneId),
    /// Land of no zone.
    Unallocated,
    /// A phase.
    Phase(Phase),
    /// A field of technology.
    Priority(PriorityField),
    /// All that is not named.
    Rest,
}

/// A row: its exact area, and the figures that are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LandFigures {
    /// What it is about.
    pub row: LandRow,
    /// Exact grid area.
    pub area: ExactArea,
    /// Hundredths of a hectare, rounded so that the column adds up.
    pub ha_hundredths: i128,
    /// Hundredths of a percent, rounded so that the column adds up.
    pub percent_hundredths: i128,
}

/// A table whose rounded columns add up to the boundary's figure and to 100,00 % (largest remainder).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LandTable {
    /// The rows, in order.
    pub rows: Vec<LandFigures>,
    /// Exact sum of the rows.
    pub area: ExactArea,
    /// Sum of the column of hectares, hundredths.
    pub ha_hundredths: i128,
    /// Sum of the column of percentages, hundredths: 10 000 unless there is no land.
    pub percent_hundredths: i128,
}

impl LandTable {
    /// Rounds `rows`. The total is that of the boundary, from which the noded one differs by less than [`NOISE_AREA`]; where zones
    /// overlap, leave the boundary or have none, it is the sum of the rows.
    fn of(rows: Vec<(LandRow, ExactArea)>, boundary: ExactArea) -> Self {
        const HUNDREDTH_HA: i128 = 2_000_000_000_000 * 100;
        let exact: Vec<i128> = rows.iter().map(|(_, area)| area.twice_um2()).collect();
        let area: ExactArea = rows.iter().map(|(_, area)| *area).sum();
        let total = if (area - boundary).abs() < NOISE_AREA { boundary } else { area };
        let hectares = largest_remainder(&exact, total.twice_um2(), HUNDREDTH_HA);
        let whole = area.twice_um2();
        let percents = if whole > 0 {
            largest_remainder(&exact.iter().map(|area| area * 10_000).collect::<Vec<_>>(), whole * 10_000, whole)
        } else {
            vec![0; exact.len()]
        };
        let figures = rows.into_iter().zip(&hectares).zip(&percents);
        let rows = figures
            .map(|(((row, area), ha), percent)| LandFigures { row, area, ha_hundredths: *ha, percent_hundredths: *percent })
            .collect();
        Self { rows, area, ha_hundredths: hectares.iter().sum(), percent_hundredths: percents.iter().sum() }
    }
}
