//! The borders of a zone: where one lies on its ring, who is across, and where neighbours change.

use std::collections::BTreeMap;

use crate::geometry::coverage::{DirectedEdge, reversed};
use crate::geometry::{GridBox, GridPoint, Ring};
use crate::plan::{Face, Plan, Zone, ZoneId};

/// A border of a zone that is about to move.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MovingBorder {
    /// Its vertices as they run on the ring; closed where the first comes again as the last.
    pub chain: Vec<GridPoint>,
    /// The vertex of the ring before it.
    pub before: GridPoint,
    /// The vertex after it.
    pub after: GridPoint,
}

impl MovingBorder {
    /// `chain`, in either direction, on a ring of the zone; `None` if it is not there.
    pub fn find(zone: &Zone, chain: &[GridPoint]) -> Option<Self> {
        let back: Vec<GridPoint> = chain.iter().rev().copied().collect();
        zone.region.rings().find_map(|ring| on_ring(ring, chain).or_else(|| on_ring(ring, &back)))
    }

    /// Who has the land across, with the length of the border in metres, longest first; nothing across the park boundary.
    pub fn across(&self, plan: &Plan) -> Vec<(Face, f64)> {
        let mut lengths: BTreeMap<Face, f64> = BTreeMap::new();
        for pair in self.chain.windows(2) {
            let edge = (pair[0], pair[1]);
            if let Some(face) = face_across(plan, edge) {
                *lengths.entry(face).or_default() += edge.0.distance_m(edge.1);
            }
        }
        let mut faces: Vec<_> = lengths.into_iter().collect();
        faces.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        faces
    }
}

fn on_ring(ring: &Ring, chain: &[GridPoint]) -> Option<MovingBorder> {
    let start = ring.iter().position(|p| Some(p) == chain.first())?;
    let at = |index: usize| ring[(start + index) % ring.len()];
    let fits = (2..=ring.len() + 1).contains(&chain.len()) && chain.iter().enumerate().all(|(index, p)| at(index) == *p);
    fits.then(|| MovingBorder { chain: chain.to_vec(), before: at(ring.len() - 1), after: at(chain.len()) })
}

/// The face that has `edge` the other way round.
fn face_across(plan: &Plan, edge: DirectedEdge) -> Option<Face> {
    let near = plan.index().edges_near(GridBox::from_corners(edge.0, edge.1));
    near.into_iter().find(|e| e.edge == reversed(edge)).map(|e| e.face)
}

/// A border of a zone as far as it is one neighbour's.
#[derive(Debug, Clone, PartialEq)]
pub struct BorderChain {
    /// Who is across; nobody across the park boundary.
    pub across: Option<Face>,
    /// Its vertices as they run on the ring of the zone; closed where the neighbour is all round.
    pub points: Vec<GridPoint>,
}

impl BorderChain {
    /// Length in metres.
    pub fn length_m(&self) -> f64 {
        self.points.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum()
    }
}

/// The borders of a zone, each as long as the neighbour is the same, in the order of its rings.
pub fn border_chains(plan: &Plan, zone: ZoneId) -> Vec<BorderChain> {
    let Some(zone) = plan.zone(zone) else { return Vec::new() };
    let Some(bounds) = zone.region.bounds() else { return Vec::new() };
    let own = Face::Zone(zone.id);
    let edges = plan.index().edges_near(bounds).into_iter().filter(|e| e.face != own);
    let faces: BTreeMap<DirectedEdge, Face> = edges.map(|e| (reversed(e.edge), e.face)).collect();
    zone.region.rings().flat_map(|ring| chains_of_ring(ring, |edge| faces.get(&edge).copied())).collect()
}

fn chains_of_ring(ring: &Ring, across: impl Fn(DirectedEdge) -> Option<Face>) -> Vec<BorderChain> {
    let at = |index: usize| ring[index % ring.len()];
    let faces: Vec<Option<Face>> = (0..ring.len()).map(|index| across((at(index), at(index + 1)))).collect();
    // start where the neighbour changes, so that no chain is cut by the start of the ring
    let start = (0..ring.len()).find(|index| faces[(index + ring.len() - 1) % ring.len()] != faces[*index]).unwrap_or(0);
    let mut chains: Vec<BorderChain> = Vec::new();
    for index in start..start + ring.len() {
        let (face, end) = (faces[index % ring.len()], at(index + 1));
        match chains.last_mut().filter(|chain| chain.across == face) {
            Some(chain) => chain.points.push(end),
            None => chains.push(BorderChain { across: face, points: vec![at(index), end] }),
        }
    }
    chains
}
