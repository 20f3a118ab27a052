//! "Where does this number come from?": the dialog, and how figures of the panels lead to it.

mod dialog;

use eframe::egui::{Modifiers, Response, Ui};

use super::panels::table::icon_button;
use super::request::{Request, Scene};
use super::theme::icons;
use crate::app::explain::{Figure, figure_name};

pub(super) use dialog::show;

/// Lets a figure that does nothing else be clicked, by pointer or keyboard, to be explained.
pub(super) fn explain_on_click(response: Response, scene: &Scene<'_>, figure: Figure, requests: &mut Vec<Request>) -> Response {
    let response = response.on_hover_text(scene.texts.get("action-explain-hover"));
    if response.clicked() || response.secondary_clicked() {
        requests.push(Request::Explain(figure));
    }
    response
}

/// Whether a row that a click selects was clicked with Ctrl, to be explained instead.
pub(super) fn is_asked_about(ui: &Ui, response: &Response) -> bool {
    response.clicked() && ui.input(|input| input.modifiers.matches_logically(Modifiers::COMMAND))
}

/// The figures of a row, each a line of its context menu.
pub(super) fn explain_menu(response: &Response, scene: &Scene<'_>, figures: &[Figure], requests: &mut Vec<Request>) {
    response.context_menu(|ui| {
        for figure in figures {
            let name = figure_name(scene.texts, scene.session(), *figure);
            let label = scene.texts.format("action-explain-figure", &[("figure", name.into())]);
            if ui.button(format!("{}  {label}", icons::QUESTION)).clicked() {
                requests.push(Request::Explain(*figure));
                ui.close();
            }
        }
    });
}

/// A small button with a question mark beside a figure.
pub(super) fn question_button(ui: &mut Ui, scene: &Scene<'_>, figure: Figure, requests: &mut Vec<Request>) {
    if is_asked(ui, scene, figure) {
        requests.push(Request::Explain(figure));
    }
}

/// The same button; whether it was pressed.
pub(super) fn is_asked(ui: &mut Ui, scene: &Scene<'_>, figure: Figure) -> bool {
    let name = figure_name(scene.texts, scene.session(), figure);
    let name = scene.texts.format("action-explain-figure", &[("figure", name.into())]);
    icon_button(ui, icons::QUESTION, &name, false).clicked()
}
