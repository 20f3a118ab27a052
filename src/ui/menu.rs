//! The row with menus, the plan's name, the search field, language and theme.

use std::path::PathBuf;

use eframe::egui::{self, Button, Response, RichText, Role, Ui, WidgetInfo, vec2};

use super::alternatives;
use super::request::{Request, Scene};
use super::theme::{fonts, icons};
use super::tool_groups::group_text;
use super::toolbar::action_icon;
use crate::app::action::Shortcut;
use crate::app::{
    AccountAction, Action, AimAction, AlternativeAction, AreaAction, CopyAction, ImportAction, LandAction, Language, LawAction,
    ThemeChoice, Workspace,
};
use crate::tool::{ToolGroup, ToolKind};

/// Below this width of the window the search field is only an icon, points.
const NARROW_PT: f32 = 1000.0;

/// What the menu row shows beside the scene.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'a> {
    /// Name of the plan.
    pub plan: &'a str,
    /// Recent files.
    pub recent: &'a [PathBuf],
    /// Light or dark, as chosen.
    pub theme: ThemeChoice,
    /// The alternatives with their figures.
    pub workspace: &'a Workspace,
}

/// Shows the row.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, heading: &Heading<'_>, requests: &mut Vec<Request>) {
    egui::MenuBar::new().ui(ui, |ui| {
        ui.set_height(ui.available_height());
        menus(ui, scene, heading, requests);
        ui.separator();
        let name = RichText::new(heading.plan).text_style(fonts::strong());
        let is_wide = ui.ctx().content_rect().width() >= NARROW_PT;
        ui.scope(|ui| {
            ui.set_max_width(if is_wide { 180.0 } else { 90.0 });
            ui.add(egui::Label::new(name).truncate());
        });
        if scene.situation.is_modified {
            let dot = ui.label(RichText::new("•").color(scene.theme.accent));
            dot.on_hover_text(scene.texts.get("status-modified"));
        }
        ui.scope(|ui| alternatives::chooser(ui, scene, heading.workspace, is_wide, requests));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            theme_switch(ui, scene, requests);
            language_switch(ui, scene, requests);
            search_field(ui, scene, is_wide, requests);
        });
    });
}

