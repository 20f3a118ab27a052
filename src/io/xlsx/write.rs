//! A workbook of a plan's tables.
//!
//! Sums are written as values, the very figures of the other outputs, which every reader shows without calculating and which nobody
//! changes by sorting rows; below each table a formula takes the sum from its rows and must give 0, so that a figure changed by
//! hand shows. Spreadsheets show the number formats with the separators of their own language.

use std::path::Path;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format as Style, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
    column_number_to_name,
};

use crate::io::atomic;
use crate::io::clearance::Cleared;
use crate::io::export_error::ExportError;
use crate::io::table::{Cell, Figure, Measure, Report, RowRole, Table};
use crate::plan::Date;

/// A4 in the numbering of spreadsheets.
const A4: u8 = 9;
/// Wider sheets are printed across, letters.
const WIDEST_UPRIGHT: f64 = 92.0;
/// Least and greatest width of a column, letters.
const WIDTHS: [f64; 2] = [7.0, 56.0];
/// Rows that are looked at for the width of a column.
const MEASURED_ROWS: usize = 2_000;
/// Longest name of a sheet, letters.
const MOST_SHEET_LETTERS: usize = 31;
/// Longest text of a footer, letters.
const MOST_FOOTER_LETTERS: usize = 80;
/// Longest text of a cell.
const MOST_CELL_LETTERS: usize = 32_000;

/// Colours of the banner, the header and the lines.
const DRAFT: Color = Color::RGB(0xB3261E);
const HEADER: Color = Color::RGB(0xE3E9F1);
const LINE: Color = Color::RGB(0xA7B0BC);
const QUIET: Color = Color::RGB(0x5B6470);

/// Writes all tables of a report to `path`.
pub fn write(path: &Path, cleared: &Cleared<'_>, report: &Report) -> Result<(), ExportError> {
    Ok(atomic::write(path, &workbook_of(cleared, report)?)?)
}

/// The bytes of a workbook with all tables of a report: those of one sheet name stand one below the other.
pub fn workbook_of(cleared: &Cleared<'_>, report: &Report) -> Result<Vec<u8>, ExportError> {
    if report.tables.is_empty() {
        return Err(ExportError::NoTables);
    }
    let made = made(cleared, report);
    made.map_err(|source| ExportError::Workbook { detail: source.to_string() })
}

fn made(cleared: &Cleared<'_>, report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(cleared, report)?);
    let mut sheets: Vec<(String, Vec<&Table>)> = Vec::new();
    for table in &report.tables {
        match sheets.iter_mut().find(|(name, _)| *name == table.sheet) {
            Some((_, tables)) => tables.push(table),
            None => sheets.push((table.sheet.clone(), vec![table])),
        }
    }
    let mut taken: Vec<String> = Vec::new();
    for (name, tables) in &sheets {
        let sheet = workbook.add_worksheet();
        let name = sheet_name(name, &taken);
        sheet.set_name(&name)?;
        taken.push(name);
        Sheet { sheet, report, banner: report.banner(cleared), row: 0 }.fill(tables)?;
    }
    workbook.save_to_buffer()
}

/// A name that spreadsheets take, and that no other sheet has.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let plain: String =
        wanted.chars().map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { c }).collect();
    let plain = plain.trim().trim_matches('\'').trim();
    let plain = if plain.is_empty() { "–" } else { plain };
    // spreadsheets count UTF-16 units, of which a letter has at most two
    let cut = |room: usize| {
        let mut units = 0;
        plain
            .chars()
            .take_while(|c| {
                units += c.len_utf16();
                units <= room
            })
            .collect::<String>()
            .trim_end_matches(['\'', ' '])
            .to_owned()
    };
    let is_taken = |name: &str| taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let first = cut(MOST_SHEET_LETTERS);
    if !is_taken(&first) {
        return first;
    }
    let numbered = (2_usize..).map(|number| format!("{} ({number})", cut(MOST_SHEET_LETTERS - number.to_string().len() - 3)));
    numbered.into_iter().find(|name| !is_taken(name)).unwrap_or(first)
}

/// Title, status and the marks of every exported file as properties of the document.
fn properties(cleared: &Cleared<'_>, report: &Report) -> Result<DocProperties, XlsxError> {
    let comment = report.banner(cleared).unwrap_or_else(|| report.words.verdict.clone());
    let status = if cleared.draft_reason().is_some() { &report.words.draft } else { &report.words.verdict };
    let mut properties = DocProperties::new()
        .set_title(shortened(&report.title, 250))
        .set_author(concat!("Hecta ", env!("CARGO_PKG_VERSION")))
        .set_comment(shortened(&comment, 2_000))
        .set_status(status.as_str());
    for (name, value) in cleared.marks() {
        properties = properties.set_custom_property(name, shortened(value.as_str().unwrap_or_default(), 250).as_str());
    }
    if let Some(day) = report.day {
        properties = properties.set_creation_datetime(&date(day)?);
    }
    Ok(properties)
}

