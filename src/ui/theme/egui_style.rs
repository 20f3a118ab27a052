//! The theme as egui's style.

use eframe::egui::style::{Selection, WidgetVisuals, Widgets};
use eframe::egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Style, Visuals, vec2};

use super::{RHYTHM_PT, ROW_HEIGHT_PT, Theme, fonts};

const CORNERS: CornerRadius = CornerRadius::same(4);

impl Theme {
    /// egui's style for this theme.
    pub(super) fn egui_style(&self) -> Style {
        let mut style =
            Style { text_styles: fonts::text_styles(), visuals: self.visuals(), animation_time: 0.0, ..Style::default() };
        let spacing = &mut style.spacing;
        spacing.item_spacing = vec2(2.0 * RHYTHM_PT, RHYTHM_PT);
        spacing.button_padding = vec2(2.0 * RHYTHM_PT, RHYTHM_PT);
        spacing.interact_size = vec2(ROW_HEIGHT_PT, ROW_HEIGHT_PT);
        spacing.window_margin = Margin::same(12);
        spacing.menu_margin = Margin::same(4);
        spacing.icon_width = 16.0;
        spacing.icon_width_inner = 10.0;
        spacing.tooltip_width = 320.0;
        style.interaction.tooltip_delay = 0.4;
        style
    }

    fn visuals(&self) -> Visuals {
        let base = if self.is_dark { Visuals::dark() } else { Visuals::light() };
        let shadow =
            Shadow { offset: [0, 2], blur: 8, spread: 0, color: Color32::from_black_alpha(if self.is_dark { 110 } else { 36 }) };
        Visuals {
            weak_text_color: Some(self.weak_text),
            widgets: self.widgets(),
            selection: Selection { bg_fill: self.selected, stroke: Stroke::new(2.0, self.accent) },
            hyperlink_color: self.accent,
            faint_bg_color: self.panel.lerp_to_gamma(self.text, 0.04),
            extreme_bg_color: self.field,
            text_edit_bg_color: Some(self.field),
            code_bg_color: self.button,
            warn_fg_color: self.warning,
            error_fg_color: self.error,
            window_corner_radius: CornerRadius::same(6),
            window_shadow: shadow,
            window_fill: self.panel,
            window_stroke: Stroke::new(1.0, self.divider),
            menu_corner_radius: CornerRadius::same(4),
            panel_fill: self.panel,
            popup_shadow: shadow,
            indent_has_left_vline: false,
            ..base
        }
    }

    /// A widget with keyboard focus (egui's `active`) has a 2 point accent border, and nothing else has one.
    fn widgets(&self) -> Widgets {
        let widget = |fill: Color32, border: Stroke, text: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: border,
            corner_radius: CORNERS,
            fg_stroke: Stroke::new(1.0, text),
            expansion: 0.0,
        };
        let divider = Stroke::new(1.0, self.divider);
        Widgets {
            noninteractive: widget(self.panel, divider, self.text),
            inactive: widget(self.button, Stroke::new(1.0, self.divider), self.text),
            hovered: widget(self.hover, Stroke::new(1.0, self.weak_text), self.text),
            active: widget(self.hover, Stroke::new(2.0, self.accent), self.text),
            open: widget(self.hover, divider, self.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::contrast_ratio;

    #[test]
    fn focus_is_visible_and_nothing_else_looks_like_it() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            let widgets = theme.widgets();
            let focus = widgets.active.bg_stroke;
            assert!(focus.width >= 2.0);
            assert!(contrast_ratio(focus.color, theme.panel) >= 3.0);
            assert!(contrast_ratio(focus.color, widgets.active.bg_fill) >= 3.0);
            for other in [widgets.inactive, widgets.hovered, widgets.open, widgets.noninteractive] {
                assert_ne!(other.bg_stroke.color, focus.color);
            }
        }
    }
}
