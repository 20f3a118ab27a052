//! Edits survive the end of the process: each is put into the journal, and what a dead window left is offered.

use std::path::PathBuf;

use super::{NoticeKind, Workspace, file_name};
use crate::app::action::step_name;
use crate::app::i18n::Texts;
use crate::app::import_text::error_text;
use crate::io::journal::{Abandoned, DocumentToKeep, Journal, JournalError, Journals, KeptAlternative, KeptStep, Origin};
use crate::io::project;
use crate::io::{Fingerprint, UserFiles};

/// The journal of the document, and those that others left.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    journals: Option<Journals>,
    pub(super) journal: Option<Journal>,
    /// The state that is in the journal or in the project file.
    pub(super) revision: u64,
    at: Option<String>,
    /// Why the last step could not be kept, as it was told.
    failure: Option<String>,
    left_behind: Vec<LeftBehind>,
    /// Whether the planner knows that the history of the document no longer holds its oldest steps.
    pub(super) told_dropped: bool,
}

/// What a window that ended unexpectedly left.
#[derive(Debug)]
enum LeftBehind {
    Journal(Box<Abandoned>),
    /// The file of a version that had no journal.
    OlderFile(PathBuf),
}

/// Something that can be recovered, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recoverable {
    /// Name of the document.
    pub name: String,
    /// What there is of it, or why it cannot be read.
    pub detail: String,
    /// Whether it can be brought back.
    pub is_readable: bool,
}

impl Keeping {
    /// Looks for what was left behind.
    pub(super) fn start(files: Option<&UserFiles>) -> Self {
        let Some(files) = files else { return Self::default() };
        let journals = files.journals();
        let abandoned = journals.abandoned().into_iter().map(|one| LeftBehind::Journal(Box::new(one)));
        let older = files.has_recovery().then(|| LeftBehind::OlderFile(files.recovery().to_owned()));
        Self { left_behind: abandoned.chain(older).collect(), journals: Some(journals), ..Self::default() }
    }
}

impl Workspace {
    /// When the last change was put into the journal, `hh:mm:ss`.
    pub fn kept_at(&self) -> Option<&str> {
        self.keeping.at.as_deref()
    }

    /// Puts what changed since the last call on disk: the document into the journal, and the settings.
    ///
    /// To be called after each frame in which something happened; costs nothing when nothing did. What is only shown, as a
    /// gesture under way, is left out. What could not be written is tried again at the next call.
    pub fn keep(&mut self) {
        self.keep_settings();
        self.tell_dropped_steps();
        let committed = self.session.revisions().committed;
        if committed == self.keeping.revision || self.keeping.journals.is_none() {
            return;
        }
        let now = jiff::Zoned::now();
        match self.keep_in_journal(&now) {
            Ok(()) => {
                self.keeping.revision = committed;
                self.keeping.at = Some(now.strftime("%H:%M:%S").to_string());
                if self.keeping.failure.take().is_some() {
                    let text = self.texts.get("status-journal-again").to_owned();
                    self.notify(NoticeKind::Done, text);
                }
            }
            Err(error) => {
                self.keeping.at = None;
                let text = self.texts.format("error-journal", &[("cause", error.to_string().into())]);
                // once is enough, though it is tried again and again
                if self.keeping.failure.as_ref() != Some(&text) {
                    self.notify(NoticeKind::Error, text.clone());
                    self.keeping.failure = Some(text);
                }
            }
        }
    }

    fn keep_in_journal(&mut self, now: &jiff::Zoned) -> Result<(), JournalError> {
        let last = self.session.history().next_undo();
        let step = KeptStep {
            made: now.to_string(),
            code: last.map(|step| step.code.to_owned()).unwrap_or_default(),
            subject: last.map(|step| step.subject.clone()).unwrap_or_default(),
        };
        let document = self.document_to_keep();
        let origin = Origin { file: self.file.clone(), fingerprint: self.opened_as, announced: None, name: self.document_name() };
        let Keeping { journal, journals, .. } = &mut self.keeping;
        let journal = match (journal, journals) {
            (Some(journal), _) => journal,
            (empty @ None, Some(journals)) => empty.insert(journals.begin(&origin)?),
            (None, None) => return Ok(()),
        };
        journal.keep(document, &step)
    }

