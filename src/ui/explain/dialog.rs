//! The explanation of a figure: definition, computation, recomputation, other definitions, vertices.

use eframe::egui::{self, Align, Label, Layout, RichText, Role, ScrollArea, Ui, vec2};

use crate::app::explain::{Explanation, Line, VertexRow, figure_name, vertices_table};
use crate::ui::panels::table::{figure, icon_button, name_region, runs, visible_rows};
use crate::ui::request::Scene;
use crate::ui::status::coordinate_text;
use crate::ui::theme::{ROW_HEIGHT_PT, Status, fonts, icons};

/// Most lines of a computation; a plan of thousands of zones names the first of them.
const MOST_LINES: usize = 40;
/// Width of the names of lines, points.
const NAME_PT: f32 = 230.0;
/// Height of a row of vertices, and of all that are seen at once.
const VERTEX_PT: f32 = 20.0;
const VERTICES_PT: f32 = 180.0;
/// Widths of the columns ring, number, X, Y, term.
const WIDTHS_PT: [f32; 5] = [50.0, 60.0, 140.0, 130.0, 200.0];
/// Widths of the columns definition, m², ha, gap in m² and in ppm.
const DEFINITION_WIDTHS_PT: [f32; 5] = [240.0, 120.0, 100.0, 110.0, 100.0];
/// What the title and the buttons of the dialog take of the height of the window, points.
const FRAME_PT: f32 = 150.0;

/// Shows the explanation; whether it is to be closed.
pub(in crate::ui) fn show(ui: &mut Ui, scene: &Scene<'_>, explanation: &Explanation, focus: bool) -> bool {
    let (texts, session) = (scene.texts, scene.session());
    ui.heading(texts.get("dialog-explain-title"));
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(figure_name(texts, session, explanation.figure)).text_style(fonts::strong()));
        let shown = RichText::new(explanation.shown(texts)).text_style(fonts::strong()).color(scene.theme.accent);
        ui.label(shown);
    });
    let height = (ui.ctx().content_rect().height() - FRAME_PT).max(160.0);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 8.0);
        ui.add(Label::new(explanation.definition(texts, session)).wrap());
        section(ui, scene, "dialog-explain-computation");
        lines(ui, scene, &explanation.computation(texts, session));
        if explanation.measures_land() {
            section(ui, scene, "dialog-explain-again");
            verdict(ui, scene, explanation);
            lines(ui, scene, &explanation.recomputations(texts));
        }
        section(ui, scene, "dialog-explain-definitions");
        definitions(ui, scene, explanation);
        if explanation.measures_land() {
            vertices(ui, scene, explanation);
        }
    });
    ui.add_space(4.0);
    let size = vec2(ui.available_width(), ROW_HEIGHT_PT);
    let close = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| ui.button(texts.get("action-close")));
    if focus {
        close.inner.request_focus();
    }
    close.inner.clicked()
}

fn section(ui: &mut Ui, scene: &Scene<'_>, id: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(scene.texts.get(id)).text_style(fonts::strong()));
}

fn lines(ui: &mut Ui, scene: &Scene<'_>, lines: &[Line]) {
    ui.spacing_mut().item_spacing.y = 3.0;
    for line in lines.iter().take(MOST_LINES) {
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(NAME_PT, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(NAME_PT);
                ui.add(Label::new(RichText::new(&line.name).text_style(fonts::table()).color(scene.theme.weak_text)).wrap());
            });
            ui.add(Label::new(RichText::new(&line.value).text_style(fonts::table())).wrap());
        });
    }
    if let Some(more) = lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        let text = scene.texts.format("corners-more", &[("count", more.into())]);
        ui.label(RichText::new(text).text_style(fonts::table()).color(scene.theme.weak_text));
    }
}

/// Whether the computations agree, with icon and word.
fn verdict(ui: &mut Ui, scene: &Scene<'_>, explanation: &Explanation) {
    let (status, id) = if explanation.agrees() {
        (Status::Pass, "dialog-explain-agrees")
    } else {
        (Status::Warning, "dialog-explain-disagrees")
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(status.icon()).color(scene.theme.status(status)));
        ui.label(RichText::new(scene.texts.get(id)).text_style(fonts::table()).color(scene.theme.status(status)));
    });
}

