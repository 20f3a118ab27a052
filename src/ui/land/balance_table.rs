//! The land balance (bảng tổng hợp sử dụng đất) under the map, live while something is drawn.

use eframe::egui::{Rect, Response, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::LandRequest;
use crate::app::land_table::{LandLine, LandTab, LandView};
use crate::app::session::Revisions;
use crate::app::tables::{TableSubject, land_table};
use crate::app::{Action, LandAction, Language};
use crate::io::Table;
use crate::plan::LandRow;
use crate::ui::panels::paint_swatch;
use crate::ui::panels::table::{Row, figure, icon_button, name_region, runs};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{ZoneLook, fonts, icons};

/// Height of a row, points.
const ROW_PT: f32 = 22.0;
/// Height of the table until it is resized, and how far it can be, points.
pub const HEIGHT_PT: f32 = 236.0;
/// Least and greatest height.
pub const HEIGHTS_PT: std::ops::RangeInclusive<f32> = 130.0..=520.0;
/// Width of the column of numbers, points.
const NUMBER_PT: f32 = 34.0;
/// Least and greatest width of the column of names, points.
const NAMES_PT: std::ops::RangeInclusive<f32> = 170.0..=340.0;
/// Width of the column of symbols, points.
const SYMBOL_PT: f32 = 62.0;
/// Widths of hectares, percent and square metres, points.
const FIGURES_PT: [f32; 3] = [84.0, 74.0, 112.0];
/// Width of the column of a zone, points.
const PART_PT: f32 = 92.0;
/// Side of a swatch, points.
const SWATCH_PT: f32 = 13.0;

/// What the table was written from.
type Of = (Revisions, Language, LandTab, bool);

/// The table with its tabs.
#[derive(Debug, Default)]
pub struct LandPanel {
    open: bool,
    tab: LandTab,
    by_zone: bool,
    written: Option<(Of, LandView)>,
    hovered: Option<LandRow>,
}

impl LandPanel {
    /// Whether the table is shown.
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Shows or hides the table.
    pub const fn toggle(&mut self) {
        self.open = !self.open;
        self.hovered = None;
    }

    /// The row under the pointer.
    pub const fn hovered(&self) -> Option<LandRow> {
        self.hovered
    }

    /// The table as shown, for a spreadsheet.
    pub fn table(&self, scene: &Scene<'_>) -> Table {
        land_table(&TableSubject::document(scene.session(), scene.texts), self.tab, self.by_zone)
    }

    fn view(&mut self, scene: &Scene<'_>) -> &LandView {
        let session = scene.session();
        let of = (session.revisions(), scene.texts.language(), self.tab, self.by_zone);
        let kept = self.written.take().filter(|(written, _)| *written == of);
        let view = kept.map_or_else(
            || LandView::of(scene.texts, &session.shown_document(), session.document_ledger(), self.tab, self.by_zone),
            |(_, view)| view,
        );
        &self.written.insert((of, view)).1
    }

    /// Shows the table.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        name_region(ui, Role::Region, scene.texts.get("action-land-balance"));
        self.head(ui, scene, requests);
        let (tab, by_zone) = (self.tab, self.by_zone);
        let view = self.view(scene).clone();
        let mut hovered = None;
        let places = Places::of(&view, tab, ui.available_width());
        ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_min_width(places.width);
            headings(ui, scene, &view.headings(scene.texts, tab), &places);
            ui.scope(|ui| {
                name_region(ui, Role::List, scene.texts.get("a11y-land-balance"));
                for (at, line) in view.lines.iter().enumerate() {
                    let response = ui.push_id((at, by_zone), |ui| show_line(ui, scene, line, tab, &places)).inner;
                    let Some(row) = line.row else { continue };
                    if response.hovered() || response.has_focus() {
                        hovered = Some(row);
                    }
                    if response.clicked() {
                        requests.push(Request::Land(LandRequest::ShowRow(row)));
                    }
                }
            });
        });
        self.hovered = hovered;
    }

    fn head(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let texts = scene.texts;
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(texts.get("action-land-balance")).text_style(fonts::strong()));
            ui.separator();
            for tab in LandTab::ALL {
                ui.selectable_value(&mut self.tab, tab, texts.get(tab.text_id()));
            }
            ui.separator();
            ui.checkbox(&mut self.by_zone, texts.get("panel-land-by-zone")).on_hover_text(texts.get("panel-land-by-zone-tip"));
            // not at the far end: in a narrow panel they would be out of sight
            let copy = Action::Land(LandAction::CopyBalance);
            let is_possible = copy.availability(&scene.situation).is_ok();
            let button = ui.add_enabled_ui(is_possible, |ui| icon_button(ui, icons::COPY, texts.get(copy.text_id()), false));
            if button.inner.clicked() {
                requests.push(Request::Do(copy));
            }
            if icon_button(ui, icons::X, texts.get("action-close"), false).clicked() {
                requests.push(Request::Do(Action::Land(LandAction::BalanceTable)));
            }
        });
    }
}

/// Where the columns stand, from the left end of the row.
struct Places {
    names: [f32; 2],
    symbol: Option<f32>,
    /// Right ends of the columns of figures.
    ends: Vec<f32>,
    width: f32,
}

