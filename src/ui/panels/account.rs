//! The area ledger: which step gave or took how much land, zone by zone, with a running balance.

use std::sync::Arc;

use eframe::egui::{self, ComboBox, Rect, RichText, Role, ScrollArea, Ui, pos2, vec2};

use super::table::{Row, figure, icon_button, name_region, runs, visible_rows};
use crate::app::area_book::{AreaAccount, AreaBook, AreaEntry, entry_land, opening_text, party_name, step_name, time_text};
use crate::app::{AccountAction, Action};
use crate::geometry::ExactArea;
use crate::plan::{Party, ZoneId};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{fonts, icons};

/// Height of an entry of two lines, points.
const ROW_PT: f32 = 42.0;
/// Width of a figure, points.
const FIGURE_PT: f32 = 96.0;
/// Decimals of hectares: a square metre shows.
const DECIMALS: u32 = 4;

/// The panel with whose account it shows.
#[derive(Debug, Default)]
pub struct AccountPanel {
    open: bool,
    book: AreaBook,
    party: Option<Party>,
    /// The zone that was selected in the last frame: selecting another one shows its account.
    followed: Option<ZoneId>,
    /// What is shown, and the document, state and party it was made for.
    shown: Option<((u64, u64, Party), Arc<Shown>)>,
    selected: Option<usize>,
}

#[derive(Debug, Default)]
struct Shown {
    parties: Vec<Party>,
    account: AreaAccount,
}

impl AccountPanel {
    /// Whether the panel is shown.
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Shows or hides the panel.
    pub const fn toggle(&mut self) {
        self.open = !self.open;
        self.selected = None;
    }

