//! What a zone or plot is used for and what may be built on it, to be read and changed.

use eframe::egui::{ComboBox, Key, Response, RichText, Ui};

use super::chooser::{Chosen, land_use_combo};
use crate::app::land_table::{phase_id, priority_id};
use crate::app::{Language, Texts};
use crate::edit::Command;
use crate::plan::{LandUse, Phase, PriorityField, Zone, ZoneAttributes, ZoneId};
use crate::ui::panels::properties::{named, set, text_field};
use crate::ui::panels::table::heading;
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{fonts, icons};

/// Storeys nobody plans.
const TOO_MANY_STOREYS: u16 = 300;
/// Floor area per land area nobody plans.
const MOST_FLOOR_AREA_RATIO: f64 = 100.0;
/// How much more floor area than coverage times storeys is worth a word.
const RATIO_TOLERANCE: f64 = 0.005;

/// The figures being typed about one zone or plot.
#[derive(Debug, Clone, Default)]
pub struct LandForm {
    zone: Option<ZoneId>,
    language: Language,
    /// What the fields were filled from.
    attributes: ZoneAttributes,
    fields: Fields,
}

/// The fields in which a figure is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Fields {
    storeys: String,
    coverage: String,
    ratio: String,
}

/// What the fields say; `Err` is the text id of why it cannot be taken.
type Typed<T> = Result<Option<T>, &'static str>;

impl Fields {
    fn of(attributes: &ZoneAttributes, texts: &Texts) -> Self {
        let figure = |value: Option<f64>| value.map(|value| shortest(texts, value)).unwrap_or_default();
        Self {
            storeys: attributes.storeys.map(|storeys| storeys.to_string()).unwrap_or_default(),
            coverage: figure(attributes.building_coverage_pct),
            ratio: figure(attributes.floor_area_ratio),
        }
    }

    fn storeys(&self) -> Typed<u16> {
        match self.storeys.trim() {
            "" => Ok(None),
            typed => typed.parse().ok().filter(|n| (1..TOO_MANY_STOREYS).contains(n)).map(Some).ok_or("panel-storeys-fault"),
        }
    }

    fn coverage(&self, texts: &Texts) -> Typed<f64> {
        figure(&self.coverage, texts, 100.0, "panel-coverage-fault")
    }

    fn ratio(&self, texts: &Texts) -> Typed<f64> {
        figure(&self.ratio, texts, MOST_FLOOR_AREA_RATIO, "panel-floor-area-ratio-fault")
    }

    /// `attributes` with what has been typed; a figure that cannot be read stays as it was.
    fn applied_to(&self, attributes: &ZoneAttributes, texts: &Texts) -> ZoneAttributes {
        if *self == Self::of(attributes, texts) {
            return attributes.clone();
        }
        ZoneAttributes {
            storeys: self.storeys().unwrap_or(attributes.storeys),
            building_coverage_pct: self.coverage(texts).unwrap_or(attributes.building_coverage_pct),
            floor_area_ratio: self.ratio(texts).unwrap_or(attributes.floor_area_ratio),
            ..attributes.clone()
        }
    }
}

/// A figure above 0 and up to `most`; an empty field means none.
fn figure(typed: &str, texts: &Texts, most: f64, fault: &'static str) -> Typed<f64> {
    let typed = typed.trim().trim_end_matches('%').trim();
    if typed.is_empty() {
        return Ok(None);
    }
    texts.numbers().parse(typed).filter(|value| *value > 0.0 && *value <= most).map(Some).ok_or(fault)
}

/// A figure with as many decimals as it has, at most four.
fn shortest(texts: &Texts, value: f64) -> String {
    let decimals = (0..4).find(|d| (value * 10_f64.powi(*d) - (value * 10_f64.powi(*d)).round()).abs() < 1e-9).unwrap_or(4);
    texts.numbers().number(value, decimals.cast_unsigned())
}

