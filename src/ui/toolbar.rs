//! The column of tools, and the row of options of the active one.

use eframe::egui::{self, ComboBox, DragValue, Response, RichText, Role, Ui, WidgetInfo, vec2};

use super::edit_options;
use super::request::{Request, Scene};
use super::theme::{fonts, icons};
use super::tool_groups::ToolGroups;
use crate::app::action::Shortcut;
use crate::app::phrase::zone_name;
use crate::app::{AccountAction, Action, AimAction, AlternativeAction, AreaAction, ImportAction, LandAction, LawAction};
use crate::edit::DrawMode;
use crate::geometry::grid::UM_PER_M;
use crate::plan::ZoneFunction;
use crate::tool::options::{FillTo, RectangleBy, Segment, SelectBy};
use crate::tool::{ToolKind, ToolOptions};
use crate::ui::panels::properties::function_id;

/// Side of a tool button, points.
const BUTTON_PT: f32 = 36.0;

/// Tolerances a line can be simplified with, metres.
const TOLERANCES_M: std::ops::RangeInclusive<f64> = 0.0..=100.0;
/// Width of the list of functions, points.
const FUNCTION_WIDTH_PT: f32 = 190.0;

/// The icon of an action, beside its name or in place of it.
pub const fn action_icon(action: Action) -> &'static str {
    match action {
        Action::New => icons::FILE_PLUS,
        Action::Open => icons::FOLDER_OPEN,
        Action::Save | Action::SaveAs => icons::FLOPPY_DISK,
        Action::Export => icons::EXPORT,
        Action::Import(import) => import_icon(import),
        Action::Undo => icons::ARROW_U_UP_LEFT,
        Action::Redo => icons::ARROW_U_UP_RIGHT,
        Action::DeleteZones => icons::TRASH,
        Action::RenameZone => icons::CURSOR_TEXT,
        Action::ZoomIn => icons::MAGNIFYING_GLASS_PLUS,
        Action::ZoomOut => icons::MAGNIFYING_GLASS_MINUS,
        Action::ZoomFit => icons::CORNERS_OUT,
        Action::ZoomSelection => icons::SELECTION,
        Action::SwitchLanguage => icons::TRANSLATE,
        Action::SwitchTheme => icons::CIRCLE_HALF,
        Action::BalancePanel => icons::SIDEBAR_SIMPLE,
        Action::Layers => icons::STACK,
        Action::Snap => icons::MAGNET,
        Action::ArcSegments => icons::CIRCLE_DASHED,
        Action::Aim(AimAction::GridSnap) => icons::GRID_NINE,
        Action::Aim(AimAction::Orthogonal) => icons::CROSSHAIR_SIMPLE,
        Action::Aim(AimAction::CommonAngles | AimAction::RelativeAngles) => icons::ANGLE,
        Action::Aim(AimAction::ParallelTo) => icons::EQUALS,
        Action::Aim(AimAction::PerpendicularTo) => icons::LINE_VERTICAL,
        Action::Land(LandAction::EnterZone) => icons::SQUARE_SPLIT_HORIZONTAL,
        Action::Land(LandAction::LeaveZone) => icons::ARROW_BEND_UP_LEFT,
        Action::Land(LandAction::BalanceTable) => icons::CHART_BAR,
        Action::Land(LandAction::CrossTable) => icons::GRID_FOUR,
        Action::CopyExportPath | Action::Land(LandAction::CopyBalance) | Action::Copy(_) => icons::COPY,
        Action::Alternative(alternative) => alternative_icon(alternative),
        Action::AreaDefinitions => icons::BOOK_OPEN,
        Action::Law(LawAction::Compliance) => icons::SHIELD_CHECK,
        Action::Law(LawAction::Settings) => icons::SLIDERS_HORIZONTAL,
        Action::Law(LawAction::LoadRules) => icons::FILE,
        Action::Law(LawAction::Verify) => icons::SEAL_CHECK,
        Action::Account(AccountAction::Explain) => icons::QUESTION,
        Action::Account(AccountAction::Ledger) => icons::LIST_BULLETS,
        Action::CornerTable => icons::TABLE,
        Action::GoTo => icons::TARGET,
        Action::Palette => icons::MAGNIFYING_GLASS,
        Action::Tour => icons::GRADUATION_CAP,
        Action::Keys => icons::KEYBOARD,
        Action::About => icons::CERTIFICATE,
        Action::Tool(ToolKind::Select) => icons::CURSOR,
        Action::Tool(ToolKind::Vertices) => icons::VECTOR_THREE,
        Action::Tool(ToolKind::Polygon) => icons::POLYGON,
        Action::Tool(ToolKind::Rectangle) => icons::RECTANGLE,
        Action::Tool(ToolKind::Freehand) => icons::SCRIBBLE_LOOP,
        Action::Tool(ToolKind::Complete) => icons::LINE_SEGMENTS,
        Action::Tool(ToolKind::Fill) => icons::PAINT_BUCKET,
        Action::Tool(ToolKind::CutOut) => icons::SUBTRACT,
        Action::Tool(ToolKind::Split) => icons::SCISSORS,
        Action::Tool(ToolKind::Reshape) => icons::PATH,
        Action::MergeZones => icons::UNITE,
        Action::ExplodeZones => icons::ARROWS_OUT,
        Action::SimplifyBorders => icons::VECTOR_TWO,
        Action::Tool(ToolKind::Move) => icons::ARROWS_OUT_CARDINAL,
        Action::Tool(ToolKind::Rotate) => icons::ARROW_CLOCKWISE,
        Action::Tool(ToolKind::Scale) => icons::RESIZE,
        Action::Tool(ToolKind::Round) => icons::BEZIER_CURVE,
        Action::Tool(ToolKind::Straighten) => icons::LINE_SEGMENT,
        Action::Tool(ToolKind::SetArea) => icons::CALCULATOR,
        Action::Area(AreaAction::SplitByList) => icons::CHART_PIE_SLICE,
        Action::Area(AreaAction::Balance) => icons::SCALES,
        Action::Tool(ToolKind::Measure) => icons::RULER,
        Action::Tool(ToolKind::Identify) => icons::INFO,
        Action::Tool(ToolKind::SelectPolygon) => icons::SELECTION_PLUS,
        Action::SelectByAttribute => icons::FUNNEL,
        Action::SelectByLocation => icons::MAP_PIN,
        Action::HistoryPanel => icons::CLOCK_COUNTER_CLOCKWISE,
        Action::Repeat => icons::ARROW_BEND_UP_RIGHT,
        Action::Tool(ToolKind::Pan) => icons::HAND,
        Action::OpenSample => icons::MAP_TRIFOLD,
        Action::OpenUnfinished => icons::WRENCH,
        Action::LoadBoundary => icons::BOUNDING_BOX,
        Action::ClearRecent => icons::BROOM,
        Action::Quit => icons::SIGN_OUT,
        Action::SelectAll => icons::SELECTION_ALL,
        Action::SelectNone => icons::PROHIBIT,
        Action::RepairAll => icons::BANDAIDS,
        Action::NextFinding => icons::ARROW_DOWN,
        Action::PreviousFinding => icons::ARROW_UP,
    }
}

