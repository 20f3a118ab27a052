//! A list of parts from a decision or a spreadsheet: code, name, and area or share, understood line by line before it is used.

use crate::app::palette::folded;
use crate::geometry::ExactArea;
use crate::tool::area_figure::area_of;
use crate::tool::entry::leading_reading;

/// Most parts a zone is divided into at once.
const MOST_PARTS: usize = 200;
/// Codes are not longer than this.
const LONGEST_CODE: usize = 12;
/// Half the last decimal of a figure of a decision, 0.01 ha, m²: so much may be missing for each part.
const HALF_FIGURE_M2: f64 = 50.0;
/// Half the last decimal of a share, 0.01 %.
const HALF_SHARE_PCT: f64 = 0.005;

/// How much land a part is to get.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ListedShare {
    /// An area.
    Area(ExactArea),
    /// A part of the whole, percent.
    Percent(f64),
    /// What the others leave.
    Rest,
}

/// A part as listed.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedPart {
    /// The line it stands on, from 1.
    pub line: usize,
    /// Its code, empty if none is given.
    pub code: String,
    /// Its name, empty if none is given.
    pub name: String,
    /// How much land it is to get.
    pub share: ListedShare,
}

/// Why a line of a list is not understood; lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListFault {
    /// Nothing on it is an area or a share.
    NoFigure {
        /// Which line.
        line: usize,
        /// What is written where the figure is expected.
        text: String,
    },
    /// Only the last part can be what the others leave.
    RestNotLast {
        /// Which line.
        line: usize,
    },
    /// One part alone divides nothing.
    TooFew,
    /// There are more parts than can be taken.
    TooMany {
        /// The most.
        most: usize,
    },
}

/// Why the parts do not make up the zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SumFault {
    /// They leave land over, and no part is to get it.
    Short(ExactArea),
    /// They need more land than there is.
    Exceeds(ExactArea),
}

/// A list, understood as far as it can be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Programme {
    /// The parts, in their order.
    pub parts: Vec<ListedPart>,
    /// What is not understood.
    pub faults: Vec<ListFault>,
    /// The line taken as header.
    pub header: Option<usize>,
    /// Lines of sums that were left out.
    pub left_out: Vec<usize>,
}

/// What stands in which column.
#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    code: Option<usize>,
    name: Option<usize>,
    figure: Option<usize>,
    is_percent: bool,
    is_m2: bool,
}

/// A line with its cells.
struct Line {
    number: usize,
    cells: Vec<String>,
}

impl Line {
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

impl Programme {
    /// Understands a text whose columns are separated by tabs, semicolons or bars, with figures as the language of `decimal` writes
    /// them; a header, numbers of lines and lines of sums are recognised.
    pub fn of(text: &str, decimal: char) -> Self {
        let lines = lines_of(text, decimal);
        let mut list = Self::default();
        let Some(first) = lines.first() else { return list };
        let header = Some(header_columns(first))
            .filter(|columns| columns.figure.is_some() && share_in(first, *columns, decimal).is_none());
        let body = if header.is_some() { &lines[1..] } else { &lines[..] };
        list.header = header.map(|_| first.number);
        let (sums, rows): (Vec<&Line>, Vec<&Line>) = body.iter().partition(|line| is_sum(line));
        list.left_out = sums.into_iter().map(|line| line.number).collect();
        let columns = header.unwrap_or_else(|| guessed_columns(&rows, decimal));
        for line in &rows {
            match share_in(line, columns, decimal) {
                Some(share) => {
                    let text = |column: Option<usize>| column.map(|column| line.cell(column).to_owned()).unwrap_or_default();
                    let is_figure = |text: &String| *text == line.cell(columns.figure.unwrap_or(usize::MAX));
                    let code = Some(text(columns.code)).filter(|code| !is_figure(code)).unwrap_or_default();
                    let name = Some(text(columns.name)).filter(|name| !is_figure(name)).unwrap_or_default();
                    list.parts.push(ListedPart { line: line.number, code, name, share });
                }
                None => list.faults.push(ListFault::NoFigure { line: line.number, text: figure_text(line, columns) }),
            }
        }
        list.check(rows.len());
        list
    }

