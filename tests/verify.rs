//! Files that are handed over: they state what is so, and `verify` notices everything that is changed in them.

mod defects;
#[path = "verify/gate.rs"]
mod gate;
#[path = "verify/handover.rs"]
mod handover;
#[path = "verify/plans.rs"]
mod plans;
#[path = "verify/reprojection.rs"]
mod reprojection;
#[path = "verify/tampering.rs"]
mod tampering;

use std::path::Path;

use hecta::app::tables::{TableSubject, report_for};
use hecta::app::{Language, Texts};
use hecta::check::{Checker, Judgement, RuleBook};
use hecta::geometry::crs::Decimals;
use hecta::io::{ExportError, PlanExport, Verification, export, verify};
use hecta::plan::{CommuneLayer, Division, Ledger, Plan};
use serde_json::Value;

/// A plan with all that is computed about it.
struct Judged<'a> {
    plan: &'a Plan,
    ledger: Ledger,
    checker: Checker,
    judgement: Judgement,
    communes: CommuneLayer,
}

impl<'a> Judged<'a> {
    fn of(plan: &'a Plan) -> Self {
        let communes = CommuneLayer::new(Division::Loaded, Vec::new());
        let ledger = Ledger::of(plan, &communes);
        let checker = Checker::of(plan, &ledger, RuleBook::KNOWN_ON);
        let judgement = checker.judgement(plan, &ledger);
        Self { plan, ledger, checker, judgement, communes }
    }

    fn export(&self, path: &Path, draft_reason: Option<&str>, decimals: Decimals) -> Result<f64, ExportError> {
        let Self { plan, ledger, checker, judgement, communes } = self;
        let texts = Texts::new(Language::Vietnamese);
        let tables = TableSubject { texts: &texts, plan, ledger, checker, judgement: judgement.clone(), communes };
        let report = report_for(path, &tables);
        let report = report.as_ref();
        export(path, &PlanExport { plan, ledger, judgement, checker, draft_reason, decimals, report })
    }
}

fn exported(plan: &Plan, path: &Path, draft_reason: Option<&str>) -> Result<f64, ExportError> {
    Judged::of(plan).export(path, draft_reason, Decimals::Fewest)
}

fn verified(path: &Path) -> Verification {
    verify(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file holds, or the test says why not.
fn assert_holds(path: &Path) -> Verification {
    let verified = verified(path);
    assert!(verified.holds(), "{}: intact: {}, {:#?}", path.display(), verified.is_intact(), verified.differences);
    assert!(verified.compared > 100, "{} values compared", verified.compared);
    verified
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("written")).expect("JSON")
}
