//! The findings: what is wrong, where and by how much.

use super::{EXACT_M2_DECIMALS, TableSubject, square_metres};
use crate::app::corners::LENGTH_DECIMALS;
use crate::app::law::rule_title;
use crate::app::phrase::{finding_text, zone_code};
use crate::check::Severity;
use crate::io::table::{Cell, Column, Figure, Measure, RowRole, Table};

/// Id of the word for a severity.
pub const fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "finding-severity-error",
        Severity::Warning => "finding-severity-warning",
        Severity::Info => "finding-severity-info",
    }
}

/// The findings in the order of the list.
pub fn findings_table(subject: &TableSubject<'_>) -> Table {
    let TableSubject { texts, plan, checker, .. } = *subject;
    let ids = ["panel-column-number", "app-table-column-severity", "app-table-column-rule", "app-table-column-finding"];
    let more = ["app-table-column-zones", "app-table-column-north", "app-table-column-east", "panel-column-m2"];
    let mut table = Table {
        key: "findings".into(),
        sheet: texts.get("app-table-sheet-findings").to_owned(),
        title: subject.title(texts.get("panel-findings")),
        grounds: subject.grounds(),
        columns: ids.into_iter().chain(more).map(|id| Column::new(texts.get(id))).collect(),
        ..Table::default()
    };
    let coordinate = |m: f64| Cell::Figure(Figure::rounded(Measure::Coordinate, m, LENGTH_DECIMALS));
    for (number, finding) in (1..).zip(checker.findings().iter()) {
        let zones: Vec<String> = finding.zones.iter().map(|zone| zone_code(texts, plan, *zone)).collect();
        let [east, north] = finding.at.map_or([Cell::Empty, Cell::Empty], |at| at.to_m().map(coordinate));
        let cells = vec![
            Cell::number(number),
            Cell::text(texts.get(severity_id(finding.severity))),
            Cell::text(rule_title(texts, finding.rule)),
            Cell::text(finding_text(texts, plan, finding)),
            Cell::text(zones.join(", ")),
            north,
            east,
            finding.area.map_or(Cell::Empty, |area| square_metres(area, EXACT_M2_DECIMALS)),
        ];
        table.push(RowRole::Body, cells);
    }
    if table.rows.is_empty() {
        table.notes.push(texts.get("panel-empty-findings").to_owned());
    }
    table
}
