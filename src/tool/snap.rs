//! Snapping: which of the targets near the pointer is meant, without ever flickering between two.

use serde::{Deserialize, Serialize};

use super::guide::Guide;
use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::UM_PER_M;
use crate::plan::ZoneId;

/// How much further than the reach a target that is held keeps hold.
pub(super) const WIDE: f64 = 1.4;
/// By how much, in parts of the reach, another target of the same priority must be nearer to take over.
const MARGIN: f64 = 0.2;
/// A grid node is held until the pointer is this much of a step away from it; the next one begins at 0.5.
const NODE_HOLD: f64 = 0.6;

/// What the cursor is snapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnapKind {
    /// A vertex of the plan or a corner of the sketch.
    Vertex,
    /// Where a border meets a commune border or a guide line, or two guide lines meet.
    Intersection(Option<Guide>),
    /// The middle of an edge.
    Midpoint(DirectedEdge),
    /// The foot of the perpendicular from the last corner on an edge.
    Perpendicular(DirectedEdge),
    /// A place on an edge of a border.
    Border(DirectedEdge),
    /// A vertex of a commune border.
    Commune,
    /// A vertex of a reference layer or a place on one of its lines, to the millimetre.
    Reference,
    /// A place on a guide line.
    Guide(Guide),
    /// A node of the grid.
    Grid,
    /// A place on the wall the pointer is behind: the park boundary or, if it is one, the border of a locked zone.
    Wall(DirectedEdge, Option<ZoneId>),
    /// A place where the gesture gives a zone exactly the area it should have.
    Area(ZoneId),
    /// A place in the direction that is locked.
    Locked,
    /// What has been typed so far decides.
    Typed,
    /// Nothing: the nearest whole millimetre.
    Free,
}

/// A snapped position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snap {
    /// Where it ends up.
    pub point: GridPoint,
    /// What it is snapped to.
    pub kind: SnapKind,
}

impl Snap {
    /// The nearest whole millimetre, snapped to nothing.
    pub fn free(at: GridPoint) -> Self {
        Self { point: at.rounded_to_mm(), kind: SnapKind::Free }
    }
}

/// A kind of target that can be switched, in order of priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnapTarget {
    /// Vertices of borders and corners of the sketch.
    Vertex,
    /// Where a border meets a commune border or a guide line.
    Intersection,
    /// Middles of edges.
    Midpoint,
    /// Any place on a border.
    Border,
    /// At right angles to a border or to the previous edge.
    Perpendicular,
    /// On the continuation of an edge.
    Extension,
    /// Parallel to a border or to an edge of the sketch.
    Parallel,
    /// Nodes of the grid.
    Grid,
    /// Commune borders: their vertices, and where they meet borders.
    Communes,
    /// Places where a dragged border gives a zone its target area.
    Area,
    /// Vertices and lines of reference layers.
    References,
}

impl SnapTarget {
    /// All kinds of targets.
    pub const ALL: [Self; 11] = [
        Self::Vertex,
        Self::Intersection,
        Self::Midpoint,
        Self::Border,
        Self::Perpendicular,
        Self::Extension,
        Self::Parallel,
        Self::Grid,
        Self::Communes,
        Self::Area,
        Self::References,
    ];

    /// Stable name, the key of its text: `tool-snap-{code}`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vertex => "vertex",
            Self::Intersection => "intersection",
            Self::Midpoint => "midpoint",
            Self::Border => "border",
            Self::Perpendicular => "perpendicular",
            Self::Extension => "extension",
            Self::Parallel => "parallel",
            Self::Grid => "grid",
            Self::Communes => "communes",
            Self::Area => "area",
            Self::References => "references",
        }
    }
}

/// Which kinds of targets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SnapKinds {
    vertex: bool,
    intersection: bool,
    midpoint: bool,
    border: bool,
    perpendicular: bool,
    extension: bool,
    parallel: bool,
    grid: bool,
    communes: bool,
    area: bool,
    references: bool,
}

impl Default for SnapKinds {
    /// All but the grid and what lies behind the plan.
    fn default() -> Self {
        Self { grid: false, references: false, ..Self::every(true) }
    }
}

impl SnapKinds {
    /// All kinds, or none.
    pub const fn every(on: bool) -> Self {
        Self {
            vertex: on,
            intersection: on,
            midpoint: on,
            border: on,
            perpendicular: on,
            extension: on,
            parallel: on,
            grid: on,
            communes: on,
            area: on,
            references: on,
        }
    }

    /// These alone.
    pub fn only(targets: &[SnapTarget]) -> Self {
        targets.iter().fold(Self::every(false), |kinds, target| kinds.with(*target, true))
    }

