//! The features of a layer in flat arrays: all positions in one, where each line or ring ends in another, and attributes in a third.
//!
//! Every reader puts features in by one of two ways, a whole [`RawFeature`] at a time or piece by piece with a [`FeatureBuilder`]; whoever
//! reads them looks at [`FeatureRef`]s, which point into the arrays.

mod attributes;
mod builder;
mod texts;

use std::collections::BTreeMap;

pub(in crate::io) use attributes::Mended;
pub use attributes::{Attributes, CellValue, Properties};
pub use builder::FeatureBuilder;
pub use texts::AttributeValue;

use super::source::{RawFeature, Shape};

/// Per polygon and ring the places (from 0) of helper points; see [`RawFeature::helper_points`].
pub type HelperPoints = Vec<Vec<Vec<usize>>>;

/// The features of a layer as the file has them.
#[derive(Clone, Default)]
pub struct RawFeatures {
    positions: Vec<[f64; 2]>,
    paths: Vec<RawPath>,
    features: Vec<Entry>,
    attributes: Attributes,
    /// Why geometries are broken.
    reasons: Vec<String>,
    /// Helper points of the few features that have some.
    helper_points: BTreeMap<u32, HelperPoints>,
}

/// A line or ring: where it ends in the positions, and whether it is the first ring of a polygon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct RawPath {
    end: u32,
    begins_polygon: bool,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    number: u32,
    /// Where its paths end.
    paths_end: u32,
    shape: ShapeKind,
}

#[derive(Debug, Clone, Copy)]
enum ShapeKind {
    Missing,
    Polygons {
        had_heights: bool,
    },
    WithoutArea(&'static str),
    /// The place of the reason.
    Broken(u32),
}

impl RawFeatures {
    /// How many features there are.
    pub const fn len(&self) -> usize {
        self.features.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// The positions of all features, in the units of the layer's CRS, one feature after the other.
    pub fn positions(&self) -> &[[f64; 2]] {
        &self.positions
    }

    /// The attributes of all features.
    pub const fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    /// The attributes, the rest being given up.
    pub fn into_attributes(self) -> Attributes {
        self.attributes
    }

    /// The attributes, to mend their texts.
    pub(in crate::io) const fn attributes_mut(&mut self) -> &mut Attributes {
        &mut self.attributes
    }

    /// The feature at a place, from 0.
    pub fn get(&self, at: usize) -> Option<FeatureRef<'_>> {
        (at < self.features.len()).then_some(FeatureRef { of: self, at })
    }

    /// The feature at a place, from 0, with all it has.
    ///
    /// # Panics
    /// If there is none.
    pub fn owned(&self, at: usize) -> RawFeature {
        FeatureRef { of: self, at }.to_owned()
    }

    /// All features by themselves: for few of them.
    pub fn to_vec(&self) -> Vec<RawFeature> {
        self.iter().map(FeatureRef::to_owned).collect()
    }

    /// The features, in file order.
    pub fn iter(&self) -> Features<'_> {
        Features { of: self, range: 0..self.features.len() }
    }

    /// Puts a feature in. Polygons without rings, which have no land, are left out.
    pub fn push(&mut self, feature: RawFeature) {
        let RawFeature { number, id, properties, shape, helper_points } = feature;
        let mut builder = self.build(number);
        builder.set_id(id.as_deref());
        properties.iter().for_each(|(name, value)| builder.attribute(name, value.into()));
        match shape {
            Shape::Missing => builder.finish_missing(),
            Shape::Broken(reason) => builder.finish_broken(reason),
            Shape::Polygons { polygons, had_heights } => {
                for polygon in &polygons {
                    builder.polygon(polygon.iter().map(|ring| ring.iter().copied()));
                }
                builder.finish_polygons(had_heights, helper_points);
            }
            Shape::WithoutArea { kind, paths } => {
                for path in paths {
                    path.into_iter().for_each(|position| builder.position(position));
                    builder.end_path(false);
                }
                builder.finish_without_area(kind);
            }
        }
    }

