//! Dialogs: one at a time; every button names its act.

mod check_settings;
mod export;
mod file;
mod go_to;
mod information;
mod keeping;
mod repair;
mod select_by;
mod verified;
mod snapshots;

use std::path::PathBuf;

use eframe::egui::{self, Button, Id, Key, Modal, RichText, Ui};

use super::explain;
use super::picker::FilePicker;
use super::request::Scene;
use super::theme::{ROW_HEIGHT_PT, Theme};
use crate::app::AlternativeId;
use crate::app::explain::{Explanation, Figure};
use crate::app::exporting::ExportOrder;
use crate::app::phrase::zone_name;
use crate::app::reference::ReferenceId;
use crate::edit::repair::RepairPolicy;
use crate::geometry::GridPoint;
use crate::plan::{PlanSettings, ZoneId};

pub use check_settings::CheckSettingsForm;
pub use export::{ExportForm, ExportSubject};
pub use file::FileDialog;
pub use keeping::{RecoverForm, Recovery};
pub use repair::RepairForm;
pub use select_by::{AttributeForm, LocationForm};
pub use snapshots::{SnapshotDeed, SnapshotsForm};
pub use verified::VerifiedFile;

/// Width of dialogs, points.
const WIDTH_PT: f32 = 500.0;
/// Width of the choices of an export, each with what it is for.
const EXPORT_WIDTH_PT: f32 = 660.0;
/// Width of the explanation of a figure, which holds tables.
const EXPLAIN_WIDTH_PT: f32 = 720.0;

/// What is to be done once unsaved changes have been settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// Start an empty plan.
    New,
    /// Ask for a file to open.
    Open,
    /// Open this file.
    OpenFile(PathBuf),
    /// Carry out the import that was decided.
    Import,
    /// Open the sample plan.
    OpenSample,
    /// Open the plan with faults.
    OpenUnfinished,
    /// Go to a step of the tour, which brings its own plan.
    Tour(usize),
    /// Close the window.
    Quit,
}

/// A dialog and what has been typed into it.
#[derive(Debug)]
pub enum Dialog {
    /// There are changes in no file.
    Unsaved(Then),
    /// A file to open, save or export to.
    File(Box<FileDialog>),
    /// A new name for a zone.
    Rename {
        /// Which zone.
        zone: ZoneId,
        /// The name typed, in the language of the window.
        name: String,
    },
    /// A new name for an alternative.
    RenameAlternative {
        /// Which one.
        id: AlternativeId,
        /// The name typed.
        name: String,
    },
    /// A new name for a reference layer.
    RenameReference {
        /// Which one.
        id: ReferenceId,
        /// The name typed.
        name: String,
    },
    /// Select zones by what is written about them.
    SelectByAttribute(AttributeForm),
    /// Select zones by where they lie.
    SelectByLocation(LocationForm),
    /// Coordinates to go to.
    GoTo {
        /// What is typed for X, or a whole pair.
        north: String,
        /// What is typed for Y.
        east: String,
    },
    /// Tolerances, day and own rules of the project.
    CheckSettings(CheckSettingsForm),
    /// What a repair of everything would do.
    Repair(Box<RepairForm>),
    /// Where a figure comes from.
    Explain(Box<Explanation>),
    /// Which area is which.
    AreaDefinitions,
    /// What came of verifying a file.
    Verified(Box<VerifiedFile>),
    /// The list of keys.
    Keys,
    /// About the program.
    About,
    /// What was being worked on when the program stopped can be brought back.
    Recover(RecoverForm),
    /// Versions set aside.
    Snapshots(SnapshotsForm),
    /// Another window has this project file open.
    OpenElsewhere(PathBuf),
    /// Another program has changed this project file.
    ChangedByOthers(PathBuf),
}

