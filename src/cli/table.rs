//! Tables of plain text whose columns align.

/// On which side a column is flush.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// Rows of cells under headings.
pub(super) struct Table {
    sides: Vec<Side>,
    rows: Vec<Vec<String>>,
    /// Rows above which a rule is drawn.
    ruled: Vec<usize>,
}

impl Table {
    /// A table without headings; cells of `sides` columns.
    pub(super) fn new(sides: impl Into<Vec<Side>>) -> Self {
        Self { sides: sides.into(), rows: Vec::new(), ruled: Vec::new() }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// A rule between the rows so far and what follows.
    pub(super) fn rule(&mut self) {
        self.ruled.push(self.rows.len());
    }

    /// The table, indented by two spaces, columns two spaces apart, no space at the ends of lines.
    pub(super) fn text(&self) -> String {
        let width = |column: usize| self.rows.iter().filter_map(|row| row.get(column)).map(|cell| columns_of(cell)).max();
        let widths: Vec<usize> = (0..self.sides.len()).map(|column| width(column).unwrap_or(0)).collect();
        let mut text = String::new();
        for (index, row) in self.rows.iter().enumerate() {
            if self.ruled.contains(&index) {
                let total = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
                text.push_str(&format!("  {}\n", "─".repeat(total)));
            }
            let mut line = String::from(" ");
            for ((cell, side), width) in row.iter().zip(&self.sides).zip(&widths) {
                let padding = " ".repeat(width - columns_of(cell));
                line.push(' ');
                match side {
                    Side::Left => line.extend([cell.as_str(), &padding]),
                    Side::Right => line.extend([padding.as_str(), cell]),
                }
                line.push(' ');
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// Columns a text takes on a terminal; combining marks take none. Texts are composed (NFC), so this is enough for Vietnamese.
fn columns_of(text: &str) -> usize {
    text.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_with_vietnamese_letters() {
        let mut table = Table::new([Side::Left, Side::Right]);
        table.row(["Vùng".to_owned(), "ha".to_owned()]);
        table.row(["Sản xuất".to_owned(), "397,91".to_owned()]);
        table.rule();
        table.row(["Tổng".to_owned(), "−1,00".to_owned()]);
        let expected = "  Vùng          ha\n  Sản xuất  397,91\n  ────────────────\n  Tổng       −1,00\n";
        assert_eq!(table.text(), expected);
    }
}
