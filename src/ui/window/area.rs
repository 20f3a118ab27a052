//! The window while areas are made what they should be: the panel beside the map, and what it asks for.

use eframe::egui::{Frame, Panel, Role, Ui};

use super::{Window, scene};
use crate::app::AreaAction;
use crate::tool::{Key, MapEvent, Modifiers, ToolKind};
use crate::ui::area::WIDTHS_PT;
use crate::ui::panels::table::name_region;
use crate::ui::request::Request;
use crate::ui::theme::{PANEL_PADDING_PT, Theme};

impl Window {
    /// The panel for lists and suggestions, docked beside the tools.
    pub(super) fn area_panel(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        let theme = Theme::of(ui.ctx());
        if !self.area.is_open() {
            return self.area.rest(requests);
        }
        let frame = Frame::new().fill(theme.panel).inner_margin(PANEL_PADDING_PT);
        let panel = Panel::left("area").size_range(WIDTHS_PT).default_size(*WIDTHS_PT.start()).resizable(true);
        panel.frame(frame).show(ui, |ui| {
            let scene = scene(&self.workspace, &self.document_name, theme);
            name_region(ui, Role::Region, scene.texts.get("menu-area"));
            self.area.show(ui, &scene, requests);
        });
    }

    /// Shows a page of the panel; zones are chosen for it with the select tool.
    pub(super) fn show_area_page(&mut self, page: AreaAction) {
        self.area.toggle(page);
        if self.area.is_open() && self.workspace.session().tool().kind() == ToolKind::SetArea {
            self.workspace.session_mut().set_tool(ToolKind::Select);
        }
    }

    /// What the options of the tool and the panel ask for.
    pub(super) fn on_area(&mut self, request: Request) {
        let numbers = self.workspace.texts().numbers();
        let session = self.workspace.session_mut();
        match request {
            Request::AreaFigure(text) => session.set_area_figure(text, numbers),
            Request::StepAreaBorder(forward) => drop(session.step_area_border(forward)),
            Request::SetArea => session.on(MapEvent::Key { key: Key::Enter, modifiers: Modifiers::default() }),
            Request::Suggest(Some(command)) => {
                // nothing can go wrong in naming the command; what is wrong with it shows as with any preview
                let Ok(()) = session.propose::<std::convert::Infallible>(|_, _| Ok(*command));
            }
            Request::Suggest(None) => session.withdraw(),
            _ => {}
        }
    }
}
