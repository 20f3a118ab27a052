//! The table of attributes beside the shapes (`.dbf`, dBASE III to V), one row per shape.
//!
//! A field that cannot be parsed keeps its text, and a deleted row stays in its place, as its shape does.

use serde_json::{Map, Number, Value};

use super::super::composed::nfc;
use super::code_page::Decoder;

/// Bytes of the header before the fields, and of each field.
const HEADER_BYTES: usize = 32;
const FIELD_BYTES: usize = 32;
/// What ends the list of fields.
const END_OF_FIELDS: u8 = 0x0D;
/// Marks a deleted row.
const DELETED: u8 = b'*';

/// A field as the header describes it.
struct Field<'a> {
    name: &'a [u8],
    kind: u8,
    /// Where it begins in a row.
    start: usize,
    length: usize,
    decimals: u8,
}

/// A table whose header was held against the bytes that follow.
pub(super) struct Table<'a> {
    fields: Vec<Field<'a>>,
    rows: Vec<&'a [u8]>,
    /// The language driver id, byte 29: what the header says about the code page.
    pub(super) language: u8,
    /// Rows that the header promises and the file does not hold.
    pub(super) missing_rows: usize,
    /// Whether fields keep their text in another file, which is not read.
    pub(super) has_memos: bool,
}

impl<'a> Table<'a> {
    /// The table in the bytes of a `.dbf`.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, &'static str> {
        let short = |at: usize| bytes.get(at..)?.first_chunk().map(|two| usize::from(u16::from_le_bytes(*two)));
        let count = bytes.get(4..).and_then(|rest| rest.first_chunk()).map(|four| u32::from_le_bytes(*four) as usize);
        let (Some(count), Some(start), Some(row_length)) = (count, short(8), short(10)) else { return Err("it is cut off") };
        let header = bytes.get(..start).filter(|header| header.len() > HEADER_BYTES).ok_or("it is cut off in its header")?;
        let mut fields = Vec::new();
        let (mut at, mut has_memos) = (1, false);
        for field in header[HEADER_BYTES..].chunks_exact(FIELD_BYTES).take_while(|field| field[0] != END_OF_FIELDS) {
            let name = field[..11].split(|byte| *byte == 0).next().unwrap_or_default();
            let kind = field[11].to_ascii_uppercase();
            // long texts keep the upper byte of their length where others keep their decimals
            let length = usize::from(field[16]) + if kind == b'C' { usize::from(field[17]) << 8 } else { 0 };
            has_memos |= is_memo(kind);
            fields.push(Field { name, kind, start: at, length, decimals: field[17] });
            at += length;
        }
        if fields.is_empty() || row_length < at {
            return Err("its fields do not fit its rows");
        }
        let rows: Vec<&[u8]> = bytes[start..].chunks_exact(row_length).take(count).collect();
        let language = bytes[29];
        Ok(Self { fields, missing_rows: count - rows.len(), rows, language, has_memos })
    }

    /// How many rows there are, deleted ones included.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether a row was deleted, and so the shape it belongs to.
    pub(super) fn is_deleted(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| row[0] == DELETED)
    }

    /// The bytes of all names and texts, which tell their encoding.
    pub(super) fn texts(&self) -> impl Iterator<Item = &[u8]> {
        let texts = self.fields.iter().filter(|field| field.kind == b'C');
        let cells = texts.flat_map(|field| self.rows.iter().map(|row| trimmed(&row[field.start..field.start + field.length])));
        self.fields.iter().map(|field| field.name).chain(cells)
    }

    /// The attributes of a row; empty if there is no such row.
    pub(super) fn attributes(&self, row: usize, decoder: &Decoder) -> Map<String, Value> {
        let Some(row) = self.rows.get(row) else { return Map::new() };
        let mut attributes = Map::new();
        for field in self.fields.iter().filter(|field| !is_memo(field.kind)) {
            let mut name = nfc(decoder.text(field.name).trim());
            while attributes.contains_key(&name) {
                name.push('_');
            }
            attributes.insert(name, value(field, &row[field.start..field.start + field.length], decoder));
        }
        attributes
    }
}

const fn is_memo(kind: u8) -> bool {
    matches!(kind, b'M' | b'G' | b'P' | b'W')
}

/// A cell without the blanks around it, and without what follows a zero byte.
fn trimmed(cell: &[u8]) -> &[u8] {
    cell.split(|byte| *byte == 0).next().unwrap_or_default().trim_ascii()
}

/// The value of a cell; `null` where it is blank or holds what its kind does not allow and no text can show.
fn value(field: &Field<'_>, cell: &[u8], decoder: &Decoder) -> Value {
    let text = || nfc(decoder.text(trimmed(cell)).trim());
    let number = |number: f64| Number::from_f64(number).map_or(Value::Null, Value::Number);
    match (field.kind, cell.len()) {
        (b'I' | b'+', 4) => cell.first_chunk().map_or(Value::Null, |bytes| i32::from_le_bytes(*bytes).into()),
        (b'B' | b'O', 8) => cell.first_chunk().map_or(Value::Null, |bytes| number(f64::from_le_bytes(*bytes))),
        (b'Y', 8) => cell.first_chunk().map_or(Value::Null, |bytes| number(i64::from_le_bytes(*bytes) as f64 / 10_000.0)),
        (b'T' | b'@' | b'0', _) => Value::Null,
        (b'L', _) => match trimmed(cell).first().map(u8::to_ascii_uppercase) {
            Some(b'T' | b'Y') => true.into(),
            Some(b'F' | b'N') => false.into(),
            _ => Value::Null,
        },
        (b'N' | b'F', _) => numeric(&text(), field.decimals),
        (b'D', _) => date(&text()),
        _ => Some(text()).filter(|text| !text.is_empty()).map_or(Value::Null, Value::String),
    }
}

/// A number written in figures; blanks and asterisks (too long for the field) are none. Anything else stays a text.
fn numeric(text: &str, decimals: u8) -> Value {
    if text.bytes().all(|byte| byte == b'*') {
        return Value::Null;
    }
    if decimals == 0
        && let Ok(whole) = text.parse::<i64>()
    {
        return whole.into();
    }
    let parsed = text.replace(',', ".").parse::<f64>().ok().and_then(Number::from_f64);
    parsed.map_or_else(|| text.into(), Value::Number)
}

/// `YYYYMMDD` as `YYYY-MM-DD`.
fn date(text: &str) -> Value {
    let is_blank = text.bytes().all(|byte| byte == b'0');
    match text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        _ if is_blank => Value::Null,
        true => format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).into(),
        false => text.into(),
    }
}
