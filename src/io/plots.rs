//! Plots in files: how they are written, and which zone a plot that is read belongs to.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::attributes::{zone_attributes, zone_properties};
use super::problem::{ImportProblem, Place, ProblemKind};
use super::source::SourceFeature;
use crate::geometry::overlay::intersection;
use crate::geometry::validity::region_from_raw;
use crate::geometry::{ExactArea, Region};
use crate::plan::{LayingReport, Plan, Zone, ZoneAttributes, ZoneDraft, ZoneDrafts, ZoneId};

/// Properties that name the zone of a plot.
const ZONE_OF_PLOT: [&str; 3] = ["zone_code", "zone", "kyHieuKhuQH"];

/// Attributes of a plot of `zone` as properties, in the order people read them.
pub(super) fn plot_properties(plot: &ZoneAttributes, zone: &ZoneAttributes) -> Map<String, Value> {
    let mut properties = Map::new();
    properties.insert("layer".into(), "plot".into());
    properties.insert("plot_code".into(), plot.code.clone().into());
    properties.insert("zone_code".into(), zone.code.clone().into());
    for (name, value) in zone_properties(plot) {
        properties.entry(name).or_insert(value);
    }
    properties
}

/// The plan with the plots of a file in its zones: each in the zone it names, else in the one that holds most of it. Plots on the
/// land of no zone are named among `problems`.
pub(super) fn with_plots(
    plan: Plan,
    features: Vec<SourceFeature>,
    problems: &mut Vec<ImportProblem>,
) -> (Plan, Vec<(ZoneId, LayingReport)>) {
    let mut drafts: BTreeMap<ZoneId, ZoneDrafts> = BTreeMap::new();
    for mut feature in features {
        let (region, faults) = region_from_raw(&feature.polygons);
        let named = zone_named(&plan, &mut feature.properties);
        match named.or_else(|| zone_holding(&plan, &region)) {
            Some(zone) => {
                let attributes = zone_attributes(&feature, problems);
                drafts.entry(zone).or_default().zones.push(ZoneDraft { attributes, region, faults });
            }
            None => problems.push(ImportProblem {
                place: Place::feature(feature.number),
                at: region.vertices().next(),
                kind: ProblemKind::PlotWithoutZone,
            }),
        }
    }
    plan.with_plots(drafts)
}

/// The one zone with the code that the properties name; the name is taken out of them.
fn zone_named(plan: &Plan, properties: &mut Map<String, Value>) -> Option<ZoneId> {
    let name = ZONE_OF_PLOT.iter().find(|name| properties.get(**name).is_some_and(Value::is_string))?;
    let code = properties.get(*name)?.as_str()?.trim().to_owned();
    let mut zones = plan.zones().filter(|zone| !code.is_empty() && zone.attributes.code == code);
    let (first, second) = (zones.next()?, zones.next());
    properties.shift_remove(*name);
    second.is_none().then_some(first.id)
}

/// The zone that has most land in common with a region.
fn zone_holding(plan: &Plan, region: &Region) -> Option<ZoneId> {
    let zones = plan.zones_crossing(region.bounds()?).into_iter().filter_map(|id| plan.zone(id));
    let common = zones.map(|zone: &Zone| (intersection(&zone.region, region).area(), zone.id));
    common.filter(|(area, _)| *area > ExactArea::ZERO).max_by_key(|(area, id)| (*area, std::cmp::Reverse(*id))).map(|(_, id)| id)
}
