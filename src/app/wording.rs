//! Hints, refusals and reasons in the words of a language.

use super::i18n::{TextValue, Texts};
use super::phrase::{area_text, zone_code, zone_name};
use super::session::Session;
use crate::check::Reason;
use crate::edit::Refusal;
use crate::geometry::{ExactArea, GridPoint};
use crate::plan::{Face, Plan, PlanLevel, ZoneId};
use crate::tool::{Remark, ToolGroup};

/// Why a command was refused, as a sentence.
pub fn refusal_text(texts: &Texts, plan: &Plan, refusal: &Refusal) -> String {
    let id = format!("refusal-{}", refusal.code());
    match refusal {
        Refusal::Locked { zone } | Refusal::WouldVanish { zone } | Refusal::OnePart { zone } => {
            texts.format(&id, &[("zone", zone_code(texts, plan, *zone).into())])
        }
        Refusal::NothingFree => texts.format(&id, &[("key", "Shift".into())]),
        _ => texts.get(&id).to_owned(),
    }
}

/// Why a verdict is what it is, as a sentence.
pub fn reason_text(texts: &Texts, reason: Reason) -> String {
    let id = reason.message_id();
    let with_area = |name: &str, area: ExactArea| texts.format(id, &[(name, area_text(texts, area).into())]);
    match reason {
        Reason::Complies { approved } => with_area("approved", approved),
        Reason::Errors { count } => texts.format(id, &[("count", count.into())]),
        Reason::Residual { difference } => with_area("difference", difference.abs()),
        Reason::Unallocated { area } | Reason::Overlap { area } | Reason::Outside { area } => with_area("area", area),
        Reason::NoBoundary | Reason::NoZones | Reason::NoFunctions | Reason::SyntheticBoundary => texts.get(id).to_owned(),
    }
}

/// What a gesture says beside its figures.
pub fn remark_text(texts: &Texts, remark: Remark) -> String {
    let metres = |value_m: f64| TextValue::from(format!("{} m", texts.numbers().number(value_m, 3)));
    match remark {
        Remark::Radius { radius_m } => texts.format("status-live-radius", &[("radius", metres(radius_m))]),
        Remark::Sides { a_m, b_m } => texts.format("status-live-sides", &[("a", metres(a_m)), ("b", metres(b_m))]),
        Remark::Simplified { before, after } => {
            let figure = |count: usize| TextValue::from(texts.numbers().number(count as f64, 0));
            texts.format("status-live-simplified", &[("before", figure(before)), ("after", figure(after))])
        }
        Remark::Face { area } => area_text(texts, area),
    }
}

/// What the active tool waits for, or what it has to say; `cursor` is where the pointer is on the map.
pub fn hint_text(texts: &Texts, session: &Session, cursor: Option<GridPoint>) -> String {
    let plan = session.plan();
    if let Some(id) = session.told() {
        return texts.get(id).to_owned();
    }
    let refusal = session.refused().map(|refused| &refused.refusal).or(session.preview_refusal());
    if let Some(refusal) = refusal {
        let reason = refusal_text(texts, plan, refusal);
        let is_sketch = matches!(session.tool().kind().group(), ToolGroup::Draw | ToolGroup::Cut);
        return if is_sketch && !session.tool().marks().is_empty() {
            texts.format("hint-polygon-refused", &[("reason", reason.into())])
        } else {
            reason
        };
    }
    let id = session.tool().hint();
    match id {
        "hint-select-idle" => selection_hint(texts, session),
        "hint-select-hover" => {
            let under = cursor.and_then(|at| plan.zones_at(at).first().copied());
            match under {
                Some(zone) if !session.selection().contains(&zone) => {
                    texts.format(id, &[("zone", name(texts, plan, zone).into())])
                }
                _ => selection_hint(texts, session),
            }
        }
        "hint-vertices-shared" => {
            let owners = session.tool().hot_vertex().map(|at| plan.index().owners_of_vertex(at)).unwrap_or_default();
            let zones = owners.into_iter().filter_map(|face| match face {
                Face::Zone(id) => Some(zone_code(texts, plan, id)),
                Face::Unallocated => None,
            });
            listed(texts, "hint-vertices-shared", "hint-vertices-vertex", &zones.collect::<Vec<_>>())
        }
        "hint-vertices-selected" => {
            let count = session.tool().selected_vertices().map_or(0, std::collections::BTreeSet::len);
            texts.format(id, &[("count", count.into())])
        }
        "hint-fill-give" => {
            let zone = session.selected_zone().map(|id| name(texts, plan, id)).unwrap_or_default();
            texts.format(id, &[("zone", zone.into())])
        }
        "hint-set-area-hover" | "hint-set-area-unsolved" => super::area::hint_text(texts, session, id),
        "hint-polygon-take" => listed(texts, id, "hint-polygon-can-close", &giving_zones(texts, session)),
        _ if plan.level() == PlanLevel::Zone => texts.get(among_plots(id)).to_owned(),
        _ => texts.get(id).to_owned(),
    }
}

