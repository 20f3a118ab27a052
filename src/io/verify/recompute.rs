//! Everything a statement says, made anew from the geometry beside it.

use serde_json::{Map, Value};

use super::super::canonical::digest_of_text;
use super::super::clearance::Cleared;
use super::super::compliance_statement::{FileForm, statement};
use super::super::export::PlanExport;
use super::super::features::{LandFeature, PlanFeatures};
use super::super::flat::{FeatureRef, ShapeRef};
use super::super::handover::CLASS_NAMES;
use super::super::import::{Imported, plan_from_layers};
use super::super::placement::place_layers;
use super::super::problem::ImportProblem;
use super::super::reread;
use super::super::source::{RawLayer, ReadOptions};
use super::compare::Comparison;
use super::{Difference, Stated, Verification, VerifyError};
use crate::check::{Checker, Judgement, Reason, Rule, RuleBook, Severity, Verdict};
use crate::geometry::crs::{Decimals, FileCrs};
use crate::geometry::{ExactArea, ProjectCrs, Region};
use crate::plan::{Approval, CommuneLayer, Date, Division, DossierCodes, Ledger, Plan, PlanSettings, SourceRecord};

/// Properties of features that are computed; the others are what somebody declared.
const COMPUTED: [&str; 9] = [
    "approved_area_ha",
    "area_ha_geodesic",
    "share_pct",
    "crs_source",
    "datum_operation",
    "decision",
    "status",
    "verdict",
    "draft_reason",
];
const COMPUTED_AREA_PREFIX: &str = "area_ha_grid_";
/// Results, which rounding on purpose may change.
const RESULTS: [&str; 6] = ["verdict", "verdict_vi", "reasons", "rules", "findings", "land_balance"];
/// The same among the properties of features.
const MARKS: [&str; 3] = ["status", "verdict", "draft_reason"];

/// What a statement says about how the plan was judged.
struct Basis {
    crs: ProjectCrs,
    approval: Approval,
    settings: PlanSettings,
    day: Date,
    draft_reason: Option<String>,
    largest_rounding_m: f64,
    /// Digest of the rules of the program that wrote the file.
    rule_book: String,
}

/// Verifies what a file states.
pub(super) fn verification(file: Stated) -> Result<Verification, VerifyError> {
    let basis = Basis::of(&file.statement)?;
    let (plan, problems) = plan_of(&file, &basis)?;
    let ledger = Ledger::of(&plan, &CommuneLayer::new(Division::Loaded, Vec::new()));
    let checker = Checker::of(&plan, &ledger, basis.day);
    let mended = stated_about_sources(&file.statement);
    let judgement = with_mended(checker.judgement(&plan, &ledger), &mended);
    let needs_reason = judgement.verdict != Verdict::Pass;
    let draft_reason = basis.draft_reason.as_deref().or(needs_reason.then_some("?"));
    let decimals = Decimals::default();
    let export = PlanExport {
        plan: &plan,
        ledger: &ledger,
        judgement: &judgement,
        checker: &checker,
        draft_reason,
        decimals,
        report: None,
    };
    let measure = |source| VerifyError::Measure { source: Box::new(source) };
    let cleared = Cleared::of(&export).map_err(measure)?;
    let features = PlanFeatures::of(&cleared).map_err(measure)?;
    let form = form_of(&file, &basis, &features).map_err(measure)?;
    let mut computed = statement(&cleared, &form).map_err(measure)?;
    put_mended(&mut computed, &file.statement, mended);
    let mut stated = file.statement.clone();
    if basis.largest_rounding_m > 0.0 {
        RESULTS.iter().for_each(|member| drop((stated.shift_remove(*member), computed.shift_remove(*member))));
    }
    let slack_m2 = basis.largest_rounding_m * plan_perimeter_m(&plan);
    let mut comparison = Comparison { differences: Vec::new(), compared: 0, slack_m2 };
    comparison.compare("", &stated.into(), &computed.into());
    compare_features(&mut comparison, &file.layers, &features);
    comparison.differences.extend(problems.iter().filter(|p| p.severity() == super::super::Severity::Error).map(|problem| {
        Difference {
            what: format!("features[{}]", problem.place),
            stated: Value::Null,
            computed: problem.kind.to_string().into(),
        }
    }));
    Ok(Verification {
        other_rule_book: basis.rule_book != digest_of_text(RuleBook::text()),
        statement: file.statement,
        stated_digest: file.stated_digest,
        computed_digest: file.computed_digest,
        differences: comparison.differences,
        problems,
        largest_rounding_m: basis.largest_rounding_m,
        compared: comparison.compared,
    })
}

