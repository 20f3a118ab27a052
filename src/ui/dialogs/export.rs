//! The choices of an export: what for, which alternative, how exact, in which language.

use std::path::Path;

use eframe::egui::{self, ComboBox, RichText, ScrollArea, Ui};

use crate::app::exporting::{DECIMALS, ExportGroup, ExportKind, ExportOrder, decimals_error_mm};
use crate::app::importing::format_name;
use crate::app::{AlternativeId, Language, Texts};
use crate::check::{Judgement, Verdict};
use crate::geometry::crs::Decimals;
use crate::io::{Format, PackageSchema};
use crate::ui::panels::balance::verdict_status;
use crate::ui::request::Scene;
use crate::ui::theme::fonts;

/// Least height of the list of formats, points.
const LIST_PT: f32 = 250.0;
/// Width of the fields, points.
const FIELD_PT: f32 = 260.0;

/// An alternative that can be exported, and how it stands.
#[derive(Debug, Clone)]
pub struct ExportSubject {
    /// Which.
    pub id: AlternativeId,
    /// Its name.
    pub name: String,
    /// Verdict and reasons.
    pub judgement: Judgement,
}

/// What has been chosen.
#[derive(Debug)]
pub struct ExportForm {
    subjects: Vec<ExportSubject>,
    subject: usize,
    kind: ExportKind,
    decimals: Decimals,
    language: Language,
}

impl ExportForm {
    /// A form for these alternatives, of which `current` is chosen.
    pub fn new(subjects: Vec<ExportSubject>, current: AlternativeId, language: Language) -> Self {
        let subject = subjects.iter().position(|subject| subject.id == current).unwrap_or(0);
        let kind = ExportKind { format: Format::GeoJson, schema: PackageSchema::Plain };
        Self { subjects, subject, kind, decimals: Decimals::Fewest, language }
    }

    /// How the chosen alternative stands.
    pub(super) fn judgement(&self) -> Option<&Judgement> {
        self.subjects.get(self.subject).map(|subject| &subject.judgement)
    }

    /// Whether the chosen alternative can only leave as a draft.
    pub(super) fn is_draft(&self) -> bool {
        self.judgement().is_none_or(|judgement| judgement.verdict != Verdict::Pass)
    }

    /// The ending of the files of the chosen kind.
    pub(super) const fn ending(&self) -> &'static str {
        self.kind.format.endings()[0]
    }

    /// A typed ending chooses the kind.
    pub(super) fn follow(&mut self, path: &Path) {
        if let Ok(format) = Format::to_write(path)
            && format != self.kind.format
        {
            self.kind = ExportKind { format, schema: PackageSchema::Plain };
        }
    }

    /// What was decided, with the reason for a draft.
    pub(super) fn order(&self, reason: &str) -> Option<ExportOrder> {
        let subject = self.subjects.get(self.subject)?;
        Some(ExportOrder {
            alternative: subject.id,
            schema: self.kind.schema,
            decimals: if self.kind.has_decimals() { self.decimals } else { Decimals::Fewest },
            language: self.language,
            draft_reason: self.is_draft().then(|| reason.trim().to_owned()),
        })
    }

    /// Shows the choices; the ending of `path` follows the kind.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, path: &mut String) {
        let before = self.kind;
        self.kinds(ui, scene);
        if self.kind.format != before.format && !path.trim().is_empty() {
            *path = Path::new(path.trim()).with_extension(self.ending()).display().to_string();
        }
        egui::Grid::new("export choices").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
            if self.subjects.len() > 1 {
                self.alternative_field(ui, scene);
            }
            if self.kind.has_decimals() {
                self.decimals_field(ui, scene.texts);
            }
            if self.kind.format.is_table() {
                self.language_field(ui, scene.texts);
            }
        });
    }

    fn kinds(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let (texts, theme) = (scene.texts, scene.theme);
        // all of them where the window is tall enough
        let height = LIST_PT.max(ui.ctx().content_rect().height() * 0.38);
        ScrollArea::vertical().id_salt("formats").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for group in ExportGroup::ALL {
                let kinds: Vec<_> = ExportKind::all().filter(|kind| kind.group() == group).collect();
                if kinds.is_empty() {
                    continue;
                }
                ui.label(RichText::new(texts.get(group.text_id())).text_style(fonts::table()).color(theme.weak_text));
                for kind in kinds {
                    ui.horizontal(|ui| {
                        let name = match kind.schema {
                            PackageSchema::Tt16 => format!("{} – TT 16/2025", format_name(kind.format)),
                            PackageSchema::Plain => format_name(kind.format).to_owned(),
                        };
                        ui.radio_value(&mut self.kind, kind, name);
                        let what = RichText::new(texts.get(kind.text_id())).text_style(fonts::table()).color(theme.weak_text);
                        ui.add(egui::Label::new(what).truncate()).on_hover_text(texts.get(kind.text_id()));
                    });
                }
            }
        });
    }

    fn alternative_field(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let label = ui.label(scene.texts.get("dialog-export-alternative"));
        let named = |subject: &ExportSubject| format!("{} {}", verdict_status(subject.judgement.verdict).icon(), subject.name);
        let present = self.subjects.get(self.subject).map(named).unwrap_or_default();
        let shown = ComboBox::from_id_salt("alternative").selected_text(present).width(FIELD_PT).truncate().show_ui(ui, |ui| {
            for (at, subject) in self.subjects.iter().enumerate() {
                ui.selectable_value(&mut self.subject, at, named(subject));
            }
        });
        shown.response.labelled_by(label.id);
        ui.end_row();
    }

    fn decimals_field(&mut self, ui: &mut Ui, texts: &Texts) {
        let label = ui.label(texts.get("dialog-export-decimals"));
        let named = |decimals: Decimals| match decimals {
            Decimals::Fewest => texts.get("dialog-export-decimals-exact").to_owned(),
            Decimals::AtMost(count) => {
                let error = texts.numbers().number(decimals_error_mm(count), if count > 7 { 2 } else { 0 });
                texts.format("dialog-export-decimals-at-most", &[("count", i64::from(count).into()), ("error", error.into())])
            }
        };
        let combo = ComboBox::from_id_salt("decimals").selected_text(named(self.decimals)).width(FIELD_PT).truncate();
        let shown = combo.show_ui(ui, |ui| {
            for decimals in DECIMALS {
                ui.selectable_value(&mut self.decimals, decimals, named(decimals));
            }
        });
        shown.response.labelled_by(label.id);
        ui.end_row();
    }

    fn language_field(&mut self, ui: &mut Ui, texts: &Texts) {
        ui.label(texts.get("menu-language"));
        ui.horizontal(|ui| {
            for (language, id) in
                [(Language::Vietnamese, "action-language-vietnamese"), (Language::English, "action-language-english")]
            {
                ui.radio_value(&mut self.language, language, texts.get(id));
            }
        });
        ui.end_row();
    }
}
