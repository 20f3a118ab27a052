//! What is drawn of a cell: land as a tone or as triangles, borders by how prominent they are, lines and points.

use std::collections::BTreeSet;

use eframe::egui::Color32;

use super::borders::{Bordered, shared_borders, thinned, thinned_ring};
use super::mask::{Lattice, boxes_of_land};
use super::pyramid::{Cell, Level, PIXELS_PER_CELL, Pyramid, line_distance_um};
use crate::app::reference::{LineLook, ReferenceLook, ReferenceShape};
use crate::geometry::grid::UM_PER_MM;
use crate::geometry::{GridBox, GridPoint, Polygon};
use crate::io::PathKind;
use crate::ui::paint::{Dash, FillStyle, LayerBuilder, LayerGeometry, LineStyle};
use crate::ui::theme::Theme;

/// Classes of borders, the last the most prominent.
pub(super) const CLASSES: usize = 3;
/// Parts of a tile that are drawn with an opacity of their own: land, then borders by class.
pub(super) const PARTS: usize = 1 + CLASSES;

/// Distance of its lines, in pixels of the finest zoom of the level, from which a feature belongs to each class; below the first its
/// borders are not drawn.
const CLASSES_FROM_PX: [f64; CLASSES] = [12.0, 24.0, 48.0];
/// Features of so many pixels are filled exactly, smaller ones by the pixels they cover.
const EXACT_FROM_PX: f64 = 24.0;
/// How far a thinned line may be beside the true one, pixels.
const TOLERANCE_PX: f64 = 0.35;
/// Points of a layer are drawn once in a square of so many pixels.
const DOT_SPACING_PX: f64 = 4.0;
/// Rings with more vertices are drawn without a fill.
const MOST_FILLED: usize = 50_000;
/// How strongly land is filled where its borders are not drawn, 0–1.
const TONE: f32 = 0.16;
/// The same where they are.
const TONE_WITH_BORDERS: f32 = 0.07;
/// Widths of borders by class, points.
const WIDTHS_PT: [f32; CLASSES] = [0.8, 1.0, 1.25];
/// Diameter of a point, points.
pub(super) const DOT_PT: f32 = 6.0;
/// Distances of lines, in points, at which borders begin to be seen and at which they are seen fully.
const FADE_PT: [f64; 2] = [6.0, 24.0];

/// What the triangles and lines of a layer depend on beside its shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub colour: Color32,
    pub halo: Color32,
    pub line: LineLook,
}

impl Style {
    pub(super) fn of(look: ReferenceLook, theme: &Theme) -> Self {
        let rgb = look.rgb(theme.is_dark).to_be_bytes();
        Self { colour: Color32::from_rgb(rgb[1], rgb[2], rgb[3]), halo: theme.halo, line: look.line }
    }

    fn border(self, class: usize) -> LineStyle {
        let line = LineStyle::solid(self.colour, WIDTHS_PT[class]);
        match self.line {
            LineLook::Solid => line,
            LineLook::Dashed => line.with_dash(Dash::strokes(8.0, 4.0)),
            LineLook::Dotted => line.with_dash(Dash::strokes(2.0, 3.0)),
            LineLook::DashDot => line.with_dash(Dash::dash_dot(8.0, 3.0, 2.0)),
        }
    }
}

/// How strongly the parts of all tiles of a level are drawn, at a zoom of so many µm per point on screen.
///
/// Borders fade out before they are too close to be told apart, and the land below them becomes darker by as much: nothing jumps.
pub(super) fn opacities(pyramid: &Pyramid, level: Level, um_per_pt: f64) -> [f32; PARTS] {
    let shown = |distance_um: f64| {
        let [from, to] = FADE_PT;
        (((distance_um / um_per_pt - from) / (to - from)).clamp(0.0, 1.0)) as f32
    };
    let seen = shown(pyramid.typical_um());
    let mut opacities = [1.0; PARTS];
    opacities[0] = 1.0 + (TONE_WITH_BORDERS / TONE - 1.0) * seen;
    for class in 0..CLASSES - 1 {
        opacities[1 + class] = shown(CLASSES_FROM_PX[class] * std::f64::consts::SQRT_2 * pyramid.pixel_um(level));
    }
    opacities
}

