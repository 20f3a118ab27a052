//! What the pointer takes hold of: a switch for each kind of target, the step of the grid, the wall.

use eframe::egui::{self, DragValue, Ui};

use super::request::{Request, Scene};
use crate::geometry::grid::{UM_PER_M, UM_PER_MM};
use crate::tool::{SnapSettings, SnapTarget};

/// Least and greatest step of the grid, metres.
const STEPS_M: std::ops::RangeInclusive<f64> = 0.01..=10_000.0;

/// Shows the switches.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (texts, present) = (scene.texts, scene.session().snaps());
    let mut snaps = present;
    // a click on a switch keeps the list open
    ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
    for target in SnapTarget::ALL {
        let mut on = snaps.kinds.get(target);
        let name = texts.get(match target {
            SnapTarget::Vertex => "tool-snap-vertex",
            SnapTarget::Intersection => "tool-snap-intersection",
            SnapTarget::Midpoint => "tool-snap-midpoint",
            SnapTarget::Border => "tool-snap-border",
            SnapTarget::Perpendicular => "tool-snap-perpendicular",
            SnapTarget::Extension => "tool-snap-extension",
            SnapTarget::Parallel => "tool-snap-parallel",
            SnapTarget::Grid => "tool-snap-grid",
            SnapTarget::Communes => "tool-snap-communes",
            SnapTarget::Area => "tool-snap-area",
            SnapTarget::References => "tool-snap-references",
        });
        if ui.checkbox(&mut on, name).changed() {
            snaps.kinds = snaps.kinds.with(target, on);
        }
    }
    ui.horizontal(|ui| {
        let label = ui.label(texts.get("tool-snap-step"));
        let numbers = texts.numbers();
        let mut step_m = snaps.grid_step_um as f64 / UM_PER_M as f64;
        let field = DragValue::new(&mut step_m)
            .range(STEPS_M)
            .speed(0.1)
            .suffix(" m")
            .custom_formatter(move |value, _| numbers.number(value, if value.fract() == 0.0 { 0 } else { 2 }))
            .custom_parser(move |text| numbers.parse(text));
        if ui.add(field).labelled_by(label.id).changed() {
            snaps.grid_step_um = (step_m * 1000.0).round() as i64 * UM_PER_MM;
        }
    });
    ui.separator();
    ui.checkbox(&mut snaps.wall, texts.get("tool-snap-wall")).on_hover_text(texts.get("tool-snap-wall-tip"));
    if snaps != present {
        requests.push(Request::Snaps(SnapSettings { ..snaps }));
    }
}