    /// Begins a feature, of which nothing stays unless the builder is told that it is finished.
    pub fn build(&mut self, number: usize) -> FeatureBuilder<'_> {
        FeatureBuilder::new(self, number)
    }

    /// Nothing more is put in: gives back the room that is not used.
    pub fn settle(&mut self) {
        self.positions.shrink_to_fit();
        self.paths.shrink_to_fit();
        self.features.shrink_to_fit();
        self.attributes.settle();
    }

    /// Takes the ids of all features away.
    pub fn clear_ids(&mut self) {
        self.attributes.clear_ids();
    }

    /// The features changed one by one: for readers of few features.
    pub fn changed(self, mut change: impl FnMut(&mut RawFeature)) -> Self {
        let changed = |feature: FeatureRef<'_>| {
            let mut feature = feature.to_owned();
            change(&mut feature);
            feature
        };
        self.iter().map(changed).collect()
    }

    /// The paths before a feature and after it.
    fn paths_of(&self, at: usize) -> Paths<'_> {
        let first = at.checked_sub(1).and_then(|before| self.features.get(before)).map_or(0, |before| before.paths_end as usize);
        let end = self.features.get(at).map_or(first, |entry| entry.paths_end as usize);
        let start = first.checked_sub(1).and_then(|before| self.paths.get(before)).map_or(0, |path| path.end);
        Paths { positions: &self.positions, paths: self.paths.get(first..end).unwrap_or_default(), start }
    }
}

impl std::fmt::Debug for RawFeatures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter().map(FeatureRef::to_owned)).finish()
    }
}

impl PartialEq for RawFeatures {
    /// Whether the features say the same, however their texts lie.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(one, other)| one.to_owned() == other.to_owned())
    }
}

impl FromIterator<RawFeature> for RawFeatures {
    fn from_iter<T: IntoIterator<Item = RawFeature>>(features: T) -> Self {
        let mut flat = Self::default();
        features.into_iter().for_each(|feature| flat.push(feature));
        flat.settle();
        flat
    }
}

impl From<Vec<RawFeature>> for RawFeatures {
    fn from(features: Vec<RawFeature>) -> Self {
        features.into_iter().collect()
    }
}

impl<'a> IntoIterator for &'a RawFeatures {
    type Item = FeatureRef<'a>;
    type IntoIter = Features<'a>;

    fn into_iter(self) -> Features<'a> {
        self.iter()
    }
}

/// The features of a layer, one after the other.
#[derive(Debug, Clone)]
pub struct Features<'a> {
    of: &'a RawFeatures,
    range: std::ops::Range<usize>,
}

impl<'a> Iterator for Features<'a> {
    type Item = FeatureRef<'a>;

    fn next(&mut self) -> Option<FeatureRef<'a>> {
        self.range.next().map(|at| FeatureRef { of: self.of, at })
    }

    fn nth(&mut self, n: usize) -> Option<FeatureRef<'a>> {
        self.range.nth(n).map(|at| FeatureRef { of: self.of, at })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
    }
}

impl ExactSizeIterator for Features<'_> {}

/// A feature of a layer.
#[derive(Debug, Clone, Copy)]
pub struct FeatureRef<'a> {
    of: &'a RawFeatures,
    at: usize,
}

impl<'a> FeatureRef<'a> {
    /// Place in the file, from 1.
    pub fn number(self) -> usize {
        self.of.features[self.at].number as usize
    }

