//! The table of zones, and what no zone or more than one zone has.

use eframe::egui::{Color32, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::balance::{HA_DECIMALS, has_changed, signed_area};
use super::swatch::{paint_fill, paint_swatch};
use super::table::{Row, column_ends, figure, heading, name_region, runs, visible_rows};
use crate::app::explain::Figure;
use crate::app::land_table::land_use_name;
use crate::app::phrase::zone_name;
use crate::app::tables::{ZoneColumns, ZoneRow, described_zone};
use crate::app::{Action, CopyAction};
use crate::geometry::ExactArea;
use crate::geometry::area::NumberFormat;
use crate::io::table::Figure as Fixed;
use crate::plan::{Ledger, Plan, PlanLevel, Zone, ZoneId};
use crate::ui::explain::{explain_menu, explain_on_click, is_asked_about};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{ROW_HEIGHT_PT, Status, ZoneLook, fonts};

/// Widths of the columns area, share, target, difference, points.
const WIDTHS_PT: [f32; 4] = [54.0, 46.0, 54.0, 52.0];
/// The same while no zone has a target: only what changes stands on the right.
const WIDTHS_WITHOUT_TARGETS_PT: [f32; 4] = [54.0, 46.0, 54.0, 0.0];
/// Up to so many zones have their names written out above their figures.
const MOST_WITH_NAMES: usize = 8;
/// Rows beyond which the table scrolls by itself.
const MOST_ROWS: f32 = 7.5;
/// Height of a row with the name above the figures, points.
const NAMED_ROW_PT: f32 = 40.0;
/// Width of the colour swatch, points.
const SWATCH_PT: f32 = 14.0;

/// The figures of one zone as the table writes them; empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ZoneFigures {
    /// Hectares, rounded so that the column adds up.
    pub area: String,
    /// Percent of the approved area, rounded so that the column adds up.
    pub share: String,
    /// Target in hectares.
    pub target: String,
    /// Drawn minus target in hectares, signed.
    pub difference: String,
    /// Change in hectares since the gesture under way began, signed.
    pub change: String,
}

impl ZoneFigures {
    /// The figures of a row as the language writes them.
    fn of(row: ZoneRow, numbers: NumberFormat) -> Self {
        let optional = |figure: Option<Fixed>| figure.map(|figure| figure.written(numbers)).unwrap_or_default();
        Self {
            area: row.area.written(numbers),
            share: row.share.written(numbers),
            target: optional(row.target),
            difference: optional(row.difference),
            change: optional(row.change),
        }
    }
}

/// What is not the land of exactly one zone.
fn rest(ledger: &Ledger) -> [(&'static str, ExactArea); 3] {
    [("panel-unallocated", ledger.unallocated), ("panel-overlap", ledger.overlap), ("panel-outside", ledger.outside)]
}

/// Right edges of the columns and width of the one before the first, for a table within `row`.
fn column_places(row: Rect, plan: &Plan) -> ([f32; 4], f32) {
    if plan.zones().any(|zone| zone.attributes.target.is_some()) {
        let ends = column_ends(row.right(), WIDTHS_PT);
        (ends, ends[0] - WIDTHS_PT[0])
    } else {
        let [area, share, change, _] = WIDTHS_WITHOUT_TARGETS_PT;
        let [first, second, third] = column_ends(row.right(), [area, share, change]);
        ([first, second, third, third], first - area)
    }
}

/// Shows the table.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
    let (plan, ledger, before) = (session.plan(), session.ledger(), session.ledger_before());
    let count = plan.zones().len();
    let note = if count == 0 { String::new() } else { texts.numbers().scaled(count as i128, 0) };
    let copy_name = texts.get("action-copy-zones");
    if heading(ui, theme, scene.by_level("panel-zones", "panel-plots"), &note, (count > 0).then_some(copy_name)) {
        requests.push(Request::Do(Action::Copy(CopyAction::Zones)));
    }
    if count == 0 {
        ui.label(RichText::new(scene.by_level("panel-empty-zones", "panel-empty-plots")).color(theme.weak_text));
    } else {
        header(ui, scene, before.is_some());
        let columns = ZoneColumns::of(plan, ledger, before);
        let order = plan.order().clone();
        let height = if count <= MOST_WITH_NAMES { NAMED_ROW_PT } else { ROW_HEIGHT_PT };
        ui.scope(|ui| {
            name_region(ui, Role::List, texts.get("a11y-zone-table"));
            // many zones scroll by themselves, so that what is wrong with them stays within reach
            let most = if height > ROW_HEIGHT_PT { f32::INFINITY } else { MOST_ROWS * ROW_HEIGHT_PT };
            let area = ScrollArea::vertical().id_salt("zones").max_height(most);
            area.auto_shrink([false, true]).show(ui, |ui| {
                visible_rows(ui, count, height, |ui, index| {
                    if let Some(zone) = order.get(index).and_then(|id| plan.zone(*id)) {
                        let figures = ZoneFigures::of(columns.row(index, zone), texts.numbers());
                        zone_row(ui, scene, (zone, height), &figures, requests);
                    }
                });
            });
        });
        total_row(ui, scene, &ZoneFigures::of(columns.sum(), texts.numbers()), requests);
    }
    let is_park = plan.level() == PlanLevel::Park;
    for (id, area) in rest(ledger).into_iter().filter(|(id, area)| is_park || *id == "panel-unallocated" || !area.is_zero()) {
        let then = before.map(|before| rest(before).iter().find(|(other, _)| *other == id).map_or(area, |(_, area)| *area));
        rest_row(ui, scene, id, (area, then), requests);
    }
}

