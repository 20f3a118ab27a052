//! A document being worked on: plan, history, ledger, checks, tool and selection, driven without a window.

mod alternate;
mod level;
mod looking;
mod proposal;
mod stamps;
mod subject;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::action::Action;
use crate::check::{Assessment, Checker, Findings, Judgement};
use crate::edit::{Command, History, Refusal, apply};
use crate::plan::{CommuneLayer, LandUse, Ledger, Plan, PlanDiff, ZoneAttributes, ZoneFunction, ZoneId};
use crate::tool::{Aiming, Effect, Inquiry, Key, MapEvent, MeasuredPath, Modifiers, Tool, ToolContext, ToolKind, ToolOptions};

pub use stamps::Stamp;
use stamps::Stamps;

/// The two administrative divisions shown behind the plan.
#[derive(Debug, Clone)]
pub struct Communes {
    /// Communes until 30 June 2025, which the decision names; zones are counted by them.
    pub until2025: Arc<CommuneLayer>,
    /// Communes since 1 July 2025.
    pub since2025: Arc<CommuneLayer>,
}

/// A gesture that was refused: it stays on screen until the next one.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// What was to be done.
    pub command: Command,
    /// Why it was not.
    pub refusal: Refusal,
}

/// What changed since the last look, in counters that only grow; views rebuild what depends on a counter that moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Revisions {
    /// The plan as shown, previews included.
    pub shown: u64,
    /// The plan without previews: undo steps, files, documents.
    pub committed: u64,
    /// The selection.
    pub selection: u64,
    /// The document as a whole: another one was opened.
    pub document: u64,
    /// Whether one works in the park or among the plots of a zone.
    pub level: u64,
}

/// A document being worked on.
///
/// All ways in are here: [`on`](Self::on) for gestures, [`perform`](Self::perform) for commands, [`undo`](Self::undo)
/// and [`redo`](Self::redo). A preview is applied like a command and taken back before anything else happens, so the
/// figures shown while dragging are the figures one would get.
#[derive(Debug)]
pub struct Session {
    /// The plan being worked on: the park's, or that of the plots of a zone.
    plan: Plan,
    /// The park, while one works among plots.
    park: Option<Box<level::Park>>,
    history: History,
    ledger: Ledger,
    checker: Checker,
    communes: Communes,
    tool: Tool,
    selection: BTreeSet<ZoneId>,
    preview: Option<PlanDiff>,
    /// The command last previewed, also when it would be refused.
    previewed: Option<Command>,
    before_preview: Option<Ledger>,
    refused: Option<Refused>,
    preview_refusal: Option<Refusal>,
    told: Option<&'static str>,
    pub(super) aiming: Aiming,
    measured: Option<MeasuredPath>,
    inquiry: Option<Inquiry>,
    last_command: Option<Action>,
    options: ToolOptions,
    new_function: Option<ZoneFunction>,
    new_land_use: Option<LandUse>,
    revisions: Revisions,
    stamps: Stamps,
}

impl Session {
    /// Starts to work on `plan`.
    pub fn new(plan: Plan, communes: Communes) -> Self {
        let ledger = Ledger::of(&plan, &communes.until2025);
        let checker = Checker::of(&plan, &ledger, super::today());
        let aimed_at = vec![communes.until2025.clone(), communes.since2025.clone()];
        Self {
            plan,
            park: None,
            history: History::default(),
            ledger,
            checker,
            communes,
            tool: Tool::default(),
            selection: BTreeSet::new(),
            preview: None,
            previewed: None,
            before_preview: None,
            refused: None,
            preview_refusal: None,
            told: None,
            aiming: Aiming::new(aimed_at),
            measured: None,
            inquiry: None,
            last_command: None,
            options: ToolOptions::default(),
            new_function: None,
            new_land_use: None,
            revisions: Revisions::default(),
            stamps: Stamps::default(),
        }
    }

