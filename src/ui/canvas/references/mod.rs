//! Reference layers on the GPU: as much of them as the screen can show, made beside the window.
//!
//! Features are drawn in tiles of neighbours, on each zoom level coarsely enough for it ([`pyramid`], [`tile`]). Tiles are made when they
//! come near the screen and stay while there is room. Until all tiles of a new level are there, those of the old one are shown.

mod borders;
mod building;
mod labels;
mod mask;
mod pyramid;
#[cfg(test)]
mod test_layers;
mod tile;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::Context;

use crate::app::job::Outcome;
use crate::app::reference::{ReferenceId, ReferenceShape, References};
use crate::geometry::GridBox;
use crate::ui::paint::{LayerGeometry, LayerId, MapPainter, MapView};
use crate::ui::theme::Theme;
use building::{Built, Making, Order};
use pyramid::{Level, Pyramid};
use tile::{DOT_PT, PARTS, Style, opacities};

/// Layers that lie below references, from the bottom: the communes.
const BELOW: usize = 2;
/// How far around the screen tiles are made before they are seen, in widths and heights of the screen.
const AHEAD: f64 = 0.3;
/// Bytes of tiles handed over in a frame, so that none takes long; at least one tile is.
const BYTES_PER_FRAME: usize = 4 << 20;
/// Bytes of tiles of all layers that are kept although they are off the screen.
const MOST_BYTES: usize = 48 << 20;

/// What is drawn of the reference layers.
#[derive(Debug, Default)]
pub(super) struct ReferenceLayers {
    drawn: BTreeMap<ReferenceId, Drawn>,
    /// From bottom to top.
    order: Vec<ReferenceId>,
    /// Counts the parts of tiles handed to the painter.
    number: u32,
    frame: u64,
}

/// Names a tile of a layer: its level and its place among the cells of it.
type TileId = (Level, u32);

/// What is drawn of a layer.
#[derive(Debug)]
struct Drawn {
    shape: Arc<ReferenceShape>,
    style: Style,
    opacity: f32,
    /// The attribute that is written on features, and the places found for that.
    label: Option<String>,
    rooms: labels::Rooms,
    pyramid: Option<Arc<Pyramid>>,
    tiles: BTreeMap<TileId, DrawnTile>,
    making: Option<Making>,
    /// Made, and waiting to be handed over.
    arrived: Vec<Built>,
    /// The level that is shown.
    shown: Option<Level>,
    /// Whether a worker ended without tiles: then there will be none.
    has_failed: bool,
}

/// A tile the painter has.
#[derive(Debug)]
struct DrawnTile {
    bounds: GridBox,
    parts: [Option<LayerId>; PARTS],
    bytes: usize,
    last_seen: u64,
}

/// Where the map looks, and how closely.
#[derive(Debug, Clone, Copy)]
struct Sight {
    visible: GridBox,
    /// What may be seen soon.
    near: GridBox,
    um_per_pt: f64,
    um_per_px: f64,
}

impl ReferenceLayers {
    /// Follows which layers there are and how they look.
    pub(super) fn update(&mut self, painter: &mut MapPainter, references: &References, theme: &Theme) {
        self.drawn.retain(|id, drawn| {
            let stays = references.get(*id).is_some_and(|layer| Arc::ptr_eq(&layer.shape, &drawn.shape));
            if !stays {
                drawn.forget_tiles(painter);
            }
            stays
        });
        for layer in references.layers() {
            let style = Style::of(layer.look, theme);
            let drawn = self.drawn.entry(layer.id).or_insert_with(|| Drawn::new(layer.shape.clone(), style));
            drawn.opacity = layer.look.effective_opacity();
            drawn.label.clone_from(&layer.label);
            if drawn.style != style {
                drawn.forget_tiles(painter);
                drawn.style = style;
            }
        }
        self.order = references.layers().iter().rev().map(|layer| layer.id).collect();
    }

