//! Contrast between two colours as WCAG 2.2 defines it.

use eframe::egui::Color32;

/// Contrast ratio of two opaque colours, 1 (equal) to 21 (black on white).
///
/// WCAG 2.2: (L₁ + 0.05) / (L₂ + 0.05) with the relative luminance of sRGB. Alpha is ignored.
pub fn contrast_ratio(one: Color32, other: Color32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// `colour` mixed with as little `towards` as gives it a contrast of `ratio` against `background`.
pub fn with_contrast(colour: Color32, background: Color32, towards: Color32, ratio: f64) -> Color32 {
    let mixed = |percent: u32| {
        let mix = |a: u8, b: u8| ((u32::from(a) * (100 - percent) + u32::from(b) * percent + 50) / 100) as u8;
        Color32::from_rgb(mix(colour.r(), towards.r()), mix(colour.g(), towards.g()), mix(colour.b(), towards.b()))
    };
    (0..=100).map(mixed).find(|candidate| contrast_ratio(*candidate, background) >= ratio).unwrap_or(towards)
}

fn luminance(colour: Color32) -> f64 {
    let linear = |channel: u8| {
        let gamma = f64::from(channel) / 255.0;
        if gamma <= 0.040_45 { gamma / 12.92 } else { ((gamma + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_ratios() {
        assert!((contrast_ratio(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
        let grey = Color32::from_gray(0x76); // the lightest grey that passes on white
        assert!((contrast_ratio(Color32::WHITE, grey) - 4.54).abs() < 0.01);
        assert!((contrast_ratio(grey, grey) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn no_more_is_mixed_in_than_needed() {
        let orange = Color32::from_rgb(0xE6, 0x9F, 0x00);
        let darker = with_contrast(orange, Color32::WHITE, Color32::BLACK, 3.0);
        assert!((3.0..3.2).contains(&contrast_ratio(darker, Color32::WHITE)));
        assert_eq!(with_contrast(orange, Color32::BLACK, Color32::WHITE, 3.0), orange);
    }
}
