//! The list of findings, with what clears them.

use eframe::egui::{Label, Rect, RichText, Role, Ui, pos2, vec2};

use super::table::{Row, figure, heading, name_region, runs, visible_rows};
use crate::app::Texts;
use crate::app::law::{rule_help, rule_title};
use crate::app::phrase::{finding_text, zone_code};
use crate::check::{Finding, Rule, Severity};
use crate::edit::Command;
use crate::plan::{Plan, ZoneId};
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

/// Ways to clear a finding: what the button says, and the command.
pub fn repairs(finding: &Finding, plan: &Plan, texts: &Texts) -> Vec<(String, Command)> {
    let named = |id: &str, zone: ZoneId| texts.format(id, &[("zone", zone_code(texts, plan, zone).into())]);
    match (finding.rule, &finding.zones[..], finding.at) {
        (Rule::Gap, zones, Some(at)) => {
            let receivers: Vec<ZoneId> =
                if zones.is_empty() { plan.zones().map(|z| z.id).take(6).collect() } else { zones.to_vec() };
            let is_free = |id: &ZoneId| plan.zone(*id).is_some_and(|zone| !zone.attributes.locked);
            let give = |to: ZoneId| (named("repair-fill-gap", to), Command::Allocate { at, to });
            receivers.into_iter().filter(is_free).map(give).collect()
        }
        (Rule::Overlap, &[a, b], _) => [(a, b), (b, a)]
            .into_iter()
            .map(|(keep, from)| (named("repair-give-overlap", keep), Command::ResolveOverlap { keep, from }))
            .collect(),
        (Rule::Duplicate, &[_, b], _) => {
            vec![(named("repair-delete-duplicate", b), Command::DeleteZones { zones: vec![b] })]
        }
        (Rule::Outside, &[zone], _) => {
            vec![(texts.get("repair-trim-outside").to_owned(), Command::ClipToBoundary { zone })]
        }
        _ => Vec::new(),
    }
}

/// Shows the list; `active` is the finding that was shown last, whose repairs are offered below it. With `reveal` the list is scrolled
/// so that both are seen or, if none is active, its beginning.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, (active, reveal): (Option<usize>, bool), requests: &mut Vec<Request>) {
    let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
    let findings = session.findings();
    let note = if findings.is_empty() {
        String::new()
    } else {
        texts.format("panel-findings-count", &[("count", findings.len().into())])
    };
    let top = ui.cursor().min;
    heading(ui, theme, texts.get("panel-findings"), &note, None);
    if reveal && active.is_none() {
        let first_rows = vec2(ui.available_width(), ui.cursor().top() - top.y + 3.0 * FINDING_HEIGHT_PT);
        ui.scroll_to_rect(Rect::from_min_size(top, first_rows), None);
    }
    if findings.is_empty() {
        ui.horizontal(|ui| {
            ui.label(RichText::new(Status::Pass.icon()).color(theme.pass));
            ui.label(RichText::new(texts.get("panel-empty-findings")).color(theme.weak_text));
        });
        return;
    }
    ui.scope(|ui| {
        name_region(ui, Role::List, texts.get("a11y-finding-list"));
        list(ui, scene, (active, reveal), requests);
    });
}

fn list(ui: &mut Ui, scene: &Scene<'_>, (active, reveal): (Option<usize>, bool), requests: &mut Vec<Request>) {
    let findings = scene.session().findings();
    let active = active.filter(|index| *index < findings.len());
    let split = active.map_or(findings.len(), |index| index + 1);
    let top = ui.cursor().min;
    visible_rows(ui, split, FINDING_HEIGHT_PT, |ui, index| finding_row(ui, scene, index, active, requests));
    let Some((index, finding)) = active.and_then(|index| Some((index, findings.get(index)?))) else { return };
    offer_repairs(ui, scene, finding, requests);
    if reveal {
        let top = top + vec2(0.0, index as f32 * FINDING_HEIGHT_PT);
        ui.scroll_to_rect(Rect::from_two_pos(top, ui.cursor().min), None);
    }
    ui.push_id("after", |ui| {
        visible_rows(ui, findings.len() - split, FINDING_HEIGHT_PT, |ui, index| {
            finding_row(ui, scene, split + index, active, requests);
        });
    });
}

fn finding_row(ui: &mut Ui, scene: &Scene<'_>, index: usize, active: Option<usize>, requests: &mut Vec<Request>) {
    let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
    let Some(finding) = session.findings().get(index) else { return };
    let message = finding_text(texts, session.plan(), finding);
    let severity = texts.get(severity_id(finding.severity));
    let spoken = texts.format("a11y-finding-row", &[("severity", severity.into()), ("message", message.as_str().into())]);
    let row = Row::show(ui, theme, FINDING_HEIGHT_PT, active == Some(index), &spoken);
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

fn offer_repairs(ui: &mut Ui, scene: &Scene<'_>, finding: &Finding, requests: &mut Vec<Request>) {
    let (session, texts) = (scene.session(), scene.texts);
    let repairs = repairs(finding, session.plan(), texts);
    ui.horizontal(|ui| {
        ui.add_space(16.0);
        ui.vertical(|ui| {
            if repairs.is_empty() {
                let help = RichText::new(rule_help(texts, finding.rule)).text_style(fonts::table());
                ui.add(Label::new(help.color(scene.theme.weak_text)).wrap());
            }
            for (label, command) in repairs {
                let label = RichText::new(format!("{}  {label}", icons::BANDAIDS)).text_style(fonts::table());
                if ui.button(label).clicked() {
                    requests.push(Request::Perform(Box::new(command)));
                }
            }
        });
    });
    ui.add_space(4.0);
}

const fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "finding-severity-error",
        Severity::Warning => "finding-severity-warning",
        Severity::Info => "finding-severity-info",
    }
}
