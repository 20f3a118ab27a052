//! Attributes of many features: the names of columns once, twelve bytes a cell, and one buffer of texts.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map, Number, Value};

use super::texts::{AttributeValue, Members, Span, Texts, number_from};
use crate::io::composed::{composed, nfc_value};

/// The column of the ids of features, which is none.
const ID: u32 = u32::MAX;
/// What a cell holds, in the lowest bits of its last number; the others are the length of its text.
const KIND_BITS: u32 = 3;
const MOST_BYTES: u32 = u32::MAX >> KIND_BITS;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Null,
    False,
    True,
    Number,
    Text,
    Nested,
}

impl Kind {
    const ALL: [Self; 6] = [Self::Null, Self::False, Self::True, Self::Number, Self::Text, Self::Nested];
}

/// A cell of a feature: its column, where its text begins, and how long that is with what it is.
#[derive(Debug, Clone, Copy)]
struct Cell {
    column: u32,
    start: u32,
    what: u32,
}

impl Cell {
    fn new(column: u32, kind: Kind, span: Span) -> Self {
        Self { column, start: span.start, what: span.len << KIND_BITS | kind as u32 }
    }

    fn kind(self) -> Kind {
        Kind::ALL[(self.what & ((1 << KIND_BITS) - 1)) as usize % Kind::ALL.len()]
    }

    const fn span(self) -> Span {
        Span { start: self.start, len: self.what >> KIND_BITS }
    }
}

/// The attributes of the features of a layer, in their order; texts and names are in NFC.
#[derive(Debug, Clone, Default)]
pub struct Attributes {
    columns: Vec<String>,
    places: HashMap<String, u32>,
    cells: Vec<Cell>,
    /// Where the cells of each feature end.
    ends: Vec<u32>,
    texts: Texts,
    nested: Vec<Value>,
    /// The last cell of each column, to find a name that stands twice in a feature.
    last_of_column: Vec<u32>,
    id: Option<Span>,
}

/// Where the attributes were, to go back there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    cells: usize,
}

