//! Corners collected one by one, with the cursor after the last: what every drawing tool has in common.
//!
//! A path is made of legs: straight ones, arcs through a point, and courses traced along borders. A corner that has been set
//! can be dragged elsewhere; after a refusal all of them can, and the path is shown as it stands until it is mended.

mod leg;
mod trace;

use super::event::{Key, Live, MapEvent, Modifiers, Pointer, Remark, bearing_deg};
use super::options::Segment;
use super::snap::{Snap, SnapKind};
use super::{Aim, ToolContext};
use crate::geometry::area::signed_ring_area;
use crate::geometry::grid::UM_PER_M;
use crate::geometry::{ExactArea, GridPoint};
use leg::{Leg, flattened};
use trace::{Traced, trace};

/// Corners so far, and where the cursor is.
#[derive(Debug, Clone, Default)]
pub struct Path {
    legs: Vec<Leg>,
    /// The legs as one line.
    line: Vec<GridPoint>,
    /// The point of an arc whose end is still to come.
    via: Option<GridPoint>,
    cursor: Option<Snap>,
    /// Whether the key that follows borders is held.
    wants_trace: bool,
    traced: Traced,
    /// The course from the last corner to the cursor, without the former.
    tail: Vec<GridPoint>,
    /// The corner a press would take hold of.
    hot: Option<usize>,
    grip: Option<Grip>,
    /// Whether the path was refused: it is shown without the cursor until a corner is added.
    is_mending: bool,
    /// Whether legs are always straight.
    is_plain: bool,
    /// Whether it may leave the boundary and cross locked zones.
    passes_walls: bool,
    /// Whether the next leg is an arc.
    is_arc: bool,
}

/// A corner being dragged.
#[derive(Debug, Clone)]
struct Grip {
    corner: usize,
    from: GridPoint,
    /// The legs as they were, and whether the pointer has moved far enough for a drag.
    before: Vec<Leg>,
    has_moved: bool,
}

/// What an event meant to a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// Corners or cursor moved.
    Moved,
    /// The path is to be used as it is.
    Finished,
    /// The path is given up; its corners are gone.
    Dropped,
}

impl Path {
    /// A path of straight legs only: no arcs, no tracing.
    pub fn plain() -> Self {
        Self { is_plain: true, ..Self::default() }
    }

    /// A path that may leave the boundary and cross locked zones, because it draws nothing.
    pub fn passing_walls() -> Self {
        Self { passes_walls: true, ..Self::default() }
    }

    /// A path of straight legs that stands complete, to be used or mended.
    pub fn through(corners: impl IntoIterator<Item = GridPoint>) -> Self {
        let legs: Vec<_> = corners.into_iter().map(Leg::Straight).collect();
        Self { line: flattened(&legs), legs, ..Self::plain() }
    }

