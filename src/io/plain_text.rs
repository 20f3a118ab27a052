//! Small text files that a person wrote, such as rules, and words without their marks.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::import_error::ImportError;

/// Largest text file read, bytes; a person writes less.
const MAX_TEXT_BYTES: u64 = 1 << 20;

/// `text` in lower case without accents: "Vẽ vùng" becomes "ve vung", "đỉnh" becomes "dinh".
pub fn folded(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    plain.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// Reads a UTF-8 text file of at most 1 MB; a byte order mark is left out.
pub fn read_text(path: &Path) -> Result<String, ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > MAX_TEXT_BYTES {
        return Err(ImportError::TooLarge { size_mb: size >> 20 });
    }
    let mut bytes = Vec::new();
    file.take(MAX_TEXT_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
    if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = bytes[..] {
        return Err(ImportError::NotUtf8 { offset: 0, utf16: true });
    }
    let text =
        String::from_utf8(bytes).map_err(|e| ImportError::NotUtf8 { offset: e.utf8_error().valid_up_to(), utf16: false })?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_without_their_mark_and_others_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("luật.toml");
        let read = |bytes: &[u8]| {
            std::fs::write(&path, bytes).expect("written");
            read_text(&path)
        };
        assert_eq!(read("\u{feff}# đất".as_bytes()).expect("UTF-8"), "# đất");
        assert!(matches!(read(b"\xFF\xFEa\0"), Err(ImportError::NotUtf8 { utf16: true, .. })));
        assert!(matches!(read(b"ab\xE0c"), Err(ImportError::NotUtf8 { offset: 2, utf16: false })));
        assert!(matches!(read(&vec![b' '; (MAX_TEXT_BYTES + 1) as usize]), Err(ImportError::TooLarge { .. })));
        assert!(matches!(read_text(folder.path()), Err(ImportError::Unreadable { .. })));
    }
}
