//! Moving, turning and scaling the selected zones over the others.

use super::event::{Effect, Key, Live, MapEvent, Modifiers, Pointer, bearing_deg};
use super::snap::Snap;
use super::{Aim, ToolContext};
use crate::edit::{Command, DrawMode};
use crate::geometry::{GridPoint, Similarity};

/// What is done to the zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transformation {
    /// From a base point to a target.
    Move,
    /// About a pivot, from one direction to another.
    Rotate,
    /// About a pivot, from one distance to another.
    Scale,
}

impl Transformation {
    /// Points that have to be set before the last one says how far.
    const fn points_before_last(self) -> usize {
        match self {
            Self::Move => 1,
            Self::Rotate | Self::Scale => 2,
        }
    }
}

/// How far a transformation under way goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extent {
    /// Degrees, clockwise, more than −180 and at most 180.
    Angle(f64),
    /// How many times as large.
    Factor(f64),
}

/// The button as it is held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    /// Where it went down.
    at: GridPoint,
    /// A base point that counts once the pointer is dragged: the press selected the zone.
    base: Option<GridPoint>,
    /// Whether the pointer has gone far since.
    is_dragged: bool,
}

/// The move, the rotate and the scale tool.
#[derive(Debug, Clone)]
pub struct TransformTool {
    /// What is done to the zones.
    pub purpose: Transformation,
    /// Base point, or pivot and reference.
    points: Vec<GridPoint>,
    cursor: Option<Snap>,
    held: Option<Held>,
    takes: bool,
    /// Where the last point of what was committed is.
    attempt: Option<GridPoint>,
    /// The last point of what was refused.
    ghost: Option<GridPoint>,
}

