//! How the numbers of a layer are understood: as the file says, as the guard thinks, or in another way.

use eframe::egui::{self, ComboBox, RichText, Ui};

use crate::app::import_text::{evidence_text, fault_text};
use crate::app::importing::{FoundLayer, crs_choices, crs_name, datum_id, declared_text, reading_name, unit_id};
use crate::geometry::crs::{CoordinateUnit, DatumShift, Reading};
use crate::io::GuardVerdict;
use crate::ui::request::Scene;
use crate::ui::theme::{Status, fonts};

/// Width of the lists, points.
const LIST_PT: f32 = 300.0;
/// Explanations offered.
const MOST_OFFERED: usize = 4;

/// Shows the ways to read the numbers; the answer if another one was chosen.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, layer: &FoundLayer) -> Option<Option<Reading>> {
    let (texts, theme) = (scene.texts, scene.theme);
    let mut chosen = layer.options.reading;
    ui.label(RichText::new(texts.get("import-crs")).text_style(fonts::strong()));
    let small = |text: String| RichText::new(text).text_style(fonts::table());
    if let Some(suspicion) = layer.suspicion() {
        let status = if layer.is_undecided() { Status::Error } else { Status::Warning };
        let text = format!("{} {}", status.icon(), fault_text(texts, &suspicion));
        ui.add(egui::Label::new(RichText::new(text).color(theme.status(status))).wrap());
        ui.add(egui::Label::new(small(evidence_text(texts, &suspicion)).color(theme.weak_text)).wrap());
    } else if layer.is_undecided() {
        let text = format!("{} {}", Status::Error.icon(), texts.get("import-unplaceable"));
        ui.add(egui::Label::new(RichText::new(text).color(theme.error)).wrap());
    }
    // where there is doubt, reading as the file says has to be chosen like the others
    let as_declared = match layer.declared.usable() {
        Some(crs) if layer.suspicion().is_some() || layer.is_undecided() => Some(Reading::of(crs)),
        _ => None,
    };
    if layer.declared.usable().is_some() {
        let is_chosen = if as_declared.is_some() { chosen == as_declared } else { chosen.is_none() };
        if ui.radio(is_chosen, declared_text(texts, &layer.declared)).clicked() {
            chosen = as_declared;
        }
    } else if layer.suspicion().is_none() {
        ui.label(small(declared_text(texts, &layer.declared)).color(theme.weak_text));
    }
    let offered = offered(layer);
    for reading in &offered {
        if ui.radio(chosen == Some(*reading), reading_name(texts, *reading)).clicked() {
            chosen = Some(*reading);
        }
    }
    let is_other = chosen.is_some_and(|reading| Some(reading) != as_declared && !offered.contains(&reading));
    if ui.radio(is_other, texts.get("import-crs-other")).clicked() && !is_other {
        chosen = Some(other_than(layer, &offered));
    }
    if let (true, Some(reading)) = (is_other, &mut chosen) {
        other(ui, scene, layer, reading);
    }
    (chosen != layer.options.reading).then_some(chosen)
}

/// What the guard thinks the numbers may be.
fn offered(layer: &FoundLayer) -> Vec<Reading> {
    match layer.examination.as_ref().map(|examination| &examination.verdict) {
        Some(GuardVerdict::Suspect { likely }) => likely.iter().take(MOST_OFFERED).map(|candidate| candidate.reading).collect(),
        Some(GuardVerdict::Sure(reading)) if layer.declared.usable().is_none() => vec![*reading],
        _ => Vec::new(),
    }
}

/// A way to begin with that is none of those offered.
fn other_than(layer: &FoundLayer, offered: &[Reading]) -> Reading {
    let declared = layer.declared.usable().map(Reading::of);
    let plain = crs_choices(layer.options.plan_crs).into_iter().map(Reading::of);
    plain.into_iter().find(|reading| Some(*reading) != declared && !offered.contains(reading)).unwrap_or_default()
}

/// CRS, order, unit and datum operation one by one.
fn other(ui: &mut Ui, scene: &Scene<'_>, layer: &FoundLayer, reading: &mut Reading) {
    let texts = scene.texts;
    ui.indent("other reading", |ui| {
        let width = LIST_PT.min(ui.available_width() - 8.0);
        field(ui, texts.get("import-crs"), "crs", &crs_name(texts, reading.crs), width, |ui| {
            for crs in crs_choices(layer.options.plan_crs) {
                ui.selectable_value(&mut reading.crs, crs, crs_name(texts, crs));
            }
        });
        ui.checkbox(&mut reading.swapped, texts.get("import-swap-axes")).on_hover_text(texts.get("import-swap-axes-tip"));
        field(ui, texts.get("import-unit"), "unit", texts.get(unit_id(reading.unit)), width, |ui| {
            let fits =
                |unit: &CoordinateUnit| *unit == CoordinateUnit::Own || unit.metres().is_none() == reading.crs.is_geographic();
            for unit in CoordinateUnit::ALL.into_iter().filter(fits) {
                ui.selectable_value(&mut reading.unit, unit, texts.get(unit_id(unit)));
            }
        });
        field(ui, texts.get("import-datum"), "datum", texts.get(datum_id(reading.datum)), width, |ui| {
            for datum in DatumShift::ALL {
                ui.selectable_value(&mut reading.datum, datum, texts.get(datum_id(datum)));
            }
        });
    });
}

fn field(ui: &mut Ui, name: &str, salt: &str, present: &str, width_pt: f32, choices: impl FnOnce(&mut Ui)) {
    let label = ui.label(RichText::new(name).text_style(fonts::table()));
    let shown = ComboBox::from_id_salt(salt).selected_text(present).width(width_pt).truncate().show_ui(ui, choices);
    shown.response.labelled_by(label.id);
}
