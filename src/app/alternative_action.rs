//! Actions about the alternatives of the document.

use super::action::Situation;
use super::shortcut::{Shortcut, ShortcutKey};

/// Something done with the alternatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlternativeAction {
    /// A copy of the current one, to be worked on.
    Duplicate,
    /// One without zones on the same boundary.
    Empty,
    /// Go over to the next one.
    Next,
    /// Go over to the previous one.
    Previous,
    /// Ask for another name of the current one.
    Rename,
    /// Put the current one a place earlier.
    Earlier,
    /// Put the current one a place later.
    Later,
    /// Delete the current one.
    Delete,
    /// Bring back the one deleted last.
    Restore,
    /// Show or hide the tables that compare them.
    Compare,
    /// One map, or two side by side.
    SideBySide,
    /// Set the plan aside as a version, or bring one back.
    Snapshots,
}

impl AlternativeAction {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 12] = [
        Self::Duplicate,
        Self::Empty,
        Self::Rename,
        Self::Next,
        Self::Previous,
        Self::Earlier,
        Self::Later,
        Self::Delete,
        Self::Restore,
        Self::Compare,
        Self::SideBySide,
        Self::Snapshots,
    ];

    /// Id of the name of the action, as lists of all actions write it.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Duplicate => "action-alternative-duplicate",
            Self::Empty => "action-alternative-empty",
            Self::Next => "action-alternative-next",
            Self::Previous => "action-alternative-previous",
            Self::Rename => "action-alternative-rename",
            Self::Earlier => "action-alternative-earlier",
            Self::Later => "action-alternative-later",
            Self::Delete => "action-alternative-delete",
            Self::Restore => "action-alternative-restore",
            Self::Compare => "action-alternative-compare",
            Self::SideBySide => "action-alternative-side-by-side",
            Self::Snapshots => "action-snapshots",
        }
    }

    /// Id of a longer explanation, if the name does not say it all.
    pub const fn tip_id(self) -> Option<&'static str> {
        match self {
            Self::Duplicate => Some("action-alternative-duplicate-tip"),
            Self::Empty => Some("action-alternative-empty-tip"),
            Self::Delete => Some("action-alternative-delete-tip"),
            Self::Compare => Some("action-alternative-compare-tip"),
            Self::SideBySide => Some("action-alternative-side-by-side-tip"),
            Self::Snapshots => Some("action-snapshots-tip"),
            _ => None,
        }
    }

    /// The keys that mean the action.
    pub const fn shortcut(self) -> Option<Shortcut> {
        let next = Shortcut { ctrl: true, shift: false, key: ShortcutKey::Tab };
        match self {
            Self::Next => Some(next),
            Self::Previous => Some(next.shifted()),
            _ => None,
        }
    }

    /// Whether the action can be done now; otherwise the id of the text that says why not.
    pub fn availability(self, situation: &Situation<'_>) -> Result<(), &'static str> {
        let alternatives = situation.alternatives;
        let needs = |met: bool, why: &'static str| if met { Ok(()) } else { Err(why) };
        match self {
            Self::Duplicate | Self::Empty | Self::Snapshots => needs(!situation.session.tool().is_busy(), "action-why-drawing"),
            Self::Next | Self::Previous | Self::SideBySide => needs(alternatives.count() > 1, "action-why-one-alternative"),
            Self::Delete => needs(!situation.session.tool().is_busy(), "action-why-drawing")
                .and_then(|()| needs(alternatives.count() > 1, "action-why-one-alternative")),
            Self::Earlier => needs(alternatives.current_place() > 0, "action-why-first-alternative"),
            Self::Later => needs(alternatives.current_place() + 1 < alternatives.count(), "action-why-last-alternative"),
            Self::Restore => needs(alternatives.last_deleted().is_some(), "action-why-no-deleted-alternative"),
            Self::Rename | Self::Compare => Ok(()),
        }
    }
}
