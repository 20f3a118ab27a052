//! The dialog of the versions set aside (mốc).

use std::sync::Arc;

use eframe::egui::{self, Label, RichText, ScrollArea, TextEdit, Ui};

use super::{Answer, buttons, entered, primary, title};
use crate::app::Texts;
use crate::io::snapshot::Snapshot;
use crate::ui::panels::balance::{verdict_id, verdict_status};
use crate::ui::request::Scene;
use crate::ui::theme::{Status, fonts, icons};

/// Longest name and note, characters.
const LONGEST_NAME: usize = 120;
const LONGEST_NOTE: usize = 1_000;

/// The versions, and what is typed for the next one.
#[derive(Debug)]
pub struct SnapshotsForm {
    snapshots: Vec<Arc<Snapshot>>,
    name: String,
    note: String,
    /// The one that is about to be deleted, once that is confirmed.
    doomed: Option<u32>,
}

/// What is to become of versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SnapshotDeed {
    /// Set the plan aside.
    Take {
        /// Under this name.
        name: String,
        /// With this note.
        note: String,
    },
    /// Bring this one back as an alternative.
    Restore(u32),
    /// Delete this one.
    Delete(u32),
}

impl SnapshotsForm {
    /// The dialog over these versions.
    pub fn new(snapshots: &[Arc<Snapshot>]) -> Self {
        Self { snapshots: snapshots.to_vec(), name: String::new(), note: String::new(), doomed: None }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, focus: bool) -> Option<Answer> {
        let texts = scene.texts;
        title(ui, texts.get("dialog-snapshots-title"));
        ui.label(RichText::new(texts.get("dialog-snapshots-text")).color(scene.theme.weak_text));
        let name_entered = self.fields(ui, scene, focus);
        let is_named = !self.name.trim().is_empty();
        let take = buttons(ui, |ui| primary(ui, scene.theme, is_named, texts.get("dialog-snapshots-take")).clicked());
        ui.separator();
        let deed = self.list(ui, scene);
        let closed = buttons(ui, |ui| ui.button(texts.get("action-close")).clicked());
        if is_named && (take || name_entered) {
            return Some(Answer::Snapshot(SnapshotDeed::Take { name: self.name.clone(), note: self.note.clone() }));
        }
        deed.map(Answer::Snapshot).or(closed.then_some(Answer::Close))
    }

    /// Name and note of the next one; whether Enter was pressed in the name.
    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>, focus: bool) -> bool {
        let texts = scene.texts;
        let label = ui.label(texts.get("dialog-snapshots-name"));
        let hint = texts.get("dialog-snapshots-name-hint");
        let field = TextEdit::singleline(&mut self.name).hint_text(hint).desired_width(f32::INFINITY).char_limit(LONGEST_NAME);
        let name = ui.add(field).labelled_by(label.id);
        if focus {
            name.request_focus();
        }
        let label = ui.label(texts.get("dialog-snapshots-note"));
        let field = TextEdit::multiline(&mut self.note).desired_rows(2).desired_width(f32::INFINITY).char_limit(LONGEST_NOTE);
        ui.add(field).labelled_by(label.id);
        entered(ui, &name)
    }

    /// The versions, newest first, with what can be done with each.
    fn list(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Option<SnapshotDeed> {
        if self.snapshots.is_empty() {
            ui.label(RichText::new(scene.texts.get("dialog-snapshots-none")).color(scene.theme.weak_text));
            return None;
        }
        let mut deed = None;
        let height = (ui.ctx().content_rect().height() - 460.0).max(120.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for snapshot in self.snapshots.iter().rev() {
                let asked = row(ui, scene, snapshot, self.doomed == Some(snapshot.number));
                match asked {
                    Some(RowAnswer::Restore) => deed = Some(SnapshotDeed::Restore(snapshot.number)),
                    Some(RowAnswer::Doom) => self.doomed = Some(snapshot.number),
                    Some(RowAnswer::Spare) => self.doomed = None,
                    Some(RowAnswer::Delete) => deed = Some(SnapshotDeed::Delete(snapshot.number)),
                    None => {}
                }
                ui.add_space(6.0);
            }
        });
        deed
    }
}

enum RowAnswer {
    Restore,
    Doom,
    Spare,
    Delete,
}

fn row(ui: &mut Ui, scene: &Scene<'_>, snapshot: &Snapshot, is_doomed: bool) -> Option<RowAnswer> {
    let (texts, theme) = (scene.texts, scene.theme);
    let mut answer = None;
    let name = &snapshot.name;
    let named = |id: &str| texts.format(id, &[("name", name.as_str().into())]);
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if is_doomed {
                if button(ui, texts.get("dialog-snapshots-delete-now"), &named("a11y-snapshot-delete-now")) {
                    answer = Some(RowAnswer::Delete);
                }
                if button(ui, texts.get("dialog-snapshots-spare"), &named("a11y-snapshot-spare")) {
                    answer = Some(RowAnswer::Spare);
                }
            } else {
                if button(ui, icons::TRASH, &named("a11y-snapshot-delete")) {
                    answer = Some(RowAnswer::Doom);
                }
                if button(ui, texts.get("dialog-snapshots-restore"), &named("a11y-snapshot-restore")) {
                    answer = Some(RowAnswer::Restore);
                }
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let text = RichText::new(format!("{}  {name}", icons::FLAG)).text_style(fonts::strong());
                ui.add(Label::new(text).truncate());
            });
        });
    });
    let status = snapshot.verdict().map_or(Status::Unknown, verdict_status);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(status.icon()).color(theme.status(status)));
        ui.label(RichText::new(figures(texts, snapshot)).text_style(fonts::table()).color(theme.weak_text));
    });
    if !snapshot.note.is_empty() {
        ui.add(Label::new(RichText::new(&snapshot.note).text_style(fonts::table())).wrap());
    }
    answer
}

fn button(ui: &mut Ui, text: &str, name: &str) -> bool {
    let response = ui.button(text).on_hover_text(name);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.clicked()
}

/// When it was made, and the verdict and figures of that day.
fn figures(texts: &Texts, snapshot: &Snapshot) -> String {
    let numbers = texts.numbers();
    let made = snapshot.made.parse::<jiff::Zoned>().ok();
    let made = made.map(|made| made.strftime("%H:%M %d/%m/%Y").to_string()).unwrap_or_default();
    let verdict = snapshot.verdict().map(|verdict| texts.get(verdict_id(verdict)).to_owned()).unwrap_or_default();
    let arguments = [
        ("made", made.into()),
        ("verdict", verdict.into()),
        ("count", i64::from(snapshot.figures.zones).into()),
        ("area", numbers.ha(snapshot.figures.drawn, 2).into()),
        ("residual", numbers.ha(snapshot.figures.residual, 2).into()),
    ];
    texts.format("dialog-snapshots-figures", &arguments)
}
