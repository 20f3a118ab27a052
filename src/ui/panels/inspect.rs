//! What was measured and what is at a place, in boxes over the corner of the map.

use eframe::egui::{self, Align2, Area, Frame, Id, Order, Rect, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::table::{Row, column_ends, figure, icon_button, name_region, runs, visible_rows};
use crate::app::identify_text::{Line, LineTarget, identified_lines, identified_table};
use crate::app::session::Revisions;
use crate::app::{Language, Measurement, identify};
use crate::geometry::GridBox;
use crate::tool::event::bearing_text;
use crate::tool::{Inquiry, MeasuredPath};
use crate::ui::request::{Looked, Request, Scene};
use crate::ui::theme::{ROW_HEIGHT_PT, fonts, icons};

/// Width of the boxes, points.
const WIDTH_PT: f32 = 400.0;
/// Space between a box and the edge of the map, points.
const MARGIN_PT: f32 = 10.0;
/// Height of a row of the measurement, points.
const SIDE_HEIGHT_PT: f32 = 20.0;
/// Height of a row of what is at a place: its name above its value, points.
const IDENTIFIED_ROW_PT: f32 = ROW_HEIGHT_PT + 8.0;
/// Sides that fit without scrolling.
const SIDES_SHOWN: f32 = 7.0;
/// Width of the columns of grid length, bearing and geodesic length, points.
const COLUMNS_PT: [f32; 3] = [96.0, 84.0, 110.0];

/// What the lines about a place depend on: the place, the document, the reference layers, the language.
type InquiryState = (Inquiry, Revisions, u64, Language);

/// The boxes; they remember what they show until something it depends on changes.
#[derive(Debug, Default)]
pub struct Inspector {
    measured: Option<(MeasuredPath, Measurement)>,
    identified: Option<(InquiryState, Vec<Line>)>,
}

impl Inspector {
    /// Shows what there is to show in the upper right corner of `map`.
    pub fn show(&mut self, context: &egui::Context, scene: &Scene<'_>, map: Rect, requests: &mut Vec<Request>) {
        let session = scene.session();
        let measured = session.measured().filter(|path| path.corners.len() >= 2);
        if measured.is_none() && session.inquiry().is_none() {
            *self = Self::default();
            return;
        }
        Area::new(Id::unique("inspect"))
            .order(Order::Middle)
            .pivot(Align2::RIGHT_TOP)
            .fixed_pos(map.right_top() + vec2(-MARGIN_PT, MARGIN_PT))
            .show(context, |ui| {
                ui.set_width(WIDTH_PT.min(map.width() - 2.0 * MARGIN_PT));
                if let Some(path) = measured {
                    self.measurement(ui, scene, path, requests);
                }
                if let Some(inquiry) = session.inquiry() {
                    let lines = self.lines(scene, inquiry);
                    identified(ui, scene, lines, map.height() * 0.75, requests);
                }
            });
    }

    fn lines(&mut self, scene: &Scene<'_>, inquiry: Inquiry) -> &[Line] {
        let (session, texts) = (scene.session(), scene.texts);
        let now = (inquiry, session.revisions(), scene.references.revision(), texts.language());
        if self.identified.as_ref().is_none_or(|(known, _)| *known != now) {
            let mut lines = identified_lines(texts, session, &identify(session, inquiry));
            lines.extend(scene.references.lines_here(texts, inquiry));
            self.identified = Some((now, lines));
        }
        self.identified.as_ref().map_or(&[], |(_, lines)| lines)
    }

    fn measurement(&mut self, ui: &mut Ui, scene: &Scene<'_>, path: &MeasuredPath, requests: &mut Vec<Request>) {
        if self.measured.as_ref().is_none_or(|(known, _)| known != path) {
            self.measured = Some((path.clone(), Measurement::of(path, scene.session().plan().crs())));
        }
        let Some((_, measurement)) = &self.measured else { return };
        let texts = scene.texts;
        framed(ui, |ui| {
            name_region(ui, Role::Group, texts.get("tool-measure"));
            let rows = || measurement.table(texts).as_text(texts.numbers());
            heading(ui, scene, "tool-measure", rows, Looked::Measured, requests);
            columns(ui, scene);
            let height = SIDES_SHOWN * SIDE_HEIGHT_PT;
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).stick_to_bottom(true).show(ui, |ui| {
                visible_rows(ui, measurement.sides.len(), SIDE_HEIGHT_PT, |ui, index| {
                    side(ui, scene, measurement, index, requests);
                });
            });
            ui.separator();
            sums(ui, scene, measurement);
        });
    }
}

fn framed(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    Frame::popup(ui.style()).inner_margin(8.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        content(ui);
    });
}

