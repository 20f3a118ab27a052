//! From one format and CRS to another: layers with their attributes, not plans.

use std::path::Path;

use serde_json::{Map, Value};

use super::export_error::ExportError;
use super::features::LandFeature;
use super::format::Format;
use super::geojson::{self, WriteOptions};
use super::guard::{KnownPlaces, admit};
use super::import::read_raw_layers;
use super::import_error::ImportError;
use super::problem::{ImportProblem, Place, ProblemKind};
use super::shapefile::{self, ShapeLayer};
use super::source::{ReadOptions, SourceFeature, SourceLayer};
use super::{atomic, dxf, geopackage, kml};
use crate::geometry::crs::{Decimals, FileCrs, Reading};
use crate::geometry::validity::region_from_raw;
use crate::geometry::{ProjectCrs, Region};

/// The status of a converted file, where an exported plan has "compliant" or "draft".
const UNCHECKED: &str = "unchecked";

/// Why a file could not be converted.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    /// The input cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A feature cannot be read; nothing was written, as it would be missing in the result.
    #[error("{problem}")]
    Feature {
        /// The feature and what is wrong with it.
        problem: Box<ImportProblem>,
    },
    /// The output cannot be written.
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// Reads `input` (in `from`, if stated) and writes it to `output` in `to`; formats by content and by ending.
///
/// Without `to`, GeoJSON and KML are written in WGS 84, a GeoPackage or a drawing in the grid of the input, or EPSG:5897. Between VN-2000 grids nothing passes
/// through WGS 84. What was mended or left out is returned; a feature that cannot be read stops the conversion.
pub fn convert(
    input: &Path,
    output: &Path,
    from: Option<Reading>,
    to: Option<FileCrs>,
    decimals: Decimals,
) -> Result<Vec<ImportProblem>, ConvertError> {
    let format = Format::to_write(output)?;
    let layers = read_on_best_grid(input, from, to)?;
    let grid = layers.1;
    let target = to.unwrap_or(match format {
        Format::GeoJson | Format::Kml | Format::Kmz => FileCrs::Wgs84,
        _ => grid.into(),
    });
    let mut problems = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    for layer in layers.0 {
        if let Some(problem) = layer.first_error() {
            return Err(ConvertError::Feature { problem: Box::new(problem.clone()) });
        }
        problems.extend(layer.problems);
        let only = layer.name.unwrap_or_else(|| stem(output));
        for feature in layer.features {
            let name = feature.properties.get("layer").and_then(Value::as_str).map_or_else(|| only.clone(), str::to_owned);
            let land = land_of(&feature, &mut problems);
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.features.push((land, feature.properties)),
                None => groups.push(Group { name, features: vec![(land, feature.properties)] }),
            }
        }
    }
    match format {
        Format::GeoJson => write_geojson(output, &groups, WriteOptions { plan_crs: grid, target, decimals })?,
        Format::GeoPackage => write_geopackage(output, &groups, grid, target)?,
        Format::Kml | Format::Kmz => {
            let options = WriteOptions { plan_crs: grid, target, decimals };
            let (text, _) = kml::write(&features_of(&groups), &members_of(output), options)?;
            let bytes = if format == Format::Kmz { kml::kml_in_archive(&text)? } else { text.into_bytes() };
            atomic::write(output, &bytes).map_err(ExportError::from)?;
        }
        Format::Dxf => write_dxf(output, &groups, grid, target)?,
        Format::Shapefile => write_shapefile(output, &groups, grid, target)?,
        format => return Err(ExportError::UnknownFormat { ending: format.endings()[0].to_owned() }.into()),
    }
    Ok(problems)
}

/// What a converted file says of itself: nobody has judged it.
fn marks() -> Map<String, Value> {
    [("status".to_owned(), UNCHECKED.into())].into_iter().collect()
}

