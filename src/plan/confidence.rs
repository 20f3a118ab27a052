//! How well something the program states as law is founded.

use serde::{Deserialize, Serialize};

/// Where a datum or a rule comes from; a report says so beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read in the text of the law, or in a copy of it.
    Seen,
    /// Computed from definitions.
    Calc,
    /// An engineering value or a convention of this project; no statute sets it.
    Own,
    /// Taken from somebody who read the text.
    SecondHand,
    /// Commonly known, not looked up.
    GeneralKnowledge,
}

impl Confidence {
    /// The word in files and in ids of texts.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Calc => "calc",
            Self::Own => "own",
            Self::SecondHand => "second-hand",
            Self::GeneralKnowledge => "general-knowledge",
        }
    }

    /// Whether a finding may rest on it as on law: second-hand and general knowledge must first be held against the text.
    pub const fn is_verified(self) -> bool {
        matches!(self, Self::Seen | Self::Calc | Self::Own)
    }
}