impl Attributes {
    /// How many features there are.
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The names of the columns, in the order in which they were first met.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(String::as_str)
    }

    /// The attributes of a feature, by its place; none of one that is not there.
    pub fn of(&self, feature: usize) -> Properties<'_> {
        let first = feature.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(feature).copied().unwrap_or(first);
        Properties { of: self, cells: self.cells.get(first as usize..end as usize).unwrap_or_default() }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { cells: self.ends.last().map_or(0, |end| *end as usize) }
    }

    /// Forgets what was put in for the feature that has not ended.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.cells.truncate(mark.cells);
    }

    /// The id of the feature that has not ended.
    pub(super) fn set_id(&mut self, id: Option<&str>) {
        self.id = id.and_then(|id| self.texts.put(id)).filter(|span| span.len <= MOST_BYTES);
    }

    /// Puts an attribute in; one of a name that the feature has already takes the place of the former.
    pub(super) fn put(&mut self, name: &str, value: AttributeValue<'_>) {
        let column = self.column(name);
        let cell = self.cell(column, value);
        let first = self.mark().cells;
        let last = &mut self.last_of_column[column as usize];
        match self.cells.get_mut(*last as usize).filter(|cell| *last as usize >= first && cell.column == column) {
            Some(former) => *former = cell,
            None => {
                *last = self.cells.len() as u32;
                self.cells.push(cell);
            }
        }
    }

    pub(super) fn end_feature(&mut self) {
        if let Some(id) = self.id.take() {
            self.cells.push(Cell::new(ID, Kind::Text, id));
        }
        self.ends.push(self.cells.len() as u32);
    }

    /// Puts the attributes of a feature in.
    pub fn put_feature(&mut self, properties: &Map<String, Value>) {
        properties.iter().for_each(|(name, value)| self.put(name, value.into()));
        self.end_feature();
    }

    /// Nothing more is put in: gives back the room that is not used.
    pub(super) fn settle(&mut self) {
        self.cells.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.texts.settle();
    }

    /// Makes everything text as people read it, at most so many characters of each, and leaves out ids and what says nothing.
    pub fn show(&mut self, most_chars: usize) {
        let mut is_any_longer = false;
        let (mut kept, mut first) = (0, 0);
        for feature in 0..self.ends.len() {
            for at in first..self.ends[feature] as usize {
                let cell = self.cells[at];
                let shown = if cell.column == ID { None } else { self.shown(cell, most_chars, &mut is_any_longer) };
                if let Some(span) = shown {
                    self.cells[kept] = Cell::new(cell.column, Kind::Text, span);
                    kept += 1;
                }
            }
            first = self.ends[feature] as usize;
            self.ends[feature] = kept as u32;
        }
        self.cells.truncate(kept);
        self.nested = Vec::new();
        if is_any_longer {
            // what was cut off is not kept
            let old = std::mem::take(&mut self.texts);
            for cell in &mut self.cells {
                let span = self.texts.put(old.get(cell.span())).unwrap_or_default();
                *cell = Cell::new(cell.column, Kind::Text, span);
            }
        }
        self.settle();
    }

    /// Where the text of a cell lies, put in if it is not there yet.
    fn shown(&mut self, cell: Cell, most_chars: usize, is_any_longer: &mut bool) -> Option<Span> {
        let span = cell.span();
        let other: Cow<'_, str> = match cell.kind() {
            Kind::Number => return Some(span),
            Kind::Text => {
                let text = self.texts.get(span);
                let trimmed = text.trim();
                if trimmed.len() <= most_chars {
                    let before = text.len() - text.trim_start().len();
                    let span = Span { start: span.start + before as u32, len: trimmed.len() as u32 };
                    return (span.len > 0).then_some(span);
                }
                Cow::Owned(trimmed.to_owned())
            }
            _ => self.value(cell).text().into_owned().into(),
        };
        let text = match other.char_indices().nth(most_chars) {
            Some((end, _)) => {
                *is_any_longer = true;
                format!("{}…", &other[..end]).into()
            }
            None => other,
        };
        if text.is_empty() { None } else { self.texts.put(&text).filter(|span| span.len <= MOST_BYTES) }
    }

    /// Takes ids away.
    pub(super) fn clear_ids(&mut self) {
        let mut kept = Vec::with_capacity(self.cells.len());
        let mut first = 0;
        for end in &mut self.ends {
            let of_feature = &self.cells[first..*end as usize];
            first = *end as usize;
            kept.extend(of_feature.iter().filter(|cell| cell.column != ID));
            *end = kept.len() as u32;
        }
        self.cells = kept;
    }

    /// The place of a column; names come in the same order most of the time.
    fn column(&mut self, name: &str) -> u32 {
        let is_first = self.cells.len() == self.mark().cells;
        let next = self.cells.last().filter(|_| !is_first).map_or(0, |cell| cell.column.wrapping_add(1));
        if self.columns.get(next as usize).is_some_and(|known| known == name) {
            return next;
        }
        let name = composed(name);
        if let Some(place) = self.places.get(name.as_ref()) {
            return *place;
        }
        let place = self.columns.len() as u32;
        self.columns.push(name.clone().into_owned());
        self.places.insert(name.into_owned(), place);
        self.last_of_column.push(u32::MAX);
        place
    }

    fn cell(&mut self, column: u32, value: AttributeValue<'_>) -> Cell {
        let plain = |kind| Cell::new(column, kind, Span::default());
        let (kind, span) = match value {
            AttributeValue::Null => return plain(Kind::Null),
            AttributeValue::Bool(false) => return plain(Kind::False),
            AttributeValue::Bool(true) => return plain(Kind::True),
            AttributeValue::Integer(number) => (Kind::Number, self.texts.put(&number.to_string())),
            AttributeValue::Unsigned(number) => (Kind::Number, self.texts.put(&number.to_string())),
            AttributeValue::Real(number) => match Number::from_f64(number) {
                Some(number) => (Kind::Number, self.texts.put(&number.to_string())),
                None => return plain(Kind::Null),
            },
            AttributeValue::Text(text) => match self.texts.put(text).filter(|span| span.len <= MOST_BYTES) {
                Some(span) => (Kind::Text, Some(span)),
                // beyond what one buffer holds
                None => return self.nested(column, composed(text).into_owned().into()),
            },
            AttributeValue::Nested(value) => return self.nested(column, nfc_value(value)),
        };
        span.map_or_else(|| plain(Kind::Null), |span| Cell::new(column, kind, span))
    }

    fn nested(&mut self, column: u32, value: Value) -> Cell {
        let start = self.nested.len() as u32;
        self.nested.push(value);
        Cell::new(column, Kind::Nested, Span { start, len: 0 })
    }

    fn value(&self, cell: Cell) -> CellValue<'_> {
        match cell.kind() {
            Kind::Null => CellValue::Null,
            Kind::False => CellValue::Bool(false),
            Kind::True => CellValue::Bool(true),
            Kind::Number => CellValue::Number(self.texts.get(cell.span())),
            Kind::Text => CellValue::Text(self.texts.get(cell.span())),
            Kind::Nested => self.nested.get(cell.start as usize).map_or(CellValue::Null, CellValue::Nested),
        }
    }

    /// Each text and each name at least once and few of them more often, in the order in which they come first, lists and objects as
    /// [`Value`]s.
    pub(in crate::io) fn distinct(&self) -> impl Iterator<Item = CellValue<'_>> {
        let mut beyond = 0;
        let texts = self.cells.iter().filter_map(move |cell| match cell.kind() {
            Kind::Text if cell.start >= beyond => {
                beyond = cell.start + cell.span().len;
                Some(self.value(*cell))
            }
            Kind::Nested => Some(self.value(*cell)),
            _ => None,
        });
        texts.chain(self.columns.iter().map(|name| CellValue::Text(name)))
    }

    /// Writes texts and names anew by `mend`, which is asked once for each that comes first, and what lists and objects hold by `mend_nested`.
    ///
    /// A name that would become that of another column stays, so that no value is lost.
    pub(in crate::io) fn mend(&mut self, mend: &mut dyn FnMut(Mended<'_>)) {
        let old = std::mem::take(&mut self.texts);
        let mut known: HashMap<u32, Span> = HashMap::new();
        let first_feature = self.ends.first().copied().unwrap_or(0) as usize;
        for at in 0..self.cells.len() {
            if at == first_feature {
                self.mend_names(mend);
            }
            let mut cell = self.cells[at];
            match cell.kind() {
                Kind::Nested => {
                    self.nested.get_mut(cell.start as usize).into_iter().for_each(|value| mend(Mended::Nested(value)));
                    continue;
                }
                Kind::Number | Kind::Text => {}
                Kind::Null | Kind::False | Kind::True => continue,
            }
            let span = known.get(&cell.start).copied().filter(|_| cell.span().len > 0).or_else(|| {
                let mut text = old.get(cell.span()).to_owned();
                if cell.kind() == Kind::Text {
                    mend(Mended::Text(&mut text));
                }
                let span = self.texts.put(&text)?;
                // an empty text lies where another one begins
                if cell.span().len > 0 {
                    known.insert(cell.start, span);
                }
                Some(span)
            });
            cell = span.map_or(cell, |span| Cell::new(cell.column, cell.kind(), span));
            self.cells[at] = cell;
        }
        if first_feature >= self.cells.len() {
            self.mend_names(mend);
        }
        self.settle();
    }

    fn mend_names(&mut self, mend: &mut dyn FnMut(Mended<'_>)) {
        for place in 0..self.columns.len() {
            let mut name = self.columns[place].clone();
            mend(Mended::Text(&mut name));
            if name != self.columns[place] && !self.places.contains_key(&name) {
                self.places.remove(&self.columns[place]);
                self.places.insert(name.clone(), place as u32);
                self.columns[place] = name;
            }
        }
    }

    /// Bytes of memory it takes, roughly.
    pub fn bytes(&self) -> usize {
        self.cells.len() * size_of::<Cell>() + self.ends.len() * size_of::<u32>() + self.texts.len()
    }
}

/// What can be mended in attributes.
#[derive(Debug)]
pub(in crate::io) enum Mended<'a> {
    /// A text, a name or an id.
    Text(&'a mut String),
    /// A list or an object.
    Nested(&'a mut Value),
}

/// The attributes of a feature.
#[derive(Clone, Copy)]
pub struct Properties<'a> {
    of: &'a Attributes,
    cells: &'a [Cell],
}

impl<'a> Properties<'a> {
    /// Names and values, in the order of the file.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, CellValue<'a>)> + 'a {
        let of = self.of;
        let named = self.cells.iter().filter_map(move |cell| Some((of.columns.get(cell.column as usize)?, *cell)));
        named.map(move |(name, cell)| (name.as_str(), of.value(cell)))
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.cells.iter().filter(|cell| cell.column != ID).count()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The value of a name.
    pub fn get(self, name: &str) -> Option<CellValue<'a>> {
        let column = *self.of.places.get(name)?;
        self.cells.iter().find(|cell| cell.column == column).map(|cell| self.of.value(*cell))
    }

    /// The id of the feature, if it has one.
    pub fn id(self) -> Option<&'a str> {
        self.cells.last().filter(|cell| cell.column == ID).map(|cell| self.of.texts.get(cell.span()))
    }

    /// All of them as JSON.
    pub fn to_map(self) -> Members {
        self.iter().map(|(name, value)| (name.to_owned(), value.to_value())).collect()
    }
}

