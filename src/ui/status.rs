//! The bar at the bottom: what to do next, where the pointer is, and in which coordinate system.

use eframe::egui::containers::menu::{MenuButton, MenuConfig};
use eframe::egui::{self, Button, PopupCloseBehavior, RichText, Role, Ui, WidgetInfo};

use super::request::{Request, Scene};
use super::snap_settings;
use super::theme::{fonts, icons};
use super::toolbar::action_icon;
pub use crate::app::phrase::{coordinate_text, coordinates_text};
use crate::app::wording::hint_text;
use crate::app::{Action, AimAction};
use crate::geometry::GridPoint;
use crate::geometry::crs::DATUM_OPERATION;
use crate::tool::Angles;

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
        snap_list(ui, scene, requests);
        snap_switch(ui, scene, requests);
        let (session, angles) = (scene.session(), scene.session().constraint().angles);
        toggle(ui, scene, Action::Aim(AimAction::GridSnap), session.snaps_to_grid(), requests);
        toggle(ui, scene, Action::Aim(AimAction::CommonAngles), angles == Angles::Common, requests);
        toggle(ui, scene, Action::Aim(AimAction::Orthogonal), angles == Angles::Orthogonal, requests);
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

/// The list of what the pointer takes hold of; it stays open while switches are clicked.
fn snap_list(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let name = scene.texts.get("tool-snap-settings");
    let behaviour = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let button = Button::new(icons::CARET_UP).frame_when_inactive(false);
    let (response, _) = MenuButton::from_button(button).config(behaviour).ui(ui, |ui| snap_settings::show(ui, scene, requests));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.on_hover_text(name);
}

/// A switch without words; its tip has them.
fn toggle(ui: &mut Ui, scene: &Scene<'_>, action: Action, is_on: bool, requests: &mut Vec<Request>) {
    let name = scene.texts.get(action.text_id());
    let colour = if is_on { scene.theme.on_accent } else { scene.theme.weak_text };
    let mut button = Button::new(RichText::new(action_icon(action)).color(colour)).frame_when_inactive(is_on);
    if is_on {
        button = button.fill(scene.theme.accent);
    }
    let response = ui.add(button).on_hover_ui(|ui| {
        let keys = action.shortcut().map(|keys| format!("  {}", keys.text())).unwrap_or_default();
        ui.label(RichText::new(format!("{name}{keys}")).text_style(fonts::strong()));
        ui.label(scene.texts.get(action.tip_id().unwrap_or(action.text_id())));
    });
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, name));
    if response.clicked() {
        requests.push(Request::Do(action));
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
