//! Vietnamese text in one form: a letter with its marks is one character (Unicode NFC).

use serde_json::Value;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composed characters, so that "ệ" typed in two ways is found as one.
pub(super) fn nfc(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}

/// The same for all texts and names in a JSON value.
pub(super) fn nfc_value(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(nfc(&text)),
        Value::Array(values) => values.into_iter().map(nfc_value).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (nfc(&name), nfc_value(value))).collect(),
        other => other,
    }
}
