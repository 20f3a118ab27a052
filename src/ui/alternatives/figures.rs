//! The figures of all alternatives in one table: a row for each zone, two columns for each alternative.

use eframe::egui::{Color32, Rect, Role, ScrollArea, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2};

use crate::app::alternatives::Correspondence;
use crate::app::phrase::zone_name;
use crate::app::tables::{AlternativeFigures, alternatives_table};
use crate::app::workspace::Workspace;
use crate::app::{AlternativeId, Texts};
use crate::plan::ZoneId;
use crate::ui::panels::balance::{HA_DECIMALS, Residual, verdict_id, verdict_status};
use crate::ui::panels::paint_swatch;
use crate::ui::panels::table::{Row, figure, name_region, runs, visible_rows};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{ROW_HEIGHT_PT, Status, ZoneLook, fonts};

/// Width of the names of zones, points.
const NAME_PT: f32 = 230.0;
/// Widths of hectares and of the difference, points.
const HECTARES_PT: f32 = 84.0;
const DIFFERENCE_PT: f32 = 78.0;
/// Height of a row, points.
const ROW_PT: f32 = 22.0;

/// An alternative with its figures.
struct Column<'a> {
    id: AlternativeId,
    of: AlternativeFigures<'a>,
}

fn columns(workspace: &Workspace) -> Vec<Column<'_>> {
    let titles = workspace.alternatives().titles();
    let column = |id| {
        let session = workspace.alternative(id)?;
        let name = workspace.alternative_name(id);
        let (plan, ledger, checker) = (session.document(), session.document_ledger(), session.document_checker());
        Some(Column { id, of: AlternativeFigures::of(name, plan, ledger, checker) })
    };
    titles.filter_map(|title| column(title.id)).collect()
}

/// A line of the table: its name and, for each alternative, a figure with its colour and the difference to the present one.
struct Line {
    code: String,
    name: String,
    look: Option<ZoneLook>,
    cells: Vec<Cell>,
    is_bold: bool,
}

#[derive(Default)]
struct Cell {
    text: String,
    difference: String,
    status: Option<Status>,
}

/// What a zone, or a sum, is in each alternative; the present one has no difference.
fn cells(texts: &Texts, counts: &[Option<i128>], present: usize) -> Vec<Cell> {
    let numbers = texts.numbers();
    let reference = counts.get(present).copied().flatten().unwrap_or(0);
    let cell = |(at, count): (usize, &Option<i128>)| {
        let by = count.unwrap_or(0) - reference;
        Cell {
            text: count.map_or_else(|| "–".to_owned(), |count| numbers.scaled(count, HA_DECIMALS)),
            difference: if at == present || by == 0 { String::new() } else { numbers.signed(by, HA_DECIMALS) },
            status: None,
        }
    };
    counts.iter().enumerate().map(cell).collect()
}

fn zone_line(texts: &Texts, columns: &[Column<'_>], row: &[Option<ZoneId>], present: usize) -> Line {
    let in_present = columns.get(present).and_then(|column| column.of.zone(row.get(present).copied().flatten()));
    let zone = in_present.or_else(|| columns.iter().zip(row).find_map(|(column, id)| column.of.zone(*id)));
    let counts: Vec<_> = columns.iter().zip(row).map(|(column, id)| column.of.hectares.get(&(*id)?).copied()).collect();
    Line {
        code: zone.map(|zone| zone.attributes.code.clone()).unwrap_or_default(),
        name: zone.map(|zone| zone_name(texts, zone)).unwrap_or_default(),
        look: zone.map(ZoneLook::of),
        cells: cells(texts, &counts, present),
        is_bold: false,
    }
}

/// Sum, land of no zone, what is left, verdict and findings.
fn summary(texts: &Texts, columns: &[Column<'_>], present: usize) -> Vec<Line> {
    let line =
        |id: &str, cells, is_bold| Line { code: String::new(), name: texts.get(id).to_owned(), look: None, cells, is_bold };
    let totals: Vec<_> = columns.iter().map(|column| Some(column.of.total())).collect();
    let rest: Vec<_> = columns.iter().map(|column| Some(column.of.unallocated())).collect();
    let residual = |column: &Column<'_>| {
        let residual = Residual::of(column.of.ledger, texts);
        Cell { text: residual.figure, difference: String::new(), status: Some(residual.status) }
    };
    let verdict = |column: &Column<'_>| {
        let verdict = column.of.verdict;
        let status = verdict_status(verdict);
        Cell {
            text: format!("{} {}", status.icon(), texts.get(verdict_id(verdict))),
            difference: String::new(),
            status: Some(status),
        }
    };
    let findings = |column: &Column<'_>| Cell { text: column.of.findings_text(texts), ..Cell::default() };
    vec![
        line("panel-total", cells(texts, &totals, present), true),
        line("panel-unallocated", cells(texts, &rest, present), false),
        line("panel-residual", columns.iter().map(residual).collect(), true),
        line("panel-compare-verdict", columns.iter().map(verdict).collect(), false),
        line("panel-findings", columns.iter().map(findings).collect(), false),
    ]
}

