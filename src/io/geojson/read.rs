//! Reading GeoJSON: what can be read is read, the rest is named.

use serde_json::{Map, Value};

use super::super::composed::{nfc, nfc_value};
use super::super::import_error::ImportError;
use super::super::placement::{Refused, refused};
use super::super::problem::{ImportProblem, Place, ProblemKind};
use super::super::source::{DeclaredCrs, RawFeature, RawLayer, Shape};
use super::coordinates::{CoordinateReader, named};
use super::json::{self, Features, Root};
use super::{helper_tolerance_um, marks_of_feature};
use crate::geometry::crs::FileCrs;

/// The types of GeoJSON geometries without area.
const WITHOUT_AREA: [&str; 4] = ["Point", "MultiPoint", "LineString", "MultiLineString"];

/// Reads a GeoJSON file: a feature collection, a feature or a bare geometry.
///
/// Positions are WGS 84 lon/lat unless the file has the `crs` member of GeoJSON 2008. Features that cannot be read are left out with the
/// reason among the layer's problems; an error is returned only where nothing can be.
pub fn read_raw(bytes: &[u8]) -> Result<RawLayer, ImportError> {
    let text = json::text(bytes)?;
    let Root { members: mut root, features } = json::root(text)?;
    let mut reader = LayerReader { features: Vec::new(), problems: Vec::new() };
    let kind = root.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    match (kind.as_str(), features) {
        ("FeatureCollection", Features::List) => {
            let mut number = 0;
            json::each_feature(text, &mut |feature| {
                number += 1;
                reader.feature(number, feature);
            })?;
        }
        ("Feature", _) => reader.feature(1, Value::Object(root.clone())),
        ("Polygon" | "MultiPolygon" | "GeometryCollection", _) => reader.bare_geometry(root.clone()),
        (kind, _) if WITHOUT_AREA.contains(&kind) => reader.bare_geometry(root.clone()),
        (kind, features) => return Err(ImportError::NotGeoJson { found: unfit(kind, &features) }),
    }
    let (crs, helper_tolerance_um) = (declared_crs(&root), helper_tolerance_um(&root));
    if kind != "FeatureCollection" {
        root.clear();
    }
    root.retain(|name, _| !["type", "crs", "bbox"].contains(&name.as_str()));
    let name = root.remove("name").and_then(|name| name.as_str().map(nfc));
    let members = root.into_iter().map(|(name, value)| (nfc(&name), nfc_value(value))).collect();
    let LayerReader { features, problems } = reader;
    Ok(RawLayer { name, crs, members, features, problems, helper_tolerance_um })
}

/// The features that stand one after the other in `text`, in WGS 84: no member of a collection can say otherwise.
pub(super) fn layer_of_features(text: &str) -> Result<RawLayer, ImportError> {
    let mut reader = LayerReader { features: Vec::new(), problems: Vec::new() };
    let mut number = 0;
    json::each_text(text, &mut |feature| {
        number += 1;
        reader.feature(number, feature);
    })?;
    let LayerReader { features, problems } = reader;
    Ok(RawLayer { crs: DeclaredCrs::Implied(FileCrs::Wgs84), features, problems, ..RawLayer::default() })
}

fn unfit(kind: &str, features: &Features) -> String {
    match (kind, features) {
        ("FeatureCollection", Features::Missing) => "a feature collection without features".into(),
        ("FeatureCollection", _) => "a feature collection whose features are no list".into(),
        ("", _) => "an object without a type".into(),
        (kind, _) => format!("an object of type \"{}\"", kind.chars().take(40).collect::<String>()),
    }
}

/// What the `crs` member of GeoJSON 2008 (`name`) or its drafts (`EPSG` with a code) says; gone since RFC 7946 but still written.
fn declared_crs(root: &Map<String, Value>) -> DeclaredCrs {
    let Some(crs) = root.get("crs").filter(|crs| !crs.is_null()) else { return DeclaredCrs::Implied(FileCrs::Wgs84) };
    let properties = crs.get("properties");
    let name = properties.and_then(|p| p.get("name")).and_then(Value::as_str).map(str::to_owned);
    let code = || properties.and_then(|p| p.get("code")).map(|code| code.to_string().trim_matches('"').to_owned());
    let name = name.or_else(code).unwrap_or_else(|| named(crs));
    match name.parse() {
        Ok(crs) => DeclaredCrs::Known(crs),
        Err(source) => DeclaredCrs::Unknown { name, source: Some(source) },
    }
}

/// Collects the features of a layer.
struct LayerReader {
    features: Vec<RawFeature>,
    problems: Vec<ImportProblem>,
}

impl LayerReader {
    fn problem(&mut self, number: usize, kind: ProblemKind) {
        self.problems.push(ImportProblem::new(Place::feature(number), kind));
    }

    fn bare_geometry(&mut self, geometry: Map<String, Value>) {
        let feature = [("geometry".to_owned(), Value::Object(geometry))].into_iter().collect();
        self.object(1, feature);
    }

