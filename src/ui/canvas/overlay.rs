//! The gesture under way, painted over the map: sketch, handles, snap marks, selection window.

use std::collections::BTreeSet;

use eframe::egui::{Color32, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2, vec2};

use super::ink::{dashed, edge_on_screen, line_on_screen, solid};
use crate::app::{Session, Texts};
use crate::edit::Command;
use crate::geometry::GridPoint;
use crate::geometry::segment::project_onto;
use crate::plan::{Face, ZoneId};
use crate::tool::ToolKind;
use crate::ui::paint::MapView;
use crate::ui::theme::{HANDLE_PT, Theme, ZoneLook, icons};

/// Vertices nearer to each other than this are not marked, points.
const MARK_SPACING_PT: f32 = 8.0;

/// What the overlay is painted with.
pub(super) struct Overlay<'a> {
    pub painter: &'a Painter,
    pub view: &'a MapView,
    pub theme: &'a Theme,
    pub texts: &'a Texts,
    pub session: &'a Session,
    /// Where the pointer is, if it is over the map.
    pub pointer: Option<Pos2>,
}

impl Overlay<'_> {
    /// Paints everything about the gesture but its words.
    pub(super) fn paint(&self) {
        self.former_borders();
        self.marks();
        self.sketch();
        self.window();
        self.selected_vertices();
        self.hot();
        self.area_border();
        self.ghost_handles();
        if let Some(snap) = self.session.tool().snap() {
            self.snap(snap);
        }
    }

    /// Where borders were before the gesture.
    fn former_borders(&self) {
        let Some(diff) = self.session.preview() else { return };
        let stroke = Stroke::new(1.0, self.theme.former_line().colour);
        for (_, before, after) in diff.land_changes() {
            let Some(before) = before else { continue };
            let stays: BTreeSet<_> = after.into_iter().flat_map(crate::geometry::Region::edges).collect();
            let gone = before.edges().filter(|edge| !stays.contains(edge));
            let edges: Vec<_> = gone.filter_map(|(a, b)| edge_on_screen(self.view, a, b)).collect();
            dashed(self.painter, &edges, stroke, 3.0, 3.0);
        }
    }

    /// The vertices of the zones at hand, while vertices are edited.
    fn marks(&self) {
        if !matches!(self.session.tool().kind(), ToolKind::Vertices | ToolKind::Round | ToolKind::Straighten) {
            return;
        }
        let plan = self.session.plan();
        let mut zones: BTreeSet<ZoneId> = self.session.selection().clone();
        zones.extend(self.pointer.into_iter().flat_map(|pointer| plan.zones_at(self.view.to_grid(pointer))));
        let on_screen = self.view.rect().expand(HANDLE_PT);
        let boundary = plan.boundary().map(|boundary| &boundary.outline);
        for zone in zones.into_iter().filter_map(|id| plan.zone(id)) {
            let colour = self.theme.zone_line_colour(ZoneLook::in_plan(plan, zone));
            for ring in zone.region.rings() {
                let mut last: Option<Pos2> = None;
                for &vertex in ring {
                    let at = self.view.to_screen(vertex);
                    if !on_screen.contains(at) || last.is_some_and(|last| last.distance(at) < MARK_SPACING_PT) {
                        continue;
                    }
                    last = Some(at);
                    let legal = boundary.is_some_and(|outline| outline.is_legal_corner(vertex));
                    let (fill, edge, size) =
                        if legal { (self.theme.boundary, self.theme.halo, 7.0) } else { (self.theme.paper, colour, 5.0) };
                    self.painter.rect(square(at, size), 0.0, fill, Stroke::new(1.5, edge), StrokeKind::Middle);
                }
            }
        }
    }

    /// The line being drawn and, thin, the edge that would close it.
    fn sketch(&self) {
        let points = self.session.tool().sketch();
        let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return };
        let is_refused = self.session.refused().is_some();
        if !is_refused {
            let stroke = Stroke::new(2.0, self.theme.accent);
            solid(self.painter, &line_on_screen(self.view, &points), stroke, Some(self.theme.halo));
            if matches!(self.session.previewed(), Some(Command::DrawZone { .. } | Command::CutOut { .. })) {
                let closing: Vec<_> = edge_on_screen(self.view, last, first).into_iter().collect();
                dashed(self.painter, &closing, Stroke::new(1.0, self.theme.accent), 4.0, 4.0);
            }
        }
        let colour = if is_refused { self.theme.error } else { self.theme.accent };
        for (i, point) in self.session.tool().marks().iter().enumerate() {
            let size = if i == 0 { 9.0 } else { 7.0 };
            let mark = square(self.view.to_screen(*point), size);
            self.painter.rect(mark, 0.0, self.theme.paper, Stroke::new(1.5, colour), StrokeKind::Middle);
        }
        if let Some(corner) = self.session.tool().hot_corner() {
            let handle = square(self.view.to_screen(corner), HANDLE_PT + 2.0);
            self.painter.rect_filled(handle.expand(3.0), 2.0, self.theme.halo);
            self.painter.rect(handle, 0.0, colour, Stroke::new(1.5, self.theme.text), StrokeKind::Middle);
        }
    }

    /// The selection window: solid to the right, dashed to the left.
    fn window(&self) {
        let Some((start, cursor)) = self.session.tool().window() else { return };
        // of vertices both directions take what is inside
        let is_crossing = cursor.east < start.east && self.session.tool().kind() != ToolKind::Vertices;
        let colour = if is_crossing { self.theme.pass } else { self.theme.accent };
        let rect = Rect::from_two_pos(self.view.to_screen(start), self.view.to_screen(cursor));
        self.painter.rect_filled(rect, 0.0, colour.gamma_multiply(0.12));
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
        let edges: Vec<[Pos2; 2]> = corners.windows(2).map(|pair| [pair[0], pair[1]]).collect();
        if is_crossing {
            dashed(self.painter, &edges, Stroke::new(1.5, colour), 5.0, 4.0);
        } else {
            solid(self.painter, &edges, Stroke::new(1.5, colour), None);
        }
    }

    /// The vertex or the border a press would take hold of.
    fn hot(&self) {
        if let Some(vertex) = self.session.tool().hot_vertex() {
            self.handle(vertex);
        } else if let (Some(border), Some(pointer)) = (self.session.tool().hot_border(), self.pointer) {
            self.hot_border(border, self.view.to_grid(pointer));
        }
    }

    /// The selected vertices, of those that would cover each other only one.
    fn selected_vertices(&self) {
        let Some(selected) = self.session.tool().selected_vertices() else { return };
        let on_screen = self.view.rect().expand(HANDLE_PT);
        let cell = |at: Pos2| ((at.x / 6.0).round() as i32, (at.y / 6.0).round() as i32);
        let mut taken = BTreeSet::new();
        for at in selected.iter().map(|vertex| self.view.to_screen(*vertex)) {
            if on_screen.contains(at) && taken.insert(cell(at)) {
                let edge = Stroke::new(1.5, self.theme.halo);
                self.painter.rect(square(at, HANDLE_PT), 0.0, self.theme.accent, edge, StrokeKind::Middle);
            }
        }
    }

    /// Where a press takes up what was refused.
    fn ghost_handles(&self) {
        for at in self.session.tool().ghost_handles().iter().map(|handle| self.view.to_screen(*handle)) {
            if self.view.rect().contains(at) {
                let edge = Stroke::new(2.0, self.theme.error);
                self.painter.rect(square(at, HANDLE_PT + 1.0), 0.0, self.theme.paper, edge, StrokeKind::Middle);
            }
        }
    }

    /// A handle in the colours of all that share the vertex; a lock on what cannot be moved.
    fn handle(&self, vertex: GridPoint) {
        let plan = self.session.plan();
        let at = self.view.to_screen(vertex);
        let rect = square(at, HANDLE_PT + 2.0);
        let owners = plan.index().owners_of_vertex(vertex);
        let colours: Vec<Color32> = owners.into_iter().map(|face| self.face_colour(face)).collect();
        self.painter.rect_filled(rect.expand(3.0), 2.0, self.theme.halo);
        for (i, colour) in colours.iter().enumerate() {
            let width = rect.width() / colours.len() as f32;
            let part = Rect::from_min_size(rect.min + vec2(width * i as f32, 0.0), vec2(width, rect.height()));
            self.painter.rect_filled(part, 0.0, *colour);
        }
        self.painter.rect_stroke(rect, 0.0, Stroke::new(1.5, self.theme.text), StrokeKind::Middle);
        if plan.boundary().is_some_and(|boundary| boundary.outline.is_legal_corner(vertex)) {
            super::ink::sign(self.painter, at + vec2(14.0, -14.0), icons::LOCK_SIMPLE, 14.0, self.theme.text, self.theme.halo);
        }
    }

    fn face_colour(&self, face: Face) -> Color32 {
        match face {
            Face::Unallocated => self.theme.unknown,
            Face::Zone(id) => self
                .session
                .plan()
                .zone(id)
                .map_or(self.theme.unknown, |zone| self.theme.zone_line_colour(ZoneLook::in_plan(self.session.plan(), zone))),
        }
    }

    fn hot_border(&self, border: (GridPoint, GridPoint), pointer: GridPoint) {
        let edge: Vec<_> = edge_on_screen(self.view, border.0, border.1).into_iter().collect();
        solid(self.painter, &edge, Stroke::new(3.0, self.theme.accent), Some(self.theme.halo));
        let at = self.view.to_screen(project_onto(pointer, border));
        self.painter.circle(at, 6.0, self.theme.paper, Stroke::new(1.5, self.theme.accent));
        for arm in [vec2(3.0, 0.0), vec2(0.0, 3.0)] {
            self.painter.line_segment([at - arm, at + arm], Stroke::new(1.5, self.theme.accent));
        }
    }
}

pub(super) fn square(at: Pos2, size: f32) -> Rect {
    Rect::from_center_size(at, Vec2::splat(size))
}
