//! Exact plane geometry on the plan grid; knows no zones and no files.

pub mod area;
pub mod grid;

pub use area::ExactArea;
pub use grid::{GridBox, GridPoint, Polygon, Region, Ring};
