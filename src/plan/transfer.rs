//! What became of whose land: the areas that each zone of one plan has in common with each zone of another.
//!
//! Rows are what holds land in the first plan, columns what holds it in the second; both add up exactly. Land of no zone
//! is in the row or column of unallocated land, land beyond the other plan's boundary and land claimed twice have their
//! own, so that nothing is spread over zones to make a sum come out.

mod balance;
mod overlay;
mod rounding;

use std::collections::BTreeMap;

use super::diff::PlanDiff;
use super::index::Face;
use super::plan::Plan;
use super::zone::{Zone, ZoneId};
use crate::geometry::coverage::NOISE_AREA;
use crate::geometry::overlay::{difference, difference_all, intersection, union};
use crate::geometry::{ExactArea, Region};

use balance::balance;
use overlay::{Side, common_areas};
pub use rounding::RoundedTransfer;
pub(crate) use rounding::controlled_rounding;

/// What a row or a column of a transfer matrix stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A zone.
    Zone(ZoneId),
    /// Land inside the boundary that no zone claims; without a boundary, all land of no zone.
    Unallocated,
    /// Land of the other plan beyond this plan's boundary.
    Outside,
    /// What several zones of this plan claim, counted as often as once is too many; its areas are negative.
    Overlap,
}

impl From<Face> for Party {
    fn from(face: Face) -> Self {
        match face {
            Face::Zone(id) => Self::Zone(id),
            Face::Unallocated => Self::Unallocated,
        }
    }
}

/// Areas by who holds the land in one plan (rows) and in another (columns); exact grid areas in their common CRS.
///
/// Every zone has a row or column, even without land. Unallocated, outside and overlap are there only where they have
/// land. Computed crossings are rounded to the micrometre grid; what that takes from a zone, below a thousandth of a
/// square metre for a park, is given back to cells of its own row and column: see [`rounding`](Self::rounding).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TransferMatrix {
    rows: Vec<(Party, ExactArea)>,
    columns: Vec<(Party, ExactArea)>,
    cells: BTreeMap<(Party, Party), ExactArea>,
    rounding: ExactArea,
}

impl TransferMatrix {
    /// The matrix from `a` to `b`, which must lie on the plan grid of the same CRS.
    pub fn between(a: &Plan, b: &Plan) -> Self {
        Self::of(&Side::of_plan(a), &Side::of_plan(b))
    }

    /// What one change took from whom and gave to whom: only faces that the change touched have rows and columns.
    pub fn of_change(diff: &PlanDiff) -> Self {
        let (before, after) = Side::of_diff(diff);
        Self::of(&before, &after)
    }

    fn of(a: &Side<'_>, b: &Side<'_>) -> Self {
        let mut cells = common_areas(a, b);
        let rounding = balance(&mut cells, a, b);
        cells.retain(|_, area| !area.is_zero());
        let mut sums = [BTreeMap::new(), BTreeMap::new()];
        for ((from, to), area) in &cells {
            *sums[0].entry(*from).or_insert(ExactArea::ZERO) += *area;
            *sums[1].entry(*to).or_insert(ExactArea::ZERO) += *area;
        }
        let [rows, columns] = [(a, &sums[0]), (b, &sums[1])].map(|(side, sums)| {
            let sum = |party: Party| (party, sums.get(&party).copied().unwrap_or_default());
            let zones = side.zones.iter().map(|(id, _)| sum(Party::Zone(*id)));
            let others = [Party::Unallocated, Party::Outside, Party::Overlap].into_iter().filter(|p| sums.contains_key(p));
            zones.chain(others.map(sum)).collect()
        });
        Self { rows, columns, cells, rounding }
    }

    /// Who holds land in the first plan and how much: zones in the planner's order, then unallocated, outside, overlap.
    pub fn rows(&self) -> &[(Party, ExactArea)] {
        &self.rows
    }

    /// Who holds land in the second plan and how much, in the same order.
    pub fn columns(&self) -> &[(Party, ExactArea)] {
        &self.columns
    }

    /// Rows worth showing: all zones, and the others from [`NOISE_AREA`].
    pub fn shown_rows(&self) -> Vec<Party> {
        shown(&self.rows)
    }

    /// Columns worth showing: all zones, and the others from [`NOISE_AREA`].
    pub fn shown_columns(&self) -> Vec<Party> {
        shown(&self.columns)
    }