    /// `order`, from bottom to top, with the tiles on screen above the communes and below the plan.
    ///
    /// Tiles that are missing are made beside the window, which is painted anew when they are there.
    pub(super) fn behind(
        &mut self,
        painter: &mut MapPainter,
        mut order: Vec<(LayerId, f32)>,
        view: &MapView,
        context: &Context,
    ) -> Vec<(LayerId, f32)> {
        self.frame += 1;
        let sight = Sight::of(view, context.pixels_per_point());
        let mut tiles = Vec::new();
        let kept: usize = self.drawn.values().map(Drawn::bytes).sum();
        let mut room = BYTES_PER_FRAME;
        for id in &self.order {
            let Some(drawn) = self.drawn.get_mut(id).filter(|drawn| drawn.opacity > 0.0) else { continue };
            drawn.make(sight, kept < MOST_BYTES / 2, context);
            if !drawn.hand_over(painter, &mut room, &mut self.number, self.frame) {
                context.request_repaint();
            }
            drawn.show(sight, self.frame, &mut tiles);
        }
        if kept > MOST_BYTES {
            self.make_room(painter);
        }
        let at = BELOW.min(order.len());
        order.splice(at..at, tiles);
        order
    }

    /// Forgets the tiles that have not been seen for longest.
    fn make_room(&mut self, painter: &mut MapPainter) {
        let mut unseen: Vec<_> = self
            .drawn
            .iter()
            .flat_map(|(id, drawn)| drawn.tiles.iter().map(move |(tile, drawn)| (drawn.last_seen, *id, *tile)))
            .filter(|(last_seen, ..)| *last_seen < self.frame)
            .collect();
        unseen.sort_unstable();
        let mut kept: usize = self.drawn.values().map(Drawn::bytes).sum();
        for (_, id, tile) in unseen {
            if kept <= MOST_BYTES {
                return;
            }
            if let Some(tile) = self.drawn.get_mut(&id).and_then(|drawn| drawn.tiles.remove(&tile)) {
                kept -= tile.bytes;
                tile.forget(painter);
            }
        }
    }
}

impl Sight {
    fn of(view: &MapView, pixels_per_point: f32) -> Self {
        let um_per_pt = view.metres_per_point() * 1e6;
        let visible = view.visible().grown(view.um_from_points(DOT_PT));
        let [width, height] = [visible.max.east - visible.min.east, visible.max.north - visible.min.north];
        let near = visible.grown((width.max(height) as f64 * AHEAD) as i64);
        Self { visible, near, um_per_pt, um_per_px: um_per_pt / f64::from(pixels_per_point) }
    }
}

impl Drawn {
    fn new(shape: Arc<ReferenceShape>, style: Style) -> Self {
        Self {
            shape,
            style,
            opacity: 0.0,
            label: None,
            rooms: labels::Rooms::new(),
            pyramid: None,
            tiles: BTreeMap::new(),
            making: None,
            arrived: Vec::new(),
            shown: None,
            has_failed: false,
        }
    }

    fn bytes(&self) -> usize {
        self.tiles.values().map(|tile| tile.bytes).sum()
    }

    fn forget_tiles(&mut self, painter: &mut MapPainter) {
        std::mem::take(&mut self.tiles).into_values().for_each(|tile| tile.forget(painter));
        (self.making, self.shown) = (None, None);
        self.arrived.clear();
    }

    /// Takes what has been made and has made what is missing; what is only near the screen, if `ahead`.
    fn make(&mut self, sight: Sight, ahead: bool, context: &Context) {
        self.take_made();
        let wanted = self.pyramid.as_ref().map(|pyramid| pyramid.level_for(sight.um_per_px));
        // what is made for another level comes too late
        self.making.take_if(|making| wanted.is_some_and(|wanted| making.level.is_some_and(|level| level != wanted)));
        let is_missing = wanted.is_none_or(|level| !self.has_all(level, sight.visible));
        if let Some(making) = &self.making {
            if is_missing && !making.wakes {
                context.request_repaint_after(Duration::from_millis(16));
            }
            return;
        }
        let is_missing_ahead = || ahead && wanted.is_some_and(|level| !self.has_all(level, sight.near));
        if self.has_failed || !(is_missing || is_missing_ahead()) {
            return;
        }
        let order = Order {
            shape: self.shape.clone(),
            pyramid: self.pyramid.clone(),
            style: self.style,
            um_per_px: sight.um_per_px,
            around: if is_missing { sight.visible } else { sight.near },
            present: self.tiles.keys().copied().chain(self.arrived.iter().map(|built| built.id)).collect(),
        };
        self.making = Some(Making::begin(order, wanted, is_missing.then_some(context)));
        self.take_made();
    }

