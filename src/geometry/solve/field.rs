//! The land that may be swept, and how much of it a sketch takes.

use super::Sweep;
use super::root::nearest_zero;
use crate::geometry::area::ExactArea;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::{GridBox, GridPoint, Polygon, Region, ring_edges};
use crate::geometry::overlay::{Fill, intersection, region_from_rings};
use crate::geometry::segment::distance_to_segment_um;

/// How near the wanted area the search stops, twice-µm²: 0.0001 m².
const CLOSE_ENOUGH: f64 = 2e8;
/// How many times the wanted area a field should hold, and at least so many m².
const AMPLE: f64 = 1.2;
/// By what factor a field is widened that holds too little.
const WIDER: i64 = 4;
/// Crossings are rounded to the grid: what lies so near a border, µm, lies on it.
const ON_BORDER_UM: f64 = 2.0;

/// Land that a sweep may take.
///
/// Where a border is named, only land that hangs together with it, in the widest sketch, counts: what lies behind land that
/// is not to be had is out of reach.
#[derive(Debug, Clone)]
pub struct Field {
    land: Region,
    border: Vec<DirectedEdge>,
    /// Length of the border, or the width of the land, µm: the area swept per step at first.
    width_um: f64,
    /// The step of the widest sketch.
    last: i64,
}

/// Where a sweep took the wanted area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The step.
    pub step: i64,
    /// The land swept.
    pub land: Region,
    /// Whether pieces count that hang together with the border only by land farther on.
    pub is_loose: bool,
}

impl Field {
    /// What of `giving` the sweep can reach from `border`, a chain of vertices; from anywhere if that is empty.
    pub fn new(giving: &Region, sweep: &dyn Sweep, border: &[GridPoint]) -> Self {
        Self::up_to(giving, sweep, border, giving.bounds().map_or(0, |bounds| sweep.last_step(bounds)))
    }

    /// As much of the same as is needed to find `wanted` in it: wide sketches of long borders are costly.
    pub fn holding(giving: &Region, sweep: &dyn Sweep, border: &[GridPoint], wanted: ExactArea) -> Self {
        let last = giving.bounds().map_or(0, |bounds| sweep.last_step(bounds));
        let ample_m2 = wanted.m2() * AMPLE + AMPLE;
        let mut step = (ample_m2 / length_m(border).max(0.001) * 1e6) as i64;
        loop {
            let field = Self::up_to(giving, sweep, border, step.clamp(1, last.max(1)));
            if step >= last || field.area().m2() >= ample_m2 {
                return field;
            }
            step = step.saturating_mul(WIDER);
        }
    }

    fn up_to(giving: &Region, sweep: &dyn Sweep, border: &[GridPoint], last: i64) -> Self {
        let border_m = length_m(border);
        let border: Vec<DirectedEdge> = border.windows(2).map(|pair| (pair[0], pair[1])).collect();
        let land = hanging_together(&intersection(giving, &sketch(sweep, last)), &border);
        let size = giving.bounds().map_or([0.0; 2], GridBox::size_m);
        let width_m = if border.is_empty() { size[0].max(size[1]) } else { border_m };
        Self { land, border, width_um: width_m * 1e6, last }
    }

    /// The same land, of which every piece counts from when the sketch comes upon it.
    pub fn loose(&self) -> Self {
        Self { border: Vec::new(), ..self.clone() }
    }

    /// All that can be swept.
    pub fn area(&self) -> ExactArea {
        self.land.area()
    }

    /// The land swept at a step that hangs together with the border.
    fn hanging(&self, sweep: &dyn Sweep, step: i64) -> Region {
        hanging_together(&self.swept(sweep, step), &self.border)
    }

    /// The land swept at a step.
    fn swept(&self, sweep: &dyn Sweep, step: i64) -> Region {
        intersection(&self.land, &sketch(sweep, step))
    }
}

/// Length of a chain of vertices, m.
fn length_m(chain: &[GridPoint]) -> f64 {
    chain.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum()
}

/// What a sketch covers.
fn sketch(sweep: &dyn Sweep, step: i64) -> Region {
    region_from_rings(&sweep.rings(step), Fill::NonZero)
}

/// The step from `start` on, expected at `guess`, at which `sweep` takes `wanted` from the field, as near as a step goes; `None` if it has less, or
/// nothing is wanted.
///
/// Land that hangs together with the border is preferred. Only where that jumps over the wanted area, because the sketch
/// comes upon a piece from behind, the pieces ahead of it count before they are joined.
pub fn reach(field: &Field, sweep: &dyn Sweep, (start, guess): (i64, Option<i64>), wanted: ExactArea) -> Option<Reached> {
    let total = field.area();
    if wanted <= ExactArea::ZERO || wanted > total {
        return None;
    }
    let last = field.last - start;
    let excess = |land: &Region| (land.area() - wanted).twice_um2() as f64;
    let by_width = wanted.twice_um2() as f64 / 2.0 / field.width_um.max(1.0);
    let guess = guess.map_or_else(|| by_width.min(last as f64) as i64, |guess| guess - start);
    // the front of the sketch in the land is hardly longer than the outline of all there is
    let steepest = 4.0 * 1e6 * field.land.perimeter_m();
    let solve = |swept: &dyn Fn(i64) -> Region| {
        let mut best: Option<(f64, Reached)> = None;
        let outcome = nearest_zero(last, guess.max(1), CLOSE_ENOUGH, steepest, |beyond| {
            let step = start + beyond;
            let land = match beyond {
                0 => Region::empty(),
                _ if beyond == last => field.land.clone(),
                _ => swept(step),
            };
            let value = excess(&land);
            if best.as_ref().is_none_or(|(least, _)| value.abs() < *least) {
                best = Some((value.abs(), Reached { step, land, is_loose: false }));
            }
            Ok::<_, std::convert::Infallible>(value)
        });
        let Ok(_) = outcome;
        best
    };
    let attached = solve(&|step| field.hanging(sweep, step));
    let least_step = 2.0 * field.width_um.max(1.0) * 4.0 + CLOSE_ENOUGH;
    match attached {
        Some((miss, reached)) if miss <= least_step || field.border.is_empty() => Some(reached),
        attached => {
            let loose = solve(&|step| field.swept(sweep, step));
            let loose = loose.map(|(miss, reached)| (miss, Reached { is_loose: true, ..reached }));
            let best = attached.into_iter().chain(loose).min_by(|a, b| a.0.total_cmp(&b.0));
            best.map(|(_, reached)| reached)
        }
    }
    .filter(|reached| !reached.land.is_empty())
}

