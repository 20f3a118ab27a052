//! The compliance statement that an exported file carries: what it was measured by, every figure, every rule with its result.
//!
//! It is made of the plan alone, so that whoever has the file can make it again from the geometry and compare
//! ([`verify`](super::verify)). The digest is put in last, by the writer of the format.

mod rules;

use serde_json::{Map, Value, json};

use super::canonical::digest_of_text;
use super::clearance::Cleared;
use super::composed::{nfc, nfc_value};
use super::export_error::ExportError;
use crate::check::{RuleBook, Verdict};
use crate::geometry::crs::{DATUM_OPERATION, DATUM_OPERATION_ACCURACY_M, FileCrs};
use crate::geometry::{ExactArea, ProjectCrs};
use crate::plan::ledger::{rounded_hectares, rounded_percentages};
use crate::plan::{LandRow, Plan, Zone, ZoneFunction, ZoneId};

/// Member of a GeoJSON collection, and table of a GeoPackage, in which the statement stands.
pub(super) const MEMBER: &str = "compliance";
/// Name and version of the form of the statement.
pub(super) const SCHEMA: &str = "hecta-compliance/1";
/// Member of the statement with the digest.
pub(super) const DIGEST: &str = "digest";
/// What each result is called.
const WORDS: [(&str, &str); 5] =
    [("pass", "Đạt"), ("fail", "Không đạt"), ("warning", "Cảnh báo"), ("note", "Ghi nhận"), ("unknown", "Chưa đủ căn cứ")];

/// A rule about files as it was judged: its id, whether it is met, and the figure in m², if there is one.
pub(super) type JudgedRule = (&'static str, bool, Option<f64>);

/// What is true of the file and not of the plan.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FileForm {
    /// The CRS of its positions.
    pub crs: FileCrs,
    /// How far rounding moved a position, metres; 0 when every position reads back exactly.
    pub largest_error_m: f64,
    /// The rules about files that were judged.
    pub judged: Vec<JudgedRule>,
}

/// The statement about a plan in a file of this form, without a digest.
pub(super) fn statement(cleared: &Cleared<'_>, form: &FileForm) -> Result<Map<String, Value>, ExportError> {
    let export = cleared.export();
    let (plan, ledger, judgement) = (export.plan, export.ledger, export.judgement);
    let mut statement = Map::new();
    let mut put = |name: &str, value: Value| drop(statement.insert(name.to_owned(), value));
    put("schema", SCHEMA.into());
    put("program", json!({"name": "Hecta", "version": env!("CARGO_PKG_VERSION")}));
    put("status", if cleared.draft_reason().is_some() { "draft" } else { "compliant" }.into());
    put("draft_reason", cleared.draft_reason().map_or(Value::Null, |reason| nfc(reason).into()));
    put("verdict", judgement.verdict.id().into());
    let verdict_vi = match judgement.verdict {
        Verdict::Pass => "Đạt",
        Verdict::Fail => "Không đạt",
        Verdict::Insufficient => "Chưa đủ căn cứ",
    };
    put("verdict_vi", verdict_vi.into());
    let reason = |id: &'static str| id.strip_prefix("verdict-reason-").unwrap_or(id);
    put("reasons", judgement.reasons.iter().map(|r| Value::from(reason(r.message_id()))).collect());
    let approval = plan.approval();
    put("approved", json!({"area_m2": m2(approval.area), "decision": approval.decision}));
    put("area_definition", area_definition(plan.crs()));
    put("reference", reference(plan.crs(), form));
    put("sources", sources(plan));
    put("figures", figures(cleared)?);
    put("zones", zones(cleared)?);
    put("land_balance", land_balance(cleared));
    put("law", law(cleared));
    put("words", WORDS.into_iter().map(|(id, word)| (id.to_owned(), word.into())).collect::<Map<_, _>>().into());
    put("rules", rules::assessments(plan, ledger, export.checker, form));
    put("findings", rules::findings(plan, export.checker)?);
    Ok(statement.into_iter().map(|(name, value)| (name, nfc_value(value))).collect())
}

/// The member with the digest: how it was made, and itself.
pub(super) fn digest_member(covers: &str, value: &str) -> Value {
    json!({"algorithm": "SHA-256", "canonical_form": "RFC 8785", "covers": covers, "value": value})
}

/// m² to a millionth, the finest that every figure of a park carries as `f64`.
pub(super) fn m2(area: ExactArea) -> f64 {
    area.rounded_m2(6) as f64 / 1e6
}

/// m² on the ellipsoid, to a thousandth.
fn geodesic(m2: f64) -> f64 {
    (m2 * 1e3).round() / 1e3
}

/// Hundredths as a number.
fn hundredths(count: i128) -> f64 {
    count as f64 / 100.0
}

/// What a zone is called in the statement: its code, which need not be its own.
pub(super) fn code_of(plan: &Plan, id: ZoneId) -> String {
    plan.zone(id).map(|zone| zone.attributes.code.clone()).unwrap_or_default()
}