fn header(ui: &mut Ui, scene: &Scene<'_>, is_changing: bool) {
    let (texts, theme) = (scene.texts, scene.theme);
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), 20.0));
    let third = if is_changing { "panel-head-change" } else { "panel-head-target" };
    let heads = [texts.get("panel-head-area"), "%", texts.get(third), texts.get("panel-head-difference")];
    let full = ["panel-column-area", "panel-column-share", "panel-column-target", "panel-column-difference"];
    let plan = scene.session().plan();
    let has_targets = plan.zones().any(|zone| zone.attributes.target.is_some());
    let (ends, names_end) = column_places(row, plan);
    for (at, end) in ends.into_iter().enumerate() {
        if !has_targets && (at == 3 || (at == 2 && !is_changing)) {
            continue;
        }
        let colour = if is_changing && at == 2 { theme.accent } else { theme.weak_text };
        figure(ui, row, end, heads[at], &fonts::table(), colour);
        let cell = Rect::from_min_max(pos2(end - WIDTHS_PT[at], row.top()), pos2(end, row.bottom()));
        ui.interact(cell, ui.scope_id().with(("zones-head", at)), Sense::hover()).on_hover_text(texts.get(full[at]));
    }
    let name = Rect::from_min_max(row.min, pos2(names_end, row.bottom()));
    runs(ui, name, 1, &[(scene.by_level("panel-column-zone", "panel-column-plot"), fonts::table(), theme.weak_text)]);
    ui.painter().hline(row.x_range(), row.bottom(), (1.0, theme.divider));
}

fn zone_row(ui: &mut Ui, scene: &Scene<'_>, (zone, height): (&Zone, f32), figures: &ZoneFigures, requests: &mut Vec<Request>) {
    let (session, texts, theme) = (scene.session(), scene.texts, scene.theme);
    let name = zone_name(texts, zone);
    let spoken = texts.format(
        "a11y-zone-row",
        &[
            ("zone", name.clone().into()),
            ("area", format!("{} ha", figures.area).into()),
            ("share", figures.share.clone().into()),
        ],
    );
    let row = Row::show(ui, theme, height, session.selection().contains(&zone.id), &spoken);
    // the name has a line of its own if there is room
    let has_name_line = height > ROW_HEIGHT_PT;
    let (name_line, inner) =
        if has_name_line { row.inner.shrink2(vec2(0.0, 3.0)).split_top_bottom_at_fraction(0.5) } else { (row.inner, row.inner) };
    let swatch = Rect::from_center_size(pos2(inner.left() + SWATCH_PT / 2.0, row.inner.center().y), vec2(SWATCH_PT, SWATCH_PT));
    paint_swatch(ui.painter(), swatch, theme, ZoneLook::in_plan(session.plan(), zone));
    let (ends, names_end) = column_places(inner, session.plan());
    let title_right = if has_name_line { inner.right() } else { names_end };
    let title = Rect::from_min_max(pos2(swatch.right() + 6.0, name_line.top()), pos2(title_right, name_line.bottom()));
    let code = &zone.attributes.code;
    let name = described_zone(texts, session.plan(), zone);
    if code.is_empty() || *code == name {
        runs(ui, title, 1, &[(&name, fonts::table_bold(), theme.text)]);
    } else {
        let rest = format!("  {name}");
        let colour = if has_name_line { theme.text } else { theme.weak_text };
        runs(ui, title, 1, &[(code, fonts::table_bold(), theme.text), (&rest, fonts::table(), colour)]);
    }
    let is_changing = session.ledger_before().is_some();
    let (third, third_colour) = if is_changing { (&figures.change, theme.accent) } else { (&figures.target, theme.weak_text) };
    let has_difference = zone.difference_to_target().is_some_and(|d| d.rounded_ha(HA_DECIMALS) != 0);
    let difference_colour = if has_difference { theme.warning } else { theme.pass };
    let cells = [
        (&figures.area, theme.text),
        (&figures.share, theme.text),
        (third, third_colour),
        (&figures.difference, difference_colour),
    ];
    for (end, (text, colour)) in ends.into_iter().zip(cells) {
        figure(ui, inner, end, text, &fonts::table(), colour);
    }
    follow(ui, &row, zone.id, requests);
    explain_menu(&row.response, scene, &[Figure::Zone(zone.id), Figure::Share(zone.id)], requests);
    row.response.on_hover_ui(|ui| tip(ui, scene, zone, &name));
}

