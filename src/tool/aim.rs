//! Where the pointer of a gesture ends up: the one place where snapping and locks of direction act.

use super::ToolContext;
use super::event::Modifiers;
use super::snap::{Snap, snap};
use crate::geometry::GridPoint;

/// What a gesture knows about its next point.
#[derive(Debug, Clone, Copy)]
pub struct Aim<'a> {
    /// Unsnapped position of the pointer.
    pub at: GridPoint,
    /// Radius within which it takes hold of things, µm.
    pub reach_um: i64,
    /// Keys held.
    pub modifiers: Modifiers,
    /// The corners sketched so far; distances and directions count from the last.
    pub sketch: &'a [GridPoint],
    /// What the pointer was snapped to before.
    pub held: Option<Snap>,
}

impl ToolContext<'_> {
    /// The point that is meant; targets for which `excluded` holds do not count.
    pub fn aim(&self, aim: &Aim<'_>, excluded: impl Fn(GridPoint) -> bool) -> Snap {
        if self.snapping && !aim.modifiers.alt {
            snap(self.plan, aim.at, aim.reach_um, aim.held, aim.sketch, excluded)
        } else {
            Snap::free(aim.at)
        }
    }
}
