//! Land that several features of a layer claim.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use super::feature::raw_polygons;
use super::{LandLayer, RingRole};
use crate::geometry::area::signed_ring_area;
use crate::geometry::coverage::{NOISE_AREA, envelope, fingerprint};
use crate::geometry::grid::ring_edges;
use crate::geometry::overlay::common_area;
use crate::geometry::validity::region_from_raw;
use crate::geometry::{ExactArea, GridBox, Region};

/// Features of a layer that claim land of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OverlappingFeatures {
    /// Overlapping pairs.
    pub pairs: usize,
    /// Σ of what the pairs have in common.
    pub area: ExactArea,
}

/// The pairs of features that have more than [`NOISE_AREA`] in common; in the table such land counts once for each.
///
/// In a layer whose borders are shared every edge is there once in each direction; only features with another edge are held against those
/// whose boxes they meet, and then those they overlap. `None` if `goes_on` says no.
pub fn overlapping_features(layer: &impl LandLayer, goes_on: &impl Fn() -> bool) -> Option<OverlappingFeatures> {
    let mut queue: VecDeque<u32> = features_with_single_edges(layer).into();
    let mut found = OverlappingFeatures::default();
    if queue.is_empty() {
        return Some(found);
    }
    let bounds = |feature: usize| GridBox::around(layer.rings(feature).flat_map(|(_, ring)| ring).copied());
    let boxes = (0..layer.count())
        .filter_map(|feature| Some(GeomWithData::new(Rectangle::from_aabb(envelope(bounds(feature)?)), feature as u32)));
    let boxes = RTree::bulk_load(boxes.collect());
    let mut seen: BTreeSet<u32> = queue.iter().copied().collect();
    let mut lands: BTreeMap<u32, Region> = BTreeMap::new();
    let mut land = |feature: u32| {
        lands.entry(feature).or_insert_with(|| region_from_raw(&raw_polygons(layer.rings(feature as usize))).0).clone()
    };
    let mut done: BTreeSet<(u32, u32)> = BTreeSet::new();
    while let Some(feature) = queue.pop_front() {
        if !goes_on() {
            return None;
        }
        let Some(around) = bounds(feature as usize) else { continue };
        let own = land(feature);
        let mut near: Vec<u32> = boxes.locate_in_envelope_intersecting(envelope(around)).map(|other| other.data).collect();
        near.sort_unstable();
        for other in near.into_iter().filter(|other| *other != feature) {
            if !done.insert((feature.min(other), feature.max(other))) {
                continue;
            }
            let area = common_area(&own, &land(other));
            if area >= NOISE_AREA {
                found.pairs += 1;
                found.area += area;
                if seen.insert(other) {
                    queue.push_back(other);
                }
            }
        }
    }
    Some(found)
}

/// Features with an edge that is not there exactly once in each direction, in order.
fn features_with_single_edges(layer: &impl LandLayer) -> Vec<u32> {
    let mut edges: Vec<(u64, bool, u32)> = Vec::new();
    for feature in 0..layer.count() {
        for (role, ring) in layer.rings(feature) {
            // files run their rings either way
            let runs_backwards = (signed_ring_area(ring) < ExactArea::ZERO) == (role == RingRole::Exterior);
            edges.extend(ring_edges(ring).filter(|(a, b)| a != b).map(|edge| {
                let (mark, is_turned) = fingerprint(edge);
                (mark, is_turned != runs_backwards, feature as u32)
            }));
        }
    }
    edges.sort_unstable();
    let is_shared = |group: &[(u64, bool, u32)]| matches!(group, [(_, false, _), (_, true, _)]);
    let single = edges.chunk_by(|a, b| a.0 == b.0).filter(|group| !is_shared(group));
    let mut features: Vec<u32> = single.flatten().map(|(.., feature)| *feature).collect();
    features.sort_unstable();
    features.dedup();
    features
}
