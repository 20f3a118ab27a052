//! Why a subcommand could not do its work; each is one line on standard error.

use std::path::PathBuf;

use crate::app::Texts;
use crate::app::import_text::{error_text, export_error_text, problem_text};
use crate::app::law::rule_file_text;
use crate::app::picture::{PictureError, PictureSize, UnusableSize};
use crate::app::verified_text::verify_error_text;
use crate::check::RuleFileError;
use crate::edit::Refusal;
use crate::geometry::ProjectCrs;
use crate::geometry::crs::CrsError;
use crate::io::atomic::WriteError;
use crate::io::{ExportError, ImportError, ImportProblem, VerifyError};
use crate::ui::WindowError;

/// Input or arguments that cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("{detail}")]
    Arguments { detail: String },
    #[error("{path}: {source}", path = path.display())]
    Import { path: PathBuf, source: Box<ImportError> },
    #[error("{path}: {problem}", path = path.display())]
    Problem { path: PathBuf, problem: Box<ImportProblem> },
    #[error("{path}: {source}", path = path.display())]
    Rules { path: PathBuf, source: Box<RuleFileError> },
    #[error("the embedded data cannot be read: {source}")]
    Embedded { source: Box<ImportError> },
    #[error(transparent)]
    Crs { source: CrsError },
    #[error("{path} has no alternative {wanted}; it has: {known}", path = path.display())]
    NoSuchAlternative { path: PathBuf, wanted: String, known: String },
    #[error("the plan has no table {wanted}; it has: {known}")]
    NoSuchTable { wanted: String, known: String },
    #[error("{path} has no attribute {wanted}; it has: {known}", path = path.display())]
    NoSuchColumn { path: PathBuf, wanted: String, known: String },
    #[error("{path} has no layer {wanted}; it has: {known}", path = path.display())]
    NoSuchLayer { path: PathBuf, wanted: String, known: String },
    #[error("{path} has no polygons", path = path.display())]
    NoLand { path: PathBuf },
    #[error("{text} is not an area in hectares")]
    NotHectares { text: String },
    #[error("{text} is no code of a dossier")]
    NotACode { text: String },
    #[error("{text} is not a date")]
    NotADate { text: String },
    #[error("there is no zone {text}, or several; there are {known}")]
    NoZone { text: String, known: String },
    #[error("{text} is not a list of areas or shares")]
    NotAProgramme { text: String },
    #[error("{text} is not a bearing")]
    NotABearing { text: String },
    #[error("{detail}")]
    Unsolved { detail: String },
    #[error(transparent)]
    Size(#[from] UnusableSize),
    #[error("{path} has an ending that is not written", path = path.display())]
    UnknownEnding { path: PathBuf, known: &'static str },
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("{path}: {source}", path = path.display())]
    Export { path: PathBuf, source: Box<ExportError> },
    #[error("{path} is both the file to read and the file to write", path = path.display())]
    SameFile { path: PathBuf },
    #[error("{path} is on another grid ({crs}) than the plan it is compared with ({wanted})", path = path.display())]
    OtherGrid { path: PathBuf, crs: ProjectCrs, wanted: ProjectCrs },
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error("the figure cannot be set: {source}")]
    Refused { source: Box<Refusal> },
    #[error("the report cannot be written as JSON: {source}")]
    Json { source: serde_json::Error },
    #[error("{path}: {source}", path = path.display())]
    Verify { path: PathBuf, source: Box<VerifyError> },
    #[error(transparent)]
    Window(Box<WindowError>),
}

impl Failure {
    /// What is wrong, in the language of `texts`.
    pub(super) fn line(&self, texts: &Texts) -> String {
        let with = |id: &str, name: &str, value: String| texts.format(id, &[(name, value.into())]);
        match self {
            Self::Import { path, source } => error_text(texts, &path.display().to_string(), source),
            Self::Rules { path, source } => rule_file_text(texts, &path.display().to_string(), source),
            Self::Problem { path, problem } => format!("{}: {}", path.display(), problem_text(texts, problem)),
            Self::NoSuchAlternative { path, wanted, known } => texts.format(
                if known.is_empty() { "cli-error-no-alternatives" } else { "cli-error-no-such-alternative" },
                &[
                    ("path", path.display().to_string().into()),
                    ("value", wanted.as_str().into()),
                    ("known", known.as_str().into()),
                ],
            ),
            Self::NoSuchTable { wanted, known } => {
                texts.format("cli-error-no-table", &[("value", wanted.as_str().into()), ("known", known.as_str().into())])
            }
            Self::NoSuchColumn { path, wanted, known } | Self::NoSuchLayer { path, wanted, known } => texts.format(
                if matches!(self, Self::NoSuchColumn { .. }) { "cli-error-no-column" } else { "cli-error-no-layer" },
                &[
                    ("path", path.display().to_string().into()),
                    ("value", wanted.as_str().into()),
                    ("known", known.as_str().into()),
                ],
            ),
            Self::NoLand { path } => with("cli-error-no-land", "path", path.display().to_string()),
            Self::NotHectares { text } => with("cli-error-not-hectares", "value", text.clone()),
            Self::NotACode { text } => with("cli-error-not-a-code", "value", text.clone()),
            Self::NotADate { text } => with("cli-error-not-a-date", "value", text.clone()),
            Self::NoZone { text, known } => {
                texts.format("cli-error-no-zone", &[("value", text.as_str().into()), ("known", known.as_str().into())])
            }
            Self::NotAProgramme { text } => with("cli-error-list", "value", text.clone()),
            Self::NotABearing { text } => with("cli-error-bearing", "value", text.clone()),
            Self::Size(UnusableSize { text }) => texts.format(
                "cli-error-size",
                &[
                    ("value", text.as_str().into()),
                    ("least", PictureSize::LEAST_PX.to_string().into()),
                    ("most", PictureSize::MOST_PX.to_string().into()),
                ],
            ),
            Self::UnknownEnding { path, known } => {
                texts.format("cli-error-ending", &[("path", path.display().to_string().into()), ("known", (*known).into())])
            }
            Self::Write(WriteError { path, source }) => texts
                .format("cli-error-write", &[("path", path.display().to_string().into()), ("detail", source.to_string().into())]),
            Self::Crs { source } => with("cli-error-crs", "detail", source.to_string()),
            Self::Export { path, source } => export_error_text(texts, &path.display().to_string(), source),
            Self::SameFile { path } => with("cli-error-same-file", "path", path.display().to_string()),
            Self::OtherGrid { path, crs, wanted } => texts.format(
                "cli-error-other-grid",
                &[
                    ("path", path.display().to_string().into()),
                    ("crs", crs.to_string().into()),
                    ("wanted", wanted.to_string().into()),
                ],
            ),
            Self::Verify { path, source } => verify_error_text(texts, &path.display().to_string(), source),
            Self::Window(error) => error.text(texts),
            Self::Arguments { .. }
            | Self::Unsolved { .. }
            | Self::Embedded { .. }
            | Self::Refused { .. }
            | Self::Picture(_)
            | Self::Json { .. } => self.to_string(),
        }
    }
}
