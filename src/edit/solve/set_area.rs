//! One zone, one border, one area.

use super::borders::MovingBorder;
use super::carry::{Carried, NotCarried, area_after, carry};
use super::{AreaRange, AreaSolution, AreaWay, Sides, Unsolved};
use crate::edit::draw::unlocked;
use crate::edit::transfer::{joined, refuse_locked};
use crate::edit::{Command, Refusal};
use crate::geometry::overlay::{Fill, intersection, region_from_rings};
use crate::geometry::solve::{Across, Band, Ends, Field, Flank, Hinge, Sweep};
use crate::geometry::{ExactArea, GridPoint, Region};
use crate::plan::{Face, Plan, Zone, ZoneId};

/// Difference below which a zone has its area: 0.0001 m².
const NO_DIFFERENCE: ExactArea = ExactArea::from_twice_um2(200_000_000);

/// Moves a border of `zone` so that it has the area `target`, to 1 m² at most and to 0.01 m² as a rule.
///
/// To grow it takes land of `partners`, by default of those across the border; what it gives up goes to the partner with the
/// longest part of the border, to unallocated land where nobody is across. The command names givers and receiver, so nobody
/// else loses land.
pub fn set_area(
    plan: &Plan,
    zone: ZoneId,
    way: &AreaWay,
    target: ExactArea,
    partners: &[Face],
) -> Result<AreaSolution, Unsolved> {
    let task = Task::new(plan, unlocked(plan, zone)?, way, partners)?;
    let difference = target - task.zone.area;
    if difference.abs() <= NO_DIFFERENCE {
        return Err(Unsolved::NothingToDo);
    }
    let flank = if difference > ExactArea::ZERO { Flank::Right } else { Flank::Left };
    if target <= ExactArea::ZERO {
        return Err(Unsolved::OutOfReach(task.range()?));
    }
    match task.carry(flank, difference.abs()) {
        Ok(Some(Carried { command, diff, step, .. })) => {
            let area = area_after(plan, &diff, Face::Zone(zone));
            Ok(AreaSolution { command, area, moved_m: step as f64 / 1e6 })
        }
        Ok(None) | Err(Unsolved::Refused(Refusal::WouldVanish { .. })) => Err(Unsolved::OutOfReach(task.range()?)),
        Err(Unsolved::TooCoarse { nearest }) => {
            let nearest = if difference > ExactArea::ZERO { task.zone.area + nearest } else { task.zone.area - nearest };
            Err(Unsolved::TooCoarse { nearest })
        }
        Err(why) => Err(why),
    }
}

/// A border to be moved.
struct Task<'a> {
    plan: &'a Plan,
    zone: &'a Zone,
    way: &'a AreaWay,
    border: MovingBorder,
    /// Who may give, and who receives first; all unlocked.
    partners: Vec<Face>,
}

/// The land one way of moving can sweep, and how.
struct Swept {
    sweep: Box<dyn Sweep>,
    field: Field,
}

impl<'a> Task<'a> {
    fn new(plan: &'a Plan, zone: &'a Zone, way: &'a AreaWay, partners: &[Face]) -> Result<Self, Unsolved> {
        let chain = match way {
            AreaWay::Slide { edge, .. } | AreaWay::Swing { edge, .. } | AreaWay::Along { border: edge, .. } => {
                vec![edge.0, edge.1]
            }
            AreaWay::Offset { border, .. } => border.clone(),
        };
        let border = MovingBorder::find(zone, &chain).ok_or(Unsolved::NotABorder)?;
        let own = Face::Zone(zone.id);
        let across: Vec<Face> = border.across(plan).into_iter().map(|(face, _)| face).collect();
        let named: Vec<Face> = if partners.is_empty() {
            let (free, locked): (Vec<Face>, Vec<Face>) = across.iter().partition(|face| refuse_locked(plan, **face).is_ok());
            if let (true, Some(locked)) = (free.is_empty(), locked.first()) {
                refuse_locked(plan, *locked)?;
            }
            free
        } else {
            // those across the border first: they get what the zone gives up
            let others = partners.iter().filter(|face| !across.contains(face));
            across.iter().filter(|face| partners.contains(face)).chain(others).copied().collect()
        };
        for face in &named {
            refuse_locked(plan, *face)?;
        }
        let partners = named.into_iter().filter(|face| *face != own).collect();
        Ok(Self { plan, zone, way, border, partners })
    }

