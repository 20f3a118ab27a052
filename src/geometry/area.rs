//! Exact areas, and how areas and lengths are written for people.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

use super::grid::{GridPoint, ring_edges};

/// Twice-µm² in a square metre.
const PER_M2: i128 = 2_000_000_000_000;
/// Twice-µm² in a square millimetre.
const PER_MM2: i128 = 2_000_000;
/// Square millimetres in a square metre.
const MM2_PER_M2: f64 = 1_000_000.0;
/// Square metres in a hectare.
pub const M2_PER_HA: f64 = 10_000.0;

/// An exact *grid* area: an integer count of half square micrometres on the projection plane of the project CRS.
///
/// Sums and differences have no rounding. Not a geodesic area, which differs by the square of the point scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct ExactArea(i128);

impl ExactArea {
    /// No area.
    pub const ZERO: Self = Self(0);

    /// From twice the area in µm², the unit in which the shoelace formula is an integer.
    pub const fn from_twice_um2(twice_um2: i128) -> Self {
        Self(twice_um2)
    }

    /// Twice the area in µm².
    pub const fn twice_um2(self) -> i128 {
        self.0
    }

    /// The area that a figure in m² states, to the nearest square millimetre: a decimal figure is met exactly, as no `f64` product would.
    pub fn from_m2(m2: f64) -> Self {
        Self((m2 * MM2_PER_M2).round() as i128 * PER_MM2)
    }

    /// The area that a figure in ha states, to the nearest square millimetre; 663.19 is exactly 6,631,900 m².
    pub fn from_ha(ha: f64) -> Self {
        Self((ha * (M2_PER_HA * MM2_PER_M2)).round() as i128 * PER_MM2)
    }

    /// In m², as the nearest `f64`; for display and files, never for sums.
    pub fn m2(self) -> f64 {
        self.0 as f64 / PER_M2 as f64
    }

    /// In hectares, as the nearest `f64`.
    pub fn ha(self) -> f64 {
        self.m2() / M2_PER_HA
    }

    /// The magnitude.
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Whether there is no area at all.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Share of `total`, 0 when `total` is zero; a plain ratio, not a percentage.
    pub fn share_of(self, total: Self) -> f64 {
        if total.is_zero() { 0.0 } else { self.0 as f64 / total.0 as f64 }
    }

    /// Rounded half away from zero to `decimals` of a square metre, as a count of that unit.
    pub fn rounded_m2(self, decimals: u32) -> i128 {
        round_div(self.0 * 10_i128.pow(decimals), PER_M2)
    }

    /// Rounded half away from zero to `decimals` of a hectare, as a count of that unit.
    pub fn rounded_ha(self, decimals: u32) -> i128 {
        round_div(self.0 * 10_i128.pow(decimals), PER_M2 * 10_000)
    }
}

/// `numerator / denominator` rounded half away from zero; `denominator` is positive.
fn round_div(numerator: i128, denominator: i128) -> i128 {
    let magnitude = (2 * numerator.abs() + denominator) / (2 * denominator);
    magnitude * numerator.signum()
}

impl Add for ExactArea {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for ExactArea {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for ExactArea {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for ExactArea {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for ExactArea {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for ExactArea {
    fn sum<I: Iterator<Item = Self>>(areas: I) -> Self {
        areas.fold(Self::ZERO, Add::add)
    }
}

/// Signed area of a closed ring by the shoelace formula, exact on the plan grid.
///
/// `ring` lists each vertex once, as easting/northing in grid units of the project CRS; the closing edge is implied.
/// Positive when counter-clockwise. This is *grid* area: geodesic area differs by the square of the point scale (+96 ppm here).
pub fn signed_ring_area(ring: &[GridPoint]) -> ExactArea {
    let Some(&origin) = ring.first() else { return ExactArea::ZERO };
    let twice = ring_edges(ring)
        .map(|(a, b)| {
            let ((ax, ay), (bx, by)) = (origin.delta(a), origin.delta(b));
            ax * by - ay * bx
        })
        .sum();
    ExactArea(twice)
}

/// How numbers are written: decimal and thousands separators of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberFormat {
    /// Decimal separator.
    pub decimal: char,
    /// Thousands separator.
    pub group: char,
}

impl NumberFormat {
    /// Vietnamese: 6.631.900,0.
    pub const VI: Self = Self { decimal: ',', group: '.' };
    /// English: 6,631,900.0.
    pub const EN: Self = Self { decimal: '.', group: ',' };

