//! When the steps of the history were made: the core knows no clock, so the session keeps the time beside them.

use std::sync::atomic::{AtomicU64, Ordering};

use super::Session;
use crate::edit::History;

/// A step of the history as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Tells it from every other step made while the program runs, so that what was computed about it can be kept.
    pub serial: u64,
    /// When it was made, on the clock of the place.
    pub made: jiff::Zoned,
}

/// The stamps of all steps that are kept, undone ones included, oldest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Stamps {
    stamps: Vec<Stamp>,
    /// How many steps before these are no longer kept.
    dropped: usize,
}

impl Stamps {
    /// Follows `history`, whose last step is new.
    pub(super) fn put_last(&mut self, history: &History) {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let mut stamp = || Stamp { serial: NEXT.fetch_add(1, Ordering::Relaxed), made: jiff::Zoned::now() };
        let count = history.steps().0.len();
        let gone = history.dropped() - self.dropped;
        self.dropped = history.dropped();
        self.stamps.truncate((count + gone).saturating_sub(1));
        self.stamps.drain(..gone.min(self.stamps.len()));
        // steps that came from elsewhere count from when they were first seen
        self.stamps.resize_with(count, &mut stamp);
    }
}

impl Session {
    /// When each step that the history keeps was made, undone ones included, oldest first.
    pub fn stamps(&self) -> &[Stamp] {
        &self.stamps.stamps
    }
}
