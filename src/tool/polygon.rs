//! Drawing land by its corners: a new zone, or what is cut out of zones.

use super::ToolContext;
use super::event::{Effect, Key, Live, MapEvent, Modifiers};
use super::path::{Change, Path};
use crate::edit::{Command, DrawMode};
use crate::geometry::GridPoint;

/// What becomes of the land that is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LandUse {
    /// It becomes a zone.
    #[default]
    Zone,
    /// It leaves the selected zones, or all under it if none is selected.
    CutOut,
}

/// The polygon tool and the cut-out tool.
#[derive(Debug, Clone, Default)]
pub struct PolygonTool {
    /// What becomes of the land.
    pub purpose: LandUse,
    path: Path,
    takes: bool,
}

impl PolygonTool {
    /// A tool without corners.
    pub fn new(purpose: LandUse) -> Self {
        Self { purpose, ..Self::default() }
    }

    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        self.note_keys(event, context);
        let is_delete = matches!(event, MapEvent::Key { key: Key::Delete, .. });
        match self.path.on(event, context) {
            // the zone drawn last is selected, and no corner of a next one is set
            Change::None if is_delete && self.path.line().is_empty() && !context.selection.is_empty() => {
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

    /// Reads the keys that decide whose land the zone gets.
    pub fn note_keys(&mut self, event: &MapEvent, context: &ToolContext<'_>) {
        self.takes = takes(event, context).unwrap_or(self.takes);
    }

    /// Puts a sketch with straight sides in place of the present one.
    pub fn put_corners(&mut self, corners: Vec<GridPoint>) {
        self.path = Path::through(corners);
    }

    /// Uses the corners set so far.
    pub fn close(&self, context: &ToolContext<'_>) -> Vec<Effect> {
        let ring = self.path.ring();
        match ring.len() {
            0 => Vec::new(),
            1 | 2 => vec![Effect::Tell("refusal-too-few-corners")],
            _ => vec![Effect::Commit(self.command(ring, context))],
        }
    }

    fn preview(&self, context: &ToolContext<'_>) -> Vec<Effect> {
        let ring = self.path.ring_with_cursor();
        if ring.len() < 3 { vec![Effect::DropPreview] } else { vec![Effect::Preview(self.command(ring, context))] }
    }

    /// What becomes of the land inside `ring`.
    pub fn command(&self, ring: Vec<GridPoint>, context: &ToolContext<'_>) -> Command {
        match self.purpose {
            LandUse::Zone => {
                let mode = DrawMode::taking(self.takes);
                Command::DrawZone { sketch: vec![ring], mode, attributes: Box::new(context.new_zone.clone()) }
            }
            LandUse::CutOut => Command::CutOut { zones: context.selection.iter().copied().collect(), sketch: vec![ring] },
        }
    }

    /// The corners, and where the cursor is.
    pub const fn path(&self) -> &Path {
        &self.path
    }

    /// Length and bearing of the present segment, area of the sketch.
    pub fn live(&self) -> Option<Live> {
        self.path.live(true)
    }

    /// Starts anew.
    pub fn accepted(&mut self) {
        self.path.clear();
        self.takes = false;
    }

    /// Keeps the corners to be mended.
    pub fn refused(&mut self) {
        self.path.refused();
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        self.path.hint().unwrap_or_else(|| match (self.purpose, self.path.line().len()) {
            (LandUse::Zone, 0) => "hint-polygon-start",
            (LandUse::CutOut, 0) => "hint-cut-out-start",
            (_, 1) => "hint-polygon-second",
            (_, 2) => "hint-polygon-third",
            (LandUse::Zone, _) if self.takes => "hint-polygon-take",
            (LandUse::Zone, _) => "hint-polygon-can-close",
            (LandUse::CutOut, _) => "hint-cut-out-can-close",
        })
    }
}

/// Whether the event asks to take land: a held Shift turns the draw mode around. `None` if it does not say.
pub(super) fn takes(event: &MapEvent, context: &ToolContext<'_>) -> Option<bool> {
    let by_keys = |modifiers: Modifiers| (context.options.draw_mode == DrawMode::Take) != modifiers.shift;
    match *event {
        MapEvent::Pointer { modifiers, .. } | MapEvent::Key { modifiers, .. } => Some(by_keys(modifiers)),
        MapEvent::Typed { .. } => None,
    }
}
