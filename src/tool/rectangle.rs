//! Drawing a rectangular zone: by two opposite corners, or by a side and a point on the opposite one.

use super::event::{Effect, Live, MapEvent, Remark};
use super::options::RectangleBy;
use super::path::{Change, Path};
use super::polygon::takes;
use super::{ToolContext, event::bearing_deg};
use crate::edit::{Command, DrawMode};
use crate::geometry::area::signed_ring_area;
use crate::geometry::{ExactArea, GridPoint};

/// The rectangle tool.
#[derive(Debug, Clone)]
pub struct RectangleTool {
    path: Path,
    by: RectangleBy,
    takes: bool,
}

impl Default for RectangleTool {
    fn default() -> Self {
        Self { path: Path::plain(), by: RectangleBy::default(), takes: false }
    }
}

impl RectangleTool {
    /// Takes an event: the last point completes the rectangle.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        self.by = context.options.rectangle_by;
        self.takes = takes(event, context).unwrap_or(self.takes);
        let before = self.path.corners().len();
        match self.path.on(event, context) {
            Change::None => Vec::new(),
            Change::Moved if self.path.corners().len() > before.max(self.needed() - 1) => {
                // after a refusal a click elsewhere is another last point
                self.path.keep_ends(self.needed());
                self.finish(context)
            }
            Change::Moved => self.preview(context),
            Change::Finished => self.finish(context),
            Change::Dropped => vec![Effect::DropPreview],
        }
    }

    /// Points it takes.
    const fn needed(&self) -> usize {
        match self.by {
            RectangleBy::Diagonal => 2,
            RectangleBy::Side => 3,
        }
    }

    fn finish(&self, context: &ToolContext<'_>) -> Vec<Effect> {
        let points = self.path.corners();
        match rectangle(&points, self.by) {
            _ if points.is_empty() => Vec::new(),
            Some(ring) => vec![Effect::Commit(self.command(ring, context))],
            None if points.len() < self.needed() => vec![Effect::Tell("refusal-rectangle-incomplete")],
            None => vec![Effect::Tell("refusal-no-area")],
        }
    }

    fn preview(&self, context: &ToolContext<'_>) -> Vec<Effect> {
        let ring = rectangle(&self.path.marks(), self.by);
        vec![ring.map_or(Effect::DropPreview, |ring| Effect::Preview(self.command(ring, context)))]
    }

    fn command(&self, ring: Vec<GridPoint>, context: &ToolContext<'_>) -> Command {
        let mode = DrawMode::taking(self.takes);
        Command::DrawZone { sketch: vec![ring], mode, attributes: Box::new(context.new_zone.clone()) }
    }

    /// The points set, and where the cursor is.
    pub const fn path(&self) -> &Path {
        &self.path
    }

    /// The rectangle once it has an area, else the points set and the cursor.
    pub fn sketch(&self) -> Vec<GridPoint> {
        match rectangle(&self.path.marks(), self.by) {
            Some(mut ring) => {
                ring.extend(ring.first().copied());
                ring
            }
            None => self.path.with_cursor(),
        }
    }

    /// Length and bearing of the present side, or of the diagonal, and the area.
    pub fn live(&self) -> Option<Live> {
        let points = self.path.marks();
        let ring = rectangle(&points, self.by);
        let area = ring.as_ref().map(|ring| signed_ring_area(ring).abs()).filter(|area| *area > ExactArea::ZERO);
        let (from, to) = match (self.by, &ring) {
            (RectangleBy::Side, Some(ring)) => (ring[1], ring[2]),
            _ => (*points.first()?, *points.get(1)?),
        };
        Some(Live { length_m: from.distance_m(to), bearing_deg: bearing_deg(from, to), area })
    }

    /// Its sides.
    pub fn remark(&self) -> Option<Remark> {
        let ring = rectangle(&self.path.marks(), self.by)?;
        Some(Remark::Sides { a_m: ring[0].distance_m(ring[1]), b_m: ring[1].distance_m(ring[2]) })
    }

    /// Starts anew.
    pub fn accepted(&mut self) {
        self.path.clear();
        self.takes = false;
    }

    /// Keeps the points to be mended.
    pub fn refused(&mut self) {
        self.path.refused();
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        self.path.hint().unwrap_or_else(|| match (self.by, self.path.line().len()) {
            (RectangleBy::Diagonal, 0) => "hint-rectangle-corner",
            (RectangleBy::Diagonal, _) => "hint-rectangle-opposite",
            (RectangleBy::Side, 0) => "hint-rectangle-side",
            (RectangleBy::Side, 1) => "hint-rectangle-side-end",
            (RectangleBy::Side, _) => "hint-rectangle-depth",
        })
    }
}

