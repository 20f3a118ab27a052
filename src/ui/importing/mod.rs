//! Importing in the window: what was found and what becomes of it, how far long reading is, and what there was to tell afterwards.

mod details;
mod encoding;
mod form;
mod layers;
mod minimap;
mod reading;
mod report;

use std::path::PathBuf;

use eframe::egui::{self, Id, Modal, ProgressBar, RichText};

use crate::app::Texts;
use crate::app::importing::{ImportSource, Importing, Intent, Prepared};
use crate::app::job::{Job, Outcome, Progress, Wake};
use crate::io::probe::size_of;
use crate::io::{ImportedBoundary, KnownPlaces, Stage};
use crate::ui::request::Scene;
use crate::ui::theme::{ROW_HEIGHT_PT, fonts};

use form::Form;
pub use report::ReportPanel;

/// Sources of fewer bytes in all are read at once, larger ones beside the window.
pub const MOST_AT_ONCE_BYTES: u64 = 1 << 19;
/// Layers of fewer positions in all are laid at once.
const MOST_AT_ONCE_POSITIONS: usize = 20_000;
/// Width of the box that says how far reading is, points.
const PROGRESS_WIDTH_PT: f32 = 360.0;
/// How often the box is painted anew, milliseconds.
const PROGRESS_EVERY_MS: u64 = 250;

/// What came of importing, to be dealt with by the window.
#[derive(Debug)]
pub enum ImportEvent {
    /// What was found has nothing to be decided, or its decisions were made: it may be carried out.
    Decided,
    /// Nothing was found; the reasons are among what [failed](Importing::failed).
    Unreadable(Importing),
    /// It is ready to be put in place.
    Ready(Box<Prepared>, Option<PathBuf>),
    /// Reading ended without a result.
    Broken,
}

/// The state of an import.
#[derive(Debug, Default)]
enum State {
    #[default]
    Idle,
    Reading {
        job: Job<Option<Importing>>,
        intent: Intent,
    },
    Deciding(Box<Form>),
    Preparing {
        job: Job<Option<Prepared>>,
        source: Option<PathBuf>,
    },
}

/// An import from the file to the map; at most one at a time.
#[derive(Debug, Default)]
pub struct ImportFlow {
    state: State,
    /// Whether unsaved changes have been asked about.
    pub is_settled: bool,
}

impl ImportFlow {
    /// Begins to read; an import under way is given up.
    pub fn begin(&mut self, sources: Vec<ImportSource>, intent: Intent, known: KnownPlaces, wake: Wake) {
        let size = |source: &ImportSource| match source {
            ImportSource::File(path) => size_of(path).unwrap_or(0),
            ImportSource::Text(text) => text.len() as u64,
        };
        let bytes: u64 = sources.iter().map(size).sum();
        let work = move |progress: &Progress| Importing::read(sources, intent, &known, progress);
        let job = if bytes <= MOST_AT_ONCE_BYTES { Job::done_at_once(work) } else { Job::start(wake, work) };
        self.is_settled = false;
        self.state = State::Reading { job, intent };
    }

    /// Whether nothing is being imported.
    pub const fn is_idle(&self) -> bool {
        matches!(self.state, State::Idle)
    }

    /// What is being decided about.
    pub fn importing(&self) -> Option<&Importing> {
        match &self.state {
            State::Deciding(form) => Some(&form.importing),
            _ => None,
        }
    }

    /// Whether what was found waits only for unsaved changes to be settled, without a dialog of its own.
    pub fn waits_quietly(&self) -> bool {
        matches!(&self.state, State::Deciding(form) if form.is_quiet)
    }

    /// Gives the import up; nothing has been changed by it.
    pub fn cancel(&mut self) {
        self.state = State::Idle;
    }

    /// Carries out what was decided.
    pub fn prepare(&mut self, present: Option<ImportedBoundary>, wake: Wake) {
        let State::Deciding(form) = &self.state else { return };
        let importing = &form.importing;
        let positions: usize = importing.layers().iter().map(|layer| layer.counts.vertices).sum();
        let source = importing.files().first().and_then(|file| file.source.path()).map(ToOwned::to_owned);
        let order = importing.order();
        let work = move |progress: &Progress| order.carry_out(present, progress);
        let job = if positions <= MOST_AT_ONCE_POSITIONS { Job::done_at_once(work) } else { Job::start(wake, work) };
        self.state = State::Preparing { job, source };
    }

