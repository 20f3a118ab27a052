//! Where the pointer of a gesture ends up: the one place where snapping, locks of direction and the wall act.

use std::cell::Cell;
use std::sync::Arc;

use super::ToolContext;
use super::area_figure::AreaFigure;
use super::area_snap::at_target;
use super::backdrop::Backdrop;
use super::constraint::{Constraint, Heading};
use super::entry::Entry;
use super::event::Modifiers;
use super::guide::Hover;
use super::snap::{Snap, SnapKind, SnapSettings, SnapTarget, choose};
use super::targets::{Near, Search, meets};
use super::wall::Wall;
use crate::edit::Command;
use crate::geometry::GridPoint;
use crate::geometry::segment::crossing;
use crate::plan::CommuneLayer;

/// What a gesture knows about its next point; begin with [`Aim::new`].
#[derive(Debug, Clone, Copy)]
pub struct Aim<'a> {
    /// Unsnapped position of the pointer.
    pub at: GridPoint,
    /// Radius within which it takes hold of things, µm.
    pub reach_um: i64,
    /// Keys held.
    pub modifiers: Modifiers,
    /// The corners sketched so far; they are targets.
    pub sketch: &'a [GridPoint],
    /// Where distances and directions count from; without it, from the last corner of the sketch.
    pub from: Option<GridPoint>,
    /// Whether the pointer slides along the boundary and locked zones.
    pub walled: bool,
    /// What the pointer was snapped to before.
    pub held: Option<Snap>,
}

impl<'a> Aim<'a> {
    /// An aim that counts from nothing, is held by nothing and stops at walls.
    pub const fn new(at: GridPoint, reach_um: i64, modifiers: Modifiers) -> Self {
        Self { at, reach_um, modifiers, sketch: &[], from: None, walled: true, held: None }
    }

    fn anchor(&self) -> Option<Anchor> {
        match (self.from, self.sketch) {
            (Some(from), [.., before, last]) if *last == from => Some(Anchor { from, previous: Some(*before) }),
            (Some(from), _) => Some(Anchor { from, previous: None }),
            (None, [.., before, last]) => Some(Anchor { from: *last, previous: Some(*before) }),
            (None, [only]) => Some(Anchor { from: *only, previous: None }),
            (None, []) => None,
        }
    }
}

/// What distances and directions count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The last corner.
    pub from: GridPoint,
    /// The corner before it.
    pub previous: Option<GridPoint>,
}

/// What has been typed of the next point; it overrules pointer, snapping, locks and walls.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TypedParts {
    /// Distance from the last corner, µm.
    pub distance_um: Option<f64>,
    /// Grid bearing, degrees.
    pub bearing_deg: Option<f64>,
    /// Northing (X), µm.
    pub north_um: Option<i64>,
    /// Easting (Y), µm.
    pub east_um: Option<i64>,
}

impl TypedParts {
    const fn is_empty(&self) -> bool {
        self.distance_um.is_none() && self.bearing_deg.is_none() && self.north_um.is_none() && self.east_um.is_none()
    }
}

/// How the pointer is aimed, and what it remembers between two events.
#[derive(Debug, Clone, Default)]
pub struct Aiming {
    /// What it takes hold of.
    pub snaps: SnapSettings,
    /// Locks of direction.
    pub constraint: Constraint,
    /// What has been typed of the next point.
    pub typed: TypedParts,
    /// The commune borders that are seen.
    pub communes: Vec<Arc<CommuneLayer>>,
    /// The reference layers that are seen.
    pub backdrops: Vec<Arc<dyn Backdrop>>,
    /// The point being typed.
    pub entry: Option<Entry>,
    /// The area typed for the tool that sets areas.
    pub figure: AreaFigure,
    /// Where the pointer was last, how far it reached, and the keys held.
    pub pointer: Option<(GridPoint, i64, Modifiers)>,
    hover: Cell<Hover>,
    anchor: Cell<Option<Anchor>>,
}

impl Aiming {
    /// An aim with the settings a planner starts with, on maps that show these communes.
    pub fn new(communes: Vec<Arc<CommuneLayer>>) -> Self {
        Self { communes, ..Self::default() }
    }

    /// What the gesture counted from when it was last aimed.
    pub const fn anchor(&self) -> Option<Anchor> {
        self.anchor.get()
    }

    /// What the pointer was at last.
    pub const fn hover(&self) -> Hover {
        self.hover.get()
    }

