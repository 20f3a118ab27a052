//! What the cursor is snapped to: a sign of its own for each kind of target, with its name, and the lines that led there.

use eframe::egui::{Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::ink::{dashed, edge_on_screen, regular, solid, text_with_halo};
use super::overlay::{Overlay, square};
use crate::app::phrase::{given_hectares, zone_code};
use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;
use crate::tool::constraint::Heading;
use crate::tool::{Guide, GuideKind, Snap, SnapKind};
use crate::ui::theme::icons;

/// Half the size of a sign, points.
const SIGN_PT: f32 = 7.0;
/// How far a guide line is shown beyond the cursor, points.
const BEYOND_PT: f32 = 60.0;
/// Above a sign its name begins this far from the cursor, points.
const NAME_GAP_PT: f32 = 12.0;

impl Overlay<'_> {
    /// The sign of what the cursor is snapped to, its name, and the lines that led there.
    pub(super) fn snap(&self, snap: Snap) {
        self.lines_to(snap);
        let at = self.view.to_screen(snap.point);
        for stroke in [Stroke::new(4.5, self.theme.halo), Stroke::new(2.0, self.theme.accent)] {
            self.painter.extend(sign(snap.kind, at, stroke));
        }
        let Some(name) = self.name_of(snap) else { return };
        let galley = self.painter.layout_no_wrap(name, regular(11.0), self.theme.accent);
        let place = pos2(at.x - galley.size().x / 2.0, at.y - NAME_GAP_PT - galley.size().y);
        text_with_halo(self.painter, place, &galley, self.theme.accent, self.theme.halo);
    }

    fn name_of(&self, snap: Snap) -> Option<String> {
        let plan = self.session.plan();
        let id = match snap.kind {
            SnapKind::Free | SnapKind::Typed => return None,
            SnapKind::Vertex => {
                let legal = plan.boundary().is_some_and(|boundary| boundary.outline.is_legal_corner(snap.point));
                if legal { "status-snap-corner" } else { "status-snap-vertex" }
            }
            SnapKind::Intersection(_) => "status-snap-intersection",
            SnapKind::Midpoint(_) => "status-snap-midpoint",
            SnapKind::Border(_) => "status-snap-border",
            SnapKind::Perpendicular(_) => "status-snap-perpendicular",
            SnapKind::Guide(guide) => match guide.kind {
                GuideKind::Perpendicular => "status-snap-perpendicular",
                GuideKind::Extension => "status-snap-extension",
                GuideKind::Parallel => "status-snap-parallel",
            },
            SnapKind::Commune => "status-snap-commune",
            SnapKind::Reference => "status-snap-reference",
            SnapKind::Grid => "status-snap-grid",
            SnapKind::Locked => "status-snap-locked",
            SnapKind::Area(zone) => {
                let target = plan.zone(zone)?.attributes.target?;
                let area = format!("{} ha", given_hectares(self.texts, target));
                let zone = zone_code(self.texts, plan, zone);
                let text = self.texts.format("status-snap-area", &[("zone", zone.into()), ("area", area.into())]);
                return Some(format!("{text} {}", icons::TARGET));
            }
            SnapKind::Wall(_, None) => "status-snap-wall",
            SnapKind::Wall(_, Some(zone)) => {
                let zone = zone_code(self.texts, plan, zone);
                return Some(self.texts.format("status-snap-wall-zone", &[("zone", zone.into())]));
            }
        };
        Some(self.texts.get(id).to_owned())
    }

    /// Guide lines, dotted; the edge they come from and the wall, drawn out.
    fn lines_to(&self, snap: Snap) {
        match snap.kind {
            SnapKind::Guide(guide) | SnapKind::Intersection(Some(guide)) => {
                let is_sketched = self.session.tool().sketch().contains(&guide.through);
                self.guide_line(guide.through, guide.heading(), snap.point, is_sketched);
                self.edge(guide.edge, 2.0);
                if guide.kind == GuideKind::Perpendicular {
                    self.right_angle(guide);
                }
            }
            SnapKind::Perpendicular(edge) => self.edge(edge, 2.0),
            SnapKind::Wall(edge, _) => self.edge(edge, 3.0),
            SnapKind::Locked => {
                if let Some(anchor) = self.session.aiming().anchor().filter(|anchor| anchor.from != snap.point) {
                    let is_sketched = self.session.tool().sketch().contains(&anchor.from);
                    self.guide_line(anchor.from, Heading::between(anchor.from, snap.point), snap.point, is_sketched);
                }
            }
            _ => {}
        }
    }

    fn edge(&self, edge: DirectedEdge, width: f32) {
        let edge: Vec<_> = edge_on_screen(self.view, edge.0, edge.1).into_iter().collect();
        solid(self.painter, &edge, Stroke::new(width, self.theme.accent), Some(self.theme.halo));
    }

    /// From the point a line runs through, to the cursor and a little beyond it; beyond it alone where the sketch runs along it.
    fn guide_line(&self, through: GridPoint, heading: Heading, to: GridPoint, is_sketched: bool) {
        let along = heading.along(through, to);
        let beyond = self.view.um_from_points(BEYOND_PT) as f64 * along.signum();
        let end = heading.place(through, along + beyond);
        let begin = if is_sketched { to } else { through };
        let edge: Vec<_> = edge_on_screen(self.view, begin, end).into_iter().collect();
        dashed(self.painter, &edge, Stroke::new(3.0, self.theme.halo), 2.0, 4.0);
        dashed(self.painter, &edge, Stroke::new(1.2, self.theme.accent), 2.0, 4.0);
    }

    /// The small square that means a right angle, at the corner the line runs through.
    fn right_angle(&self, guide: Guide) {
        let at = self.view.to_screen(guide.through);
        let toward = |point: GridPoint| (self.view.to_screen(point) - at).normalized();
        let along = Heading::between(guide.edge.0, guide.edge.1);
        let step = self.view.um_from_points(100.0) as f64;
        let (a, b) = (toward(along.place(guide.through, -step)) * 9.0, toward(guide.heading().place(guide.through, step)) * 9.0);
        self.painter.add(Shape::line(vec![at + a, at + a + b, at + b], Stroke::new(1.2, self.theme.accent)));
    }
}

