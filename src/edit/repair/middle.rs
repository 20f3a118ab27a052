//! Sharing a strip of unallocated land among the zones on its two sides, along its middle.

use std::collections::BTreeMap;

use super::candidates::{borders, owner_of_edge};
use crate::edit::draw::unlocked;
use crate::edit::proof::{LandChange, diff_of_land};
use crate::edit::refusal::Refusal;
use crate::edit::transfer::joined;
use crate::geometry::coverage::reversed;
use crate::geometry::cut::cut;
use crate::geometry::grid::{Ring, UM_PER_MM, ring_edges};
use crate::geometry::overlay::region_from_edges;
use crate::geometry::simplify::simplified;
use crate::geometry::{GridPoint, Region};
use crate::plan::{Face, Plan, PlanDiff, ZoneId};

/// Most points that are put on a side to find the middle.
const MOST_POINTS: f64 = 2_000.0;
/// The middle keeps to within this part of the width of the strip.
const WIDTH_PART: f64 = 0.05;

/// Gives each zone beside the connected unallocated land around `at` the part up to its middle.
///
/// The zone with the longest border on it is one side, what borders on the rest is the other; where two zones meet on that side a
/// straight line divides them. Refused for land with holes, and where the sides are not one piece each.
pub fn share_gap(plan: &Plan, at: GridPoint) -> Result<PlanDiff, Refusal> {
    let part = plan.unallocated_at(at).ok_or(Refusal::NotUnallocated { at })?;
    let no_middle = Refusal::NoMiddle { at };
    let [polygon] = part.polygons() else { return Err(no_middle) };
    let main = borders(plan, &part).first().map(|(zone, _)| *zone).ok_or(no_middle.clone())?;
    if !polygon.holes.is_empty() {
        return Err(no_middle);
    }
    let sides = Sides::of(plan, &polygon.exterior, main).ok_or(no_middle.clone())?;
    let width_um = 2.0 * part.area().m2() / part.perimeter_m() * 1e6;
    let mut pieces = vec![part.clone()];
    for line in sides.cuts(width_um) {
        let mut next = Vec::new();
        for piece in &pieces {
            next.extend(cut(piece, &line)?);
        }
        pieces = next;
    }
    if pieces.len() < 2 {
        return Err(no_middle);
    }
    give(plan, &part, &pieces, &no_middle)
}

/// Gives each piece to the zone with the longest border on it.
fn give(plan: &Plan, part: &Region, pieces: &[Region], no_middle: &Refusal) -> Result<PlanDiff, Refusal> {
    let mut shares: BTreeMap<ZoneId, Vec<&Region>> = BTreeMap::new();
    for piece in pieces {
        let (zone, _) = borders(plan, piece).first().copied().ok_or(no_middle.clone())?;
        shares.entry(zone).or_default().push(piece);
    }
    if shares.len() < 2 {
        return Err(no_middle.clone());
    }
    let mut change = LandChange::default();
    let rest = plan.unallocated().edges().chain(part.edges().map(reversed));
    change.land.insert(Face::Unallocated, region_from_edges(rest)?);
    for (id, pieces) in shares {
        let own = &unlocked(plan, id)?.region;
        change.land.insert(Face::Zone(id), joined(plan, std::iter::once(own).chain(pieces))?);
    }
    diff_of_land(plan, change)
}

/// The two sides of a strip, both running the same way from one end to the other.
struct Sides {
    main: Vec<GridPoint>,
    other: Vec<GridPoint>,
    /// Vertices of `other` where one zone ends and the next begins.
    joints: Vec<GridPoint>,
}

impl Sides {
    /// The sides of the strip with this outline; `None` if that of `main` or the other one is not one piece.
    fn of(plan: &Plan, outline: &Ring, main: ZoneId) -> Option<Self> {
        let edges: Vec<_> = ring_edges(outline).collect();
        let owners: Vec<Option<ZoneId>> = edges.iter().map(|edge| owner_of_edge(plan, *edge)).collect();
        let count = edges.len();
        let first = (0..count).find(|i| owners[*i] == Some(main) && owners[(i + count - 1) % count] != Some(main))?;
        let owner = |step: usize| owners[(first + step) % count];
        let point = |step: usize| edges[(first + step) % count].0;
        let main_edges = (0..count).take_while(|step| owner(*step) == Some(main)).count();
        let is_other = |step: &usize| owner(*step).is_some_and(|zone| zone != main);
        let (from, to) = ((main_edges..count).find(is_other)?, (main_edges..count).rev().find(is_other)? + 1);
        if (main_edges..count).any(|step| owner(step) == Some(main)) || (from..to).any(|step| owner(step).is_none()) {
            return None;
        }
        let joints = (from + 1..to).filter(|step| owner(*step) != owner(step - 1)).map(point).collect();
        let mut other: Vec<_> = (from..=to).map(point).collect();
        other.reverse();
        Some(Self { main: (0..=main_edges).map(point).collect(), other, joints })
    }

    /// The middle, and the lines from the joints to it.
    fn cuts(&self, width_um: f64) -> Vec<Vec<GridPoint>> {
        let spacing_um = width_um.max(length_um(&self.main).max(length_um(&self.other)) / MOST_POINTS);
        let (main, other) = (dense(&self.main, spacing_um), dense(&self.other, spacing_um));
        let (mut i, mut j) = (0, 0);
        let mut middle = vec![main[0]];
        let mut spurs = Vec::new();
        while i + 1 < main.len() || j + 1 < other.len() {
            let along_main = main.get(i + 1).map(|p| p.distance_squared(other[j]));
            let along_other = other.get(j + 1).map(|p| p.distance_squared(main[i]));
            match (along_main, along_other) {
                (Some(a), Some(b)) if a > b => j += 1,
                (Some(_), _) => i += 1,
                (None, _) => j += 1,
            }
            let at = main[i].midpoint(other[j]);
            if self.joints.contains(&other[j]) && spurs.iter().all(|(joint, _)| *joint != other[j]) {
                spurs.push((other[j], middle.len()));
            }
            if middle.last() != Some(&at) {
                middle.push(at);
            }
        }
        if let (Some(last), Some(end)) = (middle.last_mut(), main.last()) {
            *last = *end;
        }
        let tolerance_um = ((width_um * WIDTH_PART) as i64).max(UM_PER_MM);
        let mut line = Vec::new();
        let mut cuts = Vec::new();
        let mut from = 0;
        for (joint, index) in spurs {
            let index = index.min(middle.len() - 1);
            line.extend(simplified(&middle[from..=index], tolerance_um));
            line.pop();
            cuts.push(vec![joint, middle[index]]);
            from = index;
        }
        line.extend(simplified(&middle[from..], tolerance_um));
        cuts.insert(0, line);
        cuts
    }
}

fn length_um(line: &[GridPoint]) -> f64 {
    line.windows(2).map(|pair| pair[0].distance_m(pair[1]) * 1e6).sum()
}

/// `line` with points put in so that none is further than `spacing_um` from the next.
fn dense(line: &[GridPoint], spacing_um: f64) -> Vec<GridPoint> {
    let mut points = Vec::new();
    for pair in line.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let pieces = (a.distance_m(b) * 1e6 / spacing_um).ceil().max(1.0);
        let between = |from: i64, to: i64, k: f64| from + ((to - from) as f64 * k / pieces).round() as i64;
        points.extend((0..pieces as i64).map(|k| {
            let k = k as f64;
            GridPoint::new(between(a.east, b.east, k), between(a.north, b.north, k))
        }));
    }
    points.extend(line.last());
    points
}
