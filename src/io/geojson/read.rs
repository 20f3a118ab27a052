//! Reading GeoJSON: what can be read is read, the rest is named.

use serde_json::{Map, Value};

use super::super::composed::{nfc, nfc_value};
use super::super::import_error::ImportError;
use super::super::placement::{Placement, Refused, refused};
use super::super::problem::{ImportProblem, Place, ProblemKind};
use super::super::source::{ReadOptions, SourceFeature, SourceLayer};
use super::coordinates::{CoordinateReader, named};
use super::json::{self, Features, Root};
use super::{helper_tolerance_um, marks_of_ring, without_helper_points};
use crate::geometry::crs::FileCrs;
use crate::geometry::validity::RawPolygon;

/// The types of GeoJSON geometries without area.
const WITHOUT_AREA: [&str; 4] = ["Point", "MultiPoint", "LineString", "MultiLineString"];

/// Reads a GeoJSON file: a feature collection, a feature or a bare geometry.
///
/// Positions are WGS 84 lon/lat unless the file has the `crs` member of GeoJSON 2008 or `options` state a CRS. Features that
/// cannot be read are left out with the reason among the layer's problems; an error is returned only where nothing can be.
pub fn read(bytes: &[u8], options: ReadOptions) -> Result<SourceLayer, ImportError> {
    let text = json::text(bytes)?;
    let Root { members: mut root, features } = json::root(text)?;
    let mut problems = Vec::new();
    let crs = file_crs(&root, options, &mut problems)?;
    let coordinates = CoordinateReader::new(Placement::new(crs, options).map_err(ImportError::Crs)?);
    let helper_tolerance_um = helper_tolerance_um(&root);
    let mut reader = LayerReader { coordinates, helper_tolerance_um, features: Vec::new(), problems };
    let kind = root.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    match (kind.as_str(), features) {
        ("FeatureCollection", Features::List) => {
            let mut number = 0;
            json::each_feature(text, &mut |feature| {
                number += 1;
                reader.feature(number, feature);
            })?;
        }
        ("Feature", _) => reader.feature(1, Value::Object(std::mem::take(&mut root))),
        ("Polygon" | "MultiPolygon" | "GeometryCollection", _) => reader.bare_geometry(std::mem::take(&mut root)),
        (kind, _) if WITHOUT_AREA.contains(&kind) => reader.bare_geometry(std::mem::take(&mut root)),
        (kind, features) => return Err(ImportError::NotGeoJson { found: unfit(kind, &features) }),
    }
    root.retain(|name, _| !["type", "crs", "bbox"].contains(&name.as_str()));
    let name = root.remove("name").and_then(|name| name.as_str().map(nfc));
    let LayerReader { coordinates, features, mut problems, .. } = reader;
    if coordinates.saw_heights {
        problems.push(ImportProblem::new(Place::default(), ProblemKind::HeightsDropped));
    }
    let members = root.into_iter().map(|(name, value)| (nfc(&name), nfc_value(value))).collect();
    let layer = SourceLayer { name, crs, members, features, problems };
    refuse_metres(layer)
}

/// A file whose every refused feature is in metres has one fault, not many.
fn refuse_metres(layer: SourceLayer) -> Result<SourceLayer, ImportError> {
    match layer.first_error() {
        Some(&ImportProblem { place, kind: ProblemKind::NotDegrees { first, second }, .. }) if layer.features.is_empty() => {
            Err(ImportError::NotDegrees { place, first, second })
        }
        _ => Ok(layer),
    }
}

fn unfit(kind: &str, features: &Features) -> String {
    match (kind, features) {
        ("FeatureCollection", Features::Missing) => "a feature collection without features".into(),
        ("FeatureCollection", _) => "a feature collection whose features are no list".into(),
        ("", _) => "an object without a type".into(),
        (kind, _) => format!("an object of type \"{}\"", kind.chars().take(40).collect::<String>()),
    }
}

/// The CRS of the coordinates: as stated, else as declared, else WGS 84.
fn file_crs(root: &Map<String, Value>, options: ReadOptions, problems: &mut Vec<ImportProblem>) -> Result<FileCrs, ImportError> {
    let declared = declared_crs(root);
    match (options.stated_crs, declared) {
        (Some(stated), None) => Ok(stated),
        (Some(stated), Some(declared)) => {
            if declared.parse() != Ok(stated) {
                problems.push(ImportProblem::new(Place::default(), ProblemKind::DeclaredCrsOverruled { declared, stated }));
            }
            Ok(stated)
        }
        (None, Some(declared)) => declared.parse().map_err(|source| ImportError::UnusableCrs { declared, source }),
        (None, None) => Ok(FileCrs::Wgs84),
    }
}