    /// The land that is `from`'s in the first plan and `to`'s in the second, in area; zero where there is none.
    pub fn cell(&self, from: Party, to: Party) -> ExactArea {
        self.cells.get(&(from, to)).copied().unwrap_or_default()
    }

    /// All cells with land, by row and column.
    pub fn cells(&self) -> impl Iterator<Item = (Party, Party, ExactArea)> + '_ {
        self.cells.iter().map(|((from, to), area)| (*from, *to, *area))
    }

    /// The most that any cell was changed by so that rows and columns add up in spite of rounded crossings.
    pub const fn rounding(&self) -> ExactArea {
        self.rounding
    }

    /// Land that is with another party in the second plan, zones being the same as `counterparts` says.
    pub fn moved(&self, counterparts: &BTreeMap<ZoneId, ZoneId>) -> ExactArea {
        let stays = |from: Party, to: Party| match (from, to) {
            (Party::Zone(a), Party::Zone(b)) => counterparts.get(&a) == Some(&b),
            (from, to) => from == to || to == Party::Overlap || from == Party::Overlap,
        };
        self.cells().filter(|(from, to, _)| !stays(*from, *to)).map(|(.., area)| area).sum()
    }
}

fn shown(parties: &[(Party, ExactArea)]) -> Vec<Party> {
    let is_worth = |(party, area): &&(Party, ExactArea)| matches!(party, Party::Zone(_)) || area.abs() >= NOISE_AREA;
    parties.iter().filter(is_worth).map(|(party, _)| *party).collect()
}

/// The zone of `b` that each zone of `a` goes on as: the one with its code, else with its Vietnamese or English name, else
/// with its number if neither has a code or name. A zone is the counterpart of one zone at most.
pub fn counterparts(a: &Plan, b: &Plan) -> BTreeMap<ZoneId, ZoneId> {
    type Key = fn(&Zone) -> String;
    let keys: [Key; 4] = [
        |zone| zone.attributes.code.clone(),
        |zone| zone.attributes.name_vi.clone(),
        |zone| zone.attributes.name_en.clone(),
        |zone| if is_nameless(zone) { zone.id.0.to_string() } else { String::new() },
    ];
    let mut pairs = BTreeMap::new();
    let mut taken = std::collections::BTreeSet::new();
    for key in keys {
        for zone in a.zones() {
            let own = key(zone);
            if own.is_empty() || pairs.contains_key(&zone.id) {
                continue;
            }
            if let Some(other) = b.zones().find(|other| key(other) == own && !taken.contains(&other.id)) {
                taken.insert(other.id);
                pairs.insert(zone.id, other.id);
            }
        }
    }
    pairs
}

fn is_nameless(zone: &Zone) -> bool {
    let attributes = &zone.attributes;
    attributes.code.is_empty() && attributes.name_vi.is_empty() && attributes.name_en.is_empty()
}

/// The land of a cell: what is `from`'s in `a` and `to`'s in `b`, to be shown on the map.
pub fn cell_land(a: &Plan, b: &Plan, from: Party, to: Party) -> Region {
    match (held(a, from), held(b, to)) {
        (Held::Land(from), Held::Land(to)) => intersection(&from, &to),
        (Held::Land(from), Held::Beyond) => beyond(&from, b),
        (Held::Beyond, Held::Land(to)) => beyond(&to, a),
        (Held::Beyond, Held::Beyond) => Region::empty(),
    }
}

/// What a party of a plan holds: certain land, or all that is beyond the boundary.
enum Held {
    Land(Region),
    Beyond,
}

fn held(plan: &Plan, party: Party) -> Held {
    match party {
        Party::Zone(id) => Held::Land(plan.land(Face::Zone(id)).clone()),
        Party::Unallocated if plan.boundary().is_none() => Held::Beyond,
        Party::Unallocated => Held::Land(plan.unallocated().clone()),
        Party::Outside => Held::Beyond,
        Party::Overlap => Held::Land(union(plan.faults().overlaps.iter().map(|overlap| &overlap.land))),
    }
}

/// What of `land` is in no zone of `plan` and not inside its boundary.
fn beyond(land: &Region, plan: &Plan) -> Region {
    let unclaimed = difference_all(land, plan.zones().map(|zone| &zone.region));
    plan.boundary().map_or(unclaimed.clone(), |boundary| difference(&unclaimed, boundary.outline.noded()))
}

#[cfg(test)]
mod tests;
