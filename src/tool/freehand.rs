//! Drawing a zone with a free hand; the line is simplified within a stated tolerance.

use super::event::{Effect, Key, Live, MapEvent, Pointer, Remark, bearing_deg};
use super::polygon::PolygonTool;
use super::snap::Snap;
use super::{Aim, ToolContext};
use crate::geometry::area::signed_ring_area;
use crate::geometry::simplify::simplified;
use crate::geometry::{ExactArea, GridPoint};

/// The freehand tool.
#[derive(Debug, Clone, Default)]
pub struct FreehandTool {
    stroke: Option<Stroke>,
    /// The line after it was drawn: it becomes a zone at once, or stays to be mended.
    polygon: PolygonTool,
    cursor: Option<Snap>,
}

/// A line being drawn.
#[derive(Debug, Clone)]
struct Stroke {
    points: Vec<GridPoint>,
    simplified: Vec<GridPoint>,
    /// Whether the button is held; it need not be.
    is_held: bool,
    /// How far the pointer reaches for a target, µm.
    reach_um: i64,
}

impl Stroke {
    /// Puts the end where the pointer was meant to be; what was drawn within its reach goes there, too.
    fn end_at(&mut self, end: GridPoint) {
        let reach = i128::from(self.reach_um);
        while self.points.len() > 1 && self.points.last().is_some_and(|p| p.distance_squared(end) <= reach * reach) {
            self.points.pop();
        }
        if self.points.last() != Some(&end) {
            self.points.push(end);
        }
    }
}

