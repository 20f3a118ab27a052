//! The rows and columns of the cross table; only those on screen are written.

use eframe::egui::{Rect, RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::Language;
use crate::app::cross::CrossedLayer;
use crate::app::phrase::zone_name;
use crate::app::tables::{CROSS_M2_DECIMALS, cross_column_text, cross_group_text};
use crate::plan::cross_table::RoundedCrossTable;
use crate::plan::{Party, ZoneId};
use crate::ui::panels::table::{figure, runs, visible_rows};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::fonts;

/// Height of a row, points.
const ROW_PT: f32 = 22.0;
/// Widths of the names of groups, of how many parcels they have, and of a column, points.
const NAME_PT: f32 = 190.0;
const FEATURES_PT: f32 = 78.0;
const COLUMN_PT: f32 = 118.0;
/// Longest heading of a column, letters.
const MOST_LETTERS: usize = 16;

/// The table in the words and figures of a language.
#[derive(Debug)]
pub(super) struct Printed {
    pub language: Language,
    rounded: RoundedCrossTable,
    columns: Vec<Heading>,
    rows: Vec<(String, usize)>,
    features: usize,
    heads: [String; 3],
}

/// A column: its place in the table, what stands above it, and the zone.
#[derive(Debug)]
struct Heading {
    at: usize,
    text: String,
    name: String,
    zone: Option<ZoneId>,
}

impl Printed {
    pub(super) fn of(scene: &Scene<'_>, crossed: &CrossedLayer) -> Self {
        let (texts, plan) = (scene.texts, scene.session().document());
        let of = &crossed.table;
        let rounded = of.rounded_m2(CROSS_M2_DECIMALS);
        let heading = |at: usize| {
            let zone = if let Party::Zone(id) = of.columns[at] { Some(id) } else { None };
            let text = cross_column_text(texts, plan, of.columns[at]);
            let name = zone.and_then(|id| plan.zone(id)).map_or_else(|| text.clone(), |zone| zone_name(texts, zone));
            Heading { at, text, name, zone }
        };
        let row = |row: &crate::plan::cross_table::CrossRow| {
            (cross_group_text(texts, &crossed.groups[row.group]).to_owned(), row.features)
        };
        Self {
            language: texts.language(),
            columns: rounded.shown_columns().into_iter().map(heading).collect(),
            rows: of.rows.iter().map(row).collect(),
            features: of.counts.with_land,
            heads: [
                crossed.column.clone(),
                texts.get("panel-cross-features").to_owned(),
                format!("{} (m²)", texts.get("panel-total")),
            ],
            rounded,
        }
    }

    pub(super) fn show(&self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let width = NAME_PT + FEATURES_PT + (self.columns.len() + 1) as f32 * COLUMN_PT + 16.0;
        ui.set_min_width(width.max(ui.available_width() - 12.0));
        self.headings(ui, scene, requests);
        visible_rows(ui, self.rows.len(), ROW_PT, |ui, index| {
            let (name, features) = &self.rows[index];
            self.line(ui, scene, name, *features, &self.rounded.cells[index], self.rounded.rows[index], false);
        });
        let total = scene.texts.get("panel-total");
        self.line(ui, scene, total, self.features, &self.rounded.columns, self.rounded.total(), true);
    }

    /// The columns that are on screen, with where they are in a row.
    fn visible<'a>(&'a self, ui: &Ui, row: Rect) -> impl Iterator<Item = (Rect, &'a Heading)> + use<'a> {
        let clip = ui.clip_rect();
        let cells = self.columns.iter().enumerate().map(move |(at, heading)| (column_rect(row, at), heading));
        cells.filter(move |(rect, _)| rect.right() >= clip.left() && rect.left() <= clip.right())
    }

    fn headings(&self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let theme = scene.theme;
        let (_, row) = ui.allocate_space(vec2(ui.available_width(), ROW_PT));
        let [name, features, total] = &self.heads;
        let style = fonts::table_bold();
        runs(ui, name_rect(row), 1, &[(name, style.clone(), theme.text)]);
        figure(ui, row, row.left() + NAME_PT + FEATURES_PT - 6.0, features, &fonts::table(), theme.weak_text);
        for (rect, heading) in self.visible(ui, row) {
            figure(ui, rect, rect.right() - 6.0, &shortened(&heading.text), &style, theme.text);
            let response = ui.interact(rect, ui.scope_id().with(("cross-head", heading.at)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Button, true, &heading.name));
            if let Some(zone) = heading.zone.filter(|_| response.clicked()) {
                requests.push(Request::ShowZone(zone));
            }
            response.on_hover_text(&heading.name);
        }
        let end = column_rect(row, self.columns.len());
        figure(ui, end, end.right() - 6.0, total, &style, theme.text);
        ui.painter().hline(row.x_range(), row.bottom(), (1.0, theme.divider));
    }

    #[expect(clippy::too_many_arguments, reason = "a line is its cells")]
    fn line(&self, ui: &mut Ui, scene: &Scene<'_>, name: &str, features: usize, cells: &[i128], sum: i128, is_total: bool) {
        let (theme, numbers) = (scene.theme, scene.texts.numbers());
        let (_, row) = ui.allocate_space(vec2(ui.available_width(), ROW_PT));
        let text = |count: i128| if count == 0 { "–".to_owned() } else { numbers.scaled(count, CROSS_M2_DECIMALS) };
        if is_total {
            ui.painter().hline(row.x_range(), row.top(), (1.0, theme.divider));
        }
        let style = if is_total { fonts::table_bold() } else { fonts::table() };
        runs(ui, name_rect(row), 1, &[(name, style.clone(), theme.text)]);
        let count = numbers.number(features as f64, 0);
        figure(ui, row, row.left() + NAME_PT + FEATURES_PT - 6.0, &count, &fonts::table(), theme.weak_text);
        for (rect, heading) in self.visible(ui, row) {
            let count = cells[heading.at];
            let colour = if count == 0 { theme.weak_text } else { theme.text };
            figure(ui, rect, rect.right() - 6.0, &text(count), &style, colour);
        }
        let end = column_rect(row, self.columns.len());
        figure(ui, end, end.right() - 6.0, &text(sum), &fonts::table_bold(), theme.text);
        let spoken = format!("{name}: {} m²", text(sum));
        let response = ui.interact(name_rect(row), ui.scope_id().with(("cross-row", row.top().to_bits())), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Label, true, &spoken));
        response.on_hover_text(RichText::new(spoken.clone()));
    }
}

fn name_rect(row: Rect) -> Rect {
    row.with_max_x(row.left() + NAME_PT - 8.0)
}

fn column_rect(row: Rect, at: usize) -> Rect {
    let left = row.left() + NAME_PT + FEATURES_PT + at as f32 * COLUMN_PT;
    Rect::from_min_max(pos2(left, row.top()), pos2(left + COLUMN_PT, row.bottom()))
}

/// The beginning of a name that fits above a column.
fn shortened(name: &str) -> String {
    if name.chars().count() <= MOST_LETTERS {
        return name.to_owned();
    }
    format!("{}…", name.chars().take(MOST_LETTERS - 1).collect::<String>().trim_end())
}
