//! Where a layer lands, roughly and quickly: some of its lines on the plan grid.

use std::borrow::Cow;

use crate::geometry::{GridBox, GridPoint};
use crate::io::{ImportError, RawFeatures, RawLayer, ReadOptions, Unwatched, outline_layer};

/// Features and positions a preview has at most.
const MOST_FEATURES: usize = 1_500;
const MOST_POSITIONS: usize = 12_000;

/// Some of the lines of a layer on the plan grid.
#[derive(Debug, Clone, Default)]
pub struct LayerPreview {
    /// Lines and points.
    pub lines: Vec<Vec<GridPoint>>,
    /// The box around them.
    pub bounds: Option<GridBox>,
    /// How many of the features looked at cannot be placed.
    pub unplaced: usize,
}

/// The preview of a layer that is read with `options`.
pub fn preview(raw: &RawLayer, options: ReadOptions) -> Result<LayerPreview, ImportError> {
    let placed = outline_layer(Cow::Owned(thinned(raw)), options, &Unwatched)?;
    let mut lines = Vec::with_capacity(placed.paths.len());
    let mut rest = placed.points.as_slice();
    for path in &placed.paths {
        let (line, after) = rest.split_at((path.len as usize).min(rest.len()));
        lines.push(line.to_vec());
        rest = after;
    }
    let bounds = GridBox::around(placed.points.iter().copied());
    Ok(LayerPreview { lines, bounds, unplaced: placed.problems.iter().filter(|problem| problem.place.feature.is_some()).count() })
}

/// The layer with fewer features and positions, as lines without attributes; ends of lines stay.
fn thinned(raw: &RawLayer) -> RawLayer {
    let step = raw.features.len().div_ceil(MOST_FEATURES).max(1);
    let chosen = || raw.features.iter().step_by(step);
    let positions: usize = chosen().map(|feature| feature.paths().range().len()).sum();
    let every = positions.div_ceil(MOST_POSITIONS).max(1);
    let mut features = RawFeatures::default();
    for feature in chosen() {
        let mut thin = features.build(feature.number());
        for path in feature.paths().iter() {
            let last = path.len().saturating_sub(1);
            let kept = path.iter().enumerate().filter(|(i, _)| i % every == 0 || *i == last);
            kept.for_each(|(_, position)| thin.position(*position));
            thin.end_path(false);
        }
        thin.finish_without_area("LineString");
    }
    RawLayer { crs: raw.crs.clone(), features, ..RawLayer::default() }
}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::*;
    use crate::geometry::ProjectCrs;
    use crate::io::{DeclaredCrs, RawFeature, Shape};

    #[test]
    fn a_large_layer_is_thinned_and_still_lies_where_it_lies() {
        let feature = |number: usize| {
            let east = 600_000.0 + number as f64;
            let ring: Vec<[f64; 2]> =
                (0..101).map(|i| [east + f64::from(i % 100), 2_275_000.0 + f64::from((i % 100) / 2)]).collect();
            let shape = Shape::Polygons { polygons: vec![vec![ring]], had_heights: false };
            RawFeature { number, id: None, properties: Map::new(), shape, helper_points: Vec::new() }
        };
        let raw = RawLayer {
            crs: DeclaredCrs::Known(ProjectCrs::default().into()),
            features: (1..=10_000).map(feature).collect(),
            ..RawLayer::default()
        };
        let seen = preview(&raw, ReadOptions::default()).expect("it can be placed");
        assert!(seen.lines.len() <= MOST_FEATURES && seen.lines.iter().map(Vec::len).sum::<usize>() <= 2 * MOST_POSITIONS);
        let bounds = seen.bounds.expect("bounds");
        assert_eq!(bounds.min, GridPoint::from_mm(600_001_000, 2_275_000_000));
        assert!(bounds.max.east > GridPoint::from_mm(609_900_000, 0).east);
        let lost = RawLayer { crs: DeclaredCrs::Missing, ..raw };
        assert!(matches!(preview(&lost, ReadOptions::default()), Err(ImportError::NoCrs { .. })));
    }
}
