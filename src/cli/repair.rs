//! `hecta repair`: clears the faults of an imported plan by a policy, and says what it did.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::arguments::{InputArguments, OutputFormat, RepairArguments};
use super::failure::Failure;
use super::produce::refuse_overwriting;
use super::subject::Subject;
use super::table::{Side, Table};
use super::{Outcome, say};
use crate::app::Texts;
use crate::app::phrase::{finding_text, reason_text, zone_name};
use crate::app::repair::text::{change_of, fix_text, outcome_text, policy_rules, policy_text, summary_text, why_left_text};
use crate::app::tables::report_for;
use crate::edit::apply;
use crate::edit::repair::{RepairPlan, RepairPolicy, Unrepaired, WhyLeft, repair_all};
use crate::geometry::ExactArea;
use crate::geometry::crs::Decimals;
use crate::io::Format;
use crate::io::export::{PlanExport, export as export_plan};
use crate::plan::Plan;

/// Name and version of the form of the report.
const SCHEMA: &str = "hecta-repair/1";

/// The report; grid areas in m².
#[derive(Serialize)]
struct Report {
    schema: &'static str,
    policy: &'static str,
    steps: Vec<Value>,
    left: Vec<Value>,
    /// Zones whose area changed, before and after; `null` where a zone does not exist.
    zones: Map<String, Value>,
    unallocated_m2: [f64; 2],
    boundary_m2: Option<f64>,
    zones_m2: f64,
    verdict: &'static str,
    output: String,
}

/// Repairs a plan and writes what became of it. A plan that still does not pass leaves as a draft that says so.
pub(super) fn repair(arguments: &RepairArguments, texts: &Texts) -> Result<Outcome, Failure> {
    let RepairArguments { plan, output, policy, .. } = arguments;
    refuse_overwriting(plan, output)?;
    let fail = |source| Failure::Export { path: output.clone(), source: Box::new(source) };
    Format::to_write(output).map_err(fail)?;
    let input = InputArguments {
        plan: Some(plan.clone()),
        boundary: arguments.boundary.clone(),
        approved_ha: arguments.approved_ha.clone(),
        reading: arguments.reading.clone(),
        ..InputArguments::default()
    };
    let before = Subject::load(&input, texts)?;
    before.mention_problems(texts);
    let work = repair_all(&before.plan, *policy);
    let mut repaired = before.plan.clone();
    if let Some(command) = work.command() {
        apply(&mut repaired, &command).map_err(|source| Failure::Refused { source: Box::new(source) })?;
    }
    let after = before.with_plan(repaired);
    let unfinished = texts.get("cli-repair-draft");
    let passes = after.judgement.verdict == crate::check::Verdict::Pass;
    let report_of_plan = report_for(output, &after.tables(texts));
    let export = PlanExport {
        plan: &after.plan,
        ledger: &after.ledger,
        judgement: &after.judgement,
        checker: &after.checker,
        draft_reason: arguments.draft.as_deref().or((!passes).then_some(unfinished)),
        decimals: Decimals::default(),
        report: report_of_plan.as_ref(),
    };
    export_plan(output, &export).map_err(fail)?;
    match arguments.answer.format {
        OutputFormat::Text => say(&text(&before, &after, &work, texts, &output.display().to_string())),
        OutputFormat::Json => say(&report(&before, &after, &work, texts, output.display().to_string())?),
    }
    Ok(if after.checker.findings().has_errors() { Outcome::Faulty } else { Outcome::Compliant })
}

/// Reads the name of a policy.
impl clap::ValueEnum for RepairPolicy {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.code()))
    }
}

fn text(before: &Subject, after: &Subject, work: &RepairPlan, texts: &Texts, output: &str) -> String {
    let plan = &before.plan;
    let mut text = format!("{}: {}\n", texts.get("cli-repair-title"), policy_text(texts, work.policy));
    for rule in policy_rules(texts, work.policy) {
        text.push_str(&format!("  - {rule}\n"));
    }
    text.push('\n');
    let mut steps = Table::new([Side::Right, Side::Left, Side::Left, Side::Left]);
    for (index, step) in work.steps.iter().enumerate() {
        let outcome = step.fix.outcome.as_ref().map(|outcome| outcome_text(texts, plan, outcome)).unwrap_or_default();
        let found = finding_text(texts, plan, &step.finding);
        steps.row([
            format!("{}.", index + 1),
            found,
            format!("→ {}", fix_text(texts, plan, step.fix.kind, step.fix.zone)),
            outcome,
        ]);
    }
    text.push_str(&steps.text());
    if !work.slits.is_zero() {
        let area = texts.numbers().m2(work.slits, 4);
        text.push_str(&format!("  {}\n", texts.format("repair-slits", &[("area", area.into())])));
    }
    if !work.left.is_empty() {
        text.push_str(&format!("\n{}\n", texts.get("repair-left").to_uppercase()));
        for Unrepaired { finding, why } in &work.left {
            text.push_str(&format!("  - {}: {}\n", finding_text(texts, plan, finding), why_left_text(texts, plan, why)));
        }
    }
    if !work.total.zones.is_empty() {
        text.push_str(&format!("\n{}\n{}", texts.get("panel-zones").to_uppercase(), areas(before, work, texts)));
    }
    let summary = summary_text(texts, work.total.cleared, work.left.len(), work.total.unallocated);
    text.push_str(&format!("\n{summary}\n"));
    let verdict = format!("verdict-{}", after.judgement.verdict.id());
    text.push_str(&format!("{}: {}\n", texts.get("panel-verdict").to_uppercase(), texts.get(&verdict)));
    for reason in &after.judgement.reasons {
        text.push_str(&format!("  - {}\n", reason_text(texts, *reason)));
    }
    text.push_str(&texts.format("cli-written", &[("path", output.into())]));
    text
}

