//! The window: the only module that knows egui.

pub mod paint;
pub mod theme;
