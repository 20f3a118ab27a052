//! Layers that are only shown: every line and point of a layer on the plan grid, in flat arrays, whatever shape its features have.

use serde_json::{Map, Value};

use super::{Placement, Refused, reading_to_use, refused};
use crate::geometry::GridPoint;
use crate::geometry::crs::Reading;
use crate::io::import_error::ImportError;
use crate::io::problem::{ImportProblem, Place, ProblemKind};
use crate::io::source::{RawFeature, RawLayer, ReadOptions, Shape};

/// After so many features it is asked whether to go on.
const FEATURES_PER_ASKING: usize = 256;

/// The outlines of one layer on the plan grid. Nothing is mended: it is looked at, not measured.
#[derive(Debug, Clone, PartialEq, Default)]
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
    /// What was wrong; a feature with an error is not among `features`.
    pub problems: Vec<ImportProblem>,
}

/// A line, a ring or a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutlinePath {
    /// What it is.
    pub kind: PathKind,
    /// How many positions it has; those of a ring come once each.
    pub len: usize,
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
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineFeature {
    /// Place in the file, from 1.
    pub number: usize,
    /// Attributes; strings in NFC.
    pub properties: Map<String, Value>,
    /// How many paths it has.
    pub paths: usize,
}

/// Puts the outlines of a layer on the plan grid of `options`; `None` if `goes_on`, told how many features are done, says no.
///
/// Features that cannot be placed are left out with the reason among the problems; an error is returned only where nothing can be.
pub fn outline_layer(
    raw: RawLayer,
    options: ReadOptions,
    mut goes_on: impl FnMut(usize) -> bool,
) -> Result<Option<OutlineLayer>, ImportError> {
    let mut problems = Vec::new();
    let reading = reading_to_use(&raw, options, &mut problems)?;
    let placement = Placement::new(reading, options.plan_crs).map_err(ImportError::Crs)?;
    problems.extend(raw.problems);
    let mut layer = OutlineLayer { name: raw.name, reading, problems, ..OutlineLayer::default() };
    for (done, feature) in raw.features.into_iter().enumerate() {
        if done.is_multiple_of(FEATURES_PER_ASKING) && !goes_on(done) {
            return Ok(None);
        }
        let before = (layer.points.len(), layer.paths.len());
        if let Err(problem) = layer.add(&placement, feature) {
            layer.points.truncate(before.0);
            layer.paths.truncate(before.1);
            layer.problems.push(*problem);
        }
    }
    refuse_metres(layer)
}

/// A layer of which nothing could be placed because all of it is in metres has one fault, not many.
fn refuse_metres(layer: OutlineLayer) -> Result<Option<OutlineLayer>, ImportError> {
    let fault = layer.problems.iter().find_map(|problem| match problem.kind {
        ProblemKind::NotDegrees { first, second } => Some(ImportError::NotDegrees { place: problem.place, first, second }),
        _ => None,
    });
    match fault {
        Some(fault) if layer.features.is_empty() => Err(fault),
        _ => Ok(Some(layer)),
    }
}

impl OutlineLayer {
    fn add(&mut self, placement: &Placement, feature: RawFeature) -> Result<(), Refused> {
        let RawFeature { number, properties, shape, .. } = feature;
        let place = Place::feature(number);
        let first_path = self.paths.len();
        match shape {
            Shape::Missing => return Err(refused(place, ProblemKind::NoGeometry)),
            Shape::Broken(detail) => return Err(refused(place, ProblemKind::BrokenGeometry { detail })),
            Shape::WithoutArea { paths, .. } => {
                for path in &paths {
                    let kind = if path.len() == 1 { PathKind::Point } else { PathKind::Line };
                    self.add_path(placement, path, kind, place)?;
                }
            }
            Shape::Polygons { polygons, .. } => {
                for (r, ring) in polygons.iter().flat_map(|polygon| polygon.iter().enumerate()) {
                    let kind = if r == 0 { PathKind::Exterior } else { PathKind::Hole };
                    self.add_path(placement, ring, kind, Place { ring: Some(r + 1), ..place })?;
                }
            }
        }
        let paths = self.paths.len() - first_path;
        if paths == 0 {
            return Err(refused(place, ProblemKind::EmptyGeometry));
        }
        self.features.push(OutlineFeature { number, properties, paths });
        Ok(())
    }

    fn add_path(&mut self, placement: &Placement, path: &[[f64; 2]], kind: PathKind, place: Place) -> Result<(), Refused> {
        let first = self.points.len();
        for (i, position) in path.iter().enumerate() {
            let place = Place { position: Some(i + 1), ..place };
            if let Some(number) = position.iter().find(|number| !number.is_finite()) {
                return Err(refused(place, ProblemKind::NotANumber { found: number.to_string() }));
            }
            let point = placement.point(*position, place)?;
            if self.points.len() == first || self.points.last() != Some(&point) {
                self.points.push(point);
            }
        }
        let is_ring = matches!(kind, PathKind::Exterior | PathKind::Hole);
        if is_ring && self.points.len() > first + 1 && self.points.get(first) == self.points.last() {
            self.points.pop();
        }
        let len = self.points.len() - first;
        let kind = match len {
            0 => return Ok(()),
            1 => PathKind::Point,
            2 if is_ring => PathKind::Line,
            _ => kind,
        };
        self.paths.push(OutlinePath { kind, len });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::ProjectCrs;
    use crate::io::source::DeclaredCrs;

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
        let placed = outline_layer(layer, ReadOptions::default(), |_| true).expect("usable").expect("not stopped");
        let paths: Vec<_> = placed.paths.iter().map(|path| (path.kind, path.len)).collect();
        let expected = [(PathKind::Exterior, 4), (PathKind::Hole, 3), (PathKind::Point, 1), (PathKind::Line, 2)];
        assert_eq!(paths, expected);
        assert_eq!(placed.points.len(), 10);
        assert_eq!(placed.features.iter().map(|f| (f.number, f.paths)).collect::<Vec<_>>(), [(1, 2), (2, 1), (4, 1)]);
        assert_eq!(placed.problems.len(), 1);
        assert_eq!(placed.problems[0].place.feature, Some(3));
    }

    #[test]
    fn it_stops_when_asked_to() {
        let layer = raw(vec![Shape::Missing; 1000]);
        let mut asked = Vec::new();
        let stopped = outline_layer(layer, ReadOptions::default(), |done| {
            asked.push(done);
            done < 300
        });
        assert!(matches!(stopped, Ok(None)));
        assert_eq!(asked, [0, 256, 512]);
    }
}
