//! Letting the plan leave, through the one gate, as it was decided.

use std::path::Path;
use std::sync::Arc;

use super::{NoticeKind, Workspace, file_name};
use crate::app::action::Action;
use crate::app::cross::CrossedLayer;
use crate::app::exporting::ExportOrder;
use crate::app::i18n::Texts;
use crate::app::tables::{TableSubject, cross_table, report_for};
use crate::geometry::crs::Decimals;
use crate::io::export::{PlanExport, export_as};

impl Workspace {
    /// Exports an alternative by the ending of `path`; whether that succeeded. One that does not pass needs a reason, which the file
    /// carries with the word "draft".
    pub fn carry_out_export(&mut self, path: &Path, order: &ExportOrder) -> bool {
        self.session.escape();
        let own_texts = (order.language != self.texts.language()).then(|| Texts::new(order.language));
        let texts = own_texts.as_ref().unwrap_or(&self.texts);
        let Some(session) = self.alternative(order.alternative) else { return false };
        let judgement = session.document_judgement();
        let mut report = report_for(path, &TableSubject::document(session, texts));
        if let Some(report) = report.as_mut().filter(|report| report.tables.len() > 1) {
            report.add_beside(self.compared_table());
            let is_current = order.alternative == self.alternatives().current();
            let crossed = self.cross_table.as_ref().filter(|_| is_current);
            report.tables.extend(crossed.map(|crossed| cross_table(&TableSubject::document(session, texts), crossed)));
        }
        let what = PlanExport {
            plan: session.document(),
            ledger: session.document_ledger(),
            judgement: &judgement,
            checker: session.document_checker(),
            draft_reason: order.draft_reason.as_deref(),
            decimals: order.decimals,
            report: report.as_ref(),
        };
        match export_as(path, &what, order.schema) {
            Ok(largest_error_m) => {
                self.tell_exported(path, order, largest_error_m);
                true
            }
            Err(error) => {
                self.tell_export_error(path, &error);
                false
            }
        }
    }

    /// Keeps the parcels by zone that are shown, for the tables that leave; `None` if they are not about the plan as it is.
    pub fn keep_cross_table(&mut self, crossed: Option<Arc<CrossedLayer>>) {
        self.cross_table = crossed;
    }

    /// The file that was exported last.
    pub fn last_export(&self) -> Option<&Path> {
        self.last_export.as_deref()
    }

    fn tell_exported(&mut self, path: &Path, order: &ExportOrder, largest_error_m: f64) {
        let file = || file_name(path);
        let done = match (&order.draft_reason, order.decimals) {
            (Some(_), _) => self.texts.format("status-exported-draft", &[("file", file().into())]),
            (None, Decimals::Fewest) => self.texts.format("status-exported", &[("file", file().into())]),
            (None, Decimals::AtMost(_)) => {
                let error = self.texts.numbers().number(largest_error_m * 1_000.0, 2);
                self.texts.format("status-exported-rounded", &[("file", file().into()), ("error", error.into())])
            }
        };
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let place = self.texts.format("status-exported-folder", &[("folder", folder.into())]);
        self.last_export = Some(path.to_owned());
        self.notify_with(NoticeKind::Done, format!("{done}\n{place}"), Action::CopyExportPath);
    }
}
