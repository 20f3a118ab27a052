//! A picture of a plan for paper and reports: the map, the balance of areas and what they rest on, as SVG or PNG.
//!
//! The same plan, language and size always give the same bytes: text is set in the embedded fonts, never in the system's.

mod furniture;
mod look;
mod map;
mod panel;
mod place;
mod raster;
mod svg;
mod tables;

use std::str::FromStr;

pub use raster::{PictureError, png_from_svg};

use self::svg::{MapView, Rect, Svg};
use super::Texts;
use crate::check::{Findings, Judgement};
use crate::geometry::{GridBox, GridPoint};
use crate::plan::{CommuneLayer, Ledger, Plan};

/// Size of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureSize {
    width_px: u32,
    height_px: u32,
}

/// A size that cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{text} is not a size from {least}x{least} to {most}x{most} pixels, e.g. 1600x1000",
    least = PictureSize::LEAST_PX,
    most = PictureSize::MOST_PX
)]
pub struct UnusableSize {
    /// The size as written.
    pub text: String,
}

impl PictureSize {
    /// Smallest width and height, px.
    pub const LEAST_PX: u32 = 200;
    /// Largest width and height, px.
    pub const MOST_PX: u32 = 8_000;

    /// Width, px.
    pub const fn width_px(self) -> u32 {
        self.width_px
    }

    /// Height, px.
    pub const fn height_px(self) -> u32 {
        self.height_px
    }
}

impl Default for PictureSize {
    fn default() -> Self {
        Self { width_px: 1600, height_px: 1000 }
    }
}

impl FromStr for PictureSize {
    type Err = UnusableSize;

    /// Reads "1600x1000".
    fn from_str(text: &str) -> Result<Self, UnusableSize> {
        let side = |side: &str| {
            let px: u32 = side.trim().parse().ok()?;
            (Self::LEAST_PX..=Self::MOST_PX).contains(&px).then_some(px)
        };
        let size = text
            .split_once(['x', 'X', '×'])
            .and_then(|(width, height)| Some(Self { width_px: side(width)?, height_px: side(height)? }));
        size.ok_or_else(|| UnusableSize { text: text.chars().take(40).collect() })
    }
}

/// What is drawn.
#[derive(Clone, Copy)]
pub struct PictureSubject<'a> {
    /// The language.
    pub texts: &'a Texts,
    /// The plan.
    pub plan: &'a Plan,
    /// Its figures; positions of communes are those of `communes_until`.
    pub ledger: &'a Ledger,
    /// Its findings.
    pub findings: &'a Findings,
    /// The verdict on it.
    pub judgement: &'a Judgement,
    /// Communes by which zones are counted, drawn dashed.
    pub communes_until: &'a CommuneLayer,
    /// Communes of today, drawn solid.
    pub communes_since: &'a CommuneLayer,
}

/// The parts of the sheet; lengths in px.
struct Sheet {
    /// Pixels per unit of design: 1 at 1600 × 1000.
    unit: f64,
    header: Rect,
    panel: Rect,
    footer: Rect,
    view: MapView,
    /// Places on the map that scale bar, north arrow and coordinates take.
    furniture: [Rect; 4],
}

impl Sheet {
    fn new(size: PictureSize, land: GridBox) -> Self {
        let (width, height) = (f64::from(size.width_px), f64::from(size.height_px));
        let unit = (width / 1600.0).min(height / 1000.0);
        let margin = 22.0 * unit;
        let panel_width = 452.0 * unit;
        let header = Rect { x: margin, y: margin, width: width - 2.0 * margin, height: 66.0 * unit };
        let footer_height = 26.0 * unit;
        let footer = Rect { x: margin, y: height - margin - footer_height, width: header.width, height: footer_height };
        let top = header.bottom() + 10.0 * unit;
        let body_height = footer.y - 8.0 * unit - top;
        let panel = Rect { x: width - margin - panel_width, y: top, width: panel_width, height: body_height };
        let frame = Rect { x: margin, y: top, width: panel.x - 18.0 * unit - margin, height: body_height };
        let inner = [frame.width - 96.0 * unit, frame.height - 96.0 * unit];
        let extent_um = |a: i64, b: i64| ((b - a).max(1_000_000)) as f64;
        let px_per_um =
            (inner[0] / extent_um(land.min.east, land.max.east)).min(inner[1] / extent_um(land.min.north, land.max.north));
        let view = MapView { frame, centre: land.centre(), px_per_um };
        let furniture = [
            Rect { x: frame.x, y: frame.bottom() - 78.0 * unit, width: 330.0 * unit, height: 78.0 * unit },
            Rect { x: frame.x + 10.0 * unit, y: frame.y + 10.0 * unit, width: 72.0 * unit, height: 90.0 * unit },
            // the coordinates along the edge
            Rect { x: frame.right() - 84.0 * unit, y: frame.y, width: 84.0 * unit, height: frame.height },
            Rect { x: frame.x, y: frame.bottom() - 22.0 * unit, width: frame.width, height: 22.0 * unit },
        ];
        Self { unit, header, panel, footer, view, furniture }
    }
}

/// Draws a plan with its balance as SVG.
pub fn map_svg(subject: &PictureSubject<'_>, size: PictureSize) -> String {
    let sheet = Sheet::new(size, shown_land(subject));
    let looks = look::zone_looks(subject.plan);
    let mut svg = Svg::new(size.width_px, size.height_px);
    svg.raw(format_args!("<title>{}</title>", svg::escaped(subject.plan.title())));
    svg.raw(format_args!("<defs>"));
    look::write_patterns(&mut svg, looks.values(), sheet.unit);
    svg.raw(format_args!("</defs>"));
    let (width, height) = (f64::from(size.width_px), f64::from(size.height_px));
    svg.rect(Rect { x: 0.0, y: 0.0, width, height }, "fill=\"#FFFFFF\"");
    furniture::draw_header(&mut svg, &sheet, subject);
    map::draw(&mut svg, &sheet, subject, &looks);
    furniture::draw_grid_ticks(&mut svg, &sheet);
    furniture::draw_scale_bar(&mut svg, &sheet, subject.texts);
    furniture::draw_north_arrow(&mut svg, &sheet);
    panel::draw(&mut svg, &sheet, subject, &looks);
    furniture::draw_footer(&mut svg, &sheet, subject);
    svg.finish()
}

/// The land the map is fitted to: boundary and zones, else the communes, else a kilometre around the middle of the park.
fn shown_land(subject: &PictureSubject<'_>) -> GridBox {
    let communes = || {
        let layers = [subject.communes_until, subject.communes_since].into_iter();
        layers.flat_map(|layer| &layer.communes).filter_map(|commune| commune.region.bounds()).reduce(GridBox::union)
    };
    let middle = GridPoint::from_mm(616_000_000, 2_272_000_000);
    let anywhere = GridBox { min: middle, max: middle }.grown(500_000_000);
    subject.plan.bounds().or_else(communes).unwrap_or(anywhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_unreasonable_ones_refused() {
        assert_eq!("1600x1000".parse(), Ok(PictureSize::default()));
        assert_eq!("3508×2480".parse::<PictureSize>().map(PictureSize::width_px), Ok(3508));
        for text in ["", "1600", "x", "0x0", "100x1000", "99999x1000", "-5x7", "1e3x1e3"] {
            assert!(text.parse::<PictureSize>().is_err(), "{text}");
        }
    }
}
