//! Rules, figures and verdicts of the law in the words of a language.

use super::i18n::{Language, Texts};
use super::phrase::{zone_code, zone_name};
use crate::check::rules::MILLION;
use crate::check::{Assessment, Demand, Grade, LawRule, Outcome, Quantity, Rule, RuleFileError, Standing, Wording};
use crate::geometry::area::NumberFormat;
use crate::plan::{Confidence, Date, Plan, Tolerance, ToleranceUnit, Tolerances, ZoneId};

/// The day of the computer's clock, whose law applies to plans that name no day.
pub fn today() -> Date {
    crate::io::clock::today().unwrap_or(crate::check::RuleBook::KNOWN_ON)
}

/// The words of a rule in the language of `texts`.
pub fn wording<'a>(texts: &Texts, words: &'a Wording) -> &'a str {
    match texts.language() {
        Language::Vietnamese => &words.vi,
        Language::English => &words.en,
    }
}

/// What a rule is called.
pub fn rule_title(texts: &Texts, rule: Rule) -> String {
    match rule {
        Rule::Statute(law) => wording(texts, &law.title).to_owned(),
        built_in => texts.get(&format!("rule-{}", built_in.id())).to_owned(),
    }
}

/// What to do about a breach of a rule.
pub fn rule_help(texts: &Texts, rule: Rule) -> String {
    match rule {
        Rule::Statute(law) => wording(texts, &law.help).to_owned(),
        built_in => texts.get(&format!("rule-{}-help", built_in.id())).to_owned(),
    }
}

/// What a rule of the book is called, be it built in or not.
pub fn law_title(texts: &Texts, law: &'static LawRule) -> String {
    rule_title(texts, law.built_in().unwrap_or(Rule::Statute(law)))
}

/// The sentence of a finding of a rule that is data: place, rule, figure and demand, and whether its text has been verified.
pub fn statute_text(
    texts: &Texts,
    plan: &Plan,
    rule: &'static LawRule,
    outcome: Outcome,
    zones: &[ZoneId],
    plot: Option<ZoneId>,
) -> String {
    let title = wording(texts, &rule.title);
    let mut text = match (outcome.figure, outcome.demand) {
        (Some(figure), demand) => {
            let figure = quantity_text(texts, figure, demand);
            match demand {
                Some(demand) => {
                    let demand = demand_text(texts, demand);
                    let values = [("title", title.into()), ("figure", figure.into()), ("demand", demand.into())];
                    texts.format("finding-statute-demand", &values)
                }
                None => texts.format("finding-statute-figure", &[("title", title.into()), ("figure", figure.into())]),
            }
        }
        (None, _) => texts.format("finding-statute", &[("title", title.into())]),
    };
    if let &[zone] = zones {
        let place = place_text(texts, plan, zone, plot);
        text = texts.format("finding-statute-place", &[("zone", place.into()), ("text", text.into())]);
    }
    if !rule.confidence.is_verified() {
        text = texts.format("finding-statute-unverified", &[("text", text.into())]);
    }
    text
}

/// A zone, or a plot in it: "SX / SX-03".
fn place_text(texts: &Texts, plan: &Plan, zone: ZoneId, plot: Option<ZoneId>) -> String {
    let name = zone_code(texts, plan, zone);
    let plot = plot.and_then(|id| plan.plots(zone)?.zone(id));
    plot.map_or_else(
        || name.clone(),
        |plot| {
            let code = &plot.attributes.code;
            format!("{name} / {}", if code.is_empty() { zone_name(texts, plot) } else { code.clone() })
        },
    )
}

/// A figure with its unit; one that would read like the demand it misses gets more decimals.
pub fn quantity_text(texts: &Texts, quantity: Quantity, demand: Option<Demand>) -> String {
    let demanded = demand.map(Demand::quantity);
    let plain = written(texts.numbers(), quantity, 0);
    let looks_met = demanded.is_some_and(|demanded| demanded != quantity && written(texts.numbers(), demanded, 0) == plain);
    if looks_met { written(texts.numbers(), quantity, 4) } else { plain }
}

