//! Rules of building density: coverage, storeys, floor-area ratio, and figures that files declare as properties.

use super::area::number;
use super::outcome::{Demand, Outcome, Quantity, millionths};
use super::rules::{Bound, LawRule};
use crate::plan::{LandUnit, LandUseGroup, ZoneAttributes};

/// Two figures that people rounded to two decimals each may differ by this much, millionths.
const ROUNDING: i64 = 10_000;

fn is_of(attributes: &ZoneAttributes, groups: &[LandUseGroup]) -> bool {
    attributes.land_use.is_some_and(|land_use| groups.contains(&land_use.group()))
}

/// Building coverage of land of these groups; `storeys_above` narrows it to land with more storeys.
pub(super) fn coverage_limit(
    rule: &LawRule,
    unit: &LandUnit<'_>,
    groups: &[LandUseGroup],
    at_most: i64,
    storeys_above: Option<u16>,
) -> Option<Outcome> {
    let attributes = unit.attributes;
    if !is_of(attributes, groups) {
        return None;
    }
    match (storeys_above, attributes.storeys) {
        (Some(_), None) => return Some(Outcome::UNKNOWN),
        (Some(above), Some(storeys)) if storeys <= above => return None,
        _ => {}
    }
    let Some(coverage) = attributes.building_coverage_pct.and_then(millionths) else { return Some(Outcome::UNKNOWN) };
    Some(Outcome::bounded(rule, coverage, Bound::AtMost(at_most), Quantity::Percent))
}

/// Floor-area ratio ≤ coverage × storeys, wherever all three are declared.
pub(super) fn floor_area_identity(rule: &LawRule, attributes: &ZoneAttributes) -> Option<Outcome> {
    let ratio = attributes.floor_area_ratio.and_then(millionths)?;
    let (coverage, storeys) = (attributes.building_coverage_pct?, attributes.storeys?);
    let most = millionths(coverage * f64::from(storeys) / 100.0)?;
    let demand = Demand::AtMost(Quantity::Number(most));
    Some(Outcome::met(rule, ratio <= most + ROUNDING, Some(Quantity::Number(ratio)), Some(demand)))
}

/// A figure that the file declares as a property of land of these groups; a property that ends in `_pct` is a percentage.
pub(super) fn property_limit(
    rule: &LawRule,
    attributes: &ZoneAttributes,
    property: &str,
    groups: &[LandUseGroup],
    bound: Bound,
) -> Option<Outcome> {
    if !groups.is_empty() && !is_of(attributes, groups) {
        return None;
    }
    let declared = attributes.other.get(property).and_then(number).and_then(millionths);
    let of = |figure| if property.ends_with("_pct") { Quantity::Percent(figure) } else { Quantity::Number(figure) };
    Some(declared.map_or(Outcome::UNKNOWN, |figure| Outcome::bounded(rule, figure, bound, of)))
}
