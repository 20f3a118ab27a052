//! Guide lines: directions that borders and the sketch suggest, followed beyond where they end.

use super::aim::Anchor;
use super::constraint::Heading;
use super::snap::{SnapSettings, SnapTarget};
use super::targets::Near;
use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;
use crate::plan::Plan;

/// How many vertices the pointer remembers.
const MOST_VERTICES: usize = 2;
/// By how much, in parts of the reach, another edge must be nearer to be remembered instead.
const MARGIN: f64 = 0.2;

/// What a guide line is to the edge it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GuideKind {
    /// At right angles to it, through the last corner.
    Perpendicular,
    /// Its continuation beyond its second end.
    Extension,
    /// Parallel to it, through the last corner.
    Parallel,
}

/// A line that is not there, but could be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guide {
    /// What it is to the edge.
    pub kind: GuideKind,
    /// The edge that gives the direction.
    pub edge: DirectedEdge,
    /// A point it runs through: the end of the edge it continues, else the last corner.
    pub through: GridPoint,
}

impl Guide {
    /// The direction in which it runs.
    pub fn heading(self) -> Heading {
        let along = Heading::between(self.edge.0, self.edge.1);
        if self.kind == GuideKind::Perpendicular { along.turned_right() } else { along }
    }

    /// The place on it nearest to `at`, in whole millimetres, if it runs there and further than `least_um` from where it begins.
    pub(super) fn place(self, at: GridPoint, least_um: f64) -> Option<GridPoint> {
        let heading = self.heading();
        let along = heading.along(self.through, at);
        let runs_there = if self.kind == GuideKind::Extension { along > least_um } else { along.abs() > least_um };
        runs_there.then(|| heading.place(self.through, along))
    }
}

/// The vertices and the edge the pointer was at last: their directions are offered as guides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hover {
    vertices: [Option<GridPoint>; MOST_VERTICES],
    edge: Option<DirectedEdge>,
}

impl Hover {
    /// The edge the pointer was at last.
    pub const fn edge(self) -> Option<DirectedEdge> {
        self.edge
    }

    /// What is remembered after the pointer has been near these.
    pub(super) fn followed(mut self, near: &Near, reach_um: f64) -> Self {
        if let Some(&(nearest, distance_um)) = near.edges.first()
            && distance_um <= reach_um
        {
            let present = near.edges.iter().find(|(edge, _)| Some(*edge) == self.edge);
            if present.is_none_or(|(_, present_um)| distance_um + MARGIN * reach_um < *present_um) {
                self.edge = Some(nearest);
            }
        }
        if let Some(&(nearest, distance_um)) = near.vertices.first()
            && distance_um <= reach_um
        {
            let is_held = |v: &&(GridPoint, f64)| self.vertices[0] == Some(v.0) && v.1 <= distance_um + MARGIN * reach_um;
            if !near.vertices.iter().any(|v| is_held(&v)) {
                let before = self.vertices.into_iter().find(|v| *v != Some(nearest)).flatten();
                self.vertices = [Some(nearest), before];
            }
        }
        self
    }

    /// The guides that are offered; edges with an end for which `excluded` holds give none.
    pub(super) fn guides(
        self,
        plan: &Plan,
        anchor: Option<&Anchor>,
        sketch: &[GridPoint],
        settings: SnapSettings,
        excluded: &impl Fn(GridPoint) -> bool,
    ) -> Vec<Guide> {
        let mut guides = Vec::new();
        let mut add = |kind, edge: DirectedEdge, through| guides.push(Guide { kind, edge, through });
        let extends = settings.has(SnapTarget::Extension);
        for vertex in self.vertices.into_iter().flatten().filter(|v| extends && !excluded(*v)) {
            let ends = plan.index().neighbours_of_vertex(vertex).into_iter().filter(|end| !excluded(*end));
            ends.for_each(|end| add(GuideKind::Extension, (end, vertex), vertex));
        }
        let Some(anchor) = anchor else { return guides };
        let edge = self.edge.filter(|(a, b)| !excluded(*a) && !excluded(*b));
        let before = anchor.previous.map(|previous| (previous, anchor.from));
        if settings.has(SnapTarget::Perpendicular) {
            edge.into_iter().chain(before).for_each(|edge| add(GuideKind::Perpendicular, edge, anchor.from));
        }
        if extends {
            before.into_iter().for_each(|edge| add(GuideKind::Extension, edge, anchor.from));
        }
        if settings.has(SnapTarget::Parallel) {
            let earlier = sketch.len().checked_sub(3).map(|at| (sketch[at], sketch[at + 1]));
            let first = (sketch.len() > 3).then(|| (sketch[0], sketch[1]));
            let edges = edge.into_iter().chain(earlier).chain(first);
            edges.for_each(|edge| add(GuideKind::Parallel, edge, anchor.from));
        }
        guides
    }
}
