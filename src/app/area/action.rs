//! Actions that make areas what they should be.

use crate::app::session::Session;

/// Something that makes areas what they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaAction {
    /// Divide a zone by a list of areas or shares.
    SplitByList,
    /// Suggest how borders move so that all zones have their targets.
    Balance,
}

impl AreaAction {
    /// Id of the name of the action.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::SplitByList => "action-split-by-list",
            Self::Balance => "action-balance-zones",
        }
    }

    /// Id of a longer explanation.
    pub const fn tip_id(self) -> &'static str {
        match self {
            Self::SplitByList => "action-split-by-list-tip",
            Self::Balance => "action-balance-zones-tip",
        }
    }

    /// Whether it can be done now; otherwise the id of the text that says why not.
    pub fn availability(self, session: &Session) -> Result<(), &'static str> {
        if session.tool().is_busy() {
            return Err("action-why-drawing");
        }
        if session.plan().zones().len() == 0 {
            return Err("action-why-no-zones");
        }
        let has_target = session.plan().zones().any(|zone| zone.attributes.target.is_some());
        match self {
            Self::Balance if !has_target => Err("action-why-no-targets"),
            _ => Ok(()),
        }
    }
}
