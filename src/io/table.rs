//! A table as it leaves the program: typed cells, of which clipboard text, CSV and workbooks are only views.
//!
//! Who makes a table rounds its figures once; nothing is computed or rounded again on the way out.

use crate::geometry::area::NumberFormat;
use crate::plan::Date;

/// What a figure counts; it decides how spreadsheets show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Hectares on the grid of the plan.
    Hectares,
    /// Square metres on the grid of the plan, unless the heading says otherwise.
    SquareMetres,
    /// Percent: 25 stands for 25 %.
    Percent,
    /// Metres of length.
    Metres,
    /// Metres of a coordinate, which is never grouped.
    Coordinate,
    /// How many, or which number; never grouped.
    Number,
}

/// A decimal figure as it is printed: `scaled` · 10^-`decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The digits, as a whole number.
    pub scaled: i128,
    /// How many of them stand behind the decimal sign.
    pub decimals: u32,
    /// What it counts.
    pub measure: Measure,
    /// Whether it is a difference, which shows a plus sign too.
    pub is_signed: bool,
}

impl Figure {
    /// A plain figure.
    pub const fn new(measure: Measure, scaled: i128, decimals: u32) -> Self {
        Self { scaled, decimals, measure, is_signed: false }
    }

    /// A difference.
    pub const fn difference(measure: Measure, scaled: i128, decimals: u32) -> Self {
        Self { scaled, decimals, measure, is_signed: true }
    }

    /// A measured length or the like, rounded half away from zero.
    pub fn rounded(measure: Measure, value: f64, decimals: u32) -> Self {
        Self::new(measure, (value * 10_f64.powi(decimals as i32)).round() as i128, decimals)
    }

    /// As people read it: grouped, with the signs "−" and, for a difference, "+".
    pub fn written(self, numbers: NumberFormat) -> String {
        match self.measure {
            Measure::Coordinate | Measure::Number => self.bare(numbers),
            _ if self.is_signed => numbers.signed(self.scaled, self.decimals),
            _ => numbers.scaled(self.scaled, self.decimals),
        }
    }

    /// As spreadsheets take it for a number whatever they group by: no groups, "-" for minus, no plus.
    pub fn bare(self, numbers: NumberFormat) -> String {
        let unit = 10_u128.pow(self.decimals);
        let (whole, fraction) = (self.scaled.unsigned_abs() / unit, self.scaled.unsigned_abs() % unit);
        let sign = if self.scaled < 0 { "-" } else { "" };
        if self.decimals == 0 {
            return format!("{sign}{whole}");
        }
        format!("{sign}{whole}{}{fraction:0width$}", numbers.decimal, width = self.decimals as usize)
    }

    /// The nearest `f64`: what a spreadsheet holds.
    pub fn value(self) -> f64 {
        // both numbers are whole and small enough to be exact, so the quotient is the nearest there is
        self.scaled as f64 / 10_f64.powi(self.decimals as i32)
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A figure.
    Figure(Figure),
    /// A day.
    Day(Date),
    /// A day with the minute of it (0 to 1439) by the clock of the computer.
    Moment(Date, u16),
}

impl Cell {
    /// Words; an empty text is an empty cell.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A plain figure.
    pub const fn figure(measure: Measure, scaled: i128, decimals: u32) -> Self {
        Self::Figure(Figure::new(measure, scaled, decimals))
    }

    /// A whole number.
    pub const fn number(number: i128) -> Self {
        Self::figure(Measure::Number, number, 0)
    }

    /// As people read it.
    pub fn written(&self, numbers: NumberFormat) -> String {
        match self {
            Self::Figure(figure) => figure.written(numbers),
            other => other.bare(numbers),
        }
    }

    /// As spreadsheets read it; days begin with the day.
    pub fn bare(&self, numbers: NumberFormat) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Figure(figure) => figure.bare(numbers),
            Self::Day(day) => day_text(*day),
            Self::Moment(day, minute) => format!("{} {:02}:{:02}", day_text(*day), minute / 60, minute % 60),
        }
    }
}

/// A day as Vietnamese papers write it, day first.
fn day_text(day: Date) -> String {
    let (year, month, day) = day.parts();
    format!("{day:02}/{month:02}/{year:04}")
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands above it, with the unit.
    pub heading: String,
    /// Whether the body of it adds up to its total, as it is printed.
    pub is_summed: bool,
}

impl Column {
    /// A column that is not summed.
    pub fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), is_summed: false }
    }

    /// A column whose body adds up to the total.
    pub fn summed(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), is_summed: true }
    }
}

/// What a row is to the sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowRole {
    /// Part of the sum.
    Body,
    /// The sum.
    Total,
    /// Beside or below the sum, no part of it.
    Beside,
}

/// A row; cells beyond the last one given are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is to the sums.
    pub role: RowRole,
    /// Its cells, from the left.
    pub cells: Vec<Cell>,
}

