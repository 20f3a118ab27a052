//! What is to be told about a file that was opened.

use super::Workspace;
use crate::app::alternatives::AlternativeTitle;
use crate::app::importing::ImportReport;
use crate::io::project::OpenedProject;

impl Workspace {
    /// What was noticed while the alternatives were read, feature by feature; `name` is the file's, for people.
    pub(super) fn report_of(&self, opened: &OpenedProject, name: &str) -> ImportReport {
        let mut report = ImportReport { name: name.to_owned(), ..ImportReport::default() };
        for alternative in &opened.alternatives {
            let title = match opened.alternatives.len() {
                1 => String::new(),
                _ => AlternativeTitle::from(alternative).text(&self.texts),
            };
            report.add_plan(&alternative.imported, &title);
        }
        report
    }
}
