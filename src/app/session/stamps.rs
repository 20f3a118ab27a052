//! When the steps of the history were made: the core knows no clock, so the session keeps the time beside them.

use std::sync::atomic::{AtomicU64, Ordering};

use super::Session;

/// A step of the history as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Tells it from every other step made while the program runs, so that what was computed about it can be kept.
    pub serial: u64,
    /// When it was made, on the clock of the place.
    pub made: jiff::Zoned,
}

/// The stamps of all steps, undone ones included, oldest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Stamps(Vec<Stamp>);

impl Stamps {
    /// Follows a history that now has `count` steps, the last of which is new.
    pub(super) fn put_last(&mut self, count: usize) {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let mut stamp = || Stamp { serial: NEXT.fetch_add(1, Ordering::Relaxed), made: jiff::Zoned::now() };
        self.0.truncate(count.saturating_sub(1));
        // steps that came from elsewhere count from when they were first seen
        self.0.resize_with(count, &mut stamp);
    }
}

impl Session {
    /// When each step of the history was made, undone ones included, oldest first.
    pub fn stamps(&self) -> &[Stamp] {
        &self.stamps.0
    }
}
