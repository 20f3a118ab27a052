//! A traverse: legs typed or pasted, the misclosure, and the adjustment that is offered.

use std::sync::Arc;

use eframe::egui::{Grid, RichText, ScrollArea, TextEdit, Ui};

use super::offer::Offer;
use super::paste::say_summary;
use super::{say, say_all};
use crate::app::Texts;
use crate::app::corners::{CornerSubject, Legs, Station, Traverse, exact_coordinate, leg_fault_text};
use crate::app::place::read_place;
use crate::app::tables::stations_table;
use crate::geometry::{GridPoint, ProjectCrs, Ring};
use crate::ui::panels::table::icon_button;
use crate::ui::request::{Proposal, Request, Scene};
use crate::ui::status::coordinate_text;
use crate::ui::theme::{Status, fonts, icons};

/// Lines of the box.
const LINES: usize = 6;
/// Millimetres in a metre.
const MM_PER_M: f64 = 1_000.0;

/// What is typed about a traverse, and what it comes to.
#[derive(Debug, Default)]
pub(super) struct TraverseTab {
    north: String,
    east: String,
    text: String,
    legs: Legs,
    computed: Option<Traverse>,
    /// Whether to adjust: not decided until the planner has chosen.
    is_adjusted: Option<bool>,
    rings: Arc<Vec<Ring>>,
}

impl TraverseTab {
    /// The ring, once it is decided how it closes.
    pub(super) fn rings(&self) -> Arc<Vec<Ring>> {
        self.rings.clone()
    }

    /// Shows the fields and what comes of them; gives what is to be shown on the map.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: CornerSubject,
        selected: Option<GridPoint>,
        offer: &mut Offer,
        requests: &mut Vec<Request>,
    ) -> Option<Proposal> {
        let texts = scene.texts;
        let crs = scene.session().plan().crs();
        let mut is_changed = self.start_fields(ui, texts, selected);
        let label = ui.label(texts.get("corners-legs"));
        let field = TextEdit::multiline(&mut self.text).hint_text(texts.get("corners-legs-hint"));
        let field = ui.add(field.desired_rows(LINES).desired_width(f32::INFINITY).font(fonts::table()).lock_focus(true));
        is_changed |= field.labelled_by(label.id).changed();
        if is_changed {
            self.compute(crs);
        }
        if self.text.trim().is_empty() {
            return None;
        }
        ScrollArea::vertical()
            .id_salt("traverse")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                self.say_result(ui, scene, requests);
                (!self.rings.is_empty()).then(|| {
                    say_summary(ui, scene, &self.rings, requests);
                    offer.show(ui, scene, subject, &self.rings, requests)
                })
            })
            .inner
    }

    /// The first station; whether something was changed.
    fn start_fields(&mut self, ui: &mut Ui, texts: &Texts, selected: Option<GridPoint>) -> bool {
        let mut is_changed = false;
        ui.columns(2, |columns| {
            for (ui, (id, text)) in
                columns.iter_mut().zip([("corners-start-north", &mut self.north), ("corners-start-east", &mut self.east)])
            {
                let label = ui.label(texts.get(id));
                let field = TextEdit::singleline(text).desired_width(f32::INFINITY).char_limit(60);
                is_changed |= ui.add(field).labelled_by(label.id).changed();
            }
        });
        let take = ui.add_enabled_ui(selected.is_some(), |ui| ui.button(texts.get("corners-start-selected")));
        if let (true, Some(at)) = (take.inner.clicked(), selected) {
            let numbers = texts.numbers();
            let at = at.rounded_to_mm();
            (self.north, self.east) = (exact_coordinate(at.north, numbers), exact_coordinate(at.east, numbers));
            is_changed = true;
        }
        is_changed
    }

    fn start(&self, crs: ProjectCrs) -> Option<GridPoint> {
        let typed = read_place(&format!("{} {}", self.north, self.east), crs).map(|place| place.at);
        self.legs.start.or(typed)
    }

    fn compute(&mut self, crs: ProjectCrs) {
        self.legs = Legs::of(&self.text);
        let start = self.start(crs).filter(|_| self.legs.faults.is_empty());
        self.computed = start.and_then(|start| Traverse::of(start, &self.legs.legs));
        self.is_adjusted = None;
        self.close();
    }

    /// The ring, if it closes or the planner has said how.
    fn close(&mut self) {
        let decided = |traverse: &Traverse| if traverse.closes() { Some(false) } else { self.is_adjusted };
        let ring = self.computed.as_ref().and_then(|traverse| Some(traverse.ring(decided(traverse)?)));
        self.rings = Arc::new(ring.into_iter().collect());
    }

    fn say_result(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let texts = scene.texts;
        let faults: Vec<String> = self.legs.faults.iter().map(|fault| leg_fault_text(texts, fault)).collect();
        say_all(ui, scene, Some(Status::Error), &faults);
        if !faults.is_empty() {
            return;
        }
        let Some(traverse) = self.computed.clone() else {
            let is_short = self.legs.legs.len() < 3;
            let id = if is_short { "corners-legs-too-few" } else { "corners-start-missing" };
            return say(ui, scene, Some(Status::Warning), texts.get(id));
        };
        let Some(relative) = traverse.relative() else {
            return say(ui, scene, Some(Status::Pass), texts.get("corners-closes"));
        };
        let metres = |value: f64, decimals: u32| texts.numbers().number(value, decimals);
        let text = texts.format(
            "corners-misclosure",
            &[
                ("north", metres(traverse.north_misclosure_m, 3).into()),
                ("east", metres(traverse.east_misclosure_m, 3).into()),
                ("total", metres(traverse.misclosure_m(), 3).into()),
                ("length", metres(traverse.length_m, 2).into()),
                ("relative", metres(relative, 0).into()),
            ],
        );
        say(ui, scene, Some(Status::Warning), &text);
        ui.label(texts.get("corners-choose-adjustment"));
        let before = self.is_adjusted;
        ui.radio_value(&mut self.is_adjusted, Some(true), texts.get("corners-adjust"));
        ui.radio_value(&mut self.is_adjusted, Some(false), texts.get("corners-as-measured"));
        if self.is_adjusted != before {
            self.close();
        }
        let copied = icon_button(ui, icons::COPY, texts.get("action-copy-table"), false).clicked();
        if copied {
            requests.push(Request::Copy(stations_table(texts, &traverse).as_text(texts.numbers())));
        }
        corrections(ui, scene, &traverse);
    }
}

