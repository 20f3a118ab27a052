//! The window: what stands where, and one frame of it.

mod accounts;
mod aiming;
mod alternatives;
mod area;
mod beside;
mod corners;
mod deeds;
mod law;
mod graphics;
mod headings;
mod importing;
mod land;
mod repair;
mod docks;
mod settle;
mod simplify;
mod start;

use std::path::PathBuf;

use eframe::egui::{self, Frame, Margin, Panel, Rect, Role, ScrollArea, Ui, ViewportCommand};
use egui_wgpu::RenderState;

use accounts::Accounts;
use headings::{balance_heading, residual_button};
use importing::NamedReferences;
pub use start::{WindowError, run};

use super::alternatives::ComparePanel;
use super::area::AreaPanel;
use super::canvas::{Canvas, CanvasResponse, Onlooker};
use super::corners::CornersPanel;
use super::dialogs::{Dialog, Dialogs, Then};
use super::importing::{ImportFlow, ReportPanel};
use super::notices::Notices;
use super::palette::PaletteWindow;
use super::panels::findings::FindingsPanel;
use super::panels::history::HistoryList;
use super::panels::inspect::Inspector;
use super::panels::layers::LayersList;
use super::panels::properties::PropertiesForm;
use super::panels::simplify::SimplifyPanel;
use super::panels::table::name_region;
use super::panels::{balance, communes, zones};
use super::picker::FilePicker;
use super::request::{Request, Scene};
use super::status::Position;
use super::theme::{
    BALANCE_PANEL_WIDTH_PT, MENU_BAR_HEIGHT_PT, PANEL_PADDING_PT, STATUS_BAR_HEIGHT_PT, TOOL_BAR_WIDTH_PT, Theme,
};
use super::tool_groups::ToolGroups;
use super::tour::Tour;
use super::{context_menu, menu, shortcuts, status, toolbar};
use crate::app::ThemeChoice;
use crate::app::action::Situation;
use crate::app::job::Job;
use crate::app::workspace::{ReadReference, Workspace};
use crate::geometry::GridPoint;

/// Below this width of the window the balance is a drawer, points.
const DRAWER_BELOW_PT: f32 = 1100.0;
/// Height of the row of tool options, points.
const OPTIONS_HEIGHT_PT: f32 = 36.0;
/// Height of the properties and, in a low window, their share of the panel.
const PROPERTIES_HEIGHT_PT: f32 = 352.0;
const PROPERTIES_SHARE: f32 = 0.45;
/// Width to which the balance can be drawn out, points.
const PANEL_WIDTHS_PT: std::ops::RangeInclusive<f32> = 320.0..=720.0;

/// The window and everything in it.
pub struct Window {
    workspace: Workspace,
    canvas: Canvas,
    /// The map beside it, while two are shown.
    onlooker: Onlooker,
    beside_open: bool,
    compare: ComparePanel,
    picker: Box<dyn FilePicker>,
    properties: PropertiesForm,
    palette: PaletteWindow,
    corners: CornersPanel,
    area: AreaPanel,
    land: land::LandState,
    dialogs: Dialogs,
    import: ImportFlow,
    /// Reference layers of the document that are being read.
    reading: Option<Job<Option<Vec<ReadReference>>>>,
    /// Files to be read as reference layers once the document is there.
    named_references: NamedReferences,
    report: ReportPanel,
    notices: Notices,
    tour: Tour,
    tools: ToolGroups,
    requests: Vec<Request>,
    findings: FindingsPanel,
    layers_open: bool,
    layers_list: LayersList,
    history_open: bool,
    /// Whether the map shows how zones stand to the rules, and the list of rules beside it.
    compliance_open: bool,
    compliance: super::panels::compliance::CompliancePanel,
    history_list: HistoryList,
    accounts: Accounts,
    inspector: Inspector,
    simplify: SimplifyPanel,
    drawer_open: bool,
    after_save: Option<Then>,
    may_close: bool,
    shown_title: String,
    document_name: String,
    theme: Option<ThemeChoice>,
    /// What the map said in the last frame.
    map: MapState,
    /// Changes that are followed from frame to frame.
    seen_document: u64,
    /// Whether the first frame is still finding out how large everything is.
    is_settling: bool,
    opening: settle::Opening,
    cursor: settle::Cursor,
}

/// What the rest of the window needs to know of the map.
#[derive(Debug, Clone, Copy)]
struct MapState {
    rect: Rect,
    cursor: Option<GridPoint>,
    scale_denominator: f64,
}

