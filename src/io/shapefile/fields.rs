//! Names of attributes in ten letters and back, and the kind of field that holds all values of one.
//!
//! | attribute | field | | attribute | field |
//! |---|---|---|---|---|
//! | `area_ha_grid_5897` | `area_grid` | | `draft_reason` | `draft_why` |
//! | `area_ha_geodesic` | `area_geod` | | `building_coverage_pct` | `bld_cover` |
//! | `approved_area_ha` | `appr_ha` | | `floor_area_ratio` | `floor_rat` |
//! | `datum_operation` | `datum_op` | | any other longer than ten | its first ten, without marks, numbered if need be |
//!
//! A text longer than a field goes on in `…__2`, `…__3`.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

use super::super::source::RawLayer;

/// Most letters of a field's name, and most bytes of a text in one field.
const NAME_LETTERS: usize = 10;
pub(super) const TEXT_BYTES: usize = 254;
/// Most figures of a number, and most of them behind the point.
const NUMBER_WIDTH: usize = 20;
const NUMBER_DECIMALS: usize = 15;
/// Whole numbers beyond this are not all written exactly by a floating-point number.
const LARGEST_EXACT: u64 = 1 << 53;

/// Attributes of Hecta that are too long, and their fields.
const SHORT_NAMES: [(&str, &str); 6] = [
    ("area_ha_geodesic", "area_geod"),
    ("datum_operation", "datum_op"),
    ("draft_reason", "draft_why"),
    ("approved_area_ha", "appr_ha"),
    ("building_coverage_pct", "bld_cover"),
    ("floor_area_ratio", "floor_rat"),
];
/// The same for the attribute that ends in the number of its grid.
const GRID_AREA: (&str, &str) = ("area_ha_grid_", "area_grid");
/// What stands between the name of a field and the number of its continuation.
const CONTINUED: &str = "__";
/// The attribute by which Hecta knows its own files, and whose grid [`GRID_AREA`] is of.
const OWN_MARK: &str = "crs_source";

/// Whether a layer was written by Hecta.
pub(super) fn is_own(layer: &RawLayer) -> bool {
    layer.features.iter().any(|feature| [OWN_MARK, "layer"].iter().all(|name| feature.properties().get(name).is_some()))
}

/// The attributes of a feature of Hecta's own files under their full names, with long texts put together; others as they are.
pub(super) fn long_names(attributes: Map<String, Value>) -> Map<String, Value> {
    let Some(grid) = attributes.get(OWN_MARK).and_then(Value::as_str).map(|crs| crs.trim_start_matches("EPSG:").to_owned())
    else {
        return attributes;
    };
    let long = |short: &str| match SHORT_NAMES.iter().find(|(_, known)| *known == short) {
        Some((long, _)) => (*long).to_owned(),
        None if short == GRID_AREA.1 => format!("{}{grid}", GRID_AREA.0),
        None => short.to_owned(),
    };
    let mut named: Map<String, Value> = Map::new();
    for (short, value) in attributes {
        let continues = short.rsplit_once(CONTINUED).is_some_and(|(_, number)| number.parse::<usize>().is_ok());
        match (continues.then(|| named.values_mut().next_back()).flatten(), value) {
            (Some(Value::String(text)), Value::String(more)) => text.push_str(&more),
            (Some(_), Value::Null) => {}
            (_, value) => drop(named.insert(long(&short), value)),
        }
    }
    named
}

/// What a field of the table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text of so many bytes, in as many fields as it takes.
    Text {
        /// The longest text, bytes.
        bytes: usize,
    },
    /// A number in figures.
    Number {
        /// Most characters.
        width: usize,
        /// Figures behind the point.
        decimals: usize,
    },
    /// True or false.
    Logical,
}

/// An attribute and the fields that hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Its name in Hecta.
    pub(super) attribute: String,
    /// The names of its fields, at most ten ASCII letters each; more than one for long texts.
    pub(super) fields: Vec<String>,
    /// What they hold.
    pub(super) kind: Kind,
}

