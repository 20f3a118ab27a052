//! What makes a drawing unreadable as a whole.

/// What makes a drawing unreadable as a whole; `Display` is English and goes into [`ImportError::NotDxf`](super::super::ImportError).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum DxfFault {
    /// A line where a group code must stand holds none.
    #[error("line {line} holds \"{found}\" where a group code is expected")]
    NoGroupCode {
        /// The line, from 1.
        line: usize,
        /// What it holds, shortened.
        found: String,
    },
    /// The drawing ends too early.
    #[error("it is cut off at line or byte {at}")]
    CutOff {
        /// Line of a text drawing, offset of a binary one.
        at: usize,
    },
    /// More than a drawing of a park has, or memory holds.
    #[error("it has more than {most} {what}; leave out what the plan does not need")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many are read.
        most: usize,
    },
    /// Outlines in outlines, or texts in outlines, beyond what a drawing has.
    #[error("its outlines lie in one another too often; leave out what the plan does not need")]
    TooTangled,
    /// No section of entities.
    #[error("it has no ENTITIES section")]
    NoEntities,
}
