//! Tables as they come from Word, Excel, CSV files and e-mails, and what Hecta makes of them.

use super::pasted::{Axis, Fault, Note, PastedCorners};
use super::{DecimalSign, Separator};
use crate::geometry::{GridPoint, Ring};

/// The ring most of the tables here describe.
fn quad() -> Ring {
    [(616_580_020, 2_271_903_412), (616_700_500, 2_271_950_000), (616_720_125, 2_271_800_250), (616_600_000, 2_271_790_000)]
        .map(|(east, north)| GridPoint::from_mm(east, north))
        .to_vec()
}

fn second() -> Ring {
    [(617_000_000, 2_272_000_000), (617_100_000, 2_272_000_000), (617_050_000, 2_271_900_000)]
        .map(|(east, north)| GridPoint::from_mm(east, north))
        .to_vec()
}

fn read(text: &str) -> PastedCorners {
    PastedCorners::of(text)
}

fn assert_reads(text: &str, rings: &[Ring]) -> PastedCorners {
    let found = read(text);
    assert_eq!(found.faults, [], "{text}");
    assert_eq!(found.points(), rings, "{text}");
    found
}

const WORD: &str = "BẢNG KÊ TỌA ĐỘ GÓC RANH\r\nHệ tọa độ VN-2000, kinh tuyến trục 105°00', múi chiếu 3°\r\n\
    Số hiệu điểm\tX (m)\tY (m)\tCạnh S (m)\r\n1\t2\u{a0}271\u{a0}903,412\t616\u{a0}580,020\t129,18\r\n\
    2\t2\u{a0}271\u{a0}950,000\t616\u{a0}700,500\t151,03\r\n3\t2\u{a0}271\u{a0}800,250\t616\u{a0}720,125\t120,56\r\n\
    4\t2\u{a0}271\u{a0}790,000\t616\u{a0}600,000\t115,16\r\n1\t2\u{a0}271\u{a0}903,412\t616\u{a0}580,020\t\r\n\
    Diện tích: 17.266,1 m²\r\n";