    /// What moves if the border moves to one side, all or at least as much as is wanted; `None` if nobody is there to give.
    fn swept(&self, flank: Flank, wanted: Option<ExactArea>) -> Result<Option<Swept>, Unsolved> {
        let giving = match flank {
            Flank::Left => self.zone.region.clone(),
            Flank::Right if self.partners.is_empty() => return Ok(None),
            Flank::Right => joined(self.plan, self.partners.iter().map(|face| self.plan.land(*face)))?,
        };
        let (sweep, giving) = self.sweep(flank, giving)?;
        let chain = &self.border.chain;
        let field = wanted.map_or_else(
            || Field::new(&giving, sweep.as_ref(), chain),
            |wanted| Field::holding(&giving, sweep.as_ref(), chain, wanted),
        );
        Ok(Some(Swept { sweep, field }))
    }

    /// The family of sketches, and the land that is ahead of the border.
    fn sweep(&self, flank: Flank, giving: Region) -> Result<(Box<dyn Sweep>, Region), Unsolved> {
        let MovingBorder { chain, before, after } = &self.border;
        let band = |sides: Sides| {
            let ends = match sides {
                Sides::AlongNeighbours => Ends::Towards { before: *before, after: *after },
                Sides::Perpendicular => Ends::Perpendicular,
            };
            Some(Box::new(Band::new(chain, flank, ends)?) as Box<dyn Sweep>)
        };
        let edge = (chain[0], chain[1]);
        match self.way {
            AreaWay::Slide { sides, .. } | AreaWay::Offset { sides, .. } => {
                Ok((band(*sides).ok_or(Unsolved::NotABorder)?, giving))
            }
            AreaWay::Swing { hinge, .. } => {
                let hinge = Hinge::new(edge, *hinge, flank, *before, *after).ok_or(Unsolved::NotABorder)?;
                Ok((Box::new(hinge), giving))
            }
            AreaWay::Along { axis, .. } => {
                let around = self.plan.bounds().ok_or(Unsolved::NotABorder)?;
                let (sweep, ahead) = Across::from_border(edge, axis, flank, around).map_err(|_| Unsolved::NotAcross)?;
                let ahead = region_from_rings([&ahead], Fill::NonZero);
                Ok((Box::new(sweep), intersection(&giving, &ahead)))
            }
        }
    }

    /// Moves the border to one side until `wanted` land has changed hands; `None` if there is not so much.
    fn carry(&self, flank: Flank, wanted: ExactArea) -> Result<Option<Carried>, Unsolved> {
        let Some(Swept { sweep, field }) = self.swept(flank, Some(wanted))? else { return Ok(None) };
        let own = Face::Zone(self.zone.id);
        let (from, to) = match flank {
            Flank::Right => (self.partners.clone(), own),
            Flank::Left => (vec![own], self.receiver()),
        };
        let command_of = |sketch| Command::TransferLand { sketch, from: from.clone(), to };
        let moved_by = |diff: &_| (area_after(self.plan, diff, own) - self.zone.area).abs();
        match carry(self.plan, (&field, sweep.as_ref()), 0, wanted, command_of, moved_by) {
            Ok(carried) => Ok(Some(carried)),
            Err(NotCarried::Beyond) => Ok(None),
            Err(why) => Err(why.into()),
        }
    }

    fn receiver(&self) -> Face {
        self.partners.first().copied().unwrap_or(Face::Unallocated)
    }

    /// The areas this way of moving can give.
    fn range(&self) -> Result<AreaRange, Unsolved> {
        let all = |flank| Ok::<_, Unsolved>(self.swept(flank, None)?.map_or(ExactArea::ZERO, |swept| swept.field.area()));
        Ok(AreaRange { least: self.zone.area - all(Flank::Left)?, most: self.zone.area + all(Flank::Right)? })
    }
}

/// The longest stretch of a chain that goes straight on.
pub(super) fn longest_straight_run(chain: &[GridPoint]) -> &[GridPoint] {
    let mut longest: &[GridPoint] = &[];
    let mut start = 0;
    let length = |run: &[GridPoint]| run.first().zip(run.last()).map_or(0.0, |(a, b)| a.distance_m(*b));
    for end in 1..chain.len() {
        let bends =
            chain.get(end + 1).is_none_or(|next| !crate::geometry::solve::is_straight_on(chain[end - 1], chain[end], *next));
        if bends {
            let run = &chain[start..=end];
            if length(run) > length(longest) {
                longest = run;
            }
            start = end;
        }
    }
    longest
}
