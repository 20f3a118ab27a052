//! Offering pasted or computed corners: what they are to become, what that would do, and the button that does it.

use std::sync::Arc;

use eframe::egui::{Button, RichText, Ui};

use super::say;
use crate::app::Session;
use crate::app::corners::{CannotTake, CornerSubject, Destination, cannot_text, subject_name};
use crate::app::phrase::area_text;
use crate::app::wording::refusal_text;
use crate::edit::Command;
use crate::geometry::Ring;
use crate::ui::request::{Proposal, Request, Scene};
use crate::ui::theme::Status;

/// Which of the three was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Choice {
    #[default]
    NewZone,
    Corners,
    NewBoundary,
}

/// What is offered, and what became of it.
#[derive(Debug, Default)]
pub(super) struct Offer {
    choice: Choice,
    /// What was asked to be shown last.
    asked: Option<Proposal>,
    /// Whether that can be done at all; the plan's own refusal is the session's.
    pub outcome: Option<Result<(), CannotTake>>,
}

impl Offer {
    /// Shows the choice and the button; gives what is to be shown on the map.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: CornerSubject,
        rings: &Arc<Vec<Ring>>,
        requests: &mut Vec<Request>,
    ) -> Proposal {
        let (texts, plan) = (scene.texts, scene.session().plan());
        ui.separator();
        ui.spacing_mut().interact_size.y = 20.0;
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.label(texts.get("corners-to"));
        let name = subject_name(texts, plan, subject);
        let to_corners = texts.format("corners-to-corners", &[("subject", name.into())]);
        ui.radio_value(&mut self.choice, Choice::NewZone, texts.get("corners-to-new-zone"));
        ui.radio_value(&mut self.choice, Choice::Corners, to_corners);
        ui.radio_value(&mut self.choice, Choice::NewBoundary, texts.get("corners-to-new-boundary"));
        let destination = match self.choice {
            Choice::NewZone => Destination::NewZone,
            Choice::Corners => Destination::Corners(subject),
            Choice::NewBoundary => Destination::NewBoundary,
        };
        let proposal = Proposal { rings: rings.clone(), destination };
        let is_answered = self.asked.as_ref() == Some(&proposal);
        let can = is_answered && self.say_outcome(ui, scene);
        let act = match self.choice {
            Choice::NewZone => "corners-take-new-zone",
            Choice::Corners => "corners-take-corners",
            Choice::NewBoundary => "corners-take-new-boundary",
        };
        let colour = if can { scene.theme.on_accent } else { scene.theme.weak_text };
        let mut button = Button::new(RichText::new(texts.get(act)).color(colour));
        if can {
            button = button.fill(scene.theme.accent);
        }
        if ui.add_enabled(can, button).clicked() {
            requests.push(Request::Take(proposal.clone()));
        }
        proposal
    }

    /// Says what would happen; whether it can.
    fn say_outcome(&self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let (texts, session) = (scene.texts, scene.session());
        match self.outcome {
            Some(Err(CannotTake::Unchanged)) => say(ui, scene, None, &cannot_text(texts, CannotTake::Unchanged)),
            Some(Err(why)) => say(ui, scene, Some(Status::Warning), &cannot_text(texts, why)),
            Some(Ok(())) => {
                if let Some(refusal) = session.preview_refusal() {
                    say(ui, scene, Some(Status::Error), &refusal_text(texts, session.plan(), refusal));
                } else if let Some(text) = effect_text(scene) {
                    say(ui, scene, Some(Status::Pass), &text);
                    return true;
                }
            }
            None => {}
        }
        false
    }

    /// Asks for what is wanted if it is something else than before.
    pub(super) fn ask(&mut self, wanted: Option<Proposal>, requests: &mut Vec<Request>) {
        if wanted != self.asked {
            self.outcome = None;
            self.asked.clone_from(&wanted);
            requests.push(Request::Propose(wanted));
        }
    }

    /// Asks for what is wanted; again, if something else has taken its place on the map since.
    pub(super) fn ask_again(&mut self, wanted: Option<Proposal>, session: &Session, requests: &mut Vec<Request>) {
        let is_gone = session.previewed().is_none() && self.outcome == Some(Ok(())) && !session.tool().is_busy();
        if is_gone && wanted.is_some() && wanted == self.asked {
            self.outcome = None;
            requests.push(Request::Propose(wanted));
        } else {
            self.ask(wanted, requests);
        }
    }
}

/// What the command on screen would do.
fn effect_text(scene: &Scene<'_>) -> Option<String> {
    let (texts, session) = (scene.texts, scene.session());
    let diff = session.preview()?;
    match session.previewed()? {
        Command::DrawZone { .. } => {
            let created = diff.zones.iter().find(|(_, change)| change.before.is_none())?;
            let area = created.1.after.as_ref()?.area;
            Some(texts.format("corners-would-draw", &[("area", area_text(texts, area).into())]))
        }
        Command::MoveVertices { moves } => {
            let count = i64::try_from(moves.len()).unwrap_or(i64::MAX);
            Some(texts.format("corners-would-move", &[("count", count.into())]))
        }
        Command::SetBoundary { boundary } => {
            Some(texts.format("corners-would-replace", &[("area", area_text(texts, boundary.legal_area()).into())]))
        }
        _ => None,
    }
}
