//! The panels beside the map.

pub mod account;
pub mod balance;
pub mod bar;
pub mod communes;
pub mod compliance;
pub mod findings;
mod fixes;
pub mod history;
pub mod inspect;
pub mod layers;
pub mod offers;
pub mod properties;
pub mod references;
pub mod simplify;
mod swatch;
pub mod table;
pub mod zones;

pub use swatch::{paint_fill, paint_swatch};
