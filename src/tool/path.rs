//! Corners collected one by one, with the cursor after the last: what every drawing tool has in common.

use super::event::{Key, Live, MapEvent, Modifiers, Pointer, bearing_deg};
use super::snap::Snap;
use super::{Aim, ToolContext};
use crate::geometry::area::signed_ring_area;
use crate::geometry::{ExactArea, GridPoint};

/// Corners so far, and where the cursor is.
#[derive(Debug, Clone, Default)]
pub struct Path {
    corners: Vec<GridPoint>,
    cursor: Option<Snap>,
    /// Whether it may leave the boundary and cross locked zones.
    passes_walls: bool,
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
    /// A path that may leave the boundary and cross locked zones, because it draws nothing.
    pub fn passing_walls() -> Self {
        Self { passes_walls: true, ..Self::default() }
    }

    /// Takes an event: clicks and typed positions add corners, Backspace drops the last, Enter, a double click or a click on
    /// the first corner finish, Escape drops all.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Change {
        match *event {
            MapEvent::Pointer { pointer, at, reach_um, modifiers } => match pointer {
                Pointer::Move => {
                    self.follow(at, reach_um, modifiers, context);
                    Change::Moved
                }
                Pointer::Press => {
                    let point = self.follow(at, reach_um, modifiers, context);
                    self.add(point)
                }
                Pointer::DoubleClick => Change::Finished,
                Pointer::Release => Change::None,
                Pointer::Leave => {
                    self.cursor = None;
                    Change::Moved
                }
            },
            MapEvent::Typed { at } => self.add(at),
            MapEvent::Key { key, .. } => match key {
                Key::Enter => Change::Finished,
                Key::Backspace => {
                    self.corners.pop();
                    Change::Moved
                }
                Key::Escape => {
                    self.clear();
                    Change::Dropped
                }
                Key::Delete => Change::None,
            },
        }
    }

    /// Moves the cursor, snapping unless that is off or suspended; returns where it ended up.
    fn follow(&mut self, at: GridPoint, reach_um: i64, modifiers: Modifiers, context: &ToolContext<'_>) -> GridPoint {
        // with one or two corners the last one is no target: the cursor would stick to it
        let last = self.corners.last().filter(|_| self.corners.len() < 3).copied();
        let walled = !self.passes_walls;
        let aim = Aim { sketch: &self.corners, held: self.cursor, walled, ..Aim::new(at, reach_um, modifiers) };
        let snapped = context.aim(&aim, |v| last == Some(v));
        self.cursor = Some(snapped);
        snapped.point
    }

    /// Adds a corner, unless it repeats the last one or closes the path on its first.
    fn add(&mut self, point: GridPoint) -> Change {
        if self.corners.len() >= 3 && self.corners.first() == Some(&point) {
            return Change::Finished;
        }
        if self.corners.last() != Some(&point) {
            self.corners.push(point);
        }
        Change::Moved
    }

    /// Forgets the corners; the cursor stays.
    pub fn clear(&mut self) {
        self.corners.clear();
    }

    /// Corners so far.
    pub fn corners(&self) -> &[GridPoint] {
        &self.corners
    }

    /// Corners so far, then the cursor; empty without corners.
    pub fn with_cursor(&self) -> Vec<GridPoint> {
        let mut line = self.corners.clone();
        if let (false, Some(cursor)) = (line.is_empty(), self.cursor)
            && line.last() != Some(&cursor.point)
        {
            line.push(cursor.point);
        }
        line
    }

    /// What the cursor is snapped to.
    pub const fn snap(&self) -> Option<Snap> {
        self.cursor
    }

    /// Length and bearing of the present segment, and the area enclosed if the path is a ring.
    pub fn live(&self, is_ring: bool) -> Option<Live> {
        let line = self.with_cursor();
        let [.., a, b] = line[..] else { return None };
        let area = Some(signed_ring_area(&line).abs()).filter(|area| is_ring && *area > ExactArea::ZERO);
        Some(Live { length_m: a.distance_m(b), bearing_deg: bearing_deg(a, b), area })
    }
}
