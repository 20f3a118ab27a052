//! The area a planner types, and what it can mean.

use super::entry::{EntryError, leading_reading};
use crate::geometry::ExactArea;
use crate::geometry::area::M2_PER_HA;

/// No park is larger, hectares.
const MOST_HA: f64 = 1.0e7;
/// What may follow a figure, folded to lower case, and the square metres in it.
const UNITS: [(&str, f64); 5] = [("ha", M2_PER_HA), ("héc-ta", M2_PER_HA), ("héc ta", M2_PER_HA), ("m²", 1.0), ("m2", 1.0)];

/// An area as it is being typed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AreaFigure {
    text: String,
    area: Option<Result<ExactArea, EntryError>>,
}

impl AreaFigure {
    /// What `text` means where `decimal` is the decimal sign; nothing typed is no area.
    pub fn typed(text: String, decimal: char) -> Self {
        let area = (!text.trim().is_empty()).then(|| area_of(&text, decimal));
        Self { text, area }
    }

    /// As typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The area meant, once it can be read.
    pub fn area(&self) -> Option<ExactArea> {
        self.area.as_ref()?.as_ref().ok().copied()
    }

    /// Why it cannot be read.
    pub fn error(&self) -> Option<&EntryError> {
        self.area.as_ref()?.as_ref().err()
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.area.is_none()
    }
}

/// The area a text states: hectares unless a unit says square metres.
///
/// Thousands may be grouped as the language does; a sign of the other language is taken where it can mean nothing else. More than
/// 10 million hectares, nothing and less than nothing are no area of a zone.
pub fn area_of(text: &str, decimal: char) -> Result<ExactArea, EntryError> {
    let plain = text.trim().to_lowercase();
    let unit = UNITS.into_iter().find_map(|(unit, m2)| Some((plain.strip_suffix(unit)?, m2)));
    let (figure, unit_m2) = unit.unwrap_or((&plain, M2_PER_HA));
    let wrong = || EntryError::NotANumber(text.trim().to_owned());
    let value = leading_reading(figure, decimal).ok_or_else(wrong)?;
    let is_sensible = value > 0.0 && value * unit_m2 < MOST_HA * M2_PER_HA;
    let area = if unit_m2 > 1.0 { ExactArea::from_ha(value) } else { ExactArea::from_m2(value) };
    if is_sensible { Ok(area) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_read_in_hectares_or_square_metres() {
        let same = ExactArea::from_ha(110.0);
        for (text, decimal) in [
            ("110", ','),
            ("110,00 ha", ','),
            ("110,00HA", ','),
            ("1.100.000 m²", ','),
            ("1100000m2", ','),
            ("110.00", ','),
            ("110.00 ha", '.'),
            ("1,100,000 m2", '.'),
            ("110,00", '.'),
            ("1\u{a0}100\u{a0}000 m²", ','),
        ] {
            assert_eq!(area_of(text, decimal), Ok(same), "{text}");
        }
        assert_eq!(area_of("1.586", ','), Ok(ExactArea::from_ha(1586.0)), "thousands are grouped so in Vietnamese");
        assert_eq!(area_of("1.586", '.'), Ok(ExactArea::from_ha(1.586)));
        for text in ["", "ha", "nhiều", "-5", "0", "1e9", "99999999999", "1,2,3"] {
            assert!(area_of(text, ',').is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_typed_stays_whatever_it_means() {
        let wrong = AreaFigure::typed("12x".into(), ',');
        assert_eq!((wrong.text(), wrong.area(), wrong.error().map(EntryError::text)), ("12x", None, Some("12x")));
        assert!(AreaFigure::typed(" ".into(), ',').is_empty() && AreaFigure::default().is_empty());
    }
}
