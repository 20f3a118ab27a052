//! The way out: a plan that was cleared, in the format its file name asks for, with its figures and its verdict inside.
//!
//! What leaves passes the one gate first ([`Cleared`]), whoever asks: window, command line or autosave.

use std::path::Path;

use serde_json::{Map, Value};

use super::clearance::Cleared;
use super::compliance_statement::{DIGEST, FileForm, MEMBER, digest_member, statement};
use super::export_error::ExportError;
use super::features::{LandFeature, PlanFeatures};
use super::format::Format;
use super::geojson::{self, WriteOptions, WrittenFeatures};
use super::geopackage::FeatureTable;
use super::handover::PackageSchema;
use super::shapefile::{self, ShapeLayer};
use super::table::Report;
use super::{atomic, canonical, csv, dxf, geopackage, handover, kml, reread, sealed_package, xlsx};
use crate::check::{Checker, Judgement};
use crate::geometry::crs::{Decimals, FileCrs};
use crate::plan::{Ledger, Plan};

/// The layers and tables of an exported plan.
const BOUNDARY_LAYER: &str = "boundary";
const ZONE_LAYER: &str = "zones";
const PLOT_LAYER: &str = "plots";
/// What the digest of a collection covers, for people.
const COVERS: &str = "the whole file without this member; features sorted by the bytes of their canonical form";

/// A plan to be exported, with what the rest of the program knows about it.
#[derive(Debug, Clone, Copy)]
pub struct PlanExport<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its areas.
    pub ledger: &'a Ledger,
    /// Its verdict.
    pub judgement: &'a Judgement,
    /// What it was judged by, with all that was found.
    pub checker: &'a Checker,
    /// Why a plan that does not pass leaves nevertheless, as typed; the file then says that it is a draft, and why.
    pub draft_reason: Option<&'a str>,
    /// Decimals of degrees.
    pub decimals: Decimals,
    /// Its tables in the words of a language, for formats that are tables ([`Format::is_table`]).
    pub report: Option<&'a Report>,
}

/// Exports a plan to `path` in the format of its ending: WGS 84 for GeoJSON and KML, the plan's own grid for a GeoPackage or a drawing,
/// the tables of its report as CSV (the first of them) or as a workbook.
///
/// Gives the largest distance in metres between a vertex and its written position. A plan that does not pass is refused
/// without a reason for a draft. On failure the file that was there is untouched.
pub fn export(path: &Path, export: &PlanExport<'_>) -> Result<f64, ExportError> {
    export_as(path, export, PackageSchema::default())
}

/// Exports a plan like [`export`]; a GeoPackage gets the tables of `schema`, other formats have only one form.
pub fn export_as(path: &Path, export: &PlanExport<'_>, schema: PackageSchema) -> Result<f64, ExportError> {
    let format = Format::to_write(path)?;
    let cleared = Cleared::of(export)?;
    match format {
        Format::GeoJson => {
            let written = geojson_of(&cleared)?;
            atomic::write(path, written.text.as_bytes())?;
            Ok(written.largest_error_m)
        }
        Format::GeoPackage => write_geopackage(path, &cleared, schema).map(|()| 0.0),
        Format::Csv => csv::write(path, &cleared, export.report.ok_or(ExportError::NoTables)?).map(|()| 0.0),
        Format::Xlsx => xlsx::write(path, &cleared, export.report.ok_or(ExportError::NoTables)?).map(|()| 0.0),
        Format::Dxf => Ok(atomic::write(path, dxf::of_plan(&cleared)?.as_bytes()).map(|()| 0.0)?),
        Format::Kml | Format::Kmz => {
            let (text, largest_error_m) = kml::of_plan(&cleared)?;
            let bytes = if format == Format::Kmz { kml::kml_in_archive(&text)? } else { text.into_bytes() };
            atomic::write(path, &bytes)?;
            Ok(largest_error_m)
        }
        Format::Shapefile => write_shapefile(path, &cleared).map(|()| 0.0),
        format => Err(ExportError::UnknownFormat { ending: format.endings()[0].to_owned() }),
    }
}

/// Exports every table of a plan's report as CSV into a folder; the gate is that of [`export`].
pub fn export_folder(path: &Path, export: &PlanExport<'_>) -> Result<(), ExportError> {
    csv::write_folder(path, &Cleared::of(export)?, export.report.ok_or(ExportError::NoTables)?)
}

/// The GeoJSON text of a plan; see [`export`].
pub fn export_geojson(export: &PlanExport<'_>) -> Result<geojson::Written, ExportError> {
    geojson_of(&Cleared::of(export)?)
}

