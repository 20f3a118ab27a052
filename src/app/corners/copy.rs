//! A corner table as text that spreadsheets paste as a table, and that Hecta reads back corner by corner.

use super::table::CornerTable;
use crate::app::Texts;
use crate::app::phrase::zone_name;
use crate::geometry::ExactArea;
use crate::geometry::area::NumberFormat;
use crate::geometry::grid::{UM_PER_M, UM_PER_MM};
use crate::plan::{Plan, PlanLevel};
use crate::tool::event::bearing_text;

use super::CornerSubject;

/// Decimals of lengths in corner tables.
pub const LENGTH_DECIMALS: u32 = 3;

/// A coordinate in metres without groups: three decimals, and as many more as it takes to be exact.
pub fn exact_coordinate(um: i64, numbers: NumberFormat) -> String {
    let mut decimals = if um % UM_PER_MM == 0 { 3 } else { 6 };
    let mut scaled = um / if decimals == 3 { UM_PER_MM } else { 1 };
    while decimals > 3 && scaled % 10 == 0 {
        (decimals, scaled) = (decimals - 1, scaled / 10);
    }
    let unit = 10_i64.pow(decimals);
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, fraction) = (scaled.abs() / unit, scaled.abs() % unit);
    format!("{sign}{whole}{}{fraction:0width$}", numbers.decimal, width = decimals as usize)
}

/// A figure without groups, as spreadsheets take it for a number in either of their settings.
fn bare(value: f64, decimals: u32, numbers: NumberFormat) -> String {
    let scaled = (value * 10_f64.powi(decimals as i32)).round() as i64;
    exact_coordinate(scaled * (UM_PER_M / 10_i64.pow(decimals)), numbers)
}

/// The name of whose corners a table lists.
pub fn subject_name(texts: &Texts, plan: &Plan, subject: CornerSubject) -> String {
    match subject {
        CornerSubject::Boundary if plan.level() == PlanLevel::Zone => texts.get("corners-border-of-zone").to_owned(),
        CornerSubject::Boundary => texts.get("corners-boundary").to_owned(),
        CornerSubject::Zone(id) => plan.zone(id).map(|zone| zone_name(texts, zone)).unwrap_or_default(),
    }
}

/// The table as text: title, coordinate system, header, each ring with its first corner repeated at the end, perimeter and area.
///
/// Coordinates are exact: one that is no whole millimetre has up to six decimals.
pub fn table_as_text(table: &CornerTable, plan: &Plan, texts: &Texts) -> String {
    let numbers = texts.numbers();
    let crs = plan.crs();
    let title = texts.format("corners-title-of", &[("subject", subject_name(texts, plan, table.subject).into())]);
    let system = texts.format(
        "corners-system",
        &[("meridian", crs.central_meridian_text().into()), ("width", format!("{}°", crs.zone_width_deg()).into())],
    );
    let ids = ["corners-column-part", "corners-column-number", "corners-column-north", "corners-column-east"];
    let ids = ids.into_iter().chain(["corners-column-side", "corners-column-bearing"]);
    let mut rows = vec![vec![title], vec![system], ids.map(|id| texts.get(id).to_owned()).collect()];
    for (place, ring) in (1..).zip(&table.rings) {
        let corners = table.ring_corners(*ring);
        let first = corners.first().map(|corner| super::Corner { side_m: f64::NAN, ..*corner });
        for corner in corners.iter().copied().chain(first) {
            let is_side = corner.side_m.is_finite();
            rows.push(vec![
                place.to_string(),
                corner.number.to_string(),
                exact_coordinate(corner.at.north, numbers),
                exact_coordinate(corner.at.east, numbers),
                if is_side { bare(corner.side_m, LENGTH_DECIMALS, numbers) } else { String::new() },
                if is_side { bearing_text(corner.bearing_deg) } else { String::new() },
            ]);
        }
    }
    let [perimeter, area] = ["corners-perimeter", "corners-area"].map(|id| texts.get(id).to_owned());
    rows.push(vec![perimeter, bare(table.perimeter_m, LENGTH_DECIMALS, numbers)]);
    rows.push(vec![area, square_metres(table.area, numbers)]);
    rows.iter().map(|row| row.join("\t").replace('\n', " ") + "\n").collect()
}

fn square_metres(area: ExactArea, numbers: NumberFormat) -> String {
    let mm2 = area.rounded_m2(1);
    format!("{}{}{}", mm2 / 10, numbers.decimal, (mm2 % 10).abs())
}
