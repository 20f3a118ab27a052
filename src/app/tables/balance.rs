//! The balance: what is approved, drawn, left, in none, in two and outside, with the verdict.

use super::{EXACT_M2_DECIMALS, HA_DECIMALS, TableSubject, hectares, square_metres};
use crate::app::phrase::reason_text;
use crate::geometry::ExactArea;
use crate::io::table::{Cell, Column, Figure, Measure, RowRole, Table};

/// The figures of the balance; what cannot be known without a boundary is empty.
pub fn balance_table(subject: &TableSubject<'_>) -> Table {
    let TableSubject { texts, plan, ledger, ref judgement, .. } = *subject;
    let ids = ["app-table-column-item", "panel-column-area", "panel-column-exact", "app-table-column-note"];
    let mut table = Table {
        key: "balance".into(),
        sheet: texts.get("app-table-sheet-balance").to_owned(),
        title: subject.title(texts.get("panel-balance")),
        grounds: subject.grounds(),
        columns: ids.map(|id| Column::new(texts.get(id))).into(),
        ..Table::default()
    };
    let mut put = |id: &str, area: Option<ExactArea>, note: String| {
        let [ha, m2] = match area {
            Some(area) if id == "panel-residual" => signed(area),
            Some(area) => [hectares(area), square_metres(area, EXACT_M2_DECIMALS)],
            None => [Cell::Empty, Cell::Empty],
        };
        table.push(RowRole::Body, vec![Cell::text(texts.get(id)), ha, m2, Cell::text(note)]);
    };
    let with_boundary = |area: ExactArea| plan.boundary().map(|_| area);
    let decision = &plan.approval().decision;
    let decision = if decision.is_empty() {
        String::new()
    } else {
        texts.format("panel-decision", &[("decision", decision.as_str().into())])
    };
    put("panel-approved", Some(ledger.approved), decision);
    put("panel-boundary", with_boundary(ledger.boundary), String::new());
    put("panel-drawn", Some(ledger.zones_total), String::new());
    put("panel-residual", Some(ledger.residual()), texts.get(ledger.balance().word_id()).to_owned());
    put("panel-unallocated", with_boundary(ledger.unallocated), String::new());
    put("panel-overlap", Some(ledger.overlap), String::new());
    put("panel-outside", with_boundary(ledger.outside), String::new());
    let verdict = format!("{}: {}", texts.get("panel-verdict"), texts.get(verdict_id(judgement.verdict)));
    let reasons = judgement.reasons.iter().map(|reason| reason_text(texts, *reason));
    table.notes = std::iter::once(verdict).chain(reasons).collect();
    table
}

fn signed(area: ExactArea) -> [Cell; 2] {
    [
        Cell::Figure(Figure::difference(Measure::Hectares, area.rounded_ha(HA_DECIMALS), HA_DECIMALS)),
        Cell::Figure(Figure::difference(Measure::SquareMetres, area.rounded_m2(EXACT_M2_DECIMALS), EXACT_M2_DECIMALS)),
    ]
}

/// Id of the word for a verdict.
pub(super) const fn verdict_id(verdict: crate::check::Verdict) -> &'static str {
    match verdict {
        crate::check::Verdict::Pass => "verdict-pass",
        crate::check::Verdict::Fail => "verdict-fail",
        crate::check::Verdict::Insufficient => "verdict-insufficient",
    }
}
