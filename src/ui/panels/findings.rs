//! The list of findings, with what clears them.

use eframe::egui::style::ScrollAnimation;
use eframe::egui::{Align, Button, Label, Layout, Rect, RichText, Role, Ui, pos2, vec2};

use super::fixes;
use super::table::{Row, figure, heading, icon_button, name_region, runs, visible_rows};
use crate::app::law::{rule_help, rule_title};
use crate::app::phrase::finding_text;
use crate::app::repair::{Offers, next_repairable};
use crate::app::tables::severity_id;
use crate::app::{Action, CopyAction, Session};
use crate::check::{Findings, Severity};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{Status, fonts, icons};

/// Height of a finding: two lines, points.
const FINDING_HEIGHT_PT: f32 = 38.0;

/// The status a severity is shown with.
pub const fn severity_status(severity: Severity) -> Status {
    match severity {
        Severity::Error => Status::Error,
        Severity::Warning => Status::Warning,
        Severity::Info => Status::Unknown,
    }
}

/// The list and what is looked at in it.
#[derive(Debug, Default)]
pub struct FindingsPanel {
    /// The finding shown last, by its place in the list.
    active: Option<usize>,
    /// What can be done about it.
    offers: Option<Offers>,
    /// After how many frames the list is scrolled to it; 0 once it has been.
    reveal: u8,
    /// The way that is to get the keyboard.
    focus: Option<usize>,
}

impl FindingsPanel {
    /// The finding shown last, by its place in the list.
    pub const fn active(&self) -> Option<usize> {
        self.active
    }

    /// Whether ways to clear a finding are offered: they need the room.
    pub fn is_offering(&self) -> bool {
        self.offers.as_ref().is_some_and(|offers| !offers.fixes().is_empty())
    }

    /// What can be done about it.
    pub const fn offers_mut(&mut self) -> Option<&mut Offers> {
        self.offers.as_mut()
    }

    /// Looks at a finding; the keyboard goes to the first way to clear it. `None` looks at none.
    pub fn look_at(&mut self, active: Option<usize>, offers: Option<Offers>) {
        // the properties of a zone it selects take their place a frame later; scrolling twice would go twice as far
        *self = Self { active, focus: offers.as_ref().map(|_| 0), offers, reveal: 3 };
    }

    /// Forgets what was looked at, without bringing the list into sight.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// The findings of the plan without the preview of a way.
    fn findings<'a>(&'a self, session: &'a Session) -> &'a Findings {
        match &self.offers {
            Some(offers) if offers.is_current(session) => offers.findings(),
            _ => session.findings(),
        }
    }

