//! Making areas what they should be: the options of the tool, and the panel beside the map for lists and suggestions.

mod balance;
mod options;
mod programme;

use std::sync::Arc;

use eframe::egui::{self, Button, Context, Key, Modifiers, RichText, ScrollArea, Ui};

use super::panels::table::{figure, icon_button, runs};
use super::request::{Request, Scene};
use super::theme::{Status, Theme, fonts, icons};
use crate::app::{Action, AreaAction, Session};
use crate::edit::Command;
use crate::plan::{Zone, ZoneId};
use balance::BalanceForm;
pub use options::{figure_field_id, options};
use programme::ProgrammeForm;

/// Height of a row of a table, points.
const TABLE_ROW_PT: f32 = 21.0;
/// Least and greatest width of the panel.
pub const WIDTHS_PT: std::ops::RangeInclusive<f32> = 380.0..=640.0;

/// The panel with everything typed into it.
#[derive(Debug, Default)]
pub struct AreaPanel {
    page: Option<AreaAction>,
    programme: ProgrammeForm,
    balance: BalanceForm,
    /// The command that is shown on the map.
    shown: Option<Box<Command>>,
}

impl AreaPanel {
    /// Whether it is shown.
    pub const fn is_open(&self) -> bool {
        self.page.is_some()
    }

    /// Shows a page, or puts the panel away if that page is shown.
    pub fn toggle(&mut self, page: AreaAction) {
        self.page = if self.page == Some(page) { None } else { Some(page) };
    }

    /// Puts the panel away; what was typed stays.
    pub const fn close(&mut self) {
        self.page = None;
    }

    /// Whether Escape was pressed to put it away; the key is used up, also when it only leaves a field of the panel.
    pub fn is_escaped(&self, context: &Context, session: &Session) -> bool {
        let is_above = context.memory(|memory| memory.top_modal_layer().is_none());
        let was_typing = self.page == Some(AreaAction::SplitByList) && self.programme.is_typing();
        let is_meant = was_typing || (!context.text_edit_focused() && session.tool().is_idle());
        let is_pressed = self.is_open() && is_above && is_meant;
        is_pressed && context.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) && !was_typing
    }

    /// While the panel is hidden nothing is shown on the map.
    pub fn rest(&mut self, requests: &mut Vec<Request>) {
        if self.shown.take().is_some() {
            requests.push(Request::Suggest(None));
        }
    }

    /// Shows the panel.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let Some(page) = self.page else { return };
        let texts = scene.texts;
        ui.horizontal(|ui| {
            let title = texts.get(page.text_id()).trim_end_matches('…');
            ui.label(RichText::new(title).text_style(egui::TextStyle::Heading));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, icons::X, texts.get("action-close"), false).clicked() {
                    requests.push(Request::Do(Action::Area(page)));
                }
            });
        });
        ui.add(
            egui::Label::new(RichText::new(texts.get(page.tip_id())).text_style(fonts::table()).color(scene.theme.weak_text))
                .wrap(),
        );
        ui.separator();
        let wanted = ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| match page {
            AreaAction::SplitByList => self.programme.show(ui, scene, requests),
            AreaAction::Balance => self.balance.show(ui, scene, requests),
        });
        self.follow(wanted.inner, scene.session(), requests);
    }

    /// Keeps what is shown on the map in step with what the page suggests.
    fn follow(&mut self, wanted: Option<Box<Command>>, session: &Session, requests: &mut Vec<Request>) {
        let is_lost = wanted.is_some() && session.previewed().is_none() && session.refused().is_none();
        if (wanted != self.shown || is_lost) && !session.tool().is_busy() {
            self.shown.clone_from(&wanted);
            requests.push(Request::Suggest(wanted));
        }
    }
}

/// Which state of which plan is worked on: what was worked out for it holds until that changes.
pub type PlanState = (u64, u64, u64);

/// The state of the plan, without what is only shown.
pub const fn state_of(session: &Session) -> PlanState {
    let revisions = session.revisions();
    (revisions.document, revisions.level, revisions.committed)
}

/// A zone as it is without what is only shown.
fn settled_zone(session: &Session, id: ZoneId) -> Option<Arc<Zone>> {
    let changed = session.preview().and_then(|diff| diff.zones.iter().find(|(zone, _)| *zone == id));
    changed.map_or_else(|| session.plan().zone_shared(id), |(_, change)| change.before.clone())
}

/// A sentence with the sign of how good it is.
fn say(ui: &mut Ui, theme: &Theme, status: Status, text: &str) {
    let text = RichText::new(format!("{} {text}", status.icon())).text_style(fonts::table()).color(theme.status(status));
    ui.add(egui::Label::new(text).wrap());
}

/// The button of the act a page is about; whether it was pressed.
fn act(ui: &mut Ui, theme: &Theme, enabled: bool, text: &str) -> bool {
    let label = RichText::new(text).color(if enabled { theme.on_accent } else { theme.weak_text });
    let button = if enabled { Button::new(label).fill(theme.accent) } else { Button::new(label) };
    ui.add_enabled(enabled, button).clicked()
}

/// A table of short rows, the text columns on the left, figures right-aligned; a column of no width gets what is left.
fn figure_table<const N: usize>(
    ui: &mut Ui,
    theme: &Theme,
    (salt, most_pt): (&str, f32),
    head: [&str; N],
    widths_pt: &[f32; N],
    rows: impl Iterator<Item = [String; N]>,
) {
    let rows: Vec<[String; N]> = rows.collect();
    ScrollArea::vertical().id_salt(salt).max_height(most_pt).auto_shrink([false, true]).show(ui, |ui| {
        let last_text = widths_pt.iter().position(|width| *width <= 0.0).unwrap_or_default();
        let fixed: f32 = widths_pt.iter().sum();
        let rest = (ui.available_width() - fixed - TABLE_ROW_PT).max(40.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut line = |cells: [&str; N], style: egui::TextStyle, colour: egui::Color32, is_striped: bool| {
            let (_, row) = ui.allocate_space(egui::vec2(ui.available_width(), TABLE_ROW_PT));
            let spoken = cells.join(" ");
            let response = ui.interact(row, ui.next_auto_id(), egui::Sense::hover());
            ui.skip_ahead_auto_ids(1);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
            if is_striped {
                ui.painter().rect_filled(row, 3.0, theme.button.gamma_multiply(0.5));
            }
            let mut left = row.left() + 4.0;
            for (column, cell) in cells.into_iter().enumerate() {
                let width = if widths_pt[column] > 0.0 { widths_pt[column] } else { rest };
                let place = egui::Rect::from_x_y_ranges(left..=left + width - 4.0, row.y_range());
                if column <= last_text {
                    runs(ui, place, 1, &[(cell, style.clone(), colour)]);
                } else {
                    figure(ui, place, place.right(), cell, &style, colour);
                }
                left += width;
            }
        };
        line(head, fonts::table_bold(), theme.weak_text, false);
        for (index, row) in rows.iter().enumerate() {
            line(row.each_ref().map(String::as_str), fonts::table(), theme.text, index % 2 == 0);
        }
    });
}
