//! Actions about plots and the use of land.

use super::session::Session;
use super::shortcut::{Shortcut, ShortcutKey};

/// Something done with plots or the land balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LandAction {
    /// Go among the plots of the selected zone.
    EnterZone,
    /// Go back to the park.
    LeaveZone,
    /// Show or hide the land balance.
    BalanceTable,
    /// Copy the land balance as it is shown.
    CopyBalance,
    /// Show or hide the parcels of a reference layer by zone.
    CrossTable,
}

impl LandAction {
    /// Id of the name of the action.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::EnterZone => "action-enter-zone",
            Self::LeaveZone => "action-leave-zone",
            Self::BalanceTable => "action-land-balance",
            Self::CopyBalance => "action-copy-land-balance",
            Self::CrossTable => "action-cross-table",
        }
    }

    /// Id of a longer explanation, if the name does not say it all.
    pub const fn tip_id(self) -> Option<&'static str> {
        match self {
            Self::EnterZone => Some("action-enter-zone-tip"),
            Self::LeaveZone => Some("action-leave-zone-tip"),
            Self::BalanceTable => Some("action-land-balance-tip"),
            Self::CrossTable => Some("action-cross-table-tip"),
            Self::CopyBalance => None,
        }
    }

    /// The keys that mean the action.
    pub const fn shortcut(self) -> Option<Shortcut> {
        match self {
            Self::EnterZone => Some(Shortcut::plain(ShortcutKey::Function(4))),
            Self::LeaveZone => Some(Shortcut::plain(ShortcutKey::Function(4)).shifted()),
            Self::BalanceTable => Some(Shortcut::ctrl('D')),
            Self::CrossTable => Some(Shortcut::ctrl('D').shifted()),
            Self::CopyBalance => None,
        }
    }

    /// Whether the action can be done now; otherwise the id of the text that says why not.
    pub fn availability(self, session: &Session) -> Result<(), &'static str> {
        let needs = |met: bool, why: &'static str| if met { Ok(()) } else { Err(why) };
        let is_idle = !session.tool().is_busy();
        match self {
            Self::EnterZone => needs(is_idle, "action-why-drawing")
                .and_then(|()| needs(session.entered_zone().is_none(), "action-why-among-plots"))
                .and_then(|()| needs(session.selected_zone().is_some(), "action-why-one-zone-only")),
            Self::LeaveZone => needs(session.entered_zone().is_some(), "action-why-in-park"),
            Self::BalanceTable | Self::CrossTable => Ok(()),
            Self::CopyBalance => needs(session.document().zones().len() > 0, "action-why-no-zones"),
        }
    }
}

/// The id of the name that an action of the park has among plots.
pub fn name_among_plots(id: &'static str) -> &'static str {
    match id {
        "action-delete-zone" => "action-delete-plot",
        "action-rename-zone" => "action-rename-plot",
        "action-merge-zones" => "action-merge-plots",
        "action-select-all" => "action-select-all-plots",
        "action-copy-zones" => "action-copy-plots",
        "tool-polygon" => "tool-polygon-plot",
        "tool-fill" => "tool-fill-plot",
        "tool-complete" => "tool-complete-plot",
        "tool-split" => "tool-split-plot",
        "tool-move" => "tool-move-plot",
        "tool-rotate" => "tool-rotate-plot",
        "tool-scale" => "tool-scale-plot",
        "tool-cut-out" => "tool-cut-out-plot",
        other => other,
    }
}
