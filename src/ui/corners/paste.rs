//! The box to paste a table into, and what was understood of it.

use std::sync::Arc;

use eframe::egui::{ScrollArea, TextEdit, Ui};

use super::offer::Offer;
use super::{say, say_all};
use crate::app::corners::{CornerSubject, PastedCorners, fault_text, note_text};
use crate::app::phrase::area_text;
use crate::geometry::area::signed_ring_area;
use crate::geometry::grid::ring_edges;
use crate::geometry::{ExactArea, GridBox, Ring};
use crate::plan::Plan;
use crate::ui::request::{Proposal, Request, Scene};
use crate::ui::theme::{Status, fonts, icons};

/// Lines of the box.
const LINES: usize = 9;
/// Corners farther than this from the plan may belong to another central meridian, metres.
const FAR_M: f64 = 30_000.0;

/// What was pasted.
#[derive(Debug, Default)]
pub(super) struct PasteTab {
    text: String,
    understood: PastedCorners,
    rings: Arc<Vec<Ring>>,
}

impl PasteTab {
    /// The rings, once they are sound.
    pub(super) fn rings(&self) -> Arc<Vec<Ring>> {
        self.rings.clone()
    }

    /// Shows the box and what was understood; gives what is to be shown on the map.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: CornerSubject,
        offer: &mut Offer,
        requests: &mut Vec<Request>,
    ) -> Option<Proposal> {
        let texts = scene.texts;
        let label = ui.label(texts.get("corners-paste"));
        let height = ui.available_height() * 0.4;
        let response = ScrollArea::vertical().id_salt("pasted").max_height(height).show(ui, |ui| {
            let field = TextEdit::multiline(&mut self.text).hint_text(texts.get("corners-paste-hint"));
            ui.add(field.desired_rows(LINES).desired_width(f32::INFINITY).font(fonts::table()).lock_focus(true))
        });
        let is_changed = response.inner.labelled_by(label.id).changed();
        let clear = format!("{} {}", icons::X, texts.get("corners-clear"));
        let is_cleared = !self.text.is_empty() && ui.button(clear).clicked();
        if is_cleared {
            self.text.clear();
        }
        if is_changed || is_cleared {
            self.understand();
        }
        if self.text.trim().is_empty() {
            return None;
        }
        ScrollArea::vertical()
            .id_salt("understood")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                self.say_understood(ui, scene, requests);
                self.understood.is_sound().then(|| offer.show(ui, scene, subject, &self.rings, requests))
            })
            .inner
    }

    fn understand(&mut self) {
        self.understood = PastedCorners::of(&self.text);
        let rings = if self.understood.is_sound() { self.understood.points() } else { Vec::new() };
        self.rings = Arc::new(rings);
    }

    fn say_understood(&self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let texts = scene.texts;
        let understood = &self.understood;
        let faults: Vec<String> = understood.faults.iter().map(|fault| fault_text(texts, fault)).collect();
        say_all(ui, scene, Some(Status::Error), &faults);
        if understood.is_sound() {
            say_summary(ui, scene, &self.rings, requests);
            if let Some(far_m) = distance_from_plan_m(scene.session().plan(), &self.rings).filter(|far_m| *far_m > FAR_M) {
                let distance = texts.numbers().number(far_m / 1_000.0, 0);
                let meridian = scene.session().plan().crs().central_meridian_text();
                let text = texts.format("corners-far", &[("distance", distance.into()), ("meridian", meridian.into())]);
                say(ui, scene, Some(Status::Warning), &text);
            }
        }
        let (warnings, notes): (Vec<_>, Vec<_>) = understood.notes.iter().partition(|note| note.is_warning());
        let texts_of = |notes: &[&crate::app::corners::Note]| notes.iter().map(|note| note_text(texts, note)).collect::<Vec<_>>();
        say_all(ui, scene, Some(Status::Warning), &texts_of(&warnings));
        say_all(ui, scene, None, &texts_of(&notes));
    }
}

/// Says what the corners enclose, with a button that shows where that is.
pub(super) fn say_summary(ui: &mut Ui, scene: &Scene<'_>, rings: &[Ring], requests: &mut Vec<Request>) {
    say(ui, scene, Some(Status::Pass), &summary(scene, rings));
    let middle = GridBox::around(rings.iter().flatten().copied()).map(GridBox::centre);
    let button = ui.button(format!("{} {}", icons::CROSSHAIR, scene.texts.get("corners-show")));
    if let (true, Some(at)) = (button.clicked(), middle) {
        requests.push(Request::Centre(at));
    }
}

/// How many corners and rings, and what they enclose.
fn summary(scene: &Scene<'_>, rings: &[Ring]) -> String {
    let texts = scene.texts;
    let corners: usize = rings.iter().map(Vec::len).sum();
    let area: ExactArea = rings.iter().map(|ring| signed_ring_area(ring).abs()).sum();
    let perimeter: f64 = rings.iter().flat_map(|ring| ring_edges(ring)).map(|(a, b)| a.distance_m(b)).sum();
    let count = |count: usize| texts.numbers().scaled(count as i128, 0);
    texts.format(
        "corners-understood",
        &[
            ("corners", count(corners).into()),
            ("rings", rings.len().into()),
            ("area", area_text(texts, area).into()),
            ("perimeter", texts.numbers().number(perimeter, 2).into()),
        ],
    )
}

/// How far the rings lie from the boundary, as their boxes have it; `None` without a boundary.
fn distance_from_plan_m(plan: &Plan, rings: &[Ring]) -> Option<f64> {
    let park = plan.boundary()?.outline.legal().bounds()?;
    let given = GridBox::around(rings.iter().flatten().copied())?;
    let gap = |low: i64, high: i64, other_low: i64, other_high: i64| (other_low - high).max(low - other_high).max(0) as f64;
    let east = gap(park.min.east, park.max.east, given.min.east, given.max.east);
    let north = gap(park.min.north, park.max.north, given.min.north, given.max.north);
    Some(east.hypot(north) / crate::geometry::grid::UM_PER_M as f64)
}
