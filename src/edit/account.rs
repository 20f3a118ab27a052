//! Who gave land to whom: what a step of the history did to areas, derived from what it changed.

use std::collections::BTreeMap;

use crate::geometry::overlay::{difference, difference_all, intersection};
use crate::geometry::{ExactArea, Region};
use crate::plan::{Party, PlanDiff, TransferMatrix, ZoneId};

/// Land that went from one party to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// Who had it: a zone, unallocated land, or land beyond the boundary as it was.
    pub from: Party,
    /// Who has it.
    pub to: Party,
    /// How much; grid area.
    pub area: ExactArea,
}

/// What one change did to areas.
///
/// For each party what it got less what it gave is its area after the change less its area before, to the last integer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepAccount {
    /// Land that changed hands.
    pub movements: Vec<Movement>,
    /// Areas before and after, of zones and unallocated land that the change touched.
    pub areas: BTreeMap<Party, (ExactArea, ExactArea)>,
}

impl StepAccount {
    /// The account of a change.
    pub fn of(diff: &PlanDiff) -> Self {
        let area = |land: Option<&Region>| land.map_or(ExactArea::ZERO, Region::area);
        let zones = diff.land_changes().map(|(id, before, after)| (Party::Zone(id), (area(before), area(after))));
        let mut areas: BTreeMap<_, _> = zones.collect();
        if let Some(change) = &diff.unallocated {
            areas.insert(Party::Unallocated, (change.before.area(), change.after.area()));
        }
        if areas.is_empty() {
            return Self::default();
        }
        let matrix = TransferMatrix::of_change(diff);
        let movements = matrix.cells().filter(|(from, to, _)| from != to);
        Self { movements: movements.map(|(from, to, area)| Movement { from, to, area }).collect(), areas }
    }

    /// What `party` got (positive) and gave (negative), by who the other one was.
    pub fn changes_of(&self, party: Party) -> impl Iterator<Item = (Party, ExactArea)> + '_ {
        self.movements.iter().filter_map(move |movement| match movement {
            Movement { from, to, area } if *to == party => Some((*from, *area)),
            Movement { from, to, area } if *from == party => Some((*to, -*area)),
            _ => None,
        })
    }
}

/// The land that a change took from one party and gave to the other, to be shown on the map.
pub fn moved_land(diff: &PlanDiff, from: Party, to: Party) -> Region {
    let side = |party: Party, is_after: bool| -> Option<&Region> {
        match party {
            Party::Zone(id) => zone_land(diff, id, is_after),
            Party::Unallocated => diff.unallocated.as_ref().map(|c| if is_after { c.after.as_ref() } else { c.before.as_ref() }),
            Party::Outside | Party::Overlap => None,
        }
    };
    match (side(from, false), side(to, true)) {
        (Some(from), Some(to)) => intersection(from, to),
        (Some(land), None) => beyond(diff, land, true),
        (None, Some(land)) => beyond(diff, land, false),
        (None, None) => Region::empty(),
    }
}

fn zone_land(diff: &PlanDiff, id: ZoneId, is_after: bool) -> Option<&Region> {
    let (_, before, after) = diff.land_changes().find(|(other, ..)| *other == id)?;
    if is_after { after } else { before }
}

/// What of `land` is in no changed face before or after a change.
fn beyond(diff: &PlanDiff, land: &Region, is_after: bool) -> Region {
    let zones = diff.land_changes().filter_map(|(_, before, after)| if is_after { after } else { before });
    let rest = difference_all(land, zones);
    let unallocated = diff.unallocated.as_ref().map(|change| if is_after { &change.after } else { &change.before });
    unallocated.map_or(rest.clone(), |unallocated| difference(&rest, unallocated))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, apply};
    use crate::geometry::overlay::{Fill, region_from_rings};
    use crate::geometry::{GridPoint, ProjectCrs};
    use crate::plan::{Approval, Boundary, Plan, ZoneAttributes, ZoneDraft};

    fn land(west: i64, east: i64) -> Region {
        let corner = |e: i64, n: i64| GridPoint::from_mm(e * 1000, n * 1000);
        region_from_rings(&[vec![corner(west, 0), corner(east, 0), corner(east, 100), corner(west, 100)]], Fill::NonZero)
    }

    /// Two zones and a strip of unallocated land, from west to east.
    fn plan() -> Plan {
        let boundary = Boundary::from_legal(land(0, 100), String::new(), String::new(), true);
        let draft = |region| ZoneDraft { attributes: ZoneAttributes::default(), region, faults: Vec::new() };
        let drafts = vec![draft(land(0, 40)), draft(land(40, 90))];
        Plan::assemble("", ProjectCrs::default(), Approval::default(), Some(&boundary), drafts).0
    }

    const WEST: Party = Party::Zone(ZoneId(1));
    const EAST: Party = Party::Zone(ZoneId(2));

    fn account(plan: &mut Plan, command: &Command) -> (StepAccount, PlanDiff) {
        let (_, diff) = apply(plan, command).expect("it can be done");
        (StepAccount::of(&diff), diff)
    }

    #[test]
    fn a_moved_border_is_booked_on_both_sides() {
        let mut plan = plan();
        let to = |e: i64, n: i64| GridPoint::from_mm(e * 1000, n * 1000);
        let moves = vec![(to(40, 0), to(50, 0)), (to(90, 100), to(80, 100))];
        let (account, diff) = account(&mut plan, &Command::MoveVertices { moves });
        let m2 = ExactArea::from_m2;
        assert_eq!(account.changes_of(WEST).collect::<Vec<_>>(), [(EAST, m2(500.0))]);
        assert_eq!(account.changes_of(EAST).collect::<Vec<_>>(), [(WEST, -m2(500.0)), (Party::Unallocated, -m2(500.0))]);
        assert_eq!(account.areas[&Party::Unallocated], (m2(1000.0), m2(1500.0)));
        assert_eq!(moved_land(&diff, EAST, WEST).area(), m2(500.0));
        assert_eq!(moved_land(&diff, EAST, Party::Unallocated).area(), m2(500.0));
        assert!(moved_land(&diff, WEST, EAST).is_empty());
    }

    #[test]
    fn a_deleted_zone_gives_all_it_had_and_names_cost_nothing() {
        let mut plan = plan();
        let (deleted, diff) = account(&mut plan, &Command::DeleteZones { zones: vec![ZoneId(2)] });
        assert_eq!(deleted.changes_of(EAST).collect::<Vec<_>>(), [(Party::Unallocated, -ExactArea::from_m2(5000.0))]);
        assert_eq!(deleted.areas[&EAST].1, ExactArea::ZERO);
        assert_eq!(moved_land(&diff, EAST, Party::Unallocated), land(40, 90));
        let (renamed, _) = account(&mut plan, &Command::SetTitle { title: "B".into() });
        assert_eq!(renamed, StepAccount::default());
    }
}
