//! The application without a window: what it says and does, for the window and the command line alike.

pub mod i18n;

pub use i18n::{Language, TextValue, Texts};
