//! Which zones stand in a relation to some land, found through the R-trees.

use std::collections::BTreeSet;

use super::index::{Face, FaceEdge};
use super::plan::Plan;
use super::zone::{Zone, ZoneId};
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::Location;
use crate::geometry::overlay::{difference, intersection};
use crate::geometry::segment::{cross_properly, distance_to_segment_um};
use crate::geometry::{GridBox, Region};

/// How a zone lies to some land, or to its outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Wholly in the land; borders may touch.
    Inside,
    /// Shares at least a point with it.
    Meets,
    /// Shares area with it.
    Overlaps,
    /// Shares a border or a corner with it, but no area.
    Touches,
    /// Is at most so far away; what meets it is 0 away.
    Near {
        /// How far, µm.
        distance_um: i64,
    },
}

impl Plan {
    /// Zones that stand in `relation` to `land`, in the planner's order; exact on the grid but for the root in a distance.
    pub fn zones_related(&self, land: &Region, relation: Relation) -> Vec<ZoneId> {
        let near = |distance_um| {
            let mut near = self.zones_near_outline(land, distance_um);
            near.extend(self.zones_nested(land));
            near
        };
        let overlaps = |zone: &Zone| !intersection(&zone.region, land).is_empty();
        match relation {
            Relation::Meets => self.ordered(&near(0), |_| true),
            Relation::Near { distance_um } => self.ordered(&near(distance_um.max(0)), |_| true),
            Relation::Touches => self.ordered(&near(0), |zone| !overlaps(zone)),
            Relation::Overlaps => self.ordered(&self.zones_in_reach(land), overlaps),
            Relation::Inside => {
                let Some(bounds) = land.bounds() else { return Vec::new() };
                let fits = |zone: &Zone| zone.region.bounds().is_some_and(|b| bounds.contains_box(b));
                self.ordered(&self.zones_in_reach(land), |zone| fits(zone) && difference(&zone.region, land).is_empty())
            }
        }
    }

    /// Zones that stand in `relation` to the outline of `land`: inside it, on its line, across it, or so near to the line.
    pub fn zones_along(&self, land: &Region, relation: Relation) -> Vec<ZoneId> {
        match relation {
            Relation::Inside => self.zones_related(land, relation),
            Relation::Meets | Relation::Touches => self.ordered(&self.zones_near_outline(land, 0), |_| true),
            Relation::Near { distance_um } => self.ordered(&self.zones_near_outline(land, distance_um.max(0)), |_| true),
            Relation::Overlaps => {
                let is_across =
                    |zone: &Zone| !intersection(&zone.region, land).is_empty() && !difference(&zone.region, land).is_empty();
                self.ordered(&self.zones_in_reach(land), is_across)
            }
        }
    }

    fn ordered(&self, found: &BTreeSet<ZoneId>, holds: impl Fn(&Zone) -> bool) -> Vec<ZoneId> {
        self.zones().filter(|zone| found.contains(&zone.id) && holds(zone)).map(|zone| zone.id).collect()
    }

    /// Zones whose box meets that of `land`.
    fn zones_in_reach(&self, land: &Region) -> BTreeSet<ZoneId> {
        land.bounds().into_iter().flat_map(|bounds| self.index().faces_near(bounds)).filter_map(zone_of).collect()
    }

    /// Zones with a border at most `distance_um` from a border of `land`.
    fn zones_near_outline(&self, land: &Region, distance_um: i64) -> BTreeSet<ZoneId> {
        let mut found = BTreeSet::new();
        for side in land.edges() {
            let around = GridBox::from_corners(side.0, side.1).grown(distance_um);
            for FaceEdge { edge, face } in self.index().edges_near(around) {
                if let Some(zone) = zone_of(face)
                    && !found.contains(&zone)
                    && distance_um_between(edge, side) <= distance_um as f64
                {
                    found.insert(zone);
                }
            }
        }
        found
    }

    /// Zones with a part inside `land`, or around a part of it, when no borders meet; where borders meet the answer is any.
    fn zones_nested(&self, land: &Region) -> BTreeSet<ZoneId> {
        let holds = |zone: &Zone| has_part_in(&zone.region, land) || has_part_in(land, &zone.region);
        self.zones_in_reach(land).into_iter().filter(|id| self.zone(*id).is_some_and(holds)).collect()
    }
}

const fn zone_of(face: Face) -> Option<ZoneId> {
    match face {
        Face::Zone(id) => Some(id),
        Face::Unallocated => None,
    }
}

fn has_part_in(parts: &Region, land: &Region) -> bool {
    let mut corners = parts.polygons().iter().filter_map(|polygon| polygon.exterior.first());
    corners.any(|corner| land.locate(*corner) != Location::Outside)
}

