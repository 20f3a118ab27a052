//! A placemark while it is read.

use serde_json::{Map, Value};

use super::super::geojson::{OWN_MEMBER, marks_of_feature};
use super::super::source::{RawFeature, Shape};
use super::OWN_DATA;

/// A placemark while it is read.
#[derive(Debug, Default)]
pub(super) struct Placemark {
    number: usize,
    id: Option<String>,
    /// Its name.
    pub(super) name: Option<String>,
    /// Its description.
    pub(super) description: Option<String>,
    /// Its extended data.
    pub(super) data: Map<String, Value>,
    polygons: Vec<Vec<Vec<[f64; 2]>>>,
    without_area: Option<&'static str>,
    paths: Vec<Vec<[f64; 2]>>,
    had_heights: bool,
    broken: Option<String>,
}

/// What coordinates belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The outer ring of a polygon.
    Outer,
    /// A hole.
    Inner,
    /// A line or a point.
    Line(&'static str),
}

impl Placemark {
    /// A placemark of which nothing is known yet.
    pub(super) fn new(number: usize, id: Option<String>) -> Self {
        Self { number, id, ..Self::default() }
    }

    /// Adds coordinates and gives how many; those that cannot be read spoil the placemark.
    pub(super) fn coordinates(&mut self, text: &str, part: Part) -> usize {
        let positions = match positions(text, &mut self.had_heights) {
            Ok(positions) => positions,
            Err(reason) => {
                self.broken.get_or_insert(reason);
                return 0;
            }
        };
        let count = positions.len();
        match (part, self.polygons.last_mut()) {
            (Part::Outer, _) => self.polygons.push(vec![positions]),
            (Part::Inner, Some(polygon)) => polygon.push(positions),
            (Part::Inner, None) => drop(self.broken.get_or_insert("a hole stands before its polygon".into())),
            (Part::Line(kind), _) => {
                self.without_area.get_or_insert(kind);
                self.paths.push(positions);
            }
        }
        count
    }

    /// The feature it is.
    pub(super) fn feature(self) -> RawFeature {
        let mut properties = self.data;
        let own = properties.shift_remove(OWN_DATA).and_then(|own| serde_json::from_str::<Value>(own.as_str()?).ok());
        let own: Map<String, Value> = own.map(|own| (OWN_MEMBER.to_owned(), own)).into_iter().collect();
        let is_named = ["name", "name_vi"].iter().any(|name| properties.contains_key(*name));
        if let Some(name) = self.name.filter(|name| !is_named && !name.is_empty()) {
            properties.insert("name".into(), name.into());
        }
        // what Hecta describes it has also said in figures
        if let Some(description) = self.description.filter(|text| !text.is_empty() && !properties.contains_key("crs_source")) {
            properties.entry("description").or_insert_with(|| description.into());
        }
        let shape = match (self.broken, self.polygons.is_empty(), self.without_area) {
            (Some(reason), ..) => Shape::Broken(reason),
            (None, false, _) => Shape::Polygons { polygons: self.polygons, had_heights: self.had_heights },
            (None, true, Some(kind)) => Shape::WithoutArea { kind, paths: self.paths },
            (None, true, None) => Shape::Missing,
        };
        RawFeature { number: self.number, id: self.id, properties, shape, helper_points: marks_of_feature(&own) }
    }
}

/// Longitudes and latitudes of a list of coordinates; heights are noticed and dropped.
fn positions(text: &str, had_heights: &mut bool) -> Result<Vec<[f64; 2]>, String> {
    let mut positions = Vec::new();
    for tuple in text.split_whitespace() {
        let mut numbers = [0.0; 3];
        let mut count = 0;
        for part in tuple.split(',') {
            let number = part.parse::<f64>().ok().filter(|number| number.is_finite());
            let shown = || tuple.chars().take(40).collect::<String>();
            let number = number.ok_or_else(|| format!("\"{}\" are no coordinates: longitude,latitude is expected", shown()))?;
            if count < 3 {
                numbers[count] = number;
            }
            count += 1;
        }
        let [lon, lat, height] = numbers;
        if count < 2 {
            let shown: String = tuple.chars().take(40).collect();
            return Err(format!("\"{shown}\" is no position: longitude,latitude without a space is expected"));
        }
        *had_heights |= height != 0.0;
        positions.push([lon, lat]);
    }
    if positions.is_empty() { Err("the coordinates are empty".into()) } else { Ok(positions) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_have_two_numbers_and_say_what_is_wrong() {
        let mut heights = false;
        assert_eq!(positions(" 106,20.5,0\n\t106.1,20.6 ", &mut heights), Ok(vec![[106.0, 20.5], [106.1, 20.6]]));
        assert!(!heights);
        assert!(positions("106,20.5,12.5", &mut heights).is_ok() && heights);
        for wrong in ["", "106 20", "106,x", "106,NaN", "106,,20"] {
            assert!(positions(wrong, &mut heights).is_err(), "{wrong}");
        }
    }
}
