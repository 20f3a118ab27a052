//! A transfer matrix as people read it: in hectares, rounded so that every row and every column adds up.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Party, TransferMatrix};
use crate::geometry::ExactArea;
use crate::plan::ledger::{largest_remainder, rounded_hectares};

/// A transfer matrix in counts of 10^-`decimals` ha; cells of each row and column add up to its total.
///
/// Totals of zones are those that a list of the zones alone shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoundedTransfer {
    /// Totals of the rows.
    pub rows: BTreeMap<Party, i128>,
    /// Totals of the columns.
    pub columns: BTreeMap<Party, i128>,
    /// Cells with land; each is its exact figure rounded down or up, if that can be.
    pub cells: BTreeMap<(Party, Party), i128>,
}

impl RoundedTransfer {
    /// The sum of all rows, which is that of all columns.
    pub fn total(&self) -> i128 {
        self.rows.values().sum()
    }
}

impl TransferMatrix {
    /// The matrix in hectares with `decimals`.
    ///
    /// Totals by largest remainder; cells by controlled rounding (L. H. Cox, L. R. Ernst, *Controlled rounding*, INFOR 20 (1982)): rounded
    /// down first, then as many up as rows and columns need, large remainders first.
    pub fn rounded_hectares(&self, decimals: u32) -> RoundedTransfer {
        let unit = ExactArea::from_ha(1.0).twice_um2() / 10_i128.pow(decimals);
        let rows = totals(self.rows(), unit, decimals);
        let columns = totals(self.columns(), unit, decimals);
        let cells = self.cells().map(|(from, to, area)| ((from, to), area.twice_um2()));
        let cells = controlled_rounding([&rows, &columns], cells, unit);
        RoundedTransfer { rows, columns, cells }
    }
}

/// Exact cells as counts of `unit` that add up to the `totals` of rows and columns, which are counts of it already and have one sum;
/// each is its exact figure rounded down or up, if that can be.
pub(crate) fn controlled_rounding<K: Copy + Ord>(
    totals: [&BTreeMap<K, i128>; 2],
    exact: impl IntoIterator<Item = ((K, K), i128)>,
    unit: i128,
) -> BTreeMap<(K, K), i128> {
    let mut rounding = Rounding { open: totals.map(Clone::clone), raised: BTreeSet::new(), remainders: BTreeMap::new() };
    let mut cells: BTreeMap<(K, K), i128> = BTreeMap::new();
    for ((from, to), value) in exact {
        let floor = value.div_euclid(unit);
        cells.insert((from, to), floor);
        *rounding.open[0].entry(from).or_default() -= floor;
        *rounding.open[1].entry(to).or_default() -= floor;
        rounding.remainders.insert((from, to), value.rem_euclid(unit));
    }
    rounding.raise();
    rounding.raised.iter().for_each(|cell| *cells.entry(*cell).or_default() += 1);
    rounding.settle(&mut cells);
    cells
}

/// Rounded totals: zones as a list of them shows, the others so that the whole is the rounded sum.
fn totals(parties: &[(Party, ExactArea)], unit: i128, decimals: u32) -> BTreeMap<Party, i128> {
    let is_zone = |party: &Party| matches!(party, Party::Zone(_));
    let (zones, others): (Vec<_>, Vec<_>) = parties.iter().copied().partition(|(party, _)| is_zone(party));
    let areas: Vec<ExactArea> = zones.iter().map(|(_, area)| *area).collect();
    let of_zones = rounded_hectares(&areas, decimals);
    let whole: i128 = parties.iter().map(|(_, area)| area.twice_um2()).sum();
    let left = (2 * whole + unit).div_euclid(2 * unit) - of_zones.iter().sum::<i128>();
    let exact: Vec<i128> = others.iter().map(|(_, area)| area.twice_um2()).collect();
    let of_others = largest_remainder(&exact, left * unit, unit);
    let parties = zones.iter().chain(&others).map(|(party, _)| *party);
    parties.zip(of_zones.into_iter().chain(of_others)).collect()
}

/// What rows and columns still need after rounding down.
struct Rounding<K> {
    /// Units that rows and columns lack.
    open: [BTreeMap<K, i128>; 2],
    /// Cells rounded up.
    raised: BTreeSet<(K, K)>,
    /// What rounding down took from each cell.
    remainders: BTreeMap<(K, K), i128>,
}