/// Features of one layer.
struct Group {
    name: String,
    features: Vec<(Region, Map<String, Value>)>,
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The layers, and the grid they were read on: that of the target, else that of the file, so that each vertex is carried once.
fn read_on_best_grid(
    input: &Path,
    from: Option<Reading>,
    to: Option<FileCrs>,
) -> Result<(Vec<SourceLayer>, ProjectCrs), ConvertError> {
    let on = |plan_crs| -> Result<Vec<SourceLayer>, ImportError> {
        let options = ReadOptions { plan_crs, reading: from, ..ReadOptions::default() };
        let known = KnownPlaces::embedded(plan_crs)?;
        let mut layers = admit(&read_raw_layers(input, options)?, &known, options)?.layers;
        // other places than the park's are converted as well
        let is_far = |problem: &ImportProblem| matches!(problem.kind, ProblemKind::FarFromKnownPlaces { .. });
        layers.iter_mut().for_each(|layer| layer.problems.retain(|problem| !is_far(problem)));
        Ok(layers)
    };
    if let Some(FileCrs::Grid(grid)) = to {
        return Ok((on(grid)?, grid));
    }
    let layers = on(ProjectCrs::default())?;
    match layers.first().map(|layer| layer.reading.crs) {
        Some(FileCrs::Grid(grid)) if grid != ProjectCrs::default() => Ok((on(grid)?, grid)),
        _ => Ok((layers, ProjectCrs::default())),
    }
}

fn land_of(feature: &SourceFeature, problems: &mut Vec<ImportProblem>) -> Region {
    let (region, faults) = region_from_raw(&feature.polygons);
    problems.extend(faults.into_iter().map(|fault| ImportProblem {
        place: Place::feature(feature.number),
        at: Some(fault.at),
        kind: ProblemKind::GeometryMended { fault: fault.kind },
    }));
    region
}

/// The features of all groups; those of several say which is theirs.
fn features_of(groups: &[Group]) -> Vec<LandFeature<'_>> {
    let mut features = Vec::new();
    for group in groups {
        for (region, properties) in &group.features {
            let mut properties = properties.clone();
            if groups.len() > 1 {
                properties.entry("layer").or_insert_with(|| group.name.clone().into());
            }
            features.push(LandFeature { id: None, properties, region });
        }
    }
    features
}

/// What is said of the whole: its name and its marks.
fn members_of(output: &Path) -> Map<String, Value> {
    let mut members = Map::new();
    members.insert("name".to_owned(), Value::from(stem(output)));
    members.extend(marks());
    members
}

fn write_geojson(output: &Path, groups: &[Group], options: WriteOptions) -> Result<(), ExportError> {
    let written = geojson::write(&features_of(groups), &members_of(output), options)?;
    Ok(atomic::write(output, written.text.as_bytes())?)
}

fn write_dxf(output: &Path, groups: &[Group], grid: ProjectCrs, target: FileCrs) -> Result<(), ExportError> {
    if target != FileCrs::Grid(grid) {
        return Err(ExportError::CrsNotWritten { crs: target });
    }
    let text = dxf::write(&features_of(groups), &members_of(output), grid)?;
    Ok(atomic::write(output, text.as_bytes())?)
}

fn write_geopackage(output: &Path, groups: &[Group], grid: ProjectCrs, target: FileCrs) -> Result<(), ExportError> {
    if target != FileCrs::Grid(grid) {
        return Err(ExportError::CrsNotWritten { crs: target });
    }
    let mut tables: Vec<geopackage::FeatureTable> = Vec::new();
    for group in groups {
        let rows = group.features.iter().map(|(region, properties)| (region, properties));
        let taken = |name: &str| tables.iter().any(|table| table.name.eq_ignore_ascii_case(name));
        let mut name = group.name.replace(['"', '\0'], "");
        if name.is_empty() || name.to_ascii_lowercase().starts_with("gpkg_") || name.to_ascii_lowercase().starts_with("sqlite_") {
            name.insert_str(0, "layer_");
        }
        while taken(&name) {
            name.push('_');
        }
        let mut table = geopackage::table_from_regions(&name, &name, grid, rows);
        table.description = Value::Object(marks()).to_string();
        tables.push(table);
    }
    geopackage::write(output, &tables)
}

/// The first group at `output`, each other in files beside it with its name added.
fn write_shapefile(output: &Path, groups: &[Group], grid: ProjectCrs, target: FileCrs) -> Result<(), ExportError> {
    if target != FileCrs::Grid(grid) {
        return Err(ExportError::CrsNotWritten { crs: target });
    }
    let plain = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
    let mut suffixes: Vec<String> = Vec::new();
    for group in groups {
        let mut suffix =
            if suffixes.is_empty() { String::new() } else { format!("_{}", group.name.chars().map(plain).collect::<String>()) };
        while suffixes.iter().any(|taken| taken.to_lowercase() == suffix.to_lowercase()) {
            suffix.push('_');
        }
        suffixes.push(suffix);
    }
    let layers = groups.iter().zip(&suffixes).map(|(group, suffix)| {
        let features = group.features.iter().map(|(region, properties)| (region, properties)).collect();
        ShapeLayer { suffix, features }
    });
    shapefile::write(output, grid, &layers.collect::<Vec<_>>())
}
