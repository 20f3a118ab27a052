//! Moving the map: the canvas pans, the plan is not concerned.

use super::event::{Effect, MapEvent};

/// The pan tool.
#[derive(Debug, Clone, Copy, Default)]
pub struct PanTool;

impl PanTool {
    /// Nothing follows for the plan.
    pub const fn on(&mut self, _event: &MapEvent) -> Vec<Effect> {
        Vec::new()
    }
}
