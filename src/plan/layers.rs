//! How the planner arranges the layers of the map: what is shown, and how strongly. Part of the document, not of a window.

use serde::{Deserialize, Serialize};

/// A layer of the map that can be shown, hidden and faded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MapLayer {
    /// Names of zones and communes.
    Labels,
    /// What is wrong, where.
    Findings,
    /// The park boundary.
    Boundary,
    /// The plots within the zones.
    Plots,
    /// The zones.
    Zones,
    /// Communes since 1 July 2025.
    #[serde(rename = "communes-2025")]
    Communes2025,
    /// Communes until 30 June 2025.
    #[serde(rename = "communes-2020")]
    Communes2020,
}

impl MapLayer {
    /// All layers, from the top of the map to its bottom.
    pub const ALL: [Self; 7] =
        [Self::Labels, Self::Findings, Self::Boundary, Self::Plots, Self::Zones, Self::Communes2025, Self::Communes2020];

    /// Stable name, the key of its text: `layer-{code}`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Labels => "labels",
            Self::Findings => "findings",
            Self::Boundary => "boundary",
            Self::Plots => "plots",
            Self::Zones => "zones",
            Self::Communes2025 => "communes-2025",
            Self::Communes2020 => "communes-2020",
        }
    }
}

/// How one layer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LayerSetting {
    /// Whether it is shown.
    pub visible: bool,
    /// Its opacity, 0–1.
    pub opacity: f32,
}

impl LayerSetting {
    /// The opacity it is painted with, 0–1; 0 when it is hidden or the setting is not a number.
    pub fn effective_opacity(self) -> f32 {
        if self.visible && self.opacity.is_finite() { self.opacity.clamp(0.0, 1.0) } else { 0.0 }
    }
}

impl Default for LayerSetting {
    fn default() -> Self {
        Self { visible: true, opacity: 1.0 }
    }
}

/// How all layers are shown: kept with the plan; the settings of the user hold what new plans begin with.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct LayerSettings {
    labels: LayerSetting,
    findings: LayerSetting,
    boundary: LayerSetting,
    plots: LayerSetting,
    zones: LayerSetting,
    #[serde(rename = "communes-2025")]
    communes_2025: LayerSetting,
    #[serde(rename = "communes-2020")]
    communes_2020: LayerSetting,
}

impl LayerSettings {
    /// How `layer` is shown.
    pub const fn get(&self, layer: MapLayer) -> LayerSetting {
        match layer {
            MapLayer::Labels => self.labels,
            MapLayer::Findings => self.findings,
            MapLayer::Boundary => self.boundary,
            MapLayer::Plots => self.plots,
            MapLayer::Zones => self.zones,
            MapLayer::Communes2025 => self.communes_2025,
            MapLayer::Communes2020 => self.communes_2020,
        }
    }

    /// How `layer` is shown, to be changed.
    pub const fn get_mut(&mut self, layer: MapLayer) -> &mut LayerSetting {
        match layer {
            MapLayer::Labels => &mut self.labels,
            MapLayer::Findings => &mut self.findings,
            MapLayer::Boundary => &mut self.boundary,
            MapLayer::Plots => &mut self.plots,
            MapLayer::Zones => &mut self.zones,
            MapLayer::Communes2025 => &mut self.communes_2025,
            MapLayer::Communes2020 => &mut self.communes_2020,
        }
    }
}

impl LayerSettings {
    /// The layers that `other` shows differently, from the top of the map to its bottom.
    pub fn differing(&self, other: &Self) -> Vec<MapLayer> {
        MapLayer::ALL.into_iter().filter(|layer| self.get(*layer) != other.get(*layer)).collect()
    }

    /// The same with every opacity a number from 0 to 1.
    pub fn sound(mut self) -> Self {
        for layer in MapLayer::ALL {
            let setting = self.get_mut(layer);
            setting.opacity = if setting.opacity.is_finite() { setting.opacity.clamp(0.0, 1.0) } else { 1.0 };
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_a_file_and_unknown_ones_keep_their_default() {
        let mut settings = LayerSettings::default();
        settings.get_mut(MapLayer::Communes2020).visible = false;
        settings.get_mut(MapLayer::Zones).opacity = 0.5;
        let text = toml::to_string(&settings).expect("settings can be written");
        assert_eq!(toml::from_str::<LayerSettings>(&text).expect("settings can be read"), settings);
        let partial: LayerSettings = toml::from_str("[zones]\nopacity = 0.25").expect("missing settings have defaults");
        assert_eq!(partial.get(MapLayer::Zones), LayerSetting { visible: true, opacity: 0.25 });
        assert_eq!(partial.get(MapLayer::Labels), LayerSetting::default());
    }

    #[test]
    fn what_differs_is_named_and_opacities_are_made_sound() {
        let mut settings = LayerSettings::default();
        settings.get_mut(MapLayer::Findings).opacity = f32::NAN;
        settings.get_mut(MapLayer::Zones).opacity = 3.0;
        settings.get_mut(MapLayer::Boundary).visible = false;
        assert_eq!(settings.sound().differing(&LayerSettings::default()), [MapLayer::Boundary]);
    }

    #[test]
    fn a_hidden_or_broken_layer_is_not_painted() {
        let opacity = |visible, opacity| LayerSetting { visible, opacity }.effective_opacity();
        for (visible, given, expected) in [(true, 0.5, 0.5), (false, 0.5, 0.0), (true, f32::NAN, 0.0), (true, 7.0, 1.0)] {
            assert!((opacity(visible, given) - expected).abs() < f32::EPSILON);
        }
    }
}
