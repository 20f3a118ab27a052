//! Rules of the coverage: gap, overlap, duplicate, outside, sliver.

use super::finding::{Detail, Finding};
use super::rule::{Rule, Severity};
use crate::geometry::grid::UM_PER_M;
use crate::geometry::inside::point_inside;
use crate::geometry::segment::distance_to_segment_um;
use crate::geometry::{ExactArea, GridBox, Region};
use crate::plan::{Face, Plan, Tolerances, Zone, ZoneId, ZoneOverlap};

/// A gap with more border edges than this is open land: the zones around it say nothing and are not looked up.
const MOST_GAP_EDGES: usize = 100;
/// How far the middle of an edge may lie off the line it was cut from, µm.
const ROUNDING_UM: i64 = 2;

fn finding(rule: Rule, severity: Severity, zones: Vec<ZoneId>, land: Region, detail: Detail) -> Finding {
    Finding { rule, severity, zones, area: Some(land.area()), at: point_inside(&land), geometry: land, detail }
}

/// How grave faulty land of this area is; `None` if it is too small to be listed.
fn gravity(area: ExactArea, tolerances: &Tolerances) -> Option<Severity> {
    if area < tolerances.coverage_listed {
        return None;
    }
    Some(if area >= tolerances.coverage_error { Severity::Error } else { Severity::Warning })
}

/// The finding for one connected part of unallocated land, unless it is too small.
pub(super) fn gap(plan: &Plan, part: Region, tolerances: &Tolerances) -> Option<Finding> {
    let severity = gravity(part.area(), tolerances)?;
    let zones = zones_beside(plan, &part);
    Some(finding(Rule::Gap, severity, zones, part, Detail::Land))
}

/// Zones that border on `land`, by id; none for open land.
///
/// A zone borders on an edge whose middle lies on one of its own: so also where a broken coverage is not noded.
pub(super) fn zones_beside(plan: &Plan, land: &Region) -> Vec<ZoneId> {
    if land.vertex_count() > MOST_GAP_EDGES {
        return Vec::new();
    }
    let mut zones: Vec<ZoneId> = land
        .edges()
        .map(|(a, b)| a.midpoint(b))
        .flat_map(|middle| {
            let near = plan.index().edges_near(GridBox { min: middle, max: middle }.grown(ROUNDING_UM));
            near.into_iter().filter(move |e| distance_to_segment_um(middle, e.edge) <= ROUNDING_UM as f64)
        })
        .filter_map(|e| if let Face::Zone(id) = e.face { Some(id) } else { None })
        .collect();
    zones.sort_unstable();
    zones.dedup();
    zones
}

/// The findings for one overlapping pair: `overlap`, and `duplicate` if both zones are the same land.
pub(super) fn overlap(pair: &ZoneOverlap, tolerances: &Tolerances) -> Vec<Finding> {
    let Some(severity) = gravity(pair.land.area(), tolerances) else { return Vec::new() };
    let zones = vec![pair.a, pair.b];
    let overlap = finding(Rule::Overlap, severity, zones, pair.land.clone(), Detail::Land);
    let duplicate = pair.duplicate.then(|| Finding { rule: Rule::Duplicate, severity: Severity::Error, ..overlap.clone() });
    std::iter::once(overlap).chain(duplicate).collect()
}

/// The finding for the land of one zone beyond the boundary, unless it is too small.
pub(super) fn outside(zone: ZoneId, land: &Region, tolerances: &Tolerances) -> Option<Finding> {
    let severity = gravity(land.area(), tolerances)?;
    Some(finding(Rule::Outside, severity, vec![zone], land.clone(), Detail::Land))
}

/// Overlaps of the plots of a zone, and their parts beyond it: only a file can bring them.
pub(super) fn among_plots(plan: &Plan, zone: ZoneId, tolerances: &Tolerances) -> Vec<Finding> {
    let Some(faults) = plan.plots(zone).map(Plan::faults) else { return Vec::new() };
    let overlaps = faults.overlaps.iter().map(|pair| (Rule::Overlap, &pair.land));
    let lands = overlaps.chain(faults.outside.iter().map(|(_, land)| (Rule::Outside, land)));
    lands
        .filter_map(|(rule, land)| {
            let severity = gravity(land.area(), tolerances)?;
            Some(finding(rule, severity, vec![zone], land.clone(), Detail::AmongPlots))
        })
        .collect()
}

/// Parts of a zone narrower than the sliver width.
pub(super) fn slivers(zone: &Zone, tolerances: &Tolerances) -> Vec<Finding> {
    let parts = (0..zone.region.polygons().len()).filter_map(|index| zone.region.part(index));
    parts
        .filter_map(|part| {
            let width_um = mean_width_um(&part);
            let detail = Detail::Width { width_um };
            (width_um < tolerances.sliver_width_um).then(|| finding(Rule::Sliver, Severity::Warning, vec![zone.id], part, detail))
        })
        .collect()
}

/// 2·A/P in µm: the width of a long strip.
fn mean_width_um(land: &Region) -> i64 {
    let perimeter_um = land.perimeter_m() * UM_PER_M as f64;
    (land.area().twice_um2() as f64 / perimeter_um).round() as i64
}
