//! The layers of the map: what is shown, how strongly, and where it comes from.

use eframe::egui::{self, RichText, Slider, Ui};

use crate::app::{LayerSettings, MapLayer};
use crate::ui::request::Scene;
use crate::ui::theme::fonts;

/// Shows the list of layers from the top of the map to its bottom.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, settings: &mut LayerSettings) {
    let (texts, theme) = (scene.texts, scene.theme);
    ui.label(RichText::new(texts.get("panel-layers")).text_style(egui::TextStyle::Heading));
    ui.add_space(4.0);
    for layer in MapLayer::ALL {
        let name = texts.get(name_id(layer));
        let setting = settings.get_mut(layer);
        let spoken = texts.format("layer-visible", &[("layer", name.into())]);
        ui.checkbox(&mut setting.visible, name).on_hover_text(spoken);
        ui.indent(layer.code(), |ui| {
            if let Some(notice) = notice_id(layer, scene) {
                ui.label(RichText::new(texts.get(notice)).text_style(fonts::table()).color(theme.warning));
            }
            if let Some(source) = source_id(layer, scene) {
                let text = texts.format("layer-source", &[("source", texts.get(source).to_owned().into())]);
                ui.label(RichText::new(text).text_style(egui::TextStyle::Small).color(theme.weak_text));
            }
            if layer != MapLayer::Labels {
                let name = format!("{}: {name}", texts.get("layer-opacity"));
                let slider = Slider::new(&mut setting.opacity, 0.0..=1.0).show_value(false);
                ui.spacing_mut().slider_width = 120.0;
                ui.add_enabled_ui(setting.visible, |ui| {
                    ui.horizontal(|ui| {
                        ui.label(RichText::new(texts.get("layer-opacity")).text_style(fonts::table()).color(theme.weak_text));
                        ui.name_inputs(name.clone(), |ui| ui.add(slider).on_hover_text(name));
                    });
                });
            }
        });
    }
}

const fn name_id(layer: MapLayer) -> &'static str {
    match layer {
        MapLayer::Labels => "layer-labels",
        MapLayer::Findings => "layer-findings",
        MapLayer::Boundary => "layer-boundary",
        MapLayer::Zones => "layer-zones",
        MapLayer::Communes2025 => "layer-communes-2025",
        MapLayer::Communes2020 => "layer-communes-2020",
    }
}

/// What must be said about a layer wherever it is explained.
fn notice_id(layer: MapLayer, scene: &Scene<'_>) -> Option<&'static str> {
    match layer {
        MapLayer::Communes2025 | MapLayer::Communes2020 => Some("layer-notice-reference"),
        MapLayer::Boundary => {
            let boundary = scene.session().plan().boundary()?;
            boundary.synthetic.then_some("layer-notice-synthetic-boundary")
        }
        _ => None,
    }
}

fn source_id(layer: MapLayer, scene: &Scene<'_>) -> Option<&'static str> {
    match layer {
        MapLayer::Communes2025 => Some("layer-source-communes-2025"),
        MapLayer::Communes2020 => Some("layer-source-communes-2020"),
        MapLayer::Boundary if scene.session().plan().boundary()?.synthetic => Some("layer-source-boundary"),
        _ => None,
    }
}