/// Zones whose area changed, in m² before, after and between.
fn areas(before: &Subject, work: &RepairPlan, texts: &Texts) -> String {
    let numbers = texts.numbers();
    let mut table = Table::new([Side::Left, Side::Left, Side::Right, Side::Right, Side::Right]);
    let figure = |area: Option<ExactArea>| area.map_or_else(|| "–".to_owned(), |area| numbers.m2(area, 2));
    for outcome in &work.total.zones {
        let name = before.plan.zone(outcome.zone).map(|zone| zone_name(texts, zone)).unwrap_or_default();
        let change = format!("{} m²", numbers.signed(change_of(outcome).rounded_m2(2), 2));
        table.row([before.zone_key(outcome.zone), name, figure(outcome.before), figure(outcome.after), change]);
    }
    table.text()
}

fn m2(area: ExactArea) -> f64 {
    area.rounded_m2(6) as f64 / 1e6
}

fn report(before: &Subject, after: &Subject, work: &RepairPlan, texts: &Texts, output: String) -> Result<String, Failure> {
    let plan = &before.plan;
    let report = Report {
        schema: SCHEMA,
        policy: work.policy.code(),
        steps: work.steps.iter().map(|step| step_report(before, step, texts)).collect(),
        left: work.left.iter().map(|left| left_report(plan, before, left, texts)).collect(),
        zones: changes(before, &work.total.zones),
        unallocated_m2: [m2(work.total.unallocated.0), m2(work.total.unallocated.1)],
        boundary_m2: after.plan.boundary().map(|_| m2(after.ledger.boundary)),
        zones_m2: m2(after.ledger.zones_total),
        verdict: after.judgement.verdict.id(),
        output,
    };
    let mut text = serde_json::to_string_pretty(&report).map_err(|source| Failure::Json { source })?;
    text.push('\n');
    Ok(text)
}

fn changes(before: &Subject, zones: &[crate::edit::repair::ZoneOutcome]) -> Map<String, Value> {
    let change = |outcome: &crate::edit::repair::ZoneOutcome| {
        (before.zone_key(outcome.zone), json!([outcome.before.map(m2), outcome.after.map(m2)]))
    };
    zones.iter().map(change).collect()
}

fn step_report(before: &Subject, step: &crate::edit::repair::RepairStep, texts: &Texts) -> Value {
    let keys: Vec<String> = step.finding.zones.iter().map(|id| before.zone_key(*id)).collect();
    let outcome = step.fix.outcome.as_ref().ok();
    json!({
        "rule": step.finding.rule.id(),
        "message": finding_text(texts, &before.plan, &step.finding),
        "zones": keys,
        "area_m2": step.finding.area.map(m2),
        "fix": step.fix.kind.code(),
        "zone": step.fix.zone.map(|id| before.zone_key(id)),
        "border_m": step.fix.border.map(|border| (border.length_m * 1e3).round() / 1e3),
        "areas_m2": outcome.map(|outcome| changes(before, &outcome.zones)),
    })
}

fn left_report(plan: &Plan, before: &Subject, left: &Unrepaired, texts: &Texts) -> Value {
    let keys: Vec<String> = left.finding.zones.iter().map(|id| before.zone_key(*id)).collect();
    let why = match &left.why {
        WhyLeft::Refused(refusal) => refusal.code(),
        WhyLeft::WouldCreate => "would-create",
        WhyLeft::ByPolicy => "by-policy",
        WhyLeft::NoWay => "no-way",
    };
    json!({
        "rule": left.finding.rule.id(),
        "message": finding_text(texts, plan, &left.finding),
        "zones": keys,
        "area_m2": left.finding.area.map(m2),
        "why": why,
        "reason": why_left_text(texts, plan, &left.why),
    })
}
