//! Rules of coordinates: where a plan lies, and how the numbers of the files it was made from were understood.
//!
//! They rest on the records of the files ([`Plan::sources`]); of a plan that was drawn here they have nothing to say.

use super::outcome::{Demand, Outcome, Quantity};
use super::rules::{LawRule, SourceQuestion};
use crate::geometry::crs::{DatumShift, FileCrs};
use crate::geometry::{GridPoint, ProjectCrs};
use crate::plan::{Plan, SourceRecord};

/// What a rule about the files of a plan says.
pub(super) fn sources(rule: &LawRule, plan: &Plan, question: SourceQuestion) -> Outcome {
    if plan.sources().next().is_none() {
        return Outcome::UNKNOWN;
    }
    match question {
        SourceQuestion::Grid { epsg } => grid(rule, plan, epsg),
        SourceQuestion::Place { epsg, east_m, north_m } => {
            lies_within(plan, epsg, east_m, north_m).map_or(Outcome::UNKNOWN, |is_met| Outcome::met(rule, is_met, None, None))
        }
        SourceQuestion::Doubt => count(rule, plan, |source| !source.doubt.is_empty()),
        SourceQuestion::Order => count(rule, plan, |source| source.reading.swapped),
        SourceQuestion::Datum => count(rule, plan, |source| source.reading.datum != DatumShift::Standard),
    }
}

/// Files in metres are on the grid `epsg`; files in degrees are on none.
fn grid(rule: &LawRule, plan: &Plan, epsg: u32) -> Outcome {
    let in_metres = plan.sources().map(|source| source.reading.crs).filter(|crs| !crs.is_geographic());
    let other = in_metres.map(FileCrs::epsg).find(|code| *code != epsg);
    let demand = Demand::Exactly(Quantity::Epsg(epsg));
    Outcome::met(rule, other.is_none(), Some(Quantity::Epsg(other.unwrap_or(epsg))), Some(demand))
}

fn count(rule: &LawRule, plan: &Plan, is_faulty: impl Fn(&SourceRecord) -> bool) -> Outcome {
    let found = plan.sources().filter(|source| is_faulty(source)).count();
    Outcome::met(rule, found == 0, Some(Quantity::Count(found)), Some(Demand::Exactly(Quantity::Count(0))))
}

/// Whether the plan lies between these eastings and northings (metres, whole) of the grid `epsg`; `None` for a plan without land.
fn lies_within(plan: &Plan, epsg: u32, east_m: [i32; 2], north_m: [i32; 2]) -> Option<bool> {
    let bounds = plan.bounds()?;
    let corners = [bounds.min, bounds.max];
    let corners = match ProjectCrs::from_epsg(epsg).ok()? {
        crs if crs == plan.crs() => corners.to_vec(),
        crs => crs.grid_from_other(plan.crs(), &corners).ok()?,
    };
    let within = |um: i64, [least, most]: [i32; 2]| (um_of(least)..=um_of(most)).contains(&um);
    Some(corners.iter().all(|corner: &GridPoint| within(corner.east, east_m) && within(corner.north, north_m)))
}

fn um_of(metres: i32) -> i64 {
    i64::from(metres) * crate::geometry::grid::UM_PER_M
}