    /// Puts another plan in place of this one; history and selection start anew, tool settings stay.
    pub fn replace(&mut self, plan: Plan) {
        let fresh = Self::new(plan, self.communes.clone());
        let next = Revisions {
            shown: self.revisions.shown + 1,
            committed: self.revisions.committed + 1,
            selection: self.revisions.selection + 1,
            document: self.revisions.document + 1,
            level: self.revisions.level + 1,
        };
        *self = Self {
            aiming: self.aiming.clone(),
            last_command: self.last_command,
            options: self.options,
            tool: Tool::of(self.tool.kind()),
            revisions: next,
            ..fresh
        };
        self.aiming.forget();
    }

    /// The plan as shown, with the preview of a gesture under way.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The figures as shown.
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The figures before the gesture under way; `None` when none is.
    pub const fn ledger_before(&self) -> Option<&Ledger> {
        if self.preview.is_some() { self.before_preview.as_ref() } else { None }
    }

    /// What is wrong with the plan as shown.
    pub const fn findings(&self) -> &Findings {
        self.checker.findings()
    }

    /// Verdict and reasons for the plan as shown.
    pub fn judgement(&self) -> Judgement {
        self.checker.judgement(&self.plan, &self.ledger)
    }

    /// What each rule says of the plan as shown, in the order of the rules.
    pub fn assessments(&self) -> Vec<Assessment> {
        self.checker.assessments(&self.plan, &self.ledger)
    }

    /// The rules in use, the day whose law applies, the tolerances.
    pub const fn checker(&self) -> &Checker {
        &self.checker
    }

    /// The administrative background.
    pub const fn communes(&self) -> &Communes {
        &self.communes
    }

    /// The steps made and undone.
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// The active tool and its state.
    pub const fn tool(&self) -> &Tool {
        &self.tool
    }

    /// Selected zones.
    pub const fn selection(&self) -> &BTreeSet<ZoneId> {
        &self.selection
    }

    /// The one selected zone, if it is one.
    pub fn selected_zone(&self) -> Option<ZoneId> {
        let mut selected = self.selection.iter();
        match (selected.next(), selected.next()) {
            (Some(&zone), None) => Some(zone),
            _ => None,
        }
    }

    /// Whether a selected zone consists of more than one part.
    pub fn selects_several_parts(&self) -> bool {
        let mut zones = self.selection.iter().filter_map(|id| self.plan.zone(*id));
        zones.any(|zone| zone.region.polygons().len() > 1)
    }

    /// The gesture that was refused last, until something else happens.
    pub const fn refused(&self) -> Option<&Refused> {
        self.refused.as_ref()
    }

    /// Why the gesture under way would be refused if it ended now.
    pub const fn preview_refusal(&self) -> Option<&Refusal> {
        self.preview_refusal.as_ref()
    }

