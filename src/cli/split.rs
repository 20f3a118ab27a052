//! `hecta split`: a zone cut into the areas of a programme, as one step, and the plan handed over.

use super::arguments::{InputArguments, SplitArguments};
use super::failure::Failure;
use super::produce::{hand_over, refuse_overwriting};
use super::subject::Subject;
use super::{Outcome, say};
use crate::app::Texts;
use crate::app::unsolved_text::unsolved_text;
use crate::edit::apply;
use crate::edit::solve::{CutDirection, ProgrammePart, Share, split_by_programme};
use crate::geometry::ExactArea;
use crate::plan::{Zone, ZoneAttributes, ZoneId};

/// Words for the part that gets what is left.
const REST: [&str; 3] = ["rest", "còn lại", "*"];

/// Cuts a zone of a plan into parts and writes the plan, through the same gate as an export.
pub(super) fn split(arguments: &SplitArguments, texts: &Texts) -> Result<Outcome, Failure> {
    refuse_overwriting(&arguments.plan, &arguments.output)?;
    let direction = CutDirection::Bearing(bearing(&arguments.bearing)?);
    let figures = figures_of(arguments)?;
    let (plan, boundary) = (Some(arguments.plan.clone()), arguments.boundary.clone());
    let reading = arguments.reading.clone();
    let mut subject = Subject::load(&InputArguments { plan, boundary, reading, ..InputArguments::default() }, texts)?;
    let zone = zone_named(&subject, &arguments.zone)?;
    let unsolved = |why| Failure::Unsolved { detail: unsolved_text(texts, &subject.plan, &why) };
    let parts = parts_of(&subject, zone, &figures, arguments.shares.is_some())?;
    let command = split_by_programme(&subject.plan, zone.id, &parts, &direction).map_err(unsolved)?;
    let refused = |source| Failure::Refused { source: Box::new(source) };
    let (_, diff) = apply(&mut subject.plan, &command).map_err(refused)?;
    subject.ledger.update(&subject.plan, &diff, &subject.communes);
    subject.checker.update(&subject.plan, &subject.ledger, &diff);
    subject.judgement = subject.checker.judgement(&subject.plan, &subject.ledger);
    let outcome = hand_over(&subject, &arguments.output, arguments.draft.as_deref(), texts)?;
    if outcome == Outcome::Compliant {
        parts.iter().for_each(|part| say_part(&subject, part, texts));
    }
    Ok(outcome)
}

/// One line: what a part is called and what it has.
fn say_part(subject: &Subject, part: &ProgrammePart, texts: &Texts) {
    let made = subject.plan.zones().find(|zone| zone.attributes.code == part.attributes.code);
    let Some(Zone { area, .. }) = made else { return };
    let values = [
        ("zone", part.attributes.code.as_str().into()),
        ("ha", texts.numbers().ha(*area, 4).into()),
        ("area", texts.numbers().m2(*area, 2).into()),
    ];
    say(&texts.format("cli-split-part", &values));
}

/// The zone meant: by its name in reports, its code or its number.
fn zone_named<'a>(subject: &'a Subject, text: &str) -> Result<&'a Zone, Failure> {
    let is_meant = |zone: &&Zone| subject.zone_key(zone.id) == text || zone.id.0.to_string() == text;
    let by_key = subject.plan.zones().find(is_meant);
    let mut by_code = subject.plan.zones().filter(|zone| zone.attributes.code == text);
    by_key.or_else(|| by_code.next().filter(|_| by_code.next().is_none())).ok_or_else(|| {
        let known: Vec<String> = subject.plan.zones().take(12).map(|zone| subject.zone_key(zone.id)).collect();
        Failure::NoZone { text: text.to_owned(), known: known.join(", ") }
    })
}

/// The figures of the list, `None` for the part that gets what is left.
fn figures_of(arguments: &SplitArguments) -> Result<Vec<Option<f64>>, Failure> {
    let text = arguments.areas.as_deref().or(arguments.shares.as_deref()).unwrap_or_default();
    figures(text).ok_or_else(|| Failure::NotAProgramme { text: text.to_owned() })
}

