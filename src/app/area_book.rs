//! The area ledger (sổ diện tích): which step gave or took how much land to or from whom, since the plan was opened or,
//! where the history no longer keeps all steps, since the oldest step it keeps.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::action::step_text;
use super::i18n::Texts;
use super::phrase::zone_code;
use super::session::Session;
use crate::edit::account::{StepAccount, moved_land};
use crate::geometry::coverage::NOISE_AREA;
use crate::geometry::{ExactArea, Region};
use crate::io::table::{Cell, Column, Figure, Measure, RowRole, Table};
use crate::plan::{Date, Face, Party};

/// Decimals of hectares and square metres in a copied table.
const HA_DECIMALS: u32 = 4;
const M2_DECIMALS: u32 = 2;

/// Land that a party got or gave in a step.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaEntry {
    /// Position of the step in the history.
    pub step: usize,
    /// From whom it came or to whom it went.
    pub counterpart: Party,
    /// Got (positive) or given.
    pub change: ExactArea,
    /// What the party had after it.
    pub balance: ExactArea,
}

/// What a party had and what became of it; the last balance is its area today.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AreaAccount {
    /// Its area when the plan was opened, or before the oldest step that is kept.
    pub opening: ExactArea,
    /// What it got and gave, oldest first; what is below [`NOISE_AREA`] comes from nodes rounded to the grid and is only in the balance.
    pub entries: Vec<AreaEntry>,
    /// Its area today.
    pub closing: ExactArea,
}

/// The accounts of all steps, each computed once.
#[derive(Debug, Clone, Default)]
pub struct AreaBook {
    steps: BTreeMap<u64, Arc<StepAccount>>,
}

impl AreaBook {
    /// The accounts of the steps in effect, oldest first.
    fn accounts(&mut self, session: &Session) -> Vec<Arc<StepAccount>> {
        let (steps, done) = session.history().steps();
        let stamps = session.stamps();
        let known: BTreeMap<u64, Arc<StepAccount>> = std::mem::take(&mut self.steps);
        let mut accounts = Vec::with_capacity(done);
        for (at, step) in steps.iter().enumerate() {
            let serial = stamps.get(at).map(|stamp| stamp.serial);
            let account = serial.and_then(|serial| known.get(&serial).cloned());
            if account.is_none() && at >= done {
                continue;
            }
            let account = account.unwrap_or_else(|| Arc::new(StepAccount::of(step.diff())));
            if let Some(serial) = serial {
                self.steps.insert(serial, account.clone());
            }
            if at < done {
                accounts.push(account);
            }
        }
        accounts
    }

    /// Who has an account: the zones there are, those there were, and unallocated land.
    pub fn parties(&mut self, session: &Session) -> Vec<Party> {
        let mut parties: Vec<Party> = session.plan().order().iter().map(|id| Party::Zone(*id)).collect();
        let mut former: Vec<Party> = self.accounts(session).iter().flat_map(|step| step.areas.keys().copied()).collect();
        former.sort_unstable();
        former.dedup();
        parties.push(Party::Unallocated);
        former.retain(|party| !parties.contains(party));
        parties.extend(former);
        parties
    }

    /// The account of a party over the steps in effect.
    pub fn account(&mut self, session: &Session, party: Party) -> AreaAccount {
        let accounts = self.accounts(session);
        let touched = accounts.iter().filter_map(|step| step.areas.get(&party));
        let today = area_today(session, party);
        let opening = touched.clone().next().map_or(today, |(before, _)| *before);
        let mut balance = opening;
        let mut entries: Vec<AreaEntry> = Vec::new();
        for (step, account) in accounts.iter().enumerate() {
            let Some((_, after)) = account.areas.get(&party) else { continue };
            let first = entries.len();
            for (counterpart, change) in account.changes_of(party) {
                balance += change;
                if change.abs() >= NOISE_AREA {
                    entries.push(AreaEntry { step, counterpart, change, balance });
                }
            }
            balance = *after;
            if let Some(last) = entries[first..].last_mut() {
                last.balance = balance;
            }
        }
        AreaAccount { opening, entries, closing: balance }
    }

