//! The ways to clear a finding, each with what it would make of the zones.

use eframe::egui::{
    Align2, EventFilter, Key, Modifiers, Rect, Response, RichText, Role, TextStyle, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::table::{Row, figure, runs};
use crate::app::phrase::zone_code;
use crate::app::repair::Offers;
use crate::app::repair::text::{border_text, change_of, change_text, fix_text, outcome_text};
use crate::app::wording::refusal_text;
use crate::edit::repair::{Fix, Outcome, ZoneOutcome};
use crate::geometry::ExactArea;
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{Status, fonts};

/// Height of the line that names a way, and of each line below it, points.
const NAME_HEIGHT_PT: f32 = 24.0;
const LINE_HEIGHT_PT: f32 = 17.0;
/// Zones whose figures are shown for one way.
const MOST_ZONES: usize = 3;
/// Space left of the lines, points.
const INDENT_PT: f32 = 26.0;

/// What the keyboard asks for while a way has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Show(usize),
    Perform(usize),
    Leave,
}

/// Shows the ways; `focus` is the one that is to get the keyboard.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, offers: &Offers, focus: &mut Option<usize>, requests: &mut Vec<Request>) {
    let (session, texts) = (scene.session(), scene.texts);
    let shown = offers.shown(session);
    let count = offers.fixes().len();
    let (mut hovered, mut is_held) = (None, false);
    let mut asked = None;
    for (index, fix) in offers.fixes().iter().enumerate() {
        let response = ui.push_id(("fix", index), |ui| fix_row(ui, scene, (index, fix), shown == Some(index))).inner;
        if *focus == Some(index) {
            *focus = None;
            response.request_focus();
        }
        if response.has_focus() {
            let keeps = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keeps));
            asked = asked.or(asked_by_key(ui, index, count));
            if asked == Some(Asked::Leave) {
                response.surrender_focus();
            }
        }
        // a click stands for Enter as well: egui clicks what has the focus
        if response.clicked() && fix.outcome.is_ok() {
            asked = Some(Asked::Perform(index));
        }
        is_held |= response.has_focus() || response.hovered();
        if response.hovered() && ui.input(|input| input.pointer.delta() != Vec2::ZERO) {
            hovered = Some(index);
        }
    }
    match asked {
        Some(Asked::Perform(index)) => requests.push(Request::PerformFix(index)),
        Some(Asked::Show(index)) => {
            *focus = Some(index);
            requests.push(Request::ShowFix(Some(index)));
        }
        Some(Asked::Leave) => requests.push(Request::ShowFix(None)),
        None if hovered.is_some() && hovered != shown => requests.push(Request::ShowFix(hovered)),
        None if shown.is_some() && !is_held => requests.push(Request::ShowFix(None)),
        None => {}
    }
    let keys = RichText::new(texts.get("repair-keys")).text_style(TextStyle::Small).color(scene.theme.weak_text);
    ui.horizontal(|ui| {
        ui.add_space(INDENT_PT - 8.0);
        ui.add(eframe::egui::Label::new(keys).wrap());
    });
}

/// What the keys ask for while the way `index` of `count` has the focus; they are used up.
fn asked_by_key(ui: &Ui, index: usize, count: usize) -> Option<Asked> {
    const DIGITS: [Key; 9] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            return Some(Asked::Show((index + 1).min(count - 1)));
        }
        if pressed(Key::ArrowUp) {
            return Some(Asked::Show(index.saturating_sub(1)));
        }
        if pressed(Key::Escape) {
            return Some(Asked::Leave);
        }
        DIGITS.into_iter().take(count).position(pressed).map(Asked::Perform)
    })
}

