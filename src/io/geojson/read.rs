//! Reading GeoJSON: what can be read is read, the rest is named.

use serde_json::{Map, Value};

use super::super::composed::{nfc, nfc_value};
use super::super::import_error::ImportError;
use super::super::source::{DeclaredCrs, RawLayer};
use super::super::watch::{Unwatched, Watch};
use super::feature::Collected;
use super::helper_tolerance_um;
use super::json::{self, Features, Root};
use super::values::{Course, named};
use crate::geometry::crs::FileCrs;

/// The types of GeoJSON geometries.
const GEOMETRIES: [&str; 7] =
    ["Polygon", "MultiPolygon", "GeometryCollection", "Point", "MultiPoint", "LineString", "MultiLineString"];

/// Reads a GeoJSON file: a feature collection, a feature or a bare geometry.
///
/// Positions are WGS 84 lon/lat unless the file has the `crs` member of GeoJSON 2008. Features that cannot be read are left out with the
/// reason among the layer's problems; an error is returned only where nothing can be.
pub fn read_raw(bytes: &[u8]) -> Result<RawLayer, ImportError> {
    read_raw_watched(bytes, &Unwatched)
}

/// Reads a GeoJSON file as [`read_raw`] does while someone waits.
pub fn read_raw_watched(bytes: &[u8], watch: &dyn Watch) -> Result<RawLayer, ImportError> {
    let text = json::text(bytes)?;
    let course = Course::of(text, watch);
    let mut collected = Collected::default();
    let Root { members: mut root, features, .. } = json::root(text, &course, &mut collected)?;
    let kind = root.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    match (kind.as_str(), features) {
        ("FeatureCollection", Features::List) => {}
        ("Feature", _) => {
            collected = Collected::default();
            json::feature(text, &course, 1, &mut collected)?;
        }
        (kind, _) if GEOMETRIES.contains(&kind) => {
            collected = Collected::default();
            json::geometry(text, &course, &mut collected)?;
        }
        (kind, features) => return Err(ImportError::NotGeoJson { found: unfit(kind, features) }),
    }
    let (crs, helper_tolerance_um) = (declared_crs(&root), helper_tolerance_um(&root));
    if kind != "FeatureCollection" {
        root.clear();
    }
    root.retain(|name, _| !["type", "crs", "bbox"].contains(&name.as_str()));
    let name = root.remove("name").and_then(|name| name.as_str().map(nfc));
    let members = root.into_iter().map(|(name, value)| (nfc(&name), nfc_value(value))).collect();
    let Collected { mut features, problems, .. } = collected;
    features.settle();
    Ok(RawLayer { name, crs, members, features, problems, helper_tolerance_um })
}

/// The features that stand one after the other in `text`, at `places`, in WGS 84: no member of a collection can say otherwise.
pub(super) fn layer_of_features(text: &str, places: &[(usize, usize)], watch: &dyn Watch) -> Result<RawLayer, ImportError> {
    let course = Course::of(text, watch);
    let mut collected = Collected::default();
    for (number, (start, end)) in (1..).zip(places) {
        course.feature(number, collected.problems.len()).map_err(json::json_error)?;
        let read = json::feature(&text[*start..*end], &course, number, &mut collected);
        read.map_err(|error| beyond(error, &text[..*start]))?;
    }
    let Collected { mut features, problems, .. } = collected;
    features.settle();
    Ok(RawLayer { crs: DeclaredCrs::Implied(FileCrs::Wgs84), features, problems, ..RawLayer::default() })
}

/// An error with its place in the whole text, of which `before` precedes the piece it was found in.
fn beyond(mut error: ImportError, before: &str) -> ImportError {
    let lines = before.matches('\n').count();
    let last = before.rsplit('\n').next().map_or(0, str::len);
    if let ImportError::NotJson { line, column, .. }
    | ImportError::UnexpectedEnd { line, column }
    | ImportError::NotFinite { line, column }
    | ImportError::TooDeep { line, column } = &mut error
    {
        *column += if *line == 1 { last } else { 0 };
        *line += lines;
    }
    error
}

fn unfit(kind: &str, features: Features) -> String {
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
