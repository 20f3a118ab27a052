//! Selecting zones by what is written about them, and by where they lie.

use eframe::egui::{self, ComboBox, Grid, Response, RichText, TextEdit, Ui};

use super::{Answer, buttons, primary, title};
use crate::app::select_by::{AttributeQuery, LocationQuery, Place, TargetState};
use crate::geometry::ExactArea;
use crate::geometry::area::NumberFormat;
use crate::geometry::grid::UM_PER_M;
use crate::plan::{Division, Relation, ZoneFunction, ZoneId};
use crate::ui::panels::properties::function_id;
use crate::ui::request::Scene;
use crate::ui::theme::{Status, fonts};

/// Width of the fields, points.
const FIELD_PT: f32 = 300.0;
/// Largest distance one can ask for, metres.
const MOST_M: f64 = 100_000.0;

/// What has been chosen and typed about attributes.
#[derive(Debug, Clone, Default)]
pub struct AttributeForm {
    query: AttributeQuery,
    least: String,
    most: String,
}

/// What has been chosen and typed about places.
#[derive(Debug, Clone)]
pub struct LocationForm {
    relation: RelationChoice,
    place: Place,
    distance: String,
    /// The question asked last and what was found, for the same state of plan and selection.
    found: Option<((u64, u64), LocationQuery, Vec<ZoneId>)>,
}

impl Default for LocationForm {
    fn default() -> Self {
        Self { relation: RelationChoice::default(), place: Place::default(), distance: "100".into(), found: None }
    }
}

/// A relation without its distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum RelationChoice {
    #[default]
    Touches,
    Inside,
    Overlaps,
    Near,
}

impl RelationChoice {
    const ALL: [Self; 4] = [Self::Inside, Self::Touches, Self::Overlaps, Self::Near];

    const fn text_id(self) -> &'static str {
        match self {
            Self::Inside => "dialog-select-inside",
            Self::Touches => "dialog-select-touches",
            Self::Overlaps => "dialog-select-overlaps",
            Self::Near => "dialog-select-near",
        }
    }
}

const TARGETS: [(TargetState, &str); 4] = [
    (TargetState::Any, "dialog-select-any"),
    (TargetState::Set, "dialog-select-target-set"),
    (TargetState::NotSet, "dialog-select-target-none"),
    (TargetState::Missed, "dialog-select-target-missed"),
];
const LOCKS: [(Option<bool>, &str); 3] =
    [(None, "dialog-select-any"), (Some(true), "dialog-select-locked"), (Some(false), "dialog-select-unlocked")];

impl AttributeForm {
    /// Shows the dialog.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, focus: bool) -> Option<Answer> {
        let texts = scene.texts;
        title(ui, texts.get("dialog-select-attribute-title"));
        ui.label(RichText::new(texts.get("dialog-select-attribute-text")).color(scene.theme.weak_text));
        let mut is_sound = true;
        Grid::new("attributes").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
            let words = row(ui, texts.get("dialog-select-words"), |ui| text_field(ui, &mut self.query.words));
            if focus {
                words.request_focus();
            }
            row(ui, texts.get("panel-function"), |ui| self.function_field(ui, scene));
            row(ui, texts.get("panel-target"), |ui| choice(ui, scene, "target", &TARGETS, &mut self.query.target));
            row(ui, texts.get("panel-locked"), |ui| choice(ui, scene, "locked", &LOCKS, &mut self.query.locked));
            let numbers = texts.numbers();
            for (id, typed, bound) in [
                ("dialog-select-least", &mut self.least, &mut self.query.least),
                ("dialog-select-most", &mut self.most, &mut self.query.most),
            ] {
                row(ui, texts.get(id), |ui| text_field(ui, typed));
                match area_of(numbers, typed) {
                    Ok(area) => *bound = area,
                    Err(()) => is_sound = false,
                }
            }
        });
        if !is_sound {
            fault(ui, scene, &format!("{} / {}", self.least, self.most));
        }
        let found = if is_sound { self.query.zones(scene.session().plan()) } else { Vec::new() };
        confirm(ui, scene, found)
    }

    fn function_field(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Response {
        let all = ZoneFunction::ALL.map(|function| (Some(Some(function)), function_id(function)));
        let choices = [&[(None, "dialog-select-any")], &all[..], &[(Some(None), "function-none")]].concat();
        choice(ui, scene, "function", &choices, &mut self.query.function)
    }
}

