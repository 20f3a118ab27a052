//! The alternatives of the document: going from one to another, adding, naming, ordering and deleting them.

use std::path::Path;

use super::{NoticeKind, Workspace};
use crate::app::Action;
use crate::app::alternative_action::AlternativeAction;
use crate::app::alternatives::{AlternativeId, AlternativeTitle, Alternatives, Correspondence};
use crate::app::session::Session;
use crate::app::tables::{AlternativeFigures, alternatives_table};
use crate::io::Table;
use crate::io::project::{AlternativeToSave, OpenedProject};
use crate::plan::{Boundary, Plan};

impl Workspace {
    /// The alternatives of the document.
    pub const fn alternatives(&self) -> &Alternatives {
        &self.alternatives
    }

    /// The session of an alternative, be it the current one or not.
    pub fn alternative(&self, id: AlternativeId) -> Option<&Session> {
        if id == self.alternatives.current() { Some(&self.session) } else { self.alternatives.waiting(id) }
    }

    /// What an alternative is called in the present language; empty if there is no such one.
    pub fn alternative_name(&self, id: AlternativeId) -> String {
        self.alternatives.title(id).map(|title| title.text(&self.texts)).unwrap_or_default()
    }

    /// The figures of all alternatives side by side; `None` if there is only one.
    pub fn compared_table(&self) -> Option<Table> {
        let ids: Vec<AlternativeId> = self.alternatives.titles().map(|title| title.id).collect();
        let figures = |id: &AlternativeId| {
            let session = self.alternative(*id)?;
            let (plan, ledger, checker) = (session.document(), session.document_ledger(), session.document_checker());
            Some(AlternativeFigures::of(self.alternative_name(*id), plan, ledger, checker))
        };
        let figures: Vec<AlternativeFigures<'_>> = ids.iter().filter_map(figures).collect();
        let plans: Vec<&Plan> = figures.iter().map(|figures| figures.plan).collect();
        let present = self.alternatives.current_place();
        let rows = Correspondence::between(&plans, present);
        (figures.len() > 1).then(|| alternatives_table(&self.texts, &figures, rows.rows(), present))
    }

    /// Goes over to another alternative, which nothing changes by; whether there is such a one.
    pub fn switch_alternative(&mut self, id: AlternativeId) -> bool {
        let was_modified = self.is_modified();
        let was_kept = self.keeping.revision == self.session.revisions().committed;
        if !self.alternatives.switch(id, &mut self.session) {
            return false;
        }
        // looking at another one is no change, but after a crash the same one is to be there again
        if !was_modified {
            self.saved_revision = self.session.revisions().committed;
            if was_kept {
                self.keeping.revision = self.saved_revision;
            }
        }
        true
    }

    /// Adds a copy of the current alternative and goes over to it; its history begins there.
    pub fn duplicate_alternative(&mut self) -> AlternativeId {
        self.add_alternative(|plan| plan)
    }

    /// Adds an alternative without zones, on the same boundary with the same approved area, and goes over to it.
    pub fn new_alternative(&mut self) -> AlternativeId {
        self.add_alternative(|plan| {
            let fresh = |boundary: &Boundary| {
                let Boundary { name_vi, name_en, synthetic, locked, outline, source } = boundary.clone();
                Boundary { locked, source, ..Boundary::from_legal(outline.legal().clone(), name_vi, name_en, synthetic) }
            };
            let boundary = plan.boundary().map(fresh);
            let approval = plan.approval().clone();
            let (empty, _) = Plan::assemble(plan.title(), plan.crs(), approval, boundary.as_ref(), Vec::new());
            empty.with_layers(*plan.layers()).with_settings(plan.settings().clone())
        })
    }

    pub(super) fn add_alternative(&mut self, make: impl FnOnce(Plan) -> Plan) -> AlternativeId {
        let plan = make(self.session.settled_document());
        let session = Session::new(plan, self.session.communes().clone());
        let id = self.alternatives.insert(session);
        self.alternatives.switch(id, &mut self.session);
        let text = self.texts.format("status-alternative-added", &[("name", self.alternative_name(id).into())]);
        self.notify(NoticeKind::Done, text);
        id
    }

