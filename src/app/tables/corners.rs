//! The corner table (bảng kê tọa độ góc ranh), in the form that Hecta reads back corner by corner.

use super::{M2_DECIMALS, TableSubject, key_of};
use crate::app::corners::{Corner, CornerSubject, CornerTable, LENGTH_DECIMALS, Traverse, subject_name};
use crate::app::i18n::Texts;
use crate::app::phrase::zone_code;
use crate::geometry::grid::UM_PER_MM;
use crate::io::table::{Cell, Column, Figure, Measure, RowRole, Table};
use crate::plan::Plan;
use crate::tool::event::bearing_text;

/// The corner table of the boundary or a zone: each ring with its first corner repeated at the end, then perimeter and area.
///
/// Coordinates are exact: one that is no whole millimetre has up to six decimals.
pub fn corner_table(table: &CornerTable, plan: &Plan, texts: &Texts) -> Table {
    let crs = plan.crs();
    let (key, sheet) = match table.subject {
        CornerSubject::Boundary => ("corners".to_owned(), texts.get("app-table-sheet-corners").to_owned()),
        CornerSubject::Zone(id) => {
            let code = zone_code(texts, plan, id);
            let sheet = texts.format("app-table-sheet-corners-of", &[("zone", code.as_str().into())]);
            (format!("corners-{}", key_of(&code)), sheet)
        }
    };
    let ids = ["corners-column-part", "corners-column-number", "corners-column-north", "corners-column-east"];
    let ids = ids.into_iter().chain(["corners-column-side", "corners-column-bearing"]);
    let mut written = Table {
        key,
        sheet,
        title: texts.format("corners-title-of", &[("subject", subject_name(texts, plan, table.subject).into())]),
        grounds: vec![texts.format(
            "corners-system",
            &[("meridian", crs.central_meridian_text().into()), ("width", format!("{}°", crs.zone_width_deg()).into())],
        )],
        columns: ids.map(|id| Column::new(texts.get(id))).collect(),
        is_headed: true,
        ..Table::default()
    };
    for (place, ring) in (1..).zip(&table.rings) {
        let corners = table.ring_corners(*ring);
        let first = corners.first().map(|corner| Corner { side_m: f64::NAN, ..*corner });
        for corner in corners.iter().copied().chain(first) {
            let side = corner.side_m.is_finite();
            let side = side.then(|| Figure::rounded(Measure::Metres, corner.side_m, LENGTH_DECIMALS));
            let bearing = side.map(|_| bearing_text(corner.bearing_deg)).unwrap_or_default();
            let north = Cell::Figure(exact_figure(corner.at.north));
            let east = Cell::Figure(exact_figure(corner.at.east));
            let side = side.map_or(Cell::Empty, Cell::Figure);
            let number = corner.number as i128;
            written.push(RowRole::Body, vec![Cell::number(place), Cell::number(number), north, east, side, Cell::text(bearing)]);
        }
    }
    let perimeter = Cell::Figure(Figure::rounded(Measure::Metres, table.perimeter_m, LENGTH_DECIMALS));
    written.push(RowRole::Beside, vec![Cell::text(texts.get("corners-perimeter")), perimeter]);
    let area = Cell::figure(Measure::SquareMetres, table.area.rounded_m2(M2_DECIMALS), M2_DECIMALS);
    written.push(RowRole::Beside, vec![Cell::text(texts.get("corners-area")), area]);
    written
}

/// The stations of a traverse before and after its adjustment, to the millimetre, with what it adds.
pub fn stations_table(texts: &Texts, traverse: &Traverse) -> Table {
    let [before, correction, after] =
        ["corners-column-before", "corners-column-correction", "corners-column-after"].map(|id| texts.get(id));
    let [north, east] = ["corners-column-north", "corners-column-east"].map(|id| texts.get(id));
    let pair = |what: &str, axes: [&str; 2]| axes.map(|axis| Column::new(format!("{what} – {axis}")));
    let number = Column::new(texts.get("corners-column-number"));
    let columns = [pair(before, [north, east]), pair(correction, ["X", "Y"]), pair(after, [north, east])];
    let title = texts.get("corners-tab-traverse").to_owned();
    let mut table = Table { key: "traverse".into(), sheet: title.clone(), title, ..Table::default() };
    table.columns = std::iter::once(number).chain(columns.into_iter().flatten()).collect();
    let millimetres = |m: f64| {
        let rounded = Figure::rounded(Measure::Metres, m * 1_000.0, 1);
        Cell::Figure(Figure { is_signed: true, ..rounded })
    };
    for (number, station) in (1..).zip(&traverse.stations) {
        let [measured, adjusted] =
            [station.measured, station.adjusted].map(|at| [at.north, at.east].map(|um| Cell::Figure(exact_figure(um))));
        let corrections = [station.north_correction_m, station.east_correction_m].map(millimetres);
        let cells = measured.into_iter().chain(corrections).chain(adjusted);
        table.push(RowRole::Body, std::iter::once(Cell::number(number)).chain(cells).collect());
    }
    table
}

/// The corner table of a part of a plan with what its area rests on.
pub(super) fn reported(subject: &TableSubject<'_>, of: CornerSubject) -> Option<Table> {
    let corners = CornerTable::of(subject.plan, of)?;
    let mut table = corner_table(&corners, subject.plan, subject.texts);
    table.grounds.extend(subject.grounds());
    table.notes.push(subject.texts.get("corners-rule").to_owned());
    Some(table)
}

/// A coordinate in metres: three decimals, and as many more as it takes to be exact.
pub fn exact_figure(um: i64) -> Figure {
    let mut decimals = if um % UM_PER_MM == 0 { 3 } else { 6 };
    let mut scaled = um / if decimals == 3 { UM_PER_MM } else { 1 };
    while decimals > 3 && scaled % 10 == 0 {
        (decimals, scaled) = (decimals - 1, scaled / 10);
    }
    Figure::new(Measure::Coordinate, i128::from(scaled), decimals)
}
