//! What is to be told about a file that was opened.

use super::{Notice, NoticeKind, Workspace};
use crate::app::alternatives::AlternativeTitle;
use crate::app::import_text::problem_text;
use crate::app::phrase::{area_text, zone_code};
use crate::io::project::OpenedProject;
use crate::io::{Imported, Severity};
use crate::plan::{Plan, ZoneId};

impl Workspace {
    /// What was noticed while the alternatives were read, feature by feature.
    pub(super) fn report_of(&self, opened: &OpenedProject) -> Vec<Notice> {
        let mut report = Vec::new();
        for alternative in &opened.alternatives {
            let notices = self.report_of_plan(&alternative.imported);
            if opened.alternatives.len() == 1 {
                return notices;
            }
            let title = AlternativeTitle::from(alternative).text(&self.texts);
            report.extend(notices.into_iter().map(|notice| Notice { text: format!("{title}: {}", notice.text), ..notice }));
        }
        report
    }

    fn report_of_plan(&self, imported: &Imported) -> Vec<Notice> {
        let kind = |severity| if severity == Severity::Error { NoticeKind::Error } else { NoticeKind::Warning };
        let problems = imported.problems.iter();
        let mut report: Vec<_> =
            problems.map(|p| Notice { kind: kind(p.severity()), text: problem_text(&self.texts, p), offer: None }).collect();
        if imported.laying.moved > 0 {
            let count = i64::try_from(imported.laying.moved).unwrap_or(i64::MAX);
            let text = self.texts.format("import-noded", &[("count", count.into())]);
            report.push(Notice { kind: NoticeKind::Warning, text, offer: None });
        }
        for (zone, before, after) in &imported.laying.areas {
            // joining borders within 2 mm changes every neighbour by a little; only what shows in a figure is told
            if (*after - *before).rounded_m2(2) == 0 {
                continue;
            }
            let change = area_text(&self.texts, *after - *before);
            let name = self.zone_word(&imported.plan, *zone);
            let text = self.texts.format("import-area-changed", &[("feature", name.into()), ("change", change.into())]);
            report.push(Notice { kind: NoticeKind::Warning, text, offer: None });
        }
        report
    }

    fn zone_word(&self, plan: &Plan, zone: ZoneId) -> String {
        zone_code(&self.texts, plan, zone)
    }
}