impl std::fmt::Debug for Properties<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// The value of an attribute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellValue<'a> {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number as JSON writes it.
    Number(&'a str),
    /// A text.
    Text(&'a str),
    /// A list or an object.
    Nested(&'a Value),
}

impl<'a> CellValue<'a> {
    /// As JSON.
    pub fn to_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(truth) => truth.into(),
            Self::Number(text) => number_from(text),
            Self::Text(text) => text.into(),
            Self::Nested(value) => value.clone(),
        }
    }

    /// As people read it: a text without spaces around it, anything else as JSON writes it; empty for nothing.
    pub fn text(self) -> Cow<'a, str> {
        match self {
            Self::Null => "".into(),
            Self::Bool(truth) => if truth { "true" } else { "false" }.into(),
            Self::Number(text) => text.into(),
            Self::Text(text) => text.trim().into(),
            Self::Nested(Value::String(text)) => text.trim().into(),
            Self::Nested(value) => value.to_string().into(),
        }
    }

    /// The text of attributes made to be [shown](Attributes::show).
    pub const fn shown(self) -> &'a str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Null | Self::Bool(_) | Self::Nested(_) => "",
        }
    }

    /// A text as it is; `None` for anything else.
    pub fn as_str(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Nested(Value::String(text)) => Some(text),
            _ => None,
        }
    }
}
