//! Saving: the project file is replaced whole, and never over what another program or window has put there.

use std::path::{Path, PathBuf};

use super::{NoticeKind, Workspace, file_name};
use crate::io::UserFiles;
use crate::io::fingerprint::Fingerprint;
use crate::io::geopackage::Written;
use crate::io::journal::{Seat, SeatError};
use crate::io::project::{self, DocumentToSave};

/// What became of an attempt to save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// The file is written.
    Yes,
    /// The document has no project file yet: ask for one.
    NeedsPath,
    /// Another program has changed the file since it was opened: ask what to do.
    ChangedByOthers,
    /// It could not be written; a notice says why.
    No,
}

/// The place at the project file of the document.
#[derive(Debug, Default)]
pub(super) enum Place {
    /// There is no file, or the system knows no locks.
    #[default]
    None,
    Held(#[expect(dead_code, reason = "it is held, not read")] Seat),
    /// Another window has it.
    Taken,
}

impl Workspace {
    /// Saves to the project file, unless another program has changed it since it was opened.
    pub fn save(&mut self) -> Saved {
        let Some(path) = self.file.clone() else { return Saved::NeedsPath };
        if self.is_changed_by_others(&path) { Saved::ChangedByOthers } else { self.write_project(path) }
    }

    /// Saves to the project file, whatever others have made of it.
    pub fn save_over(&mut self) -> Saved {
        self.file.clone().map_or(Saved::NeedsPath, |path| self.write_project(path))
    }

    /// Saves to another project file, which becomes the document's own; its ending becomes `.gpkg`.
    ///
    /// A file that another window has open is refused.
    pub fn save_as(&mut self, path: &Path) -> Saved {
        let path = path.with_extension("gpkg");
        if self.file.as_ref().is_some_and(|own| UserFiles::is_same(own, &path)) {
            return self.save();
        }
        if self.is_open_elsewhere(&path) {
            let text = self.texts.format("error-open-elsewhere", &[("file", file_name(&path).into())]);
            self.notify(NoticeKind::Error, text);
            return Saved::No;
        }
        self.write_project(path)
    }

    fn write_project(&mut self, path: PathBuf) -> Saved {
        self.session.escape();
        let mut journal = self.keeping.journal.take();
        let (alternatives, current) = self.alternatives_to_save(self.session.document());
        let communes = &self.session.communes().until2025;
        let came_from = self.came_from.as_deref();
        let document = DocumentToSave { alternatives: &alternatives, current, communes, snapshots: &self.snapshots, came_from };
        let saved = project::save_document(&document, &path, &mut |written| Self::announce(&mut journal, written));
        self.keeping.journal = journal;
        match saved {
            Ok(Written { fingerprint, left_out }) => {
                self.saved_revision = self.session.revisions().committed;
                self.settings.remember(&path);
                let text = self.texts.format("status-file-saved", &[("file", file_name(&path).into())]);
                if self.file.as_ref() == Some(&path) {
                    self.opened_as = Some(fingerprint);
                    self.came_from = Some(path);
                } else {
                    self.take_file(Some(path), Some(fingerprint));
                }
                self.end_journal();
                self.notify(NoticeKind::Done, text);
                if !left_out.is_empty() {
                    let text = self.texts.format("status-tables-left-out", &[("tables", left_out.join(", ").into())]);
                    self.notify(NoticeKind::Warning, text);
                }
                Saved::Yes
            }
            Err(error) => {
                self.tell_export_error(&path, &error);
                Saved::No
            }
        }
    }

    /// Whether the file is another one than that which was opened or saved last. One that is gone is not: it is written anew.
    fn is_changed_by_others(&self, path: &Path) -> bool {
        match (Fingerprint::of(path), self.opened_as) {
            (Ok(Some(now)), Some(opened)) => now != opened,
            _ => false,
        }
    }

    /// Whether another window has the project file open.
    pub fn is_open_elsewhere(&self, path: &Path) -> bool {
        if self.file.as_ref().is_some_and(|own| UserFiles::is_same(own, path)) {
            return matches!(self.place, Place::Taken);
        }
        matches!(self.place_at(path), Place::Taken)
    }

    fn place_at(&self, path: &Path) -> Place {
        match self.user_files.as_ref().map(|files| files.journals().take_seat(path)) {
            Some(Ok(seat)) => Place::Held(seat),
            Some(Err(SeatError::Taken)) => Place::Taken,
            Some(Err(SeatError::Unusable { .. })) | None => Place::None,
        }
    }

    /// The document's project file from now on, with what it was when it was read or written.
    pub(super) fn take_file(&mut self, file: Option<PathBuf>, fingerprint: Option<Fingerprint>) {
        // the old place is given back first: it may be the same one
        self.place = Place::None;
        self.place = file.as_ref().map_or(Place::None, |path| self.place_at(path));
        if let (Place::Taken, Some(path)) = (&self.place, &file) {
            let text = self.texts.format("status-open-elsewhere", &[("file", file_name(path).into())]);
            self.notify(NoticeKind::Warning, text);
        }
        self.came_from.clone_from(&file);
        (self.file, self.opened_as) = (file, fingerprint);
    }
}
