//! What verifying a handed-over file came to, in words.

use serde_json::Value;

use super::i18n::Texts;
use crate::io::verify::Difference;
use crate::io::{Verification, VerifyError};

/// Longest value that is shown.
const MOST_LETTERS: usize = 48;

/// In one line whether the file holds.
pub fn verdict_line<'a>(texts: &'a Texts, verified: &Verification) -> &'a str {
    texts.get(match (verified.is_intact(), verified.differences.is_empty()) {
        (true, true) => "cli-verify-holds",
        (true, false) => "cli-verify-states-otherwise",
        (false, true) => "cli-verify-changed",
        (false, false) => "cli-verify-changed-and-otherwise",
    })
}

/// Where a difference stands.
pub fn difference_label(difference: &Difference) -> String {
    difference.what.clone()
}

/// A stated or computed value, figures in the language's way.
pub fn difference_value(texts: &Texts, value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Number(number) if number.is_f64() => texts.numbers().number(number.as_f64().unwrap_or_default(), 6),
        Value::String(text) => cut(text),
        other => cut(&other.to_string()),
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() > MOST_LETTERS {
        text.chars().take(MOST_LETTERS - 1).chain(['…']).collect()
    } else {
        text.to_owned()
    }
}

/// Why a file cannot be verified, as one line.
pub fn verify_error_text(texts: &Texts, file: &str, error: &VerifyError) -> String {
    let with = |id: &str, name: &str, value: String| texts.format(id, &[("file", file.into()), (name, value.into())]);
    match error {
        VerifyError::Import(source) => super::import_text::error_text(texts, file, source),
        VerifyError::NoStatement => texts.format("cli-verify-no-statement", &[("file", file.into())]),
        VerifyError::NotCanonical { source } => with("cli-verify-not-canonical", "detail", source.to_string()),
        VerifyError::UnknownForm { found } => with("cli-verify-unknown-form", "found", found.clone()),
        VerifyError::Incomplete { .. } | VerifyError::Measure { .. } => {
            with("cli-verify-incomplete", "detail", error.to_string())
        }
    }
}
