//! A zone cut into the areas of a programme, all at once.

use super::Unsolved;
use super::carry::{area_after, carry};
use crate::edit::draw::unlocked;
use crate::edit::{Command, DrawMode};
use crate::geometry::solve::{Across, Field, Sweep};
use crate::geometry::{ExactArea, GridPoint, Region};
use crate::plan::{Face, Plan, ZoneAttributes, ZoneId};

/// By how much a stated area may be rounded: 0.005 ha.
const AREA_ROUNDING: ExactArea = ExactArea::from_twice_um2(100_000_000_000_000);
/// By how much a stated share may be rounded, percent.
const PERCENT_ROUNDING: f64 = 0.005;

/// How much of a zone a part gets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Share {
    /// An area; grid area in the project CRS.
    Area(ExactArea),
    /// Percent of the zone as it is.
    Percent(f64),
}

impl Share {
    fn of(self, whole: ExactArea) -> ExactArea {
        match self {
            Self::Area(area) => area,
            Self::Percent(percent) => {
                let twice_um2 = whole.twice_um2() as f64 * percent / 100.0;
                ExactArea::from_twice_um2(twice_um2.round() as i128)
            }
        }
    }

    fn rounding(self, whole: ExactArea) -> ExactArea {
        match self {
            Self::Area(_) => AREA_ROUNDING,
            Self::Percent(_) => Self::Percent(PERCENT_ROUNDING).of(whole),
        }
    }
}

/// A part of a programme.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgrammePart {
    /// What the planner writes about it.
    pub attributes: ZoneAttributes,
    /// How much it gets.
    pub share: Share,
}

/// How the cuts of a programme run.
#[derive(Debug, Clone, PartialEq)]
pub enum CutDirection {
    /// All along a bearing, degrees clockwise from grid north. The parts follow each other from left to right as seen along it:
    /// from west to east with cuts to the north, from north to south with cuts to the east.
    Bearing(f64),
    /// At right angles to a line, turning about its corners. The parts follow each other along it.
    Guide(Vec<GridPoint>),
}

/// Cuts a zone into parts with given areas or shares: all cuts as one command, each part within 1 m² of its area and as a rule
/// within 0.01 m².
///
/// The last part stays the zone and gets what is left, so that the total is exact. What the parts make up together may
/// differ from the zone by what rounding explains: 0.005 ha for each area and 0.005 % for each share.
pub fn split_by_programme(
    plan: &Plan,
    zone: ZoneId,
    parts: &[ProgrammePart],
    direction: &CutDirection,
) -> Result<Command, Unsolved> {
    let whole = unlocked(plan, zone)?;
    let areas = areas_of(parts, whole.area)?;
    let Some((last, others)) = parts.split_last() else { return Err(Unsolved::TooFewParts) };
    let sweep = sweep_over(&whole.region, direction)?;
    let mut next = plan.clone();
    let mut commands = Vec::with_capacity(parts.len());
    let mut start = 0;
    for (part, wanted) in others.iter().zip(areas) {
        let field = Field::new(next.land(Face::Zone(zone)), &sweep, &[]);
        let created = Face::Zone(ZoneId(next.next_id()));
        let command_of =
            |sketch| Command::DrawZone { sketch, mode: DrawMode::Take, attributes: Box::new(part.attributes.clone()) };
        let moved_by = |diff: &_| area_after(&next, diff, created);
        let carried = carry(&next, (&field, &sweep as &dyn Sweep), start, wanted, command_of, moved_by)?;
        next.commit(&carried.diff);
        commands.push(carried.command);
        start = carried.step;
    }
    commands.push(Command::SetAttributes { zone, attributes: Box::new(last.attributes.clone()) });
    Ok(Command::Several { code: "split-by-programme", commands })
}

/// The areas of all parts, if they make up the whole.
fn areas_of(parts: &[ProgrammePart], whole: ExactArea) -> Result<Vec<ExactArea>, Unsolved> {
    if parts.len() < 2 {
        return Err(Unsolved::TooFewParts);
    }
    let areas: Vec<ExactArea> = parts.iter().map(|part| part.share.of(whole)).collect();
    if let Some(index) = areas.iter().position(|area| *area <= ExactArea::ZERO) {
        return Err(Unsolved::EmptyPart { part: index + 1 });
    }
    let sum: ExactArea = areas.iter().copied().sum();
    let rounding: ExactArea = parts.iter().map(|part| part.share.rounding(whole)).sum();
    let all_but_last = sum - areas.last().copied().unwrap_or_default();
    if (sum - whole).abs() > rounding || all_but_last >= whole {
        return Err(Unsolved::SumDiffers { sum, whole });
    }
    Ok(areas)
}

fn sweep_over(land: &Region, direction: &CutDirection) -> Result<Across, Unsolved> {
    let around = land.bounds().ok_or(Unsolved::NotABorder)?;
    match direction {
        CutDirection::Bearing(bearing_deg) => Ok(Across::at_bearing(*bearing_deg, around)),
        CutDirection::Guide(guide) => Across::along_guide(guide, around).ok_or(Unsolved::NotAcross),
    }
}