    fn feature(&mut self, number: usize, feature: Value) {
        match feature {
            Value::Object(feature) if feature.get("type").and_then(Value::as_str) == Some("Feature") => {
                self.object(number, feature);
            }
            other => {
                let found = other.get("type").map_or_else(|| named(&other), |kind| format!("an object of type {}", named(kind)));
                self.problem(number, ProblemKind::NotAFeature { found });
            }
        }
    }

    fn object(&mut self, number: usize, mut feature: Map<String, Value>) {
        let properties = match feature.remove("properties") {
            Some(Value::Object(properties)) => {
                properties.into_iter().map(|(name, value)| (nfc(&name), nfc_value(value))).collect()
            }
            None | Some(Value::Null) => Map::new(),
            Some(other) => {
                self.problem(number, ProblemKind::PropertiesUnreadable { found: named(&other) });
                Map::new()
            }
        };
        let id = feature.remove("id").filter(|id| !id.is_null()).map(|id| id.as_str().map_or_else(|| named(&id), nfc));
        let geometry = match feature.remove("geometry") {
            Some(Value::Object(geometry)) => geometry,
            None | Some(Value::Null) => return self.keep(number, id, properties, Shape::Missing),
            Some(other) => {
                let detail = format!("a geometry is an object, {} stands here", named(&other));
                return self.keep(number, id, properties, Shape::Broken(detail));
            }
        };
        let mut parts = Parts::default();
        if let Err(refused) = parts.add(Place::feature(number), &geometry) {
            return self.problems.push(*refused);
        }
        let is_collection = geometry.get("type").and_then(Value::as_str) == Some("GeometryCollection");
        let shape = match (parts.polygons.is_empty(), parts.without_area.first()) {
            (true, Some(kind)) if !is_collection => Shape::WithoutArea { kind, paths: parts.paths },
            (_, found) => {
                if found.is_some() && !parts.polygons.is_empty() {
                    self.problem(number, ProblemKind::PartsLeftOut { count: parts.without_area.len() });
                }
                Shape::Polygons { polygons: parts.polygons, had_heights: parts.had_heights }
            }
        };
        self.keep(number, id, properties, shape);
        if let Some(kept) = self.features.last_mut() {
            kept.helper_points = marks_of_feature(&feature);
        }
    }

    fn keep(&mut self, number: usize, id: Option<String>, properties: Map<String, Value>, shape: Shape) {
        self.features.push(RawFeature { number, id, properties, shape, helper_points: Vec::new() });
    }
}

/// The parts of a geometry.
#[derive(Default)]
struct Parts {
    polygons: Vec<Vec<Vec<[f64; 2]>>>,
    /// Types of the parts that enclose no area.
    without_area: Vec<&'static str>,
    /// Their lines; a point is a line of one position.
    paths: Vec<Vec<[f64; 2]>>,
    had_heights: bool,
}

impl Parts {
    fn add(&mut self, place: Place, geometry: &Map<String, Value>) -> Result<(), Refused> {
        let broken = |detail: String| refused(place, ProblemKind::BrokenGeometry { detail });
        let kind = geometry.get("type").and_then(Value::as_str).unwrap_or_default();
        let parts = |member: &str| {
            let parts = geometry.get(member).and_then(Value::as_array);
            parts.ok_or_else(|| broken(format!("a {kind} needs a list of {member}")))
        };
        let mut coordinates = CoordinateReader { saw_heights: self.had_heights };
        match kind {
            "Polygon" => {
                let polygon = coordinates.polygon(geometry.get("coordinates").unwrap_or(&Value::Null), place)?;
                self.polygons.extend(Some(polygon).filter(|polygon| !polygon.is_empty()));
            }
            "MultiPolygon" => {
                for (i, rings) in parts("coordinates")?.iter().enumerate() {
                    let polygon = coordinates.polygon(rings, Place { polygon: Some(i + 1), ..place })?;
                    self.polygons.extend(Some(polygon).filter(|polygon| !polygon.is_empty()));
                }
            }
            "GeometryCollection" => {
                for part in parts("geometries")? {
                    let part = part.as_object().ok_or_else(|| broken(format!("{} stands in the collection", named(part))))?;
                    self.add(place, part)?;
                }
                return Ok(());
            }
            kind => match WITHOUT_AREA.iter().find(|known| **known == kind) {
                Some(known) => {
                    self.without_area.push(known);
                    // no part of a plan: a line that cannot be read is not worth a word
                    let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
                    self.paths.extend(paths(known, coordinates, place).unwrap_or_default());
                }
                None => {
                    let shown = kind.chars().take(40).collect::<String>();
                    return Err(broken(format!("\"{shown}\" is no type of geometry")));
                }
            },
        }
        self.had_heights = coordinates.saw_heights;
        Ok(())
    }
}

/// The lines of a geometry without area.
fn paths(kind: &str, coordinates: &Value, place: Place) -> Result<Vec<Vec<[f64; 2]>>, Refused> {
    let mut reader = CoordinateReader { saw_heights: false };
    Ok(match kind {
        "Point" => vec![vec![reader.position(coordinates, place)?]],
        "MultiPoint" => reader.ring(coordinates, place)?.into_iter().map(|point| vec![point]).collect(),
        "LineString" => vec![reader.ring(coordinates, place)?],
        _ => reader.polygon(coordinates, place)?,
    })
}
