//! Tiles made beside the window, on as many processors as there are.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::sync::Arc;

use eframe::egui::Context;

use super::TileId;
use super::pyramid::{Cell, Level, Pyramid};
use super::tile::{Style, Tile};
use crate::app::job::{Job, Progress, Wake};
use crate::app::reference::ReferenceShape;
use crate::geometry::GridBox;
use crate::ui::waking::wake;

/// Layers with more vertices are drawn beside the window.
const MOST_AT_ONCE: usize = 20_000;
/// Threads at work at most.
const MOST_THREADS: usize = 4;

/// Tiles to be made: those of the level for a zoom whose cells meet a box.
pub(super) struct Order {
    pub shape: Arc<ReferenceShape>,
    /// `None` if it has to be made first.
    pub pyramid: Option<Arc<Pyramid>>,
    pub style: Style,
    pub um_per_px: f64,
    pub around: GridBox,
    /// Tiles that are there already.
    pub present: BTreeSet<TileId>,
}

/// Tiles that are being made.
#[derive(Debug)]
pub(super) struct Making {
    pub job: Job<Option<Made>>,
    /// Their level, if it is known before they are there.
    pub level: Option<Level>,
    /// Whether the window is painted anew when they are there.
    pub wakes: bool,
}

/// What has been made.
#[derive(Debug)]
pub(super) struct Made {
    /// `None` for a layer without any place.
    pub pyramid: Option<Arc<Pyramid>>,
    pub tiles: Vec<Built>,
}

/// A tile that has been made.
#[derive(Debug)]
pub(super) struct Built {
    pub id: TileId,
    pub tile: Tile,
}

impl Making {
    /// Begins to carry out an order; `waiting` is painted anew when that is done.
    pub(super) fn begin(order: Order, level: Option<Level>, waiting: Option<&Context>) -> Self {
        let wake: Wake = match waiting {
            Some(context) => wake(context),
            None => Arc::new(|| {}),
        };
        let is_small = order.shape.counts().vertices <= MOST_AT_ONCE;
        let work = move |progress: &Progress| order.carry_out(progress);
        let job = if is_small { Job::done_at_once(work) } else { Job::start(wake, work) };
        Self { job, level, wakes: waiting.is_some() }
    }
}

impl Order {
    /// `None` if nobody wants them any more.
    pub(super) fn carry_out(&self, progress: &Progress) -> Option<Made> {
        let pyramid = self.pyramid.clone().or_else(|| Pyramid::of(&self.shape).map(Arc::new));
        let Some(pyramid) = pyramid else { return Some(Made { pyramid: None, tiles: Vec::new() }) };
        let level = pyramid.level_for(self.um_per_px);
        let near = pyramid.cells(level).iter().enumerate().filter(|(_, cell)| cell.bounds.intersects(self.around));
        let ids = near.map(|(at, cell)| ((level, at as u32), *cell));
        let missing: Vec<_> = ids.filter(|(id, _)| !self.present.contains(id)).collect();
        let tiles = self.make(&pyramid, &missing, progress);
        (!progress.is_stopped()).then_some(Made { pyramid: Some(pyramid), tiles })
    }

    /// The tiles, in the order of `missing` however many threads make them.
    fn make(&self, pyramid: &Pyramid, missing: &[(TileId, Cell)], progress: &Progress) -> Vec<Built> {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(missing.len()).clamp(1, MOST_THREADS);
        let make_every = |first: usize| -> Vec<(usize, Built)> {
            let mine = missing.iter().enumerate().skip(first).step_by(threads).take_while(|_| !progress.is_stopped());
            let built = mine.map(|(at, (id, cell))| {
                let tile = Tile::of(&self.shape, pyramid, id.0, *cell, self.style);
                (at, Built { id: *id, tile })
            });
            built.collect()
        };
        let mut made = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|first| scope.spawn(move || make_every(first))).collect();
            let mut made = make_every(0);
            for other in others {
                made.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            made
        });
        made.sort_by_key(|(at, _)| *at);
        made.into_iter().map(|(_, built)| built).collect()
    }
}
