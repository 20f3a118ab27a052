//! What verifying a handed-over file came to, in words.

use serde_json::Value;

use super::i18n::Texts;
use super::law::day_text;
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

/// What else is to be said, one line each: by whom and what law, the status, the digest, what was compared.
pub fn facts(texts: &Texts, verified: &Verification) -> Vec<String> {
    let part = |path: [&str; 2]| verified.statement.get(path[0]).and_then(|part| part.get(path[1])).and_then(Value::as_str);
    let day = part(["law", "date"]).and_then(|day| day.parse().ok()).map_or_else(|| "?".to_owned(), day_text);
    let about = [("version", part(["program", "version"]).unwrap_or("?").into()), ("date", day.into())];
    let mut facts = vec![texts.format("cli-verify-about", &about)];
    facts.push(if verified.word("status") == "draft" {
        texts.format("cli-verify-draft", &[("reason", verified.word("draft_reason").into())])
    } else {
        texts.get("cli-verify-compliant").to_owned()
    });
    let digest = if verified.is_intact() { "cli-verify-digest-same" } else { "cli-verify-digest-other" };
    facts.push(format!("{}: {}", texts.get(digest), verified.computed_digest));
    if verified.largest_rounding_m > 0.0 {
        let error = texts.numbers().number(verified.largest_rounding_m, 3);
        facts.push(texts.format("cli-verify-rounded", &[("metres", error.into())]));
    }
    if verified.other_rule_book {
        facts.push(texts.get("cli-verify-other-rules").to_owned());
    }
    let counts = [("count", verified.differences.len().into()), ("compared", verified.compared.into())];
    facts.push(texts.format("cli-verify-count", &counts));
    facts
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
