//! Notes and faults of pasted corners in the words of a language.

use super::copy::LENGTH_DECIMALS;
use super::{Axis, CannotTake, DecimalSign, Fault, LegFault, LegFaultKind, Note, Separator};
use crate::app::i18n::{TextValue, Texts};
use crate::geometry::grid::UM_PER_MM;

fn number(count: usize) -> TextValue<'static> {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

/// A place in a text: a number that is never grouped.
fn place(number: usize) -> TextValue<'static> {
    number.to_string().into()
}

fn length(texts: &Texts, um: i64) -> TextValue<'static> {
    let mm = (um + um.signum() * UM_PER_MM / 2) / UM_PER_MM;
    texts.numbers().scaled(i128::from(mm), LENGTH_DECIMALS).into()
}

/// The letter of an axis on screen.
const fn axis_name(axis: Axis) -> &'static str {
    match axis {
        Axis::North => "X",
        Axis::East => "Y",
    }
}

/// What was understood, as a sentence.
pub fn note_text(texts: &Texts, note: &Note) -> String {
    match note {
        Note::SeparatedBy(separator) => texts.get(separator_id(*separator)).to_owned(),
        Note::Header { line } => texts.format("corners-note-header", &[("line", place(*line))]),
        Note::Decimals(DecimalSign::Comma) => texts.get("corners-note-decimal-comma").to_owned(),
        Note::Decimals(DecimalSign::Point) => texts.get("corners-note-decimal-point").to_owned(),
        Note::MixedDecimals { line } => texts.format("corners-note-mixed-decimals", &[("line", place(*line))]),
        Note::AxesSwapped => texts.get("corners-note-axes-swapped").to_owned(),
        Note::ClosingCorner { line } => texts.format("corners-note-closing", &[("line", place(*line))]),
        Note::RepeatedCorner { line } => texts.format("corners-note-repeated", &[("line", place(*line))]),
        Note::Rings { count } => texts.format("corners-note-rings", &[("count", number(*count))]),
        Note::BlankLines => texts.get("corners-note-blank-lines").to_owned(),
        Note::NumbersSkip { line, from, to } => texts.format(
            "corners-note-numbers-skip",
            &[("line", place(*line)), ("from", from.to_string().into()), ("to", to.to_string().into())],
        ),
        Note::FinerThanMm { count } => texts.format("corners-note-finer", &[("count", number(*count))]),
        Note::SidesAgree { count } => texts.format("corners-note-sides-agree", &[("count", number(*count))]),
        Note::SideDiffers { line, given_um, computed_um } => texts.format(
            "corners-note-side-differs",
            &[
                ("line", place(*line)),
                ("given", length(texts, *given_um)),
                ("computed", length(texts, *computed_um)),
                ("difference", length(texts, given_um - computed_um)),
            ],
        ),
        Note::LinesLeftOut { count } => texts.format("corners-note-left-out", &[("count", number(*count))]),
    }
}

const fn separator_id(separator: Separator) -> &'static str {
    match separator {
        Separator::Tab => "corners-note-by-tab",
        Separator::Semicolon => "corners-note-by-semicolon",
        Separator::Bar => "corners-note-by-bar",
        Separator::Space => "corners-note-by-space",
        Separator::Comma => "corners-note-by-comma",
    }
}

