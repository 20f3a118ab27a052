//! Commands that divide: split zones along a line, complete a zone by a line, explode one into its parts, give one a new course.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::{unlocked, with_nodes};
use super::proof::{LandChange, diff_of_land};
use super::refusal::Refusal;
use crate::geometry::coverage::{DirectedEdge, reversed};
use crate::geometry::cut::cut;
use crate::geometry::noding::{NODING_TOLERANCE_UM, insert_into, node_line};
use crate::geometry::overlay::region_from_edges;
use crate::geometry::{ExactArea, GridBox, GridPoint, Region};
use crate::plan::{Face, Plan, PlanDiff, Zone, ZoneAttributes, ZoneId};

/// A line fitted to a plan: faces with its nodes, and the pieces it cuts them into, largest first.
struct Cuts {
    line: Vec<GridPoint>,
    change: LandChange,
    pieces: BTreeMap<Face, Vec<Region>>,
}

/// Fits `line` to the plan and cuts every face near it.
fn cuts(plan: &Plan, line: &[GridPoint]) -> Result<Cuts, Refusal> {
    let boundary = plan.boundary().ok_or(Refusal::NoBoundary)?;
    let bounds = GridBox::around(line.iter().copied()).ok_or(Refusal::NoArea)?.grown(2 * NODING_TOLERANCE_UM);
    let existing = plan.index().edges_near(bounds).into_iter().map(|e| e.edge);
    let (line, insertions) = node_line(line, existing, &boundary.outline)?;
    let mut change = LandChange { boundary: with_nodes(boundary, &insertions), ..LandChange::default() };
    let mut pieces = BTreeMap::new();
    for face in plan.index().faces_near(bounds) {
        let land = insert_into(plan.land(face), &insertions)?;
        pieces.insert(face, cut(&land, &line)?);
        change.land.insert(face, land);
    }
    Ok(Cuts { line, change, pieces })
}

/// Cuts zones along a line: the largest piece of each stays the zone, the others become zones like it, numbered.
///
/// With no zones named, every unlocked zone the line cuts is split.
pub fn split_zones(plan: &Plan, zones: &[ZoneId], line: &[GridPoint]) -> Result<PlanDiff, Refusal> {
    for &zone in zones {
        unlocked(plan, zone)?;
    }
    let Cuts { mut change, pieces, .. } = cuts(plan, line)?;
    let mut parts = Parts::of(plan);
    for (face, pieces) in pieces {
        let Face::Zone(id) = face else { continue };
        let Ok(zone) = unlocked(plan, id) else { continue };
        if zones.is_empty() || zones.contains(&id) {
            parts.divide(zone, pieces, &mut change);
        }
    }
    if change.created.is_empty() {
        return Err(Refusal::CutsNothing);
    }
    diff_of_land(plan, change)
}

/// Makes every part of the zones a zone of its own; the largest part of each stays the zone.
pub fn explode_zones(plan: &Plan, zones: &[ZoneId]) -> Result<PlanDiff, Refusal> {
    let mut change = LandChange::default();
    let mut parts = Parts::of(plan);
    for &id in zones {
        let zone = unlocked(plan, id)?;
        parts.divide(zone, zone.region.parts(), &mut change);
    }
    match zones.first() {
        Some(&zone) if change.created.is_empty() => Err(Refusal::OnePart { zone }),
        _ => diff_of_land(plan, change),
    }
}

/// Makes zones of the parts of others: gives them ids and codes nobody has.
struct Parts {
    next_id: u32,
    codes: BTreeSet<String>,
}

impl Parts {
    fn of(plan: &Plan) -> Self {
        Self { next_id: plan.next_id(), codes: plan.zones().map(|zone| zone.attributes.code.clone()).collect() }
    }

    /// The first of `pieces` stays the zone, the others become zones like it.
    fn divide(&mut self, zone: &Zone, pieces: Vec<Region>, change: &mut LandChange) {
        let mut pieces = pieces.into_iter();
        let Some(first) = pieces.next() else { return };
        for piece in pieces {
            let attributes = numbered_after(&zone.attributes, &mut self.codes);
            change.created.push(Zone::new(ZoneId(self.next_id), attributes, piece));
            self.next_id += 1;
        }
        change.land.insert(Face::Zone(zone.id), first);
    }
}