/// What a dialog was answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Close the dialog; nothing else.
    Close,
    /// Save, then go on.
    SaveThen(Then),
    /// Go on without saving.
    Discard(Then),
    /// Open a file.
    Open(PathBuf),
    /// Look into this file and decide what becomes of it.
    Import(PathBuf),
    /// Put this file behind the plan.
    Reference(PathBuf),
    /// Take the park boundary from this file.
    Boundary(PathBuf),
    /// Take rules of the project from this file.
    Rules(PathBuf),
    /// Hold this file against what it states.
    Verify(PathBuf),
    /// Check by these settings.
    CheckSettings(Box<PlanSettings>),
    /// Save to a file.
    Save(PathBuf),
    /// Export to a file as it was decided.
    Export(PathBuf, ExportOrder),
    /// Repair everything by this policy.
    RepairAll(RepairPolicy),
    /// Give a zone another name.
    Rename(ZoneId, String),
    /// Give an alternative another name.
    RenameAlternative(AlternativeId, String),
    /// Give a reference layer another name.
    RenameReference(ReferenceId, String),
    /// Select zones.
    Select {
        /// Which.
        zones: Vec<ZoneId>,
        /// Whether those selected stay selected.
        extend: bool,
    },
    /// Say where a figure comes from.
    Explain(Figure),
    /// Go to a place.
    GoTo(GridPoint),
    /// Do this with versions set aside.
    Snapshot(SnapshotDeed),
    /// What becomes of what was being worked on.
    Recover(Recovery),
    /// Open what is in a project file as a document without a file.
    OpenCopy(PathBuf),
    /// Open a project file although another window has it.
    OpenAnyway(PathBuf),
    /// Ask for another file to save to.
    SaveElsewhere,
    /// Save over what another program has made of the file.
    SaveOver,
}

/// The dialog on screen, if one is.
#[derive(Debug, Default)]
pub struct Dialogs {
    open: Option<Dialog>,
    /// Whether the first field has been given the focus.
    focused: bool,
}

impl Dialogs {
    /// Shows `dialog` in place of any other.
    pub fn open(&mut self, dialog: Dialog) {
        self.open = Some(dialog);
        self.focused = false;
    }

    /// Whether a dialog is on screen.
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Closes it.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// Shows the dialog and says what it was answered with.
    pub fn show(&mut self, context: &egui::Context, scene: &Scene<'_>, picker: &dyn FilePicker) -> Option<Answer> {
        let dialog = self.open.as_mut()?;
        let focus = !std::mem::replace(&mut self.focused, true);
        let frame = egui::Frame::popup(&context.global_style()).inner_margin(16.0);
        let modal = Modal::new(Id::unique("dialog")).frame(frame).show(context, |ui| {
            let width = match dialog {
                Dialog::Explain(_) | Dialog::Verified(_) => EXPLAIN_WIDTH_PT,
                Dialog::File(file) if file.is_export() => EXPORT_WIDTH_PT,
                _ => WIDTH_PT,
            };
            ui.set_width(width.min(context.content_rect().width() - 48.0));
            ui.spacing_mut().item_spacing.y = 8.0;
            content(ui, scene, dialog, picker, focus)
        });
        let closed = modal.should_close() && !matches!(dialog, Dialog::Recover(_));
        let answer = modal.inner.or(closed.then_some(Answer::Close));
        if answer.is_some() {
            self.open = None;
        }
        answer
    }
}

fn content(ui: &mut Ui, scene: &Scene<'_>, dialog: &mut Dialog, picker: &dyn FilePicker, focus: bool) -> Option<Answer> {
    match dialog {
        Dialog::Unsaved(then) => unsaved(ui, scene, then, focus),
        Dialog::File(file) => file.show(ui, scene, picker, focus),
        Dialog::Rename { zone, name } => rename(ui, scene, *zone, name, focus),
        Dialog::RenameAlternative { id, name } => rename_alternative(ui, scene, *id, name, focus),
        Dialog::RenameReference { id, name } => rename_reference(ui, scene, *id, name, focus),
        Dialog::SelectByAttribute(form) => form.show(ui, scene, focus),
        Dialog::SelectByLocation(form) => form.show(ui, scene, focus),
        Dialog::GoTo { north, east } => go_to::show(ui, scene, north, east, focus),
        Dialog::CheckSettings(form) => form.show(ui, scene, focus),
        Dialog::Repair(form) => form.show(ui, scene, focus),
        Dialog::Explain(explanation) => explain::show(ui, scene, explanation, focus).then_some(Answer::Close),
        Dialog::AreaDefinitions => information::area_definitions(ui, scene),
        Dialog::Verified(verified) => verified.show(ui, scene),
        Dialog::Keys => information::keys(ui, scene),
        Dialog::About => information::about(ui, scene),
        Dialog::Snapshots(form) => form.show(ui, scene, focus),
        Dialog::Recover(form) => form.show(ui, scene, focus),
        Dialog::OpenElsewhere(path) => keeping::open_elsewhere(ui, scene, path, focus),
        Dialog::ChangedByOthers(path) => keeping::changed_by_others(ui, scene, path, focus),
    }
}