/// The polygons of `land` that share an edge with `border`; all of it if that is empty.
fn hanging_together(land: &Region, border: &[DirectedEdge]) -> Region {
    if border.is_empty() || land.polygons().len() == 1 && touches(&land.polygons()[0], border) {
        return land.clone();
    }
    let rings: Vec<_> = land.polygons().iter().filter(|p| touches(p, border)).flat_map(Polygon::rings).cloned().collect();
    region_from_rings(&rings, Fill::NonZero)
}

/// Whether a piece of an edge of `polygon` lies on `border`.
fn touches(polygon: &Polygon, border: &[DirectedEdge]) -> bool {
    let on = |p: GridPoint, edge: &DirectedEdge| distance_to_segment_um(p, *edge) <= ON_BORDER_UM;
    let boxes: Vec<GridBox> = border.iter().map(|edge| GridBox::from_corners(edge.0, edge.1).grown(2)).collect();
    let is_on = |(a, b): DirectedEdge| {
        let mut near = border.iter().zip(&boxes).filter(|(_, around)| around.contains(a) && around.contains(b));
        near.any(|(edge, _)| on(a, edge) && on(b, edge))
    };
    polygon.rings().flat_map(|ring| ring_edges(ring)).any(|edge| edge.0.distance_squared(edge.1) > 100 && is_on(edge))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::grid::UM_PER_M;
    use crate::geometry::overlay::difference;
    use crate::geometry::solve::{Band, Ends, Flank};

    fn m(points: &[(i64, i64)]) -> Vec<GridPoint> {
        points.iter().map(|&(e, n)| GridPoint::new(e * UM_PER_M, n * UM_PER_M)).collect()
    }

    fn land(rings: &[Vec<GridPoint>]) -> Region {
        region_from_rings(rings, Fill::NonZero)
    }

    fn solved(giving: &Region, wanted_m2: f64) -> Option<(f64, f64, usize)> {
        let border = m(&[(0, 0), (100, 0)]);
        let sweep = Band::new(&border, Flank::Left, Ends::Perpendicular).expect("an edge");
        let field = Field::new(giving, &sweep, &border);
        let reached = reach(&field, &sweep, (0, None), ExactArea::from_m2(wanted_m2))?;
        Some((reached.step as f64 / 1e6, reached.land.area().m2(), reached.land.polygons().len()))
    }

    #[test]
    fn a_hole_is_gone_round_to_the_micrometre() {
        let square = land(&[m(&[(0, 0), (100, 0), (100, 100), (0, 100)])]);
        let giving = difference(&square, &land(&[m(&[(20, 20), (80, 20), (80, 40), (20, 40)])]));
        for (wanted, expected_m) in [(1_000.0, 10.0), (2_400.0, 30.0), (2_800.0, 40.0), (3_800.0, 50.0)] {
            let (metres, area, _) = solved(&giving, wanted).expect("there is so much");
            assert!((metres - expected_m).abs() < 1e-5 && (area - wanted).abs() < 1e-3, "{metres} m, {area} m²");
        }
        assert!(solved(&giving, 8_800.1).is_none());
        assert!(solved(&giving, 0.0).is_none());
    }

    #[test]
    fn land_behind_what_is_not_to_be_had_is_out_of_reach() {
        let near = m(&[(0, 0), (100, 0), (100, 30), (0, 30)]);
        let behind = m(&[(0, 40), (100, 40), (100, 90), (0, 90)]);
        assert!(solved(&land(&[near.clone(), behind.clone()]), 3_000.1).is_none());
        assert_eq!(solved(&land(&[near, behind]), 2_000.0).map(|s| s.2), Some(1));
    }

    #[test]
    fn a_piece_that_hangs_down_from_behind_counts_last() {
        // a ceiling with a stalactite that the sketch meets before it meets the ceiling
        let hook = m(&[(0, 0), (40, 0), (40, 80), (60, 80), (60, 20), (100, 20), (100, 100), (0, 100)]);
        let giving = land(&[hook]);
        let (metres, area, pieces) = solved(&giving, 2_000.0).expect("there is so much");
        assert!((metres - 50.0).abs() < 1e-5 && (area - 2_000.0).abs() < 1e-3 && pieces == 1, "only the part at the border");
        let (metres, area, pieces) = solved(&giving, 5_000.0).expect("there is so much");
        assert!((area - 5_000.0).abs() < 1e-3 && pieces == 2 && metres < 80.0, "{metres} m, {pieces} pieces");
        assert_eq!(solved(&giving, 7_000.0).map(|s| s.2), Some(1));
    }
}
