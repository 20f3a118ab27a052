//! The balance: verdict, approved area, what is left or too much, and the bar.

use eframe::egui::{self, RichText, Ui};

use super::bar;
use crate::app::explain::Figure;
pub use crate::app::tables::HA_DECIMALS;
use crate::app::wording::reason_text;
use crate::app::{Action, Texts};
use crate::check::{Judgement, Reason, Verdict};
use crate::geometry::ExactArea;
use crate::geometry::coverage::NOISE_AREA;
use crate::plan::{Balance, Ledger};
use crate::ui::explain::{explain_on_click, question_button};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{Status, Theme, fonts};

/// The residual as the panel says it: sign, figure and word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residual {
    /// Signed figure with unit, e.g. "+0,37 ha"; in m² where two decimals of a hectare would hide it.
    pub figure: String,
    /// Id of the text that says what it is.
    pub word_id: &'static str,
    /// Whether it fits, is left, or is too much.
    pub status: Status,
}

impl Residual {
    /// The residual of a ledger.
    pub fn of(ledger: &Ledger, texts: &Texts) -> Self {
        let residual = ledger.residual();
        let balance = ledger.balance();
        let status = match balance {
            Balance::Met => Status::Pass,
            Balance::Left => Status::Warning,
            Balance::Excess => Status::Error,
        };
        let shown = if balance == Balance::Met { ExactArea::ZERO } else { residual };
        Self { figure: signed_area(texts, shown), word_id: balance.word_id(), status }
    }
}

/// A signed area with unit: in hectares or, where these would say zero, in square metres.
pub fn signed_area(texts: &Texts, area: ExactArea) -> String {
    let numbers = texts.numbers();
    if area.rounded_ha(HA_DECIMALS) == 0 && !area.is_zero() {
        let decimals = if area.abs() < ExactArea::from_m2(1.0) { 4 } else { 1 };
        return format!("{} m²", numbers.signed(area.rounded_m2(decimals), decimals));
    }
    format!("{} ha", numbers.signed(area.rounded_ha(HA_DECIMALS), HA_DECIMALS))
}

/// The status a verdict is shown with.
pub const fn verdict_status(verdict: Verdict) -> Status {
    match verdict {
        Verdict::Pass => Status::Pass,
        Verdict::Fail => Status::Error,
        Verdict::Insufficient => Status::Unknown,
    }
}

/// Shows verdict, approved area, residual and bar.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    ui.spacing_mut().item_spacing.y = 3.0;
    if scene.session().entered_zone().is_some() {
        zone_area(ui, scene);
    } else {
        let judgement = scene.session().judgement();
        verdict(ui, scene, &judgement);
        ui.add_space(4.0);
        approved(ui, scene, requests);
    }
    residual(ui, scene, requests);
    definition(ui, scene, requests);
    ui.add_space(4.0);
    bar::show(ui, scene);
}

fn verdict(ui: &mut Ui, scene: &Scene<'_>, judgement: &Judgement) {
    let (texts, theme) = (scene.texts, scene.theme);
    let status = verdict_status(judgement.verdict);
    let colour = theme.status(status);
    ui.horizontal(|ui| {
        ui.label(RichText::new(status.icon()).size(18.0).color(colour));
        let word = texts.get(verdict_id(judgement.verdict));
        ui.label(RichText::new(word).text_style(egui::TextStyle::Heading).color(colour));
    });
    reasons(ui, scene, judgement);
}

/// The reasons of a verdict as running text; that a boundary is illustrative stands by itself.
pub fn reasons(ui: &mut Ui, scene: &Scene<'_>, judgement: &Judgement) {
    let (about_boundary, about_plan): (Vec<Reason>, Vec<Reason>) =
        judgement.reasons.iter().partition(|reason| **reason == Reason::SyntheticBoundary);
    for reasons in [about_plan, about_boundary] {
        let text: Vec<String> = reasons.into_iter().map(|reason| reason_text(scene.texts, reason)).collect();
        if !text.is_empty() {
            ui.label(RichText::new(text.join(" ")).text_style(fonts::table()).color(scene.theme.weak_text));
        }
    }
}

/// Id of the word for a verdict.
pub const fn verdict_id(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "verdict-pass",
        Verdict::Fail => "verdict-fail",
        Verdict::Insufficient => "verdict-insufficient",
    }
}

fn approved(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (texts, session) = (scene.texts, scene.session());
    let area = texts.numbers().ha(session.ledger().approved, HA_DECIMALS);
    let exact = texts.numbers().m2(session.ledger().approved, 1);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let figure = RichText::new(texts.format("panel-approved-figure", &[("area", area.into())])).text_style(fonts::strong());
        explain_on_click(clickable(ui, figure).on_hover_text(exact), scene, Figure::Approved, requests);
        let decision = session.plan().approval().decision.as_str();
        if !decision.is_empty() {
            let text = texts.format("panel-decision", &[("decision", decision.into())]);
            ui.label(RichText::new(text).text_style(fonts::table()).color(scene.theme.weak_text));
        }
    });
}