    fn check(&mut self, rows: usize) {
        let all_but_last = self.parts.len().saturating_sub(1);
        let early = self.parts.iter().take(all_but_last).filter(|part| part.share == ListedShare::Rest);
        let early: Vec<ListFault> = early.map(|part| ListFault::RestNotLast { line: part.line }).collect();
        self.faults.extend(early);
        if rows == 1 {
            self.faults.push(ListFault::TooFew);
        }
        if rows > MOST_PARTS {
            self.faults = vec![ListFault::TooMany { most: MOST_PARTS }];
        }
        let line = |fault: &ListFault| match fault {
            ListFault::NoFigure { line, .. } | ListFault::RestNotLast { line } => *line,
            ListFault::TooFew | ListFault::TooMany { .. } => 0,
        };
        self.faults.sort_by_key(line);
    }

    /// Whether every line is understood and there is something to divide into.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.parts.len() > 1
    }

    /// The area of each part of a zone of `whole`; the last one gets what the others leave, which must be what it is listed with but
    /// for the rounding of the figures.
    pub fn areas(&self, whole: ExactArea) -> Result<Vec<ExactArea>, SumFault> {
        let area = |share: ListedShare| match share {
            ListedShare::Area(area) => area,
            ListedShare::Percent(percent) => ExactArea::from_m2(whole.m2() * percent / 100.0),
            ListedShare::Rest => ExactArea::ZERO,
        };
        let mut areas: Vec<ExactArea> = self.parts.iter().map(|part| area(part.share)).collect();
        let (Some(last), Some(part)) = (areas.pop(), self.parts.last()) else { return Ok(areas) };
        let left = whole - areas.iter().copied().sum::<ExactArea>();
        let slack = |part: &ListedPart| match part.share {
            ListedShare::Percent(_) => whole.m2() * HALF_SHARE_PCT / 100.0,
            ListedShare::Area(_) | ListedShare::Rest => HALF_FIGURE_M2,
        };
        let rounding_m2: f64 = self.parts.iter().map(slack).sum();
        let over = left - last;
        if left <= ExactArea::ZERO || (part.share != ListedShare::Rest && over.m2() < -rounding_m2) {
            return Err(SumFault::Exceeds(last - left));
        }
        if part.share != ListedShare::Rest && over.m2() > rounding_m2 {
            return Err(SumFault::Short(over));
        }
        areas.push(left);
        Ok(areas)
    }
}

fn lines_of(text: &str, decimal: char) -> Vec<Line> {
    let separator = ['\t', ';', '|'].into_iter().find(|separator| text.contains(*separator));
    let cells = |line: &str| -> Vec<String> {
        let clean = |cell: &str| cell.replace(['\u{a0}', '\u{200b}', '\u{feff}'], " ").trim().trim_matches('"').trim().to_owned();
        match separator {
            Some('|') => line.trim().trim_matches('|').split('|').map(clean).collect(),
            Some(separator) => line.split(separator).map(clean).collect(),
            None => words(&clean(line), decimal),
        }
    };
    let numbered = (1..).zip(text.lines()).map(|(number, line)| Line { number, cells: cells(line) });
    numbered.filter(|line| line.cells.iter().any(|cell| !cell.is_empty())).collect()
}

/// The cells of running text: a code, a name, and the figure at the end with its unit.
fn words(line: &str, decimal: char) -> Vec<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let reads = |from: usize| share_of(&words[from..].join(" "), (false, false), decimal).is_some();
    // the longest end of the line that is a figure: "12,5 ha", "còn lại"
    let start = (words.len().saturating_sub(3)..words.len()).find(|from| reads(*from)).unwrap_or(words.len());
    let (text, figure) = words.split_at(start);
    let mut cells: Vec<String> = match text {
        [code, name @ ..] if !name.is_empty() && is_code(code) => vec![(*code).to_owned(), name.join(" ")],
        _ => vec![text.join(" ")],
    };
    cells.push(figure.join(" "));
    cells
}

/// A short word with a digit or in capitals.
fn is_code(text: &str) -> bool {
    let is_short = !text.is_empty() && text.chars().count() <= LONGEST_CODE && !text.contains(char::is_whitespace);
    is_short && (text.chars().any(|c| c.is_ascii_digit()) || !text.chars().any(char::is_lowercase))
}

fn header_columns(line: &Line) -> Columns {
    let mut columns = Columns::default();
    for (column, cell) in line.cells.iter().enumerate() {
        let cell = folded(cell);
        let has = |words: &[&str]| words.iter().any(|word| cell.contains(word));
        if has(&["dien tich", "area", "quy mo"]) || ["ha", "m2", "m²"].contains(&cell.as_str()) {
            columns.is_m2 = has(&["m2", "m²"]);
            columns.is_percent = false;
            columns.figure = Some(column);
        } else if has(&["ty le", "ti le", "co cau", "share", "percent", "%"]) && columns.figure.is_none() {
            columns.is_percent = true;
            columns.figure = Some(column);
        } else if has(&["ky hieu", "ma ", "code", "so hieu"]) || cell == "ma" || cell == "lo" {
            columns.code = columns.code.or(Some(column));
        } else if has(&["ten", "loai", "chuc nang", "hang muc", "name", "function", "danh muc", "use"]) {
            columns.name = columns.name.or(Some(column));
        }
    }
    columns
}