/// Reads "110,331.6,rest" or, with semicolons between, "110;331,6;rest"; `None` if it is no list of positive figures.
fn figures(text: &str) -> Option<Vec<Option<f64>>> {
    let has_semicolons = text.contains(';');
    let figure = |word: &str| {
        let word = word.trim();
        if REST.contains(&word.to_lowercase().as_str()) {
            return Some(None);
        }
        let word = word.trim_end_matches('%').trim_end_matches("ha").trim_end();
        let plain = if has_semicolons { word.replace(',', ".") } else { word.to_owned() };
        plain.parse().ok().filter(|value: &f64| value.is_finite() && *value > 0.0).map(Some)
    };
    let figures: Vec<Option<f64>> = text.split(if has_semicolons { ';' } else { ',' }).map(figure).collect::<Option<_>>()?;
    (figures.iter().filter(|figure| figure.is_none()).count() <= 1).then_some(figures)
}

/// The parts with codes of their own; what is stated as an area becomes the target of the part.
fn parts_of(subject: &Subject, zone: &Zone, figures: &[Option<f64>], are_percent: bool) -> Result<Vec<ProgrammePart>, Failure> {
    let share = |figure: f64| {
        if are_percent { Share::Percent(figure) } else { Share::Area(ExactArea::from_ha(figure)) }
    };
    let stated: f64 = figures.iter().flatten().sum();
    let left = if are_percent { Share::Percent(100.0 - stated) } else { Share::Area(zone.area - ExactArea::from_ha(stated)) };
    let codes = free_codes(subject, zone.id);
    let part = |(figure, code): (&Option<f64>, String)| {
        let number = code.rsplit('-').next().unwrap_or_default();
        let named = |name: &str| if name.is_empty() { String::new() } else { format!("{name} ({number})") };
        let whole = &zone.attributes;
        let share = figure.map_or(left, share);
        let target = match (figure, share) {
            (Some(_), Share::Area(area)) => Some(area),
            _ => None,
        };
        let (name_vi, name_en) = (named(&whole.name_vi), named(&whole.name_en));
        ProgrammePart { attributes: ZoneAttributes { code, name_vi, name_en, target, ..whole.clone() }, share }
    };
    Ok(figures.iter().zip(codes).map(part).collect())
}

/// "SX-1", "SX-2" … as far as nobody has them.
fn free_codes(subject: &Subject, zone: ZoneId) -> impl Iterator<Item = String> + '_ {
    let whole = subject.zone_key(zone);
    let is_free = |code: &String| subject.plan.zones().all(|zone| zone.attributes.code != *code);
    (1..).map(move |number| format!("{whole}-{number}")).filter(is_free)
}

/// Reads degrees with either decimal sign.
fn bearing(text: &str) -> Result<f64, Failure> {
    let degrees = text.trim().trim_end_matches('°').replace(',', ".").parse().ok();
    degrees.filter(|degrees: &f64| degrees.abs() <= 360.0).ok_or_else(|| Failure::NotABearing { text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_with_either_decimal_sign() {
        let list = |text| figures(text);
        assert_eq!(list("110,331.6,rest"), Some(vec![Some(110.0), Some(331.6), None]));
        assert_eq!(list("110;331,6 ; còn lại"), Some(vec![Some(110.0), Some(331.6), None]));
        assert_eq!(list("25%, 25 %, 50%"), Some(vec![Some(25.0), Some(25.0), Some(50.0)]));
        assert_eq!(list("12.5 ha;7,5ha"), Some(vec![Some(12.5), Some(7.5)]));
        for text in ["", "1,,2", "1;x", "rest,rest,1", "-1,2", "nan,1", "1e999,1"] {
            assert_eq!(list(text), None, "{text}");
        }
    }

    #[test]
    fn bearings_are_degrees() {
        assert_eq!(bearing("33,5°").ok(), Some(33.5));
        assert_eq!(bearing("-90").ok(), Some(-90.0));
        for text in ["", "north", "400", "nan"] {
            assert!(bearing(text).is_err(), "{text}");
        }
    }
}
