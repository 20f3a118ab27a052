//! Mending a plan that was imported with faults: the commands, what they would do, and a repair of everything by a policy.

mod all;
mod candidates;
mod dry_run;
mod fixes;
mod mend;
mod policy;

pub use all::{RepairPlan, RepairStep, Unrepaired, WhyLeft, repair_all};
pub use dry_run::{DryRun, Outcome, ZoneOutcome};
pub use fixes::{Border, Fix, FixKind, fixes, ways};
pub use mend::{Mend, clip_to_boundary, mend, resolve_overlap};
pub use policy::RepairPolicy;
