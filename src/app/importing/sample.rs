//! What a layer holds, in a few lines: counts, columns and the first values.

use std::collections::BTreeMap;

use crate::app::reference::Counts;
use crate::io::flat::CellValue;
use crate::io::{FeatureRef, RawLayer, ShapeRef};

/// Rows and columns of attributes shown of a layer.
const MOST_ROWS: usize = 6;
const MOST_COLUMNS: usize = 12;
/// Features whose columns are looked at.
const MOST_LOOKED_AT: usize = 500;
/// Longest value shown, characters.
const MOST_CHARS: usize = 80;

/// Some of the attributes of a layer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sample {
    /// Names of the columns, in the order of the file.
    pub columns: Vec<String>,
    /// Number of the feature and its values, as many as columns.
    pub rows: Vec<(usize, Vec<String>)>,
    /// How many further columns there are.
    pub more_columns: usize,
}

/// What a layer holds.
pub fn counts_of(raw: &RawLayer) -> Counts {
    let mut counts = Counts { features: raw.features.len(), ..Counts::default() };
    for feature in &raw.features {
        match feature.shape() {
            ShapeRef::Polygons { rings, .. } => {
                counts.polygons += usize::from(!rings.is_empty());
                counts.vertices += rings.range().len();
            }
            ShapeRef::WithoutArea { paths, .. } => {
                let is_line = paths.lengths().any(|length| length > 1);
                let count = if is_line { &mut counts.lines } else { &mut counts.points };
                *count += 1;
                counts.vertices += paths.range().len();
            }
            ShapeRef::Missing | ShapeRef::Broken(_) => {}
        }
    }
    counts
}

/// Some of the attributes of a layer: the columns that say most often something, of the first features.
pub fn sample_of(raw: &RawLayer) -> Sample {
    let mut columns: Vec<&str> = Vec::new();
    let mut filled: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, value) in raw.features.iter().take(MOST_LOOKED_AT).flat_map(|feature| feature.properties().iter()) {
        let count = filled.entry(name).or_insert_with(|| {
            columns.push(name);
            0
        });
        *count += usize::from(!text_of(value).is_empty());
    }
    columns.retain(|column| filled.get(column).is_some_and(|count| *count > 0));
    let more_columns = columns.len().saturating_sub(MOST_COLUMNS);
    columns.truncate(MOST_COLUMNS);
    let row = |feature: FeatureRef<'_>| {
        let values = columns.iter().map(|column| feature.properties().get(column).map(text_of).unwrap_or_default());
        (feature.number(), values.collect())
    };
    Sample {
        rows: raw.features.iter().take(MOST_ROWS).map(row).collect(),
        columns: columns.into_iter().map(str::to_owned).collect(),
        more_columns,
    }
}

fn text_of(value: CellValue<'_>) -> String {
    let text = value.text();
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}
