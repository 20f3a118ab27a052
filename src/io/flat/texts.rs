//! Texts of many cells in one buffer, most of those that repeat once.

use serde_json::{Map, Value};

use super::super::composed::composed;

/// Places of texts that were put in last, by their hash, at least and at most; a power of two each.
const LEAST_RECENT: usize = 1 << 4;
const MOST_RECENT: usize = 1 << 12;

/// Where a text lies in its buffer, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Span {
    pub start: u32,
    pub len: u32,
}

/// A buffer of texts. What repeats is looked for among the last texts only: the work for each is bounded, whatever the texts are.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    buffer: String,
    recent: Vec<Span>,
    /// How many texts were put in.
    count: usize,
}

impl Texts {
    pub(super) fn get(&self, span: Span) -> &str {
        let start = span.start as usize;
        self.buffer.get(start..start + span.len as usize).unwrap_or_default()
    }

    /// Puts a text in, composed; `None` if the buffer would become longer than a [`Span`] can say.
    pub(super) fn put(&mut self, text: &str) -> Option<Span> {
        self.count += 1;
        if self.recent.len() < MOST_RECENT && self.count > self.recent.len() {
            self.recent = vec![Span::default(); (4 * self.count).next_power_of_two().clamp(LEAST_RECENT, MOST_RECENT)];
        }
        let at = (hash(text.as_bytes()) as usize) & (self.recent.len() - 1);
        let known = self.recent[at];
        if self.get(known) == text {
            return Some(known);
        }
        let composed = composed(text);
        let span = Span { start: u32::try_from(self.buffer.len()).ok()?, len: u32::try_from(composed.len()).ok()? };
        span.start.checked_add(span.len)?;
        self.buffer.push_str(&composed);
        self.recent[at] = span;
        Some(span)
    }

    /// No more texts are put in: gives back the room that is not used.
    pub(super) fn settle(&mut self) {
        self.buffer.shrink_to_fit();
        self.recent = Vec::new();
        self.count = 0;
    }

    /// Bytes of the buffer.
    pub(super) const fn len(&self) -> usize {
        self.buffer.len()
    }
}

/// Spreads texts over places; not proof against texts that are made to meet, which only are kept twice.
fn hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut tail = [0; 8];
    tail[..rest.len()].copy_from_slice(rest);
    let step = |hash: u64, word: &[u8; 8]| (hash.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
    step(words.iter().fold(bytes.len() as u64, step), &tail) >> 32
}

/// The value of an attribute that is put in.
#[derive(Debug, Clone)]
pub enum AttributeValue<'a> {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A whole number that is not negative.
    Unsigned(u64),
    /// A number; one that is not finite is nothing.
    Real(f64),
    /// A text.
    Text(&'a str),
    /// A list or an object.
    Nested(Value),
}

impl<'a> From<&'a Value> for AttributeValue<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(truth) => Self::Bool(*truth),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => Self::Integer(number),
                (None, Some(number)) => Self::Unsigned(number),
                (None, None) => Self::Real(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => Self::Text(text),
            nested @ (Value::Array(_) | Value::Object(_)) => Self::Nested(nested.clone()),
        }
    }
}

/// The number a JSON text stands for, to the last bit.
pub(super) fn number_from(text: &str) -> Value {
    let real = || text.parse::<f64>().map_or(Value::Null, Value::from);
    match (text.parse::<i64>(), text.parse::<u64>()) {
        // "-0" is no integer in JSON numbers
        (Ok(number), _) if number != 0 || text == "0" => number.into(),
        (Err(_), Ok(number)) => number.into(),
        _ => real(),
    }
}

/// Attributes of a feature as other modules give and take them.
pub(super) type Members = Map<String, Value>;
