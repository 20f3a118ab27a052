//! The alternatives (phương án) of a document: several plans of the same park, each with its own history.
//!
//! One of them is worked on; its session is the workspace's. The sessions of the others wait here, so that undo, selection
//! and figures are there again when the planner comes back.

mod correspondence;

use super::i18n::{Language, Texts};
use super::palette::folded;
use super::session::{Communes, Session};
use crate::io::project::OpenedAlternative;

pub use correspondence::Correspondence;

/// How many deleted alternatives can be brought back.
const MOST_DELETED: usize = 8;

/// Names an alternative within its document, for as long as the document is open and in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AlternativeId(pub u32);

/// What is known of an alternative beside its plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlternativeTitle {
    /// Its number.
    pub id: AlternativeId,
    /// The name the planner gave it; empty if he gave it none.
    pub name: String,
}

impl AlternativeTitle {
    /// What it is called in the language of `texts`.
    pub fn text(&self, texts: &Texts) -> String {
        if self.name.is_empty() {
            return texts.format("panel-alternative-numbered", &[("number", self.id.0.to_string().into())]);
        }
        self.name.clone()
    }
}

impl AlternativeTitle {
    /// Whether `word` means it: its name with or without accents, its number, or what it is called for want of a name, in any
    /// language.
    pub fn is_called(&self, word: &str) -> bool {
        let numbered = |language| Self { name: String::new(), ..self.clone() }.text(&Texts::new(language));
        let names = Language::ALL.into_iter().map(numbered).chain([self.name.clone(), self.id.0.to_string()]);
        let word = folded(word.trim());
        !word.is_empty() && names.into_iter().any(|name| folded(&name) == word)
    }
}

impl From<&OpenedAlternative> for AlternativeTitle {
    fn from(alternative: &OpenedAlternative) -> Self {
        Self { id: AlternativeId(alternative.number), name: alternative.name.clone() }
    }
}

/// An alternative and, unless it is the current one, its session.
#[derive(Debug)]
struct Entry {
    title: AlternativeTitle,
    waiting: Option<Box<Session>>,
}

/// The alternatives of a document in the planner's order; there is always one, and one of them is the current one.
#[derive(Debug)]
pub struct Alternatives {
    entries: Vec<Entry>,
    current: usize,
    /// Deleted ones with the place they had, the last one deleted at the end.
    deleted: Vec<(usize, Entry)>,
    next: u32,
}

impl Default for Alternatives {
    fn default() -> Self {
        Self::of(Vec::new(), AlternativeTitle { id: AlternativeId(1), name: String::new() }, Vec::new())
    }
}

impl Alternatives {
    /// The alternatives of a document: the current one, and those that wait before and after it.
    pub(super) fn of(
        before: Vec<(AlternativeTitle, Session)>,
        current: AlternativeTitle,
        after: Vec<(AlternativeTitle, Session)>,
    ) -> Self {
        let waits = |(title, session)| Entry { title, waiting: Some(Box::new(session)) };
        let place = before.len();
        let mut entries: Vec<Entry> = before.into_iter().map(waits).collect();
        entries.push(Entry { title: current, waiting: None });
        entries.extend(after.into_iter().map(waits));
        let next = entries.iter().map(|entry| entry.title.id.0).max().unwrap_or(0).saturating_add(1);
        Self { entries, current: place, deleted: Vec::new(), next }
    }

    /// How many there are.
    pub const fn count(&self) -> usize {
        self.entries.len()
    }

    /// The one that is worked on.
    pub fn current(&self) -> AlternativeId {
        self.entries[self.current].title.id
    }

    /// Place of the current one, counted from 0.
    pub const fn current_place(&self) -> usize {
        self.current
    }

    /// All of them in the planner's order.
    pub fn titles(&self) -> impl ExactSizeIterator<Item = &AlternativeTitle> + Clone {
        self.entries.iter().map(|entry| &entry.title)
    }

