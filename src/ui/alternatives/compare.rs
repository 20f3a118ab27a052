//! The panel below the map that compares the alternatives: their figures in one table, and what became of whose land.

use std::sync::Arc;

use eframe::egui::{self, ComboBox, RichText, Role, Ui, WidgetInfo};

use super::figures;
use super::transfer::Transfer;
use crate::app::alternatives::{Alternatives, Correspondence};
use crate::app::workspace::Workspace;
use crate::app::{Action, AlternativeAction, AlternativeId, Session};
use crate::geometry::Region;
use crate::plan::{Party, Plan};
use crate::ui::panels::table::icon_button;
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{ROW_HEIGHT_PT, Status, fonts, icons};

/// Which table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    /// The figures of all alternatives.
    #[default]
    Figures,
    /// What became of whose land between two of them.
    Transfer,
}

/// What tables are made for: the alternatives in their order, the present one, and the state of its plan.
type MadeFor = (Vec<AlternativeId>, AlternativeId, u64);

/// The comparison, open or not.
#[derive(Debug, Default)]
pub struct ComparePanel {
    open: bool,
    tab: Tab,
    other: Option<AlternativeId>,
    correspondence: Option<(MadeFor, Correspondence)>,
    transfer: Option<(MadeFor, AlternativeId, Transfer)>,
    selected: Option<(Party, Party)>,
    land: Option<Arc<Region>>,
}

impl ComparePanel {
    /// Opens or closes the panel.
    pub fn toggle(&mut self) {
        self.open = !self.open;
        self.selected = None;
        self.land = None;
    }

    /// Whether it is on screen.
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// The alternative that the present one is compared with, in the table of land as on the map beside; `None` if there is no other.
    pub fn other(&self, alternatives: &Alternatives) -> Option<AlternativeId> {
        let chosen = self.other.filter(|id| *id != alternatives.current() && alternatives.title(*id).is_some());
        chosen.or_else(|| alternatives.neighbour(1))
    }

    /// Chooses the alternative to compare with.
    pub const fn compare_with(&mut self, other: AlternativeId) {
        self.other = Some(other);
    }

    /// Notes that the planner went over from one alternative to another: the two stay those that are compared.
    pub fn switched(&mut self, from: AlternativeId, to: AlternativeId) {
        if self.other == Some(to) || self.other.is_none() {
            self.other = Some(from);
        }
        self.selected = None;
    }

    /// The land of the chosen cell, to be shown on the map.
    pub const fn land(&self) -> Option<&Arc<Region>> {
        self.land.as_ref()
    }

    /// Works out what the open table needs, if it has not been worked out for these plans.
    pub fn update(&mut self, workspace: &Workspace) {
        if !self.open || workspace.alternatives().count() < 2 {
            (self.land, self.selected) = (None, None);
            return;
        }
        let alternatives = workspace.alternatives();
        let ids: Vec<AlternativeId> = alternatives.titles().map(|title| title.id).collect();
        let now: MadeFor = (ids, alternatives.current(), workspace.session().revisions().committed);
        if self.correspondence.as_ref().is_none_or(|(made_for, _)| *made_for != now) {
            let plans: Vec<&Plan> = now.0.iter().filter_map(|id| workspace.alternative(*id)).map(Session::document).collect();
            let correspondence = Correspondence::between(&plans, alternatives.current_place());
            self.correspondence = Some((now.clone(), correspondence));
        }
        let Some(other) = self.other(alternatives).filter(|_| self.tab == Tab::Transfer) else {
            (self.land, self.selected) = (None, None);
            return;
        };
        if self.transfer.as_ref().is_none_or(|(made_for, with, _)| (made_for, *with) != (&now, other)) {
            let Some(session) = workspace.alternative(other) else { return };
            let transfer = Transfer::between(workspace.session().settled_document(), session.document().clone());
            self.land = self.selected.and_then(|cell| transfer.land(cell)).map(Arc::new);
            self.transfer = Some((now, other, transfer));
        }
    }