    /// Whether a kind counts.
    pub const fn get(self, target: SnapTarget) -> bool {
        match target {
            SnapTarget::Vertex => self.vertex,
            SnapTarget::Intersection => self.intersection,
            SnapTarget::Midpoint => self.midpoint,
            SnapTarget::Border => self.border,
            SnapTarget::Perpendicular => self.perpendicular,
            SnapTarget::Extension => self.extension,
            SnapTarget::Parallel => self.parallel,
            SnapTarget::Grid => self.grid,
            SnapTarget::Communes => self.communes,
            SnapTarget::Area => self.area,
            SnapTarget::References => self.references,
        }
    }

    /// The same with one kind switched.
    #[must_use]
    pub const fn with(mut self, target: SnapTarget, on: bool) -> Self {
        match target {
            SnapTarget::Vertex => self.vertex = on,
            SnapTarget::Intersection => self.intersection = on,
            SnapTarget::Midpoint => self.midpoint = on,
            SnapTarget::Border => self.border = on,
            SnapTarget::Perpendicular => self.perpendicular = on,
            SnapTarget::Extension => self.extension = on,
            SnapTarget::Parallel => self.parallel = on,
            SnapTarget::Grid => self.grid = on,
            SnapTarget::Communes => self.communes = on,
            SnapTarget::Area => self.area = on,
            SnapTarget::References => self.references = on,
        }
        self
    }
}

/// How the pointer takes hold of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SnapSettings {
    /// Whether there is snapping to things; the grid has a switch of its own.
    pub on: bool,
    /// Which kinds of targets count.
    pub kinds: SnapKinds,
    /// Distance of grid nodes, µm.
    pub grid_step_um: i64,
    /// Whether the pointer slides along the boundary and locked zones.
    pub wall: bool,
}

impl Default for SnapSettings {
    fn default() -> Self {
        Self { on: true, kinds: SnapKinds::default(), grid_step_um: 10 * UM_PER_M, wall: true }
    }
}

impl SnapSettings {
    /// Whether a kind of target counts now.
    pub const fn has(self, target: SnapTarget) -> bool {
        self.kinds.get(target) && (self.on || matches!(target, SnapTarget::Grid))
    }

    /// The node of the grid that is meant at `at`; `held` is kept a little longer.
    pub(super) fn node(self, at: GridPoint, held: Option<Snap>) -> Snap {
        let step = self.grid_step_um.max(1);
        let hold = (step as f64 * NODE_HOLD) as i64;
        let nearest = |um: i64| (um + step / 2).div_euclid(step) * step;
        let on_node = |um: i64| um.rem_euclid(step) == 0;
        let keeps = |snap: &Snap| {
            snap.kind == SnapKind::Grid
                && on_node(snap.point.east)
                && on_node(snap.point.north)
                && (snap.point.east - at.east).abs() <= hold
                && (snap.point.north - at.north).abs() <= hold
        };
        let node = GridPoint::new(nearest(at.east), nearest(at.north));
        held.filter(keeps).unwrap_or(Snap { point: node, kind: SnapKind::Grid })
    }
}

/// A target within the wider reach.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Priority, 0 first.
    pub rank: u8,
    /// The target, and the point on it that is meant.
    pub snap: Snap,
    /// Distance from the pointer in µm.
    pub distance_um: f64,
}

/// The candidate that is meant: the first in priority, then the nearest, within `reach_um`; what is `held` stays until it is
/// beyond the wider reach, or another one is of higher priority or clearly nearer.
///
/// So a pointer that trembles by less than a twentieth of the reach never goes to and fro between two targets.
pub(super) fn choose(candidates: &[Candidate], reach_um: f64, held: Option<Snap>) -> Option<Snap> {
    let near = candidates.iter().filter(|c| c.distance_um <= reach_um);
    let best = near.min_by(|a, b| a.rank.cmp(&b.rank).then(a.distance_um.total_cmp(&b.distance_um)));
    let kept = held.and_then(|held| candidates.iter().find(|c| is_same(c.snap, held)));
    let chosen = match (kept, best) {
        (Some(kept), Some(best)) => {
            let is_nearer = best.rank == kept.rank && best.distance_um + MARGIN * reach_um < kept.distance_um;
            if best.rank < kept.rank || is_nearer { best } else { kept }
        }
        (Some(kept), None) => kept,
        (None, best) => best?,
    };
    Some(chosen.snap)
}

/// Whether two results mean the same target: the same line, or the same point.
fn is_same(a: Snap, b: Snap) -> bool {
    match (a.kind, b.kind) {
        (SnapKind::Border(a), SnapKind::Border(b)) => a == b,
        (SnapKind::Guide(a), SnapKind::Guide(b)) => a == b,
        (SnapKind::Intersection(_), SnapKind::Intersection(_)) => a.point == b.point,
        (one, other) => one == other && a.point == b.point,
    }
}