    /// Takes an event: clicks and typed positions add corners, a press on one that is set takes hold of it, Backspace takes the
    /// last leg back, Enter, a double click or a click on the first corner finish, Escape drops all.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Change {
        self.is_arc = context.options.segment == Segment::Arc && !self.is_plain;
        if !self.is_arc {
            self.settle();
        }
        let change = match *event {
            MapEvent::Pointer { pointer, at, reach_um, modifiers } => match pointer {
                Pointer::Move => self.follow(at, reach_um, modifiers, context),
                Pointer::Press => self.press(at, reach_um, modifiers, context),
                Pointer::Release => self.release(),
                Pointer::DoubleClick => Change::Finished,
                Pointer::Leave => {
                    (self.cursor, self.hot) = (None, None);
                    Change::Moved
                }
            },
            MapEvent::Typed { at } => self.add(at, None),
            MapEvent::Key { key, .. } => self.key(key),
        };
        if change == Change::Finished {
            self.settle();
        }
        self.update_tail(context);
        change
    }

    fn key(&mut self, key: Key) -> Change {
        match key {
            Key::Enter => Change::Finished,
            Key::Backspace => {
                self.is_mending = false;
                self.grip = None;
                if self.via.take().is_none() {
                    self.legs.pop();
                    self.line = flattened(&self.legs);
                }
                Change::Moved
            }
            Key::Escape => match self.grip.take() {
                Some(grip) => {
                    self.legs = grip.before;
                    self.line = flattened(&self.legs);
                    Change::Moved
                }
                None => {
                    self.clear();
                    Change::Dropped
                }
            },
            Key::Delete => Change::None,
        }
    }

    /// Moves the cursor, or the corner that is held.
    fn follow(&mut self, at: GridPoint, reach_um: i64, modifiers: Modifiers, context: &ToolContext<'_>) -> Change {
        if let Some(mut grip) = self.grip.take() {
            let far = i128::from(reach_um / 3);
            grip.has_moved |= grip.from.distance_squared(at) > far * far;
            if grip.has_moved {
                let before = self.corners().into_iter().take(grip.corner).collect::<Vec<_>>();
                let walled = !self.passes_walls;
                let aim = Aim { sketch: &before, held: self.cursor, walled, ..Aim::new(at, reach_um, modifiers) };
                let target = context.aim(&aim, |_| false);
                self.cursor = Some(target);
                leg::put_corner(&mut self.legs, grip.corner, target.point);
                self.line = flattened(&self.legs);
            }
            self.grip = Some(grip);
            return Change::Moved;
        }
        self.aim(at, reach_um, modifiers, context);
        Change::Moved
    }

    /// Moves the cursor, snapping unless that is off or suspended.
    fn aim(&mut self, at: GridPoint, reach_um: i64, modifiers: Modifiers, context: &ToolContext<'_>) {
        let mut sketch = self.line.clone();
        sketch.extend(self.via);
        // with one or two corners the last one is no target: the cursor would stick to it
        let last = sketch.last().filter(|_| sketch.len() < 3).copied();
        let walled = !self.passes_walls;
        let aim = Aim { sketch: &sketch, held: self.cursor, walled, ..Aim::new(at, reach_um, modifiers) };
        let snapped = context.aim(&aim, |v| last == Some(v));
        self.cursor = Some(snapped);
        self.wants_trace = modifiers.ctrl && !self.is_plain;
        // a point that is typed lies elsewhere
        let is_typed = snapped.kind == SnapKind::Typed;
        self.hot = if modifiers.alt || self.wants_trace || is_typed { None } else { self.corner_at(at, reach_um, snapped) };
    }

    /// The corner within reach that may be dragged: any of a refused path, else not the last and not the first that closes it.
    fn corner_at(&self, at: GridPoint, reach_um: i64, snapped: Snap) -> Option<usize> {
        let corners = self.corners();
        let is_free = |index: usize| {
            let closes = index == 0 && (self.line.len() >= 3 || self.via.is_some());
            self.is_mending || !(closes || index + 1 == corners.len())
        };
        let distances = corners.iter().enumerate().map(|(index, corner)| (corner.distance_squared(at), index));
        let (distance, index) = distances.min()?;
        let something_else =
            snapped.kind != SnapKind::Free && snapped.point != corners[index] && snapped.point.distance_squared(at) < distance;
        let is_near = distance <= i128::from(reach_um) * i128::from(reach_um);
        (is_near && is_free(index) && !something_else).then_some(index)
    }

    fn press(&mut self, at: GridPoint, reach_um: i64, modifiers: Modifiers, context: &ToolContext<'_>) -> Change {
        self.aim(at, reach_um, modifiers, context);
        if let Some(corner) = self.hot {
            self.grip = Some(Grip { corner, from: at, before: self.legs.clone(), has_moved: false });
            return Change::Moved;
        }
        self.is_mending = false;
        self.update_tail(context);
        let Some(cursor) = self.cursor else { return Change::None };
        let course = (self.traced == Traced::Along).then(|| self.tail.clone());
        self.add(cursor.point, course)
    }

    fn release(&mut self) -> Change {
        match self.grip.take() {
            Some(grip) if grip.has_moved => Change::Moved,
            // a mere click on the first corner still closes
            Some(grip) if grip.corner == 0 && self.line.len() >= 3 => Change::Finished,
            _ => Change::None,
        }
    }

    /// Adds a corner at the end of `course`, unless it repeats the last one or closes the path on its first.
    fn add(&mut self, point: GridPoint, course: Option<Vec<GridPoint>>) -> Change {
        self.is_mending = false;
        let closes = self.line.first() == Some(&point);
        if self.line.last() == Some(&point) || self.via == Some(point) {
            return Change::Moved;
        }
        let leg = match (self.via, course) {
            (Some(via), _) => Leg::Arc { via, to: point },
            (None, Some(course)) => Leg::Trace(course),
            (None, None) if closes && self.line.len() >= 3 => return Change::Finished,
            (None, None) if self.is_arc && !self.line.is_empty() => {
                self.via = Some(point);
                return Change::Moved;
            }
            (None, None) => Leg::Straight(point),
        };
        self.via = None;
        self.push(leg);
        if closes && self.line.len() >= 4 { Change::Finished } else { Change::Moved }
    }

    fn push(&mut self, leg: Leg) {
        self.legs.push(leg);
        self.line = flattened(&self.legs);
    }

    /// The point of an arc that gets no end is a corner like others.
    fn settle(&mut self) {
        if let Some(via) = self.via.take() {
            self.push(Leg::Straight(via));
        }
    }

    /// Finds the course from the last corner to the cursor anew.
    fn update_tail(&mut self, context: &ToolContext<'_>) {
        self.tail.clear();
        self.traced = Traced::Not;
        let (Some(&last), Some(cursor)) = (self.line.last(), self.cursor) else { return };
        if self.is_mending || self.hot.is_some() || self.grip.is_some() {
            return;
        }
        if let Some(via) = self.via {
            self.tail = leg::arc_course(last, via, cursor.point);
            return;
        }
        if self.wants_trace {
            (self.traced, self.tail) = trace(context.plan, last, cursor.point);
        }
        if self.tail.is_empty() && cursor.point != last {
            self.tail.push(cursor.point);
        }
    }

    /// Forgets the corners; the cursor stays.
    pub fn clear(&mut self) {
        let Self { cursor, is_plain, is_arc, passes_walls, .. } = *self;
        *self = Self { cursor, is_plain, is_arc, passes_walls, ..Self::default() };
    }

    /// Keeps the first `count` − 1 corners and the last, if there are more than `count`.
    pub fn keep_ends(&mut self, count: usize) {
        let last = self.legs.len().saturating_sub(1);
        if count <= last && count > 0 {
            self.legs.drain(count - 1..last);
            self.line = flattened(&self.legs);
        }
    }

    /// Says that what was made of the path was refused: any corner can be dragged now.
    pub fn refused(&mut self) {
        self.is_mending = !self.legs.is_empty();
        self.tail.clear();
    }

    /// The line so far, arcs flattened.
    pub fn line(&self) -> &[GridPoint] {
        &self.line
    }

    /// The ring the line makes when its ends are joined.
    pub fn ring(&self) -> Vec<GridPoint> {
        closed(self.line.clone())
    }

    /// The corners the planner set.
    pub fn corners(&self) -> Vec<GridPoint> {
        leg::corners(&self.legs)
    }

    /// The corners the planner set, then the cursor unless it is over one of them; empty without corners.
    pub fn marks(&self) -> Vec<GridPoint> {
        let mut marks = self.corners();
        marks.extend(self.via);
        if !marks.is_empty() {
            marks.extend(self.tail.last());
        }
        marks
    }

    /// The line so far with the course to the cursor; empty without corners.
    pub fn with_cursor(&self) -> Vec<GridPoint> {
        let mut line = self.line.clone();
        if let (true, Some(via)) = (self.tail.is_empty(), self.via) {
            line.push(via);
        }
        if !line.is_empty() {
            line.extend(&self.tail);
        }
        line
    }

    /// The ring with the course to the cursor.
    pub fn ring_with_cursor(&self) -> Vec<GridPoint> {
        closed(self.with_cursor())
    }

    /// The corner being dragged, or that a press would take hold of.
    pub fn hot_corner(&self) -> Option<GridPoint> {
        let number = self.grip.as_ref().map(|grip| grip.corner).or(self.hot)?;
        self.corners().get(number).copied()
    }

    /// What the cursor is snapped to.
    pub const fn snap(&self) -> Option<Snap> {
        self.cursor
    }

    /// Text id of what is to be said of the leg or corner at hand, before what the tool says.
    pub fn hint(&self) -> Option<&'static str> {
        match (&self.grip, self.hot) {
            (Some(_), _) => Some("hint-path-dragging"),
            (None, Some(_)) => Some("hint-path-corner"),
            (None, None) if self.via.is_some() => Some("hint-arc-end"),
            (None, None) if self.traced != Traced::Not => self.traced.hint(),
            (None, None) if self.is_arc && !self.line.is_empty() && !self.is_mending => Some("hint-arc-via"),
            (None, None) => None,
        }
    }

    /// Length and bearing of the present leg, and the area enclosed if the path is a ring.
    pub fn live(&self, is_ring: bool) -> Option<Live> {
        let line = self.with_cursor();
        let ends = match (&self.grip, self.tail.last()) {
            (Some(grip), _) => leg::corners(&grip.before).get(grip.corner).copied().zip(self.hot_corner()),
            (None, Some(&cursor)) => self.line.last().copied().zip(Some(cursor)),
            (None, None) => line.len().checked_sub(2).map(|from| (line[from], line[from + 1])),
        };
        let (from, to) = ends?;
        let along = std::iter::once(&from).chain(&self.tail).zip(&self.tail);
        let length_m = if self.tail.len() > 1 { along.map(|(a, b)| a.distance_m(*b)).sum() } else { from.distance_m(to) };
        let area = Some(signed_ring_area(&line).abs()).filter(|area| is_ring && *area > ExactArea::ZERO);
        Some(Live { length_m, bearing_deg: bearing_deg(from, to), area })
    }

    /// The radius of the arc being drawn.
    pub fn remark(&self) -> Option<Remark> {
        let arc = leg::arc(*self.line.last()?, self.via?, self.cursor?.point)?;
        Some(Remark::Radius { radius_m: arc.radius_um() / UM_PER_M as f64 })
    }
}

/// A line without its last point if that repeats the first.
fn closed(mut line: Vec<GridPoint>) -> Vec<GridPoint> {
    if line.len() > 1 && line.first() == line.last() {
        line.pop();
    }
    line
}

#[cfg(test)]
mod tests;
