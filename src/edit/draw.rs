//! Commands that give land to zones and take it: draw, fill, allocate, cut out, delete, merge.

use std::collections::{BTreeMap, BTreeSet};

use super::command::DrawMode;
use super::proof::{LandChange, diff_of_land};
use super::refusal::Refusal;
use super::transfer::{joined, transfer_land};
use crate::geometry::coverage::reversed;
use crate::geometry::noding::{Insertions, NODING_TOLERANCE_UM, insert_into, node_sketch};
use crate::geometry::overlay::{Fill, overlay, region_from_edges, region_from_rings};
use crate::geometry::{GridPoint, Region, Ring};
use crate::plan::{Boundary, Face, Plan, PlanDiff, Zone, ZoneAttributes, ZoneId};

/// A zone made of the land inside `sketch` that it may take.
pub fn draw_zone(plan: &Plan, sketch: &[Ring], mode: DrawMode, attributes: &ZoneAttributes) -> Result<PlanDiff, Refusal> {
    let Claim { boundary, land, claim } = Claim::of(plan, sketch)?;
    let mut change = LandChange { boundary, may_vanish: true, ..LandChange::default() };
    let mut taken = Vec::new();
    for (face, land) in land {
        if gives_land(plan, face, mode) {
            let pieces = overlay(&land, &claim);
            taken.push(pieces.common);
            change.land.insert(face, pieces.only_a);
        } else {
            change.land.insert(face, land);
        }
    }
    let region = region_from_edges(taken.iter().flat_map(Region::edges))?;
    if region.is_empty() {
        return Err(Refusal::NothingFree);
    }
    change.created.push(Zone::new(ZoneId(plan.next_id()), attributes.clone(), region));
    diff_of_land(plan, change)
}

/// A sketch fitted to a plan.
pub(super) struct Claim {
    /// The boundary with its nodes; `None` if it gets none.
    pub boundary: Option<Boundary>,
    /// The faces near it with its nodes.
    pub land: BTreeMap<Face, Region>,
    /// What the sketch encloses.
    pub claim: Region,
}

impl Claim {
    /// Fits `sketch` to the faces it meets.
    pub fn of(plan: &Plan, sketch: &[Ring]) -> Result<Self, Refusal> {
        let boundary = plan.boundary().ok_or(Refusal::NoBoundary)?;
        let outline = region_from_rings(sketch, Fill::NonZero);
        let bounds = outline.bounds().ok_or(Refusal::NoArea)?.grown(2 * NODING_TOLERANCE_UM);
        let existing = plan.index().edges_near(bounds).into_iter().map(|e| e.edge);
        let rings: Vec<Ring> = outline.rings().cloned().collect();
        let noded = node_sketch(&rings, existing, &boundary.outline)?;
        let with_nodes_of = |face: Face| Ok((face, insert_into(plan.land(face), &noded.insertions)?));
        let land = plan.index().faces_near(bounds).into_iter().map(with_nodes_of).collect::<Result<_, Refusal>>()?;
        let claim = region_from_rings(&noded.rings, Fill::NonZero);
        Ok(Self { boundary: with_nodes(boundary, &noded.insertions), land, claim })
    }
}

/// Whether land of `face` may be taken.
pub fn gives_land(plan: &Plan, face: Face, mode: DrawMode) -> bool {
    match face {
        Face::Unallocated => true,
        Face::Zone(id) => mode == DrawMode::Take && plan.zone(id).is_some_and(|zone| !zone.attributes.locked),
    }
}

/// The boundary with new nodes; `None` if it gets none.
pub fn with_nodes(boundary: &Boundary, insertions: &Insertions) -> Option<Boundary> {
    if insertions.is_empty() {
        return None;
    }
    let outline = boundary.outline.with_nodes(insertions);
    (outline != boundary.outline).then(|| Boundary { outline, ..boundary.clone() })
}

/// An unlocked zone by id.
pub fn unlocked(plan: &Plan, id: ZoneId) -> Result<&Zone, Refusal> {
    let zone = plan.zone(id).ok_or(Refusal::NoSuchZone { zone: id })?;
    if zone.attributes.locked { Err(Refusal::Locked { zone: id }) } else { Ok(zone) }
}

/// Gives the connected unallocated land around `at` to zone `to`.
pub fn allocate(plan: &Plan, at: GridPoint, to: ZoneId) -> Result<PlanDiff, Refusal> {
    let zone = unlocked(plan, to)?;
    let (part, mut change) = unallocated_around(plan, at)?;
    change.land.insert(Face::Zone(to), joined(plan, [&zone.region, &part].into_iter())?);
    diff_of_land(plan, change)
}

/// Makes a zone of the connected unallocated land around `at`.
pub fn fill_zone(plan: &Plan, at: GridPoint, attributes: &ZoneAttributes) -> Result<PlanDiff, Refusal> {
    let (part, mut change) = unallocated_around(plan, at)?;
    change.created.push(Zone::new(ZoneId(plan.next_id()), attributes.clone(), part));
    diff_of_land(plan, change)
}

/// The connected unallocated land around `at`, and the change that takes it out of the rest.
fn unallocated_around(plan: &Plan, at: GridPoint) -> Result<(Region, LandChange), Refusal> {
    let part = plan.unallocated_at(at).ok_or(Refusal::NotUnallocated { at })?;
    let mut change = LandChange::default();
    let rest = plan.unallocated().edges().chain(part.edges().map(reversed));
    change.land.insert(Face::Unallocated, region_from_edges(rest)?);
    Ok((part, change))
}

/// Takes the land inside `sketch` from zones, from all unlocked ones if none is named; it becomes unallocated.
pub fn cut_out(plan: &Plan, zones: &[ZoneId], sketch: &[Ring]) -> Result<PlanDiff, Refusal> {
    let from: Vec<Face> = zones.iter().copied().map(Face::Zone).collect();
    transfer_land(plan, sketch, &from, Face::Unallocated)
}

/// Removes zones; their land becomes unallocated.
pub fn delete_zones(plan: &Plan, zones: &[ZoneId]) -> Result<PlanDiff, Refusal> {
    let ids: BTreeSet<ZoneId> = zones.iter().copied().collect();
    let mut change = LandChange { removed: ids.iter().copied().collect(), ..LandChange::default() };
    let mut freed = Vec::new();
    for &id in &ids {
        freed.extend(unlocked(plan, id)?.region.edges());
    }
    let is_exact = !plan.faults().inexact;
    if plan.boundary().is_some() && is_exact {
        change.land.insert(Face::Unallocated, region_from_edges(plan.unallocated().edges().chain(freed))?);
    }
    diff_of_land(plan, change)
}

/// Gives all land of the zones `from` to `into`.
pub fn merge_zones(plan: &Plan, into: ZoneId, from: &[ZoneId]) -> Result<PlanDiff, Refusal> {
    let target = unlocked(plan, into)?;
    let gone: BTreeSet<ZoneId> = from.iter().copied().filter(|id| *id != into).collect();
    if gone.is_empty() {
        return Ok(PlanDiff::default());
    }
    let mut parts = vec![&target.region];
    for &id in &gone {
        parts.push(&unlocked(plan, id)?.region);
    }
    let merged = joined(plan, parts.into_iter())?;
    let mut change = LandChange { removed: gone.into_iter().collect(), ..LandChange::default() };
    change.land.insert(Face::Zone(into), merged);
    diff_of_land(plan, change)
}
