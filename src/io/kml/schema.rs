//! Attributes of placemarks: as they are written, with types, and as they are read, with types or without.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The type of an attribute in a KML schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldType {
    /// Text; anything that is neither number nor truth value is written as its JSON.
    Text,
    /// A number.
    Number,
    /// A truth value.
    Truth,
}

impl FieldType {
    /// The type of a schema's word.
    pub(super) fn of_word(word: &str) -> Self {
        match word {
            "int" | "uint" | "short" | "ushort" | "float" | "double" => Self::Number,
            "bool" => Self::Truth,
            _ => Self::Text,
        }
    }

    /// The word of a schema.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "double",
            Self::Truth => "bool",
        }
    }

    /// The value that a text of this type stands for; what does not fit stays text.
    pub(super) fn value(self, text: &str) -> Value {
        let typed = match self {
            Self::Text => None,
            Self::Number => number_of(text),
            Self::Truth => match text.trim() {
                "1" | "true" => Some(true.into()),
                "0" | "false" => Some(false.into()),
                _ => None,
            },
        };
        typed.unwrap_or_else(|| text.into())
    }
}

/// A number as JSON; whole ones stay whole.
fn number_of(text: &str) -> Option<Value> {
    let text = text.trim();
    match text.parse::<i64>() {
        Ok(whole) => Some(whole.into()),
        Err(_) => text.parse::<f64>().ok().and_then(serde_json::Number::from_f64).map(Value::Number),
    }
}

/// A value without a type: a number if it is written as one would write it, else text.
pub(super) fn untyped_value(text: &str) -> Value {
    let is_as_written = |number: &Value| -> bool {
        let written = number.to_string();
        written == text
    };
    number_of(text).filter(is_as_written).unwrap_or_else(|| text.into())
}

/// The attributes of features with the type that fits all of them, in the order they come.
pub(super) fn fields_of<'a>(features: impl Iterator<Item = &'a Map<String, Value>>) -> Vec<(String, FieldType)> {
    let mut fields: Vec<(String, Option<FieldType>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for properties in features {
        for (name, value) in properties {
            let place = *places.entry(name).or_insert_with(|| {
                fields.push((name.clone(), None));
                fields.len() - 1
            });
            let own = match value {
                Value::Null => continue,
                Value::Number(_) => FieldType::Number,
                Value::Bool(_) => FieldType::Truth,
                _ => FieldType::Text,
            };
            let field = &mut fields[place].1;
            *field = Some(match *field {
                Some(known) if known != own => FieldType::Text,
                _ => own,
            });
        }
    }
    fields.into_iter().map(|(name, kind)| (name, kind.unwrap_or(FieldType::Text))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn types_survive_and_mixtures_become_text() {
        let features = [json!({"a": 1, "b": "x", "c": true, "d": 1.5}), json!({"a": 2.5, "b": null, "c": false, "d": "1.50"})];
        let fields = fields_of(features.iter().filter_map(Value::as_object));
        let types: Vec<_> = fields.iter().map(|(name, kind)| (name.as_str(), kind.word())).collect();
        assert_eq!(types, [("a", "double"), ("b", "string"), ("c", "bool"), ("d", "string")]);
        assert_eq!(FieldType::Number.value("2.5"), json!(2.5));
        assert_eq!(FieldType::Number.value("12"), json!(12));
        assert_eq!(FieldType::Truth.value("1"), json!(true));
        assert_eq!(FieldType::Number.value("n/a"), json!("n/a"));
        assert_eq!(
            ["12", "012", "1.5", "1.50", "SX"].map(untyped_value),
            [json!(12), json!("012"), json!(1.5), json!("1.50"), json!("SX")]
        );
    }
}
