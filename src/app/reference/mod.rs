//! Reference layers: what lies behind the plan to be looked at, aimed at and asked about, and is never measured.

mod here;
mod look;
mod read;
mod remembered;
mod shape;

use std::path::PathBuf;
use std::sync::Arc;

use crate::io::ReadOptions;

pub use here::{ReferenceHere, references_here};
pub use look::{LineLook, REFERENCE_COLOURS, ReferenceLook};
pub use read::{name_of, read_reference, shape_of};
pub use remembered::{MOST_REMEMBERED_DOCUMENTS, RememberedReference, RememberedReferences, remember};
pub use shape::{Counts, PathRef, ReferenceShape};

/// Names a reference layer; no two of a session have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReferenceId(pub u32);

/// Where a reference layer comes from, to read it again.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceSource {
    /// The file; `None` for what was pasted, which cannot be read again.
    pub path: Option<PathBuf>,
    /// Which layer of the file, from 0.
    pub layer: usize,
    /// How it was read.
    pub options: ReadOptions,
}

/// A layer that is only looked at.
#[derive(Debug, Clone)]
pub struct ReferenceLayer {
    /// Its id.
    pub id: ReferenceId,
    /// What the planner calls it.
    pub name: String,
    /// Where it comes from.
    pub source: ReferenceSource,
    /// How it is drawn.
    pub look: ReferenceLook,
    /// The attribute that is written on its features, as its column is called.
    pub label: Option<String>,
    /// Its lines and attributes.
    pub shape: Arc<ReferenceShape>,
}

/// The reference layers of the document, the uppermost first.
#[derive(Debug, Clone, Default)]
pub struct References {
    layers: Vec<ReferenceLayer>,
    /// Layers whose files could not be read.
    missing: Vec<RememberedReference>,
    /// What was removed last, and from which place.
    removed: Option<(usize, ReferenceLayer)>,
    last_id: u32,
    revision: u64,
}

impl References {
    /// The layers, the uppermost first.
    pub fn layers(&self) -> &[ReferenceLayer] {
        &self.layers
    }

    /// A layer.
    pub fn get(&self, id: ReferenceId) -> Option<&ReferenceLayer> {
        self.layers.iter().find(|layer| layer.id == id)
    }

    /// Grows with each change, also of how layers look.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Puts a layer above the others, in the next colour unless a look is given.
    pub fn add(
        &mut self,
        name: String,
        source: ReferenceSource,
        shape: Arc<ReferenceShape>,
        look: Option<ReferenceLook>,
    ) -> ReferenceId {
        self.last_id += 1;
        let id = ReferenceId(self.last_id);
        let look = look.unwrap_or_else(|| ReferenceLook::nth(self.layers.len()));
        self.layers.insert(0, ReferenceLayer { id, name, source, look, label: None, shape });
        self.revision += 1;
        id
    }

    /// Gives a layer another name; an empty one is not taken.
    pub fn rename(&mut self, id: ReferenceId, name: &str) {
        if let (Some(layer), false) = (self.get_mut(id), name.trim().is_empty()) {
            name.trim().clone_into(&mut layer.name);
        }
    }

    /// Lets a layer look otherwise.
    pub fn set_look(&mut self, id: ReferenceId, look: ReferenceLook) {
        if let Some(layer) = self.get_mut(id) {
            layer.look = look;
        }
    }

    /// Writes an attribute, by its column, on the features of a layer, or none.
    pub fn set_label(&mut self, id: ReferenceId, label: Option<String>) {
        if let Some(layer) = self.get_mut(id) {
            layer.label = label;
        }
    }

    /// Moves a layer by so many places down (or up, if negative); whether it moved.
    pub fn reorder(&mut self, id: ReferenceId, by: isize) -> bool {
        let Some(at) = self.layers.iter().position(|layer| layer.id == id) else { return false };
        let to = at.saturating_add_signed(by).min(self.layers.len() - 1);
        let layer = self.layers.remove(at);
        self.layers.insert(to, layer);
        self.revision += 1;
        to != at
    }

    /// Takes a layer away; it can be [restored](Self::restore). Gives its name.
    pub fn remove(&mut self, id: ReferenceId) -> Option<String> {
        let at = self.layers.iter().position(|layer| layer.id == id)?;
        let layer = self.layers.remove(at);
        let name = layer.name.clone();
        self.removed = Some((at, layer));
        self.revision += 1;
        Some(name)
    }

    /// Whether there is a removed layer to bring back.
    pub const fn is_restorable(&self) -> bool {
        self.removed.is_some()
    }

    /// Brings back the layer removed last, where it was; gives its name.
    pub fn restore(&mut self) -> Option<String> {
        let (at, layer) = self.removed.take()?;
        let name = layer.name.clone();
        self.layers.insert(at.min(self.layers.len()), layer);
        self.revision += 1;
        Some(name)
    }

    /// Layers of the document whose files could not be read; they stay in mind until they are [forgotten](Self::forget).
    pub fn missing(&self) -> &[RememberedReference] {
        &self.missing
    }

    /// Keeps a layer in mind that could not be read.
    pub fn miss(&mut self, layer: RememberedReference) {
        self.missing.push(layer);
        self.revision += 1;
    }

    /// Keeps a missing layer, by its place, in mind no longer; gives it back.
    pub fn forget(&mut self, missing: usize) -> Option<RememberedReference> {
        let is_there = missing < self.missing.len();
        self.revision += 1;
        is_there.then(|| self.missing.remove(missing))
    }

    /// Takes all layers away: another document.
    pub fn clear(&mut self) {
        *self = Self { last_id: self.last_id, revision: self.revision + 1, ..Self::default() };
    }

    fn get_mut(&mut self, id: ReferenceId) -> Option<&mut ReferenceLayer> {
        self.revision += 1;
        self.layers.iter_mut().find(|layer| layer.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_three() -> (References, [ReferenceId; 3]) {
        let mut references = References::default();
        let source = || ReferenceSource { path: None, layer: 0, options: ReadOptions::default() };
        let ids = ["a", "b", "c"].map(|name| references.add(name.into(), source(), Arc::default(), None));
        (references, ids)
    }

    fn names(references: &References) -> String {
        references.layers().iter().map(|layer| layer.name.as_str()).collect()
    }

    #[test]
    fn layers_are_ordered_renamed_removed_and_brought_back() {
        let (mut references, [a, b, c]) = with_three();
        assert_eq!(names(&references), "cba");
        let looks: Vec<_> = references.layers().iter().map(|layer| layer.look.colour).collect();
        assert_eq!(looks, [2, 1, 0], "each has its own colour");
        assert!(references.reorder(c, 1) && !references.reorder(a, 5));
        assert_eq!(names(&references), "bca");
        references.rename(b, "  Đường dây 220 kV ");
        references.rename(c, "  ");
        assert_eq!(names(&references), "Đường dây 220 kVca");
        let revision = references.revision();
        assert_eq!(references.remove(c).as_deref(), Some("c"));
        assert!(references.remove(c).is_none() && references.get(c).is_none());
        assert_eq!(references.restore().as_deref(), Some("c"));
        assert!(references.restore().is_none() && references.revision() > revision);
        assert_eq!(names(&references), "Đường dây 220 kVca");
        references.clear();
        assert!(references.layers().is_empty() && !references.is_restorable());
        let again = references.add(
            "d".into(),
            ReferenceSource { path: None, layer: 0, options: ReadOptions::default() },
            Arc::default(),
            None,
        );
        assert!(again > c, "an id is not used twice");
    }
}
