//! Repairing everything: the policy, what it would do and what it would leave, before it is done.

use eframe::egui::{Grid, Label, RichText, ScrollArea, Ui};

use super::{Answer, buttons, primary, title};
use crate::app::phrase::{finding_text, zone_code};
use crate::app::repair::text::{
    change_of, change_text, fix_text, outcome_text, policy_rules, policy_text, summary_text, why_left_text,
};
use crate::edit::repair::{RepairPlan, RepairPolicy, RepairStep, repair_all};
use crate::plan::Plan;
use crate::ui::panels::findings::severity_status;
use crate::ui::request::Scene;
use crate::ui::theme::{Status, fonts, icons};

/// Height of the list of steps, and of that of zones, at most, points.
const STEPS_HEIGHT_PT: f32 = 230.0;
const ZONES_HEIGHT_PT: f32 = 92.0;
/// Space between the columns of figures, points.
const GUTTER_PT: f32 = 14.0;

/// The policy that has been chosen, and what it would do.
#[derive(Debug)]
pub struct RepairForm {
    work: RepairPlan,
}

impl RepairForm {
    /// What a repair of `plan` by `policy` would do.
    pub fn new(plan: &Plan, policy: RepairPolicy) -> Self {
        Self { work: repair_all(plan, policy) }
    }

    /// Shows the dialog.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, focus: bool) -> Option<Answer> {
        let (texts, plan) = (scene.texts, scene.session().plan());
        title(ui, texts.get("dialog-repair-title"));
        let mut chosen = self.work.policy;
        ui.label(RichText::new(texts.get("dialog-repair-policy")).text_style(fonts::strong()));
        ui.scope(|ui| {
            dense(ui);
            for policy in RepairPolicy::ALL {
                ui.radio_value(&mut chosen, policy, policy_text(texts, policy));
            }
        });
        if chosen != self.work.policy {
            self.work = repair_all(plan, chosen);
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for rule in policy_rules(texts, chosen) {
                ui.label(RichText::new(format!("•  {rule}")).text_style(fonts::table()).color(scene.theme.weak_text));
            }
        });
        ui.separator();
        self.steps(ui, scene);
        self.zones(ui, scene);
        let work = &self.work;
        ui.separator();
        ui.label(RichText::new(summary_text(texts, work.total.cleared, work.left.len(), work.total.unallocated)).strong());
        self.answer(ui, scene, focus)
    }

    /// What will be done, and below it what will be left.
    fn steps(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let (texts, plan, work) = (scene.texts, scene.session().plan(), &self.work);
        let count = texts.format("dialog-repair-steps", &[("count", work.steps.len().into())]);
        ui.label(RichText::new(count).text_style(fonts::strong()));
        ScrollArea::vertical().max_height(STEPS_HEIGHT_PT).auto_shrink([false, true]).show(ui, |ui| {
            dense(ui);
            if work.steps.is_empty() {
                ui.label(RichText::new(texts.get("dialog-repair-nothing")).color(scene.theme.weak_text));
            }
            for step in &work.steps {
                step_lines(ui, scene, step);
            }
            if !work.slits.is_zero() {
                let area = texts.numbers().m2(work.slits, 4);
                ui.label(RichText::new(texts.format("repair-slits", &[("area", area.into())])).text_style(fonts::table()));
            }
            if !work.left.is_empty() {
                ui.add_space(4.0);
                ui.label(RichText::new(texts.get("repair-left")).text_style(fonts::strong()));
            }
            for left in &work.left {
                let text = finding_text(texts, plan, &left.finding);
                marked(ui, scene, severity_status(left.finding.severity), &text);
                indented(ui, scene, &why_left_text(texts, plan, &left.why));
            }
        });
    }

    /// What becomes of the zones, in hectares to the square metre.
    fn zones(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let (texts, plan) = (scene.texts, scene.session().plan());
        let numbers = texts.numbers();
        if self.work.total.zones.is_empty() {
            return;
        }
        ui.label(RichText::new(texts.get("dialog-repair-zones")).text_style(fonts::strong()));
        ScrollArea::vertical().id_salt("areas").max_height(ZONES_HEIGHT_PT).auto_shrink([false, true]).show(ui, |ui| {
            dense(ui);
            Grid::new("areas").num_columns(3).spacing([GUTTER_PT, 2.0]).show(ui, |ui| {
                let small = |text: String| RichText::new(text).text_style(fonts::table());
                for zone in &self.work.total.zones {
                    ui.label(small(zone_code(texts, plan, zone.zone)));
                    let before = zone.before.map_or_else(|| "–".to_owned(), |area| numbers.scaled(area.rounded_ha(4), 4));
                    let after = zone.after.map_or_else(|| "–".to_owned(), |area| numbers.ha(area, 4));
                    ui.label(small(format!("{before} → {after}")));
                    ui.label(small(change_text(texts, change_of(zone))));
                    ui.end_row();
                }
            });
        });
    }

    fn answer(&self, ui: &mut Ui, scene: &Scene<'_>, focus: bool) -> Option<Answer> {
        let texts = scene.texts;
        let can = self.work.command().is_some();
        let act = texts.format("dialog-repair-confirm", &[("count", self.work.total.cleared.into())]);
        buttons(ui, |ui| {
            let repair = primary(ui, scene.theme, can, &act);
            if focus && can {
                repair.request_focus();
            }
            let cancelled = ui.button(texts.get("dialog-cancel")).clicked();
            if repair.clicked() { Some(Answer::RepairAll(self.work.policy)) } else { cancelled.then_some(Answer::Close) }
        })
    }
}

fn step_lines(ui: &mut Ui, scene: &Scene<'_>, step: &RepairStep) {
    let (texts, plan) = (scene.texts, scene.session().plan());
    marked(ui, scene, severity_status(step.finding.severity), &finding_text(texts, plan, &step.finding));
    let fix = fix_text(texts, plan, step.fix.kind, step.fix.zone);
    let outcome = step.fix.outcome.as_ref().map(|outcome| outcome_text(texts, plan, outcome)).unwrap_or_default();
    indented(ui, scene, format!("{} {fix}   {outcome}", icons::ARROW_RIGHT).trim_end());
}

/// Lines as close as in a text.
fn dense(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.spacing_mut().interact_size.y = 18.0;
}

/// A fault with the sign of its gravity.
fn marked(ui: &mut Ui, scene: &Scene<'_>, status: Status, text: &str) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(status.icon()).color(scene.theme.status(status)));
        ui.add(Label::new(RichText::new(text).text_style(fonts::table())).wrap());
    });
}

fn indented(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.horizontal(|ui| {
        ui.add_space(22.0);
        ui.add(Label::new(RichText::new(text).text_style(fonts::table()).color(scene.theme.weak_text)).wrap());
    });
}
