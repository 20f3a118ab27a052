//! The lines and attributes of a reference layer, flat and indexed: a hundred thousand parcels are a few arrays.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, Envelope as _, ParentNode, RTree, RTreeNode, RTreeObject};

use crate::geometry::coverage::{DirectedEdge, envelope};
use crate::geometry::segment::distance_to_segment_um;
use crate::geometry::{GridBox, GridPoint};
use crate::io::flat::{Attributes, CellValue};
use crate::io::{OutlineFeature, OutlineLayer, OutlinePath, PathKind, Stage, Unwatched, Watch};
use crate::tool::Backdrop;

/// Edges that share a box in the index: few boxes for long lines, few edges to look at near a place.
const EDGES_PER_RUN: usize = 32;
/// After so many features it is asked whether to go on.
const FEATURES_PER_ASKING: usize = 1 << 14;
/// What rounding may add to the distance of a box, µm.
const ROUNDING_UM: f64 = 1.0;
/// Longest attribute kept, characters; longer ones end in "…".
const MOST_CHARS: usize = 400;

/// What a layer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Features in all.
    pub features: usize,
    /// Features with area.
    pub polygons: usize,
    /// Features of lines.
    pub lines: usize,
    /// Features of points alone.
    pub points: usize,
    /// Positions of all features.
    pub vertices: usize,
}

/// A path of a feature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PathRef<'a> {
    /// What it is.
    pub kind: PathKind,
    /// Its positions; a ring has each once.
    pub points: &'a [GridPoint],
}

impl<'a> PathRef<'a> {
    /// Whether its last position is joined to its first.
    pub const fn is_closed(&self) -> bool {
        matches!(self.kind, PathKind::Exterior | PathKind::Hole)
    }

    /// Its edges; a point has none.
    pub fn edges(self) -> impl Iterator<Item = DirectedEdge> + 'a {
        let closing = self.is_closed().then(|| self.points.last().zip(self.points.first())).flatten();
        self.points.windows(2).map(|pair| (pair[0], pair[1])).chain(closing.map(|(last, first)| (*last, *first)))
    }
}

#[derive(Debug, Clone, Copy)]
struct Path {
    kind: PathKind,
    first: u32,
    len: u32,
}

#[derive(Debug, Clone, Copy)]
struct Feature {
    number: u32,
    first_path: u32,
    paths: u32,
    /// Its row among the attributes.
    row: u32,
}

/// A stretch of a path: the feature, the path, and its first edge.
type Run = GeomWithData<Rectangle<[f64; 2]>, (u32, u32, u32)>;
type FeatureBox = GeomWithData<Rectangle<[f64; 2]>, u32>;

/// The lines and attributes of a reference layer.
#[derive(Debug, Clone, Default)]
pub struct ReferenceShape {
    points: Vec<GridPoint>,
    paths: Vec<Path>,
    features: Vec<Feature>,
    attributes: Attributes,
    /// Boxes of land that has several runs; land of one run lies in the box of that.
    areas: RTree<FeatureBox>,
    runs: RTree<Run>,
    bounds: Option<GridBox>,
    counts: Counts,
}

impl ReferenceShape {
    /// The shape of a layer that has been read.
    pub fn of(layer: OutlineLayer) -> Self {
        Self::of_watched(layer, &Unwatched).unwrap_or_default()
    }

    /// The shape of a layer while someone waits; `None` if nobody wants it any more.
    pub fn of_watched(layer: OutlineLayer, watch: &dyn Watch) -> Option<Self> {
        let OutlineLayer { points, paths, features, mut attributes, .. } = layer;
        if !watch.goes_on(Stage::Indexing, 0, features.len()) {
            return None;
        }
        attributes.show(MOST_CHARS);
        let mut shape = Self { points, attributes, ..Self::default() };
        let mut first = 0_u32;
        shape.paths = Vec::with_capacity(paths.len());
        for OutlinePath { kind, len } in paths {
            shape.paths.push(Path { kind, first, len });
            first += len;
        }
        let mut first_path = 0_u32;
        shape.features = Vec::with_capacity(features.len());
        for OutlineFeature { number, paths, row } in features {
            shape.features.push(Feature { number, first_path, paths, row });
            first_path += paths;
        }
        shape.index(watch)?;
        Some(shape)
    }

