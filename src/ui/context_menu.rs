//! The menu of what lies under a right click on the map.

use eframe::egui::{Button, RichText, Ui};

use super::canvas::ContextTarget;
use super::land::LandRequest;
use super::request::{Request, Scene};
use super::status::coordinates_text;
use super::theme::{fonts, icons};
use super::toolbar::action_icon;
use crate::app::phrase::{finding_text, zone_name};
use crate::app::repair::text::fix_text;
use crate::app::{Action, LandAction};
use crate::edit::Command;
use crate::edit::repair::ways;
use crate::geometry::segment::project_onto;

/// Shows what can be done about `target`.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, target: &ContextTarget, requests: &mut Vec<Request>) {
    let (session, texts) = (scene.session(), scene.texts);
    let plan = session.plan();
    if let Some(last) = session.last_command() {
        let label = format!("{}  {}", action_icon(last), Action::Repeat.label(texts, session));
        let enabled = Action::Repeat.availability(&scene.situation).is_ok();
        if ui.add_enabled(enabled, Button::new(label)).clicked() {
            requests.push(Request::Do(Action::Repeat));
            ui.close();
        }
        ui.separator();
    }
    let mut ask = |ui: &mut Ui, label: String, request: Request| {
        if ui.button(label).clicked() {
            requests.push(request);
            ui.close();
        }
    };
    for finding in &target.findings {
        let text = RichText::new(finding_text(texts, plan, finding)).text_style(fonts::table()).color(scene.theme.error);
        ui.label(text);
        for (kind, zone, command) in ways(plan, finding) {
            let label = fix_text(texts, plan, kind, zone);
            ask(ui, format!("{}  {label}", icons::BANDAIDS), Request::Perform(Box::new(command)));
        }
        ui.separator();
    }
    for zone in target.zones.iter().filter_map(|id| plan.zone(*id)) {
        ui.label(RichText::new(zone_name(texts, zone)).text_style(fonts::strong()));
        let line = |icon: &str, id: &str| format!("{icon}  {}", texts.get(id));
        ask(ui, line(icons::CURSOR, "tool-select"), Request::Select(vec![zone.id]));
        ask(ui, line(icons::MAGNIFYING_GLASS, "action-zoom-selection"), Request::ShowZone(zone.id));
        if session.entered_zone().is_none() {
            let enter = Request::Land(LandRequest::Enter(zone.id));
            ask(ui, line(icons::SQUARE_SPLIT_HORIZONTAL, "action-enter-zone"), enter);
        }
        ask(ui, line(icons::CURSOR_TEXT, Action::RenameZone.name_id(session)), Request::Rename(zone.id));
        let delete = Command::DeleteZones { zones: vec![zone.id] };
        ask(ui, line(icons::TRASH, Action::DeleteZones.name_id(session)), Request::Perform(Box::new(delete)));
        ui.separator();
    }
    if let Some(vertex) = target.vertex {
        let label = format!("{}  {}", icons::MINUS_CIRCLE, texts.get("action-delete-vertex"));
        ask(ui, label, Request::Perform(Box::new(Command::DeleteVertices { at: vec![vertex] })));
    }
    if let Some(edge) = target.border {
        let label = format!("{}  {}", icons::PLUS_CIRCLE, texts.get("action-insert-vertex"));
        ask(ui, label, Request::Perform(Box::new(Command::InsertVertex { edge, at: project_onto(target.at, edge) })));
    }
    if session.entered_zone().is_some() {
        let label = format!("{}  {}", icons::ARROW_BEND_UP_LEFT, texts.get("action-leave-zone"));
        ask(ui, label, Request::Do(Action::Land(LandAction::LeaveZone)));
    }
    let coordinates = coordinates_text(texts, target.at);
    let label = format!("{}  {}", icons::COPY, texts.get("action-copy-coordinates"));
    ask(ui, label, Request::Copy(coordinates));
    ask(ui, format!("{}  {}", icons::CORNERS_OUT, texts.get("action-zoom-fit")), Request::Do(Action::ZoomFit));
}