/// The sign of a kind of target.
fn sign(kind: SnapKind, at: Pos2, stroke: Stroke) -> Vec<Shape> {
    let offset = |(x, y): (f32, f32)| at + vec2(x, y) * SIGN_PT;
    let line = |points: &[(f32, f32)]| Shape::line(points.iter().copied().map(offset).collect(), stroke);
    let closed = |points: &[(f32, f32)]| Shape::closed_line(points.iter().copied().map(offset).collect(), stroke);
    match kind {
        SnapKind::Free | SnapKind::Typed => Vec::new(),
        SnapKind::Vertex => vec![Shape::rect_stroke(square(at, 13.0), 0.0, stroke, StrokeKind::Middle)],
        SnapKind::Intersection(_) => vec![line(&[(-1.0, -1.0), (1.0, 1.0)]), line(&[(-1.0, 1.0), (1.0, -1.0)])],
        SnapKind::Midpoint(_) => vec![closed(&[(0.0, -1.1), (1.1, 0.8), (-1.1, 0.8)])],
        SnapKind::Border(_) => vec![closed(&[(-0.9, -1.0), (0.9, -1.0), (-0.9, 1.0), (0.9, 1.0)])],
        SnapKind::Perpendicular(_) => {
            vec![line(&[(-1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)]), line(&[(-1.0, 0.0), (0.0, 0.0), (0.0, 1.0)])]
        }
        SnapKind::Guide(guide) => match guide.kind {
            GuideKind::Perpendicular => vec![line(&[(0.0, -1.0), (0.0, 0.9)]), line(&[(-1.1, 0.9), (1.1, 0.9)])],
            GuideKind::Extension => vec![line(&[(-0.6, -0.6), (0.6, 0.6)]), line(&[(-0.6, 0.6), (0.6, -0.6)])],
            GuideKind::Parallel => vec![line(&[(-0.9, 0.9), (0.3, -0.9)]), line(&[(-0.2, 0.9), (1.0, -0.9)])],
        },
        SnapKind::Commune | SnapKind::Reference => vec![Shape::circle_stroke(at, SIGN_PT, stroke)],
        SnapKind::Grid => vec![line(&[(-1.0, 0.0), (1.0, 0.0)]), line(&[(0.0, -1.0), (0.0, 1.0)])],
        SnapKind::Wall(..) => {
            let rect = Rect::from_center_size(at, Vec2::splat(SIGN_PT));
            vec![Shape::rect_filled(rect.expand(stroke.width / 2.0), 0.0, stroke.color)]
        }
        SnapKind::Area(_) => {
            vec![Shape::circle_stroke(at, SIGN_PT, stroke), Shape::circle_filled(at, 1.0 + stroke.width, stroke.color)]
        }
        SnapKind::Locked => vec![Shape::circle_filled(at, 1.5 + stroke.width, stroke.color)],
    }
}