/// Every station before and after the adjustment, with what it adds.
fn corrections(ui: &mut Ui, scene: &Scene<'_>, traverse: &Traverse) {
    let (texts, theme) = (scene.texts, scene.theme);
    let weak = |text: &str| RichText::new(text).text_style(fonts::table()).color(theme.weak_text);
    Grid::new("corrections").num_columns(4).striped(true).spacing([10.0, 4.0]).show(ui, |ui| {
        let ids = ["corners-column-number", "corners-column-before", "corners-column-correction", "corners-column-after"];
        for id in ids {
            ui.label(weak(texts.get(id)));
        }
        ui.end_row();
        for (number, station) in (1..).zip(&traverse.stations) {
            ui.label(weak(&texts.format("corners-station", &[("number", number.to_string().into())])));
            ui.label(weak(&pair(texts, station.measured)));
            ui.label(RichText::new(correction(texts, station)).text_style(fonts::table()));
            ui.label(RichText::new(pair(texts, station.adjusted)).text_style(fonts::table()));
            ui.end_row();
        }
    });
}

/// X over Y.
fn pair(texts: &Texts, at: GridPoint) -> String {
    let numbers = texts.numbers();
    format!("X {}\nY {}", coordinate_text(at.north, numbers), coordinate_text(at.east, numbers))
}

/// The corrections of X and Y in signed millimetres.
fn correction(texts: &Texts, station: &Station) -> String {
    let mm = |metres: f64| texts.numbers().signed((metres * MM_PER_M * 10.0).round() as i128, 1);
    format!("{}\n{}", mm(station.north_correction_m), mm(station.east_correction_m))
}
