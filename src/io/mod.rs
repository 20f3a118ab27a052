//! Files: one module per format, and the only user of `std::fs`.
//!
//! Readers give [`source::SourceLayer`]s, which know no plan; every file is replaced whole or not at all ([`atomic`]).

pub mod atomic;
mod attributes;
mod composed;
pub mod convert;
pub mod embedded;
pub mod export;
pub mod export_error;
pub mod geojson;
pub mod geopackage;
pub mod import;
pub mod import_error;
mod placement;
mod plots;
mod plain_text;
pub mod problem;
pub mod project;
pub mod source;
pub mod user_files;

pub use convert::{ConvertError, convert};
pub use export::{PlanExport, export, export_geojson};
pub use export_error::ExportError;
pub use import::{Imported, ImportedBoundary, import_boundary, import_communes, import_plan};
pub use import_error::ImportError;
pub use plain_text::read_text;
pub use problem::{ImportProblem, Place, ProblemKind, Severity};
pub use source::{ReadOptions, SourceFeature, SourceLayer};
pub use user_files::UserFiles;