    /// Counts from nothing until the next aim.
    pub fn clear_anchor(&self) {
        self.anchor.set(None);
    }

    /// Forgets what the pointer was at and what was typed: a gesture has ended.
    pub fn forget(&mut self) {
        self.hover.set(Hover::default());
        self.anchor.set(None);
        self.constraint.picked = None;
        self.figure = AreaFigure::default();
        self.close_entry();
    }

    /// Gives up what is typed.
    pub fn close_entry(&mut self) {
        self.entry = None;
        self.typed = TypedParts::default();
    }
}

impl ToolContext<'_> {
    /// The point that is meant; targets for which `excluded` holds do not count.
    ///
    /// What is typed decides first, then a locked direction (with the borders it meets), then the targets in reach, then the
    /// grid; a point behind a wall slides to it. Points on nothing are whole millimetres.
    pub fn aim(&self, aim: &Aim<'_>, excluded: impl Fn(GridPoint) -> bool) -> Snap {
        let anchor = aim.anchor();
        self.aiming.anchor.set(anchor);
        let near = Near::of(self.plan, aim.at, aim.reach_um, &excluded);
        self.aiming.hover.set(self.aiming.hover.get().followed(&near, aim.reach_um as f64));
        let heading = anchor.and_then(|anchor| {
            let typed = self.aiming.typed.bearing_deg.map(Heading::from_bearing);
            typed.or_else(|| self.aiming.constraint.heading(&anchor, aim.at, aim.held.map(|held| held.point)))
        });
        let snap = match (anchor, heading) {
            (Some(anchor), Some(heading)) => self.along(aim, &anchor, heading, &excluded),
            _ => self.snapped(aim, anchor.as_ref(), near, &excluded),
        };
        if self.aiming.typed.is_empty() { snap } else { self.typed(aim, anchor, heading, snap) }
    }

    /// The point that is meant by a gesture that moves borders: like [`aim`](Self::aim), but a place in reach where `command` gives
    /// a zone its target area comes before a place that is on nothing or on a line.
    pub fn aim_at_areas(
        &self,
        aim: &Aim<'_>,
        excluded: impl Fn(GridPoint) -> bool,
        command: impl Fn(GridPoint) -> Option<Command>,
    ) -> Snap {
        let snap = self.aim(aim, excluded);
        let wants_area = self.settings(aim).has(SnapTarget::Area) && self.aiming.typed.is_empty();
        let from = aim.anchor().map(|anchor| anchor.from);
        let found = if wants_area { at_target(self.plan, aim, snap, from, &command) } else { None };
        found.unwrap_or(snap)
    }

    /// Without a locked direction: a target in reach, a node of the grid, or where the pointer is.
    fn snapped(&self, aim: &Aim<'_>, anchor: Option<&Anchor>, near: Near, excluded: &impl Fn(GridPoint) -> bool) -> Snap {
        let settings = self.settings(aim);
        let near = if settings.has(SnapTarget::Communes) {
            near.with_communes(&self.aiming.communes, aim.at, aim.reach_um)
        } else {
            near
        };
        let near = if settings.has(SnapTarget::References) {
            near.with_backdrops(&self.aiming.backdrops, aim.at, aim.reach_um)
        } else {
            near
        };
        let search =
            Search { plan: self.plan, settings, at: aim.at, reach_um: aim.reach_um, anchor, sketch: aim.sketch, held: aim.held };
        let guides = self.aiming.hover.get().guides(self.plan, anchor, aim.sketch, settings, excluded);
        let candidates = search.candidates(&near, &guides, excluded);
        let chosen = choose(&candidates, aim.reach_um as f64, aim.held);
        let free = || if settings.has(SnapTarget::Grid) { settings.node(aim.at, aim.held) } else { Snap::free(aim.at) };
        let snap = chosen.unwrap_or_else(free);
        let Some(wall) = self.wall(aim, snap.point) else { return snap };
        let Some(slid) = wall.slide(aim.at, aim.reach_um, aim.held) else { return snap };
        self.on_wall(&search, slid, excluded)
    }

    /// A vertex or crossing on the wall near the place the pointer slid to, else that place.
    fn on_wall(&self, search: &Search<'_>, slid: Snap, excluded: &impl Fn(GridPoint) -> bool) -> Snap {
        let targets = [SnapTarget::Vertex, SnapTarget::Midpoint].into_iter().filter(|t| search.settings.has(*t));
        let kinds = super::snap::SnapKinds::only(&targets.collect::<Vec<_>>());
        let settings = SnapSettings { kinds, ..search.settings };
        let search = Search { at: slid.point, settings, ..*search };
        let near = Near::of(self.plan, slid.point, search.reach_um, excluded);
        let mut candidates = search.candidates(&near, &[], excluded);
        candidates.retain(|candidate| Wall::before(self.plan, candidate.snap.point).is_none());
        choose(&candidates, search.reach_um as f64, search.held).unwrap_or(slid)
    }

    /// In a locked direction: where it meets a border near the pointer, else the place beside the pointer.
    fn along(&self, aim: &Aim<'_>, anchor: &Anchor, heading: Heading, excluded: &impl Fn(GridPoint) -> bool) -> Snap {
        let settings = self.settings(aim);
        let along_um = heading.along(anchor.from, aim.at);
        let foot = heading.place(anchor.from, along_um);
        let snap = if settings.has(SnapTarget::Intersection) || settings.has(SnapTarget::Border) {
            self.border_along(aim, anchor, heading, foot, excluded)
        } else {
            None
        };
        let snap = snap.unwrap_or_else(|| {
            let step = settings.grid_step_um.max(1) as f64;
            let is_stepped = settings.has(SnapTarget::Grid);
            let point = if is_stepped { heading.place(anchor.from, (along_um / step).round() * step) } else { foot };
            Snap { point, kind: SnapKind::Locked }
        });
        let wall = self.wall(aim, snap.point);
        wall.and_then(|wall| wall.on_line(anchor.from, heading, snap.point)).unwrap_or(snap)
    }

    /// Where the locked direction meets a border within reach of `foot`.
    fn border_along(
        &self,
        aim: &Aim<'_>,
        anchor: &Anchor,
        heading: Heading,
        foot: GridPoint,
        excluded: &impl Fn(GridPoint) -> bool,
    ) -> Option<Snap> {
        let line = heading.line(anchor.from);
        let near = Near::of(self.plan, foot, aim.reach_um, excluded);
        let candidates: Vec<_> = near
            .edges
            .iter()
            .filter(|(edge, _)| meets(line, *edge))
            .filter_map(|(edge, _)| crossing(line, *edge))
            .filter(|point| *point != anchor.from)
            .map(|point| super::snap::Candidate {
                rank: 0,
                snap: Snap { point, kind: SnapKind::Intersection(None) },
                distance_um: (point.distance_squared(foot) as f64).sqrt(),
            })
            .filter(|candidate| candidate.distance_um <= aim.reach_um as f64 * super::snap::WIDE)
            .collect();
        choose(&candidates, aim.reach_um as f64, aim.held)
    }

    /// What has been typed so far, completed by the pointer.
    fn typed(&self, aim: &Aim<'_>, anchor: Option<Anchor>, heading: Option<Heading>, snap: Snap) -> Snap {
        let typed = &self.aiming.typed;
        let mut point = snap.point;
        if let Some(anchor) = anchor {
            let toward = if point == anchor.from { aim.at } else { point };
            let heading = heading.unwrap_or_else(|| Heading::between(anchor.from, toward));
            if let Some(distance_um) = typed.distance_um {
                point = heading.place(anchor.from, distance_um);
            } else if typed.bearing_deg.is_some() && heading.along(anchor.from, point) < 0.0 {
                // a typed bearing points one way
                point = anchor.from;
            }
        }
        let point = GridPoint::new(typed.east_um.unwrap_or(point.east), typed.north_um.unwrap_or(point.north));
        Snap { point, kind: SnapKind::Typed }
    }

    /// The wall `point` is behind, if this gesture and the planner want one.
    fn wall(&self, aim: &Aim<'_>, point: GridPoint) -> Option<Wall<'_>> {
        let acts = aim.walled && self.aiming.snaps.wall && !aim.modifiers.alt;
        acts.then(|| Wall::before(self.plan, point)).flatten()
    }

    /// The settings of this moment: a held key suspends snapping.
    fn settings(&self, aim: &Aim<'_>) -> SnapSettings {
        if aim.modifiers.alt {
            SnapSettings { kinds: super::snap::SnapKinds::every(false), ..self.aiming.snaps }
        } else {
            self.aiming.snaps
        }
    }
}
