//! Whose corners a table lists, and on which grid, as the lines around it say.

use super::cells::Line;
use crate::geometry::ProjectCrs;
use crate::geometry::crs::FileCrs;
use crate::io::folded;
use crate::io::source::DeclaredCrs;

/// With what titles of corner tables begin, folded.
const TITLES: [&str; 9] = [
    "bang ke toa do",
    "bang toa do",
    "toa do goc",
    "toa do cac diem",
    "toa do diem",
    "bang thong ke toa do",
    "danh sach toa do",
    "corner coordinates",
    "coordinates of",
];
/// Longest name that is taken from a line of words, letters.
const MOST_NAME_LETTERS: usize = 120;
/// Scales of the grids of VN-2000: zones of three and of six degrees.
const SCALES: [f64; 2] = [0.9999, 0.9996];

/// Whether words are the title of a corner table.
pub fn is_title(text: &str) -> bool {
    let text = folded(text);
    TITLES.iter().any(|title| text.starts_with(title))
}

/// What a line of words above corners calls their land: of a title what stands behind its colon.
pub fn land_name(text: &str) -> String {
    let name = if is_title(text) { text.split_once(':').map_or("", |(_, name)| name) } else { text };
    let name = name.trim().trim_end_matches(':').trim();
    if name.chars().count() > MOST_NAME_LETTERS || is_about_crs(&folded(name)) { String::new() } else { name.to_owned() }
}

fn is_about_crs(folded: &str) -> bool {
    ["vn-2000", "vn2000", "kinh tuyen", "central meridian", "ktt", "epsg:", "he toa do"].iter().any(|word| folded.contains(word))
}

/// What the lines of a table say about its grid: "EPSG:5897", or VN-2000 with central meridian and, if not three degrees, zone width.
pub fn crs_of(lines: &[Line]) -> DeclaredCrs {
    let cells = lines.iter().flat_map(|line| &line.cells).filter(|cell| cell.chars().any(char::is_alphabetic));
    let mut declared = DeclaredCrs::Missing;
    for cell in cells {
        let text = folded(cell);
        if !is_about_crs(&text) {
            continue;
        }
        match crs_in(&text) {
            found @ DeclaredCrs::Known(_) => return found,
            DeclaredCrs::Missing => {}
            other => declared = other,
        }
    }
    declared
}

fn crs_in(text: &str) -> DeclaredCrs {
    if let Some(code) = text.split("epsg:").nth(1) {
        let digits: String = code.trim_start_matches(':').chars().take_while(char::is_ascii_digit).take(6).collect();
        if let Ok(code) = digits.parse::<u32>() {
            return match FileCrs::from_epsg(code) {
                Ok(crs) => DeclaredCrs::Known(crs),
                Err(source) => DeclaredCrs::Unknown { name: format!("EPSG:{code}"), source: Some(source) },
            };
        }
    }
    let Some(meridian_deg) = meridian_in(text) else { return DeclaredCrs::Missing };
    let is_six =
        ["6°", "6 do", "6\u{ba}", "utm", "0.9996", "0,9996"].iter().any(|word| text_without_meridian(text).contains(word));
    match ProjectCrs::from_parameters(meridian_deg, SCALES[usize::from(is_six)]) {
        Some(crs) => DeclaredCrs::Known(FileCrs::Grid(crs)),
        None => DeclaredCrs::Unknown { name: format!("VN-2000, {meridian_deg}°"), source: None },
    }
}

/// Where the central meridian stands, from its degrees on.
fn meridian_at(text: &str) -> Option<usize> {
    let is_start = |at: &usize| !text[..*at].ends_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let is_meridian = |at: &usize| {
        let mut signs = text[*at..].chars().skip(2);
        matches!(signs.next(), Some('2'..='9')) && !signs.next().is_some_and(|c| c.is_ascii_digit())
    };
    text.match_indices("10").map(|(at, _)| at).filter(is_start).find(is_meridian)
}

/// The text without the degrees and minutes of the meridian, in which "6°" may stand as well.
fn text_without_meridian(text: &str) -> String {
    match meridian_at(text) {
        Some(at) => {
            let rest = text[at..].trim_start_matches(|c: char| c.is_ascii_digit() || "°º'′’\".,\u{b4}".contains(c));
            format!("{} {rest}", &text[..at])
        }
        None => text.to_owned(),
    }
}

/// A central meridian of Vietnam (102° to 109°) as degrees: 105°30', 105° 30′, 105d30, 105-30, 105.5 or 105,5.
fn meridian_in(text: &str) -> Option<f64> {
    let rest = &text[meridian_at(text)?..];
    let degrees: f64 = rest.get(..3)?.parse().ok()?;
    let mut signs = rest[3..].chars().peekable();
    let sign = signs.peek().copied();
    let digits = |from: usize| rest[from..].chars().take_while(char::is_ascii_digit).collect::<String>();
    let value = match sign {
        Some('.' | ',') if digits(4).len() <= 6 && !digits(4).is_empty() => {
            format!("{}.{}", &rest[..3], digits(4)).parse().ok()?
        }
        Some(_) => {
            let minutes_at = rest[3..].find(|c: char| c.is_ascii_digit()).map(|at| at + 3).filter(|at| *at <= 7);
            let between = minutes_at.map_or("", |at| &rest[3..at]);
            let is_minutes = !between.is_empty() && between.chars().all(|c| " °º˚do-".contains(c));
            let minutes = minutes_at.filter(|_| is_minutes).map(digits).filter(|digits| digits.len() == 2);
            degrees + minutes.and_then(|minutes| minutes.parse::<f64>().ok()).filter(|m| *m < 60.0).unwrap_or(0.0) / 60.0
        }
        None => degrees,
    };
    (102.0..=109.0).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> DeclaredCrs {
        crs_of(&[Line { number: 1, cells: vec![text.to_owned()] }])
    }

    #[test]
    fn the_grid_is_read_from_the_words_of_a_header() {
        let known = |epsg| DeclaredCrs::Known(FileCrs::from_epsg(epsg).expect("a grid"));
        for (text, expected) in [
            ("Hệ tọa độ VN-2000, kinh tuyến trục 105°00′, múi chiếu 3°", known(5897)),
            ("VN-2000, KTT 105°30', múi 3°", known(9209)),
            ("VN2000 – KTT 105.5", known(9209)),
            ("Hệ toạ độ VN-2000 kinh tuyến trục 107 độ 45", known(5899)),
            ("KINH TUYẾN TRỤC 105 00, MÚI CHIẾU 6 ĐỘ, VN-2000", known(3405)),
            ("VN-2000 coordinates, central meridian 105°00′, 3° zone", known(5897)),
            ("Hệ tọa độ: EPSG:9209", known(9209)),
            ("Hệ tọa độ VN-2000", DeclaredCrs::Missing),
            ("Diện tích 105,5 ha", DeclaredCrs::Missing),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert!(matches!(read("VN-2000, KTT 105°13'"), DeclaredCrs::Unknown { .. }));
    }

    #[test]
    fn a_title_says_whose_corners_these_are() {
        assert_eq!(land_name("Bảng kê tọa độ góc ranh: Vùng sản xuất"), "Vùng sản xuất");
        assert_eq!(land_name("BẢNG KÊ TỌA ĐỘ GÓC RANH"), "");
        assert_eq!(land_name("Khu I:"), "Khu I");
        assert_eq!(land_name("Hệ tọa độ VN-2000"), "");
    }
}
