//! Dialogs about what must not be lost: what a dead window left, and files that others have or have changed.

use std::path::Path;

use eframe::egui::{Label, RichText, ScrollArea, Ui};

use super::{Answer, buttons, primary, title};
use crate::app::Recoverable;
use crate::ui::request::Scene;
use crate::ui::theme::{fonts, icons};

/// What windows that ended unexpectedly left, and which of it is meant.
#[derive(Debug)]
pub struct RecoverForm {
    left: Vec<Recoverable>,
    chosen: usize,
}

/// What is to become of what was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// Bring this one back.
    Restore(usize),
    /// Give this one up.
    Discard(usize),
    /// Ask again at the next start.
    Later,
}

impl RecoverForm {
    /// The newest one is meant at first, or the newest that can be read.
    pub fn new(left: Vec<Recoverable>) -> Self {
        Self { chosen: left.iter().position(|one| one.is_readable).unwrap_or(0), left }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, focus: bool) -> Option<Answer> {
        let texts = scene.texts;
        title(ui, texts.get("dialog-recover-title"));
        ui.label(texts.get("dialog-recover-text"));
        let is_choice = self.left.len() > 1;
        let height = ui.ctx().content_rect().height() * 0.4;
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for (index, one) in self.left.iter().enumerate() {
                let name = RichText::new(&one.name).text_style(fonts::strong());
                if is_choice {
                    ui.radio_value(&mut self.chosen, index, name);
                } else {
                    ui.label(name);
                }
                let detail = if one.is_readable { one.detail.clone() } else { format!("{} {}", icons::WARNING, one.detail) };
                let colour = if one.is_readable { scene.theme.weak_text } else { scene.theme.warning };
                ui.add(Label::new(RichText::new(detail).text_style(fonts::table()).color(colour)).wrap());
            }
        });
        let is_readable = self.left.get(self.chosen).is_some_and(|one| one.is_readable);
        buttons(ui, |ui| {
            let restore = primary(ui, scene.theme, is_readable, texts.get("dialog-recover-restore"));
            if focus && is_readable {
                restore.request_focus();
            }
            let discard = ui.button(texts.get("dialog-recover-discard")).clicked();
            let later = ui.button(texts.get("dialog-recover-later")).clicked();
            let answer = match (restore.clicked(), discard, later) {
                (true, ..) => Some(Recovery::Restore(self.chosen)),
                (_, true, _) => Some(Recovery::Discard(self.chosen)),
                (.., true) => Some(Recovery::Later),
                _ => None,
            };
            answer.map(Answer::Recover)
        })
    }
}

/// A project file that another window has open.
pub(super) fn open_elsewhere(ui: &mut Ui, scene: &Scene<'_>, path: &Path, focus: bool) -> Option<Answer> {
    let texts = scene.texts;
    title(ui, texts.get("dialog-elsewhere-title"));
    ui.label(texts.format("dialog-elsewhere-text", &[("file", name(path).into())]));
    buttons(ui, |ui| {
        let copy = primary(ui, scene.theme, true, texts.get("dialog-elsewhere-copy"));
        if focus {
            copy.request_focus();
        }
        let anyway = ui.button(texts.get("dialog-elsewhere-anyway")).clicked();
        let cancelled = ui.button(texts.get("dialog-cancel")).clicked();
        match (copy.clicked(), anyway) {
            (true, _) => Some(Answer::OpenCopy(path.to_owned())),
            (_, true) => Some(Answer::OpenAnyway(path.to_owned())),
            _ => cancelled.then_some(Answer::Close),
        }
    })
}

/// The project file is not the one that was opened any more.
pub(super) fn changed_by_others(ui: &mut Ui, scene: &Scene<'_>, path: &Path, focus: bool) -> Option<Answer> {
    let texts = scene.texts;
    title(ui, texts.get("dialog-changed-title"));
    ui.label(texts.format("dialog-changed-text", &[("file", name(path).into())]));
    buttons(ui, |ui| {
        let elsewhere = primary(ui, scene.theme, true, texts.get("dialog-changed-elsewhere"));
        if focus {
            elsewhere.request_focus();
        }
        let over = ui.button(texts.get("dialog-changed-over")).clicked();
        let cancelled = ui.button(texts.get("dialog-cancel")).clicked();
        match (elsewhere.clicked(), over) {
            (true, _) => Some(Answer::SaveElsewhere),
            (_, true) => Some(Answer::SaveOver),
            _ => cancelled.then_some(Answer::Close),
        }
    })
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
