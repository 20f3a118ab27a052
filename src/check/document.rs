//! Rules of the legal basis: rules that ran out, texts nobody has read yet.

use super::outcome::{Demand, Outcome, Quantity};
use super::rules::{LawRule, RuleBook, Standing};
use crate::plan::{Date, DossierCodes, Ledger};

/// Rules that stand for others whose successors have not been read: a warning as soon as there is land use to judge.
pub(super) fn unverified(rule: &LawRule, ledger: &Ledger) -> Outcome {
    let is_needed = ledger.land_balance.is_declared();
    if is_needed { Outcome::met(rule, false, None, None) } else { Outcome::UNKNOWN }
}

/// How many rules ran out before `day` of the plan; unknown while the plan has no day of its own.
pub(super) fn expired_basis(rule: &LawRule, book: &RuleBook, day: Option<Date>) -> Outcome {
    let Some(day) = day else { return Outcome::UNKNOWN };
    let expired = book.rules().filter(|other| other.standing(day) == Standing::Expired).count();
    Outcome::met(rule, expired == 0, Some(Quantity::Count(expired)), Some(Demand::Exactly(Quantity::Count(0))))
}

/// Whether the codes of the dossier have the form they must have; unknown while none is stated.
pub(super) fn dossier_codes(rule: &LawRule, codes: &DossierCodes) -> Outcome {
    if codes.is_empty() { Outcome::UNKNOWN } else { Outcome::met(rule, codes.are_well_formed(), None, None) }
}
