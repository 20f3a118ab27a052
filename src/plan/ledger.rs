//! The ledger: every area figure of a plan, kept by reading diffs.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::boundary::Boundary;
use super::commune::CommuneLayer;
use super::diff::PlanDiff;
use super::land_balance::LandBalance;
use super::plan::Plan;
use super::zone::ZoneId;
use crate::geometry::coverage::NOISE_AREA;
use crate::geometry::locator::{Crossed, Standing};
use crate::geometry::overlay::common_area;
use crate::geometry::{ExactArea, Region};

/// How what is drawn stands to what is approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Balance {
    /// Equal.
    Met,
    /// Land is still missing.
    Left,
    /// Too much is drawn.
    Excess,
}

impl Balance {
    /// Id of the word for it.
    pub const fn word_id(self) -> &'static str {
        match self {
            Self::Met => "panel-residual-none",
            Self::Left => "panel-residual-left",
            Self::Excess => "panel-residual-excess",
        }
    }
}

/// All area figures of a plan; exact grid areas in the project CRS.
///
/// After any sequence of [`update`](Self::update) it equals [`Ledger::of`] the plan, bit for bit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ledger {
    /// Approved area.
    pub approved: ExactArea,
    /// Inside the legal boundary line; zero without a boundary.
    pub boundary: ExactArea,
    /// Inside the noded boundary line: exactly Σ zones + unallocated when nothing overlaps or lies outside.
    pub noded_boundary: ExactArea,
    /// Σ zone areas.
    pub zones_total: ExactArea,
    /// Land no zone claims.
    pub unallocated: ExactArea,
    /// Σ over overlapping pairs.
    pub overlap: ExactArea,
    /// Σ beyond the boundary.
    pub outside: ExactArea,
    /// Area of each zone.
    pub zones: BTreeMap<ZoneId, ExactArea>,
    /// Area of each zone by position of the commune in the layer; only where they meet.
    pub communes: BTreeMap<ZoneId, BTreeMap<usize, ExactArea>>,
    /// Area of the boundary by position of the commune.
    pub boundary_communes: BTreeMap<usize, ExactArea>,
    /// Areas by land use, phase and field.
    pub land_balance: LandBalance,
}

impl Ledger {
    /// The ledger of a plan, computed from scratch.
    pub fn of(plan: &Plan, communes: &CommuneLayer) -> Self {
        let mut ledger = Self { land_balance: LandBalance::of(plan), ..Self::default() };
        for zone in plan.zones() {
            ledger.set_zone(zone.id, Some(&zone.region), communes);
        }
        ledger.set_totals(plan);
        ledger.set_boundary(plan, communes);
        ledger
    }

    /// Follows one change of the plan, which is already in its new state.
    pub fn update(&mut self, plan: &Plan, diff: &PlanDiff, communes: &CommuneLayer) {
        for (id, _, after) in diff.land_changes() {
            self.set_zone(id, after, communes);
        }
        self.land_balance.update(plan, diff);
        self.set_totals(plan);
        if diff.boundary.as_ref().is_some_and(|b| {
            let legal = |side: &Option<Arc<Boundary>>| side.as_ref().map(|b| b.outline.legal().clone());
            legal(&b.before) != legal(&b.after)
        }) {
            self.set_boundary(plan, communes);
        }
    }

    /// Takes one [`update`](Self::update) back: `before` is the ledger as it was, `diff` what it was updated with.
    ///
    /// Nothing is computed anew, and only what `diff` touched is copied.
    pub fn revert(&mut self, before: &Self, diff: &PlanDiff) {
        for (id, _, _) in diff.land_changes() {
            put(&mut self.zones, &before.zones, id);
            put(&mut self.communes, &before.communes, id);
        }
        self.land_balance.revert(&before.land_balance, diff);
        if diff.boundary.is_some() {
            self.boundary_communes.clone_from(&before.boundary_communes);
        }
        let Self { approved, boundary, noded_boundary, zones_total, unallocated, overlap, outside, .. } = *before;
        *self = Self { approved, boundary, noded_boundary, zones_total, unallocated, overlap, outside, ..std::mem::take(self) };
    }

    fn set_zone(&mut self, id: ZoneId, land: Option<&Region>, communes: &CommuneLayer) {
        let area = land.map_or(ExactArea::ZERO, Region::area);
        self.zones_total += area - self.zones.get(&id).copied().unwrap_or_default();
        match land {
            None => {
                self.zones.remove(&id);
                self.communes.remove(&id);
            }
            Some(land) => {
                self.zones.insert(id, area);
                self.communes.insert(id, areas_by_commune(land, communes));
            }
        }
    }

    fn set_totals(&mut self, plan: &Plan) {
        self.approved = plan.approval().area;
        self.unallocated = plan.unallocated().area();
        self.overlap = plan.faults().overlap_area();
        self.outside = plan.faults().outside_area();
        self.noded_boundary = plan.boundary().map_or(ExactArea::ZERO, Boundary::noded_area);
    }

    fn set_boundary(&mut self, plan: &Plan, communes: &CommuneLayer) {
        self.boundary = plan.boundary().map_or(ExactArea::ZERO, Boundary::legal_area);
        self.boundary_communes = plan.boundary().map_or_else(BTreeMap::new, |b| areas_by_commune(b.outline.legal(), communes));
    }

    /// Approved minus drawn: positive when land is still missing.
    pub fn residual(&self) -> ExactArea {
        self.approved - self.zones_total
    }

