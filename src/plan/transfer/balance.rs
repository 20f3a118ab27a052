//! Making rows and columns add up: exactly where coverages are sound, by a party of its own where land is claimed twice.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::Party;
use super::overlay::{Cells, Side};
use crate::geometry::ExactArea;

/// A row (`false`) or a column (`true`).
type Node = (bool, Party);

/// Balances the cells; returns the most that a cell was changed by for rounded crossings.
pub(super) fn balance(cells: &mut Cells, a: &Side<'_>, b: &Side<'_>) -> ExactArea {
    let mut demands: BTreeMap<Node, Option<ExactArea>> = BTreeMap::new();
    for (is_column, side) in [(false, a), (true, b)] {
        let zones = side.zones.iter().map(|(id, land)| ((is_column, Party::Zone(*id)), Some(land.area())));
        demands.extend(zones);
        demands.insert((is_column, Party::Unallocated), side.demand_of_unallocated());
        demands.insert((is_column, Party::Outside), None);
    }
    match (a.overlaps, b.overlaps) {
        (false, false) => along_trees(cells, &demands),
        (a_overlaps, b_overlaps) => {
            // a row adds up by itself unless the columns overlap, and the other way round
            let mut rounding = ExactArea::ZERO;
            for (is_column, others_overlap) in [(false, b_overlaps), (true, a_overlaps)] {
                if !others_overlap {
                    rounding = rounding.max(onto_largest(cells, &demands, is_column));
                }
            }
            for (is_column, others_overlap) in [(false, b_overlaps), (true, a_overlaps)] {
                if others_overlap {
                    onto_overlap(cells, &demands, is_column);
                }
            }
            rounding
        }
    }
}

/// Demand less what the cells give, for each row or column that has a demand.
fn defects(cells: &Cells, demands: &BTreeMap<Node, Option<ExactArea>>) -> BTreeMap<Node, ExactArea> {
    let mut defects: BTreeMap<Node, ExactArea> = demands.iter().filter_map(|(node, demand)| Some((*node, (*demand)?))).collect();
    for ((from, to), area) in cells {
        for node in [(false, *from), (true, *to)] {
            if let Some(defect) = defects.get_mut(&node) {
                *defect -= *area;
            }
        }
    }
    defects
}

const fn cell_of(one: Node, other: Node) -> (Party, Party) {
    if one.0 { (other.1, one.1) } else { (one.1, other.1) }
}

/// Puts what is left of each row (or column) onto its largest cell.
fn onto_largest(cells: &mut Cells, demands: &BTreeMap<Node, Option<ExactArea>>, is_column: bool) -> ExactArea {
    let mut largest: BTreeMap<Party, ((Party, Party), ExactArea)> = BTreeMap::new();
    for (cell, area) in cells.iter() {
        let party = if is_column { cell.1 } else { cell.0 };
        let best = largest.entry(party).or_insert((*cell, *area));
        if *area > best.1 {
            *best = (*cell, *area);
        }
    }
    let mut most = ExactArea::ZERO;
    for ((_, party), defect) in defects(cells, demands).into_iter().filter(|((column, _), _)| *column == is_column) {
        let beyond = cell_of((is_column, party), (!is_column, Party::Outside));
        let cell = largest.get(&party).map_or(beyond, |(cell, _)| *cell);
        *cells.entry(cell).or_default() += defect;
        most = most.max(defect.abs());
    }
    most
}

/// Puts what is left of each row (or column) into the cell that says so.
fn onto_overlap(cells: &mut Cells, demands: &BTreeMap<Node, Option<ExactArea>>, is_column: bool) {
    for (node, defect) in defects(cells, demands).into_iter().filter(|((column, _), _)| *column == is_column) {
        if !defect.is_zero() {
            *cells.entry(cell_of(node, (!is_column, Party::Overlap))).or_default() += defect;
        }
    }
}

/// Balances rows and columns at once, along trees of the largest cells.
///
/// What crossings take from one holder they give to another, so what runs along a tree is what the outline of a group of
/// holders lost; it does not grow with their number. What no group can settle, because the outlines of the two sides have
/// other nodes, goes beyond the boundary.
fn along_trees(cells: &mut Cells, demands: &BTreeMap<Node, Option<ExactArea>>) -> ExactArea {
    let mut left = defects(cells, demands);
    if left.values().all(|defect| defect.is_zero()) {
        return ExactArea::ZERO;
    }
    let mut most = ExactArea::ZERO;
    for (node, parent) in trees(cells, demands).into_iter().rev() {
        let Some(defect) = left.get(&node).copied().filter(|defect| !defect.is_zero()) else { continue };
        let other = parent.unwrap_or((!node.0, Party::Outside));
        *cells.entry(cell_of(node, other)).or_default() += defect;
        if let Some(of_parent) = left.get_mut(&other) {
            *of_parent -= defect;
        }
        most = most.max(defect.abs());
    }
    most
}

/// All rows and columns, each after the one it hangs on: a forest of greatest cells, rooted where there is no demand.
fn trees(cells: &Cells, demands: &BTreeMap<Node, Option<ExactArea>>) -> Vec<(Node, Option<Node>)> {
    let mut meets: BTreeMap<Node, Vec<(ExactArea, Node)>> = BTreeMap::new();
    for ((from, to), area) in cells {
        let (row, column) = ((false, *from), (true, *to));
        meets.entry(row).or_default().push((*area, column));
        meets.entry(column).or_default().push((*area, row));
    }
    let free = demands.iter().filter(|(_, demand)| demand.is_none()).map(|(node, _)| *node);
    let bound = demands.iter().filter(|(_, demand)| demand.is_some()).map(|(node, _)| *node);
    let mut reached = std::collections::BTreeSet::new();
    let mut order = Vec::new();
    for root in free.chain(bound) {
        let mut heap = BinaryHeap::from([(ExactArea::ZERO, Reverse(root), None)]);
        while let Some((_, Reverse(node), parent)) = heap.pop() {
            if !reached.insert(node) {
                continue;
            }
            order.push((node, parent));
            let next = meets.get(&node).into_iter().flatten().filter(|(_, other)| !reached.contains(other));
            heap.extend(next.map(|(area, other)| (*area, Reverse(*other), Some(node))));
        }
    }
    order
}
