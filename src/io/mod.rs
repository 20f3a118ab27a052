//! Files: one module per format, and the only user of `std::fs`.
//!
//! Readers give [`source::RawLayer`]s, which know neither grid nor plan; they are put on the plan grid in one place, [`place_layers`]. Every file is replaced whole or not at all ([`atomic`]).

mod archive;
pub mod atomic;
mod attributes;
mod canonical;
mod clearance;
pub mod clock;
mod compliance_statement;
mod composed;
mod contained;
pub mod convert;
pub mod corner_table;
pub mod csv;
pub mod devices;
pub mod dxf;
pub mod embedded;
pub mod export;
pub mod export_error;
mod features;
pub mod file_fault;
pub mod flat;
pub mod flatgeobuf;
pub mod fingerprint;
pub mod format;
pub mod geojson;
pub mod geopackage;
pub mod guard;
mod handover;
pub mod import;
pub mod import_error;
pub mod kml;
mod map_look;
pub mod layer_role;
pub mod pasted;
pub mod journal;
mod placement;
mod plots;
mod positions;
mod plain_text;
pub mod probe;
pub mod problem;
pub mod project;
mod reread;
mod sealed_package;
pub mod shapefile;
pub mod snapshot;
pub mod source;
pub mod table;
pub mod text_encoding;
pub mod user_files;
pub mod xlsx;
pub mod verify;
pub mod watch;
pub mod wkt_geometry;

pub use clearance::Cleared;
pub use convert::{ConvertError, convert};
pub use export::{PlanExport, export, export_as, export_geojson};
pub use export_error::ExportError;
pub use features::{LandFeature, PlanFeatures};
pub use file_fault::FileFault;
pub use fingerprint::Fingerprint;
pub use flat::{FeatureRef, Paths, RawFeatures, ShapeRef};
pub use format::Format;
pub use guard::{Examination, GuardVerdict, KnownPlaces, examine};
pub use handover::PackageSchema;
pub use import::{
    Imported, ImportedBoundary, import_boundary, import_boundary_among, import_communes, import_plan, import_plan_among,
    read_raw_layers, read_raw_layers_watched,
};
pub use import_error::ImportError;
pub use placement::{
    OutlineFeature, OutlineLayer, OutlinePath, PathKind, outline_layer, place_layer, place_layer_watched, place_layers,
};
pub use plain_text::{folded, read_text};
pub use problem::{ImportProblem, Place, ProblemKind, Severity};
pub use source::{DeclaredCrs, RawFeature, RawLayer, ReadOptions, Shape, SourceFeature, SourceLayer};
pub use table::{Report, Table};
pub use text_encoding::TextEncoding;
pub use user_files::UserFiles;
pub use verify::{Verification, VerifyError, verify};
pub use watch::{Stage, Unwatched, Watch};
