//! The dialog for a file: a path to type or paste, the desktop's own dialog, and recent files.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError};

use eframe::egui::{self, RichText, ScrollArea, TextEdit, Ui};

use super::{Answer, ExportForm, buttons, entered, primary, title};
use crate::io::UserFiles;
use crate::ui::panels::balance::{reasons, verdict_id, verdict_status};
use crate::ui::picker::{FilePicker, Purpose, Question};
use crate::ui::request::Scene;
use crate::ui::theme::{fonts, icons};

/// The dialog and what has been typed into it.
#[derive(Debug)]
pub struct FileDialog {
    purpose: Purpose,
    path: String,
    recent: Vec<PathBuf>,
    /// Why the plan leaves although it does not pass.
    reason: String,
    /// The existing file that the planner was asked about.
    replaces: Option<PathBuf>,
    /// What an export is to be.
    export: Option<ExportForm>,
    /// The desktop's dialog, while it is open.
    asked: Option<Receiver<Option<PathBuf>>>,
}

impl FileDialog {
    /// Asks for a file, beginning with `suggested`.
    pub fn new(purpose: Purpose, suggested: &Path, recent: &[PathBuf]) -> Self {
        Self {
            purpose,
            path: if purpose.reads() { String::new() } else { suggested.display().to_string() },
            recent: if purpose == Purpose::Open { recent.to_vec() } else { Vec::new() },
            reason: String::new(),
            replaces: None,
            export: None,
            asked: None,
        }
    }

    /// With the choices of an export.
    #[must_use]
    pub fn with_export(self, form: ExportForm) -> Self {
        Self { export: Some(form), ..self }
    }

    /// Whether it is for an export.
    pub const fn is_export(&self) -> bool {
        self.export.is_some()
    }

