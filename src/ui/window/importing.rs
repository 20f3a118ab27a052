//! The window while something is imported, and what it does with reference layers.

use std::path::{Path, PathBuf};
use std::time::Duration;

use eframe::egui::{self, Frame, Panel, Ui, ViewportCommand};

use super::{Window, scene};
use crate::app::ImportAction;
use crate::app::importing::{ImportSource, Importing, Intent};
use crate::app::job::{Job, Outcome, Progress};
use crate::app::reference::ReferenceId;
use crate::app::workspace::{NoticeKind, Workspace, read_remembered};
use crate::geometry::GridBox;
use crate::io::pasted::kind_of_text;
use crate::io::probe::{holds_project, size_of};
use crate::ui::dialogs::{Dialog, Then};
use crate::ui::importing::{ImportEvent, MOST_AT_ONCE_BYTES, show_progress};
use crate::ui::panels::references::ReferenceRequest;
use crate::ui::picker::Purpose;
use crate::ui::request::Request;
use crate::ui::theme::{PANEL_PADDING_PT, Theme};
use crate::ui::waking::wake;

/// For so long reading reference layers goes on without a word, seconds.
const QUIET_S: f64 = 0.6;
/// Heights of the report below the map, points.
const REPORT_HEIGHTS_PT: std::ops::RangeInclusive<f32> = 90.0..=420.0;
const REPORT_HEIGHT_PT: f32 = 150.0;

/// Files that were named, on the command line, to be shown behind the plan.
#[derive(Debug, Default)]
pub(super) struct NamedReferences {
    /// Those that have not been read yet.
    pub(super) files: Vec<PathBuf>,
    /// Whether what is being read was named, so that it is to be seen.
    is_reading: bool,
    /// When reading began, in seconds of the window.
    begun_s: f64,
}

impl Window {
    pub(super) fn act_on_import(&mut self, context: &egui::Context, action: ImportAction) {
        match action {
            ImportAction::Files => self.ask_file(Purpose::Import),
            ImportAction::Reference => self.ask_file(Purpose::Reference),
            ImportAction::Paste => context.send_viewport_cmd(ViewportCommand::RequestPaste),
            ImportAction::Report => self.report.toggle(),
            ImportAction::RestoreReference => {
                if let Some(name) = self.workspace.references_mut().restore() {
                    let text = self.workspace.texts().format("status-reference-restored", &[("name", name.into())]);
                    self.workspace.notify(NoticeKind::Done, text);
                }
            }
        }
    }

    /// Opens a file that was named or dropped: a project after unsaved changes have been settled, others after a look at what they hold.
    pub(super) fn open_named(&mut self, context: &egui::Context, path: PathBuf) {
        if holds_project(&path) {
            self.settle_then(context, Then::OpenFile(path));
        } else {
            self.begin_import(context, vec![ImportSource::File(path)], Intent::Open, false);
        }
    }

    /// Opens a file; unsaved changes have been settled.
    pub(super) fn open_settled(&mut self, context: &egui::Context, path: &Path) {
        if !holds_project(path) {
            return self.begin_import(context, vec![ImportSource::File(path.to_owned())], Intent::Open, true);
        }
        if self.workspace.is_open_elsewhere(path) {
            return self.dialogs.open(Dialog::OpenElsewhere(path.to_owned()));
        }
        self.open_project(context, path, Workspace::open);
    }

    /// Opens a project file, or what is in it.
    pub(super) fn open_project(
        &mut self,
        context: &egui::Context,
        path: &Path,
        open: impl FnOnce(&mut Workspace, &Path) -> bool,
    ) {
        if open(&mut self.workspace, path) {
            self.show_report();
            self.begin_references(context);
        }
    }

    /// Takes in several files at once, or what was pasted, after a look at them.
    pub(super) fn begin_import(&mut self, context: &egui::Context, sources: Vec<ImportSource>, intent: Intent, is_settled: bool) {
        let known = self.workspace.known_places();
        self.import.begin(sources, intent, known, wake(context));
        self.import.is_settled = is_settled;
        context.request_repaint();
    }

