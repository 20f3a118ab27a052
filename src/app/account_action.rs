//! Actions about where areas come from and where they went.

/// Something to be shown about areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountAction {
    /// Say where the area of the selected zone, or what is left, comes from.
    Explain,
    /// Show or hide the area ledger.
    Ledger,
}

impl AccountAction {
    /// Id of the name of the action.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Explain => "action-explain",
            Self::Ledger => "action-area-ledger",
        }
    }

    /// Id of a longer explanation.
    pub const fn tip_id(self) -> &'static str {
        match self {
            Self::Explain => "action-explain-tip",
            Self::Ledger => "action-area-ledger-tip",
        }
    }
}