    /// Shows the dialog and says what it was answered with.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, picker: &dyn FilePicker, focus: bool) -> Option<Answer> {
        if let Some(answer) = self.take_choice() {
            return Some(answer);
        }
        let texts = scene.texts;
        title(ui, texts.get(self.title_id(self.is_draft())));
        if let Some(form) = &mut self.export {
            form.show(ui, scene, &mut self.path);
        }
        let is_draft = self.is_draft();
        let reason_entered = is_draft && self.draft(ui, scene, focus);
        let field = self.path_field(ui, scene, picker);
        let target = self.target();
        if let (true, Some(form)) = (field.changed(), &mut self.export) {
            form.follow(&target);
        }
        if focus && !is_draft {
            field.request_focus();
        }
        let recent = self.recent_files(ui, scene);
        self.say_if_replaced(ui, scene);
        let is_ready = !self.path.trim().is_empty() && (!is_draft || !self.reason.trim().is_empty());
        let is_entered = is_ready && (entered(ui, &field) || reason_entered);
        let confirm = texts.get(self.confirm_id(is_draft));
        buttons(ui, |ui| {
            let confirmed = primary(ui, scene.theme, is_ready, confirm).clicked() || is_entered;
            let cancelled = ui.button(texts.get("dialog-cancel")).clicked();
            match recent {
                Some(path) => Some(Answer::Open(path)),
                None if confirmed => self.confirmed(),
                None => cancelled.then_some(Answer::Close),
            }
        })
    }

    fn is_draft(&self) -> bool {
        self.export.as_ref().is_some_and(ExportForm::is_draft)
    }

    const fn title_id(&self, is_draft: bool) -> &'static str {
        match self.purpose {
            Purpose::Open => "dialog-open-title",
            Purpose::Import => "import-title",
            Purpose::Reference => "dialog-reference-title",
            Purpose::Boundary => "dialog-boundary-title",
            Purpose::Rules => "dialog-rules-title",
            Purpose::Verify => "action-verify",
            Purpose::Save => "dialog-save-title",
            Purpose::Export if is_draft => "dialog-draft-title",
            Purpose::Export => "dialog-export-title",
        }
    }

    const fn confirm_id(&self, is_draft: bool) -> &'static str {
        match (self.purpose, self.replaces.is_some()) {
            (Purpose::Open, _) => "dialog-open-confirm",
            (Purpose::Import, _) => "dialog-import-confirm",
            (Purpose::Reference, _) => "dialog-reference-confirm",
            (Purpose::Boundary, _) => "dialog-boundary-confirm",
            (Purpose::Rules, _) => "dialog-rules-confirm",
            (Purpose::Verify, _) => "dialog-verify-confirm",
            (_, true) => "dialog-replace-confirm",
            (Purpose::Save, _) => "dialog-save-confirm",
            (Purpose::Export, _) if is_draft => "dialog-draft-confirm",
            (Purpose::Export, _) => "dialog-export-confirm",
        }
    }

    /// What the desktop's dialog was answered with. It has asked about replacing a file itself.
    fn take_choice(&mut self) -> Option<Answer> {
        let answer = self.asked.as_ref()?.try_recv();
        match answer {
            Err(TryRecvError::Empty) => return None,
            Ok(Some(path)) => {
                self.path = path.display().to_string();
                self.replaces = Some(self.target());
            }
            Ok(None) | Err(TryRecvError::Disconnected) => {}
        }
        self.asked = None;
        let is_chosen = self.replaces.is_some() && !self.is_draft();
        is_chosen.then(|| self.answer())
    }

    /// Says why the plan does not pass and asks for the reason to export it; whether Enter was pressed there.
    fn draft(&mut self, ui: &mut Ui, scene: &Scene<'_>, focus: bool) -> bool {
        let (texts, theme) = (scene.texts, scene.theme);
        let Some(judgement) = self.export.as_ref().and_then(ExportForm::judgement).cloned() else { return false };
        let status = verdict_status(judgement.verdict);
        ui.horizontal_wrapped(|ui| {
            let word = format!("{} {}", status.icon(), texts.get(verdict_id(judgement.verdict)));
            ui.label(RichText::new(word).text_style(fonts::strong()).color(theme.status(status)));
        });
        reasons(ui, scene, &judgement);
        ui.label(texts.get("dialog-draft-text"));
        let label = ui.label(texts.get("dialog-draft-reason"));
        let field = TextEdit::singleline(&mut self.reason).hint_text(texts.get("dialog-draft-reason-hint"));
        let field = ui.add(field.desired_width(f32::INFINITY).char_limit(500)).labelled_by(label.id);
        if focus {
            field.request_focus();
        }
        if self.reason.trim().is_empty() {
            let text = format!("{} {}", icons::WARNING_CIRCLE, texts.get("dialog-draft-reason-missing"));
            ui.label(RichText::new(text).text_style(fonts::table()).color(theme.warning));
        }
        entered(ui, &field)
    }

    fn path_field(&mut self, ui: &mut Ui, scene: &Scene<'_>, picker: &dyn FilePicker) -> egui::Response {
        let texts = scene.texts;
        let label = ui.label(texts.get("dialog-path"));
        ui.horizontal(|ui| {
            let field = TextEdit::singleline(&mut self.path).hint_text(texts.get("dialog-path-hint"));
            let field = ui.add(field.desired_width(ui.available_width() - 124.0)).labelled_by(label.id);
            let browse = format!("{} {}", icons::FOLDER_OPEN, texts.get("dialog-browse"));
            let button = ui.add_enabled(self.asked.is_none(), egui::Button::new(browse));
            if button.clicked() {
                let question = Question {
                    purpose: self.purpose,
                    title: texts.get(self.title_id(false)).to_owned(),
                    suggested: self.target(),
                };
                self.asked = Some(picker.ask(question, ui.ctx()));
            }
            field
        })
        .inner
    }

    fn recent_files(&self, ui: &mut Ui, scene: &Scene<'_>) -> Option<PathBuf> {
        if self.recent.is_empty() {
            return None;
        }
        let mut chosen = None;
        ui.label(RichText::new(scene.texts.get("panel-recent")).text_style(fonts::strong()));
        ScrollArea::vertical().max_height(150.0).show(ui, |ui| {
            for path in &self.recent {
                let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
                let button = egui::Button::new(format!("{} {name}", icons::FILE)).frame_when_inactive(false);
                if ui.add(button).on_hover_text(path.display().to_string()).clicked() {
                    chosen = Some(path.clone());
                }
            }
        });
        chosen
    }

    fn say_if_replaced(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        if self.replaces.is_some() && self.replaces != Some(self.target()) {
            self.replaces = None;
        }
        if let Some(path) = &self.replaces {
            let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let text = scene.texts.format("dialog-replace-text", &[("file", file.into())]);
            ui.label(RichText::new(format!("{} {text}", icons::WARNING)).color(scene.theme.warning));
        }
    }

    /// The path as it will be written: with an ending, and "~" for the home folder.
    fn target(&self) -> PathBuf {
        let typed = self.path.trim().trim_matches('"');
        let path = match typed.strip_prefix("~/").zip(directories::BaseDirs::new()) {
            Some((rest, folders)) => folders.home_dir().join(rest),
            None => PathBuf::from(typed),
        };
        let ending = match self.purpose {
            Purpose::Save => "gpkg",
            Purpose::Export => self.export.as_ref().map_or("geojson", ExportForm::ending),
            _ => return path,
        };
        let has_ending =
            path.extension().is_some_and(|e| self.purpose.endings().iter().any(|known| e.eq_ignore_ascii_case(known)));
        if has_ending { path } else { PathBuf::from(format!("{}.{ending}", path.display())) }
    }

    /// The answer or, if a file would be replaced, the question whether it should be.
    fn confirmed(&mut self) -> Option<Answer> {
        let target = self.target();
        if !self.purpose.reads() && self.replaces.as_ref() != Some(&target) && UserFiles::is_file(&target) {
            self.replaces = Some(target);
            return None;
        }
        Some(self.answer())
    }

    fn answer(&self) -> Answer {
        match self.purpose {
            Purpose::Open => Answer::Open(self.target()),
            Purpose::Import => Answer::Import(self.target()),
            Purpose::Reference => Answer::Reference(self.target()),
            Purpose::Boundary => Answer::Boundary(self.target()),
            Purpose::Rules => Answer::Rules(self.target()),
            Purpose::Verify => Answer::Verify(self.target()),
            Purpose::Save => Answer::Save(self.target()),
            Purpose::Export => {
                let order = self.export.as_ref().and_then(|form| form.order(&self.reason));
                order.map_or(Answer::Close, |order| Answer::Export(self.target(), order))
            }
        }
    }
}
