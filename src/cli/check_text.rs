//! `hecta check`: the balance as a planner reads it.

use super::subject::Subject;
use super::table::{Side, Table};
use crate::app::law::{
    assessment_figures, assessment_sign, assessment_word, confidence_text, day_text, law_title, tolerance_text, tolerance_title,
    validity_text, wording,
};
use crate::app::phrase::{area_text, finding_text, reason_text, zone_code, zone_name};
use crate::app::{Language, Texts};
use crate::check::{Severity, Standing};
use crate::geometry::ExactArea;
use crate::geometry::area::NumberFormat;
use crate::geometry::crs::DATUM_OPERATION;
use crate::plan::ledger::{rounded_hectares, rounded_percentages};
use crate::plan::{Tolerance, Zone, ZoneId};

/// More columns than this make a table that no terminal shows: then only totals are given.
const MOST_COLUMNS: usize = 8;

/// The whole report.
pub(super) fn balance(subject: &Subject, texts: &Texts) -> String {
    let blocks = [
        head(subject, texts),
        figures(subject, texts),
        zones(subject, texts),
        communes(subject, texts),
        findings(subject, texts),
        rules(subject, texts),
        tolerances(subject, texts),
    ];
    let mut text = blocks.into_iter().filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n");
    text.push('\n');
    text.push_str(&verdict(subject, texts));
    text
}

/// In capitals, except a unit in brackets at the end.
fn heading(text: &str) -> String {
    let (words, unit) = text.split_at(text.find('(').unwrap_or(text.len()));
    format!("{}{unit}\n", words.to_uppercase())
}

fn head(subject: &Subject, texts: &Texts) -> String {
    let plan = &subject.plan;
    let title = if plan.title().is_empty() { texts.get("app-untitled") } else { plan.title() };
    let park = plan.boundary().map(|b| match texts.language() {
        Language::English if !b.name_en.is_empty() => b.name_en.as_str(),
        _ => b.name_vi.as_str(),
    });
    let park = park.filter(|name| !name.is_empty()).map_or(String::new(), |name| format!(" – {name}"));
    let crs = match texts.language() {
        Language::Vietnamese => plan.crs().name_vi(),
        Language::English => plan.crs().name().to_owned(),
    };
    let mut text = format!("{title}{park}\n{crs} ({}), WGS 84: {DATUM_OPERATION}\n", plan.crs());
    if let Some(date) = plan.settings().date {
        text.push_str(&texts.format("cli-date", &[("date", date.to_string().into())]));
        text.push('\n');
    }
    text
}

fn figures(subject: &Subject, texts: &Texts) -> String {
    let (numbers, ledger) = (texts.numbers(), &subject.ledger);
    let mut table = Table::new([Side::Left, Side::Right, Side::Right, Side::Left]);
    let mut figure = |id: &str, area: Option<ExactArea>, note: String| {
        let unknown = || "—".to_owned();
        let ha = area.map_or_else(unknown, |area| numbers.ha(area, 2));
        table.row([texts.get(id).to_owned(), ha, area.map_or_else(unknown, |area| numbers.m2(area, 1)), note]);
    };
    let with_boundary = |area: ExactArea| subject.plan.boundary().map(|_| area);
    let decision = &subject.plan.approval().decision;
    let decision = if decision.is_empty() {
        String::new()
    } else {
        texts.format("panel-decision", &[("decision", decision.as_str().into())])
    };
    figure("panel-approved", Some(ledger.approved), decision);
    figure("panel-boundary", with_boundary(ledger.boundary), String::new());
    figure("panel-drawn", Some(ledger.zones_total), String::new());
    let residual = ledger.balance().word_id();
    figure("panel-residual", Some(ledger.residual()), texts.get(residual).to_owned());
    figure("panel-unallocated", with_boundary(ledger.unallocated), String::new());
    figure("panel-overlap", Some(ledger.overlap), String::new());
    figure("panel-outside", with_boundary(ledger.outside), String::new());
    let meridian = subject.plan.crs().central_meridian_text();
    let definition = texts.format("area-grid-short", &[("meridian", meridian.into())]);
    format!("{} ({definition})\n{}", texts.get("panel-balance").to_uppercase(), table.text())
}

