//! The gate of export: no failing plan leaves the program unmarked.

use serde_json::{Map, Value};

use super::composed::nfc;
use super::export::PlanExport;
use super::export_error::ExportError;
use crate::check::Verdict;

/// A plan that may leave: it passes, or it is marked as a draft with the reason someone typed.
///
/// The only way to one is [`Cleared::of`], and every writer of plans takes nothing else.
#[derive(Debug, Clone, Copy)]
pub struct Cleared<'a> {
    export: PlanExport<'a>,
    draft_reason: Option<&'a str>,
}

impl<'a> Cleared<'a> {
    /// Clears a plan; one that does not pass is refused without a reason that says something.
    pub fn of(export: &PlanExport<'a>) -> Result<Self, ExportError> {
        let draft_reason = export.draft_reason.map(str::trim).filter(|reason| !reason.is_empty());
        match export.judgement.verdict {
            Verdict::Pass => {}
            verdict if draft_reason.is_none() => return Err(ExportError::NeedsDraftReason { verdict }),
            _ => {}
        }
        Ok(Self { export: *export, draft_reason })
    }

    /// What leaves.
    pub const fn export(&self) -> &PlanExport<'a> {
        &self.export
    }

    /// Why it leaves as a draft; `None` for a plan that passes and is no draft.
    pub const fn draft_reason(&self) -> Option<&'a str> {
        self.draft_reason
    }

    /// The mark every written file and feature carries: `status`, and of a draft `verdict` and `draft_reason`.
    pub fn marks(&self) -> Map<String, Value> {
        let mut marks = Map::new();
        let mut put = |name: &str, value: &str| drop(marks.insert(name.to_owned(), nfc(value).into()));
        match self.draft_reason {
            None => put("status", "compliant"),
            Some(reason) => {
                put("status", "draft");
                put("verdict", self.export.judgement.verdict.id());
                put("draft_reason", reason);
            }
        }
        marks
    }
}
