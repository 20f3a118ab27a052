//! The compliance statement of a GeoPackage: a table of attributes, and a digest over all other tables.

use serde_json::{Map, Value, json};

use super::canonical::{self, LARGEST_INTEGER};
use super::compliance_statement::{DIGEST, digest_member};
use super::export_error::ExportError;
use super::geopackage::{Column, ColumnKind, FeatureTable, Field, Row};
use super::source::Shape;

/// The table with the statement.
const TABLE: &str = "hecta_compliance";
/// Key of the row in which it stands, as JSON.
const STATEMENT: &str = "statement";
/// Styles of QGIS: looks, which may be changed without a word.
pub(super) const STYLES: &str = "layer_styles";
/// What the digest covers, for people.
const COVERS: &str = "the object {\"compliance\": this statement without the member digest, \"tables\": all tables listed in gpkg_contents but hecta_compliance and layer_styles, \
                      each with name, identifier, description, CRS and rows}; tables and rows sorted by the bytes of their canonical form, \
                      a row without its primary key";

/// The table of a statement about `tables`, with their digest in it.
pub(super) fn sealed(tables: &[FeatureTable], mut statement: Map<String, Value>) -> Result<FeatureTable, ExportError> {
    let value = digest(tables, &statement).map_err(|source| ExportError::Properties { source })?;
    statement.insert(DIGEST.to_owned(), digest_member(COVERS, &value));
    let text = serde_json::to_string(&statement).map_err(|source| ExportError::Properties { source })?;
    let column = |name: &str| Column { name: name.into(), kind: ColumnKind::Text };
    let row = |(i, (key, value)): (usize, (&str, &str))| Row {
        key: i as i64 + 1,
        shape: Shape::Missing,
        fields: vec![key.into(), value.into()],
    };
    let word = |name: &str| statement.get(name).and_then(Value::as_str).unwrap_or_default();
    let rows = [
        ("status", word("status")),
        ("verdict", word("verdict")),
        ("draft_reason", word("draft_reason")),
        (STATEMENT, text.as_str()),
    ];
    Ok(FeatureTable {
        name: TABLE.into(),
        identifier: TABLE.into(),
        description: "Compliance statement of Hecta / Bản xác nhận tuân thủ của Hecta".into(),
        geometry: None,
        columns: vec![column("key"), column("value")],
        rows: rows.into_iter().enumerate().map(row).collect(),
    })
}

/// The text of the statement among the tables of a package; `None` if there is none.
pub(super) fn statement_text(tables: &[FeatureTable]) -> Option<&str> {
    let table = tables.iter().find(|table| table.name == TABLE)?;
    table.rows.iter().find_map(|row| match &row.fields[..] {
        [Field::Text(key), Field::Text(value)] if key == STATEMENT => Some(value.as_str()),
        _ => None,
    })
}

/// The digest over `tables` and a statement, which must not have one yet.
pub(super) fn digest(tables: &[FeatureTable], statement: &Map<String, Value>) -> Result<String, serde_json::Error> {
    let covered = tables.iter().filter(|table| ![TABLE, STYLES].contains(&table.name.as_str()));
    let tables = covered.map(table_value).collect::<Result<Vec<_>, _>>()?;
    let mut whole = Map::new();
    whole.insert("compliance".into(), statement.clone().into());
    whole.insert("tables".into(), tables.into());
    canonical::digest(&whole, "tables")
}

fn table_value(table: &FeatureTable) -> Result<Value, serde_json::Error> {
    let mut rows = table.rows.iter().map(|row| row_value(table, row)).collect::<Result<Vec<_>, _>>()?;
    rows.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    let rows: Vec<Value> = rows.into_iter().map(|(_, row)| row).collect();
    let crs = table.geometry.as_ref().and_then(|geometry| geometry.crs.usable()).map(|crs| crs.to_string());
    Ok(json!({"name": table.name, "identifier": table.identifier, "description": table.description, "crs": crs, "rows": rows}))
}

/// A row with the text it is sorted by.
fn row_value(table: &FeatureTable, row: &Row) -> Result<(Vec<u8>, Value), serde_json::Error> {
    let fields: Map<String, Value> =
        table.columns.iter().zip(&row.fields).map(|(column, field)| (column.name.clone(), field_value(field))).collect();
    let geometry = match &row.shape {
        Shape::Missing => Value::Null,
        Shape::Polygons { polygons, .. } => json!(polygons),
        Shape::WithoutArea { kind, paths } => json!({ *kind: paths }),
        Shape::Broken(reason) => json!({ "broken": reason }),
    };
    let value = json!({"fields": fields, "geometry": geometry});
    Ok((canonical::canonical(&value)?, value))
}

fn field_value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Integer(number) if number.unsigned_abs() > LARGEST_INTEGER => number.to_string().into(),
        Field::Integer(number) => (*number).into(),
        Field::Real(number) => Value::from(*number),
        Field::Text(text) => text.as_str().into(),
        Field::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into(),
    }
}
