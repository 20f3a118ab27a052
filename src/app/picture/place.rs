//! Where labels stand: well inside their land, and never over each other.

use super::svg::{MapView, Rect};
use crate::geometry::grid::{Location, orientation, ring_edges};
use crate::geometry::segment::distance_to_segment_um;
use crate::geometry::{GridBox, GridPoint, Region};

/// Rows and columns of points tried over a piece of land.
const TRIED: i64 = 14;

/// A point inside `land` with its distance to the nearest border, µm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub at: GridPoint,
    pub room_um: f64,
}

/// Points over `land` that lie inside it, the roomiest first.
pub(super) fn spots(land: &Region) -> Vec<Spot> {
    let Some(bounds) = land.bounds() else { return Vec::new() };
    let mut spots: Vec<Spot> = grid_points(bounds).filter_map(|at| spot(land, at)).collect();
    spots.sort_by(|a, b| b.room_um.total_cmp(&a.room_um).then(a.at.cmp(&b.at)));
    spots
}

/// The roomiest point of `land`, found to a hundredth of its size; `None` if no tried point lies inside.
pub(super) fn roomiest(land: &Region) -> Option<Spot> {
    let bounds = land.bounds()?;
    let mut best = *spots(land).first()?;
    let mut reach = (bounds.max.east - bounds.min.east).max(bounds.max.north - bounds.min.north) / TRIED;
    for _ in 0..3 {
        let around = GridBox { min: best.at, max: best.at }.grown(reach);
        let nearer = grid_points(around).filter_map(|at| spot(land, at));
        best = nearer.fold(best, |best, spot| if spot.room_um > best.room_um { spot } else { best });
        reach /= 5;
    }
    Some(best)
}

fn grid_points(bounds: GridBox) -> impl Iterator<Item = GridPoint> {
    let between = |min: i64, max: i64, i: i64| min + (max - min) / (2 * TRIED) * (2 * i + 1);
    let GridBox { min, max } = bounds;
    (0..TRIED).flat_map(move |j| {
        (0..TRIED).map(move |i| GridPoint::new(between(min.east, max.east, i), between(min.north, max.north, j)))
    })
}

fn spot(land: &Region, at: GridPoint) -> Option<Spot> {
    if land.locate(at) != Location::Inside {
        return None;
    }
    let room_um = land.edges().map(|edge| distance_to_segment_um(at, edge)).fold(f64::INFINITY, f64::min);
    Some(Spot { at, room_um })
}

/// How far `land` reaches east and west of `at` without a border between, µm; the smaller of the two.
pub(super) fn free_width_um(land: &Region, at: GridPoint) -> f64 {
    let (mut west, mut east) = (f64::INFINITY, f64::INFINITY);
    for (a, b) in land.rings().flat_map(|ring| ring_edges(ring)) {
        if (a.north <= at.north) == (b.north <= at.north) {
            continue;
        }
        let along = (at.north - a.north) as f64 / (b.north - a.north) as f64;
        let distance = a.east as f64 + along * (b.east - a.east) as f64 - at.east as f64;
        let is_east = orientation(a, b, at) * if b.north > a.north { 1 } else { -1 } > 0;
        let side = if is_east { &mut east } else { &mut west };
        *side = side.min(distance.abs());
    }
    west.min(east)
}

/// Places taken on the map, so that labels keep apart.
#[derive(Debug, Default)]
pub(super) struct Taken {
    boxes: Vec<Rect>,
}

impl Taken {
    /// Takes `wanted` if it lies in the map and nothing stands there yet.
    pub(super) fn take(&mut self, wanted: Rect, view: &MapView) -> bool {
        let free = view.frame.contains(&wanted) && !self.boxes.iter().any(|taken| taken.intersects(&wanted));
        if free {
            self.boxes.push(wanted);
        }
        free
    }

    /// Keeps labels off `area`.
    pub(super) fn block(&mut self, area: Rect) {
        self.boxes.push(area);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::overlay::{Fill, region_from_rings};

    fn land(points: &[(i64, i64)]) -> Region {
        let ring = points.iter().map(|&(e, n)| GridPoint::from_mm(e * 1000, n * 1000)).collect();
        region_from_rings(&[ring], Fill::NonZero)
    }

    #[test]
    fn the_roomiest_point_is_the_middle_of_the_thick_end() {
        let spoon = land(&[(0, 0), (100, 0), (100, 100), (0, 100), (0, 60), (-300, 55), (-300, 45), (0, 40)]);
        let found = roomiest(&spoon).expect("there is room");
        assert!(found.at.distance_m(GridPoint::from_mm(50_000, 50_000)) < 6.0, "{found:?}");
        assert!((free_width_um(&spoon, GridPoint::from_mm(50_000, 20_000)) - 50_000_000.0).abs() < 1.0);
        assert_eq!(roomiest(&Region::empty()), None);
    }

    #[test]
    fn labels_keep_apart_and_inside() {
        let frame = Rect { x: 0.0, y: 0.0, width: 100.0, height: 100.0 };
        let view = MapView { frame, centre: GridPoint::new(0, 0), px_per_um: 1.0 };
        let mut taken = Taken::default();
        let label = Rect { x: 10.0, y: 10.0, width: 30.0, height: 10.0 };
        assert!(taken.take(label, &view));
        assert!(!taken.take(Rect { x: 35.0, ..label }, &view));
        assert!(taken.take(Rect { y: 20.0, ..label }, &view));
        assert!(!taken.take(Rect { x: 90.0, y: 50.0, ..label }, &view));
    }
}