/// The same hint about plots.
fn among_plots(id: &str) -> &str {
    match id {
        "hint-polygon-start" => "hint-polygon-start-plot",
        "hint-polygon-can-close" => "hint-polygon-can-close-plot",
        "hint-fill-idle" => "hint-fill-idle-plot",
        "hint-fill-zone" => "hint-fill-zone-plot",
        "hint-split-start" => "hint-split-start-plot",
        id => id,
    }
}

fn selection_hint(texts: &Texts, session: &Session) -> String {
    let plan = session.plan();
    match session.selection().len() {
        0 if plan.level() == PlanLevel::Zone => texts.get("hint-select-idle-plot").to_owned(),
        0 => texts.get("hint-select-idle").to_owned(),
        1 => {
            let id = if plan.level() == PlanLevel::Zone { "hint-select-one" } else { "hint-select-one-zone" };
            let zone = session.selected_zone().map(|id| name(texts, plan, id)).unwrap_or_default();
            texts.format(id, &[("zone", zone.into())])
        }
        count => {
            let total: ExactArea = session.selection().iter().filter_map(|id| Some(plan.zone(*id)?.area)).sum();
            let area: TextValue<'_> = area_text(texts, total).into();
            texts.format("hint-select-many", &[("count", count.into()), ("area", area)])
        }
    }
}

/// The text `id` about several zones; `otherwise` if there are none.
fn listed(texts: &Texts, id: &str, otherwise: &str, zones: &[String]) -> String {
    if zones.is_empty() {
        return texts.get(otherwise).to_owned();
    }
    let names: Vec<&str> = zones.iter().map(String::as_str).collect();
    texts.format(id, &[("zones", texts.list(&names).into())])
}

/// Codes of the zones that lose land to the gesture under way.
fn giving_zones(texts: &Texts, session: &Session) -> Vec<String> {
    let Some(before) = session.ledger_before() else { return Vec::new() };
    let loses = |(id, area): (&ZoneId, &ExactArea)| session.ledger().zones.get(id).is_none_or(|now| now < area).then_some(*id);
    before.zones.iter().filter_map(loses).map(|id| zone_code(texts, session.plan(), id)).collect()
}

fn name(texts: &Texts, plan: &Plan, id: ZoneId) -> String {
    plan.zone(id).map(|zone| zone_name(texts, zone)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Language;
    use crate::plan::Approval;

    #[test]
    fn every_refusal_and_reason_has_a_sentence_in_both_languages() {
        let at = GridPoint::new(0, 0);
        let zone = ZoneId(7);
        let refusals = [
            Refusal::NoBoundary,
            Refusal::NoSuchZone { zone },
            Refusal::NoArea,
            Refusal::NothingFree,
            Refusal::NotUnallocated { at },
            Refusal::Locked { zone },
            Refusal::LegalCorner { at },
            Refusal::NoVertex { at },
            Refusal::NoEdge { at },
            Refusal::Junction { at },
            Refusal::Crosses { at },
            Refusal::WouldVanish { zone },
            Refusal::TooFine { at },
            Refusal::DoesNotAddUp { at },
            Refusal::MoreFaults,
            Refusal::NothingToRepair,
        ];
        let area = ExactArea::from_m2(12.0);
        let reasons = [
            Reason::Complies { approved: area },
            Reason::Errors { count: 3 },
            Reason::Residual { difference: -area },
            Reason::Unallocated { area },
            Reason::Overlap { area },
            Reason::Outside { area },
            Reason::NoBoundary,
            Reason::NoZones,
            Reason::NoFunctions,
            Reason::SyntheticBoundary,
        ];
        let plan = Plan::assemble("", Default::default(), Approval::default(), None, Vec::new()).0;
        for texts in Language::ALL.map(Texts::new) {
            let said = refusals.iter().map(|refusal| refusal_text(&texts, &plan, refusal));
            for text in said.chain(reasons.iter().map(|reason| reason_text(&texts, *reason))) {
                assert!(text.ends_with('.') && !text.contains('{'), "{text}");
            }
        }
    }
}
