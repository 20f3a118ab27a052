//! The cross table (bảng chồng xếp) under the map: the parcels of a reference layer by what they say and by zone.

mod rows;

use std::sync::Arc;

use eframe::egui::{ComboBox, ProgressBar, RichText, Role, ScrollArea, Ui};

use super::panels::table::{icon_button, name_region};
use super::request::{Request, Scene};
use super::theme::{fonts, icons};
use crate::app::cross::{CrossedLayer, columns_of};
use crate::app::job::{Job, Outcome, Progress, Wake};
use crate::app::reference::{ReferenceId, ReferenceLayer};
use crate::app::tables::{TableSubject, cross_notes, cross_table};
use crate::app::{Action, LandAction};
use rows::Printed;

/// Height of the table until it is resized, points.
pub const HEIGHT_PT: f32 = 260.0;
/// Least and greatest height.
pub const HEIGHTS_PT: std::ops::RangeInclusive<f32> = 130.0..=620.0;
/// Up to so many features are counted within a frame.
const MOST_AT_ONCE: usize = 500;
/// How often progress is shown anew.
const PROGRESS_EVERY_MS: u64 = 100;
/// Width of the lists of layers and columns, points.
const CHOOSER_PT: f32 = 190.0;

/// What a table is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Of {
    /// The state of the plan.
    plan: u64,
    layer: ReferenceId,
    column: String,
}

/// The table, and what it is to be about.
#[derive(Debug, Default)]
pub struct CrossPanel {
    open: bool,
    layer: Option<ReferenceId>,
    column: String,
    /// The columns of the layer.
    columns: Option<(ReferenceId, Vec<String>)>,
    job: Option<(Of, Job<Option<CrossedLayer>>)>,
    shown: Option<(Of, Arc<CrossedLayer>)>,
    printed: Option<Printed>,
    /// What was asked for and could not be counted, so that it is not tried for ever.
    given_up: Option<Of>,
}

impl CrossPanel {
    /// Whether the table is shown.
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Shows or hides the table; what is being counted for it is given up.
    pub fn toggle(&mut self) {
        self.open = !self.open;
        (self.job, self.given_up) = (None, None);
    }

    /// The table, if it is about this state of the plan.
    pub fn current(&self, committed: u64) -> Option<Arc<CrossedLayer>> {
        self.shown.as_ref().filter(|(of, _)| of.plan == committed).map(|(_, crossed)| crossed.clone())
    }

