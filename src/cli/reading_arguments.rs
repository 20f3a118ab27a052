//! How the numbers of a file are to be understood, as stated on the command line.

use std::path::Path;

use clap::Args;

use super::arguments::crs;
use super::failure::Failure;
use crate::geometry::ProjectCrs;
use crate::geometry::crs::{CoordinateUnit, DatumShift, FileCrs, Reading};
use crate::io::ReadOptions;
use crate::io::import::read_raw_layers;

/// What can be said besides the CRS.
#[derive(Debug, Clone, Args, Default)]
pub(super) struct NumberArguments {
    #[arg(long)]
    pub swap_axes: bool,
    #[arg(long, value_name = "mm|cm|km|ft|ddmmss|d.mmss")]
    pub unit: Option<String>,
    #[arg(long, value_name = "none|reversed-rotations|no-rotations|EPSG:5194")]
    pub datum: Option<String>,
}

/// What can be said about how the numbers of a file are to be understood.
#[derive(Debug, Clone, Args, Default)]
pub(super) struct ReadingArguments {
    #[arg(long, value_name = "EPSG:n")]
    pub crs: Option<String>,
    #[command(flatten)]
    pub numbers: NumberArguments,
}

impl ReadingArguments {
    /// The reading that is stated for `path`; `None` if nothing is.
    pub(super) fn reading(&self, path: Option<&Path>) -> Result<Option<Reading>, Failure> {
        self.numbers.reading(crs(self.crs.as_deref())?, path)
    }
}

impl NumberArguments {
    /// The reading that is stated for `path` together with its CRS; a CRS that is not stated is the one the file declares, else the plan's.
    pub(super) fn reading(&self, crs: Option<FileCrs>, path: Option<&Path>) -> Result<Option<Reading>, Failure> {
        let fail = |source| Failure::Crs { source };
        let unit = self.unit.as_deref().map(|text| if text == "m" { Ok(CoordinateUnit::Own) } else { text.parse() });
        let unit = unit.transpose().map_err(fail)?;
        let datum: Option<DatumShift> = self.datum.as_deref().map(str::parse).transpose().map_err(fail)?;
        if crs.is_none() && !self.swap_axes && unit.is_none() && datum.is_none() {
            return Ok(None);
        }
        let crs = match (crs, path) {
            (Some(crs), _) => crs,
            (None, Some(path)) => declared_crs(path)?.unwrap_or(ProjectCrs::default().into()),
            (None, None) => ProjectCrs::default().into(),
        };
        let reading = Reading { crs, swapped: self.swap_axes, unit: unit.unwrap_or_default(), datum: datum.unwrap_or_default() };
        Ok(Some(reading))
    }
}

fn declared_crs(path: &Path) -> Result<Option<FileCrs>, Failure> {
    let layers = read_raw_layers(path, ReadOptions::default())
        .map_err(|source| Failure::Import { path: path.to_owned(), source: Box::new(source) })?;
    Ok(layers.iter().find_map(|layer| layer.crs.usable()))
}
