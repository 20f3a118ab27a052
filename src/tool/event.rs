//! What reaches a tool, and what it answers.

use crate::edit::Command;
use crate::geometry::{ExactArea, GridPoint};
use crate::plan::ZoneId;
use crate::tool::identify::Inquiry;
use crate::tool::measure::MeasuredPath;

/// Keys held during an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    /// Extends a selection; while drawing, takes the land of other zones.
    pub shift: bool,
    /// Ctrl, or Command on a Mac.
    pub ctrl: bool,
    /// Suspends snapping.
    pub alt: bool,
}

/// What the pointer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// It moved, with or without the primary button held.
    Move,
    /// The primary button went down.
    Press,
    /// The primary button came up.
    Release,
    /// The primary button was pressed twice; follows the two presses and releases.
    DoubleClick,
    /// It left the map.
    Leave,
}

/// Keys that mean something to tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Finishes the gesture.
    Enter,
    /// Drops the gesture.
    Escape,
    /// Drops the last corner.
    Backspace,
    /// Deletes what is hot or selected.
    Delete,
}

/// An event on the map, in grid space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapEvent {
    /// The pointer, where it is, how far it reaches for a target (µm), and the keys held.
    Pointer {
        /// What it did.
        pointer: Pointer,
        /// Unsnapped position.
        at: GridPoint,
        /// Radius within which it takes hold of things.
        reach_um: i64,
        /// Keys held.
        modifiers: Modifiers,
    },
    /// A key.
    Key {
        /// Which.
        key: Key,
        /// Keys held with it.
        modifiers: Modifiers,
    },
    /// A position typed by the planner: acts as a click there, without snapping.
    Typed {
        /// Where.
        at: GridPoint,
    },
}

/// What follows from an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Show what the command would do; replaces the previous preview.
    Preview(Command),
    /// Show the plan as it is.
    DropPreview,
    /// Do it, as one step. If it is refused the tool keeps its state and the reason is shown.
    Commit(Command),
    /// Select zones.
    Select {
        /// Which.
        zones: Vec<ZoneId>,
        /// Whether they are toggled in the present selection rather than replacing it.
        extend: bool,
    },
    /// Show what is measured, or nothing.
    Measure(Option<MeasuredPath>),
    /// Show what is at a place, or nothing.
    Identify(Option<Inquiry>),
    /// Tell the planner, by text id; nothing was done.
    Tell(&'static str),
}

/// Figures of the gesture under way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Live {
    /// Length of the present segment, metres of grid distance.
    pub length_m: f64,
    /// Bearing (phương vị) of the present segment: degrees clockwise from grid north.
    pub bearing_deg: f64,
    /// Area enclosed by the sketch, if it encloses any.
    pub area: Option<ExactArea>,
}

/// What a gesture under way has to say beside its [`Live`] figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Remark {
    /// The radius of the arc being drawn.
    Radius {
        /// Metres of grid distance.
        radius_m: f64,
    },
    /// The sides of the rectangle being drawn.
    Sides {
        /// One side, metres of grid distance.
        a_m: f64,
        /// The other side.
        b_m: f64,
    },
    /// How many vertices a line has, and how many are left of it.
    Simplified {
        /// As drawn.
        before: usize,
        /// Within the tolerance.
        after: usize,
    },
    /// The land under the cursor.
    Face {
        /// Its grid area.
        area: ExactArea,
    },
}

/// Grid bearing from `a` to `b` in degrees clockwise from grid north, 0 ≤ bearing < 360.
pub fn bearing_deg(a: GridPoint, b: GridPoint) -> f64 {
    let (de, dn) = ((b.east - a.east) as f64, (b.north - a.north) as f64);
    let degrees = de.atan2(dn).to_degrees();
    if degrees < 0.0 { degrees + 360.0 } else { degrees }
}

/// A bearing as degrees, minutes and seconds, e.g. 47°12′30″.
pub fn bearing_text(degrees: f64) -> String {
    let seconds = (degrees * 3600.0).round() as i64 % (360 * 3600);
    format!("{}°{:02}′{:02}″", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bearings_run_clockwise_from_north() {
        let origin = GridPoint::new(0, 0);
        for (east, north, expected) in [(0, 1, 0.0), (1, 0, 90.0), (0, -1, 180.0), (-1, 0, 270.0), (1, 1, 45.0)] {
            assert!((bearing_deg(origin, GridPoint::new(east, north)) - expected).abs() < 1e-9);
        }
        assert_eq!(bearing_text(47.208_333_333), "47°12′30″");
        assert_eq!(bearing_text(359.999_99), "0°00′00″");
    }
}