    /// Goes on as far as it can without waiting.
    pub fn advance(&mut self) -> Option<ImportEvent> {
        match std::mem::take(&mut self.state) {
            State::Reading { job, intent } => match job.poll() {
                Outcome::Running => self.state = State::Reading { job, intent },
                Outcome::Failed => return Some(ImportEvent::Broken),
                Outcome::Done(None) => {}
                Outcome::Done(Some(importing)) if importing.layers().is_empty() => {
                    return Some(ImportEvent::Unreadable(importing));
                }
                Outcome::Done(Some(importing)) => {
                    let is_quiet = matches!(intent, Intent::Open | Intent::Boundary) && importing.is_sound();
                    self.state = State::Deciding(Box::new(Form::new(importing, is_quiet)));
                    return is_quiet.then_some(ImportEvent::Decided);
                }
            },
            State::Preparing { job, source } => match job.poll() {
                Outcome::Running => self.state = State::Preparing { job, source },
                Outcome::Failed => return Some(ImportEvent::Broken),
                Outcome::Done(None) => {}
                Outcome::Done(Some(prepared)) => return Some(ImportEvent::Ready(Box::new(prepared), source)),
            },
            state => self.state = state,
        }
        None
    }

    /// Shows what is to be decided, or how far the work is.
    pub fn show(&mut self, context: &egui::Context, scene: &Scene<'_>) -> Option<ImportEvent> {
        let cancelled = match &mut self.state {
            State::Idle => return None,
            State::Reading { job, .. } => show_progress(context, scene.texts, "import-reading", job.progress()),
            State::Preparing { job, .. } => show_progress(context, scene.texts, "import-placing", job.progress()),
            State::Deciding(form) if form.is_quiet => return None,
            State::Deciding(form) => match form.show(context, scene) {
                Some(true) => return Some(ImportEvent::Decided),
                Some(false) => true,
                None => false,
            },
        };
        if cancelled {
            self.cancel();
        }
        None
    }
}

/// Id of what is being done with a file.
const fn stage_id(stage: Stage) -> &'static str {
    match stage {
        Stage::Parsing | Stage::Records => "import-reading",
        Stage::Placing => "import-placing",
        Stage::Indexing => "import-indexing",
    }
}

/// How much is done of how much, in the unit of what is being done.
fn progress_text(texts: &Texts, stage: Option<Stage>, parts: [usize; 2]) -> String {
    let numbers = texts.numbers();
    let [done, total] = parts.map(|part| match stage {
        Some(Stage::Parsing) => numbers.number(part as f64 / 1_048_576.0, 1),
        _ => numbers.number(part as f64, 0),
    });
    let id = match stage {
        None => return format!("{done} / {total}"),
        Some(Stage::Parsing) => "import-progress-megabytes",
        Some(Stage::Placing) => "import-progress-positions",
        Some(Stage::Records | Stage::Indexing) => "import-progress-features",
    };
    texts.format(id, &[("done", done.into()), ("total", total.into())])
}

/// What is being done, how much is left, and a button that stops it; whether that was pressed.
pub fn show_progress(context: &egui::Context, texts: &Texts, id: &'static str, progress: &Progress) -> bool {
    context.request_repaint_after(std::time::Duration::from_millis(PROGRESS_EVERY_MS));
    let frame = egui::Frame::popup(&context.global_style()).inner_margin(16.0);
    let modal = Modal::new(Id::unique("import progress")).frame(frame).show(context, |ui| {
        ui.set_width(PROGRESS_WIDTH_PT);
        let what = texts.format(progress.stage().map_or(id, stage_id), &[("name", progress.what().into())]);
        ui.add(egui::Label::new(RichText::new(what).text_style(fonts::strong())).truncate());
        match progress.parts() {
            Some((done, total)) => {
                let count = progress_text(texts, progress.stage(), [done, total]);
                ui.add(ProgressBar::new(done as f32 / total as f32).text(count));
            }
            None => {
                // a spinner would paint the window anew without a pause, which takes from the work it waits for
                ui.add(ProgressBar::new(0.0).text("…"));
            }
        }
        let size = egui::vec2(ui.available_width(), ROW_HEIGHT_PT);
        ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.button(texts.get("dialog-cancel")).clicked()
        })
        .inner
    });
    modal.inner || modal.should_close()
}
