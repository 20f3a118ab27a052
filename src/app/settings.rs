//! What the program remembers between two starts.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::i18n::Language;
use super::reference::RememberedReferences;
use crate::plan::LayerSettings;
use crate::tool::SnapSettings;

/// How many files the list of recent ones holds.
const MOST_RECENT: usize = 10;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the desktop has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Settings of the user; unknown or missing fields take their defaults, so older and newer files can be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language of the window.
    pub language: Language,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Whether the panel on the right is open.
    pub panel_open: bool,
    /// Its width in points.
    pub panel_width_pt: f32,
    /// What the pointer takes hold of.
    pub snaps: SnapSettings,
    /// Whether the tour has been offered.
    pub tour_seen: bool,
    /// Files opened or saved last, newest first.
    pub recent: Vec<PathBuf>,
    /// How the layers of the map are shown in new plans.
    pub layers: LayerSettings,
    /// Reference layers of the documents used last, the latest first.
    pub references: Vec<RememberedReferences>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: ThemeChoice::default(),
            panel_open: true,
            panel_width_pt: 340.0,
            snaps: SnapSettings::default(),
            tour_seen: false,
            recent: Vec::new(),
            layers: LayerSettings::default(),
            references: Vec::new(),
        }
    }
}

impl Settings {
    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(MOST_RECENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recent_files_are_few_and_newest_first() {
        let mut settings = Settings::default();
        for number in 0..12 {
            settings.remember(Path::new(&format!("{number}.gpkg")));
        }
        settings.remember(Path::new("5.gpkg"));
        assert_eq!(settings.recent.len(), MOST_RECENT);
        assert_eq!(settings.recent[0], Path::new("5.gpkg"));
        assert_eq!(settings.recent.iter().filter(|p| *p == Path::new("5.gpkg")).count(), 1);
    }

    #[test]
    fn settings_of_other_versions_can_be_read() {
        let read: Settings = toml::from_str("language = \"en\"\nfrom_the_future = 1\n").expect("readable");
        assert_eq!(read, Settings { language: Language::English, ..Settings::default() });
    }
}
