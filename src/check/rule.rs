//! The registry of rules and how grave a finding is.

use serde::{Deserialize, Serialize};

use super::rules::LawRule;

/// How grave a finding is; graver ones sort first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The plan does not comply.
    Error,
    /// Worth a look; the plan may comply.
    Warning,
    /// For information.
    Info,
}

impl Severity {
    /// The word in JSON and in ids of texts: "error", "warning" or "info".
    pub const fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Every rule a plan is checked by, in the order in which findings are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The geometry of a zone in its file was not valid.
    InvalidGeometry,
    /// Two zones claim the same land.
    Overlap,
    /// Two zones are the same land altogether.
    Duplicate,
    /// A zone reaches beyond the boundary.
    Outside,
    /// Land inside the boundary that no zone claims.
    Gap,
    /// A part of a zone is too narrow to be meant.
    Sliver,
    /// The zones do not add up to the approved area.
    AreaResidual,
    /// A functional zone that decision 1541/QĐ-TTg requires is missing.
    MissingZone,
    /// A rule that is data: of `data/rules.toml` or of the project.
    Statute(&'static LawRule),
}

impl Rule {
    /// The rules about the coverage itself, which are code; what is data about them stands in `data/rules.toml` under their ids.
    pub const BUILT_IN: [Self; 8] = [
        Self::InvalidGeometry,
        Self::Overlap,
        Self::Duplicate,
        Self::Outside,
        Self::Gap,
        Self::Sliver,
        Self::AreaResidual,
        Self::MissingZone,
    ];

    /// The stable id, as in JSON; of built-in rules also in ids of texts.
    pub fn id(self) -> &'static str {
        match self {
            Self::InvalidGeometry => "invalid-geometry",
            Self::Overlap => "overlap",
            Self::Duplicate => "duplicate",
            Self::Outside => "outside",
            Self::Gap => "gap",
            Self::Sliver => "sliver",
            Self::AreaResidual => "area-residual",
            Self::MissingZone => "missing-zone",
            Self::Statute(rule) => rule.id.as_str(),
        }
    }

    /// The built-in rule with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::BUILT_IN.into_iter().find(|rule| rule.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_registered_under_its_own_id_in_listing_order() {
        for rule in Rule::BUILT_IN {
            assert_eq!(Rule::from_id(rule.id()), Some(rule));
        }
        assert!(Rule::BUILT_IN.is_sorted());
        assert_eq!(Rule::from_id("gaps"), None);
    }
}