/// The title of a dialog.
fn title(ui: &mut Ui, text: &str) {
    ui.heading(text);
}

/// The button of the act a dialog is about.
fn primary(ui: &mut Ui, theme: &Theme, enabled: bool, text: &str) -> egui::Response {
    let colour = if enabled { theme.on_accent } else { theme.weak_text };
    let mut button = Button::new(RichText::new(text).color(colour));
    if enabled {
        button = button.fill(theme.accent);
    }
    ui.add_enabled(enabled, button)
}

/// A row of buttons at the right edge, the first one outermost.
fn buttons<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(4.0);
    let size = egui::vec2(ui.available_width(), ROW_HEIGHT_PT);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), content).inner
}

/// Whether Enter was pressed in a field of one line.
fn entered(ui: &Ui, field: &egui::Response) -> bool {
    field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
}

fn unsaved(ui: &mut Ui, scene: &Scene<'_>, then: &Then, focus: bool) -> Option<Answer> {
    let texts = scene.texts;
    let name = scene.situation.document_name;
    title(ui, &texts.format("dialog-unsaved-title", &[("plan", name.into())]));
    ui.label(texts.get("dialog-unsaved-text"));
    buttons(ui, |ui| {
        let save = primary(ui, scene.theme, true, texts.get("dialog-unsaved-save"));
        if focus {
            save.request_focus();
        }
        let discard = ui.button(texts.get("dialog-unsaved-discard"));
        let stay = ui.button(texts.get("dialog-unsaved-stay"));
        if save.clicked() {
            Some(Answer::SaveThen(then.clone()))
        } else if discard.clicked() {
            Some(Answer::Discard(then.clone()))
        } else {
            stay.clicked().then_some(Answer::Close)
        }
    })
}

fn rename(ui: &mut Ui, scene: &Scene<'_>, zone: ZoneId, name: &mut String, focus: bool) -> Option<Answer> {
    let present = scene.session().plan().zone(zone).map(|zone| zone_name(scene.texts, zone)).unwrap_or_default();
    let (named, cancelled) = name_form(ui, scene, "dialog-rename-title", (name, present), focus);
    if named { Some(Answer::Rename(zone, name.trim().to_owned())) } else { cancelled.then_some(Answer::Close) }
}

fn rename_alternative(ui: &mut Ui, scene: &Scene<'_>, id: AlternativeId, name: &mut String, focus: bool) -> Option<Answer> {
    let present = scene.situation.alternatives.title(id).map(|title| title.text(scene.texts)).unwrap_or_default();
    let (named, cancelled) = name_form(ui, scene, "dialog-rename-alternative-title", (name, present), focus);
    if named { Some(Answer::RenameAlternative(id, name.trim().to_owned())) } else { cancelled.then_some(Answer::Close) }
}

fn rename_reference(ui: &mut Ui, scene: &Scene<'_>, id: ReferenceId, name: &mut String, focus: bool) -> Option<Answer> {
    let present = scene.references.get(id).map(|layer| layer.name.clone()).unwrap_or_default();
    let (named, cancelled) = name_form(ui, scene, "dialog-rename-reference-title", (name, present), focus);
    if named { Some(Answer::RenameReference(id, name.trim().to_owned())) } else { cancelled.then_some(Answer::Close) }
}

/// A field for a name; whether it is to be taken, and whether it is not.
fn name_form(ui: &mut Ui, scene: &Scene<'_>, heading: &str, (name, present): (&mut String, String), focus: bool) -> (bool, bool) {
    let texts = scene.texts;
    title(ui, texts.get(heading));
    let label = ui.label(texts.get("panel-name"));
    let field = ui.add(egui::TextEdit::singleline(name).hint_text(present).desired_width(f32::INFINITY).char_limit(200));
    let field = field.labelled_by(label.id);
    if focus {
        field.request_focus();
    }
    let is_named = !name.trim().is_empty();
    let is_entered = entered(ui, &field) && is_named;
    buttons(ui, |ui| {
        let confirmed = primary(ui, scene.theme, is_named, texts.get("dialog-rename-confirm")).clicked() || is_entered;
        let cancelled = ui.button(texts.get("dialog-cancel")).clicked();
        (confirmed, cancelled)
    })
}
