//! The reference data inside the program: communes, the demonstration boundary and two synthetic plans.
//!
//! None of it is a legal boundary; `data/README.md` has sources, dates, licences and check values.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::geojson;
use super::import::{Imported, ImportedBoundary, boundary_from_layers, communes_from_layer, plan_from_layers};
use super::import_error::ImportError;
use super::source::{ReadOptions, SourceLayer};
use crate::geometry::ProjectCrs;
use crate::plan::{CommuneLayer, Division};

/// A plan inside the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SamplePlan {
    /// Three zones that cover the demonstration boundary exactly.
    Finished,
    /// The same with one gap, one overlap and one part outside.
    Unfinished,
}

fn layer(text: &str, crs: ProjectCrs) -> Result<SourceLayer, ImportError> {
    geojson::read(text.as_bytes(), ReadOptions { plan_crs: crs, ..ReadOptions::default() })
}

/// The communes of Lý Nhân on the grid `crs`; [`Division::Loaded`] has none. Read once per division and grid.
pub fn communes(division: Division, crs: ProjectCrs) -> Result<CommuneLayer, ImportError> {
    static READ: Mutex<BTreeMap<(Division, ProjectCrs), CommuneLayer>> = Mutex::new(BTreeMap::new());
    let known = |read: &BTreeMap<_, CommuneLayer>| read.get(&(division, crs)).cloned();
    if let Some(known) = known(&READ.lock().unwrap_or_else(PoisonError::into_inner)) {
        return Ok(known);
    }
    let layer = read_communes(division, crs)?;
    READ.lock().unwrap_or_else(PoisonError::into_inner).insert((division, crs), layer.clone());
    Ok(layer)
}

fn read_communes(division: Division, crs: ProjectCrs) -> Result<CommuneLayer, ImportError> {
    let text = match division {
        Division::Until2025 => include_str!("../../data/communes_2020.geojson"),
        Division::Since2025 => include_str!("../../data/communes_2025.geojson"),
        Division::Loaded => return Ok(CommuneLayer::new(division, Vec::new())),
    };
    Ok(communes_from_layer(&layer(text, crs)?, division))
}

/// The synthetic boundary of the park: 663,19 ha on EPSG:5897.
pub fn demonstration_boundary(crs: ProjectCrs) -> Result<ImportedBoundary, ImportError> {
    let layer = layer(include_str!("../../data/park_boundary_demo.geojson"), crs)?;
    boundary_from_layers(vec![layer]).ok_or(ImportError::Empty)
}

/// A synthetic plan inside the demonstration boundary.
pub fn sample_plan(which: SamplePlan, title: &str, crs: ProjectCrs) -> Result<Imported, ImportError> {
    let text = match which {
        SamplePlan::Finished => include_str!("../../data/sample_plan.geojson"),
        SamplePlan::Unfinished => include_str!("../../data/unfinished_plan.geojson"),
    };
    let options = ReadOptions { plan_crs: crs, ..ReadOptions::default() };
    Ok(plan_from_layers(title, vec![layer(text, crs)?], options, None, None))
}
