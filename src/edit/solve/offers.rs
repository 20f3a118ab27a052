//! Which border to move so that a zone has its target area: the cheapest ways, worked out.

use super::borders::{BorderChain, border_chains};
use super::set_area::{longest_straight_run, set_area};
use super::{AreaSolution, AreaWay, Sides};
use crate::edit::transfer::refuse_locked;
use crate::geometry::{ExactArea, GridPoint};
use crate::plan::{Face, Plan, ZoneId};

/// Most borders that are tried, the longest ones: that keeps the answer within a few hundredths of a second.
const MOST_CHAINS: usize = 6;
/// A straight run is offered by itself where it is at least so long a part of its border.
const LEAST_PART: f64 = 0.2;
/// How much dearer a metre is that takes the neighbour away from its own target.
const DEARER: f64 = 2.0;

/// A way to bring a zone to its target.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaOffer {
    /// Which border moves, and how.
    pub way: AreaWay,
    /// Who gives the land or gets it.
    pub partner: Face,
    /// What it does.
    pub solution: AreaSolution,
}

/// Ways to bring a zone to its target area, cheapest first; none without a target, for a locked zone, or if it has its area.
///
/// Tried are the longest borders with unlocked neighbours and unallocated land, whole and by their longest straight run.
/// The least movement is cheapest; a movement that takes the neighbour away from its own target counts twice, and among
/// equals unallocated land comes first.
pub fn offers(plan: &Plan, zone: ZoneId) -> Vec<AreaOffer> {
    let Some((zone, target)) = plan.zone(zone).and_then(|zone| Some((zone, zone.attributes.target?))) else { return Vec::new() };
    let mut chains: Vec<(BorderChain, Face)> = border_chains(plan, zone.id)
        .into_iter()
        .filter_map(|chain| Some((chain.across?, chain)).map(|(face, chain)| (chain, face)))
        .filter(|(_, face)| refuse_locked(plan, *face).is_ok())
        .collect();
    chains.sort_by(|a, b| b.0.length_m().total_cmp(&a.0.length_m()));
    chains.truncate(MOST_CHAINS);
    let grows = target > zone.area;
    let mut offers: Vec<(f64, AreaOffer)> = Vec::new();
    for (chain, partner) in chains {
        for way in ways(&chain) {
            if let Ok(solution) = set_area(plan, zone.id, &way, target, &[partner]) {
                let cost = solution.moved_m * if loses_its_target(plan, partner, grows) { DEARER } else { 1.0 };
                offers.push((cost, AreaOffer { way, partner, solution }));
            }
        }
    }
    offers.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.partner.cmp(&b.1.partner)));
    offers.into_iter().map(|(_, offer)| offer).collect()
}

/// The whole border, and its longest straight run if that is something else.
fn ways(chain: &BorderChain) -> Vec<AreaWay> {
    let run = longest_straight_run(&chain.points);
    let length: f64 = run.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum();
    let mut ways = vec![way(&chain.points)];
    if run.len() < chain.points.len() && length >= LEAST_PART * chain.length_m() {
        ways.push(way(run));
    }
    ways
}

fn way(points: &[GridPoint]) -> AreaWay {
    let sides = Sides::AlongNeighbours;
    match *points {
        [a, b] => AreaWay::Slide { edge: (a, b), sides },
        _ => AreaWay::Offset { border: points.to_vec(), sides },
    }
}

/// Whether a partner that gives (or gets) land is thereby taken away from its own target.
fn loses_its_target(plan: &Plan, partner: Face, gives: bool) -> bool {
    let Face::Zone(id) = partner else { return false };
    let difference = plan.zone(id).and_then(crate::plan::Zone::difference_to_target);
    difference.is_some_and(|difference| if gives { difference <= ExactArea::ZERO } else { difference >= ExactArea::ZERO })
}
