//! The lines of a cell: a border shared by neighbours once, thinned alike whoever draws it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::app::reference::{PathRef, ReferenceShape};
use crate::geometry::GridPoint;
use crate::geometry::grid::ring_edges;

/// A feature whose borders are to be drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bordered {
    pub feature: u32,
    /// Whether it belongs to the cell; others only tell which borders are theirs, and where borders meet.
    pub is_own: bool,
    /// How prominent its borders are; a shared border is as prominent as the more prominent of its owners.
    pub class: usize,
}

/// A stretch of border from one place where borders meet to the next, or all around.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Border {
    pub points: Vec<GridPoint>,
    pub is_closed: bool,
    pub class: usize,
}

/// The borders of the features that belong to the cell, each once: a border shared with another feature belongs to that with the least
/// number.
///
/// Points less than `tolerance_um` beside a line between others are left out, but never one in which borders meet.
pub(super) fn shared_borders(shape: &ReferenceShape, features: &[Bordered], tolerance_um: f64) -> Vec<Border> {
    let mut net = Net::default();
    for bordered in features {
        for path in shape.paths(bordered.feature as usize).filter(PathRef::is_closed) {
            ring_edges(path.points).for_each(|(a, b)| net.add(a, b, *bordered));
        }
    }
    net.borders(tolerance_um)
}

/// Leaves out the points of a line that lie less than `tolerance_um` beside the line between those that stay (Douglas–Peucker).
pub(super) fn thinned(points: &[GridPoint], tolerance_um: f64) -> Vec<GridPoint> {
    if tolerance_um <= 0.0 || points.len() < 3 {
        return points.to_vec();
    }
    let mut stays = vec![false; points.len()];
    let mut stretches = vec![(0, points.len() - 1)];
    while let Some((first, last)) = stretches.pop() {
        (stays[first], stays[last]) = (true, true);
        let between = (first + 1..last).map(|at| (at, square_beside(points[at], points[first], points[last])));
        let farthest = between.fold((0, tolerance_um * tolerance_um), |most, next| if next.1 > most.1 { next } else { most });
        if farthest.0 > 0 {
            stretches.extend([(first, farthest.0), (farthest.0, last)]);
        }
    }
    points.iter().zip(stays).filter(|(_, stays)| *stays).map(|(point, _)| *point).collect()
}

/// The square of the distance of a point from the stretch from `a` to `b`, µm²; for drawing only.
fn square_beside(point: GridPoint, a: GridPoint, b: GridPoint) -> f64 {
    let from_a = |p: GridPoint| [(p.east - a.east) as f64, (p.north - a.north) as f64];
    let ([x, y], [dx, dy]) = (from_a(point), from_a(b));
    let along = ((x * dx + y * dy) / (dx * dx + dy * dy).max(1.0)).clamp(0.0, 1.0);
    let (x, y) = (x - along * dx, y - along * dy);
    x * x + y * y
}

/// The same for a closed line: around the corner of least coordinates and the one farthest from it, which stay.
pub(super) fn thinned_ring(ring: &[GridPoint], tolerance_um: f64) -> Vec<GridPoint> {
    let Some(start) = (0..ring.len()).min_by_key(|at| ring[*at]) else { return Vec::new() };
    if tolerance_um <= 0.0 || ring.len() < 4 {
        return ring.to_vec();
    }
    let mut around: Vec<_> = ring[start..].iter().chain(&ring[..=start]).copied().collect();
    let far = (0..around.len()).max_by_key(|at| around[0].distance_squared(around[*at])).unwrap_or(0);
    let back = thinned(&around[far..], tolerance_um);
    around.truncate(far + 1);
    let mut thin = thinned(&around, tolerance_um);
    thin.extend(back.into_iter().skip(1));
    thin.pop();
    thin
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    ends: [u32; 2],
    owner: u32,
    is_own: bool,
    class: usize,
    is_drawn: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    degree: u32,
    /// The first two edges that end here.
    edges: [u32; 2],
}

