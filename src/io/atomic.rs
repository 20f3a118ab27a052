//! Files replaced whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

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
    fn put(files: &[(PathBuf, Vec<u8>)], ready: &mut Vec<(TempPath, PathBuf)>) -> Result<(), WriteError> {
        for (path, bytes) in files {
            let fail = |source: io::Error| WriteError { path: path.clone(), source };
            let target = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
            let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let existing = fs::metadata(&target).ok().map(|metadata| metadata.permissions());
            if existing.as_ref().is_some_and(fs::Permissions::readonly) {
                return Err(fail(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only")));
            }
            let draft = draft_in(folder).map_err(fail)?;
            let written = File::options().write(true).truncate(true).open(&draft);
            written.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all())).map_err(fail)?;
            if let Some(permissions) = existing {
                fs::set_permissions(&draft, permissions).map_err(fail)?;
            }
            ready.push((draft, target));
        }
        Ok(())
    }
    let mut ready = Vec::new();
    put(files, &mut ready)?;
    for (draft, target) in ready {
        let fail = |source: io::Error| WriteError { path: target.clone(), source };
        draft.persist(&target).map_err(|e| fail(e.error))?;
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        sync_folder(folder).map_err(fail)?;
    }
    Ok(())
}

/// Lets `fill` write an empty draft in the same folder, puts it on disk and then in the place of `path`.
///
/// On failure, or if the process dies, `path` is untouched. A symbolic link stays one: the file it points to is replaced. A read-only file
/// is refused.
pub fn replace<E: From<WriteError>>(path: &Path, fill: impl FnOnce(&Path) -> Result<(), E>) -> Result<(), E> {
    let fail = |source: io::Error| WriteError { path: path.to_owned(), source };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let existing = fs::metadata(&target).ok().map(|metadata| metadata.permissions());
    if existing.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(fail(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only")).into());
    }
    let draft = draft_in(folder).map_err(fail)?;
    fill(&draft)?;
    File::options().write(true).open(&draft).and_then(|file| file.sync_all()).map_err(fail)?;
    if let Some(permissions) = existing {
        fs::set_permissions(&draft, permissions).map_err(fail)?;
    }
    draft.persist(&target).map_err(|e| fail(e.error))?;
    sync_folder(folder).map_err(fail)?;
    Ok(())
}

fn draft_in(folder: &Path) -> io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hecta-").suffix(".tmp");
    // an ordinary file, not a private one; the user's mask still applies
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    Ok(builder.tempfile_in(folder)?.into_temp_path())
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
