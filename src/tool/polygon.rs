//! Drawing a zone by clicking its corners.

use super::ToolContext;
use super::event::{Effect, Key, Live, MapEvent, Modifiers};
use super::path::{Change, Path};
use super::snap::Snap;
use crate::edit::{Command, DrawMode};
use crate::geometry::GridPoint;

/// The polygon tool.
#[derive(Debug, Clone, Default)]
pub struct PolygonTool {
    path: Path,
    takes: bool,
}

impl PolygonTool {
    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        if let MapEvent::Pointer { modifiers, .. } | MapEvent::Key { modifiers, .. } = *event {
            self.takes = takes(context, modifiers);
        }
        let is_delete = matches!(event, MapEvent::Key { key: Key::Delete, .. });
        match self.path.on(event, context) {
            // the zone drawn last is selected, and no corner of a next one is set
            Change::None if is_delete && self.path.corners().is_empty() && !context.selection.is_empty() => {
                vec![Effect::Commit(Command::DeleteZones { zones: context.selection.iter().copied().collect() })]
            }
            Change::None => Vec::new(),
            Change::Moved => self.preview(context),
            Change::Finished => self.close(context),
            Change::Dropped => {
                self.accepted();
                vec![Effect::DropPreview]
            }
        }
    }

    fn close(&self, context: &ToolContext<'_>) -> Vec<Effect> {
        match self.path.corners().len() {
            0 => Vec::new(),
            1 | 2 => vec![Effect::Tell("refusal-too-few-corners")],
            _ => vec![Effect::Commit(self.command(self.path.corners().to_vec(), context))],
        }
    }

    fn preview(&self, context: &ToolContext<'_>) -> Vec<Effect> {
        let ring = self.sketch();
        if ring.len() < 3 { vec![Effect::DropPreview] } else { vec![Effect::Preview(self.command(ring, context))] }
    }

    fn command(&self, ring: Vec<GridPoint>, context: &ToolContext<'_>) -> Command {
        let mode = if self.takes { DrawMode::Take } else { DrawMode::Yield };
        Command::DrawZone { sketch: vec![ring], mode, attributes: Box::new(context.new_zone.clone()) }
    }

    /// Corners so far, then the cursor.
    pub fn sketch(&self) -> Vec<GridPoint> {
        self.path.with_cursor()
    }

    /// Length and bearing of the present segment, area of the sketch.
    pub fn live(&self) -> Option<Live> {
        self.path.live(true)
    }

    /// What the cursor is snapped to.
    pub const fn snap(&self) -> Option<Snap> {
        self.path.snap()
    }

    /// Starts anew.
    pub fn accepted(&mut self) {
        self.path.clear();
        self.takes = false;
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        match self.path.corners().len() {
            0 => "hint-polygon-start",
            1 => "hint-polygon-second",
            2 => "hint-polygon-third",
            _ if self.takes => "hint-polygon-take",
            _ => "hint-polygon-can-close",
        }
    }
}

/// A held Shift turns the draw mode around.
fn takes(context: &ToolContext<'_>, modifiers: Modifiers) -> bool {
    (context.options.draw_mode == DrawMode::Take) != modifiers.shift
}
