//! A small map of where a layer lands: beside the park and the communes.

use eframe::egui::{self, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::app::importing::LayerPreview;
use crate::geometry::{GridBox, GridPoint, Region};
use crate::ui::paint::MapView;
use crate::ui::request::Scene;

/// Space around what is shown, points.
const PADDING_PT: f32 = 14.0;
/// Corners of a background line that are drawn at most.
const MOST_CORNERS: usize = 600;
/// What lies further off than so many sizes of the park is shown with the park as a small spot.
const FAR: f64 = 12.0;

/// Shows where `preview` lands, beside the park and the communes; `name` says to screen readers what it is.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, preview: Option<&LayerPreview>, height_pt: f32, name: &str) {
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), height_pt), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Image, true, name));
    let (theme, session) = (scene.theme, scene.session());
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 4.0, theme.paper);
    let park = session.document().boundary().map(|boundary| boundary.outline.legal());
    let park_box = park.and_then(Region::bounds);
    let landed = preview.and_then(|preview| preview.bounds);
    if let Some(shown) = shown_box(landed, park_box) {
        let view = MapView::fitting(rect, shown, PADDING_PT);
        for commune in &session.communes().since2025.communes {
            let near = commune.region.bounds().is_some_and(|bounds| bounds.intersects(view.visible()));
            if near {
                outline(&painter, &view, &commune.region, Stroke::new(1.0, theme.commune_line));
            }
        }
        if let Some(park) = park {
            outline(&painter, &view, park, Stroke::new(3.0, theme.boundary));
        }
        if let Some(preview) = preview {
            for line in &preview.lines {
                let points: Vec<_> = line.iter().map(|point| view.to_screen(*point)).collect();
                match points[..] {
                    [point] => drop(painter.circle_filled(point, 2.5, theme.accent)),
                    _ => drop(painter.add(Shape::line(points, Stroke::new(1.5, theme.accent)))),
                }
            }
        }
    }
    painter.rect_stroke(rect, 4.0, Stroke::new(1.0, theme.divider), StrokeKind::Inside);
}

/// Layer and park together; what lies far off does not make the layer a spot.
fn shown_box(landed: Option<GridBox>, park: Option<GridBox>) -> Option<GridBox> {
    match (landed, park) {
        (Some(landed), Some(park)) => Some(landed.union(park)),
        (landed, park) => landed.or(park),
    }
}

/// Whether park and layer can hardly be seen on one map.
pub(super) fn is_far(landed: GridBox, park: GridBox) -> bool {
    let size = |bounds: GridBox| bounds.size_m().into_iter().fold(0.0, f64::max);
    size(landed.union(park)) > FAR * (size(landed) + size(park))
}

fn outline(painter: &egui::Painter, view: &MapView, region: &Region, stroke: Stroke) {
    for ring in region.rings() {
        let every = ring.len().div_ceil(MOST_CORNERS).max(1);
        let points = ring.iter().step_by(every).map(|point: &GridPoint| view.to_screen(*point)).collect();
        painter.add(Shape::closed_line(points, stroke));
    }
}
