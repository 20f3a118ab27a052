//! Carrying out what panels and dialogs asked for.

use std::path::{Path, PathBuf};

use eframe::egui::{self, ViewportCommand};

use super::Window;
use crate::app::action::step_text;
use crate::app::alternatives::AlternativeTitle;
use crate::app::importing::{ImportSource, Intent};
use crate::app::phrase::zone_name;
use crate::app::workspace::{NoticeKind, Saved};
use crate::app::{Action, Language, ThemeChoice, Workspace};
use crate::edit::{Command, Refusal};
use crate::geometry::grid::UM_PER_M;
use crate::geometry::{GridBox, GridPoint};
use crate::io::Table;
use crate::io::embedded::SamplePlan;
use crate::plan::{ZoneAttributes, ZoneId};
use crate::tool::options::Segment;
use crate::tool::{MapEvent, ToolKind};
use crate::ui::dialogs::{
    Answer, AttributeForm, Dialog, ExportForm, ExportSubject, FileDialog, LocationForm, RecoverForm, Recovery, Then,
};
use crate::ui::palette::puts_corners;
use crate::ui::picker::Purpose;
use crate::ui::request::{Looked, Request};
use crate::ui::theme::Theme;
use crate::ui::tour::TourStep;

/// Around a shown finding at least this much of the map is seen on each side, µm.
pub(super) const FINDING_MARGIN_UM: i64 = 40 * UM_PER_M;

impl Window {
    pub(super) fn carry_out_all(&mut self, context: &egui::Context, requests: Vec<Request>) {
        for request in requests {
            self.carry_out(context, request);
        }
    }

    fn carry_out(&mut self, context: &egui::Context, request: Request) {
        match request {
            Request::Do(action) => self.act(context, action),
            Request::Perform(command) => {
                self.perform(&command);
                // the list is another one now; what is left of it is brought into sight
                if self.findings.active().is_some() {
                    self.findings.look_at(None, None);
                }
            }
            Request::Attempt(command) => drop(self.workspace.session_mut().perform(&command)),
            Request::Select(ids) => self.workspace.session_mut().select(ids),
            Request::ShowZone(zone) => {
                self.workspace.session_mut().select([zone]);
                self.zoom_to_selection();
            }
            Request::ShowFinding(index) => self.show_finding(index),
            Request::ShowFix(which) => self.show_fix(which),
            Request::PerformFix(which) => self.perform_fix(which),
            Request::Rename(zone) => self.ask_name(zone),
            Request::OpenFile(path) => self.open_named(context, path),
            Request::Import(paths) => {
                let sources = paths.into_iter().map(ImportSource::File).collect();
                self.begin_import(context, sources, Intent::Look, false);
            }
            Request::Paste(text) => self.paste(context, &text),
            Request::Reference(request) => self.on_reference(context, request),
            Request::GoTo(at) => self.go_to(at),
            Request::Alternative(id) => self.go_to_alternative(id),
            Request::GoToStep(step) => drop(self.workspace.session_mut().go_to_step(step)),
            Request::ShowLand(land) => self.canvas.zoom_to(land.grown(FINDING_MARGIN_UM)),
            Request::ShowMoved(land) => self.show_moved(land),
            Request::Explain(figure) => self.explain(figure),
            Request::KeepLayersForNewPlans => {
                self.workspace.settings_mut().layers = *self.workspace.session().plan().layers();
                let text = self.workspace.texts().get("status-layers-kept").to_owned();
                self.workspace.notify(NoticeKind::Done, text);
            }
            Request::Dismiss(Looked::Measured) => self.workspace.session_mut().drop_measurement(),
            Request::Dismiss(Looked::Identified) => self.workspace.session_mut().drop_inquiry(),
            Request::Centre(at) => self.canvas.centre_on(at),
            Request::Propose(proposal) => self.propose(proposal),
            Request::Take(proposal) => self.take(&proposal),
            Request::AreaFigure(_) | Request::StepAreaBorder(_) | Request::SetArea | Request::Suggest(_) => self.on_area(request),
            Request::Land(request) => self.on_land(&request),
            Request::Copy(text) => self.copy(context, text),
            Request::Language(language) => self.workspace.set_language(language),
            Request::Theme(theme) => self.workspace.settings_mut().theme = theme,
            Request::Snaps(snaps) => self.workspace.session_mut().set_snaps(snaps),
            Request::Options(options) => self.workspace.session_mut().set_options(options),
            Request::Simplify(does) => self.end_simplifying(does),
            Request::NewFunction(function) => self.workspace.session_mut().set_new_function(function),
            Request::Tour(Some(step)) => self.settle_then(context, Then::Tour(step)),
            Request::Tour(None) => self.end_tour(),
        }
    }

