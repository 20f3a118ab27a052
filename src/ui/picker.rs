//! Asking the desktop for a file.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use eframe::egui;

use crate::io::Format;
use crate::ui::waking::wake;

/// What a file is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To open.
    Open,
    /// To look into and to decide what becomes of it.
    Import,
    /// To put behind the plan.
    Reference,
    /// To take the park boundary from.
    Boundary,
    /// To take rules of the project from.
    Rules,
    /// To hold against what it states.
    Verify,
    /// To save the plan.
    Save,
    /// To export GeoJSON.
    Export,
}

impl Purpose {
    /// Whether the file is read, not written.
    pub const fn reads(self) -> bool {
        matches!(self, Self::Open | Self::Import | Self::Reference | Self::Boundary | Self::Rules | Self::Verify)
    }

    /// Endings of the files that serve it.
    pub fn endings(self) -> Vec<&'static str> {
        let of = |serves: fn(Format) -> bool| {
            Format::ALL
                .into_iter()
                .filter(move |format| serves(*format))
                .flat_map(|format| format.endings().iter().copied())
                .collect()
        };
        match self {
            Self::Open | Self::Import | Self::Reference | Self::Boundary => of(Format::is_read),
            Self::Rules => vec!["toml"],
            Self::Verify => vec!["geojson", "json", "gpkg"],
            Self::Save => vec!["gpkg"],
            Self::Export => of(Format::is_written),
        }
    }
}

/// A question for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What for.
    pub purpose: Purpose,
    /// Title of the dialog.
    pub title: String,
    /// The path to begin with.
    pub suggested: PathBuf,
}

/// Whoever asks the user for a file: the desktop's dialog or, in tests, a script.
pub trait FilePicker {
    /// Asks without holding up the window; the answer comes through the channel, `None` if none was chosen.
    fn ask(&self, question: Question, context: &egui::Context) -> Receiver<Option<PathBuf>>;
}

/// The dialog of the desktop.
///
/// Without a desktop portal it answers `None` at once, exactly as if the user had cancelled; the window therefore always offers a
/// field for the path as well.
#[derive(Debug, Clone, Copy, Default)]
pub struct DesktopPicker;

impl FilePicker for DesktopPicker {
    fn ask(&self, question: Question, context: &egui::Context) -> Receiver<Option<PathBuf>> {
        let (answer, receiver) = channel();
        let wake = wake(context);
        std::thread::spawn(move || {
            let mut dialog = rfd::FileDialog::new().set_title(&question.title);
            dialog = dialog.add_filter("Hecta", &question.purpose.endings());
            if let Some(folder) = question.suggested.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                dialog = dialog.set_directory(folder);
            }
            if let Some(name) = question.suggested.file_name() {
                dialog = dialog.set_file_name(name.to_string_lossy());
            }
            let chosen = match question.purpose {
                purpose if purpose.reads() => dialog.pick_file(),
                _ => dialog.save_file(),
            };
            // the window may be gone by now; then nobody wants to know
            let _ = answer.send(chosen);
            wake();
        });
        receiver
    }
}