/// A click selects, a double click (or F2) asks for a new name.
fn follow(ui: &Ui, row: &Row, id: ZoneId, requests: &mut Vec<Request>) {
    if is_asked_about(ui, &row.response) {
        requests.push(Request::Explain(Figure::Zone(id)));
    } else if row.opened(ui) {
        requests.push(Request::Rename(id));
    } else if row.response.clicked() {
        requests.push(Request::Select(vec![id]));
    }
}

/// Everything about a zone, exactly.
fn tip(ui: &mut Ui, scene: &Scene<'_>, zone: &Zone, name: &str) {
    let (texts, numbers) = (scene.texts, scene.texts.numbers());
    ui.label(RichText::new(name).text_style(fonts::strong()));
    if scene.session().entered_zone().is_none() {
        let function = zone.attributes.function.map_or("function-none", |function| super::properties::function_id(function));
        ui.label(texts.get(function));
    }
    if let Some(land_use) = zone.attributes.land_use {
        ui.label(format!("{}: {}", texts.get("panel-land-use"), land_use_name(texts, land_use)));
    }
    ui.label(texts.format("panel-exact", &[("area", numbers.m2(zone.area, 4).into())]));
    if let (Some(target), Some(difference)) = (zone.attributes.target, zone.difference_to_target()) {
        ui.label(format!("{}: {}", texts.get("panel-target"), numbers.ha(target, HA_DECIMALS)));
        ui.label(format!("{}: {}", texts.get("panel-head-difference"), signed_area(texts, difference)));
    }
}

fn total_row(ui: &mut Ui, scene: &Scene<'_>, sum: &ZoneFigures, requests: &mut Vec<Request>) {
    let (texts, theme) = (scene.texts, scene.theme);
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), ROW_HEIGHT_PT));
    let is_changing = scene.session().ledger_before().is_some();
    let spoken = format!("{} {} ha", texts.get("panel-total"), sum.area);
    let response = ui.interact(row, ui.scope_id().with("zones-total"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    ui.painter().hline(row.x_range(), row.top(), (1.0, theme.divider));
    runs(ui, row, 1, &[(texts.get("panel-total"), fonts::table_bold(), theme.text)]);
    let third = if is_changing { &sum.change } else { &sum.target };
    let cells = [&sum.area, &sum.share, third, &sum.difference];
    for (end, text) in column_places(row, scene.session().plan()).0.into_iter().zip(cells) {
        figure(ui, row, end, text, &fonts::table_bold(), theme.text);
    }
    let response = response.on_hover_text(texts.numbers().m2(scene.session().ledger().zones_total, 4));
    explain_on_click(response, scene, Figure::Drawn, requests);
}

/// Land that is not in exactly one zone: hectares and square metres, quiet when there is none.
fn rest_row(ui: &mut Ui, scene: &Scene<'_>, id: &str, (area, then): (ExactArea, Option<ExactArea>), requests: &mut Vec<Request>) {
    let (texts, theme, numbers) = (scene.texts, scene.theme, scene.texts.numbers());
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), 22.0));
    let label = if id == "panel-unallocated" { scene.by_level("panel-unallocated", "panel-unplotted") } else { texts.get(id) };
    let is_clear = area.is_zero();
    // what one decimal would hide is written out
    let m2_decimals = if is_clear || area >= ExactArea::from_m2(0.1) { 1 } else { 4 };
    let (ha, m2) = (numbers.ha(area, HA_DECIMALS), numbers.m2(area, m2_decimals));
    let response = ui.interact(row, ui.scope_id().with(("rest", id)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{label} {ha} {m2}")));
    let colour = |loud: Color32| if is_clear { theme.weak_text } else { loud };
    let swatch = Rect::from_center_size(pos2(row.left() + SWATCH_PT / 2.0, row.center().y), vec2(SWATCH_PT, SWATCH_PT));
    if is_clear {
        figure(ui, row, swatch.right(), Status::Pass.icon(), &fonts::table(), theme.pass);
    } else {
        let fill = match id {
            "panel-unallocated" => theme.gap_fill(),
            "panel-overlap" => theme.overlap_fill(),
            _ => theme.outside_fill(),
        };
        paint_fill(ui.painter(), swatch, fill, 4.0);
    }
    let ends = column_ends(row.right(), [66.0, 100.0]);
    let title = Rect::from_min_max(pos2(swatch.right() + 6.0, row.top()), pos2(ends[0] - 66.0, row.bottom()));
    runs(ui, title, 1, &[(label, fonts::table(), colour(theme.text))]);
    let change = then.filter(|then| has_changed(*then, area)).map(|then| signed_area(texts, area - then));
    match change {
        Some(change) => figure(ui, row, ends[1], &change, &fonts::table_bold(), theme.accent),
        None => figure(ui, row, ends[1], &m2, &fonts::table(), colour(theme.weak_text)),
    }
    figure(ui, row, ends[0], &ha, &fonts::table(), colour(theme.text));
    let explained = match id {
        "panel-unallocated" => Figure::Unallocated,
        "panel-overlap" => Figure::Overlap,
        _ => Figure::Outside,
    };
    explain_on_click(response.on_hover_text(numbers.m2(area, 4)), scene, explained, requests);
}