/// A table with all it takes to be understood alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Name for files and scripts: ASCII letters, digits and hyphens, unique in a report.
    pub key: String,
    /// Short name for a sheet; tables of one name stand on one sheet.
    pub sheet: String,
    /// What it shows, of what.
    pub title: String,
    /// What its figures rest on: projection plane, decision, day. A reader of files knows the coordinate system from here.
    pub grounds: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows: body, then total, then what stands beside.
    pub rows: Vec<Row>,
    /// Remarks below.
    pub notes: Vec<String>,
    /// Whether a copy needs title and grounds as well, as coordinates do.
    pub is_headed: bool,
}

impl Table {
    /// Adds a row.
    pub fn push(&mut self, role: RowRole, cells: Vec<Cell>) {
        self.rows.push(Row { role, cells });
    }

    /// The rows of a role.
    pub fn rows_of(&self, role: RowRole) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.role == role)
    }

    /// The table as text that spreadsheets paste cell by cell: tabs between cells, one row a line, figures bare.
    pub fn as_text(&self, numbers: NumberFormat) -> String {
        let above = std::iter::once(&self.title).chain(&self.grounds).filter(|_| self.is_headed).cloned();
        let header = self.columns.iter().map(|column| one_line(&column.heading)).collect::<Vec<_>>().join("\t");
        let line = |row: &Row| row.cells.iter().map(|cell| one_line(&safe_text(cell, numbers))).collect::<Vec<_>>().join("\t");
        let header = (!self.columns.is_empty()).then_some(header);
        let lines = above.map(|text| one_line(&text)).chain(header).chain(self.rows.iter().map(line));
        lines.map(|line| line + "\n").collect()
    }
}

/// What a spreadsheet takes for a cell of text. Words that it would take for a formula are led by an apostrophe.
pub(super) fn safe_text(cell: &Cell, numbers: NumberFormat) -> String {
    let text = cell.bare(numbers);
    let is_formula = matches!(cell, Cell::Text(_)) && text.len() > 1 && text.starts_with(['=', '+', '-', '@']);
    if is_formula { format!("'{text}") } else { text }
}

fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// The tables of a plan in the words of a language, for formats that are tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What the plan is called.
    pub title: String,
    /// How the language writes numbers.
    pub numbers: NumberFormat,
    /// The words that the writers put in.
    pub words: ReportWords,
    /// The day the plan is judged by.
    pub day: Option<Date>,
    /// The tables; a format that holds one takes the first.
    pub tables: Vec<Table>,
}

impl Report {
    /// Adds a table of the whole document, with the grounds of the first, after the balance, zones and communes.
    pub fn add_beside(&mut self, table: Option<Table>) {
        let grounds = self.tables.first().map(|first| first.grounds.clone()).unwrap_or_default();
        let place = self.tables.len().min(3);
        self.tables.splice(place..place, table.map(|table| Table { grounds, ..table }));
    }
}

/// Words of a language that the writers put around tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportWords {
    /// "DRAFT".
    pub draft: String,
    /// The verdict in a word, e.g. "Không đạt".
    pub verdict: String,
    /// What stands before the cells that check the sums.
    pub check: String,
    /// "Page".
    pub page: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_for_people_and_bare_for_spreadsheets() {
        let area = Figure::new(Measure::SquareMetres, 66_319_000_000, 4);
        assert_eq!(area.written(NumberFormat::VI), "6.631.900,0000");
        assert_eq!((area.bare(NumberFormat::VI), area.bare(NumberFormat::EN)), ("6631900,0000".into(), "6631900.0000".into()));
        let less = Figure::difference(Measure::Hectares, -7, 2);
        assert_eq!((less.written(NumberFormat::VI), less.bare(NumberFormat::VI)), ("−0,07".into(), "-0,07".into()));
        assert_eq!(Figure::difference(Measure::Hectares, 7, 2).written(NumberFormat::EN), "+0.07");
        assert_eq!(less.value().to_bits(), (-0.07_f64).to_bits());
        assert_eq!(Figure::new(Measure::Number, 1204, 0).written(NumberFormat::VI), "1204");
        assert_eq!(Figure::rounded(Measure::Metres, 129.175_49, 3).bare(NumberFormat::EN), "129.175");
    }

    #[test]
    fn a_copied_table_has_no_stray_separators_and_no_formulas() {
        let mut table = Table { title: "T".into(), columns: vec![Column::new("a\tb"), Column::new("n")], ..Table::default() };
        table.push(RowRole::Body, vec![Cell::text("c\nd"), Cell::number(-2)]);
        table.push(RowRole::Body, vec![Cell::text("=1+1"), Cell::text("-")]);
        assert_eq!(table.as_text(NumberFormat::VI), "a b\tn\nc d\t-2\n'=1+1\t-\n");
        table.is_headed = true;
        assert!(table.as_text(NumberFormat::VI).starts_with("T\na b\tn\n"));
    }

    #[test]
    fn days_begin_with_the_day() {
        let day = Date::new(2026, 11, 2).expect("a day");
        assert_eq!(Cell::Day(day).bare(NumberFormat::EN), "02/11/2026");
        assert_eq!(Cell::Moment(day, 8 * 60 + 5).bare(NumberFormat::EN), "02/11/2026 08:05");
    }
}
