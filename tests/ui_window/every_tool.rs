//! Every tool through the window: taken by its name, used with the pointer and keys of the screen.

use eframe::egui::{self, Modifiers};
use egui_kittest::kittest::Queryable;
use hecta::app::{Action, Language, Session, ThemeChoice};
use hecta::geometry::{ExactArea, GridPoint};
use hecta::tool::{Key, Pointer, ToolKind};

use crate::driver::{Driver, Start, picture, press, press_with, said, start, type_keys};
use crate::gestures::{Hand, Places, gesture};

/// A hand at the screen.
struct ScreenHand {
    driver: Driver,
    look: String,
}

impl Hand for ScreenHand {
    fn session(&self) -> &Session {
        self.driver.state().workspace().session()
    }

    fn reach_um(&self) -> i64 {
        self.driver.state().canvas().view().um_from_points(10.0)
    }

    /// By the entry of the palette that names it.
    fn take(&mut self, kind: ToolKind) {
        press_with(&mut self.driver, Modifiers::COMMAND, egui::Key::K);
        let (field, name) = (said(&self.driver, "a11y-palette"), said(&self.driver, Action::Tool(kind).text_id()));
        self.driver.get_by_label(&field).type_text(&name);
        self.driver.run();
        press(&mut self.driver, egui::Key::Enter);
        assert_eq!(self.session().tool().kind(), kind, "{name}");
    }

    fn pointer(&mut self, pointer: Pointer, at: GridPoint) {
        let at = self.driver.state().canvas().view().to_screen(at);
        match pointer {
            Pointer::Press => self.driver.drag_at(at),
            Pointer::Release => self.driver.drop_at(at),
            _ => self.driver.hover_at(at),
        }
        self.driver.run();
        assert!(self.plan().adds_up());
    }

    fn key(&mut self, key: Key) {
        let key = match key {
            Key::Enter => egui::Key::Enter,
            Key::Escape => egui::Key::Escape,
            Key::Backspace => egui::Key::Backspace,
            Key::Delete => egui::Key::Delete,
        };
        press(&mut self.driver, key);
    }

    fn type_area(&mut self, area: ExactArea) {
        let text = self.driver.state().workspace().texts().numbers().scaled(area.rounded_ha(4), 4);
        type_keys(&mut self.driver, &text);
        assert_eq!(self.session().area_figure().area(), Some(area), "{text}");
    }

    fn undo(&mut self) {
        press_with(&mut self.driver, Modifiers::COMMAND, egui::Key::Z);
    }

    fn redo(&mut self) {
        press_with(&mut self.driver, Modifiers::COMMAND, egui::Key::Y);
    }

    fn look(&mut self, kind: ToolKind) {
        let name = format!("gesture_{}_{}", kind.code(), self.look);
        picture(&mut self.driver, &name);
    }
}

fn every_tool(language: Language, theme: ThemeChoice) {
    let mut driver = start(Start { language, theme, ..Start::default() });
    driver.run();
    // targets near the pointer would bend what is drawn
    press(&mut driver, egui::Key::F3);
    let look = format!("{}_{}", language.code(), if theme == ThemeChoice::Dark { "dark" } else { "light" });
    let mut hand = ScreenHand { driver, look };
    let places = Places::made_by(&mut hand);
    for kind in ToolKind::ALL {
        let before = hand.plan().clone();
        let code = gesture(&mut hand, &places, kind);
        assert_eq!(hand.session().refused().map(|refused| refused.refusal.clone()), None, "{kind:?}");
        if let Some(code) = code {
            let after = hand.plan().clone();
            assert_eq!(hand.session().history().next_undo().map(|step| step.code), Some(code), "{kind:?}");
            hand.undo();
            assert_eq!(*hand.plan(), before, "{kind:?}: undo gives back the identical document");
            hand.redo();
            assert_eq!(*hand.plan(), after);
            hand.undo();
        } else {
            assert_eq!(*hand.plan(), before, "{kind:?} changes nothing");
        }
        hand.key(Key::Escape);
        if kind == ToolKind::Pan {
            press(&mut hand.driver, egui::Key::Home);
        }
    }
}

#[test]
fn every_tool_works_in_vietnamese_and_light() {
    every_tool(Language::Vietnamese, ThemeChoice::Light);
}

#[test]
fn every_tool_works_in_english_and_dark() {
    every_tool(Language::English, ThemeChoice::Dark);
}
