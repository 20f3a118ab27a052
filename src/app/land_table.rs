//! The land balance (bảng tổng hợp sử dụng đất) as rows of text, for the window and the clipboard.

use std::collections::BTreeMap;

use super::i18n::{Language, Texts};
use super::phrase::zone_code;
use crate::geometry::{ExactArea, GridBox, Region};
use crate::plan::ledger::rounded_hectares;
use crate::plan::transfer::controlled_rounding;
use crate::plan::{
    LandBalance, LandFigures, LandRow, LandSums, LandTable, LandUnit, LandUse, LandUseGroup, Ledger, Phase, Plan, PriorityField,
    ZoneId, units_of,
};

/// Decimals of hectares and percentages.
const DECIMALS: u32 = 2;
/// Twice a hundredth of a hectare, µm².
const HUNDREDTH_HA: i128 = 2 * 100 * 1_000_000_000_000;

/// By what the land is summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LandTab {
    /// By class of land use.
    #[default]
    Uses,
    /// By phase.
    Phases,
    /// By field of technology.
    Priorities,
}

impl LandTab {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Uses, Self::Phases, Self::Priorities];

    /// Id of its name.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Uses => "panel-land-by-use",
            Self::Phases => "panel-land-by-phase",
            Self::Priorities => "panel-land-by-priority",
        }
    }
}

/// A row of the table as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LandLine {
    /// What it is about; `None` for the total.
    pub row: Option<LandRow>,
    /// Its place; empty where rows are not counted.
    pub number: String,
    /// What it is about, in words.
    pub name: String,
    /// Symbol of the class (ký hiệu).
    pub symbol: String,
    /// Hectares, rounded so that the column adds up.
    pub ha: String,
    /// Percent, rounded so that the column adds up.
    pub percent: String,
    /// Exact square metres.
    pub m2: String,
    /// Hectares in each column of [`LandView::columns`]; rows and columns add up. Empty where there is no land.
    pub parts: Vec<String>,
    /// Hundredths of a hectare that `ha` writes.
    pub ha_hundredths: i128,
    /// Hundredths of a percent that `percent` writes.
    pub percent_hundredths: i128,
    /// Exact area, of which `m2` is a rounded figure.
    pub area: ExactArea,
    /// Hundredths of a hectare that `parts` write; `None` where there is no land.
    pub part_hundredths: Vec<Option<i128>>,
}

/// The table as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LandView {
    /// Headings of the columns of zones.
    pub columns: Vec<String>,
    /// The rows, the total last.
    pub lines: Vec<LandLine>,
}

/// Land that a column of the table stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Zone(usize),
    Unallocated,
}

/// A row or a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Row(usize),
    Column(Part),
}

impl LandView {
    /// The table of the park's plan and its ledger.
    pub fn of(texts: &Texts, plan: &Plan, ledger: &Ledger, tab: LandTab, by_zone: bool) -> Self {
        let balance = LandBalance::of(plan);
        let table = match tab {
            LandTab::Uses => balance.table(plan, ledger),
            LandTab::Phases => balance.by_phase(ledger),
            LandTab::Priorities => balance.by_priority(ledger),
        };
        let parts = if by_zone { parts(plan, ledger) } else { Vec::new() };
        let cells = cells(plan, ledger, &balance, &table, &parts);
        let mut lines = land_lines(texts, plan, &table);
        for (at, line) in lines.iter_mut().enumerate() {
            let is_total = line.row.is_none();
            let sum = |part: Part| -> Option<i128> {
                let of_part = cells.iter().filter(|((_, column), _)| *column == Place::Column(part));
                Some(of_part.map(|(_, figure)| *figure).sum())
            };
            let cell = |part: Part| cells.get(&(Place::Row(at), Place::Column(part))).copied();
            line.part_hundredths = parts.iter().map(|(part, _)| if is_total { sum(*part) } else { cell(*part) }).collect();
            let written =
                |figure: &Option<i128>| figure.map(|figure| texts.numbers().scaled(figure, DECIMALS)).unwrap_or_default();
            line.parts = line.part_hundredths.iter().map(written).collect();
        }
        let heading = |part: &Part| match part {
            Part::Zone(at) => plan.order().get(*at).map(|id| zone_code(texts, plan, *id)).unwrap_or_default(),
            Part::Unallocated => texts.get("panel-unallocated").to_owned(),
        };
        Self { columns: parts.iter().map(|(part, _)| heading(part)).collect(), lines }
    }

    /// Headings of all columns.
    pub fn headings(&self, texts: &Texts, tab: LandTab) -> Vec<String> {
        let mut ids = vec!["panel-column-number", tab.text_id()];
        if tab == LandTab::Uses {
            ids[1] = "panel-column-land-use";
            ids.push("panel-column-code");
        }
        ids.extend(["panel-column-area", "panel-column-share", "panel-column-m2"]);
        let columns = self.columns.iter().map(|column| format!("{column} (ha)"));
        ids.into_iter().map(|id| texts.get(id).to_owned()).chain(columns).collect()
    }
}