impl LandForm {
    /// Shows what is declared about the use of a zone or plot.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, zone: &Zone, requests: &mut Vec<Request>) {
        let texts = scene.texts;
        self.follow(Some(zone), texts, requests);
        let present = &zone.attributes;
        let change = |attributes: ZoneAttributes| set(zone.id, attributes);
        land_use_field(ui, scene, Chosen::One(present.land_use), |land_use| {
            requests.push(change(ZoneAttributes { land_use, ..present.clone() }));
        });
        self.figures(ui, scene, zone, requests);
        phase_field(ui, scene, Some(present.phase), |phase| requests.push(change(ZoneAttributes { phase, ..present.clone() })));
        priority_field(ui, scene, Some(present.priority), |priority| {
            requests.push(change(ZoneAttributes { priority, ..present.clone() }));
        });
    }

    /// No single zone is selected: keeps what was typed, and offers what several can be given at once.
    pub fn rest(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        self.follow(None, scene.texts, requests);
        if scene.session().selection().len() > 1 {
            several(ui, scene, requests);
        }
    }

    fn follow(&mut self, selected: Option<&Zone>, texts: &Texts, requests: &mut Vec<Request>) {
        let id = selected.map(|zone| zone.id);
        if self.zone != id
            && let Some(former) = self.zone
        {
            self.commit(former, texts, requests);
        }
        let is_current = selected.is_none_or(|zone| zone.attributes == self.attributes);
        if self.zone != id || !is_current || self.language != texts.language() {
            self.attributes = selected.map(|zone| zone.attributes.clone()).unwrap_or_default();
            self.fields = Fields::of(&self.attributes, texts);
        }
        (self.zone, self.language) = (id, texts.language());
    }

    fn commit(&self, zone: ZoneId, texts: &Texts, requests: &mut Vec<Request>) {
        let attributes = self.fields.applied_to(&self.attributes, texts);
        if attributes != self.attributes {
            requests.push(set(zone, attributes));
        }
    }

    /// A field was left: keeps what was typed, unless Escape was pressed.
    fn left(&mut self, ui: &Ui, response: &Response, zone: ZoneId, texts: &Texts, requests: &mut Vec<Request>) {
        if !response.lost_focus() {
            return;
        }
        if ui.input(|i| i.key_pressed(Key::Escape)) {
            self.fields = Fields::of(&self.attributes, texts);
        } else {
            self.commit(zone, texts, requests);
        }
    }

    fn figures(&mut self, ui: &mut Ui, scene: &Scene<'_>, zone: &Zone, requests: &mut Vec<Request>) {
        let (texts, theme) = (scene.texts, scene.theme);
        let none = texts.get("panel-no-target");
        let storeys = text_field(ui, theme, texts.get("panel-storeys"), &mut self.fields.storeys, none);
        let coverage = text_field(ui, theme, texts.get("panel-coverage"), &mut self.fields.coverage, none);
        let ratio = text_field(ui, theme, texts.get("panel-floor-area-ratio"), &mut self.fields.ratio, none);
        let faults = [self.fields.storeys().err(), self.fields.coverage(texts).err(), self.fields.ratio(texts).err()];
        for fault in faults.into_iter().flatten() {
            let text = format!("{} {}", icons::WARNING_CIRCLE, texts.get(fault));
            ui.label(RichText::new(text).text_style(fonts::table()).color(theme.error));
        }
        if let Some(most) = self.least_ratio_exceeded(texts) {
            let text =
                texts.format("panel-floor-area-ratio-high", &[("most", shortest(texts, (most * 100.0).round() / 100.0).into())]);
            ui.label(RichText::new(format!("{} {text}", icons::WARNING)).text_style(fonts::table()).color(theme.warning));
        }
        for response in [&storeys, &coverage, &ratio] {
            self.left(ui, response, zone.id, texts, requests);
        }
    }

    /// Coverage times storeys, if more floor area is allowed than that gives.
    fn least_ratio_exceeded(&self, texts: &Texts) -> Option<f64> {
        let storeys = self.fields.storeys().ok().flatten()?;
        let coverage_pct = self.fields.coverage(texts).ok().flatten()?;
        let ratio = self.fields.ratio(texts).ok().flatten()?;
        let most = coverage_pct / 100.0 * f64::from(storeys);
        (ratio > most + RATIO_TOLERANCE).then_some(most)
    }
}

/// What several selected zones or plots can be given at once.
fn several(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (session, texts) = (scene.session(), scene.texts);
    let zones: Vec<&Zone> = session.selection().iter().filter_map(|id| session.plan().zone(*id)).collect();
    let Some(first) = zones.first().map(|zone| &zone.attributes) else { return };
    let count = texts.numbers().scaled(zones.len() as i128, 0);
    heading(ui, scene.theme, scene.by_level("panel-properties-several", "panel-properties-plots"), &count, None);
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut change = |code: &'static str, change: &dyn Fn(&ZoneAttributes) -> ZoneAttributes| {
        let commands = zones.iter().map(|zone| {
            let attributes = Box::new(change(&zone.attributes));
            Command::SetAttributes { zone: zone.id, attributes }
        });
        requests.push(Request::Perform(Box::new(Command::Several { code, commands: commands.collect() })));
    };
    let is_common = |same: &dyn Fn(&ZoneAttributes) -> bool| zones.iter().all(|zone| same(&zone.attributes));
    let land_use = if is_common(&|a| a.land_use == first.land_use) { Chosen::One(first.land_use) } else { Chosen::Several };
    land_use_field(ui, scene, land_use, |land_use| change("set-land-use", &|a| ZoneAttributes { land_use, ..a.clone() }));
    let phase = is_common(&|a| a.phase == first.phase).then_some(first.phase);
    phase_field(ui, scene, phase, |phase| change("set-phase", &|a| ZoneAttributes { phase, ..a.clone() }));
    let priority = is_common(&|a| a.priority == first.priority).then_some(first.priority);
    priority_field(ui, scene, priority, |priority| change("set-priority", &|a| ZoneAttributes { priority, ..a.clone() }));
    ui.add_space(4.0);
}

