//! Dividing a zone by a list: the list, what was understood of it, the direction of the cuts, and the button that does it.

use std::sync::Arc;

use eframe::egui::{self, RichText, ScrollArea, TextEdit, Ui};

use super::{PlanState, act, figure_table, say, settled_zone, state_of};
use crate::app::Session;
use crate::app::area::{ListedPart, ListedShare, Programme, list_fault_text, sum_fault_text};
use crate::app::phrase::{zone_code, zone_name};
use crate::app::unsolved_text::unsolved_text;
use crate::edit::Command;
use crate::edit::solve::{CutDirection, ProgrammePart, Share, Unsolved, split_by_programme};
use crate::geometry::{ExactArea, GridBox, GridPoint};
use crate::plan::{LandUse, Zone, ZoneAttributes, ZoneId};
use crate::tool::entry::degrees;
use crate::tool::event::{bearing_deg, bearing_text};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{Status, fonts, icons};

/// Lines of the box.
const LINES: usize = 7;
/// Greatest heights of the box and of the table, points.
const BOX_PT: f32 = 150.0;
const TABLE_PT: f32 = 220.0;
/// Widths of the columns code, name, area and share, points; the name gets what is left.
const COLUMNS_PT: [f32; 4] = [64.0, 0.0, 96.0, 64.0];
/// Width of the field for the bearing, points.
const BEARING_PT: f32 = 100.0;
/// Most faults that are listed.
const MOST_FAULTS: usize = 8;

/// How the cuts run, as chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum DirectionChoice {
    #[default]
    Bearing,
    Guide,
}

/// What a suggestion was worked out from: plan, zone, parts and direction.
type Question = (PlanState, ZoneId, Vec<ProgrammePart>, CutDirection);

/// What has been pasted and chosen.
#[derive(Debug, Default)]
pub(super) struct ProgrammeForm {
    text: String,
    decimal: Option<char>,
    /// Whether the box or the field for the bearing had the keys in the last frame.
    typing: bool,
    list: Programme,
    choice: DirectionChoice,
    bearing: String,
    /// The zone for which the bearing was proposed, until another one is typed.
    proposed_for: Option<ZoneId>,
    guide: Vec<GridPoint>,
    answered: Option<(Question, Result<Command, Unsolved>)>,
}

