//! The map painter as the rest of the window sees it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use eframe::egui;
use egui_wgpu::RenderState;

use super::geometry::LayerGeometry;
use super::gpu::{GpuPainter, MapCallback};
use super::view::MapView;

/// Counts painters and uploads; 0 is never given out.
static NEXT_SERIAL: AtomicU64 = AtomicU64::new(1);

fn next_serial() -> u64 {
    NEXT_SERIAL.fetch_add(1, Ordering::Relaxed)
}

/// Names a layer of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LayerId {
    name: &'static str,
    number: u32,
}

impl LayerId {
    /// The only layer of its name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, number: 0 }
    }

    /// One of several layers of a name.
    pub const fn numbered(name: &'static str, number: u32) -> Self {
        Self { name, number }
    }
}

/// A geometry and the number under which it was last set.
#[derive(Debug, Clone)]
pub(super) struct SharedLayer {
    pub serial: u64,
    pub geometry: Arc<LayerGeometry>,
}

/// Keeps the layers of one map and paints them on the GPU.
///
/// Setting a layer costs nothing on the GPU; it is uploaded in the first frame that shows it and stays there. A layer that
/// is not in the order of a frame is hidden and keeps its buffers. Several painters can live side by side.
#[derive(Debug)]
pub struct MapPainter {
    map: u64,
    has_gpu: bool,
    paper_is_ground: bool,
    alive: Arc<()>,
    layers: HashMap<LayerId, (u64, SharedLayer)>,
}

impl MapPainter {
    /// A painter without layers, for the window of `render_state`.
    ///
    /// Without one (tests that render nothing) the painter keeps its layers but paints nothing; see [`has_gpu`](Self::has_gpu).
    /// The window must not be multisampled nor have a depth buffer, which are egui's defaults.
    pub fn new(render_state: Option<&RenderState>) -> Self {
        if let Some(state) = render_state {
            let resources = &mut state.renderer.write().callback_resources;
            resources.entry::<GpuPainter>().or_insert_with(|| GpuPainter::new(&state.device, state.target_format));
        }
        Self {
            map: next_serial(),
            has_gpu: render_state.is_some(),
            paper_is_ground: false,
            alive: Arc::new(()),
            layers: HashMap::new(),
        }
    }

    /// From now on the window is cleared with the colour of the paper before each frame, so it need not be painted.
    ///
    /// That is most of what a graphics library in software has to do for a frame.
    pub const fn set_paper_is_ground(&mut self) {
        self.paper_is_ground = true;
    }

    /// Paints the paper under the map, unless it is what the window is cleared with.
    pub fn paint_paper(&self, painter: &egui::Painter, rect: egui::Rect, colour: egui::Color32) {
        if !self.paper_is_ground {
            painter.rect_filled(rect, 0.0, colour);
        }
    }

    /// Whether there is a GPU to paint on. Without one the map's layers do not appear.
    pub const fn has_gpu(&self) -> bool {
        self.has_gpu
    }

    /// Replaces a layer by what `build` gives, unless it already is of this `version`; true if it was replaced.
    pub fn set_layer(&mut self, id: LayerId, version: u64, build: impl FnOnce() -> LayerGeometry) -> bool {
        if self.layer_version(id) == Some(version) {
            return false;
        }
        let layer = SharedLayer { serial: next_serial(), geometry: Arc::new(build()) };
        self.layers.insert(id, (version, layer));
        true
    }

    /// The version a layer was last set to.
    pub fn layer_version(&self, id: LayerId) -> Option<u64> {
        self.layers.get(&id).map(|(version, _)| *version)
    }

    /// Forgets a layer.
    pub fn remove_layer(&mut self, id: LayerId) {
        self.layers.remove(&id);
    }

    /// The map as a shape for egui: `order` from bottom to top, each layer with its opacity 0–1.
    ///
    /// Paints within [`MapView::rect`]; ids without a layer are skipped. `None` without a GPU.
    pub fn paint_callback(&self, view: &MapView, order: &[(LayerId, f32)]) -> Option<egui::PaintCallback> {
        if !self.has_gpu {
            return None;
        }
        let layers = order
            .iter()
            .filter(|(_, opacity)| *opacity > 0.0)
            .filter_map(|(id, opacity)| Some((*id, self.layers.get(id)?.1.clone(), opacity.min(1.0))))
            .collect();
        let frame = MapCallback { map: self.map, owner: Arc::downgrade(&self.alive), view: *view, layers };
        Some(egui_wgpu::Callback::new_paint_callback(view.rect(), frame))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::GridPoint;

    #[test]
    fn a_layer_is_built_once_per_version() {
        let mut painter = MapPainter::new(None);
        let id = LayerId::new("zones");
        let mut built = 0;
        for (version, expected) in [(7, true), (7, false), (8, true), (8, false), (7, true)] {
            let replaced = painter.set_layer(id, version, || {
                built += 1;
                super::super::LayerBuilder::new(GridPoint::new(0, 0)).build()
            });
            assert_eq!(replaced, expected);
        }
        assert_eq!(built, 3);
        painter.remove_layer(id);
        assert_eq!(painter.layer_version(id), None);
    }

    #[test]
    fn without_a_gpu_it_says_so() {
        let painter = MapPainter::new(None);
        assert!(!painter.has_gpu());
        assert!(painter.paint_callback(&MapView::default(), &[]).is_none());
    }
}
