//! The alternatives of the document in the window.

mod chooser;

pub use chooser::show as chooser;
