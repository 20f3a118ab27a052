//! The map, or two maps side by side: the alternative worked on, and another one seen through the same view.

use eframe::egui::{Align, Button, CentralPanel, Frame, Layout, Panel, Rect, RichText, Role, Stroke, Ui, UiBuilder, WidgetInfo};

use super::{CanvasResponse, MapState, Window, bar_frame, context_menu, scene};
use crate::app::{Action, AlternativeId, MapLayer, Session};
use crate::ui::alternatives::other_field;
use crate::ui::panels::balance::Residual;
use crate::ui::panels::table::name_region;
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{PANEL_PADDING_PT, Theme, fonts, icons};

/// Height of the titles above two maps, points.
const TITLE_HEIGHT_PT: f32 = 32.0;
/// Heights of the panel that compares, points.
const COMPARE_HEIGHTS_PT: std::ops::RangeInclusive<f32> = 120.0..=560.0;
const COMPARE_HEIGHT_PT: f32 = 270.0;

impl Window {
    /// The comparison of the alternatives, below the map.
    pub(super) fn comparison(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        self.compare.update(&self.workspace);
        if self.compare.is_open() {
            let theme = Theme::of(ui.ctx());
            let frame = Frame::new().fill(theme.panel).inner_margin(PANEL_PADDING_PT / 2.0);
            let panel = Panel::bottom("compare").frame(frame).size_range(COMPARE_HEIGHTS_PT).default_size(COMPARE_HEIGHT_PT);
            panel.resizable(true).show(ui, |ui| {
                let scene = scene(&self.workspace, &self.document_name, theme);
                name_region(ui, Role::Region, scene.texts.get("action-alternative-compare"));
                self.compare.show(ui, &scene, &self.workspace, requests);
            });
        }
        self.canvas.set_highlight(self.compare.land().cloned());
    }

    /// The map in the middle of the window, with another one beside it if that is wanted.
    pub(super) fn map(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            let other = if self.beside_open { self.compare.other(self.workspace.alternatives()) } else { None };
            let Some(other) = other else { return self.present_map(ui, requests) };
            let theme = Theme::of(ui.ctx());
            let whole = ui.available_rect_before_wrap();
            let (left, right) = whole.split_left_right_at_fraction(0.5);
            in_part(ui, "present", left.with_max_x(left.right() - 1.0), |ui| {
                Panel::top("present title").exact_size(TITLE_HEIGHT_PT).resizable(false).frame(bar_frame(theme, 8)).show(
                    ui,
                    |ui| {
                        let scene = scene(&self.workspace, &self.document_name, theme);
                        let name = self.workspace.alternative_name(self.workspace.alternatives().current());
                        ui.horizontal_centered(|ui| {
                            ui.label(RichText::new(icons::PENCIL_SIMPLE).color(theme.accent));
                            title(ui, &scene, &name, self.workspace.session());
                        });
                    },
                );
                self.present_map(ui, requests);
            });
            in_part(ui, "beside", right.with_min_x(right.left() + 1.0), |ui| self.map_beside(ui, other, requests));
            ui.painter().vline(right.left(), whole.y_range(), Stroke::new(2.0, theme.divider));
        });
    }

    /// The map of the alternative that is worked on.
    fn present_map(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        let theme = Theme::of(ui.ctx());
        self.canvas.follow_references(self.workspace.references(), theme);
        self.workspace.aim_at_references();
        let (session, texts) = self.workspace.session_and_texts();
        let layers = self.layers_list.shown(session.plan());
        let is_seen = |layer| layers.get(layer).effective_opacity() > 0.0;
        session.set_seen_communes(is_seen(MapLayer::Communes2020), is_seen(MapLayer::Communes2025));
        let shown = self.canvas.show(ui, session, texts, &layers);
        let CanvasResponse { response, cursor, scale_denominator, repeat, change, .. } = shown;
        requests.extend(change.map(Self::on_level_change));
        // without a last command there is nothing to repeat, and nothing to say about it
        if repeat && session.last_command().is_some() {
            requests.push(Request::Do(Action::Repeat));
        }
        self.map = MapState { rect: response.rect, cursor, scale_denominator };
        let scene = scene(&self.workspace, &self.document_name, theme);
        // no target, no menu: the right button has just finished a sketch
        if let Some(target) = self.canvas.context() {
            response.context_menu(|ui| context_menu::show(ui, &scene, target, requests));
        }
    }

    /// The map of the other alternative, which is only looked at.
    fn map_beside(&mut self, ui: &mut Ui, other: AlternativeId, requests: &mut Vec<Request>) {
        let theme = Theme::of(ui.ctx());
        let name = self.workspace.alternative_name(other);
        Panel::top("title beside").exact_size(TITLE_HEIGHT_PT).resizable(false).frame(bar_frame(theme, 8)).show(ui, |ui| {
            let scene = scene(&self.workspace, &self.document_name, theme);
            ui.horizontal_centered(|ui| {
                other_field(ui, &scene, &self.workspace, &mut self.compare);
                if let Some(session) = self.workspace.alternative(other) {
                    residual(ui, &scene, session);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let edit = scene.texts.get("panel-compare-edit");
                    let response = ui.add(Button::new(icons::PENCIL_SIMPLE)).on_hover_text(edit);
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, edit));
                    if response.clicked() {
                        requests.push(Request::Alternative(other));
                    }
                });
            });
        });
        let layers = self.layers_list.shown(self.workspace.session().document());
        if let Some(session) = self.workspace.alternative(other) {
            let texts = self.workspace.texts();
            let spoken = texts.format("a11y-map-beside", &[("name", name.into())]);
            self.onlooker.follow_references(self.workspace.references(), theme);
            self.onlooker.show(ui, &mut self.canvas, (session, &spoken), texts, &layers);
        }
    }
}

fn in_part(ui: &mut Ui, id: &str, rect: Rect, content: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().id_salt(id).max_rect(rect), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        content(ui);
    });
}

/// Name and residual of an alternative.
fn title(ui: &mut Ui, scene: &Scene<'_>, name: &str, session: &Session) {
    ui.label(RichText::new(name).text_style(fonts::strong()));
    residual(ui, scene, session);
}

/// What an alternative leaves, with its sign.
fn residual(ui: &mut Ui, scene: &Scene<'_>, session: &Session) {
    let residual = Residual::of(session.document_ledger(), scene.texts);
    let text = format!("{} {}", residual.status.icon(), residual.figure);
    let label = ui.label(RichText::new(text).text_style(fonts::strong()).color(scene.theme.status(residual.status)));
    label.on_hover_text(scene.texts.get(residual.word_id));
}
