//! Reference layers on the GPU: triangulated once, in blocks of neighbours, of which only those on screen are drawn.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::Color32;

use crate::app::job::{Job, Outcome, Wake};
use crate::app::reference::{LineLook, ReferenceId, ReferenceLook, ReferenceShape, References};
use crate::geometry::grid::UM_PER_MM;
use crate::geometry::{GridBox, GridPoint, Polygon};
use crate::io::PathKind;
use crate::ui::paint::{Dash, FillStyle, LayerBuilder, LayerGeometry, LayerId, LineStyle, MapPainter, MapView};
use crate::ui::theme::Theme;

/// Vertices that share a block: few draw calls for large layers, little to draw of them when zoomed in.
const VERTICES_PER_BLOCK: usize = 16_384;
/// Blocks of a layer have numbers below this.
const MOST_BLOCKS: u32 = 1 << 16;
/// Layers with more vertices are triangulated beside the window.
const MOST_AT_ONCE: usize = 20_000;
/// Rings with more vertices are drawn without a fill.
const MOST_FILLED: usize = 50_000;
/// How strongly land is filled, 0–1.
const FILL_OPACITY: f32 = 0.07;
const LINE_PT: f32 = 1.25;
const DOT_PT: f32 = 6.0;
/// Layers that lie below references, from the bottom: the communes.
const BELOW: usize = 2;

/// What is drawn of the reference layers.
#[derive(Debug, Default)]
pub(super) struct ReferenceLayers {
    built: BTreeMap<ReferenceId, Built>,
    /// From bottom to top, each with its opacity.
    order: Vec<(ReferenceId, f32)>,
    serial: u64,
}

#[derive(Debug)]
struct Built {
    shape: Arc<ReferenceShape>,
    style: Style,
    blocks: Vec<GridBox>,
    under_way: Option<Job<Vec<Block>>>,
}

/// What the triangles and lines of a layer depend on beside its shape.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Style {
    colour: Color32,
    halo: Color32,
    line: LineLook,
}

#[derive(Debug)]
struct Block {
    bounds: GridBox,
    geometry: LayerGeometry,
}

impl ReferenceLayers {
    /// Brings the layers up to date; what takes long is done beside the window, and `wake` called when it is there.
    pub(super) fn update(&mut self, painter: &mut MapPainter, references: &References, theme: &Theme, wake: &Wake) {
        let gone: Vec<_> = self.built.keys().filter(|id| references.get(**id).is_none()).copied().collect();
        for id in gone {
            self.forget(painter, id);
        }
        for layer in references.layers() {
            let style = Style::of(layer.look, theme);
            if !self.built.get(&layer.id).is_some_and(|built| Arc::ptr_eq(&built.shape, &layer.shape) && built.style == style) {
                self.forget(painter, layer.id);
                self.begin(layer.id, layer.shape.clone(), style, wake);
            }
            self.take_blocks(painter, layer.id);
        }
        self.order = references.layers().iter().rev().map(|layer| (layer.id, layer.look.effective_opacity())).collect();
    }

    /// `order`, from bottom to top, with the reference layers above the communes and below the plan; blocks off the screen are left out.
    pub(super) fn behind(&self, mut order: Vec<(LayerId, f32)>, view: &MapView) -> Vec<(LayerId, f32)> {
        let visible = view.visible().grown(view.um_from_points(DOT_PT));
        let shown = self.order.iter().filter(|(_, opacity)| *opacity > 0.0);
        let blocks = shown.flat_map(|(id, opacity)| {
            let blocks = self.built.get(id).map_or(&[][..], |built| &built.blocks);
            let seen = blocks.iter().enumerate().filter(|(_, bounds)| bounds.intersects(visible));
            seen.map(|(number, _)| (block_id(*id, number), *opacity))
        });
        let at = BELOW.min(order.len());
        order.splice(at..at, blocks);
        order
    }

    fn begin(&mut self, id: ReferenceId, shape: Arc<ReferenceShape>, style: Style, wake: &Wake) {
        let work = shape.clone();
        let job = if shape.counts().vertices <= MOST_AT_ONCE {
            Job::done_at_once(|_| blocks_of(&work, style, |_| true))
        } else {
            Job::start(wake.clone(), move |progress| blocks_of(&work, style, |done| progress.goes_on(done)))
        };
        self.built.insert(id, Built { shape, style, blocks: Vec::new(), under_way: Some(job) });
    }