/// Columns of a list without header: the figure is the last column, or the one before a column of shares; texts stand before it.
fn guessed_columns(rows: &[&Line], decimal: char) -> Columns {
    let width = rows.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let reads = |column: usize, line: &&&Line| share_of(line.cell(column), (false, false), decimal).is_some();
    let is_figures = |column: &usize| 2 * rows.iter().filter(|line| reads(*column, line)).count() > rows.len();
    let is_numbering =
        |column: &usize| rows.len() > 1 && (1..).zip(rows).all(|(number, line)| line.cell(*column) == number.to_string());
    let figures: Vec<usize> = (0..width).filter(|column| is_figures(column) && !(is_numbering(column) && *column == 0)).collect();
    let has_percent = |column: &usize| rows.iter().any(|line| line.cell(*column).contains('%'));
    let areas = figures.iter().copied().find(|column| !has_percent(column));
    let figure = areas.or(figures.first().copied()).or(width.checked_sub(1));
    let texts: Vec<usize> = (0..width)
        .filter(|column| Some(*column) != figure && !figures.contains(column) && !(is_numbering(column) && *column == 0))
        .filter(|column| rows.iter().any(|line| !line.cell(*column).is_empty()))
        .collect();
    let is_codes = |column: usize| rows.iter().all(|line| line.cell(column).is_empty() || is_code(line.cell(column)));
    let (code, name) = match texts[..] {
        [] => (None, None),
        [only] if is_codes(only) => (Some(only), None),
        [only] => (None, Some(only)),
        [first, second, ..] => (Some(first), Some(second)),
    };
    Columns { code, name, figure, is_percent: false, is_m2: false }
}

/// What stands where the figure is expected.
fn figure_text(line: &Line, columns: Columns) -> String {
    let text = columns.figure.map_or("", |column| line.cell(column));
    if text.is_empty() { line.cells.join(" ").trim().to_owned() } else { text.to_owned() }
}

fn share_in(line: &Line, columns: Columns, decimal: char) -> Option<ListedShare> {
    let units = (columns.is_percent, columns.is_m2);
    let share = share_of(line.cell(columns.figure?), units, decimal);
    // "còn lại" may stand in the place of the name
    share.or_else(|| line.cells.iter().any(|cell| is_rest(cell)).then_some(ListedShare::Rest))
}

/// The share a cell states, in the units of its column.
fn share_of(cell: &str, (is_percent, is_m2): (bool, bool), decimal: char) -> Option<ListedShare> {
    if is_rest(cell) {
        return Some(ListedShare::Rest);
    }
    let percent = cell.strip_suffix('%');
    if percent.is_some() || is_percent {
        let value = leading_reading(percent.unwrap_or(cell).trim(), decimal)?;
        return (value > 0.0 && value <= 100.0).then_some(ListedShare::Percent(value));
    }
    let has_unit = cell.contains(char::is_alphabetic);
    let stated = if is_m2 && !has_unit { format!("{cell} m2") } else { cell.to_owned() };
    area_of(&stated, decimal).ok().map(ListedShare::Area)
}

fn is_rest(cell: &str) -> bool {
    let cell = folded(cell);
    ["con lai", "phan con lai", "dat con lai", "rest", "the rest", "remainder", "remaining"].contains(&cell.trim())
}

