//! Putting in place what was imported.

use std::path::Path;

use super::{NoticeKind, Workspace, file_name};
use crate::app::import_text::error_text;
use crate::app::importing::{Failed, ImportReport, ImportSource, Prepared};
use crate::app::reference::ReferenceId;
use crate::app::session::Communes;
use crate::app::wording::refusal_text;
use crate::edit::Command;
use crate::io::project::OpenedProject;
use crate::io::{ImportedBoundary, KnownPlaces};
use crate::plan::{CommuneLayer, Division};

impl Workspace {
    /// Puts in place what was imported: a plan instead of the document, a boundary as one step, communes, reference layers.
    ///
    /// Gives the reference layers that were added. Unsaved changes must have been settled before if there is a plan.
    pub fn take_import(&mut self, prepared: Prepared, source: Option<&Path>) -> Vec<ReferenceId> {
        let Prepared { plan, boundary, communes, references, report } = prepared;
        let has_plan = plan.is_some();
        if let Some(mut imported) = plan {
            imported.plan = imported.plan.with_layers(self.settings.layers);
            self.show_keeping_report(OpenedProject::from(imported), None);
            if let Some(path) = source {
                self.settings.remember(path);
            }
        }
        self.report = report;
        if self.report.name.is_empty() {
            self.texts.get("import-clipboard").clone_into(&mut self.report.name);
        }
        if let Some(boundary) = boundary {
            self.take_boundary(boundary);
        }
        if let Some(communes) = communes {
            self.take_communes(communes);
        }
        let count = references.len();
        // the first of the file lies uppermost
        let named = |name: String| if name.is_empty() { self.texts.get("import-clipboard").to_owned() } else { name };
        let references: Vec<_> = references.into_iter().rev().map(|r| (named(r.name), r.source, r.shape)).collect();
        let added: Vec<_> =
            references.into_iter().map(|(name, source, shape)| self.references.add(name, source, shape, None)).collect();
        self.tell_import(has_plan, count, source);
        added
    }

    /// Corners that files should hit: of the program's own data, of the communes in use and of the plan.
    pub fn known_places(&self) -> KnownPlaces {
        let plan = self.session.document();
        let own = KnownPlaces::embedded(plan.crs()).map_or_else(|_| KnownPlaces::new(plan.crs()), |known| (*known).clone());
        let communes = &self.session.communes().until2025;
        let own = if communes.division == Division::Loaded { own.with_communes(communes) } else { own };
        own.with_plan(plan)
    }

    /// The boundary of the document, for zones that are imported without one.
    pub fn present_boundary(&self) -> Option<ImportedBoundary> {
        let present = self.session.document();
        let boundary = present.boundary()?.clone();
        Some(ImportedBoundary { boundary, approval: present.approval().clone(), problems: Vec::new() })
    }

    /// Says why files could not be read, each once.
    pub fn tell_failed(&mut self, failed: &[Failed]) {
        for failed in failed {
            let text = match &failed.source {
                ImportSource::File(path) => error_text(&self.texts, &file_name(path), &failed.error),
                ImportSource::Text(_) => self.texts.get("import-paste-unknown").to_owned(),
            };
            self.notify(NoticeKind::Error, text);
        }
    }

    /// Forgets what the last import had to say.
    pub fn drop_import_report(&mut self) {
        self.report = ImportReport::default();
    }

    fn take_boundary(&mut self, imported: ImportedBoundary) {
        let command = Command::SetBoundary { boundary: Box::new(imported.boundary) };
        let name = self.report.name.clone();
        match self.session.perform(&command) {
            Ok(()) => {
                let text = self.texts.format("status-boundary-loaded", &[("file", name.into())]);
                self.notify(NoticeKind::Done, text);
            }
            Err(refusal) => {
                let text = refusal_text(&self.texts, self.session.plan(), &refusal);
                self.notify(NoticeKind::Error, text);
            }
        }
    }

    /// Counts zones by other communes, in all alternatives; which ones are not part of the project file.
    fn take_communes(&mut self, communes: CommuneLayer) {
        let count = communes.communes.len();
        let communes = CommuneLayer::new(Division::Loaded, communes.communes);
        let communes = Communes { until2025: communes.into(), since2025: self.session.communes().since2025.clone() };
        self.alternatives.set_communes(&communes);
        self.session.set_communes(communes);
        let text = self.texts.format("status-communes-loaded", &[("count", count.into())]);
        self.notify(NoticeKind::Warning, text);
    }

    fn tell_import(&mut self, has_plan: bool, references: usize, source: Option<&Path>) {
        if has_plan {
            match source {
                Some(path) => self.tell_opened(path),
                None => self.tell_opened(Path::new(&self.texts.get("import-clipboard").to_owned())),
            }
        }
        if references > 0 {
            let text = self.texts.format("status-references-added", &[("count", references.into())]);
            self.notify(NoticeKind::Done, text);
        }
        let (errors, warnings) = self.report.counts();
        if !has_plan && errors + warnings > 0 {
            let arguments = [("errors", errors.into()), ("warnings", warnings.into())];
            let text = self.texts.format("status-import-problems", &arguments);
            self.notify(NoticeKind::Warning, text);
        }
    }
}