impl Window {
    /// The window of a workspace; without `render_state` the map's layers stay unpainted.
    pub fn new(
        context: &egui::Context,
        render_state: Option<&RenderState>,
        workspace: Workspace,
        picker: Box<dyn FilePicker>,
    ) -> Self {
        Theme::install(context);
        // the browser's habit of Ctrl + "+" to enlarge the whole window is in the way of maps
        context.options_mut(|options| options.zoom_with_keyboard = false);
        settle::begin(context);
        let mut window = Self {
            canvas: Canvas::new(render_state),
            onlooker: Onlooker::new(render_state),
            beside_open: false,
            compare: ComparePanel::default(),
            seen_document: workspace.session().revisions().document,
            is_settling: true,
            opening: settle::Opening::default(),
            cursor: settle::Cursor::default(),
            shown_title: workspace.window_title(),
            workspace,
            picker,
            properties: PropertiesForm::default(),
            palette: PaletteWindow::default(),
            corners: CornersPanel::default(),
            area: AreaPanel::default(),
            land: land::LandState::default(),
            dialogs: Dialogs::default(),
            import: ImportFlow::default(),
            reading: None,
            named_references: NamedReferences::default(),
            report: ReportPanel::default(),
            notices: Notices::default(),
            tour: Tour::default(),
            tools: ToolGroups::default(),
            requests: Vec::new(),
            findings: FindingsPanel::default(),
            layers_open: false,
            layers_list: LayersList::default(),
            history_open: false,
            compliance_open: false,
            compliance: Default::default(),
            history_list: HistoryList::default(),
            accounts: Accounts::default(),
            inspector: Inspector::default(),
            simplify: SimplifyPanel::default(),
            drawer_open: false,
            after_save: None,
            may_close: false,
            document_name: String::new(),
            theme: None,
            map: MapState { rect: Rect::ZERO, cursor: None, scale_denominator: 1.0 },
        };
        window.follow_theme(context);
        window.ask_recovery();
        window
    }

    /// The same in a window of the desktop, which is cleared with [`clear_color`](eframe::App::clear_color) before each frame.
    fn opening(mut self, opening: settle::Opening) -> Self {
        self.opening = opening;
        self.canvas.set_paper_is_ground();
        self.onlooker.set_paper_is_ground();
        self
    }

    /// The workspace, for tests.
    pub const fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The map, for tests.
    pub const fn canvas(&self) -> &Canvas {
        &self.canvas
    }

    /// Opens a file, after what is unsaved has been settled.
    pub fn open_file(&mut self, path: PathBuf) {
        self.requests.push(Request::OpenFile(path));
    }

    /// Shows files behind the plan, the uppermost first, as soon as a document that is being opened is there.
    pub fn show_references(&mut self, files: Vec<PathBuf>) {
        self.named_references.files.extend(files);
    }

    /// Begins the tour if it has not been offered yet.
    pub fn offer_tour(&mut self) {
        if !self.workspace.settings().tour_seen && !self.dialogs.is_open() {
            self.tour.go_to(Some(0));
        }
    }

    /// One frame.
    fn frame(&mut self, ui: &mut Ui) {
        let context = ui.ctx().clone();
        if self.opening.holds(&context) {
            return;
        }
        self.document_name = self.workspace.document_name();
        self.take_input(&context);
        let mut requests = std::mem::take(&mut self.requests);
        self.menu_bar(ui, &mut requests);
        self.status_bar(ui, &mut requests);
        self.tool_bar(ui, &mut requests);
        self.balance(ui, &mut requests);
        self.options_row(ui, &mut requests);
        self.breadcrumb(ui, &mut requests);
        self.layers(ui, &mut requests);
        self.history(ui, &mut requests);
        self.rules(ui, &mut requests);
        self.area_ledger(ui, &mut requests);
        self.corner_table(ui, &mut requests);
        self.area_panel(ui, &mut requests);
        self.land_balance(ui, &mut requests);
        self.comparison(ui, &mut requests);
        self.import_report(ui, &mut requests);
        self.map(ui, &mut requests);
        self.overlays(&context, &mut requests);
        requests.extend(shortcuts::pressed(&context).into_iter().map(Request::Do));
        let is_busy = !requests.is_empty();
        self.carry_out_all(&context, requests);
        self.finish(&context, is_busy);
        self.is_settling = self.is_settling && settle::goes_on(&context);
    }