fn zones(subject: &Subject, texts: &Texts) -> String {
    let zones: Vec<&Zone> = subject.plan.zones().collect();
    if zones.is_empty() {
        return String::new();
    }
    let numbers = texts.numbers();
    let areas: Vec<ExactArea> = zones.iter().map(|zone| zone.area).collect();
    let (hectares, shares) = (rounded_hectares(&areas, 2), rounded_percentages(&areas, subject.ledger.approved, 2));
    let mut table = Table::new([Side::Left, Side::Left, Side::Right, Side::Right, Side::Right, Side::Right, Side::Right]);
    let square_metres = format!("{} (m²)", texts.get("panel-drawn"));
    let heads = ["panel-column-code", "panel-column-zone", "panel-column-area"].map(|id| texts.get(id).to_owned());
    let more = ["panel-column-share", "panel-column-target", "panel-column-difference"].map(|id| texts.get(id).to_owned());
    table.row(heads.into_iter().chain([square_metres]).chain(more));
    table.rule();
    let none = || "–".to_owned();
    for (index, zone) in zones.iter().enumerate() {
        let target = zone.attributes.target.map_or_else(none, |target| numbers.scaled(target.rounded_ha(2), 2));
        let difference = zone.difference_to_target().map_or_else(none, |d| numbers.signed(d.rounded_ha(2), 2));
        table.row([
            subject.zone_key(zone.id),
            zone_name(texts, zone),
            numbers.scaled(hectares[index], 2),
            numbers.scaled(zone.area.rounded_m2(1), 1),
            numbers.scaled(shares[index], 2),
            target,
            difference,
        ]);
    }
    table.rule();
    let total = subject.ledger.zones_total.rounded_m2(1);
    let [hectares, shares] = [hectares, shares].map(|column| numbers.scaled(column.iter().sum(), 2));
    table.row([texts.get("panel-total").to_owned(), String::new(), hectares, numbers.scaled(total, 1), shares]);
    heading(texts.get("panel-zones")) + &table.text()
}

/// Zones by commune; the smaller of the two makes the columns.
fn communes(subject: &Subject, texts: &Texts) -> String {
    let (ledger, plan) = (&subject.ledger, &subject.plan);
    let zones: Vec<ZoneId> = plan.zones().map(|zone| zone.id).collect();
    let area =
        |zone: &ZoneId, commune: &usize| ledger.communes.get(zone).and_then(|a| a.get(commune)).copied().unwrap_or_default();
    let met: Vec<usize> = (0..subject.communes.communes.len()).filter(|c| zones.iter().any(|z| !area(z, c).is_zero())).collect();
    if met.is_empty() {
        return String::new();
    }
    let zone_names: Vec<String> = zones.iter().map(|zone| zone_code(texts, plan, *zone)).collect();
    let commune_names: Vec<String> = met.iter().map(|index| subject.communes.communes[*index].name.clone()).collect();
    let by_commune = |zone: &ZoneId| met.iter().map(|commune| area(zone, commune)).collect::<Vec<_>>();
    let matrix: Vec<Vec<ExactArea>> = zones.iter().map(by_commune).collect();
    let transposed = || -> Vec<Vec<ExactArea>> { (0..met.len()).map(|c| matrix.iter().map(|row| row[c]).collect()).collect() };
    let table = match () {
        () if zones.len() <= MOST_COLUMNS => cross_table(texts, &zone_names, &commune_names, &transposed()),
        () if met.len() <= MOST_COLUMNS => cross_table(texts, &commune_names, &zone_names, &matrix),
        () => cross_table(texts, &[], &commune_names, &transposed()),
    };
    heading(texts.get("panel-communes")) + &table
}

/// Areas by row and column with totals; each column is rounded so that it adds up. Without column names only totals stand.
fn cross_table(texts: &Texts, columns: &[String], rows: &[String], areas: &[Vec<ExactArea>]) -> String {
    let numbers: NumberFormat = texts.numbers();
    let column = |index: usize| areas.iter().map(|row| row[index]).collect::<Vec<_>>();
    let totals: Vec<ExactArea> = areas.iter().map(|row| row.iter().copied().sum()).collect();
    let figures: Vec<Vec<i128>> =
        (0..columns.len()).map(|index| rounded_hectares(&column(index), 2)).chain([rounded_hectares(&totals, 2)]).collect();
    let mut sides = vec![Side::Left];
    sides.resize(columns.len() + 2, Side::Right);
    let mut table = Table::new(sides);
    let total = || std::iter::once(texts.get("panel-total").to_owned());
    table.row(std::iter::once(String::new()).chain(columns.iter().cloned()).chain(total()));
    table.rule();
    for (index, name) in rows.iter().enumerate() {
        let cell = |column: &Vec<i128>| if column[index] == 0 { "–".to_owned() } else { numbers.scaled(column[index], 2) };
        table.row(std::iter::once(name.clone()).chain(figures.iter().map(cell)));
    }
    table.rule();
    table.row(total().chain(figures.iter().map(|column| numbers.scaled(column.iter().sum(), 2))));
    table.text()
}