    /// How many features there are.
    pub const fn len(&self) -> usize {
        self.features.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// What it holds.
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// The box around all of it.
    pub const fn bounds(&self) -> Option<GridBox> {
        self.bounds
    }

    /// The number of a feature in its file, from 1.
    pub fn number(&self, feature: usize) -> usize {
        self.features.get(feature).map_or(0, |feature| feature.number as usize)
    }

    /// The paths of a feature.
    pub fn paths(&self, feature: usize) -> impl Iterator<Item = PathRef<'_>> + Clone + '_ {
        let range = self.features.get(feature).map_or(0..0, |f| f.first_path as usize..(f.first_path + f.paths) as usize);
        range.map(|path| self.path(path))
    }

    /// The attribute of a feature in a column, as its text.
    pub fn attribute(&self, feature: usize, column: &str) -> Option<&str> {
        let row = self.features.get(feature)?.row as usize;
        self.attributes.of(row).get(column).map(CellValue::shown)
    }

    /// The attributes of a feature, each with its column.
    pub fn attributes(&self, feature: usize) -> impl Iterator<Item = (&str, &str)> + '_ {
        let row = self.features.get(feature).map_or(usize::MAX, |feature| feature.row as usize);
        self.attributes.of(row).iter().map(|(column, value)| (column, value.shown()))
    }

