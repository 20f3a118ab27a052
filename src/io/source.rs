//! What a vector file holds before it becomes a plan, in two steps: [`RawLayer`]s as the file has them, numbers in the file's own
//! CRS, which every reader gives; and [`SourceLayer`]s on the plan grid, made of them in one place ([`place_layers`](super::place_layers)).

use serde_json::{Map, Value};

use super::flat::RawFeatures;
use super::problem::{ImportProblem, Severity};
use super::text_encoding::TextEncoding;
use crate::geometry::crs::{CrsError, FileCrs, Reading, crs_from_wkt};
use crate::geometry::validity::RawPolygon;
use crate::geometry::{ProjectCrs, Region, Ring};

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// The grid the plan lies on.
    pub plan_crs: ProjectCrs,
    /// How the numbers of the file are to be understood, as the user states it; wins over what the file declares.
    pub reading: Option<Reading>,
    /// The encoding of Vietnamese texts as the user states it; without it the texts themselves tell.
    pub encoding: Option<TextEncoding>,
}

/// One layer of a file as the file has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RawLayer {
    /// The layer's own name, if it has one; NFC.
    pub name: Option<String>,
    /// What the file says about the CRS of the positions.
    pub crs: DeclaredCrs,
    /// Members of the collection that the format does not define, e.g. `note`; strings in NFC.
    pub members: Map<String, Value>,
    /// The features that could be read, in file order, in flat arrays.
    pub features: RawFeatures,
    /// What was wrong, in file order; a feature with an [`Severity::Error`] is not among `features`.
    pub problems: Vec<ImportProblem>,
    /// How far a marked helper point may lie from where a writer puts it, in µm; see [`RawFeature::helper_points`].
    pub helper_tolerance_um: f64,
}

/// What a file says about the CRS of a layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum DeclaredCrs {
    /// Nothing, as in a drawing.
    #[default]
    Missing,
    /// Nothing, but the format knows only this one, as GeoJSON and KML.
    Implied(FileCrs),
    /// One that is known here, by its parameters.
    Known(FileCrs),
    /// By its parameters it is `used` although its code is another.
    Contradicted {
        /// The code in the file.
        code: i64,
        /// What the parameters say.
        used: FileCrs,
    },
    /// One that is not known here.
    Unknown {
        /// What the file calls it.
        name: String,
        /// Why it cannot be used, where more is known than the name.
        source: Option<CrsError>,
    },
}

impl DeclaredCrs {
    /// The CRS of a well-known text by its parameters; the EPSG `code` counts only where the text cannot be read. `name` is what the file calls it.
    pub fn from_definition(name: String, code: Option<i64>, wkt: &str) -> Self {
        let by_code = code.and_then(|code| FileCrs::from_epsg(u32::try_from(code).ok()?).ok());
        match (crs_from_wkt(wkt), code, by_code) {
            (Ok(used), Some(code), by_code) if by_code != Some(used) => Self::Contradicted { code, used },
            (Ok(crs), _, _) | (Err(_), _, Some(crs)) => Self::Known(crs),
            (Err(_), _, None) => Self::Unknown { name, source: None },
        }
    }

    /// The CRS in which the file is read if nobody says otherwise.
    pub const fn usable(&self) -> Option<FileCrs> {
        match self {
            Self::Implied(crs) | Self::Known(crs) | Self::Contradicted { used: crs, .. } => Some(*crs),
            Self::Missing | Self::Unknown { .. } => None,
        }
    }
}

/// A feature as the file has it, by itself: how readers of few features put it into a layer.
#[derive(Debug, Clone, PartialEq)]
pub struct RawFeature {
    /// Place in the file, from 1.
    pub number: usize,
    /// The feature's own id, if it has one.
    pub id: Option<String>,
    /// Attributes; strings in NFC.
    pub properties: Map<String, Value>,
    /// Its geometry.
    pub shape: Shape,
    /// Per polygon and ring the places (from 0) of points that only keep a lon/lat chord on a straight grid edge, as the file marks them;
    /// empty where it marks none.
    pub helper_points: Vec<Vec<Vec<usize>>>,
}

/// The geometry of a feature as the file has it.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// None stored.
    Missing,
    /// Polygons in the units of the layer's CRS, the first number of a position being longitude or easting as the format has it.
    Polygons {
        /// Rings of each polygon, exterior first; positions as stored, the last of a ring repeats the first.
        polygons: Vec<Vec<Vec<[f64; 2]>>>,
        /// Whether positions had heights or measures, which are dropped.
        had_heights: bool,
    },
    /// Something without area: no land of a plan, but it can be shown behind one.
    WithoutArea {
        /// Its type as the format calls it, e.g. "LineString".
        kind: &'static str,
        /// Its lines, open or closed; a point is a line of one position.
        paths: Vec<Vec<[f64; 2]>>,
    },
    /// What is no geometry, and why.
    Broken(String),
}

impl Shape {
    /// A region of the plan grid in metres; every micrometre has its own `f64`.
    pub fn from_region(region: &Region) -> Self {
        let closed = |ring: &Ring| ring.iter().chain(ring.first()).map(|point| point.to_m()).collect();
        let polygons = region.polygons().iter().map(|polygon| polygon.rings().map(closed).collect()).collect();
        Self::Polygons { polygons, had_heights: false }
    }
}

/// The features of one layer of a file, on the plan grid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SourceLayer {
    /// The layer's own name, if it has one.
    pub name: Option<String>,
    /// How the numbers of the file were read.
    pub reading: Reading,
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

/// A polygon feature on the plan grid.
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
