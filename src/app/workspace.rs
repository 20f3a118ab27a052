//! The whole application without a window: session, file, settings, texts, and what there is to tell the planner.

mod alternatives;
mod exported;
mod imported;
mod references;
mod keeping;
mod report;
mod saving;
mod snapshots;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::action::Action;
use super::alternatives::Alternatives;
use super::cross::CrossedLayer;
use super::exporting::ExportOrder;
use super::i18n::{Language, Texts};
use super::import_text::{error_text, export_error_text};
use super::importing::ImportReport;
use super::reference::References;
use super::session::{Communes, Session};
use super::settings::Settings;
use crate::check::Verdict;
use crate::edit::Command;
use crate::geometry::ProjectCrs;
use crate::geometry::crs::Decimals;
use crate::io::PackageSchema;
use crate::io::embedded::{self, SamplePlan};
use crate::io::fingerprint::Fingerprint;
use crate::io::import::{ImportedBoundary, import_boundary, import_plan};
use crate::io::project::{self, OpenedProject};
use crate::io::snapshot::Snapshot;
use crate::io::{ExportError, ImportError, ReadOptions, UserFiles};
use crate::plan::{Division, Plan};
pub use references::{ReadReference, read_remembered};

use keeping::Keeping;
pub use keeping::Recoverable;
pub use saving::Saved;

/// How urgent a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Something was done, but should be looked at.
    Warning,
    /// Something was not done.
    Error,
}

/// Something to tell the planner once, in the present language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How urgent.
    pub kind: NoticeKind,
    /// The words.
    pub text: String,
    /// What it offers to do about it.
    pub offer: Option<Action>,
}

/// The application: everything the window shows and does, testable without one.
#[derive(Debug)]
pub struct Workspace {
    session: Session,
    alternatives: Alternatives,
    texts: Texts,
    settings: Settings,
    written_settings: Settings,
    user_files: Option<UserFiles>,
    file: Option<PathBuf>,
    /// What the file was when it was opened or saved last.
    opened_as: Option<Fingerprint>,
    place: saving::Place,
    /// The project file it was opened from, also if it is a copy.
    came_from: Option<PathBuf>,
    snapshots: Vec<Arc<Snapshot>>,
    saved_revision: u64,
    keeping: Keeping,
    notices: Vec<Notice>,
    report: ImportReport,
    references: References,
    /// What of the references is to be written down.
    reference_notes: references::ReferenceNotes,
    last_export: Option<PathBuf>,
    /// The parcels by zone that are shown, if they are about the plan as it is.
    cross_table: Option<Arc<CrossedLayer>>,
}

impl Workspace {
    /// Starts on the sample plan with the settings of the user; without `user_files` nothing is remembered.
    pub fn start(user_files: Option<UserFiles>) -> Result<Self, ImportError> {
        let mut notices = Vec::new();
        let read = user_files.as_ref().map(UserFiles::read_settings::<Settings>);
        let settings = match read {
            Some(Ok(settings)) => settings.unwrap_or_default(),
            // a broken settings file must not keep anyone from working
            Some(Err(error)) => {
                notices.push(Notice { kind: NoticeKind::Warning, text: error.to_string(), offer: None });
                Settings::default()
            }
            None => Settings::default(),
        };
        let texts = Texts::new(settings.language);
        let crs = ProjectCrs::default();
        let communes = Communes {
            until2025: embedded::communes(Division::Until2025, crs)?.into(),
            since2025: embedded::communes(Division::Since2025, crs)?.into(),
        };
        let plan = embedded::sample_plan(SamplePlan::Finished, texts.get("app-sample-plan"), crs)?.plan;
        let mut session = Session::new(plan.with_layers(settings.layers), communes);
        session.set_snaps(settings.snaps);
        Ok(Self {
            keeping: Keeping::start(user_files.as_ref()),
            written_settings: settings.clone(),
            session,
            alternatives: Alternatives::default(),
            texts,
            settings,
            user_files,
            file: None,
            opened_as: None,
            place: saving::Place::default(),
            came_from: None,
            snapshots: Vec::new(),
            saved_revision: 0,
            notices,
            report: ImportReport::default(),
            references: References::default(),
            reference_notes: references::ReferenceNotes::default(),
            last_export: None,
            cross_table: None,
        })
    }