    /// The account as a table, oldest step first.
    pub fn account_table(&mut self, session: &Session, party: Party, texts: &Texts) -> Table {
        let account = self.account(session, party);
        let heads = ["time", "step", "counterpart", "change-ha", "change-m2", "balance-ha", "balance-m2"];
        let heads = heads.map(|id| texts.find(&format!("panel-account-column-{id}")).unwrap_or_default());
        let mut table = Table {
            key: "area-ledger".into(),
            sheet: texts.get("action-area-ledger").to_owned(),
            title: party_name(texts, session, party),
            columns: heads.map(Column::new).into(),
            is_headed: true,
            ..Table::default()
        };
        let balance = |area: ExactArea| {
            let (ha, m2) = (area.rounded_ha(HA_DECIMALS), area.rounded_m2(M2_DECIMALS));
            [Cell::figure(Measure::Hectares, ha, HA_DECIMALS), Cell::figure(Measure::SquareMetres, m2, M2_DECIMALS)]
        };
        let change = |area: ExactArea| {
            let (ha, m2) = (area.rounded_ha(HA_DECIMALS), area.rounded_m2(M2_DECIMALS));
            let of = |measure, scaled, decimals| Cell::Figure(Figure::difference(measure, scaled, decimals));
            [of(Measure::Hectares, ha, HA_DECIMALS), of(Measure::SquareMetres, m2, M2_DECIMALS)]
        };
        let opening = [Cell::Empty, Cell::text(opening_text(texts, session)), Cell::Empty, Cell::Empty, Cell::Empty];
        table.push(RowRole::Beside, opening.into_iter().chain(balance(account.opening)).collect());
        for entry in &account.entries {
            let who = [moment(session, entry.step), Cell::text(step_name(texts, session, entry.step))];
            let counterpart = Cell::text(party_name(texts, session, entry.counterpart));
            let figures = change(entry.change).into_iter().chain(balance(entry.balance));
            table.push(RowRole::Body, who.into_iter().chain([counterpart]).chain(figures).collect());
        }
        table
    }
}

/// When a step was made, to the minute.
fn moment(session: &Session, step: usize) -> Cell {
    let moment = session.stamps().get(step).and_then(|stamp| {
        let (year, made) = (u16::try_from(stamp.made.year()).ok()?, &stamp.made);
        let day = Date::new(year, made.month().unsigned_abs(), made.day().unsigned_abs())?;
        Some(Cell::Moment(day, u16::from(made.hour().unsigned_abs()) * 60 + u16::from(made.minute().unsigned_abs())))
    });
    moment.unwrap_or_default()
}

fn area_today(session: &Session, party: Party) -> ExactArea {
    let plan = session.plan();
    match party {
        Party::Zone(id) => plan.zone(id).map_or(ExactArea::ZERO, |zone| zone.area),
        _ => plan.land(Face::Unallocated).area(),
    }
}

/// The land that an entry of `party`'s account is about, to be shown on the map.
pub fn entry_land(session: &Session, party: Party, entry: &AreaEntry) -> Region {
    let Some(step) = session.history().steps().0.get(entry.step) else { return Region::empty() };
    let (from, to) = if entry.change > ExactArea::ZERO { (entry.counterpart, party) } else { (party, entry.counterpart) };
    moved_land(step.diff(), from, to)
}

/// What a party is called; a zone that is gone keeps its name.
pub fn party_name(texts: &Texts, session: &Session, party: Party) -> String {
    match party {
        Party::Zone(id) if session.plan().zone(id).is_some() => zone_code(texts, session.plan(), id),
        Party::Zone(id) => {
            let changes = session.history().steps().0.iter().rev().flat_map(|step| &step.diff().zones);
            let mut zones = changes.filter(|(other, _)| *other == id).flat_map(|(_, change)| [&change.after, &change.before]);
            zones.find_map(|zone| zone.as_deref()).map_or_else(|| id.0.to_string(), super::naming::zone_name)
        }
        Party::Unallocated => texts.get("panel-unallocated").to_owned(),
        Party::Outside => texts.get("panel-outside").to_owned(),
        Party::Overlap => texts.get("panel-overlap").to_owned(),
    }
}

