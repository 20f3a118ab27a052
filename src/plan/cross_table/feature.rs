//! One feature: its land among the faces of a plan.

use std::cmp::Reverse;

use super::{Faces, RingRole};
use crate::geometry::area::signed_ring_area;
use crate::geometry::locator::{Crossed, Standing};
use crate::geometry::overlay::{common_area, difference_all};
use crate::geometry::validity::{RawPolygon, is_simple_ring, region_from_raw};
use crate::geometry::{ExactArea, GridPoint, Region};
use crate::plan::transfer::Party;

/// What a crossing rounded to the grid moves a border by at most, µm: a point has two coordinates, a piece two ends.
const ROUNDING_UM: f64 = 4.0;

/// The areas of one feature; kept from feature to feature for its room.
#[derive(Default)]
pub(super) struct FeatureAreas {
    /// Whose land of it is how much; a party may come more than once.
    pub parts: Vec<(Party, ExactArea)>,
    /// Whether it has land at all.
    pub has_land: bool,
    /// Whether its rings were not valid.
    pub is_mended: bool,
    /// Whether a border of the plan meets it.
    pub is_met: bool,
}

impl FeatureAreas {
    /// Takes the rings of a feature in.
    pub(super) fn set<'r>(&mut self, faces: &Faces<'_>, rings: impl Iterator<Item = (RingRole, &'r [GridPoint])> + Clone) {
        self.parts.clear();
        (self.has_land, self.is_mended, self.is_met) = (false, false, false);
        let mut outer = rings.clone().map(|(_, ring)| ring);
        match (outer.next(), outer.next()) {
            (None, _) => {}
            // most features are one simple ring: nothing is copied for those that no border meets
            (Some(ring), None) if is_simple_ring(ring) => {
                self.has_land = true;
                let area = signed_ring_area(ring).abs();
                match faces.locator.standing(&[ring]) {
                    Standing::Inside(holders) => self.hold(faces, holders, area),
                    Standing::Crossed(crossed) if crossed.cut.is_empty() => self.hold(faces, &crossed.whole, area),
                    Standing::Crossed(crossed) => self.cross(faces, &region_from_raw(&[vec![ring.to_vec()]]).0, area, &crossed),
                }
            }
            _ => self.set_any(faces, &raw_polygons(rings)),
        }
    }

    /// Takes in any feature: of several rings, or to be mended.
    fn set_any(&mut self, faces: &Faces<'_>, polygons: &[RawPolygon]) {
        let (land, faults) = region_from_raw(polygons);
        self.is_mended = !faults.is_empty();
        self.has_land = !land.is_empty();
        for (at, polygon) in land.polygons().iter().enumerate() {
            match faces.locator.standing(&polygon.rings().map(Vec::as_slice).collect::<Vec<_>>()) {
                Standing::Inside(holders) => self.hold(faces, holders, polygon.area()),
                Standing::Crossed(crossed) if crossed.cut.is_empty() => self.hold(faces, &crossed.whole, polygon.area()),
                Standing::Crossed(crossed) => {
                    let part = land.part(at).unwrap_or_default();
                    self.cross(faces, &part, polygon.area(), &crossed);
                }
            }
        }
    }

    /// Land that lies wholly in each of these faces.
    fn hold(&mut self, faces: &Faces<'_>, holders: &[u32], area: ExactArea) {
        if holders.is_empty() {
            return self.parts.push((faces.rest, area));
        }
        self.parts.extend(holders.iter().map(|face| (faces.parties[*face as usize], area)));
        let too_often = holders.len() as i128 - 1;
        if too_often > 0 {
            self.parts.push((Party::Overlap, ExactArea::from_twice_um2(-too_often * area.twice_um2())));
        }
    }

    /// Land that borders meet: pieces by overlay, and what they leave.
    fn cross(&mut self, faces: &Faces<'_>, land: &Region, area: ExactArea, crossed: &Crossed) {
        self.is_met = true;
        let first = self.parts.len();
        let party = |face: &u32| faces.parties[*face as usize];
        self.parts.extend(crossed.whole.iter().map(|face| (party(face), area)));
        let pieces = crossed.cut.iter().map(|face| (party(face), common_area(land, faces.lands[*face as usize])));
        self.parts.extend(pieces.filter(|(_, area)| !area.is_zero()));
        let held: ExactArea = self.parts[first..].iter().map(|(_, area)| *area).sum();
        let rest = area - held;
        let noise = ExactArea::from_twice_um2((2.0 * ROUNDING_UM * 1e6 * land.perimeter_m()) as i128);
        let largest = (first..self.parts.len()).max_by_key(|at| (self.parts[*at].1, Reverse(*at)));
        match largest {
            Some(largest) if rest.abs() <= noise => self.parts[largest].1 += rest,
            _ if rest > ExactArea::ZERO && self.parts.len() - first < 2 => self.parts.push((faces.rest, rest)),
            _ => {
                // faces may overlap here: what none of them holds is told apart from what several do
                let among = crossed.whole.iter().chain(&crossed.cut).map(|face| faces.lands[*face as usize]);
                let free = difference_all(land, among).area();
                let free = if free <= noise { ExactArea::ZERO } else { free };
                let twice = rest - free;
                if twice.abs() <= noise {
                    self.parts.push((faces.rest, rest));
                } else {
                    self.parts.extend([(faces.rest, free), (Party::Overlap, twice)]);
                }
            }
        }
    }
}

/// The polygons that rings make.
pub(super) fn raw_polygons<'r>(rings: impl Iterator<Item = (RingRole, &'r [GridPoint])>) -> Vec<RawPolygon> {
    let mut polygons: Vec<RawPolygon> = Vec::new();
    for (role, ring) in rings {
        match polygons.last_mut() {
            Some(polygon) if role == RingRole::Hole => polygon.push(ring.to_vec()),
            _ => polygons.push(vec![ring.to_vec()]),
        }
    }
    polygons
}
