//! The corner table in the window: its place beside the map, and what pasted corners become.

use eframe::egui::{Frame, Panel, Role, Ui};

use super::{Window, scene};
use crate::app::corners::command_for;
use crate::app::workspace::NoticeKind;
use crate::ui::corners::WIDTHS_PT;
use crate::ui::panels::table::name_region;
use crate::ui::request::{Proposal, Request};
use crate::ui::theme::{PANEL_PADDING_PT, Theme};

impl Window {
    /// The corner table, docked beside the tools.
    pub(super) fn corner_table(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        let theme = Theme::of(ui.ctx());
        if self.corners.is_open() {
            let frame = Frame::new().fill(theme.panel).inner_margin(PANEL_PADDING_PT);
            let panel = Panel::left("corner table").size_range(WIDTHS_PT).default_size(*WIDTHS_PT.start()).resizable(true);
            panel.frame(frame).show(ui, |ui| {
                let scene = scene(&self.workspace, &self.document_name, theme);
                name_region(ui, Role::Region, scene.texts.get("action-corner-table"));
                self.corners.show(ui, &scene, requests);
            });
        } else {
            self.corners.rest(requests);
        }
        self.canvas.set_corner_marks(self.corners.marks());
    }

    /// Shows what pasted corners would become.
    pub(super) fn propose(&mut self, proposal: Option<Proposal>) {
        let session = self.workspace.session_mut();
        let Some(Proposal { rings, destination }) = proposal else { return session.withdraw() };
        let outcome = session.propose(|plan, new_zone| command_for(plan, &rings, destination, new_zone));
        self.corners.proposed(outcome);
    }

    /// Lets pasted corners become what was chosen.
    pub(super) fn take(&mut self, Proposal { rings, destination }: &Proposal) {
        let session = self.workspace.session_mut();
        let outcome = session.propose(|plan, new_zone| command_for(plan, rings, *destination, new_zone));
        self.corners.proposed(outcome);
        let Some(command) = session.previewed().cloned() else { return };
        if session.perform(&command).is_ok() {
            self.corners.taken();
            let count = rings.iter().map(Vec::len).sum::<usize>();
            let text = self.workspace.texts().format("corners-taken", &[("count", (count as i64).into())]);
            self.workspace.notify(NoticeKind::Done, text);
        }
    }
}
