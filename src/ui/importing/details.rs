//! What is known of one layer: where it lands, how its numbers are understood, what its attributes say.

use eframe::egui::{self, Grid, RichText, ScrollArea, Ui};

use super::{encoding, minimap, reading};
use crate::app::import_text::{error_text, problem_text};
use crate::app::importing::{FoundLayer, Importing, LayerPreview, apart_text, extent_text, preview};
use crate::geometry::Region;
use crate::io::{ImportError, ReadOptions};
use crate::ui::request::Scene;
use crate::ui::theme::{Status, fonts};

/// Height of the small map, points.
const MAP_PT: f32 = 210.0;
/// Height of a choice, points.
const LINE_PT: f32 = 22.0;
/// Problems shown of one layer.
const MOST_PROBLEMS: usize = 3;
/// Width of a column of attributes at most, points.
const COLUMN_PT: f32 = 150.0;

/// The layer that is looked at, and where it lands.
#[derive(Debug, Default)]
pub(super) struct Details {
    seen: Option<(usize, ReadOptions, Result<LayerPreview, ImportError>)>,
}

impl Details {
    /// Shows the layer `selected`.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, importing: &mut Importing, selected: usize) {
        let Some(layer) = importing.layers().get(selected).cloned() else { return };
        self.look(importing, selected, layer.options_to_show());
        ScrollArea::vertical().id_salt("details").auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 8.0);
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.spacing_mut().interact_size.y = LINE_PT;
            self.place(ui, scene, &layer);
            if let Some(reading) = reading::show(ui, scene, &layer) {
                importing.set_reading(selected, reading);
            }
            encoding::show(ui, scene, importing, layer.file);
            problems(ui, scene, importing, selected);
            attributes(ui, scene, &layer);
        });
    }

    fn look(&mut self, importing: &Importing, selected: usize, options: ReadOptions) {
        if self.seen.as_ref().is_none_or(|(layer, seen, _)| (*layer, *seen) != (selected, options)) {
            let Some(raw) = importing.raw(selected) else { return };
            self.seen = Some((selected, options, preview(raw, options)));
        }
    }

    /// The small map and where on the plan grid it is.
    fn place(&self, ui: &mut Ui, scene: &Scene<'_>, layer: &FoundLayer) {
        let texts = scene.texts;
        let result = self.seen.as_ref().map(|(.., result)| result);
        let seen = result.and_then(|result| result.as_ref().ok());
        minimap::show(ui, scene, seen, MAP_PT, texts.get("a11y-import-map"));
        let small = |text: String| RichText::new(text).text_style(fonts::table());
        if let Some(Err(error)) = result.filter(|_| layer.reading().is_some()) {
            let text = format!("{} {}", Status::Error.icon(), error_text(texts, &layer.name, error));
            ui.add(egui::Label::new(small(text).color(scene.theme.error)).wrap());
        }
        let Some(bounds) = seen.and_then(|seen| seen.bounds) else { return };
        ui.label(small(extent_text(texts, bounds)));
        let park = scene.session().document().boundary().and_then(|boundary| Region::bounds(boundary.outline.legal()));
        if let Some(text) = apart_text(texts, bounds, park) {
            let is_far = park.is_some_and(|park| minimap::is_far(bounds, park));
            let status = if is_far { Status::Error } else { Status::Warning };
            let line = small(format!("{} {text}", status.icon())).color(scene.theme.status(status));
            ui.add(egui::Label::new(line).wrap());
        }
    }
}

/// What was wrong with the layer when it was read.
fn problems(ui: &mut Ui, scene: &Scene<'_>, importing: &Importing, selected: usize) {
    let texts = scene.texts;
    let problems = importing.raw(selected).map_or(&[][..], |raw| &raw.problems);
    for problem in problems.iter().take(MOST_PROBLEMS) {
        let text = format!("{} {}", Status::Warning.icon(), problem_text(texts, problem));
        let line = RichText::new(text).text_style(fonts::table()).color(scene.theme.warning);
        ui.add(egui::Label::new(line).wrap());
    }
    if problems.len() > MOST_PROBLEMS {
        let more = texts.format("import-problems-more", &[("count", (problems.len() - MOST_PROBLEMS).into())]);
        ui.label(RichText::new(more).text_style(fonts::table()).color(scene.theme.weak_text));
    }
}

/// The first attributes.
fn attributes(ui: &mut Ui, scene: &Scene<'_>, layer: &FoundLayer) {
    let texts = scene.texts;
    let sample = &layer.sample;
    if sample.columns.is_empty() {
        let line = RichText::new(texts.get("import-no-attributes")).text_style(fonts::table()).color(scene.theme.weak_text);
        ui.label(line);
        return;
    }
    ui.label(RichText::new(texts.get("import-attributes")).text_style(fonts::strong()));
    ScrollArea::horizontal().id_salt("attributes").auto_shrink([false, true]).show(ui, |ui| {
        let grid = Grid::new("attributes").num_columns(sample.columns.len() + 1).striped(true).max_col_width(COLUMN_PT);
        grid.spacing([14.0, 2.0]).show(ui, |ui| {
            let cell = |ui: &mut Ui, text: RichText, full: &str| {
                ui.add(egui::Label::new(text.text_style(fonts::table())).truncate()).on_hover_text(full);
            };
            cell(ui, RichText::new("#").color(scene.theme.weak_text), "#");
            for column in &sample.columns {
                cell(ui, RichText::new(column).color(scene.theme.weak_text), column);
            }
            ui.end_row();
            for (number, values) in &sample.rows {
                let number = number.to_string();
                cell(ui, RichText::new(&number).color(scene.theme.weak_text), &number);
                for value in values {
                    cell(ui, RichText::new(value), value);
                }
                ui.end_row();
            }
        });
    });
    if sample.more_columns > 0 {
        let more = texts.format("import-more-columns", &[("count", sample.more_columns.into())]);
        ui.label(RichText::new(more).text_style(fonts::table()).color(scene.theme.weak_text));
    }
}