    /// Does an action if it can be done now.
    fn act(&mut self, context: &egui::Context, action: Action) {
        let scene = super::scene(&self.workspace, &self.document_name, Theme::of(context));
        if let Err(why) = action.availability(&scene.situation) {
            let text = self.workspace.texts().get(why).to_owned();
            return self.workspace.notify(NoticeKind::Warning, text);
        }
        self.workspace.session_mut().note_command(action);
        self.stop_simplifying_for(action);
        match action {
            Action::New => self.settle_then(context, Then::New),
            Action::Open => self.settle_then(context, Then::Open),
            Action::OpenSample => self.settle_then(context, Then::OpenSample),
            Action::OpenUnfinished => self.settle_then(context, Then::OpenUnfinished),
            Action::Quit => self.settle_then(context, Then::Quit),
            Action::ClearRecent => self.workspace.settings_mut().recent.clear(),
            Action::LoadBoundary => self.ask_file(Purpose::Boundary),
            Action::Save => self.save(context),
            Action::SaveAs => self.ask_file(Purpose::Save),
            Action::Export => self.ask_file(Purpose::Export),
            Action::Undo | Action::Redo => self.step(action),
            Action::DeleteZones => {
                let zones: Vec<ZoneId> = self.workspace.session().selection().iter().copied().collect();
                self.perform(&Command::DeleteZones { zones });
            }
            Action::MergeZones => {
                let session = self.workspace.session();
                let mut zones: Vec<_> = session.selection().iter().filter_map(|id| session.plan().zone(*id)).collect();
                zones.sort_by_key(|zone| std::cmp::Reverse(zone.area));
                if let [into, from @ ..] = &zones[..] {
                    let command = Command::MergeZones { into: into.id, from: from.iter().map(|zone| zone.id).collect() };
                    self.perform(&command);
                }
            }
            Action::SimplifyBorders => self.begin_simplifying(),
            Action::ExplodeZones => {
                let session = self.workspace.session();
                let parts = |id: &ZoneId| session.plan().zone(*id).map_or(0, |zone| zone.region.polygons().len());
                let zones: Vec<ZoneId> = session.selection().iter().copied().filter(|id| parts(id) > 1).collect();
                self.perform(&Command::ExplodeZones { zones });
            }
            Action::RenameZone => self.workspace.session().selected_zone().into_iter().for_each(|zone| self.ask_name(zone)),
            Action::SelectAll => {
                let all = self.workspace.session().plan().order().clone();
                self.workspace.session_mut().select(all.iter().copied());
            }
            Action::Repeat => {
                if let Some(last) = self.workspace.session().last_command() {
                    self.act(context, last);
                }
            }
            Action::SelectNone => self.workspace.session_mut().select([]),
            Action::ZoomIn => self.canvas.zoom_in(),
            Action::ZoomOut => self.canvas.zoom_out(),
            Action::ZoomFit => self.canvas.zoom_fit(self.workspace.session()),
            Action::ZoomSelection => self.zoom_to_selection(),
            Action::RepairAll => self.ask_repair_all(),
            Action::NextFinding => self.next_finding(1),
            Action::PreviousFinding => self.next_finding(-1),
            Action::Tool(kind) => self.workspace.session_mut().set_tool(kind),
            Action::Alternative(alternative) => self.do_with_alternatives(alternative),
            Action::Land(land) => self.act_on_land(context, land),
            Action::Import(import) => self.act_on_import(context, import),
            _ => self.show_or_hide(context, action),
        }
    }

