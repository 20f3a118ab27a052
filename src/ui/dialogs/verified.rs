//! What came of verifying a handed-over file.

use eframe::egui::{Grid, Label, RichText, ScrollArea, Ui};

use super::{Answer, buttons, title};
use crate::app::verified_text::{difference_label, difference_value, facts, verdict_line};
use crate::io::Verification;
use crate::ui::request::Scene;
use crate::ui::theme::{Status, fonts};

/// A file and what came of verifying it.
#[derive(Debug, Clone, PartialEq)]
pub struct VerifiedFile {
    /// Its name, for people.
    pub file: String,
    /// What came of it.
    pub verification: Verification,
}

impl VerifiedFile {
    pub(super) fn show(&self, ui: &mut Ui, scene: &Scene<'_>) -> Option<Answer> {
        let (texts, theme, verified) = (scene.texts, scene.theme, &self.verification);
        title(ui, &self.file);
        let status = if verified.holds() { Status::Pass } else { Status::Error };
        let line = format!("{} {}", status.icon(), verdict_line(texts, verified));
        ui.add(Label::new(RichText::new(line).text_style(fonts::strong()).color(theme.status(status))).wrap());
        for fact in facts(texts, verified) {
            ui.add(Label::new(RichText::new(fact).text_style(fonts::table())).wrap());
        }
        if !verified.differences.is_empty() {
            let height = ui.ctx().content_rect().height() * 0.4;
            ScrollArea::both().max_height(height).auto_shrink([false, true]).show(ui, |ui| self.differences(ui, scene));
        }
        buttons(ui, |ui| ui.button(texts.get("action-close")).clicked().then_some(Answer::Close))
    }

    fn differences(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let texts = scene.texts;
        Grid::new("differences").num_columns(3).striped(true).spacing([16.0, 4.0]).show(ui, |ui| {
            for heading in ["cli-verify-what", "cli-verify-stated", "cli-verify-computed"] {
                ui.label(RichText::new(texts.get(heading)).text_style(fonts::strong()));
            }
            ui.end_row();
            for difference in &self.verification.differences {
                let values = [&difference.stated, &difference.computed].map(|value| difference_value(texts, value));
                for text in [difference_label(difference)].into_iter().chain(values) {
                    ui.label(RichText::new(text).text_style(fonts::table()));
                }
                ui.end_row();
            }
        });
    }
}
