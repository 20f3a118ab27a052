//! JSON in two passes, members first and then one feature at a time: a large file never lies in memory as one tree.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Value};

use super::super::import_error::{ImportError, MAX_POSITIONS};
use super::coordinates::named;

/// What a file holds besides its features.
pub(super) struct Root {
    /// All members but `features`.
    pub(super) members: Map<String, Value>,
    /// What `features` is.
    pub(super) features: Features,
}

/// The member `features`.
#[derive(Debug, PartialEq)]
pub(super) enum Features {
    /// There is none.
    Missing,
    /// A list, as it should be.
    List,
    /// Something else.
    NotAList,
}

/// The text of a file: UTF-8, with or without byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ImportError> {
    let is_binary = bytes.iter().take(1024).any(|&b| b < b' ' && !b.is_ascii_whitespace());
    match bytes {
        [] => return Err(ImportError::Empty),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Err(ImportError::NotUtf8 { offset: 0, utf16: true }),
        _ if is_binary => return Err(ImportError::NotJson { detail: "the file is binary".into(), line: 1, column: 1 }),
        _ => {}
    }
    // a position opens a bracket, and at least four share that of their ring: too large a file is refused before a tree of it is built
    let positions = bytes.iter().filter(|&&byte| byte == b'[').count() / 5 * 4;
    if positions > MAX_POSITIONS {
        return Err(ImportError::TooManyPositions { count: positions });
    }
    let text = std::str::from_utf8(bytes).map_err(|e| ImportError::NotUtf8 { offset: e.valid_up_to(), utf16: false })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() { Err(ImportError::Empty) } else { Ok(text) }
}

/// The members of the root object; its features are only stepped over.
pub(super) fn root(text: &str) -> Result<Root, ImportError> {
    if !text.trim_start().starts_with('{') {
        let other: Value = serde_json::from_str(text).map_err(json_error)?;
        return Err(ImportError::NotGeoJson { found: named(&other) });
    }
    let mut root = Root { members: Map::new(), features: Features::Missing };
    parse(text, RootVisitor(&mut root))?;
    Ok(root)
}

/// Hands each element of `features` to `take`.
pub(super) fn each_feature(text: &str, take: &mut dyn FnMut(Value)) -> Result<(), ImportError> {
    parse(text, FeatureVisitor(take))
}

/// Hands each of the JSON texts that stand one after the other to `take`.
pub(super) fn each_text(text: &str, take: &mut dyn FnMut(Value)) -> Result<(), ImportError> {
    serde_json::Deserializer::from_str(text).into_iter::<Value>().try_for_each(|value| value.map(&mut *take)).map_err(json_error)
}

fn parse<'de>(text: &'de str, visitor: impl Visitor<'de, Value = ()>) -> Result<(), ImportError> {
    // serde_json stops at 128 nested brackets, long before the stack ends
    let mut json = serde_json::Deserializer::from_str(text);
    json.deserialize_map(visitor).and_then(|()| json.end()).map_err(json_error)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn json_error(error: serde_json::Error) -> ImportError {
    let (line, column) = (error.line(), error.column());
    let message = error.to_string();
    let detail = message.split(" at line ").next().unwrap_or_default().to_owned();
    match error.classify() {
        Category::Eof => ImportError::UnexpectedEnd { line, column },
        _ if detail.contains("recursion limit") => ImportError::TooDeep { line, column },
        _ if detail.contains("number out of range") => ImportError::NotFinite { line, column },
        _ => ImportError::NotJson { detail, line, column },
    }
}

struct RootVisitor<'a>(&'a mut Root);

impl<'de> Visitor<'de> for RootVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "features" {
                self.0.features = map.next_value_seed(FeaturesKind)?;
            } else {
                self.0.members.insert(name, map.next_value()?);
            }
        }
        Ok(())
    }
}

/// Steps over a value and says whether it is a list.
struct FeaturesKind;

impl<'de> DeserializeSeed<'de> for FeaturesKind {
    type Value = Features;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Features, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for FeaturesKind {
    type Value = Features;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Features, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Features::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Features, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Features::NotAList)
    }

    fn visit_unit<E>(self) -> Result<Features, E> {
        Ok(Features::NotAList)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Features, E> {
        Ok(Features::NotAList)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Features, E> {
        Ok(Features::NotAList)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Features, E> {
        Ok(Features::NotAList)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Features, E> {
        Ok(Features::NotAList)
    }

    fn visit_str<E>(self, _: &str) -> Result<Features, E> {
        Ok(Features::NotAList)
    }
}

struct FeatureVisitor<'a>(&'a mut dyn FnMut(Value));

impl<'de> Visitor<'de> for FeatureVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "features" {
                map.next_value_seed(EachFeature(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct EachFeature<'a>(&'a mut dyn FnMut(Value));

impl<'de> DeserializeSeed<'de> for EachFeature<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for EachFeature<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(feature) = list.next_element()? {
            (self.0)(feature);
        }
        Ok(())
    }
}