impl TransformTool {
    /// A tool without points.
    pub const fn new(purpose: Transformation) -> Self {
        Self { purpose, points: Vec::new(), cursor: None, held: None, takes: false, attempt: None, ghost: None }
    }

    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        if let MapEvent::Pointer { modifiers, .. } | MapEvent::Key { modifiers, .. } = *event {
            // a held Shift turns the draw mode around
            self.takes = (context.options.draw_mode == DrawMode::Take) != modifiers.shift;
        }
        match *event {
            MapEvent::Pointer { pointer, at, reach_um, modifiers } => match pointer {
                Pointer::Move => self.follow((at, reach_um, modifiers), context),
                Pointer::Press => self.press((at, reach_um, modifiers), context),
                Pointer::Release => self.release(context),
                Pointer::DoubleClick => Vec::new(),
                Pointer::Leave => {
                    self.cursor = None;
                    if self.ghost.is_some() { Vec::new() } else { vec![Effect::DropPreview] }
                }
            },
            MapEvent::Typed { .. } if context.selection.is_empty() => vec![Effect::Tell("refusal-select-zones")],
            MapEvent::Typed { at } => self.set(at, context),
            MapEvent::Key { key, .. } => self.key(key, context),
        }
    }

    fn follow(&mut self, (at, reach_um, modifiers): (GridPoint, i64, Modifiers), context: &ToolContext<'_>) -> Vec<Effect> {
        let snapped = self.aim((at, reach_um, modifiers), context);
        if let Some(held) = &mut self.held {
            let is_far = held.at.distance_squared(at) > i128::from(reach_um / 3) * i128::from(reach_um / 3);
            if is_far && !held.is_dragged {
                held.is_dragged = true;
                self.points.extend(held.base.take());
                self.ghost = None;
            }
        }
        if self.ghost.is_some() {
            return Vec::new();
        }
        let command = self.command(snapped.point, context);
        vec![command.map_or(Effect::DropPreview, Effect::Preview)]
    }

    fn press(&mut self, (at, reach_um, modifiers): (GridPoint, i64, Modifiers), context: &ToolContext<'_>) -> Vec<Effect> {
        let point = self.aim((at, reach_um, modifiers), context).point;
        self.held = Some(Held { at, base: None, is_dragged: false });
        let reach_squared = i128::from(reach_um) * i128::from(reach_um);
        if self.ghost.is_some_and(|ghost| ghost.distance_squared(at) <= reach_squared) {
            return Vec::new();
        }
        if context.selection.is_empty() {
            let zones: Vec<_> = context.plan.zones_at(at).into_iter().take(1).collect();
            if zones.is_empty() {
                self.held = None;
                return vec![Effect::Tell("refusal-select-zones")];
            }
            let base = (self.purpose == Transformation::Move).then_some(point);
            self.held = Some(Held { at, base, is_dragged: false });
            return vec![Effect::Select { zones, extend: false }];
        }
        let effects = self.set(point, context);
        if effects.iter().any(|effect| matches!(effect, Effect::Commit(_))) {
            self.held = None;
        }
        effects
    }

    /// A dragged pointer sets the next point where it is let go.
    fn release(&mut self, context: &ToolContext<'_>) -> Vec<Effect> {
        match (self.held.take(), self.cursor) {
            (Some(Held { is_dragged: true, .. }), Some(cursor)) if !self.points.is_empty() => self.set(cursor.point, context),
            _ => Vec::new(),
        }
    }

    fn key(&mut self, key: Key, context: &ToolContext<'_>) -> Vec<Effect> {
        match key {
            Key::Escape if self.points.is_empty() && context.selection.is_empty() => vec![Effect::DropPreview],
            Key::Escape if self.points.is_empty() => vec![Effect::Select { zones: Vec::new(), extend: false }],
            Key::Escape => {
                self.accepted();
                vec![Effect::DropPreview]
            }
            Key::Backspace => {
                if self.ghost.take().is_none() {
                    self.points.pop();
                }
                let command = self.cursor.and_then(|cursor| self.command(cursor.point, context));
                vec![command.map_or(Effect::DropPreview, Effect::Preview)]
            }
            Key::Enter => match self.ghost.or_else(|| self.cursor.map(|cursor| cursor.point)) {
                Some(last) if self.is_complete() => self.set(last, context),
                _ => Vec::new(),
            },
            Key::Delete => Vec::new(),
        }
    }

    fn aim(&mut self, (at, reach_um, modifiers): (GridPoint, i64, Modifiers), context: &ToolContext<'_>) -> Snap {
        let from = self.points.first().copied();
        // base points and targets are no borders: they may lie anywhere
        let aim = Aim { from, walled: false, held: self.cursor, ..Aim::new(at, reach_um, modifiers) };
        let snapped = context.aim(&aim, |v| from == Some(v));
        self.cursor = Some(snapped);
        snapped
    }

    /// Sets the next point; the last one does it.
    fn set(&mut self, point: GridPoint, context: &ToolContext<'_>) -> Vec<Effect> {
        if !self.is_complete() {
            // a pivot is no reference
            if self.points.last() != Some(&point) {
                self.points.push(point);
            }
            return vec![Effect::DropPreview];
        }
        let Some(command) = self.command(point, context) else { return Vec::new() };
        self.attempt = Some(point);
        vec![Effect::Commit(command)]
    }

    const fn is_complete(&self) -> bool {
        self.points.len() == self.purpose.points_before_last()
    }

    fn command(&self, last: GridPoint, context: &ToolContext<'_>) -> Option<Command> {
        let by = match (self.purpose, &self.points[..]) {
            (Transformation::Move, &[from]) => Similarity::shift(from, last),
            (Transformation::Rotate | Transformation::Scale, &[pivot, _]) => match self.extent_to(last)? {
                Extent::Angle(angle_deg) => Similarity::rotation(pivot, angle_deg),
                Extent::Factor(factor) => Similarity::scaling(pivot, factor),
            },
            _ => return None,
        };
        let mode = DrawMode::taking(self.takes);
        let zones: Vec<_> = context.selection.iter().copied().collect();
        (!zones.is_empty()).then_some(Command::PlaceZones { zones, by, mode, vacated: context.options.vacated })
    }

    fn extent_to(&self, last: GridPoint) -> Option<Extent> {
        let &[pivot, reference] = &self.points[..] else { return None };
        if pivot == last {
            return None;
        }
        match self.purpose {
            Transformation::Move => None,
            Transformation::Rotate => {
                let angle_deg = bearing_deg(pivot, last) - bearing_deg(pivot, reference);
                Some(Extent::Angle(180.0 - (180.0 - angle_deg).rem_euclid(360.0)))
            }
            Transformation::Scale => Some(Extent::Factor(pivot.distance_m(last) / pivot.distance_m(reference))),
        }
    }

    /// What was committed is done.
    pub fn accepted(&mut self) {
        *self = Self { cursor: self.cursor, ..Self::new(self.purpose) };
    }

    /// What was committed is refused: its points stay.
    pub fn refused(&mut self) {
        self.ghost = self.attempt.take();
    }

    /// Angle or factor of what is under way or was refused.
    pub fn extent(&self) -> Option<Extent> {
        self.extent_to(self.last()?)
    }

    /// Length and bearing of the move, or of the arm from the pivot.
    pub fn live(&self) -> Option<Live> {
        let (from, to) = (*self.points.first()?, self.last()?);
        Some(Live { length_m: from.distance_m(to), bearing_deg: bearing_deg(from, to), area: None })
    }

    fn last(&self) -> Option<GridPoint> {
        self.ghost.or_else(|| self.cursor.map(|cursor| cursor.point))
    }

    /// Reference, pivot and cursor, or base point and cursor.
    pub fn sketch(&self) -> Vec<GridPoint> {
        let mut line: Vec<GridPoint> = self.points.iter().rev().copied().collect();
        if let (false, Some(last)) = (line.is_empty(), self.last())
            && line.last() != Some(&last)
        {
            line.push(last);
        }
        line
    }

    /// What the cursor is snapped to.
    pub const fn snap(&self) -> Option<Snap> {
        self.cursor
    }

    /// Whether a refused gesture is kept.
    pub const fn holds_ghost(&self) -> bool {
        self.ghost.is_some()
    }

    /// Where a press takes up the refused gesture again.
    pub const fn ghost_handles(&self) -> &[GridPoint] {
        self.ghost.as_slice()
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        if self.ghost.is_some() {
            return "hint-ghost";
        }
        match (self.purpose, self.points.len()) {
            (Transformation::Move, 0) => "hint-move-start",
            (Transformation::Move, _) => "hint-move-target",
            (_, 0) => "hint-pivot",
            (Transformation::Rotate, 1) => "hint-rotate-reference",
            (Transformation::Rotate, _) => "hint-rotate-target",
            (Transformation::Scale, 1) => "hint-scale-reference",
            (Transformation::Scale, _) => "hint-scale-target",
        }
    }
}
