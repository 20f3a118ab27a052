//! The words beside the gesture: its figures, and why it is or would be refused, at the place.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{Pos2, Stroke};

use super::ink::{CalloutLine, callout, dashed, edge_on_screen, sign, solid};
use super::overlay::Overlay;
use crate::app::area::outcome_lines;
use crate::app::session::Refused;
use crate::app::unsolved_text::unsolved_text;
use crate::app::wording::{refusal_text, remark_text};
use crate::edit::Command;
use crate::geometry::inside::point_inside;
use crate::geometry::noding::undirected;
use crate::geometry::{GridBox, GridPoint};
use crate::tool::event::bearing_text;
use crate::tool::{Extent, Live};
use crate::ui::theme::{Status, icons};

impl Overlay<'_> {
    /// Paints the words; true if there were some at the pointer.
    pub(super) fn say(&self) -> bool {
        if let Some(refused) = self.session.refused() {
            self.ghost(refused);
            return true;
        }
        if let (Some(_), Some(command)) = (self.session.preview_refusal(), self.session.previewed())
            && !matches!(command, Command::DrawZone { .. } | Command::CutOut { .. })
        {
            self.ghost_lines(command);
        }
        let mut lines = Vec::new();
        // while a point is typed, its box has the figures
        if let Some(live) = self.session.tool().live().filter(|_| self.session.entry().is_none()) {
            lines.push(CalloutLine { text: self.live_text(live), colour: self.theme.text });
        }
        if let Some(extent) = self.session.tool().extent() {
            lines.push(CalloutLine { text: self.extent_text(extent), colour: self.theme.text });
        }
        if let Some(remark) = self.session.tool().remark() {
            lines.push(CalloutLine { text: remark_text(self.texts, remark), colour: self.theme.text });
        }
        for text in outcome_lines(self.texts, self.session) {
            lines.push(CalloutLine { text, colour: self.theme.text });
        }
        let unsolved = self.session.tool().set_area().and_then(|tool| tool.outcome()?.1.as_ref().err());
        if let Some(why) = unsolved {
            let reason = unsolved_text(self.texts, self.session.plan(), why);
            lines.push(CalloutLine { text: format!("{} {reason}", Status::Error.icon()), colour: self.theme.error });
        }
        if let Some(id) = self.session.told() {
            let text = format!("{} {}", Status::Warning.icon(), self.texts.get(id));
            lines.push(CalloutLine { text, colour: self.theme.warning });
        } else if let Some(refusal) = self.session.preview_refusal() {
            let reason = refusal_text(self.texts, self.session.plan(), refusal);
            lines.push(CalloutLine { text: format!("{} {reason}", Status::Warning.icon()), colour: self.theme.warning });
        }
        let last = || self.session.tool().sketch().last().map(|point| self.view.to_screen(*point));
        let chosen = || {
            let course = &self.session.tool().set_area()?.border()?.course;
            course.get(course.len() / 2).map(|at| self.view.to_screen(*at))
        };
        match self.pointer.or_else(last).or_else(chosen) {
            Some(at) if !lines.is_empty() => {
                callout(self.painter, self.theme, at, self.theme.divider, &lines);
                true
            }
            _ => false,
        }
    }

    fn live_text(&self, live: Live) -> String {
        let numbers = self.texts.numbers();
        let mut variables = vec![
            ("length", format!("{} m", numbers.number(live.length_m, 3)).into()),
            ("bearing", bearing_text(live.bearing_deg).into()),
        ];
        match live.area {
            Some(area) => {
                variables.push(("area", numbers.ha(area, 2).into()));
                self.texts.format("status-live", &variables)
            }
            None => self.texts.format("status-live-first", &variables),
        }
    }

    fn extent_text(&self, extent: Extent) -> String {
        match extent {
            Extent::Angle(degrees) => {
                let sign = if degrees < 0.0 { "−" } else { "+" };
                let angle = format!("{sign}{}", bearing_text(degrees.abs()));
                self.texts.format("status-turned", &[("angle", angle.into())])
            }
            Extent::Factor(factor) => {
                self.texts.format("status-scaled", &[("factor", self.texts.numbers().number(factor, 4).into())])
            }
        }
    }

    /// What was refused, dashed in red where it would have been, and why.
    fn ghost(&self, refused: &Refused) {
        self.ghost_lines(&refused.command);
        let at = self.place_of(refused);
        if let Some(place) = refused.refusal.at().map(|at| self.view.to_screen(at)).filter(|p| self.view.rect().contains(*p)) {
            sign(self.painter, place, icons::X_CIRCLE, 18.0, self.theme.error, self.theme.halo);
        }
        let reason = refusal_text(self.texts, self.session.plan(), &refused.refusal);
        let text = format!("{} {reason}", Status::Error.icon());
        callout(self.painter, self.theme, at, self.theme.error, &[CalloutLine { text, colour: self.theme.error }]);
    }

    fn ghost_lines(&self, command: &Command) {
        let edges: Vec<[Pos2; 2]> =
            self.ghost_edges(command).into_iter().filter_map(|(a, b)| edge_on_screen(self.view, a, b)).collect();
        solid(self.painter, &edges, Stroke::new(4.5, self.theme.halo.gamma_multiply(0.7)), None);
        dashed(self.painter, &edges, Stroke::new(2.0, self.theme.error), 7.0, 5.0);
    }

    /// The edges a refused command would have made.
    fn ghost_edges(&self, command: &Command) -> Vec<(GridPoint, GridPoint)> {
        match command {
            Command::DrawZone { sketch, .. } | Command::CutOut { sketch, .. } => {
                sketch.iter().flat_map(|ring| crate::geometry::grid::ring_edges(ring)).collect()
            }
            Command::MoveVertices { moves } => self.bent_edges(moves),
            Command::PlaceZones { zones, by, .. } => {
                let zones = zones.iter().filter_map(|id| self.session.plan().zone(*id));
                zones.flat_map(|zone| zone.region.edges()).map(|(a, b)| (by.apply(a), by.apply(b))).collect()
            }
            Command::Straighten { from, to } => vec![(*from, *to)],
            Command::InsertVertex { edge, at } => vec![(edge.0, *at), (*at, edge.1)],
            Command::SplitZones { line, .. } | Command::Reshape { line, .. } | Command::CompleteZone { line, .. } => {
                line.windows(2).map(|pair| (pair[0], pair[1])).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The edges at the moved vertices as they would be.
    fn bent_edges(&self, moves: &[(GridPoint, GridPoint)]) -> Vec<(GridPoint, GridPoint)> {
        let targets: BTreeMap<GridPoint, GridPoint> = moves.iter().copied().collect();
        let moved = |vertex: GridPoint| targets.get(&vertex).copied().unwrap_or(vertex);
        let index = self.session.plan().index();
        let edges: BTreeSet<_> = targets
            .keys()
            .flat_map(|&from| {
                let near = index.edges_near(GridBox { min: from, max: from }).into_iter().map(|edge| undirected(edge.edge));
                near.filter(move |(a, b)| *a == from || *b == from)
            })
            .collect();
        edges.into_iter().map(|(a, b)| (moved(a), moved(b))).collect()
    }

    /// Where the reason stands: at the place it names, else at the end of the gesture, else at the zone, else in the middle.
    fn place_of(&self, refused: &Refused) -> Pos2 {
        let of_gesture = || match &refused.command {
            Command::DrawZone { sketch, .. } | Command::CutOut { sketch, .. } => {
                sketch.first().and_then(|ring| ring.last()).copied()
            }
            Command::MoveVertices { moves } => moves.first().map(|(_, to)| *to),
            Command::InsertVertex { at, .. } | Command::Allocate { at, .. } | Command::FillZone { at, .. } => Some(*at),
            Command::DeleteVertices { at } | Command::RoundCorners { at, .. } => at.first().copied(),
            Command::SplitZones { line, .. } | Command::Reshape { line, .. } | Command::CompleteZone { line, .. } => {
                line.last().copied()
            }
            Command::Straighten { to, .. } => Some(*to),
            _ => self.session.tool().ghost_handles().first().copied(),
        };
        let of_zone = || {
            let zone = self.session.plan().zone(refused.refusal.zone()?)?;
            point_inside(&zone.region)
        };
        let at = refused.refusal.at().or_else(of_gesture).or_else(of_zone);
        let on_screen = at.map(|at| self.view.to_screen(at)).filter(|at| self.view.rect().contains(*at));
        on_screen.or(self.pointer).unwrap_or_else(|| self.view.rect().center())
    }
}
