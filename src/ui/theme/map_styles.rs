//! The styles of everything on the map.

use eframe::egui::Color32;

use super::{Status, Theme, ZoneLook, with_contrast};
use crate::ui::paint::{Dash, FillStyle, Hatch, HatchKind, LineStyle};

/// Opacity of a zone's even colour.
const ZONE_FILL_OPACITY: f32 = 0.22;
/// Opacity of a plot's even colour: the colours of the annex are to be known again.
const PLOT_FILL_OPACITY: f32 = 0.42;
/// The same within its zone, whose own colour is to be read through it.
const PLOT_WITHIN_OPACITY: f32 = 0.26;
/// Opacity of the zones around the one that is being divided.
const AROUND_OPACITY: f32 = 0.07;

impl Theme {
    /// Borders of the communes of today.
    pub const fn commune_2025_line(&self) -> LineStyle {
        LineStyle::solid(self.commune_line, 1.0)
    }

    /// Borders of the communes before the merger of 2025.
    pub const fn commune_2020_line(&self) -> LineStyle {
        LineStyle::solid(self.commune_line, 1.0).with_dash(Dash::strokes(5.0, 4.0))
    }

    /// The park boundary: dash-dot over a solid halo.
    pub const fn boundary_line(&self) -> LineStyle {
        LineStyle::solid(self.boundary, 2.5).with_dash(Dash::dash_dot(14.0, 5.0, 2.5)).with_halo(self.halo, 2.0)
    }

    /// A zone's colour and hatch.
    pub fn zone_fill(&self, look: ZoneLook) -> FillStyle {
        let (spacing_pt, width_pt, opacity) = match look.hatch {
            HatchKind::Dots => (9.0, 2.6, 0.80),
            HatchKind::Grid | HatchKind::CrossHatch => (12.0, 1.0, 0.50),
            HatchKind::Diagonal | HatchKind::BackDiagonal | HatchKind::Horizontal => (9.0, 1.0, 0.60),
        };
        let colour = self.zone_line_colour(look).gamma_multiply(opacity);
        FillStyle::even(look.colour, ZONE_FILL_OPACITY).with_hatch(Hatch { kind: look.hatch, colour, spacing_pt, width_pt })
    }

    /// A plot's colour and hatch, among plots.
    pub fn plot_fill(&self, look: ZoneLook) -> FillStyle {
        FillStyle { opacity: PLOT_FILL_OPACITY, ..self.zone_fill(look) }
    }

    /// A plot's colour within its zone.
    pub const fn plot_fill_within(&self, look: ZoneLook) -> FillStyle {
        FillStyle::even(look.colour, PLOT_WITHIN_OPACITY)
    }

    /// Borders of plots within their zones.
    pub const fn plot_line_within(&self) -> LineStyle {
        LineStyle::solid(self.weak_text, 0.8)
    }

    /// A zone beside the one that is being divided.
    pub const fn zone_fill_around(&self, look: ZoneLook) -> FillStyle {
        FillStyle::even(look.colour, AROUND_OPACITY)
    }

    /// Its border, and that of the park.
    pub const fn line_around(&self) -> LineStyle {
        LineStyle::solid(self.commune_line, 1.2)
    }

    /// The border of the zone that is being divided.
    pub fn divided_border(&self, look: ZoneLook) -> LineStyle {
        LineStyle::solid(self.zone_line_colour(look), 3.0).with_halo(self.halo, 1.5)
    }

    /// Land that a row of a table under the pointer is about.
    pub const fn lit_fill(&self) -> FillStyle {
        FillStyle::even(self.accent, 0.30)
    }

    /// A zone's border.
    pub fn zone_border(&self, look: ZoneLook) -> LineStyle {
        LineStyle::solid(self.zone_line_colour(look), 2.0)
    }

    /// The zone's colour as a line or a swatch: darkened (or lightened) until it stands out from the paper.
    pub fn zone_line_colour(&self, look: ZoneLook) -> Color32 {
        // on black, lines of little contrast look dull long before they are hard to see
        with_contrast(look.colour, self.paper, self.text, if self.is_dark { 4.5 } else { 3.0 })
    }

    /// A zone by how it stands to the rules. The hatches differ so that grey prints and colour-blind eyes tell them apart: what fails
    /// is crossed, a warning striped, what is unknown dotted, what passes even.
    pub fn compliance_fill(&self, status: Status) -> FillStyle {
        let colour = self.status(status);
        let hatched = |kind, spacing_pt, width_pt| {
            FillStyle::even(colour, 0.16).with_hatch(Hatch { kind, colour: colour.gamma_multiply(0.85), spacing_pt, width_pt })
        };
        match status {
            Status::Pass => FillStyle::even(colour, 0.22),
            Status::Warning => hatched(HatchKind::Diagonal, 10.0, 1.6),
            Status::Error => hatched(HatchKind::CrossHatch, 9.0, 1.8),
            Status::Unknown => hatched(HatchKind::Dots, 9.0, 2.4),
        }
    }

