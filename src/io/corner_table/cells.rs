//! From pasted text to lines of cells: which separator a text uses, and how grouped figures in running text hang together.

use super::figure::{Figure, readings};
use super::range::{is_degrees, is_easting, is_northing};
use crate::geometry::grid::UM_PER_M;

/// Figures of at least so many metres may be meant as coordinates.
const LEAST_COORDINATE_UM: i64 = 1_000 * UM_PER_M;
/// So many lines decide what separates cells.
const MOST_SCORED: usize = 5_000;
/// Most cells of a line that are looked at.
pub const MOST_CELLS: usize = 24;

/// What stands between the cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// As spreadsheets and word processors copy tables.
    Tab,
    /// As spreadsheets write CSV where the comma is the decimal sign.
    Semicolon,
    /// As in text tables.
    Bar,
    /// Any run of spaces.
    Space,
    /// As in English CSV.
    Comma,
}

/// A line of cells; an empty cell keeps its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its number in the text, from 1.
    pub number: usize,
    /// The cells, trimmed.
    pub cells: Vec<String>,
}

impl Line {
    /// Whether nothing is written on it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }

    /// The words on it; `None` if there is a figure in a cell of its own.
    pub fn words(&self) -> Option<String> {
        let written: Vec<&str> = self.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        written.iter().all(|cell| readings(cell).is_empty()).then(|| written.join(" ")).filter(|words| !words.is_empty())
    }

    /// The cell in a column, empty beyond the last.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// The lines of a text with their cells, and what separates them.
pub fn split(text: &str) -> (Separator, Vec<Line>) {
    let lines = plain_lines(text);
    let order = [Separator::Tab, Separator::Semicolon, Separator::Bar, Separator::Space, Separator::Comma];
    let sample = || lines.iter().filter(|line| !line.trim().is_empty()).take(MOST_SCORED);
    let score = |separator: Separator| sample().filter(|line| coordinates_in(&cells_of(line, separator)) >= 2).count();
    let mut best = (Separator::Tab, 0);
    for separator in order {
        let lines_read = score(separator);
        if lines_read > best.1 {
            best = (separator, lines_read);
        }
    }
    let separator = best.0;
    let lines = (1..).zip(&lines).map(|(number, line)| Line { number, cells: cells_of(line, separator) });
    (separator, lines.collect())
}

/// Lines without the signs that only word processors see; "X = 1; Y = 2" becomes cells like any other.
fn plain_lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let lines = text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    lines.map(|line| without_axis_names(&line.chars().filter_map(plain).collect::<String>())).collect()
}

/// A cell of a workbook as text without the signs that only word processors see.
pub fn plain_cell(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter_map(plain).collect();
    plain.trim().to_owned()
}

/// A sign as a typewriter has it; `None` for one without width.
const fn plain(c: char) -> Option<char> {
    match c {
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' | '\u{7}' => None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{ff0c}' => Some(','),
        '\u{ff0e}' => Some('.'),
        c => Some(c),
    }
}

/// "X = 2271903,4; Y = 616580" as "\t2271903,4; \t616580": a name of an axis before a figure separates.
fn without_axis_names(line: &str) -> String {
    let signs: Vec<char> = line.chars().collect();
    let mut plain = String::with_capacity(line.len());
    let mut at = 0;
    while at < signs.len() {
        let starts_word = at == 0 || !signs[at - 1].is_alphanumeric();
        if starts_word && matches!(signs[at], 'X' | 'Y' | 'x' | 'y' | 'N' | 'E') {
            let after = (at + 1..signs.len()).find(|&next| !signs[next].is_whitespace());
            if let Some(next) = after.filter(|&next| matches!(signs[next], '=' | ':')) {
                plain.push('\t');
                at = next + 1;
                continue;
            }
        }
        plain.push(signs[at]);
        at += 1;
    }
    plain
}

fn cells_of(line: &str, separator: Separator) -> Vec<String> {
    let cells = match separator {
        Separator::Tab => quoted_fields(line, '\t'),
        Separator::Semicolon => quoted_fields(line, ';'),
        Separator::Comma => quoted_fields(line, ','),
        Separator::Bar => line.trim().trim_matches('|').split('|').map(str::to_owned).collect(),
        Separator::Space => words(line),
    };
    let tidy = |cell: String| cell.trim().trim_end_matches([';', ',']).trim().to_owned();
    cells.into_iter().take(MOST_CELLS).map(tidy).collect()
}

/// Fields between separators; within quotation marks the separator is text.
fn quoted_fields(line: &str, separator: char) -> Vec<String> {
    let (mut fields, mut is_quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            c if c == separator && !is_quoted => fields.push(String::new()),
            c => fields.last_mut().into_iter().for_each(|field| field.push(c)),
        }
    }
    fields
}

