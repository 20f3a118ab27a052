//! The dialog in which it is decided what becomes of each layer.

use eframe::egui::{self, Button, Id, Modal, Panel, RichText, Ui};

use super::details::Details;
use super::layers;
use crate::app::import_text::error_text;
use crate::app::importing::{ImportRole, Importing, Obstacle, format_name, obstacle_text};
use crate::ui::request::Scene;
use crate::ui::theme::{ROW_HEIGHT_PT, Status, fonts};

/// Largest size of the dialog, points.
const SIZE_PT: egui::Vec2 = egui::vec2(1_080.0, 680.0);
/// Space between the dialog and the edges of the window, points.
const MARGIN_PT: f32 = 32.0;
/// Share of the dialog that the list of layers takes.
const LIST_SHARE: f32 = 0.46;
/// Reasons shown at once above the buttons.
const MOST_REASONS: usize = 2;

/// The dialog and what has been decided in it.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) importing: Importing,
    /// Whether there is nothing to decide, so that it is not shown.
    pub(super) is_quiet: bool,
    selected: usize,
    details: Details,
    is_focused: bool,
}

impl Form {
    pub(super) fn new(importing: Importing, is_quiet: bool) -> Self {
        // what needs a decision is looked at first
        let selected = importing.obstacles().into_iter().find_map(|obstacle| match obstacle {
            Obstacle::NoCrs(layer) | Obstacle::Suspect(layer) | Obstacle::NoArea(layer) | Obstacle::PlotsWithoutPlan(layer) => {
                Some(layer)
            }
            Obstacle::NothingChosen => None,
        });
        let chosen = || importing.layers().iter().position(|layer| layer.role != ImportRole::LeaveOut);
        let selected = selected.or_else(chosen).unwrap_or(0);
        Self { importing, is_quiet, selected, details: Details::default(), is_focused: false }
    }

    /// Shows the dialog: `Some(true)` to import, `Some(false)` to leave everything as it is.
    pub(super) fn show(&mut self, context: &egui::Context, scene: &Scene<'_>) -> Option<bool> {
        let screen = context.content_rect().size() - egui::Vec2::splat(2.0 * MARGIN_PT);
        let size = SIZE_PT.min(screen);
        let frame = egui::Frame::popup(&context.global_style()).inner_margin(16.0);
        let modal = Modal::new(Id::unique("import")).frame(frame).show(context, |ui| {
            let inner = size - egui::Vec2::splat(32.0);
            ui.set_min_size(inner);
            ui.set_max_size(inner);
            self.content(ui, scene)
        });
        modal.inner.or(modal.should_close().then_some(false))
    }

    fn content(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Option<bool> {
        let answer = Panel::bottom("import buttons").frame(egui::Frame::new()).show(ui, |ui| self.answer(ui, scene)).inner;
        Panel::top("import heading").frame(egui::Frame::new()).show(ui, |ui| self.heading(ui, scene));
        let width = ui.available_width() * LIST_SHARE;
        let frame = egui::Frame::new().inner_margin(egui::Margin { right: 12, ..Default::default() });
        Panel::left("import layers").exact_size(width).resizable(false).frame(frame).show(ui, |ui| {
            layers::show(ui, scene, &mut self.importing, &mut self.selected);
        });
        egui::CentralPanel::default()
            .frame(egui::Frame::new().inner_margin(egui::Margin { left: 12, ..Default::default() }))
            .show(ui, |ui| self.details.show(ui, scene, &mut self.importing, self.selected));
        answer
    }

    /// What was read, and what could not be.
    fn heading(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let texts = scene.texts;
        ui.heading(texts.get("import-title"));
        let pasted = texts.get("import-clipboard");
        let files = self.importing.files().iter().map(|file| {
            let format = file.format.map_or("WKT", format_name);
            format!("{} ({format})", file.source.name(pasted))
        });
        let files: Vec<_> = files.collect();
        let line = RichText::new(files.join("   ")).color(scene.theme.weak_text);
        ui.add(egui::Label::new(line).truncate()).on_hover_text(files.join("\n"));
        for failed in self.importing.failed() {
            let text = format!("{} {}", Status::Error.icon(), error_text(texts, &failed.source.name(pasted), &failed.error));
            ui.add(egui::Label::new(RichText::new(&text).color(scene.theme.error)).truncate()).on_hover_text(text);
        }
        ui.add_space(8.0);
    }

    /// What stands in the way, and the buttons.
    fn answer(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Option<bool> {
        let (texts, theme) = (scene.texts, scene.theme);
        let obstacles = self.importing.obstacles();
        ui.add_space(8.0);
        for obstacle in obstacles.iter().take(MOST_REASONS) {
            let text = format!("{} {}", Status::Warning.icon(), obstacle_text(texts, &self.importing, *obstacle));
            ui.add(egui::Label::new(RichText::new(&text).color(theme.warning)).truncate()).on_hover_text(text);
        }
        if obstacles.len() > MOST_REASONS {
            let more = texts.format("import-why-more", &[("count", (obstacles.len() - MOST_REASONS).into())]);
            ui.label(RichText::new(more).text_style(fonts::table()).color(theme.weak_text));
        }
        if obstacles.is_empty() {
            let id = if self.importing.replaces_document() { "import-replaces" } else { "import-adds" };
            ui.label(RichText::new(texts.get(id)).text_style(fonts::table()).color(theme.weak_text));
        }
        let size = egui::vec2(ui.available_width(), ROW_HEIGHT_PT + 4.0);
        ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let can = obstacles.is_empty();
            let colour = if can { theme.on_accent } else { theme.weak_text };
            let mut button = Button::new(RichText::new(texts.get("import-confirm")).color(colour));
            if can {
                button = button.fill(theme.accent);
            }
            let import = ui.add_enabled(can, button);
            let cancel = ui.button(texts.get("dialog-cancel"));
            if !std::mem::replace(&mut self.is_focused, true) {
                if can { import.request_focus() } else { cancel.request_focus() }
            }
            if import.clicked() { Some(true) } else { cancel.clicked().then_some(false) }
        })
        .inner
    }
}