fn land_use_field(ui: &mut Ui, scene: &Scene<'_>, present: Chosen, choose: impl FnOnce(Option<LandUse>)) {
    let (label, (response, chosen)) = named(ui, scene.theme, scene.texts.get("panel-land-use"), |ui| {
        let width_pt = ui.available_width();
        land_use_combo(ui, scene, "land use", width_pt, present)
    });
    response.labelled_by(label);
    if let Some(land_use) = chosen {
        choose(land_use);
    }
}

fn phase_field(ui: &mut Ui, scene: &Scene<'_>, present: Option<Option<Phase>>, choose: impl FnOnce(Option<Phase>)) {
    let choices: Vec<_> = Phase::ALL.into_iter().map(|phase| (Some(phase), phase_id(phase))).collect();
    choice_field(ui, scene, ("panel-phase", "panel-phase-none"), &choices, present, choose);
}

fn priority_field(
    ui: &mut Ui,
    scene: &Scene<'_>,
    present: Option<Option<PriorityField>>,
    choose: impl FnOnce(Option<PriorityField>),
) {
    let choices: Vec<_> = PriorityField::ALL.into_iter().map(|field| (Some(field), priority_id(field))).collect();
    choice_field(ui, scene, ("panel-priority", "panel-priority-none"), &choices, present, choose);
}

/// A list of a few things and none of them; `present` is `None` where several zones have several.
fn choice_field<T: Copy + PartialEq>(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (name, none): (&'static str, &'static str),
    choices: &[(Option<T>, &'static str)],
    present: Option<Option<T>>,
    choose: impl FnOnce(Option<T>),
) {
    let texts = scene.texts;
    let all: Vec<(Option<T>, &'static str)> = choices.iter().copied().chain([(None, none)]).collect();
    let shown =
        present.map_or("panel-several-values", |p| all.iter().find(|(choice, _)| *choice == p).map_or(none, |(_, id)| *id));
    let mut chosen = None;
    let (label, response) = named(ui, scene.theme, texts.get(name), |ui| {
        let combo = ComboBox::from_id_salt(name).selected_text(texts.get(shown)).width(ui.available_width()).truncate();
        combo
            .show_ui(ui, |ui| {
                for (choice, id) in &all {
                    if ui.selectable_label(present == Some(*choice), texts.get(id)).clicked() && present != Some(*choice) {
                        chosen = Some(*choice);
                    }
                }
            })
            .response
    });
    response.labelled_by(label);
    if let Some(choice) = chosen {
        choose(choice);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(storeys: &str, coverage: &str, ratio: &str) -> Fields {
        Fields { storeys: storeys.into(), coverage: coverage.into(), ratio: ratio.into() }
    }

    #[test]
    fn figures_are_read_in_the_language_of_the_window_and_what_cannot_be_stays() {
        let texts = Texts::new(Language::Vietnamese);
        let before = ZoneAttributes { storeys: Some(5), floor_area_ratio: Some(2.5), ..ZoneAttributes::default() };
        assert_eq!(Fields::of(&before, &texts), fields("5", "", "2,5"));
        let after = fields("7", "40 %", "2,75").applied_to(&before, &texts);
        assert_eq!((after.storeys, after.building_coverage_pct, after.floor_area_ratio), (Some(7), Some(40.0), Some(2.75)));
        let unread = fields("bảy", "140", "-1").applied_to(&before, &texts);
        assert_eq!(unread, before);
        assert_eq!(fields("", "", "").applied_to(&before, &texts).storeys, None);
    }

    #[test]
    fn more_floor_area_than_coverage_times_storeys_is_pointed_out() {
        let texts = Texts::new(Language::English);
        let most = |coverage: &str, ratio: &str| {
            LandForm { fields: fields("5", coverage, ratio), ..LandForm::default() }.least_ratio_exceeded(&texts)
        };
        assert_eq!((most("40", "2"), most("40", ""), most("", "9")), (None, None, None));
        assert_eq!(most("40", "2.5"), Some(2.0));
    }
}
