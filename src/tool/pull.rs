//! What the vertices tool pulls at, and what pulling it somewhere would do.

use std::collections::BTreeSet;

use super::edge::{self, boundary_line, is_on_boundary, offset_um};
use super::options::EdgeDrag;
use crate::edit::Command;
use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::UM_PER_MM;
use crate::geometry::segment::{distance_to_segment_um, project_onto};
use crate::plan::Plan;

/// Something taken hold of.
#[derive(Debug, Clone, PartialEq)]
pub enum Pull {
    /// Vertices that move together; the grabbed one goes where the pointer is.
    Vertices {
        /// The one under the pointer.
        grabbed: GridPoint,
        /// All of them.
        moved: Vec<GridPoint>,
    },
    /// A new vertex out of a border.
    Insert {
        /// The border.
        edge: DirectedEdge,
    },
    /// A border, parallel to itself.
    Edge {
        /// The border.
        edge: DirectedEdge,
        /// How its ends move.
        way: EdgeDrag,
    },
}

impl Pull {
    /// Where distances and directions count from when it is pulled to `to`.
    pub fn anchor(&self, to: GridPoint) -> GridPoint {
        match *self {
            Self::Vertices { grabbed, .. } => grabbed,
            Self::Insert { edge } => project_onto(to, edge),
            Self::Edge { edge, .. } => foot(edge, to),
        }
    }

    /// From where to where the figures run when it is pulled to `to`.
    pub fn course(&self, to: GridPoint) -> (GridPoint, GridPoint) {
        match *self {
            Self::Edge { edge, .. } => {
                let from = foot(edge, to);
                (from, to)
            }
            _ => (self.anchor(to), to),
        }
    }

    /// Whether the vertex goes along: it is then no target to snap to.
    pub fn carries(&self, vertex: GridPoint) -> bool {
        match self {
            Self::Vertices { moved, .. } => moved.binary_search(&vertex).is_ok(),
            Self::Insert { edge } | Self::Edge { edge, .. } => vertex == edge.0 || vertex == edge.1,
        }
    }

    /// Whether it is a border on the locked boundary.
    pub fn is_held(&self, plan: &Plan) -> bool {
        let is_locked = plan.boundary().is_some_and(|boundary| boundary.locked);
        is_locked && matches!(self, Self::Edge { edge, .. } if is_on_boundary(plan, *edge))
    }

    /// What pulling it to `to` does; `None` if it would stay where it is.
    pub fn command(&self, to: GridPoint, plan: &Plan) -> Option<Command> {
        match *self {
            Self::Insert { edge } => Some(Command::InsertVertex { edge, at: to }),
            _ => Some(self.moves(to, plan)).filter(|moves| !moves.is_empty()).map(|moves| Command::MoveVertices { moves }),
        }
    }

    /// Where its vertices are when it is pulled to `to`.
    pub fn targets(&self, to: GridPoint, plan: &Plan) -> Vec<GridPoint> {
        match self {
            Self::Insert { .. } => vec![to],
            _ => self.moves(to, plan).into_iter().map(|(_, to)| to).collect(),
        }
    }

    fn moves(&self, to: GridPoint, plan: &Plan) -> Vec<(GridPoint, GridPoint)> {
        match self {
            Self::Vertices { grabbed, moved } => {
                let nodes: BTreeSet<GridPoint> = plan.boundary().into_iter().flat_map(|b| b.outline.noded().vertices()).collect();
                let exact = GridPoint::new(to.east - grabbed.east, to.north - grabbed.north);
                let step = exact.rounded_to_mm();
                let target = |v: GridPoint| {
                    let to = if v == *grabbed { to } else { GridPoint::new(v.east + step.east, v.north + step.north) };
                    let line = if nodes.contains(&v) { boundary_line(plan, v) } else { None };
                    line.map_or(to, |line| project_onto(to, line))
                };
                if exact == GridPoint::new(0, 0) { Vec::new() } else { moved.iter().map(|&v| (v, target(v))).collect() }
            }
            Self::Insert { .. } => Vec::new(),
            Self::Edge { edge, way } => edge::moves(plan, *edge, whole_mm(offset_um(*edge, to)), *way),
        }
    }
}

/// The foot of the perpendicular from `point` on the line through `edge`, also beyond its ends.
fn foot(edge: DirectedEdge, point: GridPoint) -> GridPoint {
    let (a, b) = edge;
    let (along_east, along_north) = ((b.east - a.east) as f64, (b.north - a.north) as f64);
    let (east, north) = ((point.east - a.east) as f64, (point.north - a.north) as f64);
    let share = (east * along_east + north * along_north) / along_east.hypot(along_north).powi(2).max(1.0);
    GridPoint::new(a.east + (share * along_east).round() as i64, a.north + (share * along_north).round() as i64)
}

/// The nearest whole number of millimetres, µm.
fn whole_mm(um: f64) -> f64 {
    (um / UM_PER_MM as f64).round() * UM_PER_MM as f64
}

/// Something that has been pulled somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Pulled {
    /// What.
    pub pull: Pull,
    /// Where to.
    pub to: GridPoint,
    /// Where its vertices would be.
    pub handles: Vec<GridPoint>,
}

impl Pulled {
    /// `pull` at `to`.
    pub fn new(pull: Pull, to: GridPoint, plan: &Plan) -> Self {
        let handles = pull.targets(to, plan);
        Self { pull, to, handles }
    }

    /// What a press at `at` takes up again, if it is on a handle or on the border between them.
    pub fn taken_up(&self, at: GridPoint, reach_um: i64) -> Option<Pull> {
        let near = self.handles.iter().enumerate().map(|(i, handle)| (handle.distance_squared(at), i));
        let (squared, nearest) = near.min()?;
        let is_on_handle = squared <= i128::from(reach_um) * i128::from(reach_um);
        match &self.pull {
            Pull::Vertices { moved, .. } if is_on_handle => {
                Some(Pull::Vertices { grabbed: *moved.get(nearest)?, moved: moved.clone() })
            }
            Pull::Edge { .. } => {
                let border = (*self.handles.first()?, *self.handles.last()?);
                (distance_to_segment_um(at, border) <= reach_um as f64).then(|| self.pull.clone())
            }
            Pull::Insert { .. } if is_on_handle => Some(self.pull.clone()),
            _ => None,
        }
    }
}