    /// Shows the panel.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let texts = scene.texts;
        let shown = self.update(scene);
        self.heading(ui, scene, requests);
        self.choose(ui, scene, &shown.parties);
        total(ui, scene, (opening_text(texts, scene.session()), shown.account.opening));
        if shown.account.entries.is_empty() {
            ui.label(RichText::new(texts.get("panel-account-empty")).text_style(fonts::table()).color(scene.theme.weak_text));
        }
        let height = (ui.available_height() - 34.0).max(ROW_PT);
        ScrollArea::vertical().id_salt("account").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            name_region(ui, Role::List, texts.get("action-area-ledger"));
            ui.set_max_width(ui.available_width() - 6.0);
            visible_rows(ui, shown.account.entries.len(), ROW_PT, |ui, index| {
                self.entry(ui, scene, (index, &shown.account.entries[index]), requests);
            });
        });
        total(ui, scene, (texts.get("panel-account-today"), shown.account.closing));
    }

    fn party(&self) -> Party {
        self.party.unwrap_or(Party::Unallocated)
    }

    /// Follows the selection and the history.
    fn update(&mut self, scene: &Scene<'_>) -> Arc<Shown> {
        let session = scene.session();
        let selected = session.selected_zone();
        if selected != self.followed {
            self.followed = selected;
            self.party = selected.map(Party::Zone).or(self.party);
        }
        let first = session.plan().zones().next().map(|zone| Party::Zone(zone.id));
        self.party = self.party.or(first);
        let revisions = session.revisions();
        let key = (revisions.document, revisions.committed, self.party());
        if let Some((made_for, shown)) = &self.shown
            && *made_for == key
        {
            return shown.clone();
        }
        self.selected = None;
        let parties = self.book.parties(session);
        if !parties.contains(&self.party()) {
            self.party = first;
        }
        let account = self.book.account(session, self.party());
        let shown = Arc::new(Shown { parties, account });
        self.shown = Some(((revisions.document, revisions.committed, self.party()), shown.clone()));
        shown
    }

    fn heading(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let texts = scene.texts;
        ui.horizontal(|ui| {
            ui.label(RichText::new(texts.get("action-area-ledger")).text_style(egui::TextStyle::Heading));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, icons::X, texts.get("action-close"), false).clicked() {
                    requests.push(Request::Do(Action::Account(AccountAction::Ledger)));
                }
                if icon_button(ui, icons::COPY, texts.get("panel-account-copy"), false).clicked() {
                    let table = self.book.account_table(scene.session(), self.party(), texts);
                    requests.push(Request::Copy(table.as_text(texts.numbers())));
                }
            });
        });
    }

    fn choose(&mut self, ui: &mut Ui, scene: &Scene<'_>, parties: &[Party]) {
        let name = |party: Party| party_name(scene.texts, scene.session(), party);
        let chosen = self.party();
        let list = ComboBox::from_id_salt("account of").width(ui.available_width()).selected_text(name(chosen));
        let response = list.show_ui(ui, |ui| {
            for party in parties {
                if ui.selectable_label(*party == chosen, name(*party)).clicked() {
                    self.party = Some(*party);
                }
            }
        });
        let spoken = format!("{}: {}", scene.texts.get("panel-account-of"), name(chosen));
        response.response.widget_info(|| egui::WidgetInfo::labeled(Role::ComboBox, true, &spoken));
    }

    fn entry(&mut self, ui: &mut Ui, scene: &Scene<'_>, (index, entry): (usize, &AreaEntry), requests: &mut Vec<Request>) {
        let (texts, session, theme) = (scene.texts, scene.session(), scene.theme);
        let numbers = texts.numbers();
        let is_gain = entry.change > ExactArea::ZERO;
        let counterpart = party_name(texts, session, entry.counterpart);
        let id = if is_gain { "panel-account-from" } else { "panel-account-to" };
        let whom = texts.format(id, &[("party", counterpart.into())]);
        let change = format!("{} ha", numbers.signed(entry.change.rounded_ha(DECIMALS), DECIMALS));
        let balance = numbers.ha(entry.balance, DECIMALS);
        let step = step_name(texts, session, entry.step);
        let spoken = format!("{step}: {whom} {change}, {balance}");
        let row = Row::show(ui, theme, ROW_PT, self.selected == Some(index), &spoken);
        let (upper, lower) = row.inner.shrink2(vec2(0.0, 3.0)).split_top_bottom_at_fraction(0.5);
        let time = time_text(session, entry.step);
        runs(ui, upper, 1, &[(&step, fonts::table_bold(), theme.text), (&format!("  {time}"), fonts::table(), theme.weak_text)]);
        let left = Rect::from_min_max(lower.min, pos2(lower.right() - 2.0 * FIGURE_PT, lower.bottom()));
        runs(ui, left, 1, &[(&whom, fonts::table(), theme.text)]);
        let colour = if is_gain { theme.pass } else { theme.warning };
        figure(ui, lower, lower.right() - FIGURE_PT, &change, &fonts::table(), colour);
        figure(ui, lower, lower.right(), &balance, &fonts::table(), theme.text);
        if row.response.clicked() {
            self.selected = Some(index);
            requests.push(Request::ShowMoved(Arc::new(entry_land(session, self.party(), entry))));
        }
        let exact = format!("{} m² → {}", numbers.signed(entry.change.rounded_m2(4), 4), numbers.m2(entry.balance, 4));
        row.response.on_hover_text(exact);
    }
}

/// The area at the beginning or the end.
fn total(ui: &mut Ui, scene: &Scene<'_>, (name, area): (&str, ExactArea)) {
    let numbers = scene.texts.numbers();
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), 26.0));
    let text = numbers.ha(area, DECIMALS);
    let spoken = format!("{name} {text}");
    let response = ui.interact(row, ui.scope_id().with(name), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, &spoken));
    runs(ui, row, 1, &[(name, fonts::table_bold(), scene.theme.text)]);
    figure(ui, row, row.right() - 6.0, &text, &fonts::table_bold(), scene.theme.text);
    response.on_hover_text(numbers.m2(area, 4));
}
