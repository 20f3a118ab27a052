//! The window: the only module that knows egui.

pub mod alternatives;
mod area;
pub mod canvas;
mod context_menu;
pub mod corners;
mod cross;
pub mod dialogs;
mod edit_options;
pub mod land;
mod explain;
mod importing;
mod menu;
pub mod notices;
pub mod paint;
pub mod palette;
pub mod panels;
pub mod picker;
pub mod request;
mod shortcuts;
mod snap_settings;
pub mod status;
pub mod theme;
mod tool_groups;
mod toolbar;
pub mod tour;
mod waking;
pub mod window;

pub use window::{Window, WindowError, run};
