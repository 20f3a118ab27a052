//! ZIP archives from strangers: what they unpack to is measured before anything is made of it. No path is ever written.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::import_error::ImportError;

/// Most files in an archive.
const MOST_FILES: usize = 10_000;
/// Most bytes that an archive may unpack to, all files together.
pub(super) const MOST_UNPACKED_BYTES: u64 = 1 << 28;

/// Unpacks every file of an archive into nothing and counts, as what an archive says of its sizes need not be true. Refuses one
/// that unpacks to more than [`MOST_UNPACKED_BYTES`], has too many files, or is damaged.
pub(super) fn measure(bytes: &[u8]) -> Result<(), ImportError> {
    let damaged = |detail: String| ImportError::DamagedArchive { detail };
    let too_large = || ImportError::ArchiveTooLarge { most_mb: MOST_UNPACKED_BYTES >> 20 };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    if archive.len() > MOST_FILES {
        return Err(too_large());
    }
    let mut left = MOST_UNPACKED_BYTES;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| damaged(error.to_string()))?;
        let read = std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).map_err(|error| damaged(error.to_string()))?;
        left = left.checked_sub(read).ok_or_else(too_large)?;
    }
    Ok(())
}

/// The content of one file of an archive that has been measured; `None` if there is none of this name.
pub(super) fn file_of(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut content = Vec::new();
    archive.by_name(name).ok()?.take(MOST_UNPACKED_BYTES).read_to_end(&mut content).ok()?;
    Some(content)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn a_bomb_is_refused_before_it_is_unpacked() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let block = vec![0_u8; 1 << 20];
        writer.start_file("a.xml", SimpleFileOptions::default()).expect("a file");
        for _ in 0..300 {
            writer.write_all(&block).expect("written");
        }
        let bomb = writer.finish().expect("an archive").into_inner();
        assert!(bomb.len() < 1 << 20);
        assert!(matches!(measure(&bomb), Err(ImportError::ArchiveTooLarge { .. })));
        assert!(matches!(measure(b"PK\x03\x04 and nothing else"), Err(ImportError::DamagedArchive { .. })));
    }
}
