//! What the shaders read per batch and frame; mirrors `Batch` in `assets/shaders/map.wgsl`.

use eframe::egui::Color32;

use super::style::{FillStyle, Hatch, HatchKind, LineStyle};
use super::view::MapView;
use crate::geometry::GridPoint;

/// One batch's constants for one frame.
#[derive(Debug, Clone, Copy, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(super) struct BatchUniform {
    colour: [f32; 4],
    hatch_colour: [f32; 4],
    dash_px: [f32; 4],
    target_px: [f32; 2],
    focus_px: [f32; 2],
    centre_m: [f32; 2],
    centre_rest_m: [f32; 2],
    hatch_anchor_px: [f32; 2],
    hatch_spacing_px: f32,
    hatch_width_px: f32,
    px_per_m: f32,
    half_width_px: f32,
    hatch_kind: u32,
    target_is_linear: u32,
}

/// The frame a batch is drawn into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub size_px: [u32; 2],
    pub pixels_per_point: f32,
    pub is_linear: bool,
}

/// How a layer lies on the screen in one frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placement {
    target: Target,
    opacity: f32,
    focus_px: [f64; 2],
    /// View centre relative to the layer origin, metres.
    centre_m: [f64; 2],
    px_per_m: f64,
}

impl Placement {
    pub(super) fn new(view: &MapView, origin: GridPoint, opacity: f32, target: Target) -> Self {
        let pixels_per_point = f64::from(target.pixels_per_point);
        let (centre, origin) = (view.centre_m(), origin.to_m());
        Self {
            target,
            opacity,
            focus_px: view.middle_pt().map(|pt| pt * pixels_per_point),
            centre_m: [centre[0] - origin[0], centre[1] - origin[1]],
            px_per_m: pixels_per_point / view.metres_per_point(),
        }
    }

    pub(super) fn fill(&self, style: &FillStyle) -> BatchUniform {
        let [r, g, b, _] = straight(style.colour);
        let mut batch = BatchUniform { colour: [r, g, b, style.opacity * self.opacity], ..self.common() };
        if let Some(hatch) = &style.hatch {
            let (spacing, width, anchor) = self.hatch_px(hatch);
            batch.hatch_kind = match hatch.kind {
                HatchKind::Diagonal => 1,
                HatchKind::BackDiagonal => 2,
                HatchKind::CrossHatch => 3,
                HatchKind::Grid => 4,
                HatchKind::Dots => 5,
                HatchKind::Horizontal => 6,
            };
            batch.hatch_colour = self.faded(hatch.colour);
            (batch.hatch_spacing_px, batch.hatch_width_px) = (spacing as f32, width as f32);
            batch.hatch_anchor_px = anchor.map(|px| px as f32);
        }
        batch
    }

    pub(super) fn line(&self, style: &LineStyle) -> BatchUniform {
        let scale = self.target.pixels_per_point;
        BatchUniform {
            colour: self.faded(style.colour),
            half_width_px: style.width_pt * scale / 2.0,
            dash_px: style.dash.lengths_pt.map(|length| length * scale),
            ..self.common()
        }
    }

    pub(super) fn halo(&self, style: &LineStyle) -> Option<BatchUniform> {
        let halo = style.halo?;
        Some(BatchUniform {
            colour: self.faded(halo.colour),
            half_width_px: (style.width_pt / 2.0 + halo.reach_pt) * self.target.pixels_per_point,
            ..self.common()
        })
    }

    fn common(&self) -> BatchUniform {
        // the centre in two parts: what f32 holds, and the rest
        let centre_m = self.centre_m.map(|m| m as f32);
        let centre_rest_m = [0, 1].map(|i| (self.centre_m[i] - f64::from(centre_m[i])) as f32);
        BatchUniform {
            target_px: self.target.size_px.map(|px| px as f32),
            focus_px: self.focus_px.map(|px| px as f32),
            centre_m,
            centre_rest_m,
            px_per_m: self.px_per_m as f32,
            target_is_linear: u32::from(self.target.is_linear),
            ..bytemuck::Zeroable::zeroed()
        }
    }

    /// Spacing, width and a position where the pattern begins, in pixels.
    ///
    /// The pattern begins at the layer origin; the position is reduced by whole periods in `f64`, so that it does not tremble
    /// however far away the origin is. Lines along pixel rows are moved to whole pixels
    /// (one and a half becomes one).
    fn hatch_px(&self, hatch: &Hatch) -> (f64, f64, [f64; 2]) {
        let scale = f64::from(self.target.pixels_per_point);
        let (mut spacing, mut width) = (f64::from(hatch.spacing_pt) * scale, f64::from(hatch.width_pt) * scale);
        if hatch.kind.is_axis_parallel() {
            (spacing, width) = (spacing.round().max(2.0), (width - 0.01).round().max(1.0));
        }
        spacing = spacing.max(1.0);
        let period = if hatch.kind.is_diagonal() { spacing * std::f64::consts::SQRT_2 } else { spacing };
        let origin_px =
            [self.focus_px[0] - self.centre_m[0] * self.px_per_m, self.focus_px[1] + self.centre_m[1] * self.px_per_m];
        let anchor = origin_px.map(|px| {
            if hatch.kind.is_axis_parallel() {
                // a line of odd width is crisp around the middle of a pixel, of even width around an edge
                (px.round() + width / 2.0).rem_euclid(period)
            } else {
                px.rem_euclid(period)
            }
        });
        (spacing, width, anchor)
    }

    fn faded(&self, colour: Color32) -> [f32; 4] {
        let [r, g, b, a] = straight(colour);
        [r, g, b, a * self.opacity]
    }
}

/// Gamma-encoded red, green, blue and straight alpha, 0–1.
fn straight(colour: Color32) -> [f32; 4] {
    colour.to_srgba_unmultiplied().map(|channel| f32::from(channel) / 255.0)
}
