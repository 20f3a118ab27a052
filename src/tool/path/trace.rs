//! Following existing borders from the last corner to the cursor.

use crate::geometry::GridPoint;
use crate::plan::route::is_on_border;
use crate::plan::{Plan, border_route};

/// What holding the key that follows borders comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Traced {
    /// It is not held, or there is no corner yet.
    #[default]
    Not,
    /// The tail follows borders.
    Along,
    /// The last corner is on no border.
    NotFromBorder,
    /// The cursor is on no border.
    NotToBorder,
    /// No borders join the two.
    NoWay,
}

impl Traced {
    /// Text id of the hint; `None` if there is nothing to say.
    pub(super) const fn hint(self) -> Option<&'static str> {
        match self {
            Self::Not => None,
            Self::Along => Some("hint-trace-along"),
            Self::NotFromBorder => Some("hint-trace-not-from-border"),
            Self::NotToBorder => Some("hint-trace-not-to-border"),
            Self::NoWay => Some("hint-trace-no-way"),
        }
    }
}

/// The course along borders from `from` to `to`, without its beginning; empty if there is none.
pub(super) fn trace(plan: &Plan, from: GridPoint, to: GridPoint) -> (Traced, Vec<GridPoint>) {
    let index = plan.index();
    if from == to {
        return (Traced::Not, Vec::new());
    }
    if !is_on_border(index, from) {
        return (Traced::NotFromBorder, Vec::new());
    }
    if !is_on_border(index, to) {
        return (Traced::NotToBorder, Vec::new());
    }
    match border_route(index, from, to) {
        Some(mut way) => {
            way.remove(0);
            (Traced::Along, way)
        }
        None => (Traced::NoWay, Vec::new()),
    }
}