/// The area that is to be divided into plots.
fn zone_area(ui: &mut Ui, scene: &Scene<'_>) {
    let (numbers, area) = (scene.texts.numbers(), scene.session().ledger().approved);
    let text = scene.texts.format("panel-zone-figure", &[("area", numbers.ha(area, HA_DECIMALS).into())]);
    ui.label(RichText::new(text).text_style(fonts::strong())).on_hover_text(numbers.m2(area, 4));
}

fn residual(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (texts, theme, ledger) = (scene.texts, scene.theme, scene.session().ledger());
    let residual = Residual::of(ledger, texts);
    let colour = theme.status(residual.status);
    let word = match residual.status {
        Status::Pass => scene.by_level(residual.word_id, "panel-plots-complete-word"),
        Status::Warning => scene.by_level(residual.word_id, "panel-plots-left"),
        _ => texts.get(residual.word_id),
    };
    let exact = format!("{} m²", texts.numbers().signed(ledger.residual().rounded_m2(4), 4));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(residual.status.icon()).size(20.0).color(colour));
        let figure = RichText::new(&residual.figure).text_style(fonts::residual()).color(colour);
        explain_on_click(clickable(ui, figure).on_hover_text(exact), scene, Figure::Residual, requests);
        ui.label(RichText::new(word).text_style(fonts::strong()).color(colour));
        if let Some(before) = scene.session().ledger_before() {
            change(ui, theme, texts, before.residual(), ledger.residual());
        }
    });
    let is_park = scene.session().entered_zone().is_none();
    let drawn_id = if is_park { "panel-drawn-figure" } else { "panel-plots-figure" };
    let drawn = texts.format(drawn_id, &[("area", texts.numbers().ha(ledger.zones_total, HA_DECIMALS).into())]);
    let drawn = RichText::new(drawn).text_style(fonts::table()).color(theme.text);
    ui.horizontal(|ui| {
        let drawn = clickable(ui, drawn).on_hover_text(texts.numbers().m2(ledger.zones_total, 4));
        explain_on_click(drawn, scene, Figure::Drawn, requests);
        question_button(ui, scene, Figure::Residual, requests);
    });
}

/// A figure that can be clicked.
fn clickable(ui: &mut Ui, text: RichText) -> egui::Response {
    ui.add(egui::Label::new(text).sense(egui::Sense::click()))
}

/// Whether land changed hands, and not just a border got a node.
pub fn has_changed(before: ExactArea, now: ExactArea) -> bool {
    (now - before).abs() >= NOISE_AREA
}

/// Writes how much a figure has changed since the gesture began.
fn change(ui: &mut Ui, theme: &Theme, texts: &Texts, before: ExactArea, now: ExactArea) {
    let by = now - before;
    if has_changed(before, now) {
        let text = format!("({})", signed_area(texts, by));
        let tip = texts.format("panel-change", &[("change", signed_area(texts, by).into())]);
        ui.label(RichText::new(text).text_style(fonts::table_bold()).color(theme.accent)).on_hover_text(tip);
    }
}

/// In small type what kind of area this is; a click opens all definitions.
fn definition(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let meridian = scene.session().plan().crs().central_meridian_text();
    let text = scene.texts.format("area-grid-short", &[("meridian", meridian.into())]);
    let link = ui.link(RichText::new(text).text_style(egui::TextStyle::Small));
    if link.on_hover_text(scene.texts.get("action-area-definitions")).clicked() {
        requests.push(Request::Do(Action::AreaDefinitions));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Language;

    #[test]
    fn the_residual_never_hides_a_small_difference() {
        let texts = Texts::new(Language::Vietnamese);
        let ledger = |drawn: ExactArea| Ledger { approved: ExactArea::from_ha(663.19), zones_total: drawn, ..Ledger::default() };
        let residual = |drawn: ExactArea| Residual::of(&ledger(drawn), &texts);
        assert_eq!(residual(ExactArea::from_ha(663.19)).figure, "0,00 ha");
        assert_eq!(residual(ExactArea::from_ha(662.82)).figure, "+0,37 ha");
        assert_eq!(residual(ExactArea::from_m2(6_631_912.0)).figure, "−12,0 m²");
        assert_eq!(residual(ExactArea::from_m2(6_631_899.98)).figure, "+0,0200 m²");
        let rounding = residual(ExactArea::from_m2(6_631_900.000_4));
        assert_eq!((rounding.figure.as_str(), rounding.status), ("0,00 ha", Status::Pass), "nodes are rounded to the micrometre");
        assert_eq!(residual(ExactArea::from_m2(6_631_912.0)).word_id, "panel-residual-excess");
        assert_eq!(residual(ExactArea::ZERO).status, Status::Warning);
    }
}
