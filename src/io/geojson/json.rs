//! JSON in one pass: members into a small tree, features one at a time into flat arrays.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Value};

use super::super::import_error::{ImportError, MAX_FEATURES, MAX_POSITIONS};
use super::feature::{BareGeometry, Collected, Feature};
use super::values::{Course, Name, Named, Of, STOPPED, TOO_MANY_FEATURES, TOO_MANY_POSITIONS, Take, Tree, skip_object};

/// Members that hold a geometry where the root is one or a feature.
const OF_A_GEOMETRY: [&str; 3] = ["geometry", "coordinates", "geometries"];

/// What a file holds besides its features.
#[derive(Default)]
pub(super) struct Root {
    /// All members but `features`, and but geometries.
    pub(super) members: Map<String, Value>,
    /// What `features` is.
    pub(super) features: Features,
    /// Whether there are members that were stepped over as geometries.
    has_geometries: bool,
}

/// The member `features`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Features {
    /// There is none.
    #[default]
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
    let text = std::str::from_utf8(bytes).map_err(|e| ImportError::NotUtf8 { offset: e.valid_up_to(), utf16: false })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().is_empty() { Err(ImportError::Empty) } else { Ok(text) }
}

/// The members of the root object; its features are put into `into`.
pub(super) fn root(text: &str, course: &Course<'_>, into: &mut Collected) -> Result<Root, ImportError> {
    if !text.trim_start().starts_with('{') {
        return Err(ImportError::NotGeoJson { found: parse(text, Of(Named))? });
    }
    let mut root = Root::default();
    parse(text, RootObject { root: &mut root, course, into })?;
    let is_collection = root.members.get("type").and_then(Value::as_str) == Some("FeatureCollection");
    if root.has_geometries && is_collection {
        parse(text, Of(Left { members: &mut root.members, course }))?;
    }
    Ok(root)
}

/// Reads the whole text as one feature.
pub(super) fn feature(text: &str, course: &Course<'_>, number: usize, into: &mut Collected) -> Result<(), ImportError> {
    parse(text, Of(Feature { into, course, number }))
}

/// Reads the whole text as one geometry.
pub(super) fn geometry(text: &str, course: &Course<'_>, into: &mut Collected) -> Result<(), ImportError> {
    parse(text, BareGeometry(Feature { into, course, number: 1 }))
}

/// The places of the JSON texts that stand one after the other.
pub(super) fn texts(text: &str) -> Result<Vec<(usize, usize)>, ImportError> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let mut places = Vec::new();
    let mut start = 0;
    while let Some(one) = stream.next() {
        one.map_err(json_error)?;
        places.push((start, stream.byte_offset()));
        start = stream.byte_offset();
        if places.len() > MAX_FEATURES {
            return Err(ImportError::TooManyFeatures { count: places.len() });
        }
    }
    Ok(places)
}

fn parse<'de, S: DeserializeSeed<'de>>(text: &'de str, seed: S) -> Result<S::Value, ImportError> {
    // serde_json stops at 128 nested brackets, long before the stack ends
    let mut json = serde_json::Deserializer::from_str(text);
    let read = seed.deserialize(&mut json).map_err(json_error)?;
    json.end().map_err(json_error)?;
    Ok(read)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
pub(super) fn json_error(error: serde_json::Error) -> ImportError {
    let (line, column) = (error.line(), error.column());
    let message = error.to_string();
    let detail = message.split(" at line ").next().unwrap_or_default().to_owned();
    match error.classify() {
        Category::Eof => ImportError::UnexpectedEnd { line, column },
        _ if detail == STOPPED => ImportError::Stopped,
        _ if detail == TOO_MANY_POSITIONS => ImportError::TooManyPositions { count: MAX_POSITIONS + 1, most: MAX_POSITIONS },
        _ if detail == TOO_MANY_FEATURES => ImportError::TooManyFeatures { count: MAX_FEATURES + 1 },
        _ if detail.contains("recursion limit") => ImportError::TooDeep { line, column },
        _ if detail.contains("number out of range") => ImportError::NotFinite { line, column },
        _ => ImportError::NotJson { detail, line, column },
    }
}

/// The root object.
struct RootObject<'a> {
    root: &'a mut Root,
    course: &'a Course<'a>,
    into: &'a mut Collected,
}

impl<'de> DeserializeSeed<'de> for RootObject<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RootObject<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { root, course, into } = self;
        while let Some(name) = map.next_key_seed(Name(course))? {
            match name.as_ref() {
                "features" => {
                    let features = map.next_value_seed(Of(EachFeature { course, into: &mut *into }))?;
                    // a list after something else does not mend it
                    root.features = if root.features == Features::NotAList { Features::NotAList } else { features };
                }
                name if OF_A_GEOMETRY.contains(&name) => {
                    map.next_value::<IgnoredAny>()?;
                    root.has_geometries = true;
                }
                _ => {
                    root.members.insert(name.into_owned(), map.next_value_seed(Of(Tree(course)))?);
                }
            }
        }
        Ok(())
    }
}

/// The list of features.
struct EachFeature<'a> {
    course: &'a Course<'a>,
    into: &'a mut Collected,
}

impl<'de> Take<'de> for EachFeature<'_> {
    type Taken = Features;

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Features, A::Error> {
        let Self { course, into } = self;
        for number in into.count + 1.. {
            course.feature(number, into.problems.len())?;
            into.count = number - 1;
            if list.next_element_seed(Of(Feature { into: &mut *into, course, number }))?.is_none() {
                break;
            }
        }
        Ok(Features::List)
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Features, A::Error> {
        skip_object(object).map(|()| Features::NotAList)
    }

    fn plain<E: Error>(self, _: Value) -> Result<Features, E> {
        Ok(Features::NotAList)
    }
}

/// Members of a collection that are called as those of a geometry.
struct Left<'a> {
    members: &'a mut Map<String, Value>,
    course: &'a Course<'a>,
}

impl<'de> Take<'de> for Left<'_> {
    type Taken = ();

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        super::values::skip_list(list)
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(name) = object.next_key_seed(Name(self.course))? {
            if OF_A_GEOMETRY.contains(&name.as_ref()) {
                self.members.insert(name.into_owned(), object.next_value_seed(Of(Tree(self.course)))?);
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn plain<E: Error>(self, _: Value) -> Result<(), E> {
        Ok(())
    }
}
