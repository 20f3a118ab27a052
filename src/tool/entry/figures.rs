//! Numbers, bearings and places as a person types them.

use super::EntryError;

/// Northings (X) of Vietnam on VN-2000 grids, metres.
const NORTHING_M: std::ops::RangeInclusive<f64> = 900_000.0..=2_700_000.0;
/// Eastings (Y) of Vietnam on VN-2000 grids, without zone number, metres.
const EASTING_M: std::ops::RangeInclusive<f64> = 100_000.0..=900_000.0;

/// A number with the decimal sign of the language.
///
/// The sign of the other language is taken too where it can mean nothing else; "12.345" in Vietnamese could be 12,345 or 12345
/// and is refused.
pub fn number(text: &str, decimal: char) -> Result<f64, EntryError> {
    match readings(text, decimal)[..] {
        [] => Err(EntryError::NotANumber(text.trim().to_owned())),
        [one] => Ok(one),
        _ => Err(EntryError::Ambiguous(text.trim().to_owned())),
    }
}

/// What a number means where the language decides: "1.250" is 1250 in Vietnamese. `None` if it is no number.
pub fn leading_reading(text: &str, decimal: char) -> Option<f64> {
    readings(text, decimal).first().copied()
}

/// Everything a number can mean, the reading with thousands first.
fn readings(text: &str, decimal: char) -> Vec<f64> {
    let text: String = text.trim().chars().filter(|c| *c != '\u{a0}').collect();
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(&text)),
    };
    let group = if decimal == ',' { '.' } else { ',' };
    let is_figure = |c: char| c.is_ascii_digit() || c == decimal || c == group;
    if !digits.chars().all(is_figure) || !digits.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let value = |whole: &str, fraction: &str| {
        let plain = format!("0{}.{fraction}0", whole.replace(group, ""));
        plain.parse::<f64>().ok().filter(|_| !fraction.contains([decimal, group])).map(|v| sign * v)
    };
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, ""));
    let mut parts = whole.split(group);
    let first = parts.next().unwrap_or_default();
    let is_grouped = (1..=3).contains(&first.len()) && !first.starts_with('0') && parts.all(|part| part.len() == 3);
    let as_written = (is_grouped || !whole.contains(group)).then(|| value(whole, fraction)).flatten();
    let is_point_alone = !digits.contains(decimal) && digits.matches(group).count() == 1;
    let other = digits.split_once(group).filter(|_| is_point_alone).and_then(|(whole, fraction)| value(whole, fraction));
    as_written.into_iter().chain(other).collect()
}

/// Degrees clockwise: decimal, or degrees, minutes and seconds as 47d12'30", 47°12'30 or 47 12 30.
pub fn degrees(text: &str, decimal: char) -> Result<f64, EntryError> {
    let wrong = || EntryError::NotABearing(text.trim().to_owned());
    let plain = text.trim().replace("''", "\"");
    let (sign, mut rest) = match plain.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, plain.as_str()),
    };
    let mut total = 0.0;
    for (at, (marks, unit)) in [("dD°º ", 1.0), ("'′’ ", 60.0), ("\"″” ", 3600.0)].into_iter().enumerate() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(rest.len());
        let (figure, after) = rest.split_at(end);
        let value = number(figure, decimal).map_err(|error| if figure.is_empty() { wrong() } else { error })?;
        let after_mark = after
            .strip_prefix(|c| marks.contains(c))
            .ok_or(())
            .or_else(|()| if after.is_empty() { Ok("") } else { Err(wrong()) })?;
        rest = after_mark.trim_start();
        let is_part = at > 0 && value >= 60.0;
        let has_fraction_inside = !rest.is_empty() && value.fract() != 0.0;
        if is_part || has_fraction_inside {
            return Err(wrong());
        }
        total += value / unit;
        if rest.is_empty() {
            return Ok(sign * total);
        }
    }
    Err(wrong())
}

/// The two numbers of a pair, as written: separated by space or semicolon, in English also by a comma.
pub fn pair(text: &str, decimal: char) -> Option<(String, String)> {
    let is_separator = |c: char| c == ';' || c == ' ' || c == '\t' || (c == ',' && decimal == '.');
    let parts: Vec<&str> = text.split(is_separator).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [a, b] => Some((a.to_owned(), b.to_owned())),
        // thousands kept apart by spaces: "2 271 903,4 616 580"
        [_, _, ..] => (1..parts.len()).map(|split| (parts[..split].concat(), parts[split..].concat())).find(|(a, b)| {
            let has_place = |text: &str, digits: usize| text.split(['.', ',']).next().is_some_and(|whole| whole.len() == digits);
            (has_place(a, 7) && has_place(b, 6)) || (has_place(a, 6) && has_place(b, 7))
        }),
        _ => None,
    }
}

