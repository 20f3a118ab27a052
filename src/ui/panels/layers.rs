//! The layers of the map: what is shown, how strongly, and where it comes from.

use eframe::egui::{self, RichText, Slider, Ui};

use crate::app::{LayerSettings, MapLayer};
use crate::edit::Command;
use crate::plan::{LayerSetting, Plan};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::fonts;

/// Length of a slider, points.
const SLIDER_PT: f32 = 60.0;

/// The list of layers. While a slider is dragged the map follows it; the step is made when it is let go.
#[derive(Debug, Clone, Copy, Default)]
pub struct LayersList {
    dragged: Option<LayerSettings>,
}

impl LayersList {
    /// How the layers are to be shown: as dragged or else as the plan has it.
    pub fn shown(&self, plan: &Plan) -> LayerSettings {
        self.dragged.unwrap_or(*plan.layers())
    }

    /// Shows the list of layers from the top of the map to its bottom.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let texts = scene.texts;
        ui.label(RichText::new(texts.get("panel-layers")).text_style(egui::TextStyle::Heading));
        ui.add_space(4.0);
        let plan = scene.session().plan();
        let mut settings = self.shown(plan);
        let mut is_dragged = false;
        for layer in MapLayer::ALL {
            is_dragged |= show_layer(ui, scene, layer, &mut settings);
        }
        self.dragged = is_dragged.then_some(settings);
        if !is_dragged && settings != *plan.layers() {
            requests.push(Request::Perform(Box::new(Command::SetLayers { layers: settings })));
        }
        ui.add_space(4.0);
        let is_default = scene.layers_of_new_plans == plan.layers();
        let button = ui.add_enabled(!is_default, egui::Button::new(texts.get("panel-layers-keep")));
        if button.on_hover_text(texts.get("panel-layers-keep-tip")).clicked() {
            requests.push(Request::KeepLayersForNewPlans);
        }
        ui.separator();
        super::references::show(ui, scene, requests);
    }
}

/// One layer; whether its slider is being dragged.
fn show_layer(ui: &mut Ui, scene: &Scene<'_>, layer: MapLayer, settings: &mut LayerSettings) -> bool {
    let (texts, theme) = (scene.texts, scene.theme);
    let name = texts.get(name_id(layer));
    let setting = settings.get_mut(layer);
    let spoken = texts.format("layer-visible", &[("layer", name.into())]);
    let mut is_dragged = false;
    ui.horizontal(|ui| {
        let sliders_pt = if layer == MapLayer::Labels { 0.0 } else { SLIDER_PT + 2.0 * ui.spacing().item_spacing.x };
        // a long name goes on below, not under the slider
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - sliders_pt);
            ui.checkbox(&mut setting.visible, name).on_hover_text(spoken);
        });
        if layer != MapLayer::Labels {
            is_dragged = opacity_slider(ui, format!("{}: {name}", texts.get("layer-opacity")), setting);
        }
    });
    ui.indent(layer.code(), |ui| {
        if let Some(notice) = notice_id(layer, scene) {
            ui.label(RichText::new(texts.get(notice)).text_style(fonts::table()).color(theme.warning));
        }
        if let Some(source) = source_id(layer, scene) {
            let text = texts.format("layer-source", &[("source", texts.get(source).to_owned().into())]);
            ui.label(RichText::new(text).text_style(egui::TextStyle::Small).color(theme.weak_text));
        }
    });
    is_dragged
}

/// How strongly a layer is drawn; whether the slider is being dragged.
fn opacity_slider(ui: &mut Ui, name: String, setting: &mut LayerSetting) -> bool {
    ui.spacing_mut().slider_width = SLIDER_PT;
    let slider = Slider::new(&mut setting.opacity, 0.0..=1.0).step_by(0.01).show_value(false);
    let shown = ui.add_enabled_ui(setting.visible, |ui| ui.name_inputs(name.clone(), |ui| ui.add(slider).on_hover_text(name)));
    shown.inner.is_pointer_button_down_on()
}

const fn name_id(layer: MapLayer) -> &'static str {
    match layer {
        MapLayer::Labels => "layer-labels",
        MapLayer::Findings => "layer-findings",
        MapLayer::Boundary => "layer-boundary",
        MapLayer::Plots => "layer-plots",
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
            let boundary = scene.session().document().boundary()?;
            boundary.synthetic.then_some("layer-notice-synthetic-boundary")
        }
        _ => None,
    }
}

fn source_id(layer: MapLayer, scene: &Scene<'_>) -> Option<&'static str> {
    match layer {
        MapLayer::Communes2025 => Some("layer-source-communes-2025"),
        MapLayer::Communes2020 => Some("layer-source-communes-2020"),
        MapLayer::Boundary if scene.session().document().boundary()?.synthetic => Some("layer-source-boundary"),
        _ => None,
    }
}
