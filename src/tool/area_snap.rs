//! Dragging near a target: the place at which a zone has exactly the area it should have.

use std::collections::BTreeSet;

use super::aim::Aim;
use super::constraint::Heading;
use super::snap::{Snap, SnapKind, WIDE};
use crate::edit::{Command, diff_of};
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::UM_PER_M;
use crate::geometry::{ExactArea, GridPoint};
use crate::plan::{Plan, Zone, ZoneId};

/// A target is met when the area comes so near to it.
const CLOSE_M2: f64 = 1.0;
/// The slope of the area is told from steps of this part of the reach.
const STEP: f64 = 0.25;
/// A slope below this many metres of border tells nothing.
const LEAST_SLOPE_M: f64 = 1e-3;

/// A zone on its way to its target.
#[derive(Debug, Clone, Copy)]
struct Miss {
    zone: ZoneId,
    target: ExactArea,
    /// Target minus area.
    by_m2: f64,
    /// How far the border must move at least, metres.
    least_m: f64,
}

/// Where a gesture that is at `snap` makes the area of a zone its target, if that place is within reach of the pointer.
///
/// `command` is what the gesture does at a place. Areas are those of real previews, at most five of them, and after the first only
/// when a target can be in reach at all. A place on a line stays on the line.
pub(super) fn at_target(
    plan: &Plan,
    aim: &Aim<'_>,
    snap: Snap,
    from: Option<GridPoint>,
    command: &impl Fn(GridPoint) -> Option<Command>,
) -> Option<Snap> {
    let has_target = plan.zones().any(|zone| zone.attributes.target.is_some());
    let free_along = directions(snap, from).filter(|_| has_target)?;
    let held = aim.held.and_then(|held| if let SnapKind::Area(zone) = held.kind { Some(zone) } else { None });
    let reach_um = |zone| aim.reach_um as f64 * if held == Some(zone) { WIDE } else { 1.0 };
    let start = snap.point;
    let near = misses(plan, &command(start)?);
    let miss = near.into_iter().min_by(|a, b| a.least_m.total_cmp(&b.least_m))?;
    if miss.least_m * UM_PER_M as f64 > reach_um(miss.zone) {
        return None;
    }
    let area_m2 = |at: GridPoint| area_after(plan, &command(at)?, miss.zone).map(|area| (miss.target - area).m2());
    let slope = free_along.iter().map(|(east, north)| {
        let step_um = aim.reach_um as f64 * STEP;
        let there = moved(start, (east * step_um, north * step_um));
        Some((miss.by_m2 - area_m2(there)?) / (step_um / UM_PER_M as f64))
    });
    let slope: Vec<f64> = slope.collect::<Option<_>>()?;
    let steepness: f64 = slope.iter().map(|part| part * part).sum();
    if steepness.sqrt() < LEAST_SLOPE_M {
        return None;
    }
    let way = free_along.iter().zip(&slope).fold((0.0, 0.0), |way, ((east, north), part)| {
        let metres = miss.by_m2 * part / steepness * UM_PER_M as f64;
        (way.0 + east * metres, way.1 + north * metres)
    });
    let is_in_reach = |way: (f64, f64)| way.0.hypot(way.1) <= reach_um(miss.zone);
    let found = |at: GridPoint| Snap { point: at, kind: SnapKind::Area(miss.zone) };
    let first = Some(way).filter(|way| is_in_reach(*way)).map(|way| moved(start, way))?;
    let rest_m2 = area_m2(first)?;
    if rest_m2.abs() <= CLOSE_M2 {
        return Some(found(first));
    }
    // a border that slides along others changes its length: once more, along the same way
    let part = miss.by_m2 / (miss.by_m2 - rest_m2);
    let second = Some((way.0 * part, way.1 * part)).filter(|way| is_in_reach(*way)).map(|way| moved(start, way))?;
    (area_m2(second)?.abs() <= CLOSE_M2).then(|| found(second))
}

/// The directions in which what the pointer is snapped to leaves it free; `None` if in none.
fn directions(snap: Snap, from: Option<GridPoint>) -> Option<Vec<(f64, f64)>> {
    let along = |a: GridPoint, b: GridPoint| {
        let heading = Heading::between(a, b);
        vec![heading.parts()]
    };
    match snap.kind {
        SnapKind::Free | SnapKind::Area(_) => Some(vec![(1.0, 0.0), (0.0, 1.0)]),
        SnapKind::Border(edge) | SnapKind::Wall(edge, _) => Some(along(edge.0, edge.1)),
        SnapKind::Guide(guide) => Some(vec![guide.heading().parts()]),
        SnapKind::Locked => from.filter(|from| *from != snap.point).map(|from| along(from, snap.point)),
        SnapKind::Vertex
        | SnapKind::Intersection(_)
        | SnapKind::Midpoint(_)
        | SnapKind::Perpendicular(_)
        | SnapKind::Commune
        | SnapKind::Reference
        | SnapKind::Grid
        | SnapKind::Typed => None,
    }
}

/// The zones with targets whose land `command` changes.
fn misses(plan: &Plan, command: &Command) -> Vec<Miss> {
    let Ok(diff) = diff_of(plan, command) else { return Vec::new() };
    let changed = diff.zones.iter().filter_map(|(zone, change)| {
        let (before, after) = (change.before.as_deref()?, change.after.as_deref()?);
        let target = after.attributes.target.filter(|_| before.area != after.area)?;
        let by_m2 = (target - after.area).m2();
        Some(Miss { zone: *zone, target, by_m2, least_m: by_m2.abs() / moved_length_m(before, after).max(1.0) })
    });
    changed.collect()
}

/// The length of border that is new, metres: no point of it changes the area faster when it moves.
fn moved_length_m(before: &Zone, after: &Zone) -> f64 {
    let former: BTreeSet<DirectedEdge> = before.region.edges().collect();
    after.region.edges().filter(|edge| !former.contains(edge)).map(|(a, b)| a.distance_m(b)).sum()
}

fn area_after(plan: &Plan, command: &Command, zone: ZoneId) -> Option<ExactArea> {
    let diff = diff_of(plan, command).ok()?;
    let changed = diff.zones.iter().find(|(id, _)| *id == zone);
    changed.map_or_else(|| plan.zone(zone).map(|zone| zone.area), |(_, change)| Some(change.after.as_deref()?.area))
}

fn moved(at: GridPoint, (east_um, north_um): (f64, f64)) -> GridPoint {
    GridPoint::new(at.east + east_um.round() as i64, at.north + north_um.round() as i64)
}
