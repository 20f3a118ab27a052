//! The table as it is printed: in square metres, rounded so that rows and columns add up.

use std::collections::BTreeMap;

use super::CrossTable;
use crate::geometry::ExactArea;
use crate::plan::ledger::largest_remainder;
use crate::plan::transfer::controlled_rounding;

/// With more cells than this the sums are those of the cells as they are printed, which may differ from the exact ones by their rounding.
const MOST_CONTROLLED_CELLS: usize = 20_000;

/// Areas in counts of 10^-`decimals` m²; the cells of each row and column add up to its total.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoundedCrossTable {
    /// Cells by row and column of the table.
    pub cells: Vec<Vec<i128>>,
    /// Sums of the rows.
    pub rows: Vec<i128>,
    /// Sums of the columns.
    pub columns: Vec<i128>,
}

impl RoundedCrossTable {
    /// The sum of all rows, which is that of all columns.
    pub fn total(&self) -> i128 {
        self.rows.iter().sum()
    }

    /// Columns with a figure that is not zero: what they leave out adds nothing to a row.
    pub fn shown_columns(&self) -> Vec<usize> {
        (0..self.columns.len()).filter(|column| self.cells.iter().any(|row| row[*column] != 0)).collect()
    }
}

impl CrossTable {
    /// The table in square metres with `decimals`.
    ///
    /// Totals by largest remainder, cells by controlled rounding as in a transfer matrix.
    pub fn rounded_m2(&self, decimals: u32) -> RoundedCrossTable {
        let unit = ExactArea::from_m2(1.0).twice_um2() / 10_i128.pow(decimals);
        if self.rows.len() * self.columns.len() > MOST_CONTROLLED_CELLS {
            return self.rounded_cell_by_cell(unit);
        }
        let totals = |exact: Vec<i128>| {
            let sum = exact.iter().sum();
            largest_remainder(&exact, sum, unit)
        };
        let rows = totals(self.rows.iter().map(|row| row.total.twice_um2()).collect());
        let columns = totals(self.totals.iter().map(|area| area.twice_um2()).collect());
        let keyed = |counts: &[i128]| counts.iter().copied().enumerate().collect::<BTreeMap<usize, i128>>();
        let exact = self.rows.iter().enumerate().flat_map(|(at, row)| {
            let cells = row.cells.iter().enumerate().filter(|(_, area)| !area.is_zero());
            cells.map(move |(column, area)| ((at, column), area.twice_um2()))
        });
        let mut cells = vec![vec![0; columns.len()]; rows.len()];
        for ((row, column), count) in controlled_rounding([&keyed(&rows), &keyed(&columns)], exact, unit) {
            cells[row][column] = count;
        }
        RoundedCrossTable { cells, rows, columns }
    }

    /// Each row by largest remainder; the columns add up what is printed.
    pub(super) fn rounded_cell_by_cell(&self, unit: i128) -> RoundedCrossTable {
        let mut rounded = RoundedCrossTable { columns: vec![0; self.columns.len()], ..RoundedCrossTable::default() };
        for row in &self.rows {
            let exact: Vec<i128> = row.cells.iter().map(|area| area.twice_um2()).collect();
            let cells = largest_remainder(&exact, row.total.twice_um2(), unit);
            rounded.rows.push(cells.iter().sum());
            cells.iter().zip(&mut rounded.columns).for_each(|(count, sum)| *sum += count);
            rounded.cells.push(cells);
        }
        rounded
    }
}
