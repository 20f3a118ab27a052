//! Workbooks (Office Open XML): tables of a plan out.

mod write;

pub use write::{workbook_of, write};
