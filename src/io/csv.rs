//! Tables as CSV that spreadsheets of the language open as they are: UTF-8 with a byte order mark, ";" and decimal comma in
//! Vietnamese, "," and point in English.

use std::path::Path;

use super::atomic;
use super::clearance::Cleared;
use super::export_error::ExportError;
use super::table::{Report, ReportWords, Table, safe_text};
use crate::geometry::area::NumberFormat;

/// What tells spreadsheets that a text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// A file name has at most so many letters of a table's key.
const MOST_KEY_LETTERS: usize = 60;

/// What stands between cells where numbers are written so: never the decimal sign.
const fn separator(numbers: NumberFormat) -> u8 {
    if numbers.decimal == ',' { b';' } else { b',' }
}

/// One table of a plan as CSV: a draft says so on the first line; then title, grounds, header, rows, notes.
pub fn csv_of(cleared: &Cleared<'_>, report: &Report, table: &Table) -> Result<String, ExportError> {
    let mut builder = csv::WriterBuilder::new();
    builder.delimiter(separator(report.numbers)).flexible(true).terminator(csv::Terminator::CRLF);
    let mut writer = builder.from_writer(Vec::new());
    let mut put = |cells: &[String]| {
        // a line without cells would be quoted
        let cells: &[String] = if cells.is_empty() { &[String::new()] } else { cells };
        writer.write_record(cells).map_err(|source| ExportError::Csv { source })
    };
    if let Some(banner) = report.banner(cleared) {
        put(&[banner])?;
    }
    for line in std::iter::once(&table.title).chain(&table.grounds) {
        put(std::slice::from_ref(line))?;
    }
    put(&table.columns.iter().map(|column| column.heading.clone()).collect::<Vec<_>>())?;
    for row in &table.rows {
        let mut cells: Vec<String> = row.cells.iter().map(|cell| safe_text(cell, report.numbers)).collect();
        cells.resize(cells.len().max(table.columns.len()), String::new());
        put(&cells)?;
    }
    for note in &table.notes {
        put(std::slice::from_ref(note))?;
    }
    let bytes = writer.into_inner().map_err(|error| ExportError::Csv { source: error.into_error().into() })?;
    Ok(format!("{BYTE_ORDER_MARK}{}", String::from_utf8_lossy(&bytes)))
}

/// Writes the first table of a report to `path`.
pub fn write(path: &Path, cleared: &Cleared<'_>, report: &Report) -> Result<(), ExportError> {
    let table = report.tables.first().ok_or(ExportError::NoTables)?;
    Ok(atomic::write(path, csv_of(cleared, report, table)?.as_bytes())?)
}

/// Writes every table of a report into the folder `path`, one file each, named by its key; the folder is made if it is not there.
///
/// Each file is replaced whole; other files of the folder stay.
pub fn write_folder(path: &Path, cleared: &Cleared<'_>, report: &Report) -> Result<(), ExportError> {
    let texts = report.tables.iter().map(|table| Ok((file_name(&table.key), csv_of(cleared, report, table)?)));
    let texts: Vec<(String, String)> = texts.collect::<Result<_, ExportError>>()?;
    if texts.is_empty() {
        return Err(ExportError::NoTables);
    }
    std::fs::create_dir_all(path).map_err(|source| atomic::WriteError { path: path.to_owned(), source })?;
    for (name, text) in texts {
        atomic::write(&path.join(name), text.as_bytes())?;
    }
    Ok(())
}

/// The name of a table's file: no sign that is a path or that some system refuses.
fn file_name(key: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    format!("{}.csv", key.chars().take(MOST_KEY_LETTERS).map(letter).collect::<String>())
}

impl Report {
    /// What a draft says at the top of each table: that it is one, the verdict, and why it leaves nevertheless.
    pub fn banner(&self, cleared: &Cleared<'_>) -> Option<String> {
        let ReportWords { draft, verdict, .. } = &self.words;
        cleared.draft_reason().map(|reason| format!("{draft} – {verdict}: {reason}"))
    }
}
