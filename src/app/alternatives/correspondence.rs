//! Which zones of several plans are the same zone, so that their figures stand in one row.

use std::collections::BTreeSet;

use crate::plan::transfer::counterparts;
use crate::plan::{Plan, ZoneId};

/// Rows of zones that go by the same code or name in several plans.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Correspondence {
    rows: Vec<Vec<Option<ZoneId>>>,
}

impl Correspondence {
    /// The rows of `plans`: those of the plan at the place `reference` first, in its order, then what only others have.
    ///
    /// Every zone of every plan is in one row; a row has at most one zone of each plan.
    pub fn between(plans: &[&Plan], reference: usize) -> Self {
        let mut rows: Vec<Vec<Option<ZoneId>>> = Vec::new();
        let mut seen: Vec<usize> = Vec::new();
        let others = (0..plans.len()).filter(|at| *at != reference);
        for at in std::iter::once(reference).chain(others) {
            let Some(plan) = plans.get(at) else { continue };
            let mut free: BTreeSet<ZoneId> = plan.order().iter().copied().collect();
            for earlier in &seen {
                for (of_earlier, of_this) in counterparts(plans[*earlier], plan) {
                    let row = rows.iter_mut().find(|row| row[*earlier] == Some(of_earlier) && row[at].is_none());
                    if let (Some(row), true) = (row, free.contains(&of_this)) {
                        row[at] = Some(of_this);
                        free.remove(&of_this);
                    }
                }
            }
            for zone in plan.order().iter().filter(|zone| free.contains(zone)) {
                let mut row = vec![None; plans.len()];
                row[at] = Some(*zone);
                rows.push(row);
            }
            seen.push(at);
        }
        Self { rows }
    }

    /// For each row the zone of each plan, in the order of the plans.
    pub fn rows(&self) -> &[Vec<Option<ZoneId>>] {
        &self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{ProjectCrs, Region};
    use crate::plan::{Approval, ZoneAttributes, ZoneDraft};

    fn plan(zones: &[(&str, &str)]) -> Plan {
        let draft = |(code, name): &(&str, &str)| {
            let attributes = ZoneAttributes { code: (*code).into(), name_vi: (*name).into(), ..ZoneAttributes::default() };
            ZoneDraft { attributes, region: Region::empty(), faults: Vec::new() }
        };
        Plan::assemble("", ProjectCrs::default(), Approval::default(), None, zones.iter().map(draft).collect()).0
    }

    #[test]
    fn zones_stand_in_one_row_by_code_or_name_and_none_is_lost() {
        let plans = [
            plan(&[("A", "Thí nghiệm"), ("B", "Sản xuất")]),
            plan(&[("C", "Khởi nghiệp"), ("B", "Đổi tên"), ("X", "Thí nghiệm")]),
            plan(&[("C", ""), ("C", "")]),
        ];
        let plans: Vec<&Plan> = plans.iter().collect();
        let rows = |reference| {
            let rows = Correspondence::between(&plans, reference).rows;
            rows.into_iter()
                .map(|row| row.into_iter().map(|zone| zone.map_or(0, |id| id.0)).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        assert_eq!(rows(0), [[1, 3, 0], [2, 2, 0], [0, 1, 1], [0, 0, 2]]);
        assert_eq!(rows(1), [[0, 1, 1], [2, 2, 0], [1, 3, 0], [0, 0, 2]]);
        assert_eq!(Correspondence::between(&[], 0).rows().len(), 0);
    }
}
