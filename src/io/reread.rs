//! What is found out about a file by reading it again before it leaves: the rules EXP-01 and EXP-02.

use serde_json::Value;

use super::canonical;
use super::compliance_statement::JudgedRule;
use super::composed::nfc;
use super::export_error::ExportError;
use super::features::LandFeature;
use super::geojson;
use super::source::ReadOptions;
use crate::geometry::validity::region_from_raw;
use crate::geometry::{ExactArea, ProjectCrs};

/// RFC 7946 and what else readers of GeoJSON rely on.
pub(super) const GEOJSON_FORM: &str = "EXP-01";
/// Areas as they come back.
pub(super) const AREAS_COME_BACK: &str = "EXP-02";
/// Total change of area that is let pass, m².
const MOST_CHANGE_M2: f64 = 5.0;
/// What seven decimals of a degree lose at most, metres.
const SEVEN_DECIMALS_M: f64 = 0.008;

/// Whether a text is GeoJSON as receivers expect it: RFC 7946 with composed letters and at least seven decimals, which is told by
/// how far rounding moved a position.
pub(super) fn has_geojson_form(text: &str, largest_error_m: f64) -> Result<bool, ExportError> {
    let file = canonical::parse(text).map_err(|source| ExportError::Properties { source })?;
    let features = file.get("features").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is_sound = |feature: &Value| match feature.get("geometry") {
        Some(geometry @ Value::Object(_)) => is_right_handed(geometry),
        geometry => geometry == Some(&Value::Null),
    };
    let is_composed = nfc(text) == text;
    Ok(largest_error_m <= SEVEN_DECIMALS_M && file.get("crs").is_none() && is_composed && features.iter().all(is_sound))
}

/// Whether the rings of a polygon or multipolygon are closed, lie on the earth and go round the right way.
fn is_right_handed(geometry: &Value) -> bool {
    let coordinates = geometry.get("coordinates").and_then(Value::as_array);
    let polygons: Vec<&Value> = match geometry.get("type").and_then(Value::as_str) {
        Some("Polygon") => geometry.get("coordinates").into_iter().collect(),
        Some("MultiPolygon") => coordinates.into_iter().flatten().collect(),
        _ => return false,
    };
    polygons.into_iter().all(|polygon| {
        let rings = polygon.as_array().map(Vec::as_slice).unwrap_or_default();
        !rings.is_empty() && rings.iter().enumerate().all(|(i, ring)| goes_round(ring, i == 0))
    })
}

/// Whether a ring is closed, in degrees, and counter-clockwise if it is an exterior, else clockwise.
fn goes_round(ring: &Value, is_exterior: bool) -> bool {
    let position = |position: &Value| Some([position.get(0)?.as_f64()?, position.get(1)?.as_f64()?]);
    let Some(positions) = ring.as_array().and_then(|ring| ring.iter().map(position).collect::<Option<Vec<_>>>()) else {
        return false;
    };
    let [first, .., last] = positions.as_slice() else { return false };
    let is_on_earth = positions.iter().all(|[lon, lat]| lon.abs() <= 180.0 && lat.abs() <= 90.0);
    // about the first position, so that thin rings keep their digits
    let cross = |a: &[f64; 2], b: &[f64; 2]| (a[0] - first[0]) * (b[1] - first[1]) - (b[0] - first[0]) * (a[1] - first[1]);
    let twice_area: f64 = positions.windows(2).map(|pair| cross(&pair[0], &pair[1])).sum();
    positions.len() >= 4 && first.map(f64::to_bits) == last.map(f64::to_bits) && is_on_earth && (twice_area > 0.0) == is_exterior
}

/// By how much the areas of `features` differ, in all, from those that the text gives when it is read onto the same grid; m². Nothing
/// if a feature did not come back.
pub(super) fn change_of_areas(text: &str, features: &[LandFeature<'_>], crs: ProjectCrs) -> Option<f64> {
    let options = ReadOptions { plan_crs: crs, ..ReadOptions::default() };
    let layer = geojson::read(text.as_bytes(), options).ok()?;
    let with_land: Vec<&LandFeature<'_>> = features.iter().filter(|feature| !feature.region.is_empty()).collect();
    let back: Vec<_> = layer.features.iter().filter(|feature| !feature.polygons.is_empty()).collect();
    if with_land.len() != back.len() {
        return None;
    }
    // as sets: a file may have its features in another order
    let mut areas: Vec<ExactArea> = with_land.iter().map(|feature| feature.region.area()).collect();
    let mut areas_back: Vec<ExactArea> = back.iter().map(|feature| region_from_raw(&feature.polygons).0.area()).collect();
    areas.sort_unstable();
    areas_back.sort_unstable();
    Some(areas.iter().zip(&areas_back).map(|(a, b)| (*a - *b).abs()).sum::<ExactArea>().m2())
}

/// The rules EXP-01 and EXP-02 on a text, each with whether it is met and its figure.
pub(super) fn judge(
    text: &str,
    features: &[LandFeature<'_>],
    crs: ProjectCrs,
    largest_error_m: f64,
) -> Result<Vec<JudgedRule>, ExportError> {
    let change = change_of_areas(text, features, crs);
    let has_form = has_geojson_form(text, largest_error_m)?;
    Ok(vec![(GEOJSON_FORM, has_form, None), (AREAS_COME_BACK, change.is_some_and(|m2| m2 <= MOST_CHANGE_M2), change)])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = "[[106.0,20.5],[106.01,20.5],[106.01,20.51],[106.0,20.51],[106.0,20.5]]";

    fn has_form(member: &str, rings: &str) -> bool {
        let text = format!(
            r#"{{"type":"FeatureCollection"{member},"features":[{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[{rings}]}}}}]}}"#
        );
        has_geojson_form(&text, 0.0).expect("JSON")
    }

    #[test]
    fn the_form_of_the_standard_is_told_from_others() {
        assert!(has_form("", SQUARE));
        assert!(has_form(r#","name":"Phương án""#, SQUARE));
        assert!(!has_form(",\"name\":\"Phu\u{31b}o\u{31b}ng\"", SQUARE), "not composed");
        assert!(!has_form(r#","crs":null"#, SQUARE));
        let turned = "[[106.0,20.5],[106.0,20.51],[106.01,20.51],[106.01,20.5],[106.0,20.5]]";
        assert!(!has_form("", turned));
        let hole = "[[106.002,20.502],[106.002,20.503],[106.003,20.503],[106.002,20.502]]";
        assert!(has_form("", &format!("{SQUARE},{hole}")));
        assert!(!has_form("", &format!("{turned},{hole}")));
        assert!(!has_form("", "[[604000,2270000],[605000,2270000],[605000,2271000],[604000,2270000]]"));
        assert!(!has_form("", "[[106.0,20.5],[106.01,20.5],[106.01,20.51]]"));
    }
}
