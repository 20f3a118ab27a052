//! Drawing a line that divides: split zones, or give one a new course.

use super::ToolContext;
use super::event::{Effect, Live, MapEvent};
use super::path::{Change, Path};
use super::snap::Snap;
use crate::edit::Command;
use crate::geometry::GridPoint;

/// What the line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineUse {
    /// It cuts the selected zones, or all it crosses if none is selected.
    Split,
    /// It gives the selected zone a new course.
    Reshape,
}

/// The split tool and the reshape tool.
#[derive(Debug, Clone)]
pub struct LineTool {
    /// What the line does.
    pub purpose: LineUse,
    path: Path,
}

impl LineTool {
    /// A tool without corners.
    pub fn new(purpose: LineUse) -> Self {
        Self { purpose, path: Path::default() }
    }

    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        match self.path.on(event, context) {
            Change::None => Vec::new(),
            Change::Moved => self.preview(context),
            Change::Finished => self.finish(context),
            Change::Dropped => vec![Effect::DropPreview],
        }
    }

    fn finish(&self, context: &ToolContext<'_>) -> Vec<Effect> {
        let line = self.path.corners().to_vec();
        match (line.len(), self.command(line, context)) {
            (0, _) => Vec::new(),
            (1, _) => vec![Effect::Tell("refusal-too-few-ends")],
            (_, None) => vec![Effect::Tell("refusal-select-one-zone")],
            (_, Some(command)) => vec![Effect::Commit(command)],
        }
    }

    fn preview(&self, context: &ToolContext<'_>) -> Vec<Effect> {
        let line = self.sketch();
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
        }
    }

    /// Corners so far, then the cursor.
    pub fn sketch(&self) -> Vec<GridPoint> {
        self.path.with_cursor()
    }

    /// Length and bearing of the present segment.
    pub fn live(&self) -> Option<Live> {
        self.path.live(false)
    }

    /// What the cursor is snapped to.
    pub const fn snap(&self) -> Option<Snap> {
        self.path.snap()
    }

    /// Starts anew.
    pub fn accepted(&mut self) {
        self.path.clear();
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        match (self.purpose, self.path.corners().len()) {
            (LineUse::Split, 0) => "hint-split-start",
            (LineUse::Reshape, 0) => "hint-reshape-start",
            (_, 1) => "hint-line-second",
            _ => "hint-line-can-finish",
        }
    }
}
