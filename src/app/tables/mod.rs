//! The tables of a plan, each made once as typed cells: window, clipboard, CSV, workbook and paper show views of them.

mod alternatives;
mod balance;
mod communes;
mod compliance;
mod corners;
mod cross;
mod findings;
mod land;
mod report;
mod zones;

use super::i18n::Texts;
use super::session::Session;
use crate::check::{Checker, Judgement};
use crate::geometry::ExactArea;
use crate::io::table::{Cell, Measure};
use crate::plan::{CommuneLayer, Ledger, Plan};

pub use alternatives::{AlternativeFigures, alternatives_table};
pub use balance::balance_table;
pub use communes::{ByCommune, commune_table};
pub use compliance::compliance_table;
pub use corners::{corner_table, exact_figure, stations_table};
pub use cross::{CROSS_M2_DECIMALS, cross_column_text, cross_group_text, cross_notes, cross_report, cross_table};
pub use findings::{findings_table, severity_id};
pub use land::{land_table, zone_land_table};
pub use report::{ReportPart, report, report_for, report_words};
pub use zones::{ZoneColumns, ZoneRow, described_zone, zone_table};

/// Decimals of hectares and percentages everywhere, as in the decision.
pub const HA_DECIMALS: u32 = 2;
/// Decimals of square metres that are to be exact.
const EXACT_M2_DECIMALS: u32 = 4;
/// Decimals of square metres beside hectares.
const M2_DECIMALS: u32 = 1;

/// A plan with what is known about it.
#[derive(Debug, Clone)]
pub struct TableSubject<'a> {
    /// The language.
    pub texts: &'a Texts,
    /// The plan: that of the park or, for some tables, the plots of a zone.
    pub plan: &'a Plan,
    /// Its figures; positions of communes are those of `communes`.
    pub ledger: &'a Ledger,
    /// Its findings and rules.
    pub checker: &'a Checker,
    /// The verdict on it.
    pub judgement: Judgement,
    /// Communes by which zones are counted.
    pub communes: &'a CommuneLayer,
}

impl<'a> TableSubject<'a> {
    /// What the session shows: the park or, among the plots of a zone, these.
    pub fn shown(session: &'a Session, texts: &'a Texts) -> Self {
        let (plan, ledger, checker) = (session.plan(), session.ledger(), session.checker());
        Self { texts, plan, ledger, checker, judgement: session.judgement(), communes: &session.communes().until2025 }
    }

    /// The whole document.
    pub fn document(session: &'a Session, texts: &'a Texts) -> Self {
        let (plan, ledger, checker) = (session.document(), session.document_ledger(), session.document_checker());
        Self { texts, plan, ledger, checker, judgement: session.document_judgement(), communes: &session.communes().until2025 }
    }

    /// What the plan is called.
    fn plan_title(&self) -> &str {
        if self.plan.title().is_empty() { self.texts.get("app-untitled") } else { self.plan.title() }
    }

    /// "Các vùng – Phương án 1".
    fn title(&self, what: &str) -> String {
        format!("{what} – {}", self.plan_title())
    }

    /// What areas rest on: the projection plane, the decision, and the day of the check if the plan names one.
    fn grounds(&self) -> Vec<String> {
        let texts = self.texts;
        let crs = self.plan.crs();
        let method = texts.format(
            "app-table-method",
            &[
                ("meridian", crs.central_meridian_text().into()),
                ("width", format!("{}°", crs.zone_width_deg()).into()),
                ("crs", crs.to_string().into()),
            ],
        );
        let approval = self.plan.approval();
        let area = texts.numbers().ha(approval.area, HA_DECIMALS);
        let approved = if approval.decision.is_empty() {
            texts.format("app-table-approved", &[("area", area.into())])
        } else {
            let values = [("area", area.into()), ("decision", approval.decision.as_str().into())];
            texts.format("app-table-approved-by", &values)
        };
        let day = self.plan.settings().date.map(super::law::day_text);
        let day = day.map(|day| texts.format("cli-date", &[("date", day.into())]));
        [method, approved].into_iter().chain(day).collect()
    }
}

/// An area in hectares as it is printed.
fn hectares(area: ExactArea) -> Cell {
    Cell::figure(Measure::Hectares, area.rounded_ha(HA_DECIMALS), HA_DECIMALS)
}

/// An area in square metres.
fn square_metres(area: ExactArea, decimals: u32) -> Cell {
    Cell::figure(Measure::SquareMetres, area.rounded_m2(decimals), decimals)
}

/// ASCII letters, digits and hyphens of a name, for the key of a table.
fn key_of(name: &str) -> String {
    let folded = super::palette::folded(name);
    let letters: String = folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    letters.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests;
