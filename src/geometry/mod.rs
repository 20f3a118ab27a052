//! Exact plane geometry on the plan grid; knows no zones and no files.

pub mod arc;
pub mod area;
pub mod cadastral;
pub mod coverage;
pub mod crs;
pub mod cut;
pub mod grid;
pub mod inside;
pub mod locator;
pub mod noding;
pub mod overlay;
pub mod recomputation;
pub mod segment;
pub mod similarity;
mod simple;
pub mod simplify;
pub mod solve;
pub mod validity;

pub use area::ExactArea;
pub use crs::ProjectCrs;
pub use grid::{GridBox, GridPoint, Polygon, Region, Ring};
pub use similarity::Similarity;
