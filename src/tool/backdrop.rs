//! What lies behind the plan that the pointer can take hold of.

use std::fmt;

use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;

/// Lines and points behind the plan, which no command ever changes.
pub trait Backdrop: fmt::Debug + Send + Sync {
    /// At most `most` edges within `reach_um` of a place, nearest first, each with its distance in µm; a point is an edge without length.
    fn edges_near(&self, place: GridPoint, reach_um: i64, most: usize) -> Vec<(DirectedEdge, f64)>;
}
