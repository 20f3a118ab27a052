//! How the pointer of a session is aimed: snapping, locks of direction, and points typed at the cursor.

use std::sync::Arc;

use super::reference::References;
use super::session::Session;
use crate::geometry::area::NumberFormat;
use crate::geometry::coverage::DirectedEdge;
use crate::tool::constraint::Picked;
use crate::tool::entry::Field;
use crate::tool::{
    Aiming, Anchor, Angles, Backdrop, Constraint, Entry, EntryKey, MapEvent, Modifiers, Pointer, SnapSettings, SnapTarget,
    ToolKind,
};

/// A border is picked when it is at most this many reaches from the pointer.
const PICK_REACHES: f64 = 2.0;

impl Session {
    /// Whether snapping is on.
    pub const fn snapping(&self) -> bool {
        self.aiming.snaps.on
    }

    /// Switches snapping.
    pub fn set_snapping(&mut self, on: bool) {
        self.set_snaps(SnapSettings { on, ..self.aiming.snaps });
    }

    /// What the pointer takes hold of.
    pub const fn snaps(&self) -> SnapSettings {
        self.aiming.snaps
    }

    /// Chooses what the pointer takes hold of.
    pub fn set_snaps(&mut self, snaps: SnapSettings) {
        if snaps != self.aiming.snaps {
            self.aiming.snaps = snaps;
            self.follow_pointer();
        }
    }

    /// Whether the pointer goes to nodes of the grid.
    pub const fn snaps_to_grid(&self) -> bool {
        self.aiming.snaps.has(SnapTarget::Grid)
    }

    /// Switches the grid.
    pub fn set_grid(&mut self, on: bool) {
        let snaps = self.aiming.snaps;
        self.set_snaps(SnapSettings { kinds: snaps.kinds.with(SnapTarget::Grid, on), ..snaps });
    }

    /// Says which commune borders are seen: only those are targets.
    pub fn set_seen_communes(&mut self, until2025: bool, since2025: bool) {
        let communes = self.communes();
        let layers = [(until2025, &communes.until2025), (since2025, &communes.since2025)];
        self.aiming.communes = layers.into_iter().filter(|(is_seen, _)| *is_seen).map(|(_, layer)| layer.clone()).collect();
    }

    /// Says what is seen behind the plan: only that is a target.
    pub fn set_seen_references(&mut self, references: &References) {
        let seen = references.layers().iter().filter(|layer| layer.look.effective_opacity() > 0.0);
        self.aiming.backdrops = seen.map(|layer| layer.shape.clone() as Arc<dyn Backdrop>).collect();
    }

    /// How the pointer is aimed.
    pub const fn aiming(&self) -> &Aiming {
        &self.aiming
    }

    /// The locks of direction.
    pub const fn constraint(&self) -> Constraint {
        self.aiming.constraint
    }

    /// Locks directions to angles; the same lock again releases it.
    pub fn toggle_angles(&mut self, angles: Angles) {
        let present = self.aiming.constraint.angles;
        self.aiming.constraint.angles = if present == angles { Angles::Free } else { angles };
        self.follow_pointer();
    }

    /// Chooses whether locked angles count from the previous edge or from grid north.
    pub fn set_relative_angles(&mut self, relative: bool) {
        self.aiming.constraint.relative = relative;
        self.follow_pointer();
    }

    /// Locks the present segment parallel or at right angles to the border at the pointer, else to the previous edge; the same lock
    /// again releases it. `false` if there is nothing to be parallel to.
    pub fn toggle_picked(&mut self, perpendicular: bool) -> bool {
        if self.aiming.constraint.picked.take().is_none_or(|picked| picked.perpendicular != perpendicular) {
            self.aiming.constraint.picked = self.edge_meant().map(|edge| Picked { edge, perpendicular });
            self.follow_pointer();
            return self.aiming.constraint.picked.is_some();
        }
        self.follow_pointer();
        true
    }

    /// The border at the pointer, else the previous edge of the sketch, else the border nearest to the pointer.
    fn edge_meant(&self) -> Option<DirectedEdge> {
        let nearest = |reaches: f64| {
            let (at, reach_um, _) = self.aiming.pointer?;
            self.plan().index().nearest_edge(at, reach_um as f64 * reaches).map(|(edge, _)| edge.edge)
        };
        let previous = || self.aiming.anchor().and_then(|anchor| Some((anchor.previous?, anchor.from)));
        nearest(PICK_REACHES).or_else(previous).or_else(|| nearest(f64::INFINITY))
    }

    /// Whether the active tool takes points, so that one can be typed.
    pub fn takes_points(&self) -> bool {
        match self.tool().kind() {
            ToolKind::Select | ToolKind::Identify | ToolKind::Pan => false,
            ToolKind::SetArea => self.tool().set_area().is_some_and(|tool| tool.path().is_some()),
            ToolKind::Vertices => self.tool().selected_vertices().is_some_and(|v| !v.is_empty()) || self.tool().is_busy(),
            _ => true,
        }
    }

