//! Overlay on the plan grid: the only caller of `i_overlay`.
//!
//! Everything runs on its 64-bit integer engine with all points kept, and results that belong together are taken from
//! one graph: then areas balance exactly and collinear vertices, which are corners shared with a neighbour, survive.

use std::collections::BTreeMap;

use i_overlay::core::extract::BooleanExtractionBuffer;
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{IntOverlayOptions, Overlay, ShapeType};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::core::solver::Solver;
use i_overlay::i_float::int::point::IntPoint;
use i_overlay::i_shape::int::shape::IntShapes;

use super::area::ExactArea;
use super::coverage::{DirectedEdge, cancel_edges};
use super::grid::{GridBox, GridPoint, Polygon, Region, Ring};

/// What two regions have in common and what the first has alone, from one graph: areas balance exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlaid {
    /// A ∩ B.
    pub common: Region,
    /// A − B.
    pub only_a: Region,
}

/// Edges that do not bound a region: they cross, touch inside an edge, or enclose an area twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("borders cross or touch near {}, {}", at.to_m()[0], at.to_m()[1])]
pub struct NotSimple {
    /// A place where the edges fail.
    pub at: GridPoint,
}

/// How rings that overlap or run backwards are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Inside is where rings wind around a point at all; direction does not matter for separate rings.
    NonZero,
    /// Inside is where rings wind around a point counter-clockwise in sum.
    Positive,
}

impl Fill {
    const fn rule(self) -> FillRule {
        match self {
            Self::NonZero => FillRule::NonZero,
            Self::Positive => FillRule::Positive,
        }
    }
}

/// The region that closed rings enclose under `fill`; crossings become vertices, rings without area vanish.
pub fn region_from_rings<'a>(rings: impl IntoIterator<Item = &'a Ring>, fill: Fill) -> Region {
    let mut graph = empty_overlay();
    for ring in rings {
        add_ring(&mut graph, ring, ShapeType::Subject);
    }
    region_from_shapes(graph.overlay(OverlayRule::Subject, fill.rule()))
}

/// A ∩ B and A − B from one graph.
pub fn overlay(a: &Region, b: &Region) -> Overlaid {
    let mut graph = subject_and_clip(a, b);
    let Some(view) = graph.build_graph_view(FillRule::NonZero) else { return Overlaid::default() };
    let mut buffer = BooleanExtractionBuffer::default();
    let mut extract = |rule| region_from_shapes(view.extract_shapes(rule, &mut buffer));
    Overlaid { common: extract(OverlayRule::Intersect), only_a: extract(OverlayRule::Difference) }
}

/// A ∩ B alone.
pub fn intersection(a: &Region, b: &Region) -> Region {
    if !bounds_meet(a, b) {
        return Region::empty();
    }
    region_from_shapes(subject_and_clip(a, b).overlay(OverlayRule::Intersect, FillRule::NonZero))
}

/// The area of A ∩ B, exact but for crossings, which are rounded to the grid.
///
/// Of each region only what is near the other is looked at, so that a small piece of land costs no more for lying in a large region.
pub fn common_area(a: &Region, b: &Region) -> ExactArea {
    let (Some(of_a), Some(of_b)) = (a.bounds(), b.bounds()) else { return ExactArea::ZERO };
    if !of_a.intersects(of_b) {
        return ExactArea::ZERO;
    }
    let mut graph = empty_overlay();
    let mut add = |region: &Region, around, shape| {
        region.rings().map(|ring| near_part(ring, around)).for_each(|ring| add_ring(&mut graph, &ring, shape));
    };
    add(a, of_b, ShapeType::Subject);
    add(b, of_a, ShapeType::Clip);
    region_from_shapes(graph.overlay(OverlayRule::Intersect, FillRule::NonZero)).area()
}

/// A ring that winds around every point of `around` as `ring` does, without the vertices of stretches wholly on one side of it.
fn near_part(ring: &Ring, around: GridBox) -> Ring {
    let beyond = |p: &GridPoint| {
        u8::from(p.east < around.min.east)
            | u8::from(p.east > around.max.east) << 1
            | u8::from(p.north < around.min.north) << 2
            | u8::from(p.north > around.max.north) << 3
    };
    let first = ring.iter().position(|p| beyond(p) == 0).unwrap_or(0);
    let mut kept: Vec<(GridPoint, u8)> = Vec::with_capacity(16);
    for point in ring[first..].iter().chain(&ring[..first]) {
        let side = beyond(point);
        // a line between points beyond one side stays beyond it
        while let [.., (_, a), (_, b)] = kept[..] {
            if a & b & side == 0 {
                break;
            }
            kept.pop();
        }
        kept.push((*point, side));
    }
    kept.into_iter().map(|(point, _)| point).collect()
}

/// A − B alone.
pub fn difference(a: &Region, b: &Region) -> Region {
    if !bounds_meet(a, b) {
        return a.clone();
    }
    region_from_shapes(subject_and_clip(a, b).overlay(OverlayRule::Difference, FillRule::NonZero))
}

