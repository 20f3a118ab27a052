//! What the area solvers have to say, in the words of a language.

use crate::app::Texts;
use crate::app::phrase::{given_hectares, zone_code};
use crate::app::session::Session;
use crate::app::unsolved_text::unsolved_text;
use crate::edit::solve::{AreaOffer, AreaWay, border_chains};
use crate::geometry::coverage::NOISE_AREA;
use crate::geometry::{ExactArea, GridPoint};
use crate::plan::{Face, Plan, PlanDiff, ZoneId};

/// Decimals of a distance that a border moves, metres.
const MOVE_DECIMALS: u32 = 3;
/// Most zones whose figures stand beside the pointer.
const MOST_ZONES: usize = 4;

/// The short name of a zone, or the word for land that no zone has.
pub fn face_text(texts: &Texts, plan: &Plan, face: Face) -> String {
    match face {
        Face::Zone(zone) => zone_code(texts, plan, zone),
        Face::Unallocated => texts.get("panel-identify-nobody").to_owned(),
    }
}

/// An offer to bring a zone to its target: how which border moves, how far, and to what.
pub fn offer_text(texts: &Texts, plan: &Plan, zone: ZoneId, offer: &AreaOffer) -> String {
    let is_whole = |border: &[GridPoint]| border_chains(plan, zone).iter().any(|chain| chain.points == border);
    let id = match offer.way {
        AreaWay::Slide { .. } => "panel-offer-slide",
        AreaWay::Swing { .. } => "panel-offer-swing",
        AreaWay::Offset { ref border, .. } if is_whole(border) => "panel-offer-offset",
        AreaWay::Offset { .. } => "panel-offer-part",
        AreaWay::Along { .. } => "panel-offer-along",
    };
    let target = plan.zone(zone).and_then(|zone| zone.attributes.target).unwrap_or(offer.solution.area);
    texts.format(
        id,
        &[
            ("partner", face_text(texts, plan, offer.partner).into()),
            ("distance", format!("{} m", texts.numbers().number(offer.solution.moved_m, 2)).into()),
            ("area", format!("{} ha", given_hectares(texts, target)).into()),
        ],
    )
}

/// What stands beside the pointer while a border is chosen: who has how much then, and how far the border moves.
pub fn outcome_lines(texts: &Texts, session: &Session) -> Vec<String> {
    let Some(tool) = session.tool().set_area() else { return Vec::new() };
    let Some((_, Ok(solution))) = tool.outcome() else { return Vec::new() };
    let change = |before: ExactArea, now: ExactArea| texts.numbers().signed((now - before).rounded_m2(1), 1);
    let zones = session.preview().into_iter().flat_map(PlanDiff::land_changes);
    let mut lines: Vec<String> = zones
        .filter_map(|(zone, before, after)| {
            let (before, now) = (before?.area(), after?.area());
            // a node on its border is no land that a zone gives or gets
            if (now - before).abs() < NOISE_AREA {
                return None;
            }
            let variables = [
                ("zone", zone_code(texts, session.plan(), zone).into()),
                ("area", texts.numbers().ha(now, 4).into()),
                ("change", format!("{} m²", change(before, now)).into()),
            ];
            Some(texts.format("status-area-zone", &variables))
        })
        .take(MOST_ZONES)
        .collect();
    let distance = format!("{} m", texts.numbers().number(solution.moved_m, MOVE_DECIMALS));
    lines.push(texts.format("status-area-moved", &[("distance", distance.into())]));
    lines
}

/// What the tool that sets areas waits for or has to say, where that needs figures.
pub fn hint_text(texts: &Texts, session: &Session, id: &str) -> String {
    let (plan, tool) = (session.plan(), session.tool().set_area());
    if let Some(Err(why)) = tool.and_then(|tool| tool.outcome()).map(|(_, outcome)| outcome) {
        let reason = unsolved_text(texts, plan, why);
        return texts.format("hint-set-area-unsolved", &[("reason", reason.into())]);
    }
    let Some(hot) = tool.and_then(|tool| tool.hot()) else { return texts.get("hint-set-area-idle").to_owned() };
    let (zone, across) = (zone_code(texts, plan, hot.zone), face_text(texts, plan, hot.across));
    let typed = session.area_figure();
    let target = plan.zone(hot.zone).and_then(|zone| zone.attributes.target);
    let figure = if typed.is_empty() { target } else { typed.area() };
    let mut variables = vec![("zone", zone.into()), ("partner", across.into())];
    match figure {
        Some(area) => {
            variables.push(("area", format!("{} ha", given_hectares(texts, area)).into()));
            texts.format(id, &variables)
        }
        None => texts.format("hint-set-area-no-figure", &variables),
    }
}
