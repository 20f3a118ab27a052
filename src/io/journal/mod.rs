//! The crash journal: every committed step is on disk before the next one is accepted.
//!
//! A journal is an SQLite database of one window. It mirrors the document as rows ([`record`]); a step is one synchronous transaction
//! that writes the rows it changed and says what the step was. So undo, plots, alternatives and settings need no words of their
//! own, and what comes back is the document, to the last bit. It begins with the first change after opening or saving and goes
//! when the document is saved or left; one that is still there when nobody holds its lock belongs to a window that died
//! ([`Journals`]).
//!
//! It is written ahead (WAL): a commit appends to one file and is one `fsync`, and no page that was committed before is touched.
//! The lock is exclusive, so there is no shared memory beside it.

mod folder;
pub(in crate::io) mod record;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprint;
use super::project::{OpenedAlternative, OpenedProject};
use super::snapshot::Snapshot;
use crate::io::Imported;
use crate::plan::{LayingReport, Plan, PlanParts};

pub use folder::{Abandoned, Journals, Seat, SeatError};

/// Version of the tables; a journal with a larger one is from a newer Hecta and waits for it.
const SCHEMA_VERSION: u32 = 1;
/// SQLite's application id of a journal: "HJNL".
const APPLICATION_ID: u32 = 0x484A_4E4C;

const TABLES: &str = "
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE part (alternative INTEGER, kind TEXT, id INTEGER, content TEXT NOT NULL, PRIMARY KEY (alternative, kind, id)) WITHOUT ROWID;
CREATE TABLE step (number INTEGER PRIMARY KEY AUTOINCREMENT, made TEXT NOT NULL, code TEXT NOT NULL, subject TEXT NOT NULL);
";
const ORIGIN: &str = "origin";

/// Why a journal cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The folder or a lock in it cannot be made.
    #[error("{path} cannot be made: {source}")]
    Folder {
        /// Folder or file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// SQLite refused: disk full, read-only, damaged.
    #[error("{source}")]
    Database {
        /// Why.
        #[from]
        source: rusqlite::Error,
    },
    /// Something in the document cannot be written as JSON.
    #[error("{detail}")]
    Unwritable {
        /// What.
        detail: String,
    },
    /// What is in the journal makes no document.
    #[error("the journal is damaged: {detail}")]
    Damaged {
        /// What is wrong.
        detail: String,
    },
    /// A newer Hecta wrote it.
    #[error("a newer Hecta wrote the journal")]
    NewerVersion,
    /// The window died before anything was kept.
    #[error("the journal is empty")]
    Blank,
}

/// An alternative as the journal keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptAlternative {
    /// Its number, which no other one of the document has.
    pub number: u32,
    /// Its name; empty if the planner has given it none.
    pub name: String,
    /// Its plan.
    pub parts: PlanParts,
}

/// A document as the journal keeps it: its alternatives in the planner's order.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentToKeep {
    /// The alternatives.
    pub alternatives: Vec<KeptAlternative>,
    /// The place of the one that is worked on.
    pub current: usize,
    /// Versions set aside, by number.
    pub snapshots: Vec<Arc<Snapshot>>,
}

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Its project file, if it has one.
    pub file: Option<PathBuf>,
    /// What that file was when it was opened or saved last.
    pub fingerprint: Option<Fingerprint>,
    /// What is about to take the place of the file: one who finds it there has saved it himself.
    #[serde(default)]
    pub announced: Option<Fingerprint>,
    /// What the document is called.
    pub name: String,
}

/// A step as the journal remembers it, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptStep {
    /// When it was made, as text; never compared with another.
    pub made: String,
    /// Kind of step; empty if it is none of the history.
    pub code: String,
    /// What it is about.
    pub subject: String,
}

/// What a journal holds, for the question whether it is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Where the document comes from.
    pub origin: Origin,
    /// Steps since it was opened or saved last.
    pub steps: u64,
    /// The last of them.
    pub last: Option<KeptStep>,
}

/// The journal of the document of one window; the lock is held as long as it lives.
#[derive(Debug)]
pub struct Journal {
    database: Connection,
    path: PathBuf,
    lock: File,
    origin: Origin,
    kept: Option<DocumentToKeep>,
}

