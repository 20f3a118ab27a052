//! Rules of area figures: area-residual, and as data the boundary against the approved area, areas a file declares, the CRS.

use serde_json::Value;

use super::finding::{Detail, Finding};
use super::outcome::{Demand, Grade, Outcome, Quantity};
use super::rule::{Rule, Severity};
use super::rules::{Direction, LawRule, Limit, Threshold};
use crate::geometry::area::{M2_PER_HA, NumberFormat};
use crate::geometry::{ExactArea, ProjectCrs, Region};
use crate::plan::{Ledger, Tolerances, ZoneAttributes};

/// The finding that the zones do not add up to the approved area; its area is the difference without sign.
pub(super) fn residual(ledger: &Ledger, tolerances: &Tolerances) -> Option<Finding> {
    let difference = ledger.residual().abs();
    (difference > tolerances.area_residual).then(|| Finding {
        rule: Rule::AreaResidual,
        severity: Severity::Error,
        zones: Vec::new(),
        area: Some(difference),
        at: None,
        geometry: Region::empty(),
        detail: Detail::Residual { approved: ledger.approved, drawn: ledger.zones_total },
    })
}

/// How far the boundary is from the approved area, by the gravest limit that is reached.
pub(super) fn boundary_difference(
    rule: &LawRule,
    ledger: &Ledger,
    tolerances: &Tolerances,
    direction: Direction,
    limits: &[Limit],
) -> Outcome {
    if ledger.boundary.is_zero() || ledger.approved.is_zero() {
        return Outcome::UNKNOWN;
    }
    let signed = ledger.boundary - ledger.approved;
    let difference = match direction {
        Direction::Either => signed.abs(),
        Direction::More => signed.max(ExactArea::ZERO),
        Direction::Less => (-signed).max(ExactArea::ZERO),
    };
    let judged = limits.iter().map(|limit| {
        let (is_reached, demand) = match limit.from {
            Threshold::Area(from) => (difference >= from, Demand::Below(Quantity::Area(from))),
            Threshold::OfApproved(percent) => {
                let from = ExactArea::from_twice_um2(ledger.approved.twice_um2() * i128::from(percent) / 100_000_000);
                (difference >= from, Demand::Below(Quantity::Area(from)))
            }
            Threshold::Tolerance(tolerance) => {
                let most = tolerances.area(tolerance).unwrap_or_default();
                (difference > most, Demand::AtMost(Quantity::Area(most)))
            }
        };
        (if is_reached { Grade::of(rule.capped(limit.severity)) } else { Grade::Pass }, demand)
    });
    // of limits not reached the mildest is told: it is the next one
    let worst = judged.reduce(|worst, next| if next.0 > worst.0 { next } else { worst });
    let (grade, demand) = worst.unwrap_or((Grade::Pass, Demand::AtMost(Quantity::Area(ExactArea::ZERO))));
    Outcome { grade, figure: Some(Quantity::Area(difference)), demand: Some(demand) }
}

/// What a file declares as the area of a zone, with the tolerance for its unit.
pub(super) fn declared_area(attributes: &ZoneAttributes, tolerances: &Tolerances) -> Option<(ExactArea, ExactArea)> {
    let figure = |name: &str| attributes.other.get(name).and_then(number).filter(|figure| *figure > 0.0 && *figure < 1e10);
    let in_ha = || figure("area_ha").map(|ha| (ExactArea::from_ha(ha), tolerances.declared_ha));
    let in_m2 = || figure("area_m2").or_else(|| figure("dienTich")).map(|m2| (ExactArea::from_m2(m2), tolerances.declared_m2));
    in_ha().or_else(in_m2)
}

/// A number, or a text that is one: with a decimal point as programs write it, else as Vietnamese tables do.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok().or_else(|| NumberFormat::VI.parse(text)),
        _ => None,
    }
}

/// The declared area of a zone against the drawn one. A `dienTich` that only fits as hectares was meant as hectares.
pub(super) fn declared_outcome(
    rule: &LawRule,
    attributes: &ZoneAttributes,
    drawn: ExactArea,
    tolerances: &Tolerances,
) -> Option<Outcome> {
    let (declared, tolerance) = declared_area(attributes, tolerances)?;
    let as_hectares = ExactArea::from_m2(declared.m2() * M2_PER_HA);
    let fits_as_hectares = (as_hectares - drawn).abs() <= tolerances.declared_ha;
    let is_met = (declared - drawn).abs() <= tolerance || fits_as_hectares;
    let demand = Demand::Exactly(Quantity::Area(drawn));
    Some(Outcome::met(rule, is_met, Some(Quantity::Area(declared)), Some(demand)))
}

/// What all zones declare together against the approved area; unknown unless every zone declares its area.
pub(super) fn declared_sum(rule: &LawRule, declared: ExactArea, is_complete: bool, ledger: &Ledger, most: ExactArea) -> Outcome {
    if !is_complete {
        return Outcome::UNKNOWN;
    }
    let is_met = (declared - ledger.approved).abs() <= most;
    Outcome::met(rule, is_met, Some(Quantity::Area(declared)), Some(Demand::Exactly(Quantity::Area(ledger.approved))))
}

/// The grid that areas are computed on.
pub(super) fn project_crs(rule: &LawRule, crs: ProjectCrs, epsg: u32) -> Outcome {
    let demand = Demand::Exactly(Quantity::Epsg(epsg));
    Outcome::met(rule, crs.epsg() == epsg, Some(Quantity::Epsg(crs.epsg())), Some(demand))
}
