//! Colours and hatches of zones.

use eframe::egui::Color32;

use super::hex;
use crate::plan::{LandUse, LandUseHatch, Plan, PlanLevel, Zone, ZoneFunction};
use crate::ui::paint::HatchKind;

/// Colour and hatch of a zone; either alone tells neighbouring zones apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ZoneLook {
    /// Colour of fill, hatch and (darkened where needed) border.
    pub colour: Color32,
    /// Pattern over the fill.
    pub hatch: HatchKind,
}

impl ZoneLook {
    /// Research and development laboratories.
    pub const RD_LABORATORY: Self = Self { colour: hex(0x00_72B2), hatch: HatchKind::Diagonal };
    /// Production.
    pub const PRODUCTION: Self = Self { colour: hex(0x8E_5BA6), hatch: HatchKind::Grid };
    /// Startup hub.
    pub const STARTUP_HUB: Self = Self { colour: hex(0xE6_9F00), hatch: HatchKind::Dots };
    /// For zones of other functions: the rest of Okabe and Ito's colours, which colour-blind eyes can tell apart.
    pub const FURTHER: [Self; 5] = [
        Self { colour: hex(0x00_9E73), hatch: HatchKind::BackDiagonal },
        Self { colour: hex(0xD5_5E00), hatch: HatchKind::Horizontal },
        Self { colour: hex(0x56_B4E9), hatch: HatchKind::CrossHatch },
        Self { colour: hex(0xCC_79A7), hatch: HatchKind::Dots },
        Self { colour: hex(0xF0_E442), hatch: HatchKind::Grid },
    ];

    /// The look of the `number`th zone of another function; colours and hatches come around again, out of step with each other.
    pub const fn further(number: usize) -> Self {
        let colours = Self::FURTHER.len();
        let Self { colour, hatch } = Self::FURTHER[number % colours];
        let turns = number / colours;
        Self { colour, hatch: HatchKind::ALL[(hatch as usize + turns) % HatchKind::ALL.len()] }
    }

    /// The look of a zone wherever it is shown: that of its function, in the planner's colour if one was chosen.
    ///
    /// Zones of other functions are told apart by their id, so that none changes its look when another comes or goes.
    pub fn of(zone: &Zone) -> Self {
        let look = match zone.attributes.function {
            Some(ZoneFunction::RdLaboratory) => Self::RD_LABORATORY,
            Some(ZoneFunction::Production) => Self::PRODUCTION,
            Some(ZoneFunction::StartupHub) => Self::STARTUP_HUB,
            Some(ZoneFunction::Other) | None => Self::further(zone.id.0 as usize),
        };
        zone.attributes.colour.map_or(look, |[r, g, b]| look.recoloured(Color32::from_rgb(r, g, b)))
    }

    /// The look of a plot that declares no land use: grey, which is no colour of a class.
    pub const UNDECLARED: Self = Self { colour: hex(0x9A_A0A8), hatch: HatchKind::Dots };

    /// The look of a zone or, among the plots of one, of a plot.
    pub fn in_plan(plan: &Plan, zone: &Zone) -> Self {
        match plan.level() {
            PlanLevel::Park => Self::of(zone),
            PlanLevel::Zone => Self::of_plot(zone),
        }
    }

    /// The look of a plot: that of its land use.
    pub fn of_plot(plot: &Zone) -> Self {
        let look = plot.attributes.land_use.map_or(Self::UNDECLARED, Self::of_land_use);
        plot.attributes.colour.map_or(look, |[r, g, b]| look.recoloured(Color32::from_rgb(r, g, b)))
    }

    /// Colour and pattern of a class of land use.
    pub fn of_land_use(land_use: LandUse) -> Self {
        let class = land_use.class();
        let [r, g, b] = class.colour;
        let hatch = match class.hatch {
            LandUseHatch::Diagonal => HatchKind::Diagonal,
            LandUseHatch::BackDiagonal => HatchKind::BackDiagonal,
            LandUseHatch::Grid => HatchKind::Grid,
            LandUseHatch::CrossHatch => HatchKind::CrossHatch,
            LandUseHatch::Dots => HatchKind::Dots,
            LandUseHatch::Horizontal => HatchKind::Horizontal,
        };
        Self { colour: Color32::from_rgb(r, g, b), hatch }
    }

    /// Another colour with the hatch kept.
    #[must_use]
    pub const fn recoloured(self, colour: Color32) -> Self {
        Self { colour, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_looks_differ_in_colour_and_the_first_six_in_hatch() {
        let mut looks = vec![ZoneLook::RD_LABORATORY, ZoneLook::PRODUCTION, ZoneLook::STARTUP_HUB];
        looks.extend(ZoneLook::FURTHER);
        for (i, one) in looks.iter().enumerate() {
            for (j, other) in looks.iter().enumerate().skip(i + 1) {
                assert_ne!(one.colour, other.colour);
                assert!(j >= 6 || one.hatch != other.hatch, "{i} {j}");
            }
        }
        let thirty: std::collections::HashSet<_> = (0..30).map(ZoneLook::further).collect();
        assert!(thirty.len() == 30, "{}", thirty.len());
    }
}
