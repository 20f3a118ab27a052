//! Plans with all that is computed about them, on their way into a file.

use std::path::Path;

use hecta::app::tables::{TableSubject, report_for};
use hecta::app::{Language, Texts};
use hecta::check::{Checker, Judgement, RuleBook};
use hecta::geometry::crs::Decimals;
use hecta::io::{ExportError, PlanExport, export};
use hecta::plan::{CommuneLayer, Division, Ledger, Plan};

/// A plan with all that is computed about it.
pub struct Judged<'a> {
    pub plan: &'a Plan,
    pub ledger: Ledger,
    pub checker: Checker,
    pub judgement: Judgement,
    pub communes: CommuneLayer,
}

impl<'a> Judged<'a> {
    pub fn of(plan: &'a Plan) -> Self {
        let communes = CommuneLayer::new(Division::Loaded, Vec::new());
        let ledger = Ledger::of(plan, &communes);
        let checker = Checker::of(plan, &ledger, RuleBook::KNOWN_ON);
        let judgement = checker.judgement(plan, &ledger);
        Self { plan, ledger, checker, judgement, communes }
    }

    pub fn export(&self, path: &Path, draft_reason: Option<&str>, decimals: Decimals) -> Result<f64, ExportError> {
        let Self { plan, ledger, checker, judgement, communes } = self;
        let texts = Texts::new(Language::Vietnamese);
        let tables = TableSubject { texts: &texts, plan, ledger, checker, judgement: judgement.clone(), communes };
        let report = report_for(path, &tables);
        let report = report.as_ref();
        export(path, &PlanExport { plan, ledger, judgement, checker, draft_reason, decimals, report })
    }
}

/// Writes a plan to a file, as a draft if a reason is given.
pub fn exported(plan: &Plan, path: &Path, draft_reason: Option<&str>) -> Result<f64, ExportError> {
    Judged::of(plan).export(path, draft_reason, Decimals::Fewest)
}
