//! Why a command was refused, and where.

use crate::geometry::GridPoint;
use crate::geometry::noding::CannotNode;
use crate::geometry::overlay::NotSimple;
use crate::plan::ZoneId;

/// A command that would break the plan, or makes no sense for it; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no boundary to draw in.
    #[error("the plan has no boundary")]
    NoBoundary,
    /// The command names a zone the plan does not have.
    #[error("there is no zone {}", zone.0)]
    NoSuchZone {
        /// The zone named.
        zone: ZoneId,
    },
    /// The sketch encloses no area.
    #[error("the sketch encloses no area")]
    NoArea,
    /// The sketch covers no land it may take.
    #[error("there is no free land in the sketch")]
    NothingFree,
    /// The place is not unallocated land.
    #[error("there is no unallocated land here")]
    NotUnallocated {
        /// The place.
        at: GridPoint,
    },
    /// A locked zone would give or take land.
    #[error("zone {} is locked", zone.0)]
    Locked {
        /// The locked zone.
        zone: ZoneId,
    },
    /// A corner of the legal boundary would move.
    #[error("corners of the legal boundary stay where they are")]
    LegalCorner {
        /// The corner.
        at: GridPoint,
    },
    /// There is no vertex at the place.
    #[error("there is no vertex here")]
    NoVertex {
        /// The place.
        at: GridPoint,
    },
    /// There is no such border.
    #[error("there is no border here")]
    NoEdge {
        /// One end of the border named.
        at: GridPoint,
    },
    /// Three or more borders meet at the vertex, so it cannot be dropped.
    #[error("three or more borders meet here")]
    Junction {
        /// The vertex.
        at: GridPoint,
    },
    /// Borders would cross or touch.
    #[error("borders would cross here")]
    Crosses {
        /// Near the crossing.
        at: GridPoint,
    },
    /// The radius is larger than the edges that meet at the corner allow.
    #[error("the radius is too large for this corner")]
    RadiusTooLarge {
        /// The corner.
        at: GridPoint,
    },
    /// There is no bend here.
    #[error("the border is straight here")]
    AlreadyStraight {
        /// The place.
        at: GridPoint,
    },
    /// The two vertices are not on one border.
    #[error("the two vertices are not on one border")]
    NotOneBorder {
        /// The second vertex.
        at: GridPoint,
    },
    /// The sketch covers no land of the zones it is meant for.
    #[error("there is no land of these zones in the sketch")]
    NothingThere,
    /// The zone is one part.
    #[error("zone {} is one part", zone.0)]
    OnePart {
        /// The zone.
        zone: ZoneId,
    },
    /// The line cuts no zone that may be cut.
    #[error("the line does not cut a zone in two")]
    CutsNothing,
    /// A zone would lose all its land.
    #[error("zone {} would lose all its land", zone.0)]
    WouldVanish {
        /// The zone.
        zone: ZoneId,
    },
    /// The sketch runs along borders finer than the grid resolves.
    #[error("the sketch cannot be fitted to the borders here")]
    TooFine {
        /// Where crossings keep arising.
        at: GridPoint,
    },
    /// Zones and unallocated land would no longer add up to the boundary.
    #[error("the zones would no longer add up here")]
    DoesNotAddUp {
        /// An edge that would have no counterpart starts here.
        at: GridPoint,
    },
    /// An imported coverage would overlap more, or reach further outside, than before.
    #[error("zones would overlap or leave the boundary more than before")]
    MoreFaults,
    /// The two zones do not overlap, or the zone does not leave the boundary.
    #[error("there is nothing to repair")]
    NothingToRepair,
    /// The command is about the park, not about the plots of a zone.
    #[error("this cannot be done among plots")]
    NotForPlots,
}

impl Refusal {
    /// The place to show, if the refusal has one.
    pub const fn at(&self) -> Option<GridPoint> {
        match self {
            Self::NotUnallocated { at }
            | Self::LegalCorner { at }
            | Self::NoVertex { at }
            | Self::NoEdge { at }
            | Self::Junction { at }
            | Self::Crosses { at }
            | Self::RadiusTooLarge { at }
            | Self::AlreadyStraight { at }
            | Self::NotOneBorder { at }
            | Self::TooFine { at }
            | Self::DoesNotAddUp { at } => Some(*at),
            _ => None,
        }
    }

    /// The zone that refuses, if it is one.
    pub const fn zone(&self) -> Option<ZoneId> {
        match self {
            Self::NoSuchZone { zone } | Self::Locked { zone } | Self::WouldVanish { zone } | Self::OnePart { zone } => {
                Some(*zone)
            }
            _ => None,
        }
    }

    /// Stable name of the reason, the key of its text.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoBoundary => "no-boundary",
            Self::NoSuchZone { .. } => "no-such-zone",
            Self::NoArea => "no-area",
            Self::NothingFree => "nothing-free",
            Self::NotUnallocated { .. } => "not-unallocated",
            Self::Locked { .. } => "locked",
            Self::LegalCorner { .. } => "legal-corner",
            Self::NoVertex { .. } => "no-vertex",
            Self::NoEdge { .. } => "no-edge",
            Self::Junction { .. } => "junction",
            Self::Crosses { .. } => "crosses",
            Self::RadiusTooLarge { .. } => "radius-too-large",
            Self::AlreadyStraight { .. } => "already-straight",
            Self::NotOneBorder { .. } => "not-one-border",
            Self::NothingThere => "nothing-there",
            Self::OnePart { .. } => "one-part",
            Self::CutsNothing => "cuts-nothing",
            Self::WouldVanish { .. } => "would-vanish",
            Self::TooFine { .. } => "too-fine",
            Self::DoesNotAddUp { .. } => "does-not-add-up",
            Self::MoreFaults => "more-faults",
            Self::NothingToRepair => "nothing-to-repair",
            Self::NotForPlots => "not-for-plots",
        }
    }
}

impl From<NotSimple> for Refusal {
    fn from(NotSimple { at }: NotSimple) -> Self {
        Self::Crosses { at }
    }
}

impl From<CannotNode> for Refusal {
    fn from(CannotNode { at }: CannotNode) -> Self {
        Self::TooFine { at }
    }
}
