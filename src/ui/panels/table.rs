//! Rows of figures that can be clicked, read aloud and copied.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    self, Align2, Color32, CornerRadius, Key, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2,
    vec2,
};

use crate::ui::theme::{PANEL_PADDING_PT, ROW_HEIGHT_PT, Theme, fonts, icons};

/// Space between two columns, points.
const GUTTER_PT: f32 = 6.0;

/// A row that can be clicked and has a name for screen readers.
pub struct Row {
    /// egui's response to the row.
    pub response: Response,
    /// The row without its margins.
    pub inner: Rect,
}

impl Row {
    /// A row of `height_pt` across the panel, highlighted if selected, hovered or focused.
    pub fn show(ui: &mut Ui, theme: &Theme, height_pt: f32, selected: bool, name: &str) -> Self {
        let (_, space) = ui.allocate_space(vec2(ui.available_width(), height_pt));
        let id = ui.next_auto_id();
        ui.skip_ahead_auto_ids(1);
        let response = ui.interact(space, id, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, name));
        let bleed = space.expand2(vec2(PANEL_PADDING_PT / 2.0, 0.0));
        let corners = CornerRadius::same(4);
        if selected {
            ui.painter().rect_filled(bleed, corners, theme.selected);
        } else if response.hovered() {
            ui.painter().rect_filled(bleed, corners, theme.button);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(bleed, corners, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
        }
        Self { response, inner: space }
    }

    /// Whether the planner asked to open it: a double click, or Enter while it has the focus and is selected.
    pub fn opened(&self, ui: &Ui) -> bool {
        self.response.double_clicked() || (self.response.has_focus() && ui.input(|i| i.key_pressed(Key::F2)))
    }
}

/// Writes `text` right-aligned so that it ends at `right`, in the middle of `row`.
pub fn figure(ui: &Ui, row: Rect, right: f32, text: &str, style: &TextStyle, colour: Color32) {
    let font = style.resolve(ui.style());
    ui.painter().text(pos2(right, row.center().y), Align2::RIGHT_CENTER, text, font, colour);
}

/// Right edges of columns of these widths, the last one ending at `right`.
pub fn column_ends<const N: usize>(right: f32, widths: [f32; N]) -> [f32; N] {
    let mut ends = [right; N];
    for i in (0..N.saturating_sub(1)).rev() {
        ends[i] = ends[i + 1] - widths[i + 1] - GUTTER_PT;
    }
    ends
}

/// Writes runs of text of a style and colour in the middle of `rect` from the left, over at most `rows` lines; what does not fit ends in "…".
pub fn runs(ui: &Ui, rect: Rect, rows: usize, texts: &[(&str, TextStyle, Color32)]) {
    let mut job = LayoutJob::default();
    for (text, style, colour) in texts {
        job.append(text, 0.0, TextFormat { font_id: style.resolve(ui.style()), color: *colour, ..Default::default() });
    }
    job.wrap = egui::text::TextWrapping {
        max_width: rect.width().max(1.0),
        max_rows: rows,
        break_anywhere: rows == 1,
        overflow_character: Some('…'),
    };
    let galley = ui.painter().layout_job(job);
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(pos2(rect.left(), top), galley, Color32::PLACEHOLDER);
}

/// The rows of a list of `count` that are on screen, with the space of the others kept.
pub fn visible_rows(ui: &mut Ui, count: usize, height_pt: f32, mut show: impl FnMut(&mut Ui, usize)) {
    let spacing = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    let top = ui.cursor().top();
    let clip = ui.clip_rect();
    let index_at = |y: f32| ((y - top) / height_pt).floor().clamp(0.0, count as f32) as usize;
    // a row more on each side, so that the Tab key finds a row to scroll to
    let (first, last) = (index_at(clip.top()).saturating_sub(1), (index_at(clip.bottom()) + 2).min(count));
    ui.add_space(first as f32 * height_pt);
    for index in first..last.max(first) {
        ui.push_id(index, |ui| show(ui, index));
    }
    ui.add_space((count - last.max(first)) as f32 * height_pt);
    ui.spacing_mut().item_spacing.y = spacing;
}

/// The heading of a section, with a button that copies its table; whether that was pressed.
pub fn heading(ui: &mut Ui, theme: &Theme, title: &str, note: &str, copy_name: Option<&str>) -> bool {
    let mut copied = false;
    ui.horizontal(|ui| {
        ui.set_height(ROW_HEIGHT_PT);
        ui.label(egui::RichText::new(title).text_style(fonts::strong()));
        if !note.is_empty() {
            ui.label(egui::RichText::new(note).text_style(fonts::table()).color(theme.weak_text));
        }
        if let Some(name) = copy_name {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                copied = icon_button(ui, icons::COPY, name, false).clicked();
            });
        }
    });
    copied
}

/// A small button with an icon; `name` is its tip and what screen readers say.
pub fn icon_button(ui: &mut Ui, icon: &str, name: &str, selected: bool) -> Response {
    let button = egui::Button::new(egui::RichText::new(icon).size(15.0)).frame_when_inactive(selected).selected(selected);
    let response = ui.add_sized(vec2(ROW_HEIGHT_PT, ROW_HEIGHT_PT - 4.0), button).on_hover_text(name);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, name));
    response
}

/// Names a part of the window and says what it is to screen readers.
pub fn name_region(ui: &Ui, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        node.set_label(name);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_end_one_after_the_other() {
        let ends = column_ends(100.0, [10.0, 20.0, 30.0]).map(|end| end.round() as i32);
        assert_eq!(ends, [38, 64, 100]);
    }
}
