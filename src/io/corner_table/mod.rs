//! Tables of corners (bảng kê tọa độ góc ranh) as people write them: in files and workbooks, and pasted.
//!
//! X (Bắc) and Y (Đông) are told apart by their headings and by their digits, decimal comma and point, separators, headings and lines
//! below the table by what they are. A table with a fault is never taken in part: the land it belongs to is left out with the reason.

mod cells;
mod columns;
mod figure;
mod layer;
mod names;
mod paste;
#[cfg(test)]
mod paste_tests;
mod pasted;
mod range;
mod rings;

pub use cells::{Line, MOST_CELLS, Separator, plain_cell};
pub use figure::{DecimalSign, Figure, readings};
pub use layer::{layer_of, read_raw};
pub use names::{crs_of, is_title, land_name};
pub use paste::Purpose;
pub use pasted::{Axis, CornerRemark, Fault, Note, PastedCorner, PastedCorners, PastedRing};
pub use range::{is_easting, is_northing};
