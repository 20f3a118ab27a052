//! Files: one module per format, and the only user of `std::fs`.
//!
//! Readers give [`source::SourceLayer`]s, which know no plan; every file is replaced whole or not at all ([`atomic`]).

pub mod atomic;
pub mod export_error;
pub mod geojson;

pub mod source;

pub use export_error::ExportError;
pub use source::{ImportError, ImportProblem, Place, ProblemKind, ReadOptions, Severity, SourceFeature, SourceLayer};
