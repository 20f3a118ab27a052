//! Findings, refusals, verdicts and steps in the words of a language.

use super::i18n::{TextValue, Texts};
use super::law::statute_text;
use crate::check::{Argument, Detail, Finding, Reason, Rule};
use crate::geometry::area::NumberFormat;
use crate::geometry::grid::UM_PER_M;
use crate::geometry::{ExactArea, GridPoint};
use crate::plan::{Plan, PlanLevel, Zone, ZoneId};

/// The name of a zone in the language of `texts`: its name, else the other language's, else its code, else its number.
pub fn zone_name(texts: &Texts, zone: &Zone) -> String {
    let attributes = &zone.attributes;
    let (first, second) = match texts.language() {
        super::Language::Vietnamese => (&attributes.name_vi, &attributes.name_en),
        super::Language::English => (&attributes.name_en, &attributes.name_vi),
    };
    [first, second, &attributes.code]
        .into_iter()
        .find(|name| !name.is_empty())
        .cloned()
        .unwrap_or_else(|| format!("{}", zone.id.0))
}

/// The short name of a zone for messages and labels: its code, else its name.
pub fn zone_code(texts: &Texts, plan: &Plan, id: ZoneId) -> String {
    match plan.zone(id) {
        Some(zone) if !zone.attributes.code.is_empty() => zone.attributes.code.clone(),
        Some(zone) => zone_name(texts, zone),
        None => format!("{}", id.0),
    }
}

/// An area in words that fit its size: hectares from 0.01 ha, else square metres.
pub fn area_text(texts: &Texts, area: ExactArea) -> String {
    let numbers = texts.numbers();
    if area.abs().m2() >= 1_000.0 { numbers.ha(area, 2) } else { numbers.m2(area, if area.abs().m2() < 10.0 { 2 } else { 1 }) }
}

/// Hectares as a planner writes a figure that is given: two decimals, more only where there are more; without unit.
pub fn given_hectares(texts: &Texts, area: ExactArea) -> String {
    let decimals = (2..8).find(|d| ExactArea::from_ha(area.rounded_ha(*d) as f64 / 10_f64.powi(*d as i32)) == area);
    let decimals = decimals.unwrap_or(8);
    texts.numbers().scaled(area.rounded_ha(decimals), decimals)
}

/// What a finding says.
pub fn finding_text(texts: &Texts, plan: &Plan, finding: &Finding) -> String {
    if let (Rule::Statute(rule), Detail::Statute { outcome, plot }) = (finding.rule, finding.detail) {
        return statute_text(texts, plan, rule, outcome, &finding.zones, plot);
    }
    let arguments = finding.arguments();
    let values: Vec<(&str, TextValue<'_>)> = arguments
        .iter()
        .map(|(name, argument)| {
            let value: TextValue<'_> = match argument {
                Argument::Area(area) => area_text(texts, *area).into(),
                Argument::LengthUm(um) => format!("{} m", texts.numbers().number(*um as f64 / UM_PER_M as f64, 2)).into(),
                Argument::Zone(id) => zone_code(texts, plan, *id).into(),
                Argument::Zones(ids) => {
                    let names: Vec<String> = ids.iter().map(|id| zone_code(texts, plan, *id)).collect();
                    texts.list(&names.iter().map(String::as_str).collect::<Vec<_>>()).into()
                }
                Argument::Text(id) => texts.get(id).to_owned().into(),
                Argument::Keyword(word) => (*word).into(),
            };
            (*name, value)
        })
        .collect();
    texts.format(among_plots(plan, finding.message_id()), &values)
}

/// The text that says the same among the plots of a zone, where it speaks of zones or of the approved area.
fn among_plots(plan: &Plan, id: &'static str) -> &'static str {
    match (plan.level(), id) {
        (PlanLevel::Zone, "finding-gap") => "finding-gap-plot",
        (PlanLevel::Zone, "finding-gap-alone") => "finding-gap-alone-plot",
        (PlanLevel::Zone, "finding-area-residual") => "finding-area-residual-plot",
        _ => id,
    }
}

/// What a reason of a verdict says.
pub fn reason_text(texts: &Texts, reason: Reason) -> String {
    let variables: Vec<(&str, TextValue<'_>)> = match reason {
        Reason::Complies { approved } => vec![("approved", texts.numbers().ha(approved, 2).into())],
        Reason::Errors { count } => vec![("count", count.into())],
        Reason::Residual { difference } => vec![("difference", area_text(texts, difference.abs()).into())],
        Reason::Unallocated { area } | Reason::Overlap { area } | Reason::Outside { area } => {
            vec![("area", area_text(texts, area).into())]
        }
        Reason::NoBoundary | Reason::NoZones | Reason::NoFunctions | Reason::SyntheticBoundary => Vec::new(),
    };
    texts.format(reason.message_id(), &variables)
}

/// A coordinate in metres to the millimetre with thin groups: "2 271 903,412".
pub fn coordinate_text(um: i64, numbers: NumberFormat) -> String {
    let spaced = NumberFormat { group: '\u{a0}', ..numbers };
    spaced.scaled(i128::from((um + 500).div_euclid(1000)), 3)
}

/// X (north) and Y (east) of a place, as the bar writes them.
pub fn coordinates_text(texts: &Texts, at: GridPoint) -> String {
    let numbers = texts.numbers();
    let (north, east) = (coordinate_text(at.north, numbers), coordinate_text(at.east, numbers));
    texts.format("status-coordinates", &[("north", north.into()), ("east", east.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Language;

    #[test]
    fn the_northing_comes_first_and_groups_do_not_break() {
        let at = GridPoint::from_mm(616_580_020, 2_271_903_412);
        let vi = coordinates_text(&Texts::new(Language::Vietnamese), at);
        assert_eq!(vi.replace('\u{a0}', " "), "X (Bắc) 2 271 903,412   Y (Đông) 616 580,020");
        let en = coordinates_text(&Texts::new(Language::English), at);
        assert!(en.contains("2\u{a0}271\u{a0}903.412"), "{en}");
    }
}
