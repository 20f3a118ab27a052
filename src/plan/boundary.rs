//! The boundary of the park and the figure that was approved for it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::provenance::SourceRecord;

use crate::geometry::noding::NodedBoundary;
use crate::geometry::{ExactArea, Region};

/// Area of the Hà Nam High-Tech Park by decision 1541/QĐ-TTg, in hectares.
pub const PARK_APPROVED_HA: f64 = 663.19;
/// The decision that establishes the park.
pub const PARK_DECISION: &str = "1541/QĐ-TTg";

/// The approved figure a plan must reconcile to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Approval {
    /// Approved area; grid area in the project CRS.
    pub area: ExactArea,
    /// The decision, as cited.
    pub decision: String,
}

impl Default for Approval {
    fn default() -> Self {
        Self { area: ExactArea::from_ha(PARK_APPROVED_HA), decision: PARK_DECISION.into() }
    }
}

/// The park boundary (ranh giới) of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary {
    /// The legal line and the nodes of zones on it.
    pub outline: NodedBoundary,
    /// Vietnamese name of the park.
    pub name_vi: String,
    /// English name.
    pub name_en: String,
    /// Whether this is a demonstration, not an official boundary.
    pub synthetic: bool,
    /// Whether its corners are held; they are, unless the planner releases them to correct the legal line.
    pub locked: bool,
    /// The file it came from, if it came without zones.
    pub source: Option<Arc<SourceRecord>>,
}

impl Boundary {
    /// A boundary with corners held and no nodes yet.
    pub fn from_legal(legal: Region, name_vi: String, name_en: String, synthetic: bool) -> Self {
        Self { outline: NodedBoundary::from_legal(legal), name_vi, name_en, synthetic, locked: true, source: None }
    }

    /// Exact area inside the legal line, as approved and exported.
    pub fn legal_area(&self) -> ExactArea {
        self.outline.legal().area()
    }

    /// Exact area inside the noded line, which zones and unallocated land add up to; differs by some thousandths of a square metre at most: nodes lie within 1 µm of the legal lines.
    pub fn noded_area(&self) -> ExactArea {
        self.outline.noded().area()
    }
}
