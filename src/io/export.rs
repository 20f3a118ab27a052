//! The way out: a plan as GeoJSON or GeoPackage, with its figures and its verdict inside.

use std::path::Path;

use serde_json::{Map, Value};

use super::attributes::{figure, zone_properties};
use super::export_error::ExportError;
use super::geojson::{self, Feature, WriteOptions};
use super::plots::plot_properties;
use super::{atomic, geopackage};
use crate::check::{Judgement, Verdict};
use crate::geometry::crs::{DATUM_OPERATION, Decimals, FileCrs};
use crate::geometry::{ExactArea, Region};
use crate::plan::ledger::rounded_percentages;
use crate::plan::{Boundary, Ledger, Plan, Zone};

/// The layers and tables of an exported plan.
const BOUNDARY_LAYER: &str = "boundary";
const ZONE_LAYER: &str = "zones";
const PLOT_LAYER: &str = "plots";
/// Decimals of exported hectares: a hundredth of a square metre.
const HECTARE_DECIMALS: i32 = 6;

/// What files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 7946.
    GeoJson,
    /// OGC GeoPackage.
    GeoPackage,
}

impl Format {
    /// The format a file name asks for by its ending.
    pub fn of(path: &Path) -> Result<Self, ExportError> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "geojson" | "json" => Ok(Self::GeoJson),
            "gpkg" => Ok(Self::GeoPackage),
            _ => Err(ExportError::UnknownFormat { ending }),
        }
    }
}

/// A plan to be exported, with what the rest of the program knows about it.
#[derive(Debug, Clone, Copy)]
pub struct PlanExport<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its areas.
    pub ledger: &'a Ledger,
    /// Its verdict.
    pub judgement: &'a Judgement,
    /// Why a plan that does not pass leaves nevertheless, as typed; the file then says that it is a draft, and why.
    pub draft_reason: Option<&'a str>,
    /// Decimals of degrees.
    pub decimals: Decimals,
}

/// Exports a plan to `path` in the format of its ending: WGS 84 for GeoJSON, the plan's own grid for a GeoPackage.
///
/// Gives the largest distance in metres between a vertex and its written position. A plan that does not pass is refused
/// without a reason for a draft. On failure the file that was there is untouched.
pub fn export(path: &Path, export: &PlanExport<'_>) -> Result<f64, ExportError> {
    match Format::of(path)? {
        Format::GeoJson => {
            let written = export_geojson(export)?;
            atomic::write(path, written.text.as_bytes())?;
            Ok(written.largest_error_m)
        }
        Format::GeoPackage => {
            let Features { members, boundary, zones, plots } = features(export)?;
            let crs = export.plan.crs();
            let mut tables = Vec::new();
            let layers = [(BOUNDARY_LAYER, boundary.as_slice()), (ZONE_LAYER, &zones), (PLOT_LAYER, &plots)];
            for (name, features) in layers.into_iter().filter(|(name, features)| *name != PLOT_LAYER || !features.is_empty()) {
                let rows = features.iter().map(|feature| (feature.region, &feature.properties));
                let mut table = geopackage::table_from_regions(name, name, crs, rows);
                table.description = Value::Object(members.clone()).to_string();
                tables.push(table);
            }
            geopackage::write(path, &tables)?;
            Ok(0.0)
        }
    }
}

/// The GeoJSON text of a plan; see [`export`].
pub fn export_geojson(export: &PlanExport<'_>) -> Result<geojson::Written, ExportError> {
    let Features { members, boundary, zones, plots } = features(export)?;
    let features: Vec<_> = boundary.into_iter().chain(zones).chain(plots).collect();
    let options = WriteOptions { plan_crs: export.plan.crs(), target: FileCrs::Wgs84, decimals: export.decimals };
    geojson::write(&features, &members, options)
}

type Members = Map<String, Value>;

/// What a file of a plan holds.
struct Features<'a> {
    /// Members of the collection.
    members: Members,
    boundary: Vec<Feature<'a>>,
    zones: Vec<Feature<'a>>,
    plots: Vec<Feature<'a>>,
}