    /// Writes `scaled` · 10^-`decimals` with grouped thousands; the minus sign is U+2212.
    pub fn scaled(self, scaled: i128, decimals: u32) -> String {
        let unit = 10_u128.pow(decimals);
        let (whole, fraction) = (scaled.unsigned_abs() / unit, scaled.unsigned_abs() % unit);
        let digits = whole.to_string();
        let mut text = String::new();
        if scaled < 0 {
            text.push('−');
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                text.push(self.group);
            }
            text.push(digit);
        }
        if decimals > 0 {
            text.push(self.decimal);
            text.push_str(&format!("{fraction:0width$}", width = decimals as usize));
        }
        text
    }

    /// Writes `value` with `decimals` digits after the separator, rounded half away from zero.
    pub fn number(self, value: f64, decimals: u32) -> String {
        if !value.is_finite() {
            return "—".into();
        }
        self.scaled((value * 10_f64.powi(decimals as i32)).round() as i128, decimals)
    }

    /// Hectares with unit, e.g. "663,19 ha".
    pub fn ha(self, area: ExactArea, decimals: u32) -> String {
        format!("{} ha", self.scaled(area.rounded_ha(decimals), decimals))
    }

    /// Square metres with unit, e.g. "6.631.900,0 m²".
    pub fn m2(self, area: ExactArea, decimals: u32) -> String {
        format!("{} m²", self.scaled(area.rounded_m2(decimals), decimals))
    }

    /// Like [`scaled`](Self::scaled) with an explicit plus sign; zero has none.
    pub fn signed(self, scaled: i128, decimals: u32) -> String {
        let plus = if scaled > 0 { "+" } else { "" };
        format!("{plus}{}", self.scaled(scaled, decimals))
    }

    /// Reads a number a person typed in this language: group separators and spaces are dropped, "−" and "-" are minus.
    ///
    /// A separator of the other language is refused rather than guessed: "1.586" is 1586 in Vietnamese.
    pub fn parse(self, text: &str) -> Option<f64> {
        let mut plain = String::new();
        for c in text.trim().chars() {
            match c {
                c if c == self.decimal => plain.push('.'),
                c if c == self.group || c == ' ' || c == '\u{a0}' => {}
                '−' => plain.push('-'),
                c if c.is_ascii_digit() || c == '-' || c == '+' => plain.push(c),
                _ => return None,
            }
        }
        plain.parse().ok().filter(|value: &f64| value.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn area_text_rounds_half_away_from_zero() {
        let area = ExactArea::from_m2(6_631_900.0);
        assert_eq!(NumberFormat::VI.ha(area, 2), "663,19 ha");
        assert_eq!(NumberFormat::EN.ha(area, 2), "663.19 ha");
        assert_eq!(NumberFormat::VI.m2(area, 1), "6.631.900,0 m²");
        assert_eq!(NumberFormat::EN.m2(-area, 1), "−6,631,900.0 m²");
        assert_eq!(ExactArea::from_m2(50.0).rounded_ha(2), 1);
        assert_eq!(ExactArea::from_m2(-50.0).rounded_ha(2), -1);
        assert_eq!(ExactArea::from_m2(49.999_999).rounded_ha(2), 0);
        assert_eq!(NumberFormat::VI.signed(37, 2), "+0,37");
    }

    #[test]
    fn a_figure_in_hectares_is_met_exactly() {
        for (ha, m2) in [(663.19, 6_631_900), (165.80, 1_658_000), (397.91, 3_979_100), (99.48, 994_800), (-0.07, -700)] {
            assert_eq!(ExactArea::from_ha(ha), ExactArea::from_twice_um2(m2 * PER_M2), "{ha} ha");
        }
        assert_eq!(ExactArea::from_m2(1_234_567.89), ExactArea::from_twice_um2(123_456_789 * PER_M2 / 100));
    }

    #[test]
    fn typed_numbers_follow_the_language() {
        assert_eq!(NumberFormat::VI.parse("1.586"), Some(1586.0));
        assert_eq!(NumberFormat::VI.parse(" 663,19 "), Some(663.19));
        assert_eq!(NumberFormat::EN.parse("−1,586.5"), Some(-1586.5));
        assert_eq!(NumberFormat::EN.parse("12 ha"), None);
        assert_eq!(NumberFormat::VI.parse(""), None);
    }

    #[test]
    fn a_reversed_ring_has_the_opposite_area() {
        let ring = [GridPoint::new(0, 0), GridPoint::new(3, 0), GridPoint::new(0, 5)];
        let reversed: Vec<_> = ring.iter().rev().copied().collect();
        assert_eq!(signed_ring_area(&ring), ExactArea::from_twice_um2(15));
        assert_eq!(signed_ring_area(&reversed), ExactArea::from_twice_um2(-15));
        assert_eq!(signed_ring_area(&[]), ExactArea::ZERO);
    }
}