    /// A text that is pasted while no field and no entry at the cursor takes it is meant for the map.
    pub(super) fn take_pasted(&mut self, context: &egui::Context) {
        let is_above = context.memory(|memory| memory.top_modal_layer().is_none());
        if !is_above || context.text_edit_focused() || self.workspace.session().entry().is_some() {
            return;
        }
        let pasted = context.input(|input| {
            input.events.iter().find_map(|event| match event {
                egui::Event::Paste(text) => Some(text.clone()),
                _ => None,
            })
        });
        self.requests.extend(pasted.map(Request::Paste));
    }

    /// Imports a text that was pasted on the map.
    pub(super) fn paste(&mut self, context: &egui::Context, text: &str) {
        if kind_of_text(text).is_none() {
            let text = self.workspace.texts().get("import-paste-unknown").to_owned();
            return self.workspace.notify(NoticeKind::Warning, text);
        }
        self.begin_import(context, vec![ImportSource::Text(text.into())], Intent::Look, false);
    }

    /// Goes on with an import as far as it can; whether anything happened.
    pub(super) fn follow_import(&mut self, context: &egui::Context) -> bool {
        let event = self.import.advance();
        let has_event = event.is_some();
        if let Some(event) = event {
            self.on_import(context, event);
        }
        // a file that opens without a dialog of its own is given up with the question about unsaved changes
        if self.import.waits_quietly() && !self.dialogs.is_open() && self.after_save.is_none() {
            self.import.cancel();
        }
        self.begin_named_references(context) | self.follow_reading() || has_event
    }

    /// Begins to read the files that were named, once nothing else is being opened or asked.
    fn begin_named_references(&mut self, context: &egui::Context) -> bool {
        let is_settled = self.import.is_idle() && self.reading.is_none() && !self.dialogs.is_open();
        if self.named_references.files.is_empty() || !is_settled {
            return false;
        }
        let files = std::mem::take(&mut self.named_references.files);
        self.workspace.await_files(&files);
        self.begin_references(context);
        self.named_references.is_reading = self.reading.is_some();
        true
    }

    pub(super) fn on_import(&mut self, context: &egui::Context, event: ImportEvent) {
        match event {
            ImportEvent::Decided => {
                let replaces = self.import.importing().is_some_and(Importing::replaces_document);
                if replaces && !self.import.is_settled {
                    self.settle_then(context, Then::Import);
                } else {
                    self.carry_out_import(context);
                }
            }
            ImportEvent::Unreadable(importing) if importing.failed().is_empty() => {
                let text = self.workspace.texts().get("import-nothing-found").to_owned();
                self.workspace.notify(NoticeKind::Warning, text);
            }
            ImportEvent::Unreadable(importing) => self.workspace.tell_failed(importing.failed()),
            ImportEvent::Broken => {
                let text = self.workspace.texts().get("import-broken").to_owned();
                self.workspace.notify(NoticeKind::Error, text);
            }
            ImportEvent::Ready(prepared, source) => {
                let has_plan = prepared.plan.is_some();
                let added = self.workspace.take_import(*prepared, source.as_deref());
                self.show_report();
                if !has_plan {
                    self.bring_into_sight(&added);
                }
            }
        }
        context.request_repaint();
    }

    /// Carries out what was decided; unsaved changes have been settled if need be.
    pub(super) fn carry_out_import(&mut self, context: &egui::Context) {
        let present = self.workspace.present_boundary();
        self.import.prepare(present, wake(context));
        context.request_repaint();
    }

    /// What is to be decided, or how far reading is.
    pub(super) fn import_dialog(&mut self, context: &egui::Context) {
        let theme = Theme::of(context);
        let scene = scene(&self.workspace, &self.document_name, theme);
        let event = self.import.show(context, &scene);
        let stopped = self.reading.as_ref().is_some_and(|job| {
            let still = self.named_references.begun_s + QUIET_S - context.input(|input| input.time);
            if still > 0.0 {
                // what is soon done needs no box that comes and goes
                context.request_repaint_after(Duration::from_secs_f64(still));
                return false;
            }
            show_progress(context, scene.texts, "import-reading", job.progress())
        });
        if stopped {
            self.reading = None;
            self.workspace.take_references(None);
        }
        if let Some(event) = event {
            self.on_import(context, event);
        }
    }

