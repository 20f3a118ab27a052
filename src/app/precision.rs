//! How the pointer of a session is aimed: snapping and locks of direction.

use super::session::Session;
use crate::tool::{Aiming, SnapSettings};

impl Session {
    /// Whether snapping is on.
    pub const fn snapping(&self) -> bool {
        self.aiming.snaps.on
    }

    /// Switches snapping.
    pub const fn set_snapping(&mut self, on: bool) {
        self.aiming.snaps.on = on;
    }

    /// What the pointer takes hold of.
    pub const fn snaps(&self) -> SnapSettings {
        self.aiming.snaps
    }

    /// Chooses what the pointer takes hold of.
    pub const fn set_snaps(&mut self, snaps: SnapSettings) {
        self.aiming.snaps = snaps;
    }

    /// How the pointer is aimed.
    pub const fn aiming(&self) -> &Aiming {
        &self.aiming
    }
}