const fn alternative_icon(action: AlternativeAction) -> &'static str {
    match action {
        AlternativeAction::Duplicate => icons::GIT_BRANCH,
        AlternativeAction::Empty => icons::PLUS,
        AlternativeAction::Next => icons::ARROW_RIGHT,
        AlternativeAction::Previous => icons::ARROW_LEFT,
        AlternativeAction::Rename => icons::CURSOR_TEXT,
        AlternativeAction::Earlier => icons::ARROW_UP,
        AlternativeAction::Later => icons::ARROW_DOWN,
        AlternativeAction::Delete => icons::TRASH,
        AlternativeAction::Restore => icons::ARROW_U_UP_LEFT,
        AlternativeAction::Compare => icons::GIT_DIFF,
        AlternativeAction::SideBySide => icons::COLUMNS,
        AlternativeAction::Snapshots => icons::FLAG,
    }
}

/// Shows the tools, then undo and redo, then what shows and hides things.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, groups: &mut ToolGroups, layers_open: bool, requests: &mut Vec<Request>) {
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.vertical_centered(|ui| {
        ui.add_space(4.0);
        groups.show(ui, scene, requests);
        ui.separator();
        tool_button(ui, scene, Action::Undo, false, None, requests);
        tool_button(ui, scene, Action::Redo, false, None, requests);
        ui.separator();
        tool_button(ui, scene, Action::ZoomFit, false, None, requests);
        tool_button(ui, scene, Action::Layers, layers_open, None, requests);
    });
}

