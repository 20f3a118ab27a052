//! Plots that follow the border of their zone: what ends on it ends on its new course.

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::proof::{LandChange, diff_of_land};
use crate::edit::reshape::borders_at;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::noding::{NODING_TOLERANCE_UM, NodedBoundary, is_inside_edge};
use crate::geometry::overlay::region_from_edges;
use crate::geometry::segment::project_onto;
use crate::geometry::{GridPoint, Region};
use crate::plan::{Approval, Boundary, Face, Plan};

/// The plots within `land`, the new land of their zone; `None` if its border did not just take another course, or plots would
/// cross it.
///
/// Each stretch of border that changed has a counterpart between the same two ends. A junction of plots on it stays where it is if the
/// new course runs through it; else it keeps its corner, or its share of the way.
pub fn stretched(plots: &Plan, land: &Region) -> Option<Plan> {
    let boundary = plots.boundary().filter(|_| !plots.faults().inexact)?;
    let outline = &boundary.outline;
    let (old, new): (BTreeSet<DirectedEdge>, BTreeSet<DirectedEdge>) =
        (outline.legal().edges().collect(), land.edges().collect());
    let removed = chains(old.difference(&new).copied())?;
    let added = chains(new.difference(&old).copied())?;
    if removed.len() != added.len() {
        return None;
    }
    let mut courses = Vec::new();
    for (ends, from) in &removed {
        courses.push(Course::of(plots, outline, from, added.get(ends)?)?);
    }
    let noded = replaced(outline.noded(), &courses, None)?;
    let mut change = LandChange::default();
    for (face, region) in plots.faces() {
        let next = replaced(region, &courses, Some(face))?;
        if next != *region {
            change.land.insert(face, next);
        }
    }
    let outline = NodedBoundary::from_noded(land.clone(), noded)?;
    change.boundary = Some(Boundary { outline, ..boundary.clone() });
    let mut diff = diff_of_land(plots, change).ok()?;
    let approval = Approval { area: land.area(), ..plots.approval().clone() };
    diff.approval = plots.diff_to(crate::plan::plan::NextState { approval: Some(approval), ..Default::default() }).approval;
    let mut next = plots.clone();
    next.commit(&diff);
    Some(next)
}

/// Directed edges as chains between two ends; `None` where they branch or close.
fn chains(edges: impl Iterator<Item = DirectedEdge>) -> Option<BTreeMap<DirectedEdge, Vec<GridPoint>>> {
    let mut next = BTreeMap::new();
    for (a, b) in edges {
        if next.insert(a, b).is_some() {
            return None;
        }
    }
    let ends: BTreeSet<GridPoint> = next.values().copied().collect();
    if ends.len() != next.len() {
        return None;
    }
    let starts: Vec<GridPoint> = next.keys().copied().filter(|start| !ends.contains(start)).collect();
    let mut chains = BTreeMap::new();
    for start in starts {
        let mut chain = vec![start];
        while let Some(to) = chain.last().and_then(|at| next.remove(at)) {
            chain.push(to);
        }
        chains.insert((start, *chain.last()?), chain);
    }
    next.is_empty().then_some(chains)
}

/// One stretch of border before and after, with the nodes of plots on it.
struct Course {
    /// The noded edges as they were, and which face lies inside.
    before: BTreeMap<DirectedEdge, Face>,
    /// The noded edges as they are to be.
    after: Vec<(DirectedEdge, Face)>,
    /// Where junctions of plots go.
    junctions: BTreeMap<GridPoint, GridPoint>,
}

impl Course {
    fn of(plots: &Plan, outline: &NodedBoundary, from: &[GridPoint], to: &[GridPoint]) -> Option<Self> {
        let noded = noded_chain(outline, from)?;
        let owner = |edge: DirectedEdge| {
            let near = plots.index().edges_near(crate::geometry::GridBox::from_corners(edge.0, edge.1));
            near.into_iter().find(|e| e.edge == edge).map(|e| e.face)
        };
        let (mut before, mut after, mut junctions) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
        let mut corners = to.iter().copied().enumerate().skip(1).peekable();
        let mut at = *to.first()?;
        let mut face = None;
        let mut reached = 0.0;
        for (index, &(node, place)) in noded.iter().enumerate() {
            let is_last = index + 1 == noded.len();
            if index > 0 && (is_last || borders_at(plots, node) > 2) {
                let (goes_to, position) =
                    if is_last { (*to.last()?, (to.len() - 1) as f64) } else { place.on(node, from, to)? };
                if position <= reached {
                    return None;
                }
                reached = position;
                while let Some((_, corner)) = corners.next_if(|&(i, corner)| (i as f64) < position && corner != goes_to) {
                    after.push(((at, corner), face?));
                    at = corner;
                }
                corners.next_if(|&(_, corner)| corner == goes_to);
                after.push(((at, goes_to), face?));
                at = goes_to;
                if goes_to != node {
                    junctions.insert(node, goes_to);
                }
            }
            if let Some(&(next, _)) = noded.get(index + 1) {
                let owner = owner((node, next))?;
                before.insert((node, next), owner);
                face = Some(owner);
            }
        }
        Some(Self { before, after, junctions })
    }
}

