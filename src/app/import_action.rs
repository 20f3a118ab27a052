//! Actions about what comes in from files and from the clipboard.

use super::action::Situation;
use super::shortcut::Shortcut;

/// Something to do with importing and with reference layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImportAction {
    /// Look into a file and decide what becomes of it.
    Files,
    /// Put a file behind the plan as reference layers.
    Reference,
    /// Import the map on the clipboard.
    Paste,
    /// Show or hide what the last import had to say.
    Report,
    /// Bring back the reference layer removed last.
    RestoreReference,
}

impl ImportAction {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Files, Self::Reference, Self::Paste, Self::Report, Self::RestoreReference];

    /// Id of the name of the action.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Files => "action-import",
            Self::Reference => "action-import-reference",
            Self::Paste => "action-import-paste",
            Self::Report => "action-import-report",
            Self::RestoreReference => "action-reference-restore",
        }
    }

    /// Id of a longer explanation, if the name does not say it all.
    pub const fn tip_id(self) -> Option<&'static str> {
        match self {
            Self::Files => Some("action-import-tip"),
            Self::Reference => Some("action-import-reference-tip"),
            Self::Paste => Some("action-import-paste-tip"),
            Self::Report | Self::RestoreReference => None,
        }
    }

    /// The keys that mean the action.
    pub const fn shortcut(self) -> Option<Shortcut> {
        match self {
            Self::Files => Some(Shortcut::ctrl('I')),
            Self::Reference => Some(Shortcut::ctrl('I').shifted()),
            Self::Paste => Some(Shortcut::ctrl('V')),
            Self::Report | Self::RestoreReference => None,
        }
    }

    /// Whether the action can be done now; otherwise the id of the text that says why not.
    pub fn availability(self, situation: &Situation<'_>) -> Result<(), &'static str> {
        let needs = |met: bool, why: &'static str| if met { Ok(()) } else { Err(why) };
        match self {
            Self::Files | Self::Paste => needs(!situation.session.tool().is_busy(), "action-why-drawing"),
            Self::Reference => Ok(()),
            Self::Report => needs(situation.has_import_report, "action-why-no-import-report"),
            Self::RestoreReference => needs(situation.has_removed_reference, "action-why-no-removed-reference"),
        }
    }
}