    fn take_made(&mut self) {
        match self.making.as_ref().map(|making| making.job.poll()) {
            None | Some(Outcome::Running) => return,
            Some(Outcome::Failed) => self.has_failed = true,
            Some(Outcome::Done(None)) => {}
            Some(Outcome::Done(Some(made))) => {
                // a layer without any place has nothing to make
                self.has_failed |= made.pyramid.is_none();
                self.pyramid = made.pyramid;
                self.arrived.extend(made.tiles);
            }
        }
        self.making = None;
    }

    /// Whether the painter has, or is about to have, all tiles of a level around a box.
    fn has_all(&self, level: Level, around: GridBox) -> bool {
        let Some(pyramid) = &self.pyramid else { return false };
        let cells = pyramid.cells(level).iter().enumerate().filter(|(_, cell)| cell.bounds.intersects(around));
        cells.map(|(at, _)| (level, at as u32)).all(|id| self.is_shown(id) || self.arrived.iter().any(|built| built.id == id))
    }

    fn is_shown(&self, id: TileId) -> bool {
        self.tiles.contains_key(&id)
    }

    /// Gives tiles to the painter while there is room in this frame; whether there are no more.
    fn hand_over(&mut self, painter: &mut MapPainter, room: &mut usize, number: &mut u32, frame: u64) -> bool {
        while *room > 0 && !self.arrived.is_empty() {
            let Built { id, tile } = self.arrived.remove(0);
            let bytes = tile.parts.iter().flatten().map(LayerGeometry::bytes).sum();
            let parts = tile.parts.map(|part| {
                let geometry = part?;
                *number = number.wrapping_add(1);
                let layer = LayerId::numbered("reference", *number);
                painter.set_layer(layer, 0, || geometry);
                Some(layer)
            });
            *room = room.saturating_sub(bytes);
            self.tiles.insert(id, DrawnTile { bounds: tile.bounds, parts, bytes, last_seen: frame });
        }
        self.arrived.is_empty()
    }

    /// The tiles on screen, land below all borders.
    fn show(&mut self, sight: Sight, frame: u64, order: &mut Vec<(LayerId, f32)>) {
        let Some(pyramid) = self.pyramid.clone() else { return };
        let wanted = pyramid.level_for(sight.um_per_px);
        let is_there = |at: usize| self.tiles.contains_key(&(wanted, at as u32));
        let mut cells = pyramid.cells(wanted).iter().enumerate().filter(|(_, cell)| cell.bounds.intersects(sight.visible));
        if self.shown.is_none() || cells.all(|(at, _)| is_there(at)) {
            self.shown = Some(wanted);
        }
        let Some(level) = self.shown else { return };
        let mut parts: [Vec<LayerId>; PARTS] = Default::default();
        let tiles = self.tiles.range_mut((level, 0)..=(level, u32::MAX)).map(|(_, tile)| tile);
        for tile in tiles.filter(|tile| tile.bounds.intersects(sight.visible)) {
            tile.last_seen = frame;
            for (part, layer) in parts.iter_mut().zip(tile.parts) {
                part.extend(layer);
            }
        }
        let opacities = opacities(&pyramid, level, sight.um_per_pt).map(|opacity| opacity * self.opacity);
        order.extend(parts.into_iter().zip(opacities).flat_map(|(part, opacity)| part.into_iter().map(move |id| (id, opacity))));
    }
}

impl DrawnTile {
    fn forget(self, painter: &mut MapPainter) {
        self.parts.into_iter().flatten().for_each(|part| painter.remove_layer(part));
    }
}

#[cfg(test)]
mod tests;
