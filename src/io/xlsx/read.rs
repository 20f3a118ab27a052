//! Tables of corners out of workbooks: .xlsx and .xlsm cell by cell, .xls and .ods within measured bounds.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Reader, Xls, Xlsx};
use quick_xml::events::{BytesStart, Event};

use crate::io::archive;
use crate::io::contained::contained;
use crate::io::corner_table::{Fault, Line, MOST_CELLS, Separator, is_title, layer_of, plain_cell};
use crate::io::import_error::ImportError;
use crate::io::source::{RawFeature, RawLayer};

/// How archives begin.
const ARCHIVE_MAGIC: &[u8] = b"PK\x03\x04";
/// Most sheets that are looked at.
const MOST_SHEETS: usize = 500;
/// Most cells of a workbook that are read.
const MOST_CELLS_READ: usize = 8_000_000;

/// A sheet as lines of cells.
struct SheetLines {
    name: String,
    lines: Vec<Line>,
}

/// Reads the tables of corners in a workbook, one layer a sheet. Where sheets have the title of a corner table, only these count.
pub fn read_raw_layers(bytes: Vec<u8>) -> Result<Vec<RawLayer>, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if bytes.starts_with(ARCHIVE_MAGIC) {
        archive::measure(&bytes)?;
    }
    let read = contained(|| sheets(bytes)).unwrap_or_else(|panic| Err(damaged(&panic)));
    let mut sheets = read?;
    let has_title = |sheet: &SheetLines| sheet.lines.iter().any(|line| line.cells.iter().any(|cell| is_title(cell)));
    let are_titled = sheets.iter().any(has_title);
    if are_titled {
        sheets.retain(has_title);
    }
    let mut first_fault = None;
    let mut layers = Vec::new();
    for SheetLines { name, lines } in sheets {
        match layer_of(Some(name), Separator::Tab, &lines) {
            Ok(layer) => layers.push(layer),
            Err(fault) => first_fault = first_fault.or((fault != Fault::NoCoordinates).then_some(fault)),
        }
    }
    if layers.is_empty() {
        return Err(ImportError::CornerTable { fault: Box::new(first_fault.unwrap_or(Fault::NoCoordinates)) });
    }
    if are_titled && layers.len() > 1 {
        layers.iter_mut().for_each(|layer| layer.features = std::mem::take(&mut layer.features).changed(say_zone));
    }
    Ok(layers)
}

/// Of several sheets with corners each says what they are, else only those of the first would count.
fn say_zone(feature: &mut RawFeature) {
    feature.properties.entry("layer").or_insert_with(|| "zone".into());
}

fn damaged(detail: &str) -> ImportError {
    ImportError::DamagedWorkbook { detail: detail.chars().take(200).collect() }
}

fn sheets(bytes: Vec<u8>) -> Result<Vec<SheetLines>, ImportError> {
    if !bytes.starts_with(ARCHIVE_MAGIC) {
        return old_workbook(bytes);
    }
    match archive::file_of(&bytes, "content.xml") {
        Some(content) => open_document(bytes, &content),
        None => office_open_xml(bytes),
    }
}

fn office_open_xml(bytes: Vec<u8>) -> Result<Vec<SheetLines>, ImportError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    let mut sheets = Vec::new();
    let mut left = MOST_CELLS_READ;
    for name in workbook.sheet_names().into_iter().take(MOST_SHEETS) {
        // a sheet of charts has no cells
        let Ok(mut reader) = workbook.worksheet_cells_reader(&name) else { continue };
        let mut cells = Cells::default();
        while let Some(cell) = reader.next_cell().map_err(|error| damaged(&error.to_string()))? {
            left = left.checked_sub(1).ok_or_else(too_many)?;
            let text = match cell.get_value() {
                DataRef::Int(whole) => whole.to_string(),
                DataRef::Float(figure) => figure_text(*figure),
                DataRef::String(text) => plain_cell(text),
                DataRef::SharedString(text) => plain_cell(text),
                _ => String::new(),
            };
            cells.put(cell.get_position(), text);
        }
        sheets.push(SheetLines { name, lines: cells.lines() });
    }
    Ok(sheets)
}

fn too_many() -> ImportError {
    ImportError::CornerTable { fault: Box::new(Fault::TooMany { most: MOST_CELLS_READ }) }
}

fn old_workbook(bytes: Vec<u8>) -> Result<Vec<SheetLines>, ImportError> {
    let workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    ranges(workbook)
}

fn open_document(bytes: Vec<u8>, content: &[u8]) -> Result<Vec<SheetLines>, ImportError> {
    if expanded_cells(content).is_none_or(|cells| cells > MOST_CELLS_READ as u64) {
        return Err(too_many());
    }
    let workbook: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    ranges(workbook)
}

