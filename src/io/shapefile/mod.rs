//! ESRI Shapefile: several files with one name, each of which may be missing, cut off, or of another file.
//!
//! The shapes are framed here and decoded by the library one record at a time, so that one bad record costs one feature; a count is held
//! against the bytes that are there before anything is made of it. The attributes are read here, as the library gives up a whole table for
//! one field it cannot parse, and passes over deleted records without saying which.

mod code_page;
mod fields;
mod read;
mod records;
mod rings;
mod side_files;
mod table;
mod write;

pub use read::{is_foreign, read_raw_layers};
pub(super) use records::FILE_CODE;
pub use write::{ShapeLayer, with_suffix, write};

/// What is added to the name of the zones' file for the other layers of a plan.
pub const BOUNDARY_SUFFIX: &str = "_ranh_gioi";
/// See [`BOUNDARY_SUFFIX`].
pub const PLOT_SUFFIX: &str = "_lo_dat";
