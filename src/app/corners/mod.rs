//! The corner table (bảng kê tọa độ góc ranh), both ways: from the plan to a table, and from a table, pasted or typed, to the plan.

mod cells;
mod columns;
mod copy;
mod destination;
mod figure;
mod legs;
mod paste;
#[cfg(test)]
mod paste_tests;
mod pasted;
mod range;
mod rings;
mod table;
mod traverse;
mod wording;

pub use cells::Separator;
pub use copy::{LENGTH_DECIMALS, exact_coordinate, subject_name, table_as_text};
pub use destination::{CannotTake, Destination, command_for};
pub use figure::{DecimalSign, Figure, readings};
pub use legs::{Leg, LegFault, LegFaultKind, Legs};
pub use pasted::{Axis, Fault, Note, PastedCorner, PastedCorners, PastedRing};
pub use range::{is_easting, is_northing};
pub use table::{CellFault, Corner, CornerRing, CornerSubject, CornerTable, in_cadastral_order};
pub use traverse::{Station, Traverse};
pub use wording::{cannot_text, fault_text, leg_fault_text, note_text};
