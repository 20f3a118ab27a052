//! Selecting zones by a polygon drawn around or across them.

use super::ToolContext;
use super::event::{Effect, Live, MapEvent};
use super::options::SelectBy;
use super::path::{Change, Path};
use crate::geometry::overlay::{Fill, region_from_rings};
use crate::plan::Relation;

/// The tool that selects by polygon.
#[derive(Debug, Clone)]
pub struct SelectPolygonTool {
    path: Path,
    extends: bool,
}

impl Default for SelectPolygonTool {
    fn default() -> Self {
        Self { path: Path::passing_walls(), extends: false }
    }
}

impl SelectPolygonTool {
    /// Takes an event; with Shift held the zones are added to those already selected.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        if let MapEvent::Pointer { modifiers, .. } | MapEvent::Key { modifiers, .. } = *event {
            self.extends = modifiers.shift;
        }
        match self.path.on(event, context) {
            Change::None | Change::Moved | Change::Dropped => Vec::new(),
            Change::Finished => self.finish(context),
        }
    }

    fn finish(&mut self, context: &ToolContext<'_>) -> Vec<Effect> {
        match self.path.line().len() {
            0 => return Vec::new(),
            1 | 2 => return vec![Effect::Tell("refusal-too-few-corners")],
            _ => {}
        }
        let land = region_from_rings([&self.path.ring()], Fill::NonZero);
        if land.is_empty() {
            return vec![Effect::Tell("refusal-no-area")];
        }
        self.path.clear();
        let zones = match context.options.select_by {
            SelectBy::Crossing => context.plan.zones_related(&land, Relation::Meets),
            SelectBy::Within => context.plan.zones_related(&land, Relation::Inside),
        };
        let known = |zone: &crate::plan::ZoneId| !(self.extends && context.selection.contains(zone));
        vec![Effect::Select { zones: zones.into_iter().filter(known).collect(), extend: self.extends }]
    }

    /// The corners, and where the cursor is.
    pub const fn path(&self) -> &Path {
        &self.path
    }

    /// Length and bearing of the present segment.
    pub fn live(&self) -> Option<Live> {
        self.path.live(false)
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        self.path.hint().unwrap_or_else(|| match self.path.line().len() {
            0 => "hint-select-polygon-start",
            1 | 2 => "hint-select-polygon-more",
            _ if self.extends => "hint-select-polygon-extend",
            _ => "hint-select-polygon-can-close",
        })
    }
}
