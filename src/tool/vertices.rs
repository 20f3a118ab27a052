//! Moving, inserting and deleting vertices of shared borders.

use super::event::{Effect, Key, Live, MapEvent, Modifiers, Pointer, bearing_deg};
use super::snap::Snap;
use super::{Aim, ToolContext};
use crate::edit::Command;
use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::noding::undirected;

/// What a press took hold of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grip {
    Vertex(GridPoint),
    Border(DirectedEdge),
}

/// The vertices tool.
#[derive(Debug, Clone, Default)]
pub struct VerticesTool {
    hot: Option<Grip>,
    picked: Option<GridPoint>,
    drag: Option<(Grip, GridPoint, Option<Snap>)>,
    shared: bool,
}

impl VerticesTool {
    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        match *event {
            MapEvent::Pointer { pointer, at, reach_um, modifiers } => match pointer {
                Pointer::Move => self.follow(at, reach_um, modifiers, context),
                Pointer::Press => {
                    self.hot = grip_at(context, at, reach_um);
                    self.drag = self.hot.map(|grip| (grip, at, None));
                    self.picked = match self.hot {
                        Some(Grip::Vertex(vertex)) => Some(vertex),
                        _ => None,
                    };
                    Vec::new()
                }
                Pointer::Release => self.release(),
                Pointer::DoubleClick => Vec::new(),
                Pointer::Leave => {
                    if self.drag.is_none() {
                        self.hot = None;
                    }
                    Vec::new()
                }
            },
            MapEvent::Typed { at } => match self.picked {
                Some(from) => vec![Effect::Commit(Command::MoveVertices { moves: vec![(from, at)] })],
                None => {
                    self.picked = context.plan.index().nearest_vertex(at, TYPED_REACH_UM);
                    Vec::new()
                }
            },
            MapEvent::Key { key: Key::Escape, .. } => {
                self.accepted();
                vec![Effect::DropPreview]
            }
            MapEvent::Key { key: Key::Delete | Key::Backspace, .. } if self.drag.is_none() => {
                let vertex = self.picked.or_else(|| self.hot_vertex());
                vertex.map(|at| Effect::Commit(Command::DeleteVertices { at: vec![at] })).into_iter().collect()
            }
            MapEvent::Key { .. } => Vec::new(),
        }
    }

    fn follow(&mut self, at: GridPoint, reach_um: i64, modifiers: Modifiers, context: &ToolContext<'_>) -> Vec<Effect> {
        let Some((grip, start, held)) = self.drag else {
            self.hot = grip_at(context, at, reach_um);
            self.shared = self.hot_vertex().is_some_and(|v| context.plan.index().owners_of_vertex(v).len() > 1);
            return Vec::new();
        };
        if held.is_none() && start.distance_squared(at) < i128::from(reach_um / 3) * i128::from(reach_um / 3) {
            return Vec::new();
        }
        let own = |v: GridPoint| match grip {
            Grip::Vertex(from) => v == from,
            Grip::Border((a, b)) => v == a || v == b,
        };
        let target = context.aim(&Aim { at, reach_um, modifiers, sketch: &[], held }, own);
        self.drag = Some((grip, start, Some(target)));
        vec![Effect::Preview(command(grip, target.point))]
    }

    fn release(&mut self) -> Vec<Effect> {
        match self.drag.take() {
            Some((grip, _, Some(target))) => vec![Effect::Commit(command(grip, target.point))],
            _ => Vec::new(),
        }
    }

    /// The vertex under the cursor, or the one dragged or picked.
    pub fn hot_vertex(&self) -> Option<GridPoint> {
        match (self.drag, self.hot) {
            (Some((_, _, Some(target))), _) => Some(target.point),
            (_, Some(Grip::Vertex(vertex))) => Some(vertex),
            _ => self.picked,
        }
    }

    /// What the dragged vertex is snapped to.
    pub fn snap(&self) -> Option<Snap> {
        self.drag.and_then(|(_, _, target)| target)
    }

    /// Whether something is being dragged.
    pub const fn is_dragging(&self) -> bool {
        matches!(self.drag, Some((_, _, Some(_))))
    }

    /// How far and in which direction the vertex has been dragged.
    pub fn live(&self) -> Option<Live> {
        let (grip, start, target) = self.drag?;
        let from = match grip {
            Grip::Vertex(vertex) => vertex,
            Grip::Border(_) => start,
        };
        let to = target?.point;
        Some(Live { length_m: from.distance_m(to), bearing_deg: bearing_deg(from, to), area: None })
    }

    /// Lets go of everything.
    pub fn accepted(&mut self) {
        *self = Self::default();
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        match (self.is_dragging(), self.hot) {
            (true, _) => "hint-vertices-dragging",
            (_, Some(Grip::Vertex(_))) if self.shared => "hint-vertices-shared",
            (_, Some(Grip::Vertex(_))) => "hint-vertices-vertex",
            (_, Some(Grip::Border(_))) => "hint-vertices-border",
            _ => "hint-vertices-idle",
        }
    }
}

/// A typed position names the vertex within a metre of it.
const TYPED_REACH_UM: f64 = 1_000_000.0;

fn command(grip: Grip, to: GridPoint) -> Command {
    match grip {
        Grip::Vertex(from) => Command::MoveVertices { moves: vec![(from, to)] },
        Grip::Border(edge) => Command::InsertVertex { edge, at: to },
    }
}

/// The vertex within reach, else the border.
fn grip_at(context: &ToolContext<'_>, at: GridPoint, reach_um: i64) -> Option<Grip> {
    let index = context.plan.index();
    if let Some(vertex) = index.nearest_vertex(at, reach_um as f64) {
        return Some(Grip::Vertex(vertex));
    }
    index.nearest_edge(at, reach_um as f64).map(|(e, _)| Grip::Border(undirected(e.edge)))
}