/// Makes a zone of the unallocated land on one side of a line that cuts it: the smaller side, or the other one.
pub fn complete_zone(
    plan: &Plan,
    line: &[GridPoint],
    other_side: bool,
    attributes: &ZoneAttributes,
) -> Result<PlanDiff, Refusal> {
    let Cuts { line, mut change, mut pieces } = cuts(plan, line)?;
    let free = pieces.remove(&Face::Unallocated).ok_or(Refusal::NothingFree)?;
    let ahead: BTreeSet<DirectedEdge> = line.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let has = |piece: &Region, back: bool| piece.edges().any(|e| ahead.contains(&if back { reversed(e) } else { e }));
    let side = |back: bool| free.iter().filter(|piece| has(piece, back) && !has(piece, !back)).collect::<Vec<_>>();
    let (left, right) = (side(false), side(true));
    let area = |pieces: &[&Region]| pieces.iter().map(|piece| piece.area()).sum::<ExactArea>();
    if left.is_empty() && right.is_empty() {
        return Err(Refusal::CutsNothing);
    }
    // a side may have no free land at all: then there is nothing to choose
    let takes_left = right.is_empty() || !left.is_empty() && (area(&left) <= area(&right)) != other_side;
    let chosen = if takes_left { left } else { right };
    let region = region_from_edges(chosen.iter().flat_map(|piece| piece.edges()))?;
    let rest = change.land.get(&Face::Unallocated).into_iter().flat_map(Region::edges);
    let rest = region_from_edges(rest.chain(region.edges().map(reversed)))?;
    change.land.insert(Face::Unallocated, rest);
    change.created.push(Zone::new(ZoneId(plan.next_id()), attributes.clone(), region));
    diff_of_land(plan, change)
}

/// Attributes of a part: those of the whole without its target, with the next free code.
fn numbered_after(whole: &ZoneAttributes, codes: &mut BTreeSet<String>) -> ZoneAttributes {
    let number = (2..).find(|n| !codes.contains(&format!("{}-{n}", whole.code))).unwrap_or(2);
    let name = |name: &String| if name.is_empty() { String::new() } else { format!("{name} ({number})") };
    let code = format!("{}-{number}", whole.code);
    codes.insert(code.clone());
    ZoneAttributes { code, name_vi: name(&whole.name_vi), name_en: name(&whole.name_en), target: None, ..whole.clone() }
}

/// Gives a zone a new course: what the line cuts off it goes to the neighbour it borders on there, what the line and the
/// zone's border enclose outside is taken from those who have it.
pub fn reshape(plan: &Plan, zone: ZoneId, line: &[GridPoint]) -> Result<PlanDiff, Refusal> {
    unlocked(plan, zone)?;
    let own = Face::Zone(zone);
    let Cuts { mut change, pieces, .. } = cuts(plan, line)?;
    let land = change.land.clone();
    let own_land = land.get(&own).ok_or(Refusal::CutsNothing)?;
    let mut given: BTreeMap<Face, Vec<Region>> = BTreeMap::new();
    let mut lost: BTreeMap<Face, Vec<Region>> = BTreeMap::new();
    for (face, pieces) in &pieces {
        for piece in pieces.iter().skip(1) {
            let receiver = if *face == own {
                longest_neighbour(land.iter().filter(|(other, _)| **other != own), piece)
            } else {
                borders_on(own_land, piece).then_some(own)
            };
            if let Some(receiver) = receiver {
                given.entry(receiver).or_default().push(piece.clone());
                lost.entry(*face).or_default().push(piece.clone());
            }
        }
    }
    if lost.is_empty() {
        return Err(Refusal::CutsNothing);
    }
    let nothing = Vec::new();
    for (face, whole) in &land {
        let (plus, minus) = (given.get(face).unwrap_or(&nothing), lost.get(face).unwrap_or(&nothing));
        if plus.is_empty() && minus.is_empty() {
            continue;
        }
        if let Face::Zone(id) = face {
            unlocked(plan, *id)?;
        }
        let edges = whole.edges().chain(plus.iter().flat_map(Region::edges));
        change.land.insert(*face, region_from_edges(edges.chain(minus.iter().flat_map(Region::edges).map(reversed)))?);
    }
    diff_of_land(plan, change)
}

/// The one of `faces` with the longest border with `piece`.
pub fn longest_neighbour<'a>(faces: impl Iterator<Item = (&'a Face, &'a Region)>, piece: &Region) -> Option<Face> {
    let border = outer_edges(piece);
    let lengths = faces.map(|(face, region)| (shared_length_m(region, &border), *face));
    lengths.filter(|(length, _)| *length > 0.0).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, face)| face)
}

fn borders_on(region: &Region, piece: &Region) -> bool {
    shared_length_m(region, &outer_edges(piece)) > 0.0
}

/// The edges of a region as its neighbours in a coverage have them.
fn outer_edges(region: &Region) -> BTreeSet<DirectedEdge> {
    region.edges().map(reversed).collect()
}

/// Length of the edges of a region that are in `border`, metres.
fn shared_length_m(region: &Region, border: &BTreeSet<DirectedEdge>) -> f64 {
    region.edges().filter(|edge| border.contains(edge)).map(|(a, b)| a.distance_m(b)).sum()
}
