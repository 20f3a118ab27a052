//! Rules of land use: shares of groups of classes, classes that exist.

use serde_json::Value;

use super::outcome::{Grade, Outcome, Quantity, share_millionths};
use super::rules::{Bound, LawRule};
use crate::geometry::ExactArea;
use crate::plan::{LandUseGroup, Ledger, ZoneAttributes};

/// The share of these groups in the boundary's area. Land without a class, and land of no zone, may still become either: only what it
/// cannot change any more is decided.
pub(super) fn group_share(rule: &LawRule, ledger: &Ledger, groups: &[LandUseGroup], bound: Bound) -> Outcome {
    let whole = ledger.boundary;
    if whole.is_zero() || !ledger.land_balance.is_declared() {
        return Outcome::UNKNOWN;
    }
    let total = ledger.land_balance.total();
    let sum = total.of_groups(groups);
    let open = total.unclassified + ledger.unallocated;
    let reaches = |part: ExactArea, percent: i64| part.twice_um2() * 100_000_000 >= whole.twice_um2() * i128::from(percent);
    let exceeds = |part: ExactArea, percent: i64| part.twice_um2() * 100_000_000 > whole.twice_um2() * i128::from(percent);
    let (is_met, may_change) = match bound {
        Bound::AtLeast(least) => (reaches(sum, least), !reaches(sum, least) && reaches(sum + open, least)),
        Bound::AtMost(most) => (!exceeds(sum, most), !exceeds(sum, most) && exceeds(sum + open, most)),
    };
    let figure = Some(Quantity::Percent(share_millionths(sum, whole)));
    let judged = Outcome::met(rule, is_met, figure, Some(bound.demand(Quantity::Percent)));
    if may_change { Outcome { grade: Grade::Unknown, ..judged } } else { judged }
}

/// Whether the word for the class is one; nothing where no word stands.
pub(super) fn known_land_use(rule: &LawRule, attributes: &ZoneAttributes) -> Option<Outcome> {
    let unknown = attributes.other.get("land_use").and_then(Value::as_str).is_some_and(|word| !word.trim().is_empty());
    (unknown || attributes.land_use.is_some()).then(|| Outcome::met(rule, !unknown, None, None))
}
