//! Hecta: the drawing board on which the zones of a park always add up to the approved area.
//!
//! Modules stand in dependency order; a module may use only those above it (held by `tests/architecture.rs`).

pub mod geometry;
pub mod plan;
pub mod check;
pub mod edit;
pub mod io;
pub mod tool;
pub mod app;
pub mod ui;
pub mod cli;
