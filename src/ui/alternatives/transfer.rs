//! What became of whose land from the present alternative to another: a table zone by zone, whose cells are land on the map.

use std::collections::BTreeMap;

use eframe::egui::{Align2, Color32, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::app::Texts;
use crate::app::phrase::{area_text, zone_code, zone_name};
use crate::geometry::{ExactArea, Region};
use crate::io::table::{Cell as TableCell, Column as TableColumn, Measure, RowRole, Table};
use crate::plan::transfer::{RoundedTransfer, cell_land, counterparts};
use crate::plan::{Party, Plan, TransferMatrix, ZoneId};
use crate::ui::panels::balance::HA_DECIMALS;
use crate::ui::panels::table::{Row, figure, name_region, runs, visible_rows};
use crate::ui::request::Scene;
use crate::ui::theme::{ROW_HEIGHT_PT, fonts, icons};

/// Width of the names of rows, and of a column, points.
const NAME_PT: f32 = 210.0;
const COLUMN_PT: f32 = 92.0;
/// Height of a row, points.
const ROW_PT: f32 = 23.0;
/// With more columns the moves are listed one below the other.
const MOST_COLUMNS: usize = 24;

/// Hundredths of a hectare as a cell.
const fn hectares_cell(hundredths: i128) -> TableCell {
    TableCell::figure(Measure::Hectares, hundredths, HA_DECIMALS)
}

/// Two plans and what moved between them.
#[derive(Debug)]
pub(super) struct Transfer {
    plans: [Plan; 2],
    matrix: TransferMatrix,
    rounded: RoundedTransfer,
    counterparts: BTreeMap<ZoneId, ZoneId>,
    moved: ExactArea,
}

impl Transfer {
    /// What moved from `a` to `b`.
    pub(super) fn between(a: Plan, b: Plan) -> Self {
        let matrix = TransferMatrix::between(&a, &b);
        let counterparts = counterparts(&a, &b);
        let moved = matrix.moved(&counterparts);
        Self { rounded: matrix.rounded_hectares(HA_DECIMALS), matrix, counterparts, moved, plans: [a, b] }
    }

    /// The land of a cell; `None` if it is empty.
    pub(super) fn land(&self, (from, to): (Party, Party)) -> Option<Region> {
        let [a, b] = &self.plans;
        Some(cell_land(a, b, from, to)).filter(|land| !land.is_empty())
    }

    /// How much land is with another zone.
    pub(super) fn moved_text(&self, texts: &Texts) -> String {
        if self.moved.rounded_m2(2) == 0 {
            return texts.get("panel-compare-none-moved").to_owned();
        }
        texts.format("panel-compare-moved", &[("area", area_text(texts, self.moved).into())])
    }

    /// Whether land of a cell stays with the zone it was with.
    fn stays(&self, from: Party, to: Party) -> bool {
        match (from, to) {
            (Party::Zone(from), Party::Zone(to)) => self.counterparts.get(&from) == Some(&to),
            (from, to) => from == to,
        }
    }

    fn short(&self, texts: &Texts, side: usize, party: Party) -> String {
        match party {
            Party::Zone(id) => zone_code(texts, &self.plans[side], id),
            other => other_text(texts, other).to_owned(),
        }
    }

    fn long(&self, texts: &Texts, side: usize, party: Party) -> String {
        match party {
            Party::Zone(id) => self.plans[side].zone(id).map(|zone| zone_name(texts, zone)).unwrap_or_default(),
            other => other_text(texts, other).to_owned(),
        }
    }

    /// The tables for a spreadsheet: rounded hectares, then the cells in exact square metres.
    pub(super) fn as_text(&self, texts: &Texts, names: &[String; 2]) -> String {
        let [hectares, exact] = self.tables(texts, names).map(|table| table.as_text(texts.numbers()));
        format!("{hectares}\n{exact}")
    }

    fn tables(&self, texts: &Texts, names: &[String; 2]) -> [Table; 2] {
        let (rows, columns) = (self.matrix.shown_rows(), self.matrix.shown_columns());
        let total = texts.get("panel-total");
        let heads = |unit: &str| {
            let corner = TableColumn::new(format!("{} → {} ({unit})", names[0], names[1]));
            let parties = columns.iter().map(|party| self.short(texts, 1, *party)).chain([total.to_owned()]);
            let is_summed = unit == "ha";
            std::iter::once(corner).chain(parties.map(move |heading| TableColumn { heading, is_summed })).collect()
        };
        let table = |key: &str, unit: &str| Table { key: key.into(), columns: heads(unit), ..Table::default() };
        let [mut hectares, mut exact] = [table("transfer", "ha"), table("transfer-exact", "m²")];
        let count = |counts: &BTreeMap<Party, i128>, party: &Party| hectares_cell(counts.get(party).copied().unwrap_or(0));
        for from in &rows {
            let cell = |to: &Party| hectares_cell(self.rounded.cells.get(&(*from, *to)).copied().unwrap_or(0));
            let cells = columns.iter().map(cell).chain([count(&self.rounded.rows, from)]);
            hectares.push(RowRole::Body, std::iter::once(TableCell::text(self.short(texts, 0, *from))).chain(cells).collect());
        }
        let sums = columns.iter().map(|to| count(&self.rounded.columns, to)).chain([hectares_cell(self.rounded.total())]);
        hectares.push(RowRole::Total, std::iter::once(TableCell::text(total)).chain(sums).collect());
        let m2 = |area: ExactArea| TableCell::figure(Measure::SquareMetres, area.rounded_m2(4), 4);
        for (from, sum) in self.matrix.rows().iter().filter(|(party, _)| rows.contains(party)) {
            let cells = columns.iter().map(|to| m2(self.matrix.cell(*from, *to))).chain([m2(*sum)]);
            exact.push(RowRole::Body, std::iter::once(TableCell::text(self.short(texts, 0, *from))).chain(cells).collect());
        }
        [hectares, exact]
    }

    /// Shows the table; gives the cell that was clicked.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        names: &[String; 2],
        selected: Option<(Party, Party)>,
    ) -> Option<(Party, Party)> {
        let texts = scene.texts;
        let mut clicked = None;
        let note = texts.format("panel-compare-reads", &[("a", names[0].as_str().into()), ("b", names[1].as_str().into())]);
        ui.label(RichText::new(note).text_style(fonts::table()).color(scene.theme.weak_text));
        ScrollArea::both().id_salt("transfer").auto_shrink([false, false]).show(ui, |ui| {
            name_region(ui, Role::Table, texts.get("panel-compare-transfer"));
            ui.spacing_mut().item_spacing.y = 0.0;
            clicked = if self.matrix.shown_columns().len() > MOST_COLUMNS {
                self.list(ui, scene, selected)
            } else {
                self.table(ui, scene, selected)
            };
        });
        clicked
    }

    fn table(&self, ui: &mut Ui, scene: &Scene<'_>, selected: Option<(Party, Party)>) -> Option<(Party, Party)> {
        let (texts, theme, numbers) = (scene.texts, scene.theme, scene.texts.numbers());
        let (rows, columns) = (self.matrix.shown_rows(), self.matrix.shown_columns());
        ui.set_width((NAME_PT + (columns.len() + 1) as f32 * COLUMN_PT + 16.0).max(ui.available_width() - 12.0));
        let (_, head) = ui.allocate_space(vec2(ui.available_width(), ROW_PT));
        for (at, to) in columns.iter().enumerate() {
            let cell = cell_rect(head, at);
            figure(ui, cell, cell.right() - 6.0, &shortened(&self.short(texts, 1, *to)), &fonts::table_bold(), theme.text);
            let response = ui.interact(cell, ui.scope_id().with(("transfer-head", at)), Sense::hover());
            response.on_hover_text(self.long(texts, 1, *to));
        }
        let total = texts.get("panel-total");
        let end = |row: Rect| cell_rect(row, columns.len()).right() - 6.0;
        figure(ui, head, end(head), total, &fonts::table(), theme.weak_text);
        ui.painter().hline(head.x_range(), head.bottom(), (1.0, theme.divider));
        let mut clicked = None;
        visible_rows(ui, rows.len(), ROW_PT, |ui, index| {
            let from = rows[index];
            let (_, row) = ui.allocate_space(vec2(ui.available_width(), ROW_PT));
            let (code, name) = (self.short(texts, 0, from), self.long(texts, 0, from));
            let rest = if code == name { String::new() } else { format!("  {name}") };
            let names = row.with_max_x(row.left() + NAME_PT - 8.0);
            runs(ui, names, 1, &[(&code, fonts::table_bold(), theme.text), (&rest, fonts::table(), theme.weak_text)]);
            for (at, to) in columns.iter().enumerate() {
                let rect = cell_rect(row, at).shrink(1.0);
                if self.cell(ui, scene, rect, (from, *to), selected == Some((from, *to))) {
                    clicked = Some((from, *to));
                }
            }
            let sum = self.rounded.rows.get(&from).copied().unwrap_or(0);
            figure(ui, row, end(row), &numbers.scaled(sum, HA_DECIMALS), &fonts::table_bold(), theme.text);
        });
        let (_, sums) = ui.allocate_space(vec2(ui.available_width(), ROW_HEIGHT_PT));
        ui.painter().hline(sums.x_range(), sums.top(), (1.0, theme.divider));
        runs(ui, sums.with_max_x(sums.left() + NAME_PT), 1, &[(total, fonts::table_bold(), theme.text)]);
        for (at, to) in columns.iter().enumerate() {
            let sum = self.rounded.columns.get(to).copied().unwrap_or(0);
            figure(
                ui,
                sums,
                cell_rect(sums, at).right() - 6.0,
                &numbers.scaled(sum, HA_DECIMALS),
                &fonts::table_bold(),
                theme.text,
            );
        }
        figure(ui, sums, end(sums), &numbers.scaled(self.rounded.total(), HA_DECIMALS), &fonts::table_bold(), theme.text);
        clicked
    }

    /// One cell; whether it was clicked. Land that stays is quiet, land that moved stands out.
    fn cell(&self, ui: &Ui, scene: &Scene<'_>, rect: Rect, (from, to): (Party, Party), is_selected: bool) -> bool {
        let (texts, theme) = (scene.texts, scene.theme);
        let area = self.matrix.cell(from, to);
        if area.is_zero() {
            ui.painter().text(
                pos2(rect.right() - 5.0, rect.center().y),
                Align2::RIGHT_CENTER,
                "–",
                fonts::table().resolve(ui.style()),
                theme.weak_text,
            );
            return false;
        }
        let count = self.rounded.cells.get(&(from, to)).copied().unwrap_or(0);
        let text = texts.numbers().scaled(count, HA_DECIMALS);
        let response = ui.interact(rect, ui.scope_id().with(("transfer", from, to)), Sense::click());
        let names =
            [("a", self.short(texts, 0, from).into()), ("b", self.short(texts, 1, to).into()), ("area", text.as_str().into())];
        let spoken = texts.format("a11y-transfer-cell", &names);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &spoken));
        let stays = self.stays(from, to);
        let ground = match (is_selected, response.hovered(), stays) {
            (true, ..) => theme.selected,
            (_, true, _) => theme.button,
            (_, _, false) => theme.accent.gamma_multiply(0.12),
            _ => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, 3.0, ground);
        if is_selected || response.has_focus() {
            ui.painter().rect_stroke(
                rect,
                3.0,
                Stroke::new(if is_selected { 2.0 } else { 1.0 }, theme.accent),
                StrokeKind::Inside,
            );
        }
        let (style, colour) = if stays { (fonts::table(), theme.weak_text) } else { (fonts::table_bold(), theme.text) };
        figure(ui, rect, rect.right() - 5.0, &text, &style, colour);
        let was_clicked = response.clicked();
        response.on_hover_text(format!("{spoken}\n{}", texts.numbers().m2(area, 4)));
        was_clicked
    }

    /// The moves, most land first; for plans of more zones than columns fit.
    fn list(&self, ui: &mut Ui, scene: &Scene<'_>, selected: Option<(Party, Party)>) -> Option<(Party, Party)> {
        let (texts, theme) = (scene.texts, scene.theme);
        let is_move = |(from, to, area): &(Party, Party, ExactArea)| !self.stays(*from, *to) && area.rounded_m2(1) != 0;
        let mut moves: Vec<_> = self.matrix.cells().filter(is_move).collect();
        moves.sort_by_key(|(from, to, area)| (std::cmp::Reverse(*area), *from, *to));
        let mut clicked = None;
        visible_rows(ui, moves.len(), ROW_PT, |ui, index| {
            let (from, to, area) = moves[index];
            let names = [self.short(texts, 0, from), self.short(texts, 1, to)];
            let ha = texts.numbers().scaled(self.rounded.cells.get(&(from, to)).copied().unwrap_or(0), HA_DECIMALS);
            let variables = [("a", names[0].as_str().into()), ("b", names[1].as_str().into()), ("area", ha.as_str().into())];
            let spoken = texts.format("a11y-transfer-cell", &variables);
            let row = Row::show(ui, theme, ROW_PT, selected == Some((from, to)), &spoken);
            let title = format!("{}  {}  {}", names[0], icons::ARROW_RIGHT, names[1]);
            runs(ui, row.inner.with_max_x(row.inner.left() + 320.0), 1, &[(&title, fonts::table(), theme.text)]);
            figure(ui, row.inner, row.inner.left() + 420.0, &format!("{ha} ha"), &fonts::table_bold(), theme.text);
            figure(ui, row.inner, row.inner.left() + 560.0, &texts.numbers().m2(area, 1), &fonts::table(), theme.weak_text);
            if row.response.clicked() {
                clicked = Some((from, to));
            }
        });
        clicked
    }
}

fn cell_rect(row: Rect, at: usize) -> Rect {
    let left = row.left() + NAME_PT + at as f32 * COLUMN_PT;
    Rect::from_min_max(pos2(left, row.top()), pos2(left + COLUMN_PT, row.bottom()))
}

/// The beginning of a name that fits above a column.
fn shortened(name: &str) -> String {
    const MOST: usize = 13;
    if name.chars().count() <= MOST {
        name.to_owned()
    } else {
        format!("{}…", name.chars().take(MOST - 1).collect::<String>().trim_end())
    }
}

fn other_text(texts: &Texts, party: Party) -> &str {
    texts.get(match party {
        Party::Outside => "panel-outside",
        Party::Overlap => "panel-overlap",
        Party::Unallocated | Party::Zone(_) => "panel-unallocated",
    })
}
