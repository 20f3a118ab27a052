//! The dialog for what a project sets for its checks: tolerances, the day whose law applies, its own rules.

use eframe::egui::{Align, Id, Label, Layout, RichText, TextEdit, Ui, vec2};

use super::{Answer, buttons, primary, title};
use crate::app::Texts;
use crate::app::law::tolerance_title;
use crate::plan::dossier::{is_dossier_code, is_information_code};
use crate::plan::{Date, DossierCodes, PlanSettings, Tolerance, ToleranceUnit, Tolerances};
use crate::ui::request::Scene;
use crate::ui::theme::{Status, fonts};

/// What has been typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckSettingsForm {
    figures: Vec<(Tolerance, String)>,
    date: String,
    own_rules: Option<String>,
    dossier: DossierCodes,
}

impl CheckSettingsForm {
    /// A form filled with the settings of a project.
    pub fn of(settings: &PlanSettings, texts: &Texts) -> Self {
        Self {
            figures: figures(&settings.tolerances, texts),
            date: settings.date.map(|date| date.to_string()).unwrap_or_default(),
            own_rules: settings.own_rules.clone(),
            dossier: settings.dossier.clone(),
        }
    }

    /// The settings typed; `None` while something is no figure or no date.
    pub fn settings(&self, texts: &Texts) -> Option<PlanSettings> {
        let mut tolerances = Tolerances::default();
        for (tolerance, text) in &self.figures {
            let value = texts.numbers().parse(text).filter(|value| (0.0..=1e6).contains(value))?;
            tolerances = tolerances.with(*tolerance, value);
        }
        let typed = |code: &str| code.trim().to_owned();
        let DossierCodes { information, dossier } = &self.dossier;
        let dossier = DossierCodes { information: typed(information), dossier: typed(dossier) };
        Some(PlanSettings { tolerances, date: self.day()?, own_rules: self.own_rules.clone(), dossier })
    }

    /// The day typed: none if nothing is typed; `None` if it is no day.
    fn day(&self) -> Option<Option<Date>> {
        let text = self.date.trim();
        if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, focus: bool) -> Option<Answer> {
        let (texts, theme) = (scene.texts, scene.theme);
        title(ui, texts.get("action-check-settings"));
        let note = |ui: &mut Ui, text: &str| {
            ui.add(Label::new(RichText::new(text).text_style(fonts::table()).color(theme.weak_text)).wrap());
        };
        let heading = ui.label(RichText::new(texts.get("dialog-check-date")).text_style(fonts::strong()));
        ui.horizontal(|ui| {
            let field = TextEdit::singleline(&mut self.date).desired_width(110.0).char_limit(10).hint_text("2026-12-31");
            let field = ui.add(field).labelled_by(heading.id);
            if focus {
                field.request_focus();
            }
            if self.day().is_none() {
                let wrong = format!("{} {}", Status::Warning.icon(), texts.get("dialog-check-not-a-date"));
                ui.label(RichText::new(wrong).text_style(fonts::table()).color(theme.warning));
            }
        });
        note(ui, texts.get("dialog-check-date-note"));
        ui.add_space(4.0);
        code_fields(ui, scene, &mut self.dossier);
        note(ui, texts.get("dialog-check-codes-note"));
        ui.add_space(4.0);
        ui.label(RichText::new(texts.get("cli-tolerances")).text_style(fonts::strong()));
        for (tolerance, text) in &mut self.figures {
            ui.horizontal(|ui| {
                let name = ui.label(RichText::new(tolerance_title(texts, *tolerance)).text_style(fonts::table()));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| figure_field(ui, scene, *tolerance, text, name.id));
            });
        }
        if self.own_rules.is_some() {
            ui.horizontal_wrapped(|ui| {
                ui.label(texts.get("dialog-check-own-rules"));
                if ui.button(texts.get("dialog-check-drop-rules")).clicked() {
                    self.own_rules = None;
                }
            });
        }
        let settings = self.settings(texts);
        buttons(ui, |ui| {
            let apply = primary(ui, theme, settings.is_some(), texts.get("dialog-check-apply")).clicked();
            let reset = ui.button(texts.get("dialog-check-reset")).clicked();
            let cancelled = ui.button(texts.get("dialog-cancel")).clicked();
            if reset {
                self.figures = figures(&Tolerances::default(), texts);
            }
            match settings {
                Some(settings) if apply => Some(Answer::CheckSettings(Box::new(settings))),
                _ => cancelled.then_some(Answer::Close),
            }
        })
    }
}

/// The fields of the two codes of the dossier, with a sign beside one that has not the form of the annex.
fn code_fields(ui: &mut Ui, scene: &Scene<'_>, codes: &mut DossierCodes) {
    let fields = [
        ("dialog-check-code-information", &mut codes.information, "372623000001", is_information_code as fn(&str) -> bool),
        ("dialog-check-code-dossier", &mut codes.dossier, "37QPK1260001", is_dossier_code),
    ];
    for (id, text, hint, has_form) in fields {
        ui.horizontal(|ui| {
            let name = ui.label(RichText::new(scene.texts.get(id)).text_style(fonts::table()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let field = TextEdit::singleline(text).desired_width(120.0).char_limit(15).hint_text(hint);
                ui.add(field).labelled_by(name.id);
                if !text.trim().is_empty() && !has_form(text.trim()) {
                    ui.label(RichText::new(Status::Warning.icon()).color(scene.theme.warning));
                }
            });
        });
    }
}

/// The field of one tolerance, its unit outermost, with a sign if what stands in it is no figure.
fn figure_field(ui: &mut Ui, scene: &Scene<'_>, tolerance: Tolerance, text: &mut String, label: Id) {
    let unit = match tolerance.unit() {
        ToleranceUnit::SquareMetres => "m²",
        ToleranceUnit::Hectares => "ha",
        ToleranceUnit::Metres => "m",
    };
    ui.allocate_ui_with_layout(vec2(24.0, 20.0), Layout::left_to_right(Align::Center), |ui| ui.label(unit));
    let field = TextEdit::singleline(text).desired_width(80.0).char_limit(16);
    ui.add(field).labelled_by(label);
    if scene.texts.numbers().parse(text).is_none_or(|value| !(0.0..=1e6).contains(&value)) {
        ui.label(RichText::new(Status::Warning.icon()).color(scene.theme.warning));
    }
}

fn figures(tolerances: &Tolerances, texts: &Texts) -> Vec<(Tolerance, String)> {
    let text = |tolerance: Tolerance| texts.numbers().number(tolerances.get(tolerance), tolerance.decimals());
    Tolerance::ALL.into_iter().map(|tolerance| (tolerance, text(tolerance))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Language;

    #[test]
    fn settings_survive_the_form_and_nonsense_is_not_applied() {
        for texts in Language::ALL.map(Texts::new) {
            let tolerances = Tolerances::default().with(Tolerance::SliverWidth, 0.125);
            let settings = PlanSettings {
                tolerances,
                date: Date::new(2026, 12, 31),
                own_rules: Some("# none".into()),
                ..PlanSettings::default()
            };
            let form = CheckSettingsForm::of(&settings, &texts);
            assert_eq!(form.settings(&texts), Some(settings));
            let wrong_day = CheckSettingsForm { date: "31/12/2026".into(), ..form.clone() };
            assert_eq!(wrong_day.settings(&texts), None);
            let mut wrong_figure = form.clone();
            wrong_figure.figures[0].1 = "-1".into();
            assert_eq!(wrong_figure.settings(&texts), None);
        }
    }
}
