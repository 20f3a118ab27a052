//! Filling: land no zone has becomes a zone, or goes to the selected one, at a click.

use super::ToolContext;
use super::event::{Effect, Key, MapEvent, Modifiers, Pointer, Remark};
use super::options::FillTo;
use crate::edit::Command;
use crate::geometry::{ExactArea, GridPoint};

/// The fill tool.
#[derive(Debug, Clone, Default)]
pub struct FillTool {
    /// Area of the unallocated land under the cursor.
    face: Option<ExactArea>,
    gives: bool,
    /// Whether there is one zone to give to, if that is wanted.
    lacks_zone: bool,
}

impl FillTool {
    /// Takes an event: hovering shows what a click would do.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        match *event {
            MapEvent::Pointer { pointer: Pointer::Move, at, modifiers, .. } => self.hover(at, modifiers, context),
            MapEvent::Pointer { pointer: Pointer::Press, at, modifiers, .. } => {
                self.note(modifiers, context);
                self.fill(at, context)
            }
            MapEvent::Pointer { pointer: Pointer::Leave, .. } => {
                self.face = None;
                vec![Effect::DropPreview]
            }
            MapEvent::Typed { at } => {
                self.note(Modifiers::default(), context);
                self.fill(at, context)
            }
            // the zone made last is selected
            MapEvent::Key { key: Key::Delete, .. } if !context.selection.is_empty() => {
                vec![Effect::Commit(Command::DeleteZones { zones: context.selection.iter().copied().collect() })]
            }
            MapEvent::Pointer { .. } | MapEvent::Key { .. } => Vec::new(),
        }
    }

    /// Reads options and keys: Shift turns the choice around.
    fn note(&mut self, modifiers: Modifiers, context: &ToolContext<'_>) {
        self.gives = (context.options.fill_to == FillTo::Selected) != modifiers.shift;
        self.lacks_zone = self.gives && context.selection.len() != 1;
    }

    fn hover(&mut self, at: GridPoint, modifiers: Modifiers, context: &ToolContext<'_>) -> Vec<Effect> {
        self.note(modifiers, context);
        self.face = context.plan.unallocated_at(at).map(|land| land.area());
        let command = self.face.and_then(|_| self.command(at, context));
        vec![command.map_or(Effect::DropPreview, Effect::Preview)]
    }

    fn fill(&self, at: GridPoint, context: &ToolContext<'_>) -> Vec<Effect> {
        match self.command(at, context) {
            Some(command) => vec![Effect::Commit(command)],
            None => vec![Effect::Tell("refusal-select-one-zone")],
        }
    }

    /// `None` if the land is to be given and not exactly one zone is selected.
    fn command(&self, at: GridPoint, context: &ToolContext<'_>) -> Option<Command> {
        if !self.gives {
            return Some(Command::FillZone { at, attributes: Box::new(context.new_zone.clone()) });
        }
        let mut selected = context.selection.iter();
        match (selected.next(), selected.next()) {
            (Some(&to), None) => Some(Command::Allocate { at, to }),
            _ => None,
        }
    }

    /// The area under the cursor.
    pub fn remark(&self) -> Option<Remark> {
        self.face.map(|area| Remark::Face { area })
    }

    /// Looks anew at what is under the cursor when it moves.
    pub fn accepted(&mut self) {
        self.face = None;
    }

    /// Text id of the hint.
    pub const fn hint(&self) -> &'static str {
        match (self.face, self.gives) {
            _ if self.lacks_zone => "hint-fill-select",
            (None, _) => "hint-fill-idle",
            (Some(_), false) => "hint-fill-zone",
            (Some(_), true) => "hint-fill-give",
        }
    }
}
