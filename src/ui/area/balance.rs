//! A suggestion how borders move so that zones have their targets: which may move, what would become of the zones, and the button.

use std::collections::BTreeMap;

use eframe::egui::{RichText, ScrollArea, Ui};

use super::{PlanState, act, figure_table, say, state_of};
use crate::app::area::face_text;
use crate::app::phrase::zone_code;
use crate::app::unsolved_text::unsolved_text;
use crate::edit::Command;
use crate::edit::solve::{Balanced, FreeBorder, Unsolved, balance};
use crate::geometry::ExactArea;
use crate::plan::{Face, Plan};
use crate::ui::panels::balance::{HA_DECIMALS, signed_area};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{Status, fonts};

/// Greatest height of each list, points.
const LIST_PT: f32 = 170.0;

/// Widths of the columns zone, area, target, difference and difference after the move, points; the zone gets what is left.
const COLUMNS_PT: [f32; 5] = [0.0, 88.0, 66.0, 76.0, 76.0];

/// What a suggestion was worked out from: plan and borders that may move.
type Question = (PlanState, Vec<FreeBorder>);

/// What has been chosen.
#[derive(Debug, Default)]
pub(super) struct BalanceForm {
    /// The borders of a state of the plan with their lengths in metres.
    borders: Option<(PlanState, Vec<(FreeBorder, f64)>)>,
    /// What the planner has said about borders; others may move if they lie between two zones.
    said: BTreeMap<(Face, Face), bool>,
    answered: Option<(Question, Result<Balanced, Unsolved>)>,
}

impl BalanceForm {
    /// Shows the page; gives what is to be shown on the map.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) -> Option<Box<Command>> {
        let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
        let state = state_of(session);
        if self.borders.as_ref().is_none_or(|(of, _)| *of != state) {
            self.borders = Some((state, borders_of(&session.settled_plan())));
        }
        zone_table(ui, scene);
        ui.separator();
        ui.label(RichText::new(texts.get("dialog-balance-borders")).text_style(fonts::strong()));
        let free = self.border_list(ui, scene);
        ui.separator();
        if free.is_empty() {
            say(ui, theme, Status::Warning, texts.get("dialog-balance-no-border"));
            return None;
        }
        let question = (state, free);
        if self.answered.as_ref().is_none_or(|(asked, _)| *asked != question) {
            let answer = balance(&session.settled_plan(), &question.1);
            self.answered = Some((question, answer));
        }
        let (_, answer) = self.answered.as_ref()?;
        let command = match answer {
            Err(Unsolved::NothingToDo) => {
                say(ui, theme, Status::Pass, texts.get("dialog-balance-met"));
                None
            }
            Ok(balanced) => {
                say(ui, theme, Status::Warning, texts.get("dialog-balance-suggestion"));
                move_table(ui, scene, balanced);
                Some(Box::new(balanced.command.clone()))
            }
            Err(why) => {
                say(ui, theme, Status::Error, &unsolved_text(texts, session.plan(), why));
                None
            }
        };
        ui.add_space(6.0);
        if act(ui, theme, command.is_some(), texts.get("dialog-balance-do"))
            && let Some(command) = &command
        {
            requests.push(Request::Perform(command.clone()));
            return None;
        }
        command
    }

    /// The borders as switches; gives those that may move.
    fn border_list(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Vec<FreeBorder> {
        let (texts, plan) = (scene.texts, scene.session().plan());
        let Some((_, borders)) = &self.borders else { return Vec::new() };
        let mut free = Vec::new();
        ScrollArea::vertical().id_salt("borders").max_height(LIST_PT).auto_shrink([false, true]).show(ui, |ui| {
            for (border, length_m) in borders {
                let is_between_zones = border.a != Face::Unallocated && border.b != Face::Unallocated;
                let mut is_free = self.said.get(&(border.a, border.b)).copied().unwrap_or(is_between_zones);
                let [a, b] = [border.a, border.b].map(|face| face_text(texts, plan, face));
                let length = format!("{} m", texts.numbers().number(*length_m, 0));
                let name = texts.format("dialog-balance-border", &[("a", a.into()), ("b", b.into()), ("length", length.into())]);
                if ui.checkbox(&mut is_free, name).changed() {
                    self.said.insert((border.a, border.b), is_free);
                }
                if is_free {
                    free.push(*border);
                }
            }
        });
        free
    }
}