    /// The document being worked on.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// The document being worked on, to work on it.
    pub const fn session_mut(&mut self) -> &mut Session {
        &mut self.session
    }

    /// The texts of the present language.
    pub const fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Session and texts at once, for views that need both.
    pub const fn session_and_texts(&mut self) -> (&mut Session, &Texts) {
        (&mut self.session, &self.texts)
    }

    /// Speaks another language from now on.
    pub fn set_language(&mut self, language: Language) {
        if self.texts.language() != language {
            self.texts = Texts::new(language);
        }
        self.settings.language = language;
    }

    /// What the program remembers.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What the program remembers, to be changed; [`keep`](Self::keep) writes it.
    pub const fn settings_mut(&mut self) -> &mut Settings {
        &mut self.settings
    }

    /// The project file of the document, if it has one.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Name of the document: its file's, else its title, else "untitled". The embedded plans are named in the present language.
    pub fn document_name(&self) -> String {
        if let Some(stem) = self.file.as_ref().and_then(|path| path.file_stem()) {
            return stem.to_string_lossy().into_owned();
        }
        match self.session.document().title() {
            "" => self.texts.get("app-untitled").to_owned(),
            title => embedded_title_id(title).map_or(title, |id| self.texts.get(id)).to_owned(),
        }
    }

    /// Title of the window.
    pub fn window_title(&self) -> String {
        let id = if self.is_modified() { "app-window-title-modified" } else { "app-window-title" };
        self.texts.format(id, &[("plan", self.document_name().into())])
    }

    /// Whether there are changes that are not in the project file.
    pub const fn is_modified(&self) -> bool {
        self.session.revisions().committed != self.saved_revision
    }

    /// What there is to tell, oldest first; each is given once.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// What was noticed while the document was opened or something was imported, feature by feature.
    pub const fn import_report(&self) -> &ImportReport {
        &self.report
    }

    /// Tells the planner something.
    pub fn notify(&mut self, kind: NoticeKind, text: String) {
        self.notices.push(Notice { kind, text, offer: None });
    }

    /// Tells the planner something, with something to do about it.
    pub fn notify_with(&mut self, kind: NoticeKind, text: String, offer: Action) {
        self.notices.push(Notice { kind, text, offer: Some(offer) });
    }

    /// Starts an empty plan in the demonstration boundary.
    pub fn new_plan(&mut self) {
        match embedded::demonstration_boundary(ProjectCrs::default()) {
            Ok(ImportedBoundary { boundary, approval, .. }) => {
                let (plan, _) = Plan::assemble("", ProjectCrs::default(), approval, Some(&boundary), Vec::new());
                self.show(plan);
            }
            Err(error) => self.tell_error(error_text(&self.texts, "", &error)),
        }
    }

    /// Opens one of the plans inside the program.
    pub fn open_sample(&mut self, which: SamplePlan) {
        let title = match which {
            SamplePlan::Finished => "app-sample-plan",
            SamplePlan::Unfinished => "app-unfinished-plan",
        };
        match embedded::sample_plan(which, self.texts.get(title), ProjectCrs::default()) {
            Ok(imported) => self.show(imported.plan),
            Err(error) => self.tell_error(error_text(&self.texts, "", &error)),
        }
    }

    /// Opens a project file or any vector file; whether that succeeded. On failure the present document stays.
    ///
    /// Zones from a file without a boundary are laid into the present one.
    pub fn open(&mut self, path: &Path) -> bool {
        self.open_as(path, true)
    }

    /// Opens what is in a project file as a document without a file: it is saved under another name.
    pub fn open_copy(&mut self, path: &Path) -> bool {
        self.open_as(path, false)
    }

    fn open_as(&mut self, path: &Path, owns_file: bool) -> bool {
        // before it is read: what changes while it is read is noticed too
        let fingerprint = Fingerprint::of(path).ok().flatten();
        match self.read(path) {
            Ok((opened, is_project)) => {
                self.report = self.report_of(&opened, &file_name(path));
                let file = (is_project && owns_file).then(|| path.to_owned());
                self.show_keeping_report(opened, file.map(|file| (file, fingerprint)));
                self.came_from = is_project.then(|| path.to_owned());
                self.settings.remember(path);
                self.tell_opened(path);
                true
            }
            Err(error) => {
                self.tell_error(error_text(&self.texts, &file_name(path), &error));
                false
            }
        }
    }

