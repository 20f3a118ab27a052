//! The corner table (bảng kê tọa độ góc ranh), both ways: from the plan to a table, and from a table, pasted or typed, to the plan.

mod copy;
mod destination;
mod legs;
mod table;
mod traverse;
mod wording;

pub use crate::io::corner_table::{
    Axis, DecimalSign, Fault, Figure, Note, PastedCorner, PastedCorners, PastedRing, Separator, is_easting, is_northing, readings,
};
pub use copy::{LENGTH_DECIMALS, exact_coordinate, subject_name, table_as_text};
pub use destination::{CannotTake, Destination, command_for};
pub use legs::{Leg, LegFault, LegFaultKind, Legs};
pub use table::{CellFault, Corner, CornerRing, CornerSubject, CornerTable, in_cadastral_order};
pub use traverse::{Station, Traverse};
pub use wording::{cannot_text, fault_text, leg_fault_text, note_text};
