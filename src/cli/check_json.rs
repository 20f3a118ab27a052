//! `hecta check --format json`: one object, stable in members and order.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::failure::Failure;
use super::subject::Subject;
use crate::app::Texts;
use crate::app::import_text::problem_text;
use crate::app::phrase::{finding_text, zone_name};
use crate::check::Finding;
use crate::geometry::crs::DATUM_OPERATION;
use crate::geometry::grid::Polygon;
use crate::geometry::{ExactArea, GridPoint, ProjectCrs, Region};
use crate::io::{ImportProblem, Place, Severity};
use crate::plan::ledger::{rounded_hectares, rounded_percentages};
use crate::plan::{Zone, ZoneId};

/// Name and version of the form of the report.
const SCHEMA: &str = "hecta-check/1";
/// Decimals of lon/lat: 12 carry a micrometre.
const LON_LAT_DECIMALS: i32 = 12;

/// The report; areas are grid areas in m² unless named otherwise, `null` where there is nothing to compute them from.
#[derive(Serialize)]
struct Report {
    schema: &'static str,
    crs: String,
    datum_operation: &'static str,
    verdict: &'static str,
    approved_m2: f64,
    boundary_m2: Option<f64>,
    /// Σ zone areas.
    zones_m2: f64,
    /// Area of the union of all zones inside the boundary.
    allocated_m2: Option<f64>,
    /// Boundary minus that union.
    unallocated_m2: Option<f64>,
    /// Σ over overlapping pairs.
    overlap_m2: f64,
    outside_m2: Option<f64>,
    /// Approved minus Σ zone areas.
    residual_m2: f64,
    zones: Vec<ZoneReport>,
    communes: Vec<CommuneReport>,
    findings: Vec<FindingReport>,
    /// Additional to the contract: the files, and what became of them on the plan grid.
    import: Value,
}

#[derive(Serialize)]
struct ZoneReport {
    id: String,
    name: String,
    function: &'static str,
    area_m2: f64,
    /// Rounded so that the column adds up.
    area_ha: String,
    /// Share of the approved area, rounded so that the column adds up.
    share_pct: String,
    geodesic_m2: f64,
    parts: usize,
    vertices: usize,
}

#[derive(Serialize)]
struct CommuneReport {
    code: String,
    name: String,
    /// Land of the park in the commune; without a boundary, of all zones.
    total_m2: f64,
    zones: Map<String, Value>,
}

#[derive(Serialize)]
struct FindingReport {
    rule: &'static str,
    severity: &'static str,
    message: String,
    zones: Vec<String>,
    area_m2: Option<f64>,
    at: Option<[f64; 2]>,
    geometry: Value,
}

/// The report on a plan as JSON with a line end.
pub(super) fn report(subject: &Subject, texts: &Texts) -> Result<String, Failure> {
    let ledger = &subject.ledger;
    let with_boundary = |area: ExactArea| subject.plan.boundary().map(|_| m2(area));
    let report = Report {
        schema: SCHEMA,
        crs: subject.plan.crs().to_string(),
        datum_operation: DATUM_OPERATION,
        verdict: subject.judgement.verdict.id(),
        approved_m2: m2(ledger.approved),
        boundary_m2: with_boundary(ledger.boundary),
        zones_m2: m2(ledger.zones_total),
        allocated_m2: with_boundary(ledger.allocated()),
        unallocated_m2: with_boundary(ledger.unallocated),
        overlap_m2: m2(ledger.overlap),
        outside_m2: with_boundary(ledger.outside),
        residual_m2: m2(ledger.residual()),
        zones: zones(subject, texts)?,
        communes: communes(subject),
        findings: subject.checker.findings().iter().map(|f| finding(subject, texts, f)).collect::<Result<_, _>>()?,
        import: import(subject, texts)?,
    };
    let mut text = serde_json::to_string_pretty(&report).map_err(|source| Failure::Json { source })?;
    text.push('\n');
    Ok(text)
}