    /// The border of a zone by how it stands to the rules.
    pub fn compliance_border(&self, status: Status) -> LineStyle {
        let line = LineStyle::solid(self.status(status), if status == Status::Error { 3.0 } else { 2.0 });
        if status == Status::Unknown { line.with_dash(Dash::strokes(6.0, 4.0)) } else { line }
    }

    /// Land of the park that is in no zone.
    pub fn gap_fill(&self) -> FillStyle {
        self.fault_fill(self.gap, HatchKind::BackDiagonal, 0.10)
    }

    /// Land that is in two zones.
    pub fn overlap_fill(&self) -> FillStyle {
        self.fault_fill(self.overlap, HatchKind::CrossHatch, 0.18)
    }

    /// Land of a zone outside the park.
    pub fn outside_fill(&self) -> FillStyle {
        self.fault_fill(self.outside, HatchKind::Horizontal, 0.18)
    }

    /// Around a gap or an overlap.
    pub const fn fault_line(&self) -> LineStyle {
        LineStyle::solid(self.overlap, 1.5)
    }

    /// Around what lies outside.
    pub const fn outside_line(&self) -> LineStyle {
        LineStyle::solid(self.outside, 1.5)
    }

    /// Around the selected zone.
    pub const fn selection_line(&self) -> LineStyle {
        LineStyle::solid(self.accent, 3.0).with_halo(self.halo, 1.5)
    }

    /// Land that stands out, whoever it belongs to.
    pub fn highlight_fill(&self) -> FillStyle {
        let hatch = Hatch { kind: HatchKind::CrossHatch, colour: self.accent, spacing_pt: 8.0, width_pt: 1.6 };
        FillStyle::even(self.accent, 0.35).with_hatch(hatch)
    }

    /// Around it.
    pub const fn highlight_line(&self) -> LineStyle {
        LineStyle::solid(self.accent, 3.0).with_halo(self.halo, 2.0)
    }

    /// What would become of the shape under the pointer.
    pub const fn preview_line(&self) -> LineStyle {
        LineStyle::solid(self.accent, 2.0).with_halo(self.halo, 1.0)
    }

    /// Its area.
    pub const fn preview_fill(&self) -> FillStyle {
        FillStyle::even(self.accent, 0.16)
    }

    /// Where a shape was before it was dragged, and construction lines.
    pub const fn former_line(&self) -> LineStyle {
        LineStyle::solid(self.weak_text, 1.0).with_dash(Dash::strokes(3.0, 3.0))
    }

    fn fault_fill(&self, colour: Color32, kind: HatchKind, opacity: f32) -> FillStyle {
        let hatch = Hatch { kind, colour: colour.gamma_multiply(0.9), spacing_pt: 7.0, width_pt: 1.4 };
        FillStyle::even(colour, opacity).with_hatch(hatch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::contrast_ratio;

    #[test]
    fn zone_borders_stand_out_from_the_paper() {
        let looks = [ZoneLook::RD_LABORATORY, ZoneLook::PRODUCTION, ZoneLook::STARTUP_HUB];
        for theme in [Theme::LIGHT, Theme::DARK] {
            for look in looks.into_iter().chain(ZoneLook::FURTHER) {
                let ratio = contrast_ratio(theme.zone_border(look).colour, theme.paper);
                assert!(ratio >= 3.0, "{look:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn states_differ_in_their_hatch_and_stand_out_from_the_paper() {
        let states = [Status::Pass, Status::Warning, Status::Error, Status::Unknown];
        for theme in [Theme::LIGHT, Theme::DARK] {
            let kinds: Vec<_> = states.iter().map(|status| theme.compliance_fill(*status).hatch.map(|h| h.kind)).collect();
            assert!(kinds.iter().enumerate().all(|(i, kind)| !kinds[..i].contains(kind)), "{kinds:?}");
            for status in states {
                let ratio = contrast_ratio(theme.compliance_border(status).colour, theme.paper);
                assert!(ratio >= 4.5, "{status:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn faults_differ_in_their_hatch() {
        let hatch = |fill: FillStyle| fill.hatch.map(|h| h.kind);
        let kinds = [hatch(Theme::LIGHT.gap_fill()), hatch(Theme::LIGHT.overlap_fill()), hatch(Theme::LIGHT.outside_fill())];
        assert!(kinds[0] != kinds[1] && kinds[1] != kinds[2] && kinds[0] != kinds[2]);
    }
}
