//! The table of corners: choosing whose, editing cells, copying.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{self, Align, Button, ComboBox, Key, Layout, Response, RichText, Role, ScrollArea, TextEdit, Ui, vec2};

use super::say;
use crate::app::corners::{
    Axis, CellFault, Corner, CornerSubject, CornerTable, LENGTH_DECIMALS, exact_coordinate, subject_name, table_as_text,
};
use crate::app::phrase::zone_code;
use crate::app::wording::refusal_text;
use crate::app::{Action, Session};
use crate::edit::Command;
use crate::geometry::GridPoint;
use crate::plan::PlanLevel;
use crate::tool::event::bearing_text;
use crate::ui::panels::table::{icon_button, name_region, visible_rows};
use crate::ui::request::{Request, Scene};
use crate::ui::status::coordinate_text;
use crate::ui::theme::{Status, fonts, icons};

/// Widths of the columns number, X, Y, side, bearing.
const WIDTHS_PT: [f32; 5] = [34.0, 108.0, 96.0, 60.0, 72.0];
/// Height of a row, points.
const ROW_PT: f32 = 28.0;
/// Height of a cell that can be typed into, points.
const CELL_PT: f32 = 22.0;
/// Height of what stands under the rows, points.
const FOOT_PT: f32 = 108.0;

/// A cell: the corner at a position, and which coordinate.
type CellKey = (GridPoint, bool);

const fn key(at: GridPoint, axis: Axis) -> CellKey {
    (at, matches!(axis, Axis::North))
}

/// What is typed into a cell and not in the plan yet.
#[derive(Debug, Clone, Default)]
struct Draft {
    text: String,
    /// Why it was not taken.
    problem: Option<String>,
}

/// A command that was asked for, and the cell it came from.
#[derive(Debug, Clone)]
struct Pending {
    command: Command,
    key: CellKey,
    to: GridPoint,
}

/// The table and what is typed into it.
#[derive(Debug, Default)]
pub(super) struct TableTab {
    table: Option<Arc<CornerTable>>,
    /// The revision of the plan and the subject the table was made for.
    made_for: Option<(u64, CornerSubject)>,
    selected: Option<GridPoint>,
    drafts: BTreeMap<CellKey, Draft>,
    pending: Option<Pending>,
    /// Where a corner came to lie that could not go where it was sent.
    slid_to: Option<GridPoint>,
}

impl TableTab {
    /// The table shown.
    pub(super) fn corners(&self) -> Option<Arc<CornerTable>> {
        self.table.clone()
    }

    /// The corner of the selected row.
    pub(super) const fn selected(&self) -> Option<GridPoint> {
        self.selected
    }

    /// Lists the corners anew if the plan or the subject is another one.
    pub(super) fn update(&mut self, session: &Session, subject: CornerSubject) {
        let wanted = (session.revisions().shown, subject);
        if self.made_for == Some(wanted) {
            return;
        }
        if self.made_for.is_some_and(|(_, former)| former != subject) {
            self.drafts.clear();
            self.slid_to = None;
        }
        self.made_for = Some(wanted);
        self.table = CornerTable::of(session.plan(), subject).map(Arc::new);
    }

