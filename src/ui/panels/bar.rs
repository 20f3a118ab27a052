//! The balance bar: zones, what is left, and what is too much, to scale.

use std::collections::BTreeMap;

use eframe::egui::{self, Align2, Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::swatch::paint_fill;
use crate::geometry::ExactArea;
use crate::plan::{Ledger, Plan, ZoneId};
use crate::ui::paint::{FillStyle, Hatch, HatchKind};
use crate::ui::request::Scene;
use crate::ui::theme::{Theme, ZoneLook, fonts};

/// Height of the bar, points.
const HEIGHT_PT: f32 = 24.0;
/// Height of the line of the former state below it, points.
const FORMER_PT: f32 = 3.0;
/// Width of a fault that would be too thin to see, points.
const LEAST_FAULT_PT: f32 = 6.0;

/// Width from which a zone is hatched, points.
const LEAST_HATCHED_PT: f32 = 3.0;

/// What a stretch of the bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// Land of a zone inside the boundary, each piece of land counted once.
    Zone(ZoneId),
    /// Land in no zone.
    Unallocated,
    /// Land in two zones.
    Overlap,
    /// Land beyond the boundary.
    Outside,
}

/// The stretches of the bar in order, with their areas; zones first, faults last.
///
/// Where two zones overlap, the land is counted for the first of them and once more as overlap.
pub fn stretches(plan: &Plan, ledger: &Ledger) -> Vec<(Stretch, ExactArea)> {
    let mut surplus: BTreeMap<ZoneId, ExactArea> = BTreeMap::new();
    for overlap in &plan.faults().overlaps {
        *surplus.entry(overlap.b).or_default() += overlap.land.area();
    }
    for (zone, land) in &plan.faults().outside {
        *surplus.entry(*zone).or_default() += land.area();
    }
    let zones = plan.zones().map(|zone| {
        let inside = zone.area - surplus.get(&zone.id).copied().unwrap_or_default();
        (Stretch::Zone(zone.id), inside.max(ExactArea::ZERO))
    });
    let rest =
        [(Stretch::Unallocated, ledger.unallocated), (Stretch::Overlap, ledger.overlap), (Stretch::Outside, ledger.outside)];
    zones.chain(rest).filter(|(_, area)| !area.is_zero()).collect()
}

/// Shows the bar.
pub fn show(ui: &mut Ui, scene: &Scene<'_>) {
    let (session, theme) = (scene.session(), scene.theme);
    let (plan, ledger) = (session.plan(), session.ledger());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT_PT + 22.0), Sense::hover());
    let name = spoken(scene);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let bar = Rect::from_min_size(rect.min, vec2(rect.width(), HEIGHT_PT));
    let painter = ui.painter_at(rect.expand(1.0));
    let pieces = stretches(plan, ledger);
    let full = full_scale(&pieces, ledger);
    if full.is_zero() {
        painter.rect_stroke(bar, 2.0, Stroke::new(1.0, theme.divider), StrokeKind::Inside);
        return;
    }
    painter.rect_filled(bar, 2.0, theme.field);
    let selected = session.selection();
    let scale = Scale::of(&pieces, full, bar);
    let mut left = bar.left();
    for (stretch, area) in &pieces {
        let piece = Rect::from_min_size(pos2(left, bar.top()), vec2(scale.width(*stretch, *area), bar.height()));
        paint_piece(&painter, piece, theme, plan, *stretch);
        if matches!(stretch, Stretch::Zone(id) if selected.contains(id)) {
            painter.rect_stroke(piece, 0.0, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
        }
        left = piece.right();
    }
    painter.rect_stroke(bar, 2.0, Stroke::new(1.0, theme.weak_text), StrokeKind::Inside);
    if let Some(before) = session.ledger_before() {
        let former = Rect::from_min_size(pos2(bar.left(), bar.bottom() + 1.0), vec2(bar.width(), FORMER_PT));
        paint_former(&painter, former, theme, before, plan, &scale);
    }
    paint_tick(ui, &painter, bar, scene, &scale);
    response.on_hover_text(name);
}

/// How wide an area is on the bar. Faults are at least [`LEAST_FAULT_PT`] wide, the rest shares what is left in proportion.
struct Scale {
    points_per_m2: f64,
}

impl Scale {
    fn of(pieces: &[(Stretch, ExactArea)], full: ExactArea, bar: Rect) -> Self {
        let width = f64::from(bar.width());
        let mut scale = Self { points_per_m2: width / full.m2() };
        let is_thin =
            |scale: &Self, (stretch, area): &&(Stretch, ExactArea)| stretch.is_fault() && scale.points(*area) < LEAST_FAULT_PT;
        let thin: Vec<_> = pieces.iter().filter(|piece| is_thin(&scale, piece)).collect();
        let widened = f64::from(LEAST_FAULT_PT) * thin.len() as f64;
        let rest = full - thin.iter().map(|(_, area)| *area).sum();
        if rest > ExactArea::ZERO {
            scale.points_per_m2 = (width - widened) / rest.m2();
        }
        scale
    }

    fn points(&self, area: ExactArea) -> f32 {
        (area.m2() * self.points_per_m2) as f32
    }