/// The lines of a table without columns of zones, the total last.
pub fn land_lines(texts: &Texts, plan: &Plan, table: &LandTable) -> Vec<LandLine> {
    let numbers = texts.numbers();
    let line = |row: Option<LandRow>, ha_hundredths: i128, percent_hundredths: i128, area: ExactArea| LandLine {
        row,
        number: String::new(),
        name: row.map_or_else(|| texts.get("panel-total").to_owned(), |row| row_name(texts, plan, row)),
        symbol: if let Some(LandRow::Class(land_use)) = row { land_use.class().symbol.clone() } else { String::new() },
        ha: numbers.scaled(ha_hundredths, DECIMALS),
        percent: numbers.scaled(percent_hundredths, DECIMALS),
        m2: numbers.scaled(area.rounded_m2(1), 1),
        parts: Vec::new(),
        ha_hundredths,
        percent_hundredths,
        area,
        part_hundredths: Vec::new(),
    };
    let numbered = |(at, of): (usize, &LandFigures)| {
        let number = if is_counted(of.row) { (at + 1).to_string() } else { String::new() };
        LandLine { number, ..line(Some(of.row), of.ha_hundredths, of.percent_hundredths, of.area) }
    };
    let total = line(None, table.ha_hundredths, table.percent_hundredths, table.area);
    table.rows.iter().enumerate().map(numbered).chain([total]).collect()
}

/// The zones and, if there is some, land of no zone, each with its area.
fn parts(plan: &Plan, ledger: &Ledger) -> Vec<(Part, ExactArea)> {
    let zones = plan.zones().enumerate().map(|(at, zone)| (Part::Zone(at), zone.area));
    let free = (!ledger.unallocated.is_zero()).then_some((Part::Unallocated, ledger.unallocated));
    zones.chain(free).collect()
}

/// The hundredths of a hectare of each row in each column, so that both add up.
fn cells(
    plan: &Plan,
    ledger: &Ledger,
    balance: &LandBalance,
    table: &LandTable,
    parts: &[(Part, ExactArea)],
) -> BTreeMap<(Place, Place), i128> {
    if parts.is_empty() {
        return BTreeMap::new();
    }
    let areas: Vec<ExactArea> = plan.zones().map(|zone| zone.area).collect();
    let mut columns: BTreeMap<Place, i128> = BTreeMap::new();
    for (at, figure) in rounded_hectares(&areas, DECIMALS).into_iter().enumerate() {
        columns.insert(Place::Column(Part::Zone(at)), figure);
    }
    let rest = table.ha_hundredths - columns.values().sum::<i128>();
    // what rounding leaves over without such land goes where there is most
    match parts.iter().find(|(part, _)| *part == Part::Unallocated) {
        Some(_) => drop(columns.insert(Place::Column(Part::Unallocated), rest)),
        None => {
            let largest = (0..areas.len()).max_by_key(|at| areas[*at]);
            largest.into_iter().for_each(|at| *columns.entry(Place::Column(Part::Zone(at))).or_default() += rest);
        }
    }
    let rows = table.rows.iter().enumerate().map(|(at, figures)| (Place::Row(at), figures.ha_hundredths)).collect();
    let mut exact = Vec::new();
    for (at, figures) in table.rows.iter().enumerate() {
        for (part, whole) in parts {
            let area = match part {
                Part::Zone(place) => plan.order().get(*place).map_or(ExactArea::ZERO, |id| {
                    balance.zone(*id).map_or(ExactArea::ZERO, |sums| area_in(sums, *id, *whole, figures.row, table))
                }),
                Part::Unallocated if matches!(figures.row, LandRow::Unallocated | LandRow::Rest) => ledger.unallocated,
                Part::Unallocated => ExactArea::ZERO,
            };
            if !area.is_zero() {
                exact.push(((Place::Row(at), Place::Column(*part)), area.twice_um2()));
            }
        }
    }
    controlled_rounding([&rows, &columns], exact, HUNDREDTH_HA).into_iter().filter(|(_, figure)| *figure != 0).collect()
}

/// Land of a row in a zone.
fn area_in(sums: &LandSums, zone: ZoneId, whole: ExactArea, row: LandRow, table: &LandTable) -> ExactArea {
    match row {
        LandRow::Class(land_use) => sums.classes.get(&land_use).copied().unwrap_or_default(),
        LandRow::Unclassified(of) if of == zone => sums.unclassified,
        LandRow::Unclassified(_) | LandRow::Unallocated => ExactArea::ZERO,
        LandRow::Phase(phase) => sums.phases.get(&phase).copied().unwrap_or_default(),
        LandRow::Priority(field) => sums.priorities.get(&field).copied().unwrap_or_default(),
        LandRow::Rest => {
            let has_phases = table.rows.iter().any(|figures| matches!(figures.row, LandRow::Phase(_)));
            let has_fields = table.rows.iter().any(|figures| matches!(figures.row, LandRow::Priority(_)));
            let phases = sums.phases.values().filter(|_| has_phases).copied().sum::<ExactArea>();
            whole - phases - sums.priorities.values().filter(|_| has_fields).copied().sum()
        }
    }
}

