//! Actions about where the next point may lie.

use super::shortcut::{Shortcut, ShortcutKey};

/// A switch of how the pointer is aimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AimAction {
    /// The pointer goes to nodes of the grid, or not.
    GridSnap,
    /// Lock directions to right angles, or not.
    Orthogonal,
    /// Lock directions to common angles, or not.
    CommonAngles,
    /// Count locked angles from the previous edge, or from grid north.
    RelativeAngles,
    /// Lock this segment parallel to the border at the pointer.
    ParallelTo,
    /// Lock this segment at right angles to the border at the pointer.
    PerpendicularTo,
}

impl AimAction {
    /// Id of the name of the action.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::GridSnap => "action-grid-snap",
            Self::Orthogonal => "action-orthogonal",
            Self::CommonAngles => "action-common-angles",
            Self::RelativeAngles => "action-relative-angles",
            Self::ParallelTo => "action-parallel-to",
            Self::PerpendicularTo => "action-perpendicular-to",
        }
    }

    /// Id of a longer explanation.
    pub const fn tip_id(self) -> &'static str {
        match self {
            Self::GridSnap => "action-grid-snap-tip",
            Self::Orthogonal => "action-orthogonal-tip",
            Self::CommonAngles => "action-common-angles-tip",
            Self::RelativeAngles => "action-relative-angles-tip",
            Self::ParallelTo => "action-parallel-to-tip",
            Self::PerpendicularTo => "action-perpendicular-to-tip",
        }
    }

    /// The keys that mean the action.
    pub const fn shortcut(self) -> Option<Shortcut> {
        let (key, shift) = match self {
            Self::GridSnap => (ShortcutKey::Function(9), false),
            Self::Orthogonal => (ShortcutKey::Function(8), false),
            Self::CommonAngles => (ShortcutKey::Function(10), false),
            Self::ParallelTo => (ShortcutKey::Function(9), true),
            Self::PerpendicularTo => (ShortcutKey::Function(8), true),
            Self::RelativeAngles => return None,
        };
        Some(Shortcut { ctrl: false, shift, key })
    }

    /// Whether it concerns a segment being drawn.
    pub const fn needs_tool(self) -> bool {
        matches!(self, Self::ParallelTo | Self::PerpendicularTo)
    }
}