    /// The columns of the attributes, in the order in which they were first met.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.attributes.columns()
    }

    /// The box around a feature.
    pub fn bounds_of(&self, feature: usize) -> Option<GridBox> {
        GridBox::around(self.paths(feature).flat_map(|path| path.points.iter().copied()))
    }

    /// The features at a place: those whose land holds it and those with a line or point within `reach_um`, in file order.
    pub fn at(&self, place: GridPoint, reach_um: i64) -> Vec<usize> {
        let around = envelope(GridBox { min: place, max: place }.grown(reach_um.max(0)));
        let mut found = Vec::new();
        each_within(self.runs.root(), &around, &mut |run| {
            let distances = self.edges_of(run.data).map(|edge| distance_to_segment_um(place, edge));
            if distances.fold(f64::INFINITY, f64::min) <= reach_um as f64 {
                found.push(run.data.0 as usize);
            }
        });
        found.extend(self.holding(&[place]).into_iter().map(|(_, feature)| feature as usize));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Edges and points whose box lies within `reach_um` of a place, with their distance from it in µm, nearest first and at most `most`.
    /// A point comes as an edge without length.
    pub fn edges_near(&self, place: GridPoint, reach_um: i64, most: usize) -> Vec<(DirectedEdge, f64)> {
        let (reach, mut near) = (reach_um as f64, Vec::<(DirectedEdge, f64)>::new());
        // nearest first, so that a wide reach over a large layer costs no more than a small one
        for (run, square) in self.runs.nearest_neighbor_iter_with_distance_2([place.east as f64, place.north as f64]) {
            let farthest = if near.len() < most { reach } else { near.last().map_or(reach, |(_, distance)| *distance) };
            if square.sqrt() > farthest + ROUNDING_UM {
                break;
            }
            let edges = self.edges_of(run.data).map(|edge| (edge, distance_to_segment_um(place, edge)));
            near.extend(edges.filter(|(_, distance)| *distance <= farthest));
            near.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
            near.dedup();
            near.truncate(most);
        }
        near
    }

    /// For each of some places the features whose land holds it, as pairs of place and feature, by place and then in file order.
    pub fn holding(&self, places: &[GridPoint]) -> Vec<(u32, u32)> {
        let mut pairs = Vec::with_capacity(places.len());
        for (at, place) in places.iter().enumerate() {
            let first = pairs.len();
            let here = envelope(GridBox { min: *place, max: *place });
            let mut land = |feature: u32| {
                if self.holds(feature as usize, *place) {
                    pairs.push((at as u32, feature));
                }
            };
            each_within(self.areas.root(), &here, &mut |found| land(found.data));
            each_within(self.runs.root(), &here, &mut |run| land(run.data.0));
            if pairs.len() > first + 1 {
                // land of several runs is met more than once
                let mut of_place = pairs.split_off(first);
                of_place.sort_unstable();
                of_place.dedup();
                pairs.append(&mut of_place);
            }
        }
        pairs
    }

    /// The edges of a run; a point is an edge without length.
    fn edges_of(&self, (_, path, first): (u32, u32, u32)) -> impl Iterator<Item = DirectedEdge> + '_ {
        let path = self.path(path as usize);
        let point = (path.points.len() == 1).then(|| (path.points[0], path.points[0]));
        path.edges().skip(first as usize).take(EDGES_PER_RUN).chain(point)
    }

    /// Whether a place lies in the land of a feature: a ray to the east crosses its rings an odd number of times.
    fn holds(&self, feature: usize, place: GridPoint) -> bool {
        let rings = self.paths(feature).filter(PathRef::is_closed);
        let crossings = rings.flat_map(PathRef::edges).filter(|&(a, b)| {
            if (a.north > place.north) == (b.north > place.north) {
                return false;
            }
            let (along, beside) = (b.delta(a), place.delta(a));
            let side = along.0 * beside.1 - along.1 * beside.0;
            if b.north > a.north { side > 0 } else { side < 0 }
        });
        crossings.count() % 2 == 1
    }

    fn path(&self, path: usize) -> PathRef<'_> {
        let Path { kind, first, len } = self.paths[path];
        PathRef { kind, points: &self.points[first as usize..(first + len) as usize] }
    }

    /// `None` if nobody wants it any more.
    fn index(&mut self, watch: &dyn Watch) -> Option<()> {
        let mut areas = Vec::new();
        let mut runs = Vec::with_capacity(self.paths.len());
        let mut counts = Counts { features: self.features.len(), vertices: self.points.len(), ..Counts::default() };
        for (index, feature) in self.features.iter().enumerate() {
            if index.is_multiple_of(FEATURES_PER_ASKING) && !watch.goes_on(Stage::Indexing, index, self.features.len()) {
                return None;
            }
            let paths = feature.first_path..feature.first_path + feature.paths;
            let kinds = || self.paths[paths.start as usize..paths.end as usize].iter().map(|path| path.kind);
            let has_area = kinds().any(|kind| kind == PathKind::Exterior);
            let count = match () {
                () if has_area => &mut counts.polygons,
                () if kinds().any(|kind| kind != PathKind::Point) => &mut counts.lines,
                () => &mut counts.points,
            };
            *count += 1;
            let index = index as u32;
            let before = runs.len();
            for path in paths {
                runs_of(self.path(path as usize), index, path, &mut runs);
            }
            if has_area && runs.len() > before + 1 {
                let bounds = self.bounds_of(index as usize);
                areas.extend(bounds.map(|bounds| FeatureBox::new(Rectangle::from_aabb(envelope(bounds)), index)));
            }
        }
        runs.shrink_to_fit();
        self.areas = RTree::bulk_load(areas);
        self.runs = RTree::bulk_load(runs);
        let [min, max] = [self.runs.root().envelope().lower(), self.runs.root().envelope().upper()];
        let point = |[east, north]: [f64; 2]| GridPoint::new(east as i64, north as i64);
        self.bounds = (!self.points.is_empty()).then(|| GridBox { min: point(min), max: point(max) });
        self.counts = counts;
        watch.goes_on(Stage::Indexing, self.features.len(), self.features.len()).then_some(())
    }

    /// The features that meet a box, in file order.
    pub fn features_in(&self, around: GridBox) -> Vec<usize> {
        let envelope: AABB<[f64; 2]> = envelope(around);
        let mut found: Vec<usize> = self.runs.locate_in_envelope_intersecting(envelope).map(|run| run.data.0 as usize).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Backdrop for ReferenceShape {
    fn edges_near(&self, place: GridPoint, reach_um: i64, most: usize) -> Vec<(DirectedEdge, f64)> {
        Self::edges_near(self, place, reach_um, most)
    }
}

/// Hands what meets a box to `take`. Unlike rstar's own iterator it needs no memory for what is still to be looked at.
fn each_within<T: RTreeObject<Envelope = AABB<[f64; 2]>>>(
    node: &ParentNode<T>,
    around: &AABB<[f64; 2]>,
    take: &mut impl FnMut(&T),
) {
    for child in node.children() {
        match child {
            RTreeNode::Leaf(found) if found.envelope().intersects(around) => take(found),
            RTreeNode::Parent(parent) if parent.envelope().intersects(around) => each_within(parent, around, take),
            RTreeNode::Leaf(_) | RTreeNode::Parent(_) => {}
        }
    }
}

/// The boxes of a path, a run of edges each.
fn runs_of(path: PathRef<'_>, feature: u32, number: u32, runs: &mut Vec<Run>) {
    let points = path.points;
    let edges = if path.is_closed() { points.len() } else { points.len().saturating_sub(1) }.max(1);
    for first in (0..edges).step_by(EDGES_PER_RUN) {
        let last = (first + EDGES_PER_RUN).min(edges);
        // the last edge of a ring ends where the first begins
        let closing = points.first().filter(|_| last >= points.len());
        let corners = points.get(first..=last.min(points.len().saturating_sub(1))).unwrap_or_default().iter().chain(closing);
        let bounds = GridBox::around(corners.copied());
        let rectangle = |bounds| Rectangle::from_aabb(envelope(bounds));
        runs.extend(bounds.map(|bounds| Run::new(rectangle(bounds), (feature, number, first as u32))));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn at(east: i64, north: i64) -> GridPoint {
        GridPoint::from_mm(609_000_000 + east, 2_275_000_000 + north)
    }

    fn shape() -> ReferenceShape {
        let mut layer = OutlineLayer::default();
        let mut add = |number: u32, properties: Value, paths: Vec<(PathKind, Vec<GridPoint>)>| {
            let paths: Vec<_> = paths.iter().map(|(kind, points)| (*kind, points.as_slice())).collect();
            layer.put(number, properties.as_object().expect("an object"), &paths);
        };
        let square = |from: i64, to: i64| vec![at(from, from), at(to, from), at(to, to), at(from, to)];
        let parcel = vec![(PathKind::Exterior, square(0, 10_000)), (PathKind::Hole, square(4_000, 6_000))];
        add(1, json!({"so": 12, "loai": "ODT", "ghi chu": null}), parcel);
        add(3, json!({"loai": "dây 220 kV"}), vec![(PathKind::Line, (0..100).map(|i| at(i * 1_000, 20_000)).collect())]);
        add(4, json!({"loai": "x".repeat(1000)}), vec![(PathKind::Point, vec![at(50_000, 50_000)])]);
        ReferenceShape::of(layer)
    }

    #[test]
    fn a_place_is_in_a_parcel_but_not_in_its_hole_and_near_a_line_or_point() {
        let shape = shape();
        assert_eq!(shape.at(at(2_000, 2_000), 0), [0]);
        assert!(shape.at(at(5_000, 5_000), 500_000).is_empty(), "the hole");
        assert_eq!(shape.at(at(5_000, 5_000), 1_000_000), [0], "its edge is within reach");
        assert_eq!(shape.at(at(70_500, 20_300), 400_000), [1]);
        assert_eq!(shape.at(at(50_100, 50_100), 200_000), [2]);
        assert!(shape.at(at(50_100, 50_100), 100_000).is_empty());
        assert_eq!(shape.features_in(GridBox::from_corners(at(0, 0), at(99_000, 30_000))), [0, 1]);
    }

    #[test]
    fn attributes_are_kept_without_those_that_say_nothing() {
        let shape = shape();
        assert_eq!(shape.attributes(0).collect::<Vec<_>>(), [("so", "12"), ("loai", "ODT")]);
        assert_eq!(shape.attributes(1).collect::<Vec<_>>(), [("loai", "dây 220 kV")]);
        assert!(shape.attributes(2).next().is_some_and(|(_, text)| text.chars().count() == MOST_CHARS + 1));
        assert_eq!((shape.number(1), shape.number(2), shape.attributes(9).count()), (3, 4, 0));
        let counts = Counts { features: 3, polygons: 1, lines: 1, points: 1, vertices: 109 };
        assert_eq!(shape.counts(), counts);
    }

    #[test]
    fn few_of_many_edges_are_the_nearest_ones_whatever_the_reach() {
        let shape = shape();
        for place in [at(2_000, 2_000), at(31_700, 19_000), at(5_000, 5_000), at(49_000, 50_700)] {
            let all = shape.edges_near(place, 1_000_000_000, usize::MAX);
            assert_eq!(all.len(), 4 + 4 + 99 + 1);
            for (reach_um, most) in [(1_000_000_000, 5), (3_000_000, 5), (3_000_000, 100), (40_000_000, 1)] {
                let few = shape.edges_near(place, reach_um, most);
                let within = all.iter().filter(|(_, distance)| *distance <= reach_um as f64);
                assert_eq!(few, within.take(most).copied().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn many_places_are_found_in_their_parcels_at_once() {
        let places = [at(5_000, 5_000), at(2_000, 2_000), at(20_000, 20_000), at(9_000, 9_999)];
        assert_eq!(shape().holding(&places), [(1, 0), (3, 0)]);
    }

    #[test]
    fn edges_come_nearest_first_across_the_runs_of_a_long_line() {
        let shape = shape();
        let near = shape.edges_near(at(32_100, 20_200), 1_200_000, 9);
        assert_eq!(near[0].0, (at(32_000, 20_000), at(33_000, 20_000)));
        assert_eq!(near.len(), 4);
        assert!(near.is_sorted_by(|a, b| a.1 <= b.1));
        let point = shape.edges_near(at(50_010, 50_000), 20_000, 9);
        assert_eq!(point, [((at(50_000, 50_000), at(50_000, 50_000)), 10_000.0)]);
        let closing = shape.edges_near(at(-10, 5_000), 20_000, 9);
        assert_eq!(closing[0].0, (at(0, 10_000), at(0, 0)), "the ring is closed");
    }
}
