//! What becomes of corners that were pasted or computed: a new zone, another course of one there is, or a new boundary.

use super::table::{CornerSubject, CornerTable};
use crate::edit::{Command, DrawMode};
use crate::geometry::area::signed_ring_area;
use crate::geometry::grid::Location;
use crate::geometry::overlay::{Fill, region_from_rings};
use crate::geometry::{ExactArea, GridPoint, Ring};
use crate::plan::{Boundary, Plan, PlanLevel, ZoneAttributes};

/// What corners are to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// A new zone; it yields to zones there are.
    NewZone,
    /// The corners of a zone or of the boundary, moved one by one.
    Corners(CornerSubject),
    /// A new boundary under the zones, which stay where they are.
    NewBoundary,
}

/// Why corners cannot become that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotTake {
    /// The plan has no boundary to draw in.
    NoBoundary,
    /// The boundary is locked.
    BoundaryLocked,
    /// Among the plots of a zone the boundary is the zone's border, which changes in the park.
    AmongPlots,
    /// What was to get the corners is not there any more.
    Gone,
    /// There is another number of rings.
    RingCount {
        /// Rings there are.
        has: usize,
        /// Rings given.
        given: usize,
    },
    /// A ring has another number of corners.
    CornerCount {
        /// Corners there are.
        has: usize,
        /// Corners given.
        given: usize,
    },
    /// All corners are where the table says already.
    Unchanged,
}

/// The command that does it to `plan`; `new_zone` are the attributes of the zone that is made, if one is.
pub fn command_for(
    plan: &Plan,
    rings: &[Ring],
    destination: Destination,
    new_zone: &ZoneAttributes,
) -> Result<Command, CannotTake> {
    match destination {
        Destination::NewBoundary | Destination::Corners(CornerSubject::Boundary) if plan.level() == PlanLevel::Zone => {
            Err(CannotTake::AmongPlots)
        }
        Destination::NewZone if plan.boundary().is_none() => Err(CannotTake::NoBoundary),
        Destination::NewZone => {
            let attributes = Box::new(new_zone.clone());
            Ok(Command::DrawZone { sketch: nested(rings), mode: DrawMode::Yield, attributes })
        }
        Destination::Corners(subject) => moves(plan, rings, subject),
        Destination::NewBoundary => new_boundary(plan, rings),
    }
}

/// Rings turned so that one within another is a hole: outer rings counter-clockwise, holes clockwise.
fn nested(rings: &[Ring]) -> Vec<Ring> {
    let regions: Vec<_> = rings.iter().map(|ring| region_from_rings([ring], Fill::NonZero)).collect();
    let depth = |at: usize| {
        let holds = |other: usize| {
            let corners = &rings[at];
            // a corner on the other ring decides nothing
            let located = corners.iter().map(|corner| regions[other].locate(*corner)).find(|l| *l != Location::Border);
            other != at && located == Some(Location::Inside)
        };
        (0..rings.len()).filter(|other| holds(*other)).count()
    };
    let turned = rings.iter().enumerate().map(|(at, ring)| {
        let mut ring = ring.clone();
        let is_hole = depth(at) % 2 == 1;
        if (signed_ring_area(&ring) > ExactArea::ZERO) == is_hole {
            ring.reverse();
        }
        ring
    });
    turned.collect()
}

/// Moves each corner of a subject that the rings have elsewhere.
fn moves(plan: &Plan, rings: &[Ring], subject: CornerSubject) -> Result<Command, CannotTake> {
    let table = CornerTable::of(plan, subject).ok_or(CannotTake::Gone)?;
    if subject == CornerSubject::Boundary && plan.boundary().is_some_and(|boundary| boundary.locked) {
        return Err(CannotTake::BoundaryLocked);
    }
    if rings.len() != table.rings.len() {
        return Err(CannotTake::RingCount { has: table.rings.len(), given: rings.len() });
    }
    let mut free: Vec<&Ring> = rings.iter().collect();
    let mut moves = Vec::new();
    for ring in &table.rings {
        let present: Vec<GridPoint> = table.ring_corners(*ring).iter().map(|corner| corner.at).collect();
        let fitting = (0..free.len()).filter(|&at| free[at].len() == present.len());
        let aligned = fitting.map(|at| (at, aligned(&present, free[at]))).min_by(|a, b| a.1.0.total_cmp(&b.1.0));
        let Some((at, (_, given))) = aligned else {
            let given = free.first().map_or(0, |ring| ring.len());
            return Err(CannotTake::CornerCount { has: present.len(), given });
        };
        free.remove(at);
        // a corner that is no whole millimetre stays where the table shows it, rounded, to be
        let differs = |(from, to): &(GridPoint, GridPoint)| from != to && from.rounded_to_mm() != *to;
        moves.extend(present.into_iter().zip(given).filter(differs));
    }
    if moves.is_empty() { Err(CannotTake::Unchanged) } else { Ok(Command::MoveVertices { moves }) }
}

/// The given ring begun and turned so that it is nearest to the present one, with the sum of squared distances in m².
fn aligned(present: &[GridPoint], given: &[GridPoint]) -> (f64, Ring) {
    let squared = |a: GridPoint, b: GridPoint| {
        let [ae, an] = a.to_m();
        let [be, bn] = b.to_m();
        (ae - be).powi(2) + (an - bn).powi(2)
    };
    let mut best = (f64::INFINITY, Vec::new());
    let mut turned = given.to_vec();
    for _ in 0..2 {
        for start in 0..turned.len() {
            let pairs = present.iter().zip(turned.iter().cycle().skip(start));
            let mut sum = 0.0;
            let mut is_better = true;
            for (a, b) in pairs {
                sum += squared(*a, *b);
                if sum >= best.0 {
                    is_better = false;
                    break;
                }
            }
            if is_better {
                let mut ring = turned.clone();
                ring.rotate_left(start);
                best = (sum, ring);
            }
        }
        turned.reverse();
    }
    best
}

fn new_boundary(plan: &Plan, rings: &[Ring]) -> Result<Command, CannotTake> {
    let present = plan.boundary();
    if present.is_some_and(|boundary| boundary.locked) {
        return Err(CannotTake::BoundaryLocked);
    }
    let legal = region_from_rings(&nested(rings), Fill::NonZero);
    let (name_vi, name_en) = present.map(|b| (b.name_vi.clone(), b.name_en.clone())).unwrap_or_default();
    let boundary = Boundary { locked: false, ..Boundary::from_legal(legal, name_vi, name_en, false) };
    Ok(Command::SetBoundary { boundary: Box::new(boundary) })
}