/// What the area is called with which an account begins.
pub fn opening_text<'a>(texts: &'a Texts, session: &Session) -> &'a str {
    texts.get(if session.history().dropped() == 0 { "panel-account-opening" } else { "panel-account-opening-kept" })
}

/// The name of a step.
pub fn step_name(texts: &Texts, session: &Session, step: usize) -> String {
    session.history().steps().0.get(step).map(|step| step_text(texts, step)).unwrap_or_default()
}

/// When a step was made, e.g. "22/11/2026 12:03".
pub fn time_text(session: &Session, step: usize) -> String {
    session.stamps().get(step).map(|stamp| stamp.made.strftime("%d/%m/%Y %H:%M").to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Language, Workspace};
    use crate::edit::Command;

    /// The balance of every account runs from what there was to what there is, step by step.
    fn assert_runs_to_today(book: &mut AreaBook, session: &Session) {
        for party in book.parties(session) {
            let account = book.account(session, party);
            assert_eq!(account.closing, area_today(session, party), "{party:?}");
            let mut balance = account.opening;
            for entry in &account.entries {
                balance += entry.change;
                assert!((balance - entry.balance).abs() < NOISE_AREA, "{party:?}: {entry:?}");
                let land = entry_land(session, party, entry).area();
                assert!((land - entry.change.abs()).abs() < NOISE_AREA, "{party:?}: {land:?} {entry:?}");
            }
            assert!((balance - account.closing).abs() < NOISE_AREA, "{party:?}");
        }
    }

    #[test]
    fn every_account_ends_at_the_area_of_today() {
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        let mut book = AreaBook::default();
        let session = workspace.session_mut();
        let bounds = session.plan().bounds().expect("a boundary").grown(1_000_000);
        let (first, second) = (session.plan().order()[0], session.plan().order()[1]);
        let commands = [
            Command::SplitZones { zones: Vec::new(), line: vec![bounds.min, bounds.max] },
            Command::DeleteZones { zones: vec![second] },
            Command::SetTitle { title: "B".into() },
            Command::MergeZones { into: first, from: vec![session.plan().order()[2]] },
        ];
        for command in commands {
            // what cannot be done makes no step
            let _ = session.perform(&command);
            assert_runs_to_today(&mut book, session);
            assert_eq!(session.stamps().len(), session.history().steps().0.len());
        }
        assert!(session.history().steps().1 >= 3);
        let gone = book.account(session, Party::Zone(second));
        assert_eq!(gone.closing, ExactArea::ZERO);
        assert!(gone.entries.iter().any(|entry| entry.counterpart == Party::Unallocated && entry.change < ExactArea::ZERO));
        session.undo();
        session.undo();
        assert_runs_to_today(&mut book, session);
        session.redo();
        assert_runs_to_today(&mut book, session);
        let serials: Vec<u64> = session.stamps().iter().map(|stamp| stamp.serial).collect();
        assert!(serials.is_sorted());
        for texts in Language::ALL.map(Texts::new) {
            let table = book.account_table(session, Party::Unallocated, &texts).as_text(texts.numbers());
            let columns = table.lines().nth(2).map(|line| line.split('\t').count());
            assert_eq!(columns, Some(7), "{table}");
            assert!(table.contains(&party_name(&texts, session, Party::Zone(second))), "{table}");
        }
    }

    #[test]
    fn what_follows_an_undone_step_is_booked_anew() {
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        let mut book = AreaBook::default();
        let session = workspace.session_mut();
        let zones = session.plan().order().to_vec();
        session.perform(&Command::DeleteZones { zones: vec![zones[0]] }).expect("allowed");
        assert_eq!(book.account(session, Party::Zone(zones[0])).entries.len(), 1);
        session.undo();
        assert_eq!(book.account(session, Party::Zone(zones[0])).entries.len(), 0);
        session.perform(&Command::DeleteZones { zones: vec![zones[1]] }).expect("allowed");
        assert_eq!(book.account(session, Party::Zone(zones[0])).entries.len(), 0);
        assert_eq!(book.account(session, Party::Zone(zones[1])).entries.len(), 1);
        assert_runs_to_today(&mut book, session);
    }
}
