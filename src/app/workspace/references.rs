//! The reference layers of the document: kept in mind with its file, and read again when it is opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{NoticeKind, Workspace, file_name};
use crate::app::Action;
use crate::app::ImportAction;
use crate::app::import_text::error_text;
use crate::app::job::Progress;
use crate::app::reference::{
    ReferenceId, ReferenceLook, ReferenceShape, ReferenceSource, References, RememberedReference, remember, shape_of,
};
use crate::geometry::ProjectCrs;
use crate::io::text_encoding::TextEncoding;
use crate::io::{ImportError, ReadOptions, read_raw_layers_watched};

/// What has been written down of the references.
#[derive(Debug, Default)]
pub(super) struct ReferenceNotes {
    /// The file and the revision they were last written down for.
    noted: Option<(PathBuf, u64)>,
    /// Layers of the file that was opened, which have not been read yet.
    awaited: Vec<RememberedReference>,
}

/// A remembered layer that was read again, or why not.
#[derive(Debug)]
pub struct ReadReference {
    /// The layer.
    pub remembered: RememberedReference,
    /// Its lines.
    pub shape: Result<Arc<ReferenceShape>, ImportError>,
}

/// Reads remembered layers on the grid of `plan_crs`; `None` if nobody wants them any more.
pub fn read_remembered(
    layers: Vec<RememberedReference>,
    plan_crs: ProjectCrs,
    progress: &Progress,
) -> Option<Vec<ReadReference>> {
    let mut read = Vec::with_capacity(layers.len());
    for remembered in layers {
        progress.begin(&file_name(&remembered.path), 0);
        let shape = match read_one(&remembered, plan_crs, progress) {
            Err(ImportError::Stopped) => return None,
            read => read.map(Arc::new),
        };
        read.push(ReadReference { remembered, shape });
    }
    (!progress.is_stopped()).then_some(read)
}

fn read_one(layer: &RememberedReference, plan_crs: ProjectCrs, progress: &Progress) -> Result<ReferenceShape, ImportError> {
    let options = options_of(layer, plan_crs);
    let mut raw = read_raw_layers_watched(&layer.path, options, progress)?;
    if layer.layer >= raw.len() {
        return Err(ImportError::NoPolygonLayer { path: layer.path.clone() });
    }
    shape_of(raw.swap_remove(layer.layer), options, &file_name(&layer.path), progress)
}

fn options_of(layer: &RememberedReference, plan_crs: ProjectCrs) -> ReadOptions {
    let word = layer.encoding.as_deref();
    let encoding = TextEncoding::ALL.into_iter().find(|encoding| Some(encoding.name()) == word);
    ReadOptions { plan_crs, reading: layer.reading, encoding }
}

impl Workspace {
    /// The reference layers.
    pub const fn references(&self) -> &References {
        &self.references
    }

    /// The reference layers, to change how they are shown.
    pub const fn references_mut(&mut self) -> &mut References {
        &mut self.references
    }

    /// Lets the pointer take hold of the layers that are seen.
    pub fn aim_at_references(&mut self) {
        self.session.set_seen_references(&self.references);
    }

    /// Takes a reference layer away; a notice offers to bring it back.
    pub fn remove_reference(&mut self, id: ReferenceId) {
        if let Some(name) = self.references.remove(id) {
            let text = self.texts.format("status-reference-removed", &[("name", name.into())]);
            self.notify_with(NoticeKind::Done, text, Action::Import(ImportAction::RestoreReference));
        }
    }

    /// Layers of the opened document that are to be read, with [`read_remembered`] beside the window; each is given once.
    pub fn awaited_references(&self) -> &[RememberedReference] {
        &self.reference_notes.awaited
    }

    /// A layer is to be read once more.
    pub fn await_reference(&mut self, layer: RememberedReference) {
        self.reference_notes.awaited.push(layer);
    }

    /// The first layer of each of these files is to be read, unless it is there already.
    pub fn await_files(&mut self, files: &[PathBuf]) {
        for path in files {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            let known = self.references.remembered();
            let is_known = |layer: &RememberedReference| layer.path == path && layer.layer == 0;
            if !known.iter().chain(&self.reference_notes.awaited).any(is_known) {
                let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                let look = ReferenceLook::nth(known.len() + self.reference_notes.awaited.len());
                let layer = RememberedReference { path, layer: 0, name: stem, look, label: None, reading: None, encoding: None };
                self.reference_notes.awaited.push(layer);
            }
        }
    }

    /// Takes the layers that were read and gives the ids of those that are there now, the lowest first.
    ///
    /// Those that could not be read are named and stay in mind. `None` if reading was stopped: then all do.
    pub fn take_references(&mut self, read: Option<Vec<ReadReference>>) -> Vec<ReferenceId> {
        let awaited = std::mem::take(&mut self.reference_notes.awaited);
        let plan_crs = self.session.document().crs();
        let mut added = Vec::new();
        let Some(read) = read else {
            awaited.into_iter().for_each(|layer| self.references.miss(layer));
            return added;
        };
        // the list is from the top, and each is put above the others
        for ReadReference { remembered, shape } in read.into_iter().rev() {
            match shape {
                Ok(shape) => {
                    let options = options_of(&remembered, plan_crs);
                    let source = ReferenceSource { path: Some(remembered.path), layer: remembered.layer, options };
                    let id = self.references.add(remembered.name, source, shape, Some(remembered.look));
                    self.references.set_label(id, remembered.label);
                    added.push(id);
                }
                Err(error) => {
                    let text = error_text(&self.texts, &remembered.name, &error);
                    self.references.miss(remembered);
                    self.notify(NoticeKind::Warning, text);
                }
            }
        }
        added
    }

    /// The document is another one: a project file brings its own layers; others, which have none, keep those that are there.
    pub(super) fn meet_references_of(&mut self, file: Option<&Path>) {
        let remembered = |file| self.settings.references.iter().find(|document| document.document == file);
        let layers = file.and_then(remembered).map(|document| document.layers.clone());
        if file.is_some() {
            self.references.clear();
        }
        self.reference_notes = ReferenceNotes { noted: None, awaited: layers.unwrap_or_default() };
    }

    /// Writes down which layers belong to the document's file.
    pub(super) fn note_references(&mut self) {
        let Some(file) = &self.file else { return };
        let now = (file.clone(), self.references.revision());
        // layers that have not been read yet are not given up
        if self.reference_notes.awaited.is_empty() && self.reference_notes.noted.as_ref() != Some(&now) {
            remember(&mut self.settings.references, file, self.references.remembered());
            self.reference_notes.noted = Some(now);
        }
    }
}
