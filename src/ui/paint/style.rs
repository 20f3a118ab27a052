//! How fills and lines look; all lengths in points, so that a scale factor changes nothing but crispness.

use eframe::egui::Color32;

/// The pattern of a hatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HatchKind {
    /// Lines that rise to the right: ╱.
    Diagonal,
    /// Horizontal and vertical lines: ┼.
    Grid,
    /// Dots in offset rows; the width is their diameter.
    Dots,
    /// Lines that fall to the right: ╲.
    BackDiagonal,
    /// Both diagonals: ╳.
    CrossHatch,
    /// Horizontal lines: ─.
    Horizontal,
}

impl HatchKind {
    /// Every pattern, in the order in which they are given out.
    pub const ALL: [Self; 6] = [Self::Diagonal, Self::Grid, Self::Dots, Self::BackDiagonal, Self::CrossHatch, Self::Horizontal];

    /// Whether its lines run along rows and columns of pixels.
    pub(super) const fn is_axis_parallel(self) -> bool {
        matches!(self, Self::Grid | Self::Horizontal)
    }

    /// Whether its lines run at 45°.
    pub(super) const fn is_diagonal(self) -> bool {
        matches!(self, Self::Diagonal | Self::BackDiagonal | Self::CrossHatch)
    }
}

/// A pattern over a fill, fixed to the map while it is panned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hatch {
    /// The pattern.
    pub kind: HatchKind,
    /// Its colour; alpha counts.
    pub colour: Color32,
    /// Distance from one line (or dot) to the next, points.
    pub spacing_pt: f32,
    /// Width of a line or diameter of a dot, points.
    pub width_pt: f32,
}

/// A filled area: an even colour and, over it, perhaps a hatch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FillStyle {
    /// The even colour; its own alpha is ignored.
    pub colour: Color32,
    /// Opacity of the even colour, 0–1.
    pub opacity: f32,
    /// The hatch over it.
    pub hatch: Option<Hatch>,
}

impl FillStyle {
    /// An even fill of `opacity` 0–1.
    pub const fn even(colour: Color32, opacity: f32) -> Self {
        Self { colour, opacity, hatch: None }
    }

    /// The same fill under a hatch.
    #[must_use]
    pub const fn with_hatch(self, hatch: Hatch) -> Self {
        Self { hatch: Some(hatch), ..self }
    }
}

/// Lengths of stroke and space along a line in points: stroke, space, stroke, space; all zero is a solid line.
///
/// The pattern runs on around corners; it starts at the first point of the line.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Dash {
    /// Stroke, space, stroke, space.
    pub lengths_pt: [f32; 4],
}

impl Dash {
    /// A continuous line.
    pub const SOLID: Self = Self { lengths_pt: [0.0; 4] };

    /// Equal strokes with equal spaces.
    pub const fn strokes(stroke_pt: f32, space_pt: f32) -> Self {
        Self { lengths_pt: [stroke_pt, space_pt, stroke_pt, space_pt] }
    }

    /// Dash-dot, as planning maps draw administrative and legal boundaries.
    pub const fn dash_dot(stroke_pt: f32, space_pt: f32, dot_pt: f32) -> Self {
        Self { lengths_pt: [stroke_pt, space_pt, dot_pt, space_pt] }
    }
}

/// A wider line below a line, to lift it off whatever it crosses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Halo {
    /// Its colour; alpha counts.
    pub colour: Color32,
    /// How far it stands out on each side, points.
    pub reach_pt: f32,
}

/// A line of constant width on screen, with round joins and ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineStyle {
    /// Its colour; alpha counts.
    pub colour: Color32,
    /// Width, points.
    pub width_pt: f32,
    /// Stroke pattern.
    pub dash: Dash,
    /// The line below, always solid.
    pub halo: Option<Halo>,
}

impl LineStyle {
    /// A solid line without halo.
    pub const fn solid(colour: Color32, width_pt: f32) -> Self {
        Self { colour, width_pt, dash: Dash::SOLID, halo: None }
    }

    /// The same line with a stroke pattern.
    #[must_use]
    pub const fn with_dash(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }

    /// The same line over a halo.
    #[must_use]
    pub const fn with_halo(self, colour: Color32, reach_pt: f32) -> Self {
        Self { halo: Some(Halo { colour, reach_pt }), ..self }
    }
}
