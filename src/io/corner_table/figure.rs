//! Figures as people write coordinates: decimal comma or point, grouped thousands, no-break spaces.

use crate::geometry::grid::UM_PER_M;

/// Digits before the decimal sign that a figure may have.
const MOST_DIGITS: usize = 12;
/// Decimals of a metre that the grid keeps.
const KEPT_DECIMALS: usize = 6;

/// What separates metres from their parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecimalSign {
    /// As in Vietnamese: 2.271.903,412.
    Comma,
    /// As in English: 2,271,903.412.
    Point,
}

/// One way to read a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The value in metres times 10⁶, rounded half away from zero.
    pub um: i64,
    /// The sign the reading rests on; `None` if the figure has none.
    pub sign: Option<DecimalSign>,
    /// Whether thousands are grouped.
    pub is_grouped: bool,
    /// Digits after the decimal sign.
    pub decimals: usize,
}

/// The ways a cell can be read as one figure in metres: none, one or, as for "616.580", two.
///
/// Spaces of all kinds may group thousands; a unit "m" may follow.
pub fn readings(text: &str) -> Vec<Figure> {
    let text = text.trim().trim_end_matches('m').trim_end();
    let (is_negative, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut found: Vec<Figure> = Vec::new();
    for (sign, decimal, group) in [(DecimalSign::Comma, ',', '.'), (DecimalSign::Point, '.', ',')] {
        let Some(mut figure) = reading(text, sign, decimal, group) else { continue };
        if is_negative {
            figure.um = -figure.um;
        }
        if !found.contains(&figure) {
            found.push(figure);
        }
    }
    found
}

fn reading(text: &str, sign: DecimalSign, decimal: char, group: char) -> Option<Figure> {
    let (whole, fraction) = match text.split_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let has_group_sign = whole.contains(group);
    let has_spaces = whole.contains(char::is_whitespace);
    if has_group_sign && has_spaces {
        return None;
    }
    let groups: Vec<&str> = whole.split(|c: char| c == group || c.is_whitespace()).collect();
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !groups.iter().all(|part| is_digits(part)) {
        return None;
    }
    let is_grouped = groups.len() > 1;
    if is_grouped && (groups[0].len() > 3 || groups[1..].iter().any(|part| part.len() != 3)) {
        return None;
    }
    let digits = groups.concat();
    let fraction = fraction.unwrap_or_default();
    if digits.len() > MOST_DIGITS || !(fraction.is_empty() || is_digits(fraction)) {
        return None;
    }
    let um = digits.parse::<i64>().ok()? * UM_PER_M + fraction_um(fraction);
    let sign = (has_group_sign || !fraction.is_empty()).then_some(sign);
    Some(Figure { um, sign, is_grouped, decimals: fraction.len() })
}

/// Micrometres in the decimals of a metre.
fn fraction_um(fraction: &str) -> i64 {
    let digit = |at: usize| fraction.as_bytes().get(at).map_or(0, |b| i64::from(b - b'0'));
    let kept = (0..KEPT_DECIMALS).fold(0, |um, at| um * 10 + digit(at));
    kept + i64::from(digit(KEPT_DECIMALS) >= 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<i64> {
        readings(text).iter().map(|figure| figure.um).collect()
    }

    #[test]
    fn figures_are_read_as_they_can_be_meant() {
        assert_eq!(values("2271903,412"), [2_271_903_412_000]);
        assert_eq!(values("2.271.903,412"), [2_271_903_412_000]);
        assert_eq!(values("2,271,903.412 m"), [2_271_903_412_000]);
        assert_eq!(values("2\u{a0}271\u{202f}903,4"), [2_271_903_400_000]);
        assert_eq!(values("616580"), [616_580_000_000]);
        assert_eq!(values("616.580"), [616_580_000_000, 616_580_000]);
        assert_eq!(values("−12,5"), [-12_500_000]);
        assert_eq!(values("0,123456789"), [123_457]);
    }

    #[test]
    fn what_is_no_figure_is_not_read() {
        for text in ["", "M1", "2271903,412,5", "22 71 903", "1.2.3", "12 ha", "1e6", "47°12′30″", "1234567890123", ","] {
            assert_eq!(readings(text), [], "{text}");
        }
    }

    #[test]
    fn grouping_tells_the_decimal_sign() {
        let signs = |text: &str| readings(text).iter().map(|figure| figure.sign).collect::<Vec<_>>();
        assert_eq!(signs("2.271.903"), [Some(DecimalSign::Comma)]);
        assert_eq!(signs("2271903.4"), [Some(DecimalSign::Point)]);
        assert_eq!(signs("2271903"), [None]);
    }
}
