//! Why an area cannot be had, in the words of a language: for the window and the command line alike.

use super::i18n::Texts;
use super::phrase::zone_code;
use super::wording::refusal_text;
use crate::edit::solve::Unsolved;
use crate::geometry::ExactArea;
use crate::plan::Plan;

/// Why there is no way to the wanted areas, and what can be had instead, as a sentence. Areas are grid areas.
pub fn unsolved_text(texts: &Texts, plan: &Plan, why: &Unsolved) -> String {
    let area = |area: ExactArea| exact_text(texts, area);
    match why {
        Unsolved::OutOfReach(range) if (range.most - range.least).rounded_m2(2) == 0 => {
            texts.format("refusal-area-stuck", &[("area", area(range.most).into())])
        }
        Unsolved::OutOfReach(range) => {
            texts.format("refusal-area-out-of-reach", &[("least", area(range.least).into()), ("most", area(range.most).into())])
        }
        Unsolved::Refused(refusal) => refusal_text(texts, plan, refusal),
        Unsolved::NotABorder => texts.get("refusal-not-a-border").to_owned(),
        Unsolved::NotAcross => texts.get("refusal-not-across").to_owned(),
        Unsolved::NothingToDo => texts.get("refusal-area-is-met").to_owned(),
        Unsolved::TooCoarse { nearest } => texts.format("refusal-area-too-coarse", &[("area", area(*nearest).into())]),
        Unsolved::SumDiffers { sum, whole } => {
            let id = if sum < whole { "refusal-programme-sum" } else { "refusal-programme-sum-over" };
            let difference = (*sum - *whole).abs();
            texts.format(
                id,
                &[("sum", area(*sum).into()), ("whole", area(*whole).into()), ("difference", area(difference).into())],
            )
        }
        Unsolved::TooFewParts => texts.get("refusal-programme-too-short").to_owned(),
        Unsolved::EmptyPart { part } => {
            texts.format("refusal-programme-empty-part", &[("part", texts.numbers().number(*part as f64, 0).into())])
        }
        Unsolved::Unbalanced { zones, lacking } => {
            let names: Vec<String> = zones.iter().map(|id| zone_code(texts, plan, *id)).collect();
            let names = texts.list(&names.iter().map(String::as_str).collect::<Vec<_>>());
            let lacks = *lacking > ExactArea::ZERO;
            let id = if lacks { "refusal-unbalanced-lacking" } else { "refusal-unbalanced-surplus" };
            texts.format(id, &[("zones", names.into()), ("area", area(lacking.abs()).into())])
        }
    }
}

/// An area with the digits that tell it from its neighbours: hectares to the square metre, small ones in square metres.
fn exact_text(texts: &Texts, area: ExactArea) -> String {
    let numbers = texts.numbers();
    if area.abs().m2() >= 1_000.0 { numbers.ha(area, 4) } else { numbers.m2(area, 2) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Language;
    use crate::edit::Refusal;
    use crate::edit::solve::AreaRange;
    use crate::plan::{Approval, ZoneId};

    #[test]
    fn every_reason_is_a_sentence_with_its_figures_in_both_languages() {
        let (small, large) = (ExactArea::from_m2(12.5), ExactArea::from_ha(331.6));
        let reasons = [
            (Unsolved::OutOfReach(AreaRange { least: small, most: large }), "12,50 m²"),
            (Unsolved::OutOfReach(AreaRange { least: large, most: large }), "331,6000 ha"),
            (Unsolved::Refused(Refusal::NoBoundary), ""),
            (Unsolved::NotABorder, ""),
            (Unsolved::NotAcross, ""),
            (Unsolved::NothingToDo, ""),
            (Unsolved::TooCoarse { nearest: large }, "331,6000 ha"),
            (Unsolved::SumDiffers { sum: small, whole: large }, "331,5988 ha"),
            (Unsolved::SumDiffers { sum: large, whole: small }, "331,5988 ha"),
            (Unsolved::TooFewParts, ""),
            (Unsolved::EmptyPart { part: 3 }, "3"),
            (Unsolved::Unbalanced { zones: vec![ZoneId(4), ZoneId(7)], lacking: small }, "12,50 m²"),
            (Unsolved::Unbalanced { zones: vec![ZoneId(4)], lacking: -small }, "12,50 m²"),
        ];
        let plan = Plan::assemble("", Default::default(), Approval::default(), None, Vec::new()).0;
        for texts in Language::ALL.map(Texts::new) {
            for (why, figure) in &reasons {
                let text = unsolved_text(&texts, &plan, why);
                let figure = if texts.language() == Language::English { figure.replace(',', ".") } else { (*figure).to_owned() };
                assert!(text.ends_with('.') && !text.contains('{') && text.contains(&figure), "{text}");
            }
        }
    }
}
