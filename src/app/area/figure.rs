//! The figure typed for the tool that sets areas, and choosing its border without a pointer.

use crate::app::session::Session;
use crate::edit::solve::border_chains;
use crate::geometry::GridPoint;
use crate::geometry::area::NumberFormat;
use crate::plan::{Plan, ZoneId};
use crate::tool::options::AreaMove;
use crate::tool::{AreaFigure, MapEvent, Modifiers, Pointer};

/// What may be typed of a figure while the map has the keys; units are typed into the field.
const fn is_of_a_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '.')
}

impl Session {
    /// The area typed for the tool that sets areas.
    pub const fn area_figure(&self) -> &AreaFigure {
        &self.aiming().figure
    }

    /// Types the area that the tool sets, as a whole; what is previewed follows.
    pub fn set_area_figure(&mut self, text: String, numbers: NumberFormat) {
        if text != self.area_figure().text() {
            self.aiming.figure = AreaFigure::typed(text, numbers.decimal);
            self.look_again();
        }
    }

    /// Types at the map while the tool that sets areas is active; `false` if the text is no part of a figure.
    pub(in crate::app) fn type_figure(&mut self, text: &str, numbers: NumberFormat) -> bool {
        let is_figure = !text.is_empty() && text.chars().all(is_of_a_figure);
        if is_figure {
            let text = format!("{}{text}", self.area_figure().text());
            self.set_area_figure(text, numbers);
        }
        is_figure
    }

    /// Lets the tool look at figure and options again, where the pointer is.
    fn look_again(&mut self) {
        let nowhere = (GridPoint::new(0, 0), 1, Modifiers::default());
        let (at, reach_um, modifiers) = self.aiming().pointer.unwrap_or(nowhere);
        self.on(MapEvent::Pointer { pointer: Pointer::Move, at, reach_um, modifiers });
    }

    /// The zone whose area is set: that of the chosen border, else the selected one.
    pub fn area_zone(&self) -> Option<ZoneId> {
        let chosen = self.tool().set_area().and_then(|tool| tool.border());
        chosen.map(|border| border.zone).or_else(|| self.selected_zone())
    }

    /// Chooses the next border of the zone whose area is set, or the one before; `false` if there is none.
    pub fn step_area_border(&mut self, forward: bool) -> bool {
        let Some(zone) = self.area_zone() else { return false };
        let courses = courses_of(&self.settled_plan(), zone, self.options().area_move);
        let chosen = self.tool().set_area().and_then(|tool| tool.border());
        let present = chosen.and_then(|border| courses.iter().position(|course| *course == border.course));
        let count = courses.len();
        let next = match (present, forward) {
            (Some(_), _) if count < 2 => None,
            (Some(at), true) => courses.get((at + 1) % count),
            (Some(at), false) => courses.get((at + count - 1) % count),
            (None, true) => courses.first(),
            (None, false) => courses.last(),
        };
        let Some(at) = next.and_then(|course| middle_of(course)) else { return false };
        self.select([zone]);
        self.on(MapEvent::Typed { at });
        true
    }
}

/// What of the borders of a zone can move in a way, in the order of its rings: whole borders with one neighbour, or single edges.
fn courses_of(plan: &Plan, zone: ZoneId, area_move: AreaMove) -> Vec<Vec<GridPoint>> {
    let chains = border_chains(plan, zone).into_iter().filter(|chain| chain.across.is_some()).map(|chain| chain.points);
    match area_move {
        AreaMove::Offset => chains.collect(),
        _ => chains.flat_map(|chain| chain.windows(2).map(<[GridPoint]>::to_vec).collect::<Vec<_>>()).collect(),
    }
}

/// A place on the middle edge of a course.
fn middle_of(course: &[GridPoint]) -> Option<GridPoint> {
    let at = course.len().checked_sub(2)? / 2;
    Some(course[at].midpoint(course[at + 1]))
}
