//! Layers that are only shown: every line and point of a layer on the plan grid, in flat arrays, whatever shape its features have.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::{Map, Value};

use super::{Projection, Refused, is_placed, reading_to_use, refused};
use crate::geometry::GridPoint;
use crate::geometry::crs::Reading;
use crate::io::flat::{Attributes, FeatureRef, ShapeRef};
use crate::io::import_error::ImportError;
use crate::io::problem::{ImportProblem, Place, ProblemKind};
use crate::io::source::{RawLayer, ReadOptions};
use crate::io::watch::Watch;

/// The outlines of one layer on the plan grid. Nothing is mended: it is looked at, not measured.
#[derive(Debug, Clone, Default)]
pub struct OutlineLayer {
    /// The layer's own name, if it has one.
    pub name: Option<String>,
    /// How the numbers of the file were read.
    pub reading: Reading,
    /// The positions of all paths, one path after the other.
    pub points: Vec<GridPoint>,
    /// The paths of all features, in the order of `points`.
    pub paths: Vec<OutlinePath>,
    /// The features, in file order.
    pub features: Vec<OutlineFeature>,
    /// Attributes, a row for each feature of the file; strings in NFC.
    pub attributes: Attributes,
    /// What was wrong; a feature with an error is not among `features`.
    pub problems: Vec<ImportProblem>,
}

/// A line, a ring or a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutlinePath {
    /// What it is.
    pub kind: PathKind,
    /// How many positions it has; those of a ring come once each.
    pub len: u32,
}

/// What a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathKind {
    /// The outer ring of a polygon.
    Exterior,
    /// An inner ring of the polygon before it.
    Hole,
    /// An open or closed line.
    Line,
    /// A single position.
    Point,
}

/// A feature of an outline layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutlineFeature {
    /// Place in the file, from 1.
    pub number: u32,
    /// How many paths it has.
    pub paths: u32,
    /// Its row among the attributes.
    pub row: u32,
}

/// Puts the outlines of a layer on the plan grid of `options`; [`ImportError::Stopped`] if nobody wants them any more. Of a layer that is given away no
/// more is copied than has to be.
///
/// Features that cannot be placed are left out with the reason among the problems; another error is returned only where nothing can be.
pub fn outline_layer(raw: Cow<'_, RawLayer>, options: ReadOptions, watch: &dyn Watch) -> Result<OutlineLayer, ImportError> {
    let mut problems = Vec::new();
    let reading = reading_to_use(&raw, options, &mut problems)?;
    let projection = Projection::new(reading, options.plan_crs)?;
    let points = projection.points(raw.features.positions(), watch)?;
    problems.extend(raw.problems.iter().cloned());
    let mut layer = OutlineLayer { name: raw.name.clone(), reading, points, problems, ..OutlineLayer::default() };
    layer.features.reserve_exact(raw.features.len());
    let mut flattening = Flattening { projection: &projection, positions: raw.features.positions(), kept: 0 };
    for (row, feature) in raw.features.iter().enumerate() {
        let before = (flattening.kept, layer.paths.len());
        match flattening.add(feature, &mut layer) {
            Ok(paths) => layer.features.push(OutlineFeature { number: feature.number() as u32, paths, row: row as u32 }),
            Err(problem) => {
                flattening.kept = before.0;
                layer.paths.truncate(before.1);
                layer.problems.push(*problem);
            }
        }
    }
    layer.points.truncate(flattening.kept);
    layer.attributes = match raw {
        Cow::Owned(raw) => raw.features.into_attributes(),
        Cow::Borrowed(raw) => raw.features.attributes().clone(),
    };
    layer.settle();
    refuse_metres(layer)
}

/// A layer of which nothing could be placed because all of it is in metres has one fault, not many.
fn refuse_metres(layer: OutlineLayer) -> Result<OutlineLayer, ImportError> {
    let fault = layer.problems.iter().find_map(|problem| match problem.kind {
        ProblemKind::NotDegrees { first, second } => Some(ImportError::NotDegrees { place: problem.place, first, second }),
        _ => None,
    });
    match fault {
        Some(fault) if layer.features.is_empty() => Err(fault),
        _ => Ok(layer),
    }
}