    fn document_to_keep(&self) -> DocumentToKeep {
        let alternatives = self.alternatives.titles().map(|title| KeptAlternative {
            number: title.id.0,
            name: title.name.clone(),
            parts: match self.alternatives.waiting(title.id) {
                Some(waiting) => waiting.document().parts(),
                None => self.session.settled_parts(),
            },
        });
        let (alternatives, current) = (alternatives.collect(), self.alternatives.current_place());
        DocumentToKeep { alternatives, current, snapshots: self.snapshots.clone() }
    }

    /// Says once for each document that its oldest steps can no longer be undone.
    fn tell_dropped_steps(&mut self) {
        if self.session.history().dropped() > 0 && !std::mem::replace(&mut self.keeping.told_dropped, true) {
            let count = self.session.history().steps().0.len();
            let text = self.texts.format("status-history-dropped", &[("count", count.into())]);
            self.notify(NoticeKind::Warning, text);
        }
    }

    fn keep_settings(&mut self) {
        let Some(files) = self.user_files.clone() else { return };
        self.settings.snaps = self.session.snaps();
        self.note_references();
        if self.settings == self.written_settings {
            return;
        }
        let written = files.write_settings(&self.settings);
        // one message is enough, also when it fails
        self.written_settings = self.settings.clone();
        if let Err(error) = written {
            let text = self.texts.format("error-settings", &[("cause", error.to_string().into())]);
            self.notify(NoticeKind::Warning, text);
        }
    }

    /// Says in the journal what is about to take the place of the project file.
    pub(super) fn announce(journal: &mut Option<Journal>, fingerprint: Fingerprint) {
        if let Some(journal) = journal {
            // at worst one is asked later whether one's own file may be overwritten
            drop(journal.announce(fingerprint));
        }
    }

    /// The present state is in a file, or not wanted: the journal of it goes.
    pub(super) fn end_journal(&mut self) {
        self.keeping.revision = self.session.revisions().committed;
        self.keeping.failure = None;
        if let Some(Err(error)) = self.keeping.journal.take().map(Journal::discard) {
            let text = self.texts.format("error-journal", &[("cause", error.to_string().into())]);
            self.notify(NoticeKind::Warning, text);
        }
    }

    /// Whether a window ended unexpectedly and what was worked on in it is still there.
    pub const fn is_recoverable(&self) -> bool {
        !self.keeping.left_behind.is_empty()
    }

    /// What windows that ended unexpectedly left, newest first.
    pub fn recoverable(&self) -> Vec<Recoverable> {
        self.keeping.left_behind.iter().map(|left| left.in_words(&self.texts)).collect()
    }

    /// Brings back the newest of what was left behind; see [`recover_at`](Self::recover_at).
    pub fn recover(&mut self) -> bool {
        self.recover_at(0)
    }

    /// Brings back one of [`recoverable`](Self::recoverable) in place of the document; it counts as modified, and is kept on.
    /// What cannot be read stays on disk. The others are offered again at the next start.
    pub fn recover_at(&mut self, index: usize) -> bool {
        if index >= self.keeping.left_behind.len() {
            return false;
        }
        let done = match self.keeping.left_behind.remove(index) {
            LeftBehind::Journal(abandoned) => self.recover_journal(*abandoned),
            LeftBehind::OlderFile(path) => self.recover_file(&path),
        };
        if done && self.is_recoverable() {
            let count = self.keeping.left_behind.len() as i64;
            let text = self.texts.format("status-more-recoverable", &[("count", count.into())]);
            self.notify(NoticeKind::Warning, text);
            self.postpone_recovery();
        }
        done
    }

    fn recover_journal(&mut self, abandoned: Abandoned) -> bool {
        match abandoned.restore() {
            Ok((document, journal)) => {
                self.end_journal();
                self.drop_import_report();
                self.keeping.told_dropped = false;
                self.replace_alternatives(document);
                let Origin { file, fingerprint, announced, .. } = journal.origin().clone();
                // the window died after its file was in place and before the journal was gone
                let now = file.as_ref().and_then(|file| Fingerprint::of(file).ok().flatten());
                let is_own = now.is_some() && now == announced;
                self.meet_references_of(file.as_deref());
                self.take_file(file, if is_own { now } else { fingerprint });
                self.keeping.journal = Some(journal);
                self.keeping.revision = self.session.revisions().committed;
                self.saved_revision = self.keeping.revision.wrapping_sub(1);
                true
            }
            Err(error) => {
                let text = self.texts.format("error-journal-unreadable", &[("cause", error.to_string().into())]);
                self.notify(NoticeKind::Error, text);
                false
            }
        }
    }

