//! Whether another program is at work on a GeoPackage that is to be replaced.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::super::export_error::ExportError;
use super::read::{SQLITE_MAGIC, sidecar};

/// How a rollback journal begins that is still needed.
const HOT_JOURNAL: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
/// How long a program that is writing is waited for.
const PATIENCE: Duration = Duration::from_millis(500);

/// Refuses a file that another program is writing or has not closed: what it still has beside the file would be lost, or would be
/// taken for part of the new one and destroy it. Nothing is changed.
pub fn refuse_if_in_use(path: &Path) -> Result<(), ExportError> {
    let mut header = [0; 100];
    let is_database =
        File::open(path).and_then(|mut file| file.read_exact(&mut header)).is_ok() && header.starts_with(SQLITE_MAGIC);
    if !is_database {
        return Ok(());
    }
    let is_in_use = sidecar(path, "-wal").exists() || has_hot_journal(path) || is_locked(path, &header);
    if is_in_use { Err(ExportError::InUse { path: path.to_owned() }) } else { Ok(()) }
}

fn has_hot_journal(path: &Path) -> bool {
    let mut magic = [0; 8];
    let read = File::open(sidecar(path, "-journal")).and_then(|mut file| file.read_exact(&mut magic));
    read.is_ok() && magic == HOT_JOURNAL
}

/// Whether somebody holds a lock on it. A database in write-ahead mode has a log while it is open, and is not asked: that would make
/// one.
fn is_locked(path: &Path, header: &[u8; 100]) -> bool {
    if header[18] == 2 {
        return false;
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let ask = || -> rusqlite::Result<()> {
        let database = Connection::open_with_flags(path, flags)?;
        database.busy_timeout(PATIENCE)?;
        database.execute_batch("BEGIN EXCLUSIVE; ROLLBACK;")
    };
    let code = ask().err().and_then(|e| e.sqlite_error_code());
    matches!(code, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}