/// A place on a chain: the edge it is on, and how far along.
#[derive(Clone, Copy)]
struct Place {
    edge: usize,
    part: f64,
}

impl Place {
    /// Where a node with this place goes on another chain between the same ends, and its position there in edges: it stays if it
    /// can, else corner goes to corner if there are as many, else by the share of the way.
    fn on(self, node: GridPoint, from: &[GridPoint], to: &[GridPoint]) -> Option<(GridPoint, f64)> {
        if let Some(edge) = to.windows(2).position(|pair| is_inside_edge(node, (pair[0], pair[1]), 1)) {
            return Some((node, edge as f64 + to[edge].distance_m(node) / to[edge].distance_m(to[edge + 1])));
        }
        if let Some(corner) = to.iter().position(|corner| *corner == node) {
            return Some((node, corner as f64));
        }
        let (edge, part) = if from.len() == to.len() { (self.edge, self.part) } else { self.by_length(from, to) };
        let (a, b) = (*to.get(edge)?, to.get(edge + 1).copied().unwrap_or(*to.get(edge)?));
        let along = |a: i64, b: i64| a + ((b - a) as f64 * part).round() as i64;
        let at = GridPoint::new(along(a.east, b.east), along(a.north, b.north));
        let at = if a == b { a } else { project_onto(at, (a, b)) };
        let is_near = |corner: GridPoint| at.distance_m(corner) * 1e6 <= NODING_TOLERANCE_UM as f64;
        if is_near(a) {
            Some((a, edge as f64))
        } else if is_near(b) {
            Some((b, (edge + 1) as f64))
        } else {
            Some((at, edge as f64 + part))
        }
    }

    fn by_length(self, from: &[GridPoint], to: &[GridPoint]) -> (usize, f64) {
        let lengths = |chain: &[GridPoint]| chain.windows(2).map(|pair| pair[0].distance_m(pair[1])).collect::<Vec<_>>();
        let (old, new) = (lengths(from), lengths(to));
        let before: f64 = old.iter().take(self.edge).sum::<f64>() + old.get(self.edge).map_or(0.0, |l| l * self.part);
        let mut rest = before / old.iter().sum::<f64>() * new.iter().sum::<f64>();
        for (edge, length) in new.iter().enumerate() {
            if rest <= *length {
                return (edge, rest / length);
            }
            rest -= length;
        }
        (new.len().saturating_sub(1), 1.0)
    }
}

/// The nodes along a chain of legal edges, in order, with their places.
fn noded_chain(outline: &NodedBoundary, chain: &[GridPoint]) -> Option<Vec<(GridPoint, Place)>> {
    let next: BTreeMap<GridPoint, Vec<GridPoint>> = outline.noded().edges().fold(BTreeMap::new(), |mut next, (a, b)| {
        next.entry(a).or_insert_with(Vec::new).push(b);
        next
    });
    let mut nodes = vec![(*chain.first()?, Place { edge: 0, part: 0.0 })];
    for (edge, pair) in chain.windows(2).enumerate() {
        let length = pair[0].distance_m(pair[1]);
        let mut at = pair[0];
        while at != pair[1] {
            let on_line = |to: &&GridPoint| outline.legal_line_of((at, **to)) == Some((pair[0], pair[1]));
            at = *next.get(&at)?.iter().find(on_line)?;
            let is_corner = at == pair[1];
            let place = if is_corner {
                Place { edge: edge + 1, part: 0.0 }
            } else {
                Place { edge, part: pair[0].distance_m(at) / length }
            };
            nodes.push((at, place));
        }
    }
    Some(nodes)
}

/// A region with its edges on changed courses put on the new ones; of `None` all edges are, of a face those it lies along.
fn replaced(region: &Region, courses: &[Course], face: Option<Face>) -> Option<Region> {
    let is_on_course = |edge: &DirectedEdge| courses.iter().any(|course| course.before.contains_key(edge));
    let moved = |p: GridPoint| courses.iter().find_map(|course| course.junctions.get(&p)).copied().unwrap_or(p);
    let kept = region.edges().filter(|edge| !is_on_course(edge)).map(|(a, b)| (moved(a), moved(b)));
    let new = courses.iter().flat_map(|course| &course.after).filter(|(_, owner)| face.is_none_or(|face| face == *owner));
    region_from_edges(kept.chain(new.map(|(edge, _)| *edge))).ok()
}
