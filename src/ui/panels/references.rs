//! Reference layers in the list of layers: shown and hidden, ordered, faded, named, zoomed to, taken away.

use eframe::egui::{self, Color32, Pos2, Rect, RichText, ScrollArea, Sense, Slider, Stroke, Ui, WidgetInfo, vec2};

use super::table::icon_button;
use crate::app::reference::{Counts, LineLook, REFERENCE_COLOURS, ReferenceId, ReferenceLayer, ReferenceLook};
use crate::app::{Action, ImportAction, Texts};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{Status, fonts, icons};

/// Size of the sign that shows colour and line, points.
const SWATCH_PT: egui::Vec2 = vec2(28.0, 16.0);
/// Height from which the list of columns scrolls, points.
const MOST_COLUMNS_PT: f32 = 220.0;

/// Something to do with a reference layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ReferenceRequest {
    /// Draw it otherwise.
    Look(ReferenceId, ReferenceLook),
    /// Write the attribute of a column, by its place, on its features, or none.
    Label(ReferenceId, Option<usize>),
    /// Move it so many places down.
    Move(ReferenceId, isize),
    /// Show all of it.
    Zoom(ReferenceId),
    /// Ask for another name.
    Rename(ReferenceId),
    /// Take it away.
    Remove(ReferenceId),
    /// Keep a missing one, by its place, in mind no longer.
    Forget(usize),
    /// Try once more to read a missing one, by its place.
    ReadAgain(usize),
}

/// Shows the reference layers, the uppermost first.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let texts = scene.texts;
    ui.horizontal(|ui| {
        ui.label(RichText::new(texts.get("panel-references")).text_style(fonts::strong()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = texts.get("action-import-reference");
            if icon_button(ui, icons::PLUS, name, false).clicked() {
                requests.push(Request::Do(Action::Import(ImportAction::Reference)));
            }
        });
    });
    let layers = scene.references.layers();
    if layers.is_empty() && scene.references.missing().is_empty() {
        let empty = RichText::new(texts.get("panel-references-empty")).text_style(fonts::table()).color(scene.theme.weak_text);
        ui.add(egui::Label::new(empty).wrap());
    }
    for (at, layer) in layers.iter().enumerate() {
        ui.push_id(layer.id.0, |ui| show_layer(ui, scene, layer, (at, layers.len()), requests));
    }
    for (at, missing) in scene.references.missing().iter().enumerate() {
        ui.push_id(("missing", at), |ui| {
            let path = missing.path.display().to_string();
            let text = format!(
                "{} {}",
                Status::Warning.icon(),
                texts.format("panel-reference-missing", &[("name", missing.name.as_str().into())])
            );
            let label = RichText::new(text).text_style(fonts::table()).color(scene.theme.warning);
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let remove = texts.format("panel-reference-remove", &[("name", missing.name.as_str().into())]);
                    if icon_button(ui, icons::TRASH, &remove, false).clicked() {
                        requests.push(Request::Reference(ReferenceRequest::Forget(at)));
                    }
                    let again = texts.format("panel-reference-again", &[("name", missing.name.as_str().into())]);
                    if icon_button(ui, icons::ARROW_CLOCKWISE, &again, false).clicked() {
                        requests.push(Request::Reference(ReferenceRequest::ReadAgain(at)));
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add(egui::Label::new(label).truncate()).on_hover_text(path);
                    });
                });
            });
        });
    }
}

