//! A corner table as text that spreadsheets paste as a table, and that Hecta reads back corner by corner.

use super::table::CornerTable;
use crate::app::Texts;
use crate::app::phrase::zone_name;
use crate::app::tables::{corner_table, exact_figure};
use crate::geometry::area::NumberFormat;
use crate::plan::{Plan, PlanLevel};

use super::CornerSubject;

/// Decimals of lengths in corner tables.
pub const LENGTH_DECIMALS: u32 = 3;

/// A coordinate in metres without groups: three decimals, and as many more as it takes to be exact.
pub fn exact_coordinate(um: i64, numbers: NumberFormat) -> String {
    exact_figure(um).bare(numbers)
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
    corner_table(table, plan, texts).as_text(texts.numbers())
}
