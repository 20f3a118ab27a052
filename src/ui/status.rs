//! The bar at the bottom: what to do next, where the pointer is, and in which coordinate system.

use eframe::egui::{self, Button, RichText, Role, Ui, WidgetInfo};

use super::request::{Request, Scene};
use super::theme::{fonts, icons};
use crate::app::Action;
pub use crate::app::phrase::{coordinate_text, coordinates_text};
use crate::app::wording::hint_text;
use crate::geometry::GridPoint;
use crate::geometry::crs::DATUM_OPERATION;

/// Below this width of the window longitude and latitude are left out, points.
const NARROW_PT: f32 = 1150.0;

/// What the bar learns from the map and the file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Position<'a> {
    /// Where the pointer is on the map.
    pub cursor: Option<GridPoint>,
    /// The N of 1:N.
    pub scale_denominator: f64,
    /// When the last change was recorded.
    pub kept_at: Option<&'a str>,
}

/// Shows the bar.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, position: &Position<'_>, requests: &mut Vec<Request>) {
    let texts = scene.texts;
    let text_style = fonts::table();
    ui.style_mut().override_text_style = Some(text_style);
    ui.spacing_mut().interact_size.y = 20.0;
    ui.spacing_mut().button_padding.y = 0.0;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if saved(ui, scene, position) {
            ui.separator();
        }
        snap_switch(ui, scene, requests);
        ui.separator();
        crs(ui, scene);
        ui.separator();
        let scale = texts.numbers().number(position.scale_denominator, 0);
        ui.label(texts.format("status-scale", &[("scale", scale.into())]));
        if let Some(cursor) = position.cursor {
            pointer(ui, scene, cursor);
        }
        ui.separator();
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let hint = hint_text(texts, scene.session(), position.cursor);
            let is_refusal = scene.session().refused().is_some() || scene.session().preview_refusal().is_some();
            let colour = if is_refusal { scene.theme.error } else { scene.theme.text };
            ui.add(egui::Label::new(RichText::new(&hint).color(colour)).truncate()).on_hover_text(hint);
        });
    });
}

fn pointer(ui: &mut Ui, scene: &Scene<'_>, cursor: GridPoint) {
    let (texts, numbers) = (scene.texts, scene.texts.numbers());
    if ui.ctx().content_rect().width() >= NARROW_PT
        && let Ok([longitude, latitude]) = scene.session().plan().crs().lon_lat_from_grid(cursor)
    {
        ui.separator();
        let (longitude, latitude) = (numbers.number(longitude, 5), numbers.number(latitude, 5));
        ui.label(texts.format("status-lonlat", &[("longitude", longitude.into()), ("latitude", latitude.into())]));
    }
    ui.separator();
    let (north, east) = (coordinate_text(cursor.north, numbers), coordinate_text(cursor.east, numbers));
    let short = texts.format("status-coordinates-short", &[("north", north.into()), ("east", east.into())]);
    ui.label(short).on_hover_text(coordinates_text(texts, cursor));
}

fn crs(ui: &mut Ui, scene: &Scene<'_>) {
    let crs = scene.session().plan().crs();
    let text = scene.texts.format("status-crs", &[("meridian", crs.central_meridian_text().into())]);
    let name = format!("{crs}, {}", crs.name());
    let tip = scene.texts.format("status-crs-tip", &[("crs", name.into()), ("operation", DATUM_OPERATION.into())]);
    ui.label(text).on_hover_text(tip);
}

fn snap_switch(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let is_on = scene.session().snapping();
    let text = scene.texts.get(if is_on { "status-snap-on" } else { "status-snap-off" });
    let icon = if is_on { icons::CHECK } else { icons::X };
    let button = Button::new(format!("{} {} {icon}", icons::MAGNET, scene.texts.get("action-snap"))).frame_when_inactive(false);
    let response = ui.add(button).on_hover_text(format!("{text}  F3"));
    let name = scene.texts.get("action-snap");
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, name));
    if response.clicked() {
        requests.push(Request::Do(Action::Snap));
    }
}

/// When the last change was recorded; whether there is something to say.
fn saved(ui: &mut Ui, scene: &Scene<'_>, position: &Position<'_>) -> bool {
    let texts = scene.texts;
    match position.kept_at {
        Some(time) => ui.label(texts.format("status-journaled", &[("time", time.into())])),
        None if scene.situation.is_modified => ui.label(texts.get("status-modified")),
        None => return false,
    };
    true
}
