//! Land that goes from some faces to another: what area solvers and repairs come down to.

use std::collections::BTreeSet;

use super::draw::{Claim, unlocked};
use super::proof::{LandChange, diff_of_land};
use super::refusal::Refusal;
use crate::geometry::overlay::{overlay, region_from_edges, union};
use crate::geometry::{Region, Ring};
use crate::plan::{Face, Plan, PlanDiff};

/// Gives the land inside `sketch` that belongs to `from` to `to`; with no giver named, all other unlocked faces give.
///
/// Refused: a locked giver or receiver, a giver that would lose all its land, a sketch that meets no land of the givers.
pub fn transfer_land(plan: &Plan, sketch: &[Ring], from: &[Face], to: Face) -> Result<PlanDiff, Refusal> {
    for face in from.iter().copied().chain([to]) {
        refuse_locked(plan, face)?;
    }
    let givers: BTreeSet<Face> = from.iter().copied().filter(|face| *face != to).collect();
    let Claim { boundary, land, claim } = Claim::of(plan, sketch)?;
    let mut change = LandChange { boundary, ..LandChange::default() };
    let mut given = Vec::new();
    for (face, land) in land {
        let gives = face != to && if from.is_empty() { refuse_locked(plan, face).is_ok() } else { givers.contains(&face) };
        let land = if gives {
            let pieces = overlay(&land, &claim);
            given.push(pieces.common);
            pieces.only_a
        } else {
            land
        };
        change.land.insert(face, land);
    }
    if given.iter().all(Region::is_empty) {
        return Err(Refusal::NothingThere);
    }
    let receiver = change.land.get(&to).unwrap_or_else(|| plan.land(to));
    let land = joined(plan, std::iter::once(receiver).chain(&given))?;
    change.land.insert(to, land);
    diff_of_land(plan, change)
}

/// Several pieces of land of a plan as one: by their edges, so that every vertex on the rim stays; where an imported plan
/// overlaps, by their union.
pub fn joined<'a>(plan: &Plan, parts: impl Iterator<Item = &'a Region>) -> Result<Region, Refusal> {
    if plan.faults().inexact { Ok(union(parts)) } else { Ok(region_from_edges(parts.flat_map(Region::edges))?) }
}

/// Refused for a locked zone or one that does not exist.
pub fn refuse_locked(plan: &Plan, face: Face) -> Result<(), Refusal> {
    match face {
        Face::Unallocated => Ok(()),
        Face::Zone(id) => unlocked(plan, id).map(|_| ()),
    }
}
