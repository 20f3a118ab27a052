//! Measuring along a path: lengths, bearings and the area it encloses. Nothing in the plan is concerned.

use super::ToolContext;
use super::event::{Effect, Live, MapEvent, Pointer};
use super::path::{Change, Path};
use crate::geometry::GridPoint;

/// A path that is, or has been, measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasuredPath {
    /// Its corners; while it is being drawn the cursor is the last.
    pub corners: Vec<GridPoint>,
    /// Whether it ends where it began: then a last side leads back to the first corner.
    pub closed: bool,
    /// Whether no further corner follows.
    pub finished: bool,
}

impl MeasuredPath {
    /// Start and end of each side, in order.
    pub fn sides(&self) -> Vec<(GridPoint, GridPoint)> {
        let closing = self.corners.last().zip(self.corners.first()).filter(|_| self.closed).map(|(a, b)| (*a, *b));
        self.corners.windows(2).map(|side| (side[0], side[1])).chain(closing).collect()
    }
}

/// The measure tool.
#[derive(Debug, Clone)]
pub struct MeasureTool {
    path: Path,
}

impl Default for MeasureTool {
    fn default() -> Self {
        Self { path: Path::passing_walls() }
    }
}

impl MeasureTool {
    /// Takes an event. A click on the first corner closes the path, Enter or a double click leaves it open; both finish it.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        let change = self.path.on(event, context);
        match change {
            Change::None => Vec::new(),
            Change::Moved if self.path.line().is_empty() => {
                // the last corner was taken back; a mere motion leaves what was measured before on screen
                let is_motion = matches!(event, MapEvent::Pointer { .. });
                if is_motion { Vec::new() } else { vec![Effect::Measure(None)] }
            }
            Change::Moved => vec![Effect::Measure(Some(self.measured(false)))],
            Change::Dropped => vec![Effect::Measure(None)],
            Change::Finished => self.finish(event),
        }
    }

    fn finish(&mut self, event: &MapEvent) -> Vec<Effect> {
        if self.path.line().len() < 2 {
            return if self.path.line().is_empty() { Vec::new() } else { vec![Effect::Tell("refusal-too-few-ends")] };
        }
        let closed = matches!(event, MapEvent::Pointer { pointer: Pointer::Press, .. } | MapEvent::Typed { .. });
        let corners = if closed { self.path.ring() } else { self.path.line().to_vec() };
        self.path.clear();
        vec![Effect::Measure(Some(MeasuredPath { corners, closed, finished: true }))]
    }

    fn measured(&self, finished: bool) -> MeasuredPath {
        MeasuredPath { corners: self.path.with_cursor(), closed: false, finished }
    }

    /// The corners, and where the cursor is.
    pub const fn path(&self) -> &Path {
        &self.path
    }

    /// Length and bearing of the present segment, area of the sketch.
    pub fn live(&self) -> Option<Live> {
        self.path.live(true)
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        self.path.hint().unwrap_or_else(|| match self.path.line().len() {
            0 => "hint-measure-start",
            1 => "hint-measure-second",
            2 => "hint-measure-can-finish",
            _ => "hint-measure-can-close",
        })
    }
}