fn geojson_of(cleared: &Cleared<'_>) -> Result<geojson::Written, ExportError> {
    let PlanFeatures { mut members, boundary, zones, plots } = PlanFeatures::of(cleared)?;
    let features: Vec<LandFeature<'_>> = boundary.into_iter().chain(zones).chain(plots).collect();
    let PlanExport { plan, decimals, .. } = *cleared.export();
    let written = WrittenFeatures::of(&features, WriteOptions { plan_crs: plan.crs(), target: FileCrs::Wgs84, decimals })?;
    let largest_error_m = written.largest_error_m;
    // what the file is found to be when it is read again is part of what it states
    let judged = reread::judge(&written.text(&members), &features, plan.crs(), largest_error_m)?;
    let mut stated = statement(cleared, &FileForm { crs: FileCrs::Wgs84, largest_error_m, judged })?;
    members.insert(MEMBER.into(), stated.clone().into());
    let value = digest_of_collection(&written.text(&members))?;
    stated.insert(DIGEST.into(), digest_member(COVERS, &value));
    members.insert(MEMBER.into(), stated.into());
    Ok(geojson::Written { text: written.text(&members), largest_error_m })
}

/// The digest of a collection whose statement has none yet.
fn digest_of_collection(text: &str) -> Result<String, ExportError> {
    let digest = || {
        let whole = canonical::parse(text)?;
        canonical::digest(whole.as_object().unwrap_or(&Map::new()), "features")
    };
    digest().map_err(|source| ExportError::Properties { source })
}

fn write_geopackage(path: &Path, cleared: &Cleared<'_>, schema: PackageSchema) -> Result<(), ExportError> {
    let features = PlanFeatures::of(cleared)?;
    let crs = cleared.export().plan.crs();
    let (mut tables, judged) = match schema {
        PackageSchema::Plain => (plain_tables(cleared, &features), Vec::new()),
        PackageSchema::Tt16 => {
            let tables = handover::tables(cleared, &features);
            let judged = vec![(handover::CLASS_NAMES, handover::has_class_names(&tables), None)];
            (tables, judged)
        }
    };
    let form = FileForm { crs: crs.into(), largest_error_m: 0.0, judged };
    let stated = sealed_package::sealed(&tables, statement(cleared, &form)?)?;
    tables.push(stated);
    geopackage::write(path, &tables)
}

/// Boundary, zones and, if there are any, plots, with figures and marks as properties.
fn plain_tables(cleared: &Cleared<'_>, features: &PlanFeatures<'_>) -> Vec<FeatureTable> {
    let PlanFeatures { members, boundary, zones, plots } = features;
    let crs = cleared.export().plan.crs();
    let mut tables = Vec::new();
    let layers = [(BOUNDARY_LAYER, boundary.as_slice()), (ZONE_LAYER, zones), (PLOT_LAYER, plots)];
    for (name, features) in layers.into_iter().filter(|(name, features)| *name != PLOT_LAYER || !features.is_empty()) {
        let rows = features.iter().map(|feature| (feature.region, &feature.properties));
        let mut table = geopackage::table_from_regions(name, name, crs, rows);
        table.description = Value::Object(members.clone()).to_string();
        tables.push(table);
    }
    tables
}

/// The zones at `path`, boundary and plots in files beside it; the marks stand in each row. Where plots of an earlier export lie, they are
/// replaced by none; a file of someone else is not replaced, as nobody was asked about it.
fn write_shapefile(path: &Path, cleared: &Cleared<'_>) -> Result<(), ExportError> {
    let PlanFeatures { boundary, zones, plots, .. } = PlanFeatures::of(cleared)?;
    let layers = [("", &zones), (shapefile::BOUNDARY_SUFFIX, &boundary), (shapefile::PLOT_SUFFIX, &plots)];
    let is_needed =
        |suffix: &str, features: &[_]| suffix.is_empty() || !features.is_empty() || shapefile::with_suffix(path, suffix).exists();
    if let Some(foreign) =
        layers.iter().map(|(suffix, _)| shapefile::with_suffix(path, suffix)).skip(1).find(|path| shapefile::is_foreign(path))
    {
        return Err(ExportError::ForeignFile { path: foreign });
    }
    let layers = layers.into_iter().filter(|(suffix, features)| is_needed(suffix, features));
    let layers = layers.map(|(suffix, features)| {
        let features = features.iter().map(|feature| (feature.region, &feature.properties)).collect();
        ShapeLayer { suffix, features }
    });
    shapefile::write(path, cleared.export().plan.crs(), &layers.collect::<Vec<_>>())
}
