//! Commands that move borders: vertices are shared, so a border moves in every zone that has it.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::with_nodes;
use super::proof::{LandChange, diff_of_land};
use super::refusal::Refusal;
use super::transfer::refuse_locked;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::noding::{
    Insertions, NODING_TOLERANCE_UM, NodedBoundary, ON_LINE_UM, attach_vertex, insert_into, is_inside_edge, map_vertices,
    undirected,
};
use crate::geometry::segment::project_onto;
use crate::geometry::{GridBox, GridPoint, Region};
use crate::plan::{Boundary, Face, Plan, PlanDiff};

/// Moves vertices in all their owners; a node on the boundary slides along its line.
pub fn move_vertices(plan: &Plan, moves: &[(GridPoint, GridPoint)]) -> Result<PlanDiff, Refusal> {
    let moved: BTreeSet<GridPoint> = moves.iter().map(|(from, _)| *from).collect();
    let mut targets = BTreeMap::new();
    let mut insertions = Insertions::new();
    let outline = plan.boundary().map(|b| &b.outline);
    let is_legal = |at: GridPoint| outline.is_some_and(|outline| outline.is_legal_corner(at));
    let corners: BTreeMap<_, _> = moves.iter().copied().filter(|(from, _)| is_legal(*from)).collect();
    if let (Some(outline), false) = (outline, corners.is_empty()) {
        let nodes = outline.nodes_with_corners(&corners).into_iter();
        targets.extend(nodes.chain(corners.iter().map(|(from, to)| (*from, *to))).map(|(from, to)| (from, Some(to))));
    }
    for &(from, to) in moves {
        movable(plan, from)?;
        if corners.contains_key(&from) {
            continue;
        }
        let line = outline.and_then(|outline| line_of_node(outline, from));
        let target = match line {
            // a line whose corners move takes its node along
            Some((a, b)) => project_onto(to, (moved_corner(&corners, a), moved_corner(&corners, b))),
            None => attached(plan, to, &mut insertions, |(a, b)| !moved.contains(&a) && !moved.contains(&b)),
        };
        if line.is_some() {
            targets.extend(passed_nodes(plan, from, target).into_iter().map(|node| (node, None)));
        }
        targets.insert(from, Some(target));
    }
    replace_vertices(plan, &targets, &insertions)
}

fn moved_corner(corners: &BTreeMap<GridPoint, GridPoint>, at: GridPoint) -> GridPoint {
    corners.get(&at).copied().unwrap_or(at)
}

/// Drops vertices where just two borders meet.
pub fn delete_vertices(plan: &Plan, vertices: &[GridPoint]) -> Result<PlanDiff, Refusal> {
    for &at in vertices {
        movable(plan, at)?;
        if plan.boundary().is_some_and(|b| b.outline.is_legal_corner(at)) {
            return Err(Refusal::LegalCorner { at });
        }
        if borders_at(plan, at) > 2 {
            return Err(Refusal::Junction { at });
        }
    }
    replace_vertices(plan, &vertices.iter().map(|&at| (at, None)).collect(), &Insertions::new())
}

/// Number of borders that meet at a vertex.
pub(super) fn borders_at(plan: &Plan, at: GridPoint) -> usize {
    neighbours_on_borders(plan, at).len()
}

/// The vertices that borders run to from a vertex.
pub(super) fn neighbours_on_borders(plan: &Plan, at: GridPoint) -> BTreeSet<GridPoint> {
    let near = plan.index().edges_near(GridBox { min: at, max: at });
    let other_end = |(a, b): DirectedEdge| if a == at { Some(b) } else { (b == at).then_some(a) };
    near.into_iter().filter_map(|e| other_end(e.edge)).collect()
}

