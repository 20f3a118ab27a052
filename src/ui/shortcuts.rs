//! From keys to actions.

use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};

use crate::app::Action;
use crate::app::action::{Shortcut, ShortcutKey};

/// The actions whose keys were pressed in this frame; the keys are used up.
///
/// While a text field has the focus, keys that type or edit text are left to it; while a dialog is open, all are.
pub fn pressed(context: &egui::Context) -> Vec<Action> {
    if context.memory(|memory| memory.top_modal_layer().is_some()) {
        return Vec::new();
    }
    let is_typing = context.text_edit_focused();
    let mut shortcuts: Vec<(Action, Shortcut)> = Action::ALL.into_iter().filter_map(|a| Some((a, a.shortcut()?))).collect();
    // egui lets Ctrl+S match Ctrl+Shift+S: the longer one is asked first
    shortcuts.sort_by_key(|(_, shortcut)| std::cmp::Reverse(shortcut.shift));
    shortcuts.push((Action::Redo, Shortcut { ctrl: true, shift: true, key: ShortcutKey::Letter('Z') }));
    shortcuts.rotate_right(1);
    let edits_text = |action| matches!(action, Action::Undo | Action::Redo | Action::SelectAll);
    let mut actions = Vec::new();
    for (action, shortcut) in shortcuts {
        let belongs_to_field = shortcut.types_text() || edits_text(action);
        // the map itself follows the space bar, and Enter while it has the focus
        if matches!(shortcut.key, ShortcutKey::Space | ShortcutKey::Enter) || (is_typing && belongs_to_field) {
            continue;
        }
        let Some(key) = key(shortcut.key) else { continue };
        let modifiers = Modifiers { shift: shortcut.shift, command: shortcut.ctrl, ..Modifiers::NONE };
        if context.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key))) {
            actions.push(action);
        }
    }
    actions
}

fn key(key: ShortcutKey) -> Option<Key> {
    match key {
        ShortcutKey::Letter(letter) => Key::from_name(&letter.to_string()),
        ShortcutKey::Function(number) => Key::from_name(&format!("F{number}")),
        ShortcutKey::Plus => Some(Key::Plus),
        ShortcutKey::Minus => Some(Key::Minus),
        ShortcutKey::Home => Some(Key::Home),
        ShortcutKey::Delete => Some(Key::Delete),
        ShortcutKey::Space => Some(Key::Space),
        ShortcutKey::Enter => Some(Key::Enter),
        ShortcutKey::Tab => Some(Key::Tab),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_is_a_key_of_the_keyboard() {
        for shortcut in Action::ALL.into_iter().filter_map(Action::shortcut) {
            assert!(key(shortcut.key).is_some(), "{}", shortcut.text());
        }
    }

    #[test]
    fn the_longer_shortcut_wins() {
        let press = |shift| {
            let context = egui::Context::default();
            let modifiers = Modifiers { shift, ctrl: true, command: true, ..Modifiers::NONE };
            let event = egui::Event::Key { key: Key::S, physical_key: None, pressed: true, repeat: false, modifiers };
            let mut found = Vec::new();
            let input = egui::RawInput { events: vec![event], ..Default::default() };
            context.run_ui(input, |ui| found.extend(pressed(ui.ctx()))).textures_delta.clear();
            found
        };
        assert_eq!(press(true), [Action::SaveAs]);
        assert_eq!(press(false), [Action::Save]);
    }
}
