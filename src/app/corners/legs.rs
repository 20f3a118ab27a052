//! Legs of a traverse as people write them: a bearing in degrees, minutes and seconds or decimal degrees, and a distance.

use super::{Figure, is_easting, is_northing, readings};
use crate::geometry::GridPoint;
use crate::geometry::grid::UM_PER_M;

/// Longest leg that is taken, µm.
const LONGEST_UM: i64 = 100_000 * UM_PER_M;

/// A measured leg: from a station to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leg {
    /// The line it stands on, from 1.
    pub line: usize,
    /// Grid bearing, degrees clockwise from grid north.
    pub bearing_deg: f64,
    /// Grid distance, metres.
    pub distance_m: f64,
}

/// Why a line is no leg.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: LegFaultKind,
    /// What is written there.
    pub text: String,
}

/// What is wrong with a line that is no leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegFaultKind {
    /// No bearing and distance were found.
    Unreadable,
    /// The bearing is beyond 360°, or its minutes or seconds are 60 or more.
    Bearing,
    /// The distance is zero or impossible.
    Distance,
}

/// A traverse as pasted or typed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Legs {
    /// The first station, if a line gives its coordinates.
    pub start: Option<GridPoint>,
    /// The legs.
    pub legs: Vec<Leg>,
    /// Lines that cannot be read.
    pub faults: Vec<LegFault>,
}

impl Legs {
    /// Reads one leg a line; a line with X and Y before them is the first station. Headers are passed over.
    pub fn of(text: &str) -> Self {
        let mut read = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            let line = plain(line);
            if line.trim().is_empty() {
                continue;
            }
            if let (None, true, Some(start)) = (read.start, read.legs.is_empty(), station(&line)) {
                read.start = Some(start);
                continue;
            }
            let is_header = read.legs.is_empty() && !line.chars().any(|c| c.is_ascii_digit());
            match leg(&line) {
                Ok((bearing_deg, distance_m)) => read.legs.push(Leg { line: number, bearing_deg, distance_m }),
                Err(_) if is_header => {}
                Err(kind) => read.faults.push(LegFault { line: number, kind, text: line.trim().to_owned() }),
            }
        }
        read
    }
}

/// A line with one sign each for degrees, minutes and seconds.
fn plain(line: &str) -> String {
    let line = line.replace("''", "\"").replace("’’", "\"").replace("′′", "\"");
    line.chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}'))
        .map(|c| match c {
            'º' | '˚' | '∘' => '°',
            '′' | '’' | '‘' | '´' | '`' => '\'',
            '″' | '”' | '“' | '¨' => '"',
            '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
            c => c,
        })
        .collect()
}

