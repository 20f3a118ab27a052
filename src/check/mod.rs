//! Checks: what is wrong with a plan, where, by how much, and whether it passes. Reads plans and never changes them.
//!
//! Nothing here is text for people: a [`Finding`] names its message and the values in it, and `app` writes the sentence.

mod area;
mod coverage;
mod crs;
mod density;
mod document;
pub mod engine;
pub mod finding;
mod geometry;
mod land_use;
pub mod outcome;
pub mod rule;
pub mod rule_file;
pub mod rules;
mod statutes;
pub mod verdict;
mod zoning;

pub use engine::Checker;
pub use finding::{Argument, Detail, Finding, Findings};
pub use outcome::{Assessment, Demand, Grade, Outcome, Quantity};
pub use rule::{Rule, Severity};
pub use rule_file::{RuleFault, RuleFileError};
pub use rules::{LawRule, RuleBook, Standing, Wording};
pub use verdict::{Judgement, Reason, Verdict};
