//! The files beside a `.shp`: same stem, another ending, in small letters or capitals.

use std::path::{Path, PathBuf};

use super::super::format::read_bytes;
use super::super::import_error::ImportError;

/// The file with the stem of `shp` and `ending` (lower case), if there is one; its ending may be in capitals.
pub(super) fn beside(shp: &Path, ending: &str) -> Option<PathBuf> {
    let exact = [ending.to_owned(), ending.to_uppercase()].map(|ending| shp.with_extension(ending));
    if let Some(found) = exact.into_iter().find(|path| path.is_file()) {
        return Some(found);
    }
    let folder = shp.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let stem = shp.file_stem()?.to_string_lossy().to_lowercase();
    let fits = |path: &PathBuf| {
        let part = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().to_lowercase());
        part(path.extension()).as_deref() == Some(ending) && part(path.file_stem()).as_deref() == Some(stem.as_str())
    };
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).filter(fits).collect();
    found.sort();
    found.into_iter().find(|path| path.is_file())
}

/// The bytes of a file beside a `.shp`; `None` if there is no such file.
pub(super) fn bytes_beside(shp: &Path, ending: &str) -> Option<Result<Vec<u8>, ImportError>> {
    beside(shp, ending).map(|path| read_bytes(&path))
}

/// The text of a small file beside a `.shp`, such as `.prj`; anything unreadable is as good as missing.
pub(super) fn text_beside(shp: &Path, ending: &str) -> Option<String> {
    let bytes = bytes_beside(shp, ending)?.ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}').trim_matches(|c: char| c.is_whitespace() || c == '\0');
    (!text.is_empty()).then(|| text.to_owned())
}
