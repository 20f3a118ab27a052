//! Commands that give a border a smoother course: straighten, simplify, round corners. All owners of the border follow.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::unlocked;
use super::refusal::Refusal;
use super::reshape::{borders_at, movable_inside, neighbours_on_borders, replace_vertices};
use crate::geometry::arc::Arc;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::UM_PER_M;
use crate::geometry::noding::{Insertions, undirected};
use crate::geometry::segment::project_onto;
use crate::geometry::simplify::simplified;
use crate::geometry::{GridPoint, Ring};
use crate::plan::{Plan, PlanDiff, ZoneId};

/// Makes the border between two vertices of one ring straight, the shorter way around; where other borders end on it, they
/// end on the new line.
pub fn straighten(plan: &Plan, from: GridPoint, to: GridPoint) -> Result<PlanDiff, Refusal> {
    let course = course_between(plan, from, to)?;
    let between = course.get(1..course.len().saturating_sub(1)).unwrap_or_default();
    if between.is_empty() {
        return Err(Refusal::AlreadyStraight { at: from });
    }
    let mut targets = BTreeMap::new();
    for &vertex in between {
        movable_inside(plan, vertex)?;
        let is_end_of_others = borders_at(plan, vertex) > 2;
        targets.insert(vertex, is_end_of_others.then(|| project_onto(vertex, (from, to))));
    }
    replace_vertices(plan, &targets, &Insertions::new())
}

/// The vertices of the border from one vertex to another of the same ring, both included, the shorter way.
fn course_between(plan: &Plan, from: GridPoint, to: GridPoint) -> Result<Vec<GridPoint>, Refusal> {
    for at in [from, to] {
        if plan.index().owners_of_vertex(at).is_empty() {
            return Err(Refusal::NoVertex { at });
        }
    }
    let mut courses: Vec<Ring> = Vec::new();
    for face in plan.index().owners_of_vertex(from) {
        for ring in plan.land(face).rings() {
            let place = |point: GridPoint| ring.iter().position(|p| *p == point);
            let (Some(a), Some(b)) = (place(from), place(to)) else { continue };
            let steps = (b + ring.len() - a) % ring.len();
            courses.push((0..=steps).map(|i| ring[(a + i) % ring.len()]).collect());
            courses.push((0..=ring.len() - steps).map(|i| ring[(a + ring.len() - i) % ring.len()]).collect());
        }
    }
    let length = |course: &Ring| course.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum::<f64>();
    courses.retain(|course| course.len() >= 2);
    courses.into_iter().min_by(|a, b| length(a).total_cmp(&length(b))).ok_or(Refusal::NotOneBorder { at: to })
}

/// Drops vertices of the zones' borders, of all unlocked zones if none is named, as far as no border departs from its course by
/// more than `tolerance_um`. Where three borders meet, on the park boundary and along locked zones everything stays.
pub fn simplify_borders(plan: &Plan, zones: &[ZoneId], tolerance_um: i64) -> Result<PlanDiff, Refusal> {
    for &zone in zones {
        unlocked(plan, zone)?;
    }
    let chosen = |id: ZoneId| zones.is_empty() || zones.contains(&id);
    let mut dropped = BTreeSet::new();
    for zone in plan.zones().filter(|zone| chosen(zone.id) && !zone.attributes.locked) {
        for ring in zone.region.rings() {
            for chain in chains(ring, |vertex| borders_at(plan, vertex) == 2 && movable_inside(plan, vertex).is_ok()) {
                let kept: BTreeSet<GridPoint> = simplified(&chain, tolerance_um).into_iter().collect();
                // an island keeps a triangle at least
                if chain.first() != chain.last() || kept.len() >= 3 {
                    dropped.extend(chain.into_iter().filter(|vertex| !kept.contains(vertex)));
                }
            }
        }
    }
    let targets = dropped.into_iter().map(|vertex| (vertex, None)).collect();
    replace_vertices(plan, &targets, &Insertions::new())
}

/// A ring in pieces that start and end where `is_free` does not hold; if it holds everywhere, the closed ring.
///
/// Both owners of a shared border cut it at the same vertices. A ring without such a vertex starts at its smallest one, in both.
fn chains(ring: &[GridPoint], is_free: impl Fn(GridPoint) -> bool) -> Vec<Vec<GridPoint>> {
    let fixed: Vec<usize> = (0..ring.len()).filter(|at| !is_free(ring[*at])).collect();
    let piece = |from: usize, steps: usize| (0..=steps).map(|i| ring[(from + i) % ring.len()]).collect::<Vec<_>>();
    // read in one direction whatever the winding, so that ties are decided alike on both sides of the border
    let directed = |mut chain: Vec<GridPoint>| {
        if chain.last() < chain.first() || (chain.first() == chain.last() && chain[1] > chain[chain.len() - 2]) {
            chain.reverse();
        }
        chain
    };
    if fixed.is_empty() {
        let start = (0..ring.len()).min_by_key(|at| ring[*at]).unwrap_or(0);
        return vec![directed(piece(start, ring.len()))];
    }
    let next = fixed.iter().copied().cycle().skip(1);
    let steps = |from: usize, to: usize| if to > from { to - from } else { to + ring.len() - from };
    fixed.iter().zip(next).map(|(&from, to)| directed(piece(from, steps(from, to)))).collect()
}

