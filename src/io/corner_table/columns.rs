//! Which column of a pasted table is what: from its header where it has one, else from the figures in it.

use super::cells::{Line, Separator};
use super::figure::readings;
use super::range::{is_easting, is_northing};
use crate::geometry::grid::UM_PER_M;
use crate::io::folded;

/// What a column of a header announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    Order,
    Label,
    North,
    East,
    Side,
    Part,
    Land,
    Other,
}

/// Which column is what, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The column meant as X (north): announced so, or the first of the two.
    pub north: usize,
    /// The column meant as Y (east).
    pub east: usize,
    /// Number or name of the corner.
    pub label: Option<usize>,
    /// Length of the side to the next corner.
    pub side: Option<usize>,
    /// Which ring a corner belongs to.
    pub part: Option<usize>,
    /// Which piece of land a corner belongs to, by name.
    pub land: Option<usize>,
    /// Number of the header line, if there is one.
    pub header: Option<usize>,
}

/// Words of a heading that mean the column, folded: without accents, units and punctuation.
const HEADINGS: [(Heading, &[&str]); 7] = [
    (Heading::Order, &["stt", "tt", "so tt", "no", "order"]),
    (
        Heading::Label,
        &[
            "so hieu",
            "so hieu diem",
            "so hieu goc",
            "so hieu moc",
            "ten diem",
            "ten moc",
            "ten goc",
            "diem",
            "diem goc",
            "moc",
            "goc",
            "dinh",
            "ky hieu",
            "ky hieu diem",
            "so hieu dinh",
            "so hieu diem goc",
            "point",
            "point no",
            "corner",
            "vertex",
            "name",
            "id",
            "number",
            "label",
            "pt",
            "marker",
            "m",
        ],
    ),
    (
        Heading::North,
        &["x", "toa do x", "x bac", "bac", "northing", "north", "n", "x north", "coordinate x", "vx", "toado x", "toadox"],
    ),
    (
        Heading::East,
        &["y", "toa do y", "y dong", "dong", "easting", "east", "e", "y east", "coordinate y", "vy", "toado y", "toadoy"],
    ),
    (
        Heading::Side,
        &[
            "canh",
            "canh s",
            "s",
            "chieu dai",
            "chieu dai canh",
            "dai canh",
            "khoang cach",
            "side",
            "side length",
            "length",
            "distance",
            "dist",
            "d",
            "s canh",
            "k cach",
        ],
    ),
    (Heading::Part, &["vong", "phan", "manh", "part", "ring", "hinh"]),
    (
        Heading::Land,
        &[
            "thua",
            "so thua",
            "lo",
            "lo dat",
            "ky hieu lo",
            "o dat",
            "vung",
            "ten vung",
            "ma vung",
            "khu",
            "phan khu",
            "zone",
            "zone id",
            "zone code",
            "plot",
            "parcel",
            "area name",
            "polygon",
            "khu vuc",
        ],
    ),
];

/// Words that mean a column nothing is taken from.
const OTHER: [&str; 16] = [
    "ghi chu",
    "note",
    "notes",
    "remark",
    "remarks",
    "phuong vi",
    "goc phuong vi",
    "bearing",
    "azimuth",
    "cao do",
    "do cao",
    "h",
    "z",
    "elevation",
    "height",
    "goc bang",
];

