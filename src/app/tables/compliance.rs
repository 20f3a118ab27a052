//! How the plan stands to each rule, and on what the rule rests.

use super::TableSubject;
use crate::app::law::{
    assessment_figures, assessment_word, confidence_text, day_text, law_title, tolerance_text, tolerance_title,
};
use crate::app::phrase::zone_code;
use crate::io::table::{Cell, Column, RowRole, Table};
use crate::plan::Tolerance;

/// The rules in the order of the book; the tolerances that the checks use stand below.
pub fn compliance_table(subject: &TableSubject<'_>) -> Table {
    let TableSubject { texts, plan, ledger, checker, .. } = *subject;
    let ids = ["app-table-column-rule-id", "app-table-column-rule", "panel-verdict", "app-table-column-figure"];
    let more = ["app-table-column-zones", "app-table-column-source", "app-table-column-confidence"];
    let dates = ["app-table-column-valid-from", "app-table-column-valid-to"];
    let day = texts.format("cli-rules-day", &[("day", day_text(checker.day()).into())]);
    let mut table = Table {
        key: "rules".into(),
        sheet: texts.get("app-table-sheet-rules").to_owned(),
        title: subject.title(texts.get("panel-compliance")),
        grounds: subject.grounds().into_iter().chain([day]).collect(),
        columns: ids.into_iter().chain(more).chain(dates).map(|id| Column::new(texts.get(id))).collect(),
        ..Table::default()
    };
    for assessment in checker.assessments(plan, ledger) {
        let rule = assessment.rule;
        let figures = if rule.built_in().is_some() { String::new() } else { assessment_figures(texts, &assessment) };
        let zones: Vec<String> = assessment.zones.iter().map(|zone| zone_code(texts, plan, *zone)).collect();
        let cells = vec![
            Cell::text(rule.label()),
            Cell::text(law_title(texts, rule)),
            Cell::text(assessment_word(texts, &assessment)),
            Cell::text(figures),
            Cell::text(zones.join(", ")),
            Cell::text(&rule.source),
            Cell::text(confidence_text(texts, rule.confidence)),
            rule.valid_from.map_or(Cell::Empty, Cell::Day),
            rule.valid_to.map_or(Cell::Empty, Cell::Day),
        ];
        table.push(RowRole::Body, cells);
    }
    let tolerance = |of: Tolerance| {
        let value = tolerance_text(texts, checker.tolerances(), of);
        format!("{}: {value}", tolerance_title(texts, of))
    };
    table.notes = Tolerance::ALL.into_iter().map(tolerance).collect();
    table
}