fn is_sum(line: &Line) -> bool {
    let Some(cell) = line.cells.iter().find(|cell| !cell.is_empty()) else { return false };
    // "Công viên", "Cổng" and "Tổng kho" are parts: without accents "cộng" could not be told from them
    let folded = folded(cell);
    let is_word = ["tong", "total", "sum"].contains(&folded.trim()) || cell.to_lowercase() == "cộng";
    let beginnings = ["tong cong", "tong dien tich", "tong so", "grand total", "total area"];
    is_word || beginnings.iter().any(|words| folded.trim().starts_with(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(text: &str, decimal: char) -> Vec<(String, String, ListedShare)> {
        let list = Programme::of(text, decimal);
        assert_eq!(list.faults, [], "{text}");
        list.parts.into_iter().map(|part| (part.code, part.name, part.share)).collect()
    }

    fn ha(ha: f64) -> ListedShare {
        ListedShare::Area(ExactArea::from_ha(ha))
    }

    fn part(code: &str, name: &str, share: ListedShare) -> (String, String, ListedShare) {
        (code.into(), name.into(), share)
    }

    #[test]
    fn lists_are_understood_as_decisions_and_spreadsheets_write_them() {
        let expected =
            [part("CN1", "Nhà xưởng", ha(12.5)), part("CX", "Cây xanh", ha(1586.0)), part("GT", "Giao thông", ListedShare::Rest)];
        for text in [
            "CN1\tNhà xưởng\t12,5\nCX\tCây xanh\t1.586\nGT\tGiao thông\tcòn lại",
            "CN1;Nhà xưởng;12,50\nCX;Cây xanh;1.586,00\nGT;Giao thông;Còn lại",
            "STT\tKý hiệu\tTên lô\tDiện tích (ha)\tTỷ lệ (%)\n1\tCN1\tNhà xưởng\t12,5\t0,8\n2\tCX\tCây xanh\t1.586\t99\n3\tGT\tGiao thông\tcòn lại\t\nTổng cộng\t\t\t1.600\t100",
            "| CN1 | Nhà xưởng | 12,5 ha |\n| CX | Cây xanh | 15.860.000 m² |\n| GT | Giao thông | phần còn lại |",
            "1;CN1;Nhà xưởng;12,5;0,8%\n2;CX;Cây xanh;1.586;99%\n3;GT;Giao thông;còn lại;",
            "CN1 Nhà xưởng 12,5 ha\n\nCX Cây xanh 1.586 ha\nGT Giao thông còn lại",
        ] {
            assert_eq!(shares(text, ','), expected, "{text}");
        }
        let english = "Code\tName\tArea m2\nA\tPlant\t1,100,000\nB\tPark\trest";
        assert_eq!(shares(english, '.'), [part("A", "Plant", ha(110.0)), part("B", "Park", ListedShare::Rest)]);
        let percent = "A\t40%\nB\t60 %";
        assert_eq!(shares(percent, ','), [part("A", "", ListedShare::Percent(40.0)), part("B", "", ListedShare::Percent(60.0))]);
        let headed = "Lô;Cơ cấu (%)\nA;40,5\nB;59,5";
        assert_eq!(shares(headed, ',')[0], part("A", "", ListedShare::Percent(40.5)));
        assert_eq!(shares("10\n20\n30", ',').len(), 3);
        assert_eq!(shares("Công viên;3\nTổng kho;4\nCổng;2\nTổng;9", ',').len(), 3, "only the last line is a sum");
    }

    #[test]
    fn every_fault_has_its_line() {
        let list = Programme::of("A\t12,5\nB\tnhiều\nC\tcòn lại\nD\t3", ',');
        let no_figure = ListFault::NoFigure { line: 2, text: "nhiều".into() };
        assert_eq!(list.faults, [no_figure, ListFault::RestNotLast { line: 3 }]);
        assert!(!list.is_sound());
        assert_eq!(Programme::of("A\t12,5", ',').faults, [ListFault::TooFew]);
        assert_eq!(Programme::of("", ','), Programme::default());
        let many: String = (0..=MOST_PARTS).map(|at| format!("A{at}\t1\n")).collect();
        assert_eq!(Programme::of(&many, ',').faults, [ListFault::TooMany { most: MOST_PARTS }]);
    }

    #[test]
    fn the_last_part_takes_the_rounding_and_no_more() {
        let whole = ExactArea::from_m2(1_000_030.0);
        let areas = |text: &str| Programme::of(text, ',').areas(whole);
        let last = areas("A\t40\nB\t60").expect("rounded to 0.01 ha");
        assert_eq!(last, [ExactArea::from_ha(40.0), ExactArea::from_m2(600_030.0)]);
        assert_eq!(areas("A\t40\nB\tcòn lại"), Ok(last));
        assert_eq!(areas("A\t40\nB\t50"), Err(SumFault::Short(ExactArea::from_m2(100_030.0))));
        assert_eq!(areas("A\t40\nB\t61"), Err(SumFault::Exceeds(ExactArea::from_m2(9_970.0))));
        assert!(areas("A\t101\nB\tcòn lại").is_err());
        let thirds = areas("A\t33,33%\nB\t33,33%\nC\t33,33%").expect("rounded to 0.01 %");
        assert_eq!(thirds.iter().copied().sum::<ExactArea>(), whole);
    }
}
