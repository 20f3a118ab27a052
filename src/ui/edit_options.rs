//! The options of the tools that edit what is there.

use eframe::egui::{ComboBox, DragValue, Response, Ui};

use super::request::{Request, Scene};
use crate::edit::{DrawMode, Vacated};
use crate::geometry::grid::UM_PER_M;
use crate::tool::{EdgeDrag, ToolOptions};

const EDGE_DRAGS: [EdgeDrag; 3] = [EdgeDrag::Insert, EdgeDrag::Parallel, EdgeDrag::Slide];

/// What dragging a border does.
pub fn vertices(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (texts, present) = (scene.texts, *scene.session().options());
    let label = ui.label(texts.get("tool-option-edge-drag")).on_hover_text(texts.get("tool-option-edge-drag-tip"));
    let combo = ComboBox::from_id_salt("what dragging a border does")
        .selected_text(texts.get(edge_drag_id(present.edge_drag)))
        .width(170.0)
        .show_ui(ui, |ui| {
            for edge_drag in EDGE_DRAGS {
                if ui.selectable_label(present.edge_drag == edge_drag, texts.get(edge_drag_id(edge_drag))).clicked() {
                    requests.push(Request::Options(ToolOptions { edge_drag, ..present }));
                }
            }
        });
    combo.response.labelled_by(label.id);
}

const fn edge_drag_id(edge_drag: EdgeDrag) -> &'static str {
    match edge_drag {
        EdgeDrag::Insert => "tool-option-edge-insert",
        EdgeDrag::Parallel => "tool-option-edge-parallel",
        EdgeDrag::Slide => "tool-option-edge-slide",
    }
}

const VACATED: [Vacated; 2] = [Vacated::Unallocated, Vacated::Neighbours];
/// Least and largest radius of a rounded corner, metres.
const RADII_M: std::ops::RangeInclusive<f64> = 0.1..=5000.0;

/// Whose land zones take that are moved, and who gets what they leave.
pub fn transform(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (texts, present) = (scene.texts, *scene.session().options());
    let mut takes = present.draw_mode == DrawMode::Take;
    let checkbox = ui.checkbox(&mut takes, texts.get("tool-option-move-takes"));
    if checkbox.on_hover_text(texts.get("tool-option-move-takes-tip")).changed() {
        let draw_mode = DrawMode::taking(takes);
        requests.push(Request::Options(ToolOptions { draw_mode, ..present }));
    }
    let label = ui.label(texts.get("tool-option-vacated")).on_hover_text(texts.get("tool-option-vacated-tip"));
    let combo = ComboBox::from_id_salt("who gets the land that is left")
        .selected_text(texts.get(vacated_id(present.vacated)))
        .width(170.0)
        .show_ui(ui, |ui| {
            for vacated in VACATED {
                if ui.selectable_label(present.vacated == vacated, texts.get(vacated_id(vacated))).clicked() {
                    requests.push(Request::Options(ToolOptions { vacated, ..present }));
                }
            }
        });
    combo.response.labelled_by(label.id);
}

const fn vacated_id(vacated: Vacated) -> &'static str {
    match vacated {
        Vacated::Unallocated => "tool-option-vacated-unallocated",
        Vacated::Neighbours => "tool-option-vacated-neighbours",
    }
}

/// The radius of a rounded corner.
pub fn round(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (texts, present) = (scene.texts, *scene.session().options());
    let label = ui.label(texts.get("tool-option-radius")).on_hover_text(texts.get("tool-option-radius-tip"));
    let mut radius_m = present.corner_radius_um as f64 / UM_PER_M as f64;
    if metres(ui, scene, &mut radius_m, RADII_M).labelled_by(label.id).changed() {
        let corner_radius_um = (radius_m * UM_PER_M as f64).round() as i64;
        requests.push(Request::Options(ToolOptions { corner_radius_um, ..present }));
    }
}

/// A field for a length in metres, written and read as the language has it.
pub fn metres(ui: &mut Ui, scene: &Scene<'_>, value_m: &mut f64, range: std::ops::RangeInclusive<f64>) -> Response {
    let numbers = scene.texts.numbers();
    let speed = (*value_m / 50.0).max(0.01);
    let field = DragValue::new(value_m).range(range).speed(speed).suffix(" m");
    ui.add(
        field
            .custom_formatter(move |value, _| numbers.number(value, 2))
            .custom_parser(move |text| numbers.parse(text.trim().trim_end_matches('m').trim_end())),
    )
}