/// Nodes of the boundary that a node sliding from `from` to `to` passes and at which no border ends: they give way.
fn passed_nodes(plan: &Plan, from: GridPoint, to: GridPoint) -> Vec<GridPoint> {
    let Some(outline) = plan.boundary().map(|b| &b.outline) else { return Vec::new() };
    let on_the_way = GridBox::from_corners(from, to).grown(ON_LINE_UM);
    outline
        .noded()
        .vertices()
        .filter(|&v| v != from && on_the_way.contains(v) && is_inside_edge(v, (from, to), ON_LINE_UM))
        .filter(|&v| !outline.is_legal_corner(v) && borders_at(plan, v) == 2)
        .collect()
}

/// Puts a vertex into a border and moves it to `at`.
pub fn insert_vertex(plan: &Plan, edge: DirectedEdge, at: GridPoint) -> Result<PlanDiff, Refusal> {
    let key = undirected(edge);
    let owners = owners_of_edges(plan, std::iter::once(key));
    if owners.is_empty() {
        return Err(Refusal::NoEdge { at: edge.0 });
    }
    for &face in &owners {
        refuse_locked(plan, face)?;
    }
    let mut insertions = Insertions::new();
    let outline = plan.boundary().map(|b| &b.outline);
    let line = outline.filter(|o| o.noded().edges().any(|e| undirected(e) == key)).and_then(|o| o.legal_line_of(key));
    let target = match line {
        Some(line) => project_onto(at, line),
        None => attached(plan, at, &mut insertions, |e| undirected(e) != key),
    };
    let beyond_the_border = line.is_some() && !is_inside_edge(target, key, ON_LINE_UM);
    if beyond_the_border || target == key.0 || target == key.1 {
        return Ok(PlanDiff::default());
    }
    insertions.entry(key).or_default().insert(target);
    replace_vertices(plan, &BTreeMap::new(), &insertions)
}

/// Whether a vertex exists and none of its owners holds it.
fn movable(plan: &Plan, at: GridPoint) -> Result<(), Refusal> {
    let owners = plan.index().owners_of_vertex(at);
    if owners.is_empty() {
        return Err(Refusal::NoVertex { at });
    }
    if plan.boundary().is_some_and(|b| b.locked && b.outline.is_legal_corner(at)) {
        return Err(Refusal::LegalCorner { at });
    }
    owners.into_iter().try_for_each(|face| refuse_locked(plan, face))
}

/// Whether a vertex is [`movable`] and not on the park boundary, whose course is not the planner's to smooth.
pub(super) fn movable_inside(plan: &Plan, at: GridPoint) -> Result<(), Refusal> {
    movable(plan, at)?;
    let is_on_boundary = |b: &Boundary| b.outline.is_legal_corner(at) || line_of_node(&b.outline, at).is_some();
    if plan.boundary().is_some_and(is_on_boundary) { Err(Refusal::LegalCorner { at }) } else { Ok(()) }
}

/// The legal line a node lies on; `None` if the vertex is not on the boundary.
fn line_of_node(outline: &NodedBoundary, at: GridPoint) -> Option<DirectedEdge> {
    let is_node = outline.noded().vertices().any(|v| v == at);
    is_node.then(|| outline.legal_edge_near(at, ON_LINE_UM)).flatten()
}

fn attached(plan: &Plan, to: GridPoint, insertions: &mut Insertions, counts: impl Fn(DirectedEdge) -> bool) -> GridPoint {
    let near = plan.index().edges_near(GridBox { min: to, max: to }.grown(NODING_TOLERANCE_UM));
    let edges = near.into_iter().map(|e| e.edge).filter(|&edge| counts(edge));
    let nothing = NodedBoundary::default();
    let (target, nodes) = attach_vertex(to, edges, plan.boundary().map_or(&nothing, |b| &b.outline));
    for (edge, points) in nodes {
        insertions.entry(edge).or_default().extend(points);
    }
    target
}

