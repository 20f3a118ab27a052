//! The title of the balance, and what stands in for it while it is away.

use eframe::egui::{self, RichText, Ui};

use crate::app::Action;
use crate::app::phrase::zone_code;
use crate::ui::panels::balance::Residual;
use crate::ui::panels::table;
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{fonts, icons};

/// The title of the panel: what is reconciled, the park or the plots of a zone.
pub(super) fn balance_heading(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    ui.horizontal(|ui| {
        let zone = scene.session().entered_zone().map(|id| zone_code(scene.texts, scene.session().document(), id));
        let of_plots = |zone: String| scene.texts.format("panel-balance-plots", &[("zone", zone.into())]);
        let title = zone.map_or_else(|| scene.texts.get("panel-balance").to_uppercase(), of_plots);
        ui.label(RichText::new(title).text_style(fonts::table_bold()).color(scene.theme.weak_text));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = scene.texts.get("action-balance-panel");
            if table::icon_button(ui, icons::CARET_DOUBLE_RIGHT, name, false).clicked() {
                requests.push(Request::Do(Action::BalancePanel));
            }
        });
    });
}

/// The residual while the panel is away; a click brings the panel back.
pub(super) fn residual_button(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let residual = Residual::of(scene.session().ledger(), scene.texts);
    let colour = scene.theme.status(residual.status);
    let text = format!("{} {}  {}", residual.status.icon(), residual.figure, scene.texts.get(residual.word_id));
    let button = egui::Button::new(RichText::new(text).text_style(fonts::strong()).color(colour)).fill(scene.theme.field);
    if ui.add(button).on_hover_text(scene.texts.get("action-balance-panel")).clicked() {
        requests.push(Request::Do(Action::BalancePanel));
    }
}