const fn is_counted(row: LandRow) -> bool {
    matches!(row, LandRow::Class(_) | LandRow::Phase(_) | LandRow::Priority(_))
}

fn row_name(texts: &Texts, plan: &Plan, row: LandRow) -> String {
    match row {
        LandRow::Class(land_use) => land_use_name(texts, land_use).to_owned(),
        LandRow::Unclassified(zone) => {
            let lacks_use = |plots: &Plan| plots.zones().any(|plot| plot.attributes.land_use.is_none());
            let id = match plan.plots(zone) {
                None => "panel-land-undeclared",
                Some(plots) if lacks_use(plots) => "panel-land-no-use",
                Some(_) => "panel-land-unplotted",
            };
            texts.format(id, &[("zone", zone_code(texts, plan, zone).into())])
        }
        LandRow::Unallocated => texts.get("panel-unallocated").to_owned(),
        LandRow::Phase(phase) => texts.get(phase_id(phase)).to_owned(),
        LandRow::Priority(field) => texts.get(priority_id(field)).to_owned(),
        LandRow::Rest => texts.get("panel-land-rest").to_owned(),
    }
}

/// The land that a row is about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RowLand {
    /// Zones it lies in, in the planner's order.
    pub zones: Vec<ZoneId>,
    /// Plots it consists of, with their zones.
    pub plots: Vec<(ZoneId, ZoneId)>,
    /// The land itself, piece by piece.
    pub land: Vec<Region>,
}

impl RowLand {
    /// The land of a row of the table of `plan`.
    pub fn of(plan: &Plan, row: LandRow) -> Self {
        let mut found = Self::default();
        for zone in plan.zones() {
            let units = units_of(plan, zone);
            let fits = |unit: &&LandUnit<'_>| {
                let (own, of_zone) = (unit.attributes, &zone.attributes);
                match row {
                    LandRow::Class(land_use) => own.land_use == Some(land_use),
                    LandRow::Unclassified(id) => id == zone.id && own.land_use.is_none(),
                    LandRow::Phase(phase) => own.phase.or(of_zone.phase) == Some(phase),
                    LandRow::Priority(field) => own.priority.or(of_zone.priority) == Some(field),
                    LandRow::Unallocated | LandRow::Rest => false,
                }
            };
            let before = found.land.len();
            for unit in units.iter().filter(fits) {
                found.plots.extend(unit.plot.map(|plot| (zone.id, plot)));
                found.land.push(unit.region.clone());
            }
            if row == LandRow::Unclassified(zone.id) {
                found.land.extend(plan.plots(zone.id).map(|plots| plots.unallocated().clone()));
            }
            if found.land.len() > before {
                found.zones.push(zone.id);
            }
        }
        if row == LandRow::Unallocated {
            found.land.push(plan.unallocated().clone());
        }
        found
    }

    /// A box around the land.
    pub fn bounds(&self) -> Option<GridBox> {
        self.land.iter().filter_map(Region::bounds).reduce(GridBox::union)
    }
}

/// Name of a class in the language of `texts`.
pub fn land_use_name(texts: &Texts, land_use: LandUse) -> &'static str {
    let class = land_use.class();
    match texts.language() {
        Language::Vietnamese => &class.name_vi,
        Language::English => &class.name_en,
    }
}

/// Id of the name of a group of classes.
pub const fn group_id(group: LandUseGroup) -> &'static str {
    match group {
        LandUseGroup::Residential => "panel-land-group-residential",
        LandUseGroup::Social => "panel-land-group-social",
        LandUseGroup::Greenery => "panel-land-group-greenery",
        LandUseGroup::Production => "panel-land-group-production",
        LandUseGroup::Research => "panel-land-group-research",
        LandUseGroup::Office => "panel-land-group-office",
        LandUseGroup::Service => "panel-land-group-service",
        LandUseGroup::Heritage => "panel-land-group-heritage",
        LandUseGroup::Security => "panel-land-group-security",
        LandUseGroup::Road => "panel-land-group-road",
        LandUseGroup::Infrastructure => "panel-land-group-infrastructure",
        LandUseGroup::Agriculture => "panel-land-group-agriculture",
        LandUseGroup::Unused => "panel-land-group-unused",
        LandUseGroup::Water => "panel-land-group-water",
    }
}

/// Id of the name of a phase.
pub const fn phase_id(phase: Phase) -> &'static str {
    match phase {
        Phase::First => "panel-phase-first",
        Phase::LongTerm => "panel-phase-long-term",
    }
}

/// Id of the name of a field of technology.
pub const fn priority_id(field: PriorityField) -> &'static str {
    match field {
        PriorityField::ArtificialIntelligence => "panel-priority-ai",
        PriorityField::ElectronicsSemiconductors => "panel-priority-electronics",
        PriorityField::BiotechnologyMedicine => "panel-priority-biotechnology",
        PriorityField::NewMaterials => "panel-priority-materials",
    }
}

#[cfg(test)]
mod tests;