#[test]
fn one_ring_is_read_however_it_is_written() {
    let tables = [
        WORD,
        // Excel, Vietnamese settings
        "STT\tTên mốc\tX(m)\tY(m)\n1\tM1\t2271903,412\t616580,02\n2\tM2\t2271950\t616700,5\n3\tM3\t2271800,25\t616720,125\n4\tM4\t2271790\t616600\n",
        // Excel, English settings, thousands grouped
        "M1\t2,271,903.412\t616,580.020\nM2\t2,271,950.000\t616,700.500\nM3\t2,271,800.250\t616,720.125\nM4\t2,271,790.000\t616,600.000",
        // Vietnamese grouping
        "2.271.903,412\t616.580,020\n2.271.950\t616.700,5\n2.271.800,250\t616.720,125\n2.271.790\t616.600",
        // CSV with semicolons
        "so_hieu;x;y\n1;2271903,412;616580,02\n2;2271950,000;616700,5\n3;2271800,25;616720,125\n4;2271790;616600\n",
        // CSV with commas and points
        "point,northing,easting\n1,2271903.412,616580.02\n2,2271950,616700.5\n3,2271800.25,616720.125\n4,2271790,616600\n",
        // CSV with quoted figures
        "\"1\",\"2,271,903.412\",\"616,580.02\"\n\"2\",\"2,271,950\",\"616,700.5\"\n\"3\",\"2,271,800.25\",\"616,720.125\"\n\"4\",\"2,271,790\",\"616,600\"\n",
        // plain text
        "2271903,412 616580,02\n2271950 616700,5\n2271800,25 616720,125\n2271790 616600",
        // plain text with grouped figures and numbers
        "1   2 271 903,412   616 580,020\n2   2 271 950,000   616 700,500\n3   2 271 800,250   616 720,125\n4   2 271 790,000   616 600,000",
        // an e-mail
        "X = 2271903,412; Y = 616580,020\nX = 2271950,000; Y = 616700,500\nX = 2271800,250; Y = 616720,125\nX = 2271790,000; Y = 616600,000",
        "M1: X=2271903.412 Y=616580.02\nM2: X=2271950 Y=616700.5\nM3: X=2271800.25 Y=616720.125\nM4: X=2271790 Y=616600",
        // a text table
        "| STT | X (m) | Y (m) |\n|-----|-------|-------|\n| 1 | 2271903.412 | 616580.020 |\n| 2 | 2271950.000 | 616700.500 |\n| 3 | 2271800.250 | 616720.125 |\n| 4 | 2271790.000 | 616600.000 |",
        // comma and space
        "2271903.412, 616580.020\n2271950.000, 616700.500\n2271800.250, 616720.125\n2271790.000, 616600.000",
        // every second line empty, as Word makes of paragraphs
        "1\t2271903,412\t616580,02\n\n2\t2271950\t616700,5\n\n3\t2271800,25\t616720,125\n\n4\t2271790\t616600\n\n",
        // a page break with the header again
        "Điểm\tX (m)\tY (m)\n1\t2271903,412\t616580,02\n2\t2271950\t616700,5\nĐiểm\tX (m)\tY (m)\n3\t2271800,25\t616720,125\n4\t2271790\t616600\n",
        // lengths on lines of their own, between the corners
        "1\t2271903,412\t616580,02\t\n\t\t\t129,18\n2\t2271950\t616700,5\t\n\t\t\t151,03\n3\t2271800,25\t616720,125\t\n\t\t\t120,56\n4\t2271790\t616600\t\n\t\t\t115,16\n",
        // old line ends, signs without width
        "\u{feff}1\t2271903,412\t616580,02\r2\t2271950\u{200b}\t616700,5\r3\t2271800,25\t616720,125\r4\t2271790\t616600",
        // east first, and the header says so
        "Point\tEasting\tNorthing\n1\t616580.02\t2271903.412\n2\t616700.5\t2271950\n3\t616720.125\t2271800.25\n4\t616600\t2271790",
        // units in the cells
        "1\t2271903,412 m\t616580,020 m\n2\t2271950,000 m\t616700,500 m\n3\t2271800,250 m\t616720,125 m\n4\t2271790,000 m\t616600,000 m",
        // words for numbers, in running text
        "Góc số 1: 2271903,412 616580,02\nGóc số 2: 2271950 616700,5\nGóc số 3: 2271800,25 616720,125\nGóc số 4: 2271790 616600",
    ];
    for table in tables {
        let found = assert_reads(table, &[quad()]);
        assert!(!found.notes.contains(&Note::AxesSwapped), "{table}");
    }
}

#[test]
fn what_was_understood_is_told() {
    let found = assert_reads(WORD, &[quad()]);
    for note in [
        Note::SeparatedBy(Separator::Tab),
        Note::Header { line: 3 },
        Note::Decimals(DecimalSign::Comma),
        Note::ClosingCorner { line: 8 },
        Note::SidesAgree { count: 4 },
        Note::LinesLeftOut { count: 3 },
    ] {
        assert!(found.notes.contains(&note), "{note:?} in {:?}", found.notes);
    }
    assert!(found.notes.iter().all(|note| !note.is_warning()));
    let labels: Vec<_> = found.rings[0].corners.iter().map(|corner| corner.label.as_str()).collect();
    assert_eq!(labels, ["1", "2", "3", "4"]);
}

#[test]
fn swapped_axes_are_put_right_and_told() {
    for text in [
        "1\t616580,02\t2271903,412\n2\t616700,5\t2271950\n3\t616720,125\t2271800,25\n4\t616600\t2271790",
        "STT\tX (m)\tY (m)\n1\t616580,02\t2271903,412\n2\t616700,5\t2271950\n3\t616720,125\t2271800,25\n4\t616600\t2271790",
        "616580.02 2271903.412\n616700.5 2271950\n616720.125 2271800.25\n616600 2271790",
    ] {
        assert!(assert_reads(text, &[quad()]).notes.contains(&Note::AxesSwapped), "{text}");
    }
}