impl Basis {
    fn of(statement: &Map<String, Value>) -> Result<Self, VerifyError> {
        let missing = |what| VerifyError::Incomplete { what };
        let at = |path: [&str; 2]| statement.get(path[0]).and_then(|part| part.get(path[1]));
        let text = |path| at(path).and_then(Value::as_str);
        let crs: FileCrs =
            text(["reference", "plan_crs"]).and_then(|text| text.parse().ok()).ok_or(missing("the CRS of the plan"))?;
        let FileCrs::Grid(crs) = crs else { return Err(missing("a VN-2000 grid as the CRS of the plan")) };
        let area_m2 = at(["approved", "area_m2"]).and_then(Value::as_f64).filter(|m2| (0.0..1e12).contains(m2));
        let area = ExactArea::from_m2(area_m2.ok_or(missing("the approved area"))?);
        let decision = text(["approved", "decision"]).unwrap_or_default().to_owned();
        let day: Date = text(["law", "date"]).and_then(|day| day.parse().ok()).ok_or(missing("the day of the law"))?;
        let is_of_plan = at(["law", "date_is_of_the_plan"]).and_then(Value::as_bool).unwrap_or(false);
        let tolerances = at(["law", "tolerances"]).cloned().and_then(|value| serde_json::from_value(value).ok());
        let dossier = at(["law", "dossier"]).cloned().and_then(|value| serde_json::from_value(value).ok());
        let settings = PlanSettings {
            tolerances: tolerances.ok_or(missing("the tolerances"))?,
            date: is_of_plan.then_some(day),
            own_rules: text(["law", "own_rules"]).map(str::to_owned),
            dossier: dossier.unwrap_or_else(DossierCodes::default),
        };
        let rule_book = at(["law", "rule_book"]).and_then(|book| book.get("sha256")).and_then(Value::as_str);
        let largest_rounding_m = at(["reference", "largest_rounding_m"]).and_then(Value::as_f64).unwrap_or(0.0);
        Ok(Self {
            crs,
            approval: Approval { area, decision },
            settings,
            day,
            draft_reason: statement.get("draft_reason").and_then(Value::as_str).map(str::to_owned),
            largest_rounding_m: largest_rounding_m.clamp(0.0, 100.0),
            rule_book: rule_book.unwrap_or_default().to_owned(),
        })
    }
}

/// The plan in the file, with what could not be read of it.
fn plan_of(file: &Stated, basis: &Basis) -> Result<(Plan, Vec<ImportProblem>), VerifyError> {
    let options = ReadOptions { plan_crs: basis.crs, ..ReadOptions::default() };
    let layers = place_layers(&file.layers, options)?;
    let Imported { plan, problems, .. } = plan_from_layers("", layers, options, None, Some(basis.approval.clone()));
    Ok((plan.with_settings(basis.settings.clone()).with_sources(&sources_of(&file.statement)), problems))
}

/// The files that the statement says the plan was made from: they cannot be found out again, but the rules about them can.
fn sources_of(statement: &Map<String, Value>) -> Vec<SourceRecord> {
    statement.get("sources").cloned().and_then(|sources| serde_json::from_value(sources).ok()).unwrap_or_default()
}

/// What the file is, found out again.
fn form_of(file: &Stated, basis: &Basis, features: &PlanFeatures<'_>) -> Result<FileForm, super::ExportError> {
    let largest_error_m = basis.largest_rounding_m;
    let (crs, judged) = match &file.geojson {
        Some(text) => {
            let land = features.boundary.iter().chain(&features.zones).chain(&features.plots);
            let land: Vec<LandFeature<'_>> = land.cloned().collect();
            (FileCrs::Wgs84, reread::judge(text, &land, basis.crs, largest_error_m)?)
        }
        None => {
            let names = file.has_class_names.map(|has| (CLASS_NAMES, has, None));
            (basis.crs.into(), names.into_iter().collect())
        }
    };
    Ok(FileForm { crs, largest_error_m, judged })
}

/// Stated findings about geometry that was not valid before it was mended: the file holds it mended, so they cannot be found again.
fn stated_about_sources(statement: &Map<String, Value>) -> Vec<Value> {
    let findings = statement.get("findings").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    findings.iter().filter(|finding| is_about(finding, "rule")).cloned().collect()
}

fn is_about(entry: &Value, member: &str) -> bool {
    entry.get(member).and_then(Value::as_str) == Some(Rule::InvalidGeometry.id())
}

