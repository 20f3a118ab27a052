//! Files of the user's own profile: settings, and the journals of what is being worked on.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::atomic::{self, WriteError};
use super::journal::Journals;

/// The folders of the user's profile in which Hecta keeps its own files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserFiles {
    settings: PathBuf,
    recovery: PathBuf,
    journals: PathBuf,
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
            journals: folders.data_local_dir().join("journal"),
        })
    }

    /// Everything in one folder, as for tests.
    pub fn in_folder(folder: &Path) -> Self {
        Self { settings: folder.join("settings.toml"), recovery: folder.join("recovery.gpkg"), journals: folder.join("journal") }
    }

    /// Whether `path` is a file, which writing there would replace.
    pub fn is_file(path: &Path) -> bool {
        path.is_file()
    }

    /// Whether two paths lead to one file, however they are written.
    pub fn is_same(a: &Path, b: &Path) -> bool {
        let plain = |path: &Path| fs::canonicalize(path).or_else(|_| std::path::absolute(path));
        a == b || matches!((plain(a), plain(b)), (Ok(a), Ok(b)) if a == b)
    }

    /// The journals of what is being worked on.
    pub fn journals(&self) -> Journals {
        Journals::in_folder(self.journals.clone())
    }

    /// Where Hecta 0.1 kept a plan while it was edited; journals have taken its place.
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

    /// Whether Hecta 0.1 left a plan to recover.
    pub fn has_recovery(&self) -> bool {
        self.recovery.is_file()
    }

    /// Removes that file; that there is none is no error.
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