impl Journal {
    /// A new journal at `path`, which does not exist; `lock` is held.
    fn create(path: PathBuf, lock: File, origin: &Origin) -> Result<Self, JournalError> {
        let database = connect(&path)?;
        database.execute_batch(&format!(
            "PRAGMA application_id = {APPLICATION_ID}; BEGIN; {TABLES} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        ))?;
        let mut journal = Self { database, path, lock, origin: Origin::default(), kept: None };
        journal.set_origin(origin)?;
        Ok(journal)
    }

    /// A journal that is there; its document is read by [`read`](Self::read).
    fn open(path: PathBuf, lock: File) -> Result<Self, (File, JournalError)> {
        let opened = connect(&path).and_then(|database| {
            let version: u32 = database.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            match version {
                0 => return Err(JournalError::Blank),
                1..=SCHEMA_VERSION => {}
                _ => return Err(JournalError::NewerVersion),
            }
            let text: Option<String> =
                database.query_row("SELECT value FROM about WHERE key = ?", [ORIGIN], |row| row.get(0)).optional()?;
            // what it is about is said before anything is kept in it: a process that ended before that lost nothing
            let text = text.ok_or(JournalError::Blank)?;
            let origin = serde_json::from_str(&text).map_err(|e| JournalError::Damaged { detail: e.to_string() })?;
            Ok((database, origin))
        });
        match opened {
            Ok((database, origin)) => Ok(Self { database, path, lock, origin, kept: None }),
            Err(error) => Err((lock, error)),
        }
    }

    /// Where the document comes from.
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Remembers what is about to take the place of the project file.
    pub fn announce(&mut self, fingerprint: Fingerprint) -> Result<(), JournalError> {
        let origin = Origin { announced: Some(fingerprint), ..self.origin.clone() };
        self.set_origin(&origin)
    }

    fn set_origin(&mut self, origin: &Origin) -> Result<(), JournalError> {
        let text = serde_json::to_string(origin).map_err(|e| JournalError::Unwritable { detail: e.to_string() })?;
        self.database.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", params![ORIGIN, text])?;
        self.origin = origin.clone();
        Ok(())
    }

    /// Puts the document as it is after `step` on disk: when this returns, neither the end of the process nor of the power can take
    /// it away. On failure the journal is as it was, and the next call writes what is missing.
    pub fn keep(&mut self, document: DocumentToKeep, step: &KeptStep) -> Result<(), JournalError> {
        let changes = record::changes(self.kept.as_ref(), &document)?;
        let transaction = self.database.transaction()?;
        {
            let mut put = transaction.prepare_cached("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)")?;
            let mut take = transaction.prepare_cached("DELETE FROM part WHERE alternative = ? AND kind = ? AND id = ?")?;
            for ((alternative, kind, id), content) in changes {
                match content {
                    Some(content) => put.execute(params![alternative, kind, id, content])?,
                    None => take.execute(params![alternative, kind, id])?,
                };
            }
            let mut note = transaction.prepare_cached("INSERT INTO step (made, code, subject) VALUES (?, ?, ?)")?;
            note.execute(params![step.made, step.code, step.subject])?;
        }
        transaction.commit()?;
        self.kept = Some(document);
        Ok(())
    }

    /// What it holds.
    pub fn summary(&self) -> Result<Summary, JournalError> {
        let steps: i64 = self.database.query_row("SELECT count(*) FROM step", [], |row| row.get(0))?;
        let last = "SELECT made, code, subject FROM step ORDER BY number DESC LIMIT 1";
        let read = |row: &rusqlite::Row<'_>| Ok(KeptStep { made: row.get(0)?, code: row.get(1)?, subject: row.get(2)? });
        let last = self.database.query_row(last, [], read).optional()?;
        Ok(Summary { origin: self.origin.clone(), steps: steps.unsigned_abs(), last })
    }

    /// The document as it was after the last step that was kept; further steps are kept on top of it.
    pub fn read(&mut self) -> Result<OpenedProject, JournalError> {
        let mut rows = BTreeMap::new();
        {
            let mut select = self.database.prepare("SELECT alternative, kind, id, content FROM part")?;
            let mut found = select.query([])?;
            while let Some(row) = found.next()? {
                let (alternative, kind, id): (u32, String, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let kind = record::kind_of(&kind)
                    .ok_or_else(|| JournalError::Damaged { detail: format!("it has a part of the unknown kind {kind}") })?;
                rows.insert((alternative, kind, id), row.get(3)?);
            }
        }
        let document = record::document_of(rows)?;
        let opened = opened(&document)?;
        self.kept = Some(document);
        Ok(opened)
    }

    /// Takes the journal off the disk: what it holds is saved, or not wanted.
    pub fn discard(self) -> Result<(), JournalError> {
        let Self { database, path, lock, .. } = self;
        // closing may fail, e.g. on a full disk; the files go all the same
        drop(database.close());
        folder::remove(&path, lock)
    }

    #[cfg(test)]
    fn limit_pages(&self, pages: u32) {
        self.database.pragma_update(None, "max_page_count", pages).expect("a pragma");
    }
}

fn connect(path: &Path) -> Result<Connection, JournalError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags)?;
    // the exclusive lock comes first: then the index of the log is in memory of our own
    database.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    database.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    database.pragma_update(None, "synchronous", "FULL")?;
    database.pragma_update(None, "trusted_schema", false)?;
    Ok(database)
}

fn opened(document: &DocumentToKeep) -> Result<OpenedProject, JournalError> {
    let alternative = |kept: &KeptAlternative| {
        let plan = Plan::from_parts(kept.parts.clone()).map_err(|e| JournalError::Damaged { detail: e.to_string() })?;
        let imported = Imported { plan, laying: LayingReport::default(), problems: Vec::new() };
        Ok(OpenedAlternative { number: kept.number, name: kept.name.clone(), imported })
    };
    let alternatives = document.alternatives.iter().map(alternative).collect::<Result<_, JournalError>>()?;
    Ok(OpenedProject { alternatives, current: document.current, snapshots: document.snapshots.clone() })
}

/// Removes a file; that there is none is no error.
fn remove_file(path: &Path) -> Result<(), JournalError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(JournalError::Folder { path: path.to_owned(), source })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
