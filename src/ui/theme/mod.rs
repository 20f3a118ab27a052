//! How the window looks: colours, text, spacing; the styles of the map.

mod contrast;
mod egui_style;
pub mod fonts;
#[rustfmt::skip]
pub mod icons;
#[cfg(test)]
mod look_tests;
mod map_styles;
mod zone_look;

use eframe::egui::{self, Color32};

pub use contrast::{contrast_ratio, with_contrast};
pub use zone_look::ZoneLook;

/// The step of all distances, points.
pub const RHYTHM_PT: f32 = 4.0;
/// Distance of a panel's content from its edge, points.
pub const PANEL_PADDING_PT: f32 = 12.0;
/// Height of a row of controls or of a table, points.
pub const ROW_HEIGHT_PT: f32 = 28.0;
/// Height of the bar with menus, alternatives and search, points.
pub const MENU_BAR_HEIGHT_PT: f32 = 36.0;
/// Width of the tool bar, points.
pub const TOOL_BAR_WIDTH_PT: f32 = 48.0;
/// Height of the status bar, points.
pub const STATUS_BAR_HEIGHT_PT: f32 = 24.0;
/// Width of the reconciliation panel until it is resized, points.
pub const BALANCE_PANEL_WIDTH_PT: f32 = 340.0;
/// Smallest width of a handle that can be grasped, points.
pub const HANDLE_PT: f32 = 10.0;

/// Colours by their use. Texts and status colours have a contrast of at least 4.5 : 1 on every surface, signs 3 : 1.
///
/// Colour is never the only signal: a status has its icon ([`Status::icon`]), a zone and a fault their hatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether this is the dark theme.
    pub is_dark: bool,
    /// The map's background.
    pub paper: Color32,
    /// Background of panels, bars and menus.
    pub panel: Color32,
    /// Background of text fields and tables.
    pub field: Color32,
    /// Background of buttons.
    pub button: Color32,
    /// Background of what the pointer is over.
    pub hover: Color32,
    /// Lines between panels and around fields.
    pub divider: Color32,
    /// Text and figures.
    pub text: Color32,
    /// Text of less weight: units, hints, definitions.
    pub weak_text: Color32,
    /// The one accent: focus, selection, links, the active tool.
    pub accent: Color32,
    /// Text and icons on [`accent`](Self::accent).
    pub on_accent: Color32,
    /// Background of selected rows and text.
    pub selected: Color32,
    /// Passed.
    pub pass: Color32,
    /// A warning.
    pub warning: Color32,
    /// An error.
    pub error: Color32,
    /// Not known, or nothing to judge by.
    pub unknown: Color32,
    /// Borders of communes.
    pub commune_line: Color32,
    /// Names of communes.
    pub commune_text: Color32,
    /// The park boundary.
    pub boundary: Color32,
    /// Around lines and texts that lie on the map.
    pub halo: Color32,
    /// Hatch of a gap.
    pub gap: Color32,
    /// Where zones overlap.
    pub overlap: Color32,
    /// What lies outside the boundary.
    pub outside: Color32,
}

/// The result of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Passed.
    Pass,
    /// A warning.
    Warning,
    /// An error.
    Error,
    /// Not known.
    Unknown,
}

impl Status {
    /// The icon that says the same as the colour.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Pass => icons::CHECK_CIRCLE,
            Self::Warning => icons::WARNING,
            Self::Error => icons::WARNING_OCTAGON,
            Self::Unknown => icons::QUESTION,
        }
    }
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

impl Theme {
    /// Dark on paper white.
    pub const LIGHT: Self = Self {
        is_dark: false,
        paper: hex(0xFB_FAF7),
        panel: hex(0xF6_F5F2),
        field: hex(0xFF_FFFF),
        button: hex(0xE7_E6E1),
        hover: hex(0xDC_DBD5),
        divider: hex(0xD5_D3CC),
        text: hex(0x1B_1E22),
        weak_text: hex(0x55_5B63),
        accent: hex(0x0B_5FA5),
        on_accent: hex(0xFF_FFFF),
        selected: hex(0xCD_E2F5),
        pass: hex(0x1B_7F4B),
        warning: hex(0xA0_5F00),
        error: hex(0xB3_261E),
        unknown: hex(0x5C_626A),
        commune_line: hex(0x8A_8F98),
        commune_text: hex(0x5A_6069),
        boundary: hex(0x1B_1E22),
        halo: hex(0xFF_FFFF),
        gap: hex(0x6B_7078),
        overlap: hex(0xB3_261E),
        outside: hex(0xB5_1A78),
    };