/// The table for a spreadsheet.
pub(super) fn as_text(texts: &Texts, workspace: &Workspace, correspondence: &Correspondence) -> String {
    let alternatives: Vec<AlternativeFigures<'_>> = columns(workspace).into_iter().map(|column| column.of).collect();
    let present = workspace.alternatives().current_place();
    alternatives_table(texts, &alternatives, correspondence.rows(), present).as_text(texts.numbers())
}

/// Shows the table.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    workspace: &Workspace,
    correspondence: &Correspondence,
    requests: &mut Vec<Request>,
) {
    let (columns, present) = (columns(workspace), workspace.alternatives().current_place());
    let width = NAME_PT + columns.len() as f32 * (HECTARES_PT + DIFFERENCE_PT) + 16.0;
    ScrollArea::both().id_salt("compared figures").auto_shrink([false, false]).show(ui, |ui| {
        name_region(ui, Role::Table, scene.texts.get("panel-compare-figures"));
        ui.set_width(width.max(ui.available_width() - 12.0));
        ui.spacing_mut().item_spacing.y = 0.0;
        header(ui, scene, &columns, present, requests);
        let rows = correspondence.rows();
        visible_rows(ui, rows.len(), ROW_PT, |ui, index| {
            let line = zone_line(scene.texts, &columns, &rows[index], present);
            let own = rows[index].get(present).copied().flatten();
            let is_selected = own.is_some_and(|zone| scene.session().selection().contains(&zone));
            if show_line(ui, scene, &line, is_selected)
                && let Some(zone) = own
            {
                requests.push(Request::ShowZone(zone));
            }
        });
        for line in summary(scene.texts, &columns, present) {
            show_line(ui, scene, &line, false);
        }
    });
}

/// The names of the alternatives above their columns; a click on one goes over to it.
fn header(ui: &mut Ui, scene: &Scene<'_>, columns: &[Column<'_>], present: usize, requests: &mut Vec<Request>) {
    let (texts, theme) = (scene.texts, scene.theme);
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), ROW_HEIGHT_PT));
    runs(ui, row.with_max_x(row.left() + NAME_PT), 1, &[(texts.get("panel-column-zone"), fonts::table(), theme.weak_text)]);
    for (at, column) in columns.iter().enumerate() {
        let cell = column_rect(row, at);
        let response = ui.interact(cell, ui.scope_id().with(("compared", column.id)), Sense::click());
        let name = &column.of.name;
        response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, true, at == present, name));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(cell, 4.0, theme.button);
        }
        let style = if at == present { fonts::table_bold() } else { fonts::table() };
        let colour = if at == present { theme.accent } else { theme.text };
        shortened_figure(ui, cell, &format!("{name} (ha)"), &style, colour);
        let response = response.on_hover_text(name);
        if response.clicked() && at != present {
            requests.push(Request::Alternative(column.id));
        }
    }
    ui.painter().hline(row.x_range(), row.bottom(), (1.0, theme.divider));
}

fn column_rect(row: Rect, at: usize) -> Rect {
    let left = row.left() + NAME_PT + at as f32 * (HECTARES_PT + DIFFERENCE_PT);
    Rect::from_min_max(pos2(left, row.top()), pos2(left + HECTARES_PT + DIFFERENCE_PT, row.bottom()))
}

/// Text that begins where the figures below end, cut where the column does.
fn shortened_figure(ui: &Ui, cell: Rect, text: &str, style: &TextStyle, colour: Color32) {
    let inner = cell.shrink2(vec2(8.0, 0.0));
    runs(ui, inner.with_min_x(cell.left() + 24.0), 1, &[(text, style.clone(), colour)]);
}

/// One line; whether it was clicked.
fn show_line(ui: &mut Ui, scene: &Scene<'_>, line: &Line, is_selected: bool) -> bool {
    let theme = scene.theme;
    let title =
        if line.code.is_empty() || line.code == line.name { line.name.clone() } else { format!("{}  {}", line.code, line.name) };
    let figures = line.cells.iter().map(|cell| format!("{} {}", cell.text, cell.difference).trim().to_owned());
    let spoken = format!("{title}: {}", figures.collect::<Vec<_>>().join("; "));
    let row = Row::show(ui, theme, ROW_PT, is_selected, &spoken);
    let mut names = row.inner.with_max_x(row.inner.left() + NAME_PT - 8.0);
    if let Some(look) = line.look {
        let swatch = Rect::from_center_size(pos2(names.left() + 7.0, names.center().y), vec2(13.0, 13.0));
        paint_swatch(ui.painter(), swatch, theme, look);
        names.min.x += 20.0;
    }
    let style = if line.is_bold { fonts::table_bold() } else { fonts::table() };
    runs(ui, names, 1, &[(&title, style.clone(), theme.text)]);
    for (at, cell) in line.cells.iter().enumerate() {
        let place = column_rect(row.inner, at);
        let end = place.left() + HECTARES_PT;
        match cell.status {
            // words and figures with a unit take the whole column
            Some(status) => figure(ui, place, place.right() - DIFFERENCE_PT + 34.0, &cell.text, &style, theme.status(status)),
            None => figure(
                ui,
                place,
                if cell.difference.is_empty() && cell.text.contains('·') { end + 34.0 } else { end },
                &cell.text,
                &style,
                theme.text,
            ),
        }
        figure(ui, place, end + DIFFERENCE_PT - 8.0, &cell.difference, &style, theme.accent);
    }
    row.response.clicked()
}
