//! What is written, read back by other libraries.

use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use hecta::app::Language;
use hecta::app::tables::ReportPart;
use hecta::edit::Command;
use hecta::io::ExportError;
use hecta::io::embedded::SamplePlan;
use hecta::plan::ZoneAttributes;

use super::{place, sample, written};

/// The cells of a sheet, row by row.
fn rows(path: &Path, sheet: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
    let range = workbook.worksheet_range(sheet).unwrap_or_else(|e| panic!("{sheet}: {e}"));
    range.rows().map(<[Data]>::to_vec).collect()
}

fn sheets(path: &Path) -> Vec<String> {
    calamine::open_workbook::<Xlsx<_>, _>(path).expect("a workbook").sheet_names()
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        other => panic!("{other:?} is no number"),
    }
}

/// The rows between the header, which has `heading` somewhere, and the row of the total, which is the last.
fn table<'a>(rows: &'a [Vec<Data>], heading: &str, total: &str) -> (usize, &'a [Vec<Data>], &'a [Data]) {
    let is = |cell: &Data, text: &str| matches!(cell, Data::String(s) if s == text);
    let header = rows.iter().position(|row| row.iter().any(|cell| is(cell, heading))).expect("a header");
    let column = rows[header].iter().position(|cell| is(cell, heading)).expect("the column");
    let end = rows.iter().position(|row| row.iter().any(|cell| is(cell, total))).expect("a total");
    (column, &rows[header + 1..end], &rows[end])
}

fn part_of(path: &Path, name: &str) -> String {
    let bytes = std::fs::read(path).expect("written");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("UTF-8");
    text
}

#[test]
fn a_workbook_holds_numbers_that_add_up_to_the_ledger() {
    let workspace = sample(SamplePlan::Finished);
    let ledger = workspace.session().ledger();
    for (language, sheet, area, share, total) in [
        (Language::Vietnamese, "Các vùng", "Diện tích (ha)", "Tỷ lệ (%)", "Tổng cộng"),
        (Language::English, "Zones", "Area (ha)", "Share (%)", "Total"),
    ] {
        let (_folder, path) = place("bảng số liệu.xlsx");
        written(&workspace, &path, ReportPart::All, language, None).expect("it passes");
        let all = rows(&path, sheet);
        for (heading, expected) in [(area, ledger.zones_total.rounded_ha(2)), (share, 10_000)] {
            let (column, body, sum) = table(&all, heading, total);
            assert_eq!(body.len(), workspace.session().plan().zones().len());
            let hundredths: i64 = body.iter().map(|row| (number(&row[column]) * 100.0).round() as i64).sum();
            assert_eq!(i128::from(hundredths), expected, "{heading}");
            assert_eq!(number(&sum[column]).to_bits(), (expected as f64 / 100.0).to_bits());
            // below, what the rows have more than the total
            let below = all.iter().rev().find_map(|row| matches!(row[column], Data::Float(_)).then(|| number(&row[column])));
            assert_eq!(below.map(f64::to_bits), Some(0.0_f64.to_bits()), "the check under {heading}");
        }
        let words: Vec<String> = all.iter().flatten().map(ToString::to_string).collect();
        for expected in ["EPSG:5897", "1541/QĐ-TTg"] {
            assert!(words.iter().any(|text| text.contains(expected)), "{expected} in {words:?}");
        }
        assert!(part_of(&path, "xl/styles.xml").contains("#,##0.00"));
        assert!(part_of(&path, "docProps/custom.xml").contains("compliant"));
    }
}

#[test]
fn every_sheet_of_a_draft_says_why_it_is_one() {
    let workspace = sample(SamplePlan::Unfinished);
    let (_folder, path) = place("plan.xlsx");
    for reason in [None, Some("  ")] {
        let refused = written(&workspace, &path, ReportPart::All, Language::Vietnamese, reason);
        assert!(matches!(refused, Err(ExportError::NeedsDraftReason { .. })));
    }
    assert!(!path.exists(), "nothing leaves unmarked");
    let reason = "Gửi Sở Xây dựng <xem> & góp ý";
    written(&workspace, &path, ReportPart::All, Language::Vietnamese, Some(reason)).expect("a draft");
    let sheets = sheets(&path);
    assert!(sheets.len() >= 6, "{sheets:?}");
    for sheet in &sheets {
        let first = rows(&path, sheet).into_iter().next().expect("a row");
        let banner = first[0].to_string();
        assert!(banner.starts_with("BẢN NHÁP") && banner.contains("Không đạt") && banner.contains(reason), "{sheet}: {banner}");
    }
    let properties = part_of(&path, "docProps/custom.xml");
    assert!(["draft_reason", "góp ý", "verdict", "fail"].iter().all(|word| properties.contains(word)), "{properties}");
    let findings = rows(&path, "Lỗi và cảnh báo");
    let counted = findings.iter().filter(|row| matches!(row[0], Data::Float(_))).count();
    assert_eq!(counted, workspace.session().findings().len());
}