    /// Shows the table.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wake: &Wake, requests: &mut Vec<Request>) {
        name_region(ui, Role::Region, scene.texts.get("action-cross-table"));
        self.take_counted();
        let layers: Vec<&ReferenceLayer> =
            scene.references.layers().iter().filter(|layer| layer.shape.counts().polygons > 0).collect();
        let layer = layers.iter().find(|layer| Some(layer.id) == self.layer).or_else(|| layers.first()).copied();
        self.layer = layer.map(|layer| layer.id);
        let wanted = layer.and_then(|layer| self.wanted(scene, layer));
        self.head(ui, scene, &layers, wanted.as_ref(), requests);
        let (Some(layer), Some(wanted)) = (layer, wanted) else {
            let id = if layers.is_empty() { "panel-cross-empty" } else { "panel-cross-empty-columns" };
            ui.label(RichText::new(scene.texts.get(id)).color(scene.theme.weak_text));
            if layers.is_empty() && ui.button(scene.texts.get("action-import-reference")).clicked() {
                requests.push(Request::Do(Action::Import(crate::app::ImportAction::Reference)));
            }
            return;
        };
        // another layer or column is counted at once, another state of the plan when it is asked for
        let is_same = |of: &Of| of.layer == wanted.layer && of.column == wanted.column;
        let is_known = self.shown.as_ref().is_some_and(|(of, _)| is_same(of))
            || self.job.as_ref().is_some_and(|(of, _)| is_same(of))
            || self.given_up.as_ref().is_some_and(is_same);
        if !is_known {
            self.count(scene, layer, wanted, wake);
            self.take_counted();
        }
        self.progress(ui, scene);
        self.body(ui, scene, requests);
    }

    /// What the table should be made of; `None` if the layer says nothing about its features.
    fn wanted(&mut self, scene: &Scene<'_>, layer: &ReferenceLayer) -> Option<Of> {
        if self.columns.as_ref().is_none_or(|(of, _)| *of != layer.id) {
            self.columns = Some((layer.id, columns_of(&layer.shape)));
        }
        let columns = self.columns.as_ref().map(|(_, columns)| columns.as_slice()).unwrap_or_default();
        if !columns.contains(&self.column) {
            self.column.clone_from(columns.first()?);
        }
        let plan = scene.session().revisions().committed;
        Some(Of { plan, layer: layer.id, column: self.column.clone() })
    }

    /// Begins to count, beside the window if there is much to count.
    fn count(&mut self, scene: &Scene<'_>, layer: &ReferenceLayer, of: Of, wake: &Wake) {
        let (plan, shape) = (scene.session().settled_document(), layer.shape.clone());
        let (name, column) = (layer.name.clone(), of.column.clone());
        let is_quick = shape.len() <= MOST_AT_ONCE;
        let work = move |progress: &Progress| CrossedLayer::of(&plan, &shape, &name, &column, progress);
        let job = if is_quick { Job::done_at_once(work) } else { Job::start(wake.clone(), work) };
        self.given_up = None;
        self.job = Some((of, job));
    }

    /// Takes what has been counted.
    fn take_counted(&mut self) {
        let Some((of, job)) = &self.job else { return };
        match job.poll() {
            Outcome::Running => return,
            Outcome::Done(Some(crossed)) => {
                self.shown = Some((of.clone(), Arc::new(crossed)));
                self.printed = None;
            }
            Outcome::Done(None) | Outcome::Failed => self.given_up = Some(of.clone()),
        }
        self.job = None;
    }

    fn head(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        layers: &[&ReferenceLayer],
        wanted: Option<&Of>,
        requests: &mut Vec<Request>,
    ) {
        let texts = scene.texts;
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(texts.get("action-cross-table")).text_style(fonts::strong()));
            ui.separator();
            let label = ui.label(texts.get("panel-cross-layer"));
            let name = layers.iter().find(|layer| Some(layer.id) == self.layer).map_or("", |layer| layer.name.as_str());
            let combo = ComboBox::from_id_salt("layer to count").selected_text(name).width(CHOOSER_PT).truncate();
            let combo = combo.show_ui(ui, |ui| {
                for layer in layers {
                    ui.selectable_value(&mut self.layer, Some(layer.id), &layer.name);
                }
            });
            combo.response.labelled_by(label.id);
            let label = ui.label(texts.get("panel-cross-column"));
            let combo = ComboBox::from_id_salt("column to group by").selected_text(&self.column).width(CHOOSER_PT).truncate();
            let combo = combo.show_ui(ui, |ui| {
                let columns = self.columns.as_ref().map(|(_, columns)| columns.as_slice()).unwrap_or_default();
                for column in columns {
                    ui.selectable_value(&mut self.column, column.clone(), column);
                }
            });
            combo.response.labelled_by(label.id);
            self.stale(ui, scene, layers, wanted);
            let shown = self.shown.as_ref().map(|(_, crossed)| crossed.clone());
            ui.add_enabled_ui(shown.is_some(), |ui| {
                let is_asked = icon_button(ui, icons::COPY, texts.get("panel-cross-copy"), false).clicked();
                if let Some(crossed) = shown.filter(|_| is_asked) {
                    let table = cross_table(&TableSubject::document(scene.session(), texts), &crossed);
                    requests.push(Request::Copy(table.as_text(texts.numbers())));
                }
            });
            if icon_button(ui, icons::EXPORT, texts.get("panel-cross-export"), false).clicked() {
                requests.push(Request::Do(Action::Export));
            }
            if icon_button(ui, icons::X, texts.get("action-close"), false).clicked() {
                requests.push(Request::Do(Action::Land(LandAction::CrossTable)));
            }
        });
    }

    /// Says that the plan has changed since it was counted, and offers to count again.
    fn stale(&mut self, ui: &mut Ui, scene: &Scene<'_>, layers: &[&ReferenceLayer], wanted: Option<&Of>) {
        let Some(wanted) = wanted else { return };
        let shown = self.shown.as_ref().map(|(of, _)| of);
        let is_stopped = self.given_up.as_ref() == Some(wanted);
        let is_stale = shown.is_some_and(|of| of.plan != wanted.plan);
        if self.job.is_some() || !(is_stopped || is_stale) {
            return;
        }
        let (texts, theme) = (scene.texts, scene.theme);
        let id = if is_stale { "panel-cross-stale" } else { "panel-cross-stopped" };
        ui.label(RichText::new(format!("{} {}", icons::WARNING, texts.get(id))).color(theme.warning));
        let layer = layers.iter().find(|layer| layer.id == wanted.layer);
        if ui.button(texts.get("panel-cross-again")).clicked() && layer.is_some() {
            (self.shown, self.printed, self.given_up) = (None, None, None);
        }
    }

    /// How far counting is, and how it is stopped.
    fn progress(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let Some((of, job)) = &self.job else { return };
        let numbers = scene.texts.numbers();
        let of = of.clone();
        let mut is_stopped = false;
        ui.horizontal(|ui| {
            ui.label(scene.texts.get("panel-cross-counting"));
            let (done, total) = job.progress().parts().unwrap_or((0, 1));
            let count = format!("{} / {}", numbers.number(done as f64, 0), numbers.number(total as f64, 0));
            ui.add(ProgressBar::new(done as f32 / total as f32).desired_width(260.0).text(count));
            is_stopped = ui.button(scene.texts.get("dialog-cancel")).clicked();
        });
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(PROGRESS_EVERY_MS));
        if is_stopped {
            (self.job, self.given_up) = (None, Some(of));
        }
    }

    fn body(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let Some((_, crossed)) = &self.shown else { return };
        let printed = match self.printed.take().filter(|printed| printed.language == scene.texts.language()) {
            Some(printed) => self.printed.insert(printed),
            None => self.printed.insert(Printed::of(scene, crossed)),
        };
        let notes = cross_notes(scene.texts, crossed);
        if !notes.is_empty() {
            ui.label(RichText::new(notes.join(" ")).text_style(fonts::table()).color(scene.theme.weak_text));
        }
        ScrollArea::both().id_salt("cross table").auto_shrink([false, false]).show(ui, |ui| {
            name_region(ui, Role::Table, scene.texts.get("action-cross-table"));
            ui.spacing_mut().item_spacing.y = 0.0;
            printed.show(ui, scene, requests);
        });
    }
}
