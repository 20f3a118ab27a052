//! Repairs as they are offered: the ways to clear the finding being looked at, in figures and in words.

mod offers;
pub mod text;

pub use offers::{Offers, next_repairable};
