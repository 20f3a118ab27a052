//! The zones of a plan: area, share, target and difference.

use super::{EXACT_M2_DECIMALS, HA_DECIMALS, TableSubject, hectares, square_metres};
use crate::app::i18n::Texts;
use crate::app::land_table::land_use_name;
use crate::app::phrase::zone_name;
use crate::geometry::ExactArea;
use crate::geometry::coverage::NOISE_AREA;
use crate::io::table::{Cell, Column, Figure, Measure, RowRole, Table};
use crate::plan::ledger::{rounded_hectares, rounded_percentages};
use crate::plan::{Ledger, Plan, PlanLevel, Zone};

/// The figures of one zone, or of their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneRow {
    /// Hectares, rounded so that the column adds up.
    pub area: Figure,
    /// Percent of the approved area, rounded so that the column adds up.
    pub share: Figure,
    /// Target in hectares.
    pub target: Option<Figure>,
    /// Drawn minus target in hectares.
    pub difference: Option<Figure>,
    /// Change in hectares since the gesture under way began.
    pub change: Option<Figure>,
}

/// The rounded columns of the table, from which each row is made when it is needed.
#[derive(Debug, Clone)]
pub struct ZoneColumns<'a> {
    plan: &'a Plan,
    ledger: &'a Ledger,
    before: Option<&'a Ledger>,
    hectares: Vec<i128>,
    shares: Vec<i128>,
}

impl<'a> ZoneColumns<'a> {
    /// The columns of a plan; `before` are the figures before the gesture under way.
    pub fn of(plan: &'a Plan, ledger: &'a Ledger, before: Option<&'a Ledger>) -> Self {
        let areas: Vec<ExactArea> = plan.zones().map(|zone| zone.area).collect();
        let hectares = rounded_hectares(&areas, HA_DECIMALS);
        let shares = rounded_percentages(&areas, ledger.approved, HA_DECIMALS);
        Self { plan, ledger, before, hectares, shares }
    }

    /// The figures of the zone at a place of the planner's order.
    pub fn row(&self, index: usize, zone: &Zone) -> ZoneRow {
        let at = |figures: &[i128]| figures.get(index).copied().unwrap_or_default();
        let then = self.before.map(|before| before.zones.get(&zone.id).copied().unwrap_or_default());
        ZoneRow {
            area: Figure::new(Measure::Hectares, at(&self.hectares), HA_DECIMALS),
            share: Figure::new(Measure::Percent, at(&self.shares), HA_DECIMALS),
            target: zone.attributes.target.map(plain),
            difference: zone.difference_to_target().map(signed),
            change: change(zone.area, then),
        }
    }

    /// The figures of the sum of all zones.
    pub fn sum(&self) -> ZoneRow {
        let zones = || self.plan.zones();
        let has_targets = zones().any(|zone| zone.attributes.target.is_some());
        let targets: ExactArea = zones().filter_map(|zone| zone.attributes.target).sum();
        let differences: ExactArea = zones().filter_map(Zone::difference_to_target).sum();
        ZoneRow {
            area: Figure::new(Measure::Hectares, self.hectares.iter().sum(), HA_DECIMALS),
            share: Figure::new(Measure::Percent, self.shares.iter().sum(), HA_DECIMALS),
            target: has_targets.then(|| plain(targets)),
            difference: has_targets.then(|| signed(differences)),
            change: change(self.ledger.zones_total, self.before.map(|before| before.zones_total)),
        }
    }
}

fn plain(area: ExactArea) -> Figure {
    Figure::new(Measure::Hectares, area.rounded_ha(HA_DECIMALS), HA_DECIMALS)
}

fn signed(area: ExactArea) -> Figure {
    Figure::difference(Measure::Hectares, area.rounded_ha(HA_DECIMALS), HA_DECIMALS)
}

/// What changed, unless a border only got a node.
fn change(now: ExactArea, then: Option<ExactArea>) -> Option<Figure> {
    then.map(|then| now - then).filter(|by| by.abs() >= NOISE_AREA).map(signed)
}

/// The name of a zone; of a plot what it is used for, unless it has a name of its own.
pub fn described_zone(texts: &Texts, plan: &Plan, zone: &Zone) -> String {
    let name = zone_name(texts, zone);
    let is_named = plan.level() == PlanLevel::Park || name != zone.attributes.code;
    match zone.attributes.land_use {
        Some(land_use) if !is_named => land_use_name(texts, land_use).to_owned(),
        _ => name,
    }
}

/// The zones with exact square metres beside the rounded hectares; below the sum what is not the land of exactly one zone.
pub fn zone_table(subject: &TableSubject<'_>) -> Table {
    let TableSubject { texts, plan, ledger, .. } = *subject;
    let is_park = plan.level() == PlanLevel::Park;
    let what = texts.get(if is_park { "panel-zones" } else { "panel-plots" });
    let mut table = Table {
        key: if is_park { "zones" } else { "plots" }.into(),
        sheet: what.to_owned(),
        title: subject.title(what),
        grounds: subject.grounds(),
        ..Table::default()
    };
    let name = if is_park { "panel-column-zone" } else { "panel-column-plot" };
    table.columns = ["panel-column-code", name].map(|id| Column::new(texts.get(id))).into();
    table.columns.extend(["panel-column-area", "panel-column-share"].map(|id| Column::summed(texts.get(id))));
    let more = ["panel-column-target", "panel-column-difference", "panel-column-exact"];
    table.columns.extend(more.map(|id| Column::new(texts.get(id))));
    let cells = |code: &str, name: String, row: ZoneRow, area: ExactArea| {
        let optional = |figure: Option<Figure>| figure.map_or(Cell::Empty, Cell::Figure);
        let figures = [Cell::Figure(row.area), Cell::Figure(row.share), optional(row.target), optional(row.difference)];
        let names = [Cell::text(code), Cell::text(name)];
        names.into_iter().chain(figures).chain([square_metres(area, EXACT_M2_DECIMALS)]).collect::<Vec<_>>()
    };
    let columns = ZoneColumns::of(plan, ledger, None);
    for (at, zone) in plan.zones().enumerate() {
        let name = described_zone(texts, plan, zone);
        table.push(RowRole::Body, cells(&zone.attributes.code, name, columns.row(at, zone), zone.area));
    }
    table.push(RowRole::Total, cells("", texts.get("panel-total").to_owned(), columns.sum(), ledger.zones_total));
    for (id, area) in rest(ledger, is_park) {
        let name = Cell::text(texts.get(id));
        let exact = square_metres(area, EXACT_M2_DECIMALS);
        table.push(RowRole::Beside, vec![Cell::Empty, name, hectares(area), Cell::Empty, Cell::Empty, Cell::Empty, exact]);
    }
    table
}

/// What is not the land of exactly one zone.
fn rest(ledger: &Ledger, is_park: bool) -> [(&'static str, ExactArea); 3] {
    let unallocated = if is_park { "panel-unallocated" } else { "panel-unplotted" };
    [(unallocated, ledger.unallocated), ("panel-overlap", ledger.overlap), ("panel-outside", ledger.outside)]
}