/// X (north) and Y (east) in metres, in the order given or, where they can only be meant so, the other way around.
pub fn place(first: &str, second: &str, decimal: char) -> Result<(f64, f64), EntryError> {
    let of = |text: &str| {
        let found = readings(text, decimal);
        if found.is_empty() { Err(EntryError::NotANumber(text.trim().to_owned())) } else { Ok(found) }
    };
    let (first, second) = (of(first)?, of(second)?);
    let both = || first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b)));
    let as_given = both().find(|(a, b)| NORTHING_M.contains(a) && EASTING_M.contains(b));
    let swapped = || both().find(|(a, b)| EASTING_M.contains(a) && NORTHING_M.contains(b)).map(|(a, b)| (b, a));
    as_given.or_else(swapped).ok_or(EntryError::NotAPlace)
}

/// One coordinate in metres: the reading that lies in Vietnam.
pub fn coordinate(text: &str, is_north: bool, decimal: char) -> Result<f64, EntryError> {
    let range = if is_north { NORTHING_M } else { EASTING_M };
    let found = readings(text, decimal);
    if found.is_empty() {
        return Err(EntryError::NotANumber(text.trim().to_owned()));
    }
    found.into_iter().find(|value| range.contains(value)).ok_or(EntryError::NotAPlace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_written_as_the_language_has_it_and_the_other_way_where_it_is_clear() {
        for (text, vi, en) in [
            ("120,5", Some(120.5), Some(120.5)),
            ("120.5", Some(120.5), Some(120.5)),
            ("1,250", Some(1.25), None),
            ("1.250", None, Some(1.25)),
            ("0.125", Some(0.125), Some(0.125)),
            ("-12,25", Some(-12.25), Some(-12.25)),
            (".5", Some(0.5), Some(0.5)),
            ("2.271.903,4", Some(2_271_903.4), None),
            ("2\u{a0}271\u{a0}903,412", Some(2_271_903.412), Some(2_271_903.412)),
            ("120", Some(120.0), Some(120.0)),
        ] {
            assert_eq!(number(text, ',').ok(), vi, "{text}");
            assert_eq!(number(text, '.').ok(), en, "{text}");
        }
        assert_eq!(number("1.250", ','), Err(EntryError::Ambiguous("1.250".into())));
        for text in ["", "-", "12a", "1,2,3", "1.2.3", "--1"] {
            assert_eq!(number(text, ','), Err(EntryError::NotANumber(text.into())), "{text}");
        }
    }

    #[test]
    fn bearings_are_decimal_or_degrees_minutes_and_seconds() {
        for text in ["47d12'30", "47°12'30\"", "47 12 30", "47d12,5", "47,208333333", "47°12′30″", "47d12'30''", "47d12.5'"]
        {
            let found = degrees(text, ',').expect(text);
            assert!((found - 47.208_333_333).abs() < 1e-6, "{text}: {found}");
        }
        assert_eq!(degrees("-90", ','), Ok(-90.0));
        for text in ["47d60'", "47'12d", "abc", "47d12'30\"5", "47,5d12", "d12", "1 2 3 4", ""] {
            assert_eq!(degrees(text, ','), Err(EntryError::NotABearing(text.into())), "{text}");
        }
    }

    #[test]
    fn places_are_read_north_first_and_swapped_where_they_must_be() {
        let place_of = |text: &str, decimal| pair(text, decimal).map(|(a, b)| place(&a, &b, decimal));
        for (text, decimal) in [
            ("2271903,4 616580", ','),
            ("2271903,4;616580", ','),
            ("2271903.4,616580", '.'),
            ("2.271.903,4 616.580", ','),
            ("616580 2271903,4", ','),
            ("2 271 903,4 616 580", ','),
        ] {
            assert_eq!(place_of(text, decimal), Some(Ok((2_271_903.4, 616_580.0))), "{text}");
        }
        assert_eq!(place_of("120 45", ','), Some(Err(EntryError::NotAPlace)));
        assert_eq!(pair("120,5", ','), None);
        assert_eq!(pair("120,5", '.'), Some(("120".into(), "5".into())));
        assert_eq!(coordinate("616.580", false, ','), Ok(616_580.0));
    }
}
