//! The corner table beside the map: the table itself, a box to paste into, and a traverse.

mod offer;
mod paste;
mod table;
mod traverse;

use std::sync::Arc;

use eframe::egui::{RichText, Ui};

use super::canvas::CornerMarks;
use super::panels::table::icon_button;
use super::request::{Request, Scene};
use super::theme::{Status, fonts, icons};
use crate::app::corners::{CannotTake, CornerSubject};
use crate::app::{Action, Session};
use crate::plan::ZoneId;
use offer::Offer;
use paste::PasteTab;
use table::TableTab;
use traverse::TraverseTab;

/// Least and greatest width of the panel.
pub const WIDTHS_PT: std::ops::RangeInclusive<f32> = 430.0..=640.0;
/// Most faults or notes that are listed.
const MOST_LINES: usize = 8;

/// What the panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    #[default]
    Table,
    Paste,
    Traverse,
}

/// The panel with everything typed and pasted into it.
#[derive(Debug, Default)]
pub struct CornersPanel {
    open: bool,
    tab: Tab,
    subject: CornerSubject,
    /// The zone that was selected in the last frame: selecting another one shows its corners.
    followed: Option<ZoneId>,
    table: TableTab,
    paste: PasteTab,
    traverse: TraverseTab,
    offer: Offer,
}

impl CornersPanel {
    /// Whether the panel is shown.
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Shows or hides the panel.
    pub const fn toggle(&mut self) {
        self.open = !self.open;
    }

    /// What is shown of it on the map.
    pub fn marks(&self) -> CornerMarks {
        if !self.open {
            return CornerMarks::default();
        }
        let rings = match self.tab {
            Tab::Table => Arc::default(),
            Tab::Paste => self.paste.rings(),
            Tab::Traverse => self.traverse.rings(),
        };
        CornerMarks { table: self.table.corners(), selected: self.table.selected(), rings }
    }

    /// What became of a proposal that was asked for.
    pub fn proposed(&mut self, outcome: Result<(), CannotTake>) {
        self.offer.outcome = Some(outcome);
    }

    /// The corners were taken: the table shows what became of them.
    pub fn taken(&mut self) {
        match self.tab {
            Tab::Paste => self.paste = PasteTab::default(),
            Tab::Traverse => self.traverse = TraverseTab::default(),
            Tab::Table => {}
        }
        self.tab = Tab::Table;
        self.offer = Offer::default();
    }

    /// While the panel is hidden nothing is proposed.
    pub fn rest(&mut self, requests: &mut Vec<Request>) {
        self.offer.ask(None, requests);
    }

    /// Shows the panel.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let texts = scene.texts;
        self.follow(scene.session());
        ui.horizontal(|ui| {
            ui.label(RichText::new(texts.get("action-corner-table")).text_style(fonts::strong()));
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                if icon_button(ui, icons::X, texts.get("action-close"), false).clicked() {
                    requests.push(Request::Do(Action::CornerTable));
                }
            });
        });
        ui.horizontal(|ui| {
            let tabs =
                [(Tab::Table, "corners-tab-table"), (Tab::Paste, "corners-tab-paste"), (Tab::Traverse, "corners-tab-traverse")];
            for (tab, id) in tabs {
                ui.selectable_value(&mut self.tab, tab, texts.get(id));
            }
        });
        ui.separator();
        self.table.update(scene.session(), self.subject);
        let wanted = match self.tab {
            Tab::Table => {
                self.table.show(ui, scene, &mut self.subject, requests);
                None
            }
            Tab::Paste => self.paste.show(ui, scene, self.subject, &mut self.offer, requests),
            Tab::Traverse => self.traverse.show(ui, scene, self.subject, self.table.selected(), &mut self.offer, requests),
        };
        self.offer.ask_again(wanted, scene.session(), requests);
    }

    /// A zone that is selected shows its corners; one that is gone gives way to the boundary.
    fn follow(&mut self, session: &Session) {
        let selected = session.selected_zone();
        if selected != self.followed {
            self.followed = selected;
            self.subject = selected.map_or(self.subject, CornerSubject::Zone);
        }
        if let CornerSubject::Zone(id) = self.subject
            && session.plan().zone(id).is_none()
        {
            self.subject = CornerSubject::Boundary;
        }
    }
}

/// A sentence with the sign of how good it is.
fn say(ui: &mut Ui, scene: &Scene<'_>, status: Option<Status>, text: &str) {
    let (icon, colour) = match status {
        Some(status) => (status.icon(), scene.theme.status(status)),
        None => (icons::INFO, scene.theme.weak_text),
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(icon).text_style(fonts::table()).color(colour));
        let colour = if status.is_some() { colour } else { scene.theme.text };
        ui.add(eframe::egui::Label::new(RichText::new(text).text_style(fonts::table()).color(colour)).wrap());
    });
}

/// The first of many sentences, and how many more there are.
fn say_all(ui: &mut Ui, scene: &Scene<'_>, status: Option<Status>, texts: &[String]) {
    for text in texts.iter().take(MOST_LINES) {
        say(ui, scene, status, text);
    }
    if let Some(more) = texts.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        let count = i64::try_from(more).unwrap_or(i64::MAX);
        say(ui, scene, status, &scene.texts.format("corners-more", &[("count", count.into())]));
    }
}