/// `base` minus all `others` at once.
pub fn difference_all<'a>(base: &Region, others: impl IntoIterator<Item = &'a Region>) -> Region {
    let mut graph = empty_overlay();
    base.rings().for_each(|ring| add_ring(&mut graph, ring, ShapeType::Subject));
    for other in others {
        other.rings().for_each(|ring| add_ring(&mut graph, ring, ShapeType::Clip));
    }
    region_from_shapes(graph.overlay(OverlayRule::Difference, FillRule::NonZero))
}

/// The union of any number of regions; borders inside it vanish, all other vertices stay.
pub fn union<'a>(regions: impl IntoIterator<Item = &'a Region>) -> Region {
    let mut graph = empty_overlay();
    for region in regions {
        region.rings().for_each(|ring| add_ring(&mut graph, ring, ShapeType::Subject));
    }
    region_from_shapes(graph.overlay(OverlayRule::Subject, FillRule::NonZero))
}

/// The region bounded by exactly these directed edges (interior on the left), opposite pairs cancelled first.
///
/// No vertex is added, moved or lost: if the edges cannot bound a valid region as they are, that is an error. This is
/// how an edit proves that what it made is valid.
pub fn region_from_edges(edges: impl IntoIterator<Item = DirectedEdge>) -> Result<Region, NotSimple> {
    let edges = cancel_edges(edges);
    let rings = closed_walks(&edges)?;
    let region = region_from_rings(&rings, Fill::Positive);
    let mut bounded: Vec<_> = region.edges().collect();
    bounded.sort_unstable();
    match first_difference(&edges, &bounded) {
        None => Ok(region),
        Some(at) => Err(NotSimple { at }),
    }
}

/// The region that consists of exactly these polygons, which were a region before: read back from where they were kept.
///
/// If they are not valid as they are, that is an error.
pub fn region_from_polygons(polygons: Vec<Polygon>) -> Result<Region, NotSimple> {
    let region = Region::from_valid(polygons);
    let proven = region_from_edges(region.edges())?;
    let sorted = |region: &Region| {
        let mut edges: Vec<_> = region.edges().collect();
        edges.sort_unstable();
        edges
    };
    match first_difference(&sorted(&region), &sorted(&proven)) {
        None => Ok(region),
        Some(at) => Err(NotSimple { at }),
    }
}

/// A start point of the first edge that only one of two sorted lists has.
fn first_difference(a: &[DirectedEdge], b: &[DirectedEdge]) -> Option<GridPoint> {
    let differing = a.iter().zip(b).find(|(x, y)| x != y).map(|(x, y)| x.0.min(y.0));
    differing.or_else(|| a.get(b.len()).or_else(|| b.get(a.len())).map(|edge| edge.0))
}

/// Chains directed edges into closed walks; an edge without a continuation is an error.
fn closed_walks(edges: &[DirectedEdge]) -> Result<Vec<Ring>, NotSimple> {
    let mut next: BTreeMap<GridPoint, Vec<GridPoint>> = BTreeMap::new();
    for &(a, b) in edges {
        next.entry(a).or_default().push(b);
    }
    let mut walks = Vec::new();
    while let Some((&start, _)) = next.first_key_value() {
        let mut walk = vec![start];
        let mut at = start;
        loop {
            let Some(ends) = next.get_mut(&at) else { return Err(NotSimple { at }) };
            let Some(to) = ends.pop() else { return Err(NotSimple { at }) };
            if ends.is_empty() {
                next.remove(&at);
            }
            if to == start {
                break;
            }
            walk.push(to);
            at = to;
        }
        walks.push(walk);
    }
    Ok(walks)
}

fn bounds_meet(a: &Region, b: &Region) -> bool {
    matches!((a.bounds(), b.bounds()), (Some(a), Some(b)) if a.intersects(b))
}

fn options() -> IntOverlayOptions<u128> {
    IntOverlayOptions { ogc: true, ..IntOverlayOptions::keep_all_points() }
}

fn empty_overlay() -> Overlay<i64> {
    Overlay::new_custom(64, options(), Solver::AUTO)
}

fn subject_and_clip(a: &Region, b: &Region) -> Overlay<i64> {
    let mut graph = empty_overlay();
    a.rings().for_each(|ring| add_ring(&mut graph, ring, ShapeType::Subject));
    b.rings().for_each(|ring| add_ring(&mut graph, ring, ShapeType::Clip));
    graph
}

fn add_ring(graph: &mut Overlay<i64>, ring: &Ring, shape: ShapeType) {
    graph.add_path_iter(ring.iter().map(|p| IntPoint::new(p.east, p.north)), shape);
}

fn ring_from_contour(contour: Vec<IntPoint<i64>>) -> Ring {
    contour.into_iter().map(|p| GridPoint::new(p.x, p.y)).collect()
}