impl FreehandTool {
    /// Takes an event: a line is drawn by dragging, or between two clicks.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        if self.stroke.is_none() && !self.polygon.path().line().is_empty() {
            return self.polygon.on(event, context);
        }
        match *event {
            MapEvent::Pointer { pointer, at, reach_um, modifiers } => {
                let sketch = self.stroke.as_ref().and_then(|stroke| stroke.points.first()).copied();
                let sketch: Vec<_> = sketch.into_iter().collect();
                let aim = Aim { sketch: &sketch, held: self.cursor, ..Aim::new(at, reach_um, modifiers) };
                let target = context.aim(&aim, |_| false);
                self.cursor = (pointer != Pointer::Leave).then_some(target);
                // what the keys mean is for the polygon to know
                self.polygon.note_keys(event, context);
                match pointer {
                    Pointer::Move => self.follow(at, reach_um, context),
                    Pointer::Press => self.press(target.point, context),
                    Pointer::Release => self.release(reach_um, target.point, context),
                    Pointer::DoubleClick | Pointer::Leave => Vec::new(),
                }
            }
            MapEvent::Typed { at } => self.press(at, context),
            MapEvent::Key { key: Key::Enter, .. } => self.finish(None, context),
            MapEvent::Key { key: Key::Escape | Key::Backspace, .. } if self.stroke.is_some() => {
                self.accepted();
                vec![Effect::DropPreview]
            }
            // an idle pencil treats keys as an idle polygon does
            MapEvent::Key { .. } => self.polygon.on(event, context),
        }
    }

    fn press(&mut self, at: GridPoint, context: &ToolContext<'_>) -> Vec<Effect> {
        if self.stroke.is_some() {
            return self.finish(Some(at), context);
        }
        self.stroke = Some(Stroke { points: vec![at], simplified: vec![at], is_held: true, reach_um: 0 });
        vec![Effect::DropPreview]
    }

    fn follow(&mut self, at: GridPoint, reach_um: i64, context: &ToolContext<'_>) -> Vec<Effect> {
        let Some(stroke) = &mut self.stroke else { return Vec::new() };
        stroke.reach_um = reach_um;
        let (at, step) = (at.rounded_to_mm(), i128::from(reach_um / 5));
        if stroke.points.last().is_some_and(|last| last.distance_squared(at) > step * step) {
            stroke.points.push(at);
            stroke.simplified = corners(&stroke.points, context.options.simplify_tolerance_um);
        }
        let ring = stroke.simplified.clone();
        if ring.len() < 3 { vec![Effect::DropPreview] } else { vec![Effect::Preview(self.polygon.command(ring, context))] }
    }

    /// Letting go ends a line that was dragged; after a mere click it follows the pointer until the next one.
    fn release(&mut self, reach_um: i64, at: GridPoint, context: &ToolContext<'_>) -> Vec<Effect> {
        let Some(stroke) = &mut self.stroke else { return Vec::new() };
        let reach = i128::from(reach_um);
        let start = stroke.points[0];
        let was_dragged = stroke.points.iter().any(|p| p.distance_squared(start) > reach * reach);
        if !std::mem::take(&mut stroke.is_held) || !was_dragged {
            return Vec::new();
        }
        self.finish(Some(at), context)
    }

    fn finish(&mut self, end: Option<GridPoint>, context: &ToolContext<'_>) -> Vec<Effect> {
        let Some(mut stroke) = self.stroke.take() else { return self.polygon.close(context) };
        if let Some(end) = end {
            stroke.end_at(end);
        }
        let corners = corners(&stroke.points, context.options.simplify_tolerance_um);
        if corners.len() < 3 {
            return vec![Effect::DropPreview, Effect::Tell("refusal-freehand-too-short")];
        }
        self.polygon.put_corners(corners);
        self.polygon.close(context)
    }

    /// The line as drawn, or the corners that were made of it.
    pub fn sketch(&self) -> Vec<GridPoint> {
        self.stroke.as_ref().map_or_else(|| self.polygon.path().with_cursor(), |stroke| stroke.points.clone())
    }

    /// The corners that would be made of the line.
    pub fn marks(&self) -> Vec<GridPoint> {
        self.stroke.as_ref().map_or_else(|| self.polygon.path().marks(), |stroke| stroke.simplified.clone())
    }

    /// The corner a press would take hold of.
    pub fn hot_corner(&self) -> Option<GridPoint> {
        self.polygon.path().hot_corner()
    }

    /// What the cursor is snapped to.
    pub fn snap(&self) -> Option<Snap> {
        if self.polygon.path().line().is_empty() { self.cursor } else { self.polygon.path().snap() }
    }

    /// Length of the line, its direction from the start, and the area inside.
    pub fn live(&self) -> Option<Live> {
        let Some(stroke) = &self.stroke else { return self.polygon.live() };
        let (first, last) = (*stroke.points.first()?, *stroke.points.last()?);
        let length_m = stroke.points.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum();
        let area = Some(signed_ring_area(&stroke.simplified).abs()).filter(|area| *area > ExactArea::ZERO);
        (first != last).then(|| Live { length_m, bearing_deg: bearing_deg(first, last), area })
    }

    /// Vertices before and after simplification.
    pub fn remark(&self) -> Option<Remark> {
        let stroke = self.stroke.as_ref()?;
        Some(Remark::Simplified { before: stroke.points.len(), after: stroke.simplified.len() })
    }

    /// Starts anew.
    pub fn accepted(&mut self) {
        self.stroke = None;
        self.polygon.accepted();
    }

    /// Keeps the corners to be mended.
    pub fn refused(&mut self) {
        self.polygon.refused();
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        match &self.stroke {
            Some(stroke) if stroke.is_held => "hint-freehand-dragging",
            Some(_) => "hint-freehand-drawing",
            None if self.polygon.path().line().is_empty() => "hint-freehand-start",
            None => self.polygon.hint(),
        }
    }
}

/// The corners of the ring a line makes when its ends are joined, without those the tolerance spares.
fn corners(line: &[GridPoint], tolerance_um: i64) -> Vec<GridPoint> {
    let mut ring = line.to_vec();
    if ring.len() == 1 || ring.first() != ring.last() {
        ring.extend(line.first());
    }
    let mut corners = simplified(&ring, tolerance_um);
    corners.pop();
    corners
}