    /// How the residual stands; what is below [`NOISE_AREA`] comes from nodes rounded to the micrometre and is none.
    pub fn balance(&self) -> Balance {
        let residual = self.residual();
        if residual.abs() < NOISE_AREA {
            Balance::Met
        } else if residual > ExactArea::ZERO {
            Balance::Left
        } else {
            Balance::Excess
        }
    }

    /// Area of the union of all zones inside the boundary.
    pub fn allocated(&self) -> ExactArea {
        self.noded_boundary - self.unallocated
    }
}

/// Copies one entry, or that there is none.
fn put<T: Clone>(entries: &mut BTreeMap<ZoneId, T>, from: &BTreeMap<ZoneId, T>, id: ZoneId) {
    match from.get(&id) {
        Some(entry) => drop(entries.insert(id, entry.clone())),
        None => drop(entries.remove(&id)),
    }
}

/// Area of `land` in each commune it meets, by position in the layer.
///
/// Computed crossings are rounded to the grid, so the sum may differ from the area of `land` by up to 0.001 m².
pub fn areas_by_commune(land: &Region, communes: &CommuneLayer) -> BTreeMap<usize, ExactArea> {
    let mut met: BTreeMap<usize, Part> = BTreeMap::new();
    for (at, polygon) in land.polygons().iter().enumerate() {
        let standing = communes.locator().standing(&polygon.rings().map(Vec::as_slice).collect::<Vec<_>>());
        let (whole, cut) = match standing {
            Standing::Inside(whole) => (whole.to_vec(), Vec::new()),
            Standing::Crossed(Crossed { whole, cut }) => (whole, cut),
        };
        for commune in whole {
            let part = met.entry(commune as usize).or_insert(if at == 0 { Part::All(0) } else { Part::Some });
            *part = if *part == Part::All(at) { Part::All(at + 1) } else { Part::Some };
        }
        met.extend(cut.into_iter().map(|commune| (commune as usize, Part::Some)));
    }
    let area = |(index, part): (usize, Part)| match part {
        Part::All(polygons) if polygons == land.polygons().len() => (index, land.area()),
        _ => (index, common_area(land, &communes.communes[index].region)),
    };
    met.into_iter().map(area).filter(|(_, area)| !area.is_zero()).collect()
}

/// How much of some land a commune holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// All of the first so many polygons.
    All(usize),
    /// An overlay tells.
    Some,
}

/// Rounds shares so that the rounded figures add up to `total` (largest remainder, ties by position).
///
/// `exact` and `total` are in one unit; the result counts `unit`s of it. Source: Hare–Niemeyer method.
pub fn largest_remainder(exact: &[i128], total: i128, unit: i128) -> Vec<i128> {
    let mut rounded: Vec<i128> = exact.iter().map(|value| value.div_euclid(unit)).collect();
    let target = (2 * total + unit).div_euclid(2 * unit);
    let mut missing = target - rounded.iter().sum::<i128>();
    let mut by_remainder: Vec<usize> = (0..exact.len()).collect();
    by_remainder.sort_by_key(|&i| std::cmp::Reverse(exact[i].rem_euclid(unit)));
    for &i in by_remainder.iter().cycle().take(exact.len()) {
        if missing <= 0 {
            break;
        }
        rounded[i] += 1;
        missing -= 1;
    }
    rounded
}

/// Areas in hectares with `decimals`, rounded so that they add up to their rounded sum.
pub fn rounded_hectares(areas: &[ExactArea], decimals: u32) -> Vec<i128> {
    let unit = ExactArea::from_m2(10_000.0).twice_um2() / 10_i128.pow(decimals);
    let exact: Vec<i128> = areas.iter().map(|area| area.twice_um2()).collect();
    largest_remainder(&exact, exact.iter().sum(), unit)
}

/// Percentages of `whole` with `decimals`, rounded so that they add up to the rounded percentage of their sum.
pub fn rounded_percentages(areas: &[ExactArea], whole: ExactArea, decimals: u32) -> Vec<i128> {
    if whole.twice_um2() <= 0 {
        return vec![0; areas.len()];
    }
    let scale = 100 * 10_i128.pow(decimals);
    let exact: Vec<i128> = areas.iter().map(|area| area.twice_um2() * scale).collect();
    largest_remainder(&exact, exact.iter().sum(), whole.twice_um2())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_columns_add_up() {
        let thirds = [ExactArea::from_ha(221.063_333); 3];
        let rounded = rounded_hectares(&thirds, 2);
        assert_eq!(rounded.iter().sum::<i128>(), 66_319);
        assert_eq!(rounded_percentages(&thirds, thirds.iter().copied().sum(), 2).iter().sum::<i128>(), 10_000);
        let proposal = [110.0, 331.6, 60.0, 79.58, 72.0, 10.01].map(ExactArea::from_ha);
        let shares = rounded_percentages(&proposal, proposal.iter().copied().sum(), 2);
        assert_eq!(shares.iter().sum::<i128>(), 10_000);
    }

    #[test]
    fn largest_remainder_rounds_the_largest_first() {
        assert_eq!(largest_remainder(&[15, 14, 11], 40, 10), [2, 1, 1]);
        assert_eq!(largest_remainder(&[], 0, 10), Vec::<i128>::new());
        assert_eq!(rounded_percentages(&[ExactArea::from_m2(1.0)], ExactArea::ZERO, 2), [0]);
    }
}
