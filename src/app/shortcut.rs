//! Keys that mean actions, in words no window system owns.

/// A key that means an action, in words no window system owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShortcutKey {
    /// A letter, upper case.
    Letter(char),
    /// F1 to F12.
    Function(u8),
    /// The plus key.
    Plus,
    /// The minus key.
    Minus,
    /// Home.
    Home,
    /// Delete.
    Delete,
    /// The space bar, held.
    Space,
    /// Enter, or the space bar tapped.
    Enter,
    /// Tab.
    Tab,
}

/// A key with what is held beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut {
    /// Ctrl, or Command on a Mac.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// The key.
    pub key: ShortcutKey,
}

impl Shortcut {
    pub(super) const fn plain(key: ShortcutKey) -> Self {
        Self { ctrl: false, shift: false, key }
    }

    pub(super) const fn letter(letter: char) -> Self {
        Self::plain(ShortcutKey::Letter(letter))
    }

    pub(super) const fn ctrl(letter: char) -> Self {
        Self { ctrl: true, shift: false, key: ShortcutKey::Letter(letter) }
    }

    pub(super) const fn shifted(self) -> Self {
        Self { shift: true, ..self }
    }

    /// As written on keyboards, e.g. "Ctrl+Shift+S".
    pub fn text(self) -> String {
        let key = match self.key {
            ShortcutKey::Letter(letter) => letter.to_string(),
            ShortcutKey::Function(number) => format!("F{number}"),
            ShortcutKey::Plus => "+".into(),
            ShortcutKey::Minus => "−".into(),
            ShortcutKey::Home => "Home".into(),
            ShortcutKey::Delete => "Delete".into(),
            ShortcutKey::Space => "Space".into(),
            ShortcutKey::Enter => "Enter".into(),
            ShortcutKey::Tab => "Tab".into(),
        };
        format!("{}{}{key}", if self.ctrl { "Ctrl+" } else { "" }, if self.shift { "Shift+" } else { "" })
    }

    /// Whether the key alone would type into a text field.
    pub const fn types_text(self) -> bool {
        !self.ctrl && !matches!(self.key, ShortcutKey::Function(_))
    }
}
