//! The land balance in the form of TT 16/2025/TT-BXD: of the park, and of a zone.

use super::{HA_DECIMALS, M2_DECIMALS, TableSubject, key_of, square_metres};
use crate::app::land_table::{LandLine, LandTab, LandView, land_lines};
use crate::app::phrase::{zone_code, zone_name};
use crate::io::table::{Cell, Column, Measure, RowRole, Table};
use crate::plan::{LandTable, Zone};

/// The land balance of the park as the window shows it: by class, phase or field, with a column for each zone if `by_zone`.
pub fn land_table(subject: &TableSubject<'_>, tab: LandTab, by_zone: bool) -> Table {
    let TableSubject { texts, plan, ledger, .. } = *subject;
    let view = LandView::of(texts, plan, ledger, tab, by_zone);
    let (key, sheet) = match tab {
        LandTab::Uses => ("land-balance", "app-table-sheet-land"),
        LandTab::Phases => ("phases", "app-table-sheet-phases"),
        LandTab::Priorities => ("priorities", "app-table-sheet-priorities"),
    };
    let name = match tab {
        LandTab::Uses => texts.get("action-land-balance").to_owned(),
        tab => format!("{} ({})", texts.get("action-land-balance"), texts.get(tab.text_id()).to_lowercase()),
    };
    let table = Table {
        key: key.into(),
        sheet: texts.get(sheet).to_owned(),
        title: subject.title(&name),
        grounds: subject.grounds(),
        ..Table::default()
    };
    filled(subject, table, tab, &view)
}

/// The land balance of one zone, by class; its shares are those of the zone.
pub fn zone_land_table(subject: &TableSubject<'_>, zone: &Zone) -> Table {
    let TableSubject { texts, plan, ledger, .. } = *subject;
    let figures: LandTable = ledger.land_balance.zone_table(zone);
    let view = LandView { columns: Vec::new(), lines: land_lines(texts, plan, &figures) };
    let code = zone_code(texts, plan, zone.id);
    let name = zone_name(texts, zone);
    let name = if code == name { name } else { format!("{code} – {name}") };
    let table = Table {
        key: format!("land-balance-{}", key_of(&code)),
        sheet: texts.get("app-table-sheet-land-of-zones").to_owned(),
        title: texts.format("app-table-land-of-zone", &[("zone", name.into())]),
        ..Table::default()
    };
    filled(subject, table, LandTab::Uses, &view)
}

fn filled(subject: &TableSubject<'_>, mut table: Table, tab: LandTab, view: &LandView) -> Table {
    let headings = view.headings(subject.texts, tab);
    // number, name and, of classes, the symbol are words; square metres are rounded each by itself
    let words = if tab == LandTab::Uses { 3 } else { 2 };
    let is_summed = |at: usize| at >= words && at != words + 2;
    table.columns = headings.into_iter().enumerate().map(|(at, heading)| Column { heading, is_summed: is_summed(at) }).collect();
    for line in &view.lines {
        let role = if line.row.is_some() { RowRole::Body } else { RowRole::Total };
        table.push(role, cells(line, tab));
    }
    table
}

fn cells(line: &LandLine, tab: LandTab) -> Vec<Cell> {
    let hundredths = |measure, figure| Cell::figure(measure, figure, HA_DECIMALS);
    let number = line.number.parse().map_or(Cell::Empty, Cell::number);
    let mut cells = vec![number, Cell::text(&line.name)];
    if tab == LandTab::Uses {
        cells.push(Cell::text(&line.symbol));
    }
    cells.push(hundredths(Measure::Hectares, line.ha_hundredths));
    cells.push(hundredths(Measure::Percent, line.percent_hundredths));
    cells.push(square_metres(line.area, M2_DECIMALS));
    cells.extend(line.part_hundredths.iter().map(|part| part.map_or(Cell::Empty, |ha| hundredths(Measure::Hectares, ha))));
    cells
}
