//! Versions set aside (mốc): made, listed, brought back as an alternative of their own, deleted.

use std::sync::Arc;

use super::{NoticeKind, Workspace};
use crate::app::alternatives::AlternativeId;
use crate::io::snapshot::{Snapshot, SnapshotTitle};

impl Workspace {
    /// The versions set aside, oldest first.
    pub fn snapshots(&self) -> &[Arc<Snapshot>] {
        &self.snapshots
    }

    /// Sets the alternative that is worked on aside, under a name and with a note; its number. It is saved with the project.
    ///
    /// `None` for a name of nothing but spaces, and if the plan cannot be written, which a notice says.
    pub fn take_snapshot(&mut self, name: &str, note: &str) -> Option<u32> {
        let (name, note) = (name.trim().to_owned(), note.trim().to_owned());
        if name.is_empty() {
            return None;
        }
        self.session.escape();
        let number = self.snapshots.iter().map(|snapshot| snapshot.number).max().unwrap_or(0).saturating_add(1);
        let title = SnapshotTitle { number, name: name.clone(), note, made: jiff::Zoned::now().to_string() };
        let verdict = self.session.document_judgement().verdict;
        match Snapshot::of(self.session.document(), self.session.document_ledger(), verdict, title) {
            Ok(snapshot) => {
                self.snapshots.push(Arc::new(snapshot));
                self.session.succeed(self.session.revisions());
                let text = self.texts.format("status-snapshot-taken", &[("name", name.into())]);
                self.notify(NoticeKind::Done, text);
                Some(number)
            }
            Err(error) => {
                let text = self.texts.format("error-internal", &[("cause", error.to_string().into())]);
                self.notify(NoticeKind::Error, text);
                None
            }
        }
    }

    /// Brings a version back as a new alternative of its name, and goes over to it: what is there now stays beside it.
    pub fn restore_snapshot(&mut self, number: u32) -> Option<AlternativeId> {
        let snapshot = self.snapshots.iter().find(|snapshot| snapshot.number == number)?.clone();
        match snapshot.plan() {
            Ok(plan) => {
                let id = self.add_alternative(|_| plan);
                self.rename_alternative(id, &snapshot.name);
                Some(id)
            }
            Err(error) => {
                let text = self
                    .texts
                    .format("error-snapshot", &[("name", snapshot.name.as_str().into()), ("cause", error.to_string().into())]);
                self.notify(NoticeKind::Error, text);
                None
            }
        }
    }

    /// Deletes a version; whether there was such a one.
    pub fn delete_snapshot(&mut self, number: u32) -> bool {
        let Some(at) = self.snapshots.iter().position(|snapshot| snapshot.number == number) else { return false };
        let snapshot = self.snapshots.remove(at);
        self.session.succeed(self.session.revisions());
        let text = self.texts.format("status-snapshot-deleted", &[("name", snapshot.name.as_str().into())]);
        self.notify(NoticeKind::Done, text);
        true
    }
}