    /// The feature's own id, if it has one.
    pub fn id(self) -> Option<&'a str> {
        self.properties().id()
    }

    /// Attributes; strings in NFC.
    pub fn properties(self) -> Properties<'a> {
        self.of.attributes.of(self.at)
    }

    /// Its geometry.
    pub fn shape(self) -> ShapeRef<'a> {
        match self.of.features[self.at].shape {
            ShapeKind::Missing => ShapeRef::Missing,
            ShapeKind::Polygons { had_heights } => ShapeRef::Polygons { rings: self.paths(), had_heights },
            ShapeKind::WithoutArea(kind) => ShapeRef::WithoutArea { kind, paths: self.paths() },
            ShapeKind::Broken(reason) => ShapeRef::Broken(self.of.reasons.get(reason as usize).map_or("", String::as_str)),
        }
    }

    /// The rings of its polygons, or its lines.
    pub fn paths(self) -> Paths<'a> {
        self.of.paths_of(self.at)
    }

    /// Whether it has polygons.
    pub fn has_area(self) -> bool {
        matches!(self.shape(), ShapeRef::Polygons { rings, .. } if !rings.is_empty())
    }

    /// See [`RawFeature::helper_points`].
    pub fn helper_points(self) -> &'a [Vec<Vec<usize>>] {
        self.of.helper_points.get(&(self.at as u32)).map_or(&[], Vec::as_slice)
    }

    /// The feature by itself.
    pub fn to_owned(self) -> RawFeature {
        let owned = |path: &[[f64; 2]]| path.to_vec();
        let shape = match self.shape() {
            ShapeRef::Missing => Shape::Missing,
            ShapeRef::Broken(reason) => Shape::Broken(reason.to_owned()),
            ShapeRef::Polygons { rings, had_heights } => {
                let polygons = rings.polygons().map(|polygon| polygon.iter().map(owned).collect()).collect();
                Shape::Polygons { polygons, had_heights }
            }
            ShapeRef::WithoutArea { kind, paths } => Shape::WithoutArea { kind, paths: paths.iter().map(owned).collect() },
        };
        RawFeature {
            number: self.number(),
            id: self.id().map(str::to_owned),
            properties: self.properties().to_map(),
            shape,
            helper_points: self.helper_points().to_vec(),
        }
    }
}

/// The geometry of a feature of a layer; see [`Shape`].
#[derive(Debug, Clone, Copy)]
pub enum ShapeRef<'a> {
    /// None stored.
    Missing,
    /// Polygons.
    Polygons {
        /// Their rings; see [`Paths::polygons`].
        rings: Paths<'a>,
        /// Whether positions had heights or measures, which are dropped.
        had_heights: bool,
    },
    /// Something without area.
    WithoutArea {
        /// Its type as the format calls it.
        kind: &'static str,
        /// Its lines, open or closed; a point is a line of one position.
        paths: Paths<'a>,
    },
    /// What is no geometry, and why.
    Broken(&'a str),
}

/// Lines or rings that lie one after the other.
#[derive(Clone, Copy)]
pub struct Paths<'a> {
    positions: &'a [[f64; 2]],
    paths: &'a [RawPath],
    start: u32,
}

impl<'a> Paths<'a> {
    /// How many there are.
    pub const fn len(self) -> usize {
        self.paths.len()
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.paths.is_empty()
    }

    /// Each line or ring.
    pub fn iter(self) -> impl Iterator<Item = &'a [[f64; 2]]> + 'a {
        let mut start = self.start as usize;
        self.paths.iter().map(move |path| {
            let range = start..path.end as usize;
            start = range.end;
            self.positions.get(range).unwrap_or_default()
        })
    }

    /// The rings of each polygon, exterior first.
    pub fn polygons(self) -> impl Iterator<Item = Self> + 'a {
        let mut start = self.start;
        self.paths.chunk_by(|_, next| !next.begins_polygon).map(move |paths| {
            let polygon = Self { positions: self.positions, paths, start };
            start = paths.last().map_or(start, |path| path.end);
            polygon
        })
    }

    /// Where its positions lie among those of the layer.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.paths.last().map_or(self.start, |path| path.end) as usize
    }

    /// The positions of all of them.
    pub fn positions(self) -> &'a [[f64; 2]] {
        self.positions.get(self.range()).unwrap_or_default()
    }

    /// How many positions each has.
    pub fn lengths(self) -> impl Iterator<Item = usize> + 'a {
        let mut start = self.start;
        self.paths.iter().map(move |path| (path.end - std::mem::replace(&mut start, path.end)) as usize)
    }
}

impl std::fmt::Debug for Paths<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests;