/// A button with the icon of an action; its tip names it, its keys, the text `more` and, if it cannot be done, why.
pub fn tool_button(
    ui: &mut Ui,
    scene: &Scene<'_>,
    action: Action,
    selected: bool,
    more: Option<&'static str>,
    requests: &mut Vec<Request>,
) -> Response {
    let (texts, theme) = (scene.texts, scene.theme);
    let availability = action.availability(&scene.situation);
    let label = action.label(texts, scene.session());
    let icon = action_icon(action);
    let colour = match (availability, selected) {
        (Err(_), _) => theme.weak_text.gamma_multiply(0.6),
        (_, true) => theme.on_accent,
        _ => theme.text,
    };
    let mut button = egui::Button::new(RichText::new(icon).text_style(fonts::tool_icon()).color(colour))
        .frame_when_inactive(selected)
        .selected(selected);
    if selected {
        button = button.fill(theme.accent);
    }
    let enabled = availability.is_ok();
    let response = ui.add_enabled_ui(enabled, |ui| ui.add_sized(vec2(BUTTON_PT, BUTTON_PT), button)).inner;
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, selected, &label));
    let tip = |ui: &mut Ui| {
        let keys = action.shortcut().map(|keys| format!("  {}", keys.text())).unwrap_or_default();
        ui.label(RichText::new(format!("{label}{keys}")).text_style(fonts::strong()));
        if let Some(tip) = action.tip_id() {
            ui.label(texts.get(tip));
        }
        if let Some(more) = more {
            ui.label(RichText::new(texts.get(more)).color(theme.weak_text));
        }
        if let Err(why) = availability {
            ui.label(RichText::new(texts.get(why)).color(theme.warning));
        }
    };
    let response = response.on_hover_ui(tip).on_disabled_hover_ui(tip);
    if response.clicked() {
        requests.push(Request::Do(action));
    }
    response
}

/// Shows the options of the active tool in one row.
pub fn options(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (session, texts) = (scene.session(), scene.texts);
    let kind = session.tool().kind();
    let action = Action::Tool(kind);
    ui.horizontal_centered(|ui| {
        ui.label(RichText::new(action_icon(action)).size(16.0));
        ui.label(RichText::new(action.label(texts, session)).text_style(fonts::strong()));
        ui.separator();
        match kind {
            ToolKind::Polygon | ToolKind::Rectangle | ToolKind::Freehand => {
                function_option(ui, scene, requests);
                take_land_option(ui, scene, requests);
            }
            ToolKind::Complete => function_option(ui, scene, requests),
            ToolKind::Fill => fill_options(ui, scene, requests),
            ToolKind::Select => selection_options(ui, scene, requests),
            ToolKind::Vertices => edit_options::vertices(ui, scene, requests),
            ToolKind::Move | ToolKind::Rotate | ToolKind::Scale => edit_options::transform(ui, scene, requests),
            ToolKind::Round => edit_options::round(ui, scene, requests),
            ToolKind::SelectPolygon => select_polygon_options(ui, scene, requests),
            ToolKind::SetArea => super::area::options(ui, scene, requests),
            ToolKind::Split
            | ToolKind::Reshape
            | ToolKind::CutOut
            | ToolKind::Straighten
            | ToolKind::Measure
            | ToolKind::Identify
            | ToolKind::Pan => {}
        }
        match kind {
            ToolKind::Rectangle => rectangle_options(ui, scene, requests),
            ToolKind::Freehand => tolerance_option(ui, scene, requests),
            _ if kind.draws_path() => arc_option(ui, scene, requests),
            _ => {}
        }
        if explains_itself(kind) {
            let tip = RichText::new(texts.get(tip_of(kind))).color(scene.theme.weak_text);
            ui.add(egui::Label::new(tip).truncate()).on_hover_text(texts.get(tip_of(kind)));
        }
    });
}