/// What is asked for: "≥ 10,00 %".
pub fn demand_text(texts: &Texts, demand: Demand) -> String {
    let sign = match demand {
        Demand::AtLeast(_) => "≥",
        Demand::AtMost(_) => "≤",
        Demand::Below(_) => "<",
        Demand::Exactly(_) => "=",
    };
    format!("{sign} {}", written(texts.numbers(), demand.quantity(), 0))
}

fn written(numbers: NumberFormat, quantity: Quantity, more_decimals: u32) -> String {
    let millionths = |value: i64, decimals: u32| numbers.number(value as f64 / MILLION as f64, decimals + more_decimals);
    match quantity {
        Quantity::Area(area) if area.abs().m2() >= 1_000.0 || more_decimals > 0 => numbers.ha(area, 2 + more_decimals.min(4)),
        Quantity::Area(area) => numbers.m2(area, 1),
        Quantity::Percent(value) => format!("{} %", millionths(value, 2)),
        Quantity::Number(value) => millionths(value, 2),
        Quantity::Epsg(code) => format!("EPSG:{code}"),
        Quantity::Count(count) => numbers.number(count as f64, 0),
        Quantity::Day(day) => day_text(day),
    }
}

/// A day as Vietnamese papers write it, day first.
pub fn day_text(day: Date) -> String {
    let (year, month, day) = day.parts();
    format!("{day:02}/{month:02}/{year:04}")
}

/// The verdict on one rule in a few words. A breach of a rule whose text has not been verified is not called one.
pub fn assessment_word<'a>(texts: &'a Texts, assessment: &Assessment) -> &'a str {
    let grade = assessment.outcome.grade;
    texts.get(match assessment.standing {
        Standing::Disabled => "verdict-rule-disabled",
        Standing::NotYet => "verdict-rule-not-yet",
        Standing::Expired => "verdict-rule-expired",
        Standing::InForce if !assessment.rule.confidence.is_verified() && grade.severity().is_some() => "verdict-rule-unverified",
        Standing::InForce => match grade {
            Grade::Pass => "verdict-pass",
            Grade::Unknown => "verdict-insufficient",
            Grade::Note => "verdict-rule-note",
            Grade::Warning => "verdict-rule-warning",
            Grade::Fail => "verdict-fail",
        },
    })
}

/// The sign of a verdict on one rule, as in the window.
pub const fn assessment_sign(assessment: &Assessment) -> &'static str {
    match (assessment.standing, assessment.outcome.grade) {
        (Standing::InForce, Grade::Pass) => "✓",
        (Standing::InForce, Grade::Note) => "i",
        (Standing::InForce, Grade::Warning) => "▲",
        (Standing::InForce, Grade::Fail) => "⬣",
        (Standing::InForce, Grade::Unknown) => "?",
        _ => "–",
    }
}

/// Figure and demand of a verdict on one rule: "9,80 % (≥ 10,00 %)"; empty where there is neither.
pub fn assessment_figures(texts: &Texts, assessment: &Assessment) -> String {
    let Outcome { figure, demand, .. } = assessment.outcome;
    let figure = figure.map(|figure| quantity_text(texts, figure, demand));
    let demand = demand.map(|demand| demand_text(texts, demand));
    match (figure, demand) {
        (Some(figure), Some(demand)) => format!("{figure} ({demand})"),
        (Some(figure), None) => figure,
        (None, demand) => demand.unwrap_or_default(),
    }
}

/// How well a rule is founded.
pub fn confidence_text(texts: &Texts, confidence: Confidence) -> String {
    texts.get(&format!("rule-confidence-{}", confidence.id())).to_owned()
}

