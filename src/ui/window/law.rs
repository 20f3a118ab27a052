//! Rules in the window: the view of how zones stand to them, their settings, files of own rules.

use std::path::Path;

use eframe::egui::{Frame, Panel, Ui};

use super::{Window, scene};
use crate::app::import_text::error_text;
use crate::app::law::rule_file_text;
use crate::app::law_action::LawAction;
use crate::app::verified_text::verify_error_text;
use crate::app::workspace::NoticeKind;
use crate::check::RuleBook;
use crate::edit::Command;
use crate::io::{read_text, verify};
use crate::plan::PlanSettings;
use crate::ui::dialogs::{CheckSettingsForm, Dialog, VerifiedFile};
use crate::ui::picker::Purpose;
use crate::ui::request::Request;
use crate::ui::theme::{PANEL_PADDING_PT, Theme};

/// Width of the list of rules, points.
const RULES_WIDTH_PT: f32 = 320.0;

impl Window {
    pub(super) fn act_on_law(&mut self, action: LawAction) {
        match action {
            LawAction::Compliance => {
                self.compliance_open = !self.compliance_open;
                self.canvas.show_compliance(self.compliance_open);
            }
            LawAction::Settings => {
                let session = self.workspace.session();
                let form = CheckSettingsForm::of(session.document().settings(), self.workspace.texts());
                self.dialogs.open(Dialog::CheckSettings(form));
            }
            LawAction::LoadRules => self.ask_file(Purpose::Rules),
            LawAction::Verify => self.ask_file(Purpose::Verify),
        }
    }

    /// The list of rules, while the map shows how zones stand to them.
    pub(super) fn rules(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        if !self.compliance_open {
            return;
        }
        let theme = Theme::of(ui.ctx());
        let frame = Frame::new().fill(theme.panel).inner_margin(PANEL_PADDING_PT);
        Panel::left("rules").exact_size(RULES_WIDTH_PT).resizable(false).frame(frame).show(ui, |ui| {
            let scene = scene(&self.workspace, &self.document_name, theme);
            self.compliance.show(ui, &scene, requests);
        });
    }

    pub(super) fn set_check_settings(&mut self, settings: PlanSettings) {
        self.perform(&Command::SetSettings { settings });
    }

    /// Verifies a handed-over file and shows what came of it, or says why it cannot be verified.
    pub(super) fn verify_file(&mut self, path: &Path) {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match verify(path) {
            Ok(verification) => self.dialogs.open(Dialog::Verified(Box::new(VerifiedFile { file, verification }))),
            Err(error) => {
                let text = verify_error_text(self.workspace.texts(), &file, &error);
                self.workspace.notify(NoticeKind::Error, text);
            }
        }
    }

    /// Takes the rules of a file as the project's own, or says what is wrong with it and where.
    pub(super) fn load_rules(&mut self, path: &Path) {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let texts = self.workspace.texts();
        let read = read_text(path).map_err(|error| error_text(texts, &file, &error));
        let read = read.and_then(|text| match RuleBook::with_own(&text) {
            Ok(_) => Ok(text),
            Err(error) => Err(rule_file_text(texts, &file, &error)),
        });
        match read {
            Ok(text) => {
                let done = texts.format("status-rules-loaded", &[("file", file.into())]);
                let settings = self.workspace.session().document().settings().clone();
                self.set_check_settings(PlanSettings { own_rules: Some(text), ..settings });
                self.workspace.notify(NoticeKind::Done, done);
            }
            Err(text) => self.workspace.notify(NoticeKind::Error, text),
        }
    }
}
