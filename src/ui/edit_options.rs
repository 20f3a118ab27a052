//! The options of the tools that edit what is there.

use eframe::egui::{ComboBox, Ui};

use super::request::{Request, Scene};
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
