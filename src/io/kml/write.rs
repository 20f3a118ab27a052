//! Plans as KML: styles by look, folders by role, all figures as typed data.

use std::collections::BTreeSet;
use std::fmt::Write;

use quick_xml::escape::escape;
use serde_json::{Map, Value, json};

use super::super::attributes::Role;
use super::super::export_error::ExportError;
use super::super::features::LandFeature;
use super::super::geojson::{HELPER_POINTS, LARGEST_ERROR_M};
use super::super::map_look::{MapLook, shown_name, value_text};
use super::super::positions::{Positions, WriteOptions};
use super::OWN_DATA;
use super::schema::{FieldType, fields_of};
use crate::geometry::area::NumberFormat;
use crate::geometry::crs::FileCrs;

/// Opacity of fills and of lines.
const FILL_ALPHA: u8 = 0x80;
/// The schema of all features.
const SCHEMA: &str = "plan";
/// Folders in the order they are shown; land without a role comes last.
const FOLDERS: [(Option<Role>, &str); 5] = [
    (Some(Role::Boundary), "Ranh giới"),
    (Some(Role::Zone), "Phân khu chức năng"),
    (Some(Role::Plot), "Lô đất"),
    (Some(Role::Background), "Nền"),
    (None, "Khác"),
];

/// Writes features as a KML document in WGS 84; `members` (title and marks) become its extended data, and a draft says so in its name.
///
/// Gives the text and the largest distance in metres between a vertex and what is written, 0 unless `options` ask for few decimals.
pub fn write(
    features: &[LandFeature<'_>],
    members: &Map<String, Value>,
    options: WriteOptions,
) -> Result<(String, f64), ExportError> {
    if options.target != FileCrs::Wgs84 {
        return Err(ExportError::CrsNotWritten { crs: options.target });
    }
    let mut positions = Positions::new(options)?;
    let fields = fields_of(features.iter().map(|feature| &feature.properties));
    let looks: Vec<MapLook> = features.iter().map(|feature| MapLook::of(&feature.properties)).collect();
    let mut folders = String::new();
    for (role, name) in FOLDERS {
        let mut marks = String::new();
        for (feature, look) in features.iter().zip(&looks).filter(|(_, look)| look.role == role) {
            placemark(&mut marks, feature, look, &fields, &mut positions)?;
        }
        if !marks.is_empty() {
            let _ = write!(folders, "<Folder><name>{name}</name>\n{marks}</Folder>\n");
        }
    }
    let largest_error_m = positions.largest_error_m();
    let mut text =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n");
    head(&mut text, members, &looks, &fields);
    text.push_str("<ExtendedData>\n");
    let mut own = json!({"plan_crs": options.plan_crs});
    if largest_error_m > 0.0 {
        own[LARGEST_ERROR_M] = largest_error_m.into();
    }
    let members = members.iter().filter(|(name, _)| *name != OWN_DATA);
    members.for_each(|(name, value)| data(&mut text, name, &value_text(value)));
    data(&mut text, OWN_DATA, &own.to_string());
    let _ = write!(text, "</ExtendedData>\n{folders}</Document>\n</kml>\n");
    Ok((text, largest_error_m))
}

/// A text inside an element, without what XML cannot carry.
fn xml(text: &str) -> String {
    let allowed: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    escape(allowed).into_owned()
}

fn data(text: &mut String, name: &str, value: &str) {
    let _ = writeln!(text, "<Data name=\"{}\"><value>{}</value></Data>", xml(name), xml(value));
}

/// Name, description, styles and schema of the document.
fn head(text: &mut String, members: &Map<String, Value>, looks: &[MapLook], fields: &[(String, FieldType)]) {
    let said = |name: &str| members.get(name).map(value_text).unwrap_or_default();
    let is_draft = said("status") == "draft";
    let name = if is_draft { format!("BẢN NHÁP — {}", said("name")) } else { said("name") };
    let _ = writeln!(text, "<name>{}</name>", xml(&name));
    if is_draft {
        let _ = writeln!(text, "<description>{}</description>", xml(&format!("BẢN NHÁP: {}", said("draft_reason"))));
    }
    let colours: BTreeSet<([u8; 3], bool)> = looks.iter().map(style).collect();
    for (colour, is_filled) in colours {
        let [r, g, b] = colour;
        let id = style_id((colour, is_filled));
        let width = if is_filled { 1.5 } else { 3.0 };
        let _ = writeln!(
            text,
            "<Style id=\"{id}\"><LineStyle><color>ff{b:02x}{g:02x}{r:02x}</color><width>{width}</width></LineStyle>\
             <PolyStyle><color>{FILL_ALPHA:02x}{b:02x}{g:02x}{r:02x}</color><fill>{}</fill></PolyStyle></Style>",
            u8::from(is_filled)
        );
    }
    let _ = write!(text, "<Schema name=\"{SCHEMA}\" id=\"{SCHEMA}\">");
    for (name, kind) in fields {
        let _ = write!(text, "<SimpleField type=\"{}\" name=\"{}\"/>", kind.word(), xml(name));
    }
    text.push_str("</Schema>\n");
}

/// Colour of a look, and whether it is filled: a boundary would hide what lies in it.
fn style(look: &MapLook) -> ([u8; 3], bool) {
    (look.colour, look.role != Some(Role::Boundary))
}

fn style_id(([r, g, b], is_filled): ([u8; 3], bool)) -> String {
    format!("{}{r:02x}{g:02x}{b:02x}", if is_filled { "f" } else { "l" })
}

fn placemark(
    text: &mut String,
    feature: &LandFeature<'_>,
    look: &MapLook,
    fields: &[(String, FieldType)],
    positions: &mut Positions,
) -> Result<(), ExportError> {
    let area = NumberFormat::VI.ha(feature.region.area(), 2);
    let _ = writeln!(text, "<Placemark><name>{}</name><description>{area}</description>", xml(&shown_name(&feature.properties)));
    let _ = writeln!(text, "<styleUrl>#{}</styleUrl>", style_id(style(look)));
    let mut geometry = String::new();
    let mut marks = Vec::new();
    for polygon in feature.region.polygons() {
        let (rings, polygon_marks) = positions.polygon(polygon)?;
        marks.push(polygon_marks);
        geometry.push_str("<Polygon>");
        for (place, ring) in rings.iter().enumerate() {
            let side = if place == 0 { "outerBoundaryIs" } else { "innerBoundaryIs" };
            let _ = write!(geometry, "<{side}><LinearRing><coordinates>");
            for (i, [lon, lat]) in ring.iter().enumerate() {
                let _ = write!(geometry, "{}{lon},{lat}", if i == 0 { "" } else { " " });
            }
            let _ = write!(geometry, "</coordinates></LinearRing></{side}>");
        }
        geometry.push_str("</Polygon>\n");
    }
    text.push_str("<ExtendedData>");
    if marks.iter().flatten().any(|ring: &Vec<usize>| !ring.is_empty()) {
        data(text, OWN_DATA, &json!({HELPER_POINTS: marks}).to_string());
    }
    let _ = write!(text, "<SchemaData schemaUrl=\"#{SCHEMA}\">");
    for (name, _) in fields {
        if let Some(value) = feature.properties.get(name).filter(|value| !value.is_null()) {
            let _ = write!(text, "<SimpleData name=\"{}\">{}</SimpleData>", xml(name), xml(&value_text(value)));
        }
    }
    text.push_str("</SchemaData></ExtendedData>\n");
    let parts = feature.region.polygons().len();
    if parts > 1 {
        let _ = writeln!(text, "<MultiGeometry>\n{geometry}</MultiGeometry>");
    } else {
        text.push_str(&geometry);
    }
    text.push_str("</Placemark>\n");
    Ok(())
}
