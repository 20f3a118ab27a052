//! Everything the planner can have done by name: one list for menu, tool bar, palette and shortcuts.

mod label;
mod repeat;
mod situation;
mod step_name;

use super::AlternativeAction;
use super::account_action::AccountAction;
use super::aim_action::AimAction;
use super::area::AreaAction;
use super::copy_action::CopyAction;
use super::import_action::ImportAction;
use super::land_action::LandAction;
use super::law_action::LawAction;
pub use super::shortcut::{Shortcut, ShortcutKey};
use crate::tool::{ToolGroup, ToolKind};
pub use situation::Situation;
pub use step_name::{step_name, step_text};

/// Something the planner can have done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// A plan of the park's boundary without zones.
    New,
    /// Open a file.
    Open,
    /// Open the embedded sample plan.
    OpenSample,
    /// Open the embedded plan with faults.
    OpenUnfinished,
    /// Take the park boundary from a file, under the zones as they are.
    LoadBoundary,
    /// Forget the recent files.
    ClearRecent,
    /// Save to the plan's file.
    Save,
    /// Save to another file.
    SaveAs,
    /// Export a file, as a draft if the plan does not pass.
    Export,
    /// Copy the path of the file that was exported last.
    CopyExportPath,
    /// Close the window.
    Quit,
    /// Take the last step back.
    Undo,
    /// Make the next undone step again.
    Redo,
    /// Delete the selected zones.
    DeleteZones,
    /// Join the selected zones; the largest one stays.
    MergeZones,
    /// Drop vertices of borders within a tolerance, after a look at what that does.
    SimplifyBorders,
    /// Make every part of the selected zones a zone.
    ExplodeZones,
    /// Rename the selected zone.
    RenameZone,
    /// Select all zones.
    SelectAll,
    /// Select nothing.
    SelectNone,
    /// Select zones by what is written about them.
    SelectByAttribute,
    /// Select zones by where they lie.
    SelectByLocation,
    /// Show or hide the list of steps.
    HistoryPanel,
    /// Do again what was done last.
    Repeat,
    /// Zoom in.
    ZoomIn,
    /// Zoom out.
    ZoomOut,
    /// Show the whole plan.
    ZoomFit,
    /// Show the selected zones.
    ZoomSelection,
    /// Clear all faults of the coverage by a policy.
    RepairAll,
    /// Show the next finding.
    NextFinding,
    /// Show the previous finding.
    PreviousFinding,
    /// The other language.
    SwitchLanguage,
    /// Light to dark and back.
    SwitchTheme,
    /// Show or hide the balance panel.
    BalancePanel,
    /// Show or hide the list of layers.
    Layers,
    /// Snapping on or off.
    Snap,
    /// The next segment of a path: an arc, or straight again.
    ArcSegments,
    /// Another switch of how the pointer is aimed.
    Aim(AimAction),
    /// Something to do with the rules.
    Law(LawAction),
    /// Something done with the alternatives.
    Alternative(AlternativeAction),
    /// Something about importing and reference layers.
    Import(ImportAction),
    /// Make areas what they should be.
    Area(AreaAction),
    /// Something about plots and the use of land.
    Land(LandAction),
    /// Copy a table.
    Copy(CopyAction),
    /// Show or hide the corner table.
    CornerTable,
    /// Ask for coordinates to go to.
    GoTo,
    /// Where areas come from and where they went.
    Account(AccountAction),
    /// Say which area is which.
    AreaDefinitions,
    /// Find commands, zones and coordinates.
    Palette,
    /// The five-step tour.
    Tour,
    /// The list of keys.
    Keys,
    /// About the program.
    About,
    /// Take a tool.
    Tool(ToolKind),
}

