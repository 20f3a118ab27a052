//! What a plan is in any file: its boundary, zones and plots as features with their figures.

use serde_json::{Map, Value};

use super::attributes::{figure, zone_properties};
use super::canonical::LARGEST_INTEGER;
use super::clearance::Cleared;
use super::composed::{nfc, nfc_value};
use super::export::PlanExport;
use super::export_error::ExportError;
use super::plots::plot_properties;
use crate::geometry::crs::DATUM_OPERATION;
use crate::geometry::{ExactArea, Region};
use crate::plan::ledger::rounded_percentages;
use crate::plan::{Boundary, Zone};

/// Decimals of exported hectares: a hundredth of a square metre.
const HECTARE_DECIMALS: i32 = 6;

type Members = Map<String, Value>;

/// Land with its attributes, to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct LandFeature<'a> {
    /// Its id: a string or a number.
    pub id: Option<Value>,
    /// Attributes, in this order.
    pub properties: Map<String, Value>,
    /// Its land; an empty region becomes a null geometry.
    pub region: &'a Region,
}

/// What a file of a plan holds, whatever its format.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanFeatures<'a> {
    /// What is said of the whole: the plan's name and its marks.
    pub members: Map<String, Value>,
    /// The boundary, if there is one.
    pub boundary: Vec<LandFeature<'a>>,
    /// The zones, in the planner's order.
    pub zones: Vec<LandFeature<'a>>,
    /// The plots, by zone.
    pub plots: Vec<LandFeature<'a>>,
}

impl<'a> PlanFeatures<'a> {
    /// The features of a plan that was cleared, with figures, methods and marks as properties.
    pub fn of(cleared: &Cleared<'a>) -> Result<Self, ExportError> {
        let (export, marks) = (cleared.export(), &cleared.marks());
        let mut members = Members::new();
        members.insert("name".into(), nfc(export.plan.title()).into());
        members.extend(marks.clone());
        let boundary = export.plan.boundary().map(|boundary| boundary_feature(export, boundary, marks)).transpose()?;
        let areas: Vec<ExactArea> = export.plan.zones().map(|zone| zone.area).collect();
        let shares = rounded_percentages(&areas, export.ledger.approved, 2);
        let zones = export.plan.zones().zip(shares).map(|(zone, share)| zone_feature(export, zone, share, marks));
        let plots = export.plan.zones().filter_map(|zone| Some((zone, export.plan.plots(zone.id)?)));
        let plots = plots.flat_map(|(zone, plots)| plots.zones().map(move |plot| plot_feature(export, zone, plot, marks)));
        Ok(Self {
            members,
            boundary: boundary.into_iter().collect(),
            zones: zones.collect::<Result<_, _>>()?,
            plots: plots.collect::<Result<_, _>>()?,
        })
    }
}

/// Areas and their methods, and the marks, as every exported feature carries them.
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

fn boundary_feature<'a>(
    export: &PlanExport<'a>,
    boundary: &'a Boundary,
    marks: &Members,
) -> Result<LandFeature<'a>, ExportError> {
    let mut properties = Members::new();
    properties.insert("layer".into(), "boundary".into());
    properties.insert("name_vi".into(), boundary.name_vi.clone().into());
    properties.insert("name_en".into(), boundary.name_en.clone().into());
    properties.insert("approved_area_ha".into(), figure(export.plan.approval().area.ha(), HECTARE_DECIMALS));
    let region = boundary.outline.legal();
    put_figures(&mut properties, export, region, None)?;
    properties.extend(marks.clone());
    if boundary.synthetic {
        properties.insert("synthetic".into(), true.into());
    }
    Ok(LandFeature { id: None, properties: in_one_form(properties), region })
}

fn zone_feature<'a>(
    export: &PlanExport<'a>,
    zone: &'a Zone,
    share: i128,
    marks: &Members,
) -> Result<LandFeature<'a>, ExportError> {
    land_feature(export, zone, zone_properties(&zone.attributes), Some(share), marks)
}

fn plot_feature<'a>(
    export: &PlanExport<'a>,
    zone: &Zone,
    plot: &'a Zone,
    marks: &Members,
) -> Result<LandFeature<'a>, ExportError> {
    land_feature(export, plot, plot_properties(&plot.attributes, &zone.attributes), None, marks)
}

fn land_feature<'a>(
    export: &PlanExport<'a>,
    zone: &'a Zone,
    mut properties: Members,
    share: Option<i128>,
    marks: &Members,
) -> Result<LandFeature<'a>, ExportError> {
    put_figures(&mut properties, export, &zone.region, share)?;
    properties.extend(marks.clone());
    for (name, value) in &zone.attributes.other {
        properties.entry(name.clone()).or_insert_with(|| value.clone());
    }
    Ok(LandFeature { id: None, properties: in_one_form(properties), region: &zone.region })
}

/// Composed letters, and whole numbers that no reader takes for another: those too large for an `f64` become text.
fn in_one_form(properties: Members) -> Members {
    properties.into_iter().map(|(name, value)| (nfc(&name), without_large_integers(nfc_value(value)))).collect()
}

fn without_large_integers(value: Value) -> Value {
    match value {
        Value::Number(number) => {
            let size = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
            if size.is_some_and(|size| size > LARGEST_INTEGER) { number.to_string().into() } else { Value::Number(number) }
        }
        Value::Array(values) => values.into_iter().map(without_large_integers).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, without_large_integers(value))).collect::<Members>().into()
        }
        other => other,
    }
}
