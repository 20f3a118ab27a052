//! Zones by the communes that hosted the park.

use super::{HA_DECIMALS, TableSubject};
use crate::app::i18n::Texts;
use crate::app::phrase::zone_code;
use crate::geometry::ExactArea;
use crate::io::table::{Cell, Column, Measure, RowRole, Table};
use crate::plan::ledger::rounded_hectares;
use crate::plan::{CommuneLayer, Ledger, Plan, ZoneFunction, ZoneId};

/// A table of areas: communes down, groups of zones across, exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByCommune {
    /// Names of the communes, with code.
    pub communes: Vec<(String, String)>,
    /// Their places in the layer.
    pub places: Vec<usize>,
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// Areas by commune, then column.
    pub areas: Vec<Vec<ExactArea>>,
}

impl ByCommune {
    /// One column per zone.
    pub fn by_zone(plan: &Plan, ledger: &Ledger, layer: &CommuneLayer, texts: &Texts) -> Self {
        let columns = plan.zones().map(|zone| (zone_code(texts, plan, zone.id), vec![zone.id]));
        Self::of(ledger, layer, columns.collect())
    }

    /// One column per function.
    pub fn by_function(plan: &Plan, ledger: &Ledger, layer: &CommuneLayer, texts: &Texts) -> Self {
        let functions = ZoneFunction::REQUIRED.into_iter().map(Some).chain([Some(ZoneFunction::Other), None]);
        let columns = functions.filter_map(|function| {
            let zones: Vec<_> = plan.zones().filter(|z| z.attributes.function == function).map(|z| z.id).collect();
            let id = match function {
                Some(ZoneFunction::RdLaboratory) => "function-rd_laboratory-short",
                Some(ZoneFunction::Production) => "function-production-short",
                Some(ZoneFunction::StartupHub) => "function-startup_hub-short",
                Some(ZoneFunction::Other) => "function-other",
                None => "function-none",
            };
            (!zones.is_empty()).then(|| (texts.get(id).to_owned(), zones))
        });
        Self::of(ledger, layer, columns.collect())
    }

    /// The boundary alone, while there are no zones.
    pub fn of_boundary(ledger: &Ledger, layer: &CommuneLayer, texts: &Texts) -> Self {
        let table = Self::of(ledger, layer, Vec::new());
        let area = |place: &usize| vec![ledger.boundary_communes.get(place).copied().unwrap_or_default()];
        Self { areas: table.places.iter().map(area).collect(), columns: vec![texts.get("panel-boundary").to_owned()], ..table }
    }

    fn of(ledger: &Ledger, layer: &CommuneLayer, columns: Vec<(String, Vec<ZoneId>)>) -> Self {
        let meets = |index: &usize| {
            layer.communes[*index].hosts_park
                || ledger.boundary_communes.contains_key(index)
                || ledger.communes.values().any(|areas| areas.contains_key(index))
        };
        let rows: Vec<usize> = (0..layer.communes.len()).filter(meets).collect();
        let area = |commune: &usize, zones: &[ZoneId]| -> ExactArea {
            zones.iter().filter_map(|zone| ledger.communes.get(zone)?.get(commune)).copied().sum()
        };
        Self {
            communes: rows.iter().map(|i| (layer.communes[*i].name.clone(), layer.communes[*i].code.clone())).collect(),
            areas: rows.iter().map(|row| columns.iter().map(|(_, zones)| area(row, zones)).collect()).collect(),
            columns: columns.into_iter().map(|(title, _)| title).collect(),
            places: rows,
        }
    }

    /// Columns of figures: a sum needs at least two columns.
    pub fn figures_per_row(&self) -> usize {
        if self.columns.len() > 1 { self.columns.len() + 1 } else { self.columns.len() }
    }

    /// The areas in hundredths of hectares, rounded so that each column adds up.
    pub fn rounded(&self) -> Vec<Vec<i128>> {
        let column = |at: usize| rounded_hectares(&self.areas.iter().map(|row| row[at]).collect::<Vec<_>>(), HA_DECIMALS);
        let columns: Vec<Vec<i128>> = (0..self.columns.len()).map(column).collect();
        (0..self.areas.len()).map(|row| columns.iter().map(|column| column[row]).collect()).collect()
    }
}

/// All zones by commune, hectares; each row and each column adds up.
pub fn commune_table(subject: &TableSubject<'_>) -> Table {
    let TableSubject { texts, plan, ledger, communes, .. } = *subject;
    let of = ByCommune::by_zone(plan, ledger, communes, texts);
    let mut table = Table {
        key: "communes".into(),
        sheet: texts.get("app-table-sheet-communes").to_owned(),
        title: subject.title(texts.get("panel-communes")),
        grounds: subject.grounds(),
        notes: vec![texts.get("layer-notice-reference").to_owned()],
        ..Table::default()
    };
    table.columns = ["panel-column-code", "panel-column-commune"].map(|id| Column::new(texts.get(id))).into();
    let has_sums = of.figures_per_row() > of.columns.len();
    let sum_heading = has_sums.then(|| texts.get("panel-total").to_owned());
    table.columns.extend(of.columns.iter().cloned().chain(sum_heading).map(Column::summed));
    let figures = |figures: &[i128]| {
        let sum = has_sums.then(|| figures.iter().sum());
        let all = figures.iter().copied().chain(sum);
        all.map(|figure| Cell::figure(Measure::Hectares, figure, HA_DECIMALS)).collect::<Vec<_>>()
    };
    let rounded = of.rounded();
    for ((name, code), row) in of.communes.iter().zip(&rounded) {
        table.push(RowRole::Body, [vec![Cell::text(code), Cell::text(name)], figures(row)].concat());
    }
    let sums: Vec<i128> = (0..of.columns.len()).map(|column| rounded.iter().map(|row| row[column]).sum()).collect();
    table.push(RowRole::Total, [vec![Cell::Empty, Cell::text(texts.get("panel-total"))], figures(&sums)].concat());
    table
}