impl ProgrammeForm {
    /// Shows the page; gives what is to be shown on the map.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) -> Option<Box<Command>> {
        let (session, texts) = (scene.session(), scene.texts);
        let zone = session.selected_zone().and_then(|id| settled_zone(session, id));
        let Some(zone) = zone else {
            say(ui, scene.theme, Status::Warning, texts.get("refusal-select-one-zone"));
            return None;
        };
        let area = texts.numbers().ha(zone.area, 4);
        let of = texts.format("dialog-list-zone", &[("zone", zone_name(texts, &zone).into()), ("area", area.into())]);
        ui.label(RichText::new(of).text_style(fonts::strong()));
        self.paste_box(ui, scene);
        let areas = self.understood(ui, scene, &zone)?;
        ui.separator();
        let direction = self.direction(ui, scene, &zone)?;
        let parts = parts(scene, &zone, &self.list.parts, &areas);
        self.answer(session, (zone.id, parts, direction));
        let answer = self.answered.as_ref().map(|(_, answer)| answer);
        if let Some(Err(why)) = answer {
            say(ui, scene.theme, Status::Error, &unsolved_text(texts, session.plan(), why));
        }
        let command = answer.and_then(|answer| answer.as_ref().ok()).cloned().map(Box::new);
        ui.add_space(6.0);
        let label = texts.format("dialog-list-do", &[("count", areas.len().into())]);
        if act(ui, scene.theme, command.is_some(), &label)
            && let Some(command) = &command
        {
            requests.push(Request::Perform(command.clone()));
            self.text.clear();
            self.understand();
            return None;
        }
        command
    }

    /// Whether something was being typed in the last frame.
    pub(super) const fn is_typing(&self) -> bool {
        self.typing
    }

    fn understand(&mut self) {
        self.list = Programme::of(&self.text, self.decimal.unwrap_or(','));
    }

    fn paste_box(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let texts = scene.texts;
        let decimal = texts.numbers().decimal;
        let label = ui.label(texts.get("dialog-list-paste"));
        let shown = ScrollArea::vertical().id_salt("list").max_height(BOX_PT).show(ui, |ui| {
            let field = TextEdit::multiline(&mut self.text).hint_text(texts.get("dialog-list-hint"));
            ui.add(field.desired_rows(LINES).desired_width(f32::INFINITY).font(fonts::table()).lock_focus(true))
        });
        self.typing = shown.inner.has_focus();
        let is_changed = shown.inner.labelled_by(label.id).changed();
        if is_changed || self.decimal != Some(decimal) {
            self.decimal = Some(decimal);
            self.understand();
        }
    }

    /// Says what was understood; the area of each part once all is sound.
    fn understood(&self, ui: &mut Ui, scene: &Scene<'_>, zone: &Zone) -> Option<Vec<ExactArea>> {
        let (texts, theme) = (scene.texts, scene.theme);
        for fault in self.list.faults.iter().take(MOST_FAULTS) {
            say(ui, theme, Status::Error, &list_fault_text(texts, fault));
        }
        if let Some(more) = self.list.faults.len().checked_sub(MOST_FAULTS).filter(|more| *more > 0) {
            say(ui, theme, Status::Error, &texts.format("corners-more", &[("count", more.into())]));
        }
        if self.list.parts.is_empty() {
            return None;
        }
        let areas = self.list.areas(zone.area);
        let known = areas.as_ref().ok().filter(|_| self.list.is_sound());
        self.table(ui, scene, zone, known.map(Vec::as_slice));
        let notes = self.list.header.iter().map(|line| ("corners-note-header", *line));
        let left_out = self.list.left_out.iter().map(|line| ("dialog-list-sum-line", *line));
        for (id, line) in notes.chain(left_out) {
            let text = texts.format(id, &[("line", line.to_string().into())]);
            ui.label(RichText::new(text).text_style(fonts::table()).color(theme.weak_text));
        }
        match areas {
            Err(fault) if self.list.faults.is_empty() => {
                say(ui, theme, Status::Error, &sum_fault_text(texts, fault));
                None
            }
            Ok(areas) if self.list.is_sound() => {
                let text = texts.format("dialog-list-adds-up", &[("area", texts.numbers().ha(zone.area, 4).into())]);
                say(ui, theme, Status::Pass, &text);
                Some(areas)
            }
            _ => None,
        }
    }

    fn table(&self, ui: &mut Ui, scene: &Scene<'_>, zone: &Zone, areas: Option<&[ExactArea]>) {
        let (texts, numbers) = (scene.texts, scene.texts.numbers());
        let rows = self.list.parts.iter().enumerate().map(|(index, part)| {
            let (area, share) = match areas.and_then(|areas| areas.get(index)) {
                Some(area) => (numbers.scaled(area.rounded_ha(4), 4), numbers.number(area.share_of(zone.area) * 100.0, 2)),
                None => (String::new(), listed(texts, part.share)),
            };
            [part_code(scene, zone, index, part), part.name.clone(), area, share]
        });
        let head = ["panel-column-code", "panel-name", "panel-column-area", "panel-column-share"].map(|id| texts.get(id));
        figure_table(ui, scene.theme, ("parts", TABLE_PT), head, &COLUMNS_PT, rows);
    }

    /// How the cuts run; `None` until that can be read.
    fn direction(&mut self, ui: &mut Ui, scene: &Scene<'_>, zone: &Zone) -> Option<CutDirection> {
        let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
        if self.proposed_for != Some(zone.id) {
            self.proposed_for = Some(zone.id);
            self.bearing = bearing_text(across(zone));
        }
        ui.horizontal(|ui| {
            ui.radio_value(&mut self.choice, DirectionChoice::Bearing, texts.get("dialog-list-bearing"))
                .on_hover_text(texts.get("dialog-list-bearing-tip"));
            let field = ui.add(TextEdit::singleline(&mut self.bearing).desired_width(BEARING_PT).char_limit(24));
            ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(texts.get("dialog-list-bearing-field")));
            self.typing |= field.has_focus();
            if field.changed() {
                self.choice = DirectionChoice::Bearing;
            }
            if ui.button(texts.get("dialog-list-longest-edge")).on_hover_text(texts.get("dialog-list-longest-edge-tip")).clicked()
                && let Some((a, b)) = longest_edge(zone)
            {
                self.choice = DirectionChoice::Bearing;
                self.bearing = bearing_text(bearing_deg(a, b) % 180.0);
            }
        });
        ui.horizontal(|ui| {
            ui.radio_value(&mut self.choice, DirectionChoice::Guide, texts.get("dialog-list-guide"))
                .on_hover_text(texts.get("dialog-list-guide-tip"));
            let path = measured(session);
            let button = ui.add_enabled(
                path.is_some(),
                egui::Button::new(format!("{} {}", icons::RULER, texts.get("dialog-list-measured"))),
            );
            let button = button.on_hover_text(texts.get("dialog-list-measured-tip"));
            if let Some(path) = path.filter(|_| button.on_disabled_hover_text(texts.get("dialog-list-measured-tip")).clicked()) {
                match path[..] {
                    [a, b] if self.choice == DirectionChoice::Bearing => self.bearing = bearing_text(bearing_deg(a, b)),
                    _ => {
                        self.choice = DirectionChoice::Guide;
                        self.guide = path;
                    }
                }
            }
            if !self.guide.is_empty() {
                ui.label(texts.format("dialog-list-guide-points", &[("count", self.guide.len().into())]));
            }
        });
        match self.choice {
            DirectionChoice::Bearing => match degrees(&self.bearing, texts.numbers().decimal) {
                Ok(bearing) => Some(CutDirection::Bearing(bearing.rem_euclid(360.0))),
                Err(_) => {
                    let example = texts.numbers().number(47.208, 3);
                    let variables = [("text", self.bearing.as_str().into()), ("example", example.into())];
                    say(ui, theme, Status::Error, &texts.format("status-entry-error-bearing", &variables));
                    None
                }
            },
            DirectionChoice::Guide if self.guide.len() > 1 => Some(CutDirection::Guide(self.guide.clone())),
            DirectionChoice::Guide => {
                say(ui, theme, Status::Warning, texts.get("dialog-list-measured-tip"));
                None
            }
        }
    }

    /// Works the cuts out when something they rest on has changed.
    fn answer(&mut self, session: &Session, (zone, parts, direction): (ZoneId, Vec<ProgrammePart>, CutDirection)) {
        let question = (state_of(session), zone, parts, direction);
        if self.answered.as_ref().is_none_or(|(asked, _)| *asked != question) {
            let answer = split_by_programme(&session.settled_plan(), zone, &question.2, &question.3);
            self.answered = Some((question, answer));
        }
    }
}

