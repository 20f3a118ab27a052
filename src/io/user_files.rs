//! Files of the user's own profile: settings, and the plan as it was last, in case the program ends unexpectedly.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::atomic::{self, WriteError};

/// The folders of the user's profile in which Hecta keeps its own files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserFiles {
    settings: PathBuf,
    recovery: PathBuf,
}

/// Why settings could not be read; defaults take their place.
#[derive(Debug, thiserror::Error)]
#[error("{path} cannot be read: {detail}")]
pub struct SettingsError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub detail: String,
}

impl UserFiles {
    /// The folders the operating system has for this: `~/.config/hecta` and `~/.local/share/hecta`, `%APPDATA%\hecta\…`.
    ///
    /// `None` if the user has no profile.
    pub fn of_user() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "hecta")?;
        Some(Self {
            settings: folders.config_dir().join("settings.toml"),
            recovery: folders.data_local_dir().join("recovery.gpkg"),
        })
    }

    /// Everything in one folder, as for tests.
    pub fn in_folder(folder: &Path) -> Self {
        Self { settings: folder.join("settings.toml"), recovery: folder.join("recovery.gpkg") }
    }

    /// Whether `path` is a file, which writing there would replace.
    pub fn is_file(path: &Path) -> bool {
        path.is_file()
    }

    /// Where the plan is kept while it is being edited.
    pub fn recovery(&self) -> &Path {
        &self.recovery
    }

    /// Reads the settings; `Ok(None)` on a first start.
    pub fn read_settings<T: DeserializeOwned>(&self) -> Result<Option<T>, SettingsError> {
        let fail = |detail: String| SettingsError { path: self.settings.clone(), detail };
        match fs::read_to_string(&self.settings) {
            Ok(text) => toml::from_str(&text).map(Some).map_err(|e| fail(e.message().to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fail(error.to_string())),
        }
    }

    /// Replaces the settings file.
    pub fn write_settings<T: Serialize>(&self, settings: &T) -> Result<(), WriteError> {
        let fail = |detail: String| WriteError { path: self.settings.clone(), source: std::io::Error::other(detail) };
        let text = toml::to_string_pretty(settings).map_err(|e| fail(e.to_string()))?;
        make_folder_of(&self.settings)?;
        atomic::write(&self.settings, text.as_bytes())
    }

    /// Makes the folder in which the recovery file goes.
    pub fn prepare_recovery(&self) -> Result<(), WriteError> {
        make_folder_of(&self.recovery)
    }

    /// Whether there is a plan to recover.
    pub fn has_recovery(&self) -> bool {
        self.recovery.is_file()
    }

    /// Removes the recovery file; that there is none is no error.
    pub fn drop_recovery(&self) -> Result<(), WriteError> {
        match fs::remove_file(&self.recovery) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                Err(WriteError { path: self.recovery.clone(), source })
            }
            _ => Ok(()),
        }
    }
}

fn make_folder_of(path: &Path) -> Result<(), WriteError> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|source| WriteError { path: path.to_owned(), source })
}