#[test]
fn csv_follows_the_language_and_parses_again() {
    let workspace = sample(SamplePlan::Finished);
    for (language, delimiter, decimal, total) in
        [(Language::Vietnamese, b';', ',', "Tổng cộng"), (Language::English, b',', '.', "Total")]
    {
        let (_folder, path) = place("zones.csv");
        written(&workspace, &path, ReportPart::Zones, language, None).expect("it passes");
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("CSV");
        let header = records.iter().position(|record| record.len() == 7).expect("a header");
        let end = records.iter().position(|record| record.iter().any(|cell| cell == total)).expect("a total");
        let figure = |cell: &str| -> f64 {
            assert!(!cell.contains(if decimal == ',' { '.' } else { ',' }), "{cell}");
            cell.replace(decimal, ".").parse().unwrap_or_else(|e| panic!("{cell}: {e}"))
        };
        for column in [2, 3] {
            let sum: f64 = records[header + 1..end].iter().map(|record| (figure(&record[column]) * 100.0).round()).sum();
            assert_eq!(sum.to_bits(), (figure(&records[end][column]) * 100.0).round().to_bits());
        }
        assert_eq!(figure(&records[end][2]).to_bits(), 663.19_f64.to_bits());
        assert_eq!(figure(&records[end][3]).to_bits(), 100.0_f64.to_bits());
    }
}

#[test]
fn a_draft_says_so_in_csv_as_well() {
    let workspace = sample(SamplePlan::Unfinished);
    let (_folder, path) = place("zones.csv");
    assert!(written(&workspace, &path, ReportPart::Zones, Language::English, None).is_err() && !path.exists());
    written(&workspace, &path, ReportPart::Zones, Language::English, Some("for review, again")).expect("a draft");
    let text = std::fs::read_to_string(&path).expect("UTF-8");
    assert!(
        text.starts_with("\u{feff}\"DRAFT – ") && text.lines().next().is_some_and(|line| line.contains("for review, again")),
        "{text}"
    );
}

#[test]
fn a_folder_gets_a_file_for_each_table() {
    let workspace = sample(SamplePlan::Finished);
    let (_folder, path) = place("bảng");
    written(&workspace, &path, ReportPart::All, Language::Vietnamese, None).expect("it passes");
    let mut names: Vec<String> = std::fs::read_dir(&path)
        .expect("a folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in [
        "balance.csv",
        "communes.csv",
        "corners.csv",
        "corners-tn.csv",
        "findings.csv",
        "land-balance.csv",
        "rules.csv",
        "zones.csv",
    ] {
        assert!(names.iter().any(|other| other == name), "{name} in {names:?}");
    }
}

#[test]
fn words_that_look_like_formulas_stay_words() {
    let mut workspace = sample(SamplePlan::Finished);
    let session = workspace.session_mut();
    let zone = session.plan().order()[0];
    let attributes = session.plan().zone(zone).expect("it exists").attributes.clone();
    let attributes = Box::new(ZoneAttributes { name_vi: "=HYPERLINK(\"http://x\")".into(), ..attributes });
    session.perform(&Command::SetAttributes { zone, attributes }).expect("allowed");
    let (folder, path) = place("plan.xlsx");
    written(&workspace, &path, ReportPart::All, Language::Vietnamese, None).expect("it passes");
    let is_word = |cell: &Data| matches!(cell, Data::String(text) if text.starts_with("=HYPERLINK"));
    assert!(rows(&path, "Các vùng").iter().flatten().any(is_word));
    let csv = folder.path().join("zones.csv");
    written(&workspace, &csv, ReportPart::Zones, Language::Vietnamese, None).expect("it passes");
    assert!(std::fs::read_to_string(&csv).expect("UTF-8").contains("\"'=HYPERLINK(\"\"http://x\"\")\""));
}