fn ranges<R: Reader<Cursor<Vec<u8>>>>(mut workbook: R) -> Result<Vec<SheetLines>, ImportError> {
    let mut sheets = Vec::new();
    for name in workbook.sheet_names().into_iter().take(MOST_SHEETS) {
        let Ok(range) = workbook.worksheet_range(&name) else { continue };
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut cells = Cells::default();
        for (row, column, value) in range.used_cells() {
            let text = match value {
                Data::Int(whole) => whole.to_string(),
                Data::Float(figure) => figure_text(*figure),
                Data::String(text) => plain_cell(text),
                _ => continue,
            };
            cells.put((first_row.saturating_add(row as u32), first_column.saturating_add(column as u32)), text);
        }
        sheets.push(SheetLines { name, lines: cells.lines() });
    }
    Ok(sheets)
}

/// Cells by row and column, in whatever order a file has them.
#[derive(Default)]
struct Cells(BTreeMap<u32, Vec<String>>);

impl Cells {
    fn put(&mut self, (row, column): (u32, u32), text: String) {
        let column = column as usize;
        if column >= MOST_CELLS || text.is_empty() {
            return;
        }
        let cells = self.0.entry(row).or_default();
        cells.resize(cells.len().max(column + 1), String::new());
        cells[column] = text;
    }

    /// The rows as lines, a blank one where rows are left out.
    fn lines(self) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.0.len());
        let mut last = 0;
        for (row, cells) in self.0 {
            let number = row as usize + 1;
            if number > last + 1 {
                lines.push(Line { number: number - 1, cells: Vec::new() });
            }
            lines.push(Line { number, cells });
            last = number;
        }
        lines
    }
}

/// A number of a cell to the micrometre, so that it can be read in one way only.
fn figure_text(figure: f64) -> String {
    if !figure.is_finite() || figure.abs() >= 1e12 {
        String::new()
    } else if figure.fract() == 0.0 {
        format!("{figure:.0}")
    } else {
        // six decimals are no group of thousands
        format!("{figure:.6}")
    }
}

/// How many cells the sheets of an OpenDocument file hold once repeated cells are written out, empty ones at the end left aside;
/// `None` if it is no XML.
fn expanded_cells(content: &[u8]) -> Option<u64> {
    let mut reader = quick_xml::Reader::from_str(std::str::from_utf8(content).ok()?);
    let mut sheet = Extent::default();
    let mut total = 0_u64;
    loop {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Eof => return Some(total.saturating_add(sheet.cells())),
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "table" => total = total.saturating_add(std::mem::take(&mut sheet).cells()),
                "table-row" => sheet.begin_row(repeated(element, "table:number-rows-repeated")),
                "table-cell" | "covered-table-cell" => {
                    sheet.add_cells(repeated(element, "table:number-columns-repeated"), has_value(element));
                }
                _ => {}
            },
            Event::Text(text) if !text.trim().is_empty() => sheet.fill(),
            _ => {}
        }
    }
}

/// How far the filled cells of a sheet reach.
#[derive(Default)]
struct Extent {
    rows: u64,
    columns: u64,
    last_row: u64,
    width: u64,
}

impl Extent {
    fn begin_row(&mut self, count: u64) {
        self.rows = self.rows.saturating_add(count);
        self.columns = 0;
    }

    fn add_cells(&mut self, count: u64, is_filled: bool) {
        self.columns = self.columns.saturating_add(count);
        if is_filled {
            self.fill();
        }
    }

    fn fill(&mut self) {
        self.last_row = self.rows;
        self.width = self.width.max(self.columns);
    }

    const fn cells(&self) -> u64 {
        self.last_row.saturating_mul(self.width)
    }
}

fn repeated(element: &BytesStart<'_>, name: &str) -> u64 {
    let value = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == name);
    let count = value.and_then(|attribute| attribute.value.parse().ok());
    count.unwrap_or(1)
}

fn has_value(element: &BytesStart<'_>) -> bool {
    element.attributes().flatten().any(|attribute| attribute.key.as_ref() == "office:value-type")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_a_cell_can_be_read_in_one_way_only() {
        for figure in [616.58, 12.345, 2_271_903.412, 616_580.02, 45.0, -3.25] {
            let text = figure_text(figure);
            let readings = crate::io::corner_table::readings(&text);
            assert_eq!(readings.len(), 1, "{text}");
            assert_eq!(readings[0].um, (figure * 1e6_f64).round() as i64, "{text}");
        }
    }

    #[test]
    fn repeated_cells_are_counted_before_they_are_written_out() {
        let sheet = |rows: &str| format!("<t:table>{rows}</t:table>").replace("t:table", "table:table");
        let row = |repeat: u64, cell: &str| {
            format!("<table:table-row table:number-rows-repeated=\"{repeat}\">{cell}</table:table-row>")
        };
        let cell = |repeat: u64, text: &str| {
            format!("<table:table-cell table:number-columns-repeated=\"{repeat}\">{text}</table:table-cell>")
        };
        let count = |xml: String| expanded_cells(xml.as_bytes());
        assert_eq!(count(sheet(&row(1, &cell(3, "<text:p>a</text:p>")))), Some(3));
        let empty_end = row(2, &cell(1, "a")) + &row(1_000_000, &cell(16_000, ""));
        assert_eq!(count(sheet(&empty_end)), Some(2));
        assert_eq!(count(sheet(&row(1_000_000, &cell(16_000, "a")))), Some(16_000_000_000));
        assert_eq!(count("<a".into()), None);
    }
}
