//! The layers that were found, each with what it is to become.

use eframe::egui::{self, ComboBox, Rect, RichText, Role, ScrollArea, Ui, UiBuilder, WidgetInfo, vec2};

use crate::app::importing::{ImportRole, Importing, role_id};
use crate::ui::panels::references::counts_text;
use crate::ui::panels::table::{Row, name_region, runs, visible_rows};
use crate::ui::request::Scene;
use crate::ui::theme::{Status, fonts};

/// Height of a layer: its name above what it holds, points.
const ROW_PT: f32 = 42.0;
/// Width of the field with the role, points.
const ROLE_PT: f32 = 196.0;

/// Shows the layers.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, importing: &mut Importing, selected: &mut usize) {
    let texts = scene.texts;
    let count = importing.layers().len();
    ui.horizontal(|ui| {
        let title = texts.format("import-layers", &[("count", count.into())]);
        ui.label(RichText::new(title).text_style(fonts::strong()));
        if count > 1 {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| all_roles(ui, scene, importing));
        }
    });
    ui.add_space(4.0);
    ScrollArea::vertical().id_salt("layers").auto_shrink([false, false]).show(ui, |ui| {
        name_region(ui, Role::List, texts.get("a11y-import-layers"));
        ui.set_max_width(ui.available_width() - 8.0);
        visible_rows(ui, count, ROW_PT, |ui, at| show_layer(ui, scene, importing, selected, at));
    });
}

/// One choice for all layers.
fn all_roles(ui: &mut Ui, scene: &Scene<'_>, importing: &mut Importing) {
    let texts = scene.texts;
    let name = texts.get("import-role-all");
    let combo = ComboBox::from_id_salt("all roles").selected_text(name).width(ROLE_PT).truncate().show_ui(ui, |ui| {
        for role in [ImportRole::Plan, ImportRole::Reference, ImportRole::LeaveOut] {
            if ui.selectable_label(false, texts.get(role_id(role))).clicked() {
                (0..importing.layers().len()).for_each(|layer| importing.set_role(layer, role));
            }
        }
    });
    combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
}

fn show_layer(ui: &mut Ui, scene: &Scene<'_>, importing: &mut Importing, selected: &mut usize, at: usize) {
    let (texts, theme) = (scene.texts, scene.theme);
    let Some(layer) = importing.layers().get(at).cloned() else { return };
    let name = if layer.name.is_empty() { texts.get("import-layer-unnamed") } else { &layer.name };
    let counts = counts_text(texts, layer.counts);
    let problems = importing.raw(at).map_or(0, |raw| raw.problems.len());
    let row = Row::show(ui, theme, ROW_PT, at == *selected, &format!("{name}: {counts}"));
    if row.response.clicked() {
        *selected = at;
    }
    let (texts_rect, role_rect) = split(row.inner);
    let half = texts_rect.height() / 2.0;
    let upper = Rect::from_min_size(texts_rect.min, vec2(texts_rect.width(), half));
    let colour = if layer.role == ImportRole::LeaveOut { theme.weak_text } else { theme.text };
    runs(ui, upper, 1, &[(name, fonts::strong(), colour)]);
    let lower = upper.translate(vec2(0.0, half));
    let warned = format!("{}  {} {problems}", counts, Status::Warning.icon());
    let below = if problems > 0 { &warned } else { &counts };
    runs(ui, lower, 1, &[(below, fonts::table(), theme.weak_text)]);
    row.response.on_hover_text(format!("{name}\n{counts}"));
    ui.scope_builder(UiBuilder::new().id_salt("role").max_rect(role_rect), |ui| {
        ui.set_clip_rect(role_rect.expand(4.0).intersect(ui.clip_rect()));
        role_field(ui, scene, importing, at, name);
    });
}

fn role_field(ui: &mut Ui, scene: &Scene<'_>, importing: &mut Importing, at: usize, name: &str) {
    let texts = scene.texts;
    let Some(layer) = importing.layers().get(at) else { return };
    let (present, has_area) = (layer.role, layer.counts.polygons > 0);
    let mut chosen = present;
    let combo = ComboBox::from_id_salt("role").selected_text(texts.get(role_id(present))).width(ROLE_PT - 8.0).truncate();
    let shown = combo.show_ui(ui, |ui| {
        for role in ImportRole::ALL.into_iter().filter(|role| has_area || !role.needs_area()) {
            ui.selectable_value(&mut chosen, role, texts.get(role_id(role)));
        }
    });
    let spoken = texts.format("import-role-of", &[("layer", name.into()), ("role", texts.get(role_id(present)).into())]);
    shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &spoken));
    if chosen != present {
        importing.set_role(at, chosen);
    }
}

/// A row: texts on the left, the role on the right.
fn split(row: Rect) -> (Rect, Rect) {
    let (texts, role) = row.split_left_right_at_x(row.right() - ROLE_PT);
    (texts.with_max_x(texts.right() - 8.0).shrink2(vec2(0.0, 3.0)), role.shrink2(vec2(0.0, 6.0)))
}
