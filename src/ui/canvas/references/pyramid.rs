//! Which features of a layer are drawn together, and how finely, at each zoom.

use crate::app::reference::{PathRef, ReferenceShape};
use crate::geometry::{GridBox, GridPoint};

/// Pixels of the finest zoom of a level along the side of its cells; the level is used until they are half as wide.
pub(super) const PIXELS_PER_CELL: f64 = 1024.0;
/// A cell with more vertices is divided on the next level.
const VERTICES_PER_CELL: usize = 4_096;
/// Levels have cells down to this part of the layer (2⁻¹⁶ of its side).
const DEEPEST: u8 = 16;
/// Levels at which the whole layer is one cell drawn more and more coarsely.
const COARSEST: i8 = -16;

/// A zoom step: its cells have 2⁻ˡ of the side of the layer.
pub(super) type Level = i8;

/// Features that are drawn together: their places in [`Pyramid::order`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell {
    pub first: u32,
    pub end: u32,
    /// The box around all of its features.
    pub bounds: GridBox,
}

/// The features of a layer in cells of neighbours, level by level.
///
/// A feature belongs to the cell of its middle, on each level to one; features of a cell are a run of [`order`](Self::order).
#[derive(Debug)]
pub(super) struct Pyramid {
    corner: GridPoint,
    side_um: f64,
    /// Features along a curve through the cells (Z-order); features without positions are left out.
    order: Vec<u32>,
    levels: Vec<Vec<Cell>>,
    /// Distance of the lines of a typical feature with area, µm.
    typical_um: f64,
}

impl Pyramid {
    /// The pyramid of a layer; `None` if nothing in it has a place.
    pub(super) fn of(shape: &ReferenceShape) -> Option<Self> {
        let whole = shape.bounds()?;
        let extent = [whole.max.east - whole.min.east, whole.max.north - whole.min.north];
        let side_um = (extent[0].max(extent[1]).max(1)) as f64;
        let mut features = Vec::with_capacity(shape.len());
        let mut sizes = Vec::new();
        for feature in 0..shape.len() {
            let Some(bounds) = shape.bounds_of(feature) else { continue };
            let vertices: usize = shape.paths(feature).map(|path| path.points.len()).sum();
            let code = place_in(whole.min, side_um, bounds.centre());
            features.push(Placed { code, feature: feature as u32, vertices: vertices as u32, bounds });
            sizes.extend(Some(line_distance_um(shape, feature)).filter(|size| *size > 0.0));
        }
        features.sort_unstable_by_key(|placed| (placed.code, placed.feature));
        let typical_um = median(&mut sizes).unwrap_or(0.0);
        let levels = levels_of(&features);
        let order = features.into_iter().map(|placed| placed.feature).collect();
        Some(Self { corner: whole.min, side_um, order, levels, typical_um })
    }

    /// The level to draw when a pixel is so wide.
    pub(super) fn level_for(&self, um_per_px: f64) -> Level {
        let level = (self.side_um / (PIXELS_PER_CELL * um_per_px.max(1.0))).log2().ceil();
        (level.clamp(f64::from(COARSEST), f64::from(self.finest()))) as Level
    }

    /// The level on which everything is exact.
    pub(super) fn finest(&self) -> Level {
        self.levels.len() as Level - 1
    }

    /// Width of a pixel at the finest zoom of a level, µm.
    pub(super) fn pixel_um(&self, level: Level) -> f64 {
        self.side_um / PIXELS_PER_CELL / f64::from(level).exp2()
    }

    /// The cells of a level.
    pub(super) fn cells(&self, level: Level) -> &[Cell] {
        self.levels.get(usize::try_from(level).unwrap_or(0)).map_or(&[], Vec::as_slice)
    }

    /// The features of a cell.
    pub(super) fn features(&self, cell: Cell) -> &[u32] {
        &self.order[cell.first as usize..cell.end as usize]
    }

    /// Where the lattice begins by which positions are rounded.
    pub(super) const fn corner(&self) -> GridPoint {
        self.corner
    }

    /// Distance of the lines of a typical feature with area, µm; 0 if there is none.
    pub(super) const fn typical_um(&self) -> f64 {
        self.typical_um
    }
}

