//! Workbooks and texts that mean harm or were harmed: refused with a reason, within bounds, and never a panic.

use std::io::{Cursor, Write as _};

use hecta::app::Language;
use hecta::app::tables::ReportPart;
use hecta::io::embedded::SamplePlan;
use hecta::io::import::read_raw_layers;
use hecta::io::xlsx;
use hecta::io::{ImportError, ReadOptions};
use rand::{RngExt as _, SeedableRng as _};
use zip::write::SimpleFileOptions;

use super::{place, sample, written};

fn report() -> Vec<u8> {
    let (_folder, path) = place("plan.xlsx");
    written(&sample(SamplePlan::Finished), &path, ReportPart::Keyed("corners"), Language::Vietnamese, None).expect("it passes");
    std::fs::read(&path).expect("written")
}

/// The workbook with one of its parts in other words.
fn with_part(workbook: &[u8], name: &str, text: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).expect("a part");
        if file.name().is_ok_and(|other| other != name) {
            writer.raw_copy_file(file).expect("copied");
        }
    }
    writer.start_file(name, SimpleFileOptions::default()).expect("a part");
    writer.write_all(text).expect("written");
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn a_bomb_is_refused_by_what_it_unpacks_to() {
    let spaces = vec![b' '; 300 << 20];
    let bomb = with_part(&report(), "xl/worksheets/sheet1.xml", &spaces);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(xlsx::read_raw_layers(bomb), Err(ImportError::ArchiveTooLarge { .. })));
}

#[test]
fn cells_at_the_far_corners_of_a_sheet_take_no_room() {
    let sheet = |cells: &str| {
        format!(
            "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
             <dimension ref=\"A1:XFD1048576\"/><sheetData>{cells}</sheetData></worksheet>"
        )
    };
    let corners = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let far = with_part(&report(), "xl/worksheets/sheet1.xml", sheet(corners).as_bytes());
    assert!(matches!(xlsx::read_raw_layers(far), Err(ImportError::CornerTable { .. })));
    let beyond = "<row r=\"99999999999\"><c r=\"ZZZZZZZZ99999999999\"><v>1e999</v></c></row>";
    let beyond = with_part(&report(), "xl/worksheets/sheet1.xml", sheet(beyond).as_bytes());
    assert!(xlsx::read_raw_layers(beyond).is_err());
}

#[test]
fn an_open_document_that_repeats_its_cells_without_end_is_refused() {
    let content = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><office:body><office:spreadsheet><table:table table:name=\"A\">\
        <table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16000\" \
        office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("content.xml", SimpleFileOptions::default()).expect("a part");
    writer.write_all(content.as_bytes()).expect("written");
    let bytes = writer.finish().expect("an archive").into_inner();
    assert!(matches!(xlsx::read_raw_layers(bytes), Err(ImportError::CornerTable { .. })));
}

#[test]
fn a_workbook_cut_off_anywhere_is_refused() {
    let whole = report();
    for length in (0..whole.len()).step_by(whole.len() / 60) {
        assert!(xlsx::read_raw_layers(whole[..length].to_vec()).is_err(), "{length} of {}", whole.len());
    }
}

#[test]
fn damaged_workbooks_and_texts_are_read_or_refused_but_never_fall() {
    let mut random = rand_pcg::Pcg64::seed_from_u64(5);
    let whole = report();
    let (_folder, path) = place("corners.csv");
    written(&sample(SamplePlan::Finished), &path, ReportPart::Keyed("corners"), Language::Vietnamese, None).expect("it passes");
    let text = std::fs::read(&path).expect("written");
    let (mut read, mut refused) = (0, 0);
    for round in 0..400 {
        let mut bytes = if round % 2 == 0 { whole.clone() } else { text.clone() };
        for _ in 0..random.random_range(1..8) {
            let at = random.random_range(0..bytes.len());
            match random.random_range(0..3) {
                0 => bytes[at] = random.random(),
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, random.random()),
            }
        }
        let outcome = if round % 2 == 0 {
            xlsx::read_raw_layers(bytes)
        } else {
            std::fs::write(&path, &bytes).expect("written");
            read_raw_layers(&path, ReadOptions::default())
        };
        match outcome {
            Ok(layers) => read += usize::from(!layers.is_empty()),
            Err(error) => refused += usize::from(!error.to_string().is_empty()),
        }
    }
    assert_eq!(read + refused, 400);
    assert!(read > 50 && refused > 50, "both happen: {read} read, {refused} refused");
}
