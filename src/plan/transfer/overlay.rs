//! Common areas of the holders of two sides, each from overlays of the few regions that meet.

use std::collections::{BTreeMap, BTreeSet};

use super::Party;
use crate::geometry::coverage::{envelope, region_boxes};
use crate::geometry::overlay::{difference, difference_all, intersection, overlay};
use crate::geometry::{ExactArea, Region};
use crate::plan::diff::PlanDiff;
use crate::plan::plan::Plan;
use crate::plan::zone::ZoneId;

/// Areas by holder on one side and on the other.
pub(super) type Cells = BTreeMap<(Party, Party), ExactArea>;

/// Who holds land on one side of a comparison.
pub(super) struct Side<'a> {
    /// Zones with their land.
    pub zones: Vec<(ZoneId, &'a Region)>,
    /// Land inside the outline that no zone claims.
    pub unallocated: &'a Region,
    /// What the side divides; without it all other land counts as unallocated.
    pub outline: Option<&'a Region>,
    /// Whether zones claim land twice.
    pub overlaps: bool,
}

const NOTHING: &Region = &Region::empty();

impl<'a> Side<'a> {
    pub(super) fn of_plan(plan: &'a Plan) -> Self {
        Self {
            zones: plan.zones().map(|zone| (zone.id, &zone.region)).collect(),
            unallocated: plan.unallocated(),
            outline: plan.boundary().map(|boundary| boundary.outline.noded()),
            overlaps: !plan.faults().overlaps.is_empty(),
        }
    }

    /// The faces a change touched, before and after it.
    pub(super) fn of_diff(diff: &'a PlanDiff) -> (Self, Self) {
        let changes: Vec<_> = diff.land_changes().collect();
        let boundary = diff.boundary.as_ref();
        let outlines = boundary
            .map(|change| [&change.before, &change.after])
            .map(|sides| sides.map(|boundary| boundary.as_ref().map(|b| b.outline.noded())));
        let unallocated = diff.unallocated.as_ref().map(|change| [change.before.as_ref(), change.after.as_ref()]);
        let overlaps =
            diff.faults.as_ref().is_some_and(|change| !change.before.overlaps.is_empty() || !change.after.overlaps.is_empty());
        let side = |at: usize| Self {
            zones: changes
                .iter()
                .filter_map(|(id, before, after)| Some((*id, if at == 0 { (*before)? } else { (*after)? })))
                .collect(),
            unallocated: unallocated.map_or(NOTHING, |sides| sides[at]),
            outline: outlines.and_then(|sides| sides[at]),
            overlaps,
        };
        (side(0), side(1))
    }

    /// The area that the cells of unallocated land must add up to; `None` where that is whatever they are.
    pub(super) fn demand_of_unallocated(&self) -> Option<ExactArea> {
        self.outline.map(|_| self.unallocated.area())
    }
}

/// Which zones of the two sides may have land in common.
struct Candidates {
    /// For each zone of the first side, those of the second.
    rows: Vec<Vec<usize>>,
    /// For each zone of the second side, those of the first.
    columns: Vec<Vec<usize>>,
}

impl Candidates {
    fn of(a: &Side<'_>, b: &Side<'_>) -> Self {
        let lands: Vec<&Region> = b.zones.iter().map(|(_, land)| *land).collect();
        let boxes = region_boxes(&lands);
        let mut columns = vec![Vec::new(); lands.len()];
        let mut rows = Vec::with_capacity(a.zones.len());
        for (row, (_, land)) in a.zones.iter().enumerate() {
            let mut near: Vec<usize> = land.bounds().map_or_else(Vec::new, |bounds| {
                let around = envelope(bounds);
                boxes.locate_in_envelope_intersecting(around).map(|found| found.data).collect()
            });
            near.sort_unstable();
            near.iter().for_each(|column| columns[*column].push(row));
            rows.push(near);
        }
        Self { rows, columns }
    }
}