/// Vertices and edges of some features, each once. The maps are only asked, never gone through: their order does not matter.
#[derive(Debug, Default)]
struct Net {
    points: Vec<GridPoint>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    node_of: HashMap<GridPoint, u32, BuildHasherDefault<Mixer>>,
    edge_of: HashMap<(u32, u32), u32, BuildHasherDefault<Mixer>>,
}

impl Net {
    fn add(&mut self, a: GridPoint, b: GridPoint, bordered: Bordered) {
        let (a, b) = (self.node(a), self.node(b));
        if a == b {
            return;
        }
        let next = self.edges.len() as u32;
        let at = *self.edge_of.entry((a.min(b), a.max(b))).or_insert(next);
        if at == next {
            let Bordered { feature, is_own, class } = bordered;
            self.edges.push(Edge { ends: [a, b], owner: feature, is_own, class, is_drawn: false });
            for end in [a, b] {
                let node = &mut self.nodes[end as usize];
                if node.degree < 2 {
                    node.edges[node.degree as usize] = at;
                }
                node.degree += 1;
            }
        }
        let edge = &mut self.edges[at as usize];
        edge.class = edge.class.max(bordered.class);
        if bordered.feature < edge.owner {
            (edge.owner, edge.is_own) = (bordered.feature, bordered.is_own);
        }
    }

    fn node(&mut self, point: GridPoint) -> u32 {
        let next = self.points.len() as u32;
        let node = *self.node_of.entry(point).or_insert(next);
        if node == next {
            self.points.push(point);
            self.nodes.push(Node::default());
        }
        node
    }

    fn borders(mut self, tolerance_um: f64) -> Vec<Border> {
        let mut borders = Vec::new();
        for at in 0..self.edges.len() as u32 {
            let Edge { is_own, class, is_drawn, .. } = self.edges[at as usize];
            if !is_own || is_drawn {
                continue;
            }
            let mut points = self.follow(at, 1);
            let is_closed = points.len() > 3 && points.first() == points.last();
            if is_closed {
                points.pop();
                points = thinned_ring(&points, tolerance_um);
            } else {
                let mut before = self.follow(at, 0);
                before.reverse();
                before.truncate(before.len() - 2);
                before.extend(points);
                points = thinned(&before, tolerance_um);
            }
            borders.push(Border { points, is_closed, class });
        }
        borders
    }

    /// The points from one end of an edge over the other one on to where borders meet, or around to where it began.
    fn follow(&mut self, edge: u32, towards: usize) -> Vec<GridPoint> {
        let ends = self.edges[edge as usize].ends;
        let (start, mut here) = (ends[1 - towards], ends[towards]);
        let mut points = vec![self.points[start as usize], self.points[here as usize]];
        let mut at = edge;
        self.edges[edge as usize].is_drawn = true;
        while here != start && self.nodes[here as usize].degree == 2 {
            let [first, second] = self.nodes[here as usize].edges;
            at = if first == at { second } else { first };
            let next = &mut self.edges[at as usize];
            next.is_drawn = true;
            here = if next.ends[0] == here { next.ends[1] } else { next.ends[0] };
            points.push(self.points[here as usize]);
        }
        points
    }
}

