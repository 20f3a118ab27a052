//! What a file was when it was read or written, to notice later that another program has changed it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How every SQLite file begins.
const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";
/// Bytes of the first page that change although nothing in the database does: how it is written (18, 19), the counter of changes
/// (24–27), and for which of them by which SQLite it holds (92–99). QGIS writes them by merely looking at a file.
const COUNTERS: [std::ops::Range<usize>; 3] = [18..20, 24..28, 92..100];

/// Size and SHA-256 of a file. No time is part of it: clocks are set back, and copying a file changes its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    size: u64,
    sha256: [u8; 32],
}

impl Fingerprint {
    /// The fingerprint of a file as it is now; `Ok(None)` if there is none.
    ///
    /// Counters of an SQLite file that change although its content does not are left out.
    pub fn of(path: &Path) -> io::Result<Option<Self>> {
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let (mut size, mut hash, mut buffer) = (0, Sha256::new(), vec![0; 1 << 16]);
        loop {
            let count = file.read(&mut buffer)?;
            if count == 0 {
                break;
            }
            if size == 0 && count >= 100 && buffer.starts_with(SQLITE_MAGIC) {
                COUNTERS.into_iter().for_each(|range| buffer[range].fill(0));
            }
            hash.update(&buffer[..count]);
            size += count as u64;
        }
        Ok(Some(Self { size, sha256: hash.finalize().into() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_byte_is_noticed_and_a_counter_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.gpkg");
        assert_eq!(Fingerprint::of(&path).expect("no file is no error"), None);
        let mut bytes = [SQLITE_MAGIC, &[7; 4096]].concat();
        let of = |bytes: &[u8]| {
            std::fs::write(&path, bytes).expect("written");
            Fingerprint::of(&path).expect("readable")
        };
        let first = of(&bytes);
        (bytes[18], bytes[25], bytes[95]) = (2, 9, 9);
        assert_eq!(of(&bytes), first, "another program only looked at it");
        bytes[200] = 8;
        assert_ne!(of(&bytes), first);
        bytes[200] = 7;
        bytes.push(7);
        assert_ne!(of(&bytes), first, "it grew");
    }
}