/// The four definitions of area with their gaps.
fn definitions(ui: &mut Ui, scene: &Scene<'_>, explanation: &Explanation) {
    let (texts, theme) = (scene.texts, scene.theme);
    let heads = ["dialog-explain-column-definition", "dialog-explain-column-m2", "dialog-explain-column-ha"];
    let gaps = ["dialog-explain-column-gap", "dialog-explain-column-ppm"];
    ui.spacing_mut().item_spacing.y = 3.0;
    let heads: Vec<&str> = heads.into_iter().chain(gaps).map(|id| texts.get(id)).collect();
    row(ui, &heads, DEFINITION_WIDTHS_PT, theme.weak_text);
    for area in &explanation.definitions {
        let cells = area.cells(texts, explanation.exact.m2());
        row(ui, &cells.each_ref().map(String::as_str), DEFINITION_WIDTHS_PT, theme.text);
    }
    let crs = scene.session().plan().crs();
    let variables = [("meridian", crs.central_meridian_text().into()), ("scale", texts.numbers().number(crs.scale(), 4).into())];
    let note = texts.format("dialog-explain-definitions-note", &variables);
    ui.add(Label::new(RichText::new(note).text_style(fonts::table()).color(theme.weak_text)).wrap());
}

/// The vertices with what each edge adds, and a button that copies them.
fn vertices(ui: &mut Ui, scene: &Scene<'_>, explanation: &Explanation) {
    let texts = scene.texts;
    let rows = explanation.vertices();
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let count = texts.format("dialog-explain-vertices", &[("count", rows.len().into())]);
        ui.label(RichText::new(count).text_style(fonts::strong()));
        if icon_button(ui, icons::COPY, texts.get("dialog-explain-copy-vertices"), false).clicked() {
            ui.ctx().copy_text(vertices_table(texts, scene.session(), explanation).as_text(texts.numbers()));
        }
    });
    let ids = ["dialog-explain-column-ring", "dialog-explain-column-number", "corners-column-north", "corners-column-east"];
    let heads: Vec<&str> = ids.into_iter().chain(["dialog-explain-column-term"]).map(|id| texts.get(id)).collect();
    row(ui, &heads, WIDTHS_PT, scene.theme.weak_text);
    ScrollArea::vertical().id_salt("vertices").max_height(VERTICES_PT).auto_shrink([false, true]).show(ui, |ui| {
        name_region(ui, Role::Table, texts.get("dialog-explain-column-number"));
        visible_rows(ui, rows.len(), VERTEX_PT, |ui, index| {
            let VertexRow { ring, number, at, term, .. } = rows[index];
            let numbers = texts.numbers();
            let [north, east] = [at.north, at.east].map(|um| coordinate_text(um, numbers));
            let cells = [ring.to_string(), number.to_string(), north, east, numbers.signed(term.rounded_m2(6), 6)];
            row(ui, &cells.each_ref().map(String::as_str), WIDTHS_PT, scene.theme.text);
        });
    });
}

/// A row of cells that end at the right edges of their columns; words begin at the left of the first.
fn row(ui: &mut Ui, cells: &[&str], widths: [f32; 5], colour: egui::Color32) {
    let (_, space) = ui.allocate_space(vec2(ui.available_width(), VERTEX_PT));
    let spoken = cells.join("  ");
    let response = ui.interact(space, ui.next_auto_id(), egui::Sense::hover());
    ui.skip_ahead_auto_ids(1);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, &spoken));
    let mut right = space.left();
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
        right += width;
        if at == 0 && widths == DEFINITION_WIDTHS_PT {
            runs(ui, space.with_max_x(right), 1, &[(cell, fonts::table(), colour)]);
        } else {
            figure(ui, space, right, cell, &fonts::table(), colour);
        }
    }
}