    fn take_blocks(&mut self, painter: &mut MapPainter, id: ReferenceId) {
        let Some(built) = self.built.get_mut(&id) else { return };
        let blocks = match built.under_way.as_ref().map(Job::poll) {
            None | Some(Outcome::Running) => return,
            Some(Outcome::Failed) => Vec::new(),
            Some(Outcome::Done(blocks)) => blocks,
        };
        built.under_way = None;
        for (number, Block { bounds, geometry }) in blocks.into_iter().take(MOST_BLOCKS as usize).enumerate() {
            self.serial += 1;
            painter.set_layer(block_id(id, number), self.serial, || geometry);
            built.blocks.push(bounds);
        }
    }

    fn forget(&mut self, painter: &mut MapPainter, id: ReferenceId) {
        let blocks = self.built.remove(&id).map_or(0, |built| built.blocks.len());
        (0..blocks).for_each(|number| painter.remove_layer(block_id(id, number)));
    }
}

impl Style {
    fn of(look: ReferenceLook, theme: &Theme) -> Self {
        let rgb = look.rgb(theme.is_dark).to_be_bytes();
        Self { colour: Color32::from_rgb(rgb[1], rgb[2], rgb[3]), halo: theme.halo, line: look.line }
    }

    fn line(self) -> LineStyle {
        let line = LineStyle::solid(self.colour, LINE_PT);
        match self.line {
            LineLook::Solid => line,
            LineLook::Dashed => line.with_dash(Dash::strokes(8.0, 4.0)),
            LineLook::Dotted => line.with_dash(Dash::strokes(2.0, 3.0)),
            LineLook::DashDot => line.with_dash(Dash::dash_dot(8.0, 3.0, 2.0)),
        }
    }
}

const fn block_id(id: ReferenceId, number: usize) -> LayerId {
    LayerId::numbered("reference", id.0.wrapping_mul(MOST_BLOCKS).wrapping_add(number as u32))
}

/// The triangles and lines of a layer, in blocks of neighbours; empty if `goes_on` says no.
fn blocks_of(shape: &ReferenceShape, style: Style, mut goes_on: impl FnMut(usize) -> bool) -> Vec<Block> {
    let mut features: Vec<(u64, usize, GridBox)> = Vec::with_capacity(shape.len());
    let Some(whole) = shape.bounds() else { return Vec::new() };
    for feature in 0..shape.len() {
        features.extend(shape.bounds_of(feature).map(|bounds| (place_in(whole, bounds.centre()), feature, bounds)));
    }
    features.sort_unstable_by_key(|(place, feature, _)| (*place, *feature));
    let mut blocks = Vec::new();
    let mut rest = features.as_slice();
    while !rest.is_empty() {
        let mut vertices = 0;
        let fits = |(_, feature, _): &&(u64, usize, GridBox)| {
            let before = vertices;
            vertices += shape.paths(*feature).map(|path| path.points.len()).sum::<usize>();
            before < VERTICES_PER_BLOCK
        };
        let count = rest.iter().take_while(fits).count().max(1);
        let (of_block, after) = rest.split_at(count);
        rest = after;
        if !goes_on(features.len() - rest.len()) {
            return Vec::new();
        }
        let Some(bounds) = of_block.iter().map(|(.., bounds)| *bounds).reduce(GridBox::union) else { continue };
        let mut builder = LayerBuilder::new(bounds.centre());
        of_block.iter().for_each(|(_, feature, _)| draw(&mut builder, shape, *feature, style));
        blocks.push(Block { bounds, geometry: builder.build() });
    }
    blocks
}

/// Neighbours have places close to each other: along a curve through the cells of a grid (Z-order).
fn place_in(whole: GridBox, point: GridPoint) -> u64 {
    let cell = |value: i64, least: i64, most: i64| {
        let share = (value - least) as f64 / (most - least).max(1) as f64;
        (share.clamp(0.0, 1.0) * 65_535.0) as u64
    };
    let spread = |cell: u64| (0..16).fold(0_u64, |bits, bit| bits | ((cell >> bit & 1) << (2 * bit)));
    let (east, north) = (cell(point.east, whole.min.east, whole.max.east), cell(point.north, whole.min.north, whole.max.north));
    spread(east) | spread(north) << 1
}

