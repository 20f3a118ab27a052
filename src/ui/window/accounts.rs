//! Where areas come from and where they went, in the window: the explanation of a figure, the area ledger, land that moved.

use std::sync::Arc;

use eframe::egui::{Frame, Panel, Role, Ui};

use super::{Window, scene};
use crate::app::AccountAction;
use crate::app::explain::{Explanation, Figure};
use crate::geometry::Region;
use crate::ui::dialogs::Dialog;
use crate::ui::panels::account::AccountPanel;
use crate::ui::panels::table::name_region;
use crate::ui::request::Request;
use crate::ui::theme::{PANEL_PADDING_PT, Theme};

/// Width of the area ledger, points.
const WIDTHS_PT: std::ops::RangeInclusive<f32> = 330.0..=640.0;

/// What the window keeps of accounts.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    panel: AccountPanel,
    /// Land that is pointed at, and the state of the plan it is about.
    moved: Option<(Arc<Region>, u64)>,
}

impl Window {
    /// The area ledger, docked beside the tools; land it points at stays on the map until the plan changes.
    pub(super) fn area_ledger(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        let committed = self.workspace.session().revisions().committed;
        if self.accounts.moved.as_ref().is_some_and(|(_, made_for)| *made_for != committed) {
            self.accounts.moved = None;
        }
        if self.accounts.panel.is_open() {
            let theme = Theme::of(ui.ctx());
            let frame = Frame::new().fill(theme.panel).inner_margin(PANEL_PADDING_PT);
            let panel = Panel::left("area ledger").size_range(WIDTHS_PT).default_size(380.0).resizable(true).frame(frame);
            panel.show(ui, |ui| {
                let scene = scene(&self.workspace, &self.document_name, theme);
                name_region(ui, Role::Region, scene.texts.get("action-area-ledger"));
                self.accounts.panel.show(ui, &scene, requests);
            });
        }
        self.canvas.show_land(self.accounts.moved.as_ref().map(|(land, _)| land.clone()).unwrap_or_default());
    }

    /// Opens the explanation of a figure, if it is still there.
    pub(super) fn explain(&mut self, figure: Figure) {
        if let Some(explanation) = Explanation::of(self.workspace.session(), figure) {
            self.dialogs.open(Dialog::Explain(Box::new(explanation)));
        }
    }

    /// Shows land that moved, and marks it.
    pub(super) fn show_moved(&mut self, land: Arc<Region>) {
        if let Some(bounds) = land.bounds() {
            self.canvas.zoom_to(bounds.grown(super::deeds::FINDING_MARGIN_UM));
        }
        self.accounts.moved = Some((land, self.workspace.session().revisions().committed));
    }

    pub(super) fn account(&mut self, action: AccountAction) {
        match action {
            AccountAction::Explain => {
                let selected = self.workspace.session().selected_zone();
                self.explain(selected.map_or(Figure::Residual, Figure::Zone));
            }
            AccountAction::Ledger => {
                self.accounts.panel.toggle();
                self.accounts.moved = None;
            }
        }
    }
}
