//! What can be wrong with parts of a file, with which the rest is still read.
//!
//! `Display` is English, for the command line; the window looks the texts up by `message_id` and `arguments`.

use std::fmt;

use super::corner_table::CornerRemark;
use super::file_fault::FileFault;
use super::guard::Suspicion;
use super::text_encoding::TextEncoding;
use crate::geometry::crs::{FileCrs, Reading};
use crate::geometry::validity::FaultKind;
use crate::geometry::{GridPoint, ProjectCrs};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing was changed.
    Note,
    /// Something was mended or left out.
    Warning,
    /// The feature could not be read, or the file is not to be judged before somebody has decided how it is to be read.
    Error,
}

/// Where in a file a problem lies; numbers count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Feature (or row) number; `None` for the whole layer.
    pub feature: Option<usize>,
    /// Polygon of a multipolygon.
    pub polygon: Option<usize>,
    /// Ring of the polygon: 1 is the exterior.
    pub ring: Option<usize>,
    /// Position in the ring.
    pub position: Option<usize>,
}

impl Place {
    /// The place of a whole feature.
    pub const fn feature(number: usize) -> Self {
        Self { feature: Some(number), polygon: None, ring: None, position: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [("feature", self.feature), ("polygon", self.polygon), ("ring", self.ring), ("position", self.position)];
        let mut named = parts.iter().filter_map(|&(name, number)| Some((name, number?)));
        match named.next() {
            None => write!(f, "the layer")?,
            Some((name, number)) => write!(f, "{name} {number}")?,
        }
        named.try_for_each(|(name, number)| write!(f, ", {name} {number}"))
    }
}

/// Something wrong with one feature, or with the layer as a whole; the rest of the file is still read.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportProblem {
    /// Where.
    pub place: Place,
    /// A vertex to show, where there is one.
    pub at: Option<GridPoint>,
    /// What.
    pub kind: ProblemKind,
}

