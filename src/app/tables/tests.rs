use super::*;
use crate::app::{Language, Workspace};
use crate::io::table::{Figure, RowRole, Table};

fn sum(table: &Table, column: usize, role: RowRole) -> i128 {
    let figure = |cell: &Cell| if let Cell::Figure(Figure { scaled, .. }) = cell { *scaled } else { 0 };
    table.rows_of(role).map(|row| row.cells.get(column).map_or(0, figure)).sum()
}

#[test]
fn every_summed_column_of_every_table_adds_up_as_printed() {
    let mut workspace = Workspace::start(None).expect("the embedded data can be read");
    for sample in [crate::io::embedded::SamplePlan::Finished, crate::io::embedded::SamplePlan::Unfinished] {
        workspace.open_sample(sample);
        for texts in Language::ALL.map(Texts::new) {
            let subject = TableSubject::document(workspace.session(), &texts);
            let report = report(&subject, ReportPart::All).expect("tables");
            let keys: std::collections::BTreeSet<_> = report.tables.iter().map(|table| table.key.clone()).collect();
            assert_eq!(keys.len(), report.tables.len(), "each has a key of its own: {keys:?}");
            for table in &report.tables {
                assert!(!table.title.is_empty() && !table.sheet.is_empty() && !table.columns.is_empty(), "{}", table.key);
                assert!(table.rows.iter().all(|row| row.cells.len() <= table.columns.len()), "{}", table.key);
                for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| column.is_summed) {
                    assert_eq!(
                        sum(table, at, RowRole::Body),
                        sum(table, at, RowRole::Total),
                        "{}: {}",
                        table.key,
                        column.heading
                    );
                }
            }
        }
    }
}

#[test]
fn the_figures_are_those_of_the_ledger() {
    let workspace = Workspace::start(None).expect("the embedded data can be read");
    let texts = Texts::new(Language::Vietnamese);
    let subject = TableSubject::document(workspace.session(), &texts);
    let table = zone_table(&subject);
    assert_eq!((sum(&table, 2, RowRole::Total), sum(&table, 3, RowRole::Total)), (66_319, 10_000));
    assert_eq!(sum(&table, 6, RowRole::Total), workspace.session().ledger().zones_total.rounded_m2(4));
    let text = table.as_text(texts.numbers());
    assert!(text.lines().any(|line| line.contains("\t663,19\t100,00\t663,19\t0,00\t6631900,0000")), "{text}");
    assert!(table.grounds.iter().any(|ground| ground.contains("mặt phẳng chiếu VN-2000") && ground.contains("EPSG:5897")));
    assert_eq!(key_of("Vùng SX/01 đô"), "vung-sx-01-do");
}