/// How the files were read, what was noticed, and what laying on the plan grid moved: metres, m², lon/lat.
fn import(subject: &Subject, texts: &Texts) -> Result<Value, Failure> {
    let (plan, laying) = (&subject.plan, &subject.laying);
    let problem = |problem: &ImportProblem| {
        let severity = match problem.severity() {
            Severity::Note => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let Place { feature, polygon, ring, position } = problem.place;
        json!({"severity": severity, "message": problem_text(texts, problem),
            "feature": feature, "polygon": polygon, "ring": ring, "position": position})
    };
    let at = laying.largest_shift_at.map(|at| lon_lat(plan.crs(), at)).transpose()?;
    let change = |(zone, before, after): &(ZoneId, ExactArea, ExactArea)| json!({"zone": subject.zone_key(*zone), "before_m2": m2(*before), "after_m2": m2(*after)});
    let sources: Vec<_> = plan.sources().collect();
    Ok(json!({
        "sources": serde_json::to_value(&sources).map_err(|source| Failure::Json { source })?,
        "problems": subject.problems.iter().map(problem).collect::<Vec<_>>(),
        "moved_vertices": laying.moved,
        "largest_shift_m": laying.largest_shift_um / 1e6,
        "largest_shift_at": at,
        "area_changes": laying.areas.iter().map(change).collect::<Vec<_>>(),
    }))
}

/// m² to a millionth, the finest that every figure of a park carries as `f64`.
fn m2(area: ExactArea) -> f64 {
    area.rounded_m2(6) as f64 / 1e6
}

/// Hundredths as "12.34".
fn hundredths(count: i128) -> String {
    let sign = if count < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", count.unsigned_abs() / 100, count.unsigned_abs() % 100)
}

fn zones(subject: &Subject, texts: &Texts) -> Result<Vec<ZoneReport>, Failure> {
    let areas: Vec<ExactArea> = subject.plan.zones().map(|zone| zone.area).collect();
    let (hectares, shares) = (rounded_hectares(&areas, 2), rounded_percentages(&areas, subject.ledger.approved, 2));
    let regions = subject.plan.zones().map(|zone| &zone.region);
    let geodesic = subject.plan.crs().geodesic_areas_m2(regions).map_err(|source| Failure::Crs { source })?;
    let figures = hectares.into_iter().zip(shares).zip(geodesic);
    let report = |(zone, ((hectares, share), geodesic_m2)): (&Zone, ((i128, i128), f64))| ZoneReport {
        id: subject.zone_key(zone.id),
        name: zone_name(texts, zone),
        function: zone.attributes.function.map_or("", |function| function.code()),
        area_m2: m2(zone.area),
        area_ha: hundredths(hectares),
        share_pct: hundredths(share),
        geodesic_m2: (geodesic_m2 * 1e3).round() / 1e3,
        parts: zone.region.polygons().len(),
        vertices: zone.region.vertex_count(),
    };
    Ok(subject.plan.zones().zip(figures).map(report).collect())
}

/// Communes that the park or a zone meets.
fn communes(subject: &Subject) -> Vec<CommuneReport> {
    let ledger = &subject.ledger;
    let report = |(index, commune): (usize, &crate::plan::Commune)| {
        let of_zone = |id| ledger.communes.get(&id).and_then(|areas| areas.get(&index)).copied();
        let ids = subject.plan.zones().map(|zone| zone.id);
        let parts: Vec<_> = ids.filter_map(|id| Some((subject.zone_key(id), of_zone(id)?))).collect();
        let of_park = ledger.boundary_communes.get(&index).copied();
        let total = match subject.plan.boundary() {
            Some(_) => of_park.unwrap_or_default(),
            None => parts.iter().map(|(_, area)| *area).sum(),
        };
        let zones: Map<String, Value> = parts.into_iter().map(|(key, area)| (key, m2(area).into())).collect();
        let is_met = of_park.is_some() || !zones.is_empty();
        is_met.then(|| CommuneReport { code: commune.code.clone(), name: commune.name.clone(), total_m2: m2(total), zones })
    };
    subject.communes.communes.iter().enumerate().filter_map(report).collect()
}

fn finding(subject: &Subject, texts: &Texts, finding: &Finding) -> Result<FindingReport, Failure> {
    let crs = subject.plan.crs();
    let at = finding.at.map(|at| lon_lat(crs, at)).transpose()?;
    let geometry = match at {
        Some(at) if finding.geometry.is_empty() => json!({"type": "Point", "coordinates": at}),
        _ => geometry(crs, &finding.geometry)?,
    };
    Ok(FindingReport {
        rule: finding.rule.id(),
        severity: finding.severity.id(),
        message: finding_text(texts, &subject.plan, finding),
        zones: finding.zones.iter().map(|id| subject.zone_key(*id)).collect(),
        area_m2: finding.area.map(m2),
        at,
        geometry,
    })
}

fn lon_lat(crs: ProjectCrs, point: GridPoint) -> Result<[f64; 2], Failure> {
    let position = crs.lon_lat_from_grid(point).map_err(|source| Failure::Crs { source })?;
    let unit = 10_f64.powi(LON_LAT_DECIMALS);
    Ok(position.map(|degrees| (degrees * unit).round() / unit))
}

/// Land as a GeoJSON geometry in lon/lat; `null` for none.
fn geometry(crs: ProjectCrs, land: &Region) -> Result<Value, Failure> {
    let ring = |ring: &crate::geometry::Ring| -> Result<Vec<[f64; 2]>, Failure> {
        ring.iter().chain(ring.first()).map(|&point| lon_lat(crs, point)).collect()
    };
    let polygon = |polygon: &Polygon| polygon.rings().map(ring).collect::<Result<Vec<_>, _>>();
    let mut polygons = land.polygons().iter().map(polygon).collect::<Result<Vec<_>, _>>()?;
    Ok(match polygons.len() {
        0 => Value::Null,
        1 => json!({"type": "Polygon", "coordinates": polygons.remove(0)}),
        _ => json!({"type": "MultiPolygon", "coordinates": polygons}),
    })
}