    /// Actions about the window itself.
    fn show_or_hide(&mut self, context: &egui::Context, action: Action) {
        match action {
            Action::SwitchLanguage => {
                let language: Language = self.workspace.texts().language().toggled();
                self.workspace.set_language(language);
            }
            Action::SwitchTheme => {
                let is_dark = Theme::of(context).is_dark;
                self.workspace.settings_mut().theme = if is_dark { ThemeChoice::Light } else { ThemeChoice::Dark };
            }
            Action::BalancePanel if super::is_narrow(context) => self.drawer_open = !self.drawer_open,
            Action::BalancePanel => {
                let settings = self.workspace.settings_mut();
                settings.panel_open = !settings.panel_open;
            }
            Action::Layers => self.layers_open = !self.layers_open,
            Action::HistoryPanel => self.history_open = !self.history_open,
            Action::Law(law) => self.act_on_law(law),
            Action::Snap | Action::Aim(_) => self.aim(action),
            Action::ArcSegments => {
                let mut options = *self.workspace.session().options();
                options.segment = if options.segment == Segment::Arc { Segment::Straight } else { Segment::Arc };
                self.workspace.session_mut().set_options(options);
            }
            Action::CopyExportPath => {
                if let Some(path) = self.workspace.last_export().map(|path| path.display().to_string()) {
                    self.copy(context, path);
                }
            }
            Action::Copy(copy) => {
                let table = copy.table(self.workspace.session(), self.workspace.texts());
                table.into_iter().for_each(|table| self.copy_table(context, &table));
            }
            Action::SelectByAttribute => self.dialogs.open(Dialog::SelectByAttribute(AttributeForm::default())),
            Action::SelectByLocation => self.dialogs.open(Dialog::SelectByLocation(LocationForm::default())),
            Action::CornerTable => self.corners.toggle(),
            Action::Area(page) => self.show_area_page(page),
            Action::Account(account) => self.account(account),
            Action::GoTo => self.dialogs.open(Dialog::GoTo { north: String::new(), east: String::new() }),
            Action::AreaDefinitions => self.dialogs.open(Dialog::AreaDefinitions),
            Action::Keys => self.dialogs.open(Dialog::Keys),
            Action::About => self.dialogs.open(Dialog::About),
            Action::Palette => self.palette.open(),
            Action::Tour => self.settle_then(context, Then::Tour(0)),
            _ => {}
        }
    }

    pub(super) fn perform(&mut self, command: &Command) {
        if let Err(refusal) = self.workspace.session_mut().perform(command) {
            self.tell_refusal(&refusal);
        }
    }

    pub(super) fn tell_refusal(&mut self, refusal: &Refusal) {
        let (plan, texts) = (self.workspace.session().plan(), self.workspace.texts());
        let text = crate::app::wording::refusal_text(texts, plan, refusal);
        self.workspace.notify(NoticeKind::Error, text);
    }

    fn step(&mut self, action: Action) {
        let history = self.workspace.session().history();
        let (step, id) =
            if action == Action::Undo { (history.next_undo(), "status-undone") } else { (history.next_redo(), "status-redone") };
        let texts = self.workspace.texts();
        let text = step.map(|step| texts.format(id, &[("step", step_text(texts, step).into())]));
        let session = self.workspace.session_mut();
        let done = if action == Action::Undo { session.undo() } else { session.redo() };
        if let (true, Some(text)) = (done, text) {
            self.workspace.notify(NoticeKind::Done, text);
        }
    }

    /// Puts a table on the clipboard, for a spreadsheet of the language.
    pub(super) fn copy_table(&mut self, context: &egui::Context, table: &Table) {
        let text = table.as_text(self.workspace.texts().numbers());
        self.copy(context, text);
    }

    pub(super) fn copy(&mut self, context: &egui::Context, text: String) {
        context.copy_text(text);
        let said = self.workspace.texts().get("status-copied").to_owned();
        self.workspace.notify(NoticeKind::Done, said);
    }

    fn zoom_to_selection(&mut self) {
        let session = self.workspace.session();
        let zones = session.selection().iter().filter_map(|id| session.plan().zone(*id)?.region.bounds());
        if let Some(bounds) = zones.reduce(GridBox::union) {
            self.canvas.zoom_to(bounds);
        }
    }

