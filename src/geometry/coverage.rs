//! Coverages: regions that should tile a boundary, what is wrong where they do not, by edge cancellation.
//!
//! In a coverage every border between two regions is the same edge, once in each direction. So opposite edges cancel,
//! and what remains must be the boundary. Only where something else remains is an overlay needed.

use std::cmp::Ordering;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::area::ExactArea;
use super::grid::{GridBox, GridPoint, Location, Region};
use super::overlay::{difference, difference_all, intersection, union};

/// An edge with a direction; what it bounds lies on its left.
pub type DirectedEdge = (GridPoint, GridPoint);

/// Overlaps, gaps and outside parts below this area are rounding of foreign files, not faults: 0.01 m².
pub const NOISE_AREA: ExactArea = ExactArea::from_twice_um2(20_000_000_000);

/// The same edge in the other direction.
pub const fn reversed((a, b): DirectedEdge) -> DirectedEdge {
    (b, a)
}

/// What remains when opposite edges cancel, sorted; an edge that remains twice is listed twice.
pub fn cancel_edges(edges: impl IntoIterator<Item = DirectedEdge>) -> Vec<DirectedEdge> {
    let edges = edges.into_iter();
    let mut counted = EdgeCounts::with_room_for(edges.size_hint().0);
    for (a, b) in edges {
        match a.cmp(&b) {
            Ordering::Less => counted.add((a, b), 1),
            Ordering::Greater => counted.add((b, a), -1),
            Ordering::Equal => {}
        }
    }
    let mut remaining = Vec::new();
    for (edge, net) in counted.counts.into_iter().filter(|(_, net)| *net != 0) {
        let edge = if net > 0 { edge } else { reversed(edge) };
        remaining.extend(std::iter::repeat_n(edge, net.unsigned_abs() as usize));
    }
    remaining.sort_unstable();
    remaining
}

/// How often each edge occurs, from its smaller end, the other direction counted off.
///
/// A hash table that is only asked and never walked: its order is that in which edges came.
struct EdgeCounts {
    counts: Vec<(DirectedEdge, i32)>,
    /// Places in `counts`, from 1; 0 is free. Its length is a power of two, more than half of it free.
    slots: Vec<u32>,
}

impl EdgeCounts {
    fn with_room_for(edges: usize) -> Self {
        Self { counts: Vec::new(), slots: vec![0; (2 * edges + 2).next_power_of_two()] }
    }

    fn add(&mut self, edge: DirectedEdge, sign: i32) {
        let mut slot = slot_of(edge, self.slots.len());
        loop {
            match self.slots[slot] {
                0 => break,
                at if self.counts[at as usize - 1].0 == edge => {
                    self.counts[at as usize - 1].1 += sign;
                    return;
                }
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
        self.counts.push((edge, sign));
        self.slots[slot] = self.counts.len() as u32;
        if 2 * self.counts.len() >= self.slots.len() {
            self.grow();
        }
    }

    fn grow(&mut self) {
        let mut slots = vec![0; 2 * self.slots.len()];
        for (at, (edge, _)) in self.counts.iter().enumerate() {
            let mut slot = slot_of(*edge, slots.len());
            while slots[slot] != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = at as u32 + 1;
        }
        self.slots = slots;
    }
}

/// Where the search for an edge begins among `slots`, a power of two.
fn slot_of(edge: DirectedEdge, slots: usize) -> usize {
    fingerprint(edge).0 as usize & (slots - 1)
}

/// A mark of an edge that is the same in both directions and differs from those of other edges as far as 64 bits can, and whether the edge
/// runs from its greater end.
pub fn fingerprint((a, b): DirectedEdge) -> (u64, bool) {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let fold = |hash: u64, value: i64| (hash.rotate_left(23) ^ value as u64).wrapping_mul(ODD);
    let is_turned = b < a;
    let (a, b) = if is_turned { (b, a) } else { (a, b) };
    let hash = fold(fold(fold(fold(0, a.east), a.north), b.east), b.north);
    (hash ^ (hash >> 32), is_turned)
}

/// Whether `regions` tile `boundary` exactly: all edges cancel against each other and the boundary's.
///
/// Each region being valid, this proves that they are disjoint, inside the boundary and leave nothing out, and that
/// their areas add up to the boundary's to the last integer.
pub fn tiles_exactly<'a>(boundary: &Region, regions: impl IntoIterator<Item = &'a Region>) -> bool {
    cancel_edges(regions.into_iter().flat_map(Region::edges).chain(boundary.edges().map(reversed))).is_empty()
}

/// Land claimed by two regions, given by their positions in the analysed list, `a < b`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// Position of the first region.
    pub a: usize,
    /// Position of the second region.
    pub b: usize,
    /// The land both claim.
    pub land: Region,
    /// Whether the two regions are the same land altogether.
    pub duplicate: bool,
}