/// The judgement with findings that only the statement can know of.
fn with_mended(mut judgement: Judgement, mended: &[Value]) -> Judgement {
    let is_error = |finding: &&Value| finding.get("severity").and_then(Value::as_str) == Some(Severity::Error.id());
    let count = mended.iter().filter(is_error).count();
    let has_zones = !judgement.reasons.contains(&Reason::NoZones);
    if count > 0 && has_zones && judgement.verdict != Verdict::Fail {
        judgement.reasons.retain(|reason| !matches!(reason, Reason::Complies { .. }));
        judgement.reasons.insert(0, Reason::Errors { count });
        judgement.verdict = Verdict::Fail;
    }
    judgement
}

/// Puts what only the statement can know of among what was computed.
fn put_mended(computed: &mut Map<String, Value>, stated: &Map<String, Value>, mended: Vec<Value>) {
    if mended.is_empty() {
        return;
    }
    if let Some(Value::Array(findings)) = computed.get_mut("findings") {
        findings.extend(mended);
    }
    let stated = stated.get("rules").and_then(Value::as_array).and_then(|rules| rules.iter().find(|rule| is_about(rule, "id")));
    let computed = computed.get_mut("rules").and_then(Value::as_array_mut);
    if let (Some(stated), Some(own)) = (stated, computed.and_then(|rules| rules.iter_mut().find(|rule| is_about(rule, "id")))) {
        for member in ["result", "figure", "zones"] {
            own[member] = stated.get(member).cloned().unwrap_or(Value::Null);
        }
    }
}

fn plan_perimeter_m(plan: &Plan) -> f64 {
    let length_m = |region: &Region| region.edges().map(|(a, b)| a.distance_m(b)).sum::<f64>();
    let boundary = plan.boundary().map_or(0.0, |boundary| length_m(boundary.outline.legal()));
    boundary + plan.zones().map(|zone| length_m(&zone.region)).sum::<f64>()
}

/// Whether a feature of a file has a geometry with something in it.
fn has_land(feature: &FeatureRef<'_>) -> bool {
    match feature.shape() {
        ShapeRef::Missing => false,
        ShapeRef::Polygons { rings, .. } => !rings.is_empty(),
        ShapeRef::WithoutArea { .. } | ShapeRef::Broken(_) => true,
    }
}

/// Features that are written with a geometry.
fn with_land<'a>(features: &[LandFeature<'a>]) -> Vec<LandFeature<'a>> {
    features.iter().filter(|feature| !feature.region.is_empty()).cloned().collect()
}

/// Holds the computed properties of each feature against what it carries. Zones keep their order in a plan, plots that within their zone.
fn compare_features(comparison: &mut Comparison, layers: &[RawLayer], features: &PlanFeatures<'_>) {
    let of_layer = |layer: &str| {
        let features = layers.iter().flat_map(|layer| &layer.features);
        let all = features.filter(has_land).map(|feature| feature.properties().to_map());
        all.filter(|properties| properties.get("layer").and_then(Value::as_str) == Some(layer)).collect::<Vec<_>>()
    };
    let zone_of = |properties: &Map<String, Value>| properties.get("zone_code").cloned().unwrap_or(Value::Null).to_string();
    let mut plots = of_layer("plot");
    let (boundary, zones) = (with_land(&features.boundary), with_land(&features.zones));
    let mut own_plots = with_land(&features.plots);
    plots.sort_by_key(|properties| zone_of(properties));
    own_plots.sort_by_key(|feature| zone_of(&feature.properties));
    for (layer, stated, computed) in
        [("boundary", of_layer("boundary"), boundary), ("zones", of_layer("zone"), zones), ("plots", plots, own_plots)]
    {
        compare_layer(comparison, layer, &stated, &computed);
    }
}

fn compare_layer(comparison: &mut Comparison, layer: &str, stated: &[Map<String, Value>], computed: &[LandFeature<'_>]) {
    comparison.compare(&format!("features.{layer}.count"), &stated.len().into(), &computed.len().into());
    for (stated, computed) in stated.iter().zip(computed) {
        let code = ["plot_code", "zone_code"].iter().find_map(|name| stated.get(*name)?.as_str()).unwrap_or_default();
        let what = format!("features.{layer}[{code}]");
        let of = |properties: &Map<String, Value>| Value::from(computed_properties(properties, comparison.slack_m2 > 0.0));
        let (stated, computed) = (of(stated), of(&computed.properties));
        comparison.compare(&what, &stated, &computed);
    }
}

fn computed_properties(properties: &Map<String, Value>, is_rounded: bool) -> Map<String, Value> {
    let is_result = |name: &str| is_rounded && MARKS.contains(&name);
    let is_computed = |name: &str| !is_result(name) && (COMPUTED.contains(&name) || name.starts_with(COMPUTED_AREA_PREFIX));
    properties.iter().filter(|(name, _)| is_computed(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
}