    /// Puts the boundary of a file under the zones, as one step that can be undone; whether that succeeded.
    pub fn load_boundary(&mut self, path: &Path) -> bool {
        match import_boundary(path, ReadOptions::default()) {
            Ok(ImportedBoundary { boundary, .. }) => {
                let done = self.session.perform(&Command::SetBoundary { boundary: Box::new(boundary) }).is_ok();
                if done {
                    let text = self.texts.format("status-boundary-loaded", &[("file", file_name(path).into())]);
                    self.notify(NoticeKind::Done, text);
                }
                done
            }
            Err(error) => {
                self.tell_error(error_text(&self.texts, &file_name(path), &error));
                false
            }
        }
    }

    /// What is in a file, and whether it is a project; other files make a document of one plan.
    fn read(&self, path: &Path) -> Result<(OpenedProject, bool), ImportError> {
        let is_geopackage = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gpkg"));
        if is_geopackage && let Some(opened) = project::open_alternatives(path)? {
            return Ok((opened, true));
        }
        let mut imported = import_plan(path, ReadOptions::default(), None, None)?;
        let present = self.session.document();
        if let (Some(boundary), None) = (present.boundary(), imported.plan.boundary()) {
            let approval = present.approval().clone();
            let present = ImportedBoundary { boundary: boundary.clone(), approval, problems: Vec::new() };
            imported = import_plan(path, ReadOptions::default(), Some(present), None)?;
        }
        imported.plan = imported.plan.with_layers(self.settings.layers);
        Ok((OpenedProject::from(imported), false))
    }

    /// Shows a plan that is in no project file: its layers are as the planner likes them.
    fn show(&mut self, plan: Plan) {
        self.report = ImportReport::default();
        let plan = plan.with_layers(self.settings.layers);
        self.show_keeping_report(OpenedProject::from(plan), None);
    }

    fn show_keeping_report(&mut self, opened: OpenedProject, file: Option<(PathBuf, Option<Fingerprint>)>) {
        self.keeping.told_dropped = false;
        self.replace_alternatives(opened);
        let (file, fingerprint) = file.map_or((None, None), |(file, fingerprint)| (Some(file), fingerprint));
        self.meet_references_of(file.as_deref());
        self.take_file(file, fingerprint);
        self.saved_revision = self.session.revisions().committed;
        self.end_journal();
    }

    /// Whether an export needs a reason, because the plan does not pass.
    pub fn export_needs_reason(&self) -> bool {
        self.session.document_judgement().verdict != Verdict::Pass
    }

    /// Exports the plan by the ending of `path`; whether that succeeded. A plan that does not pass needs a reason, which the
    /// file carries with the word "draft".
    pub fn export(&mut self, path: &Path, draft_reason: Option<&str>) -> bool {
        self.export_as(path, draft_reason, PackageSchema::default())
    }

    /// Exports like [`export`](Self::export); a GeoPackage gets the tables of `schema`.
    pub fn export_as(&mut self, path: &Path, draft_reason: Option<&str>, schema: PackageSchema) -> bool {
        let order = ExportOrder {
            alternative: self.alternatives.current(),
            schema,
            decimals: Decimals::Fewest,
            language: self.texts.language(),
            draft_reason: draft_reason.map(str::to_owned),
        };
        self.carry_out_export(path, &order)
    }

    fn tell_error(&mut self, text: String) {
        self.notify(NoticeKind::Error, text);
    }

    fn tell_export_error(&mut self, path: &Path, error: &ExportError) {
        self.tell_error(export_error_text(&self.texts, &file_name(path), error));
    }
}

/// The text that `title` is in one of the languages, if it is the title of an embedded plan.
fn embedded_title_id(title: &str) -> Option<&'static str> {
    let is_title = |id: &&str| Language::ALL.iter().any(|l| l.source().contains(&format!("\n{id} = {title}\n")));
    ["app-sample-plan", "app-unfinished-plan"].into_iter().find(is_title)
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