    /// What is known of one.
    pub fn title(&self, id: AlternativeId) -> Option<&AlternativeTitle> {
        self.titles().find(|title| title.id == id)
    }

    /// The one `by` places after the current one, going round; `None` if there is no other.
    pub fn neighbour(&self, by: isize) -> Option<AlternativeId> {
        let at = (self.current as isize + by).rem_euclid(self.entries.len() as isize) as usize;
        (at != self.current).then(|| self.entries[at].title.id)
    }

    /// The one deleted last, if it can be brought back.
    pub fn last_deleted(&self) -> Option<&AlternativeTitle> {
        self.deleted.last().map(|(_, entry)| &entry.title)
    }

    /// Counts zones by other communes in all alternatives that wait.
    pub(super) fn set_communes(&mut self, communes: &Communes) {
        for session in self.entries.iter_mut().filter_map(|entry| entry.waiting.as_deref_mut()) {
            session.set_communes(communes.clone());
        }
    }

    /// The session of one that waits; `None` for the current one.
    pub(super) fn waiting(&self, id: AlternativeId) -> Option<&Session> {
        self.entries.iter().find(|entry| entry.title.id == id)?.waiting.as_deref()
    }

    /// Adds `session` after the current one, as one that waits.
    pub(super) fn insert(&mut self, session: Session) -> AlternativeId {
        let id = AlternativeId(self.next);
        self.next = self.next.saturating_add(1);
        let title = AlternativeTitle { id, name: String::new() };
        self.entries.insert(self.current + 1, Entry { title, waiting: Some(Box::new(session)) });
        id
    }

    /// Makes another one current: its session takes the place of `session`, which waits from now on. `false` if `id` does
    /// not wait.
    pub(super) fn switch(&mut self, id: AlternativeId, session: &mut Session) -> bool {
        let Some(at) = self.entries.iter().position(|entry| entry.title.id == id) else { return false };
        let Some(mut next) = self.entries[at].waiting.take() else { return false };
        next.take_over(session);
        std::mem::swap(session, &mut next);
        self.entries[self.current].waiting = Some(next);
        self.current = at;
        true
    }

    /// Renames one; whether that changed anything.
    pub(super) fn rename(&mut self, id: AlternativeId, name: String) -> bool {
        let title = self.entries.iter_mut().map(|entry| &mut entry.title).find(|title| title.id == id);
        title.is_some_and(|title| {
            title.name != name && {
                title.name = name;
                true
            }
        })
    }

    /// Moves one by so many places, not beyond the ends; whether that changed anything.
    pub(super) fn reorder(&mut self, id: AlternativeId, by: isize) -> bool {
        let Some(from) = self.entries.iter().position(|entry| entry.title.id == id) else { return false };
        let to = from.saturating_add_signed(by).min(self.entries.len() - 1);
        let current = self.current();
        let entry = self.entries.remove(from);
        self.entries.insert(to, entry);
        self.current = self.entries.iter().position(|entry| entry.title.id == current).unwrap_or(0);
        to != from
    }

    /// Deletes one that waits; it can be brought back.
    pub(super) fn delete(&mut self, id: AlternativeId) -> bool {
        let Some(at) = self.entries.iter().position(|entry| entry.title.id == id && entry.waiting.is_some()) else {
            return false;
        };
        let current = self.current();
        let entry = self.entries.remove(at);
        self.deleted.push((at, entry));
        let surplus = self.deleted.len().saturating_sub(MOST_DELETED);
        self.deleted.drain(..surplus);
        self.current = self.entries.iter().position(|entry| entry.title.id == current).unwrap_or(0);
        true
    }

    /// Brings back the one deleted last, as one that waits.
    pub(super) fn restore(&mut self) -> Option<AlternativeId> {
        let (at, entry) = self.deleted.pop()?;
        let (id, current) = (entry.title.id, self.current());
        self.entries.insert(at.min(self.entries.len()), entry);
        self.current = self.entries.iter().position(|entry| entry.title.id == current).unwrap_or(0);
        Some(id)
    }
}
