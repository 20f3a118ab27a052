//! JSON in its canonical form (RFC 8785), so that what a text says can be digested whatever way it is laid out.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use sha2::{Digest, Sha256};

/// Whole numbers beyond this have no `f64` of their own, and so no canonical form (RFC 8785, 3.2.2.3; RFC 7493, 2.2).
pub(super) const LARGEST_INTEGER: u64 = 1 << 53;

/// The value of a JSON text that has exactly one meaning for every reader: no name stands twice in an object, no whole number is
/// larger than a reader can hold.
pub(super) fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str::<Unambiguous>(text).map(|value| value.0)
}

/// The canonical form: names sorted, no white space, numbers and texts written in the one way.
pub(super) fn canonical(value: &Value) -> Result<Vec<u8>, serde_json::Error> {
    serde_json_canonicalizer::to_vec(value)
}

/// SHA-256 over the canonical form of an object, in lower-case hexadecimal. The list under `unordered` counts as a set: its items are
/// sorted by the bytes of their canonical form.
pub(super) fn digest(object: &Map<String, Value>, unordered: &str) -> Result<String, serde_json::Error> {
    let mut names: Vec<&String> = object.keys().collect();
    names.sort_by_cached_key(|name| name.encode_utf16().collect::<Vec<u16>>());
    let mut hasher = Sha256::new();
    for (i, name) in names.into_iter().enumerate() {
        hasher.update(if i == 0 { "{" } else { "," });
        hasher.update(canonical(&Value::from(name.as_str()))?);
        hasher.update(":");
        match object.get(name) {
            Some(Value::Array(items)) if name == unordered => {
                let mut items = items.iter().map(canonical).collect::<Result<Vec<_>, _>>()?;
                items.sort_unstable();
                hasher.update("[");
                hasher.update(items.join(&b','));
                hasher.update("]");
            }
            value => hasher.update(canonical(value.unwrap_or(&Value::Null))?),
        }
    }
    hasher.update(if object.is_empty() { "{}" } else { "}" });
    Ok(hexadecimal(&hasher.finalize()))
}

/// SHA-256 of a text, in lower-case hexadecimal.
pub(super) fn digest_of_text(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A JSON value without ambiguity.
struct Unambiguous(Value);

impl<'de> Deserialize<'de> for Unambiguous {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() > LARGEST_INTEGER { Err(too_large(value)) } else { Ok(value.into()) }
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        if value > LARGEST_INTEGER { Err(too_large(value)) } else { Ok(value.into()) }
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| too_large(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Unambiguous(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let Unambiguous(value) = map.next_value()?;
            if members.contains_key(&name) {
                return Err(de::Error::custom(format_args!("the name {name:?} stands twice in one object")));
            }
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}

fn too_large<E: de::Error>(number: impl fmt::Display) -> E {
    de::Error::custom(format_args!("the number {number} is larger than every reader can hold; write it as text"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest_of(text: &str) -> String {
        let Value::Object(object) = parse(text).expect("JSON") else { panic!("an object") };
        digest(&object, "features").expect("it has a canonical form")
    }

    #[test]
    fn layout_and_order_do_not_count_and_everything_else_does() {
        let text = r#"{"b":[1.50,{"y":"ệ","x":1e2}],"features":[{"a":1},{"a":2}],"€":0}"#;
        let other =
            "{\"\\u20ac\": 0.0,\n \"features\": [{\"a\":2.0}, {\"a\":1}], \"b\": [1.5, {\"x\": 100, \"y\": \"\\u1ec7\"}]}";
        assert_eq!(digest_of(text), digest_of(other));
        for changed in [
            r#"{"b":[1.50,{"y":"ệ","x":1e2}],"features":[{"a":1},{"a":3}],"€":0}"#,
            r#"{"b":[1.50,{"y":"ê","x":1e2}],"features":[{"a":1},{"a":2}],"€":0}"#,
            r#"{"b":[{"y":"ệ","x":1e2},1.50],"features":[{"a":1},{"a":2}],"€":0}"#,
            r#"{"b":[1.50,{"y":"ệ","x":1e2}],"features":[{"a":1},{"a":2},{"a":2}],"€":0}"#,
            r#"{"b":[1.5000000000000002,{"y":"ệ","x":1e2}],"features":[{"a":1},{"a":2}],"€":0}"#,
        ] {
            assert_ne!(digest_of(text), digest_of(changed), "{changed}");
        }
    }

    #[test]
    fn the_digest_is_that_of_the_canonical_text() {
        // sha256 of `{"a":[1,2],"features":["x","y"]}`, by another program
        assert_eq!(digest_of(r#"{"features":["y","x"],"a":[1,2]}"#), digest_of_text(r#"{"a":[1,2],"features":["x","y"]}"#));
        assert_eq!(digest_of_text("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(digest_of("{}"), digest_of_text("{}"));
    }

    #[test]
    fn what_readers_may_read_differently_is_refused() {
        for text in [r#"{"a":1,"a":2}"#, r#"[{"x":{"a":1,"b":1,"a":1}}]"#, "9007199254740993", "-9007199254740993", "1e400"] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse("9007199254740992").is_ok());
    }
}