    /// Dropped files, and the wish to close the window.
    fn take_input(&mut self, context: &egui::Context) {
        self.cursor.follow(context);
        if self.simplify.is_escaped(context) {
            self.end_simplifying(false);
        }
        if self.area.is_escaped(context, self.workspace.session()) {
            self.area.close();
        }
        let dropped = context.input(|i| i.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect::<Vec<_>>());
        match dropped.len() {
            0 => {}
            1 => self.requests.extend(dropped.into_iter().map(Request::OpenFile)),
            _ => self.requests.push(Request::Import(dropped)),
        }
        self.take_pasted(context);
        if context.input(|i| i.viewport().close_requested()) && !self.may_close && self.workspace.is_modified() {
            context.send_viewport_cmd(ViewportCommand::CancelClose);
            self.dialogs.open(Dialog::Unsaved(Then::Quit));
        }
    }

    /// After a frame: title, notices, settings, and what is kept on disk.
    fn finish(&mut self, context: &egui::Context, is_busy: bool) {
        let document = self.workspace.session().revisions().document;
        if document != self.seen_document {
            self.seen_document = document;
            self.findings.forget();
        }
        self.follow_theme(context);
        let is_busy = self.follow_import(context) || self.follow_simplification() || self.follow_repair() || is_busy;
        self.workspace.keep();
        let notices = self.workspace.take_notices();
        let is_busy = is_busy || !notices.is_empty();
        self.notices.add(notices, context.input(|i| i.time));
        let title = self.workspace.window_title();
        if title != self.shown_title {
            context.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.shown_title = title;
        }
        if is_busy {
            settle::show_changes(context);
        }
    }

    fn follow_theme(&mut self, context: &egui::Context) {
        let chosen = self.workspace.settings().theme;
        if self.theme.replace(chosen) != Some(chosen) {
            context.set_theme(match chosen {
                ThemeChoice::System => egui::ThemePreference::System,
                ThemeChoice::Light => egui::ThemePreference::Light,
                ThemeChoice::Dark => egui::ThemePreference::Dark,
            });
        }
    }

    fn menu_bar(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        let theme = Theme::of(ui.ctx());
        Panel::top("menu")
            .exact_size(MENU_BAR_HEIGHT_PT)
            .resizable(false)
            .frame(bar_frame(theme, 6).inner_margin(Margin::symmetric(6, 4)))
            .show(ui, |ui| {
                let scene = scene(&self.workspace, &self.document_name, theme);
                name_region(ui, Role::MenuBar, scene.texts.get("a11y-menu-bar"));
                let settings = self.workspace.settings();
                let heading = menu::Heading {
                    plan: &self.document_name,
                    recent: &settings.recent,
                    theme: settings.theme,
                    workspace: &self.workspace,
                };
                menu::show(ui, &scene, &heading, requests);
            });
    }

    fn status_bar(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        let theme = Theme::of(ui.ctx());
        Panel::bottom("status").exact_size(STATUS_BAR_HEIGHT_PT).resizable(false).frame(bar_frame(theme, 8)).show(ui, |ui| {
            let scene = scene(&self.workspace, &self.document_name, theme);
            let position = Position {
                cursor: self.map.cursor,
                scale_denominator: self.map.scale_denominator,
                kept_at: self.workspace.kept_at(),
            };
            name_region(ui, Role::Status, scene.texts.get("a11y-status-bar"));
            status::show(ui, &scene, &position, requests);
        });
    }

    fn tool_bar(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        let theme = Theme::of(ui.ctx());
        let panel = Panel::left("tools").exact_size(TOOL_BAR_WIDTH_PT).resizable(false).frame(bar_frame(theme, 4));
        panel.show(ui, |ui| {
            let scene = scene(&self.workspace, &self.document_name, theme);
            name_region(ui, Role::Toolbar, scene.texts.get("a11y-tool-bar"));
            toolbar::show(ui, &scene, &mut self.tools, self.layers_open, requests);
        });
    }

