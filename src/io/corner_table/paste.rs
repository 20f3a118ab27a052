//! Understanding a table of corners: rings and notes, or faults that name line and column, before anything changes.

use super::cells::{Line, Separator, split};
use super::columns::{Layout, is_header, layout};
use super::figure::{DecimalSign, Figure, readings};
use super::names::{is_title, land_name};
use super::pasted::{Axis, Fault, Note, PastedCorners};
use super::range::{is_degrees, is_easting, is_northing, with_false_easting, without_zone};
use super::rings::{Item, Row, rings_of};
use crate::geometry::GridPoint;
use crate::geometry::grid::{UM_PER_M, UM_PER_MM};
use crate::io::folded;

/// Most corners a pasted table may have, and one in a file.
const MOST_CORNERS: [usize; 2] = [20_000, 500_000];
/// Most faults that are told.
const MOST_FAULTS: usize = 200;
/// Words with which a line under the table begins, folded.
const FOOTERS: [&str; 18] = [
    "chu vi",
    "dien tich",
    "tong",
    "perimeter",
    "area",
    "total",
    "nguoi lap",
    "nguoi kiem tra",
    "he toa do",
    "ghi chu",
    "nguon",
    "note",
    "approved",
    "numbered",
    "danh so",
    "ngay ",
    "date of",
    "ban nhap",
];

impl PastedCorners {
    /// Understands a text: columns separated by tabs, semicolons, bars, commas or spaces; decimal comma or point; with or without
    /// header, numbers and side lengths; one ring or several.
    pub fn of(text: &str) -> Self {
        let (separator, lines) = split(text);
        Self::of_lines(separator, &lines, Purpose::OneLand)
    }

    /// Understands lines of cells.
    pub fn of_lines(separator: Separator, lines: &[Line], purpose: Purpose) -> Self {
        let Some(layout) = layout(lines, separator) else {
            return Self { faults: vec![without_coordinates(lines)], ..Self::default() };
        };
        let mut reading =
            Reading { layout, purpose, items: Vec::new(), notes: Vec::new(), faults: Vec::new(), left_out: 0, title: None };
        reading.notes.push(Note::SeparatedBy(separator));
        reading.notes.extend(layout.header.map(|line| Note::Header { line }));
        if separator == Separator::Comma
            && let Some(line) = comma_twice(lines, layout)
        {
            return Self { faults: vec![Fault::CommaTwice { line }], ..Self::default() };
        }
        lines.iter().for_each(|line| reading.take(line));
        reading.finish()
    }
}

fn without_coordinates(lines: &[Line]) -> Fault {
    let has_degrees = |line: &&Line| line.cells.iter().filter(|cell| readings(cell).iter().any(is_degrees)).count() >= 2;
    lines.iter().find(has_degrees).map_or(Fault::NoCoordinates, |line| Fault::Degrees { line: line.number })
}

/// The first line of comma-separated text in which bare digits follow both coordinates, as in "2271903,412,616580,020".
fn comma_twice(lines: &[Line], layout: Layout) -> Option<usize> {
    let is_bare = |cell: &str| !cell.is_empty() && cell.len() <= 4 && cell.bytes().all(|b| b.is_ascii_digit());
    let (first, second) = (layout.north.min(layout.east), layout.north.max(layout.east));
    let is_split = |line: &&Line| second == first + 2 && is_bare(line.cell(first + 1)) && !line.cell(second).contains('.');
    lines.iter().find(is_split).map(|line| line.number)
}

/// What a table is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// For one piece of land: rings may not cross one another.
    OneLand,
    /// For the features of a file, whose geometry is judged like that of any file.
    Features,
}

/// The table as far as it has been read.
struct Reading {
    layout: Layout,
    purpose: Purpose,
    items: Vec<Item>,
    notes: Vec<Note>,
    faults: Vec<Fault>,
    left_out: usize,
    /// The name that a title above the next corners gives them, or the last words there.
    title: Option<String>,
}

/// What the cell of a coordinate says.
enum Reads {
    North(Figure),
    East(Figure),
    Wrong(Fault),
}

