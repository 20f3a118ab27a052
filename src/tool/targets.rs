//! What lies near the pointer, and the targets that follow from it: a bounded number, however dense the plan is.

use std::sync::Arc;

use super::aim::Anchor;
use super::backdrop::Backdrop;
use super::constraint::Heading;
use super::guide::{Guide, GuideKind};
use super::snap::{Candidate, Snap, SnapKind, SnapSettings, SnapTarget, WIDE};
use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::orientation;
use crate::geometry::noding::undirected;
use crate::geometry::segment::{crossing, distance_to_segment_um, project_onto};
use crate::plan::{CommuneLayer, Plan};

/// At most so many vertices are looked at.
const MOST_VERTICES: usize = 8;
/// At most so many edges are looked at.
const MOST_EDGES: usize = 24;
/// At most so many edges of commune borders are looked at.
const MOST_COMMUNE_EDGES: usize = 8;
/// At most so many edges of each layer behind the plan are looked at.
const MOST_BACKDROP_EDGES: usize = 8;
/// A thing that several faces share is met once for each; further ones are not waited for.
const MOST_FACES: usize = 4;
/// A guide line takes hold at a part of the reach, as it runs through places where nothing is.
const GUIDE_REACH: f64 = 0.5;
/// Middles of edges shorter than so many reaches are as near as their ends, and no targets.
const SHORTEST_REACHES: f64 = 4.0;

/// The things within the wider reach, nearest first, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Near {
    pub vertices: Vec<(GridPoint, f64)>,
    pub edges: Vec<(DirectedEdge, f64)>,
    pub communes: Vec<(DirectedEdge, f64)>,
    pub backdrops: Vec<DirectedEdge>,
}

impl Near {
    /// What lies near `at`; vertices for which `excluded` holds do not count, nor do their edges.
    pub(super) fn of(plan: &Plan, at: GridPoint, reach_um: i64, excluded: &impl Fn(GridPoint) -> bool) -> Self {
        let wide = reach_um as f64 * WIDE;
        let within = |distance_um: f64| distance_um <= wide;
        let index = plan.index();
        let mut near = Self::default();
        for (vertex, distance_um) in index.vertices_by_distance(at).take(MOST_VERTICES * MOST_FACES).take_while(|v| within(v.1)) {
            if near.vertices.len() == MOST_VERTICES {
                break;
            }
            if !excluded(vertex) && !near.vertices.iter().any(|(v, _)| *v == vertex) {
                near.vertices.push((vertex, distance_um));
            }
        }
        for (edge, distance_um) in index.edges_by_distance(at).take(MOST_EDGES * MOST_FACES).take_while(|e| within(e.1)) {
            if near.edges.len() == MOST_EDGES {
                break;
            }
            let edge = undirected(edge.edge);
            if !excluded(edge.0) && !excluded(edge.1) && !near.edges.iter().any(|(e, _)| *e == edge) {
                near.edges.push((edge, distance_um));
            }
        }
        near
    }

    /// The same with the lines of what lies behind the plan.
    pub(super) fn with_backdrops(mut self, backdrops: &[Arc<dyn Backdrop>], at: GridPoint, reach_um: i64) -> Self {
        let wide_um = (reach_um as f64 * WIDE) as i64;
        for backdrop in backdrops {
            self.backdrops.extend(backdrop.edges_near(at, wide_um, MOST_BACKDROP_EDGES).into_iter().map(|(edge, _)| edge));
        }
        self
    }

    /// The same with the commune borders of `layers`.
    pub(super) fn with_communes(mut self, layers: &[Arc<CommuneLayer>], at: GridPoint, reach_um: i64) -> Self {
        let wide = reach_um as f64 * WIDE;
        for layer in layers {
            self.communes.extend(layer.borders_by_distance(at).take(MOST_COMMUNE_EDGES).take_while(|e| e.1 <= wide));
        }
        self
    }
}