/// Whether the row has room to say what the tool is for.
const fn explains_itself(kind: ToolKind) -> bool {
    match kind {
        ToolKind::Split
        | ToolKind::Reshape
        | ToolKind::CutOut
        | ToolKind::Complete
        | ToolKind::Straighten
        | ToolKind::Measure
        | ToolKind::Identify
        | ToolKind::Pan => true,
        ToolKind::Select
        | ToolKind::SelectPolygon
        | ToolKind::Vertices
        | ToolKind::Polygon
        | ToolKind::Rectangle
        | ToolKind::Freehand
        | ToolKind::Fill
        | ToolKind::Move
        | ToolKind::Rotate
        | ToolKind::Scale
        | ToolKind::Round
        | ToolKind::SetArea => false,
    }
}

/// What a line of the split or the reshape tool does.
fn tip_of(kind: ToolKind) -> &'static str {
    Action::Tool(kind).tip_id().unwrap_or("tool-split-tip")
}

const fn import_icon(action: ImportAction) -> &'static str {
    match action {
        ImportAction::Files => icons::DOWNLOAD_SIMPLE,
        ImportAction::Reference => icons::STACK_SIMPLE,
        ImportAction::Paste => icons::CLIPBOARD_TEXT,
        ImportAction::Report => icons::LIST_BULLETS,
        ImportAction::RestoreReference => icons::ARROW_COUNTER_CLOCKWISE,
    }
}

/// What the next zone is.
fn function_option(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (session, texts) = (scene.session(), scene.texts);
    if super::land::purpose_option(ui, scene, requests) {
        return;
    }
    let label = ui.label(texts.get("panel-function")).on_hover_text(texts.get("tool-option-function"));
    let present = session.new_function();
    let combo = ComboBox::from_id_salt("function of the new zone")
        .selected_text(texts.get(present.map_or("function-none", function_id)))
        .width(FUNCTION_WIDTH_PT)
        .truncate()
        .show_ui(ui, |ui| {
            for function in ZoneFunction::ALL {
                if ui.selectable_label(present == Some(function), texts.get(function_id(function))).clicked() {
                    requests.push(Request::NewFunction(Some(function)));
                }
            }
        });
    combo.response.labelled_by(label.id);
}

/// Whose land the next zone gets.
fn take_land_option(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (session, texts) = (scene.session(), scene.texts);
    let mut takes = session.options().draw_mode == DrawMode::Take;
    let checkbox = ui.checkbox(&mut takes, texts.get("tool-option-take-land"));
    if checkbox.on_hover_text(texts.get("tool-option-take-land-tip")).changed() {
        let draw_mode = DrawMode::taking(takes);
        change(scene, |options| options.draw_mode = draw_mode, requests);
    }
}

fn change(scene: &Scene<'_>, change: impl FnOnce(&mut ToolOptions), requests: &mut Vec<Request>) {
    let mut options = *scene.session().options();
    change(&mut options);
    requests.push(Request::Options(options));
}

/// Whether the next segment of a path is an arc.
fn arc_option(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let texts = scene.texts;
    let mut is_arc = scene.session().options().segment == Segment::Arc;
    let label = format!("{} {}", action_icon(Action::ArcSegments), texts.get("tool-option-arc"));
    let response = ui.toggle_value(&mut is_arc, label).on_hover_text(format!("{}  B", texts.get("tool-option-arc-tip")));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_arc, texts.get("tool-option-arc")));
    if response.clicked() {
        requests.push(Request::Do(Action::ArcSegments));
    }
}