    /// Light on near black.
    pub const DARK: Self = Self {
        is_dark: true,
        paper: hex(0x14_171B),
        panel: hex(0x1D_2126),
        field: hex(0x10_1316),
        button: hex(0x2B_3038),
        hover: hex(0x38_3F49),
        divider: hex(0x39_3F48),
        text: hex(0xE8_EAED),
        weak_text: hex(0xA9_B0BA),
        accent: hex(0x5B_A8E6),
        on_accent: hex(0x0B_1219),
        selected: hex(0x17_3650),
        pass: hex(0x5C_C98D),
        warning: hex(0xF0_AE45),
        error: hex(0xFF_8F85),
        unknown: hex(0xA9_B0BA),
        commune_line: hex(0x7C_828C),
        commune_text: hex(0x9A_A1AB),
        boundary: hex(0xF2_F3F5),
        halo: hex(0x14_171B),
        gap: hex(0x9A_A1AB),
        overlap: hex(0xFF_7A6E),
        outside: hex(0xF0_6DB8),
    };

    /// Gives egui the fonts, and the style of both themes.
    pub fn install(context: &egui::Context) {
        context.set_fonts(fonts::definitions());
        // a desktop that does not say what it wants is an office in daylight
        context.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        context.set_style_of(egui::Theme::Light, Self::LIGHT.egui_style());
        context.set_style_of(egui::Theme::Dark, Self::DARK.egui_style());
    }

    /// The theme that is shown now.
    pub fn of(context: &egui::Context) -> &'static Self {
        Self::of_egui(context.theme())
    }

    /// The theme by egui's name for it.
    pub const fn of_egui(theme: egui::Theme) -> &'static Self {
        match theme {
            egui::Theme::Light => &Self::LIGHT,
            egui::Theme::Dark => &Self::DARK,
        }
    }

    /// The colour of a status.
    pub const fn status(&self, status: Status) -> Color32 {
        match status {
            Status::Pass => self.pass,
            Status::Warning => self.warning,
            Status::Error => self.error,
            Status::Unknown => self.unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_status_colours_can_be_read_on_every_surface() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            let texts = [
                ("text", theme.text),
                ("weak text", theme.weak_text),
                ("accent", theme.accent),
                ("pass", theme.pass),
                ("warning", theme.warning),
                ("error", theme.error),
                ("unknown", theme.unknown),
            ];
            let surfaces = [("paper", theme.paper), ("panel", theme.panel), ("field", theme.field), ("button", theme.button)];
            for (name, text) in texts {
                for (surface_name, surface) in surfaces {
                    if surface_name == "button" && !name.contains("text") {
                        continue; // statuses and links do not stand on buttons
                    }
                    let ratio = contrast_ratio(text, surface);
                    assert!(ratio >= 4.5, "{name} on {surface_name}: {ratio:.2}, dark: {}", theme.is_dark);
                }
            }
            for (text, surface) in [
                (theme.on_accent, theme.accent),
                (theme.text, theme.selected),
                (theme.weak_text, theme.selected),
                (theme.accent, theme.selected),
                (theme.text, theme.hover),
                (theme.commune_text, theme.paper),
                (theme.overlap, theme.paper),
                (theme.outside, theme.paper),
            ] {
                let ratio = contrast_ratio(text, surface);
                assert!(ratio >= 4.5, "{text:?} on {surface:?}: {ratio:.2}, dark: {}", theme.is_dark);
            }
        }
    }

    #[test]
    fn signs_on_the_map_stand_out() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            for line in [theme.commune_line, theme.boundary, theme.gap, theme.accent] {
                assert!(contrast_ratio(line, theme.paper) >= 3.0, "{line:?}, dark: {}", theme.is_dark);
            }
            assert!(contrast_ratio(theme.boundary, theme.halo) >= 7.0);
        }
    }

    #[test]
    fn the_shown_theme_follows_egui() {
        let context = egui::Context::default();
        Theme::install(&context);
        for (egui_theme, expected) in [(egui::Theme::Dark, Theme::DARK), (egui::Theme::Light, Theme::LIGHT)] {
            context.set_theme(egui_theme);
            assert_eq!(*Theme::of(&context), expected);
            assert_eq!(context.global_style().visuals.panel_fill, expected.panel);
        }
    }
}
