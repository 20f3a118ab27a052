//! The alternatives of the document: what menus, keys and notices ask for.

use super::Window;
use crate::app::{AlternativeAction, AlternativeId};
use crate::ui::dialogs::{Dialog, SnapshotDeed, SnapshotsForm};

impl Window {
    /// Does what is done with alternatives; that it can be done has been made sure of.
    pub(super) fn do_with_alternatives(&mut self, action: AlternativeAction) {
        let current = self.workspace.alternatives().current();
        self.keep_typed();
        match action {
            AlternativeAction::Duplicate => drop(self.workspace.duplicate_alternative()),
            AlternativeAction::Empty => drop(self.workspace.new_alternative()),
            AlternativeAction::Next => self.step_alternative(1),
            AlternativeAction::Previous => self.step_alternative(-1),
            AlternativeAction::Rename => self.ask_alternative_name(current),
            AlternativeAction::Earlier => self.workspace.reorder_alternative(current, -1),
            AlternativeAction::Later => self.workspace.reorder_alternative(current, 1),
            AlternativeAction::Delete => drop(self.workspace.delete_alternative(current)),
            AlternativeAction::Restore => drop(self.workspace.restore_alternative()),
            AlternativeAction::Compare => return self.compare.toggle(),
            AlternativeAction::SideBySide => return self.show_beside(),
            AlternativeAction::Snapshots => return self.show_snapshots(),
        }
        self.note_switch(current);
    }

    fn show_snapshots(&mut self) {
        self.dialogs.open(Dialog::Snapshots(SnapshotsForm::new(self.workspace.snapshots())));
    }

    /// Does what is asked of versions; the list of them stays open, unless one was brought back.
    pub(super) fn do_with_snapshots(&mut self, deed: SnapshotDeed) {
        let before = self.workspace.alternatives().current();
        match deed {
            SnapshotDeed::Take { name, note } => drop(self.workspace.take_snapshot(&name, &note)),
            SnapshotDeed::Delete(number) => drop(self.workspace.delete_snapshot(number)),
            SnapshotDeed::Restore(number) => {
                self.keep_typed();
                self.workspace.restore_snapshot(number);
                return self.note_switch(before);
            }
        }
        self.show_snapshots();
    }

    /// Goes over to another alternative; what is previewed in this one is dropped.
    pub(super) fn go_to_alternative(&mut self, id: AlternativeId) {
        self.end_simplifying(false);
        self.keep_typed();
        let before = self.workspace.alternatives().current();
        self.workspace.switch_alternative(id);
        self.note_switch(before);
    }

    /// Keeps what is typed into the fields of a zone, as zones of other alternatives have the same numbers.
    fn keep_typed(&mut self) {
        if let Some(command) = self.properties.take_typed(self.workspace.texts()) {
            self.perform(&command);
        }
    }

    /// What was shown of the alternative before is no longer.
    fn note_switch(&mut self, before: AlternativeId) {
        let now = self.workspace.alternatives().current();
        if now != before {
            self.findings.forget();
            self.compare.switched(before, now);
        }
    }

    /// Shows another alternative beside this one, or no longer; either way all of the park is in sight.
    fn show_beside(&mut self) {
        self.beside_open = !self.beside_open;
        self.canvas.zoom_fit(self.workspace.session());
    }

    fn step_alternative(&mut self, by: isize) {
        if let Some(id) = self.workspace.alternatives().neighbour(by) {
            self.workspace.switch_alternative(id);
        }
    }

    fn ask_alternative_name(&mut self, id: AlternativeId) {
        let name = self.workspace.alternative_name(id);
        self.dialogs.open(Dialog::RenameAlternative { id, name });
    }
}
