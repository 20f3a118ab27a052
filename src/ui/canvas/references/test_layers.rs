//! Small layers for the tests of this module.

use std::sync::Arc;

use crate::app::reference::{ReferenceId, ReferenceShape, ReferenceSource, References};
use crate::geometry::GridPoint;
use crate::io::{OutlineLayer, PathKind, ReadOptions};

/// The south-west corner of all layers here.
pub(super) fn corner() -> GridPoint {
    GridPoint::from_mm(609_000_000, 2_275_000_000)
}

/// A point in metres from the corner.
pub(super) fn at_m(east: i64, north: i64) -> GridPoint {
    GridPoint::from_mm(609_000_000 + east * 1_000, 2_275_000_000 + north * 1_000)
}

fn square(east: i64, north: i64, side: i64) -> Vec<GridPoint> {
    vec![at_m(east, north), at_m(east + side, north), at_m(east + side, north + side), at_m(east, north + side)]
}

/// Squares of 20 m side by side, so many in each direction.
pub(super) fn parcels(across: i64) -> ReferenceShape {
    let rings: Vec<_> = (0..across * across).map(|at| square(at % across * 20, at / across * 20, 20)).collect();
    shape_of(&rings)
}

/// A feature for each ring.
pub(super) fn shape_of(rings: &[Vec<GridPoint>]) -> ReferenceShape {
    shape(&rings.iter().map(|ring| vec![(PathKind::Exterior, ring.clone())]).collect::<Vec<_>>())
}

/// A square of so many metres with a square hole from one place on its diagonal to another.
pub(super) fn square_with_hole(side: i64, from: i64, to: i64) -> ReferenceShape {
    shape(&[vec![(PathKind::Exterior, square(0, 0, side)), (PathKind::Hole, square(from, from, to - from))]])
}

/// So many points on a line, a metre apart.
pub(super) fn points(count: i64) -> ReferenceShape {
    shape(&(0..count).map(|at| vec![(PathKind::Point, vec![at_m(at, 0)])]).collect::<Vec<_>>())
}

/// References with one layer.
pub(super) fn references_of(shape: ReferenceShape) -> (References, ReferenceId) {
    let mut references = References::default();
    let source = ReferenceSource { path: None, layer: 0, options: ReadOptions::default() };
    let id = references.add("thửa".into(), source, Arc::new(shape), None);
    (references, id)
}

/// Parcels with a number and a long name each, so many in each direction.
pub(super) fn labelled_parcels(across: i64) -> (References, ReferenceId) {
    let mut layer = OutlineLayer::default();
    for at in 0..across * across {
        let properties = serde_json::json!({ "so_thua": at + 1, "chu": "Nguyễn Thị Minh Khai" });
        let ring = square(at % across * 20, at / across * 20, 20);
        layer.put(at as u32 + 1, properties.as_object().expect("an object"), &[(PathKind::Exterior, &ring)]);
    }
    references_of(ReferenceShape::of(layer))
}

fn shape(features: &[Vec<(PathKind, Vec<GridPoint>)>]) -> ReferenceShape {
    let mut layer = OutlineLayer::default();
    for (at, paths) in features.iter().enumerate() {
        let paths: Vec<_> = paths.iter().map(|(kind, points)| (*kind, points.as_slice())).collect();
        layer.put(at as u32 + 1, &serde_json::Map::new(), &paths);
    }
    ReferenceShape::of(layer)
}
