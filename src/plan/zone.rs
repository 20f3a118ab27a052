//! Zones: the functional subdivisions of the park.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::land_use::{LandUse, Phase, PriorityField};
use crate::geometry::validity::GeometryFault;
use crate::geometry::{ExactArea, Region};

/// Identity of a zone within a plan; never reused while the document lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ZoneId(pub u32);

/// The functional zones that decision 1541/QĐ-TTg names, and others a planner may add.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneFunction {
    /// Vùng thí nghiệm công nghệ cao — high-tech laboratory (R&D) zone.
    RdLaboratory,
    /// Vùng sản xuất, ứng dụng công nghệ cao — high-tech production and application zone.
    Production,
    /// Vùng trung tâm khởi nghiệp, sáng tạo — startup and innovation hub.
    StartupHub,
    /// Any other functional zone.
    Other,
}

impl ZoneFunction {
    /// The three zones the decision requires, in its order.
    pub const REQUIRED: [Self; 3] = [Self::RdLaboratory, Self::Production, Self::StartupHub];

    /// All functions, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::RdLaboratory, Self::Production, Self::StartupHub, Self::Other];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::RdLaboratory => "rd_laboratory",
            Self::Production => "production",
            Self::StartupHub => "startup_hub",
            Self::Other => "other",
        }
    }

    /// The function a word in a file stands for; `None` for a word that is not one of ours.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.code() == code.trim())
    }
}

/// What a planner writes about a zone; everything but its land.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ZoneAttributes {
    /// Code on drawings (ký hiệu), e.g. "SX".
    pub code: String,
    /// Vietnamese name.
    pub name_vi: String,
    /// English name.
    pub name_en: String,
    /// Function, if declared.
    pub function: Option<ZoneFunction>,
    /// Land-use class, if declared; of a zone with plots the plots' classes count instead.
    pub land_use: Option<LandUse>,
    /// Storeys allowed at most (tầng cao tối đa).
    pub storeys: Option<u16>,
    /// Share of the land that buildings may cover at most (mật độ xây dựng tối đa), %.
    pub building_coverage_pct: Option<f64>,
    /// Floor area allowed at most per land area (hệ số sử dụng đất).
    pub floor_area_ratio: Option<f64>,
    /// When the land is put to use, if declared.
    pub phase: Option<Phase>,
    /// The field of high technology it is kept for, if declared.
    pub priority: Option<PriorityField>,
    /// Area the zone should have.
    pub target: Option<ExactArea>,
    /// Colour chosen by the planner, sRGB; otherwise that of the function.
    pub colour: Option<[u8; 3]>,
    /// A locked zone neither gives nor takes land.
    pub locked: bool,
    /// Properties of an imported feature that Hecta does not interpret, kept for export.
    pub other: BTreeMap<String, serde_json::Value>,
}

/// A zone: attributes and the land it covers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Zone {
    /// Identity.
    pub id: ZoneId,
    /// What the planner wrote.
    pub attributes: ZoneAttributes,
    /// The land, valid and on the plan grid.
    pub region: Region,
    /// Exact grid area of `region`.
    pub area: ExactArea,
    /// What was wrong with the geometry in the file it came from; empty once the zone has been edited.
    pub imported_faults: Vec<GeometryFault>,
}

impl Zone {
    /// A zone on `region`, without import faults.
    pub fn new(id: ZoneId, attributes: ZoneAttributes, region: Region) -> Self {
        Self { id, attributes, area: region.area(), region, imported_faults: Vec::new() }
    }

    /// The same zone on other land; import faults are gone because the geometry is no longer the file's.
    pub fn with_region(&self, region: Region) -> Self {
        Self::new(self.id, self.attributes.clone(), region)
    }

    /// The same zone with other attributes.
    pub fn with_attributes(&self, attributes: ZoneAttributes) -> Self {
        Self { attributes, ..self.clone() }
    }

    /// Drawn minus target area, if there is a target.
    pub fn difference_to_target(&self) -> Option<ExactArea> {
        self.attributes.target.map(|target| self.area - target)
    }
}