/// From when to when a rule is in force; empty if it always is.
pub fn validity_text(texts: &Texts, rule: &LawRule) -> String {
    let day = |day: Option<Date>| day.map(day_text).unwrap_or_default();
    let id = match (rule.valid_from, rule.valid_to) {
        (None, None) => return String::new(),
        (Some(_), None) => return texts.format("rule-valid-from", &[("from", day(rule.valid_from).into())]),
        (None, Some(_)) => return texts.format("rule-valid-to", &[("to", day(rule.valid_to).into())]),
        (Some(_), Some(_)) => "rule-valid-between",
    };
    texts.format(id, &[("from", day(rule.valid_from).into()), ("to", day(rule.valid_to).into())])
}

/// What a tolerance is called.
pub fn tolerance_title(texts: &Texts, tolerance: Tolerance) -> String {
    texts.get(&format!("rule-tolerance-{}", tolerance.id())).to_owned()
}

/// A tolerance with its unit.
pub fn tolerance_text(texts: &Texts, tolerances: &Tolerances, tolerance: Tolerance) -> String {
    let unit = match tolerance.unit() {
        ToleranceUnit::SquareMetres => "m²",
        ToleranceUnit::Hectares => "ha",
        ToleranceUnit::Metres => "m",
    };
    format!("{} {unit}", texts.numbers().number(tolerances.get(tolerance), tolerance.decimals()))
}

/// Why a file of rules cannot be used, with the line.
pub fn rule_file_text(texts: &Texts, file: &str, error: &RuleFileError) -> String {
    let arguments = error.fault.arguments();
    let values: Vec<_> = arguments.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    let reason = texts.format(error.fault.message_id(), &values);
    texts.format("error-rules", &[("file", file.into()), ("line", error.line.to_string().into()), ("reason", reason.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::RuleFault;
    use crate::geometry::ExactArea;

    #[test]
    fn a_figure_just_beside_its_demand_does_not_read_like_it() {
        let texts = Texts::new(Language::Vietnamese);
        let demand = Demand::AtMost(Quantity::Percent(15 * MILLION));
        assert_eq!(quantity_text(&texts, Quantity::Percent(15 * MILLION + 123), Some(demand)), "15,000123 %");
        assert_eq!(quantity_text(&texts, Quantity::Percent(16 * MILLION), Some(demand)), "16,00 %");
        assert_eq!(demand_text(&texts, demand), "≤ 15,00 %");
        assert_eq!(demand_text(&texts, Demand::Below(Quantity::Area(ExactArea::from_ha(25.0)))), "< 25,00 ha");
    }

    #[test]
    fn every_rule_verdict_confidence_and_fault_has_its_words_in_both_languages() {
        let field = "groups";
        let id = || "A".to_owned();
        let faults = [
            RuleFault::Unreadable { detail: id() },
            RuleFault::Missing { id: id(), field },
            RuleFault::Twice { id: id() },
            RuleFault::OutOfRange { id: id(), field, value: id() },
            RuleFault::BuiltIn { id: id() },
        ];
        let confidences =
            [Confidence::Seen, Confidence::Calc, Confidence::Own, Confidence::SecondHand, Confidence::GeneralKnowledge];
        for texts in Language::ALL.map(Texts::new) {
            for law in crate::check::RuleBook::embedded().rules() {
                assert!(
                    !law_title(&texts, law).is_empty()
                        && !rule_help(&texts, law.built_in().unwrap_or(Rule::Statute(law))).is_empty()
                );
                assert_eq!(validity_text(&texts, law).is_empty(), law.valid_from.is_none() && law.valid_to.is_none());
            }
            let words: std::collections::BTreeSet<_> = confidences.iter().map(|c| confidence_text(&texts, *c)).collect();
            assert_eq!(words.len(), confidences.len());
            for tolerance in Tolerance::ALL {
                assert!(!tolerance_title(&texts, tolerance).is_empty());
            }
            for fault in faults.clone() {
                let text = rule_file_text(&texts, "luật.toml", &RuleFileError { line: 7, fault });
                assert!(text.contains("luật.toml") && text.contains('7') && !text.contains('{'), "{text}");
            }
        }
    }
}
