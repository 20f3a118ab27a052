//! Going among the plots of a zone and back, and the land balance under the map.

use std::sync::Arc;

use eframe::egui::{self, Frame, Margin, Panel, Ui};

use super::{Window, scene};
use crate::app::LandAction;
use crate::app::land_table::RowLand;
use crate::app::session::Revisions;
use crate::geometry::grid::UM_PER_M;
use crate::plan::{LandRow, ZoneId};
use crate::ui::canvas::LevelChange;
use crate::ui::cross::{self, CrossPanel};
use crate::ui::land::{self, HEIGHT_PT, HEIGHTS_PT, LandPanel, LandRequest};
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::waking::wake;

/// Height of the row that says where one is, points.
const BREADCRUMB_PT: f32 = 32.0;
/// Around a zone that is entered at least this much is seen, µm.
const ZONE_MARGIN_UM: i64 = 60 * UM_PER_M;

/// The land balance, and the land lit up for the row under the pointer.
#[derive(Debug, Default)]
pub struct LandState {
    panel: LandPanel,
    cross: CrossPanel,
    lit: Option<(LandRow, Revisions)>,
}

impl Window {
    /// Where one is, while among the plots of a zone.
    pub(super) fn breadcrumb(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        if self.workspace.session().entered_zone().is_none() {
            return;
        }
        let theme = Theme::of(ui.ctx());
        let frame = Frame::new().fill(theme.selected).inner_margin(Margin::symmetric(8, 0));
        Panel::top("breadcrumb").exact_size(BREADCRUMB_PT).resizable(false).frame(frame).show(ui, |ui| {
            let scene = scene(&self.workspace, &self.document_name, theme);
            land::breadcrumb(ui, &scene, requests);
        });
    }

    /// The land balance under the map.
    pub(super) fn land_balance(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        if self.land.panel.is_open() {
            let theme = Theme::of(ui.ctx());
            let frame = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(12, 6));
            let panel = Panel::bottom("land balance").size_range(HEIGHTS_PT).default_size(HEIGHT_PT).resizable(true);
            panel.frame(frame).show(ui, |ui| {
                let scene = scene(&self.workspace, &self.document_name, theme);
                self.land.panel.show(ui, &scene, requests);
            });
        }
        self.cross_table(ui, requests);
        self.light_up();
    }

    /// The parcels of a reference layer by zone under the map; what is counted goes with the tables that are exported.
    fn cross_table(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        if self.land.cross.is_open() {
            let theme = Theme::of(ui.ctx());
            let frame = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(12, 6));
            let panel = Panel::bottom("cross table").size_range(cross::HEIGHTS_PT).default_size(cross::HEIGHT_PT).resizable(true);
            let wake = wake(ui.ctx());
            panel.frame(frame).show(ui, |ui| {
                let scene = scene(&self.workspace, &self.document_name, theme);
                self.land.cross.show(ui, &scene, &wake, requests);
            });
        }
        let committed = self.workspace.session().revisions().committed;
        let current = if self.land.cross.is_open() { self.land.cross.current(committed) } else { None };
        self.workspace.keep_cross_table(current);
    }

    /// Lights up the land of the row under the pointer.
    fn light_up(&mut self) {
        let session = self.workspace.session();
        let wanted = self.land.panel.hovered().map(|row| (row, session.revisions()));
        if wanted == self.land.lit {
            return;
        }
        let land = wanted.map(|(row, _)| RowLand::of(&session.shown_document(), row).land).unwrap_or_default();
        self.canvas.light_up(Arc::new(land));
        self.land.lit = wanted;
    }

    /// Passes on that the map was asked to go among plots, or back.
    pub(super) fn on_level_change(change: LevelChange) -> Request {
        match change {
            LevelChange::Enter(zone) => Request::Land(LandRequest::Enter(zone)),
            LevelChange::Leave => Request::Do(crate::app::Action::Land(LandAction::LeaveZone)),
        }
    }

    pub(super) fn on_land(&mut self, request: &LandRequest) {
        match *request {
            LandRequest::Enter(zone) => self.enter_zone(zone),
            LandRequest::NewLandUse(land_use) => self.workspace.session_mut().set_new_land_use(land_use),
            LandRequest::ShowRow(row) => self.show_land_of(row),
        }
    }

    /// Does an action about plots and land use; that it can be done has been made sure of.
    pub(super) fn act_on_land(&mut self, context: &egui::Context, action: LandAction) {
        match action {
            LandAction::EnterZone => self.workspace.session().selected_zone().into_iter().for_each(|zone| self.enter_zone(zone)),
            LandAction::LeaveZone => {
                self.end_simplifying(false);
                self.findings.forget();
                if self.workspace.session_mut().leave_zone() {
                    self.canvas.zoom_fit(self.workspace.session());
                }
            }
            LandAction::BalanceTable => self.land.panel.toggle(),
            LandAction::CrossTable => self.land.cross.toggle(),
            LandAction::CopyBalance => {
                let scene = scene(&self.workspace, &self.document_name, Theme::of(context));
                let table = self.land.panel.table(&scene);
                self.copy_table(context, &table);
            }
        }
    }

    fn enter_zone(&mut self, zone: ZoneId) {
        self.end_simplifying(false);
        self.findings.forget();
        if self.workspace.session_mut().enter_zone(zone)
            && let Some(bounds) = self.workspace.session().plan().bounds()
        {
            self.canvas.zoom_to(bounds.grown(ZONE_MARGIN_UM));
        }
    }

    /// Selects and shows the land of a row: among plots those of them that it is about, in the park the zones they lie in.
    fn show_land_of(&mut self, row: LandRow) {
        let session = self.workspace.session();
        let found = RowLand::of(session.document(), row);
        let (mut selected, mut bounds) = (found.zones.clone(), found.bounds());
        if let Some(entered) = session.entered_zone() {
            selected = found.plots.iter().filter(|(zone, _)| *zone == entered).map(|(_, plot)| *plot).collect();
            let here = selected.iter().filter_map(|plot| session.plan().zone(*plot)?.region.bounds());
            bounds = here.reduce(crate::geometry::GridBox::union).or(bounds);
        }
        self.workspace.session_mut().select(selected);
        if let Some(bounds) = bounds {
            self.canvas.zoom_to(bounds.grown(ZONE_MARGIN_UM));
        }
    }
}
