//! What is wrong with a list of parts, in the words of a language.

use super::{ListFault, SumFault};
use crate::app::Texts;
use crate::app::phrase::area_text;

/// Why a line of a list is not understood, and what to write.
pub fn list_fault_text(texts: &Texts, fault: &ListFault) -> String {
    match fault {
        ListFault::NoFigure { line, text } => {
            let example = texts.numbers().number(12.5, 2);
            let variables = [("line", line.to_string().into()), ("text", text.as_str().into()), ("example", example.into())];
            texts.format("dialog-list-no-figure", &variables)
        }
        ListFault::RestNotLast { line } => texts.format("dialog-list-rest-not-last", &[("line", line.to_string().into())]),
        ListFault::TooFew => texts.get("dialog-list-too-few").to_owned(),
        ListFault::TooMany { most } => texts.format("dialog-list-too-many", &[("most", most.to_string().into())]),
    }
}

/// Why the parts do not make up the zone, and what to do.
pub fn sum_fault_text(texts: &Texts, fault: SumFault) -> String {
    match fault {
        SumFault::Short(by) => texts.format("dialog-list-short", &[("area", area_text(texts, by).into())]),
        SumFault::Exceeds(by) => texts.format("dialog-list-exceeds", &[("area", area_text(texts, by).into())]),
    }
}