impl Reading {
    fn has_rows(&self) -> bool {
        self.items.iter().any(|item| matches!(item, Item::Row(_)))
    }

    fn take(&mut self, line: &Line) {
        let [north, east] = [self.layout.north, self.layout.east].map(|column| line.cell(column));
        let figures = [north, east].map(readings);
        let [has_north, has_east] = figures.each_ref().map(|found| found.iter().any(|f| f.um.abs() >= 10_000 * UM_PER_M));
        if line.is_blank() {
            if self.has_rows() {
                self.items.push(Item::Blank);
            }
        } else if self.has_rows() && is_footer(line) {
            // an area would pass for a northing
            self.left_out += 1;
            self.items.push(Item::End);
        } else if has_north || has_east {
            self.take_row(line);
        } else if self.layout.header == Some(line.number) || is_header(line) {
            // a header is repeated on every page of a document
        } else if !self.has_rows() {
            self.left_out += 1;
            self.note_title(line);
        } else {
            self.take_between(line);
        }
    }

    /// A line without coordinates between lines that have them: a length, a heading of the next ring, or a slip.
    fn take_between(&mut self, line: &Line) {
        let written: Vec<&String> = line.cells.iter().filter(|cell| !cell.is_empty()).collect();
        let lengths: Vec<i64> = written.iter().flat_map(|cell| readings(cell)).map(|figure| figure.um).collect();
        match (&written[..], &lengths[..]) {
            // the length of a side stands between its two corners
            ([_], [length, ..]) => {
                if let Some(Item::Row(row)) = self.items.iter_mut().rev().find(|item| matches!(item, Item::Row(_))) {
                    row.side_um = row.side_um.or(Some(*length));
                }
            }
            ([..], []) => {
                self.items.push(Item::Heading);
                self.note_title(line);
            }
            _ => {
                let column = self.layout.north.min(self.layout.east);
                let text = line.cell(column);
                self.faults.push(if text.is_empty() {
                    Fault::Missing { line: line.number, column: column + 1, axis: Axis::North }
                } else {
                    Fault::NotAFigure { line: line.number, column: column + 1, text: text.to_owned() }
                });
            }
        }
    }

    /// Words above corners: a title that says whose they are wins over other words.
    fn note_title(&mut self, line: &Line) {
        let Some(text) = line.words().filter(|_| !is_footer(line)) else { return };
        let is_taken = self.title.as_deref().is_some_and(is_title);
        if is_title(&text) || !is_taken {
            self.title = Some(text);
        }
    }

    fn take_row(&mut self, line: &Line) {
        let reads = [(self.layout.north, Axis::North), (self.layout.east, Axis::East)]
            .map(|(column, axis)| coordinate(line, column, axis));
        let (north, east, is_swapped) = match reads {
            [Reads::North(north), Reads::East(east)] => (north, east, false),
            [Reads::East(east), Reads::North(north)] => (north, east, true),
            [Reads::Wrong(fault), Reads::Wrong(other)] => return self.faults.extend([fault, other]),
            [Reads::Wrong(fault), _] | [_, Reads::Wrong(fault)] => return self.faults.push(fault),
            // both are northings or both are eastings: the one in the wrong column is no coordinate
            [Reads::North(_), Reads::North(_)] => return self.faults.push(out_of_range(line, self.layout.east)),
            [Reads::East(_), Reads::East(_)] => return self.faults.push(out_of_range(line, self.layout.north)),
        };
        let text = |column: Option<usize>| column.map(|column| line.cell(column).to_owned()).unwrap_or_default();
        let name = self.title.take().map(|title| Item::Named(land_name(&title)));
        self.items.extend(name);
        let side_um = self.layout.side.and_then(|column| length(line.cell(column), north.sign));
        self.items.push(Item::Row(Row {
            at: GridPoint::new(east.um, north.um),
            line: line.number,
            label: text(self.layout.label),
            part: text(self.layout.part),
            land: text(self.layout.land),
            side_um,
            is_swapped,
            signs: [north.sign, east.sign],
        }));
    }