/// The title, with buttons that copy and close.
fn heading(
    ui: &mut Ui,
    scene: &Scene<'_>,
    title: &str,
    copied: impl FnOnce() -> String,
    what: Looked,
    requests: &mut Vec<Request>,
) {
    let texts = scene.texts;
    ui.horizontal(|ui| {
        ui.label(RichText::new(texts.get(title)).text_style(fonts::strong()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, icons::X, texts.get("action-close"), false).clicked() {
                requests.push(Request::Dismiss(what));
            }
            if icon_button(ui, icons::COPY, texts.get("action-copy-table"), false).clicked() {
                requests.push(Request::Copy(copied()));
            }
        });
    });
}

fn columns(ui: &mut Ui, scene: &Scene<'_>) {
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), SIDE_HEIGHT_PT));
    let (style, colour) = (fonts::table(), scene.theme.weak_text);
    runs(ui, row, 1, &[(scene.texts.get("panel-measure-side"), style.clone(), colour)]);
    let heads = ["panel-measure-grid", "panel-measure-bearing", "panel-measure-geodesic"];
    for (end, id) in column_ends(row.right(), COLUMNS_PT).into_iter().zip(heads) {
        figure(ui, row, end, scene.texts.get(id), &style, colour);
    }
}

fn side(ui: &mut Ui, scene: &Scene<'_>, measurement: &Measurement, index: usize, requests: &mut Vec<Request>) {
    let (texts, theme) = (scene.texts, scene.theme);
    let side = measurement.sides[index];
    let length = |m: f64| texts.numbers().number(m, 3);
    let values = [
        length(side.grid_m),
        bearing_text(side.bearing_deg),
        side.geodesic.map_or_else(|| "—".to_owned(), |line| length(line.length_m)),
    ];
    let number = (index + 1).to_string();
    let spoken = format!("{} {number}: {} m, {}", texts.get("panel-measure-side"), values[0], values[1]);
    let row = Row::show(ui, theme, SIDE_HEIGHT_PT, false, &spoken);
    runs(ui, row.inner, 1, &[(&number, fonts::table(), theme.weak_text)]);
    for (end, value) in column_ends(row.inner.right(), COLUMNS_PT).into_iter().zip(&values) {
        figure(ui, row.inner, end, value, &fonts::table(), theme.text);
    }
    if row.response.clicked() {
        requests.push(Request::ShowLand(GridBox::from_corners(side.from, side.to)));
    }
}

/// Total length and area, each with its name.
fn sums(ui: &mut Ui, scene: &Scene<'_>, measurement: &Measurement) {
    for (name, value) in measurement.sums(scene.texts) {
        let (id, row) = ui.allocate_space(vec2(ui.available_width(), SIDE_HEIGHT_PT));
        let spoken = format!("{name}: {value}");
        let response = ui.interact(row, id, egui::Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        runs(ui, row, 1, &[(&name, fonts::table(), scene.theme.weak_text)]);
        figure(ui, row, row.right(), &value, &fonts::table_bold(), scene.theme.text);
    }
}

/// What is at the place asked about; a row shows on the map what it is about.
fn identified(ui: &mut Ui, scene: &Scene<'_>, lines: &[Line], height_pt: f32, requests: &mut Vec<Request>) {
    let texts = scene.texts;
    let table = || identified_table(texts, lines).as_text(texts.numbers());
    framed(ui, |ui| {
        name_region(ui, Role::Group, texts.get("tool-identify"));
        heading(ui, scene, "tool-identify", table, Looked::Identified, requests);
        // the area has the size of its last frame: the list must ask for the height it needs
        let needed = lines.len() as f32 * (IDENTIFIED_ROW_PT + ui.spacing().item_spacing.y);
        let height = needed.min(height_pt);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for line in lines {
                identified_row(ui, scene, line, requests);
            }
        });
    });
}

fn identified_row(ui: &mut Ui, scene: &Scene<'_>, line: &Line, requests: &mut Vec<Request>) {
    let theme = scene.theme;
    let spoken = format!("{}: {}", line.name, line.value);
    let request = match line.target {
        LineTarget::Nothing => Request::Copy(line.value.clone()),
        LineTarget::Zone(zone) => Request::ShowZone(zone),
        LineTarget::Land(land) => Request::ShowLand(land),
        LineTarget::Finding(index) => Request::ShowFinding(index),
    };
    let row = Row::show(ui, theme, IDENTIFIED_ROW_PT, false, &spoken);
    let half = row.inner.height() / 2.0;
    let name = Rect::from_min_size(row.inner.min, vec2(row.inner.width(), half));
    runs(ui, name, 1, &[(&line.name, fonts::table(), theme.weak_text)]);
    runs(ui, name.translate(vec2(0.0, half)), 1, &[(&line.value, fonts::table(), theme.text)]);
    if row.response.on_hover_text(&spoken).clicked() {
        requests.push(request);
    }
}