    /// Shows the table.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: &mut CornerSubject, requests: &mut Vec<Request>) {
        let Some(table) = self.table.clone() else {
            say(ui, scene, None, scene.texts.get("corners-empty"));
            return;
        };
        self.settle(scene, &table);
        self.heading(ui, scene, subject, &table, requests);
        lock_row(ui, scene, *subject, requests);
        head(ui, scene);
        let height = (ui.available_height() - FOOT_PT).max(3.0 * ROW_PT);
        ScrollArea::vertical().id_salt("corners").auto_shrink([false, false]).max_height(height).show(ui, |ui| {
            name_region(ui, Role::Table, scene.texts.get("action-corner-table"));
            visible_rows(ui, table.corners.len(), ROW_PT, |ui, index| self.row(ui, scene, &table, index, requests));
        });
        self.foot(ui, scene, &table);
    }

    /// Finds out what became of the command of a cell.
    fn settle(&mut self, scene: &Scene<'_>, table: &CornerTable) {
        let Some(Pending { command, key, to }) = self.pending.take() else { return };
        let session = scene.session();
        match session.refused().filter(|refused| refused.command == command) {
            Some(refused) => {
                let problem = refusal_text(scene.texts, session.plan(), &refused.refusal);
                self.drafts.entry(key).or_default().problem = Some(problem);
            }
            None => {
                self.drafts.remove(&key);
                // a node on the boundary slides along its line: the corner nearest to the place is it
                let distance = |corner: &&Corner| corner.at.distance_squared(to);
                let now = table.corners.iter().min_by_key(distance).map(|corner| corner.at);
                self.slid_to = now.filter(|at| at.rounded_to_mm() != to.rounded_to_mm());
                self.selected = now;
            }
        }
    }

    fn heading(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: &mut CornerSubject,
        table: &CornerTable,
        requests: &mut Vec<Request>,
    ) {
        let (texts, plan) = (scene.texts, scene.session().plan());
        ui.horizontal(|ui| {
            let label = ui.label(texts.get("corners-subject"));
            let combo = ComboBox::from_id_salt("whose corners")
                .selected_text(subject_name(texts, plan, *subject))
                .width(200.0)
                .truncate()
                .show_ui(ui, |ui| {
                    let boundary = plan.boundary().map(|_| CornerSubject::Boundary);
                    let zones = plan.zones().map(|zone| CornerSubject::Zone(zone.id));
                    for choice in boundary.into_iter().chain(zones) {
                        if ui.selectable_label(choice == *subject, subject_name(texts, plan, choice)).clicked() {
                            *subject = choice;
                            if let CornerSubject::Zone(zone) = choice {
                                requests.push(Request::Select(vec![zone]));
                            }
                        }
                    }
                });
            combo.response.labelled_by(label.id);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, icons::COPY, texts.get("corners-copy"), false).clicked() {
                    requests.push(Request::Copy(table_as_text(table, plan, texts)));
                }
                let centre = ui.add_enabled_ui(self.selected.is_some(), |ui| {
                    icon_button(ui, icons::CROSSHAIR, texts.get("corners-centre"), false)
                });
                if let (true, Some(at)) = (centre.inner.clicked(), self.selected) {
                    requests.push(Request::Centre(at));
                }
            });
        });
    }

    fn row(&mut self, ui: &mut Ui, scene: &Scene<'_>, table: &CornerTable, index: usize, requests: &mut Vec<Request>) {
        let Some(corner) = table.corners.get(index).copied() else { return };
        let (texts, numbers) = (scene.texts, scene.texts.numbers());
        row_of(ui, |ui| {
            let side = numbers.number(corner.side_m, LENGTH_DECIMALS);
            let spoken = texts.format(
                "corners-row",
                &[
                    ("number", corner.number.to_string().into()),
                    ("north", coordinate_text(corner.at.north, numbers).into()),
                    ("east", coordinate_text(corner.at.east, numbers).into()),
                    ("side", side.clone().into()),
                ],
            );
            let is_selected = self.selected == Some(corner.at);
            let button = Button::new(corner.number.to_string()).selected(is_selected).frame_when_inactive(is_selected);
            let button = ui.add_sized(vec2(WIDTHS_PT[0], CELL_PT), button);
            button.widget_info(|| egui::WidgetInfo::selected(Role::Button, true, is_selected, &spoken));
            if button.clicked() {
                self.selected = Some(corner.at);
            }
            if button.double_clicked() {
                requests.push(Request::Centre(corner.at));
            }
            self.cell(ui, scene, table, (index, Axis::North), requests);
            self.cell(ui, scene, table, (index, Axis::East), requests);
            for (width, text) in [(WIDTHS_PT[3], side), (WIDTHS_PT[4], bearing_text(corner.bearing_deg))] {
                right(ui, width, RichText::new(text).text_style(fonts::table()).color(scene.theme.weak_text));
            }
        });
    }

    /// The cell of a coordinate: a figure that can be typed over, with a mark where it is not exact.
    fn cell(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        table: &CornerTable,
        (index, axis): (usize, Axis),
        requests: &mut Vec<Request>,
    ) {
        let (texts, theme, numbers) = (scene.texts, scene.theme, scene.texts.numbers());
        let Some(corner) = table.corners.get(index) else { return };
        let (um, width, id) = match axis {
            Axis::North => (corner.at.north, WIDTHS_PT[1], "corners-cell-north"),
            Axis::East => (corner.at.east, WIDTHS_PT[2], "corners-cell-east"),
        };
        let key = key(corner.at, axis);
        let draft = self.drafts.get(&key).cloned();
        let is_wrong = draft.as_ref().is_some_and(|draft| draft.problem.is_some());
        let mut text = draft.map_or_else(|| coordinate_text(um, numbers), |draft| draft.text);
        let before = text.clone();
        let is_exact = um % crate::geometry::grid::UM_PER_MM == 0;
        let colour = if is_wrong { theme.error } else { theme.text };
        let field_id = ui.scope_id().with((id, index));
        if !self.drafts.contains_key(&key) {
            step_by_keys(ui, field_id, requests);
        }
        let field = TextEdit::singleline(&mut text).id(field_id).font(fonts::table()).text_color(colour);
        let field = field.align(egui::Align2::RIGHT_CENTER).margin(vec2(5.0, 2.0)).char_limit(40);
        let response = ui.add_sized(vec2(width, CELL_PT), field);
        let name = texts.format(id, &[("number", corner.number.to_string().into())]);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
        if !is_exact {
            let font = fonts::table().resolve(ui.style());
            let at = response.rect.left_center() + vec2(4.0, 0.0);
            ui.painter().text(at, egui::Align2::LEFT_CENTER, "≈", font, theme.warning);
        }
        if response.gained_focus() {
            self.selected = Some(corner.at);
        }
        if text != before {
            self.drafts.insert(key, Draft { text, problem: None });
        }
        if response.lost_focus() {
            self.left(ui, scene, table, (index, axis), requests);
        }
        self.tip(scene, &response, key, (!is_exact).then(|| exact_coordinate(um, numbers)));
    }

    /// What the pointer learns about a cell: why it is wrong, or what it is exactly.
    fn tip(&self, scene: &Scene<'_>, response: &Response, key: CellKey, exact: Option<String>) {
        let problem = self.drafts.get(&key).and_then(|draft| draft.problem.clone());
        let exact = exact.map(|value| scene.texts.format("corners-inexact", &[("value", value.into())]));
        if let Some(text) = problem.or(exact) {
            response.clone().on_hover_text(text);
        }
    }

    /// A cell was left: the command it means is asked for, unless Escape was pressed.
    fn left(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        table: &CornerTable,
        (index, axis): (usize, Axis),
        requests: &mut Vec<Request>,
    ) {
        let Some(corner) = table.corners.get(index) else { return };
        let key = key(corner.at, axis);
        let Some(draft) = self.drafts.get_mut(&key) else { return };
        if ui.input(|i| i.key_pressed(Key::Escape)) {
            self.drafts.remove(&key);
            return;
        }
        self.slid_to = None;
        match table.typed(index, axis, &draft.text) {
            Ok(None) => drop(self.drafts.remove(&key)),
            Ok(Some(command)) => {
                let to = match &command {
                    Command::MoveVertices { moves } => moves.first().map_or(corner.at, |(_, to)| *to),
                    _ => corner.at,
                };
                requests.push(Request::Attempt(Box::new(command.clone())));
                self.pending = Some(Pending { command, key, to });
            }
            Err(fault) => draft.problem = Some(cell_fault_text(scene, fault, axis, &draft.text)),
        }
    }

    fn foot(&self, ui: &mut Ui, scene: &Scene<'_>, table: &CornerTable) {
        let (texts, numbers) = (scene.texts, scene.texts.numbers());
        ui.separator();
        let problem = self.drafts.values().find_map(|draft| draft.problem.as_ref());
        if let Some(problem) = problem {
            say(ui, scene, Some(Status::Error), problem);
        } else if let Some(at) = self.slid_to {
            let (north, east) = (coordinate_text(at.north, numbers), coordinate_text(at.east, numbers));
            say(ui, scene, None, &texts.format("corners-slid", &[("north", north.into()), ("east", east.into())]));
        }
        let count = i64::try_from(table.corners.len()).unwrap_or(i64::MAX);
        let figures = [
            texts.format("corners-count", &[("count", count.into())]),
            format!("{} {}", texts.get("corners-perimeter"), numbers.number(table.perimeter_m, LENGTH_DECIMALS)),
            format!("{} {}", texts.get("corners-area"), numbers.scaled(table.area.rounded_m2(1), 1)),
        ];
        ui.label(RichText::new(figures.join(" · ")).text_style(fonts::table_bold()));
        ui.label(RichText::new(texts.get("corners-rule")).text_style(fonts::table()).color(scene.theme.weak_text));
    }
}