/// What can be wrong with a feature.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ProblemKind {
    /// First and last position differ; the ring was closed.
    #[error("the ring is not closed; it was closed with a straight edge")]
    UnclosedRing,
    /// A ring needs three corners, four positions.
    #[error("the ring has {positions} positions, a closed ring needs at least 4; add corners or delete the feature")]
    TooFewPositions {
        /// How many there are.
        positions: usize,
    },
    /// A geometry without coordinates.
    #[error("the geometry is empty; the feature was skipped")]
    EmptyGeometry,
    /// A feature without a geometry.
    #[error("the feature has no geometry; it was skipped")]
    NoGeometry,
    /// A geometry that encloses no area.
    #[error("a {found} encloses no area; the feature was skipped, only polygons are read")]
    NotAPolygon {
        /// Its type.
        found: String,
    },
    /// Parts of a collection that enclose no area.
    #[error("parts of the collection that are not polygons were left out ({count})")]
    PartsLeftOut {
        /// How many.
        count: usize,
    },
    /// The geometry does not have the shape its type demands.
    #[error("the geometry cannot be read: {detail}; export the file again from the program that wrote it")]
    BrokenGeometry {
        /// What was found and what was expected.
        detail: String,
    },
    /// A coordinate that is no number.
    #[error("{found} is not a number; write coordinates without quotation marks")]
    NotANumber {
        /// What stands there, shortened.
        found: String,
    },
    /// Fewer than two numbers.
    #[error("the position is too short (numbers: {numbers}), it needs longitude and latitude (or easting and northing)")]
    PositionTooShort {
        /// How many there are.
        numbers: usize,
    },
    /// A latitude beyond ±90°.
    #[error("latitude {latitude_deg} is out of range (−90 to 90){}", if *.swap_fits { "; longitude and latitude look swapped: GeoJSON has the longitude first, exchange them" } else { "" })]
    LatitudeOutOfRange {
        /// The value.
        latitude_deg: f64,
        /// Whether the position would be in range with its numbers exchanged.
        swap_fits: bool,
    },
    /// A longitude beyond ±180°.
    #[error("longitude {longitude_deg} is out of range (−180 to 180); correct the position")]
    LongitudeOutOfRange {
        /// The value.
        longitude_deg: f64,
    },
    /// Metres where degrees are expected.
    #[error("{first}, {second} are not degrees but look like metres; state the coordinate system, e.g. --crs EPSG:5897")]
    NotDegrees {
        /// First number of the position.
        first: f64,
        /// Second number of the position.
        second: f64,
    },
    /// Northing before easting where a grid has the easting first.
    #[error("{first_m}, {second_m} look like X (Bắc) before Y (Đông); read the file with the axes exchanged")]
    GridAxesSwapped {
        /// First number of the position.
        first_m: f64,
        /// Second number of the position.
        second_m: f64,
    },
    /// Beyond what the projection can carry.
    #[error("{first}, {second} lies too far away for the plan's grid {plan_crs}; check the coordinate system of the file")]
    BeyondProjection {
        /// First number of the position.
        first: f64,
        /// Second number of the position.
        second: f64,
        /// The plan's grid.
        plan_crs: ProjectCrs,
    },
    /// Something other than a feature in the list of features.
    #[error("{found} stands where a feature is expected; it was skipped")]
    NotAFeature {
        /// What stands there.
        found: String,
    },
    /// Properties that are neither an object nor null.
    #[error("the properties are {found} instead of an object; they were left out")]
    PropertiesUnreadable {
        /// What stands there.
        found: String,
    },
    /// Heights were dropped: a plan is flat.
    #[error("heights were dropped: a plan has none")]
    HeightsDropped,
    /// The reading stated by the user differs from the declared CRS.
    #[error("the file declares {declared}; it was read as {stated}, as stated")]
    DeclaredCrsOverruled {
        /// What the file says, as written there.
        declared: String,
        /// What was used.
        stated: Reading,
    },
    /// The numbers were read in an unusual way, as the user stated it, and the file does not say how.
    #[error("the numbers were read as {stated}, as stated")]
    ReadAsStated {
        /// What was used.
        stated: Reading,
    },
    /// The file does not say in which CRS its numbers are, and known corners prove it.
    #[error(
        "the file names no coordinate system Hecta knows; by its numbers, which meet known corners, it was read as {reading}"
    )]
    CrsRecognised {
        /// What was used.
        reading: Reading,
    },
    /// What the user stated is contradicted by the numbers.
    #[error("read as stated, although {0}")]
    StatedReadingDoubted(Box<Suspicion>),
    /// What the file declares is contradicted by its numbers.
    #[error("{0}")]
    SuspectCrs(Box<Suspicion>),
    /// The file lies far from everything known, and nothing that is commonly wrong explains it.
    #[error(
        "the file lies {distance_km} km from the communes and the boundary; check its coordinate system, or state it if it is right"
    )]
    FarFromKnownPlaces {
        /// How far, in whole kilometres.
        distance_km: u64,
    },
    /// A layer that is no part of a plan.
    #[error("the layer \"{layer}\" is neither boundary nor zones; it was left out")]
    LayerLeftOut {
        /// Its name, empty if it has none.
        layer: String,
    },
    /// A plot that names no zone of the file and lies on the land of none.
    #[error("the zone of this plot is not in the file; the plot was left out")]
    PlotWithoutZone,
    /// The file has a boundary but another was stated.
    #[error("the boundary in the file was left out; the one stated separately is used")]
    BoundaryOverruled,
    /// The boundary was invalid.
    #[error("the boundary is invalid ({}) and was mended; compare its area with the decision", fault_name(*.fault))]
    BoundaryMended {
        /// What was wrong.
        fault: FaultKind,
    },
    /// A polygon was invalid.
    #[error("the geometry is invalid ({}) and was mended; compare it with the original", fault_name(*.fault))]
    GeometryMended {
        /// What was wrong.
        fault: FaultKind,
    },
    /// A property holds a word or a figure that says nothing to Hecta.
    #[error("{property} says \"{word}\", which Hecta does not know; it was kept but does not count")]
    UnknownWord {
        /// Name of the property.
        property: String,
        /// What it says.
        word: String,
    },
    /// The settings of the checks, or the rules of the project, cannot be read.
    #[error("the settings of the checks cannot be read ({cause}); those of the program are used")]
    SettingsUnreadable {
        /// Why.
        cause: Box<str>,
    },
    /// Something wrong with the file around its features.
    #[error(transparent)]
    File(FileFault),
    /// Texts in an encoding of the time before Unicode.
    #[error(
        "texts are in {encoding} and were converted: \"{from}\" is \"{to}\"; if that is wrong, state the encoding, e.g. --encoding unicode"
    )]
    TextConverted {
        /// The encoding.
        encoding: TextEncoding,
        /// One of the texts as the file has it.
        from: String,
        /// The same text as it was read.
        to: String,
    },
    /// Entities of a kind that no plan uses.
    #[error("{count} × {kind}: not read, as no plan uses it")]
    EntitiesLeftOut {
        /// What the format calls them.
        kind: String,
        /// How many.
        count: usize,
    },
    /// Entities of a sheet (paper space).
    #[error("{count} entities of sheets (paper space) were left out: only the model is read")]
    SheetLeftOut {
        /// How many.
        count: usize,
    },
    /// Entities that are hidden in the drawing.
    #[error(
        "{count} entities of the layer \"{layer}\" were left out: they are hidden, or the layer is frozen or off; show them to have them read"
    )]
    HiddenLayerLeftOut {
        /// The layer.
        layer: String,
        /// How many.
        count: usize,
    },
    /// Lines that were probably meant to close.
    #[error(
        "lines of the layer \"{layer}\" end {gap_m:.3} m from where they begin, at {first:.3}, {second:.3}; join them in the drawing to make them land"
    )]
    ChainOpen {
        /// The layer.
        layer: String,
        /// Distance between the ends, in metres.
        gap_m: f64,
        /// First number of the position of one end.
        first: f64,
        /// Second number of it.
        second: f64,
    },
    /// A drawing in another unit than metres.
    #[error("the unit of the drawing is {unit}; its numbers were made metres")]
    UnitsConverted {
        /// The unit.
        unit: &'static str,
    },
    /// A drawing whose unit does not fit its numbers.
    #[error("the drawing says that its unit is {unit}, but its numbers are metres of a VN-2000 grid; they were read as metres")]
    UnitsDoubted {
        /// The unit.
        unit: &'static str,
    },
    /// What is wrong with a corner table, or was noticed in it.
    #[error("{0}")]
    Corners(CornerRemark),
    /// The definition of the CRS contradicts its code.
    #[error("the file calls its coordinate system EPSG:{code} but its parameters are those of {used}; the parameters were used")]
    CrsCodeContradicted {
        /// The code.
        code: i64,
        /// What the parameters say.
        used: FileCrs,
    },
}