    /// Shows the list, with the ways to clear the active finding below it, scrolled so that both are seen.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
        let (is_empty, count) = (self.findings(session).is_empty(), self.findings(session).len());
        let note = if is_empty { String::new() } else { texts.numbers().scaled(count as i128, 0) };
        let top = ui.cursor().min;
        ui.horizontal(|ui| {
            heading(ui, theme, texts.get("panel-findings"), &note, None);
            let can = next_repairable(self.findings(session), 0).is_some();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let label = format!("{}  {}", icons::BANDAIDS, texts.get("repair-all-button"));
                let button = ui.add_enabled(can, Button::new(RichText::new(label).text_style(fonts::table())));
                if button.on_hover_text(texts.get("action-repair-all-tip")).clicked() {
                    requests.push(Request::Do(Action::RepairAll));
                }
                let copy = Action::Copy(CopyAction::Findings);
                let can_copy = copy.availability(&scene.situation).is_ok();
                let copied = ui.add_enabled_ui(can_copy, |ui| icon_button(ui, icons::COPY, texts.get(copy.text_id()), false));
                if copied.inner.clicked() {
                    requests.push(Request::Do(copy));
                }
            });
        });
        if self.reveal == 1 && self.active.is_none() {
            let first_rows = vec2(ui.available_width(), ui.cursor().top() - top.y + 3.0 * FINDING_HEIGHT_PT);
            ui.scroll_to_rect(Rect::from_min_size(top, first_rows), None);
        }
        if is_empty {
            ui.horizontal(|ui| {
                ui.label(RichText::new(Status::Pass.icon()).color(theme.pass));
                ui.label(RichText::new(texts.get("panel-empty-findings")).color(theme.weak_text));
            });
        } else {
            ui.scope(|ui| {
                name_region(ui, Role::List, texts.get("a11y-finding-list"));
                self.list(ui, scene, requests);
            });
        }
        if self.reveal > 0 {
            self.reveal -= 1;
            ui.ctx().request_repaint();
        }
    }

    fn list(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let count = self.findings(scene.session()).len();
        let active = self.active.filter(|index| *index < count);
        let split = active.map_or(count, |index| index + 1);
        let top = ui.cursor().min;
        visible_rows(ui, split, FINDING_HEIGHT_PT, |ui, index| self.finding_row(ui, scene, index, requests));
        let Some(index) = active else { return };
        self.offer_repairs(ui, scene, index, requests);
        if self.reveal == 1 {
            let top = top + vec2(0.0, index as f32 * FINDING_HEIGHT_PT);
            let all = Rect::from_two_pos(top, ui.cursor().min);
            // what is higher than the panel begins at its top
            let align = (all.height() > ui.clip_rect().height()).then_some(Align::TOP);
            ui.scroll_to_rect_animation(all, align, ScrollAnimation::none());
        }
        ui.push_id("after", |ui| {
            visible_rows(ui, count - split, FINDING_HEIGHT_PT, |ui, index| self.finding_row(ui, scene, split + index, requests));
        });
    }

    fn finding_row(&self, ui: &mut Ui, scene: &Scene<'_>, index: usize, requests: &mut Vec<Request>) {
        let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
        let Some(finding) = self.findings(session).get(index) else { return };
        let message = finding_text(texts, session.plan(), finding);
        let severity = texts.get(severity_id(finding.severity));
        let spoken = texts.format("a11y-finding-row", &[("severity", severity.into()), ("message", message.as_str().into())]);
        let row = Row::show(ui, theme, FINDING_HEIGHT_PT, self.active == Some(index), &spoken);
        let status = severity_status(finding.severity);
        figure(ui, row.inner, row.inner.left() + 17.0, status.icon(), &fonts::strong(), theme.status(status));
        let text = Rect::from_min_max(pos2(row.inner.left() + 24.0, row.inner.top()), row.inner.max);
        runs(ui, text, 2, &[(&message, fonts::table(), theme.text)]);
        if row.response.clicked() {
            requests.push(Request::ShowFinding(index));
        }
        row.response.on_hover_ui(|ui| {
            ui.label(RichText::new(rule_title(texts, finding.rule)).text_style(fonts::strong()));
            ui.label(&message);
            ui.label(RichText::new(rule_help(texts, finding.rule)).color(theme.weak_text));
        });
    }

    fn offer_repairs(&mut self, ui: &mut Ui, scene: &Scene<'_>, index: usize, requests: &mut Vec<Request>) {
        let session = scene.session();
        let is_offered = self.offers.as_ref().is_some_and(|offers| offers.is_current(session) && !offers.fixes().is_empty());
        ui.add_space(2.0);
        if let (true, Some(offers)) = (is_offered, &self.offers) {
            fixes::show(ui, scene, offers, &mut self.focus, requests);
        } else if let Some(finding) = self.findings(session).get(index) {
            ui.horizontal(|ui| {
                ui.add_space(16.0);
                let help = RichText::new(rule_help(scene.texts, finding.rule)).text_style(fonts::table());
                ui.add(Label::new(help.color(scene.theme.weak_text)).wrap());
            });
        }
        ui.add_space(4.0);
    }
}
