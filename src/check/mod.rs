//! Checks: what is wrong with a plan, where, by how much, and whether it passes. Reads plans and never changes them.
//!
//! Nothing here is text for people: a [`Finding`] names its message and the values in it, and `app` writes the sentence.

mod area;
mod coverage;
pub mod engine;
pub mod finding;
mod geometry;
pub mod rule;
pub mod tolerances;
pub mod verdict;
mod zoning;

pub use engine::Checker;
pub use finding::{Argument, Detail, Finding, Findings};
pub use rule::{Rule, Severity};
pub use tolerances::Tolerances;
pub use verdict::{Judgement, Reason, Verdict};