/// A quick hasher for grid points and pairs of numbers.
#[derive(Debug, Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number.cast_unsigned());
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(26) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_layers::{at_m, parcels, shape_of};
    use super::*;

    fn own(features: impl IntoIterator<Item = u32>) -> Vec<Bordered> {
        features.into_iter().map(|feature| Bordered { feature, is_own: true, class: 0 }).collect()
    }

    /// All edges of some borders, each as its two ends in order, sorted.
    fn edges(borders: &[Border]) -> Vec<(GridPoint, GridPoint)> {
        let closing = |border: &Border| border.is_closed.then(|| (*border.points.last().expect("points"), border.points[0]));
        let of_border = |border: &Border| -> Vec<_> {
            border.points.windows(2).map(|pair| (pair[0], pair[1])).chain(closing(border)).collect()
        };
        let mut edges: Vec<_> = borders.iter().flat_map(of_border).map(|(a, b)| (a.min(b), a.max(b))).collect();
        edges.sort_unstable();
        edges
    }

    #[test]
    fn a_shared_border_is_drawn_once_whichever_cells_its_owners_are_in() {
        let shape = parcels(4);
        let whole = edges(&shared_borders(&shape, &own(0..16), 0.0));
        assert_eq!(whole.len(), 2 * 4 * 5);
        let mut once = whole.clone();
        once.dedup();
        assert_eq!(once, whole);
        let of_part = |part: std::ops::Range<u32>| {
            let features: Vec<_> =
                (0..16).map(|feature| Bordered { feature, is_own: part.contains(&feature), class: 0 }).collect();
            shared_borders(&shape, &features, 0.0)
        };
        let mut parts = edges(&[of_part(0..7), of_part(7..16)].concat());
        parts.sort_unstable();
        assert_eq!(parts, whole);
    }

    #[test]
    fn thinning_keeps_the_places_where_borders_meet_and_what_stands_out() {
        // two neighbours with a bent border between them, met by a third in the middle of its upper side
        let wave = [(100, 0), (101, 20), (100, 40), (130, 50), (100, 60), (100, 80), (100, 100)];
        let at = |(e, n): (i64, i64)| at_m(e, n);
        let left: Vec<_> = [(0, 100), (0, 0)].into_iter().chain(wave).map(at).collect();
        let right: Vec<_> = wave.into_iter().rev().chain([(200, 0), (200, 100), (150, 100)]).map(at).collect();
        let upper: Vec<_> = [(100, 100), (150, 100), (150, 150), (100, 150)].map(at).to_vec();
        let shape = shape_of(&[left, right, upper]);
        let borders = shared_borders(&shape, &own(0..3), 2e6);
        let shared = borders.iter().find(|border| border.points.contains(&at((130, 50)))).expect("the border");
        let expected = [(100, 0), (100, 40), (130, 50), (100, 60), (100, 100)].map(at);
        assert!(shared.points == expected || shared.points.iter().rev().eq(&expected), "{:?}", shared.points);
        let ends =
            borders.iter().filter(|border| !border.is_closed).flat_map(|b| [b.points[0], *b.points.last().expect("points")]);
        for end in ends {
            assert!([at((100, 0)), at((100, 100)), at((150, 100))].contains(&end), "{end:?}");
        }
    }

    #[test]
    fn a_lone_ring_is_thinned_around_its_outermost_corners() {
        let ring: Vec<_> = (0..360)
            .map(|degree| {
                let angle = f64::from(degree).to_radians();
                GridPoint::new((100e6 * angle.cos()) as i64, (100e6 * angle.sin()) as i64)
            })
            .collect();
        let thin = thinned_ring(&ring, 1e6);
        assert!((16..40).contains(&thin.len()), "{}", thin.len());
        assert!(ring.iter().all(|point| {
            let near = ring_edges(&thin).map(|(a, b)| square_beside(*point, a, b)).fold(f64::INFINITY, f64::min);
            near <= 1e12
        }));
        assert_eq!(thinned_ring(&ring, 0.0), ring);
        let shape = shape_of(&[ring]);
        let borders = shared_borders(&shape, &own(0..1), 1e6);
        assert!(borders.len() == 1 && borders[0].is_closed && borders[0].points == thin);
    }

    #[test]
    fn a_shared_border_is_as_prominent_as_its_more_prominent_owner() {
        let shape = parcels(2);
        let mut features = own(0..4);
        features[3].class = 2;
        let borders = shared_borders(&shape, &features, 0.0);
        let prominent = borders.iter().filter(|border| border.class == 2).flat_map(|border| border.points.windows(2)).count();
        assert_eq!(prominent, 4, "all around the fourth");
    }
}