fn region_from_shapes(shapes: IntShapes<i64>) -> Region {
    let polygons = shapes.into_iter().filter_map(|shape| {
        let mut contours = shape.into_iter().map(ring_from_contour);
        Some(Polygon { exterior: contours.next()?, holes: contours.collect() })
    });
    Region::from_valid(polygons.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(i64, i64)]) -> Ring {
        points.iter().map(|&(e, n)| GridPoint::from_mm(e, n)).collect()
    }

    fn square(east: i64, north: i64, side: i64) -> Region {
        let rings = [ring(&[(east, north), (east + side, north), (east + side, north + side), (east, north + side)])];
        region_from_rings(&rings, Fill::NonZero)
    }

    #[test]
    fn pieces_of_one_graph_balance_exactly() {
        let (a, b) = (square(0, 0, 1000), square(333, 777, 1001));
        let pieces = overlay(&a, &b);
        assert_eq!(pieces.common.area() + pieces.only_a.area(), a.area());
        assert_eq!(union([&a, &b]).area(), a.area() + difference(&b, &a).area());
    }

    #[test]
    fn a_common_area_is_that_of_the_intersection() {
        let star = |centre: i64, size: i64, spikes: i64| -> Region {
            let corner = |k: i64| {
                let (angle, reach) = (std::f64::consts::PI * k as f64 / spikes as f64, if k % 2 == 0 { size } else { size / 3 });
                let along = |part: f64| centre + (part * reach as f64) as i64;
                GridPoint::from_mm(along(angle.cos()), along(angle.sin()))
            };
            region_from_rings(&[(0..2 * spikes).map(corner).collect::<Ring>()], Fill::NonZero)
        };
        let holed = difference(&star(0, 100_000, 40), &star(0, 20_000, 30));
        for centre in (-110_000..110_000).step_by(3_331) {
            for size in [700, 9_000, 60_000] {
                let land = star(centre, size, 5);
                assert_eq!(common_area(&land, &holed), intersection(&land, &holed).area(), "{centre} {size}");
                assert_eq!(common_area(&holed, &land), intersection(&holed, &land).area(), "{centre} {size}");
            }
        }
        assert_eq!(common_area(&holed, &Region::empty()), ExactArea::ZERO);
    }

    #[test]
    fn collinear_vertices_survive() {
        let rings = [ring(&[(0, 0), (5, 0), (10, 0), (10, 10), (0, 10)])];
        let region = region_from_rings(&rings, Fill::NonZero);
        assert_eq!(region.vertex_count(), 5);
        assert_eq!(difference(&region, &square(20, 20, 5)), region);
        assert_eq!(difference_all(&region, []), region);
    }

    #[test]
    fn edges_that_cross_are_refused_with_the_place() {
        let bow_tie = ring(&[(0, 0), (10, 10), (10, 0), (0, 10)]);
        assert!(region_from_edges(super::super::grid::ring_edges(&bow_tie)).is_err());
        let open = [(GridPoint::new(0, 0), GridPoint::new(1, 0))];
        assert!(region_from_edges(open).is_err());
    }

    #[test]
    fn a_union_by_cancelled_edges_keeps_the_nodes_on_its_rim() {
        let (west, east) = (square(0, 0, 10), square(10, 0, 10));
        let both = region_from_edges(west.edges().chain(east.edges())).expect("neighbours are edge-matched");
        assert_eq!(both.area(), ExactArea::from_m2(0.0002));
        assert_eq!(both.vertex_count(), 6);
        assert_eq!(both, union([&west, &east]));
    }

    #[test]
    fn polygons_that_were_kept_are_the_same_region_or_none() {
        let hourglass = ring(&[(0, 0), (10, 0), (5, 5), (10, 10), (0, 10), (5, 5)]);
        let touching = region_from_rings([&hourglass], Fill::NonZero);
        let holed = difference(&square(0, 0, 100), &square(20, 20, 30));
        for region in [touching, holed, Region::empty()] {
            assert_eq!(region_from_polygons(region.polygons().to_vec()), Ok(region));
        }
        let polygon = |exterior| vec![Polygon { exterior, holes: Vec::new() }];
        assert!(region_from_polygons(polygon(ring(&[(0, 0), (10, 10), (10, 0), (0, 10)]))).is_err(), "it crosses itself");
        assert!(region_from_polygons(polygon(ring(&[(0, 0), (0, 10), (10, 10), (10, 0)]))).is_err(), "it runs the wrong way");
        let twice = [polygon(ring(&[(0, 0), (9, 0), (9, 9)])), polygon(ring(&[(0, 0), (9, 0), (9, 9)]))].concat();
        assert!(region_from_polygons(twice).is_err(), "it covers land twice");
    }

    #[test]
    fn rings_that_touch_at_a_point_become_valid_polygons() {
        let hourglass = ring(&[(0, 0), (10, 0), (5, 5), (10, 10), (0, 10), (5, 5)]);
        let region = region_from_edges(super::super::grid::ring_edges(&hourglass)).expect("touching at a vertex is valid");
        assert_eq!(region.polygons().len(), 2);
    }
}