/// Rounds corners of borders by arcs of `radius_um`, tangent to the two edges that meet there.
pub fn round_corners(plan: &Plan, corners: &[GridPoint], radius_um: i64) -> Result<PlanDiff, Refusal> {
    let corners: BTreeSet<GridPoint> = corners.iter().copied().collect();
    let mut targets = BTreeMap::new();
    let mut insertions = Insertions::new();
    let mut used_um: BTreeMap<DirectedEdge, f64> = BTreeMap::new();
    for &at in &corners {
        movable_inside(plan, at)?;
        let ends: Vec<GridPoint> = neighbours_on_borders(plan, at).into_iter().collect();
        let &[before, after] = &ends[..] else { return Err(Refusal::Junction { at }) };
        let too_large = Refusal::RadiusTooLarge { at };
        let arc =
            Arc::fillet(before, at, after, radius_um as f64).filter(|_| radius_um > 0).ok_or(Refusal::AlreadyStraight { at })?;
        let points = arc.flattened();
        let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return Err(too_large) };
        for (end, tangent) in [(before, first), (after, last)] {
            let used = used_um.entry(undirected((at, end))).or_default();
            *used += at.distance_m(tangent) * UM_PER_M as f64;
            if *used > at.distance_m(end) * UM_PER_M as f64 + 1000.0 {
                return Err(too_large);
            }
        }
        let (half, rest) = points.split_at(points.len() / 2);
        let Some((&middle, rest)) = rest.split_first() else { return Err(too_large) };
        insertions.entry(undirected((before, at))).or_default().extend(half);
        insertions.entry(undirected((at, after))).or_default().extend(rest);
        targets.insert(at, Some(middle));
    }
    replace_vertices(plan, &targets, &insertions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, DrawMode, apply};
    use crate::geometry::ProjectCrs;
    use crate::geometry::overlay::{Fill, region_from_rings};
    use crate::plan::{Approval, Boundary, Face, ZoneAttributes};

    fn m(east: i64, north: i64) -> GridPoint {
        GridPoint::new(east * UM_PER_M, north * UM_PER_M)
    }

    /// A park of 1 km × 1 km: west of a zigzag zone 1, east of it zone 2 in the south, free land in the north.
    fn plan() -> Plan {
        let square = vec![m(0, 0), m(1000, 0), m(1000, 1000), m(0, 1000)];
        let legal = region_from_rings([&square], Fill::NonZero);
        let boundary = Boundary::from_legal(legal, String::new(), String::new(), false);
        let mut plan = Plan::assemble("", ProjectCrs::default(), Approval::default(), Some(&boundary), Vec::new()).0;
        let west = vec![m(0, 0), m(500, 0), m(510, 300), m(490, 500), m(505, 700), m(500, 1000), m(0, 1000)];
        let east = vec![m(500, 0), m(1000, 0), m(1000, 500), m(490, 500), m(510, 300)];
        for ring in [west, east] {
            let draw =
                Command::DrawZone { sketch: vec![ring], mode: DrawMode::Yield, attributes: Box::<ZoneAttributes>::default() };
            apply(&mut plan, &draw).expect("it fits");
        }
        plan
    }

    fn after(command: &Command) -> Result<Plan, Refusal> {
        let mut plan = plan();
        apply(&mut plan, command)?;
        assert!(plan.adds_up());
        Ok(plan)
    }

    fn vertices(plan: &Plan, zone: u32) -> usize {
        plan.land(Face::Zone(ZoneId(zone))).vertex_count()
    }

    #[test]
    fn a_border_becomes_straight_and_junctions_slide_onto_it() {
        let straight = after(&Command::Straighten { from: m(500, 0), to: m(500, 1000) }).expect("accepted");
        assert_eq!(vertices(&straight, 1), 5);
        assert!(straight.index().owners_of_vertex(m(500, 500)).len() == 3, "the end of the third border came along");
        assert_eq!(straight.land(Face::Zone(ZoneId(1))).area(), crate::geometry::ExactArea::from_ha(50.0));
        let same = Command::Straighten { from: m(0, 0), to: m(500, 0) };
        assert_eq!(after(&same).err(), Some(Refusal::AlreadyStraight { at: m(0, 0) }));
        let legal = Command::Straighten { from: m(500, 0), to: m(0, 1000) };
        assert_eq!(after(&legal).err(), Some(Refusal::LegalCorner { at: m(0, 0) }));
        let apart = Command::Straighten { from: m(1000, 500), to: m(0, 1000) };
        assert_eq!(after(&apart).err(), Some(Refusal::NotOneBorder { at: m(0, 1000) }));
    }

    #[test]
    fn simplifying_keeps_junctions_and_the_tolerance() {
        let simplify = |tolerance_m: i64| Command::SimplifyBorders { zones: Vec::new(), tolerance_um: tolerance_m * UM_PER_M };
        assert_eq!(vertices(&after(&simplify(1)).expect("accepted"), 1), 7);
        let coarse = after(&simplify(30)).expect("accepted");
        assert_eq!(vertices(&coarse, 1), 5);
        assert_eq!(coarse.index().owners_of_vertex(m(490, 500)).len(), 3);
    }

    #[test]
    fn corners_are_rounded_for_both_owners() {
        let round = |at, radius_m: i64| after(&Command::RoundCorners { at: vec![at], radius_um: radius_m * UM_PER_M });
        let rounded = round(m(510, 300), 100).expect("accepted");
        assert!(vertices(&rounded, 1) > vertices(&plan(), 1) + 2);
        assert_eq!(vertices(&rounded, 2) - vertices(&plan(), 2), vertices(&rounded, 1) - vertices(&plan(), 1));
        assert!(rounded.index().owners_of_vertex(m(510, 300)).is_empty(), "the corner is cut");
        assert_eq!(round(m(510, 300), 100_000).err(), Some(Refusal::RadiusTooLarge { at: m(510, 300) }));
        assert_eq!(round(m(490, 500), 10).err(), Some(Refusal::Junction { at: m(490, 500) }));
        assert_eq!(round(m(1000, 0), 10).err(), Some(Refusal::LegalCorner { at: m(1000, 0) }));
    }
}