fn show_layer(ui: &mut Ui, scene: &Scene<'_>, layer: &ReferenceLayer, (at, count): (usize, usize), requests: &mut Vec<Request>) {
    let (texts, theme) = (scene.texts, scene.theme);
    let mut look = layer.look;
    let named = |id: &str| texts.format(id, &[("name", layer.name.as_str().into())]);
    ui.horizontal(|ui| {
        let spoken = named("panel-reference-visible");
        let check = ui.checkbox(&mut look.visible, "").on_hover_text(&spoken);
        check.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::CheckBox, true, look.visible, &spoken));
        swatch(ui, scene, layer, &mut look, requests);
        let tip = format!("{}\n{}", layer.name, source_text(texts, layer));
        ui.add(egui::Label::new(&layer.name).truncate()).on_hover_text(tip);
    });
    ui.indent("more", |ui| {
        let counts = counts_text(texts, layer.shape.counts());
        ui.label(RichText::new(counts).text_style(egui::TextStyle::Small).color(theme.weak_text));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let mut button = |ui: &mut Ui, icon, id: &str, enabled: bool, request| {
                let pressed = ui.add_enabled_ui(enabled, |ui| icon_button(ui, icon, &named(id), false).clicked()).inner;
                if pressed {
                    requests.push(Request::Reference(request));
                }
            };
            button(ui, icons::ARROW_UP, "panel-reference-up", at > 0, ReferenceRequest::Move(layer.id, -1));
            button(ui, icons::ARROW_DOWN, "panel-reference-down", at + 1 < count, ReferenceRequest::Move(layer.id, 1));
            button(ui, icons::CORNERS_OUT, "panel-reference-zoom", !layer.shape.is_empty(), ReferenceRequest::Zoom(layer.id));
            button(ui, icons::PENCIL_SIMPLE, "panel-reference-rename", true, ReferenceRequest::Rename(layer.id));
            button(ui, icons::TRASH, "panel-reference-remove", true, ReferenceRequest::Remove(layer.id));
            ui.add_space(6.0);
            let name = format!("{}: {}", texts.get("layer-opacity"), layer.name);
            ui.spacing_mut().slider_width = (ui.available_width() - 12.0).clamp(40.0, 90.0);
            let slider = Slider::new(&mut look.opacity, 0.0..=1.0).step_by(0.01).show_value(false);
            ui.add_enabled_ui(look.visible, |ui| ui.name_inputs(name.clone(), |ui| ui.add(slider).on_hover_text(name)));
        });
    });
    if look != layer.look {
        requests.push(Request::Reference(ReferenceRequest::Look(layer.id, look)));
    }
}

/// Colour and line of a layer; a click offers others.
fn swatch(ui: &mut Ui, scene: &Scene<'_>, layer: &ReferenceLayer, look: &mut ReferenceLook, requests: &mut Vec<Request>) {
    let texts = scene.texts;
    let (rect, response) = ui.allocate_exact_size(SWATCH_PT, Sense::click());
    paint_swatch(ui, rect, *look, scene.theme.is_dark);
    let name = texts.format("panel-reference-look", &[("name", layer.name.as_str().into())]);
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 3.0, Stroke::new(2.0, scene.theme.accent), egui::StrokeKind::Outside);
    }
    let response = response.on_hover_text(&name);
    egui::Popup::menu(&response).show(|ui| {
        ui.label(RichText::new(texts.get("panel-reference-colour")).text_style(fonts::strong()));
        ui.horizontal(|ui| {
            for colour in 0..REFERENCE_COLOURS.len() as u8 {
                let choice = ReferenceLook { colour, line: LineLook::Solid, ..*look };
                let spoken = texts.format("panel-reference-colour-nth", &[("number", i64::from(colour + 1).into())]);
                if choose(ui, scene, choice, look.colour == colour, &spoken) {
                    look.colour = colour;
                }
            }
        });
        ui.label(RichText::new(texts.get("panel-reference-line")).text_style(fonts::strong()));
        ui.horizontal(|ui| {
            for line in LineLook::ALL {
                if choose(ui, scene, ReferenceLook { line, ..*look }, look.line == line, texts.get(line_id(line))) {
                    look.line = line;
                }
            }
        });
        label_field(ui, scene, layer, requests);
    });
}