fn cell_fault_text(scene: &Scene<'_>, fault: CellFault, axis: Axis, text: &str) -> String {
    let (texts, numbers) = (scene.texts, scene.texts.numbers());
    match fault {
        CellFault::NotAFigure => {
            let example = exact_coordinate(2_271_903_412_000, numbers);
            texts.format("corners-cell-not-a-figure", &[("text", text.to_owned().into()), ("example", example.into())])
        }
        CellFault::OutOfRange => {
            let axis = if axis == Axis::North { "X" } else { "Y" };
            texts.format("corners-cell-out-of-range", &[("text", text.to_owned().into()), ("axis", axis.into())])
        }
    }
}

/// A row of a fixed height, so that rows out of sight can be left out.
fn row_of(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let (_, space) = ui.allocate_space(vec2(ui.available_width(), ROW_PT));
    let layout = Layout::left_to_right(Align::Center);
    let mut row = ui.new_child(egui::UiBuilder::new().max_rect(space).layout(layout));
    let spacing = row.spacing_mut();
    (spacing.item_spacing.x, spacing.interact_size.y, spacing.button_padding.y) = (4.0, CELL_PT, 2.0);
    content(&mut row);
}

/// A cell in which nothing has been typed has nothing to undo: the keys mean the steps of the plan.
fn step_by_keys(ui: &Ui, field: egui::Id, requests: &mut Vec<Request>) {
    if !ui.memory(|memory| memory.has_focus(field)) {
        return;
    }
    for (action, key) in [(Action::Undo, Key::Z), (Action::Redo, Key::Y)] {
        if ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, key)) {
            requests.push(Request::Do(action));
        }
    }
}

