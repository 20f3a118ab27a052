//! Rules and findings in the statement.

use serde_json::{Map, Value, json};

use super::super::export_error::ExportError;
use super::{FileForm, code_of, m2};
use crate::check::rules::MILLION;
use crate::check::{Assessment, Checker, Demand, Detail, Finding, Grade, LawRule, Quantity, Standing};
use crate::plan::{Ledger, Plan};

/// What is said beside a rule whose text nobody has held against the original.
const UNVERIFIED: &str = "căn cứ chưa đối chiếu văn bản gốc";
/// Decimals of the place of a finding in degrees: a tenth of a millimetre.
const PLACE_DECIMALS: i32 = 9;

/// What each rule says, in the order of the book; rules about files as they were judged.
pub(super) fn assessments(plan: &Plan, ledger: &Ledger, checker: &Checker, form: &FileForm) -> Value {
    let entry = |assessment: &Assessment| {
        let judged = form.judged.iter().find(|(id, ..)| *id == assessment.rule.id);
        let judged = judged.filter(|_| assessment.standing == Standing::InForce);
        rule_entry(plan, assessment, judged.map(|(_, is_met, figure)| (*is_met, *figure)))
    };
    checker.assessments(plan, ledger).iter().map(entry).collect()
}

fn rule_entry(plan: &Plan, assessment: &Assessment, judged: Option<(bool, Option<f64>)>) -> Value {
    let rule = assessment.rule;
    let mut entry = Map::new();
    let mut put = |name: &str, value: Value| drop(entry.insert(name.to_owned(), value));
    put("id", rule.id.clone().into());
    if let Some(number) = &rule.number {
        put("number", number.clone().into());
    }
    if !rule.title.vi.is_empty() {
        put("title_vi", rule.title.vi.clone().into());
        put("title_en", rule.title.en.clone().into());
    }
    let grade = match judged {
        Some((true, _)) => Grade::Pass,
        Some((false, _)) => Grade::of(rule.capped(rule.severity)),
        None => assessment.outcome.grade,
    };
    put("result", grade.id().into());
    put("standing", standing_id(assessment.standing).into());
    match judged {
        Some((_, figure)) => put("figure", figure.map_or(Value::Null, |m2| json!({"value": m2, "unit": "m2"}))),
        None => put("figure", assessment.outcome.figure.map_or(Value::Null, quantity)),
    }
    put("threshold", assessment.outcome.demand.map_or(Value::Null, demand));
    put("zones", zone_codes(plan, &assessment.zones));
    put_basis(&mut entry, rule);
    entry.into()
}

/// Where a rule comes from, when it holds and how well it is founded.
fn put_basis(entry: &mut Map<String, Value>, rule: &LawRule) {
    let mut put = |name: &str, value: Value| drop(entry.insert(name.to_owned(), value));
    put("source", rule.source.clone().into());
    put("valid_from", rule.valid_from.map(|day| day.to_string()).into());
    put("valid_to", rule.valid_to.map(|day| day.to_string()).into());
    put("confidence", rule.confidence.id().into());
    if !rule.confidence.is_verified() {
        put("note", UNVERIFIED.into());
    }
}

const fn standing_id(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "in_force",
        Standing::NotYet => "not_yet",
        Standing::Expired => "expired",
        Standing::Disabled => "disabled",
    }
}

fn quantity(quantity: Quantity) -> Value {
    let millionths = |value: i64| value as f64 / MILLION as f64;
    match quantity {
        Quantity::Area(area) => json!({"value": m2(area), "unit": "m2"}),
        Quantity::Percent(value) => json!({"value": millionths(value), "unit": "percent"}),
        Quantity::Number(value) => json!({"value": millionths(value), "unit": "1"}),
        Quantity::Epsg(code) => json!({"value": code, "unit": "EPSG"}),
        Quantity::Count(count) => json!({"value": count, "unit": "count"}),
        Quantity::Day(day) => json!({"value": day.to_string(), "unit": "day"}),
    }
}

fn demand(demand: Demand) -> Value {
    let relation = match demand {
        Demand::AtLeast(_) => ">=",
        Demand::AtMost(_) => "<=",
        Demand::Below(_) => "<",
        Demand::Exactly(_) => "=",
    };
    let mut stated = quantity(demand.quantity());
    stated["relation"] = relation.into();
    stated
}

fn zone_codes(plan: &Plan, zones: &[crate::plan::ZoneId]) -> Value {
    let mut codes: Vec<String> = zones.iter().map(|id| code_of(plan, *id)).collect();
    codes.sort_unstable();
    codes.into()
}

/// Everything that is wrong, worst first, with place and area.
pub(super) fn findings(plan: &Plan, checker: &Checker) -> Result<Value, ExportError> {
    checker.findings().iter().map(|finding| finding_entry(plan, finding)).collect::<Result<Vec<_>, _>>().map(Value::from)
}

fn finding_entry(plan: &Plan, finding: &Finding) -> Result<Value, ExportError> {
    let unit = 10_f64.powi(PLACE_DECIMALS);
    let place = finding.at.map(|at| plan.crs().lon_lat_from_grid(at)).transpose()?;
    let plot = match (finding.detail, &finding.zones[..]) {
        (Detail::Statute { plot: Some(plot), .. }, [zone]) => plan.plots(*zone).map(|plots| code_of(plots, plot)),
        _ => None,
    };
    Ok(json!({
        "rule": finding.rule.id(),
        "severity": finding.severity.id(),
        "zones": zone_codes(plan, &finding.zones),
        "plot_code": plot,
        "area_m2": finding.area.map(m2),
        "at": place.map(|position| position.map(|degrees| (degrees * unit).round() / unit)),
    }))
}
