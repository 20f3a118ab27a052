//! What panels ask the window to do: they read the session and change nothing themselves.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::action::Situation;
use crate::app::corners::Destination;
use crate::app::explain::Figure;
use crate::app::reference::References;
use crate::app::{Action, AlternativeId, Language, LayerSettings, Session, Texts, ThemeChoice};
use crate::edit::Command;
use crate::geometry::{GridBox, GridPoint, Region, Ring};
use crate::plan::{PlanLevel, ZoneFunction, ZoneId};
use crate::tool::{SnapSettings, ToolOptions};
use crate::ui::land::LandRequest;
use crate::ui::panels::references::ReferenceRequest;
use crate::ui::theme::Theme;

/// Something a panel asks for; done after the frame has been laid out.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Do an action.
    Do(Action),
    /// Do a command as one step.
    Perform(Box<Command>),
    /// Do a command as one step; the panel itself says why if it is refused.
    Attempt(Box<Command>),
    /// Select exactly these zones.
    Select(Vec<ZoneId>),
    /// Select a zone and show it on the map.
    ShowZone(ZoneId),
    /// Show a finding, by its place in the list, and select its zones.
    ShowFinding(usize),
    /// Show on the map what a way to clear the finding being looked at would do; `None` takes that back.
    ShowFix(Option<usize>),
    /// Clear the finding being looked at, and go to the next.
    PerformFix(usize),
    /// Ask for a new name of a zone.
    Rename(ZoneId),
    /// Open a file.
    OpenFile(PathBuf),
    /// Bring a place into the middle of the map or, while something is drawn, put a corner there.
    GoTo(GridPoint),
    /// Go over to another alternative.
    Alternative(AlternativeId),
    /// Go to the state after so many steps of the history.
    GoToStep(usize),
    /// Show all of a box on the map.
    ShowLand(GridBox),
    /// Show land that moved and mark it, until the plan changes.
    ShowMoved(Arc<Region>),
    /// Say where a figure comes from.
    Explain(Figure),
    /// Begin new plans with the layers as they are shown now.
    KeepLayersForNewPlans,
    /// Take what was measured or asked about off the screen.
    Dismiss(Looked),
    /// Bring a place into the middle of the map, whatever tool is active.
    Centre(GridPoint),
    /// Show what pasted corners would become; `None` takes that back.
    Propose(Option<Proposal>),
    /// Let pasted corners become what was chosen, as one step.
    Take(Proposal),
    /// The figure typed for the tool that sets areas.
    AreaFigure(String),
    /// Choose the next border whose move sets an area, or the one before.
    StepAreaBorder(bool),
    /// Let the chosen border go where it is shown.
    SetArea,
    /// Show what a command would do; `None` takes that back.
    Suggest(Option<Box<Command>>),
    /// Something about a reference layer.
    Reference(ReferenceRequest),
    /// Import several files after a look at them.
    Import(Vec<PathBuf>),
    /// Import what was pasted on the map.
    Paste(String),
    /// Something about plots and the use of land.
    Land(LandRequest),
    /// Put a text on the clipboard.
    Copy(String),
    /// Speak this language.
    Language(Language),
    /// Light or dark.
    Theme(ThemeChoice),
    /// What the pointer takes hold of.
    Snaps(SnapSettings),
    /// How the tools do what they do.
    Options(ToolOptions),
    /// Simplify the borders as previewed, or leave them.
    Simplify(bool),
    /// The function of the next zone.
    NewFunction(Option<ZoneFunction>),
    /// Go to a step of the tour; `None` ends it.
    Tour(Option<usize>),
}

/// What was only looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    /// What was measured.
    Measured,
    /// What was asked about.
    Identified,
}

/// Corners that were pasted or computed, and what they are to become.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The rings.
    pub rings: Arc<Vec<Ring>>,
    /// What they are to become.
    pub destination: Destination,
}

/// What every panel looks at.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The document and what is known of its files.
    pub situation: Situation<'a>,
    /// The texts of the language.
    pub texts: &'a Texts,
    /// The colours.
    pub theme: &'static Theme,
    /// The reference layers behind the plan.
    pub references: &'a References,
    /// How new plans show their layers.
    pub layers_of_new_plans: &'a LayerSettings,
}

impl<'a> Scene<'a> {
    /// The document.
    pub const fn session(&self) -> &'a Session {
        self.situation.session
    }

    /// The text `of_park` or, among the plots of a zone, `of_plots`.
    pub fn by_level(&self, of_park: &'static str, of_plots: &'static str) -> &'a str {
        let is_park = self.session().plan().level() == PlanLevel::Park;
        self.texts.get(if is_park { of_park } else { of_plots })
    }
}
