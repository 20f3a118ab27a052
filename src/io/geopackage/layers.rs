//! Layers of polygons in a GeoPackage as raw layers, and regions as a table.

use std::path::Path;

use serde_json::{Map, Value};

use super::super::composed::{nfc, nfc_value};
use super::super::handover;
use super::super::import_error::ImportError;
use super::super::source::{DeclaredCrs, RawFeature, RawLayer, Shape};
use super::super::watch::Watch;
use super::{Column, ColumnKind, FeatureTable, Field, GeometryColumn, MORE, Row, read_tables_watched};
use crate::geometry::{ProjectCrs, Region};

/// Reads every layer of a GeoPackage while someone waits; [`ImportError::Stopped`] if nobody wants them any more.
pub fn read_raw_layers_watched(path: &Path, watch: &dyn Watch) -> Result<Vec<RawLayer>, ImportError> {
    raw_layers(path, read_tables_watched(path, watch)?)
}

/// The layers of tables that have been read from the file at `path`; an error if there is none.
pub fn raw_layers(path: &Path, mut tables: Vec<FeatureTable>) -> Result<Vec<RawLayer>, ImportError> {
    handover::completed(&mut tables);
    let layers: Vec<_> = tables.into_iter().filter_map(raw_layer).collect();
    if layers.is_empty() { Err(ImportError::NoPolygonLayer { path: path.to_owned() }) } else { Ok(layers) }
}

/// The layer of a table; `None` for a table of attributes. Features count from 1, their ids are the keys of their rows.
pub fn raw_layer(table: FeatureTable) -> Option<RawLayer> {
    let geometry = table.geometry?;
    let feature = |(i, row): (usize, Row)| RawFeature {
        number: i + 1,
        id: Some(row.key.to_string()),
        properties: properties(&table.columns, &row.fields),
        shape: row.shape,
        helper_points: Vec::new(),
    };
    let features = table.rows.into_iter().enumerate().map(feature).collect();
    Some(RawLayer { name: Some(nfc(&table.identifier)), crs: geometry.crs, features, ..RawLayer::default() })
}

/// Attributes as JSON; bytes have no place there and are left out.
fn properties(columns: &[Column], fields: &[Field]) -> Map<String, Value> {
    let value = |kind: ColumnKind, field: &Field| match field {
        Field::Null => Some(Value::Null),
        Field::Integer(number) if kind == ColumnKind::Boolean => Some((*number != 0).into()),
        Field::Integer(number) => Some((*number).into()),
        Field::Real(number) => Some(Value::from(*number)),
        Field::Text(text) => Some(nfc(text).into()),
        Field::Blob(_) => None,
    };
    let mut properties: Map<String, Value> = Map::new();
    for (column, field) in columns.iter().zip(fields) {
        match (column.name.as_str(), field) {
            (MORE, Field::Text(text)) => {
                let more = serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
                properties.extend(more.into_iter().map(|(name, value)| (nfc(&name), nfc_value(value))));
            }
            _ => properties.extend(value(column.kind, field).map(|value| (nfc(&column.name), value))),
        }
    }
    properties
}

/// A layer of regions on the grid `crs` with JSON attributes; a column takes the kind all its values have, else text.
///
/// Lists and objects are written as JSON text. Keys count from 1.
pub fn table_from_regions<'a>(
    name: &str,
    identifier: &str,
    crs: ProjectCrs,
    features: impl IntoIterator<Item = (&'a Region, &'a Map<String, Value>)>,
) -> FeatureTable {
    let features: Vec<_> = features.into_iter().collect();
    let mut columns: Vec<Column> = Vec::new();
    for (property, value) in features.iter().flat_map(|(_, properties)| properties.iter()) {
        let known = columns.iter_mut().find(|column| column.name.eq_ignore_ascii_case(property));
        match (known, kind_of(value)) {
            (Some(column), Some(kind)) if column.kind != kind => column.kind = common_kind(column.kind, kind),
            (None, Some(kind)) => columns.push(Column { name: property.clone(), kind }),
            _ => {}
        }
    }
    let field = |properties: &Map<String, Value>, column: &Column| {
        let value = properties.iter().find(|(name, _)| name.eq_ignore_ascii_case(&column.name)).map(|(_, value)| value);
        value.map_or(Field::Null, |value| field_of(value, column.kind))
    };
    let row = |(i, (region, properties)): (usize, &(&Region, &Map<String, Value>))| Row {
        key: i as i64 + 1,
        shape: Shape::from_region(region),
        fields: columns.iter().map(|column| field(properties, column)).collect(),
    };
    let rows = features.iter().enumerate().map(row).collect();
    let mut geometry = "geom".to_owned();
    while columns.iter().any(|column| column.name.eq_ignore_ascii_case(&geometry)) {
        geometry.push('_');
    }
    let geometry = Some(GeometryColumn { name: geometry, crs: DeclaredCrs::Known(crs.into()) });
    FeatureTable { name: name.into(), identifier: identifier.into(), description: String::new(), geometry, columns, rows }
}

fn kind_of(value: &Value) -> Option<ColumnKind> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some(ColumnKind::Boolean),
        Value::Number(number) if number.is_i64() => Some(ColumnKind::Integer),
        Value::Number(_) => Some(ColumnKind::Real),
        _ => Some(ColumnKind::Text),
    }
}

const fn common_kind(a: ColumnKind, b: ColumnKind) -> ColumnKind {
    match (a, b) {
        (ColumnKind::Integer | ColumnKind::Real, ColumnKind::Integer | ColumnKind::Real) => ColumnKind::Real,
        _ => ColumnKind::Text,
    }
}

fn field_of(value: &Value, kind: ColumnKind) -> Field {
    match (value, kind) {
        (Value::Null, _) => Field::Null,
        (Value::String(text), _) => Field::Text(text.clone()),
        (Value::Bool(truth), ColumnKind::Boolean) => Field::Integer(i64::from(*truth)),
        (Value::Number(number), ColumnKind::Integer) => number.as_i64().map_or(Field::Null, Field::Integer),
        (Value::Number(number), ColumnKind::Real) => number.as_f64().map_or(Field::Null, Field::Real),
        (value, _) => Field::Text(value.to_string()),
    }
}