/// "X (m)" as "x", "Toạ độ Y[m]" as "toa do y".
fn word_of(cell: &str) -> String {
    let mut text = folded(cell);
    for unit in ["(m)", "[m]", "(met)", ", m", "(m.)"] {
        text = text.replace(unit, " ");
    }
    let letters: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn heading(cell: &str) -> Option<Heading> {
    let word = word_of(cell);
    let means = |words: &[&str]| words.contains(&word.as_str());
    let known = HEADINGS.iter().find(|(_, words)| means(words)).map(|(heading, _)| *heading);
    known.or_else(|| means(&OTHER).then_some(Heading::Other))
}

/// Whether a line is made of headings, as the first line of a table or one repeated on the next page.
pub fn is_header(line: &Line) -> bool {
    let written = line.cells.iter().filter(|cell| !cell.is_empty());
    let known = written.clone().filter(|cell| heading(cell).is_some()).count();
    known >= 2 || (known == 1 && written.count() == 1)
}

/// How many lines have a figure in a column that `fits`.
fn count(lines: &[&Line], column: usize, fits: impl Fn(i64) -> bool) -> usize {
    lines.iter().filter(|line| readings(line.cell(column)).iter().any(|figure| fits(figure.um))).count()
}

/// Finds out which column is what; `None` if no two columns hold coordinates.
///
/// The ranges of Vietnam decide which columns hold coordinates, a header which of them is called X. Without a header the first is X,
/// as Vietnamese tables have it.
pub fn layout(lines: &[Line], separator: Separator) -> Option<Layout> {
    let is_large = |um: i64| um.abs() >= 10_000 * UM_PER_M;
    let width = lines.iter().map(|line| line.cells.len()).max()?;
    let counted: Vec<&Line> = lines.iter().collect();
    let northings = best(width, None, |column| count(&counted, column, is_northing));
    let eastings = best(width, northings, |column| count(&counted, column, is_easting));
    let (one, other) = match (northings, eastings) {
        (Some(north), Some(east)) => (north, east),
        // an easting with a zone number or without its 500 km stands beside
        (Some(only), None) | (None, Some(only)) => (only, best(width, Some(only), |column| count(&counted, column, is_large))?),
        (None, None) => return None,
    };
    let header = lines.iter().find(|line| is_header(line));
    let mut layout =
        Layout { north: one.min(other), east: one.max(other), label: None, side: None, part: None, land: None, header: None };
    if let Some(header) = header {
        layout.header = Some(header.number);
        if separator == Separator::Space {
            layout.turn_by_words(header);
        } else {
            layout.take_headings(header);
        }
    }
    layout.label = layout.label.or_else(|| label_column(&counted, layout));
    layout.side = layout.side.or_else(|| side_column(&counted, layout, width));
    Some(layout)
}

/// The column other than `taken` with most hits; `None` if none has any.
fn best(width: usize, taken: Option<usize>, hits: impl Fn(usize) -> usize) -> Option<usize> {
    let mut best = None;
    let mut most = 0;
    for column in (0..width).filter(|column| Some(*column) != taken) {
        let found = hits(column);
        if found > most {
            (best, most) = (Some(column), found);
        }
    }
    best
}

impl Layout {
    /// Takes over what the header says of the columns that hold what they must.
    fn take_headings(&mut self, header: &Line) {
        for (column, cell) in header.cells.iter().enumerate() {
            let is_coordinate = column == self.north || column == self.east;
            match heading(cell) {
                Some(Heading::North) if column == self.east => std::mem::swap(&mut self.north, &mut self.east),
                Some(Heading::Label) if !is_coordinate => self.label = Some(column),
                Some(Heading::Order) if !is_coordinate && self.label.is_none() => self.label = Some(column),
                Some(Heading::Side) if !is_coordinate => self.side = Some(column),
                Some(Heading::Part) if !is_coordinate => self.part = Some(column),
                Some(Heading::Land) if !is_coordinate => self.land = Some(column),
                _ => {}
            }
        }
    }

    /// In running text columns do not line up: only the order of X and Y counts.
    fn turn_by_words(&mut self, header: &Line) {
        let place = |wanted: Heading| header.cells.iter().position(|cell| heading(cell) == Some(wanted));
        if let (Some(north), Some(east)) = (place(Heading::North), place(Heading::East))
            && east < north
        {
            std::mem::swap(&mut self.north, &mut self.east);
        }
    }
}

/// The nearest column before the coordinates in which something is written.
fn label_column(lines: &[&Line], layout: Layout) -> Option<usize> {
    let is_other = |column: &usize| layout.part == Some(*column) || layout.land == Some(*column);
    let is_written = |column: &usize| lines.iter().any(|line| !line.cell(*column).is_empty());
    (0..layout.north.min(layout.east)).rev().filter(|column| !is_other(column)).find(is_written)
}

/// The first column after the coordinates that holds lengths in at least half of the lines with coordinates.
fn side_column(lines: &[&Line], layout: Layout, width: usize) -> Option<usize> {
    let has_coordinates = |line: &&&Line| !readings(line.cell(layout.north)).is_empty();
    let rows: Vec<&Line> = lines.iter().filter(has_coordinates).copied().collect();
    let is_length = |um: i64| um > 0 && um < 100_000 * UM_PER_M;
    (layout.north.max(layout.east) + 1..width).find(|column| 2 * count(&rows, *column, is_length) > rows.len())
}

#[cfg(test)]
mod tests {
    use super::super::cells::split;
    use super::*;

    fn layout_of(text: &str) -> Layout {
        let (separator, lines) = split(text);
        layout(&lines, separator).expect("coordinates")
    }

    #[test]
    fn headings_are_known_in_both_languages() {
        for (cell, expected) in [
            ("X (m)", Heading::North),
            ("Tọa độ Y(m)", Heading::East),
            ("X (Bắc)", Heading::North),
            ("Số hiệu điểm", Heading::Label),
            ("STT", Heading::Order),
            ("Cạnh S (m)", Heading::Side),
            ("Easting [m]", Heading::East),
            ("Ghi chú", Heading::Other),
            ("Vòng", Heading::Part),
        ] {
            assert_eq!(heading(cell), Some(expected), "{cell}");
        }
        assert_eq!(heading("Khu công nghệ cao Hà Nam"), None);
    }

    #[test]
    fn columns_are_found_with_and_without_a_header() {
        let row = "1\tM1\t2271903,412\t616580,020\t45,12\t";
        let plain = layout_of(row);
        assert_eq!((plain.label, plain.north, plain.east, plain.side), (Some(1), 2, 3, Some(4)));
        let headed = layout_of(&format!("STT\tĐiểm\tX (m)\tY (m)\tCạnh (m)\tGhi chú\n{row}"));
        assert_eq!((headed.label, headed.north, headed.east, headed.side, headed.header), (Some(1), 2, 3, Some(4), Some(1)));
        let east_first = layout_of("Point,Easting,Northing\n1,616580.02,2271903.412");
        assert_eq!((east_first.north, east_first.east), (2, 1));
    }
}