/// Land of a region beyond the boundary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Position of the region.
    pub index: usize,
    /// The land beyond.
    pub land: Region,
}

/// What a set of regions does to a boundary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CoverageReport {
    /// Boundary minus all regions, exact.
    pub unallocated: Region,
    /// Overlapping pairs above [`NOISE_AREA`], in order of position.
    pub overlaps: Vec<Overlap>,
    /// Parts beyond the boundary above [`NOISE_AREA`], in order of position.
    pub outside: Vec<Outside>,
    /// Whether regions and unallocated land tile the boundary exactly.
    pub is_exact: bool,
}

/// Finds unallocated land, overlaps and outside parts of `regions` against `boundary`.
///
/// Clean coverages are decided by edge cancellation alone; overlays run only around regions that own an edge which
/// does not cancel.
pub fn analyse(boundary: &Region, regions: &[&Region]) -> CoverageReport {
    let unmatched = cancel_edges(regions.iter().flat_map(|r| r.edges()).chain(boundary.edges().map(reversed)));
    if unmatched.is_empty() {
        return CoverageReport { is_exact: true, ..CoverageReport::default() };
    }
    let unallocated = difference_all(boundary, regions.iter().copied());
    let rest = cancel_edges(unmatched.iter().copied().chain(unallocated.edges()));
    if rest.is_empty() {
        return CoverageReport { unallocated, is_exact: true, ..CoverageReport::default() };
    }
    let suspects = owners_of(&rest, regions);
    let mut overlaps = overlaps_of(&suspects, regions);
    let claimed_twice = regions.iter().map(|r| r.area()).sum::<ExactArea>() - union(regions.iter().copied()).area();
    let found: ExactArea = overlaps.iter().map(|o| o.land.area()).sum();
    if found < claimed_twice - NOISE_AREA {
        overlaps = overlaps_of(&(0..regions.len()).collect::<Vec<_>>(), regions);
    }
    let outside = (0..regions.len())
        .map(|index| Outside { index, land: outside_land(boundary, regions[index], &unmatched) })
        .filter(|o| o.land.area() >= NOISE_AREA)
        .collect();
    CoverageReport { unallocated, overlaps, outside, is_exact: false }
}

/// `regions` without overlaps and outside parts of any size: of two regions the later one yields.
///
/// For what [`analyse`] lists nothing of any more: it moves rounding of foreign files, less than [`NOISE_AREA`] at a place.
pub fn without_noise(boundary: &Region, regions: &[Region]) -> Vec<Region> {
    let all: Vec<&Region> = regions.iter().collect();
    let unmatched = cancel_edges(regions.iter().flat_map(Region::edges).chain(boundary.edges().map(reversed)));
    let suspects = owners_of(&unmatched, &all);
    let boxes = region_boxes(&all);
    let mut cleaned = regions.to_vec();
    for &b in &suspects {
        cleaned[b] = intersection(&cleaned[b], boundary);
        let Some(bounds) = cleaned[b].bounds() else { continue };
        let mut earlier: Vec<usize> = boxes.locate_in_envelope_intersecting(envelope(bounds)).map(|e| e.data).collect();
        earlier.sort_unstable();
        for a in earlier.into_iter().filter(|a| *a < b) {
            if !intersection(&cleaned[a], &cleaned[b]).is_empty() {
                cleaned[b] = difference(&cleaned[b], &cleaned[a]);
            }
        }
    }
    cleaned
}

/// `region` minus `boundary`, without an overlay where all its edges are matched and a vertex lies inside.
fn outside_land(boundary: &Region, region: &Region, unmatched: &[DirectedEdge]) -> Region {
    let owns_unmatched = || region.edges().any(|edge| unmatched.binary_search(&edge).is_ok());
    let starts_inside = || region.vertices().next().is_some_and(|v| boundary.locate(v) == Location::Inside);
    if !starts_inside() || owns_unmatched() { difference(region, boundary) } else { Region::empty() }
}

