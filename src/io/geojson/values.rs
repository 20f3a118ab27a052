//! Values of JSON that are no geometry: what a message calls them, and small trees of them, of which a file has only so many.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::super::import_error::{MAX_FEATURES, MAX_POSITIONS};
use super::super::watch::{Stage, Watch};

/// Most values of a file that are built as trees: members, lists among attributes, and geometries written before their type.
const MOST_VALUES: usize = 4_000_000;
/// Most features that can be refused by name.
const MOST_PROBLEMS: usize = 1_000_000;
/// After so many features, or positions, it is asked whether to go on.
const FEATURES_PER_ASKING: usize = 256;
const POSITIONS_PER_ASKING: usize = 1 << 16;

/// Why reading ends although the JSON is sound.
pub(super) const STOPPED: &str = "hecta: stopped";
pub(super) const TOO_MANY_POSITIONS: &str = "hecta: too many positions";
pub(super) const TOO_MANY_FEATURES: &str = "hecta: too many features";

/// What everybody who reads a text knows: how far it is, and how much room is left.
pub(super) struct Course<'w> {
    watch: &'w dyn Watch,
    /// Where the text lies, to tell from a borrowed piece of it how far reading is.
    text: (usize, usize),
    done: Cell<usize>,
    values_left: Cell<usize>,
}

impl<'w> Course<'w> {
    pub(super) fn of(text: &str, watch: &'w dyn Watch) -> Self {
        let text = (text.as_ptr() as usize, text.len());
        Self { watch, text, done: Cell::new(0), values_left: Cell::new(MOST_VALUES) }
    }

    /// Notes how far reading is, by a piece of the text.
    fn at(&self, piece: &str) {
        let offset = (piece.as_ptr() as usize).wrapping_sub(self.text.0);
        if offset < self.text.1 {
            self.done.set(offset);
        }
    }

    fn ask<E: Error>(&self) -> Result<(), E> {
        let goes_on = self.watch.goes_on(Stage::Parsing, self.done.get(), self.text.1);
        if goes_on { Ok(()) } else { Err(E::custom(STOPPED)) }
    }

    /// Another feature comes.
    pub(super) fn feature<E: Error>(&self, number: usize, problems: usize) -> Result<(), E> {
        if number > MAX_FEATURES || problems > MOST_PROBLEMS {
            return Err(E::custom(TOO_MANY_FEATURES));
        }
        if number.is_multiple_of(FEATURES_PER_ASKING) { self.ask() } else { Ok(()) }
    }

    /// There are so many positions now.
    pub(super) fn positions<E: Error>(&self, count: usize) -> Result<(), E> {
        if !count.is_multiple_of(POSITIONS_PER_ASKING) {
            return Ok(());
        }
        if count > MAX_POSITIONS { Err(E::custom(TOO_MANY_POSITIONS)) } else { self.ask() }
    }

    fn value<E: Error>(&self) -> Result<(), E> {
        let left = self.values_left.get().checked_sub(1).ok_or_else(|| E::custom(TOO_MANY_POSITIONS))?;
        self.values_left.set(left);
        Ok(())
    }
}

/// A JSON value as a message names it; long ones are cut.
pub(super) fn named(value: &Value) -> String {
    let text = match value {
        Value::Object(_) => return OBJECT.into(),
        Value::Array(_) => return LIST.into(),
        other => other.to_string(),
    };
    if text.chars().count() > 40 { text.chars().take(39).chain(['…']).collect() } else { text }
}

pub(super) const OBJECT: &str = "{…}";
pub(super) const LIST: &str = "[…]";

/// A name of a member; borrowed where it has no escapes.
pub(super) struct Name<'a>(pub(super) &'a Course<'a>);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name<'_> {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        self.0.at(name);
        Ok(name.into())
    }

    fn visit_str<E>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(name.to_owned().into())
    }
}

/// What takes a value that may be of any kind.
pub(super) trait Take<'de>: Sized {
    /// What comes of it.
    type Taken;

    /// A list.
    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Taken, A::Error>;
    /// An object.
    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Self::Taken, A::Error>;
    /// Anything else but a text.
    fn plain<E: Error>(self, value: Value) -> Result<Self::Taken, E>;
    /// A number.
    fn number<E: Error>(self, number: f64) -> Result<Self::Taken, E> {
        self.plain(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }
    /// A text.
    fn text<E: Error>(self, text: &str) -> Result<Self::Taken, E> {
        self.plain(text.into())
    }
}

/// Makes a seed and a visitor of what takes values.
pub(super) struct Of<T>(pub(super) T);

impl<'de, T: Take<'de>> DeserializeSeed<'de> for Of<T> {
    type Value = T::Taken;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Taken, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Take<'de>> Visitor<'de> for Of<T> {
    type Value = T::Taken;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<T::Taken, E> {
        self.0.plain(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T::Taken, E> {
        self.0.plain(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T::Taken, E> {
        self.0.plain(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T::Taken, E> {
        self.0.plain(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T::Taken, E> {
        self.0.number(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T::Taken, E> {
        self.0.text(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T::Taken, A::Error> {
        self.0.list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<T::Taken, A::Error> {
        self.0.object(object)
    }
}

/// Steps over the rest of a list.
pub(super) fn skip_list<'de, A: SeqAccess<'de>>(list: A) -> Result<(), A::Error> {
    Skip.list(list)
}

/// Steps over the rest of an object.
pub(super) fn skip_object<'de, A: MapAccess<'de>>(object: A) -> Result<(), A::Error> {
    Skip.object(object)
}

/// Steps over a value; unlike serde's own way of ignoring it ends where brackets nest too deeply.
pub(super) struct Skip;

impl<'de> Take<'de> for Skip {
    type Taken = ();

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Of(Self))?.is_some() {}
        Ok(())
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while object.next_key::<IgnoredAny>()?.is_some() {
            object.next_value_seed(Of(Self))?;
        }
        Ok(())
    }

    fn plain<E: Error>(self, _: Value) -> Result<(), E> {
        Ok(())
    }

    fn number<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn text<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

/// Steps over a value and gives what a message calls it.
pub(super) struct Named;

impl<'de> Take<'de> for Named {
    type Taken = String;

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<String, A::Error> {
        skip_list(list).map(|()| LIST.into())
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<String, A::Error> {
        skip_object(object).map(|()| OBJECT.into())
    }

    fn plain<E: Error>(self, value: Value) -> Result<String, E> {
        Ok(named(&value))
    }
}

/// A value as a tree.
#[derive(Clone, Copy)]
pub(super) struct Tree<'a>(pub(super) &'a Course<'a>);

impl<'de> Take<'de> for Tree<'_> {
    type Taken = Value;

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Of(self))? {
            self.0.value()?;
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = object.next_key_seed(Name(self.0))? {
            self.0.value()?;
            members.insert(name.into_owned(), object.next_value_seed(Of(self))?);
        }
        Ok(Value::Object(members))
    }

    fn plain<E: Error>(self, value: Value) -> Result<Value, E> {
        Ok(value)
    }
}
