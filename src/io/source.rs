//! What a vector file holds before it becomes a plan: features as raw rings on the plan grid, and what was wrong with them.

use serde_json::{Map, Value};

use super::problem::{ImportProblem, Severity};
use crate::geometry::ProjectCrs;
use crate::geometry::crs::FileCrs;
use crate::geometry::validity::RawPolygon;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// The grid the plan lies on.
    pub plan_crs: ProjectCrs,
    /// The CRS of the file as the user states it; wins over what the file declares.
    pub stated_crs: Option<FileCrs>,
    /// Whether the two numbers of each position are exchanged first: latitude before longitude, or X (Bắc) before Y (Đông).
    pub swap_axes: bool,
}

/// The features of one layer of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SourceLayer {
    /// The layer's own name, if it has one.
    pub name: Option<String>,
    /// The CRS the coordinates were read in.
    pub crs: FileCrs,
    /// Members of the collection that the format does not define, e.g. `note`; strings in NFC.
    pub members: Map<String, Value>,
    /// The features that could be read, in file order.
    pub features: Vec<SourceFeature>,
    /// What was wrong, in file order; a feature with an [`Severity::Error`] is not among `features`.
    pub problems: Vec<ImportProblem>,
}

impl SourceLayer {
    /// The first problem that kept a feature out.
    pub fn first_error(&self) -> Option<&ImportProblem> {
        self.problems.iter().find(|problem| problem.severity() == Severity::Error)
    }
}

/// A polygon feature as the file gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceFeature {
    /// Place in the file, from 1.
    pub number: usize,
    /// The feature's own id, if it has one.
    pub id: Option<String>,
    /// Attributes; strings in NFC.
    pub properties: Map<String, Value>,
    /// Polygons as rings on the plan grid, exterior first; each vertex once, not yet valid in any other way.
    pub polygons: Vec<RawPolygon>,
}