impl Action {
    /// All actions, in the order of the menus.
    pub const ALL: [Self; 105] = [
        Self::New,
        Self::Open,
        Self::OpenSample,
        Self::OpenUnfinished,
        Self::Import(ImportAction::Files),
        Self::Import(ImportAction::Reference),
        Self::Import(ImportAction::Paste),
        Self::Import(ImportAction::Report),
        Self::Import(ImportAction::RestoreReference),
        Self::LoadBoundary,
        Self::ClearRecent,
        Self::Save,
        Self::SaveAs,
        Self::Export,
        Self::CopyExportPath,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::HistoryPanel,
        Self::Alternative(AlternativeAction::Duplicate),
        Self::Alternative(AlternativeAction::Empty),
        Self::Alternative(AlternativeAction::Rename),
        Self::Alternative(AlternativeAction::Next),
        Self::Alternative(AlternativeAction::Previous),
        Self::Alternative(AlternativeAction::Earlier),
        Self::Alternative(AlternativeAction::Later),
        Self::Alternative(AlternativeAction::Delete),
        Self::Alternative(AlternativeAction::Restore),
        Self::Alternative(AlternativeAction::Compare),
        Self::Alternative(AlternativeAction::SideBySide),
        Self::Alternative(AlternativeAction::Snapshots),
        Self::Repeat,
        Self::RenameZone,
        Self::DeleteZones,
        Self::SelectAll,
        Self::SelectNone,
        Self::SelectByAttribute,
        Self::SelectByLocation,
        Self::ZoomFit,
        Self::ZoomSelection,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::NextFinding,
        Self::PreviousFinding,
        Self::Layers,
        Self::BalancePanel,
        Self::SwitchLanguage,
        Self::SwitchTheme,
        Self::Tool(ToolKind::Polygon),
        Self::Tool(ToolKind::Rectangle),
        Self::Tool(ToolKind::Freehand),
        Self::Tool(ToolKind::Complete),
        Self::Tool(ToolKind::Fill),
        Self::Tool(ToolKind::Split),
        Self::Tool(ToolKind::Reshape),
        Self::Tool(ToolKind::CutOut),
        Self::MergeZones,
        Self::ExplodeZones,
        Self::SimplifyBorders,
        Self::RepairAll,
        Self::Tool(ToolKind::Move),
        Self::Tool(ToolKind::Rotate),
        Self::Tool(ToolKind::Scale),
        Self::Tool(ToolKind::Round),
        Self::Tool(ToolKind::Straighten),
        Self::Tool(ToolKind::Vertices),
        Self::Tool(ToolKind::SetArea),
        Self::Area(AreaAction::SplitByList),
        Self::Area(AreaAction::Balance),
        Self::Tool(ToolKind::Measure),
        Self::Tool(ToolKind::Identify),
        Self::Tool(ToolKind::Select),
        Self::Tool(ToolKind::SelectPolygon),
        Self::Tool(ToolKind::Pan),
        Self::ArcSegments,
        Self::Snap,
        Self::Aim(AimAction::GridSnap),
        Self::Aim(AimAction::Orthogonal),
        Self::Aim(AimAction::CommonAngles),
        Self::Aim(AimAction::RelativeAngles),
        Self::Aim(AimAction::ParallelTo),
        Self::Aim(AimAction::PerpendicularTo),
        Self::Law(LawAction::Compliance),
        Self::Law(LawAction::Settings),
        Self::Law(LawAction::LoadRules),
        Self::Law(LawAction::Verify),
        Self::Land(LandAction::EnterZone),
        Self::Land(LandAction::LeaveZone),
        Self::Land(LandAction::BalanceTable),
        Self::Land(LandAction::CrossTable),
        Self::Land(LandAction::CopyBalance),
        Self::Copy(CopyAction::Zones),
        Self::Copy(CopyAction::Communes),
        Self::Copy(CopyAction::Findings),
        Self::Copy(CopyAction::Rules),
        Self::Copy(CopyAction::Corners),
        Self::CornerTable,
        Self::GoTo,
        Self::Account(AccountAction::Explain),
        Self::Account(AccountAction::Ledger),
        Self::AreaDefinitions,
        Self::Palette,
        Self::Tour,
        Self::Keys,
        Self::About,
    ];

