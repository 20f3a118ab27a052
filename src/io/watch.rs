//! Who waits while a file is read: hears how far it is, and can end it.

/// What is being done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Its text becomes features; counted in bytes.
    Parsing,
    /// Its rows become features; counted in rows.
    Records,
    /// Its positions are put on the plan grid; counted in positions.
    Placing,
    /// What is placed is made ready to be found; counted in features.
    Indexing,
}

/// Someone who waits. Asked from every thread that works, at least some ten times a second.
pub trait Watch: Sync {
    /// Hears that so many of `total` parts are done, `total` being 0 if nobody knows; says whether to go on.
    fn goes_on(&self, stage: Stage, done: usize, total: usize) -> bool;
}

/// Nobody waits, and nobody stops it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn goes_on(&self, _: Stage, _: usize, _: usize) -> bool {
        true
    }
}