fn features<'a>(export: &PlanExport<'a>) -> Result<Features<'a>, ExportError> {
    let status = &status(export)?;
    let mut members = Members::new();
    members.insert("name".into(), export.plan.title().into());
    members.extend(status.clone());
    let boundary = export.plan.boundary().map(|boundary| boundary_feature(export, boundary, status)).transpose()?;
    let areas: Vec<ExactArea> = export.plan.zones().map(|zone| zone.area).collect();
    let shares = rounded_percentages(&areas, export.ledger.approved, 2);
    let zones = export.plan.zones().zip(shares).map(|(zone, share)| zone_feature(export, zone, share, status));
    let plots = export.plan.zones().filter_map(|zone| Some((zone, export.plan.plots(zone.id)?)));
    let plots = plots.flat_map(|(zone, plots)| plots.zones().map(move |plot| plot_feature(export, zone, plot, status)));
    Ok(Features {
        members,
        boundary: boundary.into_iter().collect(),
        zones: zones.collect::<Result<_, _>>()?,
        plots: plots.collect::<Result<_, _>>()?,
    })
}

/// Whether the file holds a plan that passes or a draft, and why.
fn status(export: &PlanExport<'_>) -> Result<Members, ExportError> {
    let reason = export.draft_reason.map(str::trim).filter(|reason| !reason.is_empty());
    let verdict = export.judgement.verdict;
    let mut members = Members::new();
    let mut put = |name: &str, value: &str| drop(members.insert(name.to_owned(), value.into()));
    match reason {
        None if verdict == Verdict::Pass => put("status", "compliant"),
        None => return Err(ExportError::NeedsDraftReason { verdict }),
        Some(reason) => {
            put("status", "draft");
            put("verdict", verdict.id());
            put("draft_reason", reason);
        }
    }
    Ok(members)
}

/// Areas and their methods, and the status, as every exported feature carries them.
fn put_figures(properties: &mut Members, export: &PlanExport<'_>, land: &Region, share: Option<i128>) -> Result<(), ExportError> {
    let crs = export.plan.crs();
    let geodesic_m2 = crs.geodesic_area_m2(land)?;
    properties.insert(format!("area_ha_grid_{}", crs.epsg()), figure(land.area().ha(), HECTARE_DECIMALS));
    properties.insert("area_ha_geodesic".into(), figure(geodesic_m2 / 10_000.0, HECTARE_DECIMALS));
    if let Some(share) = share {
        properties.insert("share_pct".into(), figure(share as f64 / 100.0, 2));
    }
    properties.insert("crs_source".into(), crs.to_string().into());
    properties.insert("datum_operation".into(), DATUM_OPERATION.into());
    properties.insert("decision".into(), export.plan.approval().decision.clone().into());
    Ok(())
}

fn boundary_feature<'a>(export: &PlanExport<'a>, boundary: &'a Boundary, status: &Members) -> Result<Feature<'a>, ExportError> {
    let mut properties = Members::new();
    properties.insert("layer".into(), "boundary".into());
    properties.insert("name_vi".into(), boundary.name_vi.clone().into());
    properties.insert("name_en".into(), boundary.name_en.clone().into());
    properties.insert("approved_area_ha".into(), figure(export.plan.approval().area.ha(), HECTARE_DECIMALS));
    let region = boundary.outline.legal();
    put_figures(&mut properties, export, region, None)?;
    properties.extend(status.clone());
    if boundary.synthetic {
        properties.insert("synthetic".into(), true.into());
    }
    Ok(Feature { id: None, properties, region })
}

fn zone_feature<'a>(export: &PlanExport<'a>, zone: &'a Zone, share: i128, status: &Members) -> Result<Feature<'a>, ExportError> {
    land_feature(export, zone, zone_properties(&zone.attributes), Some(share), status)
}

fn plot_feature<'a>(export: &PlanExport<'a>, zone: &Zone, plot: &'a Zone, status: &Members) -> Result<Feature<'a>, ExportError> {
    land_feature(export, plot, plot_properties(&plot.attributes, &zone.attributes), None, status)
}

fn land_feature<'a>(
    export: &PlanExport<'a>,
    zone: &'a Zone,
    mut properties: Members,
    share: Option<i128>,
    status: &Members,
) -> Result<Feature<'a>, ExportError> {
    put_figures(&mut properties, export, &zone.region, share)?;
    properties.extend(status.clone());
    for (name, value) in &zone.attributes.other {
        properties.entry(name.clone()).or_insert_with(|| value.clone());
    }
    Ok(Feature { id: None, properties, region: &zone.region })
}
