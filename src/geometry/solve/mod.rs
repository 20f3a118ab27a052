//! Solving for area: families of nested sketches and the member that sweeps a wanted area.
//!
//! A [`Sweep`] is a one-parameter family: the land its sketch covers only grows with the step. [`Band`] moves a border
//! sideways, [`Hinge`] turns a straight one about a point, [`Across`] moves a line along an axis. A [`Field`] is the land that
//! may be swept, and [`reach`] finds the step at which the wanted area is, to the micrometre of the step.

mod across;
mod band;
mod field;
mod hinge;
mod root;
mod vector;

use super::{GridBox, Ring};

pub use across::{Across, NotAcross};
pub use band::{Band, Ends};
pub use field::{Field, Reached, reach};
pub use hinge::Hinge;
pub use vector::{Flank, is_straight_on};

/// A one-parameter family of sketches, each of which covers those with a smaller step.
pub trait Sweep {
    /// Closed counter-clockwise rings; what they wind around is the land swept at `step`, which is not negative.
    ///
    /// One step is a micrometre of movement, or turns a line by about a micrometre at its far end.
    fn rings(&self, step: i64) -> Vec<Ring>;

    /// The step beyond which no more land in `around` is swept, or the family ends.
    fn last_step(&self, around: GridBox) -> i64;
}
