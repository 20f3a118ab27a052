//! The corner table (bảng kê tọa độ góc ranh), both ways: from the plan to a table, and from a table, pasted or typed, to the plan.

mod cells;
mod columns;
mod figure;
mod paste;
mod pasted;
mod range;
mod rings;
mod table;

pub use cells::Separator;
pub use figure::{DecimalSign, Figure, readings};
pub use pasted::{Axis, Fault, Note, PastedCorner, PastedCorners, PastedRing};
pub use range::{is_easting, is_northing};
pub use table::{CellFault, Corner, CornerRing, CornerSubject, CornerTable, in_cadastral_order};