    fn go_to(&mut self, at: GridPoint) {
        if puts_corners(self.workspace.session()) {
            self.workspace.session_mut().on(MapEvent::Typed { at });
        } else {
            self.canvas.centre_on(at);
        }
    }

    fn ask_name(&mut self, zone: ZoneId) {
        let (session, texts) = (self.workspace.session(), self.workspace.texts());
        if let Some(name) = session.plan().zone(zone).map(|zone| zone_name(texts, zone)) {
            self.dialogs.open(Dialog::Rename { zone, name });
        }
    }

    fn rename(&mut self, id: ZoneId, name: String) {
        let Some(zone) = self.workspace.session().plan().zone(id) else { return };
        let attributes = match self.workspace.texts().language() {
            Language::Vietnamese => ZoneAttributes { name_vi: name, ..zone.attributes.clone() },
            Language::English => ZoneAttributes { name_en: name, ..zone.attributes.clone() },
        };
        self.perform(&Command::SetAttributes { zone: id, attributes: Box::new(attributes) });
    }

    /// Goes on with `then`, after asking about changes that are in no file.
    pub(super) fn settle_then(&mut self, context: &egui::Context, then: Then) {
        // a tour practises on its own plans and asks once, when it begins
        let is_within_tour = matches!(then, Then::Tour(_)) && self.tour.step().is_some();
        if self.workspace.is_modified() && !is_within_tour {
            self.dialogs.open(Dialog::Unsaved(then));
        } else {
            self.go_on(context, then);
        }
    }