impl Places {
    fn of(view: &LandView, tab: LandTab, available: f32) -> Self {
        let has_symbols = tab == LandTab::Uses;
        let widths: Vec<f32> = FIGURES_PT.into_iter().chain(view.columns.iter().map(|_| PART_PT)).collect();
        let fixed = NUMBER_PT + if has_symbols { SYMBOL_PT } else { 0.0 } + widths.iter().sum::<f32>() + 8.0;
        let names = [NUMBER_PT, NUMBER_PT + (available - fixed).clamp(*NAMES_PT.start(), *NAMES_PT.end())];
        let mut end = names[1] + if has_symbols { SYMBOL_PT } else { 0.0 };
        let ends = widths.into_iter().map(|width| {
            end += width;
            end
        });
        let ends: Vec<f32> = ends.collect();
        Self { names, symbol: has_symbols.then_some(names[1]), width: end + 8.0, ends }
    }

    fn name(&self, row: Rect) -> Rect {
        Rect::from_min_max(pos2(row.left() + self.names[0], row.top()), pos2(row.left() + self.names[1] - 6.0, row.bottom()))
    }

    fn symbol(&self, row: Rect) -> Option<Rect> {
        let left = row.left() + self.symbol?;
        Some(Rect::from_min_max(pos2(left, row.top()), pos2(left + SYMBOL_PT, row.bottom())))
    }
}

fn headings(ui: &mut Ui, scene: &Scene<'_>, headings: &[String], places: &Places) {
    let (_, row) = ui.allocate_space(vec2(places.width, 20.0));
    let colour = scene.theme.weak_text;
    let mut headings = headings.iter();
    let mut put = |rect: Rect| {
        if let Some(text) = headings.next() {
            runs(ui, rect, 1, &[(text, fonts::table(), colour)]);
        }
    };
    put(row.with_max_x(row.left() + NUMBER_PT));
    put(places.name(row));
    places.symbol(row).into_iter().for_each(&mut put);
    for (end, text) in places.ends.iter().zip(headings) {
        let right = row.left() + end;
        // a long heading begins with what tells columns apart
        let short = text.split_once(" (").map_or(text.as_str(), |(short, _)| short);
        let is_wide = text.chars().count() <= 15;
        figure(ui, row, right, if is_wide { text } else { short }, &fonts::table(), colour);
        let cell = Rect::from_min_max(pos2(right - PART_PT, row.top()), pos2(right, row.bottom()));
        let id = ui.scope_id().with(("land-head", end.to_bits()));
        ui.interact(cell, id, Sense::hover()).on_hover_text(text);
    }
    ui.painter().hline(row.x_range(), row.bottom(), (1.0, scene.theme.divider));
}

fn show_line(ui: &mut Ui, scene: &Scene<'_>, line: &LandLine, tab: LandTab, places: &Places) -> Response {
    let (texts, theme) = (scene.texts, scene.theme);
    let spoken = texts.format(
        "a11y-land-row",
        &[("land", line.name.clone().into()), ("area", format!("{} ha", line.ha).into()), ("share", line.percent.clone().into())],
    );
    let is_total = line.row.is_none();
    let (response, row) = if is_total {
        let (_, row) = ui.allocate_space(vec2(places.width, ROW_PT));
        let response = ui.interact(row, ui.scope_id().with("land-total"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        ui.painter().hline(row.x_range(), row.top(), (1.0, theme.divider));
        (response, row)
    } else {
        let row = Row::show(ui, theme, ROW_PT, false, &spoken);
        (row.response, row.inner)
    };
    let is_open = matches!(line.row, Some(LandRow::Unclassified(_) | LandRow::Unallocated | LandRow::Rest));
    let style = if is_total { fonts::table_bold() } else { fonts::table() };
    let colour = if is_open { theme.weak_text } else { theme.text };
    figure(ui, row, row.left() + NUMBER_PT - 10.0, &line.number, &style, theme.weak_text);
    let mut name = places.name(row);
    if let (Some(LandRow::Class(land_use)), LandTab::Uses) = (line.row, tab) {
        let middle = pos2(name.left() + SWATCH_PT / 2.0, row.center().y);
        let swatch = Rect::from_center_size(middle, vec2(SWATCH_PT, SWATCH_PT));
        paint_swatch(ui.painter(), swatch, theme, ZoneLook::of_land_use(land_use));
        name = name.with_min_x(swatch.right() + 6.0);
    }
    runs(ui, name, 1, &[(&line.name, style.clone(), colour)]);
    if let Some(symbol) = places.symbol(row) {
        runs(ui, symbol, 1, &[(&line.symbol, fonts::table_bold(), colour)]);
    }
    let figures = [&line.ha, &line.percent, &line.m2].into_iter().chain(&line.parts);
    for (at, (end, text)) in places.ends.iter().zip(figures).enumerate() {
        let colour = if at == 2 { theme.weak_text } else { colour };
        figure(ui, row, row.left() + end, text, &style, colour);
    }
    response.on_hover_text(format!("{}: {} m²", line.name, line.m2))
}
