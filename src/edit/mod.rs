//! Commands: the only way a plan changes. Each returns its inverse and a diff, or refuses and changes nothing.

pub mod account;
pub mod command;
pub mod course;
pub mod divide;
pub mod draw;
mod held;
pub mod history;
pub mod place;
pub mod plots;
pub mod proof;
pub mod refusal;
pub mod repair;
pub mod reshape;
pub mod solve;
pub mod transfer;

pub use command::{Command, DrawMode, Vacated, apply, diff_of};
pub use history::{History, HistoryBounds, Step};
pub use refusal::Refusal;