    fn recover_file(&mut self, path: &std::path::Path) -> bool {
        match project::open_alternatives(path) {
            Ok(Some(opened)) => {
                self.end_journal();
                self.drop_import_report();
                self.replace_alternatives(opened);
                self.meet_references_of(None);
                self.take_file(None, None);
                // not in a journal yet: the file goes once it is
                self.saved_revision = self.session.revisions().committed.wrapping_sub(1);
                self.keeping.revision = self.saved_revision;
                self.keep();
                if self.keeping.failure.is_none() {
                    self.drop_older_file();
                }
                true
            }
            Ok(None) => false,
            Err(error) => {
                let text = error_text(&self.texts, &file_name(path), &error);
                self.notify(NoticeKind::Error, text);
                false
            }
        }
    }

    fn drop_older_file(&mut self) {
        if let Some(Err(error)) = self.user_files.as_ref().map(UserFiles::drop_recovery) {
            let text = self.texts.format("error-journal", &[("cause", error.to_string().into())]);
            self.notify(NoticeKind::Warning, text);
        }
    }

    /// Gives up everything that was left behind.
    pub fn discard_recovery(&mut self) {
        while self.is_recoverable() {
            self.discard_recovery_at(0);
        }
    }

    /// Gives up one of [`recoverable`](Self::recoverable).
    pub fn discard_recovery_at(&mut self, index: usize) {
        if index >= self.keeping.left_behind.len() {
            return;
        }
        match self.keeping.left_behind.remove(index) {
            LeftBehind::OlderFile(_) => self.drop_older_file(),
            LeftBehind::Journal(abandoned) => {
                if let Err(error) = abandoned.discard() {
                    let text = self.texts.format("error-journal", &[("cause", error.to_string().into())]);
                    self.notify(NoticeKind::Warning, text);
                }
            }
        }
    }

    /// Leaves what was left behind where it is: the next start offers it again.
    pub fn postpone_recovery(&mut self) {
        self.keeping.left_behind.clear();
    }

    /// The last thing before the program ends as the planner wants it to.
    pub fn leave(&mut self) {
        self.keep_settings();
        self.end_journal();
    }
}

impl LeftBehind {
    fn in_words(&self, texts: &Texts) -> Recoverable {
        let summary = match self {
            Self::Journal(abandoned) => abandoned.summary(),
            Self::OlderFile(_) => {
                let (name, detail) = (texts.get("app-untitled").to_owned(), texts.get("dialog-recover-older").to_owned());
                return Recoverable { name, detail, is_readable: true };
            }
        };
        match summary {
            Ok(summary) => {
                let name = match summary.origin.name.as_str() {
                    "" => texts.get("app-untitled").to_owned(),
                    name => name.to_owned(),
                };
                let count = i64::try_from(summary.steps).unwrap_or(i64::MAX);
                let last = summary.last.as_ref();
                let made = last.and_then(|step| step.made.parse::<jiff::Zoned>().ok());
                let time = made.map(|made| made.strftime("%H:%M %d/%m/%Y").to_string()).unwrap_or_default();
                let is_known = |step: &&KeptStep| texts.has(&format!("step-{}", step.code));
                let step = last.filter(is_known).map(|step| step_name(texts, &step.code, &step.subject));
                let arguments = [("count", count.into()), ("time", time.into()), ("step", step.unwrap_or_default().into())];
                Recoverable { name, detail: texts.format("dialog-recover-detail", &arguments), is_readable: true }
            }
            Err(error) => Recoverable {
                name: texts.get("app-untitled").to_owned(),
                detail: texts.format("error-journal-unreadable", &[("cause", error.to_string().into())]),
                is_readable: false,
            },
        }
    }
}
