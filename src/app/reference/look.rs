//! How reference layers are drawn: colour and line together, so that colour is never the only signal.

use serde::{Deserialize, Serialize};

/// Colours of reference layers on light and on dark paper, as 0xRRGGBB; none of them is a colour of zones or of faults.
pub const REFERENCE_COLOURS: [(u32, u32); 8] = [
    (0x00_6D5B, 0x4C_C9B0),
    (0x7A_4B00, 0xE0_B070),
    (0x3F_51A3, 0x9F_AEF5),
    (0x8A_2E6B, 0xE6_93CC),
    (0x4D_6B00, 0xB4_D45A),
    (0x00_6A8E, 0x6F_CBEF),
    (0x6B_4E3D, 0xCF_B3A1),
    (0x5A_5A5A, 0xB8_B8B8),
];

/// The pattern of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineLook {
    /// Continuous.
    #[default]
    Solid,
    /// Long strokes.
    Dashed,
    /// Short strokes.
    Dotted,
    /// Long strokes and dots.
    DashDot,
}

impl LineLook {
    /// All patterns.
    pub const ALL: [Self; 4] = [Self::Solid, Self::Dashed, Self::Dotted, Self::DashDot];
}

/// How a reference layer is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReferenceLook {
    /// Whether it is drawn at all.
    pub visible: bool,
    /// How strongly, 0–1.
    pub opacity: f32,
    /// Place in [`REFERENCE_COLOURS`].
    pub colour: u8,
    /// The pattern of its lines.
    pub line: LineLook,
}

impl Default for ReferenceLook {
    fn default() -> Self {
        Self { visible: true, opacity: 1.0, colour: 0, line: LineLook::Solid }
    }
}

impl ReferenceLook {
    /// The look of the layer added when there are `count` others: the colours take turns, and with each turn the pattern changes.
    pub fn nth(count: usize) -> Self {
        let colours = REFERENCE_COLOURS.len();
        let line = LineLook::ALL[(count / colours) % LineLook::ALL.len()];
        Self { colour: (count % colours) as u8, line, ..Self::default() }
    }

    /// How strongly it is drawn; 0 while it is hidden.
    pub fn effective_opacity(&self) -> f32 {
        if self.visible { self.opacity.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Its colour on light or dark paper, as 0xRRGGBB.
    pub fn rgb(&self, is_dark: bool) -> u32 {
        let (light, dark) = REFERENCE_COLOURS[usize::from(self.colour) % REFERENCE_COLOURS.len()];
        if is_dark { dark } else { light }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_of_the_first_layers_look_alike() {
        let looks: Vec<_> = (0..32).map(ReferenceLook::nth).collect();
        for (at, look) in looks.iter().enumerate() {
            assert!(!looks[..at].contains(look), "{at}");
        }
        assert_eq!(ReferenceLook::nth(32), ReferenceLook::nth(0));
        let hidden = ReferenceLook { visible: false, ..ReferenceLook::default() };
        assert!(hidden.effective_opacity() <= 0.0 && ReferenceLook::default().effective_opacity() >= 1.0);
    }
}