/// The columns for all attributes of some features, in order of appearance.
pub(super) fn columns(features: &[&Map<String, Value>]) -> Vec<Column> {
    let mut names: Vec<&str> = Vec::new();
    let mut known = BTreeSet::new();
    for name in features.iter().flat_map(|feature| feature.keys()) {
        if known.insert(name.as_str()) {
            names.push(name);
        }
    }
    let mut taken = BTreeSet::new();
    let column = |name: &str| {
        let kind = kind_of(features.iter().filter_map(|feature| feature.get(name)));
        let pieces = match kind {
            Kind::Text { bytes } => pieces_for(bytes),
            _ => 1,
        };
        let first = free_name(&short_name(name), &mut taken);
        let more = (2..=pieces).map(|piece| {
            let number = format!("{CONTINUED}{piece}");
            let stem: String = first.chars().take(NAME_LETTERS - number.len()).collect();
            let name = format!("{stem}{number}");
            if taken.insert(name.to_ascii_uppercase()) { name } else { free_name(&name, &mut taken) }
        });
        let more: Vec<String> = more.collect();
        Column { attribute: name.to_owned(), fields: [vec![first], more].concat(), kind }
    };
    names.into_iter().map(column).collect()
}

/// How many fields a text of `bytes` may need; a piece ends up to four characters earlier, so as not to end in a blank.
const fn pieces_for(bytes: usize) -> usize {
    if bytes <= TEXT_BYTES { 1 } else { bytes.div_ceil(TEXT_BYTES - 32) }
}

/// Cuts a text into pieces of at most [`TEXT_BYTES`] bytes that neither begin nor end with a blank where that can be had.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while rest.len() > TEXT_BYTES {
        let is_good = |at: &usize| {
            rest.is_char_boundary(*at)
                && !rest[..*at].ends_with(char::is_whitespace)
                && !rest[*at..].starts_with(char::is_whitespace)
        };
        let end = (TEXT_BYTES - 32..=TEXT_BYTES).rev().find(is_good);
        let end = end.or_else(|| (0..=TEXT_BYTES).rev().find(|at| rest.is_char_boundary(*at))).unwrap_or(TEXT_BYTES);
        pieces.push(&rest[..end]);
        rest = &rest[end..];
    }
    pieces.push(rest);
    pieces
}

/// The name of an attribute in at most ten ASCII letters, figures and underscores.
fn short_name(name: &str) -> String {
    if let Some((_, short)) = SHORT_NAMES.iter().find(|(long, _)| *long == name) {
        return (*short).to_owned();
    }
    if name.starts_with(GRID_AREA.0) {
        return GRID_AREA.1.to_owned();
    }
    let plain = name.nfd().filter(|c| !('\u{300}'..='\u{36F}').contains(c)).map(|c| match c {
        'đ' => 'd',
        'Đ' => 'D',
        c if c.is_ascii_alphanumeric() => c,
        _ => '_',
    });
    let mut short = String::new();
    for c in plain {
        if short.len() < NAME_LETTERS && !(c == '_' && short.ends_with('_')) {
            short.push(c);
        }
    }
    if short.starts_with(|c: char| c.is_ascii_alphabetic()) {
        short
    } else {
        format!("f{short}").chars().take(NAME_LETTERS).collect()
    }
}

/// `wanted`, or with a number in place of its end if another field has that name; capitals make no difference.
fn free_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = wanted.to_owned();
    let mut number = 1;
    while !taken.insert(name.to_ascii_uppercase()) {
        let end = format!("_{number}");
        name = wanted.chars().take(NAME_LETTERS - end.len()).collect::<String>() + &end;
        number += 1;
    }
    name
}

/// The kind of field that holds all of `values` without loss.
fn kind_of<'a>(values: impl Iterator<Item = &'a Value> + Clone) -> Kind {
    let values = values.filter(|value| !value.is_null());
    let text = || Kind::Text { bytes: values.clone().map(|value| text_of(value).len()).max().unwrap_or(0).max(1) };
    if values.clone().next().is_none() {
        return text();
    }
    if values.clone().all(Value::is_boolean) {
        return Kind::Logical;
    }
    let exact = |value: &Value| {
        let is_exact = value.as_f64().is_some() && value.as_i64().is_none_or(|whole| whole.unsigned_abs() <= LARGEST_EXACT);
        is_exact && value.as_u64().is_none_or(|whole| whole <= LARGEST_EXACT)
    };
    if !values.clone().all(exact) {
        return text();
    }
    let decimals = values.clone().map(decimals_of).max().unwrap_or(0);
    let width = values.clone().filter_map(Value::as_f64).map(|number| format!("{number:.decimals$}").len()).max().unwrap_or(1);
    if decimals > NUMBER_DECIMALS || width > NUMBER_WIDTH { text() } else { Kind::Number { width, decimals } }
}

/// The figures behind the point that a number needs; a number that is not whole by its kind has at least one.
fn decimals_of(value: &Value) -> usize {
    let Some(number) = value.as_f64().filter(|_| value.is_f64()) else { return 0 };
    number.to_string().split_once('.').map_or(1, |(_, decimals)| decimals.len())
}

/// A value as text.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
