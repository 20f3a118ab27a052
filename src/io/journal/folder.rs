//! The folder of the journals: which windows live, which have died, and which project file is open in which.
//!
//! Beside each journal lies a file that the window holds locked as long as it lives; the system gives the lock back however the
//! process ends. Numbers, not times, say which journal is the newest.

use std::ffi::OsString;
use std::fmt::Write;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::{Journal, JournalError, Origin, Summary, remove_file};
use crate::io::project::OpenedProject;

const JOURNAL_ENDING: &str = "journal";
const LOCK_ENDING: &str = "lock";
/// Held while journals are made, looked for and removed, so that no window sees half of it.
const REGISTRY: &str = "registry.lock";
/// How long the registry is waited for; windows hold it for milliseconds.
const PATIENCE: Duration = Duration::from_millis(20);
const MOST_TRIES: u32 = 100;

/// The folder of all journals of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journals {
    folder: PathBuf,
}

impl Journals {
    /// The journals in a folder, which is made when the first one is.
    pub const fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Begins the journal of a document.
    pub fn begin(&self, origin: &Origin) -> Result<Journal, JournalError> {
        let _registry = self.registry()?;
        let number = self.numbers().last().map_or(1, |number| number + 1);
        let path = self.path(number);
        let lock_path = path.with_extension(LOCK_ENDING);
        let lock = open_lock(&lock_path).map_err(|source| JournalError::Folder { path: lock_path.clone(), source })?;
        // nobody has a journal of this number, so nobody holds its lock
        hold(&lock).map_err(|source| JournalError::Folder { path: lock_path, source })?;
        Journal::create(path, lock, origin)
    }

    /// The journals of windows that died, newest first; from now on they are held by this process.
    pub fn abandoned(&self) -> Vec<Abandoned> {
        if !self.folder.is_dir() {
            return Vec::new();
        }
        let Ok(_registry) = self.registry() else { return Vec::new() };
        let claim = |number: u64| {
            let path = self.path(number);
            let lock = open_lock(&path.with_extension(LOCK_ENDING)).ok()?;
            hold(&lock).ok()?;
            Some(Abandoned::open(path, lock))
        };
        self.numbers().into_iter().rev().filter_map(claim).filter_map(Abandoned::with_content).collect()
    }

    /// Takes the seat at a project file, which no other window of this user then has.
    pub fn take_seat(&self, file: &Path) -> Result<Seat, SeatError> {
        let fail = |source| SeatError::Unusable { source };
        fs::create_dir_all(&self.folder).map_err(fail)?;
        let path = self.folder.join(format!("open-{}.{LOCK_ENDING}", name_of_file(file)));
        let lock = open_lock(&path).map_err(fail)?;
        match lock.try_lock() {
            Ok(()) => Ok(Seat { lock }),
            Err(TryLockError::WouldBlock) => Err(SeatError::Taken),
            Err(TryLockError::Error(source)) => Err(fail(source)),
        }
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("session-{number:08}.{JOURNAL_ENDING}"))
    }

    /// The numbers of the journals that are there, in order.
    fn numbers(&self) -> Vec<u64> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let number = |name: OsString| name.to_str()?.strip_prefix("session-")?.strip_suffix(".journal")?.parse().ok();
        let mut numbers: Vec<u64> = entries.filter_map(|entry| number(entry.file_name())).collect();
        numbers.sort_unstable();
        numbers
    }

    /// Waits for the registry; a process that hangs while holding it keeps nobody from working.
    fn registry(&self) -> Result<File, JournalError> {
        let path = self.folder.join(REGISTRY);
        let fail = |source| JournalError::Folder { path: path.clone(), source };
        fs::create_dir_all(&self.folder).map_err(fail)?;
        let registry = open_lock(&path).map_err(fail)?;
        for _ in 0..MOST_TRIES {
            match registry.try_lock() {
                Err(TryLockError::WouldBlock) => std::thread::sleep(PATIENCE),
                Ok(()) | Err(TryLockError::Error(_)) => break,
            }
        }
        Ok(registry)
    }
}

/// The place at a project file, as long as it lives.
#[derive(Debug)]
pub struct Seat {
    #[expect(dead_code, reason = "it is held, not read")]
    lock: File,
}

/// Why the place at a project file cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum SeatError {
    /// Another window has it.
    #[error("another window has the file open")]
    Taken,
    /// The folder cannot be written, or the system knows no locks.
    #[error("{source}")]
    Unusable {
        /// What the system says.
        source: std::io::Error,
    },
}

/// A journal whose window died; its lock is held until it is let go.
#[derive(Debug)]
pub struct Abandoned {
    path: PathBuf,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Readable(Box<Journal>, Summary),
    Unreadable(File, JournalError),
}

impl Abandoned {
    fn open(path: PathBuf, lock: File) -> Self {
        let content = match Journal::open(path.clone(), lock) {
            Err((lock, error)) => Content::Unreadable(lock, error),
            Ok(journal) => match journal.summary() {
                Ok(summary) => Content::Readable(Box::new(journal), summary),
                Err(error) => Content::Unreadable(journal.lock, error),
            },
        };
        Self { path, content }
    }

    /// Itself, unless its window died before the first step was kept: then it goes.
    fn with_content(self) -> Option<Self> {
        match self.content {
            Content::Readable(journal, summary) if summary.steps == 0 => {
                drop(journal.discard());
                None
            }
            Content::Unreadable(lock, JournalError::Blank) => {
                drop(remove(&self.path, lock));
                None
            }
            content => Some(Self { content, ..self }),
        }
    }

    /// What it holds, or why that cannot be read.
    pub const fn summary(&self) -> Result<&Summary, &JournalError> {
        match &self.content {
            Content::Readable(_, summary) => Ok(summary),
            Content::Unreadable(_, error) => Err(error),
        }
    }

    /// The document, and the journal to go on with; if it cannot be read it stays where it is.
    pub fn restore(self) -> Result<(OpenedProject, Journal), JournalError> {
        match self.content {
            Content::Unreadable(_, error) => Err(error),
            Content::Readable(mut journal, _) => {
                let document = journal.read()?;
                Ok((document, *journal))
            }
        }
    }

    /// Takes it off the disk.
    pub fn discard(self) -> Result<(), JournalError> {
        match self.content {
            Content::Readable(journal, _) => journal.discard(),
            Content::Unreadable(lock, _) => remove(&self.path, lock),
        }
    }
}

/// Removes a journal and what SQLite has beside it, then its lock.
pub(super) fn remove(path: &Path, lock: File) -> Result<(), JournalError> {
    remove_file(path)?;
    for ending in ["-wal", "-shm", "-journal"] {
        remove_file(&beside(path, ending))?;
    }
    drop(lock);
    remove_file(&path.with_extension(LOCK_ENDING))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn open_lock(path: &Path) -> std::io::Result<File> {
    File::options().read(true).write(true).create(true).truncate(false).open(path)
}

/// Holds a lock that should be free; where the system knows no locks, nobody holds any.
fn hold(lock: &File) -> std::io::Result<()> {
    match lock.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(std::io::ErrorKind::WouldBlock.into()),
        Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// A name for the lock of a project file: the same for every way to write its path.
fn name_of_file(file: &Path) -> String {
    let path = fs::canonicalize(file).or_else(|_| std::path::absolute(file)).unwrap_or_else(|_| file.to_owned());
    let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
    hash.iter().take(16).fold(String::new(), |mut name, byte| {
        let _ = write!(name, "{byte:02x}");
        name
    })
}