fn area_definition(crs: ProjectCrs) -> Value {
    json!({
        "compliance": format!("grid area on the projection plane of {crs} (shoelace formula, exact on a micrometre grid)"),
        "compliance_vi": format!("diện tích lưới trên mặt phẳng chiếu {crs}"),
        "geodesic": "geodesic area on the WGS 84 ellipsoid (Karney), for information",
        "geodesic_vi": "diện tích trắc địa trên ellipsoid WGS 84, để tham khảo",
    })
}

fn reference(crs: ProjectCrs, form: &FileForm) -> Value {
    json!({
        "plan_crs": crs.to_string(),
        "plan_crs_name": crs.name(),
        "central_meridian_deg": crs.central_meridian_deg(),
        "scale_factor": crs.scale(),
        "file_crs": format!("EPSG:{}", form.crs.epsg()),
        "axis_order": if form.crs.is_geographic() { "longitude, latitude" } else { "easting, northing" },
        "datum_operation": DATUM_OPERATION,
        "datum_method": "7 parameters, coordinate frame rotation (EPSG:9607), QĐ 05/2007/QĐ-BTNMT",
        "datum_accuracy_m": DATUM_OPERATION_ACCURACY_M,
        "largest_rounding_m": form.largest_error_m,
    })
}

/// The files the plan was made from, and how their coordinates were read.
fn sources(plan: &Plan) -> Value {
    let records = plan.sources().map(|source| serde_json::to_value(source).unwrap_or_default());
    records.collect::<Vec<_>>().into()
}

fn figures(cleared: &Cleared<'_>) -> Result<Value, ExportError> {
    let (plan, ledger) = (cleared.export().plan, cleared.export().ledger);
    let boundary = plan.boundary();
    let with_boundary = |area: ExactArea| boundary.map(|_| m2(area));
    let boundary_geodesic = boundary.map(|boundary| plan.crs().geodesic_area_m2(boundary.outline.legal())).transpose()?;
    Ok(json!({
        "boundary_m2": with_boundary(ledger.boundary),
        "boundary_geodesic_m2": boundary_geodesic.map(geodesic),
        "boundary_is_synthetic": boundary.is_some_and(|boundary| boundary.synthetic),
        "zones_m2": m2(ledger.zones_total),
        "allocated_m2": with_boundary(ledger.allocated()),
        "unallocated_m2": with_boundary(ledger.unallocated),
        "overlap_m2": m2(ledger.overlap),
        "outside_m2": with_boundary(ledger.outside),
        "residual_m2": m2(ledger.residual()),
    }))
}

fn zones(cleared: &Cleared<'_>) -> Result<Value, ExportError> {
    let (plan, ledger) = (cleared.export().plan, cleared.export().ledger);
    let areas: Vec<ExactArea> = plan.zones().map(|zone| zone.area).collect();
    let (hectares, shares) = (rounded_hectares(&areas, 2), rounded_percentages(&areas, ledger.approved, 2));
    let geodesic_m2 = plan.crs().geodesic_areas_m2(plan.zones().map(|zone| &zone.region))?;
    let zone = |(zone, ((ha, share), geodesic_m2)): (&Zone, ((i128, i128), f64))| {
        json!({
            "zone_code": zone.attributes.code,
            "name_vi": zone.attributes.name_vi,
            "function": zone.attributes.function.map(ZoneFunction::code),
            "area_m2": m2(zone.area),
            "area_ha": hundredths(ha),
            "share_pct": hundredths(share),
            "geodesic_m2": geodesic(geodesic_m2),
        })
    };
    Ok(plan.zones().zip(hectares.into_iter().zip(shares).zip(geodesic_m2)).map(zone).collect::<Vec<_>>().into())
}

fn land_balance(cleared: &Cleared<'_>) -> Value {
    let (plan, ledger) = (cleared.export().plan, cleared.export().ledger);
    let table = ledger.land_balance.table(plan, ledger);
    let row = |figures: &crate::plan::LandFigures| {
        let (class, symbol, zone) = match figures.row {
            LandRow::Class(land_use) => (land_use.code().to_owned(), Some(land_use.class().symbol.clone()), None),
            LandRow::Unclassified(zone) => ("unclassified".to_owned(), None, Some(code_of(plan, zone))),
            LandRow::Unallocated => ("unallocated".to_owned(), None, None),
            _ => ("rest".to_owned(), None, None),
        };
        json!({
            "class": class,
            "symbol": symbol,
            "zone_code": zone,
            "area_m2": m2(figures.area),
            "area_ha": hundredths(figures.ha_hundredths),
            "share_pct": hundredths(figures.percent_hundredths),
        })
    };
    table.rows.iter().map(row).collect()
}

/// By which law and which figures of its own the plan was judged.
fn law(cleared: &Cleared<'_>) -> Value {
    let settings = cleared.export().plan.settings();
    json!({
        "date": cleared.export().checker.day().to_string(),
        "date_is_of_the_plan": settings.date.is_some(),
        "rule_book": {"known_on": RuleBook::KNOWN_ON.to_string(), "sha256": digest_of_text(RuleBook::text())},
        "own_rules": settings.own_rules,
        "tolerances": serde_json::to_value(settings.tolerances).unwrap_or(Value::Null),
        "dossier": serde_json::to_value(&settings.dossier).unwrap_or(Value::Null),
    })
}