    /// The point being typed.
    pub const fn entry(&self) -> Option<&Entry> {
        self.aiming.entry.as_ref()
    }

    /// Types at the cursor, with the decimal sign of `numbers`; `false` if the text is not meant for a point.
    pub fn type_text(&mut self, text: &str, numbers: NumberFormat) -> bool {
        if self.tool().kind() == ToolKind::SetArea && !self.takes_points() {
            return self.type_figure(text, numbers);
        }
        if self.aiming.entry.is_none() {
            let begins = text.chars().next().is_some_and(Entry::begins_with);
            // a typed place also names the vertex to take hold of, or where it is asked what is there
            let is_heard = !matches!(self.tool().kind(), ToolKind::Select | ToolKind::Pan);
            if !begins || !is_heard {
                return false;
            }
            let anchor = self.anchor_now();
            self.aiming.entry = Some(Entry::new(anchor, numbers.decimal));
        }
        self.change_entry(|entry| entry.type_text(text));
        true
    }

    /// Makes a field of the point being typed the active one.
    pub fn activate_field(&mut self, field: Field) {
        self.change_entry(|entry| entry.activate(field));
    }

    /// A key while a point is typed; `false` if none is.
    pub fn entry_key(&mut self, key: EntryKey) -> bool {
        if self.aiming.entry.is_none() {
            return false;
        }
        match key {
            EntryKey::Tab => self.change_entry(|entry| entry.go(true)),
            EntryKey::BackTab => self.change_entry(|entry| entry.go(false)),
            EntryKey::Escape => self.close_entry(),
            EntryKey::Enter => self.put_entry(),
            EntryKey::Backspace => {
                let mut is_left = true;
                self.change_entry(|entry| is_left = entry.backspace());
                if !is_left {
                    self.close_entry();
                }
            }
        }
        true
    }

    fn change_entry(&mut self, change: impl FnOnce(&mut Entry)) {
        let Some(entry) = &mut self.aiming.entry else { return };
        change(entry);
        self.aiming.typed = entry.parts();
        self.follow_pointer();
    }

    fn close_entry(&mut self) {
        self.aiming.close_entry();
        self.follow_pointer();
    }

    /// Puts the typed point, or says why it is none.
    fn put_entry(&mut self) {
        let cursor = self.tool().snap().map(|snap| snap.point);
        let Some(entry) = &mut self.aiming.entry else { return };
        match entry.point(cursor) {
            Ok(at) => {
                self.aiming.close_entry();
                self.on(MapEvent::Typed { at });
                self.follow_pointer();
            }
            Err(error) => entry.refuse(error),
        }
    }

    /// What distances count from at this moment.
    fn anchor_now(&mut self) -> Option<Anchor> {
        self.aiming.clear_anchor();
        self.follow_pointer();
        self.aiming.anchor().or_else(|| self.vertex_anchor())
    }

    /// The vertex that is moved by what is typed.
    fn vertex_anchor(&self) -> Option<Anchor> {
        let selected = self.tool().selected_vertices().filter(|_| self.tool().kind() == ToolKind::Vertices)?;
        let hot = self.tool().hot_vertex().filter(|vertex| selected.contains(vertex));
        let only = selected.first().filter(|_| selected.len() == 1);
        hot.or(only.copied()).map(|from| Anchor { from, previous: None })
    }

    /// Lets the tool follow the resting pointer again, after what it is aimed with has changed.
    fn follow_pointer(&mut self) {
        if let Some((at, reach_um, modifiers)) = self.aiming.pointer.filter(|_| self.takes_points()) {
            self.on(MapEvent::Pointer { pointer: Pointer::Move, at, reach_um, modifiers });
        }
    }
}

/// Keeps what `event` says about the pointer; before the tool takes it.
pub(super) const fn note(aiming: &mut Aiming, event: &MapEvent) {
    match *event {
        MapEvent::Pointer { at, reach_um, modifiers, .. } => aiming.pointer = Some((at, reach_um, modifiers)),
        // without a pointer, the cursor is where the last point was typed
        MapEvent::Typed { at } if aiming.pointer.is_none() => {
            aiming.pointer = Some((at, 1, Modifiers { shift: false, ctrl: false, alt: false }));
        }
        _ => {}
    }
}

/// What an event ends: a point that was put takes what was typed of it, and the border that was picked; after the tool took it.
pub(super) fn settle(aiming: &mut Aiming, event: &MapEvent, was_busy: bool) {
    let puts = matches!(event, MapEvent::Pointer { pointer: Pointer::Press | Pointer::Release, .. } | MapEvent::Typed { .. });
    if puts {
        aiming.close_entry();
    }
    if puts && was_busy {
        aiming.constraint.picked = None;
    }
}