    /// Says what was opened.
    pub(super) fn tell_opened(&mut self, path: &Path) {
        let (file, count) = (super::file_name(path), self.session.document().zones().len() as i64);
        let mut arguments = vec![("file", file.into()), ("count", count.into())];
        let id = if self.alternatives.count() > 1 { "status-opened-alternatives" } else { "status-opened" };
        if self.alternatives.count() > 1 {
            arguments.push(("alternatives", (self.alternatives.count() as i64).into()));
            arguments.push(("name", self.alternative_name(self.alternatives.current()).into()));
        }
        let text = self.texts.format(id, &arguments);
        let kind = if self.report.is_empty() { NoticeKind::Done } else { NoticeKind::Warning };
        self.notify(kind, text);
    }

    /// Gives an alternative another name; an empty one gives it back its number.
    pub fn rename_alternative(&mut self, id: AlternativeId, name: &str) {
        if self.alternatives.rename(id, name.trim().to_owned()) {
            self.session.succeed(self.session.revisions());
        }
    }

    /// Moves an alternative by so many places among the others.
    pub fn reorder_alternative(&mut self, id: AlternativeId, by: isize) {
        if self.alternatives.reorder(id, by) {
            self.session.succeed(self.session.revisions());
        }
    }

    /// Deletes an alternative, unless it is the only one; a notice offers to bring it back.
    pub fn delete_alternative(&mut self, id: AlternativeId) -> bool {
        let name = self.alternative_name(id);
        if id == self.alternatives.current() {
            let by = if self.alternatives.current_place() + 1 == self.alternatives.count() { -1 } else { 1 };
            let Some(other) = self.alternatives.neighbour(by) else { return false };
            self.alternatives.switch(other, &mut self.session);
        }
        if !self.alternatives.delete(id) {
            return false;
        }
        self.session.succeed(self.session.revisions());
        let text = self.texts.format("status-alternative-deleted", &[("name", name.into())]);
        self.notify_with(NoticeKind::Done, text, Action::Alternative(AlternativeAction::Restore));
        true
    }

    /// Brings back the alternative deleted last, with its history, and goes over to it; whether there was one.
    pub fn restore_alternative(&mut self) -> bool {
        let Some(id) = self.alternatives.restore() else { return false };
        self.alternatives.switch(id, &mut self.session);
        let text = self.texts.format("status-alternative-restored", &[("name", self.alternative_name(id).into())]);
        self.notify(NoticeKind::Done, text);
        true
    }

    /// Puts the alternatives of an opened project in place of the document.
    pub(super) fn replace_alternatives(&mut self, project: OpenedProject) {
        let mut waiting = [Vec::new(), Vec::new()];
        let mut current = None;
        for (at, alternative) in project.alternatives.into_iter().enumerate() {
            let title = AlternativeTitle::from(&alternative);
            if at == project.current {
                current = Some((title, alternative.imported.plan));
            } else {
                let session = Session::new(alternative.imported.plan, self.session.communes().clone());
                waiting[usize::from(current.is_some())].push((title, session));
            }
        }
        let Some((title, plan)) = current else { return };
        self.session.replace(plan);
        for (_, session) in waiting.iter_mut().flatten() {
            // no two states of a document have the same counters
            session.succeed(self.session.revisions());
            self.session.succeed(session.revisions());
        }
        self.snapshots = project.snapshots;
        let [before, after] = waiting;
        self.alternatives = Alternatives::of(before, title, after);
    }

    /// All alternatives as they are saved, `plan` being that of the current one; and the place of that one.
    pub(super) fn alternatives_to_save<'a>(&'a self, plan: &'a Plan) -> (Vec<AlternativeToSave<'a>>, usize) {
        let to_save = |title: &'a AlternativeTitle| {
            let plan = self.alternatives.waiting(title.id).map_or(plan, Session::document);
            AlternativeToSave { number: title.id.0, name: &title.name, plan }
        };
        (self.alternatives.titles().map(to_save).collect(), self.alternatives.current_place())
    }
}