impl LocationForm {
    /// Shows the dialog.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, focus: bool) -> Option<Answer> {
        let (session, texts) = (scene.session(), scene.texts);
        title(ui, texts.get("dialog-select-location-title"));
        ui.label(RichText::new(texts.get("dialog-select-location-text")).color(scene.theme.weak_text));
        Grid::new("location").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
            let relations = RelationChoice::ALL.map(|relation| (relation, relation.text_id()));
            let first =
                row(ui, texts.get("dialog-select-relation"), |ui| choice(ui, scene, "relation", &relations, &mut self.relation));
            if focus {
                first.request_focus();
            }
            if self.relation == RelationChoice::Near {
                row(ui, texts.get("dialog-select-distance"), |ui| text_field(ui, &mut self.distance));
            }
            row(ui, texts.get("dialog-select-place"), |ui| self.place_field(ui, scene));
        });
        if self.place == Place::Selection && session.selection().is_empty() {
            let text = format!("{} {}", Status::Warning.icon(), texts.get("action-why-no-selection"));
            ui.label(RichText::new(text).color(scene.theme.warning));
        }
        let Some(relation) = self.relation(texts.numbers()) else {
            fault(ui, scene, &self.distance);
            return confirm(ui, scene, Vec::new());
        };
        let query = LocationQuery { relation, place: self.place.clone() };
        let revisions = session.revisions();
        let state = (revisions.shown, revisions.selection);
        if self.found.as_ref().is_none_or(|(known, asked, _)| (known, asked) != (&state, &query)) {
            let zones = query.zones(session);
            self.found = Some((state, query, zones));
        }
        let found = self.found.as_ref().map(|(.., zones)| zones.clone()).unwrap_or_default();
        confirm(ui, scene, found)
    }

    /// The relation that is meant; `None` if the distance cannot be read.
    fn relation(&self, numbers: NumberFormat) -> Option<Relation> {
        Some(match self.relation {
            RelationChoice::Inside => Relation::Inside,
            RelationChoice::Touches => Relation::Touches,
            RelationChoice::Overlaps => Relation::Overlaps,
            RelationChoice::Near => {
                let metres = numbers.parse(self.distance.trim().trim_end_matches('m'))?;
                let is_sound = (0.0..=MOST_M).contains(&metres);
                Relation::Near { distance_um: is_sound.then(|| (metres * UM_PER_M as f64).round() as i64)? }
            }
        })
    }

    fn place_field(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Response {
        let (texts, communes) = (scene.texts, scene.session().communes());
        let mut places = vec![
            (Place::Selection, texts.get("dialog-select-of-selection").to_owned()),
            (Place::Boundary, texts.get("dialog-select-of-boundary").to_owned()),
        ];
        for (division, layer) in [(Division::Since2025, &communes.since2025), (Division::Until2025, &communes.until2025)] {
            for (index, commune) in layer.communes.iter().enumerate() {
                let name = match division {
                    Division::Until2025 => texts.format("panel-commune-old", &[("commune", commune.name.as_str().into())]),
                    Division::Since2025 | Division::Loaded => commune.name.clone(),
                };
                places.push((Place::Commune(division, index), name));
            }
        }
        let present = places.iter().find(|(place, _)| *place == self.place).map(|(_, name)| name.clone()).unwrap_or_default();
        let combo = ComboBox::from_id_salt("place").selected_text(present).width(FIELD_PT).truncate();
        let shown = combo.show_ui(ui, |ui| {
            for (place, name) in places {
                ui.selectable_value(&mut self.place, place, name);
            }
        });
        shown.response
    }
}

/// A field with its name before it.
fn row(ui: &mut Ui, name: &str, field: impl FnOnce(&mut Ui) -> Response) -> Response {
    let label = ui.label(name);
    let field = field(ui).labelled_by(label.id);
    ui.end_row();
    field
}

fn text_field(ui: &mut Ui, text: &mut String) -> Response {
    ui.add(TextEdit::singleline(text).desired_width(FIELD_PT).char_limit(100))
}

fn choice<T: Clone + PartialEq>(ui: &mut Ui, scene: &Scene<'_>, salt: &str, choices: &[(T, &str)], value: &mut T) -> Response {
    let texts = scene.texts;
    let present = choices.iter().find(|(choice, _)| choice == value).map_or("", |(_, id)| texts.get(id));
    let combo = ComboBox::from_id_salt(salt).selected_text(present).width(FIELD_PT).truncate();
    let shown = combo.show_ui(ui, |ui| {
        for (choice, id) in choices {
            ui.selectable_value(value, choice.clone(), texts.get(id));
        }
    });
    shown.response
}

/// A typed area in hectares; nothing typed is no bound.
fn area_of(numbers: NumberFormat, typed: &str) -> Result<Option<ExactArea>, ()> {
    let typed = typed.trim().trim_end_matches("ha").trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let ha = numbers.parse(typed).filter(|ha| (0.0..1.0e7).contains(ha)).ok_or(())?;
    Ok(Some(ExactArea::from_ha(ha)))
}

fn fault(ui: &mut Ui, scene: &Scene<'_>, typed: &str) {
    let example = scene.texts.numbers().number(12.5, 1);
    let text = scene.texts.format("error-not-a-figure", &[("text", typed.to_owned().into()), ("example", example.into())]);
    ui.label(RichText::new(format!("{} {text}", Status::Error.icon())).color(scene.theme.error));
}

/// How many zones were found, and the buttons that select them.
fn confirm(ui: &mut Ui, scene: &Scene<'_>, found: Vec<ZoneId>) -> Option<Answer> {
    let texts = scene.texts;
    let count = texts.format("dialog-select-found", &[("count", found.len().into())]);
    ui.label(RichText::new(count).text_style(fonts::strong()));
    let is_found = !found.is_empty();
    let extends = is_found && !scene.session().selection().is_empty();
    let chosen = buttons(ui, |ui| {
        let replace = primary(ui, scene.theme, is_found, texts.get("dialog-select-confirm")).clicked();
        let extend = ui.add_enabled(extends, egui::Button::new(texts.get("dialog-select-extend"))).clicked();
        let cancel = ui.button(texts.get("dialog-cancel")).clicked();
        if replace || extend { Some(Some(extend)) } else { cancel.then_some(None) }
    })?;
    Some(chosen.map_or(Answer::Close, |extend| Answer::Select { zones: found, extend }))
}