/// Cells of running text: the words before a pair of coordinates as one cell, the two figures, then what follows.
///
/// "M1 2 271 903,412 616 580,020 45,12" has the cells "M1", "2 271 903,412", "616 580,020", "45,12". Without such a pair each word
/// is a cell.
fn words(line: &str) -> Vec<String> {
    let words: Vec<&str> = line.split_whitespace().map(|word| word.trim_matches(['|', ';'])).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).take(MOST_CELLS).collect();
    let mut cells = match pair(&words) {
        Some((first, second, end)) => {
            let joined = |range: std::ops::Range<usize>| words[range].join(" ");
            let mut cells = vec![joined(0..first), joined(first..second), joined(second..end)];
            cells.extend(words[end..].iter().map(|word| (*word).to_owned()));
            cells
        }
        None => words.iter().map(|word| (*word).to_owned()).collect(),
    };
    // a grouped length at the end: "1 234,56"
    if let [.., thousands, rest] = &cells[..]
        && cells.len() == 5
        && thousands.len() <= 3
        && readings(&format!("{thousands} {rest}")).iter().any(|figure| figure.is_grouped)
    {
        let length = format!("{thousands} {rest}");
        cells.truncate(3);
        cells.push(length);
    }
    cells
}

/// Where in `words` a northing and an easting stand side by side: start of the first, of the second, and their end.
fn pair(words: &[&str]) -> Option<(usize, usize, usize)> {
    let tidy = |range: &[&str]| range.join(" ").trim_end_matches([',', ';']).to_owned();
    let most = 4;
    for first in 0..words.len() {
        for second in first + 1..words.len().min(first + most) {
            let one = readings(&tidy(&words[first..second]));
            if one.is_empty() {
                continue;
            }
            for end in second + 1..=words.len().min(second + most) {
                let other = readings(&tidy(&words[second..end]));
                let fits = |a: &[Figure], b: &[Figure]| a.iter().any(|f| is_northing(f.um)) && b.iter().any(|f| is_easting(f.um));
                // "616 580 020" must not be taken for less than it is
                let goes_on = words.get(end).is_some_and(|next| {
                    let longer = readings(&tidy(&words[second..=end]));
                    is_group(next) && longer.iter().any(|f| is_easting(f.um) || is_northing(f.um))
                });
                if (fits(&one, &other) || fits(&other, &one)) && !goes_on {
                    return Some((first, second, end));
                }
            }
        }
    }
    None
}

/// Whether a word can be three digits of a longer figure.
fn is_group(word: &str) -> bool {
    word.split([',', '.']).next().is_some_and(|digits| digits.len() == 3)
}

/// How many cells may be meant as coordinates.
fn coordinates_in(cells: &[String]) -> usize {
    let may_be =
        |cell: &&String| readings(cell).iter().any(|figure| figure.um.abs() >= LEAST_COORDINATE_UM || is_degrees(figure));
    cells.iter().filter(may_be).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> (Separator, Vec<String>) {
        let (separator, lines) = split(text);
        (separator, lines.into_iter().next().expect("a line").cells)
    }

    #[test]
    fn the_separator_is_the_one_that_leaves_coordinates() {
        assert_eq!(cells("M1\t2271903,412\t616580,020\t45,1").0, Separator::Tab);
        assert_eq!(cells("1;2271903,412;616580,02").0, Separator::Semicolon);
        assert_eq!(cells("1,2271903.412,616580.02").0, Separator::Comma);
        assert_eq!(cells("| M1 | 2271903.412 | 616580.020 |").0, Separator::Bar);
        assert_eq!(cells("2271903,412 616580,02").0, Separator::Space);
        assert_eq!(cells("\"1\",\"2,271,903.412\",\"616,580.02\"").1, ["1", "2,271,903.412", "616,580.02"]);
    }

    #[test]
    fn grouped_figures_in_running_text_hang_together() {
        let expected = ["M1", "2 271 903,412", "616 580,020", "45,12"];
        assert_eq!(cells("M1 2 271 903,412 616 580,020 45,12"), (Separator::Space, expected.map(str::to_owned).to_vec()));
        assert_eq!(cells("12 2\u{a0}271\u{a0}903 616\u{a0}580 120").1, ["12", "2 271 903", "616 580", "120"]);
        assert_eq!(cells("Góc số 3 2271903.4, 616580").1, ["Góc số 3", "2271903.4", "616580"]);
        assert_eq!(cells("M1 2271903,4 616580,1 1 234,56").1, ["M1", "2271903,4", "616580,1", "1 234,56"]);
    }

    #[test]
    fn names_of_axes_before_figures_separate() {
        assert_eq!(cells("1 X=2271903,412 Y=616580,020").1, ["1", "2271903,412", "616580,020"]);
        assert_eq!(cells("X: 2271903.4; Y: 616580").1.concat(), "2271903.4616580");
    }
}