fn date(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, day) = day.parts();
    ExcelDateTime::from_ymd(year, month, day)
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}

/// A sheet that is being filled from the top.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    report: &'a Report,
    banner: Option<String>,
    /// The next free row.
    row: u32,
}

impl Sheet<'_> {
    fn fill(mut self, tables: &[&Table]) -> Result<(), XlsxError> {
        let widths = widths(tables, self.report);
        for (column, width) in (0..).zip(&widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if let Some(banner) = self.banner.clone() {
            let style = Style::new().set_bold().set_font_color(Color::White).set_background_color(DRAFT).set_text_wrap();
            self.across(&banner, last, &style.set_align(FormatAlign::VerticalCenter))?;
            self.sheet.set_row_height(0, 32)?;
        }
        for (at, table) in tables.iter().enumerate() {
            if at > 0 {
                self.row += 1;
            }
            let header = self.put_table(table, last)?;
            if at == 0 {
                self.sheet.set_repeat_rows(header, header)?;
                if tables.len() == 1 {
                    self.sheet.set_freeze_panes(header + 1, 0)?;
                }
            }
        }
        self.set_up_print(widths.iter().sum::<f64>() > WIDEST_UPRIGHT);
        Ok(())
    }

    fn set_up_print(&mut self, is_wide: bool) {
        self.sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.6, 0.5, 0.7, 0.7, 0.3, 0.3);
        if is_wide {
            self.sheet.set_landscape();
        }
        // "&" begins a code of the footer
        let plain = |text: &str| shortened(text, MOST_FOOTER_LETTERS).replace('&', "&&");
        let page = plain(&self.report.words.page);
        let footer = format!("&L{}&R{page} &P/&N", plain(&self.report.title));
        if let Some(banner) = &self.banner {
            self.sheet.set_header(format!("&C&B{}", plain(banner)));
        }
        self.sheet.set_footer(footer);
    }

    /// A line of text over all columns.
    fn across(&mut self, text: &str, last: u16, style: &Style) -> Result<(), XlsxError> {
        let text = shortened(text, MOST_CELL_LETTERS);
        if last > 0 {
            self.sheet.merge_range(self.row, 0, self.row, last, &text, style)?;
        } else {
            self.sheet.write_string_with_format(self.row, 0, text, style)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Puts a table below what is there; gives the row of its header.
    fn put_table(&mut self, table: &Table, last: u16) -> Result<u32, XlsxError> {
        self.across(&table.title, last, &Style::new().set_bold().set_font_size(13))?;
        let quiet = Style::new().set_italic().set_font_color(QUIET);
        for ground in &table.grounds {
            self.across(ground, last, &quiet)?;
        }
        let header = self.row;
        let style = lined().set_bold().set_background_color(HEADER).set_text_wrap();
        let style = style.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        for (column, of) in (0..).zip(&table.columns) {
            self.sheet.write_string_with_format(header, column, shortened(&of.heading, MOST_CELL_LETTERS), &style)?;
        }
        self.row += 1;
        let body = self.row;
        let mut total = None;
        let mut after_body = body;
        for row in &table.rows {
            let is_total = row.role == RowRole::Total;
            total = total.or(is_total.then_some(self.row));
            for column in 0..table.columns.len().max(row.cells.len()) {
                self.put_cell(column, row.cells.get(column).unwrap_or(&Cell::Empty), is_total)?;
            }
            self.row += 1;
            after_body = if row.role == RowRole::Body { self.row } else { after_body };
        }
        if let Some(total) = total.filter(|_| after_body > body) {
            self.put_check(table, [body, after_body - 1, total])?;
        }
        for note in &table.notes {
            self.across(note, last, &quiet)?;
        }
        Ok(header)
    }

    fn put_cell(&mut self, column: usize, cell: &Cell, is_total: bool) -> Result<(), XlsxError> {
        let Ok(column) = u16::try_from(column) else { return Ok(()) };
        let plain = if is_total { lined().set_bold().set_border_top(FormatBorder::Medium) } else { lined() };
        let plain = plain.set_align(FormatAlign::Top);
        let (sheet, row) = (&mut *self.sheet, self.row);
        match cell {
            Cell::Empty => sheet.write_blank(row, column, &plain)?,
            Cell::Text(text) => {
                sheet.write_string_with_format(row, column, shortened(text, MOST_CELL_LETTERS), &plain.set_text_wrap())?
            }
            Cell::Figure(figure) => {
                let style = plain.set_num_format(number_format(*figure)).set_align(FormatAlign::Right);
                sheet.write_number_with_format(row, column, figure.value(), &style)?
            }
            Cell::Day(day) => sheet.write_datetime_with_format(row, column, &date(*day)?, &plain.set_num_format("dd/mm/yyyy"))?,
            Cell::Moment(day, minute) => {
                let moment = date(*day)?.and_hms(minute / 60, (minute % 60) as u8, 0)?;
                sheet.write_datetime_with_format(row, column, &moment, &plain.set_num_format("dd/mm/yyyy hh:mm"))?
            }
        };
        Ok(())
    }

    /// Below the table, what the rows of each summed column have more than its total: 0 unless someone changed a figure.
    fn put_check(&mut self, table: &Table, [first, last, total]: [u32; 3]) -> Result<(), XlsxError> {
        let summed: Vec<u16> = (0..).zip(&table.columns).filter(|(_, column)| column.is_summed).map(|(at, _)| at).collect();
        if summed.is_empty() {
            return Ok(());
        }
        let quiet = Style::new().set_italic().set_font_color(QUIET);
        if summed[0] > 0 {
            self.sheet.write_string_with_format(self.row, 0, &self.report.words.check, &quiet)?;
        }
        for column in summed {
            let name = column_number_to_name(column);
            let formula = format!("=ROUND(SUM({name}{}:{name}{})-{name}{},4)", first + 1, last + 1, total + 1);
            let style = quiet.clone().set_num_format("0.00").set_align(FormatAlign::Right);
            self.sheet.write_formula_with_format(self.row, column, Formula::new(formula).set_result("0"), &style)?;
        }
        self.row += 1;
        Ok(())
    }
}

fn lined() -> Style {
    Style::new().set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// How a spreadsheet shows a figure: as many decimals as it has here, grouped unless it is a coordinate.
fn number_format(figure: Figure) -> String {
    let decimals = "0".repeat(figure.decimals as usize);
    let point = if decimals.is_empty() { "" } else { "." };
    let whole = if matches!(figure.measure, Measure::Coordinate | Measure::Number) { "0" } else { "#,##0" };
    let plain = format!("{whole}{point}{decimals}");
    if figure.is_signed { format!("+{plain};-{plain};{plain}") } else { plain }
}

/// Widths of the columns of all tables of a sheet, letters: those of their figures and words, long words being broken.
fn widths(tables: &[&Table], report: &Report) -> Vec<f64> {
    let count = tables.iter().map(|table| table.columns.len()).max().unwrap_or(1).max(1);
    let mut widths = vec![WIDTHS[0]; count];
    for table in tables {
        for (width, column) in widths.iter_mut().zip(&table.columns) {
            // a heading may take several lines, but no word is broken
            let longest = column.heading.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
            *width = width.max(longest.max(column.heading.chars().count() / 2) as f64 + 2.0);
        }
        for row in table.rows.iter().take(MEASURED_ROWS) {
            for (width, cell) in widths.iter_mut().zip(&row.cells) {
                let letters = cell.written(report.numbers).chars().count();
                let is_text = matches!(cell, Cell::Text(_));
                *width = width.max(letters as f64 * if is_text { 0.95 } else { 1.1 } + 2.0);
            }
        }
    }
    widths.into_iter().map(|width| width.clamp(WIDTHS[0], WIDTHS[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_as_many_decimals_as_the_figure() {
        let format = |figure| number_format(figure);
        assert_eq!(format(Figure::new(Measure::Hectares, 1, 2)), "#,##0.00");
        assert_eq!(format(Figure::new(Measure::Coordinate, 1, 3)), "0.000");
        assert_eq!(format(Figure::new(Measure::Number, 1, 0)), "0");
        assert_eq!(format(Figure::difference(Measure::Hectares, 1, 2)), "+#,##0.00;-#,##0.00;#,##0.00");
    }

    #[test]
    fn names_of_sheets_are_what_spreadsheets_take() {
        let long = "Bảng kê tọa độ góc ranh của vùng sản xuất";
        let first = sheet_name(long, &[]);
        assert_eq!(first.chars().count(), 31);
        let second = sheet_name(long, std::slice::from_ref(&first));
        assert!(second.ends_with("(2)") && second.chars().count() <= 31, "{second}");
        assert_eq!(sheet_name("A/B [1]:*?'", &[]), "A B  1");
        assert_eq!(sheet_name("''", &[]), "–");
        assert_eq!(sheet_name("vùng", &["Vùng".into()]), "vùng (2)");
    }
}
