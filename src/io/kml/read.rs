//! Reading KML, element by element.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::Map;
use unicode_normalization::UnicodeNormalization;

use super::super::geojson::helper_tolerance_um;
use super::super::import_error::{ImportError, MAX_PLAN_POSITIONS};
use super::super::problem::{ImportProblem, Place, ProblemKind};
use super::super::source::{DeclaredCrs, RawLayer};
use super::OWN_DATA;
use super::placemark::{Part, Placemark};
use super::schema::{FieldType, untyped_value};
use crate::geometry::crs::FileCrs;

/// Elements in elements deeper than this are no map.
const DEEPEST: usize = 200;
/// Elements that show something a plan does not take.
const LEFT_OUT: [&str; 8] =
    ["GroundOverlay", "ScreenOverlay", "PhotoOverlay", "NetworkLink", "Model", "Track", "MultiTrack", "Tour"];

/// Reads KML: one layer for each folder (or document) with placemarks, named as it is. Positions are WGS 84, longitude first.
///
/// A placemark whose coordinates cannot be read is given with the reason; a file that is cut off or no XML is refused.
pub fn read_raw(bytes: &[u8]) -> Result<Vec<RawLayer>, ImportError> {
    if bytes.trim_ascii().is_empty() {
        return Err(ImportError::Empty);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| ImportError::NotUtf8 {
        offset: error.valid_up_to(),
        utf16: bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff"),
    })?;
    let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    reader.config_mut().expand_empty_elements = true;
    let mut content = Content::default();
    loop {
        let at = reader.buffer_position();
        let broken = |detail: String| ImportError::NotKml { detail: format!("{detail} (byte {at})") };
        match reader.read_event().map_err(|error| broken(error.to_string()))? {
            Event::Start(start) => {
                if content.open.len() >= DEEPEST {
                    return Err(broken(format!("elements nest more than {DEEPEST} deep")));
                }
                content.begin(&start);
            }
            Event::End(_) => {
                content.end();
                if content.positions > MAX_PLAN_POSITIONS {
                    return Err(ImportError::TooManyPositions { count: content.positions, most: MAX_PLAN_POSITIONS });
                }
            }
            Event::Text(text) => content.text.push_str(&text),
            Event::CData(text) => content.text.push_str(&text),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => content.text.push(c),
                // entities of documents are not followed
                _ => content.text.push_str(quick_xml::escape::resolve_predefined_entity(&reference).unwrap_or_default()),
            },
            Event::Eof if content.open.is_empty() => break,
            Event::Eof => return Err(broken("it is cut off".into())),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !content.saw_kml {
        return Err(ImportError::NotKml { detail: "it has no element of KML".into() });
    }
    Ok(content.layers())
}

/// A folder or document being read.
#[derive(Default)]
struct Folder {
    depth: usize,
    layer: RawLayer,
}

#[derive(Default)]
struct Content {
    /// Local names of the open elements.
    open: Vec<String>,
    text: String,
    saw_kml: bool,
    /// Open folders, the innermost last.
    folders: Vec<Folder>,
    finished: Vec<RawLayer>,
    placemark: Option<Placemark>,
    placemarks: usize,
    positions: usize,
    /// Name of the `Data` or `SimpleData` being read, and the schema it names.
    field: String,
    schema: String,
    /// Types by schema and field.
    types: BTreeMap<(String, String), FieldType>,
    left_out: BTreeMap<&'static str, usize>,
}

/// An attribute of an element.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.nfc().collect())
}

impl Content {
    fn begin(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name();
        let name = name.as_ref();
        self.saw_kml |= matches!(name, "kml" | "Document" | "Folder" | "Placemark");
        let named = || attribute(start, "name").unwrap_or_default();
        match name {
            "Document" | "Folder" => {
                let layer = RawLayer { crs: DeclaredCrs::Implied(FileCrs::Wgs84), ..RawLayer::default() };
                self.folders.push(Folder { depth: self.open.len(), layer });
            }
            "Placemark" => {
                self.placemarks += 1;
                self.placemark = Some(Placemark::new(self.placemarks, attribute(start, "id")));
            }
            "Data" | "SimpleData" => self.field = named(),
            "SchemaData" => {
                self.schema = attribute(start, "schemaUrl").unwrap_or_default().rsplit('#').next().unwrap_or_default().to_owned();
            }
            "Schema" => self.schema = attribute(start, "id").unwrap_or_default(),
            "SimpleField" => {
                let kind = FieldType::of_word(&attribute(start, "type").unwrap_or_default());
                self.types.insert((self.schema.clone(), named()), kind);
            }
            other => {
                if let Some(kind) = LEFT_OUT.into_iter().find(|kind| *kind == other) {
                    *self.left_out.entry(kind).or_default() += 1;
                }
            }
        }
        self.text.clear();
        self.open.push(name.to_owned());
    }

    fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        let text = std::mem::take(&mut self.text);
        let trimmed = text.trim();
        let words = || trimmed.nfc().collect::<String>();
        let parent = self.open.last().map(String::as_str).unwrap_or_default();
        match (name.as_str(), parent) {
            ("name", "Placemark") => self.with_placemark(|placemark| placemark.name = Some(words())),
            ("description", "Placemark") => self.with_placemark(|placemark| placemark.description = Some(words())),
            ("name", "Folder" | "Document") => {
                if let Some(folder) = self.folders.last_mut() {
                    folder.layer.name = Some(words());
                }
            }
            ("coordinates", geometry) => {
                let part = self.part_of(geometry);
                self.positions += self.placemark.as_mut().map_or(0, |placemark| placemark.coordinates(trimmed, part));
            }
            ("value", "Data") | ("SimpleData", _) => {
                let value = match self.types.get(&(self.schema.clone(), self.field.clone())) {
                    Some(kind) if name == "SimpleData" => kind.value(&text.nfc().collect::<String>()),
                    _ if name == "SimpleData" || self.field == OWN_DATA => words().into(),
                    _ => untyped_value(&words()),
                };
                let field = std::mem::take(&mut self.field);
                match (&mut self.placemark, self.folders.last_mut()) {
                    (Some(placemark), _) => drop(placemark.data.insert(field, value)),
                    (None, Some(folder)) => drop(folder.layer.members.insert(field, value)),
                    (None, None) => {}
                }
            }
            ("Placemark", _) => self.finish_placemark(),
            ("Folder" | "Document", _) => self.finish_folder(),
            _ => {}
        }
    }

    fn with_placemark(&mut self, change: impl FnOnce(&mut Placemark)) {
        if let Some(placemark) = &mut self.placemark {
            change(placemark);
        }
    }

    /// What the coordinates of `geometry`, the innermost open element, are.
    fn part_of(&self, geometry: &str) -> Part {
        let around = self.open.iter().rev().nth(1).map(String::as_str).unwrap_or_default();
        match (geometry, around) {
            ("LinearRing", "outerBoundaryIs") => Part::Outer,
            ("LinearRing", "innerBoundaryIs") => Part::Inner,
            ("Point", _) => Part::Line("Point"),
            ("LinearRing", _) => Part::Line("LinearRing"),
            _ => Part::Line("LineString"),
        }
    }

    fn finish_placemark(&mut self) {
        let Some(placemark) = self.placemark.take() else { return };
        let feature = placemark.feature();
        match self.folders.last_mut() {
            Some(folder) => folder.layer.features.push(feature),
            None => {
                let layer =
                    RawLayer { crs: DeclaredCrs::Implied(FileCrs::Wgs84), features: vec![feature].into(), ..RawLayer::default() };
                self.finished.push(layer);
            }
        }
    }

    fn finish_folder(&mut self) {
        if self.folders.last().is_none_or(|folder| folder.depth != self.open.len()) {
            return;
        }
        let Some(Folder { mut layer, .. }) = self.folders.pop() else { return };
        let own = layer.members.shift_remove(OWN_DATA).and_then(|own| serde_json::from_str(own.as_str()?).ok());
        let own: Map<_, _> = own.map(|own| (super::super::geojson::OWN_MEMBER.to_owned(), own)).into_iter().collect();
        layer.helper_tolerance_um = helper_tolerance_um(&own);
        if self.folders.is_empty() {
            // what the document says holds for all of it
            for finished in &mut self.finished {
                finished.helper_tolerance_um = finished.helper_tolerance_um.max(layer.helper_tolerance_um);
            }
            let first = self.finished.first_mut().filter(|_| layer.features.is_empty());
            if let Some(first) = first {
                first.members.append(&mut layer.members);
            }
        }
        if !layer.features.is_empty() {
            self.finished.push(layer);
        }
    }

    fn layers(self) -> Vec<RawLayer> {
        let mut layers = self.finished;
        if layers.is_empty() {
            layers.push(RawLayer { crs: DeclaredCrs::Implied(FileCrs::Wgs84), ..RawLayer::default() });
        }
        let told = self.left_out.into_iter().map(|(kind, count)| {
            ImportProblem::new(Place::default(), ProblemKind::EntitiesLeftOut { kind: kind.to_owned(), count })
        });
        layers[0].problems.extend(told);
        layers
    }
}
