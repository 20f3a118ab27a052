//! Lists docked beside the tools.

use eframe::egui::{Frame, Panel, Role, ScrollArea, Ui};

use super::{Window, scene};
use crate::ui::panels::table::name_region;
use crate::ui::request::Request;
use crate::ui::theme::{PANEL_PADDING_PT, Theme};

/// Width of a list, points.
const LIST_WIDTH_PT: f32 = 270.0;

impl Window {
    /// The list of layers.
    pub(super) fn layers(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        if !self.layers_open {
            return;
        }
        let theme = Theme::of(ui.ctx());
        let frame = Frame::new().fill(theme.panel).inner_margin(PANEL_PADDING_PT);
        Panel::left("layers").exact_size(LIST_WIDTH_PT).resizable(false).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                let scene = scene(&self.workspace, &self.document_name, theme);
                name_region(ui, Role::List, scene.texts.get("a11y-layer-list"));
                self.layers_list.show(ui, &scene, requests);
            });
        });
    }

    /// The list of steps.
    pub(super) fn history(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        if !self.history_open {
            return;
        }
        let theme = Theme::of(ui.ctx());
        let frame = Frame::new().fill(theme.panel).inner_margin(PANEL_PADDING_PT);
        Panel::left("history").exact_size(LIST_WIDTH_PT).resizable(false).frame(frame).show(ui, |ui| {
            let scene = scene(&self.workspace, &self.document_name, theme);
            self.history_list.show(ui, &scene, requests);
        });
    }
}
