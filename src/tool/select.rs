//! Selecting zones: click, window (left to right), crossing (right to left).

use super::ToolContext;
use super::event::{Effect, Key, MapEvent, Pointer};
use crate::edit::Command;
use crate::geometry::{GridBox, GridPoint};

/// The select tool.
#[derive(Debug, Clone, Default)]
pub struct SelectTool {
    pressed: Option<GridPoint>,
    window: Option<(GridPoint, GridPoint)>,
    hovers: bool,
}

impl SelectTool {
    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        match *event {
            MapEvent::Pointer { pointer, at, reach_um, modifiers } => match pointer {
                Pointer::Move => {
                    self.hovers = !context.plan.zones_at(at).is_empty();
                    if let Some(start) = self.pressed
                        && (self.window.is_some() || start.distance_squared(at) > i128::from(reach_um) * i128::from(reach_um))
                    {
                        self.window = Some((start, at));
                    }
                    Vec::new()
                }
                Pointer::Press => {
                    self.pressed = Some(at);
                    Vec::new()
                }
                Pointer::Release => self.release(at, modifiers.shift, context),
                Pointer::DoubleClick => Vec::new(),
                Pointer::Leave => {
                    self.hovers = false;
                    Vec::new()
                }
            },
            MapEvent::Typed { at } => {
                vec![Effect::Select { zones: context.plan.zones_at(at).into_iter().take(1).collect(), extend: false }]
            }
            MapEvent::Key { key: Key::Escape, .. } => self.escape(),
            MapEvent::Key { key: Key::Delete, .. } if !context.selection.is_empty() => {
                vec![Effect::Commit(Command::DeleteZones { zones: context.selection.iter().copied().collect() })]
            }
            MapEvent::Key { .. } => Vec::new(),
        }
    }

    fn release(&mut self, at: GridPoint, extend: bool, context: &ToolContext<'_>) -> Vec<Effect> {
        let Some(_) = self.pressed.take() else { return Vec::new() };
        let zones = match self.window.take() {
            Some((start, _)) => {
                let window = GridBox::from_corners(start, at);
                if at.east >= start.east { context.plan.zones_within(window) } else { context.plan.zones_crossing(window) }
            }
            // where zones overlap, clicking again goes through them
            None => {
                let under = context.plan.zones_at(at);
                let present = under.iter().position(|id| context.selection.contains(id));
                let next = present.map_or(0, |i| (i + 1) % under.len().max(1));
                under.get(next).copied().into_iter().collect()
            }
        };
        vec![Effect::Select { zones, extend }]
    }

    fn escape(&mut self) -> Vec<Effect> {
        self.pressed = None;
        if self.window.take().is_some() { Vec::new() } else { vec![Effect::Select { zones: Vec::new(), extend: false }] }
    }

    /// Start and cursor of the window being dragged.
    pub const fn window(&self) -> Option<(GridPoint, GridPoint)> {
        self.window
    }

    /// Text id of the hint.
    pub const fn hint(&self) -> &'static str {
        match self.window {
            Some((start, at)) if at.east >= start.east => "hint-select-window",
            Some(_) => "hint-select-crossing",
            None if self.hovers => "hint-select-hover",
            None => "hint-select-idle",
        }
    }
}
