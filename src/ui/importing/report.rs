//! What an import had to say: every problem with its place, which a click shows, and what laying on the plan grid changed.

use eframe::egui::{self, RichText, Role, ScrollArea, Ui};

use crate::app::importing::ImportReport;
use crate::io::Severity;
use crate::ui::panels::table::{Row, icon_button, name_region, runs, visible_rows};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{Status, fonts, icons};

/// Height of a line, points.
const ROW_PT: f32 = 24.0;

/// The panel below the map.
#[derive(Debug, Default)]
pub struct ReportPanel {
    is_open: bool,
    selected: Option<usize>,
}

impl ReportPanel {
    /// Shows it for another report.
    pub const fn open(&mut self) {
        *self = Self { is_open: true, selected: None };
    }

    /// Puts it away, or shows it again.
    pub const fn toggle(&mut self) {
        self.is_open = !self.is_open;
    }

    /// Puts it away.
    pub const fn close(&mut self) {
        self.is_open = false;
    }

    /// Whether it is shown.
    pub const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Shows the report.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, report: &ImportReport, requests: &mut Vec<Request>) {
        let texts = scene.texts;
        name_region(ui, Role::Region, texts.get("import-report-title"));
        ui.horizontal(|ui| {
            let title = texts.format("import-report-heading", &[("name", report.name.as_str().into())]);
            let (errors, warnings) = report.counts();
            let counts = texts.format("import-report-counts", &[("errors", errors.into()), ("warnings", warnings.into())]);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, icons::X, texts.get("import-report-close"), false).clicked() {
                    self.close();
                }
                if icon_button(ui, icons::COPY, texts.get("import-report-copy"), false).clicked() {
                    requests.push(Request::Copy(report.to_text(texts)));
                }
                ui.label(RichText::new(counts).text_style(fonts::table()).color(scene.theme.weak_text));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(RichText::new(title).text_style(fonts::strong())).truncate());
                });
            });
        });
        ScrollArea::vertical().id_salt("report").auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 6.0);
            visible_rows(ui, report.len(), ROW_PT, |ui, at| self.line(ui, scene, report, at, requests));
        });
    }

    fn line(&mut self, ui: &mut Ui, scene: &Scene<'_>, report: &ImportReport, at: usize, requests: &mut Vec<Request>) {
        let (texts, theme) = (scene.texts, scene.theme);
        let Some((severity, text, place)) = report.line(at, texts) else { return };
        let (status, word) = match severity {
            Severity::Error => (Status::Error, "import-report-error"),
            Severity::Warning => (Status::Warning, "import-report-warning"),
            Severity::Note => (Status::Unknown, "import-report-note"),
        };
        let row = Row::show(ui, theme, ROW_PT, self.selected == Some(at), &format!("{}: {text}", texts.get(word)));
        let icon = if severity == Severity::Note { icons::INFO } else { status.icon() };
        let (left, rest) = row.inner.split_left_right_at_x(row.inner.left() + 24.0);
        runs(ui, left, 1, &[(icon, fonts::table(), theme.status(status))]);
        let shown = if place.is_some() { icons::ARROW_RIGHT } else { "" };
        let (middle, right) = rest.split_left_right_at_x(rest.right() - 20.0);
        runs(ui, middle, 1, &[(&text, fonts::table(), theme.text)]);
        runs(ui, right, 1, &[(shown, fonts::table(), theme.accent)]);
        let tip = if place.is_some() { format!("{text}\n{}", texts.get("import-report-show")) } else { text };
        if row.response.on_hover_text(tip).clicked() {
            self.selected = Some(at);
            requests.extend(place.map(Request::ShowLand));
        }
    }
}