/// Positions of the regions that own an edge of `edges` in either direction.
fn owners_of(edges: &[DirectedEdge], regions: &[&Region]) -> Vec<usize> {
    let owns = |region: &Region| {
        region.edges().any(|edge| edges.binary_search(&edge).is_ok() || edges.binary_search(&reversed(edge)).is_ok())
    };
    (0..regions.len()).filter(|&index| owns(regions[index])).collect()
}

/// Overlaps of each suspect with every region whose box it meets.
fn overlaps_of(suspects: &[usize], regions: &[&Region]) -> Vec<Overlap> {
    let boxes = region_boxes(regions);
    let mut pairs: Vec<(usize, usize)> = suspects
        .iter()
        .filter_map(|&a| Some((a, envelope(regions[a].bounds()?))))
        .flat_map(|(a, around)| boxes.locate_in_envelope_intersecting(around).map(move |b| (a.min(b.data), a.max(b.data))))
        .filter(|(a, b)| a != b)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .into_iter()
        .map(|(a, b)| {
            let land = intersection(regions[a], regions[b]);
            let (common, alone) = (land.area(), regions[a].area().max(regions[b].area()));
            Overlap { a, b, land, duplicate: alone - common < NOISE_AREA }
        })
        .filter(|overlap| overlap.land.area() >= NOISE_AREA)
        .collect()
}

/// An R-tree of the boxes of `regions` that have land, with their positions.
pub(crate) fn region_boxes(regions: &[&Region]) -> RTree<GeomWithData<Rectangle<[f64; 2]>, usize>> {
    let boxes = regions.iter().enumerate().filter_map(|(index, region)| {
        let rectangle = Rectangle::from_aabb(envelope(region.bounds()?));
        Some(GeomWithData::new(rectangle, index))
    });
    RTree::bulk_load(boxes.collect())
}

/// A box for an R-tree: µm as `f64`, exact because grid coordinates stay below 2^53.
pub fn envelope(around: GridBox) -> AABB<[f64; 2]> {
    let corner = |p: GridPoint| [p.east as f64, p.north as f64];
    AABB::from_corners(corner(around.min), corner(around.max))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::overlay::{Fill, region_from_rings};

    fn rectangle(west: i64, south: i64, east: i64, north: i64) -> Region {
        let p = |e, n| GridPoint::from_mm(e * 1000, n * 1000);
        region_from_rings(&[vec![p(west, south), p(east, south), p(east, north), p(west, north)]], Fill::NonZero)
    }

    #[test]
    fn opposite_edges_cancel_and_multiplicity_stays() {
        let (a, b) = (GridPoint::new(0, 0), GridPoint::new(1, 0));
        assert_eq!(cancel_edges([(a, b), (b, a)]), []);
        assert_eq!(cancel_edges([(a, b), (a, b), (b, a)]), [(a, b)]);
        assert_eq!(cancel_edges([(b, a), (b, a)]), [(b, a), (b, a)]);
        assert_eq!(cancel_edges([(a, a)]), []);
    }

    #[test]
    fn a_gap_is_found_without_overlaps() {
        let (boundary, west) = (rectangle(0, 0, 10, 10), rectangle(0, 0, 4, 10));
        let report = analyse(&boundary, &[&west]);
        assert_eq!(report.unallocated.area(), ExactArea::from_m2(60.0));
        assert!(report.overlaps.is_empty() && report.outside.is_empty());
    }

    #[test]
    fn a_zone_inside_another_and_a_part_outside_are_found() {
        let boundary = rectangle(0, 0, 10, 10);
        let (whole, inner, beyond) = (rectangle(0, 0, 10, 10), rectangle(3, 3, 5, 5), rectangle(9, 4, 12, 6));
        let report = analyse(&boundary, &[&whole, &inner, &beyond]);
        assert_eq!(report.overlaps.len(), 2);
        assert_eq!(report.overlaps[0].land.area(), ExactArea::from_m2(4.0));
        assert_eq!(report.outside.len(), 1);
        assert_eq!(report.outside[0].land.area(), ExactArea::from_m2(4.0));
        assert!(!report.is_exact);
    }

    #[test]
    fn a_layer_stacked_on_itself_is_all_duplicates() {
        let boundary = rectangle(0, 0, 10, 10);
        let halves = [rectangle(0, 0, 5, 10), rectangle(5, 0, 10, 10)];
        let inner = rectangle(2, 2, 4, 4);
        let report = analyse(&boundary, &[&halves[0], &halves[1], &halves[0], &halves[1], &inner]);
        assert_eq!(report.overlaps.iter().filter(|o| o.duplicate).count(), 2);
        assert_eq!(report.overlaps.len(), 4);
    }
}