impl ProblemKind {
    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::File(fault) => fault.severity(),
            Self::HeightsDropped
            | Self::DeclaredCrsOverruled { .. }
            | Self::ReadAsStated { .. }
            | Self::CrsRecognised { .. }
            | Self::StatedReadingDoubted(_)
            | Self::BoundaryOverruled
            | Self::SheetLeftOut { .. }
            | Self::UnitsConverted { .. } => Severity::Note,
            Self::Corners(remark) => remark.severity(),
            Self::UnclosedRing
            | Self::EmptyGeometry
            | Self::NoGeometry
            | Self::NotAPolygon { .. }
            | Self::PartsLeftOut { .. }
            | Self::NotAFeature { .. }
            | Self::PropertiesUnreadable { .. }
            | Self::LayerLeftOut { .. }
            | Self::UnknownWord { .. }
            | Self::PlotWithoutZone
            | Self::SettingsUnreadable { .. }
            | Self::BoundaryMended { .. }
            | Self::GeometryMended { .. }
            | Self::FarFromKnownPlaces { .. }
            | Self::TextConverted { .. }
            | Self::EntitiesLeftOut { .. }
            | Self::HiddenLayerLeftOut { .. }
            | Self::ChainOpen { .. }
            | Self::UnitsDoubted { .. }
            | Self::CrsCodeContradicted { .. } => Severity::Warning,
            Self::TooFewPositions { .. }
            | Self::BrokenGeometry { .. }
            | Self::NotANumber { .. }
            | Self::PositionTooShort { .. }
            | Self::LatitudeOutOfRange { .. }
            | Self::LongitudeOutOfRange { .. }
            | Self::NotDegrees { .. }
            | Self::GridAxesSwapped { .. }
            | Self::SuspectCrs(_)
            | Self::BeyondProjection { .. } => Severity::Error,
        }
    }

    /// Key of the text in the tables of `assets/i18n`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::File(fault) => fault.message_id(),
            Self::Corners(_) => "import-corners",
            Self::UnclosedRing => "import-ring-closed",
            Self::TooFewPositions { .. } => "error-too-few-positions",
            Self::EmptyGeometry => "import-empty-geometry",
            Self::NoGeometry => "import-null-geometry",
            Self::NotAPolygon { .. } => "import-not-a-polygon",
            Self::PartsLeftOut { .. } => "import-collection",
            Self::BrokenGeometry { .. } => "error-broken-geometry",
            Self::NotANumber { .. } => "error-not-a-number",
            Self::PositionTooShort { .. } => "error-position-too-short",
            Self::LatitudeOutOfRange { swap_fits: true, .. } => "error-swapped-degrees",
            Self::LatitudeOutOfRange { .. } => "error-latitude-out-of-range",
            Self::LongitudeOutOfRange { .. } => "error-longitude-out-of-range",
            Self::NotDegrees { .. } => "error-not-degrees",
            Self::GridAxesSwapped { .. } => "error-swapped-metres",
            Self::BeyondProjection { .. } => "error-beyond-projection",
            Self::NotAFeature { .. } => "import-not-a-feature",
            Self::PropertiesUnreadable { .. } => "import-no-properties",
            Self::HeightsDropped => "import-height-dropped",
            Self::DeclaredCrsOverruled { .. } => "import-crs-overruled",
            Self::ReadAsStated { .. } => "import-read-as-stated",
            Self::CrsRecognised { .. } => "import-crs-recognised",
            Self::SuspectCrs(suspicion) => suspicion.candidate.kind.message_id(),
            Self::StatedReadingDoubted(_) => "import-stated-doubted",
            Self::FarFromKnownPlaces { .. } => "import-far-from-known-places",
            Self::CrsCodeContradicted { .. } => "import-crs-contradicted",
            Self::TextConverted { .. } => "import-text-converted",
            Self::LayerLeftOut { .. } => "import-layer-left-out",
            Self::SettingsUnreadable { .. } => "import-settings-unreadable",
            Self::UnknownWord { .. } => "import-unknown-word",
            Self::PlotWithoutZone => "import-plot-without-zone",
            Self::BoundaryOverruled => "import-boundary-overruled",
            Self::EntitiesLeftOut { .. } => "import-entities-left-out",
            Self::SheetLeftOut { .. } => "import-sheet-left-out",
            Self::HiddenLayerLeftOut { .. } => "import-hidden-layer",
            Self::ChainOpen { .. } => "import-chain-open",
            Self::UnitsConverted { .. } => "import-units-converted",
            Self::UnitsDoubted { .. } => "import-units-doubted",
            Self::GeometryMended { .. } => "import-geometry-mended",
            Self::BoundaryMended { .. } => "import-boundary-mended",
        }
    }

    /// Arguments of the text but its `feature`, which is the place: name and value.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::UnclosedRing
            | Self::EmptyGeometry
            | Self::NoGeometry
            | Self::HeightsDropped
            | Self::PlotWithoutZone
            | Self::TooFewPositions { .. }
            | Self::PartsLeftOut { .. }
            | Self::BoundaryOverruled
            | Self::BoundaryMended { .. }
            | Self::GeometryMended { .. }
            | Self::PositionTooShort { .. } => Vec::new(),
            Self::Corners(remark) => vec![("remark", remark.to_string())],
            Self::LayerLeftOut { layer } => vec![("layer", layer.clone())],
            Self::EntitiesLeftOut { kind, count } => vec![("kind", kind.clone()), ("value", count.to_string())],
            Self::SheetLeftOut { count } => vec![("value", count.to_string())],
            Self::HiddenLayerLeftOut { layer, count } => vec![("layer", layer.clone()), ("value", count.to_string())],
            Self::ChainOpen { layer, gap_m, first, second } => {
                let place = format!("{first:.3} {second:.3}");
                vec![("layer", layer.clone()), ("gap", format!("{gap_m:.3}")), ("value", place)]
            }
            Self::UnitsConverted { unit } | Self::UnitsDoubted { unit } => vec![("value", (*unit).to_owned())],
            Self::SettingsUnreadable { cause } => vec![("cause", cause.to_string())],
            Self::File(fault) => fault.arguments(),
            Self::TextConverted { encoding, from, to } => {
                vec![("encoding", encoding.to_string()), ("from", from.clone()), ("to", to.clone())]
            }
            Self::UnknownWord { property, word } => vec![("property", property.clone()), ("value", word.clone())],
            Self::BrokenGeometry { detail } => vec![("cause", detail.clone())],
            Self::NotAPolygon { found } => vec![("kind", found.clone())],
            Self::NotANumber { found } | Self::NotAFeature { found } | Self::PropertiesUnreadable { found } => {
                vec![("value", found.clone())]
            }
            Self::LatitudeOutOfRange { latitude_deg: degrees, .. } | Self::LongitudeOutOfRange { longitude_deg: degrees } => {
                vec![("value", degrees.to_string())]
            }
            Self::NotDegrees { first, second } | Self::GridAxesSwapped { first_m: first, second_m: second } => {
                vec![("value", format!("{first} {second}"))]
            }
            Self::BeyondProjection { first, second, plan_crs } => {
                vec![("value", format!("{first} {second}")), ("crs", plan_crs.to_string())]
            }
            Self::ReadAsStated { stated } => vec![("crs", stated.to_string())],
            Self::CrsRecognised { reading } => vec![("crs", reading.to_string())],
            Self::SuspectCrs(suspicion) | Self::StatedReadingDoubted(suspicion) => suspicion.arguments(),
            Self::FarFromKnownPlaces { distance_km } => vec![("value", distance_km.to_string())],
            Self::DeclaredCrsOverruled { declared, stated } => vec![("value", declared.clone()), ("crs", stated.to_string())],
            Self::CrsCodeContradicted { code, used } => vec![("value", format!("EPSG:{code}")), ("crs", used.to_string())],
        }
    }
}

/// A fault in plain English.
const fn fault_name(fault: FaultKind) -> &'static str {
    match fault {
        FaultKind::SelfIntersection => "it crosses itself",
        FaultKind::Spike => "it runs out and back along one line",
        FaultKind::HoleOutside => "a hole lies outside",
        FaultKind::PartsOverlap => "parts overlap",
        FaultKind::NoArea => "it encloses no area",
    }
}

impl ImportProblem {
    /// A problem of a place, without a vertex to show.
    pub const fn new(place: Place, kind: ProblemKind) -> Self {
        Self { place, at: None, kind }
    }

    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

impl fmt::Display for ImportProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.kind)
    }
}
