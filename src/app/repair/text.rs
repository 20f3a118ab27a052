//! Repairs in the words of a language.

use crate::app::i18n::{TextValue, Texts};
use crate::app::phrase::{area_text, zone_code};
use crate::app::wording::refusal_text;
use crate::edit::repair::{Fix, FixKind, Outcome, RepairPolicy, WhyLeft, ZoneOutcome};
use crate::geometry::ExactArea;
use crate::plan::{Plan, ZoneId};

/// What a way to clear a finding does, as the words on its button.
pub fn fix_text(texts: &Texts, plan: &Plan, kind: FixKind, zone: Option<ZoneId>) -> String {
    let id = format!("repair-{}", kind.code());
    match (kind, zone) {
        (FixKind::MakeZone, _) | (_, None) => texts.get(&id).to_owned(),
        (_, Some(zone)) => texts.format(&id, &[("zone", zone_code(texts, plan, zone).into())]),
    }
}

/// The border of the zone on the faulty land, e.g. "giáp 120,4 m (48 %)"; `None` where land does not go by borders.
pub fn border_text(texts: &Texts, fix: &Fix) -> Option<String> {
    let border = fix.border?;
    let numbers = texts.numbers();
    let length = format!("{} m", numbers.number(border.length_m, 1));
    let share = format!("{} %", numbers.number(border.share * 100.0, 0));
    Some(texts.format("repair-border", &[("length", length.into()), ("share", share.into())]))
}

/// By how much an area changes, in words that fit its size: "+0,30 ha", "−12,4 m²".
pub fn change_text(texts: &Texts, change: ExactArea) -> String {
    let numbers = texts.numbers();
    let m2 = change.abs().m2();
    if m2 >= 1_000.0 {
        format!("{} ha", numbers.signed(change.rounded_ha(2), 2))
    } else {
        let decimals = if m2 < 10.0 { 2 } else { 1 };
        format!("{} m²", numbers.signed(change.rounded_m2(decimals), decimals))
    }
}

/// How an area changed.
pub fn change_of(outcome: &ZoneOutcome) -> ExactArea {
    outcome.after.unwrap_or_default() - outcome.before.unwrap_or_default()
}

/// Figures of what becomes of zones and of unallocated land, on one line: "SX +12,4 m² · TN −12,4 m²".
pub fn outcome_text(texts: &Texts, plan: &Plan, outcome: &Outcome) -> String {
    let zone = |change: &ZoneOutcome| match change.after {
        None => texts.format("repair-zone-goes", &[("zone", zone_code(texts, plan, change.zone).into())]),
        Some(_) => format!("{} {}", zone_code(texts, plan, change.zone), change_text(texts, change_of(change))),
    };
    let mut parts: Vec<String> = outcome.zones.iter().map(zone).collect();
    let (before, after) = outcome.unallocated;
    if before != after {
        parts.push(format!("{} {}", texts.get("panel-unallocated"), change_text(texts, after - before)));
    }
    parts.join(" · ")
}

/// What a policy is, as the words of a choice.
pub fn policy_text(texts: &Texts, policy: RepairPolicy) -> &str {
    texts.get(match policy {
        RepairPolicy::LongestBorder => "repair-policy-longest-border",
        RepairPolicy::NearestTarget => "repair-policy-nearest-target",
        RepairPolicy::LeaveGaps => "repair-policy-leave-gaps",
    })
}

/// What is done by a policy, sentence by sentence.
pub fn policy_rules(texts: &Texts, policy: RepairPolicy) -> [&str; 5] {
    let gaps = match policy {
        RepairPolicy::LongestBorder => "repair-rule-gaps-border",
        RepairPolicy::NearestTarget => "repair-rule-gaps-target",
        RepairPolicy::LeaveGaps => "repair-rule-gaps-left",
    };
    let overlaps = match policy {
        RepairPolicy::NearestTarget => "repair-rule-overlaps-target",
        RepairPolicy::LongestBorder | RepairPolicy::LeaveGaps => "repair-rule-overlaps-larger",
    };
    [gaps, overlaps, "repair-rule-outside", "repair-rule-duplicates", "repair-rule-shapes"].map(|id| texts.get(id))
}

/// Why a fault is left, as a sentence.
pub fn why_left_text(texts: &Texts, plan: &Plan, why: &WhyLeft) -> String {
    match why {
        WhyLeft::Refused(refusal) => refusal_text(texts, plan, refusal),
        WhyLeft::WouldCreate => texts.get("repair-left-would-create").to_owned(),
        WhyLeft::ByPolicy => texts.get("repair-left-by-policy").to_owned(),
        WhyLeft::NoWay => texts.get("repair-left-no-way").to_owned(),
    }
}

/// What a repair of everything comes to: how many faults it clears, how many it leaves, what becomes of unallocated land.
pub fn summary_text(texts: &Texts, cleared: usize, left: usize, unallocated: (ExactArea, ExactArea)) -> String {
    let figure = |count: usize| TextValue::from(texts.numbers().number(count as f64, 0));
    let area = |area: ExactArea| TextValue::from(area_text(texts, area));
    let values =
        [("cleared", figure(cleared)), ("left", figure(left)), ("before", area(unallocated.0)), ("after", area(unallocated.1))];
    texts.format("repair-summary", &values)
}
