//! The cheapest moves that bring the selected zone to its target: a look shows one on the map, a click does it.

use eframe::egui::{Button, Label, RichText, Role, Ui, WidgetInfo};

use super::balance::signed_area;
use crate::app::Language;
use crate::app::area::offer_text;
use crate::edit::solve::{AreaOffer, offers};
use crate::geometry::ExactArea;
use crate::plan::{Zone, ZoneId};
use crate::tool::set_area::step_of;
use crate::ui::area::{PlanState, state_of};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{fonts, icons};

/// Most moves that are offered.
const MOST_OFFERS: usize = 3;

/// What moves were worked out for: plan, zone, language.
type Question = (PlanState, ZoneId, Language);

/// What was found.
#[derive(Debug, Clone)]
struct Found {
    question: Question,
    /// By how much the zone misses its target.
    difference: ExactArea,
    offers: Vec<AreaOffer>,
    /// What each of them says.
    texts: Vec<String>,
}

/// The moves offered for one zone.
#[derive(Debug, Clone, Default)]
pub struct OffersList {
    found: Option<Found>,
    /// The one that is shown on the map.
    shown: Option<usize>,
}

impl OffersList {
    /// Shows the moves while the zone misses its target by a square metre or more.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, zone: &Zone, requests: &mut Vec<Request>) {
        let session = scene.session();
        let is_quiet = !session.has_preview() && !session.tool().is_busy();
        let question = (state_of(session), zone.id, scene.texts.language());
        // while a gesture is shown the plan is not the one that moves would be made in
        if is_quiet && self.found.as_ref().is_none_or(|found| found.question != question) {
            let difference = zone.difference_to_target().unwrap_or_default();
            let offers = if difference.rounded_m2(0) == 0 { Vec::new() } else { offers(session.plan(), zone.id) };
            let offers: Vec<AreaOffer> = offers.into_iter().take(MOST_OFFERS).collect();
            let texts = offers.iter().map(|offer| offer_text(scene.texts, session.plan(), zone.id, offer)).collect();
            self.found = Some(Found { question, difference, offers, texts });
            self.look_away(requests);
        }
        let Some(found) = self.found.take_if(|found| found.question == question) else { return self.look_away(requests) };
        if found.offers.is_empty() {
            self.look_away(requests);
        } else {
            self.buttons(ui, scene, &found, requests);
        }
        self.found = Some(found);
    }

    /// Nothing is offered any more, and nothing is shown.
    pub fn rest(&mut self, requests: &mut Vec<Request>) {
        self.look_away(requests);
    }

    fn buttons(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Found, requests: &mut Vec<Request>) {
        let (texts, theme) = (scene.texts, scene.theme);
        let enabled = self.shown.is_some() || !(scene.session().has_preview() || scene.session().tool().is_busy());
        let text = texts.format("panel-offers", &[("difference", signed_area(texts, found.difference).into())]);
        ui.add(Label::new(RichText::new(text).text_style(fonts::table()).color(theme.warning)).wrap());
        let mut looked_at = None;
        for (index, (offer, text)) in found.offers.iter().zip(&found.texts).enumerate() {
            let button = Button::new(RichText::new(format!("{} {text}", icons::TARGET)).text_style(fonts::table())).wrap();
            let response = ui.add_enabled(enabled, button);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, text));
            if response.hovered() || response.has_focus() {
                looked_at = Some(index);
            }
            if response.clicked() {
                self.shown = None;
                return requests.push(Request::Perform(Box::new(step_of(&offer.solution))));
            }
        }
        let command = looked_at.and_then(|index: usize| found.offers.get(index)).map(|offer| Box::new(step_of(&offer.solution)));
        if enabled && looked_at != self.shown {
            self.shown = looked_at;
            requests.push(Request::Suggest(command));
        }
    }

    /// What was shown is taken back.
    fn look_away(&mut self, requests: &mut Vec<Request>) {
        if self.shown.take().is_some() {
            requests.push(Request::Suggest(None));
        }
    }
}