/// A text that ends at the right edge of a column.
fn right(ui: &mut Ui, width: f32, text: RichText) {
    ui.allocate_ui_with_layout(vec2(width, ROW_PT), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_width(width);
        ui.label(text);
    });
}

fn head(ui: &mut Ui, scene: &Scene<'_>) {
    let ids = ["#", "corners-column-north", "corners-column-east", "corners-column-side", "corners-column-bearing"];
    row_of(ui, |ui| {
        for (id, width) in ids.into_iter().zip(WIDTHS_PT) {
            let text = if id == "#" { id } else { scene.texts.get(id) };
            right(ui, width, RichText::new(text).text_style(fonts::table()).color(scene.theme.weak_text));
        }
    });
}

/// Whether the corners may move at all; for the boundary with the switch that decides it.
fn lock_row(ui: &mut Ui, scene: &Scene<'_>, subject: CornerSubject, requests: &mut Vec<Request>) {
    let (texts, plan) = (scene.texts, scene.session().plan());
    match subject {
        CornerSubject::Boundary if plan.level() == PlanLevel::Zone => {
            say(ui, scene, None, texts.get("corners-cannot-among-plots"));
        }
        CornerSubject::Boundary => {
            let Some(boundary) = plan.boundary() else { return };
            let mut locked = boundary.locked;
            let icon = if locked { icons::LOCK_SIMPLE } else { icons::LOCK_SIMPLE_OPEN };
            if ui.checkbox(&mut locked, format!("{icon} {}", texts.get("corners-lock"))).changed() {
                requests.push(Request::Perform(Box::new(Command::SetBoundaryLocked { locked })));
            }
            let (status, id) =
                if boundary.locked { (None, "corners-locked") } else { (Some(Status::Warning), "corners-unlocked") };
            say(ui, scene, status, texts.get(id));
        }
        CornerSubject::Zone(id) if plan.zone(id).is_some_and(|zone| zone.attributes.locked) => {
            let text = texts.format("corners-zone-locked", &[("zone", zone_code(texts, plan, id).into())]);
            say(ui, scene, Some(Status::Warning), &text);
        }
        CornerSubject::Zone(_) => {}
    }
}
