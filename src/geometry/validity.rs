//! What is wrong with a polygon from a file, and the valid region it stands for.

use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};
use serde::{Deserialize, Serialize};

use super::area::ExactArea;
use super::coverage::envelope;
use super::grid::{GridBox, GridPoint, Region, Ring, orientation, ring_edges};
use super::overlay::{Fill, difference_all, intersection, region_from_rings, union};
use super::segment::cross_properly;
use super::simple::{are_apart, region_of_simple};

/// A fault of an imported polygon, at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeometryFault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where.
    pub at: GridPoint,
}

/// Kinds of invalid geometry, as OGC Simple Features names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// A ring crosses itself (bow-tie).
    SelfIntersection,
    /// A ring runs out and back along the same line.
    Spike,
    /// A hole lies outside its exterior.
    HoleOutside,
    /// Parts of a multipolygon overlap.
    PartsOverlap,
    /// A ring encloses no area.
    NoArea,
}

/// A polygon as a file gives it: exterior first, then holes, in any direction, not necessarily valid.
pub type RawPolygon = Vec<Ring>;

/// The valid region that raw polygons stand for, and what had to be mended.
///
/// Exteriors are filled whatever their direction, holes are taken out, parts are united. Repeated points and clockwise
/// exteriors are no faults. Areas of a valid input are untouched.
pub fn region_from_raw(polygons: &[RawPolygon]) -> (Region, Vec<GeometryFault>) {
    let mut faults = Vec::new();
    let cleaned: Vec<Vec<Ring>> =
        polygons.iter().map(|polygon| polygon.iter().map(|ring| cleaned_ring(ring, &mut faults)).collect()).collect();
    match region_of_simple(&cleaned) {
        Some(region) => (region, faults),
        None => mended(polygons),
    }
}

/// The same for polygons that are not simple as they are.
fn mended(polygons: &[RawPolygon]) -> (Region, Vec<GeometryFault>) {
    let mut faults = Vec::new();
    let mut parts: Vec<Region> = Vec::new();
    for polygon in polygons {
        let mut rings = polygon.iter().map(|ring| cleaned_ring(ring, &mut faults));
        let Some(exterior) = rings.next() else { continue };
        let holes: Vec<Ring> = rings.collect();
        let shell = region_from_rings([&exterior], Fill::NonZero);
        if shell.is_empty() {
            faults.push(fault(FaultKind::NoArea, polygon.first().and_then(|ring| ring.first())));
            continue;
        }
        faults.extend(self_intersections(&exterior));
        let holes: Vec<Region> = holes
            .iter()
            .filter(|hole| !hole.is_empty())
            .map(|hole| {
                faults.extend(self_intersections(hole));
                let region = region_from_rings([hole], Fill::NonZero);
                if intersection(&region, &shell).area() != region.area() {
                    faults.push(fault(FaultKind::HoleOutside, hole.first()));
                }
                region
            })
            .collect();
        parts.push(if holes.is_empty() { shell } else { difference_all(&shell, &holes) });
    }
    if parts.len() == 1 {
        return (parts.remove(0), faults);
    }
    let whole = union(&parts);
    if parts.iter().map(Region::area).sum::<ExactArea>() > whole.area() && parts_overlap(&parts) {
        faults.push(fault(FaultKind::PartsOverlap, parts[0].vertices().next().as_ref()));
    }
    (whole, faults)
}

/// Whether a closed ring bounds a region as it is: no repeated points, no spikes, and no edges that meet but in the vertex that joins them.
pub fn is_simple_ring(ring: &[GridPoint]) -> bool {
    let n = ring.len();
    let at = |place: usize| ring[place % n];
    let is_plain = |place: usize| at(place) != at(place + 1) && !is_spike(at(place), at(place + 1), at(place + 2));
    n >= 3 && (0..n).all(is_plain) && are_apart(&[ring])
}

fn fault(kind: FaultKind, at: Option<&GridPoint>) -> GeometryFault {
    GeometryFault { kind, at: at.copied().unwrap_or(GridPoint::new(0, 0)) }
}

fn parts_overlap(parts: &[Region]) -> bool {
    parts.iter().enumerate().any(|(i, a)| parts[i + 1..].iter().any(|b| !intersection(a, b).is_empty()))
}

/// The ring without repeated points and without spikes, whose tips are reported.
fn cleaned_ring(ring: &[GridPoint], faults: &mut Vec<GeometryFault>) -> Ring {
    let mut clean: Ring = Vec::with_capacity(ring.len());
    for &point in ring {
        push_cleaned(&mut clean, point, faults);
    }
    // the seam: the ring's end may fold onto its start
    loop {
        let n = clean.len();
        if n < 3 {
            break;
        }
        if clean[n - 1] == clean[0] {
            clean.pop();
        } else if is_spike(clean[n - 2], clean[n - 1], clean[0]) {
            faults.push(GeometryFault { kind: FaultKind::Spike, at: clean[n - 1] });
            clean.pop();
        } else if is_spike(clean[n - 1], clean[0], clean[1]) {
            faults.push(GeometryFault { kind: FaultKind::Spike, at: clean[0] });
            clean.remove(0);
        } else {
            break;
        }
    }
    clean
}

fn push_cleaned(clean: &mut Ring, point: GridPoint, faults: &mut Vec<GeometryFault>) {
    while let [.., before, tip] = clean[..] {
        if !is_spike(before, tip, point) {
            break;
        }
        faults.push(GeometryFault { kind: FaultKind::Spike, at: tip });
        clean.pop();
    }
    if clean.last() != Some(&point) {
        clean.push(point);
    }
}

