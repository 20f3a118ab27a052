//! Dialogs that only say something.

use eframe::egui::{Grid, Label, RichText, ScrollArea, Ui};

use super::{Answer, buttons, title};
use crate::app::Action;
use crate::app::explain::Figure;
use crate::ui::explain::is_asked;
use crate::ui::request::Scene;
use crate::ui::theme::fonts;

fn close_button(ui: &mut Ui, scene: &Scene<'_>) -> Option<Answer> {
    buttons(ui, |ui| ui.button(scene.texts.get("action-close")).clicked().then_some(Answer::Close))
}

/// Which area is which.
pub(super) fn area_definitions(ui: &mut Ui, scene: &Scene<'_>) -> Option<Answer> {
    let (texts, session) = (scene.texts, scene.session());
    let numbers = texts.numbers();
    let (ledger, plan) = (session.document_ledger(), session.document());
    title(ui, texts.get("area-definitions"));
    let boundary = plan.boundary();
    let geodesic = boundary.and_then(|b| plan.crs().geodesic_area_m2(b.outline.legal()).ok());
    let meridian = plan.crs().central_meridian_text();
    let figure = |label: &str, value: String| format!("{label}: {value}");
    let entries = [
        ("area-approved", texts.get("area-approved-definition").to_owned(), numbers.m2(ledger.approved, 1)),
        (
            "area-grid",
            texts.format("area-grid-definition", &[("meridian", meridian.into())]),
            figure(texts.get("panel-boundary"), numbers.m2(ledger.boundary, 1)),
        ),
        (
            "area-geodesic",
            texts.get("area-geodesic-definition").to_owned(),
            geodesic.map(|m2| figure(texts.get("panel-boundary"), format!("{} m²", numbers.number(m2, 1)))).unwrap_or_default(),
        ),
        ("area-drawn", texts.get("area-drawn-definition").to_owned(), numbers.m2(ledger.zones_total, 1)),
    ];
    let mut asked = None;
    for (id, definition, value) in entries {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(texts.get(id)).text_style(fonts::strong()));
            ui.label(RichText::new(value).text_style(fonts::strong()).color(scene.theme.accent));
            let figure = match id {
                "area-approved" => Figure::Approved,
                "area-drawn" => Figure::Drawn,
                _ => Figure::Boundary,
            };
            if is_asked(ui, scene, figure) {
                asked = Some(Answer::Explain(figure));
            }
        });
        ui.label(RichText::new(definition).color(scene.theme.weak_text));
    }
    close_button(ui, scene).or(asked)
}

/// The list of keys.
pub(super) fn keys(ui: &mut Ui, scene: &Scene<'_>) -> Option<Answer> {
    let texts = scene.texts;
    title(ui, texts.get("dialog-keys-title"));
    let actions = Action::ALL.into_iter().filter_map(|a| Some((a.shortcut()?.text(), texts.get(a.text_id()).to_owned())));
    let hands = [
        ("Enter", "dialog-keys-enter"),
        ("Esc", "dialog-keys-escape"),
        ("Backspace", "dialog-keys-backspace"),
        ("Alt", "dialog-keys-alt"),
        ("0–9  -  @  <", "dialog-keys-typing"),
        ("Shift", "dialog-keys-shift"),
        ("← ↑ → ↓", "dialog-keys-arrows"),
    ];
    let hands = hands.map(|(keys, id)| (keys.to_owned(), texts.get(id).to_owned()));
    let height = ui.ctx().content_rect().height() - 220.0;
    ScrollArea::vertical().max_height(height.max(120.0)).show(ui, |ui| {
        Grid::new("keys").num_columns(2).max_col_width(340.0).striped(true).spacing([16.0, 6.0]).show(ui, |ui| {
            for (keys, meaning) in hands.into_iter().chain(actions) {
                ui.label(RichText::new(keys).text_style(fonts::strong()));
                ui.add(Label::new(meaning).wrap());
                ui.end_row();
            }
        });
    });
    close_button(ui, scene)
}

/// About the program.
pub(super) fn about(ui: &mut Ui, scene: &Scene<'_>) -> Option<Answer> {
    let texts = scene.texts;
    title(ui, texts.get("dialog-about-title"));
    ui.label(RichText::new(texts.get("app-tagline")).text_style(fonts::strong()));
    ui.label(texts.format("dialog-about-text", &[("version", env!("CARGO_PKG_VERSION").into())]));
    ui.label(texts.get("app-offline"));
    for id in ["layer-notice-reference", "layer-notice-synthetic-boundary", "layer-notice-synthetic-zones"] {
        ui.label(RichText::new(format!("• {}", texts.get(id))).color(scene.theme.weak_text));
    }
    ui.label(RichText::new("Noto Sans – OFL 1.1 · Phosphor Icons – MIT").text_style(fonts::table()).color(scene.theme.weak_text));
    close_button(ui, scene)
}