/// The areas in common, before they are balanced.
pub(super) fn common_areas(a: &Side<'_>, b: &Side<'_>) -> Cells {
    let near = Candidates::of(a, b);
    let mut cells = Cells::new();
    let (same_rows, same_columns) = identical(a, b, &near, &mut cells);
    for (row, (from, land)) in a.zones.iter().enumerate().filter(|(row, _)| !same_rows.contains(row)) {
        for &column in near.rows[row].iter().filter(|column| !same_columns.contains(column)) {
            let (to, other) = b.zones[column];
            let area = if *land == other { land.area() } else { intersection(land, other).area() };
            add(&mut cells, Party::Zone(*from), Party::Zone(to), area);
        }
    }
    for (row, (from, land)) in a.zones.iter().enumerate().filter(|(row, _)| !same_rows.contains(row)) {
        let others = near.rows[row].iter().map(|column| b.zones[*column].1);
        for (to, area) in unclaimed(land, others, b) {
            add(&mut cells, Party::Zone(*from), to, area);
        }
    }
    for (column, (to, land)) in b.zones.iter().enumerate().filter(|(column, _)| !same_columns.contains(column)) {
        let others = near.columns[column].iter().map(|row| a.zones[*row].1);
        for (from, area) in unclaimed(land, others, a) {
            add(&mut cells, from, Party::Zone(*to), area);
        }
    }
    without_zones(a, b, &mut cells);
    cells
}

fn add(cells: &mut Cells, from: Party, to: Party, area: ExactArea) {
    if !area.is_zero() {
        *cells.entry((from, to)).or_default() += area;
    }
}

/// Zones that hold the same land on both sides; where no land is claimed twice they meet no other zone.
fn identical(a: &Side<'_>, b: &Side<'_>, near: &Candidates, cells: &mut Cells) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let mut same = (BTreeSet::new(), BTreeSet::new());
    if a.overlaps || b.overlaps {
        return same;
    }
    for (row, (from, land)) in a.zones.iter().enumerate() {
        if let Some(column) = near.rows[row].iter().copied().find(|column| b.zones[*column].1 == *land) {
            add(cells, Party::Zone(*from), Party::Zone(b.zones[column].0), land.area());
            same.0.insert(row);
            same.1.insert(column);
        }
    }
    same
}

/// What of `land` no zone of `side` claims, inside its outline and beyond.
fn unclaimed<'a>(land: &Region, zones: impl Iterator<Item = &'a Region>, side: &Side<'_>) -> [(Party, ExactArea); 2] {
    let rest = difference_all(land, zones);
    match side.outline {
        Some(outline) if !rest.is_empty() => {
            let split = overlay(&rest, outline);
            [(Party::Unallocated, split.common.area()), (Party::Outside, split.only_a.area())]
        }
        _ => [(Party::Unallocated, rest.area()), (Party::Outside, ExactArea::ZERO)],
    }
}

/// The cells of land that is in no zone on either side.
fn without_zones(a: &Side<'_>, b: &Side<'_>, cells: &mut Cells) {
    let all = |side: &Side<'_>, land: &Region| match side.outline {
        // without an outline everything that is in no zone is unallocated
        None => difference_all(land, side.zones.iter().map(|(_, zone)| *zone)).area(),
        Some(_) => intersection(land, side.unallocated).area(),
    };
    let common = if a.unallocated == b.unallocated {
        a.unallocated.area()
    } else if a.outline.is_none() {
        all(a, b.unallocated)
    } else {
        all(b, a.unallocated)
    };
    add(cells, Party::Unallocated, Party::Unallocated, common);
    if let (Some(of_a), Some(of_b)) = (a.outline, b.outline)
        && of_a != of_b
    {
        add(cells, Party::Unallocated, Party::Outside, difference(a.unallocated, of_b).area());
        add(cells, Party::Outside, Party::Unallocated, difference(b.unallocated, of_a).area());
    }
}