/// Which attribute is written on the features of a layer.
fn label_field(ui: &mut Ui, scene: &Scene<'_>, layer: &ReferenceLayer, requests: &mut Vec<Request>) {
    if layer.shape.columns().next().is_none() {
        return;
    }
    let texts = scene.texts;
    let none = texts.get("panel-reference-no-label");
    let heading = ui.label(RichText::new(texts.get("panel-reference-label")).text_style(fonts::strong()));
    ScrollArea::vertical().max_height(MOST_COLUMNS_PT).show(ui, |ui| {
        let choices = std::iter::once((None, none)).chain(layer.shape.columns().enumerate().map(|(at, name)| (Some(at), name)));
        for (column, name) in choices {
            let is_chosen = layer.label.as_deref() == column.map(|_| name);
            if ui.radio(is_chosen, name).labelled_by(heading.id).clicked() {
                requests.push(Request::Reference(ReferenceRequest::Label(layer.id, column)));
            }
        }
    });
}

fn choose(ui: &mut Ui, scene: &Scene<'_>, look: ReferenceLook, is_chosen: bool, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(SWATCH_PT, Sense::click());
    paint_swatch(ui, rect, look, scene.theme.is_dark);
    if is_chosen || response.has_focus() || response.hovered() {
        let colour = if is_chosen { scene.theme.accent } else { scene.theme.divider };
        ui.painter().rect_stroke(rect, 3.0, Stroke::new(2.0, colour), egui::StrokeKind::Outside);
    }
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::RadioButton, true, is_chosen, name));
    response.on_hover_text(name).clicked()
}

const fn line_id(line: LineLook) -> &'static str {
    match line {
        LineLook::Solid => "layer-line-solid",
        LineLook::Dashed => "layer-line-dashed",
        LineLook::Dotted => "layer-line-dotted",
        LineLook::DashDot => "layer-line-dash-dot",
    }
}

fn paint_swatch(ui: &Ui, rect: Rect, look: ReferenceLook, is_dark: bool) {
    let rgb = look.rgb(is_dark).to_be_bytes();
    let colour = Color32::from_rgb(rgb[1], rgb[2], rgb[3]);
    ui.painter().rect_filled(rect, 3.0, colour.gamma_multiply(0.14));
    let middle = rect.center().y;
    let lengths: &[f32] = match look.line {
        LineLook::Solid => &[100.0],
        LineLook::Dashed => &[7.0, 4.0],
        LineLook::Dotted => &[2.0, 3.0],
        LineLook::DashDot => &[7.0, 3.0, 2.0, 3.0],
    };
    let (mut x, end) = (rect.left() + 3.0, rect.right() - 3.0);
    for (at, length) in lengths.iter().cycle().enumerate() {
        if x >= end {
            break;
        }
        let next = (x + length).min(end);
        if at % 2 == 0 {
            ui.painter().line_segment([Pos2::new(x, middle), Pos2::new(next, middle)], Stroke::new(2.0, colour));
        }
        x = next;
    }
}

/// What a layer holds, e.g. "1.204 vùng, 3 đường".
pub fn counts_text(texts: &Texts, counts: Counts) -> String {
    let kinds =
        [("panel-count-polygons", counts.polygons), ("panel-count-lines", counts.lines), ("panel-count-points", counts.points)];
    let empty = counts.features - (counts.polygons + counts.lines + counts.points).min(counts.features);
    let kinds = kinds.into_iter().chain([("panel-count-empty", empty)]).filter(|(_, count)| *count > 0);
    let parts: Vec<_> =
        kinds.map(|(id, count)| texts.format(id, &[("count", texts.numbers().number(count as f64, 0).into())])).collect();
    if parts.is_empty() { texts.get("panel-count-nothing").to_owned() } else { parts.join(", ") }
}

fn source_text(texts: &Texts, layer: &ReferenceLayer) -> String {
    match &layer.source.path {
        Some(path) => path.display().to_string(),
        None => texts.get("import-clipboard").to_owned(),
    }
}
