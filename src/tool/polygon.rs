//! Drawing a zone by clicking its corners.

use super::ToolContext;
use super::event::{Effect, Key, Live, MapEvent, Modifiers, Pointer, bearing_deg};
use super::snap::{Snap, snap};
use crate::edit::{Command, DrawMode};
use crate::geometry::area::signed_ring_area;
use crate::geometry::{ExactArea, GridPoint};

/// The polygon tool: corners so far and where the cursor is.
#[derive(Debug, Clone, Default)]
pub struct PolygonTool {
    corners: Vec<GridPoint>,
    cursor: Option<Snap>,
    takes: bool,
}

impl PolygonTool {
    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        match *event {
            MapEvent::Pointer { pointer, at, reach_um, modifiers } => {
                self.takes = takes(context, modifiers);
                match pointer {
                    Pointer::Move => self.follow(at, reach_um, modifiers, context),
                    Pointer::Press => {
                        self.follow(at, reach_um, modifiers, context);
                        let point = self.cursor.map_or(at.rounded_to_mm(), |snap| snap.point);
                        self.add(point, context)
                    }
                    Pointer::DoubleClick => self.close(context),
                    Pointer::Release => Vec::new(),
                    Pointer::Leave => {
                        self.cursor = None;
                        self.preview(context)
                    }
                }
            }
            MapEvent::Typed { at } => self.add(at, context),
            MapEvent::Key { key, modifiers } => {
                self.takes = takes(context, modifiers);
                match key {
                    Key::Enter => self.close(context),
                    Key::Backspace => {
                        self.corners.pop();
                        self.preview(context)
                    }
                    Key::Escape => {
                        self.accepted();
                        vec![Effect::DropPreview]
                    }
                    Key::Delete => Vec::new(),
                }
            }
        }
    }

    fn follow(&mut self, at: GridPoint, reach_um: i64, modifiers: Modifiers, context: &ToolContext<'_>) -> Vec<Effect> {
        self.cursor = Some(if context.snapping && !modifiers.alt {
            let held = self.cursor;
            snap(context.plan, at, reach_um, held, &self.corners, |v| self.corners.len() < 3 && self.corners.last() == Some(&v))
        } else {
            Snap::free(at)
        });
        self.preview(context)
    }

    fn add(&mut self, point: GridPoint, context: &ToolContext<'_>) -> Vec<Effect> {
        if self.corners.len() >= 3 && self.corners.first() == Some(&point) {
            return self.close(context);
        }
        if self.corners.last() != Some(&point) {
            self.corners.push(point);
        }
        self.preview(context)
    }

    fn close(&mut self, context: &ToolContext<'_>) -> Vec<Effect> {
        if self.corners.is_empty() {
            return Vec::new();
        }
        if self.corners.len() < 3 {
            return vec![Effect::Tell("refusal-too-few-corners")];
        }
        vec![Effect::Commit(self.command(self.corners.clone(), context))]
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
        let mut line = self.corners.clone();
        if let (false, Some(cursor)) = (line.is_empty(), self.cursor)
            && line.last() != Some(&cursor.point)
        {
            line.push(cursor.point);
        }
        line
    }

    /// Length and bearing of the present segment, area of the sketch.
    pub fn live(&self) -> Option<Live> {
        let line = self.sketch();
        let [.., a, b] = line[..] else { return None };
        let area = Some(signed_ring_area(&line).abs()).filter(|area| *area > ExactArea::ZERO);
        Some(Live { length_m: a.distance_m(b), bearing_deg: bearing_deg(a, b), area })
    }

    /// What the cursor is snapped to.
    pub const fn snap(&self) -> Option<Snap> {
        self.cursor
    }

    /// Starts anew.
    pub fn accepted(&mut self) {
        self.corners.clear();
        self.takes = false;
    }

    /// Text id of the hint.
    pub const fn hint(&self) -> &'static str {
        match self.corners.len() {
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
    (context.draw_mode == DrawMode::Take) != modifiers.shift
}