/// What targets are looked for with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Search<'a> {
    pub plan: &'a Plan,
    pub settings: SnapSettings,
    pub at: GridPoint,
    pub reach_um: i64,
    pub anchor: Option<&'a Anchor>,
    pub sketch: &'a [GridPoint],
    pub held: Option<Snap>,
}

impl Search<'_> {
    /// All targets within the wider reach.
    pub(super) fn candidates(&self, near: &Near, guides: &[Guide], excluded: &impl Fn(GridPoint) -> bool) -> Vec<Candidate> {
        let mut found = Found { at: self.at, wide: self.reach_um as f64 * WIDE, candidates: Vec::new() };
        if self.settings.has(SnapTarget::Vertex) {
            self.vertices(near, excluded, &mut found);
        }
        if self.settings.has(SnapTarget::Intersection) {
            self.intersections(near, guides, &mut found);
        }
        let has = |target| self.settings.has(target);
        for &(edge, distance_um) in &near.edges {
            let length_um = (edge.0.distance_squared(edge.1) as f64).sqrt();
            if has(SnapTarget::Midpoint) && length_um >= SHORTEST_REACHES * self.reach_um as f64 {
                let middle = GridPoint::new(edge.0.east.midpoint(edge.1.east), edge.0.north.midpoint(edge.1.north));
                found.point(2, middle, SnapKind::Midpoint(edge));
            }
            // a foot is a place on the border: after it in priority, it would never be met
            if let (true, Some(anchor)) = (has(SnapTarget::Perpendicular), self.anchor) {
                let foot = project_onto(anchor.from, edge);
                if foot != edge.0 && foot != edge.1 && foot.distance_squared(anchor.from) > 1 {
                    found.point(3, foot, SnapKind::Perpendicular(edge));
                }
            }
            if has(SnapTarget::Border) {
                found.line(4, project_onto(self.at, edge), SnapKind::Border(edge), distance_um);
            }
        }
        self.held_border(near, excluded, &mut found);
        // a reference map ranks behind the plan
        for &(edge, _) in near.communes.iter().filter(|_| has(SnapTarget::Communes) && has(SnapTarget::Vertex)) {
            [edge.0, edge.1].into_iter().for_each(|end| found.point(5, end, SnapKind::Commune));
        }
        // what lies behind the plan is taken to the millimetre, as whatever a person points at
        for &edge in &near.backdrops {
            [edge.0, edge.1].into_iter().for_each(|end| found.point(5, end.rounded_to_mm(), SnapKind::Reference));
            found.point(6, project_onto(self.at, edge).rounded_to_mm(), SnapKind::Reference);
        }
        self.guide_lines(guides, &mut found);
        found.candidates
    }

    fn vertices(&self, near: &Near, excluded: &impl Fn(GridPoint) -> bool, found: &mut Found) {
        let corners = self.sketch.iter().copied().filter(|corner| !excluded(*corner));
        near.vertices.iter().map(|(v, _)| *v).chain(corners).for_each(|v| found.point(0, v, SnapKind::Vertex));
        // in a dense plan the vertex that is held may not be among the nearest ones
        if let Some(Snap { point, kind: SnapKind::Vertex }) = self.held
            && !excluded(point)
            && !self.plan.index().owners_of_vertex(point).is_empty()
        {
            found.point(0, point, SnapKind::Vertex);
        }
    }

    fn held_border(&self, near: &Near, excluded: &impl Fn(GridPoint) -> bool, found: &mut Found) {
        if let Some(Snap { kind: SnapKind::Border(edge), .. }) = self.held
            && self.settings.has(SnapTarget::Border)
            && !near.edges.iter().any(|(e, _)| *e == edge)
            && !excluded(edge.0)
            && !excluded(edge.1)
            && self.plan.index().neighbours_of_vertex(edge.0).contains(&edge.1)
        {
            let distance_um = distance_to_segment_um(self.at, edge);
            found.line(4, project_onto(self.at, edge), SnapKind::Border(edge), distance_um);
        }
    }

    /// Borders with commune borders, and with guide lines.
    fn intersections(&self, near: &Near, guides: &[Guide], found: &mut Found) {
        for &(edge, _) in &near.edges {
            if self.settings.has(SnapTarget::Communes) {
                let meeting = near.communes.iter().filter(|(commune, _)| meets(edge, *commune) && meets(*commune, edge));
                let points = meeting.filter_map(|(commune, _)| crossing(edge, *commune));
                points.for_each(|point| found.point(1, point, SnapKind::Intersection(None)));
            }
            for &guide in guides {
                if let Some(point) = self.on_border(guide, edge) {
                    found.point(1, point, SnapKind::Intersection(Some(guide)));
                }
            }
        }
    }

    /// Where a guide line meets an edge other than the one it comes from: along that one it runs, or the foot on it has its own sign.
    fn on_border(&self, guide: Guide, edge: DirectedEdge) -> Option<GridPoint> {
        let heading = guide.heading();
        let line = heading.line(guide.through);
        let is_own = undirected(guide.edge) == edge;
        if is_own || !meets(line, edge) {
            return None;
        }
        let point = crossing(line, edge)?;
        guide.place(point, self.least_um()).map(|_| point)
    }

    /// Guide lines, and where two of them cross.
    fn guide_lines(&self, guides: &[Guide], found: &mut Found) {
        let mut near: Vec<(Guide, GridPoint)> = Vec::new();
        for &guide in guides {
            let Some(place) = guide.place(self.at, self.least_um()) else { continue };
            let distance_um = (place.distance_squared(self.at) as f64).sqrt() / GUIDE_REACH;
            if distance_um <= found.wide {
                let rank = match guide.kind {
                    GuideKind::Perpendicular => 7,
                    GuideKind::Extension => 8,
                    GuideKind::Parallel => 9,
                };
                found.line(rank, place, SnapKind::Guide(guide), distance_um);
                near.push((guide, place));
            }
        }
        if !self.settings.has(SnapTarget::Intersection) {
            return;
        }
        for (at, (one, _)) in near.iter().enumerate() {
            for (other, _) in &near[at + 1..] {
                let (a, b) = (one.heading().line(one.through), other.heading().line(other.through));
                let Some(point) = crossing(a, b).filter(|_| !are_close(one.heading(), other.heading())) else { continue };
                let place = one.place(point, self.least_um()).and_then(|_| other.place(point, self.least_um()));
                if place.is_some() {
                    found.point(6, point.rounded_to_mm(), SnapKind::Intersection(Some(*one)));
                }
            }
        }
    }

    /// A guide line does not begin before it is told from the point it runs through.
    fn least_um(&self) -> f64 {
        2.0 * self.reach_um as f64
    }
}

/// Whether two directions differ by less than 5°: where such lines cross is of no use.
fn are_close(a: Heading, b: Heading) -> bool {
    let origin = GridPoint::new(0, 0);
    let unit = b.line(origin).1;
    let across = a.turned_right().along(origin, unit).abs();
    across < (unit.distance_squared(origin) as f64).sqrt() * 0.087
}

/// Whether the ends of `edge` lie on different sides of the line through `line`, or on it.
pub(super) fn meets(line: DirectedEdge, edge: DirectedEdge) -> bool {
    orientation(line.0, line.1, edge.0) * orientation(line.0, line.1, edge.1) <= 0
}

/// Targets so far.
struct Found {
    at: GridPoint,
    wide: f64,
    candidates: Vec<Candidate>,
}

impl Found {
    fn point(&mut self, rank: u8, point: GridPoint, kind: SnapKind) {
        let distance_um = (point.distance_squared(self.at) as f64).sqrt();
        self.line(rank, point, kind, distance_um);
    }

    fn line(&mut self, rank: u8, point: GridPoint, kind: SnapKind, distance_um: f64) {
        if distance_um <= self.wide {
            self.candidates.push(Candidate { rank, snap: Snap { point, kind }, distance_um });
        }
    }
}