/// The name in the `crs` member of GeoJSON 2008 (`name`) or its drafts (`EPSG` with a code); gone since RFC 7946 but still written.
fn declared_crs(root: &Map<String, Value>) -> Option<String> {
    let crs = root.get("crs").filter(|crs| !crs.is_null())?;
    let properties = crs.get("properties");
    let name = properties.and_then(|p| p.get("name")).and_then(Value::as_str).map(str::to_owned);
    let code = || properties.and_then(|p| p.get("code")).map(|code| code.to_string().trim_matches('"').to_owned());
    Some(name.or_else(code).unwrap_or_else(|| named(crs)))
}

/// Collects the features of a layer.
struct LayerReader {
    coordinates: CoordinateReader,
    helper_tolerance_um: f64,
    features: Vec<SourceFeature>,
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
            None | Some(Value::Null) => return self.problem(number, ProblemKind::NoGeometry),
            Some(other) => {
                let detail = format!("a geometry is an object, {} stands here", named(&other));
                return self.problem(number, ProblemKind::BrokenGeometry { detail });
            }
        };
        let mut polygons = Vec::new();
        let mut without_area = Vec::new();
        if let Err(refused) = self.geometry(Place::feature(number), &geometry, &mut polygons, &mut without_area) {
            return self.problems.push(*refused);
        }
        let is_collection = geometry.get("type").and_then(Value::as_str) == Some("GeometryCollection");
        match (polygons.is_empty(), without_area.first()) {
            (true, Some(found)) if !is_collection => {
                return self.problem(number, ProblemKind::NotAPolygon { found: found.clone() });
            }
            (true, _) => return self.problem(number, ProblemKind::EmptyGeometry),
            (false, Some(_)) => self.problem(number, ProblemKind::PartsLeftOut { count: without_area.len() }),
            (false, None) => {}
        }
        drop_helper_points(&feature, &mut polygons, self.helper_tolerance_um);
        self.features.push(SourceFeature { number, id, properties, polygons });
    }

    /// Adds the polygons of a geometry and the types of its parts without area.
    fn geometry(
        &mut self,
        place: Place,
        geometry: &Map<String, Value>,
        polygons: &mut Vec<RawPolygon>,
        without_area: &mut Vec<String>,
    ) -> Result<(), Refused> {
        let broken = |detail: String| refused(place, ProblemKind::BrokenGeometry { detail });
        let kind = geometry.get("type").and_then(Value::as_str).unwrap_or_default();
        let parts = |member: &str| {
            let parts = geometry.get(member).and_then(Value::as_array);
            parts.ok_or_else(|| broken(format!("a {kind} needs a list of {member}")))
        };
        match kind {
            "Polygon" => {
                let rings = geometry.get("coordinates").unwrap_or(&Value::Null);
                let polygon = self.coordinates.polygon(rings, place, &mut self.problems)?;
                polygons.extend(Some(polygon).filter(|polygon| !polygon.is_empty()));
            }
            "MultiPolygon" => {
                for (i, rings) in parts("coordinates")?.iter().enumerate() {
                    let place = Place { polygon: Some(i + 1), ..place };
                    let polygon = self.coordinates.polygon(rings, place, &mut self.problems)?;
                    polygons.extend(Some(polygon).filter(|polygon| !polygon.is_empty()));
                }
            }
            "GeometryCollection" => {
                for part in parts("geometries")? {
                    let part = part.as_object().ok_or_else(|| broken(format!("{} stands in the collection", named(part))))?;
                    self.geometry(place, part, polygons, without_area)?;
                }
            }
            kind if WITHOUT_AREA.contains(&kind) => without_area.push(kind.to_owned()),
            _ => return Err(broken(format!("\"{}\" is no type of geometry", kind.chars().take(40).collect::<String>()))),
        }
        Ok(())
    }
}

fn drop_helper_points(feature: &Map<String, Value>, polygons: &mut [RawPolygon], tolerance_um: f64) {
    for (p, polygon) in polygons.iter_mut().enumerate() {
        for (r, ring) in polygon.iter_mut().enumerate() {
            let marked = marks_of_ring(feature, p, r);
            if !marked.is_empty() {
                *ring = without_helper_points(ring, &marked, tolerance_um);
            }
        }
    }
}
