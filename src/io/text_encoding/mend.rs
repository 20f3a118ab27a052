//! The texts of layers: all of them vote, each is converted, and the file's report says so with an example.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::super::flat::{CellValue, Mended};
use super::super::problem::{ImportProblem, Place, ProblemKind};
use super::super::source::RawLayer;
use super::votes::{Ballot, encoding_of_text, is_beyond_bytes, words};
use super::{TextEncoding, to_unicode};

/// Lists in lists of attributes are looked at to this depth.
const MAX_DEPTH: usize = 32;
/// Characters of an example.
const MAX_EXAMPLE: usize = 60;

/// Makes the texts of a file Unicode: names of layers and attributes, ids and values.
///
/// `stated` wins; without it the words of all layers vote, and each text is taken in the encoding in which it makes most sense among those
/// the file shows to have. Texts that were converted are told once per encoding, with an example, among the problems of the first layer
/// that has one.
pub fn mend_texts(layers: &mut [RawLayer], stated: Option<TextEncoding>) {
    // texts are composed already
    if stated == Some(TextEncoding::Unicode) {
        return;
    }
    let mut mender = Mender { stated, present: Vec::new(), known: HashMap::new(), examples: Vec::new() };
    if stated.is_none() {
        mender.present = Ballot::of(texts_of(layers)).present();
        if mender.present == [TextEncoding::Unicode] {
            return;
        }
    }
    for layer in layers {
        mender.layer(layer);
    }
}

/// Whether the words of all texts show no encoding but Unicode: mending would change nothing.
pub fn is_unicode(layers: &[RawLayer]) -> bool {
    Ballot::of(texts_of(layers)).present() == [TextEncoding::Unicode]
}

/// What texts would become in each encoding, for a person to choose by.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The encoding that the words vote for.
    pub recognised: TextEncoding,
    /// Some of the texts, those that tell most first; empty if no text tells anything.
    pub rows: Vec<PreviewRow>,
}

/// A text and what it would become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewRow {
    /// As the file has it.
    pub text: String,
    /// In each of [`TextEncoding::ALL`].
    pub read_as: [String; 4],
}

/// Shows at most `most` texts of a file in every encoding, before anything is converted.
pub fn preview(layers: &[RawLayer], most: usize) -> Preview {
    let recognised = Ballot::of(texts_of(layers)).winner();
    let mut telling: Vec<(usize, &str)> = Vec::new();
    for text in texts_of(layers) {
        let count = words(text).count();
        let is_listed = || telling.iter().any(|(_, listed)| *listed == text);
        if count == 0 || (telling.len() >= most && telling.last().is_some_and(|(least, _)| *least >= count)) || is_listed() {
            continue;
        }
        let at = telling.partition_point(|(listed, _)| *listed >= count);
        telling.insert(at, (count, text));
        telling.truncate(most);
    }
    let row = |text: &str| {
        let text: String = text.chars().take(MAX_EXAMPLE).collect();
        PreviewRow { read_as: TextEncoding::ALL.map(|encoding| to_unicode(&text, encoding)), text }
    };
    Preview { recognised, rows: telling.into_iter().map(|(_, text)| row(text)).collect() }
}

/// Every text of the layers, those that repeat once or a few times.
fn texts_of(layers: &[RawLayer]) -> impl Iterator<Item = &str> {
    layers.iter().flat_map(|layer| {
        let of_features = layer.features.attributes().distinct().flat_map(|value| {
            let mut found = Vec::new();
            match value {
                CellValue::Text(text) if text.is_ascii() => {}
                CellValue::Text(text) => found.push(text),
                CellValue::Nested(value) => collect_texts(value, &mut found, 0),
                CellValue::Null | CellValue::Bool(_) | CellValue::Number(_) => {}
            }
            found
        });
        layer.name.as_deref().into_iter().chain(texts_of_map(&layer.members)).chain(of_features)
    })
}

fn texts_of_map(map: &Map<String, Value>) -> impl Iterator<Item = &str> {
    map.iter().flat_map(|(name, value)| {
        let mut found = vec![name.as_str()];
        collect_texts(value, &mut found, 0);
        found
    })
}

fn collect_texts<'a>(value: &'a Value, found: &mut Vec<&'a str>, depth: usize) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(values) if depth < MAX_DEPTH => values.iter().for_each(|value| collect_texts(value, found, depth + 1)),
        Value::Object(map) if depth < MAX_DEPTH => map.iter().for_each(|(name, value)| {
            found.push(name);
            collect_texts(value, found, depth + 1);
        }),
        _ => {}
    }
}

/// Converts texts, each distinct one once.
struct Mender {
    stated: Option<TextEncoding>,
    present: Vec<TextEncoding>,
    known: HashMap<String, String>,
    /// Encodings that were told of.
    examples: Vec<TextEncoding>,
}

impl Mender {
    fn layer(&mut self, layer: &mut RawLayer) {
        let problems = &mut layer.problems;
        if let Some(name) = &mut layer.name {
            self.text(name, problems);
        }
        self.map(&mut layer.members, problems, 0);
        layer.features.attributes_mut().mend(&mut |mended| match mended {
            Mended::Text(text) => self.text(text, problems),
            Mended::Nested(value) => self.value(value, problems, 0),
        });
    }

    fn map(&mut self, map: &mut Map<String, Value>, problems: &mut Vec<ImportProblem>, depth: usize) {
        map.values_mut().for_each(|value| self.value(value, problems, depth));
        if map.keys().all(|name| name.is_ascii()) {
            return;
        }
        let mut mended = Map::with_capacity(map.len());
        for (name, value) in std::mem::take(map) {
            let mut wanted = name.clone();
            self.text(&mut wanted, problems);
            // two names that become one would lose a value
            let free = if mended.contains_key(&wanted) { name } else { wanted };
            mended.insert(free, value);
        }
        *map = mended;
    }

    fn value(&mut self, value: &mut Value, problems: &mut Vec<ImportProblem>, depth: usize) {
        match value {
            Value::String(text) => self.text(text, problems),
            Value::Array(values) if depth < MAX_DEPTH => {
                values.iter_mut().for_each(|value| self.value(value, problems, depth + 1));
            }
            Value::Object(map) if depth < MAX_DEPTH => self.map(map, problems, depth + 1),
            _ => {}
        }
    }

    fn text(&mut self, text: &mut String, problems: &mut Vec<ImportProblem>) {
        if text.is_ascii() {
            return;
        }
        if let Some(known) = self.known.get(text.as_str()) {
            text.clone_from(known);
            return;
        }
        let encoding = match self.stated {
            Some(_) if is_beyond_bytes(text) => TextEncoding::Unicode,
            Some(stated) => stated,
            None => encoding_of_text(text, &self.present),
        };
        let read = to_unicode(text, encoding);
        if encoding != TextEncoding::Unicode
            && read != *text
            && words(text).next().is_some()
            && !self.examples.contains(&encoding)
        {
            self.examples.push(encoding);
            let shortened = |text: &str| text.chars().take(MAX_EXAMPLE).collect();
            let kind = ProblemKind::TextConverted { encoding, from: shortened(text), to: shortened(&read) };
            problems.push(ImportProblem::new(Place::default(), kind));
        }
        let before = std::mem::replace(text, read.clone());
        self.known.insert(before, read);
    }
}