#[test]
fn several_rings_are_told_apart() {
    let two = [quad(), second()];
    let first = "1\t2271903,412\t616580,02\n2\t2271950\t616700,5\n3\t2271800,25\t616720,125\n4\t2271790\t616600\n";
    let other = "1\t2272000\t617000\n2\t2272000\t617100\n3\t2271900\t617050\n";
    let parted = |part: &str, rows: &str| rows.lines().map(|row| format!("{part}\t{row}\n")).collect::<String>();
    for text in [
        format!("{first}\n{other}"),
        format!("{first}{other}"),
        format!("Khu I\n{first}Khu II\n{other}"),
        format!("Vòng\tĐiểm\tX\tY\n{}{}", parted("1", first), parted("2", other)),
        // closed, then on without a word; numbers run on
        format!("{first}1\t2271903,412\t616580,02\n{}", other.replace("1\t", "5\t").replace("2\t", "6\t").replace("3\t", "7\t")),
    ] {
        let found = assert_reads(&text, &two);
        assert!(found.notes.contains(&Note::Rings { count: 2 }), "{text}");
    }
}

#[test]
fn a_blank_line_within_a_ring_means_nothing_where_the_numbers_run_on() {
    let text = "1\t2271903,412\t616580,02\n2\t2271950\t616700,5\n3\t2271850\t616710\n\n4\t2271800,25\t616720,125\n5\t2271790\t616600\n6\t2271850\t616590";
    let found = read(text);
    assert_eq!((found.rings.len(), found.corner_count()), (1, 6));
    assert!(found.is_sound() && found.notes.contains(&Note::BlankLines));
}

#[test]
fn repeated_corners_are_dropped_and_told() {
    let text = "1\t2271903,412\t616580,02\n2\t2271950\t616700,5\n2\t2271950\t616700,5\n3\t2271800,25\t616720,125\n4\t2271790\t616600\n1\t2271903,413\t616580,019";
    let found = assert_reads(text, &[quad()]);
    assert!(found.notes.contains(&Note::RepeatedCorner { line: 3 }) && found.notes.contains(&Note::ClosingCorner { line: 6 }));
    let skipped = assert_reads(&text.replace("3\t22718", "7\t22718"), &[quad()]);
    assert!(skipped.notes.contains(&Note::NumbersSkip { line: 4, from: 2, to: 7 }), "{:?}", skipped.notes);
}

#[test]
fn side_lengths_that_disagree_are_named_by_line() {
    let found = assert_reads(&WORD.replace("151,03", "151,33"), &[quad()]);
    let differing: Vec<_> = found.notes.iter().filter(|note| note.is_warning()).collect();
    assert_eq!(differing, [&Note::SideDiffers { line: 5, given_um: 151_330_000, computed_um: 151_030_471 }]);
    // lengths beside the corner where the side ends
    let ending = "1\t2271903,412\t616580,02\t115,16\n2\t2271950\t616700,5\t129,18\n3\t2271800,25\t616720,125\t151,03\n4\t2271790\t616600\t120,56";
    assert!(assert_reads(ending, &[quad()]).notes.contains(&Note::SidesAgree { count: 4 }));
}

#[test]
fn finer_and_mixed_figures_are_told() {
    let fine = "2271903,412345\t616580,0200005\n2271950\t616700,5\n2271800,25\t616720,125\n2271790\t616600";
    let found = read(fine);
    assert_eq!(found.points()[0][0], GridPoint::new(616_580_020_001, 2_271_903_412_345));
    assert!(found.notes.contains(&Note::FinerThanMm { count: 1 }));
    let mixed = "2271903,412\t616580,02\n2271950.0\t616700.5\n2271800,25\t616720,125\n2271790\t616600";
    assert!(assert_reads(mixed, &[quad()]).notes.contains(&Note::MixedDecimals { line: 2 }));
}

