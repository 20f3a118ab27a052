//! By what rule faults are mended when all are at once.

/// Who gets the land of gaps and overlaps. Whatever the policy, duplicates are removed, zones are trimmed to the boundary, shapes
/// that were mended on import are accepted, and slivers go to the neighbour with the longest border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RepairPolicy {
    /// Gaps go to the zone with the longest border on them; of two zones that overlap the larger keeps the land.
    #[default]
    LongestBorder,
    /// Gaps and overlaps go where the zones come nearest to their targets; else as by the longest border.
    NearestTarget,
    /// Gaps stay unallocated; of two zones that overlap the larger keeps the land.
    LeaveGaps,
}

impl RepairPolicy {
    /// All policies, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::LongestBorder, Self::NearestTarget, Self::LeaveGaps];

    /// Stable name, as on the command line and in ids of texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LongestBorder => "longest-border",
            Self::NearestTarget => "nearest-target",
            Self::LeaveGaps => "leave-gaps",
        }
    }

    /// The policy with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.code() == code)
    }
}
