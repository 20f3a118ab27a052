//! Vietnamese text in one form: a letter with its marks is one character (Unicode NFC).

use std::borrow::Cow;

use serde_json::Value;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composed characters, so that "ệ" typed in two ways is found as one.
pub(super) fn nfc(text: &str) -> String {
    composed(text).into_owned()
}

/// The same without a copy where the text is composed already.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes { text.into() } else { text.nfc().collect() }
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