/// All zones with targets: as they are, what they should have, and what is shown.
fn zone_table(ui: &mut Ui, scene: &Scene<'_>) {
    let (session, texts) = (scene.session(), scene.texts);
    let (before, numbers) = (session.ledger_before(), texts.numbers());
    let rows = session.plan().zones().filter_map(|zone| {
        let target = zone.attributes.target?;
        let now = before.and_then(|before| before.zones.get(&zone.id).copied()).unwrap_or(zone.area);
        let ha = |area: ExactArea| numbers.scaled(area.rounded_ha(HA_DECIMALS), HA_DECIMALS);
        let then = before.map(|_| difference_text(scene, zone.area - target)).unwrap_or_default();
        Some([zone_code(texts, session.plan(), zone.id), ha(now), ha(target), difference_text(scene, now - target), then])
    });
    let ids = ["panel-column-zone", "panel-column-area", "panel-head-target", "panel-head-difference", "dialog-balance-then"];
    figure_table(ui, scene.theme, ("zones", LIST_PT), ids.map(|id| texts.get(id)), &COLUMNS_PT, rows);
}

fn difference_text(scene: &Scene<'_>, difference: ExactArea) -> String {
    // a target is met to the square metre
    if difference.rounded_m2(0) == 0 { "0".to_owned() } else { signed_area(scene.texts, difference) }
}

/// What moves from whom to whom, and how far.
fn move_table(ui: &mut Ui, scene: &Scene<'_>, balanced: &Balanced) {
    let (texts, plan) = (scene.texts, scene.session().plan());
    ScrollArea::vertical().id_salt("moves").max_height(LIST_PT).auto_shrink([false, true]).show(ui, |ui| {
        for (border, area, moved_m) in &balanced.moves {
            let (from, to) = if area.twice_um2() < 0 { (border.b, border.a) } else { (border.a, border.b) };
            let [from, to] = [from, to].map(|face| face_text(texts, plan, face));
            let variables = [
                ("from", from.into()),
                ("to", to.into()),
                ("area", texts.numbers().ha(area.abs(), 4).into()),
                ("distance", format!("{} m", texts.numbers().number(moved_m.abs(), 2)).into()),
            ];
            ui.label(RichText::new(texts.format("dialog-balance-move", &variables)).text_style(fonts::table()));
        }
    });
}

/// The borders between faces that may give and take land, the unallocated land among them, with their lengths in metres.
fn borders_of(plan: &Plan) -> Vec<(FreeBorder, f64)> {
    let is_locked = |face: Face| matches!(face, Face::Zone(id) if plan.zone(id).is_none_or(|zone| zone.attributes.locked));
    let mut borders = BTreeMap::new();
    for zone in plan.zones().filter(|zone| !zone.attributes.locked) {
        for (other, length_m) in plan.neighbours(zone.id).into_iter().filter(|(other, _)| !is_locked(*other)) {
            let own = Face::Zone(zone.id);
            borders.insert((own.min(other), own.max(other)), length_m);
        }
    }
    let mut borders: Vec<_> = borders.into_iter().map(|((a, b), length_m)| (FreeBorder { a, b }, length_m)).collect();
    // land of nobody comes last
    borders.sort_by_key(|(border, _)| (border.a == Face::Unallocated, border.a, border.b));
    borders
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Session, Workspace};

    #[test]
    fn borders_are_listed_once_and_locked_zones_have_none() {
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        let session: &mut Session = workspace.session_mut();
        let borders = borders_of(session.plan());
        let mut pairs: Vec<_> = borders.iter().map(|(border, _)| (border.a, border.b)).collect();
        assert!(borders.len() >= 2 && pairs.iter().all(|(a, b)| a < b) && borders.iter().all(|(_, length_m)| *length_m > 1.0));
        pairs.dedup();
        assert_eq!(pairs.len(), borders.len());
        let zone = session.plan().zones().next().expect("a zone").clone();
        let attributes = crate::plan::ZoneAttributes { locked: true, ..zone.attributes };
        session.perform(&Command::SetAttributes { zone: zone.id, attributes: Box::new(attributes) }).expect("allowed");
        let locked = Face::Zone(zone.id);
        assert!(borders_of(session.plan()).iter().all(|(border, _)| border.a != locked && border.b != locked));
    }
}