    /// The reconciliation panel: a side panel in a wide window, a drawer in a narrow one.
    fn balance(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        let theme = Theme::of(ui.ctx());
        if !self.is_balance_open(ui.ctx()) {
            return;
        }
        let is_narrow = is_narrow(ui.ctx());
        let width = self.workspace.settings().panel_width_pt;
        let frame = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(PANEL_PADDING_PT as i8, 8));
        let mut panel = Panel::right("balance").frame(frame);
        panel = if is_narrow {
            panel.exact_size(BALANCE_PANEL_WIDTH_PT).resizable(false)
        } else {
            panel.size_range(PANEL_WIDTHS_PT).default_size(width).resizable(true)
        };
        let shown = panel.show(ui, |ui| {
            let scene = scene(&self.workspace, &self.document_name, theme);
            name_region(ui, Role::Complementary, scene.texts.get("a11y-balance-panel"));
            balance_heading(ui, &scene, requests);
            balance::show(ui, &scene, requests);
            ui.add_space(4.0);
            if self.findings.is_offering() {
                // what is written about the zones is not what is being looked at
            } else if scene.session().selected_zone().is_some() {
                let height = (ui.available_height() * PROPERTIES_SHARE).min(PROPERTIES_HEIGHT_PT);
                let frame = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(0, 4));
                let panel = Panel::bottom("properties").frame(frame).default_size(height).resizable(true);
                panel.show(ui, |ui| scrolled(ui, |ui| self.properties.show(ui, &scene, requests)));
            } else {
                self.properties.show(ui, &scene, requests);
            }
            scrolled(ui, |ui| {
                zones::show(ui, &scene, requests);
                ui.add_space(4.0);
                self.findings.show(ui, &scene, requests);
                ui.add_space(4.0);
                if scene.session().entered_zone().is_none() {
                    communes::show(ui, &scene, requests);
                    ui.add_space(8.0);
                }
            });
        });
        // a width is a setting once the hand lets go of the edge
        if !is_narrow && !ui.input(|i| i.pointer.any_down()) {
            self.workspace.settings_mut().panel_width_pt = shown.response.rect.width().round();
        }
    }

    fn is_balance_open(&self, context: &egui::Context) -> bool {
        if is_narrow(context) { self.drawer_open } else { self.workspace.settings().panel_open }
    }

    fn options_row(&mut self, ui: &mut Ui, requests: &mut Vec<Request>) {
        let theme = Theme::of(ui.ctx());
        let open = self.is_balance_open(ui.ctx());
        Panel::top("options").exact_size(OPTIONS_HEIGHT_PT).resizable(false).frame(bar_frame(theme, 8)).show(ui, |ui| {
            let scene = scene(&self.workspace, &self.document_name, theme);
            name_region(ui, Role::Toolbar, scene.texts.get("a11y-tool-options"));
            if open {
                toolbar::options(ui, &scene, requests);
            } else {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    residual_button(ui, &scene, requests);
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| toolbar::options(ui, &scene, requests));
                });
            }
        });
    }

    /// What stands above everything: tour, notices, palette, dialogs.
    fn overlays(&mut self, context: &egui::Context, requests: &mut Vec<Request>) {
        let theme = Theme::of(context);
        let scene = scene(&self.workspace, &self.document_name, theme);
        let view = (self.map.rect, self.canvas.view().centre(), self.map.scale_denominator);
        self.tour.show(context, &scene, view, requests);
        self.inspector.show(context, &scene, self.map.rect, requests);
        self.simplify.show(context, &scene, self.map.rect, requests);
        self.notices.show(context, scene.texts, self.map.rect, requests);
        if context.input(|i| !i.raw.hovered_files.is_empty()) {
            super::notices::drop_hint(context, &scene, self.map.rect);
        }
        self.palette.show(context, &scene, requests);
        self.import_dialog(context);
        let scene = self::scene(&self.workspace, &self.document_name, theme);
        let answer = self.dialogs.show(context, &scene, self.picker.as_ref());
        if let Some(answer) = answer {
            self.answer(context, answer);
            settle::show_changes(context);
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    /// The map's paper, which is not painted again: see [`Window::opening`].
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        Theme::of_egui(egui::Theme::from_dark_mode(visuals.dark_mode)).paper.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self) {
        self.workspace.leave();
    }
}

/// What the panels look at.
fn scene<'a>(workspace: &'a Workspace, document_name: &'a str, theme: &'static Theme) -> Scene<'a> {
    let situation = Situation {
        session: workspace.session(),
        document_name,
        is_modified: workspace.is_modified(),
        has_recent: !workspace.settings().recent.is_empty(),
        alternatives: workspace.alternatives(),
        has_export: workspace.last_export().is_some(),
        has_import_report: !workspace.import_report().is_empty(),
        has_removed_reference: workspace.references().is_restorable(),
    };
    let layers_of_new_plans = &workspace.settings().layers;
    Scene { situation, texts: workspace.texts(), theme, references: workspace.references(), layers_of_new_plans }
}

fn is_narrow(context: &egui::Context) -> bool {
    context.content_rect().width() < DRAWER_BELOW_PT
}

/// A part of the panel that scrolls when it has to; the figures stay clear of the bar.
fn scrolled(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 6.0);
        content(ui);
    });
}

fn bar_frame(theme: &Theme, padding_pt: i8) -> Frame {
    Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(padding_pt, 0))
}