    /// Id of the name of the action.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::New => "action-new",
            Self::Open => "action-open",
            Self::OpenSample => "action-open-sample",
            Self::OpenUnfinished => "action-open-unfinished",
            Self::LoadBoundary => "action-load-boundary",
            Self::ClearRecent => "action-recent-clear",
            Self::Save => "action-save",
            Self::SaveAs => "action-save-as",
            Self::Export => "action-export-geojson",
            Self::CopyExportPath => "action-copy-export-path",
            Self::Quit => "action-quit",
            Self::Undo => "action-undo",
            Self::Redo => "action-redo",
            Self::DeleteZones => "action-delete-zone",
            Self::RenameZone => "action-rename-zone",
            Self::SelectAll => "action-select-all",
            Self::SelectNone => "action-select-none",
            Self::SelectByAttribute => "action-select-by-attribute",
            Self::SelectByLocation => "action-select-by-location",
            Self::HistoryPanel => "action-history-panel",
            Self::Repeat => "action-repeat",
            Self::ZoomIn => "action-zoom-in",
            Self::ZoomOut => "action-zoom-out",
            Self::ZoomFit => "action-zoom-fit",
            Self::ZoomSelection => "action-zoom-selection",
            Self::RepairAll => "action-repair-all",
            Self::NextFinding => "action-next-finding",
            Self::PreviousFinding => "action-previous-finding",
            Self::SwitchLanguage => "action-language-switch",
            Self::SwitchTheme => "action-theme-switch",
            Self::BalancePanel => "action-balance-panel",
            Self::Layers => "action-layers",
            Self::Snap => "action-snap",
            Self::ArcSegments => "action-arc-segments",
            Self::Account(account) => account.text_id(),
            Self::Aim(aim) => aim.text_id(),
            Self::Law(law) => law.text_id(),
            Self::Alternative(alternative) => alternative.text_id(),
            Self::Import(import) => import.text_id(),
            Self::Area(area) => area.text_id(),
            Self::Tool(ToolKind::SetArea) => "tool-set-area",
            Self::Land(land) => land.text_id(),
            Self::Copy(copy) => copy.text_id(),
            Self::CornerTable => "action-corner-table",
            Self::GoTo => "action-go-to",
            Self::AreaDefinitions => "action-area-definitions",
            Self::Palette => "action-palette",
            Self::Tour => "action-tour",
            Self::Keys => "action-keys",
            Self::About => "action-about",
            Self::Tool(ToolKind::Select) => "tool-select",
            Self::Tool(ToolKind::Vertices) => "tool-vertices",
            Self::Tool(ToolKind::Polygon) => "tool-polygon",
            Self::Tool(ToolKind::Rectangle) => "tool-rectangle",
            Self::Tool(ToolKind::Freehand) => "tool-freehand",
            Self::Tool(ToolKind::Complete) => "tool-complete",
            Self::Tool(ToolKind::Fill) => "tool-fill",
            Self::Tool(ToolKind::CutOut) => "tool-cut-out",
            Self::Tool(ToolKind::Split) => "tool-split",
            Self::Tool(ToolKind::Reshape) => "tool-reshape",
            Self::Tool(ToolKind::Move) => "tool-move",
            Self::Tool(ToolKind::Rotate) => "tool-rotate",
            Self::Tool(ToolKind::Scale) => "tool-scale",
            Self::Tool(ToolKind::Round) => "tool-round",
            Self::Tool(ToolKind::Straighten) => "tool-straighten",
            Self::Tool(ToolKind::Measure) => "tool-measure",
            Self::Tool(ToolKind::Identify) => "tool-identify",
            Self::Tool(ToolKind::SelectPolygon) => "tool-select-polygon",
            Self::MergeZones => "action-merge-zones",
            Self::ExplodeZones => "action-explode-zones",
            Self::SimplifyBorders => "action-simplify",
            Self::Tool(ToolKind::Pan) => "tool-pan",
        }
    }

    /// Id of a longer explanation, if the name does not say it all.
    pub const fn tip_id(self) -> Option<&'static str> {
        match self {
            Self::New => Some("action-new-tip"),
            Self::Open => Some("action-open-tip"),
            Self::Export => Some("action-export-geojson-tip"),
            Self::DeleteZones => Some("action-delete-zone-tip"),
            Self::Account(account) => Some(account.tip_id()),
            Self::Aim(aim) => Some(aim.tip_id()),
            Self::Law(law) => Some(law.tip_id()),
            Self::Alternative(alternative) => alternative.tip_id(),
            Self::Import(import) => import.tip_id(),
            Self::Area(area) => Some(area.tip_id()),
            Self::Tool(ToolKind::SetArea) => Some("tool-set-area-tip"),
            Self::Land(land) => land.tip_id(),
            Self::CornerTable => Some("action-corner-table-tip"),
            Self::Tool(ToolKind::Select) => Some("tool-select-tip"),
            Self::Tool(ToolKind::Vertices) => Some("tool-vertices-tip"),
            Self::Tool(ToolKind::Polygon) => Some("tool-polygon-tip"),
            Self::Tool(ToolKind::Rectangle) => Some("tool-rectangle-tip"),
            Self::Tool(ToolKind::Freehand) => Some("tool-freehand-tip"),
            Self::Tool(ToolKind::Complete) => Some("tool-complete-tip"),
            Self::Tool(ToolKind::Fill) => Some("tool-fill-tip"),
            Self::Tool(ToolKind::CutOut) => Some("tool-cut-out-tip"),
            Self::ArcSegments => Some("tool-option-arc-tip"),
            Self::Tool(ToolKind::Split) => Some("tool-split-tip"),
            Self::Tool(ToolKind::Reshape) => Some("tool-reshape-tip"),
            Self::Tool(ToolKind::Move) => Some("tool-move-tip"),
            Self::Tool(ToolKind::Rotate) => Some("tool-rotate-tip"),
            Self::Tool(ToolKind::Scale) => Some("tool-scale-tip"),
            Self::Tool(ToolKind::Round) => Some("tool-round-tip"),
            Self::Tool(ToolKind::Straighten) => Some("tool-straighten-tip"),
            Self::ExplodeZones => Some("action-explode-zones-tip"),
            Self::SimplifyBorders => Some("action-simplify-tip"),
            Self::Tool(ToolKind::Measure) => Some("tool-measure-tip"),
            Self::Tool(ToolKind::Identify) => Some("tool-identify-tip"),
            Self::Tool(ToolKind::SelectPolygon) => Some("tool-select-polygon-tip"),
            Self::Tool(ToolKind::Pan) => Some("tool-pan-tip"),
            _ => None,
        }
    }

    /// The keys that mean the action.
    pub const fn shortcut(self) -> Option<Shortcut> {
        Some(match self {
            Self::New => Shortcut::ctrl('N'),
            Self::Open => Shortcut::ctrl('O'),
            Self::Save => Shortcut::ctrl('S'),
            Self::SaveAs => Shortcut::ctrl('S').shifted(),
            Self::Export => Shortcut::ctrl('E'),
            Self::Quit => Shortcut::ctrl('Q'),
            Self::Undo => Shortcut::ctrl('Z'),
            Self::Redo => Shortcut::ctrl('Y'),
            Self::DeleteZones => Shortcut::plain(ShortcutKey::Delete),
            Self::RenameZone => Shortcut::plain(ShortcutKey::Function(2)),
            Self::SelectAll => Shortcut::ctrl('A'),
            Self::ZoomIn => Shortcut::plain(ShortcutKey::Plus),
            Self::ZoomOut => Shortcut::plain(ShortcutKey::Minus),
            Self::ZoomFit => Shortcut::plain(ShortcutKey::Home),
            Self::ZoomSelection => Shortcut::letter('Z'),
            Self::RepairAll => Shortcut::ctrl('R'),
            Self::NextFinding => Shortcut::plain(ShortcutKey::Function(6)),
            Self::PreviousFinding => Shortcut::plain(ShortcutKey::Function(6)).shifted(),
            Self::SwitchLanguage => Shortcut::ctrl('L'),
            Self::BalancePanel => Shortcut::ctrl('B'),
            Self::Snap => Shortcut::plain(ShortcutKey::Function(3)),
            Self::Aim(aim) => return aim.shortcut(),
            Self::Law(law) => return law.shortcut(),
            Self::Alternative(alternative) => return alternative.shortcut(),
            Self::Import(import) => return import.shortcut(),
            Self::Land(land) => return land.shortcut(),
            Self::CornerTable => Shortcut::ctrl('T'),
            Self::GoTo => Shortcut::ctrl('G'),
            Self::Palette => Shortcut::ctrl('K'),
            Self::Keys => Shortcut::plain(ShortcutKey::Function(1)),
            Self::Tool(ToolKind::Select) => Shortcut::letter('V'),
            Self::Tool(ToolKind::Vertices) => Shortcut::letter('N'),
            Self::ArcSegments => Shortcut::letter('B'),
            Self::Tool(ToolKind::Polygon) => Shortcut::letter('P'),
            Self::Tool(ToolKind::Rectangle) => Shortcut::letter('R'),
            Self::Tool(ToolKind::Freehand) => Shortcut::letter('H'),
            Self::Tool(ToolKind::Complete) => Shortcut::letter('C'),
            Self::Tool(ToolKind::Fill) => Shortcut::letter('F'),
            Self::Tool(ToolKind::CutOut) => Shortcut::letter('X'),
            Self::Tool(ToolKind::Split) => Shortcut::letter('S'),
            Self::Tool(ToolKind::Reshape) => Shortcut::letter('E'),
            Self::Tool(ToolKind::SetArea) => Shortcut::letter('A'),
            Self::Tool(ToolKind::Measure) => Shortcut::letter('D'),
            Self::Tool(ToolKind::Identify) => Shortcut::letter('I'),
            Self::Tool(ToolKind::SelectPolygon) => Shortcut::letter('W'),
            Self::HistoryPanel => Shortcut::ctrl('H'),
            Self::Repeat => Shortcut::plain(ShortcutKey::Enter),
            Self::MergeZones => Shortcut::letter('M'),
            Self::Tool(ToolKind::Move) => Shortcut::letter('G'),
            Self::Tool(ToolKind::Rotate) => Shortcut::letter('T'),
            Self::Tool(ToolKind::Scale) => Shortcut::letter('K'),
            Self::Tool(ToolKind::Round) => Shortcut::letter('U'),
            Self::Tool(ToolKind::Straighten) => Shortcut::letter('L'),
            Self::Tool(ToolKind::Pan) => Shortcut::plain(ShortcutKey::Space),
            _ => return None,
        })
    }

    /// Whether the action can be done now; otherwise the id of the text that says why not.
    pub fn availability(self, situation: &Situation<'_>) -> Result<(), &'static str> {
        let session = situation.session;
        let needs = |met: bool, why: &'static str| if met { Ok(()) } else { Err(why) };
        let is_idle = !session.tool().is_busy();
        match self {
            Self::Save => {
                needs(is_idle, "action-why-drawing").and_then(|()| needs(situation.is_modified, "action-why-nothing-to-save"))
            }
            Self::SaveAs | Self::Export => needs(is_idle, "action-why-drawing"),
            Self::LoadBoundary => needs(is_idle, "action-why-drawing")
                .and_then(|()| needs(session.entered_zone().is_none(), "action-why-among-plots")),
            Self::Undo => needs(session.history().next_undo().is_some(), "action-why-nothing-to-undo"),
            Self::Redo => needs(session.history().next_redo().is_some(), "action-why-nothing-to-redo"),
            Self::DeleteZones => needs(is_idle, "action-why-drawing")
                .and_then(|()| needs(!session.selection().is_empty(), "action-why-no-selection")),
            Self::SelectNone | Self::ZoomSelection => needs(!session.selection().is_empty(), "action-why-no-selection"),
            Self::RenameZone => needs(session.selected_zone().is_some(), "action-why-one-zone-only"),
            Self::Repeat => match session.last_command() {
                None | Some(Self::Repeat) => Err("action-why-nothing-to-repeat"),
                Some(last) => last.availability(situation),
            },
            Self::SelectAll
            | Self::SelectByAttribute
            | Self::SelectByLocation
            | Self::Tool(
                ToolKind::Move | ToolKind::Rotate | ToolKind::Scale | ToolKind::Round | ToolKind::Straighten | ToolKind::SetArea,
            ) => needs(session.plan().zones().len() > 0, "action-why-no-zones"),
            Self::Alternative(alternative) => alternative.availability(situation),
            Self::Import(import) => import.availability(situation),
            Self::Area(area) => area.availability(session),
            Self::Land(land) => land.availability(session),
            Self::Copy(copy) => copy.availability(session),
            Self::Aim(aim) if aim.needs_tool() => needs(session.takes_points(), "action-why-no-drawing-tool"),
            Self::NextFinding | Self::PreviousFinding => needs(!session.findings().is_empty(), "action-why-no-findings"),
            Self::CopyExportPath => needs(situation.has_export, "action-why-no-export"),
            Self::ClearRecent => needs(situation.has_recent, "action-why-no-recent"),
            Self::MergeZones => {
                needs(is_idle, "action-why-drawing").and_then(|()| needs(session.selection().len() > 1, "action-why-two-zones"))
            }
            Self::SimplifyBorders => {
                needs(is_idle, "action-why-drawing").and_then(|()| needs(session.plan().zones().len() > 0, "action-why-no-zones"))
            }
            Self::ExplodeZones => needs(is_idle, "action-why-drawing")
                .and_then(|()| needs(!session.selection().is_empty(), "action-why-no-selection"))
                .and_then(|()| needs(session.selects_several_parts(), "action-why-one-part")),
            Self::Tool(kind) if matches!(kind.group(), ToolGroup::Draw | ToolGroup::Cut) => {
                needs(session.plan().boundary().is_some(), "action-why-no-boundary")
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