/// Why a pasted text cannot be taken, where, and what to do.
pub fn fault_text(texts: &Texts, fault: &Fault) -> String {
    let at = |id: &str, line: usize, column: usize, text: &str| {
        texts.format(id, &[("line", place(line)), ("column", place(column)), ("text", text.to_owned().into())])
    };
    let meant = |id: &str, line: usize, column: usize, text: &str, meant_um: i64| {
        let values = [
            ("line", place(line)),
            ("column", place(column)),
            ("text", text.to_owned().into()),
            ("meant", length(texts, meant_um)),
        ];
        texts.format(id, &values)
    };
    match fault {
        Fault::NoCoordinates => texts.get("corners-fault-no-coordinates").to_owned(),
        Fault::Degrees { line } => texts.format("corners-fault-degrees", &[("line", place(*line))]),
        Fault::NotAFigure { line, column, text } => at("corners-fault-not-a-figure", *line, *column, text),
        Fault::OutOfRange { line, column, text } => at("corners-fault-out-of-range", *line, *column, text),
        Fault::Missing { line, column, axis } => texts.format(
            "corners-fault-missing",
            &[("line", place(*line)), ("column", place(*column)), ("axis", axis_name(*axis).into())],
        ),
        Fault::ZonePrefix { line, column, text, meant_um } => meant("corners-fault-zone-prefix", *line, *column, text, *meant_um),
        Fault::NoFalseEasting { line, column, text, meant_um } => {
            meant("corners-fault-no-false-easting", *line, *column, text, *meant_um)
        }
        Fault::AxesMixed { line } => texts.format("corners-fault-axes-mixed", &[("line", place(*line))]),
        Fault::CommaTwice { line } => texts.format("corners-fault-comma-twice", &[("line", place(*line))]),
        Fault::TooFewCorners { line, count } => {
            texts.format("corners-fault-too-few", &[("line", place(*line)), ("count", number(*count))])
        }
        Fault::SidesCross { line, other } => {
            texts.format("corners-fault-sides-cross", &[("line", place(*line)), ("other", place(*other))])
        }
        Fault::NoArea { line } => texts.format("corners-fault-no-area", &[("line", place(*line))]),
        Fault::TooMany { most } => texts.format("corners-fault-too-many", &[("count", number(*most))]),
    }
}

/// Why a line of a traverse is no leg.
pub fn leg_fault_text(texts: &Texts, fault: &LegFault) -> String {
    let id = match fault.kind {
        LegFaultKind::Unreadable => "corners-leg-unreadable",
        LegFaultKind::Bearing => "corners-leg-bearing",
        LegFaultKind::Distance => "corners-leg-distance",
    };
    texts.format(id, &[("line", place(fault.line)), ("text", fault.text.clone().into())])
}

/// Why corners cannot become what was chosen.
pub fn cannot_text(texts: &Texts, why: CannotTake) -> String {
    match why {
        CannotTake::NoBoundary => texts.get("refusal-no-boundary").to_owned(),
        CannotTake::BoundaryLocked => texts.get("corners-cannot-locked").to_owned(),
        CannotTake::AmongPlots => texts.get("corners-cannot-among-plots").to_owned(),
        CannotTake::Gone => texts.get("refusal-no-such-zone").to_owned(),
        CannotTake::RingCount { has, given } => {
            texts.format("corners-cannot-ring-count", &[("has", place(has)), ("given", place(given))])
        }
        CannotTake::CornerCount { has, given } => {
            texts.format("corners-cannot-corner-count", &[("has", place(has)), ("given", place(given))])
        }
        CannotTake::Unchanged => texts.get("corners-cannot-unchanged").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Language;

    #[test]
    fn a_fault_says_where_and_what_to_do() {
        let fault = Fault::ZonePrefix { line: 1204, column: 3, text: "18616720".into(), meant_um: 616_720_000_000 };
        let [vi, en] = Language::ALL.map(|language| fault_text(&Texts::new(language), &fault));
        assert!(vi.starts_with("Dòng 1204, cột 3:") && vi.contains("18616720") && vi.contains("616.720,000"), "{vi}");
        assert!(en.starts_with("Line 1204, column 3:") && en.contains("616,720.000"), "{en}");
    }

    #[test]
    fn a_length_is_rounded_to_the_millimetre() {
        let note = Note::SideDiffers { line: 5, given_um: 151_330_000, computed_um: 151_030_471 };
        let text = note_text(&Texts::new(Language::Vietnamese), &note);
        assert!(text.contains("151,330") && text.contains("151,030") && text.contains("0,300"), "{text}");
    }
}