/// What is drawn of a cell.
#[derive(Debug)]
pub(super) struct Tile {
    /// The box around all of it.
    pub bounds: GridBox,
    /// Its parts; `None` where there is nothing to draw.
    pub parts: [Option<LayerGeometry>; PARTS],
}

impl Tile {
    /// The tile of a cell.
    pub(super) fn of(shape: &ReferenceShape, pyramid: &Pyramid, level: Level, cell: Cell, style: Style) -> Self {
        let is_exact = level == pyramid.finest();
        let pixel_um = pyramid.pixel_um(level);
        let origin = cell.bounds.centre();
        let new = || LayerBuilder::new(origin);
        let drawing = Drawing { shape, pyramid, cell, pixel_um, is_exact, style };
        let mut parts: [LayerBuilder; PARTS] = std::array::from_fn(|_| new());
        drawing.land(&mut parts[0]);
        drawing.borders(&mut parts);
        drawing.lines_and_points(&mut parts);
        let is_empty = |part: &LayerGeometry| part.fills.is_empty() && part.lines.is_empty();
        Self { bounds: cell.bounds, parts: parts.map(|part| Some(part.build()).filter(|part| !is_empty(part))) }
    }
}

struct Drawing<'a> {
    shape: &'a ReferenceShape,
    pyramid: &'a Pyramid,
    cell: Cell,
    pixel_um: f64,
    is_exact: bool,
    style: Style,
}