/// How far apart the lines around the land of a feature are, µm: the side of a square, twice the width of a strip; 0 without land.
pub(super) fn line_distance_um(shape: &ReferenceShape, feature: usize) -> f64 {
    let (mut twice_area, mut length) = (0.0, 0.0);
    for path in shape.paths(feature).filter(PathRef::is_closed) {
        let Some(&origin) = path.points.first() else { continue };
        let offset = |p: GridPoint| [(p.east - origin.east) as f64, (p.north - origin.north) as f64];
        let mut before = path.points.last().map_or([0.0; 2], |last| offset(*last));
        let mut ring = 0.0;
        for point in path.points {
            let here = offset(*point);
            ring += before[0] * here[1] - before[1] * here[0];
            length += (here[0] - before[0]).hypot(here[1] - before[1]);
            before = here;
        }
        twice_area += ring.abs();
    }
    if length > 0.0 { 2.0 * twice_area / length } else { 0.0 }
}

struct Placed {
    code: u32,
    feature: u32,
    vertices: u32,
    bounds: GridBox,
}

fn levels_of(features: &[Placed]) -> Vec<Vec<Cell>> {
    let cell = |first: usize, end: usize| {
        let bounds = features[first..end].iter().map(|placed| placed.bounds).reduce(GridBox::union)?;
        Some(Cell { first: first as u32, end: end as u32, bounds })
    };
    let mut levels: Vec<Vec<Cell>> = vec![cell(0, features.len()).into_iter().collect()];
    for depth in 1..=DEEPEST {
        let shift = 2 * u32::from(DEEPEST - depth);
        let mut is_divided = false;
        let mut cells = Vec::new();
        for &whole in levels.last().into_iter().flatten() {
            let (first, end) = (whole.first as usize, whole.end as usize);
            let members = &features[first..end];
            if members.iter().map(|placed| placed.vertices as usize).sum::<usize>() <= VERTICES_PER_CELL {
                cells.push(whole);
                continue;
            }
            is_divided = true;
            let mut start = first;
            for part in members.chunk_by(|a, b| a.code >> shift == b.code >> shift) {
                cells.extend(cell(start, start + part.len()));
                start += part.len();
            }
        }
        if !is_divided {
            break;
        }
        levels.push(cells);
    }
    levels
}

/// Neighbours have places close to each other: along a curve through the cells of a square (Z-order).
fn place_in(corner: GridPoint, side_um: f64, point: GridPoint) -> u32 {
    let place = |offset: i64| ((offset as f64 / side_um).clamp(0.0, 1.0) * 65_535.0) as u32;
    let spread = |place: u32| (0..16).fold(0_u32, |bits, bit| bits | ((place >> bit & 1) << (2 * bit)));
    spread(place(point.east - corner.east)) | spread(place(point.north - corner.north)) << 1
}

fn median(values: &mut [f64]) -> Option<f64> {
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(middle, f64::total_cmp).1)
}

#[cfg(test)]
mod tests {
    use super::super::test_layers::parcels;
    use super::*;

    #[test]
    fn each_feature_is_in_one_cell_of_each_level_among_its_neighbours() {
        let shape = parcels(100);
        let pyramid = Pyramid::of(&shape).expect("parcels");
        assert!((2..=6).contains(&pyramid.finest()), "{}", pyramid.finest());
        assert!((pyramid.typical_um() / 20e6 - 1.0).abs() < 1e-9);
        for level in -3..=pyramid.finest() {
            let cells = pyramid.cells(level);
            let mut features: Vec<u32> = cells.iter().flat_map(|cell| pyramid.features(*cell)).copied().collect();
            features.sort_unstable();
            assert_eq!(features, (0..shape.len() as u32).collect::<Vec<_>>());
            let area = |bounds: GridBox| bounds.size_m().iter().product::<f64>();
            let sum: f64 = cells.iter().map(|cell| area(cell.bounds)).sum();
            assert!(sum < 1.5 * area(shape.bounds().expect("bounds")), "cells hardly overlap on level {level}");
        }
        let most = pyramid.cells(pyramid.finest()).iter().map(|cell| 4 * (cell.end - cell.first) as usize).max();
        assert!(most <= Some(VERTICES_PER_CELL));
    }

    #[test]
    fn a_level_is_used_between_its_pixel_and_twice_that() {
        let pyramid = Pyramid::of(&parcels(100)).expect("parcels");
        for level in -4..pyramid.finest() {
            let pixel = pyramid.pixel_um(level);
            assert_eq!(pyramid.level_for(pixel * 1.01), level);
            assert_eq!(pyramid.level_for(pixel * 1.99), level);
        }
        assert_eq!(pyramid.level_for(0.0), pyramid.finest());
        assert_eq!(pyramid.level_for(f64::INFINITY), COARSEST);
        assert!(Pyramid::of(&ReferenceShape::default()).is_none());
    }
}
