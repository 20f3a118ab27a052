//! The history: all steps with their names, of which a click or the arrow keys make any the present one.

use eframe::egui::{self, EventFilter, Key, Modifiers, Rect, RichText, Role, ScrollArea, TextStyle, Ui, vec2};

use super::table::{Row, name_region, runs, visible_rows};
use crate::app::Texts;
use crate::app::action::step_text;
use crate::edit::History;
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{ROW_HEIGHT_PT, fonts, icons};

/// The list of steps.
#[derive(Debug, Clone, Copy, Default)]
pub struct HistoryList {
    /// Document, number of steps with those no longer kept, and how many kept ones were in effect, when the list was last scrolled to
    /// the present one.
    seen: Option<(u64, usize, usize)>,
    /// The step whose row gets the focus once it is the present one, because a click or the arrow keys led there.
    focus: Option<usize>,
}

impl HistoryList {
    /// Shows the list, oldest step first; above it the state in which the document was opened, or the oldest that
    /// is kept.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let (session, texts) = (scene.session(), scene.texts);
        ui.label(RichText::new(texts.get("panel-history")).text_style(TextStyle::Heading));
        let (steps, done) = session.history().steps();
        let counted = [("done", done.into()), ("count", steps.len().into())];
        let dropped = session.history().dropped();
        let mut notes = vec![texts.format("panel-history-count", &counted)];
        if dropped > 0 {
            notes.push(texts.format("panel-history-dropped", &[("count", dropped.into())]));
        }
        for note in notes {
            let note = RichText::new(note).text_style(fonts::table()).color(scene.theme.weak_text);
            ui.add(egui::Label::new(note).wrap());
        }
        ui.add_space(4.0);
        let now = (session.revisions().document, dropped + steps.len(), done);
        let reveal = self.seen.replace(now) != Some(now);
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            name_region(ui, Role::List, texts.get("panel-history"));
            ui.set_max_width(ui.available_width() - 6.0);
            if reveal {
                let top = ui.cursor().min + vec2(0.0, done as f32 * ROW_HEIGHT_PT);
                ui.scroll_to_rect(Rect::from_min_size(top, vec2(1.0, ROW_HEIGHT_PT)), None);
            }
            visible_rows(ui, steps.len() + 1, ROW_HEIGHT_PT, |ui, index| self.row(ui, scene, index, requests));
        });
    }

    fn row(&mut self, ui: &mut Ui, scene: &Scene<'_>, index: usize, requests: &mut Vec<Request>) {
        let (history, theme) = (scene.session().history(), scene.theme);
        let (steps, done) = history.steps();
        let name = state_text(scene.texts, history, index);
        let spoken = match index.cmp(&done) {
            std::cmp::Ordering::Less => name.clone(),
            std::cmp::Ordering::Equal => scene.texts.format("a11y-history-present", &[("step", name.as_str().into())]),
            std::cmp::Ordering::Greater => scene.texts.format("a11y-history-undone", &[("step", name.as_str().into())]),
        };
        let row = Row::show(ui, theme, ROW_HEIGHT_PT, index == done, &spoken);
        let colour = if index > done { theme.weak_text } else { theme.text };
        let style = if index == done { fonts::table_bold() } else { fonts::table() };
        let mark = if index == done { icons::CARET_RIGHT } else { " " };
        let marked = Rect::from_min_size(row.inner.min, vec2(18.0, row.inner.height()));
        runs(ui, marked, 1, &[(mark, fonts::table(), theme.accent)]);
        runs(ui, row.inner.with_min_x(marked.right()), 1, &[(&name, style, colour)]);
        if index == done && self.focus == Some(index) {
            self.focus = None;
            row.response.request_focus();
        }
        if row.response.clicked() {
            // the arrow keys go on from the row that was clicked
            self.focus = Some(index);
            requests.push(Request::GoToStep(index));
        }
        if row.response.has_focus() {
            let keeps = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(row.response.id, keeps));
            if let Some(step) = step_by_key(ui, done, steps.len()) {
                self.focus = Some(step);
                requests.push(Request::GoToStep(step));
            }
        }
    }
}

/// Where the arrow keys, Home and End lead from the step `done` of `count`.
fn step_by_key(ui: &Ui, done: usize, count: usize) -> Option<usize> {
    ui.input_mut(|input: &mut egui::InputState| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowUp) {
            Some(done.saturating_sub(1))
        } else if pressed(Key::ArrowDown) {
            Some((done + 1).min(count))
        } else if pressed(Key::Home) {
            Some(0)
        } else if pressed(Key::End) {
            Some(count)
        } else {
            None
        }
    })
}

/// The name of the state after so many steps: that of its last step.
fn state_text(texts: &Texts, history: &History, index: usize) -> String {
    match index.checked_sub(1).and_then(|last| history.steps().0.get(last)) {
        Some(step) => format!("{}. {}", history.dropped() + index, step_text(texts, step)),
        None if history.dropped() > 0 => texts.get("panel-history-oldest").to_owned(),
        None => texts.get("panel-history-start").to_owned(),
    }
}
