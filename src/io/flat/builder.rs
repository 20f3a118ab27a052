//! Putting a feature in, piece by piece.

use super::attributes::Mark;
use super::texts::AttributeValue;
use super::{Entry, HelperPoints, RawFeatures, RawPath, ShapeKind};

/// A feature that is being put in. Dropped before it is finished it leaves nothing behind.
#[derive(Debug)]
pub struct FeatureBuilder<'a> {
    of: &'a mut RawFeatures,
    number: usize,
    positions: usize,
    paths: usize,
    attributes: Mark,
    is_finished: bool,
}

impl<'a> FeatureBuilder<'a> {
    pub(super) fn new(of: &'a mut RawFeatures, number: usize) -> Self {
        let (positions, paths, attributes) = (of.positions.len(), of.paths.len(), of.attributes.mark());
        Self { of, number, positions, paths, attributes, is_finished: false }
    }

    /// The feature's own id.
    pub fn set_id(&mut self, id: Option<&str>) {
        self.of.attributes.set_id(id);
    }

    /// Puts an attribute in; one of a name that is there already takes its place. Texts are composed (NFC).
    pub fn attribute(&mut self, name: &str, value: AttributeValue<'_>) {
        self.of.attributes.put(name, value);
    }

    /// Forgets the attributes.
    pub fn clear_attributes(&mut self) {
        self.of.attributes.back_to(self.attributes);
    }

    /// Puts a position in the line or ring that has not ended.
    pub fn position(&mut self, position: [f64; 2]) {
        self.of.positions.push(position);
    }

    /// How many positions the layer has so far.
    pub const fn positions(&self) -> usize {
        self.of.positions.len()
    }

    /// Place in the file, from 1.
    pub const fn number(&self) -> usize {
        self.number
    }

    /// Whether the first line or ring of the feature is a ring of a polygon.
    pub fn has_polygons(&self) -> bool {
        self.of.paths.get(self.paths).is_some_and(|path| path.begins_polygon)
    }

    /// Ends a line or ring; as the first ring of a polygon if it is one.
    pub fn end_path(&mut self, begins_polygon: bool) {
        self.of.paths.push(RawPath { end: self.of.positions.len() as u32, begins_polygon });
    }

    /// Puts a polygon in, exterior first.
    pub fn polygon<R: IntoIterator<Item = [f64; 2]>>(&mut self, rings: impl IntoIterator<Item = R>) {
        for (at, ring) in rings.into_iter().enumerate() {
            self.of.positions.extend(ring);
            self.end_path(at == 0);
        }
    }

    /// Forgets the geometry.
    pub fn clear_geometry(&mut self) {
        self.of.positions.truncate(self.positions);
        self.of.paths.truncate(self.paths);
    }

    /// Finishes a feature of polygons.
    pub fn finish_polygons(self, had_heights: bool, helper_points: HelperPoints) {
        if !helper_points.is_empty() {
            self.of.helper_points.insert(self.of.features.len() as u32, helper_points);
        }
        self.finish(ShapeKind::Polygons { had_heights });
    }

    /// Finishes a feature without area, of a type as the format calls it.
    pub fn finish_without_area(self, kind: &'static str) {
        self.finish(ShapeKind::WithoutArea(kind));
    }

    /// Finishes a feature without geometry.
    pub fn finish_missing(mut self) {
        self.clear_geometry();
        self.finish(ShapeKind::Missing);
    }

    /// Finishes a feature whose geometry cannot be read, for a reason.
    pub fn finish_broken(mut self, reason: String) {
        self.clear_geometry();
        let place = self.of.reasons.len() as u32;
        self.of.reasons.push(reason);
        self.finish(ShapeKind::Broken(place));
    }

    fn finish(mut self, shape: ShapeKind) {
        let number = u32::try_from(self.number).unwrap_or(u32::MAX);
        self.of.attributes.end_feature();
        self.of.features.push(Entry { number, paths_end: self.of.paths.len() as u32, shape });
        self.is_finished = true;
    }
}

impl Drop for FeatureBuilder<'_> {
    fn drop(&mut self) {
        if !self.is_finished {
            self.clear_geometry();
            self.clear_attributes();
            self.of.attributes.set_id(None);
        }
    }
}