/// Who gets the land that is filled.
fn fill_options(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (session, texts) = (scene.session(), scene.texts);
    let present = session.options().fill_to;
    for (fill_to, text) in [(FillTo::NewZone, "tool-option-fill-new"), (FillTo::Selected, "tool-option-fill-selected")] {
        if ui.radio(present == fill_to, texts.get(text)).on_hover_text(texts.get("tool-option-fill-tip")).clicked() {
            change(scene, |options| options.fill_to = fill_to, requests);
        }
    }
    ui.separator();
    match (present, session.selected_zone().and_then(|id| session.plan().zone(id))) {
        (FillTo::NewZone, _) => function_option(ui, scene, requests),
        (FillTo::Selected, Some(zone)) => {
            ui.add(egui::Label::new(zone_name(texts, zone)).truncate());
        }
        (FillTo::Selected, None) => {
            ui.label(RichText::new(texts.get("refusal-select-one-zone")).color(scene.theme.warning));
        }
    }
}

/// How a rectangle is drawn.
fn rectangle_options(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let texts = scene.texts;
    ui.separator();
    for (by, text, tip) in [
        (RectangleBy::Diagonal, "tool-option-rectangle-diagonal", "tool-option-rectangle-diagonal-tip"),
        (RectangleBy::Side, "tool-option-rectangle-side", "tool-option-rectangle-side-tip"),
    ] {
        let is_chosen = scene.session().options().rectangle_by == by;
        if ui.radio(is_chosen, texts.get(text)).on_hover_text(texts.get(tip)).clicked() {
            change(scene, |options| options.rectangle_by = by, requests);
        }
    }
}

/// How far a simplified line may depart from the one drawn, in metres.
fn tolerance_option(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (texts, numbers) = (scene.texts, scene.texts.numbers());
    ui.separator();
    let label = ui.label(texts.get("tool-option-tolerance")).on_hover_text(texts.get("tool-option-tolerance-tip"));
    let mut tolerance_m = scene.session().options().simplify_tolerance_um as f64 / UM_PER_M as f64;
    let field = DragValue::new(&mut tolerance_m)
        .range(TOLERANCES_M)
        .speed(0.05)
        .suffix(" m")
        .custom_formatter(|value, _| numbers.number(value, 2))
        .custom_parser(|text| numbers.parse(text.trim_end_matches(['m', ' '])));
    if ui.add(field).labelled_by(label.id).changed() {
        let tolerance_um = (tolerance_m * UM_PER_M as f64).round() as i64;
        change(scene, |options| options.simplify_tolerance_um = tolerance_um, requests);
    }
}

fn select_polygon_options(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (options, texts) = (*scene.session().options(), scene.texts);
    for (by, id) in [(SelectBy::Crossing, "tool-option-crossing"), (SelectBy::Within, "tool-option-within")] {
        if ui.radio(options.select_by == by, texts.get(id)).clicked() {
            requests.push(Request::Options(ToolOptions { select_by: by, ..options }));
        }
    }
}

fn selection_options(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (texts, count) = (scene.texts, scene.session().selection().len());
    if count == 0 {
        ui.label(RichText::new(scene.by_level("panel-empty-selection", "hint-select-idle-plot")).color(scene.theme.weak_text));
        return;
    }
    let is_park = scene.session().entered_zone().is_none();
    let selected_id = if is_park { "status-selected" } else { "status-selected-plots" };
    ui.label(texts.format(selected_id, &[("count", count.into())]));
    for action in [Action::RenameZone, Action::ZoomSelection, Action::DeleteZones] {
        let availability = action.availability(&scene.situation);
        let label = format!("{} {}", action_icon(action), action.label(texts, scene.session()));
        let button = ui.add_enabled(availability.is_ok(), egui::Button::new(label));
        let button = match availability {
            Ok(()) => button.on_hover_text(action.shortcut().map(Shortcut::text).unwrap_or_default()),
            Err(why) => button.on_disabled_hover_text(texts.get(why)),
        };
        if button.clicked() {
            requests.push(Request::Do(action));
        }
    }
}