    fn finish(mut self) -> PastedCorners {
        let rows: Vec<Row> = self.items.iter().filter_map(Item::row).cloned().collect();
        if rows.is_empty() && self.faults.is_empty() {
            self.faults.push(Fault::NoCoordinates);
        }
        let most = MOST_CORNERS[usize::from(self.purpose == Purpose::Features)];
        if rows.len() > most {
            return PastedCorners { faults: vec![Fault::TooMany { most }], ..PastedCorners::default() };
        }
        self.tell_axes(&rows);
        self.tell_decimals(&rows);
        let finer = rows.iter().filter(|row| row.at.east % UM_PER_MM != 0 || row.at.north % UM_PER_MM != 0).count();
        if finer > 0 {
            self.notes.push(Note::FinerThanMm { count: finer });
        }
        if self.left_out > 0 {
            self.notes.push(Note::LinesLeftOut { count: self.left_out });
        }
        let Self { items, mut notes, mut faults, purpose, .. } = self;
        let rings = rings_of(items, purpose, &mut notes, &mut faults);
        faults.sort_by_key(Fault::line);
        faults.truncate(MOST_FAULTS);
        PastedCorners { rings, notes, faults }
    }

    /// Most lines decide whether X and Y are exchanged; the others are at fault.
    fn tell_axes(&mut self, rows: &[Row]) {
        let swapped = rows.iter().filter(|row| row.is_swapped).count();
        let are_swapped = 2 * swapped > rows.len();
        if are_swapped {
            self.notes.push(Note::AxesSwapped);
        }
        let odd = rows.iter().filter(|row| row.is_swapped != are_swapped);
        self.faults.extend(odd.map(|row| Fault::AxesMixed { line: row.line }));
    }

    fn tell_decimals(&mut self, rows: &[Row]) {
        let signs = |row: &Row| row.signs.into_iter().flatten().collect::<Vec<_>>();
        let Some(&first) = rows.iter().flat_map(signs).collect::<Vec<_>>().first() else { return };
        match rows.iter().find(|row| signs(row).iter().any(|sign| *sign != first)) {
            Some(row) => self.notes.push(Note::MixedDecimals { line: row.line }),
            None => self.notes.push(Note::Decimals(first)),
        }
    }
}

fn is_footer(line: &Line) -> bool {
    let first = line.cells.iter().find(|cell| !cell.is_empty()).map(|cell| folded(cell)).unwrap_or_default();
    FOOTERS.iter().any(|word| first.starts_with(word))
}

fn out_of_range(line: &Line, column: usize) -> Fault {
    Fault::OutOfRange { line: line.number, column: column + 1, text: line.cell(column).to_owned() }
}

/// Reads the coordinate in a column.
fn coordinate(line: &Line, column: usize, axis: Axis) -> Reads {
    let text = line.cell(column);
    let (number, place) = (line.number, column + 1);
    if text.is_empty() {
        return Reads::Wrong(Fault::Missing { line: number, column: place, axis });
    }
    let found = readings(text);
    if let Some(north) = found.iter().find(|figure| is_northing(figure.um)) {
        return Reads::North(*north);
    }
    if let Some(east) = found.iter().find(|figure| is_easting(figure.um)) {
        return Reads::East(*east);
    }
    let text = text.to_owned();
    let of = |meant: fn(i64) -> Option<i64>| found.iter().find_map(|figure| meant(figure.um));
    Reads::Wrong(if found.is_empty() {
        Fault::NotAFigure { line: number, column: place, text }
    } else if let Some(meant_um) = of(without_zone) {
        Fault::ZonePrefix { line: number, column: place, text, meant_um }
    } else if let Some(meant_um) = of(with_false_easting) {
        Fault::NoFalseEasting { line: number, column: place, text, meant_um }
    } else {
        Fault::OutOfRange { line: number, column: place, text }
    })
}

/// A side length in the decimal sign of the coordinates beside it, if that decides.
fn length(text: &str, sign: Option<DecimalSign>) -> Option<i64> {
    let found = readings(text);
    let fitting = found.iter().find(|figure| figure.sign.is_none() || sign.is_none() || figure.sign == sign);
    fitting.or(found.first()).map(|figure| figure.um)
}
