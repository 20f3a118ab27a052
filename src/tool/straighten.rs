//! Making a border straight between two of its vertices.

use super::ToolContext;
use super::event::{Effect, Key, Live, MapEvent, Pointer, bearing_deg};
use super::round::TYPED_REACH_UM;
use crate::edit::Command;
use crate::geometry::GridPoint;

/// The tool that straightens borders.
#[derive(Debug, Clone, Default)]
pub struct StraightenTool {
    hot: Option<GridPoint>,
    from: Option<GridPoint>,
    attempt: Option<GridPoint>,
    /// The second vertex of what was refused.
    ghost: Option<GridPoint>,
}

impl StraightenTool {
    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        match *event {
            MapEvent::Pointer { pointer, at, reach_um, .. } => {
                let vertex = || context.plan.index().nearest_vertex(at, reach_um as f64);
                match pointer {
                    Pointer::Move => {
                        self.hot = vertex();
                        self.preview()
                    }
                    Pointer::Press => {
                        self.hot = vertex();
                        self.pick()
                    }
                    Pointer::Release | Pointer::DoubleClick => Vec::new(),
                    Pointer::Leave => {
                        self.hot = None;
                        self.preview()
                    }
                }
            }
            MapEvent::Typed { at } => {
                self.hot = context.plan.index().nearest_vertex(at, TYPED_REACH_UM);
                self.pick()
            }
            MapEvent::Key { key: Key::Enter, .. } => {
                self.hot = self.ghost.or(self.hot);
                self.pick()
            }
            MapEvent::Key { key: Key::Backspace, .. } => {
                if self.ghost.take().is_none() {
                    self.from = None;
                }
                self.preview()
            }
            MapEvent::Key { key: Key::Escape, .. } => {
                *self = Self { hot: self.hot, ..Self::default() };
                vec![Effect::DropPreview]
            }
            MapEvent::Key { key: Key::Delete, .. } => Vec::new(),
        }
    }

    fn pick(&mut self) -> Vec<Effect> {
        let Some(hot) = self.hot else { return Vec::new() };
        match self.from {
            None => {
                self.from = Some(hot);
                Vec::new()
            }
            Some(from) if from == hot => Vec::new(),
            Some(from) => {
                self.attempt = Some(hot);
                vec![Effect::Commit(Command::Straighten { from, to: hot })]
            }
        }
    }

    fn preview(&self) -> Vec<Effect> {
        match (self.from, self.hot) {
            _ if self.ghost.is_some() => Vec::new(),
            (Some(from), Some(to)) if from != to => vec![Effect::Preview(Command::Straighten { from, to })],
            _ => vec![Effect::DropPreview],
        }
    }

    /// What was committed is done.
    pub fn accepted(&mut self) {
        *self = Self::default();
    }

    /// What was committed is refused: its first vertex stays.
    pub fn refused(&mut self) {
        self.ghost = self.attempt.take();
    }

    /// The vertex under the pointer.
    pub const fn hot_vertex(&self) -> Option<GridPoint> {
        self.hot
    }

    /// The first vertex, then the second.
    pub fn sketch(&self) -> Vec<GridPoint> {
        let second = self.ghost.or(self.hot).filter(|second| self.from.is_some_and(|from| from != *second));
        self.from.into_iter().chain(second).collect()
    }

    /// Length and bearing of the straight border.
    pub fn live(&self) -> Option<Live> {
        let [from, to] = self.sketch()[..] else { return None };
        Some(Live { length_m: from.distance_m(to), bearing_deg: bearing_deg(from, to), area: None })
    }

    /// Whether a refused gesture is kept.
    pub const fn holds_ghost(&self) -> bool {
        self.ghost.is_some()
    }

    /// The second vertex of what was refused.
    pub const fn ghost_handles(&self) -> &[GridPoint] {
        self.ghost.as_slice()
    }

    /// Text id of the hint.
    pub const fn hint(&self) -> &'static str {
        match (self.from, self.hot) {
            _ if self.ghost.is_some() => "hint-straighten-refused",
            (None, _) => "hint-straighten-start",
            (Some(_), _) => "hint-straighten-second",
        }
    }
}