fn draw(builder: &mut LayerBuilder, shape: &ReferenceShape, feature: usize, style: Style) {
    let line = style.line();
    let mut land: Option<Polygon> = None;
    let fill = |builder: &mut LayerBuilder, land: Option<Polygon>| {
        if let Some(polygon) = land.filter(|polygon| polygon.rings().map(Vec::len).sum::<usize>() <= MOST_FILLED) {
            builder.fill_polygon(&polygon, FillStyle::even(style.colour, FILL_OPACITY));
        }
    };
    for path in shape.paths(feature) {
        match path.kind {
            PathKind::Exterior => {
                let next = Polygon { exterior: path.points.to_vec(), holes: Vec::new() };
                fill(builder, land.replace(next));
                builder.closed_line(path.points, line);
            }
            PathKind::Hole => {
                if let Some(polygon) = &mut land {
                    polygon.holes.push(path.points.to_vec());
                }
                builder.closed_line(path.points, line);
            }
            PathKind::Line => _ = builder.open_line(path.points, line),
            PathKind::Point => {
                // a line with round ends and hardly any length is a dot
                let end = |at: GridPoint| GridPoint::new(at.east + UM_PER_MM, at.north);
                let dot = LineStyle::solid(style.colour, DOT_PT).with_halo(style.halo, 1.0);
                for at in path.points {
                    builder.open_line(&[*at, end(*at)], dot);
                }
            }
        }
    }
    fill(builder, land);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::reference::ReferenceSource;
    use crate::io::{OutlineLayer, ReadOptions};

    const STYLE: Style = Style { colour: Color32::RED, halo: Color32::WHITE, line: LineLook::Solid };

    fn parcels(across: i64) -> ReferenceShape {
        let mut layer = OutlineLayer::default();
        for number in 0..across * across {
            let (e, n) = (number % across * 20_000, number / across * 20_000);
            let at = |de: i64, dn: i64| GridPoint::from_mm(609_000_000 + e + de, 2_275_000_000 + n + dn);
            let square = [at(0, 0), at(20_000, 0), at(20_000, 20_000), at(0, 20_000)];
            layer.put(number as u32 + 1, &serde_json::Map::new(), &[(PathKind::Exterior, &square)]);
        }
        layer.put(0, &serde_json::Map::new(), &[(PathKind::Point, &[GridPoint::from_mm(609_000_000, 2_275_000_000)])]);
        ReferenceShape::of(layer)
    }

    #[test]
    fn a_large_layer_is_drawn_in_blocks_of_neighbours() {
        let shape = parcels(200);
        let blocks = blocks_of(&shape, STYLE, |_| true);
        assert!((10..=12).contains(&blocks.len()), "{}", blocks.len());
        let triangles: usize = blocks.iter().flat_map(|b| &b.geometry.fills).map(|fill| fill.triangles.len() / 3).sum();
        assert_eq!(triangles, 2 * 200 * 200);
        let area = |bounds: GridBox| bounds.size_m().iter().product::<f64>();
        let sum: f64 = blocks.iter().map(|block| area(block.bounds)).sum();
        assert!(sum < 3.0 * area(shape.bounds().expect("bounds")), "blocks hardly overlap");
        assert!(blocks_of(&shape, STYLE, |_| false).is_empty());
    }

    #[test]
    fn only_blocks_on_screen_are_drawn_above_the_communes() {
        let mut references = References::default();
        let source = ReferenceSource { path: None, layer: 0, options: ReadOptions::default() };
        let id = references.add("thửa".into(), source, Arc::new(parcels(60)), None);
        let mut painter = MapPainter::new(None);
        let mut layers = ReferenceLayers::default();
        let wake: Wake = Arc::new(|| {});
        layers.update(&mut painter, &references, &Theme::LIGHT, &wake);
        let others: Vec<_> = ["a", "b", "c"].map(|name| (LayerId::new(name), 1.0)).to_vec();
        let rect = eframe::egui::Rect::from_min_size(eframe::egui::Pos2::ZERO, eframe::egui::vec2(800.0, 600.0));
        let view = MapView::new(rect, references.layers()[0].shape.bounds().expect("bounds").centre(), 2.0);
        let order = layers.behind(others.clone(), &view);
        assert_eq!(order.iter().map(|(id, _)| *id).collect::<Vec<_>>()[..3], [others[0].0, others[1].0, block_id(id, 0)]);
        assert_eq!(order.last(), Some(&others[2]));
        let elsewhere = MapView::new(rect, GridPoint::from_mm(700_000_000, 2_275_000_000), 2.0);
        assert_eq!(layers.behind(others.clone(), &elsewhere), others);
        let look = ReferenceLook { visible: false, ..references.layers()[0].look };
        references.set_look(id, look);
        layers.update(&mut painter, &references, &Theme::LIGHT, &wake);
        assert_eq!(layers.behind(others.clone(), &view), others);
        assert!(painter.layer_version(block_id(id, 0)).is_some(), "what is hidden keeps its buffers");
        references.remove(id);
        layers.update(&mut painter, &references, &Theme::LIGHT, &wake);
        assert!(painter.layer_version(block_id(id, 0)).is_none());
    }
}
