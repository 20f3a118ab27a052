//! Writing GeoJSON that any reader of RFC 7946 understands and Hecta reads back unchanged.

use std::collections::HashMap;
use std::fmt::Write;

use geojson::feature::Id;
use geojson::{Geometry, GeometryValue, PolygonType, Position};
use serde_json::{Map, Value, json};

use super::super::export_error::ExportError;
use super::super::features::LandFeature;
use super::{HELPER_POINTS, LARGEST_ERROR_M, OWN_MEMBER};
use crate::geometry::crs::{ChordDivider, Decimals, FileCrs, LonLatWriter};
use crate::geometry::grid::{Polygon, ring_edges};
use crate::geometry::{GridPoint, ProjectCrs};

/// How positions are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WriteOptions {
    /// The grid the regions lie on.
    pub plan_crs: ProjectCrs,
    /// WGS 84 as RFC 7946 demands, or a VN-2000 grid in metres, which is then named in the `crs` member of GeoJSON 2008.
    pub target: FileCrs,
    /// Decimals of a degree; metres always have as many as the micrometre needs.
    pub decimals: Decimals,
}

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
        polygons.push(rings);
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

/// Positions as they are written; a shared vertex is computed once, a shared edge is divided once.
struct Positions {
    form: Form,
    known: HashMap<GridPoint, [f64; 2]>,
    helpers: HashMap<(GridPoint, GridPoint), Vec<GridPoint>>,
}

enum Form {
    LonLat { writer: LonLatWriter, divider: ChordDivider },
    Metres { from: ProjectCrs, to: ProjectCrs },
}

impl Positions {
    fn new(options: WriteOptions) -> Result<Self, ExportError> {
        let form = match options.target {
            FileCrs::Wgs84 => Form::LonLat {
                writer: LonLatWriter::new(options.plan_crs, options.decimals)?,
                divider: ChordDivider::new(options.plan_crs)?,
            },
            FileCrs::Grid(to) => Form::Metres { from: options.plan_crs, to },
            crs => return Err(ExportError::CrsNotWritten { crs }),
        };
        Ok(Self { form, known: HashMap::new(), helpers: HashMap::new() })
    }

    fn largest_error_m(&self) -> f64 {
        match &self.form {
            Form::LonLat { writer, .. } => writer.largest_error_m(),
            Form::Metres { .. } => 0.0,
        }
    }

    /// The closed rings of a polygon, and per ring the places of its helper points.
    fn polygon(&mut self, polygon: &Polygon) -> Result<(PolygonType, Vec<Vec<usize>>), ExportError> {
        let mut marks = Vec::new();
        let mut rings = Vec::new();
        for ring in polygon.rings() {
            let mut helper_places = Vec::new();
            let mut closed: Vec<Position> = Vec::new();
            for (a, b) in ring_edges(ring) {
                closed.push(self.position(a)?.into());
                for helper in self.helper_points(a, b)? {
                    helper_places.push(closed.len());
                    closed.push(self.position(helper)?.into());
                }
            }
            closed.extend(closed.first().cloned());
            rings.push(closed);
            marks.push(helper_places);
        }
        Ok((rings, marks))
    }

    fn helper_points(&mut self, a: GridPoint, b: GridPoint) -> Result<Vec<GridPoint>, ExportError> {
        let Form::LonLat { divider, .. } = &self.form else { return Ok(Vec::new()) };
        let (first, last) = (a.min(b), a.max(b));
        let mut helpers = match self.helpers.get(&(first, last)) {
            Some(ready) => ready.clone(),
            None => {
                let helpers = divider.helper_points(first, last)?;
                self.helpers.insert((first, last), helpers.clone());
                helpers
            }
        };
        if first != a {
            helpers.reverse();
        }
        Ok(helpers)
    }

    /// The numbers that are written for a point. Up to 15 digits a number is written as it was rounded, to the digit.
    fn position(&mut self, point: GridPoint) -> Result<[f64; 2], ExportError> {
        if let Some(known) = self.known.get(&point) {
            return Ok(*known);
        }
        let position = match &mut self.form {
            Form::LonLat { writer, .. } => {
                let text = writer.write(point)?;
                [number(&text.lon), number(&text.lat)]
            }
            Form::Metres { from, to } => to.grid_from_other(*from, &[point])?[0].to_m(),
        };
        self.known.insert(point, position);
        Ok(position)
    }
}

/// The number a decimal text stands for; the texts come from the writer of coordinates.
fn number(text: &str) -> f64 {
    text.parse().expect("the writer of coordinates writes decimal numbers")
}