#[test]
fn faults_are_named_by_line_and_column() {
    let good = "1\t2271903,412\t616580,02\n2\t2271950\t616700,5\n";
    let faults = |last: &str| read(&format!("{good}{last}")).faults;
    let text = |text: &str| text.to_owned();
    assert_eq!(faults("3\tabc\t616720\n"), [Fault::NotAFigure { line: 3, column: 2, text: text("abc") }]);
    assert_eq!(faults("3\t2271800\t\n"), [Fault::Missing { line: 3, column: 3, axis: Axis::East }]);
    assert_eq!(faults("3\t\t616720\n"), [Fault::Missing { line: 3, column: 2, axis: Axis::North }]);
    assert_eq!(faults("3\t271800\t616720\n"), [Fault::OutOfRange { line: 3, column: 2, text: text("271800") }]);
    assert_eq!(faults("3\t22718000\t616720\n"), [Fault::OutOfRange { line: 3, column: 2, text: text("22718000") }]);
    assert_eq!(faults("3\t2271800\t616720\n4\t616600\t2271790"), [Fault::AxesMixed { line: 4 }]);
    assert_eq!(faults(""), [Fault::TooFewCorners { line: 1, count: 2 }]);
    let prefix = |meant_um| Fault::ZonePrefix { line: 3, column: 3, text: text("18616720"), meant_um };
    assert_eq!(faults("3\t2271800\t18616720\n"), [prefix(616_720_000_000)]);
    let missing = |meant_um| Fault::NoFalseEasting { line: 3, column: 3, text: text("−83280,5"), meant_um };
    assert_eq!(faults("3\t2271800\t−83280,5\n"), [missing(416_719_500_000)]);
}

#[test]
fn whole_tables_at_fault_are_refused_with_the_reason() {
    let zoned = "1\t2271903,412\t18616580,02\n2\t2271950\t18616700,5\n3\t2271800,25\t18616720,125";
    let found = read(zoned);
    assert!(found.faults.len() == 3 && found.faults.iter().all(|fault| matches!(fault, Fault::ZonePrefix { column: 3, .. })));
    let without = "1\t2271903,412\t116,58\n2\t2271950\t-16700,5\n3\t2271800,25\t-16720,125";
    assert!(read(without).faults.iter().all(|fault| matches!(fault, Fault::NoFalseEasting { column: 3, .. })));
    assert_eq!(read("106,119912\t20,536312\n106,120012\t20,536412").faults, [Fault::Degrees { line: 1 }]);
    assert_eq!(read("2271903,412,616580,020\n2271950,000,616700,500").faults, [Fault::CommaTwice { line: 1 }]);
    for text in ["", "\n\n", "xin chào", "1 2 3\n4 5 6", "Số hiệu\tX\tY\n"] {
        assert_eq!(read(text).faults, [Fault::NoCoordinates], "{text:?}");
    }
}

#[test]
fn rings_that_are_no_areas_are_refused() {
    let crossing = "1\t2272000\t617000\n2\t2272100\t617100\n3\t2272000\t617100\n4\t2272100\t617000";
    assert_eq!(read(crossing).faults, [Fault::SidesCross { line: 1, other: 3 }]);
    let flat = "2272000\t617000\n2272100\t617100\n2272200\t617200";
    assert_eq!(read(flat).faults, [Fault::NoArea { line: 1 }]);
    let apart = "1\t2272000\t617000\n2\t2272100\t617000\n3\t2272000\t617100\n\n1\t2272050\t617010\n2\t2272050\t617200\n3\t2272200\t617200";
    assert!(matches!(read(apart).faults[..], [Fault::SidesCross { .. }, ..]), "{:?}", read(apart).faults);
}

#[test]
fn many_corners_are_read_and_too_many_refused() {
    let ring = |count: usize| {
        (0..count)
            .map(|i| {
                let angle = i as f64 / count as f64 * std::f64::consts::TAU;
                format!("{:.3};{:.3}\n", 2_272_000.0 + 3000.0 * angle.sin(), 617_000.0 + 3000.0 * angle.cos())
            })
            .collect::<String>()
    };
    assert_eq!(read(&ring(8_000)).corner_count(), 8_000);
    assert!(read(&ring(8_000)).is_sound());
    assert_eq!(read(&ring(20_001)).faults, [Fault::TooMany { most: 20_000 }]);
}

#[test]
fn rubbish_is_refused_without_a_fall() {
    let mut seed = 7_u64;
    let alphabet: Vec<char> = "0123456789.,;\t\n -−°'\"XYmM=|ế\u{a0}\u{200b}".chars().collect();
    for _ in 0..2_000 {
        let mut text = String::new();
        for _ in 0..60 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(alphabet[(seed >> 33) as usize % alphabet.len()]);
        }
        let found = read(&text);
        assert!(!found.faults.is_empty() || !found.rings.is_empty(), "{text:?}");
    }
}