/// The rectangle that two opposite corners, or the ends of a side and a point on the opposite one mean; `None` while points are
/// missing or it has no area.
///
/// Opposite sides are equal to the last unit, corners on whole millimetres if the given points are; its angles are right to
/// within half a millimetre at the far side.
fn rectangle(points: &[GridPoint], by: RectangleBy) -> Option<Vec<GridPoint>> {
    match (by, points) {
        (RectangleBy::Diagonal, &[a, b, ..]) => (a.east != b.east && a.north != b.north)
            .then(|| vec![a, GridPoint::new(b.east, a.north), b, GridPoint::new(a.east, b.north)]),
        (RectangleBy::Side, &[a, b, c, ..]) => {
            let depth = depth(a, b, c);
            let shifted = |p: GridPoint| GridPoint::new(p.east + depth.east, p.north + depth.north);
            let has_area = depth != GridPoint::new(0, 0) && a != b;
            has_area.then(|| vec![a, b, shifted(b), shifted(a)])
        }
        _ => None,
    }
}

/// The vector at right angles to `a`–`b` that leads from their line to `c`, to the nearest whole millimetre in each direction.
fn depth(a: GridPoint, b: GridPoint, c: GridPoint) -> GridPoint {
    let ((sx, sy), (cx, cy)) = (a.delta(b), a.delta(c));
    let length_squared = (sx * sx + sy * sy).max(1) as f64;
    let across = (sx * cy - sy * cx) as f64 / length_squared;
    GridPoint::new((-sy as f64 * across).round() as i64, (sx as f64 * across).round() as i64).rounded_to_mm()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_corners_make_a_rectangle_parallel_to_the_grid() {
        let (a, b) = (GridPoint::from_mm(0, 0), GridPoint::from_mm(300_500, -200_250));
        let ring = rectangle(&[a, b], RectangleBy::Diagonal).expect("an area");
        assert_eq!(ring, [a, GridPoint::from_mm(300_500, 0), b, GridPoint::from_mm(0, -200_250)]);
        assert_eq!(rectangle(&[a], RectangleBy::Diagonal), None);
        assert_eq!(rectangle(&[a, GridPoint::from_mm(5, 0)], RectangleBy::Diagonal), None);
    }

    #[test]
    fn a_side_and_a_depth_make_a_rectangle_at_any_angle() {
        for (a, b, c) in [
            ((0, 0), (100_000, 37_123), (20_001, 90_007)),
            ((5, 5), (-73_000, 1), (-20_000, -41_003)),
            ((0, 0), (0, 50_000), (30_000, 10)),
        ] {
            let [a, b, c] = [a, b, c].map(|(east, north)| GridPoint::from_mm(east, north));
            let ring = rectangle(&[a, b, c], RectangleBy::Side).expect("an area");
            assert_eq!((ring[0], ring[1]), (a, b));
            assert_eq!(ring[0].delta(ring[1]), ring[3].delta(ring[2]), "opposite sides are equal");
            assert!(ring.iter().all(|corner| corner.is_on_mm()));
            let ((ux, uy), (vx, vy)) = (ring[0].delta(ring[1]), ring[1].delta(ring[2]));
            let off_mm = (ux * vx + uy * vy) as f64 / (ux as f64).hypot(uy as f64) / 1e3;
            assert!(off_mm.abs() <= 0.71, "{off_mm}");
            let opposite = (ring[3], ring[2]);
            let ((dx, dy), (px, py)) = (opposite.0.delta(opposite.1), opposite.0.delta(c));
            let beside_mm = (dx * py - dy * px) as f64 / (dx as f64).hypot(dy as f64) / 1e3;
            assert!(beside_mm.abs() <= 0.71, "the third point lies on the opposite side: {beside_mm}");
        }
        let p = GridPoint::from_mm;
        assert_eq!(rectangle(&[p(0, 0), p(9, 0), p(4, 0)], RectangleBy::Side), None);
        assert_eq!(rectangle(&[p(0, 0), p(9, 0)], RectangleBy::Side), None);
    }
}
