//! Asking what is at a place.

use super::event::{Effect, Key, MapEvent, Pointer};
use crate::geometry::GridPoint;

/// A typed place is asked about with this reach, µm.
const TYPED_REACH_UM: i64 = 1_000_000;

/// Where it was asked what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inquiry {
    /// The place, unsnapped.
    pub at: GridPoint,
    /// Radius within which vertices and borders count, µm.
    pub reach_um: i64,
}

/// The identify tool.
#[derive(Debug, Clone, Copy, Default)]
pub struct IdentifyTool;

impl IdentifyTool {
    /// A click or a typed place asks, Escape forgets the answer.
    pub fn on(self, event: &MapEvent) -> Vec<Effect> {
        match *event {
            MapEvent::Pointer { pointer: Pointer::Press, at, reach_um, .. } => {
                vec![Effect::Identify(Some(Inquiry { at, reach_um }))]
            }
            MapEvent::Typed { at } => vec![Effect::Identify(Some(Inquiry { at, reach_um: TYPED_REACH_UM }))],
            MapEvent::Key { key: Key::Escape, .. } => vec![Effect::Identify(None)],
            _ => Vec::new(),
        }
    }
}
