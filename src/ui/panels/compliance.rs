//! How the plan stands to each rule: what fails first, with figure, demand, source and how well that is founded.

use eframe::egui::{Label, RichText, Role, ScrollArea, TextStyle, Ui};

use super::table::{icon_button, name_region};
use crate::app::law::{
    assessment_figures, assessment_word, confidence_text, day_text, law_title, rule_help, validity_text, wording,
};
use crate::app::law_action::LawAction;
use crate::app::{Action, CopyAction, Texts};
use crate::check::{Assessment, Grade, Rule, Standing};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{Status, fonts, icons};

/// The list of rules by state.
#[derive(Debug, Default)]
pub struct CompliancePanel {
    /// Document, plan revision and level the list is of.
    of: Option<(u64, u64)>,
    assessments: Vec<Assessment>,
}

/// The states in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Fail,
    Warning,
    Unknown,
    Pass,
    NotInForce,
}

impl Group {
    const ALL: [Self; 5] = [Self::Fail, Self::Warning, Self::Unknown, Self::Pass, Self::NotInForce];

    const fn of(assessment: &Assessment) -> Self {
        match (assessment.standing, assessment.outcome.grade) {
            (Standing::InForce, Grade::Fail) => Self::Fail,
            (Standing::InForce, Grade::Warning | Grade::Note) => Self::Warning,
            (Standing::InForce, Grade::Unknown) => Self::Unknown,
            (Standing::InForce, Grade::Pass) => Self::Pass,
            _ => Self::NotInForce,
        }
    }

    const fn status(self) -> Status {
        match self {
            Self::Fail => Status::Error,
            Self::Warning => Status::Warning,
            Self::Pass => Status::Pass,
            Self::Unknown | Self::NotInForce => Status::Unknown,
        }
    }

    fn heading(self, texts: &Texts) -> &str {
        texts.get(match self {
            Self::Fail => "verdict-fail",
            Self::Warning => "panel-compliance-warnings",
            Self::Unknown => "verdict-insufficient",
            Self::Pass => "verdict-pass",
            Self::NotInForce => "panel-compliance-not-in-force",
        })
    }
}

impl CompliancePanel {
    /// Shows the list.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
        let revisions = session.revisions();
        let now = (revisions.document, revisions.shown);
        if self.of.replace(now) != Some(now) {
            self.assessments = session.assessments();
        }
        ui.horizontal(|ui| {
            ui.label(RichText::new(texts.get("panel-compliance")).text_style(TextStyle::Heading));
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                if icon_button(ui, icons::X, texts.get("action-close"), false).clicked() {
                    requests.push(Request::Do(Action::Law(LawAction::Compliance)));
                }
                let copy = Action::Copy(CopyAction::Rules);
                if icon_button(ui, icons::COPY, texts.get(copy.text_id()), false).clicked() {
                    requests.push(Request::Do(copy));
                }
            });
        });
        let day = texts.format("cli-rules-day", &[("day", day_text(session.checker().day()).into())]);
        ui.add(Label::new(RichText::new(day).text_style(fonts::table()).color(theme.weak_text)).wrap());
        ui.horizontal_wrapped(|ui| {
            for (action, icon) in [(LawAction::Settings, icons::SLIDERS_HORIZONTAL), (LawAction::LoadRules, icons::FOLDER_OPEN)] {
                let label = format!("{icon} {}", texts.get(action.text_id()));
                let button = ui.button(RichText::new(label).text_style(fonts::table()));
                if button.on_hover_text(texts.get(action.tip_id())).clicked() {
                    requests.push(Request::Do(Action::Law(action)));
                }
            }
        });
        ui.add_space(4.0);
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            name_region(ui, Role::List, texts.get("panel-compliance"));
            ui.set_max_width(ui.available_width() - 6.0);
            for group in Group::ALL {
                let of_group = || self.assessments.iter().filter(move |assessment| Group::of(assessment) == group);
                let count = of_group().count();
                if count == 0 {
                    continue;
                }
                let status = group.status();
                let title = format!("{}  {} ({count})", status.icon(), group.heading(texts));
                ui.add_space(4.0);
                ui.label(RichText::new(title).text_style(fonts::strong()).color(theme.status(status)));
                ui.separator();
                of_group().for_each(|assessment| entry(ui, scene, assessment, requests));
            }
        });
    }
}

/// One rule: name, verdict with figure and demand, and on what it rests; a click selects the zones that breach it.
fn entry(ui: &mut Ui, scene: &Scene<'_>, assessment: &Assessment, requests: &mut Vec<Request>) {
    let (texts, theme) = (scene.texts, scene.theme);
    let rule = assessment.rule;
    let line = |ui: &mut Ui, text: String, style: TextStyle, colour| {
        ui.add(Label::new(RichText::new(text).text_style(style).color(colour)).wrap());
    };
    ui.spacing_mut().item_spacing.y = 1.0;
    line(ui, law_title(texts, rule), fonts::strong(), theme.text);
    let figures = if rule.built_in().is_some() { String::new() } else { assessment_figures(texts, assessment) };
    let parts = [assessment_word(texts, assessment), &figures, &validity_text(texts, rule)].map(str::to_owned);
    let verdict: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    line(ui, verdict.join(" · "), fonts::table(), theme.status(Group::of(assessment).status()));
    let is_breached = assessment.outcome.grade.severity().is_some() && assessment.standing == Standing::InForce;
    if is_breached || assessment.standing == Standing::Disabled {
        line(ui, rule_help(texts, rule.built_in().unwrap_or(Rule::Statute(rule))), fonts::table(), theme.text);
    }
    let transition = rule.transition.as_ref().filter(|_| assessment.standing == Standing::Expired);
    transition.into_iter().for_each(|words| line(ui, wording(texts, words).to_owned(), fonts::table(), theme.text));
    let confidence = confidence_text(texts, rule.confidence);
    let source = [("source", rule.source.as_str().into()), ("confidence", confidence.into())];
    let basis = format!("{} · {}", rule.label(), texts.format("cli-rule-source", &source));
    line(ui, basis, fonts::table(), theme.weak_text);
    if !assessment.zones.is_empty() {
        let label = texts.format("panel-compliance-select", &[("count", assessment.zones.len().into())]);
        if ui.button(RichText::new(format!("{} {label}", icons::SELECTION)).text_style(fonts::table())).clicked() {
            requests.push(Request::Select(assessment.zones.clone()));
            requests.push(Request::Do(Action::ZoomSelection));
        }
    }
    ui.add_space(8.0);
}
