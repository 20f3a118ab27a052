//! The figures of all alternatives side by side: a row for each zone, two columns for each alternative.

use std::collections::BTreeMap;

use super::HA_DECIMALS;
use super::balance::verdict_id;
use crate::app::i18n::Texts;
use crate::app::phrase::zone_name;
use crate::check::{Checker, Findings, Severity, Verdict};
use crate::geometry::ExactArea;
use crate::io::table::{Cell, Column, Figure, Measure, RowRole, Table};
use crate::plan::ledger::rounded_hectares;
use crate::plan::{Ledger, Plan, Zone, ZoneId};

/// Decimals of what is left: a square metre shows.
const RESIDUAL_DECIMALS: u32 = 4;

/// An alternative with its rounded figures.
#[derive(Debug, Clone)]
pub struct AlternativeFigures<'a> {
    /// What it is called.
    pub name: String,
    /// Its plan.
    pub plan: &'a Plan,
    /// Its figures.
    pub ledger: &'a Ledger,
    /// Its findings.
    pub findings: &'a Findings,
    /// The verdict on it.
    pub verdict: Verdict,
    /// Counts of 0.01 ha of each zone, which add up to their sum.
    pub hectares: BTreeMap<ZoneId, i128>,
}

impl<'a> AlternativeFigures<'a> {
    /// Rounds the figures of a plan.
    pub fn of(name: String, plan: &'a Plan, ledger: &'a Ledger, checker: &'a Checker) -> Self {
        let areas: Vec<ExactArea> = plan.zones().map(|zone| zone.area).collect();
        let hectares = plan.order().iter().copied().zip(rounded_hectares(&areas, HA_DECIMALS)).collect();
        let verdict = checker.judgement(plan, ledger).verdict;
        Self { name, plan, ledger, findings: checker.findings(), verdict, hectares }
    }

    /// Counts of 0.01 ha of all zones.
    pub fn total(&self) -> i128 {
        self.hectares.values().sum()
    }

    /// Counts of 0.01 ha of land in no zone.
    pub fn unallocated(&self) -> i128 {
        self.ledger.unallocated.rounded_ha(HA_DECIMALS)
    }

    /// Its zone in a row.
    pub fn zone(&self, id: Option<ZoneId>) -> Option<&'a Zone> {
        self.plan.zone(id?)
    }

    /// How many errors and warnings there are.
    pub fn findings_text(&self, texts: &Texts) -> String {
        let counts = [Severity::Error, Severity::Warning].map(|severity| self.findings.count(severity));
        texts.format("panel-compare-findings", &[("errors", counts[0].into()), ("warnings", counts[1].into())])
    }
}

/// The table; each row of `rows` has the zone of each alternative, of which the one at `present` is compared with the others.
pub fn alternatives_table(
    texts: &Texts,
    alternatives: &[AlternativeFigures<'_>],
    rows: &[Vec<Option<ZoneId>>],
    present: usize,
) -> Table {
    let mut columns = ["panel-column-code", "panel-column-zone"].map(|id| Column::new(texts.get(id))).to_vec();
    for alternative in alternatives {
        columns.push(Column::summed(format!("{} (ha)", alternative.name)));
        columns.push(Column::new(texts.get("panel-column-difference")));
    }
    let mut table = Table {
        key: "alternatives".into(),
        sheet: texts.get("app-table-sheet-alternatives").to_owned(),
        title: texts.get("panel-compare-figures").to_owned(),
        columns,
        ..Table::default()
    };
    for row in rows {
        let zones = || alternatives.iter().zip(row).map(|(alternative, id)| alternative.zone(*id));
        let zone = zones().nth(present).flatten().or_else(|| zones().flatten().next());
        let counts: Vec<_> = alternatives.iter().zip(row).map(|(of, id)| of.hectares.get(&(*id)?).copied()).collect();
        let code = zone.map_or("", |zone| zone.attributes.code.as_str());
        let name = zone.map(|zone| zone_name(texts, zone)).unwrap_or_default();
        table.push(RowRole::Body, line([code, &name], compared(&counts, present)));
    }
    let mut sums = |id: &str, role, of_each: Vec<i128>| {
        let counts: Vec<_> = of_each.into_iter().map(Some).collect();
        table.push(role, line(["", texts.get(id)], compared(&counts, present)));
    };
    sums("panel-total", RowRole::Total, alternatives.iter().map(AlternativeFigures::total).collect());
    sums("panel-unallocated", RowRole::Beside, alternatives.iter().map(AlternativeFigures::unallocated).collect());
    let mut beside = |id: &str, cell: &dyn Fn(&AlternativeFigures<'_>) -> Cell| {
        let cells = alternatives.iter().flat_map(|alternative| [cell(alternative), Cell::Empty]);
        table.push(RowRole::Beside, line(["", texts.get(id)], cells.collect()));
    };
    beside("panel-residual", &|of| {
        let residual = of.ledger.residual().rounded_ha(RESIDUAL_DECIMALS);
        Cell::Figure(Figure::difference(Measure::Hectares, residual, RESIDUAL_DECIMALS))
    });
    beside("panel-compare-verdict", &|of| Cell::text(texts.get(verdict_id(of.verdict))));
    beside("panel-findings", &|of| Cell::text(of.findings_text(texts)));
    table
}

fn line(names: [&str; 2], cells: Vec<Cell>) -> Vec<Cell> {
    names.into_iter().map(Cell::text).chain(cells).collect()
}

/// Hectares of each alternative and by how much they differ from the present one; nothing where a zone is missing or does not.
fn compared(counts: &[Option<i128>], present: usize) -> Vec<Cell> {
    let reference = counts.get(present).copied().flatten().unwrap_or(0);
    let cells = |(at, count): (usize, &Option<i128>)| {
        let by = count.unwrap_or(0) - reference;
        let has_difference = at != present && by != 0;
        let difference = Cell::Figure(Figure::difference(Measure::Hectares, by, HA_DECIMALS));
        [
            count.map_or(Cell::Empty, |count| Cell::figure(Measure::Hectares, count, HA_DECIMALS)),
            if has_difference { difference } else { Cell::Empty },
        ]
    };
    counts.iter().enumerate().flat_map(cells).collect()
}