    /// What the last import had to say, below the map.
    pub(super) fn import_report(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        if self.workspace.import_report().is_empty() {
            self.report.close();
        }
        if !self.report.is_open() {
            return;
        }
        let theme = Theme::of(ui.ctx());
        let frame = Frame::new().fill(theme.panel).inner_margin(PANEL_PADDING_PT / 2.0);
        let panel = Panel::bottom("import report").frame(frame).size_range(REPORT_HEIGHTS_PT).default_size(REPORT_HEIGHT_PT);
        panel.resizable(true).show(ui, |ui| {
            let scene = scene(&self.workspace, &self.document_name, theme);
            self.report.show(ui, &scene, self.workspace.import_report(), requests);
        });
    }

    pub(super) fn on_reference(&mut self, context: &egui::Context, request: ReferenceRequest) {
        let references = self.workspace.references_mut();
        match request {
            ReferenceRequest::Look(id, look) => references.set_look(id, look),
            ReferenceRequest::Label(id, column) => {
                let column = column.and_then(|at| Some(references.get(id)?.shape.columns().nth(at)?.to_owned()));
                references.set_label(id, column);
            }
            ReferenceRequest::Move(id, by) => drop(references.reorder(id, by)),
            ReferenceRequest::Zoom(id) => {
                if let Some(bounds) = references.get(id).and_then(|layer| layer.shape.bounds()) {
                    self.canvas.zoom_to(bounds);
                }
            }
            ReferenceRequest::Rename(id) => {
                if let Some(name) = references.get(id).map(|layer| layer.name.clone()) {
                    self.dialogs.open(Dialog::RenameReference { id, name });
                }
            }
            ReferenceRequest::Remove(id) => self.workspace.remove_reference(id),
            ReferenceRequest::Forget(at) => drop(references.forget(at)),
            ReferenceRequest::ReadAgain(at) => {
                if let Some(layer) = references.forget(at) {
                    self.workspace.await_reference(layer);
                    self.begin_references(context);
                }
            }
        }
    }

    /// Reads the reference layers of the document beside the window.
    pub(super) fn begin_references(&mut self, context: &egui::Context) {
        let awaited = self.workspace.awaited_references().to_vec();
        if awaited.is_empty() {
            return;
        }
        let plan_crs = self.workspace.session().document().crs();
        let bytes: u64 = awaited.iter().filter_map(|layer| size_of(&layer.path)).sum();
        let work = move |progress: &Progress| read_remembered(awaited, plan_crs, progress);
        let is_quick = bytes <= MOST_AT_ONCE_BYTES;
        self.named_references.begun_s = context.input(|input| input.time);
        self.reading = Some(if is_quick { Job::done_at_once(work) } else { Job::start(wake(context), work) });
    }

    /// Takes reference layers that have been read.
    fn follow_reading(&mut self) -> bool {
        let read = match self.reading.as_ref().map(Job::poll) {
            None | Some(Outcome::Running) => return false,
            Some(Outcome::Done(read)) => read,
            Some(Outcome::Failed) => None,
        };
        self.reading = None;
        let added = self.workspace.take_references(read);
        if std::mem::take(&mut self.named_references.is_reading) {
            self.bring_into_sight(&added);
        }
        true
    }

    /// Opens the report if there is something to look at.
    fn show_report(&mut self) {
        let (errors, warnings) = self.workspace.import_report().counts();
        if errors + warnings > 0 { self.report.open() } else { self.report.close() }
    }

    /// Shows layers of which nothing is on screen.
    fn bring_into_sight(&mut self, added: &[ReferenceId]) {
        let references = self.workspace.references();
        let bounds = added.iter().filter_map(|id| references.get(*id)?.shape.bounds()).reduce(GridBox::union);
        if let Some(bounds) = bounds.filter(|bounds| !bounds.intersects(self.canvas.view().visible())) {
            self.canvas.jump_to(bounds);
        }
    }
}
