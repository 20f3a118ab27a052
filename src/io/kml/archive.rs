//! KMZ: a KML document in a ZIP archive. Nothing of an archive is ever unpacked to disk.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::super::export_error::ExportError;
use super::super::import_error::ImportError;

/// Most entries of an archive.
const MOST_ENTRIES: usize = 10_000;
/// Largest document in an archive, bytes.
const LARGEST_DOCUMENT: u64 = 1 << 28;
/// A document that was packed better than this is a bomb; real ones reach 1:30. Small ones are never one.
const MOST_RATIO: u64 = 200;
const SMALL_DOCUMENT: u64 = 1 << 24;
/// Name of the document in archives that are written.
const DOCUMENT: &str = "doc.kml";

#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
fn refused(detail: impl ToString) -> ImportError {
    ImportError::NotKmz { detail: detail.to_string() }
}

/// The KML document of an archive: `doc.kml`, else the first that ends in `.kml`.
///
/// An archive is refused if names in it lead out of it, or if the document is larger than it says or packed too well.
pub fn kml_of_archive(bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(refused)?;
    if archive.len() > MOST_ENTRIES {
        return Err(refused(format!("it holds {} files", archive.len())));
    }
    let mut documents: Vec<(usize, String)> = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(refused)?;
        let name = entry.name().map_err(refused)?.into_owned();
        let leads_out = name.starts_with(['/', '\\']) || name.contains(':') || name.split(['/', '\\']).any(|part| part == "..");
        if leads_out {
            return Err(refused(format!("\"{}\" leads out of the archive", name.chars().take(80).collect::<String>())));
        }
        if name.to_lowercase().ends_with(".kml") {
            documents.push((index, name));
        }
    }
    let document = documents.iter().find(|(_, name)| name.eq_ignore_ascii_case(DOCUMENT)).or(documents.first());
    let (index, _) = document.ok_or_else(|| refused("it holds no .kml document"))?;
    let entry = archive.by_index(*index).map_err(refused)?;
    let (packed, stated) = (entry.compressed_size(), entry.size());
    if stated > LARGEST_DOCUMENT || (stated > SMALL_DOCUMENT && stated / MOST_RATIO > packed) {
        return Err(refused(format!("its document has {} MB, packed in {} kB", stated >> 20, packed >> 10)));
    }
    let mut document = Vec::new();
    // what an archive says of sizes need not be so
    let most = LARGEST_DOCUMENT.min(SMALL_DOCUMENT.max(packed.saturating_mul(MOST_RATIO)));
    entry.take(most + 1).read_to_end(&mut document).map_err(refused)?;
    if document.len() as u64 > most { Err(refused("its document is larger than it says")) } else { Ok(document) }
}

/// An archive with one document.
pub fn kml_in_archive(document: &str) -> Result<Vec<u8>, ExportError> {
    let failed = |error: zip::result::ZipError| ExportError::Archive { detail: error.to_string() };
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // without a time, the same plan gives the same bytes
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(zip::DateTime::default());
    archive.start_file(DOCUMENT, options).map_err(failed)?;
    archive.write_all(document.as_bytes()).map_err(|error| ExportError::Archive { detail: error.to_string() })?;
    Ok(archive.finish().map_err(failed)?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive_of(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            archive.start_file(*name, SimpleFileOptions::default()).expect("begun");
            archive.write_all(content).expect("written");
        }
        archive.finish().expect("finished").into_inner()
    }

    #[test]
    fn the_document_is_found_and_comes_back() {
        let packed = kml_in_archive("<kml/>").expect("packed");
        assert_eq!(kml_of_archive(&packed).expect("a document"), b"<kml/>");
        let several = archive_of(&[("files/a.png", b"x"), ("b.kml", b"second"), ("doc.kml", b"first")]);
        assert_eq!(kml_of_archive(&several).expect("a document"), b"first");
        assert!(kml_of_archive(&archive_of(&[("a.txt", b"x")])).is_err());
        assert!(kml_of_archive(&packed[..packed.len() / 2]).is_err(), "cut off");
    }

    #[test]
    fn bombs_and_ways_out_are_refused() {
        for name in ["../doc.kml", "/doc.kml", "a\\..\\..\\doc.kml", "C:doc.kml"] {
            let error = kml_of_archive(&archive_of(&[(name, b"<kml/>")])).expect_err(name);
            assert!(error.to_string().contains("leads out"), "{error}");
        }
        let bomb = archive_of(&[("doc.kml", &vec![b' '; 40 << 20])]);
        assert!(bomb.len() < 100_000 && kml_of_archive(&bomb).is_err());
    }
}