    /// A text id the tool has to say to the planner, until the next event.
    pub const fn told(&self) -> Option<&'static str> {
        self.told
    }

    /// Whether a gesture is being shown that is not made yet.
    pub const fn has_preview(&self) -> bool {
        self.preview.is_some()
    }

    /// What the gesture under way would do if it ended now, be it refused or not.
    pub const fn previewed(&self) -> Option<&Command> {
        self.previewed.as_ref()
    }

    /// What the gesture under way changes, if it is shown.
    pub const fn preview(&self) -> Option<&PlanDiff> {
        self.preview.as_ref()
    }

    /// Counters of what changed.
    pub const fn revisions(&self) -> Revisions {
        self.revisions
    }

    /// How the tools do what they do.
    pub const fn options(&self) -> &ToolOptions {
        &self.options
    }

    /// The function the next drawn zone gets, chosen or the first that is still missing.
    pub fn new_function(&self) -> Option<ZoneFunction> {
        // the zone being drawn does not yet count
        let is_previewed = |id| {
            let zones = self.preview.iter().flat_map(|diff| &diff.zones);
            zones.filter(|(_, change)| change.before.is_none()).any(|(created, _)| *created == id)
        };
        let taken = |function| self.plan.zones().any(|zone| zone.attributes.function == Some(function) && !is_previewed(zone.id));
        self.new_function.or_else(|| ZoneFunction::REQUIRED.into_iter().find(|function| !taken(*function)))
    }

    /// Chooses how the tools do what they do.
    pub fn set_options(&mut self, options: ToolOptions) {
        self.options = options;
    }

    /// Chooses the function of the next drawn zone; `None` for the first that is still missing.
    pub fn set_new_function(&mut self, function: Option<ZoneFunction>) {
        self.new_function = function;
    }

    /// Takes another tool; a gesture under way is dropped.
    pub fn set_tool(&mut self, kind: ToolKind) {
        self.drop_preview();
        self.refused = None;
        self.told = None;
        self.tool = Tool::of(kind);
        self.aiming.forget();
        self.drop_unfinished_measurement();
    }

    /// Selects exactly these zones; unknown ones are left out.
    pub fn select(&mut self, zones: impl IntoIterator<Item = ZoneId>) {
        let selection: BTreeSet<ZoneId> = zones.into_iter().filter(|id| self.plan.zone(*id).is_some()).collect();
        if selection != self.selection {
            self.selection = selection;
            self.revisions.selection += 1;
        }
    }

    /// Passes an event on the map to the tool and carries out what follows.
    pub fn on(&mut self, event: MapEvent) {
        let before = self.previewed.take();
        let had_preview = self.rewind();
        let was_busy = self.tool.is_busy();
        super::precision::note(&mut self.aiming, &event);
        let (had_ghost, is_motion) = (self.tool.holds_ghost(), is_mere_motion(&event));
        let refused = self.refused.take();
        if !is_motion {
            self.told = None;
        }
        let new_zone = if self.tool.kind().makes_zones() { self.next_attributes() } else { ZoneAttributes::default() };
        // Escape drops the gesture under way; if there is none, what was only looked at
        if matches!(event, MapEvent::Key { key: Key::Escape, .. }) && self.tool.is_idle() {
            self.drop_measurement();
            self.drop_inquiry();
        }
        let context = ToolContext {
            plan: &self.plan,
            selection: &self.selection,
            aiming: &self.aiming,
            new_zone: &new_zone,
            options: &self.options,
        };
        let effects = self.tool.on(&event, &context);
        super::precision::settle(&mut self.aiming, &event, was_busy);
        let decides = |e: &Effect| matches!(e, Effect::Preview(_) | Effect::DropPreview | Effect::Commit(_));
        // an event that says nothing about the gesture under way leaves it on screen
        if let (Some(command), false) = (before, effects.iter().any(decides)) {
            self.show_preview(&command);
        }
        // the reason stands as long as what was refused
        let stands = if had_ghost { self.tool.holds_ghost() } else { is_motion };
        self.refused = refused.filter(|_| stands);
        for effect in effects {
            self.carry_out(effect);
        }
        if self.preview.is_none() {
            self.before_preview = None;
            self.revisions.shown += u64::from(had_preview);
        }
    }

    /// Drops the gesture under way, or else what Escape means to the tool.
    pub fn escape(&mut self) {
        self.drop_preview();
        self.on(MapEvent::Key { key: Key::Escape, modifiers: Modifiers::default() });
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Preview(command) => self.show_preview(&command),
            Effect::DropPreview => self.drop_preview(),
            Effect::Commit(command) => {
                if self.perform(&command).is_ok() {
                    self.tool.accepted();
                    self.aiming.forget();
                } else {
                    self.tool.refused();
                    if self.tool.is_busy() && !self.tool.holds_ghost() {
                        self.show_preview(&command);
                    }
                }
            }
            Effect::Select { zones, extend } => {
                let mut selection = if extend { self.selection.clone() } else { BTreeSet::new() };
                for zone in zones {
                    if !(extend && selection.remove(&zone)) {
                        selection.insert(zone);
                    }
                }
                self.select(selection);
            }
            Effect::Measure(path) => self.measured = path,
            Effect::Identify(inquiry) => self.inquiry = inquiry,
            Effect::Tell(text) => self.told = Some(text),
        }
    }

    /// Does `command` as one step; on `Err` nothing changed and the refusal is kept for the screen.
    pub fn perform(&mut self, command: &Command) -> Result<(), Refusal> {
        self.drop_preview();
        let subject = self.subject_of(command);
        match self.record(command, &subject) {
            Ok(diff) => {
                self.refused = None;
                self.follow(&diff);
                if !diff.is_empty() {
                    self.revisions.committed += 1;
                    self.stamps.put_last(&self.history);
                    if let Some((code, subject)) = subject::better_name(command, &subject, &diff) {
                        self.history.name_last(code, subject);
                    }
                }
                if let Command::DrawZone { .. } | Command::FillZone { .. } | Command::CompleteZone { .. } = command {
                    self.new_function = None;
                    let created = diff.zones.iter().filter(|(_, change)| change.before.is_none()).map(|(id, _)| *id);
                    self.select(created.collect::<Vec<_>>());
                } else {
                    self.select(self.selection.clone());
                }
                Ok(())
            }
            Err(refusal) => {
                self.refused = Some(Refused { command: command.clone(), refusal: refusal.clone() });
                Err(refusal)
            }
        }
    }

    /// Takes the last step back; `false` if there is none.
    pub fn undo(&mut self) -> bool {
        self.drop_preview();
        let diff = self.in_history(History::undo);
        self.stepped(diff)
    }

    /// Makes the next undone step again; `false` if there is none.
    pub fn redo(&mut self) -> bool {
        self.drop_preview();
        let diff = self.in_history(History::redo);
        self.stepped(diff)
    }

    /// Takes back or makes again all steps between the present state and that after the first `done` steps; `false` if it is the
    /// present one.
    pub fn go_to_step(&mut self, done: usize) -> bool {
        self.drop_preview();
        let diff = self.in_history(|history, plan| history.go_to(plan, done));
        self.stepped(diff)
    }

    fn stepped(&mut self, diff: Option<PlanDiff>) -> bool {
        self.refused = None;
        let Some(diff) = diff else { return false };
        self.aiming.forget();
        if self.tool.kind() != ToolKind::Measure {
            self.tool = Tool::of(self.tool.kind());
        }
        if self.park.is_some() {
            self.follow_in_park(&diff);
        } else {
            self.follow(&diff);
        }
        self.revisions.committed += 1;
        self.select(self.selection.clone());
        true
    }

    /// Lets ledger and checks read a diff that has been applied to the plan.
    fn follow(&mut self, diff: &PlanDiff) {
        if diff.is_empty() {
            return;
        }
        self.ledger.update(&self.plan, diff, &self.communes.until2025);
        self.checker.update(&self.plan, &self.ledger, diff);
        self.revisions.shown += 1;
    }

    fn show_preview(&mut self, command: &Command) {
        self.rewind();
        self.previewed = Some(command.clone());
        match apply(&mut self.plan, command) {
            Ok((_, diff)) => {
                // one copy serves all previews of a gesture
                self.before_preview.get_or_insert_with(|| self.ledger.clone());
                self.follow(&diff);
                self.preview = Some(diff);
            }
            Err(refusal) => self.preview_refusal = Some(refusal),
        }
    }

    /// Takes the preview back and ends the gesture it belonged to.
    fn drop_preview(&mut self) {
        self.rewind();
        self.before_preview = None;
    }

    /// Takes the preview back, to make way for the next one; whether there was one.
    fn rewind(&mut self) -> bool {
        self.previewed = None;
        self.preview_refusal = None;
        let Some(diff) = self.preview.take() else { return false };
        let inverse = diff.inverted();
        self.plan.commit(&inverse);
        if let (false, Some(before)) = (diff.is_empty(), &self.before_preview) {
            self.ledger.revert(before, &diff);
            self.checker.update(&self.plan, &self.ledger, &inverse);
            self.revisions.shown += 1;
        }
        true
    }
}

/// Pointer motion alone does not clear what was last said.
const fn is_mere_motion(event: &MapEvent) -> bool {
    use crate::tool::Pointer;
    matches!(event, MapEvent::Pointer { pointer: Pointer::Move | Pointer::Leave | Pointer::Release, .. })
}
