//! The embedded fonts and the text styles made of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak, TextStyle};

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.subset.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Bold.subset.ttf");
const ICONS: &[u8] = include_bytes!("../../../assets/fonts/Phosphor.subset.ttf");

/// The family of bold text.
pub fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Text of tables, hints and the status bar: 12 points.
pub fn table() -> TextStyle {
    TextStyle::Name("table".into())
}

/// The same in bold: table headings and sums.
pub fn table_bold() -> TextStyle {
    TextStyle::Name("table bold".into())
}

/// The one figure that dominates the window: 20 points, bold.
pub fn residual() -> TextStyle {
    TextStyle::Name("residual".into())
}

/// Icons of the tool bar: 20 points.
pub fn tool_icon() -> TextStyle {
    TextStyle::Name("tool icon".into())
}

/// Bold text of the ordinary size.
pub fn strong() -> TextStyle {
    TextStyle::Name("strong".into())
}

/// The sizes of all text styles.
pub(super) fn text_styles() -> BTreeMap<TextStyle, FontId> {
    let regular = |size| FontId::new(size, FontFamily::Proportional);
    let bold = |size| FontId::new(size, bold_family());
    [
        (TextStyle::Body, regular(13.0)),
        (TextStyle::Button, regular(13.0)),
        (TextStyle::Small, regular(11.0)),
        (TextStyle::Monospace, FontId::new(12.0, FontFamily::Monospace)),
        (TextStyle::Heading, bold(15.0)),
        (strong(), bold(13.0)),
        (table(), regular(12.0)),
        (table_bold(), bold(12.0)),
        (residual(), bold(20.0)),
        (tool_icon(), regular(20.0)),
    ]
    .into()
}

/// Noto Sans for all text, with icons behind it; egui's own fonts come last.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    // Phosphor's glyphs fill their em from the descent up; lowered, they stand in the middle of Noto's capitals
    let icon_tweak = FontTweak { scale: 1.15, y_offset_factor: 0.04, ..Default::default() };
    let embedded = [
        ("Noto Sans", FontData::from_static(REGULAR)),
        ("Noto Sans Bold", FontData::from_static(BOLD)),
        ("Phosphor", FontData::from_static(ICONS).tweak(icon_tweak)),
    ];
    for (name, data) in embedded {
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    let egui_proportional = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let family = |first: &str| [vec![first.to_owned(), "Phosphor".to_owned()], egui_proportional.clone()].concat();
    fonts.families.insert(bold_family(), family("Noto Sans Bold"));
    fonts.families.entry(FontFamily::Monospace).or_default().extend(["Noto Sans", "Phosphor"].map(str::to_owned));
    fonts.families.insert(FontFamily::Proportional, family("Noto Sans"));
    fonts
}

#[cfg(test)]
mod tests {
    use eframe::egui;

    use super::*;
    use crate::ui::theme::{Theme, icons};

    const VIETNAMESE: &str = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ";
    const SIGNS: &str = "−±≤≥≈≠∠²°′″×·…–—•№ΔΣ₫←↑→↓▲✓⬣■●\u{a0}\u{202f}‘’“”«»\u{300}\u{301}\u{303}\u{309}\u{323}\u{31b}";

    fn with_fonts(test: impl Fn(&egui::Context)) {
        let context = egui::Context::default();
        Theme::install(&context);
        context.run_ui(egui::RawInput::default(), |ui| test(ui.ctx())).textures_delta.clear();
    }

    #[test]
    fn every_character_and_icon_has_a_glyph_in_every_style() {
        let icons: String = icons::ALL.iter().map(|(_, icon)| *icon).collect();
        let text = format!("{VIETNAMESE}{}{SIGNS}{icons}", VIETNAMESE.to_uppercase());
        with_fonts(|context| {
            for font in text_styles().values() {
                let missing: Vec<_> = text.chars().filter(|c| !context.fonts_mut(|f| f.has_glyph(font, *c))).collect();
                assert!(missing.is_empty(), "{font:?} lacks {missing:?}");
            }
        });
    }

    #[test]
    fn figures_and_signs_of_a_column_have_one_width() {
        with_fonts(|context| {
            for style in [table(), table_bold(), residual(), TextStyle::Body] {
                let font = &text_styles()[&style];
                let width = |c| context.fonts_mut(|f| f.glyph_width(font, c));
                for c in "123456789+−".chars() {
                    assert!((width(c) - width('0')).abs() < 0.01, "{style:?} {c}: {} against {}", width(c), width('0'));
                }
            }
        });
    }
}