    fn width(&self, stretch: Stretch, area: ExactArea) -> f32 {
        let points = self.points(area);
        if stretch.is_fault() { points.max(LEAST_FAULT_PT) } else { points }
    }
}

impl Stretch {
    /// Whether it is drawn beyond the end of the bar.
    const fn is_fault(self) -> bool {
        matches!(self, Self::Overlap | Self::Outside)
    }
}

/// What the whole width of the bar stands for.
fn full_scale(pieces: &[(Stretch, ExactArea)], ledger: &Ledger) -> ExactArea {
    pieces.iter().map(|(_, area)| *area).sum::<ExactArea>().max(ledger.approved)
}

fn paint_piece(painter: &egui::Painter, piece: Rect, theme: &Theme, plan: &Plan, stretch: Stretch) {
    match stretch {
        Stretch::Zone(id) => {
            let Some(zone) = plan.zone(id) else { return };
            let look = ZoneLook::in_plan(plan, zone);
            let fill = FillStyle { opacity: 0.5, ..theme.zone_fill(look) };
            // a hatch in a hair's breadth only costs time
            let hatch = fill.hatch.filter(|_| piece.width() >= LEAST_HATCHED_PT);
            paint_fill(painter, piece, FillStyle { hatch, ..fill }, 6.0);
            painter.vline(piece.left(), piece.y_range(), Stroke::new(1.0, theme.zone_line_colour(look)));
        }
        Stretch::Unallocated => paint_fill(painter, piece, theme.gap_fill(), 5.0),
        Stretch::Overlap => paint_fill(painter, piece, beyond(theme.overlap, HatchKind::CrossHatch), 5.0),
        Stretch::Outside => paint_fill(painter, piece, beyond(theme.overlap, HatchKind::Horizontal), 4.0),
    }
}

/// What lies beyond the end of the bar: red, as strong as text.
const fn beyond(colour: Color32, kind: HatchKind) -> FillStyle {
    FillStyle::even(colour, 0.55).with_hatch(Hatch { kind, colour, spacing_pt: 5.0, width_pt: 1.2 })
}

/// The zones before the gesture under way, as a thin line.
fn paint_former(painter: &egui::Painter, line: Rect, theme: &Theme, before: &Ledger, plan: &Plan, scale: &Scale) {
    let mut left = line.left();
    for (id, area) in plan.order().iter().filter_map(|id| Some((*id, *before.zones.get(id)?))) {
        let width = scale.points(area);
        let colour = plan.zone(id).map_or(theme.weak_text, |zone| theme.zone_line_colour(ZoneLook::in_plan(plan, zone)));
        painter.rect_filled(Rect::from_min_size(pos2(left, line.top()), vec2(width, line.height())), 0.0, colour);
        left += width;
    }
}

/// The tick at 100 % with its figure.
fn paint_tick(ui: &Ui, painter: &egui::Painter, bar: Rect, scene: &Scene<'_>, scale: &Scale) {
    let theme = scene.theme;
    let approved = scene.session().ledger().approved;
    if approved.is_zero() {
        return;
    }
    let x = bar.left() + scale.points(approved);
    let x = x.clamp(bar.left() + 1.0, bar.right() - 1.0);
    painter.vline(x, bar.top() - 1.0..=bar.bottom() + 6.0, Stroke::new(2.0, theme.text));
    let font = fonts::table().resolve(ui.style());
    let text = format!("100 % = {}", scene.texts.numbers().ha(approved, 2));
    painter.text(pos2(x.min(bar.right()) - 4.0, bar.bottom() + 4.0), Align2::RIGHT_TOP, text, font.clone(), theme.weak_text);
    painter.text(pos2(bar.left(), bar.bottom() + 4.0), Align2::LEFT_TOP, "0", font, theme.weak_text);
}

fn spoken(scene: &Scene<'_>) -> String {
    let (ledger, numbers) = (scene.session().ledger(), scene.texts.numbers());
    let figures = [("drawn", ledger.zones_total), ("approved", ledger.approved), ("residual", ledger.residual())];
    let variables = figures.map(|(name, area)| (name, numbers.ha(area, 2).into()));
    scene.texts.format("a11y-balance-bar", &variables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_filled_to_scale_and_small_faults_stay_visible() {
        let bar = Rect::from_min_size(pos2(0.0, 0.0), vec2(300.0, 24.0));
        let ha = ExactArea::from_ha;
        let pieces = [
            (Stretch::Zone(ZoneId(1)), ha(165.0)),
            (Stretch::Unallocated, ha(498.0)),
            (Stretch::Overlap, ha(0.01)),
            (Stretch::Outside, ha(66.0)),
        ];
        let full = pieces.iter().map(|(_, area)| *area).sum();
        let scale = Scale::of(&pieces, full, bar);
        let widths = pieces.map(|(stretch, area)| scale.width(stretch, area));
        assert!((widths.iter().sum::<f32>() - 300.0).abs() < 0.01, "{widths:?}");
        assert!(
            (widths[1] / widths[0] - 498.0 / 165.0).abs() < 0.001 && (widths[2] - LEAST_FAULT_PT).abs() < 0.001,
            "{widths:?}"
        );
    }
}
