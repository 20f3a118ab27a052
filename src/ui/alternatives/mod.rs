//! The alternatives of the document in the window.

mod chooser;
mod compare;
mod figures;
mod transfer;

pub use chooser::show as chooser;
pub use compare::{ComparePanel, other_field};
