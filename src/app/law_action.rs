//! Actions about rules and what a plan is judged by.

use super::shortcut::{Shortcut, ShortcutKey};

/// Something to do with the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LawAction {
    /// Show on the map and in a list how zones and plan stand to the rules, or no longer.
    Compliance,
    /// Set tolerances and the day whose law applies.
    Settings,
    /// Take rules of the project from a file.
    LoadRules,
    /// Hold a handed-over file against what it states.
    Verify,
}

impl LawAction {
    /// Id of the name of the action.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Compliance => "action-compliance",
            Self::Settings => "action-check-settings",
            Self::LoadRules => "action-load-rules",
            Self::Verify => "action-verify",
        }
    }

    /// Id of a longer explanation.
    pub const fn tip_id(self) -> &'static str {
        match self {
            Self::Compliance => "action-compliance-tip",
            Self::Settings => "action-check-settings-tip",
            Self::LoadRules => "action-load-rules-tip",
            Self::Verify => "action-verify-tip",
        }
    }

    /// The keys that mean the action.
    pub const fn shortcut(self) -> Option<Shortcut> {
        match self {
            Self::Compliance => Some(Shortcut::plain(ShortcutKey::Function(7))),
            Self::Settings | Self::LoadRules | Self::Verify => None,
        }
    }
}
