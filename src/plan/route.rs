//! Following borders: the shortest way from one place on them to another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::index::PlanIndex;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::noding::NODING_TOLERANCE_UM;
use crate::geometry::segment::distance_to_segment_um;
use crate::geometry::{GridBox, GridPoint};

/// So many vertices are visited before a way is given up.
const MAX_VISITED: usize = 20_000;

/// The shortest way along borders from `from` to `to`, both included and the vertices between them in order.
///
/// A place is on a border within [`NODING_TOLERANCE_UM`]; borders are those of zones, of unallocated land and of the park.
/// `None` if one of them is on no border, no borders join them, or the way leads past too many vertices.
pub fn border_route(index: &PlanIndex, from: GridPoint, to: GridPoint) -> Option<Vec<GridPoint>> {
    let goal_edges = edges_at(index, to);
    if from == to || goal_edges.is_empty() || !is_on_border(index, from) {
        return None;
    }
    let mut search = Search::new(from, to);
    let mut visited = BTreeSet::new();
    while let Some(at) = search.next() {
        if at == to {
            return Some(search.way());
        }
        if !visited.insert(at) {
            continue;
        }
        if visited.len() > MAX_VISITED {
            return None;
        }
        let is_vertex = at != from || !index.owners_of_vertex(at).is_empty();
        for edge in edges_at(index, at) {
            if is_vertex && edge.0 != at && edge.1 != at {
                continue;
            }
            if goal_edges.contains(&edge) {
                search.reach(at, to);
            }
            [edge.0, edge.1].into_iter().filter(|end| *end != at).for_each(|end| search.reach(at, end));
        }
    }
    None
}

/// Whether a place lies on a border, within [`NODING_TOLERANCE_UM`].
pub fn is_on_border(index: &PlanIndex, at: GridPoint) -> bool {
    index.nearest_edge(at, NODING_TOLERANCE_UM as f64).is_some()
}

/// The edges a place lies on, in order.
fn edges_at(index: &PlanIndex, at: GridPoint) -> Vec<DirectedEdge> {
    let near = index.edges_near(GridBox { min: at, max: at }.grown(NODING_TOLERANCE_UM));
    let edges = near.into_iter().map(|e| e.edge);
    edges.filter(|edge| distance_to_segment_um(at, *edge) <= NODING_TOLERANCE_UM as f64).collect()
}

/// A* with the straight distance to the goal as the least that is still to go.
struct Search {
    from: GridPoint,
    to: GridPoint,
    /// The way to each place reached so far, m, and where it comes from.
    reached: BTreeMap<GridPoint, (f64, GridPoint)>,
    /// Places to visit: those with the shortest way by what is known first; µm, whole, so that they can be ordered.
    queue: BinaryHeap<Reverse<(i64, GridPoint)>>,
}

impl Search {
    fn new(from: GridPoint, to: GridPoint) -> Self {
        let reached = BTreeMap::from([(from, (0.0, from))]);
        Self { from, to, reached, queue: BinaryHeap::from([Reverse((0, from))]) }
    }

    fn next(&mut self) -> Option<GridPoint> {
        self.queue.pop().map(|Reverse((_, at))| at)
    }

    /// Notes that the border leads from `at` straight to `end`.
    fn reach(&mut self, at: GridPoint, end: GridPoint) {
        let way_m = self.reached.get(&at).map_or(0.0, |(way_m, _)| *way_m) + at.distance_m(end);
        if self.reached.get(&end).is_none_or(|(known_m, _)| way_m < *known_m) {
            self.reached.insert(end, (way_m, at));
            let least_um = ((way_m + end.distance_m(self.to)) * 1e6).round() as i64;
            self.queue.push(Reverse((least_um, end)));
        }
    }

    /// The way to the goal.
    fn way(&self) -> Vec<GridPoint> {
        let mut way = vec![self.to];
        let mut at = self.to;
        while at != self.from {
            let Some((_, before)) = self.reached.get(&at) else { break };
            at = *before;
            way.push(at);
        }
        way.reverse();
        way
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Region;
    use crate::geometry::grid::UM_PER_M;
    use crate::geometry::overlay::{Fill, region_from_rings};
    use crate::plan::{Face, ZoneId};

    fn m(east: i64, north: i64) -> GridPoint {
        GridPoint::new(east * UM_PER_M, north * UM_PER_M)
    }

    fn land(corners: &[(i64, i64)]) -> Region {
        region_from_rings([&corners.iter().map(|(e, n)| m(*e, *n)).collect()], Fill::NonZero)
    }

    /// Two squares of 100 m side by side, and a third one apart.
    fn index() -> PlanIndex {
        let faces = [
            land(&[(0, 0), (100, 0), (100, 100), (0, 100)]),
            land(&[(100, 0), (200, 0), (200, 100), (100, 100)]),
            land(&[(500, 0), (600, 0), (600, 100), (500, 100)]),
        ];
        let faces: Vec<_> = faces.iter().enumerate().map(|(i, land)| (Face::Zone(ZoneId(i as u32)), land)).collect();
        PlanIndex::build(faces)
    }

    #[test]
    fn the_way_runs_along_borders_and_is_the_shortest() {
        let index = index();
        for (from, to, expected) in [
            (m(0, 0), m(200, 0), vec![m(0, 0), m(100, 0), m(200, 0)]),
            (m(0, 50), m(200, 90), vec![m(0, 50), m(0, 100), m(100, 100), m(200, 100), m(200, 90)]),
            (m(10, 0), m(40, 0), vec![m(10, 0), m(40, 0)]),
            (m(40, 0), m(100, 70), vec![m(40, 0), m(100, 0), m(100, 70)]),
            (m(100, 0), m(100, 100), vec![m(100, 0), m(100, 100)]),
        ] {
            assert_eq!(border_route(&index, from, to), Some(expected), "{from:?} {to:?}");
        }
    }

    #[test]
    fn there_is_no_way_off_the_borders_or_to_an_island() {
        let index = index();
        for (from, to) in [(m(50, 50), m(0, 0)), (m(0, 0), m(50, 50)), (m(0, 0), m(500, 0)), (m(0, 0), m(0, 0))] {
            assert_eq!(border_route(&index, from, to), None, "{from:?} {to:?}");
        }
    }
}
