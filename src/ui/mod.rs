//! The window: the only module that knows egui.

pub mod canvas;
pub mod paint;
pub mod theme;
