//! Workbooks (Office Open XML, and older and other ones to read): tables of a plan out, tables of corners in.

mod read;
mod write;

pub use read::read_raw_layers;
pub use write::{workbook_of, write};
