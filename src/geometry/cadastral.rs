//! The order in which the corners of land are numbered.

use super::area::{ExactArea, signed_ring_area};
use super::grid::{GridPoint, Polygon, Region, Ring};

/// A ring in cadastral order: from its north-west corner (the one with the greatest X − Y, the more northern of equals) clockwise,
/// whatever its direction was.
pub fn in_cadastral_order(ring: &[GridPoint]) -> Ring {
    let mut ring = ring.to_vec();
    if signed_ring_area(&ring) > ExactArea::ZERO {
        ring.reverse();
    }
    let north_west = (0..ring.len()).max_by_key(|&at| (ring[at].north - ring[at].east, ring[at].north));
    ring.rotate_left(north_west.unwrap_or(0));
    ring
}

/// The rings of land in cadastral order: the largest part first, its outer ring before its holes.
pub fn rings_in_cadastral_order(region: &Region) -> Vec<Ring> {
    let mut parts: Vec<&Polygon> = region.polygons().iter().collect();
    parts.sort_by_key(|polygon| std::cmp::Reverse(polygon.area()));
    parts.into_iter().flat_map(|polygon| polygon.rings().map(|ring| in_cadastral_order(ring)).collect::<Vec<_>>()).collect()
}