impl Drawing<'_> {
    fn features(&self) -> &[u32] {
        self.pyramid.features(self.cell)
    }

    /// Small features by the pixels they cover, others exactly.
    fn land(&self, builder: &mut LayerBuilder) {
        let fill = FillStyle::even(self.style.colour, TONE);
        let is_small = |feature: &u32| {
            let longer = self.shape.bounds_of(*feature as usize).map_or(0, longer_side);
            !self.is_exact && (longer as f64) < EXACT_FROM_PX * self.pixel_um
        };
        let (small, large): (Vec<u32>, Vec<u32>) = self.features().iter().partition(|feature| is_small(feature));
        let lattice = Lattice { corner: self.pyramid.corner(), pixel_um: self.pixel_um };
        builder.fill_boxes(boxes_of_land(self.shape, &small, lattice), fill);
        for feature in large {
            for polygon in self.polygons(feature as usize) {
                if polygon.rings().map(Vec::len).sum::<usize>() <= MOST_FILLED {
                    builder.fill_polygon(&polygon, fill);
                }
            }
        }
    }

    /// The polygons of a feature, thinned.
    fn polygons(&self, feature: usize) -> Vec<Polygon> {
        let mut polygons: Vec<Polygon> = Vec::new();
        for path in self.shape.paths(feature) {
            match path.kind {
                PathKind::Exterior => {
                    let exterior = thinned_ring(path.points, self.tolerance_um());
                    polygons.push(Polygon { exterior, holes: Vec::new() });
                }
                PathKind::Hole => {
                    let hole = thinned_ring(path.points, self.tolerance_um());
                    polygons.last_mut().into_iter().for_each(|polygon| polygon.holes.push(hole.clone()));
                }
                PathKind::Line | PathKind::Point => {}
            }
        }
        polygons
    }

    fn borders(&self, parts: &mut [LayerBuilder; PARTS]) {
        let mut bordered: Vec<Bordered> = self.features().iter().filter_map(|feature| self.bordered(*feature, true)).collect();
        // what spreads over several cells would bring all features of them in: it is drawn for itself
        let is_wide = |feature: &Bordered| {
            let longer = self.shape.bounds_of(feature.feature as usize).map_or(0, longer_side);
            longer as f64 > 2.0 * PIXELS_PER_CELL * self.pixel_um
        };
        let (wide, near): (Vec<_>, Vec<_>) = bordered.drain(..).partition(is_wide);
        let own: BTreeSet<u32> = near.iter().map(|bordered| bordered.feature).collect();
        let around = own.iter().filter_map(|feature| self.shape.bounds_of(*feature as usize)).reduce(GridBox::union);
        let others = around.map(|around| self.shape.features_in(around)).unwrap_or_default();
        let others = others.into_iter().map(|feature| feature as u32).filter(|feature| !own.contains(feature));
        let neighbours = others.filter_map(|feature| self.bordered(feature, false)).filter(|n| !is_wide(n));
        let all: Vec<_> = near.iter().copied().chain(neighbours).collect();
        let shared = if own.is_empty() { Vec::new() } else { shared_borders(self.shape, &all, self.tolerance_um()) };
        let alone = wide.iter().flat_map(|feature| shared_borders(self.shape, &[*feature], self.tolerance_um()));
        for border in shared.into_iter().chain(alone) {
            let (part, line) = (&mut parts[1 + border.class], self.style.border(border.class));
            if border.is_closed {
                part.closed_line(&border.points, line);
            } else {
                part.open_line(&border.points, line);
            }
        }
    }

    fn lines_and_points(&self, parts: &mut [LayerBuilder; PARTS]) {
        let mut dots = BTreeSet::new();
        for feature in self.features() {
            for path in self.shape.paths(*feature as usize) {
                match path.kind {
                    PathKind::Exterior | PathKind::Hole => {}
                    PathKind::Line => {
                        let line = self.style.border(CLASSES - 1);
                        parts[CLASSES].open_line(&thinned(path.points, self.tolerance_um()), line);
                    }
                    PathKind::Point => {
                        let points = path.points.iter().filter(|point| self.is_exact || dots.insert(self.dot_place(**point)));
                        points.for_each(|point| dot(&mut parts[CLASSES], *point, self.style));
                    }
                }
            }
        }
    }

    /// How prominent the borders of a feature are; `None` if they are not drawn.
    fn class_of(&self, feature: u32) -> Option<usize> {
        let (distance_um, typical_um) = (line_distance_um(self.shape, feature as usize), self.pyramid.typical_um());
        // features of about the typical size come and go together, or else a few would stand alone
        let is_typical = (typical_um / 2.0..2.0 * typical_um).contains(&distance_um);
        let distance_px = if is_typical { typical_um } else { distance_um } / self.pixel_um;
        let class = CLASSES_FROM_PX.iter().rposition(|from| distance_px >= *from);
        class.or(self.is_exact.then_some(0))
    }

    fn bordered(&self, feature: u32, is_own: bool) -> Option<Bordered> {
        Some(Bordered { feature, is_own, class: self.class_of(feature)? })
    }

    fn tolerance_um(&self) -> f64 {
        if self.is_exact { 0.0 } else { TOLERANCE_PX * self.pixel_um }
    }

    fn dot_place(&self, point: GridPoint) -> (i64, i64) {
        let place = |um: i64, from: i64| ((um - from) as f64 / (DOT_SPACING_PX * self.pixel_um)).floor() as i64;
        let corner = self.pyramid.corner();
        (place(point.east, corner.east), place(point.north, corner.north))
    }
}

fn dot(builder: &mut LayerBuilder, at: GridPoint, style: Style) {
    // a line with round ends and hardly any length is a dot
    let end = GridPoint::new(at.east + UM_PER_MM, at.north);
    builder.open_line(&[at, end], LineStyle::solid(style.colour, DOT_PT).with_halo(style.halo, 1.0));
}

fn longer_side(bounds: GridBox) -> i64 {
    (bounds.max.east - bounds.min.east).max(bounds.max.north - bounds.min.north)
}
