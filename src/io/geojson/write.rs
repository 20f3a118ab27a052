//! Writing GeoJSON that any reader of RFC 7946 understands and Hecta reads back unchanged.

use std::fmt::Write;

use geojson::feature::Id;
use geojson::{Geometry, GeometryValue, PolygonType, Position};
use serde_json::{Map, Value, json};

use super::super::export_error::ExportError;
use super::super::features::LandFeature;
use super::super::positions::{Positions, WriteOptions};
use super::{HELPER_POINTS, LARGEST_ERROR_M, OWN_MEMBER};
use crate::geometry::crs::FileCrs;

/// A written file.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// UTF-8, one feature a line.
    pub text: String,
    /// Largest distance in metres between a vertex and what its text reads back as; 0 unless fewer decimals were asked for.
    pub largest_error_m: f64,
}

/// Writes features as a feature collection; `members` (e.g. `name`) go before them.
///
/// Right-hand rule, no `crs` member for WGS 84, per number the fewest decimals that read back as the same grid point. Where a lon/lat chord
/// would leave a long straight edge by more than a millimetre, helper points are put in and marked, and [`read`](super::read) takes them out.
pub fn write(features: &[LandFeature<'_>], members: &Map<String, Value>, options: WriteOptions) -> Result<Written, ExportError> {
    let written = WrittenFeatures::of(features, options)?;
    Ok(Written { text: written.text(members), largest_error_m: written.largest_error_m })
}

/// Features that have been written, before it is settled what is said of the whole.
pub struct WrittenFeatures {
    /// One text a feature.
    lines: Vec<String>,
    options: WriteOptions,
    /// See [`Written::largest_error_m`].
    pub largest_error_m: f64,
}

impl WrittenFeatures {
    /// Writes the features; see [`write`].
    pub fn of(features: &[LandFeature<'_>], options: WriteOptions) -> Result<Self, ExportError> {
        let mut positions = Positions::new(options)?;
        let mut lines = Vec::with_capacity(features.len());
        for feature in features {
            lines.push(feature_text(feature, &mut positions)?);
        }
        Ok(Self { lines, options, largest_error_m: positions.largest_error_m() })
    }

    /// The text of the collection with these members before the features.
    pub fn text(&self, members: &Map<String, Value>) -> String {
        let mut text = String::from("{\"type\":\"FeatureCollection\"");
        for (name, value) in members.iter().filter(|(name, _)| !["type", "features", "crs", OWN_MEMBER].contains(&name.as_str()))
        {
            push_member(&mut text, name, value);
        }
        if let FileCrs::Grid(crs) = self.options.target {
            let name = format!("urn:ogc:def:crs:EPSG::{}", crs.epsg());
            push_member(&mut text, "crs", &json!({"type": "name", "properties": {"name": name}}));
        }
        let plan_crs = self.options.plan_crs;
        let own = if self.largest_error_m > 0.0 {
            json!({"plan_crs": plan_crs, LARGEST_ERROR_M: self.largest_error_m})
        } else {
            json!({"plan_crs": plan_crs})
        };
        push_member(&mut text, OWN_MEMBER, &own);
        let _ = write!(text, ",\"features\":[\n{}\n]}}\n", self.lines.join(",\n"));
        text
    }
}

fn push_member(text: &mut String, name: &str, value: &Value) {
    let _ = write!(text, ",{}:{value}", Value::from(name));
}

fn feature_text(feature: &LandFeature<'_>, positions: &mut Positions) -> Result<String, ExportError> {
    let mut marks: Vec<Vec<Vec<usize>>> = Vec::new();
    let mut polygons: Vec<PolygonType> = Vec::new();
    for polygon in feature.region.polygons() {
        let (rings, polygon_marks) = positions.polygon(polygon)?;
        let positions = |ring: Vec<[f64; 2]>| ring.into_iter().map(Position::from).collect();
        polygons.push(rings.into_iter().map(positions).collect());
        marks.push(polygon_marks);
    }
    let value = match polygons.len() {
        0 => None,
        1 => Some(GeometryValue::Polygon { coordinates: polygons.swap_remove(0) }),
        _ => Some(GeometryValue::MultiPolygon { coordinates: polygons }),
    };
    let mut own = Map::new();
    if marks.iter().flatten().any(|ring| !ring.is_empty()) {
        own.insert(OWN_MEMBER.to_owned(), json!({HELPER_POINTS: marks}));
    }
    let written = geojson::Feature {
        bbox: None,
        geometry: value.map(Geometry::new),
        id: feature.id.clone().and_then(id_of),
        properties: Some(feature.properties.clone()),
        foreign_members: (!own.is_empty()).then_some(own),
    };
    serde_json::to_string(&written).map_err(|source| ExportError::Properties { source })
}

fn id_of(value: Value) -> Option<Id> {
    match value {
        Value::String(text) => Some(Id::String(text)),
        Value::Number(number) => Some(Id::Number(number)),
        _ => None,
    }
}
