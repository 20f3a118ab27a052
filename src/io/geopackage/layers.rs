//! Layers of polygons in a GeoPackage as layers of source features, and regions as a table.

use std::path::Path;

use serde_json::{Map, Value};

use super::super::composed::nfc;
use super::super::import_error::ImportError;
use super::super::placement::{Placement, Refused, refused};
use super::super::problem::{ImportProblem, Place, ProblemKind};
use super::super::source::{ReadOptions, SourceFeature, SourceLayer};
use super::{Column, ColumnKind, DeclaredCrs, FeatureTable, Field, GeometryColumn, Row, Shape, read_tables};
use crate::geometry::crs::FileCrs;
use crate::geometry::validity::RawPolygon;
use crate::geometry::{ProjectCrs, Region};

/// Reads every layer of a GeoPackage. Rows that cannot be read are left out with the reason among the layer's problems.
pub fn read_layers(path: &Path, options: ReadOptions) -> Result<Vec<SourceLayer>, ImportError> {
    layers_from_tables(path, &read_tables(path)?, options)
}

/// The layers of tables that have been read from the file at `path`; an error if there is none.
pub fn layers_from_tables(path: &Path, tables: &[FeatureTable], options: ReadOptions) -> Result<Vec<SourceLayer>, ImportError> {
    let layers: Vec<_> = tables.iter().filter_map(|table| layer_from_table(table, options)).collect::<Result<_, _>>()?;
    if layers.is_empty() { Err(ImportError::NoPolygonLayer { path: path.to_owned() }) } else { Ok(layers) }
}

/// The layer of a table; `None` for a table of attributes.
pub fn layer_from_table(table: &FeatureTable, options: ReadOptions) -> Option<Result<SourceLayer, ImportError>> {
    let geometry = table.geometry.as_ref()?;
    let mut problems = Vec::new();
    let crs = match table_crs(geometry, &table.identifier, options, &mut problems) {
        Ok(crs) => crs,
        Err(error) => return Some(Err(error)),
    };
    let placement = match Placement::new(crs, options) {
        Ok(placement) => placement,
        Err(error) => return Some(Err(ImportError::Crs(error))),
    };
    let mut layer = SourceLayer { name: Some(nfc(&table.identifier)), crs, problems, ..SourceLayer::default() };
    let mut had_any_heights = false;
    for (i, row) in table.rows.iter().enumerate() {
        let place = Place::feature(i + 1);
        let kind = match &row.shape {
            Shape::Missing => Some(ProblemKind::NoGeometry),
            Shape::WithoutArea(found) => Some(ProblemKind::NotAPolygon { found: (*found).to_owned() }),
            Shape::Broken(detail) => Some(ProblemKind::BrokenGeometry { detail: detail.clone() }),
            Shape::Polygons { polygons, .. } if polygons.is_empty() => Some(ProblemKind::EmptyGeometry),
            Shape::Polygons { polygons, had_heights } => match placed(polygons, &placement, place, &mut layer.problems) {
                Ok(polygons) => {
                    had_any_heights |= had_heights;
                    let properties = properties(&table.columns, &row.fields);
                    layer.features.push(SourceFeature { number: i + 1, id: Some(row.key.to_string()), properties, polygons });
                    None
                }
                Err(problem) => {
                    layer.problems.push(*problem);
                    None
                }
            },
        };
        layer.problems.extend(kind.map(|kind| ImportProblem::new(place, kind)));
    }
    if had_any_heights {
        layer.problems.push(ImportProblem::new(Place::default(), ProblemKind::HeightsDropped));
    }
    Some(Ok(layer))
}

fn table_crs(
    geometry: &GeometryColumn,
    layer: &str,
    options: ReadOptions,
    problems: &mut Vec<ImportProblem>,
) -> Result<FileCrs, ImportError> {
    let (declared, contradicted) = match &geometry.crs {
        DeclaredCrs::Known(crs) => (Some(*crs), None),
        DeclaredCrs::Contradicted { code, used } => {
            (Some(*used), Some(ProblemKind::CrsCodeContradicted { code: *code, used: *used }))
        }
        DeclaredCrs::Unknown(_) => (None, None),
    };
    let problem = match (options.stated_crs, declared) {
        (Some(stated), Some(declared)) if stated != declared => {
            Some(ProblemKind::DeclaredCrsOverruled { declared: declared.to_string(), stated })
        }
        (Some(_), _) => None,
        (None, _) => contradicted,
    };
    problems.extend(problem.map(|kind| ImportProblem::new(Place::default(), kind)));
    options.stated_crs.or(declared).ok_or_else(|| ImportError::NoCrs { layer: layer.to_owned() })
}

fn placed(
    polygons: &[Vec<Vec<[f64; 2]>>],
    placement: &Placement,
    place: Place,
    problems: &mut Vec<ImportProblem>,
) -> Result<Vec<RawPolygon>, Refused> {
    let place_of = |p: usize| Place { polygon: (polygons.len() > 1).then_some(p + 1), ..place };
    let mut on_grid = Vec::with_capacity(polygons.len());
    for (p, polygon) in polygons.iter().enumerate() {
        let mut rings = RawPolygon::with_capacity(polygon.len());
        for (r, ring) in polygon.iter().enumerate() {
            let place = Place { ring: Some(r + 1), ..place_of(p) };
            let points = ring.iter().enumerate().map(|(i, position)| {
                let place = Place { position: Some(i + 1), ..place };
                if let Some(number) = position.iter().find(|number| !number.is_finite()) {
                    return Err(refused(place, ProblemKind::NotANumber { found: number.to_string() }));
                }
                placement.point(*position, place)
            });
            rings.push(Placement::ring(points.collect::<Result<_, _>>()?, place, problems)?);
        }
        on_grid.push(rings);
    }
    Ok(on_grid)
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
    columns.iter().zip(fields).filter_map(|(column, field)| Some((nfc(&column.name), value(column.kind, field)?))).collect()
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
