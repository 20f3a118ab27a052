//! Drawing a line that divides: split zones, give one a new course, or complete one between its neighbours.

use super::ToolContext;
use super::event::{Effect, Live, MapEvent};
use super::path::{Change, Path};
use crate::edit::Command;
use crate::geometry::GridPoint;

/// What the line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineUse {
    /// It cuts the selected zones, or all it crosses if none is selected.
    Split,
    /// It gives the selected zone a new course.
    Reshape,
    /// It is the missing side of a new zone.
    Complete,
}

/// The split, the reshape and the complete tool.
#[derive(Debug, Clone)]
pub struct LineTool {
    /// What the line does.
    pub purpose: LineUse,
    path: Path,
    /// Whether the held key asks for the land on the other side.
    other_side: bool,
}

impl LineTool {
    /// A tool without corners.
    pub fn new(purpose: LineUse) -> Self {
        Self { purpose, path: Path::default(), other_side: false }
    }

    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        if let MapEvent::Pointer { modifiers, .. } | MapEvent::Key { modifiers, .. } = event {
            self.other_side = modifiers.shift;
        }
        match self.path.on(event, context) {
            Change::None => Vec::new(),
            Change::Moved => self.preview(context),
            Change::Finished => self.finish(context),
            Change::Dropped => vec![Effect::DropPreview],
        }
    }

    fn finish(&self, context: &ToolContext<'_>) -> Vec<Effect> {
        let line = self.path.line().to_vec();
        match (line.len(), self.command(line, context)) {
            (0, _) => Vec::new(),
            (1, _) => vec![Effect::Tell("refusal-too-few-ends")],
            (_, None) => vec![Effect::Tell("refusal-select-one-zone")],
            (_, Some(command)) => vec![Effect::Commit(command)],
        }
    }

    fn preview(&self, context: &ToolContext<'_>) -> Vec<Effect> {
        let line = self.path.with_cursor();
        let command = if line.len() < 2 { None } else { self.command(line, context) };
        vec![command.map_or(Effect::DropPreview, Effect::Preview)]
    }

    /// The command of a line; `None` if a new course is wanted and not exactly one zone is selected.
    fn command(&self, line: Vec<GridPoint>, context: &ToolContext<'_>) -> Option<Command> {
        let mut selected = context.selection.iter().copied();
        match self.purpose {
            LineUse::Split => Some(Command::SplitZones { zones: selected.collect(), line }),
            LineUse::Reshape => match (selected.next(), selected.next()) {
                (Some(zone), None) => Some(Command::Reshape { zone, line }),
                _ => None,
            },
            LineUse::Complete => {
                Some(Command::CompleteZone { line, other_side: self.other_side, attributes: Box::new(context.new_zone.clone()) })
            }
        }
    }

    /// The corners, and where the cursor is.
    pub const fn path(&self) -> &Path {
        &self.path
    }

    /// Length and bearing of the present segment.
    pub fn live(&self) -> Option<Live> {
        self.path.live(false)
    }

    /// Starts anew.
    pub fn accepted(&mut self) {
        self.path.clear();
    }

    /// Keeps the corners to be mended.
    pub fn refused(&mut self) {
        self.path.refused();
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        self.path.hint().unwrap_or_else(|| match (self.purpose, self.path.line().len()) {
            (LineUse::Split, 0) => "hint-split-start",
            (LineUse::Reshape, 0) => "hint-reshape-start",
            (LineUse::Complete, 0) => "hint-complete-start",
            (_, 1) => "hint-line-second",
            (LineUse::Complete, _) => "hint-complete-can-finish",
            _ => "hint-line-can-finish",
        })
    }
}
