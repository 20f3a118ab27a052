//! Files replaced whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempPath;

/// Why a file could not be written; the old one, if any, is as it was.
#[derive(Debug, thiserror::Error)]
#[error("{path} cannot be written: {source}")]
pub struct WriteError {
    /// The file that was to be written.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

/// Replaces the file at `path` with `bytes`.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    replace(path, |draft| {
        let written = File::options().write(true).truncate(true).open(draft).and_then(|mut file| file.write_all(bytes));
        written.map_err(|source| WriteError { path: path.to_owned(), source })
    })
}

/// Replaces several files that belong together: all are complete on disk before the first is put in place, in the order given.
///
/// On failure before that, every file is untouched; the file system has no way to put all in place at one moment.
pub fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), WriteError> {
    let mut ready = Vec::new();
    for (path, bytes) in files {
        let fail = |source: io::Error| WriteError { path: path.clone(), source };
        let draft = Draft::beside(path).map_err(fail)?;
        let written = File::options().write(true).truncate(true).open(&draft.file);
        written.and_then(|mut file| file.write_all(bytes)).and_then(|()| draft.complete()).map_err(fail)?;
        ready.push((draft, fail));
    }
    ready.into_iter().try_for_each(|(draft, fail)| draft.put_in_place().map_err(fail))
}

/// Lets `fill` write an empty draft in the same folder, puts it on disk and then in the place of `path`.
///
/// On failure, or if the process dies, `path` is untouched. A symbolic link stays one: the file it points to is replaced. A read-only file
/// is refused.
pub fn replace<E: From<WriteError>>(path: &Path, fill: impl FnOnce(&Path) -> Result<(), E>) -> Result<(), E> {
    let fail = |source: io::Error| WriteError { path: path.to_owned(), source };
    let draft = Draft::beside(path).map_err(fail)?;
    fill(&draft.file)?;
    draft.complete().and_then(|()| draft.put_in_place()).map_err(fail)?;
    Ok(())
}

const DRAFT_PREFIX: &str = ".hecta-";
const DRAFT_SUFFIX: &str = ".tmp";
/// Nobody writes a file for that long: a draft as old as this belongs to a process that died.
const STALE_AFTER: Duration = Duration::from_hours(24);

/// A file that will take the place of another; dropped before that, it is gone.
struct Draft {
    file: TempPath,
    target: PathBuf,
    /// What may be done with the file that is there.
    permissions: Option<fs::Permissions>,
}

impl Draft {
    /// An empty draft in the folder of the file that `path` names or links to. Drafts of processes that died are cleared away.
    fn beside(path: &Path) -> io::Result<Self> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let permissions = fs::metadata(&target).ok().map(|metadata| metadata.permissions());
        if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
        }
        clear_stale_drafts(folder_of(&target));
        let mut builder = tempfile::Builder::new();
        builder.prefix(DRAFT_PREFIX).suffix(DRAFT_SUFFIX);
        // an ordinary file, not a private one; the user's mask still applies
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder_of(&target))?.into_temp_path();
        Ok(Self { file, target, permissions })
    }

    /// Puts what has been written on disk.
    fn complete(&self) -> io::Result<()> {
        File::options().write(true).open(&self.file)?.sync_all()?;
        self.permissions.iter().try_for_each(|permissions| fs::set_permissions(&self.file, permissions.clone()))
    }

    fn put_in_place(self) -> io::Result<()> {
        self.file.persist(&self.target).map_err(|e| e.error)?;
        sync_folder(folder_of(&self.target))
    }
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes drafts that nobody will finish; what cannot be removed stays.
fn clear_stale_drafts(folder: &Path) {
    let is_draft = |name: &str| name.starts_with(DRAFT_PREFIX) && name.ends_with(DRAFT_SUFFIX);
    let age = |entry: &fs::DirEntry| entry.metadata().ok()?.modified().ok()?.elapsed().ok();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_draft) && age(&entry).is_some_and(|age| age > STALE_AFTER) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Puts the new name on disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows has no such call; its file system journals the rename.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("Phương án 1.geojson");
        write(&path, b"first, longer").expect("written");
        write(&path, b"second").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"second");
        assert_eq!(names(folder.path()).len(), 1);
    }

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("plan.gpkg");
        write(&path, b"old").expect("written");
        let failed = replace(&path, |draft| {
            fs::write(draft, b"half").expect("written");
            Err(WriteError { path: draft.to_owned(), source: io::Error::other("disk full") })
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).expect("read"), b"old");
        assert_eq!(names(folder.path()), ["plan.gpkg"]);
        assert!(write(&folder.path().join("no such folder/plan"), b"x").is_err());
    }

    #[test]
    fn drafts_of_processes_that_died_are_cleared_away() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let put = |name: &str, age: Duration| {
            let file = File::create(folder.path().join(name)).expect("made");
            file.set_modified(std::time::SystemTime::now() - age).expect("allowed");
        };
        put(".hecta-old.tmp", STALE_AFTER * 2);
        put(".hecta-new.tmp", Duration::from_secs(60));
        put("hecta-old.tmp", STALE_AFTER * 2);
        write(&folder.path().join("plan.gpkg"), b"x").expect("written");
        let mut left = names(folder.path());
        left.sort();
        assert_eq!(left, [".hecta-new.tmp", "hecta-old.tmp", "plan.gpkg"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_survive() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        write(&file, b"old").expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("allowed");
        std::os::unix::fs::symlink(&file, &link).expect("linked");
        write(&link, b"new").expect("written");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::read(&file).expect("read"), b"new");
        assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o440)).expect("allowed");
        assert!(write(&file, b"newer").is_err());
    }
}