/// The parts for the solver: the last one keeps the zone, under its new name.
fn parts(scene: &Scene<'_>, zone: &Arc<Zone>, listed: &[ListedPart], areas: &[ExactArea]) -> Vec<ProgrammePart> {
    let part = |(index, (part, area)): (usize, (&ListedPart, &ExactArea))| {
        let code = part_code(scene, zone, index, part);
        let name = if part.name.is_empty() { format!("{} {}", zone.attributes.name_vi, index + 1) } else { part.name.clone() };
        let attributes = ZoneAttributes {
            code,
            name_vi: name.trim().to_owned(),
            name_en: String::new(),
            target: Some(*area),
            land_use: LandUse::from_code(&part.code).or(zone.attributes.land_use),
            ..zone.attributes.clone()
        };
        ProgrammePart { attributes, share: Share::Area(*area) }
    };
    listed.iter().zip(areas).enumerate().map(part).collect()
}

/// The code of a part, else that of the zone with a number.
fn part_code(scene: &Scene<'_>, zone: &Zone, index: usize, part: &ListedPart) -> String {
    if part.code.is_empty() {
        format!("{}-{}", zone_code(scene.texts, scene.session().plan(), zone.id), index + 1)
    } else {
        part.code.clone()
    }
}

fn listed(texts: &crate::app::Texts, share: ListedShare) -> String {
    match share {
        ListedShare::Area(area) => texts.numbers().ha(area, 2),
        ListedShare::Percent(percent) => format!("{} %", texts.numbers().number(percent, 2)),
        ListedShare::Rest => texts.get("dialog-list-rest").to_owned(),
    }
}

/// The bearing of cuts across the longer extent of a zone.
fn across(zone: &Zone) -> f64 {
    let [width_m, height_m] = zone.region.bounds().map_or([0.0, 0.0], GridBox::size_m);
    if width_m >= height_m { 0.0 } else { 90.0 }
}

fn longest_edge(zone: &Zone) -> Option<(GridPoint, GridPoint)> {
    zone.region.edges().max_by(|(a, b), (c, d)| a.distance_m(*b).total_cmp(&c.distance_m(*d)))
}

/// The path that was measured last.
fn measured(session: &Session) -> Option<Vec<GridPoint>> {
    session.measured().filter(|path| path.finished && path.corners.len() > 1).map(|path| path.corners.clone())
}
