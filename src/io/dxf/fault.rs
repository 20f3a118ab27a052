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
    /// No section of entities.
    #[error("it has no ENTITIES section")]
    NoEntities,
}