fn menus(ui: &mut Ui, scene: &Scene<'_>, heading: &Heading<'_>, requests: &mut Vec<Request>) {
    let texts = scene.texts;
    let list = |ui: &mut Ui, actions: &[Option<Action>], requests: &mut Vec<Request>| {
        for action in actions {
            match action {
                Some(action) => drop(item(ui, scene, *action, requests)),
                None => drop(ui.separator()),
            }
        }
    };
    ui.menu_button(texts.get("menu-file"), |ui| {
        let first = [Some(Action::New), Some(Action::Open)];
        list(ui, &first, requests);
        ui.menu_button(texts.get("menu-recent"), |ui| recent(ui, scene, heading.recent, requests));
        let rest = [
            Some(Action::OpenSample),
            Some(Action::OpenUnfinished),
            None,
            Some(Action::Import(ImportAction::Files)),
            Some(Action::Import(ImportAction::Reference)),
            Some(Action::Import(ImportAction::Paste)),
            Some(Action::LoadBoundary),
            Some(Action::Import(ImportAction::Report)),
            None,
            Some(Action::Save),
            Some(Action::SaveAs),
            Some(Action::Export),
            Some(Action::CopyExportPath),
            None,
            Some(Action::Alternative(AlternativeAction::Snapshots)),
            None,
            Some(Action::Quit),
        ];
        list(ui, &rest, requests);
    });
    let edit = [
        Some(Action::Undo),
        Some(Action::Redo),
        Some(Action::HistoryPanel),
        Some(Action::Repeat),
        None,
        Some(Action::RenameZone),
        Some(Action::MergeZones),
        Some(Action::ExplodeZones),
        Some(Action::SimplifyBorders),
        Some(Action::DeleteZones),
        None,
        Some(Action::SelectAll),
        Some(Action::SelectNone),
        Some(Action::SelectByAttribute),
        Some(Action::SelectByLocation),
    ];
    ui.menu_button(texts.get("menu-edit"), |ui| list(ui, &edit, requests));
    ui.menu_button(texts.get("menu-view"), |ui| {
        let zoom = [
            Some(Action::ZoomFit),
            Some(Action::ZoomSelection),
            Some(Action::ZoomIn),
            Some(Action::ZoomOut),
            Some(Action::GoTo),
            None,
        ];
        list(ui, &zoom, requests);
        let compare = [AlternativeAction::Compare, AlternativeAction::SideBySide].map(|a| Some(Action::Alternative(a)));
        list(ui, &compare, requests);
        list(ui, &[None, Some(Action::Layers), Some(Action::BalancePanel), None], requests);
        ui.menu_button(texts.get("menu-language"), |ui| languages(ui, scene, requests));
        ui.menu_button(texts.get("menu-theme"), |ui| themes(ui, scene, heading.theme, requests));
    });
    ui.menu_button(texts.get("menu-draw"), |ui| {
        tools(ui, scene, requests);
        list(ui, &[None, Some(Action::ArcSegments)], requests);
        precision(ui, scene, requests);
    });
    let area = [
        Some(Action::Tool(ToolKind::SetArea)),
        Some(Action::Area(AreaAction::SplitByList)),
        Some(Action::Area(AreaAction::Balance)),
        None,
        Some(Action::NextFinding),
        Some(Action::PreviousFinding),
        Some(Action::RepairAll),
        None,
        Some(Action::Law(LawAction::Compliance)),
        Some(Action::Law(LawAction::Settings)),
        Some(Action::Law(LawAction::LoadRules)),
        Some(Action::Law(LawAction::Verify)),
        None,
        Some(Action::Land(LandAction::EnterZone)),
        Some(Action::Land(LandAction::LeaveZone)),
        Some(Action::Land(LandAction::BalanceTable)),
        Some(Action::Land(LandAction::CrossTable)),
        None,
        Some(Action::CornerTable),
        Some(Action::Account(AccountAction::Ledger)),
        Some(Action::Account(AccountAction::Explain)),
        Some(Action::AreaDefinitions),
        None,
    ];
    let copies = [
        Some(Action::Land(LandAction::CopyBalance)),
        Some(Action::Copy(CopyAction::Zones)),
        Some(Action::Copy(CopyAction::Communes)),
        Some(Action::Copy(CopyAction::Findings)),
        Some(Action::Copy(CopyAction::Rules)),
        Some(Action::Copy(CopyAction::Corners)),
    ];
    ui.menu_button(texts.get("menu-area"), |ui| {
        list(ui, &area, requests);
        ui.menu_button(texts.get("menu-copy-tables"), |ui| list(ui, &copies, requests));
    });
    let help = [Some(Action::Tour), Some(Action::Keys), Some(Action::Palette), None, Some(Action::About)];
    ui.menu_button(texts.get("menu-help"), |ui| list(ui, &help, requests));
}

/// All tools: those that draw first, then the other groups, each in a menu of its own if it has several.
fn tools(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    for kind in ToolGroup::Draw.tools() {
        item(ui, scene, Action::Tool(kind), requests);
    }
    ui.separator();
    for group in ToolGroup::ALL.into_iter().filter(|group| *group != ToolGroup::Draw) {
        let actions: Vec<_> = group.tools().map(Action::Tool).collect();
        match actions[..] {
            [action] => drop(item(ui, scene, action, requests)),
            _ => drop(ui.menu_button(scene.texts.get(group_text(group)), |ui| {
                for action in actions {
                    item(ui, scene, action, requests);
                }
            })),
        }
    }
}

/// What the pointer takes hold of, and the locks of direction.
fn precision(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let locks = [
        AimAction::Orthogonal,
        AimAction::CommonAngles,
        AimAction::RelativeAngles,
        AimAction::ParallelTo,
        AimAction::PerpendicularTo,
    ];
    ui.menu_button(format!("{}  {}", icons::MAGNET, scene.texts.get("menu-precision")), |ui| {
        item(ui, scene, Action::Snap, requests);
        item(ui, scene, Action::Aim(AimAction::GridSnap), requests);
        ui.separator();
        for aim in locks {
            item(ui, scene, Action::Aim(aim), requests);
        }
        ui.separator();
        ui.menu_button(scene.texts.get("tool-snap-settings"), |ui| super::snap_settings::show(ui, scene, requests));
    });
}

