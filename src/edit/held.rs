//! How much memory a step of the history keeps.

use crate::geometry::{GridPoint, Region};
use crate::plan::{Boundary, CoverageFaults, Plan, PlanDiff, Zone, ZoneId};

/// What the R-trees of a plan take for each vertex, bytes: an edge and a vertex with the boxes above them.
const INDEX_PER_VERTEX: usize = 256;

/// Memory that a step keeps because it can be taken back, bytes: an estimate that grows with the vertices, not what the allocator gives.
///
/// What a step ends with is what the next one begins with, or the plan itself; so only the states before count.
pub(super) fn held_bytes(diff: &PlanDiff) -> usize {
    let zones = diff.zones.iter().filter_map(|(_, change)| change.before.as_deref()).map(zone_bytes);
    let plots = diff.plots.iter().filter_map(|(_, change)| change.before.as_deref()).map(plan_bytes);
    let boundary = diff.boundary.iter().filter_map(|change| change.before.as_deref()).map(boundary_bytes);
    let unallocated = diff.unallocated.iter().map(|change| region_bytes(&change.before));
    let faults = diff.faults.iter().map(|change| faults_bytes(&change.before));
    let order = diff.order.iter().map(|change| change.before.len() * size_of::<ZoneId>());
    let lists = size_of_val(&diff.zones[..]) + size_of_val(&diff.plots[..]);
    size_of::<PlanDiff>()
        + lists
        + zones.chain(plots).chain(boundary).chain(unallocated).chain(faults).chain(order).sum::<usize>()
}

fn region_bytes(region: &Region) -> usize {
    let rings = region.rings().map(|ring| size_of_val(ring) + ring.len() * size_of::<GridPoint>());
    size_of::<Region>() + rings.sum::<usize>()
}

fn zone_bytes(zone: &Zone) -> usize {
    let written = &zone.attributes;
    size_of::<Zone>() + region_bytes(&zone.region) + written.code.len() + written.name_vi.len() + written.name_en.len()
}

fn boundary_bytes(boundary: &Boundary) -> usize {
    size_of::<Boundary>() + region_bytes(boundary.outline.legal()) + region_bytes(boundary.outline.noded())
}

fn faults_bytes(faults: &CoverageFaults) -> usize {
    let overlaps = faults.overlaps.iter().map(|overlap| region_bytes(&overlap.land));
    let outside = faults.outside.iter().map(|(_, land)| region_bytes(land));
    size_of::<CoverageFaults>() + overlaps.chain(outside).sum::<usize>()
}

/// A whole plan with its index, as the plots of a zone are.
fn plan_bytes(plan: &Plan) -> usize {
    let vertices = |zone: &Zone| zone.region.vertex_count() * INDEX_PER_VERTEX;
    let zones = plan.zones().map(|zone| zone_bytes(zone) + vertices(zone));
    size_of::<Plan>() + plan.boundary().map_or(0, boundary_bytes) + zones.sum::<usize>()
}