fn findings(subject: &Subject, texts: &Texts) -> String {
    let findings = subject.checker.findings();
    if findings.is_empty() {
        return format!("{}  {}\n", heading(texts.get("panel-findings")), texts.get("panel-empty-findings"));
    }
    let numbers = texts.numbers();
    let mut table = Table::new([Side::Right, Side::Left, Side::Left, Side::Left]);
    for (index, finding) in findings.iter().enumerate() {
        let severity = texts.get(match finding.severity {
            Severity::Error => "finding-severity-error",
            Severity::Warning => "finding-severity-warning",
            Severity::Info => "finding-severity-info",
        });
        let place = finding.at.map_or(String::new(), |at| {
            let [east, north] = at.to_m();
            format!("X {}  Y {}", numbers.number(north, 3), numbers.number(east, 3))
        });
        table.row([format!("{}.", index + 1), severity.to_owned(), finding_text(texts, &subject.plan, finding), place]);
    }
    let count = texts.format("panel-findings-count", &[("count", findings.len().into())]);
    format!("{} ({count})\n{}", texts.get("panel-findings").to_uppercase(), table.text())
}

/// Every rule with its verdict, figure and demand, and on what it rests.
fn rules(subject: &Subject, texts: &Texts) -> String {
    let day = texts.format("cli-rules-day", &[("day", day_text(subject.checker.day()).into())]);
    let mut text = format!("{} – {day}\n", heading(texts.get("cli-rules")).trim_end());
    for assessment in subject.checker.assessments(&subject.plan, &subject.ledger) {
        let rule = assessment.rule;
        let figures = if rule.built_in().is_some() { String::new() } else { assessment_figures(texts, &assessment) };
        let (sign, word) = (assessment_sign(&assessment), assessment_word(texts, &assessment));
        let verdict = [word, &figures].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ");
        text.push_str(&format!("  {sign} {}  {}: {verdict}\n", rule.label(), law_title(texts, rule)));
        let confidence = confidence_text(texts, rule.confidence);
        let basis =
            texts.format("cli-rule-source", &[("source", rule.source.as_str().into()), ("confidence", confidence.into())]);
        let transition = rule.transition.as_ref().filter(|_| assessment.standing == Standing::Expired);
        let transition = transition.map_or_else(String::new, |words| wording(texts, words).to_owned());
        let basis = [basis, validity_text(texts, rule), transition].into_iter().filter(|part| !part.is_empty());
        text.push_str(&format!("      {}\n", basis.collect::<Vec<_>>().join("; ")));
    }
    text
}

fn tolerances(subject: &Subject, texts: &Texts) -> String {
    let mut table = Table::new([Side::Left, Side::Right]);
    for tolerance in Tolerance::ALL {
        table.row([tolerance_title(texts, tolerance), tolerance_text(texts, subject.checker.tolerances(), tolerance)]);
    }
    heading(texts.get("cli-tolerances")) + &table.text()
}

fn verdict(subject: &Subject, texts: &Texts) -> String {
    let (word, sign) = match subject.judgement.verdict {
        crate::check::Verdict::Pass => ("verdict-pass", "✓"),
        crate::check::Verdict::Fail => ("verdict-fail", "⬣"),
        crate::check::Verdict::Insufficient => ("verdict-insufficient", "?"),
    };
    let mut text = format!("{}: {sign} {}\n", texts.get("panel-verdict").to_uppercase(), texts.get(word));
    for reason in &subject.judgement.reasons {
        text.push_str(&format!("  - {}\n", reason_text(texts, *reason)));
    }
    let overlap = subject.ledger.overlap;
    if !overlap.is_zero() && subject.plan.boundary().is_none() {
        text.push_str(&format!("  - {}: {}\n", texts.get("panel-overlap"), area_text(texts, overlap)));
    }
    text
}
