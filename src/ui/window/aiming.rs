//! Actions about how the pointer is aimed.

use super::Window;
use crate::app::workspace::NoticeKind;
use crate::app::{Action, AimAction};
use crate::tool::Angles;

impl Window {
    /// Snapping, the grid, and locks of direction.
    pub(super) fn aim(&mut self, action: Action) {
        let session = self.workspace.session_mut();
        match action {
            Action::Snap => session.set_snapping(!session.snapping()),
            Action::Aim(AimAction::GridSnap) => session.set_grid(!session.snaps_to_grid()),
            Action::Aim(AimAction::Orthogonal) => session.toggle_angles(Angles::Orthogonal),
            Action::Aim(AimAction::CommonAngles) => session.toggle_angles(Angles::Common),
            Action::Aim(AimAction::RelativeAngles) => session.set_relative_angles(!session.constraint().relative),
            Action::Aim(AimAction::ParallelTo) => self.lock_to_edge(false),
            Action::Aim(AimAction::PerpendicularTo) => self.lock_to_edge(true),
            _ => {}
        }
    }

    /// Locks the direction to the edge at the pointer, or says that there is none.
    fn lock_to_edge(&mut self, perpendicular: bool) {
        if !self.workspace.session_mut().toggle_picked(perpendicular) {
            let text = self.workspace.texts().get("action-why-no-edge").to_owned();
            self.workspace.notify(NoticeKind::Warning, text);
        }
    }
}
