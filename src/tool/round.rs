//! Rounding corners of borders.

use std::collections::BTreeSet;

use super::ToolContext;
use super::event::{Effect, Key, MapEvent, Pointer};
use crate::edit::Command;
use crate::geometry::GridPoint;

/// A typed position names the corner within a metre of it.
pub(super) const TYPED_REACH_UM: f64 = 1_000_000.0;

/// The tool that rounds corners.
#[derive(Debug, Clone, Default)]
pub struct RoundTool {
    hot: Option<GridPoint>,
    /// Corners to be rounded together.
    picked: BTreeSet<GridPoint>,
    attempt: BTreeSet<GridPoint>,
    /// The corners whose rounding was refused.
    ghost: Vec<GridPoint>,
}

impl RoundTool {
    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        match *event {
            MapEvent::Pointer { pointer, at, reach_um, modifiers } => match pointer {
                Pointer::Move => {
                    self.hot = context.plan.index().nearest_vertex(at, reach_um as f64);
                    self.preview(context)
                }
                Pointer::Press => {
                    self.hot = context.plan.index().nearest_vertex(at, reach_um as f64);
                    self.press(modifiers.shift, context)
                }
                Pointer::Release | Pointer::DoubleClick => Vec::new(),
                Pointer::Leave => {
                    self.hot = None;
                    self.preview(context)
                }
            },
            MapEvent::Typed { at } => {
                self.hot = context.plan.index().nearest_vertex(at, TYPED_REACH_UM);
                self.press(false, context)
            }
            MapEvent::Key { key: Key::Enter, .. } => {
                let corners = if self.ghost.is_empty() { self.corners() } else { self.ghost.iter().copied().collect() };
                self.commit(corners, context)
            }
            MapEvent::Key { key: Key::Escape, .. } => {
                *self = Self { hot: self.hot, ..Self::default() };
                vec![Effect::DropPreview]
            }
            MapEvent::Key { key: Key::Backspace | Key::Delete, .. } => Vec::new(),
        }
    }

    fn press(&mut self, collects: bool, context: &ToolContext<'_>) -> Vec<Effect> {
        let Some(hot) = self.hot else { return Vec::new() };
        if collects {
            self.ghost.clear();
            if !self.picked.remove(&hot) {
                self.picked.insert(hot);
            }
            return self.preview(context);
        }
        let retries = self.ghost.contains(&hot);
        let corners = if retries { self.ghost.iter().copied().collect() } else { self.corners() };
        self.commit(corners, context)
    }

    /// The corners picked, and the one under the pointer.
    fn corners(&self) -> BTreeSet<GridPoint> {
        self.picked.iter().copied().chain(self.hot).collect()
    }

    fn preview(&self, context: &ToolContext<'_>) -> Vec<Effect> {
        if !self.ghost.is_empty() {
            return Vec::new();
        }
        let at: Vec<GridPoint> = self.corners().into_iter().collect();
        let radius_um = context.options.corner_radius_um;
        vec![if at.is_empty() { Effect::DropPreview } else { Effect::Preview(Command::RoundCorners { at, radius_um }) }]
    }

    fn commit(&mut self, corners: BTreeSet<GridPoint>, context: &ToolContext<'_>) -> Vec<Effect> {
        if corners.is_empty() {
            return Vec::new();
        }
        let at = corners.iter().copied().collect();
        self.attempt = corners;
        vec![Effect::Commit(Command::RoundCorners { at, radius_um: context.options.corner_radius_um })]
    }

    /// What was committed is done.
    pub fn accepted(&mut self) {
        *self = Self::default();
    }

    /// What was committed is refused: its corners stay picked.
    pub fn refused(&mut self) {
        self.ghost = std::mem::take(&mut self.attempt).into_iter().collect();
    }

    /// The corner under the pointer.
    pub const fn hot_vertex(&self) -> Option<GridPoint> {
        self.hot
    }

    /// The corners picked.
    pub const fn picked(&self) -> &BTreeSet<GridPoint> {
        &self.picked
    }

    /// Whether a refused gesture is kept.
    pub fn holds_ghost(&self) -> bool {
        !self.ghost.is_empty()
    }

    /// The corners whose rounding was refused: a press on one tries again.
    pub fn ghost_handles(&self) -> &[GridPoint] {
        &self.ghost
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        match self.hot {
            _ if !self.ghost.is_empty() => "hint-round-refused",
            Some(_) => "hint-round-corner",
            None => "hint-round-idle",
        }
    }
}