    fn go_on(&mut self, context: &egui::Context, then: Then) {
        match then {
            Then::New => self.workspace.new_plan(),
            Then::Open => self.ask_file(Purpose::Open),
            Then::OpenFile(path) => self.open_settled(context, &path),
            Then::Import => self.carry_out_import(context),
            Then::OpenSample => self.workspace.open_sample(SamplePlan::Finished),
            Then::OpenUnfinished => self.workspace.open_sample(SamplePlan::Unfinished),
            Then::Tour(step) => self.begin_tour_step(step),
            Then::Quit => {
                self.may_close = true;
                context.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn save(&mut self, context: &egui::Context) {
        let saved = self.workspace.save();
        if saved == Saved::NeedsPath {
            self.ask_file(Purpose::Save);
        }
        self.saved(context, saved);
    }

    fn saved(&mut self, context: &egui::Context, saved: Saved) {
        match saved {
            Saved::Yes => {
                if let Some(then) = self.after_save.take() {
                    self.go_on(context, then);
                }
            }
            Saved::NeedsPath => {}
            Saved::ChangedByOthers => {
                let file = self.workspace.file().map(Path::to_owned).unwrap_or_default();
                self.dialogs.open(Dialog::ChangedByOthers(file));
            }
            Saved::No => self.after_save = None,
        }
    }

    pub(super) fn ask_file(&mut self, purpose: Purpose) {
        let suggested = self.suggested_path(purpose);
        let file = FileDialog::new(purpose, &suggested, &self.workspace.settings().recent);
        let file = if purpose == Purpose::Export { file.with_export(self.export_form()) } else { file };
        self.dialogs.open(Dialog::File(Box::new(file)));
    }

    /// The choices of an export: how each alternative stands.
    fn export_form(&self) -> ExportForm {
        let workspace = &self.workspace;
        let subject = |title: &AlternativeTitle| {
            let judgement = workspace.alternative(title.id)?.document_judgement();
            Some(ExportSubject { id: title.id, name: workspace.alternative_name(title.id), judgement })
        };
        let alternatives = workspace.alternatives();
        let subjects = alternatives.titles().filter_map(subject).collect();
        ExportForm::new(subjects, alternatives.current(), workspace.texts().language())
    }

    /// Beside the plan's file, else among the user's documents.
    fn suggested_path(&self, purpose: Purpose) -> PathBuf {
        let ending = purpose.endings()[0];
        if let Some(file) = self.workspace.file() {
            return file.with_extension(ending);
        }
        let is_plain = |c: char| if c.is_alphanumeric() || " -_.".contains(c) { c } else { '-' };
        let name: String = self.workspace.document_name().chars().map(is_plain).collect();
        let folders = directories::UserDirs::new();
        let folder = folders.as_ref().map(|f| f.document_dir().unwrap_or_else(|| f.home_dir()).to_owned()).unwrap_or_default();
        folder.join(format!("{name}.{ending}"))
    }

    /// Does what a dialog was answered with.
    pub(super) fn answer(&mut self, context: &egui::Context, answer: Answer) {
        match answer {
            Answer::Close => self.after_save = None,
            Answer::SaveThen(then) => {
                self.after_save = Some(then);
                self.save(context);
            }
            Answer::Discard(then) => self.go_on(context, then),
            Answer::Open(path) => self.open_settled(context, &path),
            Answer::Import(path) => self.begin_import(context, vec![ImportSource::File(path)], Intent::Look, false),
            Answer::Reference(path) => self.begin_import(context, vec![ImportSource::File(path)], Intent::Reference, false),
            Answer::Boundary(path) => self.begin_import(context, vec![ImportSource::File(path)], Intent::Boundary, false),
            Answer::Rules(path) => self.load_rules(&path),
            Answer::Verify(path) => self.verify_file(&path),
            Answer::CheckSettings(settings) => self.set_check_settings(*settings),
            Answer::Save(path) => {
                let saved = self.workspace.save_as(&path);
                self.saved(context, saved);
            }
            Answer::Export(path, order) => {
                if self.workspace.carry_out_export(&path, &order) {
                    self.tour.note_export();
                }
            }
            Answer::Select { zones, extend } => self.workspace.session_mut().select_found(zones, extend),
            Answer::RepairAll(policy) => self.repair_all(policy),
            Answer::Rename(zone, name) => self.rename(zone, name),
            Answer::RenameReference(id, name) => self.workspace.references_mut().rename(id, &name),
            Answer::RenameAlternative(id, name) => self.workspace.rename_alternative(id, &name),
            Answer::Explain(figure) => self.explain(figure),
            Answer::GoTo(at) => self.go_to(at),
            Answer::Snapshot(deed) => self.do_with_snapshots(deed),
            Answer::Recover(recovery) => {
                self.settle_recovery(recovery);
                self.begin_references(context);
            }
            Answer::OpenCopy(path) => self.open_project(context, &path, Workspace::open_copy),
            Answer::OpenAnyway(path) => self.open_project(context, &path, Workspace::open),
            Answer::SaveElsewhere => self.ask_file(Purpose::Save),
            Answer::SaveOver => {
                let saved = self.workspace.save_over();
                self.saved(context, saved);
            }
        }
    }

    /// Brings back or gives up one of those that were left behind; asks about the others.
    fn settle_recovery(&mut self, recovery: Recovery) {
        match recovery {
            Recovery::Restore(index) => drop(self.workspace.recover_at(index)),
            Recovery::Discard(index) => self.workspace.discard_recovery_at(index),
            Recovery::Later => self.workspace.postpone_recovery(),
        }
        self.ask_recovery();
    }

    /// Asks what becomes of what windows that ended unexpectedly left, if there is any.
    pub(super) fn ask_recovery(&mut self) {
        if self.workspace.is_recoverable() {
            self.dialogs.open(Dialog::Recover(RecoverForm::new(self.workspace.recoverable())));
        }
    }

    fn begin_tour_step(&mut self, step: usize) {
        match TourStep::ALL.get(step) {
            Some(TourStep::See | TourStep::Match) => self.workspace.open_sample(SamplePlan::Finished),
            Some(TourStep::Draw) => self.workspace.new_plan(),
            Some(TourStep::Clear) => self.workspace.open_sample(SamplePlan::Unfinished),
            Some(TourStep::Export) | None => {}
        }
        let kind = match TourStep::ALL.get(step) {
            Some(TourStep::Draw) => ToolKind::Polygon,
            Some(TourStep::Match) => ToolKind::Vertices,
            _ => ToolKind::Select,
        };
        self.workspace.session_mut().set_tool(kind);
        self.tour.go_to(Some(step));
    }

    fn end_tour(&mut self) {
        self.tour.go_to(None);
        if !self.workspace.settings().tour_seen {
            self.workspace.settings_mut().tour_seen = true;
            let text = self.workspace.texts().get("tour-done").to_owned();
            self.workspace.notify(NoticeKind::Done, text);
        }
    }
}