fn fix_row(ui: &mut Ui, scene: &Scene<'_>, (index, fix): (usize, &Fix), is_shown: bool) -> Response {
    let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
    let name = fix_text(texts, session.plan(), fix.kind, fix.zone);
    let lines = lines(scene, fix);
    let height = NAME_HEIGHT_PT + LINE_HEIGHT_PT * lines.len() as f32 + 3.0;
    let number = (index + 1).to_string();
    let told = match &fix.outcome {
        Ok(outcome) => outcome_text(texts, session.plan(), outcome),
        Err(refusal) => refusal_text(texts, session.plan(), refusal),
    };
    let values = [("number", number.as_str().into()), ("fix", name.as_str().into()), ("outcome", told.as_str().into())];
    let spoken = texts.format("a11y-fix-row", &values);
    let Row { response, inner } = Row::show(ui, theme, height, is_shown, &spoken);
    let can = fix.outcome.is_ok();
    response.widget_info(|| WidgetInfo::selected(Role::Button, can, is_shown, &spoken));
    let first = Rect::from_min_size(inner.min, vec2(inner.width(), NAME_HEIGHT_PT));
    let chip = Rect::from_center_size(pos2(first.left() + 11.0, first.center().y), vec2(16.0, 16.0));
    let colour = if can { theme.accent } else { theme.weak_text };
    ui.painter().rect_stroke(chip, 3.0, eframe::egui::Stroke::new(1.0, colour), eframe::egui::StrokeKind::Inside);
    let font = TextStyle::Small.resolve(ui.style());
    ui.painter().text(chip.center(), Align2::CENTER_CENTER, &number, font, colour);
    let text = Rect::from_min_max(pos2(first.left() + INDENT_PT, first.top()), first.max);
    runs(ui, text, 1, &[(&name, fonts::table_bold(), if can { theme.text } else { theme.weak_text })]);
    for (line, index) in lines.iter().zip(0_u8..) {
        let top = first.bottom() - 2.0 + f32::from(index) * LINE_HEIGHT_PT;
        let rect = Rect::from_min_max(pos2(text.left(), top), pos2(first.right(), top + LINE_HEIGHT_PT));
        let right_pt = if line.right.is_empty() { 0.0 } else { 84.0 };
        let left = Rect::from_min_max(rect.min, pos2(rect.right() - right_pt, rect.bottom()));
        runs(ui, left, 1, &[(&line.left, fonts::table(), line.colour(scene))]);
        figure(ui, rect, rect.right(), &line.right, &fonts::table(), line.colour(scene));
    }
    response
}

/// A line below the name of a way.
struct Line {
    left: String,
    right: String,
    status: Option<Status>,
}

impl Line {
    const fn plain(left: String, right: String) -> Self {
        Self { left, right, status: None }
    }

    const fn colour(&self, scene: &Scene<'_>) -> eframe::egui::Color32 {
        match self.status {
            Some(status) => scene.theme.status(status),
            None => scene.theme.weak_text,
        }
    }
}

fn lines(scene: &Scene<'_>, fix: &Fix) -> Vec<Line> {
    let (session, texts) = (scene.session(), scene.texts);
    let outcome = match &fix.outcome {
        Ok(outcome) => outcome,
        Err(refusal) => {
            let left = refusal_text(texts, session.plan(), refusal);
            return vec![Line { left, right: String::new(), status: Some(Status::Warning) }];
        }
    };
    let mut lines: Vec<Line> = border_text(texts, fix).into_iter().map(|left| Line::plain(left, String::new())).collect();
    for zone in outcome.zones.iter().take(MOST_ZONES) {
        lines.extend(zone_lines(scene, zone));
    }
    if outcome.zones.len() > MOST_ZONES {
        let count = outcome.zones.len() - MOST_ZONES;
        lines.push(Line::plain(texts.format("repair-more-zones", &[("count", count.into())]), String::new()));
    }
    if fix.zone.is_none() {
        lines.extend(unallocated_line(scene, outcome));
    }
    if outcome.created > 0 {
        let left = texts.format("repair-creates", &[("count", outcome.created.into())]);
        lines.push(Line {
            left: format!("{} {left}", Status::Warning.icon()),
            right: String::new(),
            status: Some(Status::Warning),
        });
    }
    lines
}

/// The zone and by how much it changes; below it its area and its share of the approved area, old and new.
fn zone_lines(scene: &Scene<'_>, zone: &ZoneOutcome) -> Vec<Line> {
    let (session, texts) = (scene.session(), scene.texts);
    let code = zone_code(texts, session.plan(), zone.zone);
    let Some(after) = zone.after else {
        let left = texts.format("repair-zone-goes", &[("zone", code.into())]);
        return vec![Line::plain(left, change_text(texts, change_of(zone)))];
    };
    let areas = format!("    {}", old_and_new(scene, zone.before.unwrap_or_default(), after));
    vec![Line::plain(code, change_text(texts, change_of(zone))), Line::plain(areas, share_text(scene, after))]
}

fn unallocated_line(scene: &Scene<'_>, outcome: &Outcome) -> Option<Line> {
    let (before, after) = outcome.unallocated;
    let texts = scene.texts;
    let left = format!("{}  {}", texts.get("panel-unallocated"), old_and_new(scene, before, after));
    (before != after).then(|| Line::plain(left, change_text(texts, after - before)))
}

/// Both areas in hectares, to the square metre.
fn old_and_new(scene: &Scene<'_>, before: ExactArea, after: ExactArea) -> String {
    let numbers = scene.texts.numbers();
    format!("{} → {}", numbers.scaled(before.rounded_ha(4), 4), numbers.ha(after, 4))
}

/// The share of the approved area.
fn share_text(scene: &Scene<'_>, area: ExactArea) -> String {
    let share = area.share_of(scene.session().ledger().approved);
    format!("{} %", scene.texts.numbers().number(share * 100.0, 2))
}
