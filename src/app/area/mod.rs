//! Making areas what they should be: the figure that is typed, lists from decisions, and what the solvers have to say.

mod action;
mod figure;
mod programme;
mod programme_text;
mod wording;

pub use action::AreaAction;
pub use programme::{ListFault, ListedPart, ListedShare, Programme, SumFault};
pub use programme_text::{list_fault_text, sum_fault_text};
pub use wording::{face_text, hint_text, offer_text, outcome_lines};