/// Distance between two segments in µm; exactly 0 where they share a point.
fn distance_um_between(a: DirectedEdge, b: DirectedEdge) -> f64 {
    if cross_properly(a, b) {
        return 0.0;
    }
    let ends = [(a.0, b), (a.1, b), (b.0, a), (b.1, a)];
    ends.map(|(end, segment)| distance_to_segment_um(end, segment)).into_iter().fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_pcg::Pcg64;

    use super::*;
    use crate::geometry::GridPoint;
    use crate::geometry::grid::UM_PER_M;
    use crate::geometry::overlay::{Fill, region_from_rings};
    use crate::plan::{Approval, ZoneAttributes, ZoneDraft};

    fn rectangle(west_m: i64, south_m: i64, east_m: i64, north_m: i64) -> Region {
        let corner = |e: i64, n: i64| GridPoint::new(e * UM_PER_M, n * UM_PER_M);
        let ring = vec![corner(west_m, south_m), corner(east_m, south_m), corner(east_m, north_m), corner(west_m, north_m)];
        region_from_rings([&ring], Fill::NonZero)
    }

    fn plan_of(regions: impl IntoIterator<Item = Region>) -> Plan {
        let draft = |region| ZoneDraft { attributes: ZoneAttributes::default(), region, faults: Vec::new() };
        let drafts = regions.into_iter().map(draft).collect();
        Plan::assemble("", Default::default(), Approval::default(), None, drafts).0
    }

    /// 6 × 6 squares of 100 m, the one at (2, 2) left out.
    fn chequers() -> Plan {
        let squares = (0..36).map(|i| (i % 6, i / 6)).filter(|square| *square != (2, 2));
        plan_of(squares.map(|(e, n)| rectangle(e * 100, n * 100, e * 100 + 100, n * 100 + 100)))
    }

    /// The same without any index: every zone against every side.
    fn scanned(plan: &Plan, land: &Region, relation: Relation, is_line: bool) -> Vec<ZoneId> {
        let outline_um = |zone: &Zone| {
            let pairs = zone.region.edges().flat_map(|edge| land.edges().map(move |side| distance_um_between(edge, side)));
            pairs.fold(f64::INFINITY, f64::min)
        };
        let common = |zone: &Zone| !intersection(&zone.region, land).is_empty();
        let beyond = |zone: &Zone| !difference(&zone.region, land).is_empty();
        let distance_um = |zone: &Zone| if common(zone) && !is_line { 0.0 } else { outline_um(zone) };
        let holds = |zone: &Zone| match relation {
            Relation::Inside => !beyond(zone),
            Relation::Meets => distance_um(zone) <= 0.0,
            Relation::Overlaps => common(zone) && (beyond(zone) || !is_line),
            Relation::Touches => distance_um(zone) <= 0.0 && (is_line || !common(zone)),
            Relation::Near { distance_um: most } => distance_um(zone) <= most as f64,
        };
        plan.zones().filter(|zone| holds(zone)).map(|zone| zone.id).collect()
    }

    #[test]
    fn relations_mean_what_they_say() {
        let plan = plan_of([rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100), rectangle(250, 0, 350, 100)]);
        let related = |land: &Region, relation| plan.zones_related(land, relation).iter().map(|id| id.0).collect::<Vec<_>>();
        let first = rectangle(0, 0, 100, 100);
        assert_eq!(related(&first, Relation::Inside), [1]);
        assert_eq!(related(&first, Relation::Touches), [2], "neighbours touch, a zone does not touch its own land");
        assert_eq!(related(&first, Relation::Meets), [1, 2]);
        assert_eq!(related(&first, Relation::Near { distance_um: 150 * UM_PER_M - 1 }), [1, 2]);
        assert_eq!(related(&first, Relation::Near { distance_um: 150 * UM_PER_M }), [1, 2, 3]);
        let small = rectangle(20, 20, 30, 30);
        assert_eq!(related(&small, Relation::Overlaps), [1], "land inside a zone meets none of its borders");
        assert_eq!(related(&small, Relation::Meets), [1]);
        let all = rectangle(-50, -50, 300, 150);
        assert_eq!(related(&all, Relation::Inside), [1, 2]);
        let along = |relation| plan.zones_along(&all, relation).iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!((along(Relation::Overlaps), along(Relation::Touches)), (vec![3], vec![3]));
        assert_eq!(along(Relation::Near { distance_um: 50 * UM_PER_M }), [1, 2, 3]);
    }

    #[test]
    fn the_trees_find_what_a_scan_finds() {
        let plan = chequers();
        let mut rng = Pcg64::seed_from_u64(7);
        let mut found = 0;
        for _ in 0..60 {
            // on a grid of 10 m corners and borders often coincide with those of the zones
            let mut at = || rng.random_range(-20_i64..=62) * 10 * UM_PER_M;
            let corners = (0..5).map(|_| GridPoint::new(at(), at())).collect();
            let land = region_from_rings([&corners], Fill::NonZero);
            let near = Relation::Near { distance_um: rng.random_range(0..120) * UM_PER_M };
            for relation in [Relation::Inside, Relation::Meets, Relation::Overlaps, Relation::Touches, near] {
                let (related, along) = (plan.zones_related(&land, relation), plan.zones_along(&land, relation));
                assert_eq!(related, scanned(&plan, &land, relation, false), "{relation:?} {land:?}");
                assert_eq!(along, scanned(&plan, &land, relation, true), "{relation:?} {land:?}");
                found += related.len() + along.len();
            }
        }
        assert!(found > 1_000, "{found} zones found");
    }
}
