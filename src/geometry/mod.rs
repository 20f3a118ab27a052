//! Exact plane geometry on the plan grid; knows no zones and no files.

pub mod area;
pub mod crs;
pub mod grid;

pub use area::ExactArea;
pub use crs::ProjectCrs;
pub use grid::{GridBox, GridPoint, Polygon, Region, Ring};