    /// Shows the panel.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, workspace: &Workspace, requests: &mut Vec<Request>) {
        // the panel keeps its height, whatever the table needs
        ui.set_min_height(ui.available_height());
        ui.spacing_mut().item_spacing.y = 4.0;
        self.heading(ui, scene, workspace, requests);
        if workspace.alternatives().count() < 2 {
            ui.label(RichText::new(scene.texts.get("panel-compare-one")).color(scene.theme.weak_text));
            ui.horizontal(|ui| {
                for action in [AlternativeAction::Duplicate, AlternativeAction::Empty] {
                    let action = Action::Alternative(action);
                    if ui.button(scene.texts.get(action.text_id())).clicked() {
                        requests.push(Request::Do(action));
                    }
                }
            });
            return;
        }
        differing_grounds(ui, scene, workspace);
        match (self.tab, &self.correspondence, &self.transfer) {
            (Tab::Figures, Some((_, correspondence)), _) => figures::show(ui, scene, workspace, correspondence, requests),
            (Tab::Transfer, _, Some((_, other, transfer))) => {
                let names = [workspace.alternatives().current(), *other].map(|id| workspace.alternative_name(id));
                if let Some(cell) = transfer.show(ui, scene, &names, self.selected) {
                    self.select(cell, requests);
                }
            }
            _ => {}
        }
    }

    /// Marks a cell and shows its land; the marked one is let go.
    fn select(&mut self, cell: (Party, Party), requests: &mut Vec<Request>) {
        if self.selected.take() == Some(cell) {
            self.land = None;
            return;
        }
        let Some((.., transfer)) = &self.transfer else { return };
        self.selected = Some(cell);
        self.land = transfer.land(cell).map(Arc::new);
        requests.extend(self.land.as_ref().and_then(|land| land.bounds()).map(Request::ShowLand));
    }

    fn heading(&mut self, ui: &mut Ui, scene: &Scene<'_>, workspace: &Workspace, requests: &mut Vec<Request>) {
        let texts = scene.texts;
        ui.horizontal(|ui| {
            ui.set_height(ROW_HEIGHT_PT);
            for (tab, id) in [(Tab::Figures, "panel-compare-figures"), (Tab::Transfer, "panel-compare-transfer")] {
                let is_shown = self.tab == tab;
                let name = texts.get(id);
                let response = ui.add(egui::Button::new(name).selected(is_shown));
                response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_shown, name));
                if response.clicked() {
                    self.tab = tab;
                }
            }
            if self.tab == Tab::Transfer && workspace.alternatives().count() > 1 {
                ui.add_space(8.0);
                other_field(ui, scene, workspace, self);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, icons::X, texts.get("action-close"), false).clicked() {
                    requests.push(Request::Do(Action::Alternative(AlternativeAction::Compare)));
                }
                if icon_button(ui, icons::COPY, texts.get("action-copy-table"), false).clicked() {
                    requests.extend(self.table_text(scene, workspace).map(Request::Copy));
                }
                if self.tab == Tab::Transfer
                    && let Some((.., transfer)) = &self.transfer
                {
                    ui.label(RichText::new(transfer.moved_text(texts)).text_style(fonts::strong()));
                }
            });
        });
    }

    /// The table shown, for a spreadsheet.
    fn table_text(&self, scene: &Scene<'_>, workspace: &Workspace) -> Option<String> {
        match self.tab {
            Tab::Figures => Some(figures::as_text(scene.texts, workspace, &self.correspondence.as_ref()?.1)),
            Tab::Transfer => {
                let (_, other, transfer) = self.transfer.as_ref()?;
                let names = [workspace.alternatives().current(), *other].map(|id| workspace.alternative_name(id));
                Some(transfer.as_text(scene.texts, &names))
            }
        }
    }
}

/// A field to choose the alternative to compare with.
pub fn other_field(ui: &mut Ui, scene: &Scene<'_>, workspace: &Workspace, panel: &mut ComparePanel) {
    let alternatives = workspace.alternatives();
    let Some(other) = panel.other(alternatives) else { return };
    let label = ui.label(RichText::new(scene.texts.get("panel-compare-with")).color(scene.theme.weak_text));
    let mut chosen = other;
    let combo = ComboBox::from_id_salt("compared alternative").selected_text(workspace.alternative_name(other)).width(150.0);
    let shown = combo.truncate().show_ui(ui, |ui| {
        for title in alternatives.titles().filter(|title| title.id != alternatives.current()) {
            ui.selectable_value(&mut chosen, title.id, title.text(scene.texts));
        }
    });
    shown.response.labelled_by(label.id);
    if chosen != other {
        panel.compare_with(chosen);
    }
}

/// Says where alternatives do not stand on the same ground.
fn differing_grounds(ui: &mut Ui, scene: &Scene<'_>, workspace: &Workspace) {
    let titles = workspace.alternatives().titles();
    let plans: Vec<&Plan> = titles.filter_map(|title| workspace.alternative(title.id)).map(Session::document).collect();
    let legal = |plan: &Plan| plan.boundary().map(|boundary| boundary.outline.legal().clone());
    let Some(first) = plans.first() else { return };
    let differ = [
        (plans.iter().any(|plan| plan.approval().area != first.approval().area), "panel-compare-approvals-differ"),
        (plans.iter().any(|plan| legal(plan) != legal(first)), "panel-compare-boundaries-differ"),
    ];
    for (_, id) in differ.into_iter().filter(|(differs, _)| *differs) {
        let text = format!("{} {}", Status::Warning.icon(), scene.texts.get(id));
        ui.label(RichText::new(text).text_style(fonts::table()).color(scene.theme.warning));
    }
}