/// Whether a → tip → b turns straight back.
fn is_spike(a: GridPoint, tip: GridPoint, b: GridPoint) -> bool {
    if a == tip || tip == b || orientation(a, tip, b) != 0 {
        return false;
    }
    let ((ux, uy), (vx, vy)) = (a.delta(tip), tip.delta(b));
    ux * vx + uy * vy < 0
}

/// A place for each self-crossing of a ring, at most [`MOST_CROSSINGS`].
fn self_intersections(ring: &[GridPoint]) -> Vec<GeometryFault> {
    let edges: Vec<_> = ring_edges(ring).collect();
    let boxed = |(index, &(a, b)): (usize, &(GridPoint, GridPoint))| {
        GeomWithData::new(Rectangle::from_aabb(envelope(GridBox::from_corners(a, b))), index)
    };
    let tree = RTree::bulk_load(edges.iter().enumerate().map(boxed).collect());
    let mut faults = Vec::new();
    for (i, &edge) in edges.iter().enumerate() {
        let around = envelope(GridBox::from_corners(edge.0, edge.1));
        let crossed = tree
            .locate_in_envelope_intersecting(around)
            .map(|e| e.data)
            .filter(|&j| j > i && cross_properly(edge, edges[j]))
            .min();
        if let Some(j) = crossed {
            let at = super::segment::crossing(edge, edges[j]).unwrap_or(edge.0);
            faults.push(GeometryFault { kind: FaultKind::SelfIntersection, at });
            if faults.len() == MOST_CROSSINGS {
                break;
            }
        }
    }
    faults
}

/// More self-crossings of one ring than this are not listed one by one.
const MOST_CROSSINGS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(points: &[(i64, i64)]) -> Ring {
        points.iter().map(|&(e, n)| GridPoint::from_mm(e, n)).collect()
    }

    fn kinds(polygons: &[RawPolygon]) -> (f64, Vec<FaultKind>) {
        let (region, faults) = region_from_raw(polygons);
        (region.area().m2() * 1e6, faults.into_iter().map(|f| f.kind).collect())
    }

    const SQUARE: [(i64, i64); 4] = [(0, 0), (10, 0), (10, 10), (0, 10)];

    #[test]
    fn direction_and_repeated_points_are_no_faults() {
        let clockwise: Vec<_> = SQUARE.into_iter().rev().flat_map(|p| [p, p]).collect();
        assert_eq!(kinds(&[vec![mm(&clockwise)]]), (100.0, vec![]));
        assert_eq!(kinds(&[vec![mm(&SQUARE), mm(&[(2, 2), (4, 2), (4, 4), (2, 4)])]]), (96.0, vec![]));
    }

    #[test]
    fn each_fault_is_named_and_mended() {
        use FaultKind::{HoleOutside, NoArea, PartsOverlap, SelfIntersection, Spike};
        assert_eq!(kinds(&[vec![mm(&[(0, 0), (10, 10), (10, 0), (0, 10)])]]), (50.0, vec![SelfIntersection]));
        assert_eq!(kinds(&[vec![mm(&[(0, 0), (10, 0), (30, 5), (10, 0), (10, 10), (0, 10)])]]), (100.0, vec![Spike]));
        assert_eq!(kinds(&[vec![mm(&SQUARE), mm(&[(20, 20), (21, 20), (21, 21)])]]), (100.0, vec![HoleOutside]));
        assert_eq!(kinds(&[vec![mm(&SQUARE)], vec![mm(&SQUARE)]]), (100.0, vec![PartsOverlap]));
        let (area, faults) = kinds(&[vec![mm(&[(0, 0), (10, 0), (0, 0)])]]);
        assert!(area.abs() < 1e-9);
        assert_eq!(faults.last(), Some(&NoArea));
    }

    #[test]
    fn what_is_simple_becomes_what_the_overlay_makes_of_it() {
        let mut seed = 1_u64;
        let mut random = |below: i64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) as i64) % below
        };
        let (mut simple, mut told) = (0, [0; 2]);
        for round in 0..600 {
            // a star of many corners or a scribble of few, with a square that may be a hole, and sometimes another part
            let corners = if round % 2 == 0 { 6 + random(60) } else { 3 + random(3) };
            let star = |k: i64, reach: i64| {
                let angle = std::f64::consts::TAU * k as f64 / corners as f64;
                ((reach as f64 * angle.cos()) as i64, (reach as f64 * angle.sin()) as i64)
            };
            let place = |k: i64, reach: i64, wild: [i64; 2]| if round % 2 == 0 { star(k, reach) } else { (wild[0], wild[1]) };
            let mut exterior = mm(&(0..corners).map(|k| place(k, 40 + random(60), [random(99), random(99)])).collect::<Vec<_>>());
            if random(2) == 0 {
                exterior.reverse();
            }
            let (at, side) = (random(30), 1 + random(20));
            let hole = mm(&[(at, at), (at, at + side), (at + side, at + side), (at + side, at)]);
            let mut polygons = vec![vec![exterior]];
            if random(3) == 0 {
                polygons[0].push(hole);
            }
            if random(4) == 0 {
                polygons.push(vec![mm(&[(90, 90), (140, 90), (140 - random(9), 150)])]);
            }
            let (region, faults) = region_from_raw(&polygons);
            assert_eq!((region, faults.clone()), mended(&polygons), "{polygons:?}");
            simple += usize::from(faults.is_empty());
            told[usize::from(is_simple_ring(&polygons[0][0]))] += 1;
        }
        assert!(simple > 100 && told.iter().all(|count| *count > 50), "{simple} {told:?}");
    }

    #[test]
    fn parts_that_touch_in_a_point_do_not_overlap() {
        let beside = mm(&[(10, 10), (20, 10), (20, 20), (10, 20)]);
        assert_eq!(kinds(&[vec![mm(&SQUARE)], vec![beside]]), (200.0, vec![]));
    }
}