fn cells(line: &str) -> Vec<&str> {
    let by: &[char] = if line.contains('\t') {
        &['\t']
    } else if line.contains(';') {
        &[';']
    } else {
        &[' ']
    };
    line.split(by).map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

/// The coordinates on a line, X and Y in either order.
fn station(line: &str) -> Option<GridPoint> {
    let figures: Vec<Figure> = cells(line).into_iter().flat_map(readings).collect();
    let north = figures.iter().find(|figure| is_northing(figure.um))?;
    let east = figures.iter().find(|figure| is_easting(figure.um))?;
    Some(GridPoint::new(east.um, north.um).rounded_to_mm())
}

fn leg(line: &str) -> Result<(f64, f64), LegFaultKind> {
    if let Some((before, after)) = line.rsplit_once('"').or_else(|| line.rsplit_once('\'')).or_else(|| line.rsplit_once('°')) {
        let degrees = before.split('°').next().unwrap_or_default();
        let start = degrees.rfind([' ', '\t', ';', ':']).map_or(0, |at| at + 1);
        let bearing = bearing_from(&line[start..line.len() - after.len()]);
        let distance = cells(after).into_iter().find_map(distance_from).ok_or(LegFaultKind::Unreadable)?;
        return checked(bearing, distance);
    }
    let cells = cells(line);
    let is_running_text = !line.contains(['\t', ';']);
    if is_running_text {
        return running(&cells);
    }
    // the last two cells that can be a bearing and a distance: a number of the leg may stand before them
    let at = (1..cells.len()).rev().find(|&at| distance_from(cells[at]).is_some() && bearing_from(cells[at - 1]).is_some());
    let at = at.ok_or(LegFaultKind::Unreadable)?;
    checked(bearing_from(cells[at - 1]), distance_from(cells[at]).unwrap_or_default())
}

/// A leg of words: "47 12 30 123.45", "47-12-30 123.45" or "47,2083 123,45", with or without a number before it.
fn running(words: &[&str]) -> Result<(f64, f64), LegFaultKind> {
    let (last, rest) = words.split_last().ok_or(LegFaultKind::Unreadable)?;
    let distance = distance_from(last).ok_or(LegFaultKind::Unreadable)?;
    let is_whole = |word: &&&str| word.bytes().all(|b| b.is_ascii_digit());
    let words_of_bearing = match rest {
        [.., one] if one.contains('-') => 1,
        [_] => 1,
        // a number and decimal degrees
        [first, decimal] if !is_whole(&first) || !is_whole(&decimal) => 1,
        [_, _] => return Err(LegFaultKind::Unreadable),
        _ => 3,
    };
    let bearing = rest.get(rest.len().saturating_sub(words_of_bearing)..).unwrap_or_default().join(" ");
    checked(bearing_from(&bearing), distance)
}

fn checked(bearing: Option<Result<f64, LegFaultKind>>, distance: f64) -> Result<(f64, f64), LegFaultKind> {
    let bearing = bearing.ok_or(LegFaultKind::Unreadable)??;
    if distance > 0.0 { Ok((bearing, distance)) } else { Err(LegFaultKind::Distance) }
}

/// The degrees of "47°12'30\"", "47-12-30", "47 12 30" or "47,2083"; `None` if it is no bearing at all.
fn bearing_from(text: &str) -> Option<Result<f64, LegFaultKind>> {
    let parts: Vec<&str> = text.split(['°', '\'', '"', '-', ' ']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let value = |part: &&str| {
        let found = readings(part);
        let plain = found.iter().find(|figure| !figure.is_grouped).or(found.first())?;
        (plain.um >= 0).then_some(plain.um as f64 / UM_PER_M as f64)
    };
    let values: Option<Vec<f64>> = parts.iter().map(value).collect();
    let (degrees, smaller) = match values?[..] {
        [degrees] => (degrees, 0.0),
        [degrees, minutes] if minutes < 60.0 => (degrees, minutes / 60.0),
        [degrees, minutes, seconds] if minutes < 60.0 && seconds < 60.0 => (degrees, minutes / 60.0 + seconds / 3600.0),
        [_, _] | [_, _, _] => return Some(Err(LegFaultKind::Bearing)),
        _ => return None,
    };
    let bearing = degrees + smaller;
    Some(if bearing <= 360.0 { Ok(bearing) } else { Err(LegFaultKind::Bearing) })
}

fn distance_from(text: &str) -> Option<f64> {
    let found = readings(text);
    // "123.456" is 123 m and something rather than 123 km
    let figure = found.iter().find(|figure| !figure.is_grouped).or(found.first())?;
    (0..LONGEST_UM).contains(&figure.um).then_some(figure.um as f64 / UM_PER_M as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> Option<(i64, i64)> {
        let read = Legs::of(line);
        let leg = read.legs.first()?;
        Some(((leg.bearing_deg * 3600.0).round() as i64, (leg.distance_m * 1000.0).round() as i64))
    }

    #[test]
    fn bearings_are_read_in_every_notation() {
        let expected = Some((47 * 3600 + 12 * 60 + 30, 123_456));
        for line in [
            "47°12'30\" 123,456",
            "1\t47°12′30″\t123.456",
            "1-2; 47-12-30; 123,456",
            "47 12 30 123.456",
            "M1 47 12 30 123,456",
            "47º12'30'' 123,456 m",
            "3 47-12-30 123.456",
            "47\u{a0}12\u{a0}30\t123,456",
            "2\t47,208333\t123,456",
            "47.208333 123.456",
        ] {
            assert_eq!(one(line), expected, "{line}");
        }
        assert_eq!(one("90° 1.250,5"), Some((90 * 3600, 1_250_500)));
        assert_eq!(one("4 47,5 100"), Some((171_000, 100_000)));
    }

    #[test]
    fn what_is_no_leg_is_named_by_its_line() {
        let read = Legs::of("Cạnh\tPhương vị\tDài\n1\t47°72'30\"\t12,5\n2\t400\t12,5\n3\tabc\t12\n4\t10°00'00\"\t0\n5 10 12");
        let kinds: Vec<_> = read.faults.iter().map(|fault| (fault.line, fault.kind)).collect();
        assert_eq!(
            kinds,
            [
                (2, LegFaultKind::Bearing),
                (3, LegFaultKind::Bearing),
                (4, LegFaultKind::Unreadable),
                (5, LegFaultKind::Distance),
                (6, LegFaultKind::Unreadable),
            ]
        );
    }

    #[test]
    fn the_first_station_may_stand_on_top() {
        let read = Legs::of("M1 2271903,412 616580,020\n90 100\n180 100\n315 141,421");
        assert_eq!(read.start, Some(GridPoint::from_mm(616_580_020, 2_271_903_412)));
        assert_eq!((read.legs.len(), read.faults.len()), (3, 0));
    }

    #[test]
    fn rubbish_is_refused_without_a_fall() {
        let mut seed = 7_u64;
        let alphabet: Vec<char> = "0123456789.,;\t\n -−°'\"XYmM=|ế\u{a0}\u{200b}".chars().collect();
        for _ in 0..2_000 {
            let mut text = String::new();
            for _ in 0..60 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push(alphabet[(seed >> 33) as usize % alphabet.len()]);
            }
            let legs = Legs::of(&text);
            assert!(legs.legs.iter().all(|leg| leg.distance_m > 0.0 && (0.0..=360.0).contains(&leg.bearing_deg)), "{text:?}");
        }
    }
}
