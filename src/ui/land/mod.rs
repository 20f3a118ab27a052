//! Plots and the use of land: the way into a zone and back, what a plot is for, and the land balance.

mod balance_table;
mod chooser;
mod form;

use eframe::egui::{Align, Button, Label, Layout, RichText, Role, Ui};

pub use balance_table::{HEIGHT_PT, HEIGHTS_PT, LandPanel};
pub use form::LandForm;

use super::panels::table::name_region;
use super::request::{Request, Scene};
use super::theme::{fonts, icons};
use crate::app::action::Shortcut;
use crate::app::phrase::zone_name;
use crate::app::{Action, LandAction};
use crate::plan::{LandRow, LandUse, ZoneId};
use chooser::{Chosen, land_use_combo};

/// Width of the list of classes in the row of tool options, points.
const CHOOSER_WIDTH_PT: f32 = 230.0;

/// What is asked for about plots and the use of land.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LandRequest {
    /// Go among the plots of a zone.
    Enter(ZoneId),
    /// The land use of the next plot.
    NewLandUse(Option<LandUse>),
    /// Select and show the land that a row of the balance is about.
    ShowRow(LandRow),
}

/// Where one is while among the plots of a zone, and the way back.
pub fn breadcrumb(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (texts, theme, session) = (scene.texts, scene.theme, scene.session());
    let Some(zone) = session.entered_zone().and_then(|id| session.document().zone(id)) else { return };
    name_region(ui, Role::Navigation, texts.get("a11y-breadcrumb"));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let leave = Action::Land(LandAction::LeaveZone);
        let button = Button::new(format!("{} {}", icons::ARROW_U_UP_LEFT, texts.get("action-leave-zone")));
        let keys = leave.shortcut().map(Shortcut::text).unwrap_or_default();
        let tip = format!("{}  {keys}", texts.get("action-leave-zone-tip"));
        if ui.add(button).on_hover_text(tip).clicked() {
            requests.push(Request::Do(leave));
        }
        let free = session.ledger().unallocated;
        let (id, colour) =
            if free.is_zero() { ("panel-plots-complete", theme.pass) } else { ("panel-plots-free", theme.warning) };
        let text = texts.format(id, &[("area", texts.numbers().ha(free, 2).into())]);
        ui.label(RichText::new(text).text_style(fonts::table()).color(colour)).on_hover_text(texts.numbers().m2(free, 4));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if ui.link(texts.get("panel-park")).on_hover_text(texts.get("action-leave-zone")).clicked() {
                requests.push(Request::Do(leave));
            }
            ui.label(RichText::new("›").color(theme.weak_text));
            let (code, name) = (&zone.attributes.code, zone_name(texts, zone));
            let title = if code.is_empty() || *code == name { name } else { format!("{code} — {name}") };
            ui.add(Label::new(RichText::new(title).text_style(fonts::strong())).truncate());
        });
    });
}

/// Among plots, what the next one is used for; `false` in the park, whose zones have functions instead.
pub fn purpose_option(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) -> bool {
    let session = scene.session();
    if session.entered_zone().is_none() {
        return false;
    }
    let label = ui.label(scene.texts.get("tool-option-land-use"));
    let present = Chosen::One(session.new_land_use());
    let (response, chosen) = land_use_combo(ui, scene, "land use of the new plot", CHOOSER_WIDTH_PT, present);
    response.labelled_by(label.id);
    if let Some(choice) = chosen {
        requests.push(Request::Land(LandRequest::NewLandUse(choice)));
    }
    true
}