/// A line of a menu with icon, name and keys; if it cannot be done, its tip says why.
pub fn item(ui: &mut Ui, scene: &Scene<'_>, action: Action, requests: &mut Vec<Request>) -> Response {
    let texts = scene.texts;
    let availability = action.availability(&scene.situation);
    let label = action.label(texts, scene.session());
    let icon = action_icon(action);
    let keys = action.shortcut().map(Shortcut::text).unwrap_or_default();
    let button = Button::new(format!("{icon}  {label}")).shortcut_text(keys).wrap_mode(egui::TextWrapMode::Extend);
    let response = ui.add_enabled(availability.is_ok(), button);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, availability.is_ok(), &label));
    let response = match availability {
        Err(why) => response.on_disabled_hover_text(texts.get(why)),
        Ok(()) => response,
    };
    if response.clicked() {
        requests.push(Request::Do(action));
        ui.close();
    }
    response
}

fn recent(ui: &mut Ui, scene: &Scene<'_>, files: &[PathBuf], requests: &mut Vec<Request>) {
    if files.is_empty() {
        ui.label(RichText::new(scene.texts.get("panel-empty-recent")).color(scene.theme.weak_text));
        return;
    }
    for path in files {
        let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
            requests.push(Request::OpenFile(path.clone()));
            ui.close();
        }
    }
    ui.separator();
    item(ui, scene, Action::ClearRecent, requests);
}

fn languages(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    for (language, id) in [(Language::Vietnamese, "action-language-vietnamese"), (Language::English, "action-language-english")] {
        if ui.radio(scene.texts.language() == language, scene.texts.get(id)).clicked() {
            requests.push(Request::Language(language));
            ui.close();
        }
    }
}

fn themes(ui: &mut Ui, scene: &Scene<'_>, chosen: ThemeChoice, requests: &mut Vec<Request>) {
    let choices = [
        (ThemeChoice::System, "action-theme-system"),
        (ThemeChoice::Light, "action-theme-light"),
        (ThemeChoice::Dark, "action-theme-dark"),
    ];
    for (choice, id) in choices {
        if ui.radio(chosen == choice, scene.texts.get(id)).clicked() {
            requests.push(Request::Theme(choice));
            ui.close();
        }
    }
}

fn theme_switch(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (texts, icon) = (scene.texts, if scene.theme.is_dark { icons::MOON } else { icons::SUN });
    let response = ui.add(Button::new(RichText::new(icon).size(16.0))).on_hover_text(texts.get("action-theme-switch"));
    let now = texts.get(if scene.theme.is_dark { "action-theme-dark" } else { "action-theme-light" });
    let name = format!("{}: {now}", texts.get("a11y-theme"));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        requests.push(Request::Do(Action::SwitchTheme));
    }
}

/// "VI|EN": the language spoken is marked, the other one is a click away.
fn language_switch(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    ui.spacing_mut().item_spacing.x = 2.0;
    for (language, word, id) in
        [(Language::English, "EN", "action-language-english"), (Language::Vietnamese, "VI", "action-language-vietnamese")]
    {
        let is_spoken = scene.texts.language() == language;
        let response = ui.add(Button::new(word).selected(is_spoken)).on_hover_text(scene.texts.get(id));
        let name = scene.texts.get(id);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_spoken, name));
        if response.clicked() && !is_spoken {
            requests.push(Request::Language(language));
        }
    }
    ui.add_space(6.0);
}

/// Looks like a field, opens the palette.
fn search_field(ui: &mut Ui, scene: &Scene<'_>, is_wide: bool, requests: &mut Vec<Request>) {
    let (texts, theme) = (scene.texts, scene.theme);
    let text = if is_wide {
        format!("{}  {}", icons::MAGNIFYING_GLASS, texts.get("panel-palette-placeholder"))
    } else {
        icons::MAGNIFYING_GLASS.to_owned()
    };
    let mut button = Button::new(RichText::new(text).color(theme.weak_text)).fill(theme.field);
    if is_wide {
        button = button.shortcut_text("Ctrl+K").min_size(vec2(300.0, 26.0));
    }
    let response = ui.add(button).on_hover_text("Ctrl+K");
    let name = texts.get("action-palette");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.clicked() {
        requests.push(Request::Do(Action::Palette));
    }
}