/// Faces that have one of the edges, in either direction.
fn owners_of_edges(plan: &Plan, edges: impl Iterator<Item = DirectedEdge>) -> BTreeSet<Face> {
    edges
        .flat_map(|edge| {
            let near = plan.index().edges_near(GridBox::from_corners(edge.0, edge.1));
            near.into_iter().filter(move |e| undirected(e.edge) == edge).map(|e| e.face)
        })
        .collect()
}

/// Applies insertions, then moves or drops vertices, in all faces and the boundary.
pub(super) fn replace_vertices(
    plan: &Plan,
    targets: &BTreeMap<GridPoint, Option<GridPoint>>,
    insertions: &Insertions,
) -> Result<PlanDiff, Refusal> {
    let mut faces = owners_of_edges(plan, insertions.keys().copied());
    for at in targets.keys() {
        faces.extend(plan.index().owners_of_vertex(*at));
    }
    let mut change = LandChange::default();
    for face in faces {
        let noded = insert_into(plan.land(face), insertions)?;
        let land = map_vertices(&noded, |p| targets.get(&p).copied().unwrap_or(Some(p)))?;
        change.land.insert(face, land);
    }
    change.boundary = match plan.boundary() {
        Some(boundary) => moved_boundary(boundary, targets, insertions)?,
        None => None,
    };
    let nodes = nodes_on_new_edges(plan, &change, targets);
    for land in change.land.values_mut() {
        *land = insert_into(land, &nodes)?;
    }
    diff_of_land(plan, change)
}

/// Vertices that a moved border comes within the noding tolerance of: it runs through them instead of beside them.
///
/// Edges of the boundary itself never bend.
fn nodes_on_new_edges(plan: &Plan, change: &LandChange, targets: &BTreeMap<GridPoint, Option<GridPoint>>) -> Insertions {
    let edges_of = |faces: &mut dyn Iterator<Item = &Region>| -> BTreeSet<DirectedEdge> {
        faces.flat_map(Region::edges).map(undirected).collect()
    };
    let old = edges_of(&mut change.land.keys().map(|face| plan.land(*face)));
    let new = edges_of(&mut change.land.values());
    // a boundary without new nodes has no new edges either
    let fixed = edges_of(&mut change.boundary.iter().map(|b| b.outline.noded()));
    let mut nodes = Insertions::new();
    for &edge in new.iter().filter(|edge| !old.contains(edge) && !fixed.contains(edge)) {
        let near = plan.index().vertices_in(GridBox::from_corners(edge.0, edge.1).grown(NODING_TOLERANCE_UM));
        let kept = near.into_iter().filter(|v| !targets.contains_key(v));
        for vertex in kept.chain(targets.values().copied().flatten()) {
            if vertex != edge.0 && vertex != edge.1 && is_inside_edge(vertex, edge, NODING_TOLERANCE_UM) {
                nodes.entry(edge).or_default().insert(vertex);
            }
        }
    }
    nodes
}

fn moved_boundary(
    boundary: &Boundary,
    targets: &BTreeMap<GridPoint, Option<GridPoint>>,
    insertions: &Insertions,
) -> Result<Option<Boundary>, Refusal> {
    let noded = with_nodes(boundary, insertions);
    let base = noded.as_ref().unwrap_or(boundary);
    let around = GridBox::around(targets.keys().copied());
    let moves = |v: GridPoint| around.is_some_and(|around| around.contains(v)) && targets.contains_key(&v);
    if !base.outline.noded().vertices().any(moves) {
        return Ok(noded);
    }
    let at = targets.keys().next().copied().unwrap_or(GridPoint::new(0, 0));
    let moves_corners = targets.keys().any(|vertex| base.outline.is_legal_corner(*vertex));
    let outline = if moves_corners { base.outline.with_moved_corners(targets) } else { base.outline.with_moved_nodes(targets) };
    let outline = outline.ok_or(Refusal::Crosses { at })?;
    Ok(Some(Boundary { outline, ..boundary.clone() }))
}
