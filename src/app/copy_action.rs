//! Actions that put a table on the clipboard.

use super::corners::{CornerSubject, CornerTable};
use super::i18n::Texts;
use super::session::Session;
use super::tables::{TableSubject, commune_table, compliance_table, corner_table, findings_table, zone_table};
use crate::io::Table;

/// A table to be copied for a spreadsheet, as the window shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyAction {
    /// The zones, or the plots one is among.
    Zones,
    /// Zones by commune.
    Communes,
    /// The findings.
    Findings,
    /// How the plan stands to each rule.
    Rules,
    /// The corners of the selected zone, else of the boundary.
    Corners,
}

impl CopyAction {
    /// Id of the name of the action.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Zones => "action-copy-zones",
            Self::Communes => "action-copy-communes",
            Self::Findings => "action-copy-findings",
            Self::Rules => "action-copy-rules",
            Self::Corners => "action-copy-corners",
        }
    }

    /// Whether there is such a table now, or the id of the text that says why not.
    pub fn availability(self, session: &Session) -> Result<(), &'static str> {
        let has_zones = session.plan().zones().len() > 0;
        match self {
            Self::Zones | Self::Communes if !has_zones => Err("action-why-no-zones"),
            Self::Findings if session.findings().is_empty() => Err("action-why-no-findings"),
            Self::Corners if !has_zones && session.plan().boundary().is_none() => Err("action-why-no-boundary"),
            _ => Ok(()),
        }
    }

    /// The table; `None` if there is none.
    pub fn table(self, session: &Session, texts: &Texts) -> Option<Table> {
        let subject = TableSubject::shown(session, texts);
        Some(match self {
            Self::Zones => zone_table(&subject),
            Self::Communes => commune_table(&subject),
            Self::Findings => findings_table(&subject),
            Self::Rules => compliance_table(&subject),
            Self::Corners => {
                let of = session.selected_zone().map_or(CornerSubject::Boundary, CornerSubject::Zone);
                corner_table(&CornerTable::of(subject.plan, of)?, subject.plan, texts)
            }
        })
    }
}
