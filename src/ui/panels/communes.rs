//! Zones by the communes that hosted the park.

use eframe::egui::{self, Color32, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::balance::HA_DECIMALS;
use super::table::{figure, heading, name_region, runs};
use crate::app::explain::Figure;
use crate::app::tables::ByCommune;
use crate::app::{Action, CopyAction};
use crate::geometry::ExactArea;
use crate::ui::explain::explain_on_click;
use crate::ui::request::{Request, Scene};
use crate::ui::theme::fonts;

/// Zones beyond which the table on screen sums them by function.
const MOST_COLUMNS: usize = 5;

/// Widths that a column of figures may take, points.
const COLUMN_PT: std::ops::RangeInclusive<f32> = 48.0..=72.0;
/// Least width of the names, points.
const NAME_PT: f32 = 96.0;
/// Height of a row, points.
const ROW_PT: f32 = 22.0;

/// Shows the table.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
    let (plan, ledger, layer) = (session.plan(), session.ledger(), &session.communes().until2025);
    let has_zones = plan.zones().len() > 0;
    let copy_name = texts.get("action-copy-communes");
    if heading(ui, theme, texts.get("panel-communes"), texts.get("panel-communes-2020"), has_zones.then_some(copy_name)) {
        requests.push(Request::Do(Action::Copy(CopyAction::Communes)));
    }
    if layer.communes.is_empty() {
        ui.label(RichText::new(texts.get("panel-empty-communes")).color(theme.weak_text));
        return;
    }
    let table = if !has_zones {
        ByCommune::of_boundary(ledger, layer, texts)
    } else if plan.zones().len() <= MOST_COLUMNS {
        ByCommune::by_zone(plan, ledger, layer, texts)
    } else {
        ByCommune::by_function(plan, ledger, layer, texts)
    };
    let columns = table.figures_per_row() as f32;
    let column_pt = ((ui.available_width() - NAME_PT) / columns).clamp(*COLUMN_PT.start(), *COLUMN_PT.end());
    let width = NAME_PT + columns * column_pt;
    egui::ScrollArea::horizontal().id_salt("communes").show(ui, |ui| {
        ui.set_width(width.max(ui.available_width()));
        ui.spacing_mut().item_spacing.y = 0.0;
        name_region(ui, Role::List, texts.get("a11y-commune-table"));
        rows(ui, scene, &table, column_pt, requests);
    });
    ui.label(RichText::new(texts.get("layer-notice-reference")).small().color(theme.weak_text));
}

fn rows(ui: &mut Ui, scene: &Scene<'_>, table: &ByCommune, column_pt: f32, requests: &mut Vec<Request>) {
    let (texts, theme, numbers) = (scene.texts, scene.theme, scene.texts.numbers());
    let (_, header) = ui.allocate_space(vec2(ui.available_width(), ROW_PT));
    runs(ui, header, 1, &[(texts.get("panel-column-commune"), fonts::table(), theme.weak_text)]);
    let titles = table.columns.iter().map(String::as_str).chain([texts.get("panel-head-total")]);
    for (title, right) in titles.zip(ends(header, table.figures_per_row(), column_pt)) {
        let cell = Rect::from_min_max(pos2(right - column_pt + 6.0, header.top()), pos2(right, header.bottom()));
        right_aligned(ui, cell, title, theme.weak_text);
    }
    ui.painter().hline(header.x_range(), header.bottom(), (1.0, theme.divider));
    let figures = table.rounded();
    for (at, ((name, _), (rounded, exact))) in table.communes.iter().zip(figures.iter().zip(&table.areas)).enumerate() {
        let (_, row) = ui.allocate_space(vec2(ui.available_width(), ROW_PT));
        let total: ExactArea = exact.iter().copied().sum();
        let all = rounded.iter().copied().zip(exact.iter().copied()).chain([(rounded.iter().sum(), total)]);
        let cells: Vec<String> = all
            .take(table.figures_per_row())
            .map(|(figure, exact)| if exact.is_zero() { "–".to_owned() } else { numbers.scaled(figure, HA_DECIMALS) })
            .collect();
        let full = texts.format("panel-commune-old", &[("commune", name.as_str().into())]);
        let response = ui.interact(row, ui.scope_id().with(("commune", name)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{full}: {}", cells.join("; "))));
        runs(ui, row, 1, &[(short_name(name), fonts::table(), theme.text)]);
        for (text, right) in cells.iter().zip(ends(row, cells.len(), column_pt)) {
            figure(ui, row, right, text, &fonts::table(), theme.text);
        }
        let response = response.on_hover_text(format!("{full}: {}", numbers.m2(total, 4)));
        explain_on_click(response, scene, Figure::Commune(table.places[at]), requests);
    }
}

/// Right edges of `count` columns, the last one at the end of `row`.
fn ends(row: Rect, count: usize, column_pt: f32) -> impl Iterator<Item = f32> {
    (0..count).map(move |at| row.right() - (count - 1 - at) as f32 * column_pt)
}

/// A heading at the right end of its column; one that is too long ends in "…".
fn right_aligned(ui: &Ui, cell: Rect, text: &str, colour: Color32) {
    let font = fonts::table().resolve(ui.style());
    let width = ui.painter().layout_no_wrap(text.to_owned(), font, colour).size().x;
    let left = (cell.right() - width).max(cell.left());
    runs(ui, cell.with_min_x(left), 1, &[(text, fonts::table(), colour)]);
}

/// The name without its level, which the column's title says.
fn short_name(name: &str) -> &str {
    name.strip_prefix("Xã ").unwrap_or(name)
}