impl OutlineLayer {
    /// Puts a feature in whose paths are on the grid already.
    pub fn put(&mut self, number: u32, properties: &Map<String, Value>, paths: &[(PathKind, &[GridPoint])]) {
        for (kind, points) in paths {
            self.paths.push(OutlinePath { kind: *kind, len: points.len() as u32 });
            self.points.extend(*points);
        }
        let row = self.attributes.len() as u32;
        self.attributes.put_feature(properties);
        self.features.push(OutlineFeature { number, paths: paths.len() as u32, row });
    }

    fn settle(&mut self) {
        self.points.shrink_to_fit();
        self.paths.shrink_to_fit();
        self.features.shrink_to_fit();
    }
}

/// Moves the points of features together: each once, where several positions of a path lie at one place, and a ring without its end.
struct Flattening<'a> {
    projection: &'a Projection,
    /// The positions of the points as they were.
    positions: &'a [[f64; 2]],
    /// So many points are in their place.
    kept: usize,
}

impl Flattening<'_> {
    /// Adds the paths of a feature, and says how many there are.
    fn add(&mut self, feature: FeatureRef<'_>, layer: &mut OutlineLayer) -> Result<u32, Refused> {
        let place = Place::feature(feature.number());
        let first_path = layer.paths.len();
        let (paths, is_land) = match feature.shape() {
            ShapeRef::Missing => return Err(refused(place, ProblemKind::NoGeometry)),
            ShapeRef::Broken(detail) => return Err(refused(place, ProblemKind::BrokenGeometry { detail: detail.to_owned() })),
            ShapeRef::WithoutArea { paths, .. } => (paths, false),
            ShapeRef::Polygons { rings, .. } => (rings, true),
        };
        let mut start = paths.range().start;
        for polygon in paths.polygons() {
            for (r, length) in polygon.lengths().enumerate() {
                let range = start..start + length;
                start = range.end;
                let (kind, place) = match (is_land, r, length) {
                    (true, 0, _) => (PathKind::Exterior, Place { ring: Some(1), ..place }),
                    (true, ..) => (PathKind::Hole, Place { ring: Some(r + 1), ..place }),
                    (false, _, 1) => (PathKind::Point, place),
                    (false, ..) => (PathKind::Line, place),
                };
                self.add_path(range, kind, place, layer)?;
            }
        }
        match layer.paths.len() - first_path {
            0 => Err(refused(place, ProblemKind::EmptyGeometry)),
            paths => Ok(paths as u32),
        }
    }

    fn add_path(&mut self, range: Range<usize>, kind: PathKind, place: Place, layer: &mut OutlineLayer) -> Result<(), Refused> {
        let first = self.kept;
        let start = range.start;
        for at in range {
            let point = layer.points[at];
            if !is_placed(point) {
                let place = Place { position: Some(at - start + 1), ..place };
                return Err(self.projection.refusal(self.positions[at], place));
            }
            if self.kept == first || layer.points[self.kept - 1] != point {
                layer.points[self.kept] = point;
                self.kept += 1;
            }
        }
        let is_ring = matches!(kind, PathKind::Exterior | PathKind::Hole);
        if is_ring && self.kept > first + 1 && layer.points[first] == layer.points[self.kept - 1] {
            self.kept -= 1;
        }
        let len = (self.kept - first) as u32;
        let kind = match len {
            0 => return Ok(()),
            1 => PathKind::Point,
            2 if is_ring => PathKind::Line,
            _ => kind,
        };
        layer.paths.push(OutlinePath { kind, len });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::ProjectCrs;
    use crate::io::flat::CellValue;
    use crate::io::source::{DeclaredCrs, RawFeature, Shape};
    use crate::io::watch::{Stage, Unwatched};

    fn feature(number: usize, shape: Shape) -> RawFeature {
        RawFeature { number, id: None, properties: Map::new(), shape, helper_points: Vec::new() }
    }

    fn raw(shapes: Vec<Shape>) -> RawLayer {
        let features = shapes.into_iter().enumerate().map(|(i, shape)| feature(i + 1, shape)).collect();
        RawLayer { crs: DeclaredCrs::Known(ProjectCrs::default().into()), features, ..RawLayer::default() }
    }

    const AT: [f64; 2] = [609_000.0, 2_275_000.0];

    fn off(east: f64, north: f64) -> [f64; 2] {
        [AT[0] + east, AT[1] + north]
    }

    #[test]
    fn polygons_lines_and_points_become_flat_paths_and_the_rest_is_named() {
        let square = vec![off(0.0, 0.0), off(9.0, 0.0), off(9.0, 9.0), off(0.0, 9.0), off(0.0, 0.0)];
        let hole = vec![off(2.0, 2.0), off(3.0, 2.0), off(3.0, 3.0), off(2.0, 2.0)];
        let layer = raw(vec![
            Shape::Polygons { polygons: vec![vec![square, hole]], had_heights: false },
            Shape::WithoutArea { kind: "Point", paths: vec![vec![off(1.0, 1.0)]] },
            Shape::WithoutArea { kind: "LineString", paths: vec![vec![off(0.0, 0.0), off(f64::NAN, 1.0)]] },
            Shape::WithoutArea { kind: "LineString", paths: vec![vec![off(0.0, 0.0), off(5.0, 1.0)]] },
        ]);
        let placed = outline_layer(Cow::Owned(layer), ReadOptions::default(), &Unwatched).expect("usable");
        let paths: Vec<_> = placed.paths.iter().map(|path| (path.kind, path.len)).collect();
        let expected = [(PathKind::Exterior, 4), (PathKind::Hole, 3), (PathKind::Point, 1), (PathKind::Line, 2)];
        assert_eq!(paths, expected);
        assert_eq!(placed.points.len(), 10);
        assert_eq!(
            placed.features.iter().map(|f| (f.number, f.paths, f.row)).collect::<Vec<_>>(),
            [(1, 2, 0), (2, 1, 1), (4, 1, 3)]
        );
        assert_eq!(placed.problems.len(), 1);
        assert_eq!(placed.problems[0].place.feature, Some(3));
    }

    #[test]
    fn it_stops_when_nobody_wants_it() {
        struct Impatient;
        impl Watch for Impatient {
            fn goes_on(&self, _: Stage, _: usize, _: usize) -> bool {
                false
            }
        }
        let layer = raw(vec![Shape::Missing; 10]);
        assert!(matches!(outline_layer(Cow::Borrowed(&layer), ReadOptions::default(), &Impatient), Err(ImportError::Stopped)));
    }

    #[test]
    fn a_layer_that_is_given_away_comes_out_as_one_that_is_kept() {
        let square = vec![off(0.0, 0.0), off(9.0, 0.0), off(9.0, 0.0), off(9.0, 9.0), off(0.0, 0.0)];
        let mut layer = raw(vec![
            Shape::Polygons { polygons: vec![vec![square.clone()], vec![square]], had_heights: false },
            Shape::Polygons { polygons: vec![vec![vec![off(1.0, 1.0), off(2.0, 2.0), off(1.0, 1.0)]]], had_heights: false },
        ]);
        layer.features = layer.features.changed(|feature| _ = feature.properties.insert("a".into(), feature.number.into()));
        let kept = outline_layer(Cow::Borrowed(&layer), ReadOptions::default(), &Unwatched).expect("usable");
        let given = outline_layer(Cow::Owned(layer), ReadOptions::default(), &Unwatched).expect("usable");
        assert_eq!((&kept.points, &kept.paths, &kept.features), (&given.points, &given.paths, &given.features));
        let kinds: Vec<_> = kept.paths.iter().map(|path| (path.kind, path.len)).collect();
        assert_eq!(kinds, [(PathKind::Exterior, 3), (PathKind::Exterior, 3), (PathKind::Line, 2)]);
        let second = |layer: &OutlineLayer| layer.attributes.of(1).get("a").map(CellValue::to_value);
        assert_eq!((second(&kept), second(&given)), (Some(2.into()), Some(2.into())));
    }
}
