//! The map on the GPU: geometry uploaded once per layer, pan and zoom as a uniform.
//!
//! [`LayerBuilder`] turns regions of the plan grid into triangles and lines ([`LayerGeometry`]); [`MapPainter`] keeps one
//! geometry per [`LayerId`] and hands egui a paint callback for a [`MapView`]. Widths, hatches and dashes are given in points
//! and are drawn in screen space, so they stay crisp at every zoom and scale factor. The few things that change every frame
//! (selection, handles, labels) are better painted with egui's own painter on top.

mod geometry;
mod gpu;
mod painter;
#[cfg(test)]
mod picture_tests;
mod style;
mod uniform;
mod view;

pub use geometry::{FillBatch, LayerBuilder, LayerGeometry, LineBatch, LinePoint};
pub use painter::{LayerId, MapPainter};
pub use style::{Dash, FillStyle, Halo, Hatch, HatchKind, LineStyle};
pub use view::{MapView, ScaleBar};
