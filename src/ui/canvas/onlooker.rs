//! A second map beside the first: another alternative, seen through the same view; what the hands do on it moves both.

use eframe::egui::{self, Event, Response, Sense, Ui, WidgetInfo};
use egui_wgpu::RenderState;

use super::Canvas;
use super::furniture::Furniture;
use super::input::turn_wheel;
use super::labels::{Board, Labels};
use super::layers::Layers;
use super::references::ReferenceLayers;
use super::signs;
use crate::app::reference::References;
use crate::app::{LayerSettings, MapLayer, Session, Texts};
use crate::ui::paint::{MapPainter, MapView};
use crate::ui::theme::Theme;

/// A map that is only looked at.
#[derive(Debug)]
pub struct Onlooker {
    painter: MapPainter,
    layers: Layers,
    references: ReferenceLayers,
    labels: Labels,
}

impl Onlooker {
    /// A map for the window of `render_state`, with buffers of its own.
    pub fn new(render_state: Option<&RenderState>) -> Self {
        Self {
            painter: MapPainter::new(render_state),
            layers: Layers::default(),
            references: ReferenceLayers::default(),
            labels: Labels::default(),
        }
    }

    /// Draws these layers behind the plan, until others are given; see [`Canvas::follow_references`].
    pub fn follow_references(&mut self, references: &References, theme: &Theme) {
        self.references.update(&mut self.painter, references, theme);
    }

    /// Shows `session` in all the space `ui` has, where `canvas` looks; `name` says to screen readers what it is.
    ///
    /// The middle of both maps is the same place at the same scale.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        canvas: &mut Canvas,
        (session, name): (&Session, &str),
        texts: &Texts,
        settings: &LayerSettings,
    ) -> Response {
        let response = ui.allocate_rect(ui.available_rect_before_wrap(), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, name));
        follow_hands(ui, canvas, &response);
        let view = canvas.view().on(response.rect);
        self.layers.set_highlight(&mut self.painter, canvas.highlight.as_ref(), Theme::of(ui.ctx()));
        if self.paint(ui, &view, session, texts, settings) {
            ui.request_repaint();
        }
        response
    }

    /// The window is cleared with the colour of the paper.
    pub const fn set_paper_is_ground(&mut self) {
        self.painter.set_paper_is_ground();
    }

    /// Paints everything from the paper up; true if labels are still to come.
    fn paint(&mut self, ui: &Ui, view: &MapView, session: &Session, texts: &Texts, settings: &LayerSettings) -> bool {
        let theme = Theme::of(ui.ctx());
        let painter = ui.painter_at(view.rect());
        self.painter.paint_paper(&painter, view.rect(), theme.paper);
        self.layers.update(&mut self.painter, session, theme, None);
        let order = self.references.behind(&mut self.painter, self.layers.order(settings), view, ui.ctx());
        if let Some(callback) = self.painter.paint_callback(view, &order) {
            painter.add(callback);
        }
        let furniture = Furniture::on(view);
        let shows_findings = settings.get(MapLayer::Findings).effective_opacity() > 0.0;
        let signs = if shows_findings { signs::signs(session, view) } else { Vec::new() };
        let taken = furniture.taken().into_iter().chain(signs.iter().map(signs::Sign::rect)).collect();
        let mut board = Board { painter: &painter, view, theme, texts, taken, boundary: None, statuses: None };
        let is_waiting = self.labels.paint(&mut board, session, settings) | self.references.label(&board);
        signs::paint(&painter, theme, &signs);
        furniture.paint(&painter, view, theme, texts);
        if let Some(pointer) = ui.input(|i| i.pointer.hover_pos()).filter(|at| view.rect().contains(*at)) {
            signs::explain(&painter, theme, texts, session, &signs, pointer);
        }
        is_waiting
    }
}

/// Dragging pans, the wheel zooms: both maps, as their views are one.
fn follow_hands(ui: &Ui, canvas: &mut Canvas, response: &Response) {
    let before = *canvas.motion.view();
    // a place of this map lies in the other one where it is as far from the middle
    let across = before.rect().center() - response.rect.center();
    if response.dragged() {
        canvas.motion.pan(response.drag_delta());
        ui.set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    if !response.hovered() {
        return;
    }
    let (events, now_s, zoom) = ui.input(|i| (i.events.clone(), i.time, f64::from(i.zoom_delta())));
    let anchor = response.hover_pos().unwrap_or_else(|| response.rect.center()) + across;
    for event in events {
        if let Event::MouseWheel { unit, delta, modifiers, .. } = event
            && !modifiers.command
        {
            turn_wheel(&mut canvas.motion, unit, delta, anchor, now_s);
        }
    }
    if (zoom - 1.0).abs() > f64::EPSILON {
        canvas.motion.pinch(anchor, zoom);
    }
    if *canvas.motion.view() != before || canvas.motion.is_moving() {
        ui.request_repaint();
    }
}