impl<K: Copy + Ord> Rounding<K> {
    /// Rounds cells up, along augmenting paths from rows to columns that lack a unit.
    fn raise(&mut self) {
        let mut by_row: BTreeMap<K, Vec<(Reverse<i128>, K)>> = BTreeMap::new();
        let mut by_column: BTreeMap<K, Vec<K>> = BTreeMap::new();
        for ((from, to), remainder) in self.remainders.iter().filter(|(_, remainder)| **remainder > 0) {
            by_row.entry(*from).or_default().push((Reverse(*remainder), *to));
            by_column.entry(*to).or_default().push(*from);
        }
        by_row.values_mut().for_each(|cells| cells.sort_unstable());
        let rows: Vec<K> = by_row.keys().copied().collect();
        for row in rows {
            while self.open[0].get(&row).is_some_and(|open| *open > 0) {
                let Some(path) = self.path(row, &by_row, &by_column) else { break };
                let end = path.last().map(|(_, to)| *to);
                // cells of a path are raised and lowered in turn
                for cell in path {
                    if !self.raised.remove(&cell) {
                        self.raised.insert(cell);
                    }
                }
                *self.open[0].entry(row).or_default() -= 1;
                if let Some(end) = end {
                    *self.open[1].entry(end).or_default() -= 1;
                }
            }
        }
    }

    /// Cells to raise and lower in turn, from `row` to a column that lacks a unit.
    fn path(
        &self,
        row: K,
        by_row: &BTreeMap<K, Vec<(Reverse<i128>, K)>>,
        by_column: &BTreeMap<K, Vec<K>>,
    ) -> Option<Vec<(K, K)>> {
        let mut come_from: [BTreeMap<K, K>; 2] = [BTreeMap::new(), BTreeMap::new()];
        let mut queue = VecDeque::from([row]);
        let mut seen = BTreeSet::from([row]);
        while let Some(from) = queue.pop_front() {
            for (_, to) in by_row.get(&from).into_iter().flatten() {
                if self.raised.contains(&(from, *to)) || come_from[1].contains_key(to) {
                    continue;
                }
                come_from[1].insert(*to, from);
                if self.open[1].get(to).is_some_and(|open| *open > 0) {
                    return Some(trail(row, *to, &come_from));
                }
                for other in by_column.get(to).into_iter().flatten() {
                    if self.raised.contains(&(*other, *to)) && seen.insert(*other) {
                        come_from[0].insert(*other, *to);
                        queue.push_back(*other);
                    }
                }
            }
        }
        None
    }

    /// Where no cell can be rounded so that all adds up, whole units go where rows and columns lack them.
    fn settle(&mut self, cells: &mut BTreeMap<(K, K), i128>) {
        let Some(common) = self.open[1].keys().next().copied() else { return };
        let Some(usual) = self.open[0].keys().next().copied() else { return };
        for sign in [1, -1] {
            while let Some(row) = lacking(&self.open[0], sign) {
                let column = lacking(&self.open[1], sign).unwrap_or(common);
                self.give((row, column), sign, cells);
            }
            while let Some(column) = lacking(&self.open[1], sign) {
                self.give((usual, column), sign, cells);
            }
        }
        // what the first row and column took for others is taken back
        for sign in [1, -1] {
            while let (Some(row), Some(column)) = (lacking(&self.open[0], sign), lacking(&self.open[1], sign)) {
                self.give((row, column), sign, cells);
            }
        }
    }

    fn give(&mut self, cell: (K, K), sign: i128, cells: &mut BTreeMap<(K, K), i128>) {
        *cells.entry(cell).or_default() += sign;
        *self.open[0].entry(cell.0).or_default() -= sign;
        *self.open[1].entry(cell.1).or_default() -= sign;
    }
}

fn lacking<K: Copy + Ord>(open: &BTreeMap<K, i128>, sign: i128) -> Option<K> {
    open.iter().find(|(_, open)| **open * sign > 0).map(|(party, _)| *party)
}

/// The cells of a path found from `row` to the column `end`, in order.
fn trail<K: Copy + Ord>(row: K, end: K, come_from: &[BTreeMap<K, K>; 2]) -> Vec<(K, K)> {
    let mut cells = Vec::new();
    let mut column = end;
    while let Some(&from) = come_from[1].get(&column) {
        cells.push((from, column));
        if from == row {
            break;
        }
        let Some(&through) = come_from[0].get(&from) else { break };
        cells.push((from, through));
        column = through;
    }
    cells.reverse();
    cells
}
